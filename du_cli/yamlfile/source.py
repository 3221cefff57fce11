"""A file's text before it is read as YAML: what cannot stand in it, and what its white space shows."""

import re
from typing import Final

from du_cli.findings import Place, Problem
from du_cli.i18n import N_

MAX_BYTES: Final = 1 << 20
BOM: Final = "\ufeff"

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)")
_LOOSE = re.compile(r" \r?$|\t| [,:]|(?<!\n)\Z|\n\r?\n\Z|^ *-(\r?$| +[#-])|[\]}\"']#", re.MULTILINE)
"""What the canonical form would change, or might: white space that a careful look at the events does not see."""

_OWN_LINE = re.compile(r"^ *#", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?=%)")


class Unreadable(Exception):  # noqa: N818 - stops the reading of one file, never leaves this package
    """A file that cannot be read, and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def decode(data: bytes) -> str:
    """The text of a file, without its byte-order mark; raises ``UnicodeDecodeError`` when it is not UTF-8."""
    return data.decode("utf-8").removeprefix(BOM)


def loose(text: str) -> bool:
    """Whether the white space or a comment's place shows something that the canonical form would change."""
    return bool(_LOOSE.search(text)) or _mixed(text) or (bool(_OWN_LINE.search(text)) and _comments_astray(text))


def _comments_astray(text: str) -> bool:
    """Whether a comment on its own line is not indented like the line that follows it."""
    column = 0
    for line in reversed(text.split("\n")):
        rest = line.lstrip(" ")
        if rest.startswith("#") and len(line) - len(rest) != column:
            return True
        if rest.strip():
            column = len(line) - len(rest)
    return False


def _mixed(text: str) -> bool:
    """Whether some lines end with CRLF and others do not."""
    return "\r" in text and text.count("\r") != text.count("\n")


def readable(data: bytes, path: str) -> str:
    """The text of a file; raises ``Unreadable`` where it is too large, not UTF-8, or holds what cannot stand in it."""
    if len(data) > MAX_BYTES:
        message = N_("The file is {size} bytes; {limit} is the most that is read.")
        raise Unreadable(Problem("DU006", Place(path, line=1, column=1), message, {"size": len(data), "limit": MAX_BYTES}))
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        place = place_after(path, data[: error.start].decode("utf-8", "replace"))
        message = N_("The file is not UTF-8: byte {byte} is not text.")
        raise Unreadable(Problem("DU007", place, message, {"byte": f"0x{data[error.start]:02X}"})) from None
    found = _CONTROL.search(text)
    if found:
        place = place_after(path, text[: found.start()])
        message = N_("The character {code} cannot stand in a file.")
        raise Unreadable(Problem("DU001", place, message, {"code": f"U+{ord(found[0]):04X}"}))
    if found := _DIRECTIVE.match(text):
        message = N_("Directives (lines that begin with %) cannot stand in a file.")
        raise Unreadable(Problem("DU006", place_after(path, found[0]), message))
    return text


def place_after(path: str, before: str) -> Place:
    """The place where a text ends."""
    lines = before.split("\n")
    return Place(path, line=len(lines), column=len(lines[-1]) + 1)
