"""A document's tables as CSV, one after another; a cell never becomes a formula, and what is not there is empty."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from du_cli.document import Document, Figure, Heading, Table
from du_cli.i18n import NOTHING, _
from du_cli.render.plain import harmless


class _Part(NamedTuple):
    """A table and what it stands under; ``headed``: a heading inside the document, not its title."""

    section: str
    table: Table
    headed: bool


def render_tables(document: Document) -> str:
    """The tables as comma-separated values, a blank line between two; those with the same columns are one."""
    groups: dict[tuple[str, ...], list[_Part]] = {}
    for part in _parts(document):
        groups.setdefault(tuple(column.title for column in part.table.columns), []).append(part)
    return "\n".join(_csv(titles, parts) for titles, parts in groups.items())


def _parts(document: Document) -> Iterator[_Part]:
    heading = None
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            yield _Part(block.caption or heading or document.title, block, headed=heading is not None)


def _csv(titles: Iterable[str], parts: list[_Part]) -> str:
    """Tables with the same columns as one; a first column says what each row stands under, unless that is the document alone."""
    told = any(part.headed for part in parts)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_("Section"), *titles] if told else titles)
    for section, table, _headed in parts:
        writer.writerows([map(_cell, (section, *row) if told else row) for row in table.rows])
    return stream.getvalue()


def _cell(cell: str) -> str:
    """A number in plain digits, and a text as a spreadsheet shows it: an apostrophe before what it would take for a formula."""
    if isinstance(cell, Figure):
        return cell.plain
    safe = "" if cell == NOTHING else harmless(cell)
    return f"'{safe}" if safe.startswith(("=", "+", "-", "@", "\t")) else safe
