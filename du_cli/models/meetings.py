"""meetings/, plans/ and outreach/: what the committee does in a year."""

from datetime import date as Date  # noqa: N812 - records here have a key called date
from typing import Annotated, Literal

from du_cli.models.base import (
    NOT_KNOWN,
    Area,
    BodyId,
    CaseRef,
    Clock,
    Day,
    Hash,
    Id,
    Many,
    MeetingId,
    MeetingRef,
    MemberId,
    Positive,
    Record,
    Text,
    Year,
    refers,
    says,
)
from du_cli.models.cases import CaseDocument, HandlingOutcome

MeetingStatus = Literal["planned", "called", "held", "approved", "cancelled"]


class AgendaItem(Record):
    """One item of a meeting."""

    item: Annotated[Positive, says("The item's number.")]
    type: Annotated[Literal["case", "briefing", "minutes_approval", "other"], says("What kind of item it is.")]
    case: Annotated[CaseRef | None, says("Id of the case.")] = None
    meeting: Annotated[MeetingRef | None, says("Id of the meeting whose minutes are to be approved.")] = None
    by: Annotated[MemberId | None, says("Id of the member who speaks.")] = None
    title: Annotated[str | None, says("The item in one line.")] = None
    purpose: Annotated[Literal["decision", "discussion", "information"] | None, says("What the item is for.")] = None
    minutes: Annotated[str | None, says("What was said and agreed.")] = None
    outcome: Annotated[HandlingOutcome | None, says("What came of it; the case's handling says the same.")] = None


class Substitute(Record):
    """Somebody who met for a member."""

    for_: Annotated[MemberId, says("Id of the member who did not meet.", alias="for")]
    name: Annotated[Text, says("The substitute's name.")]
    organisation: Annotated[str | None, says("The substitute's organisation.")] = None


class Guest(Record):
    """Somebody who was there for some items."""

    name: Annotated[Text, says("The guest's name.")]
    organisation: Annotated[str | None, says("The guest's organisation.")] = None
    items: Annotated[Many[Positive], says("Numbers of the items.")] = ()


class Attendance(Record):
    """Who was there."""

    present: Annotated[Many[MemberId], says("Ids of the members present.")] = ()
    absent: Annotated[Many[MemberId], says("Ids of the members absent.")] = ()
    substitutes: Annotated[Many[Substitute], says("Those who met for a member.")] = ()
    unpublished: Annotated[
        dict[Id, Positive], refers("seat"), says("How many were present of a seat whose holders are not published.")
    ] = {}
    guests: Annotated[Many[Guest], says("Others who were there.")] = ()


class Approval(Record):
    """When and how the minutes were approved."""

    date: Annotated[Day | None, says("The day they were approved.")] = None
    meeting: Annotated[MeetingRef | None, says("Id of the meeting that approved them.")] = None
    written: Annotated[bool | None, says("Whether they were approved in writing.")] = None
    text_sha256: Annotated[Hash | None, says("SHA-256 of the approved text.")] = None


class Meeting(Record):
    """The whole of a meeting file."""

    id: Annotated[MeetingId, says("The meeting's date; the file's path says the same.")]
    type: Annotated[Literal["ordinary", "extraordinary"], says("What kind of meeting it is."), NOT_KNOWN]
    status: Annotated[MeetingStatus, says("Where it stands."), NOT_KNOWN]
    start: Annotated[Clock | None, says("When it begins, in quotes.")] = None
    end: Annotated[Clock | None, says("When it ends, in quotes.")] = None
    place: Annotated[str | None, says("Where it is held.")] = None
    remote: Annotated[bool | None, says("Whether it is held by video.")] = None
    called: Annotated[Day | None, says("The day the call went out.")] = None
    chair: Annotated[
        Id | None, refers("member", "body"), says("Id of the member who chairs, or of a body whose holders are not published.")
    ] = None
    agenda: Annotated[Many[AgendaItem], says("The items.")] = ()
    attendance: Annotated[Attendance | None, says("Who was there.")] = None
    approved: Annotated[Approval | None, says("When and how the minutes were approved.")] = None
    documents: Annotated[Many[CaseDocument], says("Its papers.")] = ()

    @property
    def day(self) -> Date:
        """The day of the meeting, which its id begins with."""
        return Date.fromisoformat(self.id[:10])

    @property
    def took_place(self) -> bool:
        """Whether it was held, with its minutes approved or not."""
        return self.status in ("held", "approved")


class CouncilMeeting(Record):
    """A meeting of the body the committee advises."""

    date: Annotated[Day, says("The day.")]
    papers_due: Annotated[Day | None, says("Last day to send papers.")] = None
    themes: Annotated[Many[Text], says("What it will take up.")] = ()


class Plan(Record):
    """The whole of a year's plan."""

    year: Annotated[Year, says("The year.")]
    council_meetings: Annotated[Many[CouncilMeeting], says("The meetings of the body the committee advises.")] = ()
    committee_meetings: Annotated[Many[Day], says("The committee's own meetings.")] = ()


class Activity(Record):
    """What a member did to anchor the work at home."""

    date: Annotated[Day, says("The day.")]
    member: Annotated[MemberId, says("Id of the member.")]
    area: Annotated[Area | None, says("The county, by name or number.")] = None
    audience: Annotated[Literal["administrative", "political", "both"] | None, says("Who it was for.")] = None
    topic: Annotated[str | None, says("What it was about.")] = None
    case: Annotated[CaseRef | None, says("Id of the case it was about.")] = None
    meeting_of: Annotated[BodyId | None, says("Id of the body whose meeting it was.")] = None


class Outreach(Record):
    """The whole of a year's outreach."""

    year: Annotated[Year, says("The year.")]
    activities: Annotated[Many[Activity], says("The activities.")] = ()
