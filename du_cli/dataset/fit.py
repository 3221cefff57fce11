"""Fitting organisations to seats: whether one fits, how many fit at once, and which cannot."""

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heappop, heappush
from typing import Final, Literal, NamedTuple

from du_cli.dataset.affiliation import Affiliation, counties_of
from du_cli.i18n import N_
from du_cli.models.mandate import Seat

KindFit = Literal["right", "resource", "wrong"]
AreaFit = Literal["inside", "unrecorded", "outside"]
Miss = Literal["resource_not_recorded", "area_not_recorded", "no_resource_environment", "excluded_area", "outside_areas", "wrong_kind"]
"""Why an organisation does not fit a seat, that which lacks least first."""
Seats = Sequence[int]
"""The seats a candidate fits, as positions in a list of seats, in its order."""

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


def miss(fit: Fit, *, resource: bool | None) -> Miss | None:
    """Why a place is not for somebody whose organisation fits so; None when it is.

    ``resource``: whether the person represents a resource environment; None: not recorded.
    """
    answers: tuple[tuple[bool, Miss], ...] = (
        (fit.kind == "wrong", "wrong_kind"),
        (fit.excluded, "excluded_area"),
        (fit.area == "outside", "outside_areas"),
        (fit.kind == "resource" and resource is False, "no_resource_environment"),
        (fit.area == "unrecorded", "area_not_recorded"),
        (fit.kind == "resource" and resource is None, "resource_not_recorded"),
    )
    return next((reason for applies, reason in answers if applies), None)


def assign(options: Sequence[Seats], places: Sequence[int]) -> tuple[int | None, ...]:
    """A seat, or None, for every candidate, so that as many as possible sit.

    ``options`` gives each candidate's seats, ``places`` each seat's places. Of the largest assignments it is the
    one that seats the first candidate, in the earliest seat, then the second, and so on.
    """
    left, wanted = list(places), _size(options, places)
    chosen: list[int | None] = []
    for number, seats in enumerate(options, 1):
        rest = options[number:]
        seat = next((seat for seat in seats if left[seat] and 1 + _size(rest, _less(left, seat)) == wanted), None)
        if seat is not None:
            left, wanted = _less(left, seat), wanted - 1
        chosen.append(seat)
    return tuple(chosen)


def _less(places: Sequence[int], seat: int) -> list[int]:
    return [count - (number == seat) for number, count in enumerate(places)]


def _size(options: Sequence[Seats], places: Sequence[int]) -> int:
    """How many candidates can sit at once: augmenting paths, with several places in a seat."""
    holders: list[list[int]] = [[] for _seat in places]

    def find_place(candidate: int, tried: set[int]) -> bool:
        for seat in options[candidate]:
            if seat not in tried:
                tried.add(seat)
                if len(holders[seat]) < places[seat]:
                    holders[seat].append(candidate)
                    return True
                for number, other in enumerate(holders[seat]):
                    if find_place(other, tried):
                        holders[seat][number] = candidate
                        return True
        return False

    return sum(find_place(candidate, set()) for candidate in range(len(options)))


def smallest_group(options: Sequence[Seats], places: Sequence[int]) -> tuple[int, ...]:
    """The smallest group of candidates that cannot all sit, the first of that size in order; empty when all can.

    Exact, by Hall's theorem: a group cannot all sit when its seats have fewer places than it has candidates, and
    conversely holds such a group. Let S be one of least size and T the seats with places that fit any of it. T has
    |S| - 1 places, else one could be left out of S; so whoever fits into T alone is worth as much as those of S,
    and the first |S| of them are the first such group. S does not fall into two parts without a common seat, since
    one part would do; so T is reached from one candidate's seats by adding others' that share a seat with it.
    """
    if _size(options, places) == len(options):
        return ()
    open_seats = [frozenset(seat for seat in seats if places[seat]) for seats in options]
    best: tuple[int, ...] = ()
    for count, union in _unions(frozenset(open_seats), places):
        if best and count >= len(best):
            break
        inside = tuple(number for number, seats in enumerate(open_seats) if seats <= union)
        if len(inside) > count:
            best = min(best or inside[: count + 1], inside[: count + 1])
    return best


def _unions(sets: frozenset[frozenset[int]], places: Sequence[int]) -> Iterator[tuple[int, frozenset[int]]]:
    """Unions of sets of seats that hang together, each once, with their places, the fewest places first."""
    waiting: list[tuple[int, list[int]]] = []
    seen: set[frozenset[int]] = set()

    def add(union: frozenset[int]) -> None:
        if union not in seen:
            seen.add(union)
            heappush(waiting, (sum(places[seat] for seat in union), sorted(union)))

    for each in sets:
        add(each)
    while waiting:
        count, seats = heappop(waiting)
        union = frozenset(seats)
        yield count, union
        for other in sets:
            if union & other:
                add(union | other)
