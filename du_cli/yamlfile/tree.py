"""A file as a tree of nodes that remember where they stand: for finding a value's line, and for layout."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from du_cli.findings import UNREADABLE, Key, Place
from du_cli.yamlfile.events import yaml
from du_cli.yamlfile.reader import parse
from du_cli.yamlfile.source import decode


@dataclass(slots=True)
class Node:
    """One value: its kind, its first and last character (an index into the text) and its children."""

    kind: str
    """``scalar``, ``mapping`` or ``sequence``."""
    start: Any
    end: Any
    flow: bool = False
    style: str = ""
    text: str = ""
    keys: list["Node"] = field(default_factory=list)
    """A mapping's keys, in step with ``items``; empty for a sequence."""
    items: list["Node"] = field(default_factory=list)


def tree(text: str) -> Node | None:
    """The tree of a text that ``reader.parse`` accepts; None for an empty document."""
    parts = yaml()
    following = parts.events(text)
    following()
    if type(following()) is parts.end_stream:
        return None
    return _node(following(), following)


def _node(event: Any, following: Any) -> Node:
    parts = yaml()
    if type(event) is parts.scalar:
        return Node("scalar", event.start_mark, event.end_mark, style=event.style or "", text=event.value)
    kind = "mapping" if type(event) is parts.mapping else "sequence"
    node = Node(kind, event.start_mark, event.end_mark, flow=bool(event.flow_style))
    while type(event := following()) not in (parts.end_mapping, parts.end_sequence):
        if kind == "mapping":
            node.keys.append(_node(event, following))
            event = following()
        node.items.append(_node(event, following))
        if node.keys and _empty(node.items[-1]):
            node.items[-1].start = node.items[-1].end = node.keys[-1].end
    node.end = event.end_mark
    return node


class Lines:
    """Where things stand in one file, read once on the first question.

    ``readable``: whether the parser accepts the file; None when nobody has asked it yet.
    """

    def __init__(self, data: bytes, *, readable: bool | None = None) -> None:
        self._data = data
        self._readable = readable

    @cached_property
    def _root(self) -> Node | None:
        readable = self._readable
        if readable is None:
            readable = UNREADABLE.isdisjoint(problem.code for problem in parse(self._data).problems)
        return tree(decode(self._data)) if readable else None

    def locate(self, place: Place) -> tuple[int, int]:
        """Line and column (from 1) of a place; of the nearest existing parent when it is not there.

        ``place.on_key`` asks for the key itself rather than its value. A file that cannot be read is
        answered with its first line.
        """
        if place.line:
            return place.line, place.column
        if not place.key or self._root is None:
            return 1, 1
        return _walk(self._root, place.key, on_key=place.on_key)

    def text_at(self, key: Key) -> str | None:
        """The text of the value at a key path; None where there is none, or a mapping or list."""
        node = self._root
        for part in key:
            index = child_index(node, part) if node else None
            node = node.items[index] if node and index is not None else None
        return node.text if node and node.kind == "scalar" else None

    def key_at(self, line: int, column: int) -> Key:
        """The key path down to the innermost value at a line and column (from 1); empty where there is none."""
        return _key_at(self._root, line, column) if self._root else ()


def _key_at(node: Node, line: int, column: int) -> Key:
    """The keys down to the innermost value that a character (line and column from 1) lies in."""
    wanted = (line - 1, column - 1)
    for number, item in enumerate(node.items):
        begin = node.keys[number].start if node.keys else item.start
        if (begin.line, begin.column) <= wanted < (item.end.line, item.end.column):
            return (node.keys[number].text if node.keys else number, *_key_at(item, line, column))
    return ()


def _walk(node: Node, key: Key, *, on_key: bool) -> tuple[int, int]:
    mark = node.start
    for depth, part in enumerate(key):
        index = child_index(node, part)
        if index is None:
            break
        last = on_key and depth == len(key) - 1
        at_key = node.keys and (last or _empty(node.items[index]))
        mark = (node.keys if at_key else node.items)[index].start
        node = node.items[index]
    return mark.line + 1, mark.column + 1


def _empty(node: Node) -> bool:
    return node.kind == "scalar" and not node.style and not node.text


def child_index(node: Node, part: str | int) -> int | None:
    """The position of a key or list item among a node's children; None when it is not there."""
    if node.kind == "mapping":
        return next((i for i, key in enumerate(node.keys) if key.text == part), None)
    if node.kind == "sequence" and isinstance(part, int) and part < len(node.items):
        return part
    return None
