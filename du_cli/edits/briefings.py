"""Members' briefings at a meeting: where they stand in its minutes."""

from collections.abc import Iterable
from typing import Final

from du_cli.dataset.attendance import names_somebody, sitting
from du_cli.dataset.dataset import Dataset
from du_cli.errors import DuError
from du_cli.i18n import N_, Either
from du_cli.models.meetings import Attendance, Meeting
from du_cli.yamlfile.steps import Append, Edit, Set

_OUTCOMES: Final = ("discussed", "postponed", "noted")
"""What may come of a briefing."""


def briefings(dataset: Dataset, meeting: Meeting, found: Iterable[tuple[str, str]]) -> list[Edit]:
    """The edits that record briefings, each in the item that is the member's own, else in a new one at the end.

    Raises ``DuError`` for a member in office who was not there.
    """
    own = {item.by: place for place, item in enumerate(meeting.agenda) if item.type == "briefing"}
    last = max((item.item for item in meeting.agenda), default=0)
    edits: list[Edit] = []
    for member, text in found:
        if _was_away(dataset, meeting, member):
            message = N_(
                "{person} was not at the meeting {meeting}, so there is no briefing to record. See du-cli meetings attend {meeting}."
            )
            raise DuError(message, person=dataset.member_name(member), meeting=meeting.id)
        if member in own:
            edits.append(Set(("agenda", own[member], "minutes"), text))
        else:
            last += 1
            edits.append(Append(("agenda",), {"item": last, "type": "briefing", "by": member, "minutes": text}))
    return edits


def _was_away(dataset: Dataset, meeting: Meeting, member: str) -> bool:
    """Whether a member who should have been at a meeting was not, where it is recorded who was; a secretary is not listed."""
    attendance = meeting.attendance or Attendance()
    there = {meeting.chair, *attendance.present, *(one.for_ for one in attendance.substitutes)}
    expected = {*attendance.absent, *sitting(dataset, meeting.day)}
    return names_somebody(meeting.attendance) and member in expected - there


def refuse_outcome(item: int, outcome: str) -> None:
    """Raise ``DuError`` for an outcome no briefing has."""
    if outcome not in _OUTCOMES:
        message = N_("Item {item} is a briefing, so it cannot have the outcome {outcome}. Choose one of {outcomes}.")
        raise DuError(message, item=item, outcome=outcome, outcomes=Either(_OUTCOMES))
