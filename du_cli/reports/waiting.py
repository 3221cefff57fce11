"""What waits to be done on a day: the next meeting and what it lacks, written procedures, cases to send on or to be answered."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.dataset import Dataset
from du_cli.document import Block, Column, Heading, Items, Table
from du_cli.i18n import N_, Message, _, fill, said, shown
from du_cli.models.cases import Case
from du_cli.models.meetings import Meeting
from du_cli.reports import written
from du_cli.reports.attendance import meeting_order
from du_cli.reports.cases import titled
from du_cli.reports.names import case_number, cases_in_order, meeting_day, party
from du_cli.reports.roster import day

LACKS: Final[Mapping[str, str]] = {
    "start": N_("The time is not set."),
    "place": N_("Neither a place nor video is set."),
    "agenda": N_("Nothing is on the agenda."),
    "minutes": N_("The minutes of {records} are not on the agenda for approval."),
    "proposal": N_("There is no proposal in case {records}. Write it under proposal in {files}."),
    "call": N_("The call has not gone out; it is due by {due}."),
}
"""What a meeting may lack."""
UNDECIDED: Final = frozenset(("rejected", "noted", "referred", "contributed"))
"""Outcomes after which a case is not sent on."""


class Lack(NamedTuple):
    """Something the next meeting lacks: a key of ``LACKS``, what it is about, the day it is due, and the command or files that mend it."""

    what: str
    records: tuple[str, ...]
    due: date | None
    command: str | None
    files: tuple[str, ...] = ()


class NextMeeting(NamedTuple):
    """The first meeting on the day or after that is planned or called, how many days away it is, and what it lacks."""

    id: str
    day: date
    days: int
    status: str
    lacks: tuple[Lack, ...]


class OpenProcedure(NamedTuple):
    """A written procedure that is sent and not closed."""

    id: str
    number: str
    title: str
    access: str
    state: str
    deadline: date | None
    working_days_left: int | None
    asked: int | None
    answered: int
    silent: tuple[str, ...]
    command: str


class Waiting(NamedTuple):
    """A case that waits: to be sent to its addressee (``submit``), or for the addressee's answer (``answer``); days since then."""

    id: str
    number: str
    title: str
    access: str
    step: str
    addressee: str | None
    addressee_name: str | None
    since: date | None
    days: int | None
    command: str


class WorkFacts(NamedTuple):
    """What waits to be done on a day."""

    next_meeting: NextMeeting | None
    written: tuple[OpenProcedure, ...]
    waiting: tuple[Waiting, ...]


def facts(dataset: Dataset) -> WorkFacts:
    """What waits, the most pressing written procedure first."""
    sent = (
        written.facts(dataset, file.case)
        for file in cases_in_order(dataset)
        if file.case.status == "in_written_procedure" and file.case.written_procedure
    )
    procedures = [_procedure(dataset, one) for one in sent if one.state in ("open", "deadline_passed")]
    waiting = tuple(one for file in cases_in_order(dataset) for one in _waiting(dataset, file.case))
    return WorkFacts(_next_meeting(dataset), tuple(sorted(procedures, key=lambda one: one.deadline or date.max)), waiting)


def _procedure(dataset: Dataset, found: written.WrittenFacts) -> OpenProcedure:
    silent = written.silent_names(found.result, dataset.services.people(dataset.at))
    done = found.state == "deadline_passed" or not silent
    command = f"du-cli written {'close' if done else 'remind'} {found.id}"
    return OpenProcedure(
        found.id,
        found.number,
        found.title,
        found.access,
        found.state,
        found.deadline,
        found.working_days_left,
        found.result.asked,
        found.result.answered,
        silent,
        command,
    )


def _waiting(dataset: Dataset, case: Case) -> Iterator[Waiting]:
    number, to = case_number(dataset.policy, case.id), case.addressee
    if case.status == "concluded" and to and not (case.handling and case.handling[-1].outcome in UNDECIDED):
        since = case.recommendation.adopted if case.recommendation else None
        yield _wait(dataset, case, "submit", number, since)
    if case.status == "submitted":
        put_off = case.answer.date if case.answer and case.answer.outcome == "postponed" else None
        if put_off or not case.answer:
            yield _wait(dataset, case, "answer", number, put_off or (case.submission.date if case.submission else None))


def _wait(dataset: Dataset, case: Case, step: str, number: str, since: date | None) -> Waiting:
    to = case.submission.to if case.submission and case.submission.to else case.addressee
    days = (dataset.at - since).days if since else None
    name, command = party(dataset, to) if to else None, f"du-cli cases {step} {case.id}"
    return Waiting(case.id, number, case.title, case.access, step, to, name, since, days, command)


