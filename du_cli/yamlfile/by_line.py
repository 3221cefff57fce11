"""Reading a file in house layout line by line: what its events give, in a third of the time.

It knows one way to write each thing, the one ``du-cli fmt`` leaves, and answers only when every line is written so.
All else is left to the reader of events, which alone says what is wrong with a file.
"""

import re
from typing import Any, Final

from du_cli.yamlfile.scalars import SPECIAL, judged
from du_cli.yamlfile.source import MAX_BYTES

_MANY: Final = "{0,999}"
"""More than a tidy file has in one place, and so few that a pattern never has much to remember. (Possessive groups
remember nothing, but Python before 3.11.5 matches some of them wrongly.)"""

_KEY: Final = "[A-Za-z_][A-Za-z0-9_-]{0,99}+"
_FIRST: Final = r"[\w(§/«]"
"""What an unquoted text begins with; most other signs mean something to YAML there."""

_QUOTED: Final = r""""[^"\\\n]*"|'[^'\n]*'"""
_PLAIN: Final = rf"{_FIRST}[^\n:#]*(?:(?::(?=[^ \n])|(?<! )#)[^\n:#]*){_MANY}(?<! )"
_ITEM: Final = rf"(?:{_FIRST}(?:[^\n,\[\]{{}}:?#]*[^\n,\[\]{{}}:?# ])?|{_QUOTED})"


def _flow(value: str) -> str:
    """The pattern of a list or a mapping of such values, on one line."""
    return rf"\[(?:{value}(?:, (?!])|(?=]))){_MANY}]|{{(?:{_KEY}: {value}(?:, (?!}})|(?=}}))){_MANY}}}"


_SHALLOW: Final = f"(?:{_ITEM}|{_flow(_ITEM)})"
_DEEP: Final = f"(?:{_ITEM}|{_flow(_SHALLOW)})"
"""What may stand in a list or mapping on one line, which is then three levels deep at the most."""

_COMMENT: Final = r"(?: +#.*)?\n"

_ROW: Final = re.compile(
    # the indentation; comments, which share it; a dash
    rf"(?=((?:  ){{0,12}}))(?:\1#.*\n+){_MANY}(\1-?)"
    rf"(?:(?:(?<=-) |(?<!-))({_KEY}):|(?<=-))"
    # a value; nothing yet; a literal block with the indentation of its first line
    rf"(?: ({_PLAIN}|{_QUOTED}|{_flow(_DEEP)}){_COMMENT}"
    rf"|{_COMMENT}"
    rf"| (\|-?){_COMMENT}(?=(\1 +)[^ \n])((?:\6.*\n|\n){_MANY}))"
    # blank lines; the comments that end the file
    rf"\n*(?:(?:#.*\n+){_MANY}\Z)?"
    r"|([\s\S]+)"
)
"""A key or an item of a list: its indentation, the same with its dash, key, value; a literal block's header, indentation
and lines. Last, everything from the first line on that is not certain."""

_PAIRS: Final = re.compile(f"({_KEY}): ({_DEEP})")
_ITEMS: Final = re.compile(_DEEP)

_Rows = list[tuple[str, str, str, str, str, str, str, str]]
"""What ``_ROW`` finds in a file, the last line first: what is read is taken off the end."""


class _Unsure(Exception):  # noqa: N818 - stops the reading of one file, never leaves this module
    """Something may mean another thing than it seems, or be wrong."""


def read(data: bytes) -> Any:
    """The data of a file in which nothing is wrong and nothing is laid out otherwise than in canonical form.

    None for any other file, and for one that is not certain to be such a file: it says nothing about the file.
    """
    rows: _Rows = _ROW.findall(_text(data))
    if not rows or rows[-1][-1]:
        return None
    rows.reverse()
    try:
        value = _block(rows, "")
    except _Unsure:
        return None
    return None if rows else value


def _text(data: bytes) -> str:
    """A file's text; nothing when its size, its characters or its line ends are a matter for the reader of events."""
    if len(data) > MAX_BYTES or not data.endswith(b"\n") or data.endswith(b"\n\n") or b" \n" in data:
        return ""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    return text if text.replace("\n", "").isprintable() else ""


def _block(rows: _Rows, indent: str) -> Any:
    """The mapping or list that must begin on the next line."""
    if not rows:
        raise _Unsure
    if rows[-1][1] == indent:
        return _mapping(rows, indent)
    return _sequence(rows, indent + "-", indent + "  ")


def _mapping(rows: _Rows, indent: str) -> dict[str, Any]:
    """A mapping whose first key is on the next line, perhaps behind a dash, and the others at ``indent``."""
    found: dict[str, Any] = {}
    inner = indent + "  "
    while True:
        _, _, key, value, header, pad, body, _ = rows.pop()
        if key in found or key in SPECIAL:
            raise _Unsure
        if value:
            found[key] = _value(value)
        else:
            found[key] = _literal(header, pad, body, inner) if header else _block(rows, inner)
        if not rows or rows[-1][1] != indent:
            return found


def _sequence(rows: _Rows, dash: str, inner: str) -> list[Any]:
    found: list[Any] = []
    while rows and rows[-1][1] == dash:
        if rows[-1][2]:
            found.append(_mapping(rows, inner))
            continue
        _, _, _, value, header, pad, body, _ = rows.pop()
        found.append(_value(value) if value else _literal(header, pad, body, inner))
    if not found:
        raise _Unsure
    return found


def _literal(header: str, pad: str, body: str, indent: str) -> str:
    """The text of a literal block; only one that is indented by ``indent``, so that nothing else can be."""
    if pad != indent:
        raise _Unsure
    text = body.rstrip("\n").replace("\n" + pad, "\n").removeprefix(pad)
    return text if header == "|-" else text + "\n"


def _value(text: str) -> Any:
    """The value of what stands on one line; ``_ROW`` has found it to be well formed."""
    first = text[0]
    if first == "{":
        pairs = _PAIRS.findall(text[1:-1])
        found = {key: _value(value) for key, value in pairs}
        if len(found) < len(pairs) or not SPECIAL.isdisjoint(found):
            raise _Unsure
        return found
    if first == "[":
        return [_value(item) for item in _ITEMS.findall(text[1:-1])]
    if first in "\"'":
        return text[1:-1]
    if first > "9" and text not in SPECIAL:
        return text
    refused, value, canonical = judged(text)
    if refused or not canonical:
        raise _Unsure
    return value
