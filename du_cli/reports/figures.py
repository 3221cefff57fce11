"""Figures and running text of reports: counts, shares, amounts of money, paragraphs."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from du_cli.counts import kroner as words
from du_cli.document import Column, Figure, Items, Paragraph, Table
from du_cli.i18n import N_, _, fill, shown


class Period(NamedTuple):
    """Days from first to last, both inclusive; None is an open end."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period; a day that is not recorded lies in an open one only."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS = Period()

_DASHES: Final = ("- ", "* ")
_MARK: Final = re.compile(r"(?:([0-9]{1,3})|([a-z])(?=\)))([.)]) ")


def year(number: int) -> Period:
    """The whole of a year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def counts(values: Iterable[str], choices: Mapping[str, str]) -> dict[str, int]:
    """How many there are of each choice, none left out, in the order of the choices."""
    found = Counter(values)
    return {choice: found[choice] for choice in choices}


def counted(title: str, figures: Mapping[str, int], names: Mapping[str, str], caption: str = "") -> Table:
    """Counts as a table, those of nothing left out."""
    rows = tuple((_(names[key]), str(count)) for key, count in figures.items() if count)
    return Table((Column(title), Column(_("Number"), "right")), rows, caption)


def kroner(amount: int | None) -> str:
    """An amount of money in whole kroner, its thousands apart; a dash when it is not recorded."""
    return shown(None) if amount is None else Figure(words(amount), str(amount))


def number(value: int | None) -> str:
    """A whole number, which may be less than nothing; a dash when it is not known."""
    return shown(None) if value is None else Figure(str(value), str(value))


def share(part: int, whole: int) -> float | None:
    """A part of a whole, from 0 to 1; None of nothing."""
    return part / whole if whole else None


def percent(value: float | None) -> str:
    """A share in whole per cent; a dash when there is none."""
    if value is None:
        return shown(None)
    whole = round(100 * value)
    return Figure(fill(N_("{percent}%"), {"percent": whole}), f"{whole}%")


def remarked(text: str, remark: object) -> str:
    """A text with a remark in brackets."""
    return f"{text} ({shown(remark)})"


def prose(text: str | None) -> tuple[Paragraph | Items, ...]:
    """A text of several lines as paragraphs and lists: dashes make a list, and each point with a number or letter a paragraph."""
    parts = re.split(r"\n\s*\n", (text or "").replace("\r\n", "\n").strip())
    return tuple(block for part in parts if part for block in _blocks(part.split("\n")))


def _blocks(lines: Iterable[str]) -> Iterator[Paragraph | Items]:
    for dashed, found in groupby(_points([line.strip() for line in lines]), key=lambda point: point.startswith(_DASHES)):
        if dashed:
            yield Items(tuple(point[2:] for point in found))
        else:
            yield from map(Paragraph, found)


def _points(lines: list[str]) -> list[str]:
    """Lines put together, but for those that begin a point of a list."""
    marks = {mark for mark in map(_mark, lines) if mark}
    found = lines[:1]
    for line in lines[1:]:
        if line.startswith(_DASHES) or _numbered(_mark(line), marks):
            found.append(line)
        else:
            found[-1] += f" {line}"
    return found


def _mark(line: str) -> tuple[str, int] | None:
    """How a line that begins with ``1.``, ``1)`` or ``a)`` is numbered: what kind of list it is in, and its place there."""
    found = _MARK.match(line)
    if not found:
        return None
    number, letter, sign = found.groups()
    return (sign, int(number)) if number else ("letters", ord(letter))


def _numbered(mark: tuple[str, int] | None, marks: Container[tuple[str, int]]) -> bool:
    """Whether a line is a point of a list: the one before or after it begins a line too. A date that does so is none."""
    return mark is not None and any((mark[0], mark[1] + step) in marks for step in (-1, 1))
