"""What becomes of a case outside the committee: where it is sent, what is answered, and what is decided."""

from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from du_cli import counts
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import CASE_STATUS, given
from du_cli.dataset.dataset import Dataset
from du_cli.edits.cases import changed, handled, next_step, number_of, refuse_move
from du_cli.edits.change import Change
from du_cli.edits.naming import body_named
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, Term
from du_cli.models.cases import AnswerOutcome, Case, DecisionOutcome, Handling
from du_cli.models.meetings import CouncilMeeting
from du_cli.models.record import altered
from du_cli.yamlfile.steps import Edit, Set


def next_council_meeting(dataset: Dataset, to: str | None, day: date) -> CouncilMeeting | None:
    """The planned meeting of the body the committee advises that papers sent on a day can still reach; None for other bodies.

    Where no last day for papers is recorded it is the day of the meeting itself.
    """
    advises = dataset.mandate.committee.advises if dataset.mandate else None
    meetings = (one for plan in dataset.plans.values() for one in plan.council_meetings) if to and to == advises else ()
    ahead = [one for one in meetings if one.date >= day and (one.papers_due or one.date) >= day]
    return min(ahead, key=lambda one: one.date, default=None)


class Submitting(NamedTuple):
    """When a case is sent on, to whom (None: its addressee), and to which of that body's meetings (None: the next one)."""

    day: date
    to: str | None = None
    council_meeting: date | None = None


def submit(dataset: Dataset, file: CaseFile, wanted: Submitting) -> Change:
    """Record that a concluded case was sent on, and move it to submitted; raises ``DuError`` for another body than its addressee."""
    case = file.case
    refuse_move(dataset, case, "submitted")
    to = body_named(dataset, wanted.to).id if wanted.to else case.addressee
    _refuse_another(dataset, file, to)
    proposed = next_council_meeting(dataset, to, wanted.day)
    meeting = wanted.council_meeting or (proposed.date if proposed else None)
    value = {"date": wanted.day, "to": to, "council_meeting": meeting}
    edits: list[Edit] = [Set(("submission",), value), Set(("status",), "submitted")]
    subject = Message(N_("case {number}: sent to {council}"), {"council": dataset.body_name(to)})
    after = altered(case, status="submitted")
    change = changed(dataset, file, edits, subject, next_step(dataset, after))
    unplanned = _unplanned(dataset, to, wanted.council_meeting) if wanted.council_meeting else ()
    return replace(change, says=(*_reaches(dataset, wanted.day, meeting), *unplanned))


def _refuse_another(dataset: Dataset, file: CaseFile, to: str | None) -> None:
    """Raise ``DuError`` when a case is sent to another body than its addressee."""
    addressee = file.case.addressee
    if addressee and to != addressee:
        message = N_("Case {number} is for {addressee}, and not for {body}. Correct the addressee in {path} if that is wrong.")
        values = {"addressee": dataset.body_name(addressee), "body": dataset.body_name(to), "path": file.path}
        raise DuError(message, number=number_of(dataset, file.case), **values)


def _unplanned(dataset: Dataset, to: str | None, meeting: date) -> tuple[Message, ...]:
    """What to say of a meeting of the body the committee advises that the year's plan does not have."""
    advises = dataset.mandate.committee.advises if dataset.mandate else None
    planned = [one.date for plan in dataset.plans.values() if plan.year == meeting.year for one in plan.council_meetings]
    if to != advises or not planned or meeting in planned:
        return ()
    nearest = min(planned, key=lambda day: (abs(day - meeting), day))
    message = N_("The plan for {year} has no meeting of {council} on {meeting}. The nearest is on {nearest}.")
    council = dataset.body_name(to)
    return (Message(message, {"year": meeting.year, "council": council, "meeting": meeting, "nearest": nearest}),)


def _reaches(dataset: Dataset, sent: date, meeting: date | None) -> tuple[Message, ...]:
    """Which meeting a case sent on a day is for, and whether it comes in time."""
    if meeting is None:
        return ()
    planned = (one for plan in dataset.plans.values() for one in plan.council_meetings if one.date == meeting)
    due = next((one.papers_due for one in planned), None)
    if due and due < sent:
        return (Message(N_("For the meeting on {meeting}, whose papers were due on {due}."), {"meeting": meeting, "due": due}),)
    if due:
        return (Message(N_("For the meeting on {meeting}; papers are due on {due}."), {"meeting": meeting, "due": due}),)
    return (Message(N_("For the meeting on {meeting}."), {"meeting": meeting}),)


ANSWERED: Final = {
    "followed": N_("case {number}: the recommendation is followed"),
    "partly_followed": N_("case {number}: the recommendation is partly followed"),
    "not_followed": N_("case {number}: the recommendation is not followed"),
    "postponed": N_("case {number}: the answer is postponed"),
    "returned": N_("case {number}: sent back"),
    "noted": N_("case {number}: noted by the addressee"),
}


