"""Where two values of a record differ: the innermost place that holds the whole difference."""

from collections.abc import Iterator
from typing import NamedTuple

from du_cli.findings import Key
from du_cli.models.record import Record, fields


class Difference(NamedTuple):
    """A place within two values below which they differ and beside which they do not, and what each holds there."""

    key: Key
    name: str
    """The place in words: dotted, items by their id where they have one."""
    before: object
    after: object


def difference(before: object, after: object, key: Key, *names: str) -> Difference:
    """The innermost difference of two values that stand at a key and are called so, dotted."""
    apart = [part for part in _parts(before, after) if part[2] != part[3]]
    if len(apart) != 1:
        return Difference(key, ".".join(names), before, after)
    ((part, name, old, new),) = apart
    return difference(old, new, (*key, part), *names, name)


def _parts(before: object, after: object) -> Iterator[tuple[str | int, str, object, object]]:
    if isinstance(before, Record) and isinstance(after, type(before)):
        yield from ((one.key, one.key, getattr(before, one.name), getattr(after, one.name)) for one in fields(type(before)))
    if isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            yield number, str(getattr(old, "id", number)), old, new
