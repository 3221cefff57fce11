"""Commits: found by revision, their order and their days."""

import os
from datetime import date
from pathlib import Path
from typing import Final

from du_cli import counts
from du_cli.errors import GitError
from du_cli.git.running import BARE, asked, done, text
from du_cli.i18n import N_

SHORT: Final = 10
"""Letters of a commit's id that are enough for people."""


def resolve(root: Path, rev: str) -> str:
    """The full id of the commit a revision names; raises ``GitError`` when there is none, or no repository."""
    found = _commit(root, rev)
    if found is None and is_shallow(root):
        raise GitError(N_("There is no revision {rev} in this shallow clone. Fetch the rest with git fetch --unshallow."), rev=rev)
    if found is None:
        raise GitError(N_("There is no revision {rev} here. See git log --oneline and git branch --all."), rev=rev)
    return found


def newest(root: Path) -> str | None:
    """The full id of HEAD; None before the first commit."""
    return _commit(root, "HEAD")


def _commit(root: Path, rev: str) -> str | None:
    answer = asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if answer.returncode and asked(root, "rev-parse", "--git-dir").returncode:
        raise GitError(N_("{path} is not in a git repository. Begin one with git init, or give another --root."), path=str(root))
    return None if answer.returncode else text(answer.stdout)


def is_shallow(root: Path) -> bool:
    """Whether some of the history is not in this clone."""
    return text(done(root, "rev-parse", "--is-shallow-repository")) == "true"


def common_ancestor(root: Path, base: str, head: str) -> str:
    """The merge base of two commits; raises ``GitError`` when there is none here, with how deep to fetch in a shallow clone."""
    answer = asked(root, "merge-base", base, head)
    if answer.returncode == 0:
        return text(answer.stdout)
    if is_shallow(root):
        message = N_(
            "This shallow clone has {count} of the change, and not the one where it left {base}. "
            "Fetch the rest with git fetch --unshallow; in a build that is fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)."
        )
        raise GitError(message, count=counts.commits(int(text(done(root, "rev-list", "--count", head)))), base=base[:SHORT])
    raise GitError(N_("{base} and {head} have no commit in common. Give another --base."), base=base[:SHORT], head=head[:SHORT])


def day_of(root: Path, commit: str) -> date:
    """The day a commit was made, as its committer's calendar had it."""
    return date.fromisoformat(text(done(root, *BARE, "log", "-1", "--no-walk", "--format=%cs", commit)))


def is_ancestor(root: Path, commit: str, head: str) -> bool:
    """Whether a commit lies in the history of another."""
    return asked(root, "merge-base", "--is-ancestor", commit, head).returncode == 0


def exists(root: Path, commit: str) -> bool:
    """Whether a commit is in this repository at all."""
    return asked(root, "cat-file", "-e", f"{commit}^{{commit}}").returncode == 0


def count(root: Path, head: str) -> int:
    """How many commits there are up to one."""
    return int(text(done(root, "rev-list", "--count", head)))


def prefix(root: Path) -> str:
    """Where a folder lies in its repository: empty at the top, else with a slash at its end."""
    return os.fsdecode(done(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
