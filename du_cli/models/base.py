"""What the models are made of: the small types of the format, and the marks that say more than a type does."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Final, NamedTuple, TypeVar, get_args, get_origin

from du_cli.i18n import N_
from du_cli.models.record import Record, fields, once, says
from du_cli.yamlfile import Shape

__all__ = ["Record", "says"]


class Form(NamedTuple):
    """Marks a text that must match a pattern, and says in words what that is."""

    pattern: str
    words: str


class Limits(NamedTuple):
    """Marks a number with its least and its greatest value."""

    least: float | None = None
    most: float | None = None


class Filled(NamedTuple):
    """Marks a list that has items."""


class BeginsWithDate(NamedTuple):
    """Marks a text whose first ten characters are a day that exists."""


class NotBelow(NamedTuple):
    """Marks a number that is no less than another of the same record."""

    other: str


class OrElse(NamedTuple):
    """Marks a key that is required where another of the same record has no value."""

    other: str


class Shown(NamedTuple):
    """Marks a required key whose record is kept where the key is broken or missing: what is shown in its place.

    None: the record's id, which tells it as well, so that the value is not unknown to anybody.
    """

    value: object = None


class Wanted(NamedTuple):
    """Says in words what a value of several kinds must be."""

    words: str


ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CASE: Final = r"^[0-9]{4}-[0-9]{3,}$"
MEETING: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-([2-9]|[1-9][0-9]+))?$"
CLOCK: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
ID_FORM: Final = Form(ID, N_("small letters a–z, digits and single hyphens, as in ola-nordmann"))

NOT_KNOWN: Final = Shown("?")

T = TypeVar("T")
Many = tuple[T, ...]
Day = date
Id = Annotated[str, ID_FORM]
ClauseId = Annotated[
    str, Form(r"^[a-z0-9]+([.-][a-z0-9]+)*$", N_("small letters a–z, digits, hyphens and full stops, as in composition-6.3.a"))
]
CaseId = Annotated[str, Form(CASE, N_("a year and a number of three digits or more, as in 2026-003"))]
MeetingId = Annotated[
    str,
    Form(
        MEETING,
        N_("the meeting's date, with -2 for a second meeting that day, as in 2026-02-03"),
    ),
    BeginsWithDate(),
]
Clock = Annotated[str, Form(CLOCK, N_('a time of day in quotes, as in "10:00"'))]
Hash = Annotated[str, Form(r"^[0-9a-f]{64}$", N_("a SHA-256 sum: 64 of the characters 0–9 and a–f"))]
OrganisationNumber = Annotated[str, Form(r"^[0-9]{9}$", N_("an organisation number in quotes: nine digits without spaces"))]
RuleCode = Annotated[str, Form(r"^DU[1234568][0-9]{2}$", N_("a rule's code, as in DU103; findings of DU0 and DU7 cannot be waived"))]
CaseNumber = Annotated[
    str,
    Form(
        r"^([^{}]|\{year\}|\{yy\})*\{sequence\}([^{}]|\{(sequence|year|yy)\})*$",
        N_("a text with {sequence}, and with {yy} or {year} where the year goes"),
    ),
]
Text = Annotated[str, Form(r"\S", N_("a text that is not empty"))]
Count = Annotated[int, Limits(0)]
Positive = Annotated[int, Limits(1)]
Month = Annotated[int, Limits(1, 12)]
Share = Annotated[float, Limits(0, 1)]
Year = Annotated[int, Limits(1900, 2200)]


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


class References(NamedTuple):
    """Where in a mapping references stand: what the value itself names, and the same of its keys' values."""

    kinds: tuple[str, ...]
    keys: Mapping[str, "References"]
    names: bool = False
    """Whether it is the mapping's keys that are the references."""


@once
def references(model: type[Record]) -> References:
    """The references a model's files hold; lists are looked through."""
    found = {field.key: _refers(field.annotation) for field in fields(model)}
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


@once
def shape(model: type[Record]) -> Shape:
    """The keys of a model in the order files have them, with the shapes of what lies inside."""
    return Shape({field.key: _inner(field.annotation) for field in fields(model)})


def _inner(annotation: object) -> Shape | None:
    return next((shape(found) for found in _records(annotation)), None)


def _records(annotation: object) -> Iterator[type[Record]]:
    """The record types inside an annotation such as ``Many[Seat]`` or ``Term | None``; not those of free keys."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)
