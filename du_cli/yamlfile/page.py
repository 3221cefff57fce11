"""A file's text as rows that can be replaced, and the rows each value of its tree takes up."""

import re
from dataclasses import dataclass
from functools import cached_property

from du_cli.findings import Key
from du_cli.yamlfile.notes import BLOCK, Note, last_row, notes, scalars
from du_cli.yamlfile.source import BOM
from du_cli.yamlfile.tree import Node, child_index, tree

_LINE_END = re.compile("(\r?\n)")
_COLON = re.compile(r"[ \t]*(?:#[^\n]*+)?(?:\n[ \t]*(?:#[^\n]*+)?)*:")
_INDICATORS = re.compile(r"[|>]([1-9]?)[-+]?([1-9]?)")


@dataclass(frozen=True)
class Page:
    """The rows of a file and the line end of each; the last row ends with nothing."""

    mark: str
    rows: tuple[str, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(cls, data: bytes) -> "Page":
        """The page of a file."""
        text = data.decode()
        parts = _LINE_END.split(text.removeprefix(BOM))
        return cls(BOM if text.startswith(BOM) else "", tuple(parts[::2]), (*parts[1::2], ""))

    def data(self) -> bytes:
        """The file's bytes."""
        return (self.mark + "".join(row + end for row, end in zip(self.rows, self.ends, strict=True))).encode()

    @cached_property
    def source(self) -> str:
        """The text with plain line ends, which the tree's positions are places in."""
        return "\n".join(self.rows)

    @cached_property
    def root(self) -> Node | None:
        """The tree; None for an empty document."""
        return tree(self.source)

    @cached_property
    def notes(self) -> dict[int, Note]:
        """Comments and blank lines by their row."""
        return notes(self.source, self.root) if self.root else {}

    def replaced(self, first: int, last: int, rows: list[str]) -> "Page":
        """The page with rows from ``first`` to before ``last`` replaced; new ones end as their neighbours do."""
        end = next((found for found in (*self.ends[max(first - 1, 0) : last], *self.ends) if found), "\n")
        kept = self.ends[first:last][: len(rows)]
        ends = [*self.ends[:first], *kept, *[end] * (len(rows) - len(kept)), *self.ends[last:]]
        found = (*self.rows[:first], *rows, *self.rows[last:])
        return Page(self.mark, found, (*(one or end for one in ends[: len(found) - 1]), ""))

    def spliced(self, begin: int, end: int, text: str) -> "Page":
        """The page with the characters from ``begin`` to before ``end`` replaced: indexes into ``source``."""
        rows = (self.before(begin) + text + self.rest(end)).split("\n")
        return self.replaced(self.row(begin), self.row(end) + 1, rows)

    def row(self, index: int) -> int:
        """The row of a character: an index into ``source``."""
        return self.source.count("\n", 0, index)

    def before(self, index: int) -> str:
        """What stands on a character's row before it."""
        return self.source[self.source.rfind("\n", 0, index) + 1 : index]

    def rest(self, index: int) -> str:
        """A character's row from it on."""
        end = self.source.find("\n", index)
        return self.source[index : end if end >= 0 else None]

    def trail(self, key: Key) -> list[Node]:
        """The nodes from the root down a key path, as far as it exists."""
        found = [self.root] if self.root else []
        for part in key:
            index = child_index(found[-1], part) if found else None
            if index is None:
                break
            found.append(found[-1].items[index])
        return found

    def bottom(self, node: Node) -> int:
        """The last row that belongs to a value."""
        if node.kind == "scalar" or node.flow:
            return last_row(node, list(self.rows))
        return self.bottom_of(node, len(node.items) - 1)

    def bottom_of(self, parent: Node, index: int) -> int:
        """The last row that belongs to an entry or item of a collection in block style."""
        return max(self.bottom(parent.items[index]), self.head(parent, index)[0])

    def top_of(self, parent: Node, index: int) -> int:
        """The first row of an entry (its key's), or of an item (its dash's)."""
        return int(parent.keys[index].start.line) if parent.keys else self.head(parent, index)[0]

    def head(self, parent: Node, index: int) -> tuple[int, int]:
        """Row and column right behind the colon of an entry or the dash of an item, in block style."""
        if parent.keys:
            mark = parent.keys[index].end
            found = _COLON.match(self.source, mark.index)
            end = found.end() if found else mark.index
            return self.source.count("\n", 0, end), end - (self.source.rfind("\n", 0, end) + 1)
        column = parent.start.column
        if index == 0:
            return parent.start.line, column + 1
        row = int(parent.items[index].start.line)
        while self.rows[row][column : column + 1] != "-" or self.rows[row][:column].strip():
            row -= 1
        return row, column + 1

    def below(self, row: int, column: int) -> int:
        """The row after the comments below ``row`` that are indented deeper than ``column``."""
        found = below = row + 1
        while (note := self.notes.get(below)) and note.alone and (note.column > column or not note.text):
            below += 1
            found = below if note.text else found
        return found

    def blank(self, row: int) -> bool:
        """Whether a row is blank, or ends a text that blank rows below it would belong to (``|+``)."""
        if not 0 <= row < len(self.rows) - 1:
            return False
        texts = (node for node in scalars(self.root) if node.style in BLOCK) if self.root else ()
        return not self.rows[row].strip() or any(
            "+" in self.rows[node.start.line][node.start.column :][:3] and self.bottom(node) == row for node in texts
        )

    def comment(self, row: int) -> str:
        """The comment at the end of a row, with the white space before it; empty where there is none."""
        note = self.notes.get(row)
        if note is None or note.alone:
            return ""
        before = self.rows[row][: note.column]
        return before[len(before.rstrip(" \t")) :] + note.text

    def ended(self) -> "Page":
        """The page with a line end on its last row."""
        last = len(self.rows)
        return self.replaced(last - 1, last, [self.rows[-1], ""]) if self.rows[-1] else self

    def closed(self) -> "Page":
        """The page with an open text on its last row closed (``|-``), so that rows below it add no line end."""
        node = self.root
        while node and node.kind != "scalar" and not node.flow and node.items:
            node = node.items[-1]
        if node is None or node.style not in BLOCK or not self.rows[-1] or node.text.endswith("\n"):
            return self
        row, column = node.start.line, node.start.column
        header = _INDICATORS.sub(rf"{node.style}\1\2-", self.rows[row][column:], count=1)
        return self.replaced(row, row + 1, [self.rows[row][:column] + header])
