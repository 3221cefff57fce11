"""Changing a file where it must change and nowhere else: edits of the text at key paths."""

from collections.abc import Iterable, Iterator
from typing import Any

from du_cli.findings import Key
from du_cli.yamlfile import flows, house
from du_cli.yamlfile.notes import BLOCK
from du_cli.yamlfile.order import Shape
from du_cli.yamlfile.page import Page
from du_cli.yamlfile.reader import parse
from du_cli.yamlfile.steps import Append, Edit, Remove, Set, after, at, same, steps
from du_cli.yamlfile.tree import Node


def edited(data: bytes, edits: Iterable[Edit], shape: Shape | None) -> bytes:
    """A file with edits made one after another; lines that need not change stay byte for byte.

    Comments, blank lines, quotes, line ends and indentation of other lines are kept, and new lines follow the
    indentation of their neighbours. ``data`` must be a file that ``reader.parse`` accepts. What comes out is
    read again and compared with the same edits of the plain data; raises ``RuntimeError`` where they differ,
    which is a fault of this module.
    """
    parsed = parse(data)
    if parsed.problems:
        message = "only a file that can be read can be edited"
        raise ValueError(message)
    page, value = Page.of(data), parsed.value
    for edit in edits:
        for step in steps(value, edit if isinstance(edit, Remove) else edit._replace(value=house.plain(edit.value))):
            value = after(value, step)
            page = _read_again(_taken(page, step, shape, value), step, value)
    return page.data()


def _read_again(page: Page, step: Edit, wanted: Any) -> Page:
    """The page, which must read as it was meant; a text at its very end may need the last line end."""
    for found in (page, page.ended()):
        parsed = parse(found.data())
        if not parsed.problems and same(parsed.value, wanted):
            return found
    message = f"the edit at {step.key} does not read as it was meant"
    raise RuntimeError(message)


def _taken(page: Page, step: Edit, shape: Shape | None, wanted: Any) -> Page:
    """The page after one step; ``wanted`` is what the whole file must read as."""
    key, trail = step.key, page.trail(step.key)
    if isinstance(step, Set) and len(trail) > len(key) and _over_lines(trail[-1], step.value):
        return _refilled(page, step, trail, shape)
    depth = next((number for number, node in enumerate(trail) if node.flow), len(key) + 1)
    if depth < len(key) + isinstance(step, Append):
        return _in_flow(page, step, trail, trail[depth], shape) or _whole(page, key[:depth], at(wanted, key[:depth]), shape)
    return _in_block(page, step, trail, shape)


def _in_block(page: Page, step: Edit, trail: list[Node], shape: Shape | None) -> Page:
    """The page after a step inside a collection in block style, or at the root."""
    key = step.key
    if isinstance(step, Append):
        return _appended(page, trail[-1], step, house.inner(shape, *key))
    if not key:
        return _root(page, step, shape)
    if isinstance(step, Remove):
        return _cut(page, trail[-2], _index(trail[-2], key[-1]))
    if len(trail) == len(key):
        return _inserted(page, trail[-1], str(key[-1]), step.value, house.inner(shape, *key[:-1]))
    return _replaced(page, key, step.value, house.inner(shape, *key))


def _index(parent: Node, part: str | int) -> int:
    return part if isinstance(part, int) else [key.text for key in parent.keys].index(part)


def _root(page: Page, step: Edit, shape: Shape | None) -> Page:
    """The whole of a file's data replaced: it is empty, or becomes so."""
    value = {} if isinstance(step, Remove) else step.value
    lines = house.entries(value, 0, shape) if value else ["{}"]
    if page.root is None:
        last = len(page.rows) - (not page.rows[-1])
        return page.replaced(last, last, lines)
    return page.replaced(page.root.start.line, page.bottom(page.root) + 1, lines)


def _whole(page: Page, key: Key, value: Any, shape: Shape | None) -> Page:
    """A collection in flow style that has no room for more on its line, in block style."""
    if not key:
        return _root(page, Set(key, value), shape)
    return _replaced(page, key, value, house.inner(shape, *key), over_lines=True)


