"""DU311, DU312: the order of a case's dates, and cases in which nothing happens."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import OVER, given
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.terms import months_later
from du_cli.findings import Basis, Key, Severity
from du_cli.i18n import N_
from du_cli.rules.base import Answers, case_rule, found, unknown

if TYPE_CHECKING:
    from du_cli.models.cases import Case

SLOW: Final = 6
"""Months without anything happening after which a case is named."""

Dated = tuple[Key, date | None]


@case_rule(
    "DU311",
    N_("Dates out of order in a case"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_("A case is raised, handled, recommended, submitted, answered and decided in that order."),
    why=N_("A date before the one it follows is a slip of the pen that makes every deadline counted from it wrong."),
    mend=N_("Correct the date that is wrong."),
)
def case_dates_in_order(_: Dataset, case: CaseFile) -> Answers:
    for run in _runs(case.case):
        before: tuple[Key, date] | None = None
        for key, day in run:
            if day is None:
                continue
            if before and day < before[1]:
                message, hint = N_("{later} is {date}, before {earlier} on {other}."), N_("Correct the date that is wrong.")
                yield found(case, key, message, hint, later=_named(key), date=day, earlier=_named(before[0]), other=before[1])
            before = (key, day)


def _named(key: Key) -> str:
    return ".".join(part for part in key if isinstance(part, str))


def _runs(case: "Case") -> list[list[Dated]]:
    """Rows of dates of which none may lie before the one in front of it."""
    raised: Dated = (("raised", "date"), case.raised.date)
    handled: list[Dated] = [(("handling", number, "date"), one.date) for number, one in enumerate(case.handling)]
    runs = [[raised, *_course(case)], [raised, *handled]]
    if procedure := case.written_procedure:
        sent: Dated = (("written_procedure", "sent"), procedure.sent)
        runs.append([raised, sent, (("written_procedure", "closed"), procedure.closed)])
        runs.append(
            [(("written_procedure", "deadline"), procedure.deadline), (("written_procedure", "extended_to"), procedure.extended_to)]
        )
        runs += [[sent, (("written_procedure", "reminders", number), day)] for number, day in enumerate(procedure.reminders)]
        answers = enumerate(procedure.responses)
        runs += [[sent, (("written_procedure", "responses", number, "date"), answer.date)] for number, answer in answers]
    return runs


def _course(case: "Case") -> Iterator[Dated]:
    """The days that follow one another in every case that goes all the way."""
    recommendation, submission = case.recommendation, case.submission
    if recommendation:
        if recommendation.by == "written_procedure" and case.written_procedure:
            yield ("written_procedure", "closed"), case.written_procedure.closed
        yield ("recommendation", "adopted"), recommendation.adopted
    if submission:
        yield ("submission", "date"), submission.date
    if case.answer:
        yield ("answer", "date"), case.answer.date
    if case.decision:
        yield ("decision", "date"), case.decision.date


@case_rule(
    "DU312",
    N_("Nothing happens in the case"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("Something happens within six months in every open case, and answers and decisions do not take longer than that."),
    why=N_("A case that lies still helps nobody, and whoever raised it wants to know."),
    mend=N_("Take the case up, ask for the answer, or close it."),
)
def case_moves_on(dataset: Dataset, case: CaseFile) -> Answers:
    record = case.case
    asks_for_money = record.project is not None and record.project.scheme
    if (record.status in OVER and not asks_for_money) or not case.whole:
        return
    answer, submission = record.answer, record.submission
    put_off = answer is not None and answer.outcome == "postponed"
    if answer and answer.date and not put_off and answer.outcome != "returned" and asks_for_money and not given(record.decision):
        if _slow(dataset, answer.date):
            message, hint = N_("The decision is outstanding since the answer on {since}."), N_("Ask for it, and record it.")
            yield found(case, ("answer", "date"), message, hint, command=f"cases decide {record.id}", since=answer.date)
    elif put_off and record.status == "submitted" and answer and answer.date:
        if _slow(dataset, answer.date):
            message, hint = N_("The answer was put off on {since}, and is outstanding since then."), N_("Ask for it, and record it.")
            yield found(case, ("answer", "date"), message, hint, command=f"cases answer {record.id}", since=answer.date)
    elif record.status == "submitted" and submission and submission.date and not given(answer):
        if _slow(dataset, submission.date):
            message, hint = N_("The answer is outstanding since the case was submitted on {since}."), N_("Ask for it, and record it.")
            yield found(case, ("submission", "date"), message, hint, command=f"cases answer {record.id}", since=submission.date)
    elif record.status not in OVER:
        yield from _still(dataset, case)


def _slow(dataset: Dataset, since: date) -> bool:
    return months_later(since, SLOW) <= dataset.at


def _still(dataset: Dataset, case: CaseFile) -> Answers:
    days = [day for run in _runs(case.case) for key, day in run if day and key[-1] not in ("deadline", "extended_to")]
    last = max([*days, *(entry.decided for entry in case.case.recusals if entry.decided)], default=None)
    if last is None:
        message = N_("No date is recorded in the case, so that nobody can say how long it has lain still.")
        yield unknown(case, ("raised", "date"), message, N_("Record the day it was raised (raised.date)."))
    elif _slow(dataset, last):
        yield found(
            case, ("status",), N_("Nothing has happened in the case since {since}."), N_("Take the case up, or close it."), since=last
        )
