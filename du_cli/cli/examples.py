"""The rules' example folders: small committees on which each rule fires, or is silent."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.shown import Shown, shown
from du_cli.errors import DuError
from du_cli.findings import Outcome
from du_cli.i18n import N_
from du_cli.rules import check
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
    findings: tuple[Shown, ...]

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
    dataset = open_dataset(example.folder, date.fromisoformat(first.removeprefix("at: ").strip()))
    own = (finding for finding in check(dataset) if finding.code == example.code)
    return Result(example, dataset, shown(own, dataset))


def run_examples(rule: Rule) -> Iterator[Result]:
    """Every example of a rule, run."""
    return map(run_example, examples(rule.code))


def excerpt(result: Result, path: str, line: int, around: int = 3) -> tuple[str, ...]:
    """A few lines of an example's file about a line."""
    lines = result.dataset.files.get(path, b"").decode("utf-8", "replace").split("\n")
    first = max(0, line - 1 - around)
    return tuple(text for text in lines[first : line + around] if text)
