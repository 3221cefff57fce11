"""Case files: whole, while one of them is looked at; and what is kept of each when they are many."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from du_cli.dataset.validate import original
from du_cli.findings import Key, NotAssessed, Place, Violation

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.cases import Case

Answers = Mapping[str, Sequence[Violation | NotAssessed]]
"""What rules say, by their codes; those with nothing to say are left out."""


class CaseFile(NamedTuple):
    """A case and the file it was read from."""

    path: str
    case: "Case"
    left_out: tuple[Key, ...] = ()
    """Where broken list items of the file were left out."""
    whole: bool = True
    """Whether all of the file could be read but for unknown values, so that something may be called missing in it."""
    unknown: tuple[Key, ...] = ()
    """Where broken values stand in the file for which the case has the default."""
    raised: date | None = None
    """The day it was raised, for those who cite the clauses of that day; None where it is not known."""

    def place(self, *key: str | int) -> Place:
        """Where in the file something of the case stands."""
        return Place(self.path, original(key, self.left_out))


class CaseFacts(NamedTuple):
    """What is kept of every case."""

    id: str
    path: str
    title: str
    status: str


Judge = Callable[["Dataset", CaseFile], Answers]
"""What is asked of each case as it is read. The dataset it gets holds everything but the cases."""


class Kept(Protocol):
    """What was read of judged cases before, as plain values by content and path; ``beside`` sums up all else they were judged by."""

    def recall(self, beside: str) -> Mapping[str, Any]:
        """What is kept of cases that were judged beside this."""

    def keep(self, beside: str, found: Mapping[str, Any]) -> None:
        """Keep what was read of cases judged beside this."""


class Judging(NamedTuple):
    """How cases are read: who judges them, what is kept of those judged before, and the paths of those that are wanted whole too."""

    judge: Judge | None = None
    kept: Kept | None = None
    whole: Collection[str] = ()


UNJUDGED: Final = Judging()
"""Cases are kept as they are."""
