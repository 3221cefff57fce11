"""Items taken off an agenda: the numbers of those that stay, and the meetings a case leaves."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from du_cli.dataset.casework import AHEAD
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import minutes_command
from du_cli.edits.change import Change, changed_file
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.cases import Case
from du_cli.models.meetings import Meeting
from du_cli.yamlfile.steps import Edit, Remove, Set


def unhandled(meeting: Meeting, done: Collection[int]) -> tuple[int, ...]:
    """Numbers of the items about a case that have no outcome yet, apart from those that get one now or go."""
    return tuple(item.item for item in meeting.agenda if item.case and not item.outcome and item.item not in done)


def taken_off(meeting: Meeting, gone: Iterable[int]) -> list[Edit]:
    """The edits that take items away by their places; a meeting whose last open item goes has been held."""
    places = sorted(set(gone), reverse=True)
    numbers = {meeting.agenda[place].item for place in places}
    complete = meeting.status == "called" and meeting.attendance and not unhandled(meeting, numbers)
    renumbered: list[Edit] = [Set(("agenda", place, "item"), number) for place, number in kept_numbers(meeting, numbers).items()]
    held: list[Edit] = [Set(("status",), "held")] if complete else []
    return [*renumbered, *(Remove(("agenda", place)) for place in places), *held]


def kept_numbers(meeting: Meeting, gone: Collection[int]) -> Mapping[int, int]:
    """By place: the numbers of the items that stay. They move up while the call has not gone out."""
    kept = {place: item.item for place, item in enumerate(meeting.agenda) if item.item not in gone}
    if meeting.status != "planned":
        return kept
    return {place: number - sum(one < number for one in gone) for place, number in kept.items()}


def leaving(dataset: Dataset, case: Case, change: Change) -> Change:
    """A change with the case taken off the agendas of meetings ahead as well, and that said.

    Raises ``DuError`` for an item that has minutes and no outcome: what came of it is for the minutes to say.
    """
    found = dict(_items(dataset, case))
    files = {path: changed_file(dataset, path, taken_off(dataset.meetings[path], places)) for path, places in found.items()}
    meetings = [dataset.meetings[path] for path in found]
    return replace(
        change,
        files={**change.files, **files},
        trailers=(*change.trailers, *(("Meeting", one.id) for one in meetings)),
        says=(*change.says, *(message for path, places in found.items() for message in _said(dataset.meetings[path], places))),
    )


def _items(dataset: Dataset, case: Case) -> Iterator[tuple[str, list[int]]]:
    """By meeting ahead: the places of a case's items without an outcome."""
    for path, meeting in dataset.meetings.items():
        found = [place for place, item in enumerate(meeting.agenda) if item.case == case.id and not item.outcome]
        if found and meeting.status in AHEAD:
            for place in found:
                _refuse_minuted(meeting, place)
            yield path, found


def _refuse_minuted(meeting: Meeting, place: int) -> None:
    item = meeting.agenda[place]
    if item.minutes:
        message = N_("Item {item} of the meeting {meeting} has minutes and no outcome. Record it first: {command}")
        raise DuError(message, item=item.item, meeting=meeting.id, command=minutes_command(meeting.id, item.item))


def _said(meeting: Meeting, places: Iterable[int]) -> Iterator[Message]:
    message = N_("Taken off the agenda of {meeting}: item {item}.")
    if meeting.status == "called":
        message = N_("Taken off the agenda of {meeting}: item {item}. It was called with it, so the other items keep their numbers.")
    for place in places:
        yield Message(message, {"meeting": meeting.id, "item": meeting.agenda[place].item})
