"""What every model is built of: a frozen, strict record and the small types of the format."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, NamedTuple, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

from du_cli.i18n import N_
from du_cli.yamlfile import Shape


class Record(BaseModel):
    """A mapping of the format: nothing is converted, unknown keys are errors, nothing changes afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def _date(value: object) -> object:
    """An ISO date's text as a date; anything else is left for the model to refuse."""
    if isinstance(value, str) and len(value) == len("2026-02-03") and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


NO_DATE: Final = PydanticCustomError("date_type", "no such date")


def _begins_with_date(value: str) -> str:
    if isinstance(_date(value[:10]), str):
        raise NO_DATE
    return value


ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CLAUSE: Final = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
CASE: Final = r"^[0-9]{4}-[0-9]{3,}$"
MEETING: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-([2-9]|[1-9][0-9]+))?$"
CLOCK: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
HASH: Final = r"^[0-9a-f]{64}$"
NUMBER: Final = r"^[0-9]{9}$"
WAIVABLE: Final = r"^DU[1234568][0-9]{2}$"
SOME: Final = r"\S"
CASE_NUMBER: Final = r"^([^{}]|\{year\}|\{yy\})*\{sequence\}([^{}]|\{(sequence|year|yy)\})*$"

PATTERNS: Final = {
    ID: N_("small letters a–z, digits and single hyphens, as in ola-nordmann"),
    CLAUSE: N_("small letters a–z, digits, hyphens and full stops, as in composition-6.3.a"),
    CASE: N_("a year and a number of three digits or more, as in 2026-003"),
    MEETING: N_("the meeting's date, with -2 for a second meeting that day, as in 2026-02-03"),
    CLOCK: N_('a time of day in quotes, as in "10:00"'),
    HASH: N_("a SHA-256 sum: 64 of the characters 0–9 and a–f"),
    NUMBER: N_("an organisation number in quotes: nine digits without spaces"),
    WAIVABLE: N_("a rule's code, as in DU103; findings of DU0 and DU7 cannot be waived"),
    SOME: N_("a text that is not empty"),
    CASE_NUMBER: N_("a text with {sequence}, and with {yy} or {year} where the year goes"),
}
"""What each pattern asks for, in words."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(strict=False)]
Day = Annotated[date, BeforeValidator(_date, json_schema_input_type=date)]
Id = Annotated[str, StringConstraints(pattern=ID)]
ClauseId = Annotated[str, StringConstraints(pattern=CLAUSE)]
CaseId = Annotated[str, StringConstraints(pattern=CASE)]
MeetingId = Annotated[str, StringConstraints(pattern=MEETING), AfterValidator(_begins_with_date)]
Clock = Annotated[str, StringConstraints(pattern=CLOCK)]
Hash = Annotated[str, StringConstraints(pattern=HASH)]
OrganisationNumber = Annotated[str, StringConstraints(pattern=NUMBER)]
Text = Annotated[str, StringConstraints(pattern=SOME)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Refers(NamedTuple):
    """Marks a text that names something else: the kinds it may name, or for a mapping what its keys name."""

    kinds: tuple[str, ...]


def refers(*kinds: str) -> Refers:
    """Mark a reference to one of some kinds.

    ``member``, ``body``, ``body_kind``, ``seat``, ``clause``, ``case``, ``meeting``, ``organisation``, ``committee``,
    ``register`` (a municipality or county by its register name) or ``area`` (a county).
    """
    return Refers(kinds)


MemberId = Annotated[Id, refers("member")]
BodyId = Annotated[Id, refers("body")]
SeatId = Annotated[Id, refers("seat")]
ClauseRef = Annotated[ClauseId, refers("clause")]
CaseRef = Annotated[CaseId, refers("case")]
MeetingRef = Annotated[MeetingId, refers("meeting")]
Area = Annotated[str, refers("area")]
Party = Annotated[str, refers("organisation", "body", "register")]
Consultee = Annotated[str, refers("body", "body_kind")]


def says(description: str, **constraints: Any) -> Any:
    """A key's description, for the schema and for editors, with its alias and limits."""
    return Field(description=description, **constraints)


class References(NamedTuple):
    """Where in a mapping references stand: what the value itself names, and the same of its keys' values."""

    kinds: tuple[str, ...]
    keys: Mapping[str, "References"]
    names: bool = False
    """Whether it is the mapping's keys that are the references."""


@cache
def references(model: type[Record]) -> References:
    """The references a model's files hold; lists are looked through."""
    found = {field.alias or name: _refers(field.annotation, field.metadata) for name, field in model.model_fields.items()}
    return References((), {name: inner for name, inner in found.items() if inner})


def _refers(annotation: object, metadata: Iterable[object] = ()) -> References | None:
    for mark in metadata:
        if isinstance(mark, Refers):
            return References(mark.kinds, {}, names=get_origin(annotation) is dict)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        inner = references(annotation)
        return inner if inner.keys else None
    if hasattr(annotation, "__metadata__"):
        return _refers(get_args(annotation)[0], annotation.__metadata__)
    return next((found for part in get_args(annotation) if (found := _refers(part))), None)


@cache
def shape(model: type[Record]) -> Shape:
    """The keys of a model in the order files have them, with the shapes of what lies inside."""
    return Shape({field.alias or name: _inner(field.annotation) for name, field in model.model_fields.items()})


def _inner(annotation: object) -> Shape | None:
    return next((shape(found) for found in _records(annotation)), None)


def _records(annotation: object) -> Iterator[type[Record]]:
    """The record types inside an annotation such as ``Many[Seat]`` or ``Term | None``; not those of free keys."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)
