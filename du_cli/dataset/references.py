"""References between records: which exist, and a finding for each that names nothing (DU011, DU012)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, get_args

from du_cli import registers
from du_cli.dataset.nearest import nearest
from du_cli.dataset.validate import record_of
from du_cli.findings import Key, Place, Problem, Value
from du_cli.i18n import N_, Term
from du_cli.models.base import ID, References
from du_cli.models.mandate import BodyKind
from du_cli.registers.counties import counties as all_counties

NAMES: Final = {
    "member": N_("member"),
    "body": N_("body"),
    "body_kind": N_("kind of body"),
    "seat": N_("seat"),
    "clause": N_("clause"),
    "case": N_("case"),
    "meeting": N_("meeting"),
    "organisation": N_("organisation"),
    "committee": N_("committee"),
    "register": N_("municipality or county"),
}

LATER: Final = frozenset(("case", "meeting"))
"""What can be looked up only when every file has been read."""


_USABLE: Final = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*\Z").match
"""Whether what stands as an id may be one, so that it can be suggested."""


class Mention(NamedTuple):
    """A text that names something, and where it stands."""

    path: str
    key: Key
    kinds: tuple[str, ...]
    text: str
    record: str

    @property
    def subject(self) -> str:
        """The key it stands under."""
        return next((part for part in reversed(self.key) if isinstance(part, str)), self.path)


class Known(NamedTuple):
    """The ids there are, by kind; a kind is left out when the file that holds it could not be read."""

    ids: Mapping[str, frozenset[str]]

    def has(self, mention: Mention) -> bool:
        """Whether a mention names something, or may do so in a file that could not be read."""
        return any(kind not in self.ids for kind in mention.kinds if kind != "register") or self.names(mention.kinds, mention.text)

    def names(self, kinds: tuple[str, ...], text: str) -> bool:
        """Whether a text is the id of one of these kinds."""
        return any(text in self.ids.get(kind, ()) for kind in kinds)


BODY_KINDS: Final = frozenset(get_args(BodyKind))


def mentions(value: Any, references: References, key: Key = ()) -> Iterator[tuple[Key, tuple[str, ...], str]]:
    """Every reference in plain data, with its key path and the kinds it may name."""
    if isinstance(value, (str, int)):
        if references.kinds:
            yield key, references.kinds, str(value)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from mentions(item, references, (*key, number))
    elif isinstance(value, dict):
        if references.names:
            for name in value:
                yield (*key, name), references.kinds, name
        for name, inner in references.keys.items():
            if (item := value.get(name)) is not None:
                yield from mentions(item, inner, (*key, name))


def check(value: Any, references: References, path: str, known: Known) -> tuple[list[Problem], list[Mention]]:
    """What a file's references do not name, and the mentions that wait until all files are read."""
    problems: list[Problem] = []
    waiting: list[Mention] = []
    for key, kinds, text in mentions(value, references):
        if known.names(kinds, text) or (text == "all" and key[-1:] == ("sent_to",)):
            continue
        mention = Mention(path, key, kinds, text, "")
        if kinds[0] in LATER:
            waiting.append(mention._replace(record=record_of(key, value, path)))
        elif found := _wrong(mention, known):
            problems.append(found._replace(record=record_of(key, value, path)))
    return problems, waiting


def unknown(mention: Mention, known: Known) -> Problem | None:
    """A finding for a mention that names nothing; None when it names something."""
    if known.has(mention):
        return None
    candidates = {name for kind in mention.kinds for name in known.ids.get(kind, ()) if _USABLE(name)}
    hint, near = "", nearest(mention.text, candidates)
    if near:
        hint = N_("Did you mean {nearest}?")
    values = {
        "text": mention.text,
        "kinds": Term(NAMES[mention.kinds[0]]),
        "nearest": near[0] if near else None,
    }
    message = N_("There is no {kinds} {text}.")
    return Problem("DU011", Place(mention.path, mention.key, _is_name(mention)), message, values, hint, mention.record, mention.subject)


def _is_name(mention: Mention) -> bool:
    return bool(mention.key) and mention.key[-1] == mention.text


def _wrong(mention: Mention, known: Known) -> Problem | None:
    if mention.kinds == ("area",):
        return None if registers.county_numbers(mention.text) else no_area(mention)
    if "register" not in mention.kinds:
        return unknown(mention, known)
    return None if known.has(mention) else name_problem(mention, known)


def no_area(mention: Mention) -> Problem:
    """The finding for a county that no day has had."""
    message = N_("No county has been called {text} on any day since 2020.")
    near = nearest(mention.text, {county.name for county in all_counties()})
    hint = N_("Did you mean {nearest}?") if near else N_("Write the county's name or its two-digit number in quotes.")
    values = {"text": mention.text, "nearest": near[0] if near else None}
    return Problem("DU012", Place(mention.path, mention.key), message, values, hint, mention.record, mention.subject)


@cache
def _candidates(text: str) -> tuple[str, ...] | None:
    """The register's answer for a name on any day: None when one, the candidates when several, empty when none."""
    units = registers.find_units(text)
    if len(units) == 1 or any(not one.exists_between(other.first_day, other.last_day) for one in units for other in units):
        return None
    return tuple(unit.periods[-1].label for unit in units)


def name_problem(mention: Mention, known: Known) -> Problem | None:
    """The finding for a name that is neither an id nor, on exactly one place, in the register."""
    candidates = _candidates(mention.text)
    if candidates is None:
        return None
    if candidates:
        return ambiguous(mention, candidates)
    if is_id(mention.text):
        return unknown(mention, known)
    return no_such_name(mention)


def is_id(text: str) -> bool:
    """Whether a text has the form of an id, so that it is no register name."""
    return bool(re.match(ID, text)) and not text.isdigit()


def ambiguous(mention: Mention, candidates: tuple[str, ...]) -> Problem:
    """The finding for a name that two places share."""
    message = N_("{text} is the name of more than one: {candidates}.")
    values: dict[str, Value] = {"text": mention.text, "candidates": candidates}
    hint = N_("Write the county in brackets behind the name.")
    return Problem("DU012", Place(mention.path, mention.key), message, values, hint, mention.record, mention.subject)


def no_such_name(mention: Mention) -> Problem:
    """The finding for a name the register does not have."""
    near = registers.suggestions(mention.text)
    hint = N_("Did you mean {nearest}?") if near else N_("Write the name as the register has it, as in Bergen kommune.")
    message = N_("The register has no municipality or county called {text}.")
    values = {"text": mention.text, "nearest": near[0] if near else None}
    return Problem("DU012", Place(mention.path, mention.key), message, values, hint, mention.record, mention.subject)
