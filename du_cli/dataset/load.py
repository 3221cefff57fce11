"""Loading: a mapping from paths to bytes becomes a dataset, and everything wrong with the files a problem."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

from du_cli.dataset import kinds, references
from du_cli.dataset.blobs import fetch, id_of
from du_cli.dataset.cases import UNJUDGED, Judging, Kept
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.faults import missing, not_read, same_id, twice, unread, used_for_two
from du_cli.dataset.privacy import personal_names
from du_cli.dataset.read import Read, misplaced, model_of, private, promised, read_file
from du_cli.dataset.reading import record_reader
from du_cli.dataset.work import in_two
from du_cli.findings import Key, Place, Problem
from du_cli.models.base import Record
from du_cli.models.base import references as references_of
from du_cli.models.members import Organisations
from du_cli.models.policy import Policy, Waivers

if TYPE_CHECKING:
    from du_cli.dataset.cases import CaseFacts, CaseFile
    from du_cli.dataset.read_case import ReadCase

REQUIRED: Final = (kinds.MANDATE, kinds.MEMBERS)
NOTHING_OUTSIDE: Final[Mapping[str, str]] = MappingProxyType({})
MISTYPED: Final = ("DU004", "DU008")


def load(
    files: Mapping[str, bytes],
    at: date,
    outside: Mapping[str, str] = NOTHING_OUTSIDE,
    judging: Judging = UNJUDGED,
) -> Dataset:
    """Read every file under ``data/`` and check its form; nothing a file holds makes this raise.

    ``files`` maps paths such as ``data/members.yaml`` to bytes; ``outside`` names what is not read, and why
    (``kinds.LINK``, ``SPECIAL`` or ``LOCKED``). ``at`` is the date the dataset answers for. Where ``judging``
    names a judge, each case is judged as it is read and let go, so that ten thousand take little room; else cases are kept.
    """
    return _Loader(files, outside).dataset(at, judging)


class _Loader:
    """One reading of all files: the small ones first, since the many refer to them."""

    def __init__(self, files: Mapping[str, bytes], outside: Mapping[str, str]) -> None:
        self.files = files
        self.outside = outside
        self.problems: list[Problem] = []
        self.waiting: list[references.Mention] = []
        self.ids: dict[str, set[str]] = {}
        self.by_kind: dict[str, list[str]] = {}
        self.left_out: dict[str, tuple[Key, ...]] = {}
        self.problems += personal_names(files)
        self.unknown: dict[str, tuple[Key, ...]] = {}
        self.unseen = frozenset({*outside, *(path for path in files if path.endswith("/"))})
        self.half: dict[str, Any] = {}
        self.unusable = {path.removesuffix("/") for path in self.unseen}
        self.torn: set[str] = {*self.unseen, *self.unusable}
        found = {path: kinds.kind_of(path) for path in sorted(files)}
        self.ids["case"] = {kind.id for path, kind in found.items() if kind and kind.name == "case" and kind.id and path not in outside}
        self.others = [path for path, kind in found.items() if kind is None or kind.name != "case" or path in self.unseen]
        fetch(files, self.others)
        for path, kind in found.items():
            if path in outside:
                self.problems.append(not_read(path, outside[path]))
            elif kind is None:
                self.problems += [*unread(path, files[path]), *private(path, files[path])]
            else:
                self.by_kind.setdefault(kind.name, []).append(path)

    def dataset(self, at: date, judging: Judging) -> Dataset:
        single = {kind: self._single(path, kind) for path, kind in kinds.SINGLE.items()}
        known = self._known(single)
        for read in single.values():
            self._refer(read, known)
        meetings, plans, outreach = (self._many(kind, known) for kind in ("meeting", "plan", "outreach"))
        base = Dataset(
            at=at,
            files=self.files,
            mandate=single["mandate"].record,
            roster=single["members"].record,
            organisations=single["organisations"].record or Organisations(),
            policy=single["policy"].record or Policy(),
            waivers=single["waivers"].record or Waivers(),
            meetings=meetings,
            plans=plans,
            outreach=outreach,
            problems=(),
            left_out=self.left_out,
            unknown=self.unknown,
            half_meetings=self.half,
            torn=frozenset(self.torn),
            unreadable=frozenset(path for path in kinds.SINGLE if single[kinds.SINGLE[path]].record is None and path in self.torn),
            unusable=frozenset(self.unusable),
            known=known,
            broken=self._broken(self.problems),
            outside=self.outside,
        )
        read_cases = self._cases(base, judging)
        self._refer_late()
        shared = used_for_two({read.path: read.value for read in single.values()})
        problems = tuple(_distinct([*self.problems, *shared]))
        torn, unusable = frozenset(self.torn), frozenset(self.unusable)
        return replace(base, **read_cases, problems=problems, broken=self._broken(self.problems), torn=torn, unusable=unusable)

    def _broken(self, problems: Iterable[Problem]) -> frozenset[str]:
        return frozenset(problem.place.path for problem in problems if problem.code in _BREAKING) | self.outside.keys()

    def _single(self, path: str, kind: str) -> Read:
        if path in self.by_kind.get(kind, ()):
            read = read_file(path, self.files[path], model_of(kind))
        elif path in REQUIRED and path not in self.outside:
            read = Read(path, None, None, (missing(path),))
        else:
            return Read(path, None if path in self.torn else {}, None, ())
        self.problems += read.problems
        self.problems += twice(read.value, path)
        self._note(read, torn=read.torn or any(twice(read.value, path)))
        return read

    def _note(self, read: Read, *, torn: bool) -> None:
        if read.left_out:
            self.left_out[read.path] = read.left_out
        if read.unknown:
            self.unknown[read.path] = read.unknown
        if torn:
            self.torn.add(read.path)

    def _known(self, single: Mapping[str, Read]) -> references.Known:
        """The ids the small files give, also those of records that could not be used."""
        mandate = single["mandate"].value
        versions = _items(mandate, "versions")
        listed = {
            "body": _items(mandate, "bodies", absent=versions and []),
            "seat": _inside(versions, "seats"),
            "clause": _inside(versions, "clauses"),
            "committee": [mandate.get("committee")] if isinstance(mandate, dict) else None,
            "member": _items(single["members"].value, "members"),
            "organisation": _items(single["organisations"].value, "organisations", absent=[]),
        }
        found = {kind: ids for kind, records in listed.items() if (ids := _ids(records)) is not None}
        return references.Known({"body_kind": references.BODY_KINDS, **found})

    def _refer(self, read: Read, known: references.Known) -> None:
        if read.record is not None:
            problems, waiting = references.check(read.value, references_of(cast("type[Record]", type(read.record))), read.path, known)
            self.problems += problems
            self.waiting += waiting
            self._doubt(read, problems)

    def _doubt(self, read: Read, problems: Iterable[Problem]) -> None:
        """What names nothing and should have stood in quotes is unknown: it may have been meant for something."""
        mistyped = {problem.place.key for problem in read.problems if problem.code in MISTYPED}
        keys = tuple(problem.place.key for problem in problems if problem.place.key in mistyped)
        if keys:
            lists = (key[:-1] if isinstance(key[-1], int) else key for key in keys)
            self.unknown[read.path] = (*self.unknown.get(read.path, ()), *lists)

    def _cases(self, base: Dataset, judging: Judging) -> dict[str, Any]:
        """What the dataset is to hold of the cases: facts of each, and the cases themselves or what was said of them."""
        paths = self.by_kind.get("case", [])
        answers: dict[str, list[Any]] = {}
        judged = answers if judging.judge else None
        if not paths:
            return {"case_answers": judged}
        facts: list[CaseFacts] = []
        kept: list[CaseFile] = []
        half: list[CaseFile] = []
        for path, read in zip(paths, self._read(paths, base, judging), strict=True):
            self.problems += read.problems
            self.torn.update((path,) if read.torn else ())
            self.unusable.update((path,) if read.kept is None and read.answers is None else ())
            self.waiting += read.waiting
            for code, said in (read.answers or {}).items():
                answers.setdefault(code, []).extend(said)
            if read.facts:
                facts.append(read.facts)
                self.ids["case"].add(read.facts.id)
            if read.kept:
                (kept if read.facts else half).append(read.kept)
        return {"cases": tuple(facts), "case_files": tuple(kept), "half_cases": tuple(half), "case_answers": judged}

    def _read(self, paths: Sequence[str], base: Dataset, judging: Judging) -> "Iterator[ReadCase]":
        """Each case, in order: as it was read before, where it is kept so, else read now."""
        from du_cli.dataset.read_case import read_case

        def read(path: str) -> "tuple[str, ReadCase]":
            data, keep = self.files[path], judging.judge is None or path in judging.whole
            name = self._name(path, data) if judging.kept else ""
            return name, read_case(path, data, base, judging.judge, keep=keep)

        record_reader(model_of("case"))
        if judging.kept:
            return self._read_new(paths, read, judging.kept, judging.whole, self._beside(base.at))
        fetch(self.files, paths)
        return (case for _, case in in_two(read, paths))

    def _read_new(
        self, paths: Sequence[str], read: "Callable[[str], tuple[str, ReadCase]]", kept: Kept, whole: Collection[str], beside: str
    ) -> "Iterator[ReadCase]":
        """The same, reading only those that are wanted whole or were not read before; what was read of them is kept."""
        from du_cli.dataset.read_case import case_from_plain, plain_case

        known = kept.recall(beside)
        seen = {path: known[name] for path in paths if path not in whole and (name := self._name(path, None)) in known} if known else {}
        new = [path for path in paths if path not in seen]
        fetch(self.files, new)
        fresh = dict(zip(new, in_two(read, new), strict=True))
        kept.keep(beside, {name: plain_case(case) for name, case in fresh.values()})
        return (case_from_plain(path, seen[path]) if path in seen else fresh[path][1] for path in paths)

    def _name(self, path: str, data: bytes | None) -> str:
        return f"{id_of(self.files, path, data)} {path}"

    def _beside(self, at: date) -> str:
        """A sum of all that cases are judged by apart from themselves: the other files, what is not read and why, and the day."""
        files = (f"{path} {id_of(self.files, path)}" for path in self.others)
        text = "\0".join((str(at), *files, *map("".join, sorted(self.outside.items()))))
        return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    def _many(self, kind: str, known: references.Known) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for path in self.by_kind.get(kind, ()):
            read = read_file(path, self.files[path], model_of(kind))
            self.problems += [*read.problems, *misplaced(read)]
            self._note(read, torn=read.torn or read.half)
            self._refer(read, known)
            if kind == "meeting":
                self.ids.setdefault(kind, set()).update(filter(None, (promised(path), getattr(read.record, "id", None))))
            if read.record is None or (read.half and read.torn):
                self.unusable.add(path)
            if read.half:
                self.half |= {path: read.record} if not read.torn else {}
            elif read.record is not None:
                self.problems += same_id(path, read.record, found.values())
                found[path] = read.record
        return found

    def _refer_late(self) -> None:
        known = references.Known({kind: frozenset(self.ids.get(kind, ())) for kind in references.LATER})
        told = (references.unknown(mention, known) for mention in self.waiting if not self._may_be_unseen(mention))
        self.problems += filter(None, told)

    def _may_be_unseen(self, mention: references.Mention) -> bool:
        """Whether what is not read may hold what a mention names."""
        return any(kinds.may_hold(path, kind, mention.text) for path in self.unseen for kind in mention.kinds)


_BREAKING: Final = frozenset(f"DU{number:03}" for number in range(1, 9)) | {"DU010"}


def _items(value: Any, key: str, absent: list[Any] | None = None) -> list[Any] | None:
    """The list under a key of some data; None when there is none. ``absent``: what it is when nothing else is there either."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict) and found is None and not value.keys() - _OTHERS:
        return absent
    return found if isinstance(found, list) else None


