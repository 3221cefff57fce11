"""Read the tables that are shipped with the program."""

import unicodedata
from datetime import date
from pathlib import Path

REGISTER_FROM = date(2020, 1, 1)
"""The first day the registers know. An earlier day is answered as this one."""

_FOLDER = Path(__file__).parent
_COMMENT = "#"
_MADE = "# Made "


def read_lines(name: str) -> list[str]:
    """Return the lines of a packaged table without its comments."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith(_COMMENT)]


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a packaged table without its column names. The tables hold no quoting."""
    return [line.split(",") for line in read_lines(name)[1:]]


def register_date() -> date:
    """Return the day the registers were made from Statistics Norway's lists."""
    text = (_FOLDER / "municipalities.csv").read_text(encoding="utf-8")
    start = text.index(_MADE) + len(_MADE)
    return date.fromisoformat(text[start : start + len("2020-01-01")])


def as_day(value: str) -> date | None:
    """Return the day a table's field names; None when it is empty."""
    return date.fromisoformat(value) if value else None


def known_day(day: date) -> date:
    """Return the day to look up: the day itself, but none before the registers begin."""
    return max(day, REGISTER_FROM)


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Tell whether the day lies between the two, both inclusive; None is open."""
    known = known_day(day)
    return (valid_from is None or valid_from <= known) and (valid_to is None or known <= valid_to)


def normal_form(text: str) -> str:
    """Return a name as the look-ups compare it.

    Composed Unicode, single spaces, and a spaced hyphen for the dash between parallel names.
    """
    return " ".join(unicodedata.normalize("NFC", text).split()).replace(" \N{EN DASH} ", " - ")
