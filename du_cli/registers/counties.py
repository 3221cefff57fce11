"""Look up counties by name, number and day.

The register answers from `REGISTER_FROM` on; an earlier day is answered as that day.
Days are inclusive, and None is an open end.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from du_cli.registers.tables import as_day, holds, normal_form, read_rows


# The registers use named tuples: defining and filling dataclasses takes several times as long, at every start.
class County(NamedTuple):
    """A county number and what it stood for; the first name is the short one, the rest are parallel names."""

    number: str
    names: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]

    @property
    def name(self) -> str:
        """The short name."""
        return self.names[0]

    @property
    def official_name(self) -> str:
        """The short name and its parallels as one, with the hyphens of `normal_form`."""
        return " - ".join(self.names)

    def exists_on(self, day: date) -> bool:
        """Tell whether the county exists that day."""
        return holds(self.valid_from, self.valid_to, day)


@cache
def counties() -> tuple[County, ...]:
    """Return every county since `REGISTER_FROM`, by number."""
    return tuple(
        County(number, tuple(names.split("|")), as_day(first), as_day(last), tuple(old.split()), tuple(new.split()))
        for number, names, first, last, old, new in read_rows("counties.csv")
    )


@cache
def _by_number() -> dict[str, County]:
    return {county.number: county for county in counties()}


def county_named(number: str) -> County:
    """Return the county with the two-digit number. Raise KeyError when there is none since `REGISTER_FROM`."""
    return _by_number()[number]


def county_exists(number: str, on: date) -> bool:
    """Tell whether a county with the two-digit number exists that day."""
    county = _by_number().get(number)
    return county is not None and county.exists_on(on)


def county_numbers(area: str) -> frozenset[str]:
    """Return the counties, of any date, that a name or a two-digit number means; empty when none.

    A name is the short one, a parallel one or all of them ("Troms - Romsa - Tromssa"), case-sensitive.
    """
    return frozenset(_numbers_by_text().get(normal_form(area), ()))


@cache
def _numbers_by_text() -> dict[str, set[str]]:
    numbers: dict[str, set[str]] = {}
    for county in counties():
        for text in (county.number, *county.names, county.official_name):
            numbers.setdefault(text, set()).add(county.number)
    return numbers


def area_on(area: str, on: date) -> frozenset[str]:
    """Return the numbers of the counties existing that day which the area is; empty for an unknown area.

    A county existing that day is itself; later it is those that replaced it; earlier those it replaced:
    "Innlandet" is itself; a county that was split is, afterwards, all its parts, and one of the parts was, before, the whole.
    """
    return frozenset(found.number for number in county_numbers(area) for found in _lineage(county_named(number), on))


def counties_on(area: str, on: date) -> tuple[County, ...]:
    """Return the same as `area_on`, as counties in order of number."""
    return tuple(map(county_named, sorted(area_on(area, on))))


def _lineage(county: County, day: date) -> Iterator[County]:
    if county.exists_on(day):
        return iter((county,))
    ended = county.valid_to is not None and county.valid_to < day
    return _follow(county, day, (lambda one: one.replaced_by) if ended else (lambda one: one.replaces))


def _follow(county: County, day: date, step: Callable[[County], tuple[str, ...]]) -> Iterator[County]:
    # One direction only: turning round at a merger would lead to a sibling.
    if county.exists_on(day):
        yield county
        return
    for number in step(county):
        if number in _by_number():
            yield from _follow(county_named(number), day, step)
