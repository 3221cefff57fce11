"""Plain data against a model: the model's answer as problems with code and place, and what can be saved."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import ValidationError

from du_cli.dataset.nearest import nearest
from du_cli.findings import Key, Place, Problem, Value
from du_cli.i18n import N_, Either, Term
from du_cli.models.base import PATTERNS, Record, shape
from du_cli.yamlfile import Shape
from du_cli.yamlfile.keys import nearest_id

R = TypeVar("R", bound=Record)
_ATTEMPTS: Final = 4

_EXPECTED: Final = {
    "string_type": N_("a text"),
    "int_type": N_("a whole number"),
    "float_type": N_("a number"),
    "bool_type": N_("true or false"),
    "date_type": N_("a date, as in 2026-02-03"),
    "tuple_type": N_("a list"),
    "too_short": N_("a list that is not empty"),
    "dict_type": N_("a mapping of keys and values"),
    "model_type": N_("a mapping of keys and values"),
    "less_than_min": N_("no less than min"),
    "list_or_all": N_("a list of members, or all"),
}
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LIMITS: Final = {
    "greater_than_equal": ("ge", N_("{key} is {found}, but must be {limit} or more.")),
    "less_than_equal": ("le", N_("{key} is {found}, but must be {limit} at the most.")),
}


class Validated(NamedTuple):
    """A model's instance, None when nothing could be saved, and what was wrong."""

    record: Any
    problems: tuple[Problem, ...]
    left_out: tuple[Key, ...] = ()
    """Where list items were left out, so that those behind them stand earlier in ``record`` than in the file."""


def validate(model: type[R], value: Any, path: str, known: tuple[Problem, ...] = ()) -> Validated:
    """Check plain data against a model; a broken item of a list is left out so that the others still count.

    An unknown key alone is left out, not the item it stands in; a number where a text belongs counts as that text,
    since only its quotation marks are missing. ``known``: problems found while reading,
    whose places are not reported again.
    """
    value = {} if value is None else value
    record, errors = _tried(model, value)
    told = {problem.place.key for problem in known}
    problems = tuple(_problem(found, value, path, shape(model)) for found in _distinct(errors) if found.key not in told)
    left_out: tuple[Key, ...] = ()
    numbers = [found.key for found in errors if found.type == "string_type" and _is_number(found.input)]
    if numbers:
        value = _as_texts(value, numbers)
        record, errors = _tried(model, value)
    for _ in range(_ATTEMPTS):
        if not errors:
            break
        cuts = _cuts(errors)
        left_out += tuple(original(cut, left_out) for cut in cuts if isinstance(cut[-1], int))
        value = _without(value, cuts)
        record, errors = _tried(model, value)
    return Validated(record, problems, left_out)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _as_texts(value: Any, keys: Iterable[Key]) -> Any:
    """The data with the numbers at some key paths as texts."""
    wanted = frozenset(keys)

    def copied(part: Any, key: Key) -> Any:
        if key in wanted and _is_number(part):
            return str(part)
        if isinstance(part, dict):
            return {name: copied(inner, (*key, name)) for name, inner in part.items()}
        return [copied(inner, (*key, number)) for number, inner in enumerate(part)] if isinstance(part, list) else part

    return copied(value, ())


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


class _Error(NamedTuple):
    """One of pydantic's errors, at a key path that exists in the data (its last key apart, when missing)."""

    type: str
    key: Key
    input: Any
    context: dict[str, Any]
    on_key: bool

    @classmethod
    def of(cls, error: Any, value: Any) -> "_Error":
        kind, loc = error["type"], error["loc"]
        key = _existing(loc, value)
        if kind.startswith(_MISSING):
            key = (*key, loc[-1] if kind == _MISSING else kind.removeprefix(f"{_MISSING}_"))
        on_key = kind.startswith((_MISSING, "extra_forbidden")) or loc[-1:] == ("[key]",)
        return cls(kind, key, error["input"], error.get("ctx", {}), on_key)


_MISSING: Final = "missing"


