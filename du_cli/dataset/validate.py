"""Plain data against a model: its record, and what is wrong as problems with code and place."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from du_cli.dataset.reading import record_reader
from du_cli.dataset.wrong import LOST, Fault, Wrong
from du_cli.findings import Key, Place, Problem
from du_cli.models.record import Record
from du_cli.yamlfile.keys import nearest_id


class Validated(NamedTuple):
    """A model's record, None when nothing could be saved, and what was wrong."""

    record: Any
    problems: tuple[Problem, ...]
    left_out: tuple[Key, ...] = ()
    """Where list items were left out, so that those behind them stand earlier in ``record`` than in the file."""
    unknown: tuple[Key, ...] = ()
    """Where a broken value stands in the file for which ``record`` has the default."""


def validate(model: type[Record], value: Any, path: str, known: tuple[Problem, ...] = ()) -> Validated:
    """Check plain data against a model; what is broken is left out so that the rest still counts.

    A value of an optional key is left out alone, one of a required key with the list item it stands in; a number where
    a text belongs counts as that text, since only its quotation marks are missing. ``known``: problems found while
    reading, whose places are not reported again.
    """
    value = {} if value is None else value
    try:
        return Validated(record_reader(model)(value), ())
    except Wrong as wrong:
        told = {problem.place.key for problem in known}
        problems = tuple(_problem(fault, value, path) for fault in wrong.faults if fault.key not in told)
        kept = None if wrong.kept is LOST else wrong.kept
        return Validated(kept, problems, tuple(wrong.left_out), tuple(wrong.unknown))


def _problem(fault: Fault, value: Any, path: str) -> Problem:
    subject = next((part for part in reversed(fault.key) if isinstance(part, str)), path)
    place, values = Place(path, fault.key, fault.on_key), {"key": subject, **fault.values}
    return Problem(fault.code, place, fault.message, values, fault.help, record_of(fault.key, value, path), subject)


def record_of(key: Key, value: Any, path: str) -> str:
    """The id nearest above a place in the data, else the file's path."""
    return nearest_id(key, value) or path


def original(key: Key, left_out: Iterable[Key]) -> Key:
    """The key path in the file of what stands at ``key`` in a record from which list items were left out."""
    gone = frozenset(left_out)
    found: Key = ()
    for part in key:
        position: str | int = part
        if isinstance(part, int):
            position = _nth_left(part, found, gone)
        found = (*found, position)
    return found


def _nth_left(number: int, above: Key, gone: frozenset[Key]) -> int:
    """The place in a list's file of the item that is ``number`` among those left in it."""
    missing = sorted(key[-1] for key in gone if key[:-1] == above and isinstance(key[-1], int))
    for place in missing:
        if place > number:
            break
        number += 1
    return number
