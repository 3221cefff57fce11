"""Data made harmless before it is shown: what would move, hide or style text becomes visible instead."""

import unicodedata
from typing import Final

_SPACES: Final = ("\r\n", "\n", "\t")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NONCHARACTERS: Final = frozenset({*range(0xFDD0, 0xFDF0), *(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF))})


def harmless(text: str) -> str:
    r"""One line of text that shows all it holds: newlines and tabs as spaces, other unseen characters as ``\x1b``.

    Unseen are control characters, marks of direction, zero-width characters, line separators and what
    Unicode says is no character; letters, signs and emoji stay as they are.
    """
    if text.isprintable():
        return text
    for space in _SPACES:
        text = text.replace(space, " ")
    return "".join(_escaped(character) if _unseen(character) else character for character in text)


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or ord(character) in _NONCHARACTERS


def _escaped(character: str) -> str:
    number = ord(character)
    if number <= 0xFF:  # noqa: PLR2004 - as Python writes them: two, four or eight digits
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004
