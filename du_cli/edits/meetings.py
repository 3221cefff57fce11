"""A meeting on its way: called, and cancelled; and which edits a meeting's status allows."""

from collections.abc import Mapping
from typing import Any, Final

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import attend_command, recording_command
from du_cli.dataset.references import NAMES
from du_cli.edits.cases import number_of
from du_cli.edits.change import Change, changed_file, no_such
from du_cli.edits.handling import cases_on, off_agenda
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.meetings import Meeting
from du_cli.yamlfile.steps import Edit, Set

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


def call(dataset: Dataset, meeting_id: str, facts: Mapping[str, Any]) -> Change:
    """Record that the call to a meeting went out on the dataset's day; ``facts`` are keys of the meeting set with it."""
    path, meeting = standing(dataset, meeting_id, "planned", "called")
    called = dataset.at if meeting.status == "planned" or meeting.called is None else meeting.called
    if called > meeting.day:
        message = N_("The meeting {meeting} cannot be called on {day}, after it was held. Give --at with the day the call went out.")
        raise DuError(message, meeting=meeting.id, day=called)
    edits: list[Edit] = [Set((key,), value) for key, value in facts.items() if value is not None]
    return Change(
        files={path: changed_file(dataset, path, [Set(("status",), "called"), Set(("called",), called), *edits])},
        subject=Message(N_("meeting {meeting}: called"), {"meeting": meeting.id}),
        trailers=(("Meeting", meeting.id),),
        says=(_notice(dataset, (meeting.day - called).days),),
        following=attend_command(meeting.id),
    )


def _notice(dataset: Dataset, days: int) -> Message:
    notice = dataset.policy.meeting_notice_days
    if days < notice:
        message = N_("Days from the call to the meeting: {days}. That is less than the secretariat's own number, {notice}.")
        return Message(message, {"days": days, "notice": notice})
    return Message(N_("Days from the call to the meeting: {days}."), {"days": days})


def cancel(dataset: Dataset, meeting_id: str, reason: str) -> Change:
    """Cancel a meeting that was not held; the cases on its agenda go back, and the reason stands in the commit."""
    path, meeting = standing(dataset, meeting_id, "planned", "called")
    _refuse_begun(meeting, path)
    files = {path: changed_file(dataset, path, [Set(("status",), "cancelled")])}
    back = []
    for case in cases_on(dataset, meeting):
        if edits := off_agenda(dataset, case.case, meeting):
            files[case.path] = changed_file(dataset, case.path, edits)
            back.append(case.case)
    return Change(
        files=files,
        subject=Message(N_("meeting {meeting}: cancelled ({reason})"), {"meeting": meeting.id, "reason": reason}),
        trailers=(("Meeting", meeting.id), *(("Case", case.id) for case in back)),
        says=(Message(N_("Back in preparation: {cases}."), {"cases": tuple(number_of(dataset, case) for case in back)}),) if back else (),
        following="du-cli meetings plan DATE",
    )


def _refuse_begun(meeting: Meeting, path: str) -> None:
    """Raise ``DuError`` for a meeting of which something is recorded that only a meeting can have."""
    if meeting.attendance or any(item.outcome or item.minutes for item in meeting.agenda):
        message = N_(
            "The meeting {meeting} has attendance or minutes, so it took place. Write the rest: du-cli meetings minutes {meeting}. "
            "If they belong to another meeting, correct {path} and the handling in its cases by hand, and cancel it then."
        )
        raise DuError(message, meeting=meeting.id, path=path)
