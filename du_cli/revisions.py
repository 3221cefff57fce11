"""The data as git keeps it: a commit's files and the staged ones, as mappings from paths to bytes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from du_cli import git
from du_cli.dataset.blobs import Blobs
from du_cli.dataset.kinds import DATA, LINK, MOST_BYTES, hidden, kind_of
from du_cli.errors import GitError
from du_cli.git import Entry
from du_cli.i18n import N_

_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
_HOPS: Final = 40
"""Links that may lead to links, as the system allows."""


class Files(NamedTuple):
    """Files by path from the root, and which of them are links that lead out of data/, or nowhere."""

    files: Mapping[str, bytes]
    outside: Mapping[str, str]


def at_revision(root: Path, commit: str) -> Files:
    """The files under data/ in a commit; raises ``GitError`` when it has none."""
    entries = git.tree(root, commit)
    if not entries:
        raise GitError(N_("{rev} has no data/ for this committee. Give a later revision."), rev=commit[: git.SHORT])
    return files_of(root, entries)[0]


def files_of(root: Path, *listings: Collection[Entry]) -> tuple[Files, ...]:
    """The files of some listings, their contents read when they are asked for: what they share is read once."""
    for entry in (entry for listing in listings for entry in listing if entry.mode == _SUBMODULE):
        raise GitError(
            N_("{path} is a submodule, whose files are not in this repository. Put the files themselves there."), path=entry.path
        )
    read: dict[str, bytes] = {}
    return tuple(_files(root, {entry.path: entry for entry in listing}, read) for listing in listings)


def _files(root: Path, entries: Mapping[str, Entry], read: dict[str, bytes]) -> Files:
    """The files as a check of the disk would see them: links followed inside data/, hidden ones left out."""
    links = _links(root, [entry for entry in entries.values() if entry.mode == _LINK])
    found: dict[str, str] = dict.fromkeys(_folders(entries), "")
    outside: dict[str, str] = {}
    for path, entry in entries.items():
        target = _followed(path, links) if links else path
        if path not in links:
            found[path] = entry.id
        elif not hidden(path):
            inside = target is not None and target.startswith(DATA) and target in entries
            found[path] = entries[target].id if target and inside else ""
            outside |= {} if inside else {path: LINK}
    return Files(Blobs(dict(sorted(found.items())), partial(_contents, root), read), outside)


def _contents(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    return {name: data[:MOST_BYTES] for name, data in git.contents(root, ids)}


def _links(root: Path, entries: Iterable[Entry]) -> Mapping[str, str]:
    """Where links lead, by their paths."""
    targets = git.blobs(root, (entry.id for entry in entries))
    return {entry.path: targets[entry.id].decode("utf-8", "replace") for entry in entries}


def _folders(paths: Collection[str]) -> Iterator[str]:
    """Folders named like a file that is read, with a slash behind their names."""
    above = {path.rpartition("/")[0] for path in paths}
    for _ in range(max((path.count("/") for path in above), default=0)):
        above |= {path.rpartition("/")[0] for path in above}
    return (f"{folder}/" for folder in above if kind_of(folder))


def _followed(path: str, links: Mapping[str, str]) -> str | None:
    """Where a path leads when the links on its way are followed; None when it leads above the root, or in a circle."""
    done: list[str] = []
    left = path.split("/")[::-1]
    hops = 0
    while left:
        part = left.pop()
        here = "/".join([*done, part])
        if part == ".." and not done:
            return None
        if here in links:
            hops += 1
            if hops > _HOPS or links[here].startswith("/"):
                return None
            left += links[here].split("/")[::-1]
        elif part == "..":
            done.pop()
        elif part not in ("", "."):
            done.append(part)
    return "/".join(done)
