"""The canonical form of a file: one layout, one key order; comments and quoting stay as people wrote them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from du_cli.yamlfile import scalars
from du_cli.yamlfile.notes import BLOCK, last_row, notes
from du_cli.yamlfile.order import Shape
from du_cli.yamlfile.source import BOM
from du_cli.yamlfile.tree import Node, tree

_INDICATORS = ("-", "?", ":")
"""Plain texts in flow style only."""


def canonical(data: bytes, shape: Shape | None) -> bytes:
    """A file's text in canonical form; ``data`` must be a file that ``reader.parse`` accepts.

    Lists are indented (2, 4, 2), keys stand in the order of ``shape`` with unknown ones last, ``null`` is
    written out, texts are not folded, collections in flow style stand on one line. A comment on its own line
    is indented like what follows it, or like the block it ends. A byte-order mark and CRLF line ends are kept.
    Applying it twice gives the same bytes.
    """
    text = data.decode("utf-8")
    mark = BOM if text.startswith(BOM) else ""
    ending = "\r\n" if "\r\n" in text else "\n"
    source = text.removeprefix(BOM).replace("\r\n", "\n")
    root = tree(source)
    if root is None or root.kind != "mapping":
        return data
    lines = _Printer(source, root).document(shape)
    return (mark + ending.join([*lines, ""])).encode("utf-8")


class _Part(NamedTuple):
    """A mapping's entry or a list's item, printed: what stands above it, and its own lines."""

    name: str
    heads: list[str]
    body: list[str]


class _Printer:
    """One pass over a tree, handing out each comment and blank line of the source exactly once."""

    def __init__(self, source: str, root: Node) -> None:
        self.source = source
        self.lines = source.split("\n")
        self.root = root
        self.notes = notes(source, root)
        self.row = 0
        """The first line below what is printed."""

    def document(self, shape: Shape | None) -> list[str]:
        if not self.root.keys:
            return self.source.rstrip().split("\n")
        top = self._heads(self.root.keys[0].start.line, 0)
        body = _joined(self._entries(self.root, 0, shape))
        self.row = 0
        rest = self._heads(len(self.lines), 0)
        while rest and not rest[-1]:
            rest.pop()
        return _joined([_Part("", top, body), _Part("", rest, [])])

    def _heads(self, row: int, indent: int) -> list[str]:
        """What stands above ``row`` and was not handed out: its comments, indented anew, and blank lines."""
        found = [note for number in range(self.row, row) if (note := self.notes.pop(number, None))]
        self.row = max(self.row, row)
        return [" " * indent + note.text if note.text else "" for note in found]

    def _tail(self, node: Node, indent: int) -> list[str]:
        """The comments that end a block: indented like it or deeper, and deeper than what comes next."""
        if node.flow:
            found = [line for line in self._heads(node.end.line, indent) if line]
            self.row = max(self.row, node.end.line + 1)
            return found
        below = next((row for row in range(self.row, len(self.lines)) if self._holds_value(row)), len(self.lines))
        least = max(node.start.column, self._column(below) + 1)
        last = self.row
        for row in range(self.row, below):
            note = self.notes[row]
            if note.text and note.column < least:
                break
            last = row + 1 if note.text else last
        return self._heads(last, indent)

    def _holds_value(self, row: int) -> bool:
        note = self.notes.get(row)
        return note is None or not note.alone

    def _column(self, row: int) -> int:
        if row >= len(self.lines):
            return -1
        return len(self.lines[row]) - len(self.lines[row].lstrip())

    def _behind(self, mark: Any, between: str) -> str:
        """The comment that ends a line, with the space before it, when only ``between`` separates it from ``mark``."""
        note = self.notes.get(mark.line)
        if note is None or note.alone or self.source[mark.index : note.at].strip(between):
            return ""
        del self.notes[mark.line]
        before = self.source[mark.index : note.at]
        return (before[len(before.rstrip(" \t")) :] or " ") + note.text

    def _entries(self, node: Node, indent: int, shape: Shape | None) -> list[_Part]:
        found = []
        for key, value in zip(node.keys, node.items, strict=True):
            heads = self._heads(key.start.line, indent)
            inner = shape.keys.get(key.text) if shape else None
            above, body = self._value(" " * indent + self._raw(key) + ":", key.end, value, indent, inner)
            found.append(_Part(key.text, heads + above, body))
        return [*_sorted(found, shape), _Part("", self._tail(node, indent), [])]

    def _items(self, node: Node, indent: int, shape: Shape | None) -> list[_Part]:
        found = []
        for item in node.items:
            heads = self._heads(_first(item).line, indent)
            above, body = self._item(item, indent, shape)
            found.append(_Part("", heads + above, body))
        return [*found, _Part("", self._tail(node, indent), [])]

    def _parts(self, node: Node, indent: int, shape: Shape | None) -> list[_Part]:
        return self._entries(node, indent, shape) if node.kind == "mapping" else self._items(node, indent, shape)

    def _item(self, item: Node, indent: int, shape: Shape | None) -> tuple[list[str], list[str]]:
        """A list's item: what goes above its dash, and its own lines."""
        if not _is_block(item):
            return self._value(" " * indent + "-", item.start, item, indent, shape)
        above = self._closing(item, indent)
        first, *rest = self._parts(item, indent + 2, shape)
        above += [" " * indent + line.lstrip() if line else "" for line in first.heads]
        begun = " " * indent + "- " + first.body[0].lstrip(" ")
        return above, _joined([_Part("", [], [begun, *first.body[1:]]), *rest])

    def _value(self, before: str, mark: Any, value: Node, indent: int, shape: Shape | None) -> tuple[list[str], list[str]]:
        """A value behind its key or dash, which ends at ``mark``: what goes above, and its own lines."""
        if _is_block(value):
            opening = self._behind(mark, " \t:[{")
            above = self._closing(value, indent)
            return above, [before + opening, *_joined(self._parts(value, indent + 2, shape))]
        last = value.start if value.style in BLOCK else value.end
        comment = self._behind(last, "|>+-123456789 \t" if value.style in BLOCK else ",]} \t:")
        above = [" " * indent + note.text for row in range(mark.line, last.line) if (note := self.notes.pop(row, None)) and note.text]
        self.row = max(self.row, last_row(value, self.lines) + 1)
        if value.style in BLOCK:
            return above, _literal(before, value.text, indent + 2, comment)
        return above, [f"{before} {self._flow(value, shape)}{comment}"]

    def _closing(self, node: Node, indent: int) -> list[str]:
        comment = self._behind(node.end, ",]} \t") if node.flow else ""
        return [" " * indent + comment.strip()] if comment else []

    def _flow(self, node: Node, shape: Shape | None) -> str:
        if node.kind == "scalar":
            return self._scalar(node)
        if node.kind == "sequence":
            return "[" + ", ".join(self._flow(item, shape) for item in node.items) + "]"
        pairs = [
            _Part(key.text, [], [f"{self._raw(key)}: {self._flow(value, shape.keys.get(key.text) if shape else None)}"])
            for key, value in zip(node.keys, node.items, strict=True)
        ]
        return "{" + ", ".join(pair.body[0] for pair in _sorted(pairs, shape)) + "}"

    def _scalar(self, node: Node) -> str:
        if not node.style:
            return _plain(node.text)
        return scalars.quoted(node.text) if node.start.line != node.end.line else self._raw(node)

    def _raw(self, node: Node) -> str:
        return self.source[node.start.index : node.end.index]


