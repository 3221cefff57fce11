"""One meeting: its call, its agenda, who was there, and its minutes."""

from datetime import date
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.document import Block, Column, Document, Heading, Paragraph, Table
from du_cli.i18n import N_, _, fill, shown
from du_cli.models.meetings import AgendaItem, Attendance, Meeting
from du_cli.reports.attendance import present_ids
from du_cli.reports.by_day import meeting_by
from du_cli.reports.case import documents
from du_cli.reports.choices import HANDLING, ITEM, MEETING_STATUS, MEETING_TYPE, PURPOSE
from du_cli.reports.figures import prose, remarked
from du_cli.reports.meetings import times, where
from du_cli.reports.names import case_number, find_meeting, meeting_day, parties
from du_cli.reports.roster import day, seat_name, table_of


class MeetingFacts(NamedTuple):
    """A meeting as its file says it by the day asked for, who was present, and what is mentioned by name, number and title."""

    committee: str | None
    at: date
    day: date
    path: str
    meeting: Meeting
    present: tuple[str, ...]
    names: dict[str, str]
    numbers: dict[str, str]
    titles: dict[str, str]


def facts(dataset: Dataset, meeting_id: str) -> MeetingFacts:
    """One meeting by its id; raises ``DuError`` when there is no such meeting."""
    path, whole = find_meeting(dataset, meeting_id)
    meeting = meeting_by(whole, dataset.at)
    cases = [item.case for item in meeting.agenda if item.case]
    titles = {file.case.id: file.case.title for file in dataset.case_files if file.case.id in cases}
    numbers = {case: case_number(dataset.policy, case) for case in cases}
    names = parties(dataset, _mentioned(meeting))
    seats = (meeting.attendance or Attendance()).unpublished
    names |= {seat: seat_name(dataset, seat) for seat in seats}
    present = tuple(one for one in present_ids(meeting) if one in dataset.member)
    return MeetingFacts(dataset.committee, dataset.at, meeting_day(meeting.id), path, meeting, present, names, numbers, titles)


def _mentioned(meeting: Meeting) -> tuple[str | None, ...]:
    attendance = meeting.attendance or Attendance()
    listed = (*attendance.present, *attendance.absent, *(one.for_ for one in attendance.substitutes))
    return (meeting.chair, *(item.by for item in meeting.agenda), *listed)


def layout(found: MeetingFacts) -> Document:
    """When and where, the agenda, who was there, and the minutes item by item."""
    title = fill(N_("Meeting {day}"), {"day": found.day})
    items = found.meeting.agenda
    agenda = (Heading(_("Agenda"), 2), _agenda(found)) if items else (Paragraph(_("Nothing is on the agenda.")),)
    minutes = tuple(block for item in items if item.minutes for block in _minutes(found, item))
    heading = (Heading(_("Minutes"), 2),) if minutes else ()
    return Document(title, (table_of(_about(found)), *agenda, *_attendance(found), *heading, *minutes, *documents(found.meeting.documents)))


def _about(found: MeetingFacts) -> tuple[tuple[str, str], ...]:
    meeting, approved = found.meeting, found.meeting.approved
    return (
        (_("Id"), meeting.id),
        (_("Type"), _(MEETING_TYPE[meeting.type])),
        (_("Status"), _(MEETING_STATUS[meeting.status])),
        (_("Time"), times(meeting.start, meeting.end)),
        (_("Place"), where(meeting.place, remote=meeting.remote)),
        (_("Called"), day(meeting.called)),
        (_("Chair"), found.names[meeting.chair] if meeting.chair else shown(None)),
        (_("Minutes approved"), _approved(approved.date, approved.meeting, written=approved.written) if approved else shown(None)),
    )


def _approved(when: date | None, meeting: str | None, *, written: bool | None) -> str:
    if meeting:
        return fill(N_("{day}, in the meeting {meeting}"), {"day": day(when), "meeting": meeting})
    return fill(N_("{day}, in writing"), {"day": day(when)}) if written else day(when)


def _agenda(found: MeetingFacts) -> Table:
    columns = (Column(_("Item"), "right"), Column(_("Type")), Column(_("Matter")), Column(_("Purpose")), Column(_("Outcome")))
    rows = tuple(
        (
            str(item.item),
            _(ITEM[item.type]),
            matter(found, item),
            _(PURPOSE[item.purpose]) if item.purpose else shown(None),
            _(HANDLING[item.outcome]) if item.outcome else shown(None),
        )
        for item in found.meeting.agenda
    )
    return Table(columns, rows)


def matter(found: MeetingFacts, item: AgendaItem) -> str:
    """What an item is about: the case by number and title, the minutes of a meeting, or a title and who speaks."""
    if item.case:
        title = item.title or found.titles.get(item.case) or item.case
        return f"{found.numbers[item.case]} {title}"
    if item.meeting:
        return fill(N_("Minutes of {meeting}"), {"meeting": item.meeting})
    title = item.title or _(ITEM[item.type])
    return remarked(title, found.names[item.by]) if item.by else title


def _attendance(found: MeetingFacts) -> tuple[Block, ...]:
    attendance = found.meeting.attendance
    if attendance is None:
        return ()
    columns = (Column(_("Name")), Column(_("Attendance")), Column(_("Remark")))
    rows = (
        *((found.names[one], _("present"), _("chair") if one == found.meeting.chair else "") for one in found.present),
        *((one.name, _("substitute"), _behalf(found, one.for_, one.organisation)) for one in attendance.substitutes),
        *((found.names[seat], _("present, not published"), str(count)) for seat, count in attendance.unpublished.items()),
        *((found.names[one], _("absent"), "") for one in attendance.absent),
        *((one.name, _("guest"), _guest(one.organisation, one.items)) for one in attendance.guests),
    )
    return Heading(_("Attendance"), 2), Table(columns, rows)


def _behalf(found: MeetingFacts, member: str, organisation: str | None) -> str:
    text = fill(N_("on behalf of {person}"), {"person": found.names[member]})
    return ", ".join(part for part in (organisation, text) if part)


def _guest(organisation: str | None, items: tuple[int, ...]) -> str:
    text = fill(N_("items {items}"), {"items": tuple(map(str, items))}) if items else ""
    return ", ".join(part for part in (organisation, text) if part)


def _minutes(found: MeetingFacts, item: AgendaItem) -> tuple[Block, ...]:
    heading = fill(N_("Item {item}: {matter}"), {"item": item.item, "matter": matter(found, item)})
    return Heading(heading, 3), *prose(item.minutes)
