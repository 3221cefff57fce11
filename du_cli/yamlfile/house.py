"""New values in house layout: what a program writes looks as a tidy person would have written it."""

import re
from datetime import date
from typing import Any, Final, NamedTuple

from du_cli.yamlfile import scalars
from du_cli.yamlfile.order import Shape

WIDTH: Final = 120
"""The longest line on which a mapping or list stands in flow style."""

_PLAIN = re.compile(r"[\w(§+/.](?:[^\x00-\x1f:#]|:(?=[^\s])|(?<=[^\s])#)*")
_FLOW = re.compile(r"[,\[\]{}:?]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_TEXTS: Final = ("|", "|-")
"""Literal blocks whose meaning does not change with what stands around them."""


class Indents(NamedTuple):
    """How far in a list stands from its key, and an item behind its dash."""

    lists: int = 2
    items: int = 2


HOUSE: Final = Indents()


def dump(value: dict[str, Any], shape: Shape | None) -> bytes:
    """A new file: keys in the order of ``shape``, lists indented (2, 4, 2), short mappings on one line."""
    return "\n".join([*entries(plain(value), 0, shape), ""]).encode()


def plain(value: Any) -> Any:
    """The value as it is read back: dates as text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def inner(shape: Shape | None, *key: str | int) -> Shape | None:
    """The shape below a key path; lists are looked through."""
    for part in key:
        shape = shape.keys.get(part) if shape and isinstance(part, str) else shape
    return shape


def entries(value: dict[str, Any], indent: int, shape: Shape | None, indents: Indents = HOUSE) -> list[str]:
    """A mapping in block style."""
    found: list[str] = []
    for name in _in_order(value, shape):
        found += entry(name, value[name], indent, inner(shape, name), indents)
    return found


def _in_order(value: dict[str, Any], shape: Shape | None) -> list[str]:
    known = [name for name in shape.keys if name in value] if shape else []
    return [*known, *(name for name in value if name not in known)]


def entry(name: str, value: Any, indent: int, shape: Shape | None, indents: Indents = HOUSE) -> list[str]:
    """One key of a mapping with its value."""
    head = " " * indent + scalar(name) + ":"
    text = inline(value, shape, len(head) + 1)
    if text is not None:
        return [f"{head} {text}"]
    opening, lines = block(value, indent, shape, indents)
    return [head + opening, *lines]


def block(value: Any, indent: int, shape: Shape | None, indents: Indents = HOUSE) -> tuple[str, list[str]]:
    """A value over several lines: what follows its key, which stands at ``indent``, and the lines below."""
    if isinstance(value, str):
        lines = value.removesuffix("\n").split("\n")
        return f" {scalars.literal_header(value)}", [" " * (indent + 2) + line if line else "" for line in lines]
    if isinstance(value, dict):
        return "", entries(value, indent + 2, shape, indents)
    return "", [line for part in value for line in item(part, indent + indents.lists, shape, indents)]


def item(value: Any, dash: int, shape: Shape | None, indents: Indents = HOUSE, *, over_lines: bool = False) -> list[str]:
    """One item of a list in block style; ``over_lines`` keeps a collection off its dash's line."""
    begun = " " * dash + "-" + " " * (indents.items - 1)
    text = inline(value, shape, len(begun), of_list=True)
    if text is not None and not over_lines:
        return [begun + text]
    if isinstance(value, str):
        opening, lines = block(value, dash, shape)
        return [" " * dash + "-" + opening, *lines]
    if isinstance(value, dict):
        lines = entries(value, dash + indents.items, shape, indents)
    else:
        lines = [line for part in value for line in item(part, dash + indents.items, shape, indents)]
    return [begun + lines[0].lstrip(" "), *lines[1:]]


def inline(value: Any, shape: Shape | None, used: int, *, of_list: bool = False) -> str | None:
    """A value on the rest of a line of which ``used`` columns are taken; None when it stands over several lines."""
    if isinstance(value, str) and _literal(value):
        return None
    if isinstance(value, (dict, list)) and value:
        text = flow(value, shape) if _flat(value, of_list=of_list) else None
        return text if text is not None and used + len(text) <= WIDTH else None
    return scalar(value) if not isinstance(value, (dict, list)) else flow(value, shape)


def _flat(value: Any, *, of_list: bool) -> bool:
    """Whether a collection is simple enough for one line: a list of scalars, a mapping of them, or of such lists in a list."""
    parts = value.values() if isinstance(value, dict) else value
    return all(
        _simple(part) or (of_list and isinstance(value, dict) and isinstance(part, list) and all(map(_simple, part))) for part in parts
    )


def _simple(value: Any) -> bool:
    return value in ([], {}) or not (isinstance(value, (dict, list)) or (isinstance(value, str) and _literal(value)))


def flow(value: Any, shape: Shape | None, *, quoted: bool = False) -> str:
    """Any value in flow style on one line; ``quoted`` puts every text in double quotes, as JSON does."""
    if isinstance(value, dict):
        return "{" + ", ".join(pairs(value, shape, quoted=quoted)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part, shape, quoted=quoted) for part in value) + "]"
    return scalar(value, in_flow=True, quoted=quoted)


def pairs(value: dict[str, Any], shape: Shape | None, *, quoted: bool = False) -> list[str]:
    """The entries of a mapping in flow style."""
    names = _in_order(value, shape)
    return [f"{scalar(name, in_flow=True, quoted=quoted)}: {flow(value[name], inner(shape, name), quoted=quoted)}" for name in names]


def scalar(value: Any, *, in_flow: bool = False, quoted: bool = False) -> str:
    """A scalar on one line; a text in quotes where it would be read as something else, or refused."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return value if not quoted and _bare(value, in_flow=in_flow) else scalars.quoted(value)


def _bare(text: str, *, in_flow: bool) -> bool:
    """Whether a text can stand without quotes: it looks like nothing else, to any reader."""
    if not _PLAIN.fullmatch(text) or text != text.strip() or scalars.UNPRINTABLE.search(text):
        return False
    if scalars.refused(text) or scalars.plain(text) is not text:
        return False
    return not (in_flow and _FLOW.search(text))


def _literal(text: str) -> bool:
    """Whether a text stands as a literal block: it has several lines, and nothing that needs escapes."""
    several = "\n" in text and not (_CONTROL.search(text) or scalars.UNPRINTABLE.search(text))
    return several and scalars.literal_header(text) in _TEXTS
