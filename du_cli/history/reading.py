"""The records a file holds, as plain values by kind and id."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from du_cli.dataset.events import Named, Plain
from du_cli.dataset.kinds import MANDATE, MEMBERS, ORGANISATIONS, POLICY, WAIVERS, kind_of
from du_cli.yamlfile import parse

Records = Mapping[Named, Plain]

_ITEM: Final = b"\n  - "
_HEAD: Final = b"members:\n"
_KEY: Final = re.compile(rb"^(?=[a-z_]+:)", re.MULTILINE)
_OTHER: Final = re.compile(rb"^(?![a-z_]+:|[ #\r\n])(?=.)", re.MULTILINE)
"""A line that begins at the margin with anything but a key or a comment."""

_REMARKS: Final = re.compile(rb"(?: *(?:#[^\r\n]*)?\n)*")
"""Lines that hold nothing but a remark, if that."""

_MOST: Final = 1 << 20
"""Bytes of a file that are read at all."""


class Read(NamedTuple):
    """A file, read: its records; and the text and value of each key at the margin, where the file is made of such keys alone."""

    records: Records
    texts: Mapping[bytes, bytes] = {}
    value: Mapping[str, Any] = {}


NOTHING: Final = Read({})


def records(path: str, data: bytes) -> Records | None:
    """The records in a file under data/; None when it cannot be read. A file nothing reads is itself a record."""
    found = read(path, data)
    return found.records if found else None


def read(path: str, data: bytes, near: Read = NOTHING) -> Read | None:
    """Read a file, parsing only the keys whose text is another than in ``near``, an earlier state of it; None when it cannot be read."""
    kind = kind_of(path)
    if kind is None:
        return Read({("file", path): {"sha256": hashlib.sha256(data).hexdigest()}})
    if path == MEMBERS and (roster := _in_pieces(data)) is not None:
        return Read(roster)
    texts = _texts(data)
    value = _grown(texts, near) if near.texts and len(texts) > 1 else None
    if value is None:
        parsed = parse(data, path)
        if not isinstance(parsed.value, dict):
            return NOTHING if parsed.value is None and not parsed.problems else None
        value = parsed.value
        # Each line at the margin that looks like a key is one, when there are as many keys as such lines.
        texts = texts if not parsed.problems and [name.encode() for name in value] == list(texts)[1:] else {}
    return Read(dict(_records(path, kind.name, value)), texts, value)


def _texts(data: bytes) -> Mapping[bytes, bytes]:
    """The text from each key at the margin to the next, by key, and what stands before the first; nothing for any other file."""
    if _OTHER.search(data) or len(data) > _MOST:
        return {}
    first, *pieces = _KEY.split(data)
    found = {piece[: piece.index(b":")]: piece for piece in pieces}
    return {b"": first, **found} if len(found) == len(pieces) else {}


def _grown(texts: Mapping[bytes, bytes], near: Read) -> dict[str, Any] | None:
    """The value of a file out of an earlier one, its changed keys read by themselves; None where they do not stand alone."""
    if texts[b""] != near.texts[b""]:
        return None
    changed = [key for key, text in texts.items() if near.texts.get(key) != text]
    alone = _alone(b"".join(texts[key] for key in changed)) if changed else {}
    if alone is None or [name.encode() for name in alone] != changed:
        return None
    return {name: alone[name] if name in alone else near.value[name] for name in (key.decode() for key in texts if key)}


def _yearly(path: str) -> str | None:
    """The id of the plan or outreach a path is about, which has none of its own: ``plans/2026``."""
    kind = kind_of(path)
    return path.removeprefix("data/").removesuffix(".yaml") if kind and kind.name in ("plan", "outreach") else None


def value_at(record: object, key: Iterable[str]) -> object:
    """What stands at a key path in a plain record, positions in lists written as numbers; None where nothing does."""
    for part in key:
        if isinstance(record, dict):
            record = record.get(part)
        elif isinstance(record, list) and part.isdigit() and int(part) < len(record):
            record = record[int(part)]
        else:
            return None
    return record


def _records(path: str, kind: str, value: dict[str, Any]) -> Iterator[tuple[Named, Plain]]:
    if path == MEMBERS:
        yield from _listed("member", value.get("members"))
        yield ("roster", "members"), {key: one for key, one in value.items() if key != "members"}
    elif path == ORGANISATIONS:
        yield from _listed("organisation", value.get("organisations"))
    elif path == WAIVERS:
        yield from _waivers(value.get("waivers"))
    elif path == MANDATE:
        yield from _mandate(value)
    elif path == POLICY:
        yield ("policy", "policy"), value
    else:
        yield (kind, _yearly(path) or _id(value) or path), value


def _mandate(value: dict[str, Any]) -> Iterator[tuple[Named, Plain]]:
    committee = value.get("committee")
    if isinstance(committee, dict):
        yield ("committee", _id(committee) or "committee"), committee
    yield from _listed("body", value.get("bodies"))
    yield from _listed("version", value.get("versions"))


def _waivers(value: object) -> Iterator[tuple[Named, Plain]]:
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict):
            yield ("waiver", f"{one.get('rule')} {one.get('subject')}"), one


def _listed(kind: str, value: object) -> Iterator[tuple[Named, Plain]]:
    """The records of a list; of two with one id the second is told apart by its position."""
    seen: set[str] = set()
    for number, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, dict):
            name = _id(one) or str(number)
            yield (kind, f"{name}#{number}" if name in seen else name), one
            seen.add(name)


def _id(value: Mapping[str, object]) -> str | None:
    found = value.get("id")
    return str(found) if isinstance(found, (str, int)) else None


def _in_pieces(data: bytes) -> Records | None:
    """The roster read person by person, so that of two thousand versions only what changed is parsed.

    A cut before a line that begins ``  - `` is right when every piece by itself is read as one item of the list:
    a quoted text or a flow collection that ran over a cut would leave a piece that cannot be read, and a block of text
    ends at such a line. None when any piece does not stand alone; the file is then read whole.
    """
    head, *pieces = data.split(_ITEM)
    if not head.endswith(_HEAD[:-1]) or not pieces or len(data) > _MOST:
        return None
    top = _top(head)
    people = [*(_person(piece + b"\n") for piece in pieces[:-1]), _person(pieces[-1])]
    if top is None or "members" in top or not all(people):
        return None
    return dict(_records(MEMBERS, "members", {**top, "members": people}))


@lru_cache
def _top(head: bytes) -> dict[str, Any] | None:
    """What stands before the people and the key they stand under, which seldom changes."""
    before = head.removesuffix(_HEAD[:-1])
    if _REMARKS.fullmatch(before):
        return {} if not parse(before).problems else None
    return _alone(before) if before.endswith(b"\n") else None


@lru_cache(maxsize=8192)
def _person(piece: bytes) -> dict[str, Any] | None:
    """One item of the list; None when the piece holds anything else."""
    found = _alone(_HEAD + _ITEM[1:] + piece)
    people = found["members"] if found and list(found) == ["members"] else None
    return people[0] if isinstance(people, list) and len(people) == 1 and isinstance(people[0], dict) else None


def _alone(text: bytes) -> dict[str, Any] | None:
    """A piece by itself; None unless it is read without any remark."""
    parsed = parse(text)
    return parsed.value if isinstance(parsed.value, dict) and not parsed.problems else None
