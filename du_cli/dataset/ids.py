"""Ids made from names: small letters, digits and hyphens, and never one that is taken."""

import re
import unicodedata
from collections.abc import Collection

_LETTERS = {
    "æ": "ae",
    "ø": "o",
    "å": "a",
    "ä": "ae",
    "ö": "o",
    "ü": "u",
    "ß": "ss",
    "đ": "d",
    "ŋ": "n",
    "ŧ": "t",
    "ł": "l",
    "ð": "d",
    "þ": "th",
}


def slug(name: str) -> str:
    """An id made from a name, as in ``ola-nordmann``; empty when the name has no letters it can be made of."""
    folded = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", name).lower())
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def free(wanted: str, taken: Collection[str]) -> str:
    """The id itself, or with the first number from 2 on that makes it one nobody has."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
