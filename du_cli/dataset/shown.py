"""Findings made ready to be shown: line and column looked up, texts translated, in their lasting order."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.findings import Finding, Outcome, Severity
from du_cli.i18n import _, brief, fill
from du_cli.models.mandate import Clause
from du_cli.yamlfile import UNREADABLE, Lines


class Shown(NamedTuple):
    """A finding in the reader's language, with the place a person can go to."""

    finding: Finding
    line: int
    column: int
    title: str
    message: str
    help: str
    clauses: tuple[Clause, ...]

    @property
    def path(self) -> str:
        """The file, from the root that holds data/."""
        return self.finding.place.path


def shown(findings: Iterable[Finding], dataset: Dataset) -> tuple[Shown, ...]:
    """Findings with place and text, by path, line and code; the same on every run."""
    unreadable = {problem.place.path for problem in dataset.problems if problem.code in UNREADABLE}

    @cache
    def lines(path: str) -> Lines:
        return Lines(dataset.files.get(path, b""), readable=path not in unreadable)

    found = [_shown(finding, dataset, lines(finding.place.path)) for finding in findings]
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.finding.code, one.column, one.finding.record, one.message)))


def _shown(finding: Finding, dataset: Dataset, lines: Lines) -> Shown:
    line, column = lines.locate(finding.place)
    clauses = tuple(clause for name in finding.clauses if (clause := _clause(dataset, name)))
    values = brief(finding.values)
    title, message, hint = _(finding.title), fill(finding.message, values), fill(finding.help, values)
    return Shown(finding, line, column, title, message, hint, clauses)


def _clause(dataset: Dataset, name: str) -> Clause | None:
    found = dataset.clause(name)
    versions = (clause for version in dataset.versions for clause in version.clauses if clause.id == name)
    return found or next(versions, None)


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
