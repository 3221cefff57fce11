"""The meetings: a line each, those one asks for."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from du_cli.dataset.attendance import present_count
from du_cli.dataset.dataset import Dataset
from du_cli.document import Column, Document, Heading, Note, Paragraph, Table
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.models.meetings import Attendance, Meeting
from du_cli.reports.attendance import meeting_order, present_ids
from du_cli.reports.by_day import meeting_by
from du_cli.reports.choices import MEETING_STATUS, MEETING_TYPE
from du_cli.reports.figures import ALWAYS, Period, counted, counts
from du_cli.reports.names import committee_name, meeting_day
from du_cli.reports.roster import day


class Filter(NamedTuple):
    """Which meetings are asked for; what is empty does not choose. ``person`` is an id the meeting names."""

    status: tuple[str, ...] = ()
    person: str | None = None
    period: Period = ALWAYS


class MeetingLine(NamedTuple):
    """One meeting in the list."""

    id: str
    day: date
    type: str
    status: str
    start: str | None
    end: str | None
    place: str | None
    remote: bool | None
    called: date | None
    cases: tuple[str, ...]
    briefings: int
    present: int | None
    approved: date | None


class MeetingsFacts(NamedTuple):
    """The meetings asked for, the first one first, and how many there are of each status."""

    committee: str | None
    name: str | None
    at: date
    meetings: tuple[MeetingLine, ...]
    by_status: dict[str, int]


def facts(dataset: Dataset, chosen: Filter | None = None) -> MeetingsFacts:
    """The meetings a filter chooses, as they stand on the day asked for; all without one."""
    wanted = chosen or Filter()
    every = (meeting_by(meeting, dataset.at) for meeting in dataset.meetings.values())
    ordered = sorted(every, key=lambda one: meeting_order(one.id))
    found = tuple(line(dataset, meeting) for meeting in ordered if _chosen(dataset, meeting, wanted))
    by_status = counts((one.status for one in found), MEETING_STATUS)
    return MeetingsFacts(dataset.committee, committee_name(dataset), dataset.at, found, by_status)


def _chosen(dataset: Dataset, meeting: Meeting, wanted: Filter) -> bool:
    return (
        (not wanted.status or meeting.status in wanted.status)
        and (wanted.person is None or wanted.person in named(dataset, meeting))
        and wanted.period.holds(meeting_day(meeting.id))
    )


def named(dataset: Dataset, meeting: Meeting) -> Iterator[str | None]:
    """Everybody a meeting names: those present, absent or represented, the chair, those who spoke, and bodies whose holders were there."""
    attendance, version = meeting.attendance or Attendance(), dataset.version_on(meeting.day)
    yield from (*present_ids(meeting), *attendance.absent)
    yield from (item.by for item in meeting.agenda)
    yield from (one.for_ for one in attendance.substitutes)
    yield from (seat.body for seat in (version.seats if version else ()) if seat.id in attendance.unpublished)


def line(dataset: Dataset, meeting: Meeting) -> MeetingLine:
    """A meeting as a line of the list."""
    return MeetingLine(
        meeting.id,
        meeting_day(meeting.id),
        meeting.type,
        meeting.status,
        meeting.start,
        meeting.end,
        meeting.place,
        meeting.remote,
        meeting.called,
        tuple(item.case for item in meeting.agenda if item.case),
        sum(item.type == "briefing" for item in meeting.agenda),
        present_count(dataset, meeting),
        meeting.approved.date if meeting.approved else None,
    )


def layout(found: MeetingsFacts) -> Document:
    """The meetings, and how many there are of each status."""
    title = fill(N_("{committee}: meetings"), {"committee": found.name or found.committee})
    if not found.meetings:
        return Document(title, (table(()), Paragraph(_("No meeting matches."))))
    note = Note(plural("{count} meeting.", "{count} meetings.", len(found.meetings)))
    return Document(title, (table(found.meetings), note, Heading(_("How many"), 2), tally(found)))


def tally(found: MeetingsFacts) -> Table:
    """The meetings counted by status."""
    return counted(_("Status"), found.by_status, MEETING_STATUS, _("Meetings by status"))


def table(lines: tuple[MeetingLine, ...]) -> Table:
    """The meetings, a line each."""
    columns = (
        Column(_("Meeting")),
        Column(_("Type")),
        Column(_("Status")),
        Column(_("Time")),
        Column(_("Place")),
        Column(_("Called")),
        Column(_("Cases"), "right"),
        Column(_("Briefings"), "right"),
        Column(_("Present"), "right"),
        Column(_("Minutes approved")),
    )
    return Table(columns, tuple(map(_row, lines)))


def _row(one: MeetingLine) -> tuple[str, ...]:
    return (
        one.id,
        _(MEETING_TYPE[one.type]),
        _(MEETING_STATUS[one.status]),
        times(one.start, one.end),
        where(one.place, remote=one.remote),
        day(one.called),
        str(len(one.cases)),
        str(one.briefings),
        shown(one.present),
        day(one.approved),
    )


def times(start: str | None, end: str | None) -> str:
    """When a meeting begins and ends."""
    return "–".join(part for part in (start, end) if part) or shown(None)


def where(place: str | None, *, remote: bool | None) -> str:
    """Where a meeting is held: the place, by video, or both."""
    if place and remote:
        return fill(N_("{place}, and by video"), {"place": place})
    return place or (_("by video") if remote else shown(None))
