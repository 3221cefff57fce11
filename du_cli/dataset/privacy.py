"""Personal data that must not be kept: national identity numbers, e-mail addresses and telephone numbers."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from du_cli.findings import Place, Problem
from du_cli.i18n import N_

_ELEVEN = re.compile(r"(?<![0-9A-Za-zÀ-ɏ])[0-9]{6}[ \u00a0]?[0-9]{5}(?![0-9A-Za-zÀ-ɏ])")
_EXEMPT = re.compile(r"(sha256|amount|total_cost|organisation_number)\"?[ \t]*:[ \t]*[\"']?$")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_EIGHT = r"[0-9](?:[ \u00a0]?[0-9]){7}(?![0-9])"
_PHONE = re.compile(
    rf"(?:(?<![0-9A-Za-z])(?:\+|00)47[ \u00a0]?|\b(?:tlf|telefon|mobil)(?:telefon|nummer|nr)?\.?[ \u00a0]*:?[ \u00a0]*){_EIGHT}",
    re.IGNORECASE,
)
_FIRST: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

NUMBER = N_("This looks like a national identity number.")
NUMBER_HELP = N_("Remove it, also from the history: git keeps what was committed.")
EMAIL = N_("An e-mail address: {text}.")
PHONE = N_("A telephone number: {text}.")
CONTACT_HELP = N_("Move it to contacts.yaml beside data/, which git does not keep.")


def personal_data(text: str, path: str) -> Iterator[Problem]:
    """Findings for what must not stand in a file, one a place; the numbers themselves are not repeated."""
    if "@" not in text and not _ANY_DIGITS.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for found in _ELEVEN.finditer(line):
            digits = found[0].replace(" ", "").replace("\u00a0", "")
            if is_identity_number(digits) and not _EXEMPT.search(line[: found.start()]):
                yield _problem("DU701", path, number, found.start(), NUMBER, "", NUMBER_HELP)
        for found in _EMAIL.finditer(line):
            yield _problem("DU702", path, number, found.start(), EMAIL, found[0], CONTACT_HELP)
        for found in _PHONE.finditer(line):
            yield _problem("DU702", path, number, found.start(), PHONE, found[0].strip(), CONTACT_HELP)


_ANY_DIGITS = re.compile(r"[0-9]{6}[ \u00a0]?[0-9]{5}|(?:\+|00)47|tlf|telefon|mobil", re.IGNORECASE)


def _problem(code: str, path: str, line: int, column: int, message: str, text: str, hint: str) -> Problem:
    return Problem(code, Place(path, (), False, line, column + 1), message, {"text": text}, hint, path, path)


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits are a national identity number, a D-number (day + 40) or an H-number (month + 40).

    Both check digits must fit, the first also by the rule for numbers from 2032 on: the weighted sum may
    leave the remainder 0, 1, 2 or 3 (Skatteetaten).
    """
    figures = [int(digit) for digit in digits]
    return len(figures) == len("ddmmyynnncc") and _is_day(figures) and _first_fits(figures) and _rest(figures, _SECOND) == 0


def _first_fits(figures: list[int]) -> bool:
    return _rest(figures, _FIRST) in (0, 1, 2, 3)


def _rest(figures: list[int], weights: tuple[int, ...]) -> int:
    total = sum(weight * figure for weight, figure in zip(weights, figures, strict=False))
    return (total + figures[len(weights)]) % 11


def _is_day(figures: list[int]) -> bool:
    day, month, year = (figures[i] * 10 + figures[i + 1] for i in (0, 2, 4))
    month, day = month - 40 * (month > 40), day - 40 * (day > 40)  # noqa: PLR2004 - H-numbers and D-numbers
    return any(_exists(century + year, month, day) for century in (1800, 1900, 2000))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
