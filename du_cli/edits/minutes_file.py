"""Minutes written in a file: a few keys of a meeting, or a copy of its whole file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Final

from du_cli.dataset.casework import OUTCOMES
from du_cli.dataset.validate import validate
from du_cli.edits.conclusions import Conclusion, Votes
from du_cli.edits.handling import plain
from du_cli.edits.minutes import Minuted, Taken
from du_cli.errors import DuError
from du_cli.findings import Problem
from du_cli.i18n import N_, Either, fill
from du_cli.models.base import Id, Many, MeetingId, MemberId, Positive, Record, says
from du_cli.models.cases import HandlingOutcome, Recommendation
from du_cli.models.meetings import AgendaItem, Attendance, Meeting
from du_cli.yamlfile import Lines, parse

_OF_THE_CALL: Final = ("type", "status", "start", "end", "place", "remote", "called", "approved", "documents")
"""Keys of a meeting that minutes say nothing of."""
_OF_THE_AGENDA: Final = ("meeting", "title", "purpose")
"""The same of an item."""
_FOLLOW: Final = ("adopted", "by", "meeting", "text_sha256")
"""Keys of a recommendation that follow from the meeting and the text."""


class MinutesItem(Record):
    """What a file of minutes says of one item."""

    item: Annotated[Positive, says("The item's number.")]
    type: Annotated[str | None, says("What kind of item it is.")] = None
    case: Annotated[str | None, says("Id of the case.")] = None
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
    """The minutes of a meeting in a file's text; raises ``DuError``, with the line, for what cannot be read.

    An item must be about the case, and of the kind, that the meeting has under its number.
    """
    parsed = parse(data, path)
    _refuse(parsed.problems, data, path)
    value, known = parsed.value, {item.item: item for item in meeting.agenda}
    record = _record(value, data, path)
    if record.id not in (None, meeting.id):
        raise DuError(N_("{path} is about the meeting {other}, not {meeting}."), path=path, other=record.id, meeting=meeting.id)
    for number, one in enumerate(record.agenda):
        _refuse_item(path, one, known.get(one.item), record.agenda[:number])
    new = [one for one in record.agenda if one.item not in known and one.type == "briefing" and one.by and one.minutes]
    return Taken(
        items=tuple(_minuted(one) for one in record.agenda if one not in new and _says(one)),
        briefings=tuple((one.by, one.minutes) for one in new if one.by and one.minutes),
        chair=record.chair,
        attendance=record.attendance,
        facts=(value or {}).get("attendance"),
        left=(*_left("", value, plain(meeting), _OF_THE_CALL), *_left_of_items((value or {}).get("agenda") or (), known)),
    )


def _record(value: Any, data: bytes, path: str) -> MinutesFile:
    """What a file says, without the keys that minutes do not take."""
    own = _without(value, _OF_THE_CALL)
    if isinstance(own, dict) and isinstance(own.get("agenda"), list):
        own["agenda"] = [_without(item, _OF_THE_AGENDA) for item in own["agenda"]]
    found = validate(MinutesFile, own, path)
    _refuse(found.problems, data, path)
    record: MinutesFile = found.record
    return record


def _refuse_item(path: str, one: MinutesItem, known: AgendaItem | None, before: Iterable[MinutesItem]) -> None:
    """Raise ``DuError`` for a number that stands twice, and for an item the meeting has as another."""
    if any(other.item == one.item for other in before):
        raise DuError(N_("{path} has item {item} more than once."), path=path, item=one.item)
    if known is None:
        return
    if one.case not in (None, known.case):
        message = N_("{path} has case {case} as item {item}. On the agenda that item is about case {other}.")
        if known.case is None:
            message = N_("{path} has case {case} as item {item}. On the agenda that item is about no case.")
        raise DuError(message, path=path, case=one.case, item=one.item, other=known.case)
    if one.type not in (None, known.type):
        message = N_("{path} has item {item} as {type}. On the agenda it is {other}.")
        raise DuError(message, path=path, item=one.item, type=one.type, other=known.type)


def _left(prefix: str, said: Any, known: Mapping[str, Any], keys: Iterable[str]) -> Iterator[str]:
    """Keys of which a file says something else than what is known, and that minutes do not take."""
    for key in keys:
        value = said.get(key) if isinstance(said, dict) else None
        if value not in _NOTHING and value != known.get(key):
            yield f"{prefix}{key}"


_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})


def _left_of_items(agenda: Iterable[Any], known: Mapping[int, AgendaItem]) -> Iterator[str]:
    """The same of the items, each key behind its item's number."""
    for one in agenda:
        item = known.get(one["item"])
        keys, prefix = (*_OF_THE_AGENDA, *(("by",) if item else ("case",))), f"agenda.{one['item']}."
        yield from _left(prefix, one, plain(item) if item else {}, keys)
        yield from _left(f"{prefix}recommendation.", one.get("recommendation"), {}, _FOLLOW)


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
    if one.outcome not in OUTCOMES:
        message = N_("Item {item} cannot have the outcome {outcome}. Choose one of {outcomes}.")
        raise DuError(message, item=one.item, outcome=one.outcome, outcomes=Either(OUTCOMES))
    found = one.recommendation or Recommendation()
    votes = Votes(found.votes.for_ or 0, found.votes.against or 0, found.votes.abstained or 0) if found.votes else None
    dissents = tuple((dissent.member, dissent.text or "") for dissent in found.dissents)
    return Minuted(one.item, one.minutes, Conclusion(one.outcome, None, one.note, found.text, found.position, votes, dissents))
