"""The recommendations: what the committee adopted, what the addressee answered, what was decided in the end."""

from datetime import date
from typing import NamedTuple

from du_cli.counts import kroner
from du_cli.dataset.dataset import Dataset
from du_cli.document import Block, Column, Document, Heading, Note, Paragraph, Table
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.models.cases import Case, Decision, Recommendation
from du_cli.reports.cases import titled
from du_cli.reports.choices import BY, DECISION, FATE, POSITION
from du_cli.reports.figures import ALWAYS, Period, counted, counts, prose, remarked
from du_cli.reports.names import case_number, cases_in_order, committee_name, party
from du_cli.reports.roster import day


class RecommendationFacts(NamedTuple):
    """One recommendation and its fate; ``fate`` is a key of ``FATE``, amounts are whole kroner; of a restricted case no text."""

    id: str
    number: str
    title: str
    access: str
    adopted: date | None
    by: str | None
    meeting: str | None
    position: str | None
    text: str | None
    dissents: int
    applied: int | None
    addressee: str | None
    addressee_name: str | None
    submitted: date | None
    fate: str
    answered: date | None
    answer_note: str | None
    decision: str | None
    decided: date | None
    decided_by: str | None
    decided_by_name: str | None
    granted: int | None
    decision_note: str | None


class RecommendationsFacts(NamedTuple):
    """The recommendations adopted in a period, in the order of their cases, counted by fate and decision."""

    committee: str | None
    name: str | None
    at: date
    period: Period
    recommendations: tuple[RecommendationFacts, ...]
    by_fate: dict[str, int]
    by_decision: dict[str, int]
    applied: int
    granted: int


def facts(dataset: Dataset, period: Period = ALWAYS) -> RecommendationsFacts:
    """What was recommended in a period, by the day it was adopted."""
    cases = (file.case for file in cases_in_order(dataset))
    every = ((case, case.recommendation) for case in cases if case.recommendation)
    found = tuple(_one(dataset, case, text) for case, text in every if period.holds(text.adopted))
    return RecommendationsFacts(
        dataset.committee,
        committee_name(dataset),
        dataset.at,
        period,
        found,
        counts((one.fate for one in found), FATE),
        counts((one.decision for one in found if one.decision), DECISION),
        sum(one.applied or 0 for one in found),
        sum(one.granted or 0 for one in found),
    )


def _one(dataset: Dataset, case: Case, recommendation: Recommendation) -> RecommendationFacts:
    decision, public = case.decision or Decision(), case.access == "public"
    return RecommendationFacts(
        case.id,
        case_number(dataset.policy, case.id),
        case.title,
        case.access,
        recommendation.adopted,
        recommendation.by,
        recommendation.meeting,
        recommendation.position,
        recommendation.text if public else None,
        len(recommendation.dissents),
        case.project.amount if case.project and case.project.scheme else None,
        case.addressee,
        party(dataset, case.addressee) if case.addressee else None,
        case.submission.date if case.submission else None,
        fate(case),
        case.answer.date if case.answer else None,
        case.answer.note if case.answer and public else None,
        decision.outcome,
        decision.date,
        decision.by,
        party(dataset, decision.by) if decision.by else None,
        None if decision.outcome == "rejected" else decision.amount,
        decision.note if public else None,
    )


def fate(case: Case) -> str:
    """What became of a case's recommendation: the answer, else why there is none, as a key of ``FATE``."""
    if case.answer and case.answer.outcome:
        return case.answer.outcome
    if any(one.outcome == "unanswered" for one in case.handling):
        return "unanswered"
    if case.submission:
        return "waiting"
    if not (case.recommendation and case.recommendation.adopted):
        return "not_adopted"
    return "not_submitted" if case.addressee else "stays"


def layout(found: RecommendationsFacts) -> Document:
    """A line each, the sums, then each text."""
    title = fill(N_("{committee}: recommendations and what became of them"), {"committee": found.name or found.committee})
    if not found.recommendations:
        return Document(title, (table(found), Paragraph(_("No recommendation is recorded."))))
    texts = (Heading(_("The recommendations"), 2), *(block for one in found.recommendations for block in _text(one)))
    return Document(title, (table(found), note(found), Heading(_("How many"), 2), *tallies(found), *texts))


def table(found: RecommendationsFacts) -> Table:
    """The recommendations, a line each."""
    columns = (
        Column(_("No.")),
        Column(_("Title")),
        Column(_("Adopted")),
        Column(_("How")),
        Column(_("Position taken")),
        Column(_("Answer")),
        Column(_("Decided in the end")),
        Column(_("Applied for (kr)"), "right"),
        Column(_("Granted (kr)"), "right"),
    )
    return Table(columns, tuple(map(_row, found.recommendations)))


def _row(one: RecommendationFacts) -> tuple[str, ...]:
    return (
        one.number,
        titled(one.title, one.access),
        day(one.adopted),
        _(BY[one.by]) if one.by else shown(None),
        _(POSITION[one.position]) if one.position else shown(None),
        _dated(_(FATE[one.fate]), one.answered),
        _dated(_(DECISION[one.decision]), one.decided) if one.decision else shown(None),
        kroner(one.applied),
        kroner(one.granted),
    )


def _dated(text: str, when: date | None) -> str:
    return remarked(text, day(when)) if when else text


def note(found: RecommendationsFacts) -> Note:
    """How many there are, and the sums of money."""
    count, applied, granted = len(found.recommendations), kroner(found.applied), kroner(found.granted)
    return Note(
        plural(
            "{count} recommendation. Applied for: {applied} kroner. Granted: {granted} kroner.",
            "{count} recommendations. Applied for: {applied} kroner. Granted: {granted} kroner.",
            count,
            applied=applied,
            granted=granted,
        )
    )


def tallies(found: RecommendationsFacts) -> tuple[Table, ...]:
    """The recommendations counted by what was answered, and by what was decided."""
    by_fate = counted(_("Answer"), found.by_fate, FATE, _("Recommendations by answer"))
    by_decision = counted(_("Decided in the end"), found.by_decision, DECISION, _("Recommendations by decision"))
    return (by_fate, by_decision) if by_decision.rows else (by_fate,)


def _text(one: RecommendationFacts) -> tuple[Block, ...]:
    remarks = tuple(Note(text) for text in (one.answer_note, one.decision_note) if text)
    without = _("No text is recorded.") if one.access == "public" else _("The case is restricted, and its text is left out.")
    return Heading(f"{one.number} {titled(one.title, one.access)}", 3), *(prose(one.text) or (Paragraph(without),)), *remarks
