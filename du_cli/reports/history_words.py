"""Events as sentences: one text for each, with the names people use."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Final

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.events import Event
from du_cli.i18n import N_, NOTHING, Term, fill
from du_cli.models.base import CASE
from du_cli.reports import choices
from du_cli.reports.names import case_number, party
from du_cli.reports.roster import ADVICE, ROLES, seat_name

SIGNED: Final = {
    "good": N_("signed by {signer}"),
    "unknown": N_("signed with a key that is not known: {signer}"),
    "expired": N_("signed by {signer}; the key or the signature has expired since"),
    "revoked": N_("signed by {signer}; the key is revoked"),
    "bad": N_("the signature is not valid"),
    "none": N_("not signed"),
}

_TEXTS: Final = {
    "appointed": N_("{record} was appointed to {seat} from {after} until {day}"),
    "appointed_open": N_("{record} was appointed to {seat} from {after}"),
    "appointed_bare": N_("{record} was appointed to {seat}"),
    "appointment_removed": N_("{record}: the appointment to {seat} from {before} was removed"),
    "term_set": N_("{record}: the term in {seat} was until {before} and is until {after}"),
    "extended": N_("{record}: the term in {seat} was extended from {before} to {after}"),
    "shortened": N_("{record}: the term in {seat} was shortened from {before} to {after}"),
    "ended": N_("{record} left {seat} after {after}"),
    "end_changed": N_("{record}: the last day in {seat} was {before} and is {after}"),
    "consulted": N_("{who} was consulted on {record} in {seat}, {day}"),
    "advised": N_("{who} answered on {record} in {seat}, {day}: {after}"),
    "moved": N_("{record} moved from {before} to {after}"),
    "renamed": N_("{before} is now called {after}"),
    "role": N_("{record}: role {before} → {after}"),
    "case_new": N_("{record} was raised by {who}, {day}"),
    "case_bare": N_("{record} was raised"),
    "status": N_("{record}: {before} → {after}"),
    "recusal": N_("{record}: {who} {after}"),
    "handled": N_("{record} was handled on {day}: {after}"),
    "document": N_("{record}: document added: {after}"),
    "adopted": N_("{record}: recommendation adopted on {day}: {after}"),
    "submitted": N_("{record} was submitted to {after} on {day}"),
    "answered": N_("{record} was answered on {day}: {after}"),
    "decided": N_("{record} was decided on {day}: {after}"),
    "written_opened": N_("{record} was sent out in writing on {day}, with the deadline {after}"),
    "written_extended": N_("{record}: the deadline was put off from {before} to {after}"),
    "written_reminded": N_("{record}: a reminder was sent on {day}"),
    "written_answered": N_("{record}: {who} answered on {day}: {after}"),
    "written_closed": N_("{record}: the written procedure was closed on {day}"),
    "meeting_new": N_("{record}: new, {after}"),
    "called": N_("{record} was called on {day}"),
    "held": N_("{record} was held"),
    "approved": N_("{record}: the minutes were approved on {day}"),
    "cancelled": N_("{record} was cancelled"),
    "item": N_("{record}: on the agenda: {about}"),
    "minuted": N_("{record}: {about}: {after}"),
    "attended": N_("{record}: attendance was recorded"),
    "outreach": N_("{who} reported outreach on {day}: {after}"),
    "waiver_new": N_("{record} is accepted until {day}"),
    "file_changed": N_("{record} was changed"),
    "changed": N_("{record}: {field} was {before} and is {after}"),
    "filled": N_("{record}: {field} is {after}"),
    "emptied": N_("{record}: {field} was {before} and is removed"),
    "new": N_("{record} was added"),
    "removed": N_("{record} was removed"),
}

_KINDS: Final = {
    "case": N_("Case {number} {name}"),
    "meeting": N_("The meeting on {day}"),
    "body": N_("The body {name}"),
    "organisation": N_("The organisation {name}"),
    "version": N_("The mandate {id}"),
    "committee": N_("The committee"),
    "policy": N_("The policy"),
    "roster": N_("The roster"),
    "waiver": N_("The finding {id}"),
    "plan": N_("The plan {id}"),
    "outreach": N_("Outreach {id}"),
    "file": N_("The file {id}"),
}
"""What each kind of record is called; a member by name alone."""

_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "role": ROLES,
    "advised": ADVICE,
    "recusal": {"recused": N_("was recused"), "not_recused": N_("was not recused")},
    "handled": choices.HANDLING,
    "minuted": choices.HANDLING,
    "adopted": choices.POSITION,
    "answered": choices.FATE,
    "decided": choices.DECISION,
    "written_answered": choices.RESPONSE,
    "meeting_new": choices.MEETING_STATUS,
}
"""Values of an event that have words of their own."""

_NAMES: Final = ("moved", "renamed")
"""Events whose values are names."""

_LONGEST: Final = 80
"""Characters of a text that are shown in one line."""


def said(dataset: Dataset) -> Callable[[Event], str]:
    """What says an event in the reader's language, with the names the dataset has."""
    seat = cache(lambda name: seat_name(dataset, name))
    who = cache(lambda name: party(dataset, name))
    record = cache(lambda kind, name, called: _record(dataset, kind, name, called))

    def speak(event: Event) -> str:
        values = {
            "record": record(event.kind, event.id, event.name),
            "seat": seat(event.seat) if event.seat else None,
            "who": who(event.who) if event.who else None,
            "day": _value(event, event.day),
            "field": event.field,
            "before": _value(event, event.before),
            "after": who(event.after) if event.what == "submitted" and isinstance(event.after, str) else _value(event, event.after),
            "about": _about(dataset, event),
        }
        return fill(_text(event), values)

    return speak


