"""Figures and running text of reports: counts, shares, amounts of money, paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from du_cli.document import Column, Items, Paragraph, Table
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


def share(part: int, whole: int) -> float | None:
    """A part of a whole, from 0 to 1; None of nothing."""
    return part / whole if whole else None


def percent(value: float | None) -> str:
    """A share in whole per cent; a dash when there is none."""
    return shown(None) if value is None else fill(N_("{percent}%"), {"percent": round(100 * value)})


def remarked(text: str, remark: object) -> str:
    """A text with a remark in brackets."""
    return f"{text} ({shown(remark)})"


def prose(text: str | None) -> tuple[Paragraph | Items, ...]:
    """A text of several lines as paragraphs, those whose every line begins with a dash as lists."""
    parts = re.split(r"\n\s*\n", (text or "").replace("\r\n", "\n").strip())
    return tuple(_block(part.split("\n")) for part in parts if part)


def _block(lines: list[str]) -> Paragraph | Items:
    if all(line.lstrip().startswith(("- ", "* ")) for line in lines):
        return Items(tuple(line.lstrip()[2:] for line in lines))
    return Paragraph(" ".join(line.strip() for line in lines))
