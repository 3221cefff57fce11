"""DU802, DU803: records that are protected, and records that are gone or are no longer what their id says."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from du_cli.dataset.casework import CASE_STATUS, MEETING_STATUS, given
from du_cli.dataset.comparison import Comparison, by_id, is_case, touched
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import CASES, MANDATE, MEETINGS, MEMBERS, ORGANISATIONS
from du_cli.dataset.protection import protected_statuses, reached, ways
from du_cli.dataset.read import promised
from du_cli.findings import Basis, Place, Severity, Value, Violation
from du_cli.i18n import N_, Term
from du_cli.models.members import Member
from du_cli.models.record import Record, values
from du_cli.rules.base import Answers, change_rule
from du_cli.rules.differing import Difference, difference
from du_cli.rules.rests import not_chosen, not_compared

if TYPE_CHECKING:
    from du_cli.models.cases import Case
    from du_cli.models.meetings import Meeting


@change_rule(
    "DU802",
    N_("A protected record changed"),
    Severity.ERROR,
    Basis.POLICY,
    what=N_(
        "From the status the policy names on (protected_after), a case or meeting does not change. "
        "Moving on, recording a decision and adding documents are allowed."
    ),
    why=N_("What was approved or closed is what others rely on."),
    mend=N_("Set it back, and put the correction in a new record."),
)
def protected_untouched(change: Comparison) -> Answers:
    if unknown := [*not_chosen(change, "protected_after")]:
        yield from unknown
        return
    now, lost = by_id(change.head, change.base), {promised(path): path for path in change.head.broken}
    for name, (_, old) in by_id(change.base, change.head).items():
        path, new = now.get(name, (lost.get(name, ""), None))
        if old.status not in _protected(change.base, old):
            continue
        if path in change.head.broken:
            yield from not_compared(change, path)
        elif new:
            moved = new.status != old.status and new.status in reached(_table(old), old.status)
            for key in _changed(old, new, moved=moved):
                found = difference(values(old)[key], values(new)[key], (key,), key)
                yield _protected_changed(change.head.place(path, *found.key), old, found)
    yield from chain.from_iterable(not_compared(change, path) for path in _unread_before(change))


def _unread_before(change: Comparison) -> list[str]:
    """The cases and meetings that could not be read before the change, and are not what they were."""
    read = by_id(change.base, change.head)
    moving = (path for path in change.base.broken if path.startswith((CASES, MEETINGS)) and promised(path) not in read)
    return sorted(path for path in moving if change.base.files.get(path) != change.head.files.get(path))


def _table(record: "Case | Meeting") -> Mapping[str, tuple[str, ...]]:
    return ways(case=is_case(record))


def _protected(base: Dataset, record: "Case | Meeting") -> frozenset[str]:
    """The statuses in which the base's policy protects such a record."""
    return protected_statuses(base.policy, case=is_case(record))


def _changed(old: "Case | Meeting", new: "Case | Meeting", *, moved: bool) -> Iterator[str]:
    """The keys that changed and may not."""
    then = values(new)
    for key, before in values(old).items():
        if before != then[key] and not _allowed(key, before, then[key], moved=moved):
            yield key


def _allowed(key: str, before: object, after: object, *, moved: bool) -> bool:
    if key == "decision" and not (isinstance(before, Record) and given(before)):
        return True
    if key == "documents" and isinstance(before, tuple) and isinstance(after, tuple):
        return all(document in after for document in before)
    return moved and (key == "status" or _grown(before, after))


def _grown(before: object, after: object) -> bool:
    """Whether a value only has more to say than before: nulls filled in, items put last."""
    if before == after or before in (None, "", ()):
        return True
    if isinstance(before, Record) and isinstance(after, type(before)):
        return all(map(_grown, values(before).values(), values(after).values()))
    if isinstance(before, tuple) and isinstance(after, tuple):
        return len(before) <= len(after) and all(map(_grown, before, after))
    return False


def _protected_changed(place: Place, old: "Case | Meeting", found: Difference) -> Violation:
    case = is_case(old)
    status = Term((CASE_STATUS if case else MEETING_STATUS)[old.status])
    values: dict[str, Value] = {"id": old.id, "status": status, "key": found.name}
    message = N_("{id} is {status} and protected, and its {key} has changed.")
    if isinstance(found.before, (int, date)) and isinstance(found.after, (int, date)):  # a text may be what had to be taken out
        message = N_("{id} is {status} and protected, and its {key} was {before} and is now {after}.")
        values |= {"before": found.before, "after": found.after}
    hint = (
        N_("Set it back. A correction is a new case that follows this one.")
        if case
        else N_("Set it back. A correction stands in a later meeting.")
    )
    return Violation(place, old.id, old.id, message, values, hint)


class _Named(NamedTuple):
    """A record with an id: where it stands, and what else tells it from others (empty: nothing that people change)."""

    place: Place
    traits: tuple[object, ...]


