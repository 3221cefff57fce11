"""What every model is: a frozen record whose annotated keys are the format."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar, cast, dataclass_transform, get_args

R = TypeVar("R", bound="Record")
F = TypeVar("F", bound=Callable[..., Any])
FROZEN: Final = "a record does not change"


class Says(NamedTuple):
    """What is said of a key: its description, and its name in files where Python has another use for it."""

    description: str
    alias: str | None = None


def says(description: str, alias: str | None = None) -> Any:
    """A key's description, for the schema and for editors, with its name in files where that is another."""
    return Says(description, alias)


class Field(NamedTuple):
    """A key of a record, as its class declares it."""

    name: str
    key: str
    """Its name in files."""
    annotation: Any
    required: bool
    description: str


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """A mapping of the format. It holds the keys that were given; the class itself has the defaults of the others."""

    def __init__(self, **values: Any) -> None:
        known = {field.name for field in fields(type(self))}
        required = {field.name for field in fields(type(self)) if field.required}
        if wrong := values.keys() - known | required - values.keys():
            raise TypeError(type(self).__name__, *sorted(wrong))
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name, FROZEN)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name, FROZEN)

    def __eq__(self, other: object) -> bool:
        related = isinstance(other, type(self)) or isinstance(self, type(other))
        return related and isinstance(other, Record) and (self.__dict__ == other.__dict__ or values(self) == values(other))

    def __hash__(self) -> int:
        return hash((type(self), *values(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


def once(function: F) -> F:
    """Keep a function's answer for each model, as ``functools.cache`` does: mypy believes that a class is no key."""
    return cast("F", cache(function))


@once
def fields(model: type[Record]) -> tuple[Field, ...]:
    """The keys of a model, in the order of the files."""
    found: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        found |= getattr(base, "__annotations__", {})
    return tuple(_field(model, name, annotation) for name, annotation in found.items())


def _field(model: type[Record], name: str, annotation: Any) -> Field:
    said = next(mark for mark in get_args(annotation) if isinstance(mark, Says))
    return Field(name, said.alias or name, annotation, not hasattr(model, name), said.description)


def values(record: Record) -> Mapping[str, Any]:
    """Every value of a record by its key in files, defaults with them."""
    return {field.key: getattr(record, field.name) for field in fields(type(record))}


def given(record: Record) -> Iterator[tuple[str, Any]]:
    """The keys a record was given, by their names in files, with their values."""
    return ((field.key, getattr(record, field.name)) for field in fields(type(record)) if field.name in vars(record))


def altered(record: R, **values: Any) -> R:
    """A copy of a record with some values changed, by their names in Python."""
    return type(record)(**{**vars(record), **values})
