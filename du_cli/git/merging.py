"""Merging and setting up: what git makes of three files, and the settings of one repository."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from du_cli.errors import GitError
from du_cli.git.running import asked, done, refusal
from du_cli.i18n import N_

_MOST_CONFLICTS: Final = 127
"""git merge-file ends with the number of conflicts, no more than this; anything above is trouble."""


class Side(NamedTuple):
    """One side of a merge: the file git made of it, and what git calls it."""

    file: str
    name: str


def merge_lines(root: Path, ours: Side, base: Side, theirs: Side, marker: int) -> tuple[bytes, bool]:
    """Merge three files by lines, as git does; and whether that went without a conflict, else markers of a width stand in it."""
    sides = (ours, base, theirs)
    names = [part for side in sides for part in ("-L", side.name)]
    answer = asked(root, "merge-file", "-p", f"--marker-size={marker}", *names, "--", *(side.file for side in sides))
    if answer.returncode < 0 or answer.returncode > _MOST_CONFLICTS:
        raise refusal(answer)
    return answer.stdout, answer.returncode == 0


def merging() -> str | None:
    """What git calls the commit it is merging just now; None where it does not say, as when it picks or replays one."""
    return next((value for name, value in os.environ.items() if name.startswith("GITHEAD_")), None)


def place(root: Path, name: str) -> Path:
    """Where the repository keeps a file or folder of its own, such as ``hooks`` or ``info/attributes``."""
    answer = asked(root, "rev-parse", "--path-format=absolute", "--git-path", name)
    if answer.returncode:
        raise GitError(N_("{path} is not in a git repository. Begin one with git init, or give another --root."), path=str(root))
    return Path(os.fsdecode(answer.stdout.removesuffix(b"\n")))


def configure(root: Path, settings: Mapping[str, str]) -> None:
    """Give this repository settings of its own."""
    for name, value in settings.items():
        done(root, "config", "--local", name, value)
