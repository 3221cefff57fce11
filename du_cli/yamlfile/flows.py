"""Changing a mapping or list in flow style where it stands: one entry or item at a time, with its comma and its lines."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from du_cli.findings import Key
from du_cli.yamlfile import house, scalars
from du_cli.yamlfile.notes import scalars as scalars_of
from du_cli.yamlfile.order import Shape
from du_cli.yamlfile.page import Page
from du_cli.yamlfile.tree import Node

_COLON = re.compile(r"\s*:")
_COMMA = re.compile(r"(?:[ \t\n]|#[^\n]*+)*,")
_REST = re.compile(r"[ \t]*(,?)[ \t]*(?:#.*)?")
"""The end of a line that an entry or item shares with no other, and with no bracket."""

_CLOSING = re.compile(r"([]} \t,]*?)([ \t]*#.*)?")
"""The end of a line where collections end, and the comment behind them."""


class _Part(NamedTuple):
    """Where an entry or item stands: its first character, the one after its last, and the comma that follows it."""

    begin: int
    end: int
    comma: int | None


def _parts(source: str, parent: Node) -> list[_Part]:
    found = []
    for index, first in enumerate(parent.keys or parent.items):
        end = _end(source, parent, index)
        comma = _COMMA.match(source, end)
        found.append(_Part(first.start.index, end, comma.end() - 1 if comma else None))
    return found


def _end(source: str, parent: Node, index: int) -> int:
    """Right behind an entry or item, its colon included where it has no value.

    The parser ends ``[a: b]``, a mapping without braces, only where the next sign stands.
    """
    item = parent.items[index]
    if item.kind == "mapping" and source[item.start.index] != "{":
        return _end(source, item, len(item.items) - 1)
    if parent.keys and item.start.index == item.end.index and (colon := _COLON.match(source, item.end.index)):
        return colon.end()
    return int(item.end.index)


def all_quoted(node: Node) -> bool:
    """Whether every text in a collection stands in double quotes, as in JSON."""
    found = list(scalars_of(node))
    plain = (scalars.plain(one.text) for one in found if not one.style)
    return any(one.style == '"' for one in found) and not any(isinstance(value, str) for value in plain)


def beside(value: Any, shape: Shape | None, neighbour: Node, *, quoted: bool) -> str:
    """An item laid out as the one it is to stand beside: with its spaces, or with its lines."""
    text = house.flow(value, shape, quoted=quoted)
    if not (isinstance(value, dict) and value and neighbour.keys):
        return text
    first, last, end = neighbour.keys[0].start, neighbour.items[-1].end, neighbour.end
    if first.line == neighbour.start.line:
        space = " " * (first.column - neighbour.start.column - 1)
        return f"{{{space}{text[1:-1]}{space}}}"
    pairs = [f"\n{' ' * first.column}{pair}" for pair in house.pairs(value, shape, quoted=quoted)]
    return "{" + ",".join(pairs) + ("}" if last.line == end.line else f"\n{' ' * (end.column - 1)}}}")


def fitted(value: Any, shape: Shape | None, before: str, *, quoted: bool) -> str:
    """A value behind what its line begins with: a list of records, and what has no room there, with a line for each of its parts."""
    text = house.flow(value, shape, quoted=quoted)
    records = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    if not (records or len(before) + len(text) > house.WIDTH) or not isinstance(value, (dict, list)) or not value:
        return text
    lead = before[: len(before) - len(before.lstrip())]
    if isinstance(value, dict):
        parts = house.pairs(value, shape, quoted=quoted)
    else:
        parts = [house.flow(one, shape, quoted=quoted) for one in value]
    return text[0] + ",".join(f"\n{lead}  {part}" for part in parts) + f"\n{lead}{text[-1]}"


def valued(page: Page, parent: Node, index: int, text: str) -> Page:
    """An entry's or item's value replaced."""
    item, end = parent.items[index], _end(page.source, parent, index)
    if item.start.index < item.end.index:
        return page.spliced(item.start.index, end, text)
    return page.spliced(end, end, f" {text}" if end > item.end.index else f": {text}")


def inserted(page: Page, parent: Node, index: int, text: str) -> Page:
    """A new entry or item behind the one at ``index``, or before all (-1): on its own line where its neighbours stand so."""
    if not parent.items:
        return filled(page, parent, text)
    found = _parts(page.source, parent)
    if page.source[parent.start.index] not in "[{":  # [a: b], a mapping without braces
        begin, end = found[0].begin, found[-1].end
        old = page.source[begin:end]
        return page.spliced(begin, end, "{" + (f"{old}, {text}" if index >= 0 else f"{text}, {old}") + "}")
    lead = _lead(page, found, max(index, 0)) if parent.start.line != parent.end.line else None
    return _before_all(page, parent, found[0], lead, text) if index < 0 else _behind(page, found[index], lead, text)


def filled(page: Page, parent: Node, text: str) -> Page:
    """What comes into an empty collection; over several lines, it stands below the comments there."""
    row = parent.end.line
    if row == parent.start.line:
        return page.spliced(parent.start.index + 1, parent.start.index + 1, text)
    lead = " " * (len(page.rows[row]) - len(page.rows[row].lstrip()) + 2)
    return page.replaced(row, row, f"{lead}{text}".split("\n"))


def _before_all(page: Page, parent: Node, part: _Part, lead: str | None, text: str) -> Page:
    if lead is None:
        return page.spliced(part.begin, part.begin, f"{text}, ")
    if page.before(part.begin).strip():
        return page.spliced(part.begin, part.begin, f"{text},\n{lead}")
    row = parent.start.line + 1
    return page.replaced(row, row, f"{lead}{text},".split("\n"))


def _behind(page: Page, part: _Part, lead: str | None, text: str) -> Page:
    """A new one behind a part; the comment at the end of the part's line stays with it, closing brackets move on."""
    rest = page.rest(part.end)
    alone = _REST.fullmatch(rest)
    if lead is None or (part.comma is not None and not (alone and alone[1])):
        return page.spliced(part.end, part.end, f", {text}")
    if part.comma is not None:
        row = page.row(part.end) + 1
        return page.replaced(row, row, f"{lead}{text},".split("\n"))
    closing = _CLOSING.fullmatch(rest)
    comment, after = (closing[2] or "", closing[1].rstrip()) if closing else ("", rest)
    return page.spliced(part.end, part.end + len(rest), f",{comment}\n{lead}{text}{after}")


