"""A written procedure: where it stands on the day, what was answered, and who has been silent."""

from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.written import counted as counted_on
from du_cli.dataset.written import deadline as last_day
from du_cli.dataset.written import unpublished_holders
from du_cli.document import Block, Column, Document, Heading, Note, Table
from du_cli.errors import DuError
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.models.cases import Case, Response, WrittenProcedure
from du_cli.registers import count_working_days
from du_cli.reports.by_day import case_by
from du_cli.reports.cases import titled
from du_cli.reports.choices import RESPONSE, WRITTEN_STATE
from du_cli.reports.figures import counted, counts, prose, remarked
from du_cli.reports.names import case_number, party
from du_cli.reports.roster import day, table_of


class ReplyFacts(NamedTuple):
    """One who was asked, or answered: the answer, or none. ``late``: after the deadline; ``left``: no longer in office, and silent."""

    id: str
    name: str
    day: date | None
    position: str | None
    comment: str | None
    late: bool
    left: bool


class UnpublishedFacts(NamedTuple):
    """Places of a body held by people the source does not name, who were asked with the others."""

    body: str
    name: str
    asked: int
    answered: int


class Result(NamedTuple):
    """The answers by a day, the last of each member, counted by position; silence is counted apart, and never as support.

    ``asked`` and ``silent`` are None when who was asked is not recorded. Neither counts who is ``recused``, nor ``not_asked``,
    who answered without being asked.
    """

    asked: int | None
    answered: int
    silent: int | None
    by_position: dict[str, int]
    replies: tuple[ReplyFacts, ...]
    unpublished: tuple[UnpublishedFacts, ...]
    recused: tuple[ReplyFacts, ...]
    not_asked: tuple[ReplyFacts, ...]


class WrittenFacts(NamedTuple):
    """A written procedure on a day: its dates and where it stands, and its result so far."""

    committee: str | None
    at: date
    id: str
    number: str
    title: str
    access: str
    state: str
    reason: str | None
    question: str | None
    sent: date | None
    deadline: date | None
    extended_to: date | None
    reminders: tuple[date, ...]
    closed: date | None
    working_days_left: int | None
    result: Result
    summary: str | None


def facts(dataset: Dataset, case: Case) -> WrittenFacts:
    """A case's written procedure; raises ``DuError`` when it has none."""
    number, written = case_number(dataset.policy, case.id), case_by(case, dataset.at).written_procedure
    if written is None:
        raise DuError(N_("Case {number} has no written procedure."), number=number)
    deadline, state = last_day(written), "ended" if _fell(case, dataset.at) else state_on(written, dataset.at)
    return WrittenFacts(
        dataset.committee,
        dataset.at,
        case.id,
        number,
        case.title,
        case.access,
        state,
        written.reason,
        written.question,
        written.sent,
        deadline,
        written.extended_to,
        written.reminders,
        written.closed,
        days_left(deadline, dataset.at) if state == "open" else None,
        result(dataset, case, written),
        written.summary,
    )


def guarded(found: WrittenFacts) -> WrittenFacts:
    """A written procedure without the text of a restricted case, for a report of many; dates and counts stay."""
    if found.access == "public":
        return found
    result = found.result
    replies, out, others = (
        tuple(one._replace(comment=None) for one in each) for each in (result.replies, result.recused, result.not_asked)
    )
    return found._replace(reason=None, question=None, summary=None, result=result._replace(replies=replies, recused=out, not_asked=others))


def result(dataset: Dataset, case: Case, written: WrittenProcedure) -> Result:
    """The answers of a case's written procedure by the dataset's day, counted."""
    found = counted_on(dataset, case, dataset.at)
    sitting, answers = dataset.services.people(min(dataset.at, written.closed or dataset.at)), found.by_member
    unpublished = tuple(_unpublished(dataset, written, found.answers))
    places = None if found.asked is None else len(found.asked) + sum(one.asked for one in unpublished)
    names = tuple(answers) if found.asked is None else found.asked
    return Result(
        places,
        len(found.answers),
        None if places is None else places - len(found.answers),
        counts((one.position for one in found.answers), RESPONSE),
        tuple(_reply(dataset, member, answers.get(member), last_day(written), left=member not in sitting) for member in names),
        unpublished,
        tuple(_reply(dataset, member, one, last_day(written)) for member, one in found.recused.items()),
        tuple(_reply(dataset, member, one, last_day(written)) for member, one in found.not_asked.items()),
    )


def state_on(written: WrittenProcedure, at: date) -> str:
    """Where a procedure stands on a day, by its dates alone: a key of ``WRITTEN_STATE``."""
    deadline = last_day(written)
    if written.closed and written.closed <= at:
        return "closed"
    if written.sent is None or written.sent > at:
        return "not_sent"
    return "deadline_passed" if deadline and deadline < at else "open"


