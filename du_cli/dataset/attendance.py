"""Who counts as present at a meeting, and of how many."""

from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.meetings import Attendance, Meeting


class Present(NamedTuple):
    """Those who count as present, each once. Guests do not, nor secretaries and others who are not in office, but for the chair."""

    members: frozenset[str]
    """Ids of the members in office who were there, and of a chair, who needs no seat."""
    represented: frozenset[str]
    """Ids of the members in office who were not there, and for whom a substitute was."""
    unpublished: int
    """Holders who are not published, with a chair who is one of them."""

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.members) + len(self.represented) + self.unpublished


def sitting(dataset: "Dataset", day: date) -> set[str]:
    """Ids of the members in office on a day."""
    return {service.member.id for service in dataset.services.in_office(day)}


def members_in_office(dataset: "Dataset", day: date) -> int:
    """How many are in office on a day: those who are published, and the others who hold seats of the mandate then in force."""
    version = dataset.version_on(day)
    return len(sitting(dataset, day)) + sum(dataset.unpublished(seat.id) for seat in (version.seats if version else ()))


def quorum(share: float, people: int) -> int:
    """How many a share of some people are at the least: half of seventeen is nine."""
    return int((Decimal(str(share)) * people).to_integral_value(ROUND_CEILING))


def names_somebody(attendance: "Attendance | None") -> bool:
    """Whether an attendance says of anybody that they were there or not; guests apart."""
    return attendance is not None and any((attendance.present, attendance.absent, attendance.substitutes, attendance.unpublished))


def present(dataset: "Dataset", meeting: "Meeting") -> Present:
    """Who counts as present; where the attendance is not recorded, that is the chair."""
    attendance, office = meeting.attendance, sitting(dataset, meeting.day)
    chair = frozenset((meeting.chair,) if meeting.chair else ()) & dataset.member.keys()
    listed = (frozenset(attendance.present if attendance else ()) & office) | chair
    represented = frozenset(substitute.for_ for substitute in (attendance.substitutes if attendance else ())) & office
    unnamed = sum(attendance.unpublished.values()) if attendance else 0
    return Present(listed, represented - listed, unnamed + _chair_not_counted(dataset, meeting))


def present_count(dataset: "Dataset", meeting: "Meeting") -> int | None:
    """How many were present; None when who was there is not recorded."""
    return present(dataset, meeting).number if names_somebody(meeting.attendance) else None


def _chair_not_counted(dataset: "Dataset", meeting: "Meeting") -> bool:
    """Whether the chair is one of a body's holders who are not published, and none of them is counted."""
    if meeting.chair is None or meeting.chair in dataset.member:
        return False
    version = dataset.version_on(meeting.day)
    bodies = {seat.id: seat.body for seat in version.seats} if version else {}
    return meeting.chair not in (bodies.get(seat) for seat in (meeting.attendance.unpublished if meeting.attendance else ()))
