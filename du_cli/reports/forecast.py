"""What time alone will bring: the days on which data that is right today becomes a finding."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.shown import shown
from du_cli.document import Column, Document, Note, Paragraph, Table
from du_cli.findings import SEVERITY_NAMES, Basis, Finding, Outcome, Severity
from du_cli.i18n import N_, _, fill, plural
from du_cli.models.record import Record, values
from du_cli.reports.roster import day as written

Check = Callable[[Dataset], Iterable[Finding]]
Found = Mapping[tuple[object, ...], Finding]
"""The findings of one day by what stays the same from day to day: code, record, subject and place."""

STEP: Final = 7
"""Days between two looks where no date of the data calls for one: no rule's window is shorter."""

DAY: Final = timedelta(days=1)


class ForecastLine(NamedTuple):
    """A finding to come with the keys that ``check`` gives it, and the first day a check has it."""

    date: date
    code: str
    outcome: Outcome
    severity: Severity
    basis: Basis
    clauses: tuple[str, ...]
    title: str
    message: str
    help: str
    command: str | None
    path: str
    line: int
    column: int
    key: str
    record: str
    subject: str


class ForecastFacts(NamedTuple):
    """The findings to come until a day inclusive, soonest first."""

    committee: str | None
    name: str | None
    at: date
    until: date
    already: int
    """Findings that there are today."""
    lines: tuple[ForecastLine, ...]


def facts(dataset: Dataset, until: date, check: Check) -> ForecastFacts:
    """Ask ``check`` for the findings on days to come; each line's finding is there on its day and not the day before."""

    @cache
    def found(day: date) -> Found:
        answers = (one for one in check(replace(dataset, at=day)) if one.outcome == Outcome.FINDING)
        return {_identity(one): one for one in answers}

    lines = []
    for earlier, later in pairwise([dataset.at, *_looks(dataset, until)]):
        for key in found(later).keys() - found(earlier).keys():
            day = _first_day(key, found, earlier, later)
            lines.append(_line(found(day)[key], replace(dataset, at=day)))
    name = dataset.mandate.committee.name if dataset.mandate else None
    ordered = sorted(lines, key=lambda line: (line.date, line.code, line.path, line.line, line.message))
    return ForecastFacts(dataset.committee, name, dataset.at, until, len(found(dataset.at)), tuple(ordered))


def _identity(one: Finding) -> tuple[object, ...]:
    """What stays the same of a finding from day to day; a new version of the mandate moves its place."""
    key = one.place.key[2:] if one.place.key[:1] == ("versions",) else one.place.key
    return one.code, one.record, one.subject, one.place.path, key


def _first_day(key: tuple[object, ...], found: Callable[[date], Found], without: date, having: date) -> date:
    """A day that has a finding though the day before has not, between a day without it and one that has it."""
    while without + DAY < having:
        middle = without + (having - without) // 2
        without, having = (without, middle) if key in found(middle) else (middle, having)
    return having


def _looks(dataset: Dataset, until: date) -> list[date]:
    """The days to look at: every week, and every date of the data with the day after it."""
    weeks = range(dataset.at.toordinal() + STEP, until.toordinal(), STEP)
    days = {until, *map(date.fromordinal, weeks)}
    for day in _dates(dataset):
        days |= {day, day + DAY} if day < date.max else {day}
    return sorted(day for day in days if dataset.at < day <= until)


def _dates(dataset: Dataset) -> Iterator[date]:
    records: tuple[object, ...] = (
        dataset.mandate,
        dataset.roster,
        dataset.organisations,
        dataset.waivers,
        tuple(dataset.meetings.values()),
        tuple(dataset.plans.values()),
        tuple(dataset.outreach.values()),
        tuple(file.case for file in dataset.case_files),
    )
    yield from _dates_in(records)
    yield from (service.last for service in dataset.services.all if service.last)


def _dates_in(value: object) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _dates_in(item)
    elif isinstance(value, Record):
        for item in values(value).values():
            yield from _dates_in(item)


def _line(finding: Finding, dataset: Dataset) -> ForecastLine:
    one = shown((finding,), dataset)[0]
    return ForecastLine(
        dataset.at,
        finding.code,
        finding.outcome,
        finding.severity,
        finding.basis,
        finding.clauses,
        one.title,
        one.message,
        one.help,
        finding.command,
        one.path,
        one.line,
        one.column,
        finding.place.dotted,
        finding.record,
        finding.subject,
    )


def layout(found: ForecastFacts) -> Document:
    """One table, and what there is already."""
    columns = (
        Column(_("Day")),
        Column(_("Finding")),
        Column(_("Code")),
        Column(_("Record")),
        Column(_("What a check will say")),
        Column(_("Type next")),
    )
    rows = tuple(
        (written(one.date), _(SEVERITY_NAMES[one.severity]), one.code, one.record, one.message, one.command or "") for one in found.lines
    )
    title = fill(
        N_("{committee}: what time will bring from {day} to {until}"),
        {"committee": found.name or found.committee, "day": found.at, "until": found.until},
    )
    nothing = () if rows else (Paragraph(_("Nothing becomes a finding by itself.")),)
    return Document(title, (Table(columns, rows), *nothing, *_already(found)))


def _already(found: ForecastFacts) -> tuple[Note, ...]:
    if not found.already:
        return ()
    text = plural("{count} finding is there today: see du-cli check.", "{count} findings are there today: see du-cli check.", found.already)
    return (Note(text),)