def _lead(page: Page, found: Sequence[_Part], index: int) -> str | None:
    """What a new line beside a part begins with; None where the part shares its line, and a new one is to stand there too."""
    part, before, following = found[index], found[:index], found[index + 1 :]
    first, last = page.row(part.begin), page.row(part.end)
    if (before and page.row(before[-1].end) == first) or (following and page.row(following[0].begin) == last):
        return None
    leads = (page.before(one.begin) for one in (part, *following, *reversed(before)))
    lead = next((lead for lead in leads if not lead.strip()), None)
    commented = page.comment(last) and _CLOSING.fullmatch(page.rest(part.end))
    return " " * len(page.before(part.begin)) if lead is None and commented else lead


def removed(page: Page, parent: Node, index: int) -> Page:
    """An entry or item taken out with one comma: the lines it has for itself with the comment beside it, or only its characters."""
    found = _parts(page.source, parent)
    part, before, following = found[index], found[:index], found[index + 1 :]
    lead, rest = page.before(part.begin), page.rest(part.end)
    comma = before[-1].comma if part.comma is None and before else part.comma
    cuts = [] if comma is None else [(comma, comma + 1)]
    alone, leading = _REST.fullmatch(rest), lead.strip()
    if alone and leading in ("", ",") and not (leading and alone[1]):
        rows = (part.begin - len(lead), part.end + len(rest))
        return _without(page, [rows] if leading or alone[1] else [*cuts, rows])
    if alone and page.row(part.begin) < page.row(part.end):
        rows = (part.begin, part.end + len(rest))
        return _without(page, [rows] if alone[1] else [*cuts, rows])
    if following and "\n" not in page.source[part.end : following[0].begin]:
        return page.spliced(part.begin, following[0].begin, "")
    if before and "\n" not in page.source[before[-1].end : part.begin]:
        return page.spliced(before[-1].end, part.end, "")
    if part.comma is not None and not page.source[part.end : part.comma].strip(" \t"):
        return _without(page, [(part.begin, part.comma + 1)])
    return _without(page, [*cuts, (part.begin, part.end)])


def emptied(page: Page, key: Key) -> Page:
    """A collection over several lines with nothing left in it but the comments that stand between what was there."""
    while (node := page.trail(key)[-1]).items:
        page = removed(page, node, len(node.items) - 1)
    begin, end = node.start.index + 1, node.end.index - 1
    return page if "#" in page.source[begin:end] else page.spliced(begin, end, "")


def _without(page: Page, cuts: Iterable[tuple[int, int]]) -> Page:
    """Some characters taken out, with the white space that would then end a line, or be all of it."""
    for begin, end in sorted(cuts, reverse=True):
        before, rest = page.before(begin), page.rest(end)
        kept = before + " " * rest.startswith("#") + rest if rest.strip() else before.rstrip()
        page = page.replaced(page.row(begin), page.row(end) + 1, [kept] if kept else [])
    return page
