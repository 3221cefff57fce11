"""The log: what each commit did to the data."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from du_cli.git.running import BARE, done, text

_RAW: Final = ("--raw", "-r", "--no-abbrev", "--no-renames", "--relative")
_LINE: Final = ("--first-parent", "--diff-merges=first-parent", "--reverse", "-z")
"""Each commit against its first parent, oldest first."""

DATA: Final = "data/"

_FILE: Final = "100"
"""How the mode of a file begins; links and submodules hold no data."""

_FORM: Final = "--format=%x01%H %P%x00%an%x00%aI%x00%s"


class Step(NamedTuple):
    """What one commit did to a file under data/: the ids of its content before and after, None where there was none."""

    commit: str
    merge: bool
    path: str
    before: str | None
    after: str | None


class Logged(NamedTuple):
    """A commit: its parents, who made it, when (ISO 8601), its first line, and what it did to files under data/."""

    id: str
    parents: tuple[str, ...]
    author: str
    time: str
    subject: str
    steps: tuple[Step, ...]


def log(root: Path, head: str, *paths: str) -> tuple[Logged, ...]:
    """Every commit up to ``head`` that changed some paths, by default all under data/, oldest first, along first parents.

    In a shallow clone the oldest commit has no parents here, and seems to make all there is.
    """
    return tuple(_logged(done(root, *BARE, "log", *_LINE, *_RAW, _FORM, head, "--", *(paths or ("data",)))))


def commits(root: Path, head: str) -> tuple[Logged, ...]:
    """Every commit up to ``head`` along first parents, oldest first, without what it did."""
    return tuple(_logged(done(root, *BARE, "log", *_LINE, _FORM, head)))


def with_steps(root: Path, found: Iterable[Logged]) -> tuple[Logged, ...]:
    """Some commits, in their order, with what each did to files under data/."""
    given = "".join(f"{one.id}\n" for one in found).encode()
    if not given:
        return ()
    # Without a path the trees of a commit are compared once and not twice.
    options = ("--no-walk=unsorted", "--stdin", "--diff-merges=first-parent", "-z", *_RAW)
    logged = _logged(done(root, *BARE, "log", *options, _FORM, given=given))
    return tuple(one._replace(steps=tuple(step for step in one.steps if step.path.startswith(DATA))) for one in logged)


def log_of_all(root: Path, head: str | None) -> tuple[Logged, ...]:
    """As ``log``, along all parents and each commit against every one of them: everything that ever came into data/.

    Up to a commit, or up to HEAD and every branch and tag.
    """
    heads = (head,) if head else ("HEAD", "--branches", "--tags", "--remotes")
    options = ("--full-history", "-m", "--topo-order", "--reverse", "-z", *_RAW)
    return tuple(_logged(done(root, *BARE, "log", *options, _FORM, *heads, "--", "data")))


def steps(root: Path, base: str, head: str) -> tuple[Step, ...]:
    """What each commit after ``base`` up to ``head`` did to files under data/, oldest first, along first parents."""
    return tuple(step for one in log(root, f"{base}..{head}") for step in one.steps)


def _logged(answer: bytes) -> Iterator[Logged]:
    """The commits in git's raw form: a line of each, then for each file its modes, ids and letter, and its path."""
    parts = iter(answer.split(b"\0"))
    found: Logged | None = None
    steps: list[Step] = []
    for part in parts:
        word = part.lstrip(b"\n")
        if word.startswith(b"\1"):
            if found:
                yield found._replace(steps=tuple(steps))
            name, *parents = text(word[1:]).split()
            found, steps = Logged(name, tuple(parents), text(next(parts)), text(next(parts)), text(next(parts)), ()), []
        elif word.startswith(b":") and found:
            steps.append(_step(found, word, os.fsdecode(next(parts))))
    if found:
        yield found._replace(steps=tuple(steps))


def _step(commit: Logged, word: bytes, path: str) -> Step:
    old_mode, new_mode, before, after, _letter = word[1:].decode("ascii").split(" ")
    held = (name if mode.startswith(_FILE) else None for mode, name in ((old_mode, before), (new_mode, after)))
    return Step(commit.id, len(commit.parents) > 1, path, *held)
