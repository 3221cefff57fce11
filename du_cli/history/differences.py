"""Where two plain records differ: each key path with what stood there and what stands there now."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from du_cli.dataset.events import Plain

_TELLING: Final = ("id", "seat", "from", "body", "member", "item", "case", "for", "date", "meeting", "rule", "subject", "title", "name")
"""Keys that tell the items of a list apart."""


class Difference(NamedTuple):
    """A key path, as in ``("appointments", "0", "until")``, and its values; None where there was or is nothing."""

    key: tuple[str, ...]
    before: object
    after: object


class Pair(NamedTuple):
    """An item of a list before and after, with its position: today's, of a removed one its last."""

    position: int
    before: Plain | None
    after: Plain | None


def differences(before: object, after: object, key: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every place where two values differ; nothing recorded and an empty list are the same."""
    if before is after or before == after or (_empty(before) and _empty(after)):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) is not after.get(name):
                yield from differences(before.get(name), after.get(name), (*key, str(name)))
    elif _of_records(before) and _of_records(after):
        for pair in pairs(before, after):
            yield from differences(pair.before, pair.after, (*key, str(pair.position)))
    else:
        yield Difference(key, before, after)


def pairs(before: object, after: object) -> list[Pair]:
    """The items of two lists of records, those that are the same thing together, in today's order, then the removed ones."""
    old, new = (list(enumerate(_items(one))) for one in (before, after))
    found: dict[int, Plain | None] = {}
    for same in (_equal, _alike, _begins):
        for position, item in new:
            match = next((pair for pair in old if same(pair[1], item)), None) if position not in found else None
            if match:
                old.remove(match)
                found[position] = match[1]
    left = dict(old)
    for position, _item in new:
        if position not in found:
            found[position] = left.pop(position, None)
    return [*(Pair(position, found[position], item) for position, item in new), *(Pair(place, item, None) for place, item in left.items())]


def _equal(one: Plain, other: Plain) -> bool:
    return one == other


def _alike(one: Plain, other: Plain) -> bool:
    return _traits(one) == _traits(other)


def _begins(one: Plain, other: Plain) -> bool:
    first, second = _traits(one), _traits(other)
    return bool(first and second) and first[0] == second[0]


def _traits(item: Plain) -> Sequence[tuple[str, object]]:
    return [(key, item[key]) for key in _TELLING if item.get(key) is not None]


def _items(value: object) -> list[Plain]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _of_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _empty(value: object) -> bool:
    return value is None or value in ("", [], {})
