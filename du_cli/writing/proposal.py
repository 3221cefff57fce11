"""What a change would make of the data: the errors that would be new, and the difference line by line."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.dataset.shown import Shown, shown
from du_cli.edits import Change
from du_cli.findings import Finding, Outcome, Severity, identity
from du_cli.rules import check


class Proposal(NamedTuple):
    """The data as it would be on the day of the change, and the errors that stand in its way."""

    dataset: Dataset
    refused: tuple[Shown, ...]


def propose(dataset: Dataset, change: Change) -> Proposal:
    """Load and check the changed files in memory, on the dataset's day and the change's own days."""
    files = _changed(dataset.files, change.files)
    proposed = load(files, dataset.at, dataset.outside)
    refused: dict[tuple[str, ...], Shown] = {}
    for day in dict.fromkeys((dataset.at, *change.days)):
        after = proposed if day == dataset.at else load(files, day, dataset.outside)
        before = dataset if day == dataset.at else load(dataset.files, day, dataset.outside)
        for one in shown(_new_errors(before, after), after):
            refused.setdefault((one.finding.code, one.path, str(one.line), one.message), one)
    return Proposal(proposed, tuple(refused.values()))


def _changed(files: Mapping[str, bytes], changes: Mapping[str, bytes | None]) -> dict[str, bytes]:
    found = {**files, **changes}
    return {path: data for path, data in found.items() if data is not None}


def _new_errors(before: Dataset, after: Dataset) -> Iterator[Finding]:
    """Errors of the data after a change, those left out that were there before."""
    errors = [finding for finding in check(after) if _is_error(finding)]
    known = Counter(identity(finding) for finding in check(before) if _is_error(finding)) if errors else Counter()
    for finding in errors:
        if known[identity(finding)]:
            known[identity(finding)] -= 1
        else:
            yield finding


def _is_error(finding: Finding) -> bool:
    return finding.outcome == Outcome.FINDING and finding.severity == Severity.ERROR


def difference(read: Mapping[str, bytes], files: Mapping[str, bytes | None]) -> str:
    """New texts of files (None: removed) against what was read, as a unified diff in the order of their paths."""
    return "".join(_difference(path, read.get(path), files[path]) for path in sorted(files))


def _difference(path: str, old: bytes | None, new: bytes | None) -> str:
    before, after = (_lines(data) for data in (old, new))
    names = ("/dev/null" if old is None else f"a/{path}", "/dev/null" if new is None else f"b/{path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in unified_diff(before, after, *names)
    )


def _lines(data: bytes | None) -> list[str]:
    """The lines of a file, parted at line feeds only."""
    text = (data or b"").decode("utf-8", "replace")
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]
