"""Documents as Markdown: data is shown as data, so every mark in it is escaped."""

import re
from collections.abc import Iterable
from typing import Any

from du_cli.document import Code, Document, Heading, Items, Note, Paragraph, Table, Timeline
from du_cli.render.documents.text import timeline_lines
from du_cli.render.plain import harmless

_MARKS = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?[0-9A-Za-z]+;))")
_LEADING = re.compile(r"^(\d+)([.)])|^([#+-])")


def render_markdown(document: Document) -> str:
    """A document as Markdown, its title a heading of the first level."""
    parts = [f"# {escaped(document.title)}", *("\n".join(_block(block)) for block in document.blocks)]
    return "\n\n".join(part for part in parts if part)


def escaped(text: str) -> str:
    """Data as Markdown text: nothing in it styles, links or begins a block."""
    marked = _MARKS.sub(r"\\\1", harmless(text))
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", marked)


def _block(block: Any) -> Iterable[str]:
    match block:
        case Heading(text=text, level=level):
            return [f"{'#' * level} {escaped(text)}"]
        case Paragraph(text=text):
            return [escaped(text)]
        case Note(text=text):
            return [f"> {escaped(text)}"]
        case Items(items=items, ordered=ordered):
            return [f"{f'{number}.' if ordered else '-'} {escaped(item)}" for number, item in enumerate(items, 1)]
        case Table(rows=rows):
            return _table(block) if rows else []
        case Timeline():
            return ["```text", *timeline_lines(block), "```"]
        case Code(lines=lines, caption=caption):
            return [*([f"{escaped(caption)}:", ""] if caption else []), "````yaml", *map(harmless, lines), "````"]
    return []


def _table(table: Table) -> list[str]:
    rules = ["---:" if column.align == "right" else "---" for column in table.columns]
    caption = [f"{escaped(table.caption)}\n"] if table.caption else []
    heads = [escaped(column.title) for column in table.columns]
    return [*caption, *(f"| {' | '.join(row)} |" for row in (heads, rules, *([escaped(cell) for cell in row] for row in table.rows)))]
