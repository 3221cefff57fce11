"""The files of a history's commits, each read once and let go when no commit needs it any more."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from du_cli import git
from du_cli.git import Logged
from du_cli.history import NOTHING, Read, Records, read, records


class Versions:
    """The contents that some commits name, to be asked for in the commits' order."""

    def __init__(self, root: Path, commits: Iterable[Logged]) -> None:
        names = [name for one in commits for step in one.steps for name in (step.before, step.after) if name]
        self._root = root
        self._uses = Counter(names)
        self._coming = git.contents(root, names)
        self._data: dict[str, bytes] = {}
        self._read: dict[tuple[str, str], Read | None] = {}

    def read(self, path: str, name: str | None, near: Read = NOTHING) -> Read | None:
        """One content at a path, out of an earlier state of the file; None when it cannot be read. Each naming counts once."""
        if name is None:
            return NOTHING
        place = name, path
        if place not in self._read:
            self._read[place] = read(path, self._content(name), near)
        found = self._read[place]
        self._uses[name] -= 1
        if not self._uses[name]:
            self._data.pop(name, None)
            self._read.pop(place, None)
        return found

    def _content(self, name: str) -> bytes:
        while name not in self._data:
            found, data = next(self._coming)
            self._data[found] = data
        return self._data[name]


def last_readable(root: Path, before: Logged, path: str) -> Records:
    """What a file held when it could last be read, before a commit; nothing when it never could."""
    earlier = git.log(root, before.parents[0], path) if before.parents else ()
    for name in (step.after for one in reversed(earlier) for step in one.steps if step.after):
        found = records(path, git.blobs(root, [name])[name])
        if found is not None:
            return found
    return {}


def merged(found: Iterable[Records]) -> Mapping[tuple[str, str], Mapping[str, object]]:
    """The records of several files together."""
    return {named: record for one in found for named, record in one.items()}
