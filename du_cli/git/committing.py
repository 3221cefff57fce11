"""One commit of some files, made as the person has configured it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from du_cli.errors import GitError
from du_cli.git.running import asked, done, refusal
from du_cli.i18n import N_

_OWN_IDENTITY: Final = ("-c", "user.useConfigOnly=true")
"""The name and address the person has given git, never ones that git guesses from the machine."""


def ready(root: Path) -> None:
    """Whether a commit can be made where ``root`` lies; raises ``GitError`` with what to do when not."""
    if asked(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise GitError(N_("{path} is not in a git repository, so nothing can be committed. Begin one with git init."), path=str(root))
    for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if asked(root, *_OWN_IDENTITY, "var", ident).returncode:
            message = N_("git does not know who you are. Type git config --global user.name and user.email with your name and address.")
            raise GitError(message)


def commit(root: Path, paths: Sequence[str], message: str) -> str:
    """Make one commit of exactly these paths from ``root``, as they are on disk, and answer with its short id.

    New and removed files are taken with; what else is staged stays staged and uncommitted. Hooks and signing are
    as the person has configured them. Raises ``GitError`` with git's own words when it refuses: the files stay.
    """
    named = [f":(literal){path}" for path in paths]
    new = [f":(literal){path}" for path in _untracked(root, named)]
    if new:
        done(root, "add", "--intent-to-add", "--", *new)
    answer = asked(
        root, *_OWN_IDENTITY, "commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--", *named, given=message.encode()
    )
    if answer.returncode:
        if new:
            asked(root, "reset", "--quiet", "--", *new)
        raise refusal(answer)
    return done(root, "rev-parse", "--short", "HEAD").decode().strip()


def _untracked(root: Path, named: Sequence[str]) -> list[str]:
    found = done(root, "ls-files", "-z", "--others", "--", *named)
    return [os.fsdecode(path) for path in found.split(b"\0") if path]
