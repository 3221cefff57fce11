"""DU311, DU312: the order of a case's dates, and cases in which nothing happens."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import FINAL, OVER, given, moves, stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import coming, dated
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
        "an answer or discussing it may come after it, and a reminder after the deadline. Nobody is recused before the case is raised; "
        "its written procedure is over when it is concluded, and nothing comes after a withdrawal. "
        "What happened at a meeting has that day's date."
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
            name, before = _named(case, later[0]), _named(case, earlier[0])
            yield found(case, later[0], message, hint, later=name, date=later[1], earlier=before, other=earlier[1])
    for key, day, meeting in _at_meetings(case.case):
        if day and meeting and day.isoformat() != meeting[:10]:
            message = N_("{later} is {date}, and the meeting named with it was on {other}.")
            yield found(case, key, message, hint, later=_named(case, key), date=day, other=date.fromisoformat(meeting[:10]))


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


def _named(case: CaseFile, key: Key) -> str:
    """What a date is called in its file, with its number where its list has several."""
    value: Any = case.case
    for part in key[: next((place for place, part in enumerate(key) if isinstance(part, int)), 0)]:
        value = getattr(value, str(part))
    numbers = [part + 1 for part in case.place(*key).key if isinstance(part, int) and len(value) > 1]
    return ".".join(part for part in key if isinstance(part, str)) + "".join(f" ({number})" for number in numbers)


def _runs(case: "Case") -> list[list[Dated]]:
    """Rows of dates of which none may lie before the one in front of it."""
    raised: Dated = (("raised", "date"), case.raised.date)
    handled = _handled(case, lambda _: True)
    adopted, after = _part(case, "recommendation", "adopted"), [_part(case, key, "date") for key in ("submission", "answer", "decision")]
    runs = [[raised, adopted, *after], [raised, *handled], *([raised, each] for each in _recusals(case))]
    if done := _handled(case, lambda outcome: outcome not in _OF_THE_ANSWER):
        runs += [[done[-1], adopted], [done[-1], *after]]
    runs += [[after[0], each] for each in _handled(case, lambda outcome: outcome == "unanswered")]
    runs.append([after[0] if after[0][1] else raised, _part(case, "submission", "council_meeting")])
    if procedure := case.written_procedure:
        end = _end(procedure)
        concluded = [adopted] if adopted[1] else _handled(case, FINAL.__contains__)[-1:]
        runs += [*_written(raised, procedure), [end, *(concluded or after)]]
    return runs + [[_latest(case, each), each] for each in _handled(case, lambda outcome: outcome == "withdrawn")]


_OF_THE_ANSWER: Final = frozenset(("discussed", "noted", "unanswered", "withdrawn"))
"""Outcomes of a handling that may follow what was submitted, or its answer; the others come before."""


def _part(case: "Case", name: str, key: str) -> Dated:
    part = getattr(case, name)
    return (name, key), part and getattr(part, key)


def _handled(case: "Case", wanted: Callable[[str], bool]) -> list[Dated]:
    return [(("handling", number, "date"), one.date) for number, one in enumerate(case.handling) if wanted(one.outcome)]


def _recusals(case: "Case") -> list[Dated]:
    return [(("recusals", number, "decided"), one.decided) for number, one in enumerate(case.recusals)]


def _latest(case: "Case", withdrawn: Dated) -> Dated:
    """The last thing that happened in a case, its withdrawal apart."""
    parts = (("recommendation", "adopted"), ("submission", "date"), ("answer", "date"), ("decision", "date"))
    procedure = [_end(case.written_procedure)] if case.written_procedure else []
    every = [*procedure, *_handled(case, lambda _: True), *_recusals(case), *(_part(case, *part) for part in parts)]
    return _last([each for each in every if each != withdrawn])


def _end(procedure: "WrittenProcedure") -> Dated:
    """The day a written procedure was closed; the last that happened in it while that is not recorded."""
    closed = _in_writing("closed", day=procedure.closed)
    sent = _in_writing("sent", day=procedure.sent)
    return closed if closed[1] else _last([sent, *_reminders(procedure), *_answers(procedure)])


def _last(dates: list[Dated]) -> Dated:
    """The latest of some dates; one without a day where none has any."""
    return max(dates, key=lambda each: each[1] or date.min)


def _in_writing(*key: str | int, day: date | None) -> Dated:
    return ("written_procedure", *key), day


def _reminders(procedure: "WrittenProcedure") -> list[Dated]:
    return [_in_writing("reminders", number, day=day) for number, day in enumerate(procedure.reminders)]


def _answers(procedure: "WrittenProcedure") -> list[Dated]:
    return [_in_writing("responses", number, "date", day=answer.date) for number, answer in enumerate(procedure.responses)]


def _written(raised: Dated, procedure: "WrittenProcedure") -> list[list[Dated]]:
    sent, closed = _in_writing("sent", day=procedure.sent), _in_writing("closed", day=procedure.closed)
    reminders = _reminders(procedure)
    deadlines = [_in_writing("deadline", day=procedure.deadline), _in_writing("extended_to", day=procedure.extended_to)]
    answered = [row for answer in _answers(procedure) for row in ([raised, sent, answer], [answer, closed])]
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
    days = [day for run in _runs(case.case) for key, day in run if key[-1] not in _AHEAD]
    days += [*(entry.decided for entry in case.case.recusals), *(paper.date for paper in case.case.documents)]
    last = max((day for day in days if day), default=None)
    if last is None:
        message = N_("No date is recorded in the case, so that nobody can say how long it has lain still.")
        yield unknown(case, ("raised", "date"), message, N_("Record the day it was raised (raised.date)."))
    elif _slow(dataset, last):
        message, (hint, command) = N_("Nothing has happened in the case since {since}."), _onwards(dataset, case.case)
        listed = coming(dataset, case.case.id)
        yield found(case, ("status",), message, hint, command=command, since=last, meeting=listed and dated(listed))


def _onwards(dataset: Dataset, case: "Case") -> tuple[str, str | None]:
    """What takes a case that lies still on from its status, and the command that does it; none where it is on a coming agenda."""
    if case.status == "submitted" and not given(case.answer):
        return N_("Ask for the answer, and record it."), f"cases answer {case.id} OUTCOME"
    if "closed" in moves(case):
        return N_("Close it."), f"cases move {case.id} closed"
    if case.status == "concluded":
        return N_("Send it to its addressee."), f"cases submit {case.id}"
    if case.status == "in_written_procedure":
        closed = case.written_procedure and case.written_procedure.closed
        close = (N_("Close the written procedure."), f"written close {case.id}")
        return (N_("Conclude it."), f"cases conclude {case.id} OUTCOME") if closed else close
    if coming(dataset, case.id):
        return N_("It is on the agenda of the meeting on {meeting}."), None
    meeting = coming(dataset)
    command = f"meetings agenda {meeting} --add {case.id}" if meeting else "meetings plan DATE"
    return N_("Put it on the agenda of a meeting, or withdraw it."), command
