"""One case: everything its file says, where it has been on an agenda, and how its written procedure stands."""

from datetime import date
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.document import Block, Column, Document, Heading, Note, Paragraph, Table
from du_cli.i18n import N_, _, fill, shown
from du_cli.models.cases import Case, CaseDocument, Recommendation
from du_cli.reports import written
from du_cli.reports.by_day import case_by, meeting_by, raised_by
from du_cli.reports.cases import named
from du_cli.reports.choices import (
    ACCESS,
    BY,
    CASE_STATUS,
    CASE_TYPE,
    DECISION,
    FATE,
    HANDLING,
    MEETING_STATUS,
    PHASE,
    POSITION,
    PURPOSE,
    RECUSAL,
)
from du_cli.reports.figures import kroner, prose
from du_cli.reports.names import case_number, cases_in_order, find_case, parties
from du_cli.reports.recommendations import closed_unanswered
from du_cli.reports.roster import day, table_of


class AgendaLine(NamedTuple):
    """A meeting that has the case on its agenda."""

    meeting: str
    status: str
    item: int
    purpose: str | None
    outcome: str | None


class CaseFacts(NamedTuple):
    """A case as its file says it by the day asked for, the names of all it mentions by id, and what other files and the day add."""

    committee: str | None
    at: date
    number: str
    path: str
    case: Case
    names: dict[str, str]
    numbers: dict[str, str]
    agenda: tuple[AgendaLine, ...]
    continued_by: tuple[str, ...]
    written: written.WrittenFacts | None


def facts(dataset: Dataset, case_id: str) -> CaseFacts:
    """One case by its id or number; raises ``DuError`` when there is no such case."""
    file = find_case(dataset, case_id)
    case = case_by(file.case, dataset.at)
    agenda = tuple(
        AgendaLine(meeting.id, meeting.status, item.item, item.purpose, item.outcome)
        for meeting in (meeting_by(whole, dataset.at) for _path, whole, _place, _item in dataset.agenda_of.get(case.id, ()))
        for item in meeting.agenda
        if item.case == case.id
    )
    since = (file.case for file in cases_in_order(dataset) if raised_by(file.case, dataset.at))
    later = tuple(one.id for one in since if one.follows == case.id)
    procedure = written.facts(dataset, file.case) if case.written_procedure else None
    number = case_number(dataset.policy, case.id)
    numbers = {one: case_number(dataset.policy, one) for one in (case.id, *later, case.follows) if one}
    names = parties(dataset, named(case))
    return CaseFacts(dataset.committee, dataset.at, number, file.path, case, names, numbers, agenda, later, procedure)


def layout(found: CaseFacts) -> Document:
    """What the case is, what it proposes, how it was handled, and what came of it."""
    title = fill(N_("Case {number}: {title}"), {"number": found.number, "title": found.case.title})
    parts = (
        table_of(_about(found)),
        *_text(_("Summary"), found.case.summary),
        *_text(_("Proposed recommendation"), found.case.proposal),
        *_project(found),
        *_recusals(found),
        *_agenda(found),
        *_handling(found.case),
        *_written(found),
        *_recommendation(found),
        *_outcome(found),
        *documents(found.case.documents),
    )
    return Document(title, parts)


def _about(found: CaseFacts) -> tuple[tuple[str, str], ...]:
    case = found.case
    access = ", ".join(part for part in (_(ACCESS[case.access]), case.legal_basis) if part)
    return (
        (_("Id"), case.id),
        (_("File"), found.path),
        (_("Title"), case.title),
        (_("Type"), _(CASE_TYPE[case.type])),
        (_("Status"), _(CASE_STATUS[case.status])),
        (_("Raised"), day(case.raised.date)),
        (_("Raised by"), _name(found, case.raised.by)),
        (_("Responsible"), _name(found, case.responsible)),
        (_("Addressee"), _name(found, case.addressee)),
        (_("Tasks of the mandate"), ", ".join(map(str, case.mandate_tasks)) or shown(None)),
        (_("Council's mandate"), shown(case.council_mandate)),
        (_("Access"), access),
        (_("Regional networks involved"), shown([found.names[one] for one in case.networks_involved]) or shown(None)),
        *(((_("Continues case"), found.numbers[case.follows]),) if case.follows else ()),
        *(((_("Continued by case"), ", ".join(found.numbers[one] for one in found.continued_by)),) if found.continued_by else ()),
    )


def _name(found: CaseFacts, party_id: str | None) -> str:
    return found.names[party_id] if party_id else shown(None)


def _text(heading: str, text: str | None) -> tuple[Block, ...]:
    blocks = prose(text)
    return (Heading(heading, 2), *blocks) if blocks else ()


def _project(found: CaseFacts) -> tuple[Block, ...]:
    project = found.case.project
    if project is None:
        return ()
    pairs = (
        (_("Name"), shown(project.name)),
        (_("Funding scheme"), shown(project.scheme)),
        (_("Applicants"), shown([found.names[one] for one in project.applicants]) or shown(None)),
        (_("Participants"), shown([found.names[one] for one in project.participants]) or shown(None)),
        (_("Amount applied for (kroner)"), kroner(project.amount)),
        (_("Total cost (kroner)"), kroner(project.total_cost)),
        (_("Phase"), _(PHASE[project.phase]) if project.phase else shown(None)),
        (_("Builds on Fiks"), shown(project.uses_fiks)),
    )
    return Heading(_("Project"), 2), table_of(pairs)


