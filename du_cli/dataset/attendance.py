"""Who was in office on the day of a meeting, and how many were present."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.meetings import Meeting


def sitting(dataset: "Dataset", day: date) -> set[str]:
    """Ids of the members in office on a day."""
    return {service.member.id for service in dataset.services.in_office(day)}


def present_count(dataset: "Dataset", meeting: "Meeting") -> int | None:
    """How many were present for the committee: members in office, substitutes for them, holders who are not published, the chair.

    None when there is no attendance.

    Each counts once; the chair counts whether listed or not and needs no seat. Guests do not count, nor do secretaries without a seat.
    """
    attendance = meeting.attendance
    if attendance is None:
        return None
    listed = {*attendance.present, *(substitute.for_ for substitute in attendance.substitutes)}
    counted = (listed & sitting(dataset, meeting.day)) | ({meeting.chair} & dataset.member.keys())
    unnamed = sum(attendance.unpublished.values())
    return len(counted) + unnamed + _chair_not_counted(dataset, meeting, attendance.unpublished)


def _chair_not_counted(dataset: "Dataset", meeting: "Meeting", unpublished: Iterable[str]) -> bool:
    """Whether the chair is one of a body's holders who are not published, and none of them is counted."""
    if meeting.chair is None or meeting.chair in dataset.member:
        return False
    version = dataset.version_on(meeting.day)
    bodies = {seat.id: seat.body for seat in version.seats} if version else {}
    return meeting.chair not in (bodies.get(seat) for seat in unpublished)
