"""Edits of plain data: what is wanted, as the smallest steps, and the data after each."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from du_cli.findings import Key


class Set(NamedTuple):
    """Give a key path a value; what is missing on the way is made."""

    key: Key
    value: Any


class Append(NamedTuple):
    """Put a value at the end of the list at a key path, which is made where there is none; or before one of its items."""

    key: Key
    value: Any
    before: int | None = None


class Remove(NamedTuple):
    """Take away the key or list item at a key path; nothing happens where there is none."""

    key: Key


Edit = Set | Append | Remove

MISSING: Any = object()


def at(value: Any, key: Key) -> Any:
    """The value at a key path; ``MISSING`` where there is none."""
    for part in key:
        if not _holds(value, part):
            return MISSING
        value = value[part]
    return value


def _holds(value: Any, part: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(part, int) and 0 <= part < len(value)
    return isinstance(value, dict) and part in value


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same when read: 1, 1.0 and true differ, the order of keys does not."""
    return one is not MISSING and other is not MISSING and json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def steps(value: Any, edit: Edit) -> Iterator[Edit]:
    """An edit as steps that each change one place: whole values are compared, so that only what differs is touched."""
    old = at(value, edit.key)
    if isinstance(edit, Remove):
        yield from () if old is MISSING else _removal(value, edit)
    elif isinstance(edit, Append):
        yield from [edit] if isinstance(old, list) and old else steps(value, Set(edit.key, [edit.value]))
    elif same(old, edit.value):
        return
    elif edit.key and not isinstance(at(value, edit.key[:-1]), (dict, list)):
        yield from steps(value, Set(edit.key[:-1], {edit.key[-1]: edit.value}))
    elif isinstance(old, dict) and isinstance(edit.value, dict) and old and edit.value:
        yield from _mapping(value, edit, old)
    elif isinstance(old, list) and isinstance(edit.value, list) and old and edit.value:
        yield from _sequence(value, edit, old)
    else:
        yield edit


def _removal(value: Any, edit: Remove) -> Iterator[Edit]:
    parent = at(value, edit.key[:-1])
    yield edit if len(parent) > 1 else Set(edit.key[:-1], type(parent)())


def _mapping(value: Any, edit: Set, old: dict[str, Any]) -> Iterator[Edit]:
    for name, item in edit.value.items():
        yield from steps(value, Set((*edit.key, name), item))
    for name in old:
        if name not in edit.value:
            yield Remove((*edit.key, name))


def _sequence(value: Any, edit: Set, old: list[Any]) -> Iterator[Edit]:
    """What is the same in both lists stays, so that comments stay beside their items; from the end, so that places hold."""
    key, new = edit
    for _, start, end, first, last in reversed(_differences(old, new)):
        paired = min(end - start, last - first)
        for number in range(paired):
            yield from steps(value, Set((*key, start + number), new[first + number]))
        yield from (Remove((*key, index)) for index in reversed(range(start + paired, end)))
        for number in range(paired, last - first):
            yield Append(key, new[first + number], start + number if end < len(old) else None)


def _differences(old: list[Any], new: list[Any]) -> list[tuple[str, int, int, int, int]]:
    """The stretches of two lists that are not the same, as ``difflib`` gives them."""
    from difflib import SequenceMatcher

    was, wanted = ([json.dumps(item, sort_keys=True) for item in items] for items in (old, new))
    return [found for found in SequenceMatcher(None, was, wanted, autojunk=False).get_opcodes() if found[0] != "equal"]


def after(value: Any, edit: Edit) -> Any:
    """The plain data after one step; the data given is left as it was."""
    if not edit.key and isinstance(edit, Set):
        return edit.value
    changed = deepcopy(value)
    if isinstance(edit, Append):
        found = at(changed, edit.key)
        found.insert(len(found) if edit.before is None else edit.before, edit.value)
    elif isinstance(edit, Set):
        at(changed, edit.key[:-1])[edit.key[-1]] = edit.value
    else:
        del at(changed, edit.key[:-1])[edit.key[-1]]
    return changed
