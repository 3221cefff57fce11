"""DU403, DU404 (but for the votes), DU410–DU412: a meeting on its way from the call to approved minutes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from du_cli.dataset.attendance import names_somebody
from du_cli.dataset.casework import stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import approve_command, attend_command, chair_command, recording_command
from du_cli.findings import Basis, NotAssessed, Severity, Value, Violation
from du_cli.i18n import N_
from du_cli.rules.base import Answers, numbered, rule

if TYPE_CHECKING:
    from du_cli.models.meetings import Meeting


def about(
    dataset: Dataset, path: str, meeting: "Meeting", key: tuple[str | int, ...], message: str, help_: str, **values: Value
) -> Violation:
    """A finding about a meeting, at a key of its file, with its day as ``{day}``."""
    place = dataset.place(path, *key)
    return Violation(place, meeting.id, meeting.id, message, {"day": meeting.day, **values}, help_, day=meeting.day)


def held(dataset: Dataset) -> Iterator[tuple[str, "Meeting"]]:
    """The meetings that took place, with their paths; not those whose file could not be read in full."""
    return ((path, meeting) for path, meeting in dataset.meetings.items() if meeting.took_place and dataset.whole(path))


@rule(
    "DU403",
    N_("Called in time"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_(
        "A meeting is called at least as many days before as the secretariat has chosen (meeting_notice_days). "
        "From records_complete_from on, the day of the call is recorded too."
    ),
    why=N_("Members need time to prepare and to hear others at home. The number of days is the secretariat's, not the mandate's."),
    mend=N_("Correct the date of the call, or call earlier the next time."),
)
def called_in_time(dataset: Dataset) -> Answers:
    for path, meeting in dataset.meetings.items():
        if meeting.status == "cancelled":
            continue
        if meeting.called is None:
            yield from _call_not_recorded(dataset, path, meeting)
        elif (days := (meeting.day - meeting.called).days) < dataset.policy.meeting_notice_days:
            message = N_(
                "Days from the call on {called} to the meeting on {day}: {days}. The secretariat's own number is at least {notice}."
            )
            hint = N_("Correct the date of the call, or call earlier the next time.")
            values: dict[str, Value] = {"called": meeting.called, "days": days, "notice": dataset.policy.meeting_notice_days}
            yield about(dataset, path, meeting, ("called",), message, hint, **values)


def _call_not_recorded(dataset: Dataset, path: str, meeting: "Meeting") -> Answers:
    if meeting.status == "planned" or not dataset.whole(path):
        return
    since = dataset.policy.records_complete_from
    message, hint = (
        N_("The day on which the meeting on {day} was called is not recorded."),
        N_("Record the day the call went out (called)."),
    )
    if since and since <= meeting.day:
        yield about(dataset, path, meeting, ("called",), message, hint)
    else:
        place = dataset.place(path, "called")
        yield NotAssessed(place, meeting.id, meeting.id, message, {"day": meeting.day}, hint, day=meeting.day)


def recorded_in_full(dataset: Dataset) -> Answers:
    """What DU404 says of a meeting by itself; what it says of the votes, it says of each case (``handling``)."""
    for path, meeting in held(dataset):
        attend = attend_command(meeting.id)
        if meeting.chair is None:
            message, hint = N_("Who chaired the meeting on {day} is not recorded."), N_("Record who chaired.")
            yield about(dataset, path, meeting, ("chair",), message, hint)._replace(command=chair_command(meeting))
        if not names_somebody(meeting.attendance):
            message, hint = N_("Who was at the meeting on {day} is not recorded."), N_("Record who was present and absent.")
            yield about(dataset, path, meeting, ("attendance",), message, hint)._replace(command=attend)
        yield from _without_minutes(dataset, path, meeting)


def _without_minutes(dataset: Dataset, path: str, meeting: "Meeting") -> Answers:
    for number, item in enumerate(meeting.agenda):
        if item.type == "case" and not stated(item.minutes):
            message = N_("Item {item} of the meeting on {day}, case {case}, has no minutes.")
            found = about(dataset, path, meeting, ("agenda", number, "minutes"), message, N_("Write the minutes of the case."))
            values = {**found.values, "item": item.item, "case": numbered(dataset, item.case)}
            yield found._replace(values=values, command=f"du-cli meetings minutes {meeting.id} --item {item.item} --text TEXT")


@rule(
    "DU410",
    N_("Nobody briefed the others"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("Of every meeting that was held, a briefing is recorded: who briefed, or what about."),
    why=N_("The mandate has the members brief each other on what is begun and learnt at home."),
    mend=N_("Put a briefing round on the next agenda."),
)
def members_brief_each_other(dataset: Dataset) -> Answers:
    for path, meeting in held(dataset):
        rounds = {number: item for number, item in enumerate(meeting.agenda) if item.type == "briefing"}
        if not rounds:
            message = N_("At the meeting on {day} the members briefed each other on nothing.")
            yield about(dataset, path, meeting, ("agenda",), message, N_("Put a briefing round on the next agenda."))
        elif not any(item.by or stated(item.minutes) for item in rounds.values()):
            number, item = next(iter(rounds.items()))
            message = N_("Who briefed the others at the meeting on {day}, or what about, is not recorded.")
            step = f"du-cli meetings minutes {meeting.id} --item {item.item} --text TEXT" if meeting.status == "held" else None
            hint = N_("Write it in the minutes.") if step else N_("Write it in the minutes the next time.")
            yield about(dataset, path, meeting, ("agenda", number), message, hint)._replace(command=step)


@rule(
    "DU411",
    N_("Minutes not approved"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_("When the committee meets, the minutes of the meetings on earlier days are approved."),
    why=N_("Minutes are approved while those who were there remember. The requirement is the secretariat's, not the mandate's."),
    mend=N_("Put the minutes on the next agenda, or approve them in writing, and record it."),
)
def minutes_approved(dataset: Dataset) -> Answers:
    days = sorted(meeting.day for meeting in dataset.meetings.values() if meeting.took_place and meeting.day <= dataset.at)
    for path, meeting in dataset.meetings.items():
        later = next((day for day in days if day > meeting.day), None)
        if meeting.status == "held" and later:
            message = N_("The minutes of the meeting on {day} are not approved, though the committee has met again, on {later}.")
            hint = N_("Record the approval; if they are not approved yet, put them on the next agenda.")
            found = about(dataset, path, meeting, ("status",), message, hint, later=later)
            yield found._replace(command=approve_command(dataset, meeting))


@rule(
    "DU412",
    N_("The meeting's date has passed"),
    Severity.WARNING,
    Basis.FORMAT,
    what=N_("A meeting whose date has passed is held, approved or cancelled."),
    why=N_("A meeting that still stands as planned or called says nothing of what happened."),
    mend=N_("Record the minutes, or that the meeting was cancelled."),
)
def not_left_behind(dataset: Dataset) -> Answers:
    for path, meeting in dataset.meetings.items():
        if meeting.status in ("planned", "called") and meeting.day < dataset.at:
            message = _PLANNED if meeting.status == "planned" else _CALLED
            found = about(dataset, path, meeting, ("status",), message, N_("Record the minutes, or that the meeting was cancelled."))
            yield found._replace(command=recording_command(meeting))


_PLANNED = N_("The meeting on {day} still stands as planned, and its date has passed.")
_CALLED = N_("The meeting on {day} still stands as called, and its date has passed.")
