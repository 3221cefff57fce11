"""DU806, DU807: the past rewritten, and a mandate in force changed where a new version belongs."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final, cast

from du_cli.dataset.comparison import Comparison
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.findings import Basis, Key, Severity, Value, Values, Violation
from du_cli.i18n import N_
from du_cli.models.mandate import Version
from du_cli.models.members import Appointment, Consultation, Member
from du_cli.models.record import Record, values
from du_cli.rules.base import Answers, change_rule
from du_cli.rules.differing import difference
from du_cli.rules.rests import not_compared

Rewritten = tuple[Key, str, date, date | None]
"""Where a day stands, what it is called, what it was, and what it is now."""

_DAYS: Final = {"from": "from_", "until": "until", "ended": "ended"}


@change_rule(
    "DU806",
    N_("The past rewritten"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_(
        "Days of appointments and consultations that lay before the last commit stay as they are. "
        "Filling in a day that was not recorded is allowed."
    ),
    why=N_("Terms are counted from these days, and decisions were made on them."),
    mend=N_("Set it back; if it was recorded wrongly, say so in the commit, and let the reviewer see it."),
)
def past_stays(change: Comparison) -> Answers:
    lost = tuple(not_compared(change, MEMBERS))
    yield from lost
    if lost:
        return
    was = change.base.member
    for number, member in enumerate(change.head.members):
        old = was.get(member.id)
        for appointment, (key, name, before, after) in _rewritten(old, member, change.day) if old else ():
            message = _CHANGED if after else _GONE if len(key) > 1 else _REMOVED
            seat = change.base.seats[appointment.seat].name if appointment.seat in change.base.seats else appointment.seat
            values: Values = {"person": member.name, "key": name, "before": before, "after": after, "day": change.day, "seat": seat}
            place = change.head.place(MEMBERS, "members", number, *key)
            yield Violation(place, member.id, appointment.seat, message, values, _BACK, seat=appointment.seat)


_CHANGED = N_("{person}: {key} was {before} and is now {after}, though the day had passed when it was recorded on {day}.")
_GONE = N_("{person}: {key} was {before} and is gone, though the day had passed when it was recorded on {day}.")
_REMOVED = N_("{person}: the appointment to {seat}, whose {key} was {before}, is gone, though the day had passed on {day}.")
_BACK = N_("Set it back; if it was recorded wrongly, say why in the commit.")


def _rewritten(old: Member, new: Member, day: date) -> Iterator[tuple[Appointment, Rewritten]]:
    """The days before a day that changed or are gone, each with its appointment; of an appointment that is gone the first."""
    left = list(enumerate(new.appointments))
    for appointment in sorted(old.appointments, key=lambda one: not _same(one, left)):
        found = next((pair for pair in left if _begins(pair[1]) == _begins(appointment)), None)
        found = found or next((pair for pair in left if pair[1].seat == appointment.seat), None)
        if found:
            left.remove(found)
        key: Key = ("appointments", found[0]) if found else ("appointments",)
        days = (one for one in _days(appointment, found[1] if found else None, key) if one[2] < day)
        yield from ((appointment, one) for one in (days if found else islice(days, 1)))


def _same(one: Appointment, left: Sequence[tuple[int, Appointment]]) -> bool:
    return any(_begins(other) == _begins(one) for _, other in left)


def _begins(one: Appointment) -> tuple[str, date | None]:
    return one.seat, one.from_


def _days(old: Appointment, new: Appointment | None, key: Key) -> Iterator[Rewritten]:
    for name, field in _DAYS.items():
        yield from _day(getattr(old, field), getattr(new, field, None), (*key, name) if new else key, name)
    asked = list(enumerate(new.consultations)) if new else []
    for consultation in old.consultations:
        found = next((pair for pair in asked if pair[1] == consultation), None)
        found = found or next((pair for pair in asked if pair[1].body == consultation.body), None)
        if found:
            asked.remove(found)
        yield from _consulted(consultation, found[1] if found else None, (*key, "consultations", *found[:1]) if found else key)


def _consulted(old: Consultation, new: Consultation | None, key: Key) -> Iterator[Rewritten]:
    for name in ("asked", "answered"):
        yield from _day(getattr(old, name), getattr(new, name, None), (*key, name) if new else key, name)


def _day(before: date | None, after: date | None, key: Key, name: str) -> Iterator[Rewritten]:
    if before and before != after:
        yield key, name, before, after


_FIXED: Final = ("valid_from", "size", "term", "meetings_per_month", "tasks", "seats")
"""What a version of the mandate is: none of it changes while it is in force."""


@change_rule(
    "DU807",
    N_("A mandate in force rewritten"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_(
        "Size, term, seats, tasks, meeting norm and first day of a mandate version stay from the day it came into force. "
        "Filling in what was not recorded, closing it (valid_to), summaries and handled_by are free."
    ),
    why=N_("What was decided under a mandate is judged by it; a new mandate is a new version."),
    mend=N_("Set it back, close the version with valid_to and write a new one. A typing error: a waiver with the reason."),
)
def mandate_stays(change: Comparison) -> Answers:
    lost = tuple(not_compared(change, MANDATE))
    yield from lost
    if lost:
        return
    now = {version.id: version for version in change.head.versions}
    for old in change.base.versions:
        new = now.get(old.id)
        if new and (old.valid_from is None or old.valid_from <= change.day):
            for key in _FIXED:
                if _differs(getattr(old, key), getattr(new, key)):
                    yield _rewritten_mandate(change, old, new, key)


def _differs(before: object, after: object) -> bool:
    """Whether something recorded is now something else."""
    empty = before in (None, ()) or (isinstance(before, Record) and all(value in (None, ()) for value in values(before).values()))
    return not empty and before != after


def _rewritten_mandate(change: Comparison, old: Version, new: Version, key: str) -> Violation:
    found = difference(getattr(old, key), getattr(new, key), (*change.head.version_key(new), key), key)
    over = new.valid_to and new.valid_to < change.day
    message = _OVER if over else _IN_FORCE
    values: dict[str, Value] = {"version": new.id, "key": found.name, "last": new.valid_to}
    if _plain(found.before) and _plain(found.after):
        message = _OVER_FROM if over else _IN_FORCE_FROM
        values |= {"before": cast("Value", found.before), "after": cast("Value", found.after)}
    hint = (
        N_("Set it back. A typing error: a waiver of DU807 for {version}.")
        if over
        else N_("Set it back; close the version with valid_to and write a new one. A typing error: a waiver of DU807 for {version}.")
    )
    return Violation(change.head.place(MANDATE, *found.key), new.id, new.id, message, values, hint)


_IN_FORCE = N_("Version {version} of the mandate is in force, and its {key} has changed.")
_IN_FORCE_FROM = N_("Version {version} of the mandate is in force, and its {key} was {before} and is now {after}.")
_OVER = N_("Version {version} of the mandate applied until {last}, and its {key} has changed.")
_OVER_FROM = N_("Version {version} of the mandate applied until {last}, and its {key} was {before} and is now {after}.")


def _plain(value: object) -> bool:
    return isinstance(value, (str, int, date))
