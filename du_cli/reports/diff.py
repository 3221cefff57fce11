"""What a change means, in words: people, seats, cases, meetings, policy, waivers, findings, and who must approve it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from du_cli.dataset.comparison import Comparison, by_id, differences, is_case
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MEMBERS, POLICY, WAIVERS, kind_of
from du_cli.dataset.recognition import recognition
from du_cli.dataset.shown import Shown
from du_cli.dataset.terms import Service
from du_cli.document import Block, Column, Document, Heading, Items, Paragraph, Table
from du_cli.i18n import N_, Term, _, fill, shown
from du_cli.models.cases import Case
from du_cli.models.members import Appointment
from du_cli.reports import approvals, choices, findings, policy_changes, waivers
from du_cli.reports.names import case_number, committee_name, meeting_day, organisation_name
from du_cli.reports.roster import seat_name
from du_cli.reports.what_if import KINDS, SeatChange, seat_changes

_DAYS: Final = {"from": "from_", "until": "until", "ended": "ended"}


class PersonChange(NamedTuple):
    """An appointment that is new, gone, or of which a day has changed (``key``: which)."""

    kind: str
    id: str
    name: str
    organisation: str
    seat: str
    key: str | None
    before: date | None
    after: date | None
    until: date | None


class DaySeats(NamedTuple):
    """The seats whose holders the change makes others on a day."""

    at: date
    seats: tuple[SeatChange, ...]


class RecordChange(NamedTuple):
    """A case or meeting that is new (no ``before``), gone (no ``after``), moved, or changed without a move."""

    kind: str
    id: str
    name: str
    before: str | None
    after: str | None
    adopted: date | None
    position: str | None


class DiffFacts(NamedTuple):
    """What a change means, compared with a commit of a day."""

    committee: str | None
    name: str | None
    at: date
    base: str | None
    day: date
    people: tuple[PersonChange, ...]
    seats: tuple[DaySeats, ...]
    records: tuple[RecordChange, ...]
    policy: tuple[policy_changes.PolicyChange, ...]
    waivers: tuple[waivers.WaiverChange, ...]
    files: tuple[str, ...]
    new: tuple[findings.FindingFacts, ...]
    gone: tuple[findings.FindingFacts, ...]
    approvals: tuple[approvals.Approval, ...]


def facts(change: Comparison, base: str | None, before: Iterable[Shown], after: Iterable[Shown]) -> DiffFacts:
    """What a change means; ``before`` and ``after`` are what a check says of the base and of the change."""
    head, now = change.head, tuple(after)
    people, records = tuple(_people(change)), tuple(_records(change))
    policy, waived = tuple(policy_changes.facts(change)), tuple(waivers.facts(change))
    new = tuple(one for one in now if one.finding.caused_by == "change")
    was, known = recognition(change.base, change), set(map(recognition(head, change), (one.finding for one in now)))
    gone = tuple(one for one in before if was(one.finding) not in known)
    touched = tuple(step.path for step in differences(change.base.files, head.files))
    whole = policy and POLICY not in change.base.broken | head.broken
    told = {MEMBERS, *([POLICY] if whole else ()), *([WAIVERS] if waived else ())}
    return DiffFacts(
        head.committee,
        committee_name(head),
        head.at,
        base,
        change.day,
        people,
        tuple(_seats(change, people)),
        records,
        policy,
        waived,
        tuple(path for path in touched if path not in told and not _told(path)),
        findings.facts(head, new).findings,
        findings.facts(change.base, gone).findings,
        tuple(approvals.facts(head, policy, touched, new, appointments=bool(people))),
    )


def _told(path: str) -> bool:
    kind = kind_of(path)
    return kind is not None and kind.name in ("case", "meeting")


def _people(change: Comparison) -> Iterator[PersonChange]:
    before, after = _services(change.base), _services(change.head)
    for key, service in after.items():
        old = before.get(key)
        if old is None:
            yield _person(change.head, "new", service, None, (None, service.first))
            continue
        for name, field in _DAYS.items():
            was, now = getattr(old.appointment, field), getattr(service.appointment, field)
            if was != now:
                yield _person(change.head, "changed", service, name, (was, now))
    for key in before.keys() - after.keys():
        yield _person(change.base, "gone", before[key], None, (before[key].first, None))


def _services(dataset: Dataset) -> dict[tuple[str, str, int], Service]:
    """Every appointment by person, seat and which of that person's to the seat it is."""
    found: dict[tuple[str, str, int], Service] = {}
    count: Counter[tuple[str, str]] = Counter()
    for service in sorted(dataset.services.all, key=lambda one: _first(one.appointment)):
        pair = service.member.id, service.seat
        found[*pair, count[pair]] = service
        count[pair] += 1
    return found


def _first(appointment: Appointment) -> date:
    return appointment.from_ or date.min


def _person(dataset: Dataset, kind: str, service: Service, key: str | None, days: tuple[date | None, date | None]) -> PersonChange:
    member, seat = service.member, seat_name(dataset, service.seat)
    return PersonChange(kind, member.id, member.name, organisation_name(dataset, service), seat, key, *days, service.last)


