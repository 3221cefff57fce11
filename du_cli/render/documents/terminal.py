"""Documents on a terminal, by Rich: tables that fit the width, headings in bold; data is never read as markup."""

import io
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from du_cli.document import Code, Document, Heading, Items, Note, Paragraph, Table, Timeline
from du_cli.render.documents.fitting import Rows, cells_of, entries, fitted
from du_cli.render.documents.text import code_lines, timeline_lines
from du_cli.render.plain import harmless

GAP: Final = 3
"""Cells between two columns of a table of Rich's."""


def render_terminal(document: Document, width: int) -> str:
    """A document with colour, laid out for a terminal of ``width`` columns."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=width, highlight=False, markup=False, emoji=False)
    console.print(Text(harmless(document.title), style="bold"))
    for block in document.blocks:
        if isinstance(block, Table) and not block.rows:
            continue
        console.print()
        console.print(_block(block, width))
    return stream.getvalue()


def _block(block: Any, width: int) -> RenderableType:
    match block:
        case Heading(text=text):
            return Text(harmless(text), style="bold")
        case Paragraph(text=text):
            return Text(harmless(text))
        case Note(text=text):
            return Text(harmless(text), style="dim")
        case Items(items=items, ordered=ordered):
            lines = (f"{f'{number}.' if ordered else '•'} {harmless(item)}" for number, item in enumerate(items, 1))
            return Text("\n".join(lines))
        case Table():
            return _table(block, width)
        case Timeline():
            return Padding(Text("\n".join(timeline_lines(block)), no_wrap=True), (0, 0, 0, 1))
        case Code():
            return Text("\n".join(code_lines(block)), style="cyan")
    return Text("")


def _table(table: Table, width: int) -> RenderableType:
    rows = cells_of(table)
    found = fitted(rows, width, GAP)
    if found is None:
        return _list(table.caption, rows, width)
    made = RichTable(box=SIMPLE_HEAD, title=harmless(table.caption) or None, title_justify="left", pad_edge=False, show_edge=False)
    for column, cells in zip(table.columns, found.widths, strict=True):
        made.add_column(Text(column.title), justify=column.align, width=cells)
    for row in found.rows[1:]:
        for pieces in row:
            made.add_row(*map(Text, pieces))
    return made


def _list(caption: str, rows: Rows, width: int) -> Text:
    """The rows of a table that is too wide, as a list of entries."""
    text = Text(f"{harmless(caption)}\n" if caption else "", style="italic")
    for head, others in entries(rows, width):
        text.append(f"{head}\n" if head else "", style="bold not italic")
        text.append("".join(f"{line}\n" for line in others), style="not italic")
    text.rstrip()
    return text
