"""What a document says first when some of the files it rests on could not be read."""

from collections.abc import Iterable

from du_cli.document import Column, Document, Table
from du_cli.i18n import _


def told(document: Document, files: Iterable[str]) -> Document:
    """A document that begins with the files it lacks something of; the same one when there are none. A table, so that CSV has it too."""
    rows = tuple((path,) for path in files)
    lacking = Table((Column(_("Files that could not be read in full, and whose content is missing here")),), rows)
    return document._replace(blocks=(lacking, *document.blocks)) if rows else document
