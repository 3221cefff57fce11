"""YAML files: reading them strictly, finding a value's line, the one canonical layout, and changing what must change.

What only some commands need is imported from its own module, for the start-up of the others: ``layout`` and, for
changes, ``edit``, ``house`` and ``steps``.
"""

from du_cli.yamlfile.order import Shape, ordered
from du_cli.yamlfile.reader import Parsed, parse
from du_cli.yamlfile.source import MAX_BYTES, too_large
from du_cli.yamlfile.tree import Lines

__all__ = ["MAX_BYTES", "Lines", "Parsed", "Shape", "canonical", "ordered", "parse", "too_large"]


def canonical(data: bytes, shape: Shape | None) -> bytes:
    """A file's text in canonical form, as ``layout.canonical`` makes it: imported when a file is to be laid out."""
    from du_cli.yamlfile.layout import canonical as laid_out

    return laid_out(data, shape)
