"""One person at work: what is recorded of the person, and their meetings, answers, cases and outreach."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from du_cli import counts
from du_cli.dataset.casework import recused
from du_cli.dataset.dataset import Dataset
from du_cli.document import Block, Column, Document, Heading, Paragraph, Table
from du_cli.i18n import N_, _, fill
from du_cli.reports import attendance, cases, outreach, roster
from du_cli.reports.choices import RECUSAL, RESPONSE
from du_cli.reports.figures import percent, remarked
from du_cli.reports.names import case_number, cases_in_order
from du_cli.reports.roster import MemberFacts, day


class AnswerFacts(NamedTuple):
    """An answer in a written procedure."""

    id: str
    number: str
    title: str
    access: str
    day: date
    position: str
    recused: bool


class MemberWork(NamedTuple):
    """A person's work by the day asked for; ``attendance`` is None when no meeting was held while the person sat."""

    attendance: attendance.MemberAttendance | None
    answers: tuple[AnswerFacts, ...]
    cases: tuple[cases.CaseLine, ...]
    outreach: tuple[outreach.ActivityFacts, ...]


def facts(dataset: Dataset, member_id: str) -> MemberFacts:
    """One person's facts and work; raises ``DuError`` when there is no such person."""
    found = roster.member_facts(dataset, member_id)
    met = (one for one in attendance.facts(dataset).members if one.id == found.id)
    work = MemberWork(
        next(met, None),
        tuple(_answers(dataset, found.id)),
        cases.facts(dataset, cases.Filter(person=found.id)).cases,
        outreach.facts(dataset, outreach.Filter(person=found.id)).activities,
    )
    return found._replace(work=work)


def _answers(dataset: Dataset, member: str) -> Iterator[AnswerFacts]:
    for file in cases_in_order(dataset):
        procedure = file.case.written_procedure
        for one in procedure.responses if procedure else ():
            if one.member == member and one.date <= dataset.at:
                number = case_number(dataset.policy, file.case.id)
                out = member in recused(file.case)
                yield AnswerFacts(file.case.id, number, file.case.title, file.case.access, one.date, one.position, out)


def layout(found: MemberFacts) -> Document:
    """What is recorded of the person, then the work, those parts left out of which there is nothing."""
    document = roster.member_layout(found)
    return document._replace(blocks=(*document.blocks, *(_work(found.work) if found.work else ())))


def _work(work: MemberWork) -> tuple[Block, ...]:
    register = cases.register(work.cases)
    meetings = (Heading(_("Meetings"), 2), Paragraph(_met(work.attendance))) if work.attendance else ()
    return (
        *meetings,
        *_part(_("Answers in writing"), _answer_table(work)),
        *_part(_("Cases"), register),
        *_part(_("Outreach"), outreach.table(work.outreach)),
    )


def _part(heading: str, table: Table) -> tuple[Block, ...]:
    return (Heading(heading, 2), table) if table.rows else ()


def _met(found: attendance.MemberAttendance) -> str:
    values = {
        "present": found.present,
        "meetings": counts.meetings(found.meetings),
        "share": percent(found.share),
        "substitute": found.substitute,
    }
    return fill(N_("Present in {present} of {meetings} ({share}); represented by a substitute in {substitute}."), values)


def _answer_table(work: MemberWork) -> Table:
    columns = (Column(_("No.")), Column(_("Title")), Column(_("Date")), Column(_("Answer")))
    rows = ((one.number, cases.titled(one.title, one.access), day(one.day), _answer(one)) for one in work.answers)
    return Table(columns, tuple(rows))


def _answer(one: AnswerFacts) -> str:
    """The answer in words; marked when it does not count, the person being recused."""
    position = _(RESPONSE[one.position])
    return remarked(position, _(RECUSAL["recused"])) if one.recused else position