def _in_flow(page: Page, step: Edit, trail: list[Node], outer: Node, shape: Shape | None) -> Page | None:
    """A step inside a collection in flow style; None where ``outer``, on one line, has no room for it or for a text over lines."""
    key = step.key
    if isinstance(step, Remove):
        return flows.removed(page, trail[-2], _index(trail[-2], key[-1]))
    quoted, adds = flows.all_quoted(outer), isinstance(step, Append) or len(trail) == len(key)
    found = (_added if adds else _valued)(page, step, trail, shape, quoted=quoted)
    if outer.start.line != outer.end.line or (quoted and outer is trail[0]):
        return found
    full = adds and len(found.rows[outer.start.line]) > house.WIDTH
    return None if full or "\\n" in house.flow(step.value, None) else found


def _valued(page: Page, step: Set | Append, trail: list[Node], shape: Shape | None, *, quoted: bool) -> Page:
    parent, inner = trail[-2], house.inner(shape, *step.key)
    if parent.start.line == parent.end.line:
        text = house.flow(step.value, inner, quoted=quoted)
    else:
        text = flows.fitted(step.value, inner, page.before(trail[-1].start.index), quoted=quoted)
    return flows.valued(page, parent, _index(parent, step.key[-1]), text)


def _added(page: Page, step: Set | Append, trail: list[Node], shape: Shape | None, *, quoted: bool) -> Page:
    """A new entry of a mapping, at its place in the shape's order, or a new item of a list."""
    key, parent = step.key, trail[-1]
    if isinstance(step, Append):
        index = (len(parent.items) if step.before is None else step.before) - 1
        text = flows.beside(step.value, house.inner(shape, *key), parent.items[max(index, 0)], quoted=quoted)
        return flows.inserted(page, parent, index, text)
    name, inner = str(key[-1]), house.inner(shape, *key[:-1])
    (text,) = house.pairs({name: step.value}, inner, quoted=quoted)
    return flows.inserted(page, parent, _place(parent, name, inner), text)


def _refilled(page: Page, step: Set, trail: list[Node], shape: Shape | None) -> Page:
    """A collection in flow style over several lines emptied, or something put into one that is empty."""
    if not step.value:
        return flows.emptied(page, step.key)
    text = house.flow(step.value, house.inner(shape, *step.key), quoted=flows.all_quoted(trail[0]))
    return flows.filled(page, trail[-1], text[1:-1])


def _over_lines(node: Node, value: Any) -> bool:
    """Whether a collection in flow style over several lines is to become empty, or an empty one not to be."""
    alike = isinstance(value, dict if node.kind == "mapping" else list)
    return node.flow and node.start.line != node.end.line and alike and bool(node.items) != bool(value)


def _place(parent: Node, name: str, shape: Shape | None) -> int:
    """The position of the entry a new one comes after; -1 where it comes first."""
    order = list(shape.keys) if shape else []
    if name not in order:
        return len(parent.keys) - 1
    before = order[: order.index(name)]
    return max((number for number, key in enumerate(parent.keys) if key.text in before), default=-1)


def _inserted(page: Page, parent: Node, name: str, value: Any, shape: Shape | None) -> Page:
    """A new entry of a mapping in block style, at its place in the shape's order."""
    index, column = _place(parent, name, shape), parent.start.column
    lines = house.entry(name, value, column, house.inner(shape, name), _indents(page.root))
    if index >= 0:
        return _below(page, parent, index, lines)
    return _above_all(page, parent, lines)


def _above_all(page: Page, parent: Node, lines: list[str]) -> Page:
    """Lines put before the first entry or item, which may stand behind a dash or a key."""
    row, column = page.top_of(parent, 0), parent.start.column
    before, rest = page.rows[row][:column], page.rows[row][column:]
    return page.replaced(row, row + 1, [before + lines[0][column:], *lines[1:], " " * column + rest])


def _appended(page: Page, parent: Node, step: Append, shape: Shape | None) -> Page:
    """A new item of a list in block style."""
    last, column = parent.items[-1], parent.start.column
    beside = last.kind != "scalar" and not last.flow and last.start.line == page.head(parent, len(parent.items) - 1)[0]
    indents = _indents(page.root)._replace(items=last.start.column - column if beside else 2)
    lines = house.item(step.value, column, shape, indents)
    if step.before == 0:
        return _above_all(page, parent, lines)
    return _below(page, parent, (len(parent.items) if step.before is None else step.before) - 1, lines)


def _below(page: Page, parent: Node, index: int, lines: list[str]) -> Page:
    row = page.below(page.bottom_of(parent, index), parent.start.column)
    return (page.closed() if row == len(page.rows) else page).replaced(row, row, lines)


