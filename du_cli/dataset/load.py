"""Loading: a mapping from paths to bytes becomes a dataset, and everything wrong with the files a problem."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import Any, Final, NamedTuple, cast

from du_cli.dataset import kinds, references
from du_cli.dataset.dataset import CaseFacts, Dataset
from du_cli.dataset.faults import link, missing, same_id, twice, unread
from du_cli.dataset.privacy import personal_data
from du_cli.dataset.validate import record_of, validate
from du_cli.dataset.work import in_two
from du_cli.findings import Key, Place, Problem
from du_cli.i18n import N_
from du_cli.models.base import Record
from du_cli.models.base import references as references_of
from du_cli.models.base import shape as shape_of
from du_cli.models.mandate import Mandate
from du_cli.models.members import Organisations, Roster
from du_cli.models.policy import Policy, Waivers
from du_cli.yamlfile import Lines, canonical, ordered, parse

REQUIRED: Final = (kinds.MANDATE, kinds.MEMBERS)
UNTIDY: Final = "DU016"
SINGLE_MODELS: Final[Mapping[str, type[Record]]] = {
    "mandate": Mandate,
    "members": Roster,
    "organisations": Organisations,
    "policy": Policy,
    "waivers": Waivers,
}


class _Read(NamedTuple):
    """One file, read: its plain data (None when unreadable), its record, and what was wrong."""

    path: str
    value: Any
    record: Any
    problems: tuple[Problem, ...]
    left_out: tuple[Key, ...] = ()


def load(files: Mapping[str, bytes], at: date, outside: Collection[str] = ()) -> Dataset:
    """Read every file under ``data/`` and check its form; nothing a file holds makes this raise.

    ``files`` maps paths such as ``data/members.yaml`` to bytes; ``outside`` names those that are links out
    of the data folder, which are not read. ``at`` is the date the dataset answers for.
    """
    loader = _Loader(files, frozenset(outside))
    return loader.dataset(at)


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


class _Loader:
    """One reading of all files: the small ones first, since the many refer to them."""

    def __init__(self, files: Mapping[str, bytes], outside: frozenset[str]) -> None:
        self.files = files
        self.outside = outside
        self.problems: list[Problem] = []
        self.waiting: list[references.Mention] = []
        self.ids: dict[str, set[str]] = {}
        self.by_kind: dict[str, list[str]] = {}
        for path in sorted(files):
            kind = kinds.kind_of(path)
            if path in outside:
                self.problems.append(link(path))
            elif kind is None:
                self.problems += [unread(path), *_private(path, files[path])]
            else:
                self.by_kind.setdefault(kind.name, []).append(path)

    def dataset(self, at: date) -> Dataset:
        single = {kind: self._single(path, kind) for path, kind in kinds.SINGLE.items()}
        known = self._known(single)
        for read in single.values():
            self._refer(read, known)
        cases = self._cases(known)
        meetings, plans, outreach = (self._many(kind, known) for kind in ("meeting", "plan", "outreach"))
        self._refer_late()
        problems = tuple(_distinct(self.problems))
        return Dataset(
            at=at,
            files=self.files,
            mandate=single["mandate"].record,
            roster=single["members"].record,
            organisations=single["organisations"].record or Organisations(),
            policy=single["policy"].record or Policy(),
            waivers=single["waivers"].record or Waivers(),
            cases=cases,
            meetings=meetings,
            plans=plans,
            outreach=outreach,
            problems=problems,
            left_out={read.path: read.left_out for read in single.values() if read.left_out},
            known=known,
            broken=frozenset(problem.place.path for problem in problems if problem.code in _BREAKING) | self.outside,
            outside=self.outside,
        )

    def _single(self, path: str, kind: str) -> _Read:
        if path in self.by_kind.get(kind, ()):
            read = read_file(path, self.files[path], model_of(kind))
        elif path in REQUIRED and path not in self.outside:
            read = _Read(path, None, None, (missing(path),))
        else:
            return _Read(path, {}, None, ())
        self.problems += read.problems
        self.problems += twice(read.value, path)
        return read

    def _known(self, single: Mapping[str, _Read]) -> references.Known:
        """The ids the small files give, also those of records that could not be used."""
        mandate, members = single["mandate"].value, single["members"].value
        organisations = single["organisations"].value
        found: dict[str, frozenset[str]] = {"body_kind": references.BODY_KINDS}
        if mandate is not None:
            versions = _items(mandate, "versions")
            found["body"] = _ids(_items(mandate, "bodies"))
            found["seat"] = _ids(seat for version in versions for seat in _items(version, "seats"))
            found["clause"] = _ids(clause for version in versions for clause in _items(version, "clauses"))
            found["committee"] = _ids([mandate.get("committee")] if isinstance(mandate, dict) else [])
        if members is not None:
            found["member"] = _ids(_items(members, "members"))
        if organisations is not None:
            found["organisation"] = _ids(_items(organisations, "organisations"))
        return references.Known(found)

    def _refer(self, read: _Read, known: references.Known) -> None:
        if read.record is not None:
            problems, waiting = references.check(read.value, references_of(cast("type[Record]", type(read.record))), read.path, known)
            self.problems += problems
            self.waiting += waiting

    def _cases(self, known: references.Known) -> tuple[CaseFacts, ...]:
        paths = self.by_kind.get("case", [])
        self.ids["case"] = {promised for path in paths if (promised := _promised(path))}
        if not paths:
            return ()
        model_of("case").model_rebuild()
        found: list[CaseFacts] = []
        for facts, problems, waiting in in_two(lambda path: _case(path, self.files[path], known), paths):
            self.problems += problems
            self.waiting += waiting
            if facts:
                found.append(facts)
                self.ids["case"].add(facts.id)
        return tuple(found)

    def _many(self, kind: str, known: references.Known) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for path in self.by_kind.get(kind, ()):
            read = read_file(path, self.files[path], model_of(kind))
            self.problems += [*read.problems, *_misplaced(read)]
            self._refer(read, known)
            if kind == "meeting":
                self.ids.setdefault(kind, set()).update(filter(None, (_promised(path), getattr(read.record, "id", None))))
            if read.record is not None:
                self.problems += same_id(path, read.record, found.values())
                found[path] = read.record
        return found

    def _refer_late(self) -> None:
        known = references.Known({kind: frozenset(self.ids.get(kind, ())) for kind in references.LATER})
        self.problems += [problem for mention in self.waiting if (problem := references.unknown(mention, known))]


_BREAKING: Final = frozenset(f"DU{number:03}" for number in range(1, 9)) | {"DU010"}


def read_file(path: str, data: bytes, model: type[Record]) -> _Read:
    """Read and check one file by itself: its form, its keys and values, its layout, and personal data in it."""
    parsed = parse(data, path)
    private = tuple(_private(path, data, parsed.value))
    if parsed.value is None and parsed.problems:
        return _Read(path, None, None, (*parsed.problems, *private))
    value = {} if parsed.value is None else parsed.value
    checked = validate(model, value, path, parsed.problems)
    problems = (*_placed(parsed.problems, value, path), *checked.problems, *private)
    broken = checked.problems or parsed.problems
    if not broken and not (parsed.tidy and ordered(value, shape_of(model))):
        problems = (*problems, *_untidy(path, data, model))
    return _Read(path, value, checked.record, problems, checked.left_out)


def _private(path: str, data: bytes, value: Any = None) -> Iterator[Problem]:
    """DU7: personal data in a file, whatever the file is, with the record and key it stands in."""
    lines: Lines | None = None
    for problem in personal_data(data.decode("utf-8", "replace"), path):
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


def _case(path: str, data: bytes, known: references.Known) -> tuple[CaseFacts | None, list[Problem], list[references.Mention]]:
    model = model_of("case")
    read = read_file(path, data, model)
    problems = [*read.problems, *_misplaced(read)]
    if read.record is None:
        return None, problems, []
    found, waiting = references.check(read.value, references_of(model), path, known)
    return CaseFacts(read.record.id, path, read.record.title, read.record.status), problems + found, waiting


def _misplaced(read: _Read) -> Iterator[Problem]:
    """DU009: the file's path does not say what its id (or year) says."""
    if not isinstance(read.value, dict):
        return
    kind = kinds.kind_of(read.path)
    key = "year" if kind and kind.name in ("plan", "outreach") else "id"
    found = read.value.get(key)
    if not isinstance(found, (str, int)) or str(found) == _promised(read.path):
        return
    message = N_("The path {path} does not match {key}: {found}.")
    hint = N_("Rename the file, or correct the {key}.")
    values = {"path": read.path, "key": key, "found": str(found)}
    yield Problem("DU009", Place(read.path, (key,)), message, values, hint, str(found), key)


def _promised(path: str) -> str | None:
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


def _items(value: Any, key: str) -> list[Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _ids(records: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(record["id"]) for record in records if isinstance(record, dict) and "id" in record)


def _distinct(problems: Iterable[Problem]) -> Iterator[Problem]:
    seen: set[tuple[str, Place]] = set()
    for problem in problems:
        if (problem.code, problem.place) not in seen:
            seen.add((problem.code, problem.place))
            yield problem
