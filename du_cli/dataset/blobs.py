"""Files by the ids git gives their contents, so that two can be compared, and one be known again, without reading them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import sha1


class Blobs(Mapping[str, bytes]):
    """Files whose contents stay where they are until somebody asks for them; ``ids`` by path, empty for what has no content.

    ``read`` gives contents by id; ``contents`` holds those that were read, and may be shared by several states of the files.
    """

    def __init__(self, ids: Mapping[str, str], read: Callable[[Iterable[str]], Mapping[str, bytes]], contents: dict[str, bytes]) -> None:
        self.ids = ids
        self._read = read
        self._contents = contents
        contents[""] = b""

    def __getitem__(self, path: str) -> bytes:
        self.fetch((path,))
        return self._contents[self.ids[path]]

    def __contains__(self, path: object) -> bool:
        return path in self.ids

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def fetch(self, paths: Iterable[str]) -> None:
        """Read some files in one go, those that were not read before."""
        missing = [name for path in paths if (name := self.ids[path]) not in self._contents]
        if missing:
            self._contents.update(self._read(missing))


def fetch(files: Mapping[str, bytes], paths: Iterable[str]) -> None:
    """Have some files at hand, where they are not yet."""
    if isinstance(files, Blobs):
        files.fetch(paths)


def id_of(files: Mapping[str, bytes], path: str, data: bytes | None = None) -> str:
    """The id of a file's content, ``data`` if it is at hand: git's own, in a repository that counts in SHA-1 as nearly all do."""
    if isinstance(files, Blobs):
        return files.ids[path]
    data = files[path] if data is None else data
    return sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Collection[str]:
    """The paths of the files that are not the same, in order."""
    if isinstance(before, Blobs) and isinstance(after, Blobs):
        return sorted({path for path, _ in before.ids.items() ^ after.ids.items()})
    fetch(before, before)
    fetch(after, after)
    return [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
