"""The data as it was and as it has become: what rules about the change itself look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeGuard

from du_cli.dataset.blobs import differing
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import kind_of

if TYPE_CHECKING:
    from du_cli.models.cases import Case
    from du_cli.models.meetings import Meeting

Signature = Literal["allowed", "unsigned", "stranger", "bad", "unchecked"]
"""Who signed a commit: an allowed signer, nobody, somebody else; or why that cannot be said."""


class Step(NamedTuple):
    """What one commit did to a file, None standing for no file; the last step of work not committed yet has no commit."""

    commit: str | None
    path: str
    before: bytes | None
    after: bytes | None
    merge: bool = False
    """Whether the commit is a merge, which brings in what others did."""


class CommitFacts(NamedTuple):
    """A commit that touches the data, and its signature."""

    id: str
    author: str
    subject: str
    signature: Signature


@dataclass(frozen=True)
class Comparison:
    """Two datasets at the same date, and how the one became the other."""

    base: Dataset
    head: Dataset
    day: date
    """The day of the base's commit."""
    steps: tuple[Step, ...] = ()
    """What the commits between them did to cases and meetings, oldest first, along first parents."""
    tip: Dataset | None = None
    """What the branch of the base holds now, where it has moved on meanwhile."""
    commits: tuple[CommitFacts, ...] | None = None
    """Every commit between them that touches the data; None where no signatures are asked for."""
    judged_then: Callable[[], Dataset] | None = None
    """Reads the base anew for the day of its commit, where its cases were judged as they were read."""

    @cached_property
    def then(self) -> Dataset:
        """The base on the day of its commit."""
        if self.day == self.base.at:
            return self.base
        return self.judged_then() if self.judged_then else replace(self.base, at=self.day)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The paths of the files that differ, or that only one of the two has."""
        return frozenset(differing(self.base.files, self.head.files))

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Old and new path of each file that was moved: the same content, or a case, meeting or year whose path promises the same."""
        return dict(_renamed(self.base.files, self.head.files))


def by_id(dataset: Dataset, other: Dataset) -> Mapping[str, tuple[str, "Case | Meeting"]]:
    """Every meeting, and every case that is not the same in another dataset, by id and each with its path."""
    cases: dict[str, tuple[str, Case | Meeting]] = {file.case.id: (file.path, file.case) for file in touched(dataset, other)}
    return cases | {meeting.id: (path, meeting) for path, meeting in dataset.meetings.items()}


def touched(dataset: Dataset, other: Dataset) -> Iterator[CaseFile]:
    """The case files that another dataset has not, or not so."""
    return (file for file in dataset.case_files if dataset.files[file.path] != other.files.get(file.path))


def is_case(record: "Case | Meeting") -> "TypeGuard[Case]":
    """Whether a record is a case; asked so, since a check without cases does not load their model."""
    return hasattr(record, "mandate_tasks")


def _renamed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    gone = [path for path in before if path not in after]
    new = [path for path in after if path not in before] if gone else []
    contents = {after[path]: path for path in reversed(new)}
    promises = {kind: path for path in reversed(new) if (kind := kind_of(path)) and kind.id}
    for path in gone:
        kind = kind_of(path)
        found = contents.get(before[path]) or (promises.get(kind) if kind else None)
        if found:
            yield path, found


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[Step, ...]:
    """Every file that differs, as steps without a commit, in the order of their paths."""
    return tuple(Step(None, path, before.get(path), after.get(path)) for path in differing(before, after))
