"""Values that are unknown since what stands there is broken: whoever judges by one finds that out, and nobody takes it for nothing.

A dataset has the default in place of a broken value, for those who only show it, and lacks records that cannot be told from others.
A rule gets a guarded copy instead, in which asking for such a value, or for the list that lacks a record, raises ``Unknown``.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from itertools import count
from typing import Any, Final, NamedTuple

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS, ORGANISATIONS, POLICY, WAIVERS
from du_cli.findings import Key, Place
from du_cli.models.record import Record, fields

_SINGLE: Final = {MANDATE: "mandate", MEMBERS: "roster", ORGANISATIONS: "organisations", POLICY: "policy", WAIVERS: "waivers"}
_MANY: Final = ("meetings", "plans", "outreach")


class Unknown(Exception):  # noqa: N818 - no error of the program
    """A value was asked for that is not known, since what stands at its place is broken."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True)
class Guarded(Dataset):
    """A dataset in which unknown values are guarded, and which notes the files that somebody asked of and that are not whole."""

    doubts: set[str] = field(default_factory=set)
    plain: Dataset | None = None
    """The dataset it is a copy of."""
    without: frozenset[Place] = frozenset()
    """The unknown values of which the records that hold them are left out."""
    told: frozenset[str] = frozenset()
    """The files of those that somebody asked for."""

    def whole(self, *paths: str) -> bool:
        """Whether all of these files could be read in full but for unknown values."""
        self.doubts.update(self.torn.intersection(paths))
        return super().whole(*paths)

    def but(self, place: Place) -> "Guarded":
        """A copy that lacks the record, too, that holds an unknown value somebody asked for."""
        assert self.plain is not None  # noqa: S101 - every copy has one
        return guarded(self.plain, self.without | {place})

    def incomplete(self, kind: str, begins: str) -> frozenset[str]:
        """The files and folders of a kind whose id begins so, or may, that could not be read in full."""
        found = super().incomplete(kind, begins)
        self.doubts.update(found)
        return found


def lost(dataset: Dataset) -> frozenset[Place]:
    """The list items that are in no record, since they cannot be told from others."""
    return frozenset(Place(path, key) for path, keys in dataset.left_out.items() for key in keys)


def guarded(dataset: Dataset, without: Collection[Place] = ()) -> Guarded:
    """The dataset with every unknown value guarded; ``without`` the records that hold some of them, whose files are then not whole."""
    key = frozenset(without)
    copy: Guarded = dataset.copies.get(key) or dataset.copies.setdefault(key, _guarded(dataset, key))
    return copy


def _guarded(dataset: Dataset, without: frozenset[Place]) -> Guarded:
    gone = frozenset(record for place in without if (record := holder(place)))
    paths = frozenset(place.path for place in gone)
    single: dict[str, Any] = {name: _file(dataset, path, getattr(dataset, name), gone) for path, name in _SINGLE.items()}
    many: dict[str, Any] = {name: _folder(dataset, getattr(dataset, name), gone) for name in _MANY}
    many["meetings"] |= _folder(dataset, dataset.half_meetings, gone)
    left_out = {path: dataset.left_out.get(path, ()) for path in paths | dataset.left_out.keys()}
    for place in gone:
        left_out[place.path] = (*left_out[place.path], place.key)
    own = {one.name: getattr(dataset, one.name) for one in fields_of(Dataset)}
    own |= {**single, **many, "left_out": left_out, "torn": (dataset.torn - dataset.half_meetings.keys()) | paths}
    return Guarded(**own, plain=dataset, without=without, told=frozenset(place.path for place in without - lost(dataset)))


def holder(place: Place) -> Place | None:
    """What is left out for want of a value: the list's item it lies in, else the file; None for a file there is one of."""
    depth = next((depth for depth in range(len(place.key), 0, -1) if isinstance(place.key[depth - 1], int)), 0)
    return None if depth == 0 and place.path in _SINGLE else Place(place.path, place.key[:depth])


def guarded_case(case: CaseFile) -> CaseFile:
    """A case with every unknown value guarded."""
    if not case.unknown:
        return case
    left_out = frozenset(case.left_out)
    return case._replace(case=_File(case.path, frozenset(case.unknown), left_out, left_out).copy(case.case, ()))


def _folder(dataset: Dataset, files: Mapping[str, Record], gone: frozenset[Place]) -> dict[str, Record]:
    return {path: _file(dataset, path, record, gone) for path, record in files.items() if Place(path) not in gone}


def _file(dataset: Dataset, path: str, record: Any, gone: frozenset[Place]) -> Any:
    if path not in dataset.unknown and path not in dataset.left_out:
        return record
    keys = frozenset(place.key for place in gone if place.path == path)
    return _File(path, frozenset(dataset.unknown.get(path, ())), frozenset(dataset.left_out.get(path, ())), keys).copy(record, ())


class _File(NamedTuple):
    """What is unknown in a file, which list items its record lacks already, and which are to go."""

    path: str
    unknown: frozenset[Key]
    left_out: frozenset[Key]
    gone: frozenset[Key]

    def copy(self, value: Any, key: Key) -> Any:
        """A value that stands at a key path of the file, guarded."""
        if isinstance(value, Record):
            return self._record(value, key)
        if isinstance(value, tuple):
            return tuple(self.copy(item, place) for place, item in zip(self._places(key), value, strict=False) if place not in self.gone)
        return value

    def _places(self, key: Key) -> Iterator[Key]:
        return (place for number in count() if (place := (*key, number)) not in self.left_out)

    def _record(self, record: Record, key: Key) -> Record:
        kind, held = type(record), vars(record)
        own = [(field.name, (*key, field.key)) for field in fields(kind)]
        lacking = {key[:-1]: key for key in self.left_out - self.gone}
        guards = {
            name: _guard(Place(self.path, lacking.get(place, place))) for name, place in own if place in self.unknown | lacking.keys()
        }
        copy: Record = object.__new__(type(kind.__name__, (kind,), guards) if guards else kind)
        vars(copy).update({name: self.copy(held[name], place) for name, place in own if name in held and name not in guards})
        return copy


def _guard(place: Place) -> property:
    def refuse(_: Record) -> Any:
        raise Unknown(place)

    return property(refuse)