def _joined(parts: Iterable[_Part]) -> list[str]:
    """The lines of some parts; no blank line may follow a text whose own blank lines count."""
    found: list[str] = []
    for part in parts:
        heads = part.heads
        while heads and not heads[0] and found and not found[-1]:
            heads = heads[1:]
        found += heads + part.body
    return found


def _is_block(node: Node) -> bool:
    """Whether a collection is printed over several lines: in block style now, or in flow style over lines."""
    return node.kind != "scalar" and bool(node.items) and (not node.flow or node.start.line != node.end.line)


def _first(node: Node) -> Any:
    """The mark of a node's first scalar: where its text begins, past dashes and brackets."""
    child = (node.keys or node.items)[0] if node.keys or node.items else node
    return node.start if child is node else _first(child)


def _sorted(parts: list[_Part], shape: Shape | None) -> list[_Part]:
    if shape is None:
        return parts
    order = {name: number for number, name in enumerate(shape.keys)}
    return sorted(parts, key=lambda part: order.get(part.name, len(order)))


def _plain(text: str) -> str:
    if text in scalars.NULLS:
        return "null"
    if text in scalars.TRUE | scalars.FALSE:
        return text.lower()
    return scalars.quoted(text) if "\n" in text or text in _INDICATORS else text


def _literal(before: str, text: str, indent: int, comment: str) -> list[str]:
    """A text as a literal block: one line a line, with the indicators its spaces and line ends need."""
    header = scalars.literal_header(text)
    if header is None:
        return [f"{before} {scalars.quoted(text)}{comment}"]
    lines = [" " * indent + line if line else "" for line in text.removesuffix("\n").split("\n")]
    return [f"{before} {header}{comment}", *lines]
