"""DU404, DU408: what a case says of the meetings that handled it, and they of it."""

from typing import TYPE_CHECKING, Final

from du_cli import counts
from du_cli.dataset.attendance import present_count
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import HELD, adopted_at, votes_cast
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.meetings import agenda_command, dated
from du_cli.findings import FILE_NOT_READ, NOT_WHOLE, Basis, NotAssessed, Place, Severity, Value, Values, Violation
from du_cli.i18n import N_
from du_cli.rules.base import Answers, case_rule, numbered
from du_cli.rules.meetings import recorded_in_full

if TYPE_CHECKING:
    from collections.abc import Iterable

    from du_cli.models.cases import Handling
    from du_cli.models.meetings import AgendaItem, Meeting


@case_rule(
    "DU404",
    N_("Chair, attendance, minutes and votes"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_(
        "A meeting that was held has a chair, an attendance, and minutes of each case on its agenda; "
        "no more votes are counted than people were present."
    ),
    why=N_("What is not written down cannot be shown afterwards. The requirement is the secretariat's, not the mandate's."),
    mend=N_("Record who chaired, who was there and what was said; correct the votes or the attendance."),
    also=recorded_in_full,
)
def recorded_in_full_and_votes_right(dataset: Dataset, case: CaseFile) -> Answers:
    votes, (path, meeting) = votes_cast(case.case), dataset.meeting.get(adopted_at(case.case) or "", ("", None))
    people = present_count(dataset, meeting) if votes and meeting and dataset.whole(path, MANDATE, MEMBERS) else None
    if meeting and people is not None and votes > people:
        message = N_("{votes} counted in the case {case}, and {people} present at the meeting on {meeting}.")
        values = _named(dataset, meeting, case, votes=counts.votes(votes), people=people)
        yield _between(case.place("recommendation", "votes"), meeting, case, message, values, N_("Correct the votes or the attendance."))


def _cases_not_read(dataset: Dataset) -> Answers:
    """The cases that meetings which were held name, and whose files cannot be read."""
    read = {case.id for case in dataset.cases}
    for path, meeting in dataset.meetings.items() if dataset.unusable else ():
        items = {item.case: number for number, item in enumerate(meeting.agenda)} if meeting.status in HELD else {}
        for name, number in items.items():
            if name and name not in read and (lost := dataset.unusable_file("case", name)):
                yield _not_read(dataset.place(path, "agenda", number, "case"), meeting.id, name, lost)


def _meetings_not_read(dataset: Dataset, case: CaseFile) -> Answers:
    """The meetings that a case's handlings name, and whose files cannot be read."""
    named = {handled.meeting: number for number, handled in enumerate(case.case.handling)} if dataset.unusable else {}
    for name, number in named.items():
        if name and name not in dataset.meeting and (lost := dataset.unusable_file("meeting", name)):
            yield _not_read(case.place("handling", number, "meeting"), name, case.case.id, lost)


def _not_read(place: Place, meeting: str, case: str, path: str) -> NotAssessed:
    return NotAssessed(place, meeting, case, FILE_NOT_READ, {"path": path}, N_("Correct the file."))


@case_rule(
    "DU408",
    N_("Meeting and case say different things"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_(
        "A case on the agenda of a meeting that was held is handled there with the same outcome, and each handling names a meeting that "
        "has the case on its agenda with that outcome; none names a meeting that is cancelled. "
        "A case with the status on_agenda is on the agenda of a meeting that is not cancelled."
    ),
    why=N_("Minutes and case are two records of one event; where they differ, nobody knows what was decided."),
    mend=N_("Correct the one that is wrong: the agenda with its outcomes, or the case's handling."),
    also=_cases_not_read,
)
def meeting_and_case_agree(dataset: Dataset, case: CaseFile) -> Answers:
    record, items = case.case, dataset.agenda_of.get(case.case.id, ())
    for path, meeting, number, item in items:
        if meeting.status in HELD:
            yield from _handled(dataset, dataset.place(path, "agenda", number), meeting, item, case)
    for number, handled in enumerate(record.handling):
        if handled.meeting and handled.meeting in dataset.meeting:
            yield from _on_agenda(dataset, handled.meeting, number, case)
    yield from _meetings_not_read(dataset, case)
    if record.status == "on_agenda" and items and all(meeting.status == "cancelled" for _, meeting, _, _ in items):
        yield from _nowhere(dataset, case)


def _handled(dataset: Dataset, place: Place, meeting: "Meeting", item: "AgendaItem", case: CaseFile) -> Answers:
    outcomes = tuple(handled.outcome for handled in _at(case, meeting))
    values = _named(dataset, meeting, case, item=item.item, outcome=item.outcome, handled=outcomes)
    hint, outcome = N_("Correct the minutes or the case's handling."), place._replace(key=(*place.key, "outcome"))
    if not outcomes:
        named = place._replace(key=(*place.key, "case"))
        message = N_("Item {item} of the meeting on {meeting} is the case {case}, which has no handling from that meeting.")
        missing = _between(named, meeting, case, message, values, hint)
        yield missing if case.whole else _not_read(named, meeting.id, case.case.id, case.path)._replace(message=NOT_WHOLE)
    elif item.outcome is None:
        message = N_("The outcome of item {item} of the meeting on {meeting} is not recorded; the case {case} says {handled}.")
        hint = N_("Record it as the item's outcome.")
        yield NotAssessed(outcome, meeting.id, case.case.id, message, values, hint, _minutes(meeting))
    elif item.outcome not in outcomes:
        message = N_("The outcome of item {item} of the meeting on {meeting} is {outcome}; the case {case} says {handled}.")
        yield _between(outcome, meeting, case, message, values, hint)


def _on_agenda(dataset: Dataset, meeting_id: str, number: int, case: CaseFile) -> Answers:
    path, meeting = dataset.meeting[meeting_id]
    if meeting.status == "cancelled":
        yield _at_a_cancelled_meeting(dataset, meeting, number, case)
    if meeting.status not in HELD or not dataset.whole(path):
        return
    own, outcome = [item for item in meeting.agenda if item.case == case.case.id], case.case.handling[number].outcome
    values = _named(dataset, meeting, case, outcome=outcome, items=tuple(item.outcome or "" for item in own))
    if not own:
        message, hint = N_("The case {case} was handled at the meeting on {meeting}, which has no item about it."), _AGENDA_OR_HANDLING
        yield _between(case.place("handling", number, "meeting"), meeting, case, message, values, hint)
    elif outcome not in (handled := _outcomes(own)) and handled <= _outcomes(_at(case, meeting)):
        message = N_("The case {case} was {outcome} at the meeting on {meeting}; the outcome of its item there is {items}.")
        yield _between(case.place("handling", number, "outcome"), meeting, case, message, values, _AGENDA_OR_HANDLING)


def _at_a_cancelled_meeting(dataset: Dataset, meeting: "Meeting", number: int, case: CaseFile) -> Violation:
    message = N_("The case {case} was {outcome} at the meeting on {meeting}, which is cancelled.")
    values = _named(dataset, meeting, case, outcome=case.case.handling[number].outcome)
    hint = N_("Correct the case's handling; or, if the meeting was held after all, its status.")
    return _between(case.place("handling", number, "meeting"), meeting, case, message, values, hint)._replace(command=None)


_AGENDA_OR_HANDLING: Final = N_("Correct the meeting's agenda or the case's handling.")


def _at(case: CaseFile, meeting: "Meeting") -> list["Handling"]:
    """What the case says of its handling at a meeting."""
    return [handled for handled in case.case.handling if handled.meeting == meeting.id]


def _outcomes(records: "Iterable[AgendaItem | Handling]") -> set[str | None]:
    return {record.outcome for record in records}


def _nowhere(dataset: Dataset, case: CaseFile) -> Answers:
    if not dataset.complete("meeting", ""):
        return
    cancelled = [meeting.id for _, meeting, _, _ in dataset.agenda_of.get(case.case.id, ())]
    message = N_("The case {case} is on_agenda, and the meeting that has it on its agenda is cancelled: {meetings}.")
    values: Values = {"case": numbered(dataset, case.case.id), "meetings": tuple(dated(name) for name in cancelled)}
    hint = N_("Put it on the agenda of another meeting, or move it back.")
    yield Violation(case.place("status"), cancelled[-1], case.case.id, message, values, hint, agenda_command(dataset))


def _named(dataset: Dataset, meeting: "Meeting", case: CaseFile, **values: Value) -> Values:
    """The values of a message, with the case and the meeting as people name them."""
    return {"case": numbered(dataset, case.case.id), "meeting": dated(meeting.id), **values}


def _between(place: Place, meeting: "Meeting", case: CaseFile, message: str, values: Values, hint: str) -> Violation:
    return Violation(place, meeting.id, case.case.id, message, values, hint, _minutes(meeting), day=case.case.raised.date)


def _minutes(meeting: "Meeting") -> str:
    return f"du-cli meetings minutes {meeting.id}"