_OTHERS: Final = frozenset(("committee", "versions"))
"""Keys that may stand beside a list that is left out; another may be the list's own, misspelt."""


def _inside(records: list[Any] | None, key: str) -> list[Any] | None:
    """All that the lists under a key of some records hold; None when one of them has no list, or there are none."""
    lists = [_items(record, key) for record in records] if records else [None]
    return [item for found in lists for item in found or ()] if None not in lists else None


def _ids(records: list[Any] | None) -> frozenset[str] | None:
    """The ids of some records; None when one has none, so that any name may be its."""
    if records is None or not all(isinstance(record, dict) and isinstance(record.get("id"), (str, int)) for record in records):
        return None
    return frozenset(str(record["id"]) for record in records)


def _distinct(problems: Collection[Problem]) -> Iterator[Problem]:
    """Each problem once; what is no value at all is not also a reference to nothing."""
    mistyped = {problem.place[:2] for problem in problems if problem.code in MISTYPED}
    seen: set[tuple[str, Place]] = set()
    for problem in problems:
        path, key = problem.place[:2]
        if problem.code in ("DU011", "DU012") and any((path, key[:depth]) in mistyped for depth in range(len(key) + 1)):
            continue
        if (problem.code, problem.place) not in seen:
            seen.add((problem.code, problem.place))
            yield problem
