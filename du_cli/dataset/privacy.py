"""Personal data that must not be kept: national identity numbers, e-mail addresses and telephone numbers."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Final

from du_cli.findings import Place, Problem
from du_cli.i18n import N_

_ELEVEN = re.compile(r"(?<![0-9A-Za-zÀ-ɏ])[0-9]{6}[ \u00a0-]?[0-9]{5}(?![0-9A-Za-zÀ-ɏ])")
_EXEMPT = re.compile(r"(?:^[ \t-]*|[{,][ \t]*)[\"']?(?:(?:text_)?sha256|amount|total_cost|organisation_number)[\"']?[ \t]*:[ \t]*[\"']?$")
_BEFORE: Final = 60
"""Characters in front of a number that may hold its key."""

_LOCAL: Final = r"\w\u0300-\u036f.%+-"
"""What the part in front of an @ is written with, as the inside of a set: letters of any kind, also with loose accents."""

_EMAIL = re.compile(rf"(?<![{_LOCAL}])[{_LOCAL}]++@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}")
_EIGHT = r"(?!(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})[0-9](?:[ \u00a0-]?[0-9]){7}(?![0-9])"
_ABROAD = r"(?<![0-9A-Za-z])(?:\((?:\+|00)47\)|(?:\+|00)47)[ \u00a0-]?"
_CALLED = r"\b(?:tlf|telefon|mobil)(?:telefon|nummer|nr)?\.?(?:[ \u00a0]nr\.?)?[ \u00a0]*+:?[ \u00a0]*+[\"']?"
_PHONE = re.compile(rf"(?:{_ABROAD}|{_CALLED}){_EIGHT}", re.IGNORECASE)
_FIRST: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

NUMBER = N_("This looks like a national identity number.")
NAMED_NUMBER = N_("The name of the file, or of a folder above it, holds what looks like a national identity number.")
NUMBER_HELP = N_("Remove it, also from the history: git keeps what was committed.")
EMAIL = N_("An e-mail address: {text}.")
PHONE = N_("A telephone number: {text}.")
NAMED_CONTACT = N_("The name of the file, or of a folder above it, holds {text}.")
NAMED_HELP = N_("Rename it, also in the history: git keeps what was committed.")
CONTACT_HELP = N_("Move it to contacts.yaml beside data/, which git does not keep.")


def personal_data(text: str, path: str) -> Iterator[Problem]:
    """Findings for what must not stand in a file, one a place; the numbers themselves are not repeated."""
    seen: set[tuple[str, Place]] = set()
    escapes = "\\" in text
    escaped = _escaped(text, path) if escapes else ()
    folded = _folded(text, path) if escapes or _GOES_ON.search(text) else ()
    for problem in chain(_unescaped(text, path), escaped, folded):
        if (problem.code, problem.place) not in seen:
            seen.add((problem.code, problem.place))
            yield problem


def personal_names(paths: Iterable[str]) -> Iterator[Problem]:
    """Findings for what must not stand in the names of files and folders, one for each name that holds it."""
    names, seen = list(paths), set[tuple[str, str]]()
    for number, path in _suspect("\n".join(name.replace("\n", " ") for name in names)):
        for code, start, _, found, _ in _in_line(path):
            named, _, _ = path[start:].partition("/")
            if (code, path[:start] + named) not in seen:
                seen.add((code, path[:start] + named))
                message, file = NAMED_NUMBER if code == "DU701" else NAMED_CONTACT, names[number - 1]
                yield Problem(code, Place(file, line=1, column=1), message, {"text": found}, NAMED_HELP, file, file)


def searchable(data: bytes) -> str:
    """The text of a file, to be searched: UTF-8, or UTF-16 and UTF-32 as far as its letters are those of western Europe."""
    if b"\0" not in data:
        return data.decode("utf-8", "replace")
    return data.replace(b"\0", b"").decode("latin-1").removeprefix("\u00ff\u00fe").removeprefix("\u00fe\u00ff")


def _unescaped(text: str, path: str) -> Iterator[Problem]:
    for number, line in _suspect(text):
        if "\\" not in line:
            for code, start, message, found, hint in _in_line(line):
                place = Place(path, line=number, column=start + 1)
                yield Problem(code, place, message, {"text": found}, hint, path, path)


_GOES_ON = re.compile(r"\n[ \t]*[0-9]")
"""A line that begins with a digit, and so may go on with the text of the line before; one after a backslash does."""


def _folded(text: str, path: str) -> Iterator[Problem]:
    """The same for lines read as one text: folded, in quotation marks or in a block."""
    run: list[tuple[int, str]] = []
    for number, row in enumerate(text.split("\n"), 1):
        if not (run and _goes_on(run[-1][1], row)):
            yield from _in_run(run, path)
            run = []
        run.append((number, row.rstrip("\r")))
    yield from _in_run(run, path)


def _goes_on(before: str, row: str) -> bool:
    return before.endswith("\\") or row.lstrip(" \t")[:1].isdecimal()


def _in_run(run: list[tuple[int, str]], path: str) -> Iterator[Problem]:
    """What stands in lines put together, at the line and column it begins on."""
    if len(run) < 2:  # noqa: PLR2004 - one line is no run of lines
        return
    line, begins = "", list[tuple[int, int, int]]()
    for number, row in run:
        begins.append((len(line), number, len(row) - len(row.lstrip())))
        line += row.strip()[:-1] if row.endswith("\\") else f"{row.strip()} "
    for code, start, message, found, hint in _in_line(line):
        offset, number, indent = max(one for one in begins if one[0] <= start)
        place = Place(path, line=number, column=start - offset + indent + 1)
        yield Problem(code, place, message, {"text": found}, hint, path, path)


def _escaped(text: str, path: str) -> Iterator[Problem]:
    r"""The same for lines with escapes, as texts in double quotes may have them: ``\x36`` is a 6."""
    for number, line in enumerate(text.split("\n"), 1):
        if "\\" in line:
            parts = list(_CHARACTER.finditer(line))
            for code, start, message, found, hint in _in_line("".join(map(_read, parts))):
                place = Place(path, line=number, column=parts[start].start() + 1)
                yield Problem(code, place, message, {"text": found}, hint, path, path)


_CHARACTER = re.compile(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\U(000[0-9a-fA-F]{5})|\\?.")


def _read(part: re.Match[str]) -> str:
    """A character, or the one that an escape stands for; a blank for those that stand for white space or a mark."""
    if part.lastindex:
        return chr(int(part[part.lastindex], 16))
    return part[0] if len(part[0]) == 1 else " "


def _in_line(line: str) -> Iterator[tuple[str, int, str, str, str]]:
    for found in _ELEVEN.finditer(line):
        if is_identity_number(found[0][:6] + found[0][-5:]) and not _exempt(line, found.start()):
            yield "DU701", found.start(), NUMBER, "", NUMBER_HELP
    for found in _EMAIL.finditer(line):
        yield "DU702", found.start(), EMAIL, found[0], CONTACT_HELP
    for found in _PHONE.finditer(line):
        yield "DU702", found.start(), PHONE, found[0].strip(), CONTACT_HELP


_DIGITS: Final = "[0-9](?:[0-9 \u00a0]{4}[0-9 \u00a0-]{3}|[0-9]-[0-9]{2}-[0-9]{2}-)"
_HINT, _HINT_OR_MARK = re.compile(_DIGITS), re.compile(rf"[@+]|{_DIGITS}")
"""What stands in every line in which something can be found. A pattern that begins with a set is twice as fast as a choice."""


def _suspect(text: str) -> Iterator[tuple[int, str]]:
    """The lines, with their numbers from 1, that hold an @, a + or a run of digits: all that can be found has one of them."""
    end = -1
    for found in (_HINT_OR_MARK if "@" in text or "+" in text else _HINT).finditer(text):
        if found.start() > end:
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
            end = len(text) if end < 0 else end
            yield text.count("\n", 0, start) + 1, text[start:end]


def _exempt(line: str, start: int) -> bool:
    """Whether what stands at ``start`` is the value of a key whose values may look like such a number."""
    before = line[:start] if start < _BEFORE else "." + line[start - _BEFORE : start]
    return bool(_EXEMPT.search(before))


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
