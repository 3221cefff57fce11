"""Ids made from names, never one that is taken; and cases by their numbers."""

import re
import unicodedata
from collections.abc import Collection
from typing import TYPE_CHECKING

from du_cli.dataset.kinds import kind_of

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.policy import Policy

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


def case_number(policy: "Policy", case_id: str) -> str:
    """A case's number as the policy writes it for people: ``2026-003`` is ``3/26``."""
    year, _, sequence = case_id.partition("-")
    parts = {"{sequence}": str(int(sequence)), "{yy}": year[-2:], "{year}": year}
    text = policy.case_number
    for place, value in parts.items():
        text = text.replace(place, value)
    return text


def numbered(policy: "Policy", case_id: str, text: str) -> bool:
    """Whether a text is a case's number, also where it is written with zeros in front: ``03/26``."""
    return _bare(case_number(policy, case_id)) == _bare(text)


def _bare(number: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", number)


def case_order(case_id: str) -> tuple[int, int]:
    """Year and sequence, for sorting: 2026-1000 comes after 2026-999."""
    year, _, sequence = case_id.partition("-")
    return int(year), int(sequence)


def next_case_id(dataset: "Dataset", year: int) -> str:
    """The id after the highest one of a year, those of files that cannot be read counted with them; gaps are left alone."""
    paths = map(kind_of, (*dataset.files, *dataset.outside))
    taken = {case.id for case in dataset.cases} | {found.id for found in paths if found and found.name == "case" and found.id}
    numbers = [number for found, number in map(case_order, taken) if found == year]
    return f"{year:04}-{max(numbers, default=0) + 1:03}"
