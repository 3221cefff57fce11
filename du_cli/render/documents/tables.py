"""A document's tables as CSV, one after another; a cell never becomes a formula, and what is not there is empty."""

import csv
import io

from du_cli.document import Document, Figure, Table
from du_cli.i18n import NOTHING
from du_cli.render.plain import harmless


def render_tables(document: Document) -> str:
    """The tables as comma-separated values, a blank line between two."""
    return "\n".join(_csv(block) for block in document.blocks if isinstance(block, Table))


def _csv(table: Table) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.title for column in table.columns])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    return stream.getvalue()


def _cell(cell: str) -> str:
    """A number in plain digits, and a text as a spreadsheet shows it: an apostrophe before what it would take for a formula."""
    if isinstance(cell, Figure):
        return cell.plain
    safe = "" if cell == NOTHING else harmless(cell)
    return f"'{safe}" if safe.startswith(("=", "+", "-", "@", "\t")) else safe
