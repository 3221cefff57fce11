"""From plain data to records: a model's annotations, compiled once into functions that read, and say all that is wrong at once.

A reader takes a value and gives what the record holds; for anything wrong it raises ``Wrong``, with every fault at its key path
below the value and what could be kept. Nothing is converted but lists to tuples and dates from their ISO texts.
"""

from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from du_cli.dataset.values import SIMPLE, WRAPPED, choice, formed
from du_cli.dataset.wrong import LIST, LOST, MAPPING, Fault, Reader, Wrong, missing, no, unknown_key
from du_cli.i18n import N_
from du_cli.models.base import Form, NotBelow, OrElse, Shown
from du_cli.models.record import Field, Record, fields, once


def reader(annotation: Any) -> Reader:
    """The reader of a type as the models write it."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(parts[0], annotation.__metadata__)
    if origin is Literal:
        return choice(parts)
    if origin is Union or origin is UnionType:
        return _union(parts)
    if origin is tuple:
        return _many(reader(parts[0]), records=_is_record(parts[0]))
    if origin is dict:
        return _by_name(reader(parts[0]), reader(parts[1]))
    return SIMPLE.get(annotation) or record_reader(annotation)


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


def _marked(kind: Any, marks: Iterable[Any]) -> Reader:
    read: Reader | None = None
    for mark in marks:
        if isinstance(mark, Form):
            read = formed(mark)
        elif wrap := WRAPPED.get(type(mark)):
            read = wrap(read or reader(kind), mark)
    return read or reader(kind)


def _union(kinds: tuple[Any, ...]) -> Reader:
    """A reader of one of several types: the first that takes the value, else what the one says whose type it has."""
    readers = [reader(kind) for kind in kinds if kind is not type(None)]
    read = readers[0] if len(readers) == 1 else _either(readers)
    if type(None) not in kinds:
        return read
    return lambda value: None if value is None else read(value)


def _either(readers: list[Reader]) -> Reader:
    def read(value: Any) -> Any:
        said: list[Wrong] = []
        for one in readers:
            try:
                return one(value)
            except Wrong as wrong:
                said.append(wrong.with_traceback(None))  # a traceback holds this frame, and so all that is being read
        raise next((wrong for wrong in said if wrong.fits), said[0])

    return read


def _many(item: Reader, *, records: bool) -> Reader:
    """A reader of lists. What is broken is left out; a list of simple values is then not known in full, one of records is by each."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise no(value, LIST)
        found: list[Any] = []
        total: Wrong | None = None
        for number, one in enumerate(value):
            try:
                found.append(item(one))
            except Wrong as wrong:
                total = total or Wrong(fits=True)
                total.take(number, wrong)
                if wrong.kept is not LOST:
                    found.append(wrong.kept)
                    continue
                total.left_out.append((number,))
                total.unknown += () if records else ((),)
        if total is None:
            return tuple(found)
        total.kept = tuple(found)
        raise total

    return read


def _by_name(name: Reader, item: Reader) -> Reader:
    """A reader of mappings with free keys; what is broken in one is left out, and the mapping not known in full."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise no(value, MAPPING)
        found: dict[str, Any] = {}
        total = Wrong(fits=True)
        for key, one in value.items():
            try:
                found[name(key)] = item(one)
            except Wrong:
                total.take(key, _entry(name, item, key, one))
        if not total.faults:
            return found
        total.kept = found
        total.unknown.append(())
        raise total

    return read


def _entry(name: Reader, item: Reader, key: str, value: Any) -> Wrong:
    """Everything wrong with a key and its value."""
    total = Wrong()
    for read, part, on_key in ((name, key, True), (item, value, False)):
        try:
            read(part)
        except Wrong as wrong:
            total.faults += [fault._replace(on_key=fault.on_key or on_key) for fault in wrong.faults]
    return total


@once
def record_reader(model: type[Record]) -> Reader:
    """The reader of a model's mappings. An unknown key is left out; without a required one there is no record, unless it is ``Shown``."""
    own = fields(model)
    known = {field.key: (field.name, reader(field.annotation)) for field in own}
    required = frozenset(field.name for field in own if field.required)
    ties = tuple((field, mark) for field in own for mark in field.annotation.__metadata__ if isinstance(mark, (NotBelow, OrElse)))
    new, fill_in = cast("Callable[[type[Record]], Record]", object.__new__), object.__setattr__

    def read(value: Any) -> Record:
        if not isinstance(value, dict):
            raise no(value, MAPPING)
        found: dict[str, Any] = {}
        total: Wrong | None = None
        for key, one in value.items():
            name, read_one = known.get(key) or (key, unknown_key(key, known))
            try:
                found[name] = read_one(one)
            except Wrong as wrong:
                total = total or Wrong(fits=True)
                total.take(key, wrong)
                if wrong.kept is not LOST:
                    found[name] = wrong.kept
        record = new(model)
        fill_in(record, "__dict__", found)
        if total is None and found.keys() >= required and not (ties and _untied(ties, found)):
            return record
        raise _judged(total or Wrong(fits=True), value, record, own, ties)

    return read


_Ties = tuple[tuple[Field, NotBelow | OrElse], ...]


def _judged(total: Wrong, value: Mapping[str, Any], record: Record, own: Iterable[Field], ties: _Ties) -> Wrong:
    """What is wrong with a mapping, with the keys that are missing; the record is kept when it has all that it needs."""
    found = vars(record)
    broken = [field for field in own if field.key in value and field.name not in found]
    lacking = [field.key for field in own if field.required and field.key not in value]
    untied = _untied(ties, found)
    total.faults += map(missing, lacking)
    total.faults += [
        _tie_broken(field, mark, found) for field, mark in untied if not {field.name, mark.other} & {one.name for one in broken}
    ]
    gone = [field for field in own if field.name not in found and (field.required or field.key in value)]
    shown = {field.name: _shown(field, found) for field in gone if field.required}
    total.unknown += [(field.key,) for field in gone if Shown() not in field.annotation.__metadata__]
    total.kept = LOST if untied or LOST in shown.values() else record
    found.update(shown)
    return total


def _shown(field: Field, found: Mapping[str, Any]) -> Any:
    """What stands for a required key that is broken or missing; LOST where there can be no record without it."""
    mark = next((mark for mark in field.annotation.__metadata__ if isinstance(mark, Shown)), None)
    if mark is None:
        return LOST
    return found.get("id", LOST) if mark.value is None else mark.value


def _untied(ties: _Ties, found: Mapping[str, Any]) -> _Ties:
    """The keys that do not go with the others their marks name."""
    return tuple(tie for tie in ties if not _goes(found.get(tie[0].name), found.get(tie[1].other), tie[1]))


def _goes(value: Any, other: Any, mark: NotBelow | OrElse) -> bool:
    if isinstance(mark, OrElse):
        return value is not None or other is not None
    return value is None or other is None or value >= other


def _tie_broken(field: Field, mark: NotBelow | OrElse, found: Mapping[str, Any]) -> Fault:
    if isinstance(mark, OrElse):
        return missing(field.key)
    (fault,) = no(found[field.name], N_("no less than min")).faults
    return fault._replace(key=(field.key,))
