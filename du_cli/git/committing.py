"""One commit of some files, made as the person has configured it."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from du_cli.errors import GitError
from du_cli.git.running import asked, done, parts, refusal, text
from du_cli.i18n import N_

_OWN_IDENTITY: Final = ("-c", "user.useConfigOnly=true")
"""The name and address the person has given git, never ones that git guesses from the machine."""


def ready(root: Path) -> None:
    """Whether a commit can be made where ``root`` lies; raises ``GitError`` with what to do when not."""
    inside = asked(root, "rev-parse", "--is-inside-work-tree")
    if b"safe.directory" in inside.stderr:
        raise refusal(inside)
    if inside.stdout.strip() != b"true":
        raise GitError(N_("{path} is not in a git repository, so nothing can be committed. Begin one with git init."), path=str(root))
    for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if asked(root, *_OWN_IDENTITY, "var", ident).returncode:
            message = N_("git does not know who you are. Type git config --global user.name and user.email with your name and address.")
            raise GitError(message)
    _refuse_unfinished(root)


_UNFINISHED: Final = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
"""What git leaves in its folder while something is under way, and the command that ends it."""


def _refuse_unfinished(root: Path) -> None:
    """Raise ``GitError`` while a commit would become part of something else, or belong to no branch."""
    places = done(root, "rev-parse", *(part for name in _UNFINISHED for part in ("--git-path", name))).decode().splitlines()
    for name, place in zip(_UNFINISHED.values(), places, strict=True):
        if (root / place).exists():
            message = N_(
                "A {what} is under way in this repository. End it first, with git {what} --continue or git {what} --abort, "
                "or leave out --commit. Nothing was written."
            )
            raise GitError(message, what=name)
    if asked(root, "symbolic-ref", "--quiet", "HEAD").returncode:
        message = N_("HEAD is on no branch, where a commit is easily lost. Type git switch BRANCH first, or leave out --commit.")
        raise GitError(message)


def refuse_uncommitted(root: Path, paths: Sequence[str]) -> None:
    """Raise ``GitError`` when a commit of some paths would take earlier changes of theirs with it, or git ignores one."""
    changed = uncommitted(root, paths)
    if changed:
        message = N_(
            "There are changes in {files} that are not committed, and they would come into this commit. Commit them first, "
            "with {git} add {list} && {git} commit, or leave out --commit. Nothing was written."
        )
        raise GitError(message, files=changed, list=shlex.join(changed), git=called(root))
    ignored = parts(asked(root, "check-ignore", "-z", "--stdin", given="\0".join(paths).encode()).stdout)
    if ignored:
        message = N_("git ignores {files}, so it cannot be committed. See .gitignore, or leave out --commit. Nothing was written.")
        raise GitError(message, files=tuple(os.fsdecode(path) for path in ignored))


def called(root: Path) -> str:
    """How a person calls git on the committee's files from where they stand."""
    return "git" if Path.cwd() == root.resolve() else shlex.join(("git", "-C", str(root)))


def uncommitted(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Those of some paths that are not as the last commit has them."""
    named = [f":(literal){path}" for path in paths]
    found = done(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", *named)
    return tuple(sorted(_from_root(root, [line[3:] for line in parts(found)])))


def _from_root(root: Path, paths: Sequence[str]) -> list[str]:
    """Paths from the repository's top, which git status names, as paths from ``root``."""
    prefix = text(done(root, "rev-parse", "--show-prefix"))
    return [path.removeprefix(prefix) for path in paths]


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
        raise refusal(answer) if answer.stderr.strip() or answer.stdout.strip() else _silent(root)
    return done(root, "rev-parse", "--short", "HEAD").decode().strip()


def _silent(root: Path) -> GitError:
    hooks = (root / text(done(root, "rev-parse", "--git-path", "hooks"))).resolve()
    return GitError(N_("git made no commit and did not say why. A hook may have stopped it: see {hooks}."), hooks=str(hooks))


def _untracked(root: Path, named: Sequence[str]) -> list[str]:
    found = done(root, "ls-files", "-z", "--others", "--", *named)
    return [os.fsdecode(path) for path in found.split(b"\0") if path]