def answer(dataset: Dataset, file: CaseFile, day: date, outcome: AnswerOutcome, note: str | None = None) -> Change:
    """Record what the addressee answered, and close the case unless the answer is put off.

    An answer that was put off is replaced by the one that comes later.
    """
    case = file.case
    refuse_answered(dataset, file)
    edits: list[Edit] = [Set(("answer",), {"date": day, "outcome": outcome, "note": note})]
    if outcome == "postponed":
        return changed(dataset, file, edits, Message(ANSWERED[outcome]), f"du-cli cases answer {case.id} OUTCOME")
    edits.append(Set(("status",), "closed"))
    return changed(dataset, file, edits, Message(ANSWERED[outcome]), _after_answer(case, outcome))


def refuse_answered(dataset: Dataset, file: CaseFile) -> None:
    """Raise ``DuError`` unless a case is submitted and waits for an answer."""
    case = file.case
    _refuse_not_sent(dataset, case)
    if case.answer and given(case.answer) and case.answer.outcome != "postponed":
        message = N_("The answer in case {number} is recorded, from {day}. Correct {path} if that is wrong.")
        raise DuError(message, number=number_of(dataset, case), day=case.answer.date, path=file.path)


def _after_answer(case: Case, outcome: AnswerOutcome) -> str | None:
    if outcome == "returned":
        return f"du-cli cases new --follows {case.id}"
    return f"du-cli cases decide {case.id} OUTCOME" if case.project and case.project.scheme else None


def unanswered(dataset: Dataset, file: CaseFile, day: date, note: str | None = None) -> Change:
    """Close a case that no answer is expected in any more."""
    case = file.case
    _refuse_not_sent(dataset, case)
    edits = [*handled(file, Handling(date=day, outcome="unanswered", note=note)), Set(("status",), "closed")]
    return changed(dataset, file, edits, Message(N_("case {number}: closed without an answer")))


def _refuse_not_sent(dataset: Dataset, case: Case) -> None:
    """Raise ``DuError`` unless a case is submitted, so that it can be answered."""
    if case.status == "concluded":
        message = N_("Case {number} is concluded and was not sent to anybody, so there is no answer to record. Command: {command}")
        raise DuError(message, number=number_of(dataset, case), command=next_step(dataset, case))
    refuse_move(dataset, case, "closed")


class Decided(NamedTuple):
    """What was decided in the end: by whom (None: the body that leads), and how much was granted, in whole kroner."""

    day: date
    outcome: DecisionOutcome
    by: str | None = None
    amount: int | None = None
    note: str | None = None


DECIDED: Final = {
    "granted": N_("case {number}: granted"),
    "granted_in_part": N_("case {number}: granted in part"),
    "rejected": N_("case {number}: turned down"),
}


def decide(dataset: Dataset, file: CaseFile, wanted: Decided) -> Change:
    """Record what came of a case in the end; it may be closed by then."""
    case = file.case
    refuse_decided(dataset, file)
    if wanted.amount and wanted.outcome == "rejected":
        raise DuError(N_("What is turned down has no amount."))
    change = changed(dataset, file, [Set(("decision",), _decision(dataset, wanted))], Message(DECIDED[wanted.outcome]))
    return replace(change, says=_not_applied_for(dataset, case, wanted))


def refuse_decided(dataset: Dataset, file: CaseFile) -> None:
    """Raise ``DuError`` unless a case was sent on, and what came of it in the end is not recorded."""
    case, number = file.case, number_of(dataset, file.case)
    if not given(case.submission) or case.status not in ("submitted", "closed"):
        message = N_("Case {number} is {status}; what came of it in the end is recorded once it was sent on.")
        raise DuError(message, number=number, status=Term(CASE_STATUS[case.status]))
    if given(case.decision):
        day = case.decision.date if case.decision else None
        message = N_("The decision in case {number} is recorded, from {day}. Correct {path} if that is wrong.")
        raise DuError(message, number=number, day=day, path=file.path)


def _not_applied_for(dataset: Dataset, case: Case, wanted: Decided) -> tuple[Message, ...]:
    """What to say of money that nobody has asked for, or of more than that."""
    number = number_of(dataset, case)
    if wanted.outcome != "rejected" and not (case.project and case.project.scheme):
        return (Message(N_("Case {number} asks no scheme for money."), {"number": number}),)
    applied = case.project.amount if case.project else None
    if wanted.amount is None or applied is None or wanted.amount <= applied:
        return ()
    message = N_("Applied for in case {number}: {applied} kroner. Granted: {amount} kroner, which is more.")
    return (Message(message, {"number": number, "applied": counts.kroner(applied), "amount": counts.kroner(wanted.amount)}),)


def _decision(dataset: Dataset, wanted: Decided) -> dict[str, Any]:
    leads = dataset.mandate.committee.leads if dataset.mandate else None
    by = body_named(dataset, wanted.by).id if wanted.by else leads
    return {"date": wanted.day, "by": by, "outcome": wanted.outcome, "amount": wanted.amount, "note": wanted.note}