def _tried(model: type[R], value: Any) -> tuple[R | None, list[_Error]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        errors = [_Error.of(found, value) for found in error.errors(include_url=False)]
    above = {found.key[:depth] for found in errors for depth in range(len(found.key))}
    return None, [found for found in errors if found.type not in _OUTER or found.key not in above]


_OUTER: Final = ("too_short", "literal_error")
"""What is no error of its own when something inside the value is wrong: the list is too short without it, or the union's other branch."""


def _existing(loc: tuple[str | int, ...], value: Any) -> Key:
    """An error's place without the names pydantic adds for the branches of a union."""
    found: list[str | int] = []
    for part in loc:
        if _holds(value, part):
            value = value[part]
            found.append(part)
    return tuple(found)


def _holds(value: Any, part: str | int) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


def _distinct(errors: Iterable[_Error]) -> Iterator[_Error]:
    """One error a place: a union gives one for each of its branches."""
    seen: dict[Key, list[_Error]] = {}
    for error in errors:
        seen.setdefault(error.key, []).append(error)
    for group in seen.values():
        if {"tuple_type", "literal_error"} <= {error.type for error in group}:
            yield group[0]._replace(type="list_or_all")
            continue
        yield next((error for error in group if error.type not in _EXPECTED), group[0])


def _problem(error: _Error, value: Any, path: str, known: Shape) -> Problem:
    place = Place(path, error.key, error.on_key)
    record, subject = record_of(error.key, value, path), _name(error.key) or path
    code, message, values, hint = _words(error, known)
    return Problem(code, place, message, {"key": subject, **values}, hint, record, subject)


def _words(error: _Error, known: Shape) -> tuple[str, str, dict[str, Value], str]:
    if error.type.startswith(_MISSING):
        return "DU005", N_("The required key {key} is missing."), {}, N_("Add the key {key}.")
    if error.type == "extra_forbidden":
        return _unknown_key(error, known)
    if error.type == "string_type" and _is_number(error.input):
        message = N_("{key} is a number where a text belongs.")
        return "DU008", message, {"found": str(error.input)}, N_('Put it in quotes: "{found}".')
    if error.type in _LIMITS:
        name, message = _LIMITS[error.type]
        return "DU004", message, {"found": _found(error.input), "limit": f"{error.context[name]:g}"}, ""
    message = N_("{key} is {found}, but must be {expected}.")
    return "DU004", message, {"found": _found(error.input), "expected": _expected(error)}, ""


def _unknown_key(error: _Error, known: Shape) -> tuple[str, str, dict[str, Value], str]:
    names: list[str] = []
    inside: Shape | None = known
    for part in error.key[:-1]:
        inside = inside.keys.get(part) if inside and isinstance(part, str) else inside
    if inside:
        names = nearest(str(error.key[-1]), inside.keys)
    if names:
        return "DU003", N_("The key {key} is not known."), {"nearest": names[0]}, N_("Did you mean {nearest}?")
    allowed = tuple(inside.keys) if inside else ()
    return "DU003", N_("The key {key} is not known."), {"allowed": allowed}, N_("Remove it, or use one of {allowed}.")


def _expected(error: _Error) -> Value:
    context = error.context
    if error.type == "literal_error":
        return Either(tuple(str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")))
    if error.type == "string_pattern_mismatch":
        return Term(PATTERNS.get(context["pattern"], N_("a text of another form")))
    if error.type == "date_type" and _ISO.fullmatch(str(error.input)):
        return Term(N_("a date that exists"))
    return Term(_EXPECTED.get(error.type, N_("something else")))


def _found(value: Any) -> Value:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return Term(N_("a mapping"))
    if isinstance(value, list):
        return Term(N_("a list"))
    text = str(value)
    return f"«{text[:60]}…»" if len(text) > 60 else f"«{text}»"  # noqa: PLR2004 - what fits on a line


def _name(key: Key) -> str:
    return next((part for part in reversed(key) if isinstance(part, str)), "")


def record_of(key: Key, value: Any, path: str) -> str:
    """The id nearest above a place in the data, else the file's path."""
    return nearest_id(key, value) or path


def _cuts(errors: Iterable[_Error]) -> list[Key]:
    """What is to be left out: the innermost list item an error lies in; of unknown keys and those outside lists, the key; a whole norm."""
    return list(dict.fromkeys(cut for error in errors if (cut := _cut_of(error))))


def _cut_of(error: _Error) -> Key:
    if error.type == "extra_forbidden":
        return error.key
    if error.type == "less_than_min":
        return error.key[:-1]
    end = next((depth for depth in range(len(error.key), 0, -1) if isinstance(error.key[depth - 1], int)), len(error.key))
    return error.key[:end]


def _without(value: Any, keys: Iterable[Key]) -> Any:
    """The data without what stands at some key paths."""
    cuts: dict[Any, Any] = {}
    for key in keys:
        inside = cuts
        for part in key:
            inside = inside.setdefault(part, {})
        inside[_HERE] = {}
    return _cut(value, cuts)


_HERE: Final = object()
"""Marks, among the places to cut, that the value itself goes and not only something in it."""


def _cut(value: Any, cuts: Mapping[Any, Any]) -> Any:
    if not cuts:
        return value
    if isinstance(value, dict):
        return {name: _cut(item, cuts.get(name, {})) for name, item in value.items() if _HERE not in cuts.get(name, ())}
    if isinstance(value, list):
        return [_cut(item, cuts.get(number, {})) for number, item in enumerate(value) if _HERE not in cuts.get(number, ())]
    return value
