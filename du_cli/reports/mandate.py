"""``mandate show``: the version of the mandate in force on a day, with its seats as they are that day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from du_cli import registers
from du_cli.dataset.affiliation import consultees, counties_of
from du_cli.dataset.dataset import Dataset, in_force
from du_cli.dataset.fit import KINDS
from du_cli.dataset.vocabulary import exceptions
from du_cli.document import Block, Column, Document, Heading, Table
from du_cli.i18n import N_, Term, _, fill, plural, shown
from du_cli.models.mandate import Body, Committee, Seat, Version
from du_cli.reports import mandate_of, reference, version_in_force
from du_cli.reports.words import BODY_KINDS


class Named(NamedTuple):
    """A body by id and name."""

    id: str
    name: str


class CommitteeFacts(NamedTuple):
    """The committee and the bodies it answers to."""

    id: str
    name: str
    short_name: str | None
    language: str
    leads: Named | None
    secretariat: Named | None
    appoints: Named | None
    advises: Named | None


class BodyFacts(NamedTuple):
    """A body the data refers to, and whether it exists on the day."""

    id: str
    name: str
    kind: str
    areas: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    exists: bool


class TermLength(NamedTuple):
    """The length of a term in years, and for what it may be another."""

    years: int
    exceptions: tuple[str, ...]


class Meetings(NamedTuple):
    """Meetings in a normal month."""

    min: int
    max: int


class Written(NamedTuple):
    """What the mandate says of written procedure."""

    allowed: bool
    reasonable_deadline: bool


class VersionFacts(NamedTuple):
    """A version's own numbers; None is what the mandate does not give. ``places`` are those of all seats."""

    id: str
    valid_from: date | None
    valid_to: date | None
    source: str | None
    size: int | None
    places: int | None
    term: TermLength | None
    meetings_per_month: Meetings | None
    written_procedure: Written | None
    representatives_lead_digitalisation: bool | None


class TaskFacts(NamedTuple):
    """A task, and the reference of the clause that gives it."""

    id: str
    name: str
    clause: str | None


class SeatFacts(NamedTuple):
    """A seat: who may hold it, which counties its area is on the day, and who is asked first that day."""

    id: str
    name: str
    places: int | None
    kind: str
    body: Named | None
    areas: tuple[str, ...]
    excluded_areas: tuple[str, ...]
    counties: tuple[str, ...]
    consult: tuple[str, ...]
    may_consult: tuple[str, ...]
    consulted: tuple[str, ...]
    clause: str | None


class ClauseFacts(NamedTuple):
    """A sentence or item of the mandate."""

    id: str
    section: str | None
    reference: str
    summary: str | None


class MandateFacts(NamedTuple):
    """The mandate on a day."""

    committee: str
    at: date
    about: CommitteeFacts
    bodies: tuple[BodyFacts, ...]
    version: VersionFacts
    versions: tuple[str, ...]
    tasks: tuple[TaskFacts, ...]
    seats: tuple[SeatFacts, ...]
    clauses: tuple[ClauseFacts, ...]


def facts(dataset: Dataset) -> MandateFacts:
    """The version in force on the dataset's day. Raises DuError when there is none."""
    mandate, version = mandate_of(dataset), version_in_force(dataset)
    return MandateFacts(
        mandate.committee.id,
        dataset.at,
        _committee(dataset, mandate.committee),
        tuple(_body(body, dataset.at) for body in mandate.bodies),
        version_facts(version, counted=dataset.places_known()),
        tuple(each.id for each in mandate.versions),
        tuple(TaskFacts(str(task.id), task.name, reference(version, task.clause)) for task in version.tasks),
        tuple(_seat(dataset, version, seat) for seat in version.seats),
        tuple(ClauseFacts(each.id, each.section, each.reference, each.summary) for each in version.clauses),
    )


def _committee(dataset: Dataset, committee: Committee) -> CommitteeFacts:
    names = (committee.id, committee.name, committee.short_name, committee.language)
    bodies = (committee.leads, committee.secretariat, committee.appointing, committee.advises)
    return CommitteeFacts(*names, *(_named(dataset, body) for body in bodies))


def _named(dataset: Dataset, body_id: str | None) -> Named | None:
    return Named(body_id, dataset.body_name(body_id) or body_id) if body_id else None


def _body(body: Body, day: date) -> BodyFacts:
    return BodyFacts(body.id, body.name, body.kind, body.areas, body.valid_from, body.valid_to, in_force(body, day))


def version_facts(version: Version, *, counted: bool = True) -> VersionFacts:
    """A version's own numbers; ``counted``: whether all its places could be read."""
    term, meetings, written = version.term, version.meetings_per_month, version.written_procedure
    return VersionFacts(
        *(version.id, version.valid_from, version.valid_to, version.source, version.size),
        sum(seat.count for seat in version.seats) if counted else None,
        TermLength(term.years, term.exceptions) if term else None,
        Meetings(meetings.min, meetings.max) if meetings else None,
        Written(written.allowed, written.reasonable_deadline) if written else None,
        version.representatives_lead_digitalisation,
    )


def _seat(dataset: Dataset, version: Version, seat: Seat) -> SeatFacts:
    places = None if "count" in dataset.unread(seat) else seat.count
    return SeatFacts(
        *(seat.id, seat.name, places, seat.kind, _named(dataset, seat.body), seat.areas, seat.excluded_areas),
        tuple(registers.county_named(number).name for number in sorted(counties_of(seat.areas, dataset.at))),
        *(seat.consult, seat.may_consult),
        tuple(body.name for body in consultees(dataset, seat, seat.consult, dataset.at)),
        reference(version, seat.clause),
    )


