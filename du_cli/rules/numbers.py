"""DU303: the numbers of the cases, each used once and none left out."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from du_cli.dataset.cases import CaseFacts
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import CASES
from du_cli.dataset.read import promised
from du_cli.findings import Basis, Place, Severity, Violation
from du_cli.i18n import N_
from du_cli.rules.base import Answers, rule


class _Number(NamedTuple):
    """A case's number in its year: 2026-003 and 2026-0003 are the same."""

    year: str
    sequence: int

    @classmethod
    def of(cls, case_id: str) -> "_Number":
        year, _, sequence = case_id.partition("-")
        return cls(year, int(sequence))

    def __str__(self) -> str:
        return f"{self.year}-{self.sequence:03}"


@rule(
    "DU303",
    N_("The numbers of the cases"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_("No two cases have the same number, and a year's numbers have no gap."),
    why=N_("A number stands for one case in minutes and letters for ever, and a gap looks like a case that was taken away."),
    mend=N_("Give the newer case the next free number; find the missing case in the history, or accept the gap in waivers.yaml."),
    variants={"gap": Severity.WARNING},
)
def numbers_in_order(dataset: Dataset) -> Answers:
    first: dict[_Number, CaseFacts] = {}
    for case in dataset.cases:
        number = _Number.of(case.id)
        other = first.setdefault(number, case)
        if other is not case:
            yield _used_twice(case, other, _free(case, dataset))
    yield from _gaps(dataset, first)


def _used_twice(case: CaseFacts, other: CaseFacts, free: _Number) -> Violation:
    message, hint = N_("The number {id} is that of {other} too."), N_("Give the newer case the number {free}, which is free.")
    values = {"id": case.id, "other": other.path, "free": str(free)}
    return Violation(Place(case.path, ("id",)), case.id, case.id, message, values, hint)


def _free(case: CaseFacts, dataset: Dataset) -> _Number:
    """A number nobody has: what the file's path promises, else the one after the year's last."""
    own = _Number.of(promised(case.path) or case.id)
    if own not in {_Number.of(other.id) for other in dataset.cases}:
        return own
    return own._replace(sequence=1 + max(number.sequence for number in _taken(dataset) if number.year == own.year))


def _taken(dataset: Dataset) -> dict[_Number, str]:
    """Every number that a case has or the path of a case file promises, with the path."""
    promises = ((promised(path), path) for path in (*dataset.broken, *(case.path for case in dataset.cases)) if path.startswith(CASES))
    by_path = {_Number.of(name): path for name, path in promises if name}
    return {**by_path, **{_Number.of(case.id): case.path for case in dataset.cases}}


def _gaps(dataset: Dataset, used: dict[_Number, CaseFacts]) -> Iterator[Violation]:
    """The gaps between a year's numbers, from 1 on; none while a file that cannot be read may have any number."""
    if not any(_jumps(used)) or any(path.startswith(CASES) and promised(path) is None for path in dataset.broken):
        return
    taken = _taken(dataset)
    for before, after in _jumps(taken):
        missing, last = before._replace(sequence=before.sequence + 1), after._replace(sequence=after.sequence - 1)
        message, hint = N_("No case has the number {first}."), N_("Look for the case in the history, or accept the gap in waivers.yaml.")
        if missing != last:
            message = N_("No case has one of the numbers {first} to {last}.")
        values = {"first": str(missing), "last": str(last)}
        yield Violation(Place(taken[after], ("id",)), str(after), str(missing), message, values, hint, variant="gap")


def _jumps(numbers: Iterable[_Number]) -> Iterator[tuple[_Number, _Number]]:
    """Neighbours in a year with a number between them; every year begins with 1."""
    starts = {_Number(number.year, 0) for number in numbers}
    for before, after in pairwise(sorted(starts.union(numbers))):
        if before.year == after.year and after.sequence > before.sequence + 1:
            yield before, after