def _indents(node: Node | None) -> house.Indents:
    """How a file is indented, judged by its first list."""
    return house.Indents(next(_offsets(node), 2)) if node else house.HOUSE


def _offsets(node: Node) -> Iterator[int]:
    for item in node.items:
        if node.keys and item.kind == "sequence" and not item.flow:
            yield item.start.column - node.start.column
        yield from _offsets(item)


def _replaced(page: Page, key: Key, value: Any, shape: Shape | None, *, over_lines: bool = False) -> Page:
    """A value of a collection in block style replaced; ``over_lines`` keeps it off its key's line."""
    parent = page.trail(key)[-2]
    index = _index(parent, key[-1])
    old, (row, column) = parent.items[index], page.head(parent, index)
    head = page.rows[row][:column]
    text = None if over_lines else house.inline(value, shape, column + 1, of_list=not parent.keys)
    block = old.style in BLOCK or (old.kind != "scalar" and not old.flow)
    if text is not None and not block and old.start.index < old.end.index:
        return page.spliced(old.start.index, old.end.index, text)
    if (plainly := _implicit(page, key)) is not page:
        return _replaced(plainly, key, value, shape, over_lines=over_lines)
    if text is None:
        return _rewritten(page, parent, index, _lines(page, parent, head, value, shape))
    if block:
        return _rewritten(page, parent, index, [f"{head} {text}"])
    return page.replaced(row, row + 1, [f"{head} {text}{page.rows[row][column:]}"])


def _lines(page: Page, parent: Node, head: str, value: Any, shape: Shape | None) -> list[str]:
    """The rows a value over several lines takes up; ``head`` stands before it."""
    indent, indents = parent.start.column, _indents(page.root)
    if parent.keys or isinstance(value, str):
        opening, lines = house.block(value, indent, shape, indents)
        return [head + opening, *lines]
    first, *rest = house.item(value, indent, shape, indents, over_lines=True)
    return [head + first[indent + 1 :], *rest]


def _rewritten(page: Page, parent: Node, index: int, lines: list[str]) -> Page:
    """An entry's or item's rows replaced; the comment at the end of its line stays there, others go above."""
    old, row, indent = parent.items[index], page.head(parent, index)[0], parent.start.column
    last = page.bottom_of(parent, index)
    below = page.below(last, indent)
    whole = old.kind == "scalar" or old.flow
    comments = [page.notes[number].text for number in range(row, last + 1) if whole and number in page.notes]
    behind = page.comment(row)
    above = [" " * indent + comment for comment in comments if comment and comment != behind.strip()]
    above += [" " * indent + text if (text := page.rows[number].strip()) else "" for number in range(last + 1, below)]
    return page.replaced(row, below, [*above, lines[0] + behind, *lines[1:]])


def _implicit(page: Page, path: Key) -> Page:
    """The page with an entry written ``key: value`` where it was ``? key`` and ``: value``."""
    parent = page.trail(path)[-2]
    index, column = _index(parent, path[-1]), parent.start.column
    if not parent.keys or parent.keys[index].start.column == column:
        return page
    key, (last, colon) = parent.keys[index], page.head(parent, index)
    row = key.start.line
    before = page.rows[row][:column]
    comments = _above(before, (note.text for number in range(row, last) if (note := page.notes.get(number)) and note.text))
    name = page.source[key.start.index : key.end.index]
    return page.replaced(row, last + 1, [*comments, f"{before}{name}:{page.rows[last][colon:]}"])


def _above(before: str, comments: Iterable[str]) -> list[str]:
    """Comments to stand above a row that begins so: as far in as the row, since farther in they may belong to a text above."""
    indent = before[: len(before) - len(before.lstrip(" "))] if before.strip(" ") else before
    return [indent + comment if comment else "" for comment in comments]


def _cut(page: Page, parent: Node, index: int) -> Page:
    """An entry or item in block style taken away, with the comments inside it."""
    column, first = parent.start.column, page.top_of(parent, index)
    last = page.below(page.bottom_of(parent, index), column)
    before = page.rows[first][:column]
    while page.blank(first - 1) and page.blank(last):
        last += 1
    if before.strip():
        row = page.top_of(parent, index + 1)
        comments = _above(before, map(str.strip, page.rows[last:row]))
        return page.replaced(first, row + 1, [*comments, before + page.rows[row][column:]])
    return page.replaced(first, last, [""] if last == len(page.rows) else [])