def _fell(case: Case, at: date) -> bool:
    """Whether a case was withdrawn by a day while it was out for answers; by any day when none is recorded."""
    closed = case.written_procedure.closed if case.written_procedure else None
    days = [one.date for one in case.handling if one.outcome == "withdrawn"]
    return case.status == "withdrawn" and closed is None and all(day <= at for day in days)


def days_left(deadline: date | None, at: date) -> int | None:
    """Working days left after a day, up to and with the deadline: 0 on the deadline itself."""
    if deadline is None:
        return None
    return count_working_days(at + timedelta(days=1), deadline) if at < deadline else 0


def _unpublished(dataset: Dataset, written: WrittenProcedure, received: Iterable[Response]) -> Iterable[UnpublishedFacts]:
    """By body: the places held by people who are not published, who are asked with the others, and the answers from them."""
    answers = [one.body for one in received if one.body and not one.member]
    places = {} if written.sent_to is None else unpublished_holders(dataset, written.sent or dataset.at)
    for body in dict.fromkeys([*places, *answers]):
        answered = answers.count(body)
        yield UnpublishedFacts(body, party(dataset, body), max(places.get(body, 0), answered), answered)


def _reply(dataset: Dataset, member: str, response: Response | None, deadline: date | None, *, left: bool = False) -> ReplyFacts:
    name = party(dataset, member)
    if response is None:
        return ReplyFacts(member, name, None, None, None, late=False, left=left)
    late = bool(deadline and response.date > deadline)
    return ReplyFacts(member, name, response.date, response.position, response.comment, late, left=False)


def silent_names(found: Result, sitting: Container[str]) -> tuple[str, ...]:
    """Those who were asked, have not answered and still can: members in office by name, then bodies with how many of their places."""
    members = tuple(one.name for one in found.replies if one.position is None and one.id in sitting)
    waiting = [one for one in found.unpublished if one.asked > one.answered]
    bodies = (remarked(one.name, one.asked - one.answered) for one in waiting)
    return (*members, *bodies)


def standing(state: str, working_days_left: int | None) -> str:
    """A procedure's state in words: open with its days left, or another one."""
    if state == "open" and working_days_left is not None:
        return plural("open, {count} working day left", "open, {count} working days left", working_days_left)
    return _(WRITTEN_STATE[state])


def layout(found: WrittenFacts) -> Document:
    """The dates in a table, the result counted, then each answer."""
    title = fill(N_("Written procedure for case {number}: {title}"), {"number": found.number, "title": titled(found.title, found.access)})
    pairs = (
        (fill(N_("On {day}"), {"day": found.at}), standing(found.state, found.working_days_left)),
        (_("Why in writing"), shown(found.reason)),
        (_("Sent"), day(found.sent)),
        (_("Deadline"), day(found.deadline)),
        *(((_("Reminders"), ", ".join(map(day, found.reminders))),) if found.reminders else ()),
        *(((_("Closed"), day(found.closed)),) if found.closed else ()),
    )
    question = (Heading(_("Question"), 2), *prose(found.question)) if found.question else ()
    summary = (Heading(_("Summary"), 2), *prose(found.summary)) if found.summary else ()
    return Document(title, (table_of(pairs), *question, *result_blocks(found.result), *_answers(found.result), *summary))


def result_blocks(found: Result) -> tuple[Block, ...]:
    """The answers counted by position, and the silent apart."""
    tally = counted(_("Answer"), found.by_position, RESPONSE)
    silent = shown(found.silent) if found.silent is None else str(found.silent)
    rows = (*tally.rows, (_("no answer"), silent))
    return Heading(_("Result"), 2), Table(tally.columns, rows), Note(_("No answer is never counted as support."))


def _answers(found: Result) -> tuple[Block, ...]:
    parts = (
        (_("Who was asked"), (*(_row(one, _silence(one)) for one in found.replies), *map(_body_row, found.unpublished))),
        (_("Recused, and not counted"), tuple(_row(one, shown(None)) for one in found.recused)),
        (_("Answers from others, which do not count"), tuple(_row(one, shown(None)) for one in found.not_asked)),
    )
    columns = (Column(_("Name")), Column(_("Answer")), Column(_("Date")), Column(_("Comment")))
    return tuple(block for heading, rows in parts if rows for block in (Heading(heading, 2), Table(columns, rows)))


def _silence(one: ReplyFacts) -> str:
    return _("no answer, has left") if one.left else _("no answer")


def _row(one: ReplyFacts, silence: str) -> tuple[str, ...]:
    position = _(RESPONSE[one.position]) if one.position else silence
    when = fill(N_("{day} (late)"), {"day": day(one.day)}) if one.late else day(one.day)
    return one.name, position, when, one.comment or ""


def _body_row(one: UnpublishedFacts) -> tuple[str, ...]:
    values = {"name": one.name, "places": one.asked}
    name = fill(N_("{name}, not published ({places})"), values)
    return name, fill(N_("{answered} of {places} answered"), {"answered": one.answered, "places": one.asked}), shown(None), ""
