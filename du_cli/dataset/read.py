"""Reading one file: its plain data, its record, and everything wrong with it by itself."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from du_cli.dataset import kinds
from du_cli.dataset.privacy import personal_data, searchable
from du_cli.dataset.validate import Validated, record_of, validate
from du_cli.findings import Key, Place, Problem
from du_cli.i18n import N_
from du_cli.models.base import Record
from du_cli.models.base import shape as shape_of
from du_cli.models.mandate import Mandate
from du_cli.models.members import Organisations, Roster
from du_cli.models.policy import Policy, Waivers
from du_cli.models.record import fields
from du_cli.yamlfile import Lines, canonical, ordered, parse

UNTIDY: Final = "DU016"
TEARING: Final = frozenset(("DU001", "DU002", "DU003", "DU006", "DU007", "DU010"))
"""Codes of what may hide a value anywhere in a file; where one is broken or missing, the record says so."""
SINGLE_MODELS: Final[Mapping[str, type[Record]]] = {
    "mandate": Mandate,
    "members": Roster,
    "organisations": Organisations,
    "policy": Policy,
    "waivers": Waivers,
}


class Read(NamedTuple):
    """One file, read: its plain data (None when unreadable), its record, and what was wrong."""

    path: str
    value: Any
    record: Any
    problems: tuple[Problem, ...]
    left_out: tuple[Key, ...] = ()
    unknown: tuple[Key, ...] = ()

    @property
    def torn(self) -> bool:
        """Whether the record lacks more than the values that are known to be unknown."""
        lost = [key for key in self.left_out if not any(key[: len(one)] == one for one in self.unknown)]
        return self.record is None or bool(lost) or any(problem.code in TEARING for problem in self.problems)

    @property
    def half(self) -> bool:
        """Whether a required key of the record itself is unknown: rules judge by the rest of it, and nobody shows it as whole."""
        required = {(field.key,) for field in fields(type(self.record)) if field.required} if self.record else set()
        return not required.isdisjoint(self.unknown)


def model_of(kind: str) -> type[Record]:
    """The model of a kind of file, imported only when there is such a file: it costs start-up time."""
    if kind == "case":
        from du_cli.models.cases import Case

        return Case
    if kind in ("meeting", "plan", "outreach"):
        from du_cli.models import meetings

        many: dict[str, type[Record]] = {"meeting": meetings.Meeting, "plan": meetings.Plan, "outreach": meetings.Outreach}
        return many[kind]
    return SINGLE_MODELS[kind]


def read_file(path: str, data: bytes, model: type[Record]) -> Read:
    """Read and check one file by itself: its form, its keys and values, its layout, and personal data in it."""
    parsed = parse(data, path)
    found = tuple(private(path, data, parsed.value))
    if parsed.value is None and parsed.problems:
        return Read(path, None, None, (*parsed.problems, *found))
    value = {} if parsed.value is None else parsed.value
    checked = _named_by_path(validate(model, value, path, parsed.problems), model, value, path)
    problems = (*_placed(parsed.problems, value, path), *checked.problems, *found)
    broken = checked.problems or parsed.problems
    if not broken and not (parsed.tidy and ordered(value, shape_of(model))):
        problems = (*problems, *_untidy(path, data, model))
    read = Read(path, value, checked.record, problems, checked.left_out, checked.unknown)
    return read._replace(unknown=(*read.unknown, *_perhaps_misspelt(read)))


def _named_by_path(checked: Validated, model: type[Record], value: Any, path: str) -> Validated:
    """What could be read of a file whose id is broken or missing: its path says it too."""
    name = promised(path)
    if checked.record is not None or name is None or not isinstance(value, dict) or "id" not in shape_of(model).keys:
        return checked
    return validate(model, {**value, "id": name}, path)._replace(problems=checked.problems)


def _perhaps_misspelt(read: Read) -> Iterator[Key]:
    """The secretariat's numbers that are not there while something of their file could not be read: each may be what that was meant for."""
    if isinstance(read.record, Policy) and read.torn:
        yield from ((field.key,) for field in fields(Policy) if field.name not in vars(read.record) and (field.key,) not in read.unknown)


def private(path: str, data: bytes, value: Any = None) -> Iterator[Problem]:
    """DU7: personal data in a file, whatever the file is, with the record and key it stands in."""
    lines: Lines | None = None
    for problem in personal_data(searchable(data), path):
        lines = lines or Lines(data)
        key = lines.key_at(problem.place.line, problem.place.column)
        subject = next((part for part in reversed(key) if isinstance(part, str)), path)
        yield problem._replace(record=record_of(key, value, path), subject=subject)


def formatted(path: str, data: bytes) -> bytes | None:
    """A file in canonical form; itself when nothing reads it, None when it cannot be read."""
    kind = kinds.kind_of(path)
    if kind is None:
        return data
    parsed = parse(data, path)
    if parsed.value is None and parsed.problems:
        return None
    wanted = canonical(data, shape_of(model_of(kind.name)))
    return wanted if parse(wanted).value == parsed.value else None


def _placed(problems: Iterable[Problem], value: Any, path: str) -> Iterator[Problem]:
    for problem in problems:
        key = problem.place.key
        subject = next((part for part in reversed(key) if isinstance(part, str)), path)
        yield problem._replace(record=record_of(key, value, path), subject=subject)


def misplaced(read: Read) -> Iterator[Problem]:
    """DU009: the file's path does not say what its id (or year) says."""
    if not isinstance(read.value, dict):
        return
    kind = kinds.kind_of(read.path)
    key = "year" if kind and kind.name in ("plan", "outreach") else "id"
    found = read.value.get(key)
    if not isinstance(found, (str, int)) or (kind and str(found) == kind.id):
        return
    message = N_("The path {path} does not match {key}: {found}.")
    hint = N_("Rename the file, or correct the {key}.")
    values = {"path": read.path, "key": key, "found": str(found)}
    yield Problem("DU009", Place(read.path, (key,)), message, values, hint, str(found), key)


def promised(path: str) -> str | None:
    """The id a file's path promises; None when it promises none."""
    kind = kinds.kind_of(path)
    return kind.id if kind else None


def _untidy(path: str, data: bytes, model: type[Record]) -> Iterator[Problem]:
    """DU016, at the first line that ``du-cli fmt`` would change."""
    wanted = canonical(data, shape_of(model))
    if wanted == data:
        return
    pairs = zip_longest(data.splitlines(keepends=True), wanted.splitlines(keepends=True))
    line = next(number for number, (now, then) in enumerate(pairs, 1) if now != then)
    message = N_("The file is not in canonical form, first on line {line}.")
    yield Problem(UNTIDY, Place(path, line=line, column=1), message, {"line": line}, N_("Run du-cli fmt."), path, path)
