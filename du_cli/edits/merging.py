"""Merging a file by record: what two people did to the same file, put together where they did not touch the same value."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from du_cli.dataset.kinds import kind_of
from du_cli.dataset.read import model_of
from du_cli.findings import Key, Problem
from du_cli.models.base import shape
from du_cli.yamlfile import parse
from du_cli.yamlfile.edit import edited
from du_cli.yamlfile.notes import notes
from du_cli.yamlfile.source import decode
from du_cli.yamlfile.steps import MISSING, Set, at, same
from du_cli.yamlfile.tree import tree

IDENTITY: Final = {
    "agenda": ("item",),
    "appointments": ("seat", "from"),
    "bodies": ("id",),
    "clauses": ("id",),
    "council_meetings": ("date",),
    "dissents": ("member",),
    "handling": ("date", "meeting"),
    "members": ("id",),
    "organisations": ("id",),
    "recusals": ("member",),
    "responses": ("member",),
    "seats": ("id",),
    "substitutes": ("for",),
    "tasks": ("id",),
    "versions": ("id",),
    "waivers": ("rule", "subject"),
}
"""Which values say that two items of a list are the same record; an item of another list, or without the first of them, is only itself."""


class Conflict(NamedTuple):
    """A value that both sides changed, each in its own way: its record and key, and what each made of it."""

    name: str
    ours: Any
    """``MISSING`` where the side took it away; so too in ``theirs``."""
    theirs: Any


class Merged(NamedTuple):
    """A file put together; or none, and why: what both sides changed, the sides that cannot be read, or comments that would be lost."""

    data: bytes | None
    conflicts: tuple[Conflict, ...] = ()
    unreadable: Mapping[str, Problem] = MappingProxyType({})
    """Of ``base``, ``ours`` and ``theirs`` those that cannot be read, and the first thing that is wrong with each."""
    comments: tuple[str, ...] = ()


def merged(path: str, base: bytes, ours: bytes, theirs: bytes, lines: bytes | None) -> Merged:
    """Put together what two sides made of a file; lines of ``ours`` that theirs did not change stay byte for byte.

    ``path`` says which kind of file it is, and ``lines`` is what a merge by lines made of it, None when that has conflicts:
    it keeps both sides' comments, and is taken where it holds the same records. A side that cannot be read is a
    conflict of the whole file, and so is a comment of theirs that would be lost.
    """
    sides = {"base": parse(base), "ours": parse(ours), "theirs": parse(theirs)}
    unreadable = {name: side.problems[0] for name, side in sides.items() if side.problems}
    if unreadable:
        return Merged(None, unreadable=unreadable)
    found = _Merge()
    value = found.of((), *(side.value for side in sides.values()))
    if lines is not None and _holds(lines, value, found):
        return Merged(lines)
    if found.conflicts:
        return Merged(None, tuple(Conflict(_name(key, value), *both) for key, both in found.conflicts.items()))
    if lost := _comments(theirs) - _comments(base) - _comments(ours):
        return Merged(None, comments=tuple(lost))
    kind = kind_of(path)
    return Merged(edited(ours, [Set((), value)], shape(model_of(kind.name)) if kind else None))


def in_data(path: str) -> str:
    """The path from the root that holds ``data/``, of a file whose path begins at the repository's top."""
    parts = path.split("/")
    ends = ("/".join(parts[start:]) for start, part in enumerate(parts) if part == "data")
    return next((end for end in ends if kind_of(end)), path)


def _name(key: Key, value: Any) -> str:
    """What stands at a key path, for people: the id of the record nearest above it, and the keys from there.

    An item of a list is named by what tells it from the others, as in ``2026-003.written_procedure.responses[kari].position``.
    """
    found = str(value["id"]) if isinstance(value, dict) and "id" in value else ""
    names: Sequence[str] = ()
    for part in key:
        value = at(value, (part,))
        if isinstance(value, dict) and "id" in value:
            found = str(value["id"])
        elif isinstance(part, str):
            found += f".{part}" if found else part
        else:
            found += f"[{', '.join(str(value[name]) for name in names if value.get(name) is not None)}]"
        names = IDENTITY.get(str(part), ())
    return found


def _holds(lines: bytes, value: Any, found: "_Merge") -> bool:
    """Whether a merge by lines holds the merged records; of a text that both changed, it may say how the lines go together."""
    parsed = parse(lines)
    if parsed.problems or not found.texts.issuperset(found.conflicts):
        return False
    return _unordered(_without(parsed.value, found.texts)) == _unordered(_without(value, found.texts))


def _without(value: Any, keys: Collection[Key], here: Key = ()) -> Any:
    """The data with an empty text at some key paths."""
    if here in keys:
        return ""
    if isinstance(value, dict):
        return {name: _without(item, keys, (*here, name)) for name, item in value.items()}
    return [_without(item, keys, (*here, number)) for number, item in enumerate(value)] if isinstance(value, list) else value


def _unordered(value: Any) -> str:
    """The data as text that is the same for lists of records in another order."""
    if isinstance(value, dict):
        return repr(sorted((name, _unordered(item)) for name, item in value.items()))
    if isinstance(value, list):
        return repr(sorted(map(_unordered, value)))
    return repr(value)


def _comments(data: bytes) -> Counter[str]:
    text = decode(data)
    root = tree(text)
    return Counter(note.text for note in notes(text, root).values() if note.text) if root else Counter()


class _Merge:
    """One merge of plain data: the value it leads to, and the key paths where both sides differ from the base and each other."""

    def __init__(self) -> None:
        self.conflicts: dict[Key, tuple[Any, Any]] = {}
        self.texts: set[Key] = set()
        """Those of the conflicts where both sides, and the base, have a text."""

    def of(self, key: Key, base: Any, ours: Any, theirs: Any) -> Any:
        """The value at a key path; ``MISSING`` stands for none."""
        if _alike(ours, theirs) or _alike(base, theirs):
            return ours
        if _alike(base, ours):
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._mapping(key, base if isinstance(base, dict) else {}, ours, theirs)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self._sequence(key, base if isinstance(base, list) else [], ours, theirs)
        self.conflicts[key] = (ours, theirs)
        if all(isinstance(side, str) for side in (base, ours, theirs)):
            self.texts.add(key)
        return theirs if ours is MISSING else ours

    def _mapping(self, key: Key, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for name in dict.fromkeys([*ours, *theirs]):
            found[name] = self.of((*key, name), *(side.get(name, MISSING) for side in (base, ours, theirs)))
        return {name: value for name, value in found.items() if value is not MISSING}

    def _sequence(self, key: Key, base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
        names = IDENTITY.get(str(key[-1])) if key else None
        sides = [dict(_named(side, names)) for side in (base, ours, theirs)]
        found: list[Any] = []
        for name in dict.fromkeys([*sides[1], *sides[2]]):
            value = self.of((*key, len(found)), *(side.get(name, MISSING) for side in sides))
            found += [] if value is MISSING else [value]
        return found


def _alike(one: Any, other: Any) -> bool:
    return (one is MISSING and other is MISSING) or same(one, other)


def _named(items: Sequence[Any], names: Sequence[str] | None) -> Iterator[tuple[tuple[str, int], Any]]:
    """Each item of a list under the name that tells it from the others: how often the same was there before is part of it."""
    seen: dict[str, int] = {}
    for item in items:
        known = names and isinstance(item, dict) and item.get(names[0]) is not None
        name = repr([item.get(part) for part in names]) if known and names else repr(item)
        seen[name] = seen.get(name, 0) + 1
        yield (name, seen[name]), item
