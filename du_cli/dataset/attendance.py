"""How many people were present at a meeting."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.meetings import Meeting


def people_present(dataset: "Dataset", meeting: "Meeting") -> int | None:
    """How many could vote: members present, those who met for one, unpublished holders and the chair, each once.

    None when nobody is recorded as present, so that nothing can be said.
    """
    found = meeting.attendance
    if found is None or not (found.present or found.substitutes or found.unpublished):
        return None
    members = {*found.present}
    counted = len(found.substitutes) + sum(found.unpublished.values())
    if meeting.chair and meeting.chair in dataset.bodies:
        return len(members) + counted + _seats_of(dataset, meeting.chair).isdisjoint(found.unpublished)
    return len(members | {meeting.chair} if meeting.chair else members) + counted


def _seats_of(dataset: "Dataset", body: str) -> frozenset[str]:
    return frozenset(seat.id for version in dataset.versions for seat in version.seats if seat.body == body)
