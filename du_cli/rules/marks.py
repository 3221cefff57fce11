"""What each finding comes from: the change, time alone, or the data as it was before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from du_cli.dataset.comparison import Comparison
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.recognition import recognition
from du_cli.findings import Finding

Check = Callable[[Dataset], Iterable[Finding]]


def marked(findings: Iterable[Finding], comparison: Comparison, check: Check) -> Iterator[Finding]:
    """Findings of the head with ``caused_by``.

    ``existing``: the base's data had it on the day of its commit. ``time``: the base's data has it on the day
    asked for and had it not on that of its commit. ``change``: the base's data has it not, or with another value.
    """
    after, before = (recognition(dataset, comparison) for dataset in (comparison.head, comparison.base))
    found = tuple((finding, after(finding)) for finding in findings)
    now = Counter(map(before, check(comparison.base))) if found else Counter()
    old = any(now[mark] for _, mark in found)
    then = Counter(map(before, check(comparison.then))) if old else Counter()
    for finding, mark in found:
        cause = "change" if not now[mark] else "existing" if then[mark] else "time"
        now[mark] -= cause != "change"
        then[mark] -= cause == "existing"
        yield finding._replace(caused_by=cause)
