"""Documents on a terminal, by Rich: tables that fit the width, headings in bold; data is never read as markup."""

import io
import re
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from du_cli.document import Code, Document, Heading, Items, Note, Paragraph, Table, Timeline
from du_cli.render.documents.text import code_lines, timeline_lines
from du_cli.render.plain import harmless

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
"""What is never broken over two lines."""


def render_terminal(document: Document, width: int) -> str:
    """A document with colour, laid out for a terminal of ``width`` columns."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=width, highlight=False, markup=False, emoji=False)
    console.print(Text(harmless(document.title), style="bold"))
    for block in document.blocks:
        if isinstance(block, Table) and not block.rows:
            continue
        console.print()
        console.print(_block(block))
    return stream.getvalue()


def _block(block: Any) -> RenderableType:
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
            return _table(block)
        case Timeline():
            return Padding(Text("\n".join(timeline_lines(block)), no_wrap=True), (0, 0, 0, 1))
        case Code():
            return Text("\n".join(code_lines(block)), style="cyan")
    return Text("")


def _table(table: Table) -> RichTable:
    made = RichTable(box=SIMPLE_HEAD, title=harmless(table.caption) or None, title_justify="left", pad_edge=False, show_edge=False)
    for number, column in enumerate(table.columns):
        dated = any(_DATE.fullmatch(row[number]) for row in table.rows)
        made.add_column(Text(column.title), justify=column.align, overflow="fold", no_wrap=dated)
    for row in table.rows:
        made.add_row(*(Text(harmless(cell)) for cell in row))
    return made
