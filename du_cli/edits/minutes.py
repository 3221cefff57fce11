"""The minutes of a meeting: what was said and decided, in the meeting and in its cases at once; and their approval."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from du_cli.dataset.canonical_text import minutes_digest
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import moves
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import attend_command
from du_cli.edits.attending import OPEN, following, still_called
from du_cli.edits.briefings import briefings, refuse_outcome
from du_cli.edits.cases import number_of
from du_cli.edits.change import Change, changed_file
from du_cli.edits.conclusions import Conclusion, leaving, outvoted
from du_cli.edits.handling import cases_on, handled
from du_cli.edits.off_agendas import unhandled
from du_cli.edits.standing import not_before, place_of, standing
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.cases import Case
from du_cli.models.meetings import AgendaItem, Attendance, Meeting
from du_cli.models.record import altered
from du_cli.yamlfile.steps import Edit, Set


@dataclass(frozen=True)
class Minuted:
    """What is recorded of one item: its text, its outcome, or both."""

    item: int
    text: str | None = None
    handled: Conclusion | None = None


@dataclass(frozen=True)
class Taken:
    """Minutes as they were taken."""

    items: tuple[Minuted, ...] = ()
    briefings: tuple[tuple[str, str], ...] = ()
    """Members' ids, and what they told the others."""
    chair: str | None = None
    attendance: Attendance | None = None
    """The whole of the attendance, where the minutes come with it."""
    facts: dict[str, Any] | None = None
    """The same as the file gets it."""
    left: tuple[str, ...] = ()
    """Keys of the file they were taken from that say something minutes do not take."""


def minutes(dataset: Dataset, meeting_id: str, taken: Taken) -> Change:
    """Write minutes and outcomes into a meeting and its cases in one go; it is held when attendance and all outcomes are there."""
    path, meeting = standing(dataset, meeting_id, *OPEN)
    not_before(dataset, meeting)
    items = [(place_of(meeting, one.item), one) for one in taken.items]
    then = altered(meeting, **_attended(meeting, taken))
    edits = [edit for position, one in items for edit in _item(position, one)]
    edits += briefings(dataset, then, taken.briefings)
    files: dict[str, bytes | None] = {}
    says: list[Message] = []
    for file, found in _cases(dataset, meeting, items):
        files[file.path] = handled(dataset, file, then, found)
        says += [*_leaves(dataset, file, then), *outvoted(dataset, file.case, found), *_without_position(dataset, file.case, then, found)]
    done = [one.item for one in taken.items if one.handled]
    waiting = unhandled(meeting, done) if meeting.status == "called" else ()
    edits += [*_attendance(taken), *([Set(("status",), "held")] if then.attendance and not waiting else [])]
    files[path] = changed_file(dataset, path, edits)
    return Change(
        files=files,
        subject=_subject(meeting, taken),
        trailers=(("Meeting", meeting.id), *(("Case", file.case.id) for file, _ in _cases(dataset, meeting, items))),
        says=(*says, *_left(taken), *still_called(waiting)),
        following=following(dataset, then, waiting) if waiting or then.attendance else attend_command(meeting.id),
    )


def _left(taken: Taken) -> Iterator[Message]:
    if taken.left:
        message = N_("Not taken from the file: {keys}. Minutes hold who chaired, who was there, and what was said of each item.")
        yield Message(message, {"keys": taken.left})


def _subject(meeting: Meeting, taken: Taken) -> Message:
    if not taken.items:
        return Message(N_("meeting {meeting}: minutes"), {"meeting": meeting.id})
    items = tuple(str(one.item) for one in taken.items)
    return Message(N_("meeting {meeting}: minutes of {items}"), {"meeting": meeting.id, "items": items})


def _item(position: int, found: Minuted) -> Iterator[Edit]:
    if found.text is not None:
        yield Set(("agenda", position, "minutes"), found.text)
    if found.handled:
        yield Set(("agenda", position, "outcome"), found.handled.outcome)


