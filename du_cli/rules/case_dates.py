"""DU311, DU312: the order of a case's dates, and cases in which nothing happens."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import OVER, given, stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.terms import months_later
from du_cli.findings import Basis, Key, Severity
from du_cli.i18n import N_
from du_cli.rules.base import Answers, case_rule, found, unknown

if TYPE_CHECKING:
    from du_cli.models.cases import Case, WrittenProcedure

SLOW: Final = 6
"""Months without anything happening after which a case is named."""

Dated = tuple[Key, date | None]


@case_rule(
    "DU311",
    N_("Dates out of order in a case"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_(
        "A case is raised, handled, recommended, submitted, answered and decided in that order, on the same day or later; taking note of "
        "an answer or discussing it may come after it, and a reminder after the deadline. What happened at a meeting has that day's date."
    ),
    why=N_("A date before the one it follows is a slip of the pen that makes every deadline counted from it wrong."),
    mend=N_("Correct the date that is wrong."),
)
def case_dates_in_order(_: Dataset, case: CaseFile) -> Answers:
    hint, seen = N_("Correct the date that is wrong."), set[Key]()
    for earlier, later in _disorders(case.case):
        if later[0] not in seen:
            seen.add(later[0])
            message = N_("{later} is {date}, before {earlier} on {other}.")
            if _named(earlier[0]) == _named(later[0]):
                message = N_("In {later}, {date} comes after {other}, which is a later day.")
            yield found(case, later[0], message, hint, later=_named(later[0]), date=later[1], earlier=_named(earlier[0]), other=earlier[1])
    for key, day, meeting in _at_meetings(case.case):
        if day and meeting and day.isoformat() != meeting[:10]:
            message = N_("{later} is {date}, and the meeting named with it was on {other}.")
            yield found(case, key, message, hint, later=_named(key), date=day, other=date.fromisoformat(meeting[:10]))


def _disorders(case: "Case") -> Iterator[tuple[tuple[Key, date], tuple[Key, date]]]:
    """Each date that lies before the one in front of it in its row, after that one."""
    for run in _runs(case):
        before: tuple[Key, date] | None = None
        for key, day in run:
            if day is None:
                continue
            if before and day < before[1]:
                yield before, (key, day)
            before = (key, day)


def _at_meetings(case: "Case") -> Iterator[tuple[Key, date | None, str | None]]:
    """The dates of what was done at meetings, with the meetings' ids."""
    for number, one in enumerate(case.handling):
        yield ("handling", number, "date"), one.date, one.meeting
    if case.recommendation and case.recommendation.by != "written_procedure":
        yield ("recommendation", "adopted"), case.recommendation.adopted, case.recommendation.meeting


def _named(key: Key) -> str:
    return ".".join(part for part in key if isinstance(part, str))


def _runs(case: "Case") -> list[list[Dated]]:
    """Rows of dates of which none may lie before the one in front of it."""
    raised: Dated = (("raised", "date"), case.raised.date)
    handled: list[Dated] = [(("handling", number, "date"), one.date) for number, one in enumerate(case.handling)]
    after = list(_after_the_committee(case))
    runs = [[raised, *_adopted(case), *after], [raised, *handled]]
    if after and (done := [each for each, one in zip(handled, case.handling, strict=True) if one.outcome not in _OF_THE_ANSWER]):
        runs.append([done[-1], *after])
    if case.submission:
        sent_on: Dated = (("submission", "date"), case.submission.date)
        runs.append([sent_on if sent_on[1] else raised, (("submission", "council_meeting"), case.submission.council_meeting)])
    return runs + (_written(raised, case.written_procedure) if case.written_procedure else [])


_OF_THE_ANSWER: Final = frozenset(("discussed", "noted", "unanswered", "withdrawn"))
"""Outcomes of a handling that may follow what was submitted, or its answer; the others come before."""


def _adopted(case: "Case") -> Iterator[Dated]:
    if case.recommendation:
        if case.recommendation.by == "written_procedure" and case.written_procedure:
            yield ("written_procedure", "closed"), case.written_procedure.closed
        yield ("recommendation", "adopted"), case.recommendation.adopted


def _after_the_committee(case: "Case") -> Iterator[Dated]:
    """The days that follow in a case that goes all the way, once the committee is finished with it."""
    for key in ("submission", "answer", "decision"):
        if part := getattr(case, key):
            yield (key, "date"), part.date


def _written(raised: Dated, procedure: "WrittenProcedure") -> list[list[Dated]]:
    def at(*key: str | int, day: date | None) -> Dated:
        return ("written_procedure", *key), day

    sent, closed = at("sent", day=procedure.sent), at("closed", day=procedure.closed)
    reminders = [at("reminders", number, day=day) for number, day in enumerate(procedure.reminders)]
    answers = [at("responses", number, "date", day=answer.date) for number, answer in enumerate(procedure.responses)]
    deadlines = [at("deadline", day=procedure.deadline), at("extended_to", day=procedure.extended_to)]
    answered = [row for answer in answers for row in ([raised, sent, answer], [answer, closed])]
    return [[raised, sent, closed], deadlines, [raised, sent, *reminders], [*reminders[-1:], closed], *answered]


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
    asks_for_money = record.project is not None and stated(record.project.scheme)
    if (record.status in OVER and not asks_for_money) or not case.whole:
        return
    answer, submission = record.answer, record.submission
    put_off = answer is not None and answer.outcome == "postponed"
    if answer and answer.date and not put_off and answer.outcome != "returned" and asks_for_money and not given(record.decision):
        if _slow(dataset, answer.date):
            message, hint = N_("The decision is outstanding since the answer on {since}."), N_("Ask for it, and record it.")
            yield found(case, ("answer", "date"), message, hint, command=f"cases decide {record.id} OUTCOME", since=answer.date)
    elif put_off and record.status == "submitted" and answer and answer.date:
        if _slow(dataset, answer.date):
            message, hint = N_("The answer was put off on {since}, and is outstanding since then."), N_("Ask for it, and record it.")
            yield found(case, ("answer", "date"), message, hint, command=f"cases answer {record.id} OUTCOME", since=answer.date)
    elif record.status == "submitted" and submission and submission.date and not given(answer):
        if _slow(dataset, submission.date):
            message, hint = N_("The answer is outstanding since the case was submitted on {since}."), N_("Ask for it, and record it.")
            yield found(case, ("submission", "date"), message, hint, command=f"cases answer {record.id} OUTCOME", since=submission.date)
    elif record.status not in OVER:
        yield from _still(dataset, case)


def _slow(dataset: Dataset, since: date) -> bool:
    return months_later(since, SLOW) <= dataset.at


_AHEAD: Final = frozenset(("deadline", "extended_to", "council_meeting"))
"""Keys of dates that say when something is to happen, and not that it did."""


def _still(dataset: Dataset, case: CaseFile) -> Answers:
    days = [day for run in _runs(case.case) for key, day in run if day and key[-1] not in _AHEAD]
    last = max([*days, *(entry.decided for entry in case.case.recusals if entry.decided)], default=None)
    if last is None:
        message = N_("No date is recorded in the case, so that nobody can say how long it has lain still.")
        yield unknown(case, ("raised", "date"), message, N_("Record the day it was raised (raised.date)."))
    elif _slow(dataset, last):
        yield found(
            case, ("status",), N_("Nothing has happened in the case since {since}."), N_("Take the case up, or close it."), since=last
        )
