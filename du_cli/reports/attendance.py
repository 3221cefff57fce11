"""Attendance: who was there in each meeting held, and each member's share of the meetings while in office."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from du_cli.dataset.attendance import Present, members_in_office, present, present_count
from du_cli.dataset.dataset import Dataset
from du_cli.document import Column, Document, Heading, Paragraph, Table
from du_cli.i18n import N_, _, fill, shown
from du_cli.models.meetings import Attendance, Meeting
from du_cli.reports.choices import PRESENCE
from du_cli.reports.figures import ALWAYS, Period, counts, percent, share
from du_cli.reports.names import committee_name, meeting_day, party


class Presence(NamedTuple):
    """One member in one meeting; ``presence`` is a key of ``PRESENCE``, and ``substitute`` who met on the member's behalf."""

    meeting: str
    member: str
    name: str
    presence: str
    substitute: str | None


class MeetingAttendance(NamedTuple):
    """One meeting held: how many were in office and how many counted as present, and of those published how many of each presence.

    The holders who are not published are in office, and are present when the attendance counts them or one of them chaired.
    """

    meeting: str
    in_office: int
    present: int
    substitute: int
    absent: int
    not_recorded: int
    unpublished: int
    counted: int | None
    """None when who was there is not recorded."""
    others: tuple[str, ...]
    """Names of people listed as present who were not in office that day, as a secretary who chairs."""


class MemberAttendance(NamedTuple):
    """One member: meetings held while in office, and how many of each presence; ``share`` is present of meetings."""

    id: str
    name: str
    meetings: int
    present: int
    substitute: int
    absent: int
    not_recorded: int
    share: float | None


class AttendanceFacts(NamedTuple):
    """Attendance in the meetings held in a period."""

    committee: str | None
    name: str | None
    at: date
    period: Period
    meetings: tuple[MeetingAttendance, ...]
    members: tuple[MemberAttendance, ...]
    presences: tuple[Presence, ...]


def facts(dataset: Dataset, period: Period = ALWAYS) -> AttendanceFacts:
    """Who was there, meeting by meeting and member by member."""
    held = [meeting for meeting in meetings_held(dataset) if period.holds(meeting_day(meeting.id))]
    presences = tuple(one for meeting in held for one in _presences(dataset, meeting))
    meetings = tuple(_meeting(dataset, meeting, [one for one in presences if one.meeting == meeting.id]) for meeting in held)
    by_member = {member.id: [one for one in presences if one.member == member.id] for member in dataset.members}
    members = tuple(_member(found) for found in by_member.values() if found)
    return AttendanceFacts(dataset.committee, committee_name(dataset), dataset.at, period, meetings, members, presences)


def meetings_held(dataset: Dataset) -> list[Meeting]:
    """The meetings that were held by the day asked for, the first one first."""
    held = (meeting for meeting in dataset.meetings.values() if meeting.status in ("held", "approved"))
    return sorted((one for one in held if meeting_day(one.id) <= dataset.at), key=lambda one: meeting_order(one.id))


def meeting_order(meeting_id: str) -> tuple[date, int]:
    """Date and number of that day, for sorting: ``2026-02-03-10`` comes after ``2026-02-03-2``."""
    return meeting_day(meeting_id), int(meeting_id[11:] or 1)


def present_ids(meeting: Meeting) -> tuple[str, ...]:
    """Who was present: as listed, and whoever chaired, each once."""
    listed = meeting.attendance.present if meeting.attendance else ()
    return tuple(dict.fromkeys((*listed, *((meeting.chair,) if meeting.chair else ()))))


def _presences(dataset: Dataset, meeting: Meeting) -> Iterable[Presence]:
    attendance = meeting.attendance or Attendance()
    substitutes = {one.for_: one.name for one in attendance.substitutes}
    there = present(dataset, meeting)
    for member in in_office(dataset, meeting):
        state = _state(there, member, attendance.absent)
        substitute = substitutes.get(member) if state == "substitute" else None
        yield Presence(meeting.id, member, party(dataset, member), state, substitute)


def _state(there: Present, member: str, absent: Iterable[str]) -> str:
    if member in there.members:
        return "present"
    if member in there.represented:
        return "substitute"
    return "absent" if member in absent else "not_recorded"


def in_office(dataset: Dataset, meeting: Meeting) -> tuple[str, ...]:
    """Ids of the members in office on the day of a meeting, each once."""
    return tuple(dict.fromkeys(service.member.id for service in dataset.services.in_office(meeting_day(meeting.id))))


def _meeting(dataset: Dataset, meeting: Meeting, presences: list[Presence]) -> MeetingAttendance:
    found = counts((one.presence for one in presences), PRESENCE)
    members = {one.member for one in presences}
    others = tuple(party(dataset, one) for one in present_ids(meeting) if one not in members and one in dataset.member)
    office, unpublished = members_in_office(dataset, meeting.day), present(dataset, meeting).unpublished
    counted = present_count(dataset, meeting)
    return MeetingAttendance(meeting.id, office, **found, unpublished=unpublished, counted=counted, others=others)


def _member(presences: list[Presence]) -> MemberAttendance:
    found = counts((one.presence for one in presences), PRESENCE)
    first, number = presences[0], len(presences)
    return MemberAttendance(first.member, first.name, number, **found, share=share(found["present"], number))


def layout(found: AttendanceFacts) -> Document:
    """The members, the meetings, and who was away from each."""
    title = fill(N_("{committee}: attendance"), {"committee": found.name or found.committee})
    if not found.meetings:
        return Document(title, (members_table(found), Paragraph(_("No meeting has been held."))))
    each = (Heading(_("Meeting by meeting"), 2), meetings_table(found), _away(found))
    return Document(title, (Heading(_("Member by member"), 2), members_table(found), *each))


def members_table(found: AttendanceFacts) -> Table:
    """A line a member."""
    columns = (
        Column(_("Name")),
        Column(_("Meetings while in office"), "right"),
        Column(_("Present"), "right"),
        Column(_("Substitute"), "right"),
        Column(_("Absent"), "right"),
        Column(_("Not recorded"), "right"),
        Column(_("Share present"), "right"),
    )
    rows = tuple(
        (one.name, *map(str, (one.meetings, one.present, one.substitute, one.absent, one.not_recorded)), percent(one.share))
        for one in found.members
    )
    return Table(columns, rows)


def meetings_table(found: AttendanceFacts) -> Table:
    """A line a meeting."""
    columns = (
        Column(_("Meeting")),
        Column(_("In office"), "right"),
        Column(_("Present"), "right"),
        Column(_("Substitute"), "right"),
        Column(_("Absent"), "right"),
        Column(_("Not recorded"), "right"),
        Column(_("Not published"), "right"),
        Column(_("Counted as present"), "right"),
        Column(_("Others")),
    )
    rows = tuple(
        (
            one.meeting,
            *map(str, (one.in_office, one.present, one.substitute, one.absent, one.not_recorded, one.unpublished)),
            shown(one.counted),
            ", ".join(one.others),
        )
        for one in found.meetings
    )
    return Table(columns, rows)


def _away(found: AttendanceFacts) -> Table:
    columns = (Column(_("Meeting")), Column(_("Name")), Column(_("Attendance")), Column(_("Substitute")))
    away = (one for one in found.presences if one.presence != "present")
    rows = tuple((one.meeting, one.name, _(PRESENCE[one.presence]), one.substitute or shown(None)) for one in away)
    return Table(columns, rows, _("Members who were not there"))
