"""The same work on many files or commits, shared between two processes when there are enough of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

One = TypeVar("One")
T = TypeVar("T")
ENOUGH: Final = 500
"""Below this many a second process costs more than it saves."""


def in_two(work: Callable[[One], T], items: Sequence[One]) -> Iterator[T]:
    """The result of ``work`` for each item, in order; the second half from a forked process where it pays."""
    return in_halves(lambda some: map(work, some), items)


def in_halves(work: Callable[[Sequence[One]], Iterable[T]], items: Sequence[One]) -> Iterator[T]:
    """The results of ``work`` on items, which gives the same on two halves of them; the second from a forked process where it pays."""
    if len(items) < ENOUGH or not hasattr(os, "fork") or _processors() < 2:  # noqa: PLR2004
        yield from work(items)
        return
    import pickle

    middle = len(items) // 2
    ours, theirs = items[:middle], items[middle:]
    started = _fork(work, theirs)
    if started is None:
        yield from work(items)
        return
    pipe, child = started
    try:
        with os.fdopen(pipe, "rb") as stream:
            yield from work(ours)
            answer = stream.read()
    finally:
        _, status = os.waitpid(child, 0)
    yield from pickle.loads(answer) if status == 0 else work(theirs)  # noqa: S301 - our own process wrote it


def _processors() -> int:
    """How many processors this process may use, which in a container or under taskset is fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _fork(work: Callable[[Sequence[One]], Iterable[Any]], items: Sequence[One]) -> tuple[int, int] | None:
    """Where a second process writes its results, and its id; None where the system allows no more processes."""
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if child:
        os.close(writing)
        return reading, child
    import pickle

    code = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as stream:
            stream.write(pickle.dumps(list(work(items)), pickle.HIGHEST_PROTOCOL))
        code = 0
    finally:
        os._exit(code)  # the parent does the work again, and shows what went wrong
