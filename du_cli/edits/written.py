"""Written procedure: who is asked and by when, their answers, a later deadline and reminders."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from du_cli import counts
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import CASE_STATUS, recused
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.people import find_member
from du_cli.dataset.written import Silent, asked, deadline, earliest_deadline, silent, unpublished_holders, waited_for
from du_cli.edits.cases import changed, number_of, refuse_move
from du_cli.edits.change import Change, no_such
from du_cli.edits.naming import version_on
from du_cli.edits.off_agendas import leaving
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, Term
from du_cli.models.cases import Case, Response, ResponsePosition, WrittenProcedure
from du_cli.models.record import altered
from du_cli.registers import is_working_day, working_days_after
from du_cli.yamlfile.steps import Append, Edit, Set


class Opening(NamedTuple):
    """Why a case is handled in writing, what is asked, and by when (None: the earliest day the policy allows)."""

    reason: str
    question: str
    deadline: date | None = None


def proposed_deadline(dataset: Dataset) -> date:
    """The earliest deadline by the policy for what is sent on the dataset's day: a working day."""
    return earliest_deadline(dataset.at, max(1, dataset.policy.written_deadline_working_days))


def open_procedure(dataset: Dataset, file: CaseFile, wanted: Opening) -> Change:
    """Send a case out in writing on the dataset's day, to everyone in office but the recused; the list does not change later.

    Raises ``DuError`` where the mandate or the table does not allow it, and for a deadline that is no working day
    or not later than the day it is sent.
    """
    refuse_closed_to_writing(dataset, file.case)
    last = wanted.deadline or proposed_deadline(dataset)
    refuse_deadline(last, dataset.at)
    value = _procedure(dataset, file.case, wanted, last)
    if not value["sent_to"] and not unpublished_holders(dataset, dataset.at):
        raise DuError(N_("Nobody is in office on {day} who can be asked."), day=dataset.at)
    edits: list[Edit] = [Set(("written_procedure",), value), Set(("status",), "in_written_procedure")]
    subject = Message(N_("case {number}: sent out in writing, to be answered by {deadline}"), {"deadline": last})
    change = changed(dataset, file, edits, subject, f"du-cli written respond {file.case.id} MEMBER POSITION")
    change = replace(change, says=tuple(_who_is_asked(dataset, file.case, value["sent_to"])))
    return leaving(dataset, file.case, change)


def refuse_closed_to_writing(dataset: Dataset, case: Case) -> None:
    """Raise ``DuError`` when a case cannot be sent out in writing now."""
    norm = version_on(dataset, dataset.at).written_procedure
    if norm and not norm.allowed:
        message = N_("The mandate does not allow written procedure. Take case {number} to a meeting.")
        raise DuError(message, number=number_of(dataset, case))
    refuse_move(dataset, case, "in_written_procedure")
    if case.written_procedure:
        message = N_("Case {number} has had its written procedure, sent out on {day}, and a case has one only. Take it to a meeting.")
        raise DuError(message, number=number_of(dataset, case), day=case.written_procedure.sent)


def _procedure(dataset: Dataset, case: Case, wanted: Opening, last: date) -> dict[str, Any]:
    sitting = dict.fromkeys(service.member.id for service in dataset.services.in_office(dataset.at))
    return {
        "reason": wanted.reason,
        "sent": dataset.at,
        "question": wanted.question,
        "sent_to": [member for member in sitting if member not in recused(case)],
        "deadline": last,
        "extended_to": None,
        "reminders": [],
        "closed": None,
        "summary": None,
        "responses": [],
    }


def refuse_deadline(last: date, sent: date) -> None:
    """Raise ``DuError`` for a deadline that is no working day, or not later than the day the case is sent out."""
    if last <= sent:
        raise DuError(N_("The case is sent out on {day}, so the deadline must be a later day."), day=sent)
    if not is_working_day(last):
        message = N_("The deadline {deadline} is not a working day. The next one is {next}.")
        raise DuError(message, deadline=last, next=working_days_after(last, 1))


def _who_is_asked(dataset: Dataset, case: Case, members: Iterable[str]) -> Iterator[Message]:
    yield Message(N_("Asked: {people}."), {"people": tuple(map(dataset.member_name, members))})
    out = sorted(recused(case) & dataset.services.people(dataset.at).keys())
    if out:
        yield Message(N_("Recused, and not asked: {people}."), {"people": tuple(map(dataset.member_name, out))})
    for body, count in unpublished_holders(dataset, dataset.at).items():
        message = N_("Send it to the holders from {body} who are not published too ({count}); their answers are recorded as {id}.")
        yield Message(message, {"body": dataset.body_name(body), "count": count, "id": body})


