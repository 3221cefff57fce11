"""The events between two commits, as if they were one change."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from du_cli import git
from du_cli.dataset.events import Event
from du_cli.git import SHORT
from du_cli.history import Records, events, records
from du_cli.trail.versions import merged


class Between(NamedTuple):
    """Two commits, what happened between them, and the files of either that cannot be read."""

    first: str
    last: str
    events: tuple[Event, ...]
    unreadable: tuple[str, ...]


def between(root: Path, first: str, last: str) -> Between:
    """Compare the data of two commits; a file that cannot be read in one of them tells nothing."""
    before, after = (_tree(root, commit) for commit in (first, last))
    paths = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    contents = git.blobs(root, (tree[path] for tree in (before, after) for path in paths if path in tree))
    read = {path: tuple(_read(path, tree.get(path), contents) for tree in (before, after)) for path in paths}
    broken = {path: pair for path, pair in read.items() if None in pair}
    whole = [pair for path, pair in read.items() if path not in broken]
    old, new = (merged(found for pair in whole if (found := pair[side]) is not None) for side in (0, 1))
    unreadable = (
        f"{commit[:SHORT]}:{path}" for path, pair in broken.items() for commit, one in zip((first, last), pair, strict=True) if one is None
    )
    return Between(first, last, events(old, new), tuple(unreadable))


def _tree(root: Path, commit: str) -> Mapping[str, str]:
    return {entry.path: entry.id for entry in git.tree(root, commit) if entry.mode.startswith("100")}


def _read(path: str, name: str | None, contents: Mapping[str, bytes]) -> Records | None:
    return records(path, contents[name]) if name else {}
