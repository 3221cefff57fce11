"""The secretariat's day: what is filled, what runs out, what is wrong, and the command to type next."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.shown import Summary
from du_cli.document import Column, Document, Heading, Items, Paragraph, Table
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.reports import seats, terms, waiting
from du_cli.reports.findings import count_table


class Vacancy(NamedTuple):
    """A seat with vacant places."""

    seat: str
    name: str
    vacant: int


class StatusFacts(NamedTuple):
    """Where the committee stands on a day."""

    committee: str | None
    name: str | None
    at: date
    version: str | None
    places: int | None
    filled: int | None
    unpublished: int
    vacancies: tuple[Vacancy, ...] | None
    """None where how many there are cannot be told."""
    ending: tuple[terms.TermFacts, ...]
    terms_not_recorded: int
    terms_not_assessed: int
    cases: int | None
    """None, as of meetings, where some cannot be read."""
    meetings: int | None
    work: waiting.WorkFacts
    findings: Mapping[str, int]
    next: tuple[str, ...]


def facts(dataset: Dataset, findings: Summary) -> StatusFacts:
    """Where the committee stands, given the count of findings."""
    places, running = seats.facts(dataset), terms.facts(dataset)
    vacancies = _vacancies(places)
    ending = tuple(term for term in running.terms if term.state in terms.PRESSING)
    work = waiting.facts(dataset)
    return StatusFacts(
        dataset.committee,
        places.name,
        dataset.at,
        places.version,
        places.places,
        places.filled,
        places.unpublished,
        vacancies,
        ending,
        running.not_recorded,
        sum(term.state == "not_assessed" for term in running.terms),
        _cases(dataset),
        None if dataset.incomplete("meeting", "") - dataset.meetings.keys() else len(dataset.meetings),
        work,
        findings._asdict(),
        tuple(dict.fromkeys((*waiting.commands(work), *_next(findings, vacancies, ending, running.not_recorded)))),
    )


def _cases(dataset: Dataset) -> int | None:
    """How many cases have been raised; None where one cannot be read."""
    if dataset.incomplete("case", "") - {file.path for file in dataset.case_files}:
        return None
    return sum(file.case.raised.date is None or file.case.raised.date <= dataset.at for file in dataset.case_files)


def _vacancies(found: seats.SeatsFacts) -> tuple[Vacancy, ...] | None:
    if found.vacant is None:
        return None
    return tuple(Vacancy(seat.id, seat.name, seat.vacant) for seat in found.seats if seat.vacant)


def _next(findings: Summary, vacancies: tuple[Vacancy, ...] | None, ending: tuple[terms.TermFacts, ...], unknown: int) -> tuple[str, ...]:
    """Commands worth typing for findings, seats and terms."""
    found = []
    if findings.error or findings.warning:
        found.append("du-cli check")
    if vacancies:
        found.append("du-cli seats list")
    found += [term.command for term in ending if term.command]
    if unknown:
        found.append("du-cli terms")
    if findings.not_assessed and "du-cli check" not in found:
        found.append("du-cli check")
    return tuple(found)


def layout(found: StatusFacts) -> Document:
    """A short page: the figures, what is pressing, and what to type next."""
    title = fill(N_("{committee} on {day}"), {"committee": found.name or found.committee, "day": found.at})
    counted = found.version is not None and found.filled is not None
    places = (
        (_("Places held"), fill(N_("{filled} of {places}"), {"filled": found.filled, "places": found.places}), _not_published(found)),
        (_("Vacant places"), shown(_vacant(found)), _names(found.vacancies)),
    )
    rows = (
        *(places if counted else ((_("Places held"), shown(None), seats.not_assessed(found.version, found.at)),)),
        (_("Terms that end soon or have run out"), str(len(found.ending)), _not_assessed(found.terms_not_assessed)),
        (_("Terms not recorded"), str(found.terms_not_recorded), ""),
        (_("Cases"), shown(found.cases), _("not assessed") if found.cases is None else ""),
        (_("Meetings"), shown(found.meetings), _next_meeting(found) or (_("not assessed") if found.meetings is None else "")),
    )
    columns = (Column(_("What")), Column(_("Number"), "right"), Column(_("Remark")))
    ending = _ending(found)
    return Document(title, (Table(columns, rows), *ending, *waiting.layout(found.work), count_table(found.findings), *_commands(found)))


def _next_meeting(found: StatusFacts) -> str:
    coming = found.work.next_meeting
    return fill(N_("next on {day}"), {"day": coming.day}) if coming else ""


def _not_published(found: StatusFacts) -> str:
    if not found.unpublished:
        return ""
    return plural("{count} of them is not published", "{count} of them are not published", found.unpublished)


def _not_assessed(count: int) -> str:
    return plural("{count} not assessed", "{count} not assessed", count) if count else ""


def _vacant(found: StatusFacts) -> int | None:
    return None if None in (found.vacancies, found.places, found.filled) else max(0, (found.places or 0) - (found.filled or 0))


def _names(vacancies: tuple[Vacancy, ...] | None) -> str:
    if vacancies is None:
        return _("not assessed")
    return ", ".join(f"{one.name} ({one.vacant})" for one in vacancies)


def _ending(found: StatusFacts) -> tuple[Heading | Items, ...]:
    if not found.ending:
        return ()
    return Heading(_("Terms that end soon or have run out"), 2), Items(tuple(map(_ends, found.ending)))


def _ends(one: terms.TermFacts) -> str:
    values = {"person": one.name, "seat": one.seat_name, "last": shown(one.ended or one.last)}
    if one.command:
        return fill(N_("{person}, {seat}: {last}"), values)
    return fill(N_("{person}, {seat}: {last}. Who follows is appointed."), values)


def _commands(found: StatusFacts) -> tuple[Heading | Items | Paragraph, ...]:
    if not found.next:
        return (Paragraph(_("Nothing is pressing.")),)
    return Heading(_("Type next"), 2), Items(found.next)