_FILES: Final = {"member": MEMBERS, "organisation": ORGANISATIONS, "body": MANDATE, "version": MANDATE}
_KINDS: Final = {
    "member": N_("the member"),
    "organisation": N_("the organisation"),
    "body": N_("the body"),
    "version": N_("the mandate version"),
    "case": N_("the case"),
    "meeting": N_("the meeting"),
}


@change_rule(
    "DU803",
    N_("A record deleted, or its id changed or reused"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_(
        "Members, cases, meetings, bodies, organisations and mandate versions stay, and keep their ids; no id is used for something else."
    ),
    why=N_("Minutes, letters and the history name them by id for as long as they are read."),
    mend=N_("Put it back under its id. What is over is ended, withdrawn or cancelled, not deleted; what is new gets an id of its own."),
)
def records_stay(change: Comparison) -> Answers:
    before, after = _named(change.base, change.head), _named(change.head, change.base)
    for path in (MEMBERS, MANDATE, ORGANISATIONS):
        yield from not_compared(change, path)
    lost = {promised(path) for path in change.head.broken}
    untouched = {("case", case.id) for case in change.head.cases}
    for (kind, name), old in before.items():
        new = after.get((kind, name))
        if new and _another(old, new):
            message = N_("The id {id} was that of {kind} {name}, and now stands for another.")
            yield _gone(new.place, kind, name, message, N_("Give the new record an id of its own, and put the old one back."), old)
        elif new is None and _FILES.get(kind) not in change.head.broken and name not in lost and (kind, name) not in untouched:
            place = Place(change.renamed.get(old.place.path, old.place.path), line=1, column=1)
            yield _missing(place, kind, name, old, {key: one for key, one in after.items() if key not in before})
    for path in _unread_before(change):
        kind, own = "case" if path.startswith(CASES) else "meeting", promised(path)
        if own and (kind, own) not in after.keys() | untouched and own not in lost:
            yield _missing(Place(path, line=1, column=1), kind, own, _Named(Place(path), ()), {})


def _named(dataset: Dataset, other: Dataset) -> Mapping[tuple[str, str], _Named]:
    found = {
        ("member", member.id): _Named(_at(dataset, MEMBERS, "members", number), _person(member))
        for number, member in enumerate(dataset.members)
    }
    for number, one in enumerate(dataset.organisations.organisations):
        found["organisation", one.id] = _Named(_at(dataset, ORGANISATIONS, "organisations", number), (one.name, one.kind))
    for number, body in enumerate(dataset.mandate.bodies if dataset.mandate else ()):
        found["body", body.id] = _Named(_at(dataset, MANDATE, "bodies", number), (body.name, body.kind))
    for number, version in enumerate(dataset.versions):
        found["version", version.id] = _Named(_at(dataset, MANDATE, "versions", number), ())
    for file in touched(dataset, other):
        case = file.case
        found["case", case.id] = _Named(file.place("id"), (case.title, case.raised.date, case.raised.by))
    return found | {("meeting", meeting.id): _Named(Place(path, ("id",)), ()) for path, meeting in dataset.meetings.items()}


def _at(dataset: Dataset, path: str, key: str, number: int) -> Place:
    return dataset.place(path, key, number, "id")


def _person(member: Member) -> tuple[object, ...]:
    first = member.appointments[0] if member.appointments else None
    return member.name, member.organisation, first and (first.seat, first.from_)


def _another(old: _Named, new: _Named) -> bool:
    """Whether nothing of what a record was known by is the same; what was not recorded says nothing."""
    return bool(old.traits) and all(before not in (None, after) for before, after in zip(old.traits, new.traits, strict=True))


def _missing(place: Place, kind: str, name: str, old: _Named, new: Mapping[tuple[str, str], _Named]) -> Violation:
    """A record that is gone; where a new one is the same by its name, its id was changed."""
    alike = next(
        ((other, one) for (other_kind, other), one in new.items() if other_kind == kind and old.traits and one.traits[0] == old.traits[0]),
        None,
    )
    if alike:
        message = N_("The id of {kind} {name} was changed from {id} to {other}.")
        return _gone(alike[1].place, kind, name, message, N_("Set it back: an id stays, even when the name changes."), old, other=alike[0])
    if kind in ("member", "case", "meeting"):
        hint = {
            "member": N_("Put it back. Who has left has a last day (ended) on the appointment."),
            "case": N_("Put it back. A case that comes to nothing is withdrawn."),
            "meeting": N_("Put it back. A meeting that is not held is cancelled."),
        }[kind]
    else:
        hint = N_("Put it back. What is over has a last day (valid_to).")
    return _gone(place, kind, name, N_("Deleted: {kind} {id}."), hint, old)


def _gone(place: Place, kind: str, name: str, message: str, hint: str, old: _Named, other: str | None = None) -> Violation:
    called = str(old.traits[0]) if old.traits else name
    values: dict[str, Value] = {"kind": Term(_KINDS[kind]), "id": name, "name": called, "other": other}
    return Violation(place, name, name, message, values, hint)
