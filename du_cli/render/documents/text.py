"""Documents as plain, aligned text: never cut, wrapped between words, no colour; for pipes and files."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from du_cli.document import Code, Document, Heading, Items, Note, Paragraph, Table, Timeline
from du_cli.render.documents.fitting import GAP, cells_of, entries, fitted, lines
from du_cli.render.plain import harmless

WIDTH: Final = 120
"""Characters of a line of text; a word that is longer stands whole, and so does a file's line."""
CHART: Final = 48
"""Characters a timeline's bars may take."""


def render_text(document: Document) -> str:
    """A document as text, its blocks a blank line apart."""
    parts = ["\n".join(_underlined(document.title, "=")), *("\n".join(_block(block)) for block in document.blocks)]
    return "\n\n".join(part for part in parts if part)


def _block(block: Any) -> Iterable[str]:
    match block:
        case Heading(text=text):
            return _underlined(text, "-")
        case Paragraph(text=text) | Note(text=text):
            return lines(harmless(text), WIDTH)
        case Items(items=items, ordered=ordered):
            marks = (f"{number}. " if ordered else "- " for number in range(1, len(items) + 1))
            return [line for mark, item in zip(marks, items, strict=True) for line in lines(harmless(item), WIDTH, mark, " " * len(mark))]
        case Table(rows=rows):
            return table_lines(block) if rows else []
        case Timeline():
            return timeline_lines(block)
        case Code():
            return code_lines(block)
    return []


def _underlined(text: str, line: str) -> list[str]:
    shown = harmless(text)
    return [shown, line * len(shown)]


def code_lines(code: Code) -> list[str]:
    """A file's lines, indented, under their caption."""
    caption = [f"{harmless(code.caption)}:"] if code.caption else []
    return [*caption, *(f"    {harmless(line)}".rstrip() for line in code.lines)]


def table_lines(table: Table) -> Iterator[str]:
    """A table's lines: aligned columns, two spaces apart, the headings underlined; or its rows as a list of entries."""
    if table.caption:
        yield harmless(table.caption)
    rows = cells_of(table)
    found = fitted(rows, WIDTH)
    if found is None:
        yield from (line for head, others in entries(rows, WIDTH) for line in (head, *others) if line)
        return
    right = [column.align == "right" for column in table.columns]
    for number, row in enumerate(found.rows):
        yield from (_line(cells, found.widths, right) for cells in row)
        if number == 0:
            yield (" " * GAP).join("-" * width for width in found.widths)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (cell.rjust(width) if flag else cell.ljust(width) for cell, width, flag in zip(cells, widths, right, strict=True))
    return (" " * GAP).join(padded).rstrip()


def timeline_lines(timeline: Timeline) -> Iterator[str]:
    """A timeline's lines: the years above, a bar a row; an open end is drawn with an arrow."""
    label = max((len(harmless(row.label)) for row in timeline.rows), default=0)
    yield " " * label + "  " + _years(timeline)
    for row in timeline.rows:
        cells = [" "] * CHART
        for bar in row.bars:
            first, last = _column(timeline, bar.first or timeline.first), _column(timeline, bar.last or timeline.last)
            cells[first : last + 1] = "━" * (last + 1 - first)
            cells[first] = cells[first] if bar.first else "◄"
            cells[last] = cells[last] if bar.last else "►"
        yield f"{harmless(row.label).ljust(label)}  {''.join(cells)}".rstrip()


def _column(timeline: Timeline, day: date) -> int:
    """The character a day falls on, from 0 to ``CHART`` - 1."""
    span = max(1, (timeline.last - timeline.first).days)
    inside = min(max((day - timeline.first).days, 0), span)
    return inside * (CHART - 1) // span


def _years(timeline: Timeline) -> str:
    cells = [" "] * (CHART + 4)
    free = 0
    for year in range(timeline.first.year, timeline.last.year + 1):
        start = _column(timeline, max(date(year, 1, 1), timeline.first))
        if start >= free:
            cells[start : start + 4] = f"{year:04}"
            free = start + 5
    return "".join(cells).rstrip()
