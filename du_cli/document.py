"""A document: blocks of text, tables and timelines, without markup and without words of its own."""

from datetime import date
from typing import Literal, NamedTuple, Self

Align = Literal["left", "right"]


class Heading(NamedTuple):
    """A heading inside the document, whose own title is level 1."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """Running text."""

    text: str


class Items(NamedTuple):
    """A list; numbered when it is ``ordered``."""

    items: tuple[str, ...]
    ordered: bool = False


class Figure(str):
    """A number as a text shows it; ``plain`` is the same number as a spreadsheet reads it."""

    __slots__ = ("plain",)
    plain: str

    def __new__(cls, shown: str, plain: str) -> Self:
        """A figure that looks like ``shown`` and reads as ``plain``."""
        figure = super().__new__(cls, shown)
        figure.plain = plain
        return figure


class Column(NamedTuple):
    """A column of a table: its title, and on which side its cells stand."""

    title: str
    align: Align = "left"


class Table(NamedTuple):
    """A table: every row has one cell for each column, a text or a ``Figure``."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


class Bar(NamedTuple):
    """A stretch of time from ``first`` to ``last``, both inclusive; None is an end that is open or not known."""

    first: date | None
    last: date | None
    label: str = ""


class TimelineRow(NamedTuple):
    """One line of a timeline: what it is about, and its stretches of time."""

    label: str
    bars: tuple[Bar, ...]


class Timeline(NamedTuple):
    """Stretches of time, drawn between two days inclusive; what lies outside is not drawn."""

    first: date
    last: date
    rows: tuple[TimelineRow, ...]


class Note(NamedTuple):
    """A remark set apart from the text."""

    text: str


class Code(NamedTuple):
    """Lines of a file, shown as they are; ``caption`` says which file."""

    lines: tuple[str, ...]
    caption: str = ""


Block = Heading | Paragraph | Items | Table | Timeline | Note | Code
"""One part of a document. Two blocks may be equal as tuples: tell them apart by their class."""


class Document(NamedTuple):
    """A title and what stands under it, ready for any renderer."""

    title: str
    blocks: tuple[Block, ...]
