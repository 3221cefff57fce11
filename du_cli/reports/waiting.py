"""What waits to be done on a day: meetings to record, the next one and what it lacks, written procedures, cases that wait."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import AHEAD, moves
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import approve_command, approving_meeting, order, recording_command, to_approve
from du_cli.dataset.written import is_open
from du_cli.document import Block, Column, Heading, Items, Paragraph, Table
from du_cli.i18n import N_, Message, _, fill, said, shown
from du_cli.models.cases import Case
from du_cli.models.meetings import Meeting
from du_cli.reports import written
from du_cli.reports.cases import titled
from du_cli.reports.figures import number
from du_cli.reports.names import case_number, cases_in_order, party
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
LEFT: Final[Mapping[str, str]] = {
    "called": N_("{day}: the call is not recorded, nor that the meeting was cancelled."),
    "attendance": N_("{day}: who was there is not recorded."),
    "outcomes": N_("{day}: these items have no outcome: {items}."),
    "approval": N_("{day}: the minutes stood for approval, and that they are approved is not recorded."),
}
"""What may be left to record of a meeting whose day has come."""


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


class Unfinished(NamedTuple):
    """A meeting whose day has come, of which something is left to record: a key of ``LEFT``, and the items it is about."""

    id: str
    day: date
    what: str
    items: tuple[int, ...]
    command: str


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
    """A case that waits: to be sent on (``submit``), for its addressee's answer (``answer``), or to be closed (``close``); days since."""

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

    unfinished: tuple[Unfinished, ...]
    next_meeting: NextMeeting | None
    plan: str | None
    """The command that plans one, when no meeting lies ahead."""
    written: tuple[OpenProcedure, ...]
    waiting: tuple[Waiting, ...]


def facts(dataset: Dataset) -> WorkFacts:
    """What waits, the most pressing written procedure first. What is dated after the dataset's day has not happened."""
    cases = [file.case for file in cases_in_order(dataset)]
    sent = (written.facts(dataset, case) for case in cases if is_open(case) and case.status != "withdrawn")
    procedures = [_procedure(dataset, one) for one in sent if one.state in ("open", "deadline_passed")]
    waiting = (one for case in cases for one in _waiting(dataset, case) if one.since is None or one.since <= dataset.at)
    procedures.sort(key=lambda one: one.deadline or date.max)
    coming = _next_meeting(dataset)
    return WorkFacts(tuple(_unfinished(dataset)), coming, None if coming else _plan(dataset), tuple(procedures), tuple(waiting))


def _unfinished(dataset: Dataset) -> Iterator[Unfinished]:
    """The meetings with something left to record, in their order; one that is still to be called is not begun on its day."""
    for meeting in sorted(dataset.meetings.values(), key=order):
        ahead = meeting.status in AHEAD and meeting.day <= dataset.at
        if meeting.status == "planned" and meeting.day < dataset.at:
            yield _left(meeting, "called", recording_command(meeting))
        elif ahead and meeting.status == "called":
            items = tuple(item.item for item in meeting.agenda if item.case and not item.outcome) if meeting.attendance else ()
            yield _left(meeting, "outcomes" if items else "attendance", recording_command(meeting), items)
        elif meeting.status == "held" and approving_meeting(dataset, meeting):
            yield _left(meeting, "approval", approve_command(dataset, meeting))


def _left(meeting: Meeting, what: str, command: str, items: tuple[int, ...] = ()) -> Unfinished:
    return Unfinished(meeting.id, meeting.day, what, items, command)


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
    number = case_number(dataset.policy, case.id)
    if case.status == "concluded":
        adopted = case.recommendation.adopted if case.recommendation else None
        since = adopted or max((one.date for one in case.handling), default=None)
        yield _wait(dataset, case, "close" if "closed" in moves(case) else "submit", number, since)
    if case.status == "submitted":
        put_off = case.answer.date if case.answer and case.answer.outcome == "postponed" else None
        if put_off or not case.answer:
            yield _wait(dataset, case, "answer", number, put_off or (case.submission.date if case.submission else None))


def _wait(dataset: Dataset, case: Case, step: str, number: str, since: date | None) -> Waiting:
    to = case.submission.to if case.submission and case.submission.to else case.addressee
    days = (dataset.at - since).days if since else None
    command = {"answer": f"answer {case.id} OUTCOME", "close": f"move {case.id} closed"}.get(step, f"{step} {case.id}")
    name = party(dataset, to) if to else None
    return Waiting(case.id, number, case.title, case.access, step, to, name, since, days, f"du-cli cases {command}")


