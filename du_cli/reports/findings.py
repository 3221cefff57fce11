"""The findings as a report: what a check says, by severity, with the place and the next step of each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.shown import Shown, Summary, summary
from du_cli.document import Block, Column, Document, Heading, Paragraph, Table
from du_cli.i18n import N_, _, fill, shown
from du_cli.reports.names import committee_name

COUNTS: Final = {
    "error": N_("Errors"),
    "warning": N_("Warnings"),
    "information": N_("Information"),
    "not_assessed": N_("Not assessed"),
    "waived": N_("Waived"),
}
"""What a summary counts, the gravest first."""


class FindingFacts(NamedTuple):
    """One finding in the reader's language, with the keys that ``check`` gives it, and three more.

    ``kind`` is its severity, or what it is instead of found: a key of ``COUNTS``; ``references`` are its clauses as the mandate
    writes them, and ``reason`` is why it is waived.
    """

    kind: str
    code: str
    outcome: str
    severity: str
    basis: str
    clauses: tuple[str, ...]
    title: str
    message: str
    help: str
    command: str | None
    path: str
    line: int
    column: int
    key: str
    record: str
    subject: str
    caused_by: str | None
    references: tuple[str, ...]
    reason: str | None


class FindingsFacts(NamedTuple):
    """Every finding of a check, in its order."""

    committee: str | None
    name: str | None
    at: date
    summary: Summary
    findings: tuple[FindingFacts, ...]


def facts(dataset: Dataset, found: Iterable[Shown]) -> FindingsFacts:
    """The findings of a check, as ``shown`` gives them."""
    every = tuple(found)
    count = summary(one.finding for one in every)
    return FindingsFacts(dataset.committee, committee_name(dataset), dataset.at, count, tuple(map(_one, every)))


def _one(found: Shown) -> FindingFacts:
    finding = found.finding
    kind = finding.severity if finding.outcome == "finding" else finding.outcome
    references = tuple(clause.reference for clause in found.clauses)
    return FindingFacts(
        str(kind),
        finding.code,
        finding.outcome,
        finding.severity,
        finding.basis,
        finding.clauses,
        found.title,
        found.message,
        found.help,
        finding.command,
        found.path,
        found.line,
        found.column,
        finding.place.dotted,
        finding.record,
        finding.subject,
        finding.caused_by,
        references,
        finding.reason,
    )


def layout(found: FindingsFacts) -> Document:
    """The counts, then a table for each kind of finding there is."""
    title = fill(N_("{committee}: findings on {day}"), {"committee": found.name or found.committee, "day": found.at})
    groups = tuple(block for kind in COUNTS for block in _group(found, kind))
    nothing = () if groups else (Paragraph(_("There is no finding.")),)
    return Document(title, (count_table(found.summary._asdict()), *groups, *nothing))


def count_table(count: Mapping[str, int]) -> Table:
    """How many findings there are of each kind."""
    return Table((Column(_("Findings")), Column(_("Number"), "right")), tuple((_(name), str(count[key])) for key, name in COUNTS.items()))


def _group(found: FindingsFacts, kind: str) -> tuple[Block, ...]:
    columns = (Column(_("Rule")), Column(_("Place")), Column(_("Finding")), Column(_("Clause")), Column(_("Next step")))
    rows = tuple(
        (
            one.code,
            f"{one.path}:{one.line}",
            one.message,
            "; ".join(one.references),
            one.reason or one.command or one.help or shown(None),
        )
        for one in found.findings
        if one.kind == kind
    )
    return (Heading(_(COUNTS[kind]), 2), Table(columns, rows)) if rows else ()
