"""Findings made ready to be shown: texts translated, in their lasting order."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from du_cli.dataset.verdict import Cited, Placed, placed
from du_cli.findings import Finding, Outcome, Severity
from du_cli.i18n import _, brief, fill

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset


class Shown(NamedTuple):
    """A finding in the reader's language, with the place a person can go to."""

    finding: Finding
    line: int
    column: int
    title: str
    message: str
    help: str
    clauses: tuple[Cited, ...]

    @property
    def path(self) -> str:
        """The file, from the root that holds data/."""
        return self.finding.place.path


def shown(findings: Iterable[Finding], dataset: "Dataset") -> tuple[Shown, ...]:
    """Findings with place and text, by path, line and code; the same on every run."""
    return said(placed(findings, dataset))


def said(found: Iterable[Placed]) -> tuple[Shown, ...]:
    """Findings whose places are known, in the reader's language, by path, line and code."""
    every = map(_shown, found)
    return tuple(sorted(every, key=lambda one: (one.path, one.line, one.finding.code, one.column, one.finding.record, one.message)))


def _shown(found: Placed) -> Shown:
    finding, line, column, clauses = found
    values = brief(finding.values)
    return Shown(finding, line, column, _(finding.title), fill(finding.message, values), fill(finding.help, values), clauses)


class Summary(NamedTuple):
    """How many findings of each kind there are; waived and not assessed ones are counted apart."""

    error: int
    warning: int
    information: int
    not_assessed: int
    waived: int


def summary(findings: Iterable[Finding]) -> Summary:
    """Count findings: by severity those found, by outcome the others."""
    counts: dict[str, int] = dict.fromkeys(Summary._fields, 0)
    for finding in findings:
        counts[finding.severity if finding.outcome == Outcome.FINDING else finding.outcome] += 1
    return Summary(**counts)


def fails(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Whether a check with these findings ends with 1: on errors, with ``strict`` also on warnings.

    Those that were there before, or that only time has caused, do not count.
    """
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    counted = (finding for finding in findings if finding.caused_by in (None, "change"))
    return any(finding.outcome == Outcome.FINDING and finding.severity in grave for finding in counted)
