"""What rules and readers say as values that JSON knows, and back again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from du_cli.findings import NotAssessed, Place, Problem, Violation
from du_cli.i18n import Count, Either, Term

_RECORDS: Final[Mapping[str, Callable[..., Any]]] = {
    one.__name__: one for one in (Place, Problem, Violation, NotAssessed, Term, Count, Either)
}
"""Tuples with a name of their own, whose parts are plain once they are made so."""


def plain(value: Any) -> Any:
    """A value as JSON knows it; raises ``TypeError`` for one of no kind that may stand in a message."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        found = [plain(item) for item in value]
        return found if type(value) in (tuple, list) else {_name(value): found}
    if isinstance(value, Mapping):
        return {"": {name: plain(item) for name, item in value.items()}}
    if type(value) is date:
        return {"date": value.isoformat()}
    raise TypeError(value)


def _name(value: object) -> str:
    name = type(value).__name__
    if name not in _RECORDS:
        raise TypeError(value)
    return name


def value_of(found: Any) -> Any:
    """The value that ``plain`` made plain."""
    if isinstance(found, list):
        return tuple(map(value_of, found))
    if isinstance(found, dict):
        ((kind, held),) = found.items()
        return _KINDS[kind](held) if kind in _KINDS else _RECORDS[kind](*map(value_of, held))
    return found


_KINDS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "": lambda held: {name: value_of(item) for name, item in held.items()},
    "date": date.fromisoformat,
}
