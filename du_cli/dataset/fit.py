"""Whether an organisation fits a seat on a day: its kind, its area, and areas the seat excludes."""

from datetime import date
from typing import Final, Literal, NamedTuple

from du_cli.dataset.affiliation import Affiliation, counties_of
from du_cli.i18n import N_
from du_cli.models.mandate import Seat

KindFit = Literal["right", "resource", "wrong"]
AreaFit = Literal["inside", "unrecorded", "outside"]
Miss = Literal[
    "seat_not_read", "resource_not_recorded", "area_not_recorded", "no_resource_environment", "excluded_area", "outside_areas", "wrong_kind"
]
"""Why an organisation does not fit a seat, that which lacks least first."""

KINDS: Final = {
    "body": N_("the body {body}"),
    "municipality": N_("a municipality"),
    "county": N_("a county council"),
    "municipality_and_county": N_("a municipality that is also a county"),
    "any": N_("any organisation"),
}
"""What kind of organisation a seat is for, in words."""

FOUND: Final = {
    "municipality": N_("a municipality"),
    "county": N_("a county council"),
    "municipality_and_county": N_("a municipality that is also a county"),
    "organisation": N_("an organisation that is neither municipality nor county"),
    "body": N_("a body"),
}
"""What kind of organisation somebody comes from, in words."""


DECIDING: Final = frozenset(("count", "kind", "body", "areas", "excluded_areas"))
"""The keys of a seat that decide who may hold it, and how many."""


class Fit(NamedTuple):
    """How an organisation fits a seat on a day: three questions that do not depend on each other."""

    kind: KindFit
    """``resource``: an organisation of the data in a municipality's seat, which the person decides."""
    excluded: bool
    """Whether it lies in an area that the seat excludes."""
    area: AreaFit
    """``unrecorded``: the seat is for an area, and which one the organisation lies in is not recorded."""


def kind_of(found: Affiliation) -> str:
    """The kind of organisation a known affiliation is: a key of ``FOUND``."""
    if found.unit:
        return found.unit.kind
    return "organisation" if found.organisation else "body"


def fits(seat: Seat, found: Affiliation, day: date) -> Fit:
    """How a known affiliation fits a seat on a day; whether it exists that day is another question."""
    counties = found.counties_on(day)
    excluded = counties_of(seat.excluded_areas, day) & (counties or frozenset())
    return Fit(_kind(seat, found), bool(excluded), _area(seat, counties, day))


def _kind(seat: Seat, found: Affiliation) -> KindFit:
    if seat.kind == "municipality" and found.organisation:
        return "resource"
    if seat.kind == "body":
        right = found.body is not None and found.body.id == seat.body
    else:
        right = seat.kind == "any" or (found.unit is not None and found.unit.kind == seat.kind)
    return "right" if right else "wrong"


def _area(seat: Seat, counties: frozenset[str] | None, day: date) -> AreaFit:
    if not seat.areas or seat.kind == "body":
        return "inside"
    if counties is None:
        return "unrecorded"
    return "outside" if counties.isdisjoint(counties_of(seat.areas, day)) else "inside"


def miss(fit: Fit, *, resource: bool | None, unread: bool = False) -> Miss | None:
    """Why a place is not for somebody whose organisation fits so; None when it is.

    ``resource``: whether the person represents a resource environment; None: not recorded.
    ``unread``: whether a key that decides could not be read.
    """
    answers: tuple[tuple[bool, Miss], ...] = (
        (unread, "seat_not_read"),
        (fit.kind == "wrong", "wrong_kind"),
        (fit.excluded, "excluded_area"),
        (fit.area == "outside", "outside_areas"),
        (fit.kind == "resource" and resource is False, "no_resource_environment"),
        (fit.area == "unrecorded", "area_not_recorded"),
        (fit.kind == "resource" and resource is None, "resource_not_recorded"),
    )
    return next((reason for applies, reason in answers if applies), None)
