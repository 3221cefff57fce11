"""What tells the files of a committee, and this program, from what they were before or will be."""

import os
import stat
import sys
import time

from du_cli.cache import sum_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = 2 * 10**9
"""Nanoseconds within which the slowest clock of a file system may not tell two changes apart."""


def state_of(root: str) -> str | None:
    """What tells the files under ``root/data`` from what they were before or will be; None when nothing tells for certain.

    That is so with links, whose targets change unseen; and when something changed just now, for it may change again
    within the same step of the clock.
    """
    latest = time.time_ns() - _STEP
    found = [f"read by {_reader()}"]
    try:
        for path, one in _below(f"{root}/data"):
            if not _is_plain(one.st_mode) or one.st_mtime_ns >= latest or one.st_ctime_ns >= latest:
                return None
            found.append(f"{path} {one.st_mode} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns} {one.st_ino}")
    except OSError:
        return None
    return sum_of("\n".join(found))


def _below(top: str) -> "Iterator[tuple[str, os.stat_result]]":
    """A folder by its path and all that is below it by name, folder by folder, with what the system knows of each."""
    folders = [top]
    for folder in folders:
        yield folder, os.lstat(folder)
        with os.scandir(folder) as entries:
            for entry in entries:
                found = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(found.st_mode):
                    folders.append(entry.path)
                else:
                    yield entry.name, found


def _is_plain(mode: int) -> bool:
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _reader() -> int:
    """Who reads, on whom it depends what can be read."""
    return os.geteuid() if hasattr(os, "geteuid") else 0


def program() -> str:
    """What tells this program, as it is installed here, from any other: its own files and where Python finds all others."""
    folders = (stamp(os.stat(name)) for name in sys.path if os.path.exists(name))
    return "\n".join((sys.version, *_files(os.path.dirname(os.path.abspath(__file__))), *folders))


def _files(folder: str) -> "Iterator[str]":
    """A line for each module and table of a package, but for the examples and what Python itself keeps there."""
    for entry in sorted(os.scandir(folder), key=lambda found: found.name):
        if entry.is_dir() and entry.name not in ("examples", "__pycache__"):
            yield from _files(entry.path)
        elif entry.is_file():
            yield f"{entry.name} {stamp(entry.stat())}"


def stamp(found: os.stat_result) -> str:
    """What tells a file from what it was, where nobody hides a change."""
    return f"{found.st_size} {found.st_mtime_ns}"
