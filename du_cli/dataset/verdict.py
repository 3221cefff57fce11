"""What a check of some data came to, apart from any language: findings with their places, and as plain values."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from du_cli.dataset.plain import plain as plain_value
from du_cli.dataset.plain import value_of
from du_cli.findings import UNREADABLE, Basis, Finding, Outcome, Place, Severity

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.yamlfile import Lines


class Cited(NamedTuple):
    """A clause a finding rests on: its id, where in the mandate it stands, and what it says."""

    id: str
    reference: str
    summary: str | None


class Placed(NamedTuple):
    """A finding, its line and column, and its clauses."""

    finding: Finding
    line: int
    column: int
    clauses: tuple[Cited, ...]


class Verdict(NamedTuple):
    """Every finding of a check; the committee's id, and the commit the data was compared with, if any."""

    committee: str | None
    base: str | None
    findings: tuple[Placed, ...]


def placed(findings: Iterable[Finding], dataset: "Dataset") -> tuple[Placed, ...]:
    """Findings with line and column looked up, and their clauses."""
    lines = lines_of(dataset)
    return tuple(Placed(one, *lines(one.place.path).locate(one.place), _cited(one, dataset)) for one in findings)


def lines_of(dataset: "Dataset") -> Callable[[str], "Lines"]:
    """Where things stand in the files of some data, each read on the first question about it."""
    from du_cli.yamlfile import Lines

    unreadable = {problem.place.path for problem in dataset.problems if problem.code in UNREADABLE}

    @cache
    def lines(path: str) -> "Lines":
        return Lines(dataset.files.get(path, b""), readable=path not in unreadable)

    return lines


def _cited(finding: Finding, dataset: "Dataset") -> tuple[Cited, ...]:
    found = (_clause(dataset, name) for name in finding.clauses)
    return tuple(one for one in found if one)


def _clause(dataset: "Dataset", name: str) -> Cited | None:
    every = (clause for version in dataset.versions for clause in version.clauses if clause.id == name)
    found = dataset.clause(name) or next(every, None)
    return Cited(found.id, found.reference, found.summary) if found else None


def plain(verdict: Verdict) -> dict[str, Any]:
    """A verdict as values JSON knows; raises ``TypeError`` where a message holds any other value."""
    clauses = {cited.id: cited for one in verdict.findings for cited in one.clauses}
    findings = [_plain_finding(one) for one in verdict.findings]
    return {"committee": verdict.committee, "base": verdict.base, "clauses": list(clauses.values()), "findings": findings}


def _plain_finding(one: Placed) -> list[Any]:
    values = {name: plain_value(value) for name, value in one.finding.values.items()}
    return [*one.finding._replace(values=values), one.line, one.column, [cited.id for cited in one.clauses]]


def from_plain(found: Mapping[str, Any]) -> Verdict:
    """The verdict that ``plain`` made into plain values."""
    clauses = {name: Cited(name, *rest) for name, *rest in found["clauses"]}
    return Verdict(found["committee"], found["base"], tuple(_placed(one, clauses) for one in found["findings"]))


def _placed(found: list[Any], clauses: Mapping[str, Cited]) -> Placed:
    *parts, line, column, cited = found
    one = Finding(*parts)
    path, key, on_key, *where = one.place
    finding = one._replace(
        outcome=Outcome(one.outcome),
        severity=Severity(one.severity),
        basis=Basis(one.basis),
        clauses=tuple(one.clauses),
        values={name: value_of(value) for name, value in one.values.items()},
        place=Place(path, tuple(key), on_key, *where),
    )
    return Placed(finding, line, column, tuple(clauses[name] for name in cited))
