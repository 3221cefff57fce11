"""Knowing a finding again on the other side of a change: by what it is about, and by the value it points at."""

from collections.abc import Callable

from du_cli.dataset.comparison import Comparison
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.verdict import lines_of
from du_cli.findings import Finding, identity


def recognition(dataset: Dataset, comparison: Comparison) -> Callable[[Finding], tuple[object, ...]]:
    """What a finding of either side of a comparison is known by: the same before and after, under the names files have now.

    Another value in its place makes it another finding; only files that differ are read for that.
    """
    lines, changed, renamed = lines_of(dataset), comparison.changed, comparison.renamed

    def mark(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        value = lines(place.path).text_at(place.key) if place.path in changed and not place.on_key else None
        path, record, subject = (renamed.get(name, name) for name in (place.path, finding.record, finding.subject))
        moved = finding._replace(place=place._replace(path=path), record=record, subject=subject)
        return finding.outcome, finding.severity, *identity(moved), value

    return mark