def _seats(change: Comparison, people: Iterable[PersonChange]) -> Iterator[DaySeats]:
    """The seats on the day asked for, and on each later day on which somebody comes, or has gone."""
    begun = {one.after for one in people if one.after and one.key in (None, "from")}
    left = {one.after + timedelta(days=1) for one in people if one.after and one.key == "ended" and one.after < date.max}
    for day in sorted({change.head.at, *(day for day in begun | left if day > change.head.at)}):
        seats = tuple(seat_changes(replace(change.base, at=day), replace(change.head, at=day)))
        if seats:
            yield DaySeats(day, seats)


def _records(change: Comparison) -> Iterator[RecordChange]:
    before, after = by_id(change.base, change.head), by_id(change.head, change.base)
    for name in sorted(before.keys() | after.keys()):
        old, new = (found[name][1] if name in found else None for found in (before, after))
        one = new or old
        if one is None or old == new:
            continue
        case = is_case(one)
        title = f"{case_number(change.head.policy, name)} {one.title}" if is_case(one) else name
        adopted = _adopted(old, new) if case else None
        position = new.recommendation.position if adopted and new and is_case(new) and new.recommendation else None
        yield RecordChange(
            "case" if case else "meeting", name, title, old.status if old else None, new.status if new else None, adopted, position
        )


def _adopted(old: object, new: object) -> date | None:
    """The day a recommendation was adopted, where the change records it."""
    was, now = (one.recommendation if isinstance(one, Case) else None for one in (old, new))
    return now.adopted if now and now.adopted and not (was and was.adopted) else None


def layout(found: DiffFacts) -> Document:
    """People and seats, cases and meetings, policy, waivers, other files, findings that come and go, and who must approve."""
    title = fill(N_("{committee}: what the change means"), {"committee": found.name or found.committee})
    since = N_("Compared with commit {base} of {day}; findings are those of {at}.")
    first = Paragraph(fill(since, {"base": (found.base or "")[:10], "day": found.day, "at": found.at}))
    parts = (
        *_listed(_("People"), map(_person_said, found.people)),
        *(block for day in found.seats for block in _seat_table(day)),
        *_listed(_("Cases and meetings"), map(_record_said, found.records)),
        *_listed(_("The policy"), (line for one in found.policy for line in policy_changes.said(one))),
        *_listed(_("Waivers"), map(waivers.said, found.waivers)),
        *_listed(_("Other files"), found.files),
        *_finding_table(_("New findings"), found.new),
        *_finding_table(_("Findings that are gone"), found.gone),
        *approvals.table(found.approvals),
    )
    return Document(title, (first, *(parts or (Paragraph(_("Nothing changes.")),))))


def _listed(title: str, said: Iterable[str]) -> tuple[Block, ...]:
    items = tuple(said)
    return (Heading(title), Items(items)) if items else ()


def _person_said(one: PersonChange) -> str:
    values = one._asdict()
    if one.kind == "new":
        text = N_("{name} ({organisation}) is appointed to {seat} from {after} until {until}.")
        return fill(text if one.until else N_("{name} ({organisation}) is appointed to {seat} from {after}."), values)
    if one.kind == "gone":
        return fill(N_("The appointment of {name} to {seat} from {before} is removed."), values)
    if one.key == "ended" and one.before is None:
        return fill(N_("{name} leaves {seat} after {after}."), values)
    if one.key == "until":
        return fill(N_("{name}: the term in {seat} is until {after}, not {before}."), values)
    return fill(N_("{name} in {seat}: {key} was {before} and is {after}."), values)


def _seat_table(day: DaySeats) -> tuple[Block, ...]:
    columns = (Column(_("Seat")), Column(_("Vacant"), "right"), Column(_("Before")), Column(_("After")))
    rows = tuple((seat.name, shown(seat.vacant), ", ".join(seat.before), ", ".join(seat.after)) for seat in day.seats)
    return Heading(fill(N_("Seats on {day}"), {"day": day.at})), Table(columns, rows)


def _record_said(one: RecordChange) -> str:
    names = choices.CASE_STATUS if one.kind == "case" else choices.MEETING_STATUS
    what = one.name if one.kind == "case" else fill(N_("The meeting on {day}"), {"day": meeting_day(one.id)})
    status = {key: Term(names[value]) if value else None for key, value in (("before", one.before), ("after", one.after))}
    text = _moved(one)
    said = fill(text, {"what": what, **status})
    if one.adopted is None:
        return said
    position = Term(choices.POSITION[one.position]) if one.position else None
    adopted = N_("Recommendation adopted on {day}: {position}.")
    return f"{said} {fill(adopted, {'day': one.adopted, 'position': position})}"


def _moved(one: RecordChange) -> str:
    if one.before is None:
        return N_("{what}: new, {after}.")
    if one.after is None:
        return N_("{what}: removed; it was {before}.")
    if one.before == one.after:
        return N_("{what}: changed; still {after}.")
    return N_("{what}: {before} → {after}.")


def _finding_table(title: str, found: tuple[findings.FindingFacts, ...]) -> tuple[Block, ...]:
    columns = (Column(_("Rule")), Column(_("Kind")), Column(_("Place")), Column(_("Finding")))
    rows = tuple((one.code, _(KINDS[one.kind]), f"{one.path}:{one.line}", one.message) for one in found)
    return (Heading(title), Table(columns, rows)) if rows else ()