def _next_meeting(dataset: Dataset) -> NextMeeting | None:
    """The next one there is, also when the files have it as held: then nothing is lacking any more."""
    first = dataset.at.toordinal()
    ahead = [one for one in dataset.meetings.values() if one.day.toordinal() >= first + one.took_place and one.status != "cancelled"]
    if not ahead:
        return None
    meeting = min(ahead, key=order)
    status = "planned" if meeting.status == "planned" or (meeting.called and meeting.called > dataset.at) else "called"
    lacking = () if meeting.took_place else tuple(lacks(dataset, meeting))
    return NextMeeting(meeting.id, meeting.day, (meeting.day - dataset.at).days, status, lacking)


def _plan(dataset: Dataset) -> str | None:
    """The command that plans meetings: on the days ahead in the plan that have none; None where some cannot be read."""
    if dataset.incomplete("meeting", "") - dataset.meetings.keys():
        return None
    taken = {meeting.day for meeting in dataset.meetings.values()}
    days = (day for plan in dataset.plans.values() for day in plan.committee_meetings)
    ahead = (day.isoformat() for day in sorted(days) if day >= dataset.at and day not in taken)
    return f"du-cli meetings plan {' '.join(ahead) or 'DATE'}"


def lacks(dataset: Dataset, meeting: Meeting) -> Iterator[Lack]:
    """What a meeting ahead lacks, the most basic first."""
    agenda, call = f"du-cli meetings agenda {meeting.id}", f"du-cli meetings call {meeting.id}"
    nowhere = meeting.place is None and not meeting.remote
    call += (" --start TIME" if meeting.start is None else "") + (" --place TEXT" if nowhere else "")
    if not meeting.agenda:
        yield Lack("agenda", (), None, agenda)
    if minutes := tuple(one.id for one in to_approve(dataset, meeting) if not approving_meeting(dataset, one)):
        yield Lack("minutes", minutes, None, agenda)
    if cases := tuple(_without_proposal(dataset, meeting)):
        numbers = tuple(case_number(dataset.policy, file.case.id) for file in cases)
        yield Lack("proposal", numbers, None, None, tuple(file.path for file in cases))
    if meeting.start is None:
        yield Lack("start", (), None, call)
    if nowhere:
        yield Lack("place", (), None, call)
    if meeting.called is None or meeting.called > dataset.at:
        due = date.fromordinal(max(meeting.day.toordinal() - dataset.policy.meeting_notice_days, date.min.toordinal()))
        yield Lack("call", (), due, call)


def _without_proposal(dataset: Dataset, meeting: Meeting) -> Iterator[CaseFile]:
    wanted = {item.case for item in meeting.agenda if item.case and item.purpose == "decision"}
    return (file for file in cases_in_order(dataset) if file.case.id in wanted and not file.case.proposal)


def commands(found: WorkFacts) -> tuple[str, ...]:
    """The commands worth typing, the most pressing first."""
    missing = found.next_meeting.lacks if found.next_meeting else ()
    pressing = (one.command for part in (found.unfinished, found.written, missing) for one in part)
    return tuple(command for command in (*pressing, found.plan, *(one.command for one in found.waiting)) if command)


def layout(found: WorkFacts) -> tuple[Block, ...]:
    """A part for each, those with nothing left out."""
    return (
        *_unfinished_blocks(found.unfinished),
        *_meeting_blocks(found),
        *_written_blocks(found.written),
        *_waiting_blocks(found.waiting),
    )


def _unfinished_blocks(found: tuple[Unfinished, ...]) -> tuple[Block, ...]:
    lines = tuple(fill(LEFT[one.what], {"day": one.day, "items": tuple(map(str, one.items))}) for one in found)
    return (Heading(_("Meetings that something is left to record of"), 2), Items(lines)) if lines else ()


def _meeting_blocks(found: WorkFacts) -> tuple[Block, ...]:
    coming = found.next_meeting
    if coming is None or not coming.lacks:
        return (Heading(_("Next meeting"), 2), Paragraph(_("No meeting lies ahead."))) if found.plan else ()
    heading = fill(N_("The meeting on {day} lacks"), {"day": coming.day})
    return Heading(heading, 2), Items(tuple(said(in_words(one)) for one in coming.lacks))


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
    words = {"submit": _("to be sent on"), "answer": _("waiting for an answer"), "close": _("to be closed")}
    columns = (
        Column(_("No.")),
        Column(_("Title")),
        Column(_("Status")),
        Column(_("Addressee")),
        Column(_("Since")),
        Column(_("Days"), "right"),
    )
    rows = tuple(
        (one.number, titled(one.title, one.access), words[one.step], shown(one.addressee_name), day(one.since), number(one.days))
        for one in found
    )
    return (Heading(_("Cases that wait"), 2), Table(columns, rows)) if rows else ()
