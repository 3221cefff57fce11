"""What we ask git: whether we can commit, and one commit of exactly some files. The only module that starts another program."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from du_cli.errors import GitError
from du_cli.i18n import N_

_OURS: Final = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""Variables that would lead git to another repository, another index or other files than those we name."""

_OWN_IDENTITY: Final = ("-c", "user.useConfigOnly=true")
"""The name and address the person has given git, never ones that git guesses from the machine."""


def ready(root: Path) -> None:
    """Whether a commit can be made where ``root`` lies; raises ``GitError`` with what to do when not."""
    if _asked(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise GitError(N_("{path} is not in a git repository, so nothing can be committed. Begin one with git init."), path=str(root))
    for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if _asked(root, *_OWN_IDENTITY, "var", ident).returncode:
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
        _done(root, "add", "--intent-to-add", "--", *new)
    answer = _asked(
        root, *_OWN_IDENTITY, "commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--", *named, given=message.encode()
    )
    if answer.returncode:
        if new:
            _asked(root, "reset", "--quiet", "--", *new)
        raise _refusal(answer)
    return _done(root, "rev-parse", "--short", "HEAD").decode().strip()


def _untracked(root: Path, named: Sequence[str]) -> list[str]:
    found = _done(root, "ls-files", "-z", "--others", "--", *named)
    return [os.fsdecode(path) for path in found.split(b"\0") if path]


def _done(root: Path, *arguments: str) -> bytes:
    answer = _asked(root, *arguments)
    if answer.returncode:
        raise _refusal(answer)
    return answer.stdout


def _refusal(answer: "subprocess.CompletedProcess[bytes]") -> GitError:
    said = (answer.stderr or answer.stdout).decode("utf-8", "replace").strip()
    return GitError(N_("git refused: {why}"), why=said or f"git {answer.returncode}")


def _asked(root: Path, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder, without the variables a hook or another git has set around us."""
    clean = {name: value for name, value in os.environ.items() if name not in _OURS}
    try:
        return subprocess.run(  # noqa: S603 - git, by the name the person's own path gives it
            ["git", "-C", str(root), *arguments],  # noqa: S607
            input=given,
            env=clean,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError(N_("git is not installed here, so nothing can be committed.")) from None