def _next_meeting(dataset: Dataset) -> NextMeeting | None:
    ahead = [one for one in dataset.meetings.values() if one.status in ("planned", "called") and meeting_day(one.id) >= dataset.at]
    if not ahead:
        return None
    meeting = min(ahead, key=lambda one: meeting_order(one.id))
    when = meeting_day(meeting.id)
    return NextMeeting(meeting.id, when, (when - dataset.at).days, meeting.status, tuple(lacks(dataset, meeting)))


def lacks(dataset: Dataset, meeting: Meeting) -> Iterator[Lack]:
    """What a meeting ahead lacks, the most basic first."""
    show, agenda = f"du-cli meetings show {meeting.id}", f"du-cli meetings agenda {meeting.id}"
    if meeting.start is None:
        yield Lack("start", (), None, show)
    if meeting.place is None and not meeting.remote:
        yield Lack("place", (), None, show)
    if not meeting.agenda:
        yield Lack("agenda", (), None, agenda)
    if minutes := tuple(_unapproved(dataset, meeting)):
        yield Lack("minutes", minutes, None, agenda)
    if cases := tuple(_without_proposal(dataset, meeting)):
        numbers = tuple(case_number(dataset.policy, file.case.id) for file in cases)
        yield Lack("proposal", numbers, None, None, tuple(file.path for file in cases))
    if meeting.called is None:
        due = date.fromordinal(max(meeting.day.toordinal() - dataset.policy.meeting_notice_days, date.min.toordinal()))
        yield Lack("call", (), due, f"du-cli meetings call {meeting.id}")


def _unapproved(dataset: Dataset, meeting: Meeting) -> Iterator[str]:
    listed = {item.meeting for item in meeting.agenda if item.type == "minutes_approval"}
    for other in sorted(dataset.meetings.values(), key=lambda one: meeting_order(one.id)):
        if other.status == "held" and other.id not in listed and meeting_order(other.id) < meeting_order(meeting.id):
            yield other.id


def _without_proposal(dataset: Dataset, meeting: Meeting) -> Iterator[CaseFile]:
    wanted = {item.case for item in meeting.agenda if item.case and item.purpose == "decision"}
    return (file for file in cases_in_order(dataset) if file.case.id in wanted and not file.case.proposal)


def commands(found: WorkFacts) -> tuple[str, ...]:
    """The commands worth typing, the most pressing first."""
    missing = found.next_meeting.lacks if found.next_meeting else ()
    return (
        *(one.command for one in found.written),
        *(one.command for one in missing if one.command),
        *(one.command for one in found.waiting),
    )


def layout(found: WorkFacts) -> tuple[Block, ...]:
    """A part for each of the three, those with nothing left out."""
    return (*_meeting_blocks(found.next_meeting), *_written_blocks(found.written), *_waiting_blocks(found.waiting))


def _meeting_blocks(found: NextMeeting | None) -> tuple[Block, ...]:
    if found is None or not found.lacks:
        return ()
    heading = fill(N_("The meeting on {day} lacks"), {"day": found.day})
    return Heading(heading, 2), Items(tuple(said(in_words(one)) for one in found.lacks))


def in_words(lack: Lack) -> Message:
    """What a meeting lacks, as a sentence."""
    return Message(LACKS[lack.what], {"records": ", ".join(lack.records), "due": lack.due, "files": ", ".join(lack.files)})


def _written_blocks(found: tuple[OpenProcedure, ...]) -> tuple[Block, ...]:
    columns = (Column(_("No.")), Column(_("Title")), Column(_("Deadline")), Column(_("State")), Column(_("Has not answered")))
    rows = tuple(
        (one.number, titled(one.title, one.access), day(one.deadline), written.standing(one.state, one.working_days_left), _silent(one))
        for one in found
    )
    return (Heading(_("In writing now"), 2), Table(columns, rows)) if rows else ()


def _silent(one: OpenProcedure) -> str:
    if one.asked is None:
        return _("not recorded who was asked")
    return ", ".join(one.silent) or _("nobody")


def _waiting_blocks(found: tuple[Waiting, ...]) -> tuple[Block, ...]:
    words = {"submit": _("to be sent on"), "answer": _("waiting for an answer")}
    columns = (
        Column(_("No.")),
        Column(_("Title")),
        Column(_("Status")),
        Column(_("Addressee")),
        Column(_("Since")),
        Column(_("Days"), "right"),
    )
    rows = tuple(
        (one.number, titled(one.title, one.access), words[one.step], shown(one.addressee_name), day(one.since), shown(one.days))
        for one in found
    )
    return (Heading(_("Cases that wait"), 2), Table(columns, rows)) if rows else ()
