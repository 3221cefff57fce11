"""The canonical text of what the committee adopted or approved, and its digest: the same words give the same sum, however written."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

if TYPE_CHECKING:
    from du_cli.models.meetings import AgendaItem, Attendance, Meeting

_ITEM: Final = ("type", "case", "meeting", "by", "title", "purpose", "outcome", "minutes")


def canonical(text: str) -> str:
    r"""A text in Unicode's form C, its lines ended by ``\n`` and without blanks at their ends, and one line end at its own end."""
    lines = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def digest(text: str) -> str:
    """The SHA-256 of a text's canonical form in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()


def minutes_text(meeting: "Meeting") -> str:
    """The canonical text of a meeting's minutes: what approval approves.

    The meeting's id and chair, then the attendance, then the items by number. Each fact is a line ``key: value``; the
    further lines of a value begin with two blanks, so that no value can be taken for another fact. Lists of people
    are in alphabetical order, so that only who was there counts. What is not recorded has no line.
    """
    return canonical("\n".join(_line(key, value) for key, value in _facts(meeting)))


def minutes_digest(meeting: "Meeting") -> str:
    """The digest of a meeting's minutes, as ``approved.text_sha256`` holds it."""
    return digest(minutes_text(meeting))


def _line(key: str, value: object) -> str:
    return f"{key}: " + canonical(str(value)).removesuffix("\n").replace("\n", "\n  ")


def _facts(meeting: "Meeting") -> Iterator[tuple[str, object]]:
    yield "meeting", meeting.id
    if meeting.chair:
        yield "chair", meeting.chair
    if meeting.attendance:
        yield from _attendance(meeting.attendance)
    for item in sorted(meeting.agenda, key=lambda one: one.item):
        yield from _item(item)


def _attendance(attendance: "Attendance") -> Iterator[tuple[str, object]]:
    yield from (("present", one) for one in sorted(attendance.present))
    yield from (("absent", one) for one in sorted(attendance.absent))
    for substitute in sorted(attendance.substitutes, key=lambda one: one.for_):
        yield "substitute for", substitute.for_
        yield "substitute", substitute.name
        yield "substitute from", substitute.organisation or ""
    yield from (("unpublished", f"{seat} {count}") for seat, count in sorted(attendance.unpublished.items()))
    for guest in sorted(attendance.guests, key=lambda one: (one.name, one.organisation or "", one.items)):
        yield "guest", guest.name
        yield "guest from", guest.organisation or ""
        yield "guest at items", " ".join(map(str, guest.items))


def _item(item: "AgendaItem") -> Iterator[tuple[str, object]]:
    yield "item", item.item
    for key in _ITEM:
        value = getattr(item, key)
        if value is not None:
            yield key, value
