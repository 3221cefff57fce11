"""What an edit of a meeting needs: its status and day, and its items by number."""

from collections.abc import Mapping
from typing import Final

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import recording_command
from du_cli.dataset.references import NAMES
from du_cli.edits.change import no_such
from du_cli.errors import DuError
from du_cli.i18n import N_
from du_cli.models.meetings import Meeting

REFUSED: Final[Mapping[str, str]] = {
    "planned": N_("The meeting {meeting} is planned and not called. Call it first: du-cli meetings call {meeting}."),
    "called": N_("The meeting {meeting} is called and not held. Record first who was there: du-cli meetings attend {meeting}."),
    "held": N_("The meeting {meeting} has been held. What was said goes in the minutes: du-cli meetings minutes {meeting}."),
    "approved": N_("The minutes of the meeting {meeting} are approved and no longer change. Corrections go in a later meeting's minutes."),
    "cancelled": N_("The meeting {meeting} is cancelled. Plan another: du-cli meetings plan DATE."),
}
"""By status: why a meeting of it is not for an edit, and what is."""

_BEGUN: Final = N_("The meeting {meeting} stands as called until each case on its agenda has an outcome. Record what is left: {command}")


def standing(dataset: Dataset, meeting_id: str, *allowed: str) -> tuple[str, Meeting]:
    """A meeting with its path; raises ``DuError`` when there is none, or its status is not among those allowed."""
    if meeting_id not in dataset.meeting:
        raise no_such(NAMES["meeting"], meeting_id, dataset.meeting)
    path, meeting = dataset.meeting[meeting_id]
    if meeting.status not in allowed:
        begun = meeting.status == "called" and meeting.attendance
        raise DuError(_BEGUN if begun else REFUSED[meeting.status], meeting=meeting.id, command=recording_command(meeting))
    return path, meeting


def not_before(dataset: Dataset, meeting: Meeting) -> None:
    """Raise ``DuError`` when a meeting still lies ahead on the dataset's day."""
    if dataset.at < meeting.day:
        message = N_("The meeting {meeting} is still to come on {day}. Give --at with the day this was done.")
        raise DuError(message, meeting=meeting.id, day=dataset.at)


def place_of(meeting: Meeting, number: int) -> int:
    """The place of the item with a number on a meeting's agenda; raises ``DuError`` when there is none."""
    for place, item in enumerate(meeting.agenda):
        if item.item == number:
            return place
    items = tuple(str(item.item) for item in meeting.agenda)
    if not items:
        raise DuError(N_("Nothing is on the agenda of the meeting {meeting}."), meeting=meeting.id)
    raise DuError(N_("The meeting {meeting} has no item {text}. Its items: {items}."), meeting=meeting.id, text=number, items=items)
