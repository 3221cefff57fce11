"""Find municipalities and county councils by register name or number, on a day.

A register name is a name with its kind: "Bergen kommune", "Voss herad", "Agder fylkeskommune", and with the county
in brackets where two share it: "Herøy kommune (Nordland)". Names are compared case-sensitively, after composing
Unicode and collapsing white space. A day before `REGISTER_FROM` is answered as that day.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from du_cli.registers.counties import county_numbers
from du_cli.registers.tables import known_day, normal_form
from du_cli.registers.units import Period, Unit, all_units

Standing = Literal["exists", "ended", "begins_later", "ambiguous", "unknown"]


class _Match(NamedTuple):
    """A unit, in the period in which it bears the name or number looked for."""

    unit: Unit
    period: Period


class Resolution(NamedTuple):
    """What a name or number means on a day.

    `units` holds one unit when it exists, has ended or begins later, the candidates when they are several, and none
    when the text is unknown. `labels` are their register names that day, in the same order.
    """

    standing: Standing
    units: tuple[Unit, ...]
    labels: tuple[str, ...]

    @property
    def unit(self) -> Unit | None:
        """The unit, when there is exactly one."""
        return self.units[0] if len(self.units) == 1 else None


def find_units(text: str) -> tuple[Unit, ...]:
    """Return every unit that has borne the register name or number since `REGISTER_FROM`."""
    return _distinct(_matches(text))


def resolve(text: str, on: date) -> Resolution:
    """Tell which unit a register name or number means on a day.

    A unit bearing it that day goes before those that bore or will bear it another day, of which the nearest in time
    count. A unit found by its old or coming name that exists that day under another simply exists.
    """
    found = _distinct(_nearest(_matches(text), known_day(on)))
    candidates = tuple(sorted(found, key=lambda unit: unit.label_on(on)))
    return Resolution(_standing(candidates, on), candidates, tuple(unit.label_on(on) for unit in candidates))


def _standing(found: tuple[Unit, ...], on: date) -> Standing:
    if not found:
        return "unknown"
    if len(found) > 1:
        return "ambiguous"
    if found[0].exists_on(on):
        return "exists"
    return "ended" if found[0].has_ended(on) else "begins_later"


def _nearest(matches: tuple[_Match, ...], day: date) -> tuple[_Match, ...]:
    nearest = min((_days_away(match.period, day) for match in matches), default=0)
    return tuple(match for match in matches if _days_away(match.period, day) == nearest)


def _days_away(period: Period, day: date) -> int:
    until_it = (period.valid_from - day).days if period.valid_from else 0
    since_it = (day - period.valid_to).days if period.valid_to else 0
    return max(until_it, since_it, 0)


def _distinct(matches: tuple[_Match, ...]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(match.unit for match in matches))


def _matches(text: str) -> tuple[_Match, ...]:
    name = normal_form(text)
    return tuple(_numbered(name)) or tuple(_named(name)) or tuple(_named_in_county(name))


def _numbered(number: str) -> Iterator[_Match]:
    for unit in _units_by_text().get(number, ()):
        yield from (_Match(unit, period) for period in unit.periods if number in period.numbers)


def _named(text: str) -> Iterator[_Match]:
    name, _, form = text.rpartition(" ")
    for unit in _units_by_text().get(name, ()):
        for period in unit.periods:
            if name in period.names and form in period.forms:
                yield _Match(unit, period)


def _named_in_county(text: str) -> Iterator[_Match]:
    # "Våler kommune (Østfold)": in brackets the county of the period, by any of its names.
    if text.endswith(")"):
        name, _, county = text[:-1].rpartition(" (")
        numbers = county_numbers(county)
        yield from (match for match in _named(name) if match.period.county_number in numbers)


@cache
def _units_by_text() -> dict[str, list[Unit]]:
    """Return the units by every number and every name, without its form, that they have borne."""
    found: dict[str, list[Unit]] = {}
    for unit in all_units():
        for text in {text for period in unit.periods for text in (*period.numbers, *period.names)}:
            found.setdefault(text, []).append(unit)
    return found


def names_on(day: date) -> tuple[str, ...]:
    """Return the register names of all units existing that day, sorted; no two are the same."""
    return tuple(sorted(unit.label_on(day) for unit in all_units() if unit.exists_on(day)))


def suggestions(text: str) -> tuple[str, ...]:
    """Return up to three register names, of any day, that are near the text, the nearest first."""
    from du_cli.registers.spelling import nearest_names

    return nearest_names(text)
