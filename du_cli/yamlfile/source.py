"""A file's text before it is read as YAML: what cannot stand in it, and what its white space shows."""

import re
from typing import Final

from du_cli.findings import Place, Problem
from du_cli.i18n import N_

MAX_BYTES: Final = 1 << 20
BOM: Final = "\ufeff"

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_RETURN = re.compile("\r(?!\n)")
_LOOSE: Final = (" \n", "\t", " ,", " :", "-,", "-]", "-}")
"""What the canonical form would change, or might: white space that a careful look at the events does not see."""

_LONE_DASH = re.compile(r"\n *-(?:\n| +[#-])")
_HASH = re.compile("#")
_OWN_LINE = re.compile(r"\n( *)#(?=[^\n]*(?:\n *(?=\n))*\n?( *))")
"""A comment on its own line: its indentation, and that of the next line that is not blank."""

_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?=%)")


class Unreadable(Exception):  # noqa: N818 - stops the reading of one file, never leaves this package
    """A file that cannot be read, and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def decode(data: bytes) -> str:
    """The text of a file, without its byte-order mark; raises ``UnicodeDecodeError`` when it is not UTF-8."""
    return data.decode("utf-8").removeprefix(BOM)


def loose(text: str) -> bool:
    """Whether the white space or a comment's place shows something that the canonical form would change.

    Plain searches, and patterns that begin with one letter or set: a single pattern takes ten times as long.
    """
    unix = text.replace("\r\n", "\n") if "\r" in text else text
    if not unix.endswith("\n") or unix.endswith("\n\n") or any(part in unix for part in _LOOSE):
        return True
    lines = "\n" + unix
    return bool(_LONE_DASH.search(lines)) or _mixed(text) or ("#" in text and _comments_loose(lines))


def _comments_loose(lines: str) -> bool:
    """Whether a comment touches what it follows, or on its own line is not indented like the line that follows it."""
    tight = any(lines[found.start() - 1] in "]}\"'" for found in _HASH.finditer(lines))
    return tight or any(found[1] != found[2] for found in _OWN_LINE.finditer(lines))


def _mixed(text: str) -> bool:
    """Whether some lines end with CRLF and others do not."""
    return "\r" in text and text.count("\r") != text.count("\n")


def readable(data: bytes, path: str) -> str:
    """The text of a file; raises ``Unreadable`` where it is too large, not UTF-8, or holds what cannot stand in it."""
    if len(data) > MAX_BYTES:
        raise Unreadable(too_large(path, data))
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        place = place_after(path, data[: error.start].decode("utf-8", "replace"))
        message = N_("The file is not UTF-8: byte {byte} is not text.")
        values = {"byte": f"0x{data[error.start]:02X}"}
        raise Unreadable(Problem("DU007", place, message, values, N_("Save the file as UTF-8."))) from None
    found = _CONTROL.search(text) or _RETURN.search(text)
    if found:
        place = place_after(path, text[: found.start()])
        message = N_("The character {code} cannot stand in a file.")
        raise Unreadable(Problem("DU001", place, message, {"code": f"U+{ord(found[0]):04X}"}))
    if found := _DIRECTIVE.match(text):
        message = N_("Directives (lines that begin with %) cannot stand in a file.")
        raise Unreadable(Problem("DU006", place_after(path, found[0]), message))
    return text


def too_large(path: str, data: bytes) -> Problem:
    """DU006 for a file of more than ``MAX_BYTES``."""
    message = N_("The file is {size} bytes; {limit} is the most that is read.")
    return Problem("DU006", Place(path, line=1, column=1), message, {"size": len(data), "limit": MAX_BYTES})


def place_after(path: str, before: str) -> Place:
    """The place where a text ends."""
    lines = before.split("\n")
    return Place(path, line=len(lines), column=len(lines[-1]) + 1)
