"""What a file holds besides values: its comments and blank lines, each with the line it stands on."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from du_cli.yamlfile.tree import Node

BLOCK = ("|", ">")
_COMMENT = re.compile(r"#[^\n]*")


class Note(NamedTuple):
    """A comment, alone on its line or behind something, or a blank line (with an empty text)."""

    alone: bool
    column: int
    text: str
    at: int
    """Its first character: an index into the text."""


def last_row(node: Node, lines: list[str]) -> int:
    """The last line (from 0) that belongs to a scalar or a collection in flow style."""
    first, row = int(node.start.line), int(node.end.line)
    if node.style not in BLOCK:
        return row
    if "+" in lines[first][node.start.column : node.start.column + 3]:
        return row - int(node.end.column == 0)
    if node.style == "|":
        return first + len(node.text.rstrip("\n").split("\n")) if node.text.strip("\n") else first
    return _last_folded(lines, first, row - int(node.end.column == 0))


def _last_folded(lines: list[str], first: int, row: int) -> int:
    """The last line of a folded text: below it are blank lines, save those with spaces of the text's own."""
    inner = min((len(line) - len(line.lstrip(" ")) for line in lines[first + 1 : row + 1] if line.strip()), default=0)
    while row > first and not lines[row].strip() and len(lines[row]) <= inner:
        row -= 1
    return row


def notes(source: str, root: Node) -> dict[int, Note]:
    """Every comment and blank line of a text by its line (from 0): all that stands between the scalars."""
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    held = sorted((_held(node, lines, starts) for node in scalars(root)), key=lambda span: span[0])
    edges = [0, *(edge for span in held for edge in span), len(source)]
    found: dict[int, Note] = {}
    for begin, end in list(pairwise(edges))[::2]:
        found.update(_between(source, begin, end, starts))
    return found


def _held(node: Node, lines: list[str], starts: list[int]) -> tuple[int, int]:
    """The part of the source a scalar takes up; of a block scalar, the lines below its header."""
    if node.style in BLOCK:
        return starts[node.start.line + 1] - 1, starts[last_row(node, lines) + 1] - 1
    return node.start.index, node.end.index


def scalars(node: Node) -> Iterator[Node]:
    """Every scalar of a tree, keys too, in the text's order."""
    if node.kind == "scalar":
        yield node
    for child in (*node.keys, *node.items):
        yield from scalars(child)


def _between(source: str, begin: int, end: int, starts: list[int]) -> Iterator[tuple[int, Note]]:
    first, last = (bisect_right(starts, index) - 1 for index in (begin, end))
    for row in range(first, last + 1):
        line = source[starts[row] : starts[row + 1] - 1]
        if starts[row] >= begin and not line.strip():
            yield row, Note(alone=True, column=0, text="", at=starts[row])
    for found in _COMMENT.finditer(source, begin, end):
        row = bisect_right(starts, found.start()) - 1
        alone = not source[starts[row] : found.start()].strip()
        yield row, Note(alone, found.start() - starts[row], found[0].rstrip(), found.start())
