"""Verdicts kept from one run to the next, so that what nobody has changed is not checked again."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from du_cli import cache, own
from du_cli.cache import sum_of
from du_cli.dataset.verdict import Verdict, from_plain, plain
from du_cli.stamps import program, state_of

if TYPE_CHECKING:
    from du_cli.changes import Staged


class Place(NamedTuple):
    """Where a verdict is kept, and all that it depends on: what was checked, on which day, by what program."""

    file: Path
    made_from: str


def of_files(root: Path, at: date) -> Place | None:
    """The place of a verdict on the files as they are; None outside a repository, and where it is not certain what they are."""
    state = state_of(str(root)) if own.folder(str(root)) else None
    return _place(root, "files", at, state) if state else None


def of_staged(root: Path, at: date, staged: "Staged") -> Place | None:
    """The place of a verdict on what is staged, compared with HEAD."""
    return _place(root, "staged", at, "\n".join((str(staged.base), *map(" ".join, staged.entries))))


def _place(root: Path, what: str, at: date, state: str) -> Place | None:
    """The last verdict of each kind."""
    place = own.file(str(root), what)
    return Place(Path(f"{place}.json"), sum_of(f"{program()}\n{at.isoformat()}\n{state}")) if place else None


class Cases:
    """What was read of cases, in this run and in earlier ones: a file for each state of all else that cases are judged by."""

    def __init__(self, start: Path | None) -> None:
        self._start = start
        self._known: dict[str, dict[str, Any]] = {}
        self._new: dict[str, int] = {}

    def recall(self, beside: str) -> Mapping[str, Any]:
        """What is kept of cases that were judged beside this."""
        if beside not in self._known:
            self._known[beside] = cache.read(self._file(self._start, beside), self._maker(beside)) if self._start else {}
        return self._known[beside]

    def keep(self, beside: str, found: Mapping[str, Any]) -> None:
        """Keep what was read of cases judged beside this."""
        known = self._known.setdefault(beside, {})
        self._new[beside] = self._new.get(beside, 0) + len(found.keys() - known.keys())
        known.update(found)

    def write(self) -> None:
        """Leave it to the next run, where there is enough that is new to pay for that; the oldest files make way."""
        for beside, count in self._new.items():
            if self._start and count >= _WORTH:
                cache.write(self._file(self._start, beside), self._maker(beside), self._known[beside])
                cache.prune(self._start.parent, f"{self._start.name}-*", _STATES)

    @staticmethod
    def _file(start: Path, beside: str) -> Path:
        return start.with_name(f"{start.name}-{beside[:16]}.json")

    @staticmethod
    def _maker(beside: str) -> str:
        return sum_of(f"{program()}\n{beside}")


_WORTH: Final = 100
"""Cases that are read faster than what is kept of ten thousand is written."""

_STATES: Final = 4
"""States of all else that are kept: today's and that of the last commit's day, as it is and as it was."""


def cases(root: Path) -> Cases:
    """What is kept of the cases of a committee; outside a repository only as long as this run lasts."""
    place = own.file(str(root), "cases")
    return Cases(Path(place) if place else None)


def kept(place: Place) -> Verdict | None:
    """The verdict on exactly this, if it is kept."""
    found = cache.read(place.file, place.made_from)
    return from_plain(found) if found else None


def keep(place: Place, verdict: Verdict) -> None:
    """Keep a verdict for the next run."""
    cache.write(place.file, place.made_from, plain(verdict))
