"""The meetings' order, the minutes that wait to be approved, and the commands that come next."""

from datetime import date
from typing import TYPE_CHECKING

from du_cli.dataset.attendance import names_somebody
from du_cli.dataset.casework import AHEAD, HELD

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.meetings import Meeting


def order(meeting: "Meeting") -> tuple[str, int, str]:
    """A sort key: by day, and the second meeting of a day after the first."""
    return meeting.id[:10], len(meeting.id), meeting.id


def dated(meeting_id: str) -> date | str:
    """A meeting as a text names it: by its day, and the second of a day by its id."""
    return date.fromisoformat(meeting_id) if len(meeting_id) == len("2026-02-03") else meeting_id


def to_approve(dataset: "Dataset", meeting: "Meeting") -> list["Meeting"]:
    """Earlier meetings whose minutes are not approved, and stand for approval at no meeting that is still to be held."""
    ahead = (other for other in dataset.meetings.values() if other.status in AHEAD)
    listed = {item.meeting for other in ahead for item in other.agenda if item.type == "minutes_approval"}
    held = (one for one in dataset.meetings.values() if one.status == "held" and one.id not in listed)
    return sorted((one for one in held if order(one) < order(meeting)), key=order)


def coming(dataset: "Dataset", case_id: str | None = None) -> str | None:
    """Id of the first meeting from the dataset's day on that is still to be held, with a case on its agenda if one is named; None: none."""
    items = dataset.agenda_of.get(case_id, ()) if case_id else ()
    among = [meeting for _, meeting, _, _ in items] if case_id else dataset.meetings.values()
    ahead = [meeting for meeting in among if meeting.status in AHEAD and meeting.day >= dataset.at]
    return min(ahead, key=order).id if ahead else None


def attend_command(meeting_id: str) -> str:
    """The command that records who was at a meeting."""
    return f"du-cli meetings attend {meeting_id} --absent MEMBER --all-present"


def chair_command(meeting: "Meeting") -> str:
    """The command that records who chaired a meeting, with who was there where that is not recorded either."""
    there = "" if names_somebody(meeting.attendance) else " --absent MEMBER --all-present"
    return f"du-cli meetings attend {meeting.id} --chair MEMBER{there}"


def minutes_command(meeting_id: str, item: int) -> str:
    """The command that records what a meeting made of an item."""
    return f"du-cli meetings minutes {meeting_id} --item {item} --outcome OUTCOME --text TEXT"


def agenda_command(dataset: "Dataset") -> str:
    """The command that puts what is ready on the next meeting's agenda; where no meeting lies ahead, the one that plans it."""
    ahead = [one for one in dataset.meetings.values() if one.status in AHEAD and one.day >= dataset.at and not one.attendance]
    return f"du-cli meetings agenda {min(ahead, key=order).id}" if ahead else "du-cli meetings plan DATE"


def recording_command(meeting: "Meeting") -> str:
    """The command for what is left to record first of a planned or called meeting whose day has come."""
    if meeting.status == "planned":
        return f"du-cli meetings call {meeting.id} --at DATE"
    waiting = next((item.item for item in meeting.agenda if item.case and not item.outcome), None)
    return minutes_command(meeting.id, waiting) if meeting.attendance and waiting else attend_command(meeting.id)


def approve_command(dataset: "Dataset", meeting: "Meeting") -> str:
    """The command that records the approval of minutes, with the later meeting where they stood for it."""
    return f"du-cli meetings approve {meeting.id} --meeting {approving_meeting(dataset, meeting) or 'MEETING'}"


def approving_meeting(dataset: "Dataset", meeting: "Meeting") -> str | None:
    """Id of the last meeting held by the dataset's day that had a meeting's minutes on its agenda; None when there is none."""
    later = (other for other in dataset.meetings.values() if other.status in HELD and other.day <= dataset.at)
    stood = [other for other in later if order(other) > order(meeting) and any(item.meeting == meeting.id for item in other.agenda)]
    return max(stood, key=order).id if stood else None
