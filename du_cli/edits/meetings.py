"""A meeting on its way: called, and cancelled."""

from collections.abc import Mapping
from typing import Any

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import attend_command
from du_cli.edits.cases import number_of
from du_cli.edits.change import Change, changed_file
from du_cli.edits.handling import cases_on, off_agenda
from du_cli.edits.standing import standing
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.meetings import Meeting
from du_cli.yamlfile.steps import Edit, Set


def call(dataset: Dataset, meeting_id: str, facts: Mapping[str, Any]) -> Change:
    """Record that the call to a meeting went out on the dataset's day; ``facts`` are keys of the meeting set with it."""
    path, meeting = standing(dataset, meeting_id, "planned", "called")
    called = dataset.at if meeting.status == "planned" or meeting.called is None else meeting.called
    if called > meeting.day:
        message = N_("The meeting {meeting} cannot be called on {day}, after its own day. Give --at with the day the call went out.")
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


def cancel(dataset: Dataset, meeting_id: str, reason: str | None) -> Change:
    """Cancel a meeting that was not held; the cases on its agenda go back, and the reason stands in the change's subject only."""
    path, meeting = standing(dataset, meeting_id, "planned", "called")
    _refuse_begun(meeting, path)
    files = {path: changed_file(dataset, path, [Set(("status",), "cancelled")])}
    subject, back = N_("meeting {meeting}: cancelled ({reason})") if reason else N_("meeting {meeting}: cancelled"), []
    for case in cases_on(dataset, meeting):
        if edits := off_agenda(dataset, case.case, meeting):
            files[case.path] = changed_file(dataset, case.path, edits)
            back.append(case.case)
    return Change(
        files=files,
        subject=Message(subject, {"meeting": meeting.id, "reason": reason}),
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
