"""Cases and meetings as they stood on a day: what is dated later has not happened yet, and what has no date stays as it is recorded."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from du_cli.dataset.ids import case_order
from du_cli.models.cases import Case, WrittenProcedure
from du_cli.models.meetings import Meeting
from du_cli.models.record import altered

D = TypeVar("D")


def by(day: date, when: date | None) -> bool:
    """Whether something has happened by a day; what has no date has."""
    return when is None or when <= day


def raised_by(case: Case, day: date) -> bool:
    """Whether a case was raised by a day; one whose day is not recorded from the beginning of the year of its number on."""
    return (case.raised.date or date(case_order(case.id)[0], 1, 1)) <= day


def case_by(case: Case, day: date) -> Case:
    """A case with what had happened by a day. Its status has no date and stays."""
    recommendation = case.recommendation
    return altered(
        case,
        recusals=_dated(day, ((one.decided, one) for one in case.recusals)),
        handling=_dated(day, ((one.date, one) for one in case.handling)),
        written_procedure=case.written_procedure and _procedure_by(case.written_procedure, day),
        recommendation=recommendation if recommendation and by(day, recommendation.adopted) else None,
        submission=case.submission if case.submission and by(day, case.submission.date) else None,
        answer=case.answer if case.answer and by(day, case.answer.date) else None,
        decision=case.decision if case.decision and by(day, case.decision.date) else None,
    )


def _procedure_by(procedure: WrittenProcedure, day: date) -> WrittenProcedure:
    over = by(day, procedure.closed)
    return altered(
        procedure,
        reminders=_dated(day, ((one, one) for one in procedure.reminders)),
        responses=_dated(day, ((one.date, one) for one in procedure.responses)),
        closed=procedure.closed if over else None,
        summary=procedure.summary if over else None,
    )


def _dated(day: date, dated: Iterable[tuple[date | None, D]]) -> tuple[D, ...]:
    return tuple(one for when, one in dated if by(day, when))


def meeting_by(meeting: Meeting, day: date) -> Meeting:
    """A meeting with what had happened by a day, and the status it had then; that it is cancelled has no date and stays."""
    called, approved = meeting.called, meeting.approved
    known = altered(meeting, called=called if by(day, called) else None, approved=approved if approved and by(day, approved.date) else None)
    if meeting.day <= day:
        return known if known.approved or meeting.status != "approved" or not approved else altered(known, status="held")
    if meeting.status == "cancelled":
        return known
    agenda = tuple(altered(item, minutes=None, outcome=None) for item in meeting.agenda)
    return altered(known, status="called" if known.called else "planned", attendance=None, approved=None, agenda=agenda)
