"""Which rules rest on which of the files that the others refer to, and what they say while such a file cannot be read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from du_cli.dataset.comparison import Comparison
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS, ORGANISATIONS, POLICY, WAIVERS
from du_cli.findings import FILE_NOT_READ, NotAssessed, Place
from du_cli.i18n import N_
from du_cli.rules.base import Answers, Rule

NUMBERS: Final = frozenset(("DU205", "DU401", "DU403", "DU405", "DU502", "DU601"))
"""Rules that judge by the secretariat's own numbers, and cannot while those cannot be read."""

_EVIDENCE: Final = frozenset(("DU109", "DU211", "DU212"))
"""Rules that ask for evidence from the day on from which the policy says that records are complete."""

_NAMES: Final = frozenset(("DU010", "DU011", "DU206"))
"""Rules on ids, references and days that go through every file of people, bodies and organisations."""

_OFFICE: Final = frozenset(
    f"DU{number}" for number in (*range(102, 107), *range(108, 113), *range(201, 206), 207, 211, 212, 214, 307, *range(404, 408))
) | {"DU503", "DU506", "DU507", "DU601", "DU602"}
"""Rules that ask who is in office: by an appointment, its seat and its term."""

_NORMS: Final = frozenset(("DU401", "DU402", "DU501", "DU502", "DU504", "DU508"))
"""Rules that ask what the mandate says of meetings and written procedure."""

RESTS_ON: Final[Mapping[str, frozenset[str]]] = {
    MANDATE: _NAMES | _OFFICE | _NORMS | {"DU015", "DU101", "DU107", "DU302", "DU304", "DU308", "DU309"},
    MEMBERS: _NAMES | _OFFICE | {"DU213", "DU304"},
    ORGANISATIONS: _NAMES | {"DU104", "DU105", "DU106", "DU602"},
    POLICY: NUMBERS | _EVIDENCE,
    WAIVERS: frozenset(("DU014", "DU206")),
}
"""By file: the rules that may say something else, or more, once it can be read."""


def unread(dataset: Dataset, rules: Iterable[Rule]) -> Iterator[Rule]:
    """Those of some rules that rest on a file which cannot be read, each to say that and nothing else."""
    for each in rules:
        if any(each.code in RESTS_ON[path] for path in dataset.unreadable):
            yield replace(each, check=partial(_not_read, each.code))


def _not_read(code: str, dataset: Dataset) -> Answers:
    for path in sorted(dataset.unreadable):
        if code in RESTS_ON[path]:
            hint = N_("Correct the file.") if path in dataset.files else ""
            yield NotAssessed(Place(path, line=1, column=1), path, path, FILE_NOT_READ, {"path": path}, hint)


def not_compared(change: Comparison, path: str) -> Iterator[NotAssessed]:
    """The answer of a rule about a change where a file cannot be read in full, as it is or as it was; none where it can."""
    place = Place(path, line=1, column=1)
    if path in change.head.broken:
        message = N_("{path} cannot be read in full, so what has changed in it is not assessed.")
        yield NotAssessed(place, path, path, message, {"path": path}, N_("Correct the file."))
    elif path in change.base.broken:
        message = N_("{path} could not be read in full before the change, so what has changed in it is not assessed.")
        yield NotAssessed(place, path, path, message, {"path": path}, N_("Look at the change itself, with git diff."))


def not_chosen(change: Comparison, key: str) -> Iterator[NotAssessed]:
    """The answer of a rule about a change where the base's policy does not tell what the secretariat chose; none where it does."""
    if not change.base.chosen(key):
        message = N_("What {path} said of {key} before the change cannot be read, so what rests on it is not assessed.")
        hint = N_("Look at the change itself, with git diff.")
        yield NotAssessed(Place(POLICY, line=1, column=1), POLICY, key, message, {"path": POLICY, "key": key}, hint)
