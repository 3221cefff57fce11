"""What each finding comes from: the change, time alone, or the data as it was before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from du_cli.dataset.comparison import Comparison
from du_cli.dataset.dataset import Dataset
from du_cli.findings import Finding, identity

Check = Callable[[Dataset], Iterable[Finding]]


def marked(findings: Iterable[Finding], comparison: Comparison, check: Check) -> Iterator[Finding]:
    """Findings of the head with ``caused_by``.

    ``existing``: the base's data had it on the day of its commit. ``time``: the base's data has it on the day
    asked for and had it not on that of its commit. ``change``: the base's data has it not.
    """
    found = tuple(findings)
    now = _counted(check(comparison.base), comparison.renamed) if found else Counter()
    old = any(now[_known(finding)] for finding in found)
    before = _counted(check(comparison.then), comparison.renamed) if old else Counter()
    for finding in found:
        known = _known(finding)
        cause = "change" if not now[known] else "existing" if before[known] else "time"
        now[known] -= cause != "change"
        before[known] -= cause == "existing"
        yield finding._replace(caused_by=cause)


def _counted(findings: Iterable[Finding], renamed: Mapping[str, str]) -> Counter[tuple[object, ...]]:
    return Counter(_known(_moved(finding, renamed)) for finding in findings)


def _known(finding: Finding) -> tuple[object, ...]:
    return finding.outcome, finding.severity, *identity(finding)


def _moved(finding: Finding, renamed: Mapping[str, str]) -> Finding:
    """A finding of a file that was renamed, as it would be in the file by its new name."""
    path, record, subject = (renamed.get(name, name) for name in (finding.place.path, finding.record, finding.subject))
    return finding._replace(place=finding.place._replace(path=path), record=record, subject=subject)