def _recusals(found: CaseFacts) -> tuple[Block, ...]:
    columns = (Column(_("Member")), Column(_("Outcome")), Column(_("Provision")), Column(_("Decided")))
    rows = tuple((found.names[one.member], _(RECUSAL[one.outcome]), shown(one.basis), day(one.decided)) for one in found.case.recusals)
    return _table(_("Impartiality"), columns, rows)


def _agenda(found: CaseFacts) -> tuple[Block, ...]:
    columns = (Column(_("Meeting")), Column(_("Status")), Column(_("Item"), "right"), Column(_("Purpose")), Column(_("Outcome")))
    rows = tuple(
        (
            one.meeting,
            _(MEETING_STATUS[one.status]),
            str(one.item),
            _(PURPOSE[one.purpose]) if one.purpose else shown(None),
            _(HANDLING[one.outcome]) if one.outcome else shown(None),
        )
        for one in found.agenda
    )
    return _table(_("On the agenda of"), columns, rows)


def _handling(case: Case) -> tuple[Block, ...]:
    columns = (Column(_("Date")), Column(_("Meeting")), Column(_("Outcome")), Column(_("Remark")))
    rows = tuple((day(one.date), shown(one.meeting), _(HANDLING[one.outcome]), one.note or "") for one in case.handling)
    return _table(_("Handling"), columns, rows)


def _table(heading: str, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[Block, ...]:
    return (Heading(heading, 2), Table(columns, rows)) if rows else ()


def _written(found: CaseFacts) -> tuple[Block, ...]:
    if found.written is None:
        return ()
    values = {
        "standing": written.standing(found.written.state, found.written.working_days_left),
        "sent": found.written.sent,
        "deadline": found.written.deadline,
    }
    about = Paragraph(fill(N_("Sent {sent}, deadline {deadline}: {standing}."), values))
    _heading, *result = written.result_blocks(found.written.result)
    out = tuple(one.name for one in found.written.result.recused)
    apart = (Note(fill(N_("Recused, and not counted: {people}."), {"people": out})),) if out else ()
    return Heading(_("Written procedure"), 2), about, *result, *apart


def _recommendation(found: CaseFacts) -> tuple[Block, ...]:
    recommendation = found.case.recommendation
    if recommendation is None:
        return ()
    pairs = (
        (_("Adopted"), day(recommendation.adopted)),
        (_("How"), _(BY[recommendation.by]) if recommendation.by else shown(None)),
        (_("Meeting"), shown(recommendation.meeting)),
        (_("Position taken"), _(POSITION[recommendation.position]) if recommendation.position else shown(None)),
        *(((_("Votes"), votes(recommendation)),) if recommendation.votes else ()),
    )
    dissents = tuple((found.names[one.member], shown(one.text)) for one in recommendation.dissents)
    own = (Table((Column(_("Member")), Column(_("Own view"))), dissents, _("Members' own views")),) if dissents else ()
    return Heading(_("Recommendation"), 2), table_of(pairs), *prose(recommendation.text), *own


def votes(recommendation: Recommendation) -> str:
    """The votes in words; a dash when none were counted."""
    if recommendation.votes is None:
        return shown(None)
    values = {"for": recommendation.votes.for_, "against": recommendation.votes.against, "abstained": recommendation.votes.abstained}
    return fill(N_("{for} for, {against} against, {abstained} abstained"), values)


def _outcome(found: CaseFacts) -> tuple[Block, ...]:
    submission, answer, decision = found.case.submission, found.case.answer, found.case.decision
    rows: list[tuple[str, str, str, str]] = []
    if submission:
        meeting = fill(N_("for the meeting of {day}"), {"day": submission.council_meeting}) if submission.council_meeting else ""
        rows.append((_("Submitted"), day(submission.date), _name(found, submission.to), meeting))
    if answer:
        rows.append((_("Answer"), day(answer.date), _(FATE[answer.outcome]) if answer.outcome else shown(None), answer.note or ""))
    if closed := closed_unanswered(found.case):
        rows.append((_("Answer"), day(closed.date), _(HANDLING[closed.outcome]), closed.note or ""))
    if decision:
        outcome = _(DECISION[decision.outcome]) if decision.outcome else shown(None)
        amount = fill(N_("{amount} kroner"), {"amount": kroner(decision.amount)}) if decision.amount is not None else ""
        remark = " · ".join(part for part in (_name(found, decision.by) if decision.by else "", amount, decision.note or "") if part)
        rows.append((_("Decision"), day(decision.date), outcome, remark))
    columns = (Column(_("Step")), Column(_("Date")), Column(_("Outcome")), Column(_("Remark")))
    return _table(_("What became of it"), columns, tuple(rows))


def documents(found: tuple[CaseDocument, ...]) -> tuple[Block, ...]:
    """A record's papers as a table."""
    columns = (Column(_("Title")), Column(_("Date")), Column(_("Where")), Column(_("Access")))
    rows = tuple(
        (shown(one.title), day(one.date), shown(one.path or one.url), _(ACCESS[one.access]) if one.access else shown(None)) for one in found
    )
    return _table(_("Documents"), columns, rows)
