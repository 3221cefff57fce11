"""The year in one document: who came and went, the meetings, the cases, the recommendations, and the work at home."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.shown import Summary
from du_cli.dataset.terms import Service
from du_cli.document import Block, Column, Document, Heading, Paragraph, Table
from du_cli.i18n import N_, _, fill, shown
from du_cli.models.cases import Case
from du_cli.reports import attendance, cases, meetings, outreach, recommendations, written
from du_cli.reports.figures import Period, year
from du_cli.reports.findings import count_table
from du_cli.reports.names import cases_in_order, committee_name, organisation_name
from du_cli.reports.roster import day, seat_name


class Change(NamedTuple):
    """A person who came into office on a day, or whose last day in office it was."""

    day: date
    kind: str
    id: str
    name: str
    organisation: str
    seat: str
    seat_name: str


class AnnualFacts(NamedTuple):
    """A year, or as much of it as there is by the day asked for.

    Cases are those raised in the year, recommendations those adopted in it, written procedures those sent in it; the
    findings are those of the day asked for.
    """

    committee: str | None
    name: str | None
    at: date
    year: int
    changes: tuple[Change, ...]
    meetings: meetings.MeetingsFacts
    attendance: attendance.AttendanceFacts
    cases: cases.CasesFacts
    recommendations: recommendations.RecommendationsFacts
    written: tuple[written.WrittenFacts, ...]
    outreach: outreach.OutreachFacts
    findings: Summary


def facts(dataset: Dataset, findings: Summary, number: int) -> AnnualFacts:
    """A year, given the count of the day's findings."""
    period = year(number)
    until = period._replace(last=min(date(number, 12, 31), dataset.at))
    sent = (file.case for file in cases_in_order(dataset) if _sent(file.case, until))
    return AnnualFacts(
        dataset.committee,
        committee_name(dataset),
        dataset.at,
        number,
        tuple(_changes(dataset, period)),
        meetings.facts(dataset, meetings.Filter(period=period)),
        attendance.facts(dataset, period),
        cases.facts(dataset, cases.Filter(raised=period)),
        recommendations.facts(dataset, period),
        tuple(written.guarded(written.facts(dataset, case)) for case in sent),
        outreach.facts(dataset, outreach.Filter(period=period)),
        findings,
    )


def _sent(case: Case, period: Period) -> bool:
    return bool(case.written_procedure and case.written_procedure.sent and period.holds(case.written_procedure.sent))


def _changes(dataset: Dataset, period: Period) -> Iterator[Change]:
    """Who came and went, by comparing who is in office on each day something changes with who was the day before."""
    for when in _days_of_change(dataset):
        yesterday = max(when, date.min + timedelta(days=1)) - timedelta(days=1)
        before, after = _sitting(dataset, yesterday), _sitting(dataset, when)
        if period.holds(yesterday):
            yield from (_change(dataset, yesterday, "went", before[one]) for one in before if one not in after)
        if period.holds(when):
            yield from (_change(dataset, when, "came", after[one]) for one in after if one not in before)


def _sitting(dataset: Dataset, when: date) -> dict[str, Service]:
    return {service.member.id: service for service in dataset.services.in_office(when)}


def _change(dataset: Dataset, when: date, kind: str, service: Service) -> Change:
    member = service.member
    return Change(
        when, kind, member.id, member.name, organisation_name(dataset, service, when), service.seat, seat_name(dataset, service.seat)
    )


def _days_of_change(dataset: Dataset) -> list[date]:
    """Every day up to the one asked for on which somebody may come, or be gone."""
    services = dataset.services.all
    firsts = {service.first for service in services if service.first}
    lasts = {last for service in services for last in (service.appointment.ended, service.last) if last}
    gone = {last + timedelta(days=1) for last in lasts if last < date.max}
    return sorted(one for one in firsts | gone if date.min < one <= dataset.at)


def layout(found: AnnualFacts) -> Document:
    """The year, part by part."""
    title = fill(N_("{committee}: the year {year}"), {"committee": found.name or found.committee, "year": found.year})
    parts = (
        *_part(_("Members who came and went"), _change_table(found), _("Nobody came or went.")),
        *_part(_("Meetings"), meetings.table(found.meetings.meetings), _("No meeting is recorded.")),
        *_part(_("Attendance"), attendance.members_table(found.attendance), _("No meeting has been held.")),
        *_part(_("Cases raised"), cases.register(found.cases.cases), _("No case was raised.")),
        *(cases.tallies(found.cases) if found.cases.cases else ()),
        *_part(_("Recommendations adopted"), recommendations.table(found.recommendations), _("Nothing was recommended.")),
        *((recommendations.note(found.recommendations),) if found.recommendations.recommendations else ()),
        *_part(_("Written procedures sent"), _written_table(found), _("Nothing was handled in writing.")),
        *_part(_("Outreach"), outreach.table(found.outreach.activities), _("No outreach is recorded.")),
        *(outreach.tallies(found.outreach)[1:] if found.outreach.activities else ()),
        *outreach.without(found.outreach),
        Heading(fill(N_("Findings on {day}"), {"day": found.at}), 2),
        count_table(found.findings._asdict()),
    )
    return Document(title, parts)


def _part(heading: str, table: Table, nothing: str) -> tuple[Block, ...]:
    return Heading(heading, 2), table if table.rows else Paragraph(nothing)


def _change_table(found: AnnualFacts) -> Table:
    columns = (Column(_("Date")), Column(_("Change")), Column(_("Name")), Column(_("Organisation")), Column(_("Seat")))
    words = {"came": _("first day"), "went": _("last day")}
    rows = tuple((day(one.day), words[one.kind], one.name, one.organisation, one.seat_name) for one in found.changes)
    return Table(columns, rows)


def _written_table(found: AnnualFacts) -> Table:
    columns = (
        Column(_("No.")),
        Column(_("Title")),
        Column(_("Sent")),
        Column(_("Deadline")),
        Column(_("State")),
        Column(_("Asked"), "right"),
        Column(_("Answered"), "right"),
        Column(_("No answer"), "right"),
    )
    rows = tuple(
        (
            one.number,
            cases.titled(one.title, one.access),
            day(one.sent),
            day(one.deadline),
            written.standing(one.state, one.working_days_left),
            *map(shown, (one.result.asked, one.result.answered, one.result.silent)),
        )
        for one in found.written
    )
    return Table(columns, rows)
