"""Minutes written in a file: a few keys of a meeting, or a copy of its whole file."""

from collections.abc import Iterable
from typing import Annotated, Any, Final

from du_cli.dataset.validate import validate
from du_cli.edits.conclusions import Conclusion, Votes
from du_cli.edits.minutes import Minuted, Taken
from du_cli.errors import DuError
from du_cli.findings import Problem
from du_cli.i18n import N_, fill
from du_cli.models.base import Id, Many, MeetingId, MemberId, Positive, Record, says
from du_cli.models.cases import HandlingOutcome, Recommendation
from du_cli.models.meetings import Attendance, Meeting
from du_cli.yamlfile import Lines, parse

_OF_THE_CALL: Final = ("type", "status", "start", "end", "place", "remote", "called", "approved", "documents")
"""Keys of a meeting that minutes say nothing of."""
_OF_THE_AGENDA: Final = ("case", "meeting", "title", "purpose")
"""The same of an item."""


class MinutesItem(Record):
    """What a file of minutes says of one item."""

    item: Annotated[Positive, says("The item's number.")]
    type: Annotated[str | None, says("What kind of item it is.")] = None
    by: Annotated[MemberId | None, says("Id of the member who speaks.")] = None
    minutes: Annotated[str | None, says("What was said and agreed.")] = None
    outcome: Annotated[HandlingOutcome | None, says("What came of it.")] = None
    note: Annotated[str | None, says("A remark in the case's handling.")] = None
    recommendation: Annotated[Recommendation | None, says("The recommendation, when it was adopted.")] = None


class MinutesFile(Record):
    """The whole of a file of minutes."""

    id: Annotated[MeetingId | None, says("Id of the meeting.")] = None
    chair: Annotated[Id | None, says("Who chaired.")] = None
    agenda: Annotated[Many[MinutesItem], says("The items.")] = ()
    attendance: Annotated[Attendance | None, says("Who was there.")] = None


def taken_from(meeting: Meeting, data: bytes, path: str) -> Taken:
    """The minutes of a meeting in a file's text; raises ``DuError``, with the line, for what cannot be read."""
    parsed = parse(data, path)
    value = _without(parsed.value, _OF_THE_CALL)
    if isinstance(value, dict) and isinstance(value.get("agenda"), list):
        value["agenda"] = [_without(item, _OF_THE_AGENDA) for item in value["agenda"]]
    _refuse(parsed.problems, data, path)
    found = validate(MinutesFile, value, path)
    _refuse(found.problems, data, path)
    record: MinutesFile = found.record
    if record.id not in (None, meeting.id):
        raise DuError(N_("{path} is about the meeting {other}, not {meeting}."), path=path, other=record.id, meeting=meeting.id)
    items, known = record.agenda, {item.item for item in meeting.agenda}
    briefings = tuple((one.by, one.minutes) for one in items if one.item not in known and one.type == "briefing" and one.by and one.minutes)
    said = tuple(_minuted(one) for one in items if (one.item in known or (one.by, one.minutes) not in briefings) and _says(one))
    return Taken(said, briefings, record.chair, record.attendance, (value or {}).get("attendance"))


def _without(value: Any, keys: Iterable[str]) -> Any:
    return {key: one for key, one in value.items() if key not in keys} if isinstance(value, dict) else value


def _refuse(problems: tuple[Problem, ...], data: bytes, path: str) -> None:
    for problem in problems:
        line, _ = Lines(data).locate(problem.place)
        raise DuError(N_("{path}, line {line}: {problem}"), path=path, line=line, problem=fill(problem.message, problem.values))


def _says(one: MinutesItem) -> bool:
    return any((one.minutes, one.outcome, one.note, one.recommendation))


def _minuted(one: MinutesItem) -> Minuted:
    if one.outcome is None:
        if one.note or one.recommendation:
            raise DuError(N_("Item {item} has a note or a recommendation and no outcome."), item=one.item)
        return Minuted(one.item, one.minutes)
    found = one.recommendation or Recommendation()
    votes = Votes(found.votes.for_ or 0, found.votes.against or 0, found.votes.abstained or 0) if found.votes else None
    dissents = tuple((dissent.member, dissent.text or "") for dissent in found.dissents)
    return Minuted(one.item, one.minutes, Conclusion(one.outcome, None, one.note, found.text, found.position, votes, dissents))