def refuse_not_open(dataset: Dataset, case: Case) -> WrittenProcedure:
    """A written procedure that goes on; raises ``DuError`` when there is none, it is closed, or the case has gone on without it."""
    procedure = refuse_closed(dataset, case)
    if case.status != "in_written_procedure":
        message = N_("Case {number} is {status}, so its written procedure is over. Close it: du-cli written close {id}")
        raise DuError(message, number=number_of(dataset, case), status=Term(CASE_STATUS[case.status]), id=case.id)
    return procedure


def refuse_closed(dataset: Dataset, case: Case) -> WrittenProcedure:
    """A case's written procedure, sent out and not closed; raises ``DuError`` when there is none."""
    procedure, number = case.written_procedure, number_of(dataset, case)
    if procedure is None or procedure.sent is None:
        message = N_("Case {number} is {status} and was not sent out in writing. Command: du-cli written open {id}")
        raise DuError(message, number=number, status=Term(CASE_STATUS[case.status]), id=case.id)
    if procedure.closed:
        message = N_("The written procedure in case {number} was closed on {closed}.")
        raise DuError(message, number=number, closed=procedure.closed)
    return procedure


class Responding(NamedTuple):
    """An answer: a member's, by id or name, or a body's for a holder who is not published; the day, and what it says."""

    who: str
    day: date
    position: ResponsePosition
    comment: str | None = None


def respond(dataset: Dataset, file: CaseFile, wanted: Responding) -> Change:
    """Record an answer in writing; a late one counts, and is said to be late.

    Raises ``DuError`` for whoever was not asked, is recused, or has answered, and for a body whose holders have
    all answered.
    """
    procedure = refuse_not_open(dataset, file.case)
    who, name = respondent(dataset, file, procedure, wanted.who)
    if wanted.day > dataset.at:
        raise DuError(N_("{date} has not come yet on {day}."), date=wanted.day, day=dataset.at)
    value = {**who, "date": wanted.day, "position": wanted.position, "comment": wanted.comment}
    subject = Message(N_("case {number}: {person} has answered"), {"person": name})
    change = changed(dataset, file, [Append(("written_procedure", "responses"), value)], subject, _following(dataset, file.case, value))
    trailers = (("Member", who["member"]),) if "member" in who else ()
    return replace(change, trailers=(*change.trailers, *trailers), says=_late(procedure, name, wanted.day))


def respondent(dataset: Dataset, file: CaseFile, procedure: WrittenProcedure, who: str) -> tuple[dict[str, str], str]:
    """The keys that say who answers, and the name; raises ``DuError`` for whoever cannot."""
    member = find_member(dataset, who)
    if member:
        _refuse_member(dataset, file, procedure, member.id)
        return {"member": member.id}, member.name
    body = next((one for one in dataset.bodies.values() if who in (one.id, one.name)), None)
    if body is None:
        names = (*(one.name for one in dataset.members), *(one.name for one in dataset.bodies.values()))
        raise no_such(N_("member or body"), who, (*names, *dataset.member, *dataset.bodies))
    _refuse_body(dataset, procedure, body.id)
    return {"body": body.id}, body.name


def _refuse_member(dataset: Dataset, file: CaseFile, procedure: WrittenProcedure, member: str) -> None:
    case, values = file.case, {"person": dataset.member_name(member), "number": number_of(dataset, file.case)}
    answered = next((one for one in procedure.responses if one.member == member), None)
    if answered:
        message = N_("{person} has answered already, on {day}. Correct {path} if that is wrong.")
        raise DuError(message, day=answered.date, path=file.path, **values)
    if member in recused(case):
        raise DuError(N_("{person} is recused from case {number}, and does not answer."), **values)
    people = asked(dataset, case)
    if people is not None and member not in people:
        raise DuError(N_("{person} was not asked in case {number}. See du-cli written show {id}"), id=case.id, **values)


def _refuse_body(dataset: Dataset, procedure: WrittenProcedure, body: str) -> None:
    holders = unpublished_holders(dataset, procedure.sent).get(body, 0) if procedure.sent else 0
    answers = sum(one.body == body and one.member is None for one in procedure.responses)
    if holders == 0:
        message = N_("{body} has no holders who are not published, so an answer from there is recorded with the member's name.")
        raise DuError(message, body=dataset.body_name(body))
    if answers >= holders:
        message = N_("Everybody from {body} who is not published has answered: {holders}.")
        raise DuError(message, holders=counts.members(holders), body=dataset.body_name(body))


