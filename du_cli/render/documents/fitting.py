"""Tables made to fit a width: cells wrapped between words, or where that leaves too little room, a list of entries."""

from collections.abc import Iterator, Sequence
from itertools import chain
from textwrap import wrap
from typing import Final, NamedTuple

from du_cli.document import Table
from du_cli.i18n import NOTHING
from du_cli.render.plain import harmless

GAP: Final = 2
"""Spaces between two columns."""
TALLEST: Final = 6
"""Lines a row may take; what is taller is easier to read as a list."""
INDENT: Final = "    "
Rows = list[list[str]]


def cells_of(table: Table) -> Rows:
    """The headings and every row, harmless."""
    return [[column.title for column in table.columns], *([harmless(cell) for cell in row] for row in table.rows)]


class Fitted(NamedTuple):
    """A table that fits: how wide each column is, and for each row the lines it takes."""

    widths: list[int]
    rows: list[Rows]


def fitted(rows: Rows, width: int, gap: int = GAP) -> Fitted | None:
    """A table's rows when the widest columns give way; None where words would break or rows grow too tall."""
    columns = list(zip(*rows, strict=True))
    natural = [max(map(len, column)) for column in columns]
    least = [max(map(len, chain.from_iterable(map(_whole, set(column))))) for column in columns]
    room = width - gap * (len(columns) - 1)
    for widest in range(max(natural), 0, -1):
        found = [max(low, min(high, widest)) for low, high in zip(least, natural, strict=True)]
        if sum(found) <= room:
            made = [_wrapped(row, found) for row in rows]
            return Fitted(found, made) if max(map(len, made)) <= TALLEST else None
    return None


def _whole(cell: str) -> list[str]:
    """What of a cell is never broken: its words, and a command, which is there to be copied."""
    return [cell] if cell.startswith("du-cli ") else cell.split() or [""]


def _wrapped(row: Sequence[str], widths: Sequence[int]) -> Rows:
    """A row as the lines it takes, each with a piece of every cell."""
    pieces = [lines(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, pieces))
    return [[each[number] if number < len(each) else "" for each in pieces] for number in range(height)]


def lines(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    """A text broken between words; a word longer than the width stands whole."""
    # What wrap answers, ten times as fast, and fifty times where there is nothing to break.
    if text and len(first) + len(text) <= width and text.isprintable() and not text.endswith(" "):
        return [first + text]
    if text.isprintable() and text == text.strip() and "  " not in text:
        return list(_broken(text, width, first, others))
    return wrap(
        text, width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def _broken(text: str, width: int, indent: str, others: str) -> Iterator[str]:
    """The lines of a text whose words have one blank between them."""
    while len(indent) + len(text) > width:
        room = max(width - len(indent), 0)
        cut = text.rfind(" ", 0, room + 1)
        cut = cut if cut > 0 else text.find(" ", room)
        if cut < 0:
            break
        yield indent + text[:cut]
        text, indent = text[cut + 1 :], others
    if text:
        yield indent + text


def entries(rows: Rows, width: int) -> Iterator[tuple[str, list[str]]]:
    """Each row as its first cell and a line for each of the others that holds something: its heading, and the cell."""
    titles, *others = rows
    for head, *row in others:
        held = ((title, cell) for title, cell in zip(titles[1:], row, strict=True) if cell not in ("", NOTHING))
        yield head, [line for title, cell in held for line in lines(f"{title}: {cell}", width, INDENT, INDENT * 2)]