def _cases(dataset: Dataset, meeting: Meeting, items: Iterable[tuple[int, Minuted]]) -> Iterator[tuple[CaseFile, Conclusion]]:
    """The cases that get an outcome."""
    files = {file.case.id: file for file in dataset.case_files}
    for position, one in items:
        case = meeting.agenda[position].case
        if one.handled and case in files:
            yield files[case], one.handled
        elif one.handled and any((one.handled.text, one.handled.position, one.handled.votes, one.handled.dissents)):
            raise DuError(N_("Item {item} is no case, so there is no recommendation in it."), item=one.item)
        elif one.handled and meeting.agenda[position].type == "briefing":
            refuse_outcome(one.item, one.handled.outcome)


def _without_position(dataset: Dataset, case: Case, meeting: Meeting, found: Conclusion) -> Iterator[Message]:
    """What to say of a recommendation that takes no position."""
    before = case.recommendation
    text = found.text or (before and before.text) or case.proposal
    if found.outcome == "adopted" and text and not (found.position or (before and before.position)):
        message = N_(
            "The position that the recommendation in case {number} takes is not recorded. Command: "
            "du-cli meetings minutes {meeting} --item {number} --outcome adopted --position POSITION"
        )
        yield Message(message, {"number": number_of(dataset, case), "meeting": meeting.id})


def _attended(meeting: Meeting, taken: Taken) -> dict[str, Any]:
    return {"chair": taken.chair or meeting.chair, "attendance": taken.attendance or meeting.attendance}


def _attendance(taken: Taken) -> list[Edit]:
    chair: list[Edit] = [Set(("chair",), taken.chair)] if taken.chair else []
    return [*chair, *([Set(("attendance",), taken.facts)] if taken.facts else [])]


def _leaves(dataset: Dataset, file: CaseFile, meeting: Meeting) -> list[Message]:
    people = tuple(dataset.member_name(one) for one in leaving(file.case, meeting))
    message = N_("{people} is recused in case {number} and leaves for its item.")
    if len(people) > 1:
        message = N_("{people} are recused in case {number} and leave for its item.")
    return [Message(message, {"people": people, "number": number_of(dataset, file.case)})] if people else []


def approve(dataset: Dataset, meeting_id: str, by: str | None) -> Change:
    """Record that the minutes are approved, by a later meeting or in writing (None), with the digest of what was approved."""
    path, meeting = standing(dataset, meeting_id, "held")
    not_before(dataset, meeting)
    day, how = (_day_of_approval(dataset, meeting, by), {"meeting": by}) if by else (dataset.at, {"written": True})
    approval = {"date": day, **how, "text_sha256": minutes_digest(meeting)}
    return Change(
        files={path: changed_file(dataset, path, [Set(("status",), "approved"), Set(("approved",), approval)])},
        subject=Message(N_("meeting {meeting}: minutes approved"), {"meeting": meeting.id}),
        trailers=(("Meeting", meeting.id), *([("Meeting", by)] if by else [])),
        says=tuple(_without_text(meeting)),
        following=next((f"du-cli cases submit {file.case.id}" for file in cases_on(dataset, meeting) if _goes_on(file.case)), None),
    )


def _goes_on(case: Case) -> bool:
    return case.status == "concluded" and "submitted" in moves(case) and case.recommendation is not None


def _day_of_approval(dataset: Dataset, meeting: Meeting, by: str) -> date:
    _, other = standing(dataset, by, "called", "held", "approved")
    not_before(dataset, other)
    if other.id == meeting.id or other.day < meeting.day:
        message = N_("The meeting {meeting} cannot be approved by {other}, which is not after it.")
        raise DuError(message, meeting=meeting.id, other=other.id)
    return other.day


def _without_text(meeting: Meeting) -> Iterator[Message]:
    def empty(item: AgendaItem) -> bool:
        return item.type == "case" and not (item.minutes or "").strip()

    items = tuple(str(item.item) for item in meeting.agenda if empty(item))
    if items:
        message = N_("Approved without minutes of items {items}.") if len(items) > 1 else N_("Approved without minutes of item {items}.")
        yield Message(message, {"items": items})
