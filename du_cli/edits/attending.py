"""Who was at a meeting, and who chaired it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from du_cli.dataset.attendance import sitting
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import approve_command, minutes_command
from du_cli.dataset.references import NAMES
from du_cli.edits.change import Change, changed_file, no_such
from du_cli.edits.handling import plain
from du_cli.edits.off_agendas import unhandled
from du_cli.edits.standing import not_before, place_of, standing
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.meetings import Attendance, Meeting
from du_cli.yamlfile.steps import Edit, Set

OPEN: Final = ("called", "held")
"""Statuses of a meeting whose attendance and minutes may be written."""


@dataclass(frozen=True)
class Attending:
    """What is known of who was there, members by id; what was recorded before stays where nothing here says otherwise."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    substitutes: tuple[Mapping[str, Any], ...] = ()
    unpublished: Mapping[str, int] = field(default_factory=dict)
    guests: tuple[Mapping[str, Any], ...] = ()
    chair: str | None = None
    """Id of a member, or of a body whose holders are not published."""
    all_present: bool = False
    """Whether everyone in office who is not named was present."""


def attend(dataset: Dataset, meeting_id: str, wanted: Attending) -> Change:
    """Record who was at a meeting; it is held once no case on its agenda waits for an outcome."""
    path, meeting = standing(dataset, meeting_id, *OPEN)
    not_before(dataset, meeting)
    chair = wanted.chair or meeting.chair or leader(dataset, meeting)
    if chair is None:
        raise DuError(N_("Who chaired the meeting {meeting}? Give --chair."), meeting=meeting.id)
    waiting = unhandled(meeting, ()) if meeting.status == "called" else ()
    for number in (one for guest in wanted.guests for one in guest["items"]):
        place_of(meeting, number)
    edits: list[Edit] = [Set(("chair",), chair), Set(("attendance",), _attendance(dataset, meeting, wanted, chair))]
    edits += [] if waiting else [Set(("status",), "held")]
    return Change(
        files={path: changed_file(dataset, path, edits)},
        subject=Message(N_("meeting {meeting}: attendance"), {"meeting": meeting.id}),
        trailers=(("Meeting", meeting.id),),
        says=(*_said(dataset, meeting, wanted, chair), *still_called(waiting)),
        following=following(dataset, meeting, waiting),
    )


def still_called(waiting: Iterable[int]) -> tuple[Message, ...]:
    """What to say of the items without an outcome, which keep a meeting from being held."""
    items = tuple(map(str, waiting))
    message = N_("The meeting stands as held once these items have an outcome: {items}.")
    return (Message(message, {"items": items}),) if items else ()


def following(dataset: Dataset, meeting: Meeting, waiting: Sequence[int]) -> str:
    """The command that comes after attendance or minutes: the next item, the minutes it approved, then its own approval."""
    if waiting:
        return minutes_command(meeting.id, waiting[0])
    others = (dataset.meeting.get(item.meeting or "", ("", None))[1] for item in meeting.agenda if item.type == "minutes_approval")
    other = next((other for other in others if other and other.status == "held"), None)
    return f"du-cli meetings approve {other.id} --meeting {meeting.id}" if other else approve_command(dataset, meeting)


def leader(dataset: Dataset, meeting: Meeting) -> str | None:
    """Id of the member with the role leader on a meeting's day; None when there is not exactly one."""
    found = {service.member.id for service in dataset.services.in_office(meeting.day) if service.role == "leader"}
    return found.pop() if len(found) == 1 else None


def unnamed(dataset: Dataset, meeting: Meeting, wanted: Attending) -> tuple[str, ...]:
    """Ids of those in office on the meeting's day of whom nothing is said, now or before, in the roster's order."""
    before = meeting.attendance or Attendance()
    said = {*before.present, *before.absent, *(one.for_ for one in before.substitutes), *_named(wanted)}
    said.add(wanted.chair or meeting.chair or leader(dataset, meeting) or "")
    office = sitting(dataset, meeting.day)
    return tuple(member.id for member in dataset.members if member.id in office and member.id not in said)


def _named(wanted: Attending) -> list[str]:
    return [*wanted.present, *wanted.absent, *(one["for"] for one in wanted.substitutes)]


def _attendance(dataset: Dataset, meeting: Meeting, wanted: Attending, chair: str) -> dict[str, Any]:
    """The attendance as the file gets it: what was there, each person moved to where they now stand."""
    named = _named(wanted)
    if len(set(named)) < len(named) or chair in (*wanted.absent, *(one["for"] for one in wanted.substitutes)):
        double = next((one for one in named if named.count(one) > 1), chair)
        raise DuError(N_("{person} is named twice. Name each person once."), person=dataset.member_name(double))
    rest = unnamed(dataset, meeting, wanted)
    if rest and not wanted.all_present:
        message = N_("Nothing is said of {people}. Give --present or --absent for each, or --all-present for all of them.")
        raise DuError(message, people=tuple(map(dataset.member_name, rest)))
    before = plain(meeting.attendance) if meeting.attendance else {}
    present = [*_others(before.get("present"), named), *wanted.present, *rest]
    chairs = [chair] if chair in sitting(dataset, meeting.day) and chair not in present else []
    substitutes = [one for one in before.get("substitutes") or [] if one["for"] not in named]
    return {
        "present": [*chairs, *present],
        "absent": [*_others(before.get("absent"), [*named, chair]), *wanted.absent],
        "substitutes": [*substitutes, *map(dict, wanted.substitutes)],
        "unpublished": _unpublished(dataset, meeting, {**(before.get("unpublished") or {}), **wanted.unpublished}),
        "guests": [*(one for one in before.get("guests") or [] if one not in wanted.guests), *map(dict, wanted.guests)],
    }


def _others(before: list[str] | None, named: Iterable[str]) -> list[str]:
    return [one for one in before or [] if one not in named]


def _unpublished(dataset: Dataset, meeting: Meeting, counts: Mapping[str, int]) -> dict[str, int]:
    """How many were present of each seat whose holders are not published; 0 leaves the seat out."""
    version = dataset.version_on(meeting.day)
    seats = {seat.id for seat in version.seats} if version else set()
    for seat, count in counts.items():
        if seat not in seats:
            raise no_such(NAMES["seat"], seat, seats)
        if not 0 <= count <= dataset.unpublished(seat):
            message = N_("Holders of {seat} who are not published: {known}. {count} of them cannot have been present.")
            raise DuError(message, seat=seat, known=dataset.unpublished(seat), count=count)
    return {seat: count for seat, count in counts.items() if count}


def _said(dataset: Dataset, meeting: Meeting, wanted: Attending, chair: str) -> list[Message]:
    found = []
    if not (wanted.chair or meeting.chair):
        message = N_("Chair: {person}, who leads the committee. If it was another, give --chair.")
        found.append(Message(message, {"person": dataset.member_name(chair)}))
    version = dataset.version_on(meeting.day)
    known = (meeting.attendance or Attendance()).unpublished.keys() | wanted.unpublished.keys()
    silent = tuple(seat.name for seat in (version.seats if version else ()) if dataset.unpublished(seat.id) and seat.id not in known)
    if silent:
        message = N_("No holder who is not published is recorded as present, of {seats}. If some were, give --unpublished SEAT=NUMBER.")
        found.append(Message(message, {"seats": silent}))
    return found
