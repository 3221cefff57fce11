"""Municipalities and county councils as organisations that last over changes of number, county and official name.

A unit is one organisation over time. Splits and mergers end units and begin new ones; a code with exactly one
predecessor, which itself has exactly one successor, is the same unit under a new number.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from du_cli.registers.counties import County, counties
from du_cli.registers.tables import REGISTER_FROM, as_day, holds, known_day, read_rows

Kind = Literal["municipality", "county", "municipality_and_county"]


class Period(NamedTuple):
    """A stretch of time in which a unit's number, county and names stayed the same; both days inclusive.

    `names` are the short name, the parallel ones and the whole official ones; `forms` are the words that may
    follow a name, the unit's own first ("herad", "kommune").
    """

    number: str
    name: str
    names: tuple[str, ...]
    county_number: str
    valid_from: date | None
    valid_to: date | None
    forms: tuple[str, ...]

    @property
    def label(self) -> str:
        """The register name to show, the only one of its kind: "Bergen kommune", "Herøy kommune (Nordland)"."""
        bracketed = f"{self.name} ("
        name = next((name for name in self.names if name.startswith(bracketed)), self.name)
        return name.replace(self.name, f"{self.name} {self.forms[0]}", 1)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The number; where it is municipality and county at once, both."""
        return (self.number, self.county_number) if "fylkeskommune" in self.forms else (self.number,)

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in the period."""
        return holds(self.valid_from, self.valid_to, day)


class Unit(NamedTuple):
    """One municipality or county council over time: its periods in order, without gaps."""

    kind: Kind
    periods: tuple[Period, ...]
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]

    @property
    def first_day(self) -> date | None:
        """The day it began; None when it is as old as the register, or older."""
        first = self.periods[0].valid_from
        return None if first is None or first <= REGISTER_FROM else first

    @property
    def last_day(self) -> date | None:
        """The last day it existed; None while it lasts."""
        return self.periods[-1].valid_to

    def period_on(self, day: date) -> Period | None:
        """Return the period the day lies in; None when the unit does not exist that day."""
        return next((period for period in self.periods if period.holds(day)), None)

    def nearest_period(self, day: date) -> Period:
        """Return the period the day lies in, else the first or last, whichever is nearer."""
        return self.period_on(day) or self.periods[-1 if self.has_ended(day) else 0]

    def exists_on(self, day: date) -> bool:
        """Tell whether the unit exists that day."""
        return holds(self.first_day, self.last_day, day)

    def exists_between(self, first: date | None, last: date | None) -> bool:
        """Tell whether the unit exists on some day from first to last; None is open."""
        ended = first is not None and self.has_ended(first)
        begins_later = last is not None and self.first_day is not None and known_day(last) < self.first_day
        return not ended and not begins_later

    def has_ended(self, day: date) -> bool:
        """Tell whether the unit's last day lies before the day."""
        return self.last_day is not None and self.last_day < known_day(day)

    def label_on(self, day: date) -> str:
        """Return the register name to show for that day, or for the nearest day on which the unit exists."""
        return self.nearest_period(day).label

    def numbered_on(self, day: date) -> str:
        """Return the same with the number, which tells a unit from one of the same name: "Ålesund kommune (1507)"."""
        return f"{self.label_on(day)} ({self.nearest_period(day).number})"


@cache
def all_units() -> tuple[Unit, ...]:
    """Return every municipality and county council since `REGISTER_FROM`."""
    municipalities = tuple(_municipalities())
    both = {unit.periods[0].county_number for unit in municipalities if unit.kind == "municipality_and_county"}
    return (*municipalities, *(_council(county) for county in counties() if county.number not in both))


def _council(county: County) -> Unit:
    names = tuple(dict.fromkeys((*county.names, county.official_name)))
    number, first, last = county.number, county.valid_from, county.valid_to
    period = Period(number, county.name, names, number, first, last, ("fylkeskommune",))
    return Unit("county", (period,), county.replaces, county.replaced_by)


def _municipalities() -> Iterator[Unit]:
    # Rows of one unit stand together, in order of time.
    for _, group in groupby(read_rows("municipalities.csv"), key=itemgetter(0)):
        rows = list(group)
        periods = tuple(map(_period, rows))
        kind: Kind = "municipality_and_county" if "fylkeskommune" in periods[0].forms else "municipality"
        yield Unit(kind, periods, tuple(rows[0][-2].split()), tuple(rows[-1][-1].split()))


def _period(row: list[str]) -> Period:
    _, number, name, official, forms, county, first, last, _, _ = row
    names = (name, *_split_names(name, official)) if official else (name,)
    return Period(number, name, names, county, as_day(first), as_day(last), tuple(forms.split()))


def _split_names(name: str, official: str) -> Iterator[str]:
    for whole in official.split("|"):
        yield from (part for part in whole.split(" - ") if part not in (name, whole))
        yield whole


@cache
def _by_number() -> dict[str, Unit]:
    return {period.number: unit for unit in all_units() for period in unit.periods}


def county_of(unit: Unit, day: date) -> frozenset[str]:
    """Return the number of the county it lies in, or is, that day or on the nearest day on which it exists."""
    return frozenset((unit.nearest_period(day).county_number,))


def successors(unit: Unit, day: date) -> tuple[Unit, ...]:
    """Return the units that replaced it, or replaced those, and exist that day; empty while it exists itself."""
    return tuple(dict.fromkeys(_follow(unit, day, lambda one: one.replaced_by)))


def predecessors(unit: Unit, day: date) -> tuple[Unit, ...]:
    """Return the units it replaced, or those replaced, that exist that day; empty when it exists itself."""
    return tuple(dict.fromkeys(_follow(unit, day, lambda one: one.replaces)))


def _follow(unit: Unit, day: date, step: Callable[[Unit], tuple[str, ...]]) -> Iterator[Unit]:
    if unit.exists_on(day):
        return
    for number in step(unit):
        found = _by_number().get(number)
        if found is None:
            continue
        if found.exists_on(day):
            yield found
        else:
            yield from _follow(found, day, step)
