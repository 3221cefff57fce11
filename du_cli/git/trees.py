"""Trees, the index and blobs: which files there are, and what they hold."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from du_cli.errors import GitError
from du_cli.git.running import around, asked, done, parts, split, streaming, text
from du_cli.i18n import N_


class Entry(NamedTuple):
    """A file as git keeps it: its mode, the id of its content, and its path from the root."""

    mode: str
    id: str
    path: str


def tree(root: Path, commit: str) -> tuple[Entry, ...]:
    """Every file under data/ in a commit."""
    lines = parts(done(root, "ls-tree", "-r", "-z", commit, "--", "data"))
    return tuple(Entry(mode, name, path) for line in lines for (mode, _kind, name), path in [split(line)])


def index(root: Path) -> tuple[Entry, ...]:
    """Every file under data/ that is staged, as a commit made now would hold them; raises ``GitError`` on unmerged ones.

    Inside a hook of the same repository it is the index that git names there: that of ``git commit FILE`` or ``-a``.
    """
    place = _index_in_hook(root)
    lines = [split(line) for line in parts(done(root, "ls-files", "-s", "-z", "--", "data", index=place))]
    unmerged = tuple(dict.fromkeys(path for (_mode, _id, stage), path in lines if stage != "0"))
    if unmerged:
        message = N_("{files} is not merged yet. Solve the conflict, and type git add for each file.")
        raise GitError(message, files=unmerged)
    left_out = _intended(root, place) if any(name in _EMPTY for (_mode, name, _stage), _path in lines) else ()
    return tuple(Entry(mode, name, path) for (mode, name, _stage), path in lines if path not in left_out)


_EMPTY: Final = ("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813")
"""The ids of empty files, by which git lists what is only intended to be added, too."""


def _intended(root: Path, place: str | None) -> frozenset[str]:
    """The files that are to be added one day; git looks at every file to tell."""
    found = parts(done(root, "diff-files", "-z", "--diff-filter=A", "--name-only", "--relative", "--", "data", index=place))
    return frozenset(found)


def _index_in_hook(root: Path) -> str | None:
    """The index a hook was told of, where we run in a hook of the repository that ``root`` lies in."""
    place = os.environ.get("GIT_INDEX_FILE")
    if place is None:
        return None
    own = done(root, "rev-parse", "--absolute-git-dir")
    return place if around("rev-parse", "--absolute-git-dir") == own else None


def blobs(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """The contents with these ids, by id."""
    return dict(contents(root, ids))


def contents(root: Path, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The contents with these ids, each read once and given as git finds it, in the order they are first asked for."""
    return _objects(root, ids, b"blob")


def signed(root: Path, commits: Iterable[str]) -> frozenset[str]:
    """The commits among some that have a signature, good or not."""
    return frozenset(name for name, data in _objects(root, commits, b"commit") if b"\ngpgsig" in data.partition(b"\n\n")[0])


def _objects(root: Path, ids: Iterable[str], kind: bytes) -> Iterator[tuple[str, bytes]]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return
    with streaming(root, "cat-file", "--batch", "--buffer", given="".join(f"{name}\n" for name in wanted).encode()) as answer:
        for name in wanted:
            header = answer.readline().split()
            if header[1:2] != [kind]:
                raise GitError(N_("git has lost {name}, which a commit needs. See git fsck."), name=name)
            yield name, answer.read(int(header[2]))
            answer.read(1)


def ids_at(root: Path, names: Iterable[str]) -> tuple[str | None, ...]:
    """The id of what each name (as in ``HEAD:./data/policy.yaml``) stands for; None where there is nothing."""
    given = "".join(f"{name}\n" for name in names).encode()
    lines = done(root, "cat-file", "--batch-check=%(objectname)", given=given).splitlines()
    return tuple(None if line.endswith(b" missing") else text(line) for line in lines)


def file_at(root: Path, commit: str, path: str) -> bytes | None:
    """What a file held in a commit, by its path from the repository's top; None when it is not there."""
    answer = asked(root, "cat-file", "blob", f"{commit}:{path}")
    return None if answer.returncode else answer.stdout
