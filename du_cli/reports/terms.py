"""Terms: who sits until when, as a table and a timeline."""

from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.terms import Service, appoint_command, months_later
from du_cli.document import Bar, Column, Document, Note, Paragraph, Table, Timeline, TimelineRow
from du_cli.i18n import N_, _, fill, plural
from du_cli.reports.figures import number
from du_cli.reports.roster import day, last_of, seat_name

STATES: Final = {
    "running": N_("running"),
    "ends_soon": N_("ends soon"),
    "run_out": N_("run out"),
    "unknown": N_("not recorded"),
    "open": N_("no fixed term"),
    "not_assessed": N_("not assessed"),
}

PRESSING: Final = ("ends_soon", "run_out")
"""The states of a term that something is to be done about."""


class TermFacts(NamedTuple):
    """One person's term in one seat."""

    id: str
    name: str
    seat: str
    seat_name: str
    first: date | None
    last: date | None
    ended: date | None
    days_left: int | None
    state: str
    command: str | None
    """What to type where the term has run out or ends soon, and nobody is appointed to go on."""


class TermsFacts(NamedTuple):
    """The terms of everybody in office on a day, the first to end first, those without a date last."""

    committee: str | None
    name: str | None
    at: date
    within: date | None
    terms: tuple[TermFacts, ...]
    not_recorded: int


def facts(dataset: Dataset, within: date | None = None) -> TermsFacts:
    """Terms on the day; with ``within`` only those that end on that day or before."""
    every = [_term(dataset, service) for service in dataset.in_office]
    chosen = [term for term in every if within is None or _ends_by(term, within)]
    chosen.sort(key=lambda term: _end(term) or date.max)
    name = dataset.mandate.committee.name if dataset.mandate else None
    unknown = sum(term.state == "unknown" for term in every)
    return TermsFacts(dataset.committee, name, dataset.at, within, tuple(chosen), unknown)


def _end(term: TermFacts) -> date | None:
    return term.ended or term.last


def _ends_by(term: TermFacts, day: date) -> bool:
    end = _end(term)
    return end is not None and end <= day


def _term(dataset: Dataset, service: Service) -> TermFacts:
    last = last_of(dataset, service)
    end = service.appointment.ended or last
    state = _state(dataset, service, end)
    followed = state not in PRESSING or dataset.services.followed(service, dataset.at)
    return TermFacts(
        service.member.id,
        service.member.name,
        service.seat,
        seat_name(dataset, service.seat),
        service.first,
        last,
        service.appointment.ended,
        (end - dataset.at).days if end else None,
        state,
        None if followed else appoint_command(service),
    )


def _state(dataset: Dataset, service: Service, end: date | None) -> str:
    if not dataset.last_known(service) or (end is None and dataset.version is None):
        return "not_assessed"
    if end is None:
        return "unknown" if service.holds_over else "open"
    if end < dataset.at:
        return "run_out"
    if not dataset.chosen("expiry_notice_months"):
        return "not_assessed"
    soon = dataset.at >= months_later(end, -dataset.policy.expiry_notice_months)
    return "ends_soon" if soon else "running"


def layout(found: TermsFacts) -> Document:
    """A table, a timeline of what is dated, and how many terms are not recorded."""
    columns = (
        Column(_("Name")),
        Column(_("Seat")),
        Column(_("From")),
        Column(_("Until")),
        Column(_("Days left"), "right"),
        Column(_("State")),
    )
    rows = tuple(
        (
            one.name,
            one.seat_name,
            day(one.first),
            day(_end(one)),
            "" if one.days_left is None else number(one.days_left),
            _(STATES[one.state]),
        )
        for one in found.terms
    )
    title = fill(N_("{committee}: terms on {day}"), {"committee": found.name or found.committee, "day": found.at})
    nothing = () if rows else (Paragraph(_nothing(found)),)
    return Document(title, (Table(columns, rows), *nothing, *_timeline(found), *_unknown(found)))


def _nothing(found: TermsFacts) -> str:
    if found.within:
        return fill(N_("No recorded term ends by {day}."), {"day": found.within})
    return _("Nobody is in office.")


def _timeline(found: TermsFacts) -> tuple[Timeline, ...]:
    dated = [one for one in found.terms if one.first or _end(one)]
    days = [value for one in dated for value in (one.first, _end(one)) if value]
    if not days:
        return ()
    rows = tuple(TimelineRow(one.name, (Bar(one.first, _end(one), one.seat_name),)) for one in dated)
    return (Timeline(min(*days, found.at), max(*days, found.at), rows),)


def _unknown(found: TermsFacts) -> tuple[Note, ...]:
    if not found.not_recorded:
        return ()
    return (
        Note(plural("The dates of {count} term are not recorded.", "The dates of {count} terms are not recorded.", found.not_recorded)),
    )