_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})


def _text(event: Event) -> str:
    """The text for an event, one that names no more than is recorded."""
    if event.what == "changed" and (event.before in _EMPTY or event.after in _EMPTY):
        return _TEXTS["filled" if event.before in _EMPTY else "emptied"]
    if event.what == "appointed" and not (event.after and event.day):
        return _TEXTS["appointed_open" if event.after else "appointed_bare"]
    if event.what == "case_new" and not (event.who and event.day):
        return _TEXTS["case_bare"]
    return _TEXTS[event.what] if event.what in _TEXTS else _TEXTS[event.what.rpartition("_")[2]]


def _record(dataset: Dataset, kind: str, name: str, called: str) -> str:
    """A record by its kind, its id and what it called itself then."""
    if kind not in _KINDS:
        return called or name
    number = _number(dataset, name) if kind == "case" else ""
    day = as_day(name[:10]) or name
    year = name.rpartition("/")[2] if kind in ("plan", "outreach") else name
    return fill(_KINDS[kind], {"number": number, "name": called if kind == "case" else called or name, "day": day, "id": year}).rstrip()


def _number(dataset: Dataset, name: str) -> str:
    """A case's number as people write it; its id or path as it is, where it is no case's id."""
    return case_number(dataset.policy, name) if re.fullmatch(CASE, name) else name


def _about(dataset: Dataset, event: Event) -> object:
    """What an item of an agenda is about: a case, the minutes of a meeting, or its own title."""
    if event.case:
        return fill(N_("case {number}"), {"number": _number(dataset, event.case)})
    if event.meeting:
        return fill(N_("the minutes of {day}"), {"day": as_day(event.meeting[:10]) or event.meeting})
    return quoted(event.after) if event.what == "item" else event.field


def _value(event: Event, value: object) -> object:
    """A plain value for the reader: a word of the format, a day, a name, or a text in quotation marks, in one line and not too long."""
    if not isinstance(value, str):
        return NOTHING if value in _EMPTY else in_one_line(value)
    words = choices.MEETING_STATUS if event.kind == "meeting" else choices.CASE_STATUS
    known = words if event.what == "status" else _CHOICES.get(event.what, {})
    if value in known:
        return Term(known[value])
    return _short(value) if event.what in _NAMES else as_day(value) or quoted(value)


def quoted(value: object) -> str:
    """A plain value in one line, a text in quotation marks, so that one sees where it ends."""
    line = in_one_line(value)
    return f"«{line}»" if isinstance(value, str) and not as_day(value) else line


def in_one_line(value: object) -> str:
    """A plain value as the files write it, in one line and not too long."""
    return _short(_plain(value))


def _plain(value: object) -> str:
    """A list or mapping in one line, as the files write it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return {None: "null", True: "true", False: "false"}.get(value, str(value)) if isinstance(value, (bool, type(None))) else str(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def as_day(text: str) -> date | None:
    """The day a text is, as in 2026-02-03; None when it is none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-02-03") else None
    except ValueError:
        return None
