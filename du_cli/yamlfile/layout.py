"""The canonical form of a file: one layout, one key order; comments and quoting stay as people wrote them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Optional

from du_cli.yamlfile import scalars
from du_cli.yamlfile.reader import BOM
from du_cli.yamlfile.tree import Node, tree

_COMMENT = re.compile(r"(?:^|[\s:,\[\]{}?|>+\-0-9])(\s*#.*)$")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Shape(NamedTuple):
    """The keys of a mapping in their order, each with its own shape; lists are looked through."""

    keys: Mapping[str, Optional["Shape"]]


def ordered(value: Any, shape: Shape | None) -> bool:
    """Whether every mapping in plain data has its keys in the order of its shape."""
    if isinstance(value, list):
        return all(ordered(item, shape) for item in value) if shape else True
    if not isinstance(value, dict) or shape is None:
        return True
    known = [name for name in value if name in shape.keys]
    if len(known) == len(value) and known != [name for name in shape.keys if name in value]:
        return False
    return all(ordered(item, shape.keys.get(name)) for name, item in value.items() if isinstance(item, (dict, list)))


def canonical(data: bytes, shape: Shape | None) -> bytes:
    """A file's text in canonical form; ``data`` must be a file that ``reader.parse`` accepts.

    Lists are indented (2, 4, 2), keys stand in the order of ``shape`` with unknown ones last, ``null`` is
    written out, texts are not folded, collections in flow style stand on one line. A byte-order mark and
    CRLF line ends are kept. Applying it twice gives the same bytes.
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


class _Entry(NamedTuple):
    """A mapping's entry or a list's item, printed: what stands above it, and its own lines."""

    name: str
    heads: list[str]
    body: list[str]


class _Printer:
    """One pass over a tree, handing out each source line that holds no value exactly once."""

    def __init__(self, source: str, root: Node) -> None:
        self.source = source
        self.lines = source.split("\n")
        self.row = 0
        self.root = root
        self.ends: dict[int, int] = {}
        for node in _leaves(root):
            self._occupy(node)
        self.comments = {row: found for row in self.ends if (found := self._trailing(row))}

    def document(self, shape: Shape | None) -> list[str]:
        first = self.root.keys[0].start.line if self.root.keys else 0
        top = self._heads(first)
        body = self._block(self.root, 0, shape)
        return _stripped([*top, *body, *self._heads(len(self.lines))])

    def _occupy(self, node: Node) -> None:
        """Note which lines a leaf stands on, and where on each its last character is."""
        last = node.end.line
        if node.style in ("|", ">"):
            self.ends[node.start.line] = node.start.column
            last -= node.end.column == 0
            while last > node.start.line and not self.lines[last].strip() and not self._keeps(node):
                last -= 1
            for row in range(node.start.line + 1, last + 1):
                self.ends[row] = len(self.lines[row])
            return
        for row in range(node.start.line, last):
            self.ends[row] = len(self.lines[row])
        self.ends[last] = max(self.ends.get(last, 0), node.end.column)

    def _keeps(self, node: Node) -> bool:
        return "+" in self.lines[node.start.line][node.start.column : node.start.column + 3]

    def _trailing(self, row: int) -> str:
        found = _COMMENT.search(self.lines[row][self.ends[row] :])
        return found[1].rstrip() if found else ""

    def _heads(self, row: int, indent: int | None = None) -> list[str]:
        """The comment and blank lines between the last line handed out and ``row``.

        ``indent``: where they go when what follows them moves; None leaves them where they are.
        """
        found = []
        for number in range(self.row, row):
            if number not in self.ends and (line := _between(self.lines[number])) is not None:
                found.append(line if indent is None or not line else " " * indent + line.lstrip())
        self.row = max(self.row, row)
        return found

    def _block(self, node: Node, indent: int, shape: Shape | None) -> list[str]:
        entries = self._entries(node, indent, shape)
        return [line for entry in entries for line in (*entry.heads, *entry.body)]

    def _entries(self, node: Node, indent: int, shape: Shape | None) -> list[_Entry]:
        found = []
        for key, value in zip(node.keys, node.items, strict=True):
            heads = self._heads(key.start.line, None if key.start.column == indent else indent)
            inner = shape.keys.get(key.text) if shape else None
            found.append(_Entry(key.text, heads, self._entry(key, value, indent, inner)))
        return _sorted(found, shape)

    def _entry(self, key: Node, value: Node, indent: int, shape: Shape | None) -> list[str]:
        name = " " * indent + self._raw(key)
        if _is_block(value):
            comment = self.comments.pop(key.start.line, "") if key.start.line != _first(value).line else ""
            if value.kind == "mapping":
                return [f"{name}:{comment}", *self._block(value, indent + 2, shape)]
            return [f"{name}:{comment}", *self._sequence(value, indent + 2, shape)]
        above = self._comments_above(key.start.line, value, indent)
        return [*above, *self._value(f"{name}: ", value, indent, shape)]

    def _comments_above(self, row: int, value: Node, indent: int) -> list[str]:
        """Comments on lines that are joined into one: they move above it."""
        last = value.start.line if value.style in ("|", ">") else value.end.line
        rows = range(row, last)
        found = [" " * indent + self.comments.pop(number).lstrip() for number in rows if number in self.comments]
        return found + self._heads(last, indent)

    def _sequence(self, node: Node, indent: int, shape: Shape | None) -> list[str]:
        found: list[str] = []
        for item in node.items:
            first = _first(item)
            found += self._heads(first.line, None if first.column == indent + 2 else indent)
            found += self._item(item, indent, shape)
        return found

    def _item(self, item: Node, indent: int, shape: Shape | None) -> list[str]:
        dash = " " * indent + "- "
        if not _is_block(item):
            above = self._comments_above(item.start.line, item, indent)
            return [*above, *self._value(dash, item, indent, shape)]
        if item.kind == "sequence":
            body = self._sequence(item, indent + 2, shape)
            return [dash + body[0][indent + 2 :], *body[1:]]
        entries = self._entries(item, indent + 2, shape)
        body = [line for entry in entries for line in (*entry.heads, *entry.body)][len(entries[0].heads) :]
        above = [line.lstrip() and " " * indent + line.lstrip() for line in entries[0].heads]
        while body[0].lstrip().startswith("#"):
            above.append(" " * indent + body.pop(0).lstrip())
        return [*above, dash + body[0][indent + 2 :], *body[1:]]

    def _value(self, before: str, node: Node, indent: int, shape: Shape | None) -> list[str]:
        """A value that begins on its key's (or dash's) line, with the comment that ends that line."""
        row = node.start.line if node.style in ("|", ">") else node.end.line
        comment = self.comments.pop(row, "")
        if node.style in ("|", ">"):
            return _literal(before, node.text, indent + 2, comment)
        if node.kind == "scalar":
            return [before + self._scalar(node) + comment]
        return [before + self._flow(node, shape) + comment]

    def _flow(self, node: Node, shape: Shape | None) -> str:
        if node.kind == "scalar":
            return self._scalar(node)
        if node.kind == "sequence":
            return "[" + ", ".join(self._flow(item, shape) for item in node.items) + "]"
        pairs = [
            _Entry(key.text, [], [f"{self._raw(key)}: {self._flow(value, shape.keys.get(key.text) if shape else None)}"])
            for key, value in zip(node.keys, node.items, strict=True)
        ]
        return "{" + ", ".join(pair.body[0] for pair in _sorted(pairs, shape)) + "}"

    def _scalar(self, node: Node) -> str:
        if not node.style:
            return _plain(node.text)
        return _quoted(node.text) if node.start.line != node.end.line else self._raw(node)

    def _raw(self, node: Node) -> str:
        return self.source[node.start.index : node.end.index] or '""'