def _late(procedure: WrittenProcedure, name: str, day: date) -> tuple[Message, ...]:
    last = deadline(procedure)
    if last is None or day <= last:
        return ()
    message = N_("{person} answered on {date}, after the deadline {deadline}. The answer counts, and is shown as late.")
    return (Message(message, {"person": name, "date": day, "deadline": last}),)


def _following(dataset: Dataset, case: Case, value: dict[str, Any]) -> str:
    """What comes after one more answer: closing, when nobody is left to answer."""
    procedure = case.written_procedure
    responses = (*procedure.responses, Response(**value)) if procedure else ()
    after = altered(case, written_procedure=procedure and altered(procedure, responses=responses))
    return f"du-cli written {'show' if waiting_for(dataset, after) else 'close'} {case.id}"


def not_answered(dataset: Dataset, case: Case) -> Silent:
    """Who was asked, is not recused, and has not answered by the dataset's day."""
    return silent(dataset, case, dataset.at) or Silent((), {})


def waiting_for(dataset: Dataset, case: Case) -> tuple[str, ...]:
    """Names of those who have not answered and still can: whoever has left the committee is not waited for."""
    return silent_names(dataset, waited_for(dataset, case, dataset.at) or Silent((), {}))


def silent_names(dataset: Dataset, missing: Silent) -> tuple[str, ...]:
    """Names of the silent; bodies with the number of their holders who are not published."""
    bodies = (f"{dataset.body_name(body)} ({count})" for body, count in missing.bodies.items())
    return (*map(dataset.member_name, missing.members), *bodies)


def extend(dataset: Dataset, file: CaseFile, until: date) -> Change:
    """Put the deadline off to a later working day, which has not passed."""
    procedure = refuse_not_open(dataset, file.case)
    present = deadline(procedure)
    if until < dataset.at:
        raise DuError(N_("{until} has passed on {day}."), until=until, day=dataset.at)
    if present and until <= present:
        raise DuError(N_("The deadline is {deadline}. It can only be put off to a later day."), deadline=present)
    refuse_deadline(until, procedure.sent or dataset.at)
    subject = Message(N_("case {number}: deadline put off to {until}"), {"until": until})
    edits = [Set(("written_procedure", "extended_to"), until)]
    following = "remind" if waiting_for(dataset, file.case) else "close"
    return changed(dataset, file, edits, subject, f"du-cli written {following} {file.case.id}")


def remind(dataset: Dataset, file: CaseFile) -> Change:
    """Record that those who have not answered are reminded on the dataset's day, and say who they are."""
    procedure = refuse_not_open(dataset, file.case)
    if procedure.sent and dataset.at < procedure.sent:
        message = N_("Case {number} was sent out in writing on {sent}, so nobody can be reminded on {day}.")
        raise DuError(message, number=number_of(dataset, file.case), sent=procedure.sent, day=dataset.at)
    missing = waiting_for(dataset, file.case)
    if not missing:
        message = N_("Everybody has answered in case {number}. Close it with du-cli written close {id}")
        gone = silent_names(dataset, not_answered(dataset, file.case))
        if gone:
            message = N_(
                "Those who have not answered in case {number} are no longer in office: {people}. Close it with du-cli written close {id}"
            )
        raise DuError(message, number=number_of(dataset, file.case), id=file.case.id, people=gone)
    edits: list[Edit] = [] if dataset.at in procedure.reminders else [Append(("written_procedure", "reminders"), dataset.at)]
    change = changed(dataset, file, edits, Message(N_("case {number}: reminder sent")), _after_reminder(dataset, file.case, procedure))
    says = (Message(N_("Not answered: {people}."), {"people": missing}), *_deadline_said(dataset, procedure))
    return replace(change, says=says)


def _after_reminder(dataset: Dataset, case: Case, procedure: WrittenProcedure) -> str:
    """What comes after a reminder: the answers, while they are waited for; closing, when the deadline is over."""
    last = deadline(procedure)
    return f"du-cli written close {case.id}" if last and last < dataset.at else f"du-cli written respond {case.id} MEMBER POSITION"


def _deadline_said(dataset: Dataset, procedure: WrittenProcedure) -> Iterator[Message]:
    last = deadline(procedure)
    if last and last < dataset.at:
        yield Message(N_("The deadline was {deadline}."), {"deadline": last})
    elif last:
        yield Message(N_("The deadline is {deadline}."), {"deadline": last})
