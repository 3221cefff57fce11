"""The rules' example folders: small committees on which each rule fires, or is silent."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast

from du_cli.dataset.comparison import CommitFacts, Comparison, Signature, differences
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import CASES, MEETINGS
from du_cli.dataset.shown import Shown, shown
from du_cli.errors import DuError
from du_cli.findings import Outcome
from du_cli.i18n import N_
from du_cli.rules import check, check_change
from du_cli.rules.base import Rule
from du_cli.workspace import open_dataset, rule_examples


class Example(NamedTuple):
    """One example of a rule: whether it is bad, what it shows, and where it lies."""

    code: str
    bad: bool
    what: str
    folder: Path


class Result(NamedTuple):
    """What a rule answered on one of its examples."""

    example: Example
    dataset: Dataset
    change: Comparison | None
    """What became of what, for a rule about a change."""
    findings: tuple[Shown, ...]

    @property
    def base(self) -> Dataset | None:
        """What it was before, for a rule about a change."""
        return self.change.base if self.change else None

    @property
    def right(self) -> bool:
        """Whether the rule answers on a bad example, and finds nothing in a good one."""
        if self.example.bad:
            return bool(self.findings)
        return all(one.finding.outcome == Outcome.NOT_ASSESSED for one in self.findings)


def examples(code: str) -> list[Example]:
    """A rule's examples, the bad ones first; raises ``DuError`` when the installation lacks them."""
    folder = rule_examples() / code
    if not folder.is_dir():
        raise DuError(N_("The examples of {code} are not installed."), code=code)
    return [
        Example(code, kind == "bad", what, each)
        for each in sorted(folder.iterdir())
        if (each / "expected.txt").is_file()
        for kind, _, what in [each.name.partition("-")]
    ]


def run_example(example: Example) -> Result:
    """Check one example at its date, and keep the answers of its rule."""
    first = (example.folder / "expected.txt").read_text(encoding="utf-8").partition("\n")[0]
    at = date.fromisoformat(first.removeprefix("at: ").strip())
    change = comparison_in(example.folder, at)
    dataset = change.head if change else open_dataset(example.folder, at)
    own = (finding for finding in (check_change(change) if change else check(dataset)) if finding.code == example.code)
    return Result(example, dataset, change, shown(own, dataset))


def comparison_in(folder: Path, at: date) -> Comparison | None:
    """The change an example shows; None for one that shows none.

    ``base.txt`` says the day of the base's commit and which commits there are (``commit: ID SIGNATURE SUBJECT``);
    ``base/data`` is what was, ``between/data`` a commit on the way where there is one, ``tip/data`` what the base's
    branch holds now, ``data`` what it became.
    """
    if not (folder / "base.txt").is_file():
        return None
    said = [line.partition(": ") for line in (folder / "base.txt").read_text(encoding="utf-8").splitlines()]
    base, between, tip = (_part(folder / name, at) for name in ("base", "between", "tip"))
    head = open_dataset(folder, at)
    days = [date.fromisoformat(value) for key, _, value in said if key == "day"]
    commits = tuple(_commit(value) for key, _, value in said if key == "commit")
    ways = [each.files for each in (base, between, head) if each]
    steps = (step._replace(commit=f"commit {number}") for number, pair in enumerate(pairwise(ways), 1) for step in differences(*pair))
    moving = tuple(step for step in steps if step.path.startswith((CASES, MEETINGS)))
    return Comparison(base or head, head, days[0], moving, tip, commits or None)


def _part(folder: Path, at: date) -> Dataset | None:
    return open_dataset(folder, at) if folder.is_dir() else None


def _commit(text: str) -> CommitFacts:
    """A commit as ``base.txt`` writes it."""
    name, signature, subject = text.split(" ", 2)
    return CommitFacts(name, "Kari Eksempel", subject, cast("Signature", signature))


def run_examples(rule: Rule) -> Iterator[Result]:
    """Every example of a rule, run."""
    return map(run_example, examples(rule.code))