def _leaves(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    for child in (*node.keys, *node.items):
        yield from _leaves(child)
    if node.flow:
        yield Node("scalar", node.start, node.start)
        yield Node("scalar", node.end, node.end)


def _is_block(node: Node) -> bool:
    """Whether a collection is printed over several lines: in block style now, or in flow style over lines."""
    return node.kind != "scalar" and bool(node.items) and (not node.flow or node.start.line != node.end.line)


def _first(node: Node) -> Any:
    """The mark of a node's first scalar: where its text begins, past dashes and brackets."""
    child = (node.keys or node.items)[0] if node.keys or node.items else node
    return node.start if child is node else _first(child)


def _sorted(entries: list[_Entry], shape: Shape | None) -> list[_Entry]:
    if shape is None:
        return entries
    order = {name: number for number, name in enumerate(shape.keys)}
    return sorted(entries, key=lambda entry: order.get(entry.name, len(order)))


def _between(line: str) -> str | None:
    """What is kept of a line that holds no value: a blank line or its comment; a lone ``---`` or ``}`` goes."""
    stripped = line.strip()
    if not stripped or stripped.startswith("#"):
        return line.rstrip()
    found = _COMMENT.search(line)
    return " " * (len(line) - len(line.lstrip())) + found[1].strip() if found else None


def _stripped(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _plain(text: str) -> str:
    if text in scalars.NULLS:
        return "null"
    if text in scalars.TRUE | scalars.FALSE:
        return text.lower()
    return _quoted(text) if "\n" in text else text


def _quoted(text: str) -> str:
    escaped = "".join(_ESCAPES.get(char, char) if char >= " " or char in _ESCAPES else f"\\x{ord(char):02X}" for char in text)
    return '"' + _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04X}", escaped) + '"'


def _literal(before: str, text: str, indent: int, comment: str) -> list[str]:
    """A text as a literal block: one line a line, with the indicators its spaces and line ends need."""
    body = text.rstrip("\n")
    if not body.strip() or "\r" in body:
        return [before + _quoted(text) + comment]
    ends = len(text) - len(body)
    chomp = ("-", "")[ends] if ends < 2 else "+"  # noqa: PLR2004 - no line end, one, several
    digit = "2" if body.lstrip("\n").startswith((" ", "\t")) else ""
    lines = [" " * indent + line if line else "" for line in body.split("\n")]
    return [f"{before}|{digit}{chomp}{comment}", *lines, *[""] * (ends - 1)]
