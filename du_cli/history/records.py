"""The records a file holds, as plain values by kind and id."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from du_cli.dataset.events import Named, Plain
from du_cli.dataset.kinds import MANDATE, MEMBERS, ORGANISATIONS, POLICY, WAIVERS, kind_of
from du_cli.yamlfile import parse

Records = Mapping[Named, Plain]

_ITEM: Final = re.compile(rb"^(?=  - )", re.MULTILINE)
_HEAD: Final = b"members:\n"


def records(path: str, data: bytes) -> Records | None:
    """The records in a file under data/; None when it cannot be read. A file nothing reads is itself a record."""
    kind = kind_of(path)
    if kind is None:
        return {("file", path): {"sha256": hashlib.sha256(data).hexdigest()}}
    if path == MEMBERS and (found := _in_pieces(data)) is not None:
        return found
    parsed = parse(data, path)
    if not isinstance(parsed.value, dict):
        return {} if parsed.value is None and not parsed.problems else None
    return dict(_records(path, kind.name, parsed.value))


def record_at(path: str) -> str | None:
    """The id of the plan or outreach a path is about, which has none of its own: ``plans/2026``."""
    kind = kind_of(path)
    return path.removeprefix("data/").removesuffix(".yaml") if kind and kind.name in ("plan", "outreach") else None


def value_at(record: object, key: Iterable[str]) -> object:
    """What stands at a key path in a plain record, positions in lists written as numbers; None where nothing does."""
    for part in key:
        if isinstance(record, Mapping):
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
        yield (kind, record_at(path) or _id(value) or path), value


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
    head, *pieces = _ITEM.split(data)
    if not head.endswith(_HEAD) or not pieces:
        return None
    top = _alone(head)
    people = [_person(piece) for piece in pieces]
    if top is None or top.get("members", head) is not None or not all(people):
        return None
    return dict(_records(MEMBERS, "members", {**top, "members": people}))


@lru_cache(maxsize=8192)
def _person(piece: bytes) -> dict[str, Any] | None:
    """One item of the list; None when the piece holds anything else."""
    found = _alone(_HEAD + piece)
    people = found["members"] if found and list(found) == ["members"] else None
    return people[0] if isinstance(people, list) and len(people) == 1 and isinstance(people[0], dict) else None


def _alone(text: bytes) -> dict[str, Any] | None:
    """A piece by itself; None unless it is read without any remark."""
    parsed = parse(text)
    return parsed.value if isinstance(parsed.value, dict) and not parsed.problems else None