def layout(facts: MandateFacts) -> Document:
    """The mandate as tables: its numbers, tasks, seats and bodies, then its clauses by section."""
    title = fill(N_("The mandate of {committee} on {day}"), {"committee": facts.about.name, "day": facts.at})
    return Document(title, (_numbers(facts), *_tasks(facts), *_seats(facts), *_bodies(facts), *_clauses(facts.clauses)))


def _numbers(facts: MandateFacts) -> Table:
    committee, version = facts.about, facts.version
    rows = (
        (_("Version"), version.id),
        (_("All versions"), shown(facts.versions)),
        (_("In force"), span(version)),
        (_("Source"), shown(version.source)),
        (_("Led by"), shown(committee.leads and committee.leads.name)),
        (_("Secretariat"), shown(committee.secretariat and committee.secretariat.name)),
        (_("Members appointed by"), shown(committee.appoints and committee.appoints.name)),
        (_("Advises"), shown(committee.advises and committee.advises.name)),
        (_("Members"), shown(version.size)),
        (_("Places in all seats"), shown(version.places)),
        (_("Term"), term_text(version.term)),
        (_("Meetings"), meetings_text(version.meetings_per_month)),
        (_("Written procedure"), written_text(version.written_procedure)),
        (_("Members ought to lead digitalisation at home"), shown(version.representatives_lead_digitalisation)),
    )
    return Table((Column(_("What")), Column(_("The mandate says"))), rows)


def span(version: VersionFacts) -> str:
    """When a version is in force, in words."""
    if version.valid_from and version.valid_to:
        text = N_("from {first} to {last}")
    elif version.valid_from:
        text = N_("from {first}")
    else:
        text = N_("until {last}") if version.valid_to else N_("no first or last day given")
    return fill(text, {"first": version.valid_from, "last": version.valid_to})


def term_text(term: TermLength | None) -> str:
    """The length of a term in words; a dash when the mandate gives none."""
    if term is None:
        return shown(None)
    if term.exceptions:
        return plural(
            "{count} year; exceptions: {kinds}", "{count} years; exceptions: {kinds}", term.years, kinds=exceptions(term.exceptions)
        )
    return plural("{count} year", "{count} years", term.years)


def meetings_text(norm: Meetings | None) -> str:
    """The normal number of meetings in words; a dash when the mandate gives none."""
    if norm is None:
        return shown(None)
    text = N_("{min} a month") if norm.min == norm.max else N_("{min} to {max} a month")
    return fill(text, norm._asdict())


def written_text(written: Written | None) -> str:
    """What the mandate says of written procedure, in words; a dash when it says nothing."""
    if written is None:
        return shown(None)
    if not written.allowed:
        return _("not allowed")
    return _("allowed, with a reasonable deadline") if written.reasonable_deadline else _("allowed")


def _tasks(facts: MandateFacts) -> Iterator[Block]:
    if facts.tasks:
        yield Heading(_("Tasks"))
        columns = (Column(_("Task")), Column(_("Name")), Column(_("Clause")))
        yield Table(columns, tuple((task.id, task.name, shown(task.clause)) for task in facts.tasks))


def _seats(facts: MandateFacts) -> Iterator[Block]:
    yield Heading(_("Seats"))
    titles = (_("Who may hold it"), _("Area"), _("Counties on the day"), _("Consult first"), _("Clause"))
    yield Table((Column(_("Seat")), Column(_("Places"), "right"), *map(Column, titles)), tuple(_seat_row(seat) for seat in facts.seats))


def _seat_row(seat: SeatFacts) -> tuple[str, ...]:
    kind = fill(KINDS.get(seat.kind, seat.kind), {"body": seat.body and seat.body.name})
    text = N_("{areas}, but not {excluded}") if seat.areas else N_("all but {excluded}")
    area = fill(text, {"areas": seat.areas, "excluded": seat.excluded_areas}) if seat.excluded_areas else shown(seat.areas or None)
    asked = shown(seat.consulted) if seat.consulted else names_text(seat.consult)
    return seat.name, shown(seat.places), kind, area, shown(seat.counties or None), asked, shown(seat.clause)


def names_text(names: Iterable[str]) -> str:
    """Names as the mandate's data writes them, a kind of body in words; a dash for none."""
    return shown(tuple(Term(BODY_KINDS[name]) if name in BODY_KINDS else name for name in names) or None)


def _bodies(facts: MandateFacts) -> Iterator[Block]:
    if facts.bodies:
        yield Heading(_("Bodies"))
        columns = tuple(map(Column, (_("Id"), _("Name"), _("Kind"), _("Area"), _("Exists on the day"))))
        rows = ((body.id, body.name, _(BODY_KINDS[body.kind]), shown(body.areas or None), shown(body.exists)) for body in facts.bodies)
        yield Table(columns, tuple(rows))


def _clauses(clauses: tuple[ClauseFacts, ...]) -> Iterator[Block]:
    yield Heading(_("Clauses"))
    columns = (Column(_("Clause")), Column(_("What it says")))
    for section, found in groupby(clauses, key=lambda clause: clause.section):
        if section:
            yield Heading(section, 3)
        yield Table(columns, tuple((clause.reference, shown(clause.summary)) for clause in found))
