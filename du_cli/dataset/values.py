"""Readers of single values: texts, numbers, days and choices, with the marks that limit them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from du_cli.dataset.wrong import LOST, Fault, Reader, Wrong, found, no
from du_cli.i18n import N_, Either
from du_cli.models.base import BeginsWithDate, Filled, Form, Limits, Wanted

_TEXT: Final = N_("a text")
_DATE: Final = N_("a date, as in 2026-02-03")
_NO_DAY: Final = N_("a date that exists")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _no_text(value, lambda _: True)


def _no_text(value: Any, suits: Callable[[str], Any]) -> Wrong:
    """The answer for what is no text; a number counts as the text it would be in quotes, where that suits."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return no(value, _TEXT)
    text = str(value)
    message, hint = N_("{key} is a number where a text belongs."), N_('Put it in quotes: "{found}".')
    return Wrong(Fault("DU008", message, {"found": text}, hint), kept=text if suits(text) else LOST)


def formed(form: Form) -> Reader:
    """A reader of texts that match a pattern, where ``$`` is the end itself and not the end of a last line."""
    suits = re.compile(form.pattern.removesuffix("$") + r"\Z" * form.pattern.endswith("$")).search

    def read(value: Any) -> str:
        if isinstance(value, str):
            if suits(value):
                return value
            raise no(value, form.words, fits=True)
        raise _no_text(value, suits)

    return read


def _whole_number(value: Any) -> int:
    if type(value) is int:
        return value
    raise no(value, N_("a whole number"))


def _number(value: Any) -> float:
    if type(value) is float or type(value) is int:
        return value
    raise no(value, N_("a number"))


def _truth(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise no(value, N_("true or false"))


def _day(value: Any) -> date:
    if isinstance(value, str) and len(value) == _ISO and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            digits = value[:4] + value[5:7] + value[8:]
            raise no(value, _NO_DAY if digits.isdigit() else _DATE) from None
    raise no(value, _DATE)


_ISO: Final = len("2026-02-03")
SIMPLE: Final[Mapping[Any, Reader]] = {str: _text, int: _whole_number, float: _number, bool: _truth, date: _day}


def choice(choices: tuple[str, ...]) -> Reader:
    """A reader of one of some words."""
    known = frozenset(choices)

    def read(value: Any) -> str:
        if isinstance(value, str) and value in known:
            return value
        raise no(value, Either(choices))

    return read


def _limited(read: Reader, limits: Limits) -> Reader:
    least, most = limits

    def limited(value: Any) -> Any:
        found = read(value)
        if least is not None and not found >= least:
            raise _outside(value, least, N_("{key} is {found}, but must be {limit} or more."))
        if most is not None and not found <= most:
            raise _outside(value, most, N_("{key} is {found}, but must be {limit} at the most."))
        return found

    return limited


def _outside(value: Any, limit: float, message: str) -> Wrong:
    return Wrong(Fault("DU004", message, {"found": found(value), "limit": f"{limit:g}"}), fits=True)


def _filled(read: Reader, _: Filled) -> Reader:
    def filled(value: Any) -> Any:
        if value == []:
            raise no(value, N_("a list that is not empty"))
        return read(value)

    return filled


def _dated(read: Reader, _: BeginsWithDate) -> Reader:
    def dated(value: Any) -> Any:
        found = read(value)
        try:
            date.fromisoformat(found[:_ISO])
        except ValueError:
            raise no(value, _NO_DAY, fits=True) from None
        return found

    return dated


def _wanted(read: Reader, mark: Wanted) -> Reader:
    def wanted(value: Any) -> Any:
        try:
            return read(value)
        except Wrong as wrong:
            raise (wrong if wrong.fits else no(value, mark.words)) from None

    return wanted


WRAPPED: Final[Mapping[type, Callable[[Reader, Any], Reader]]] = {
    Limits: _limited,
    Filled: _filled,
    BeginsWithDate: _dated,
    Wanted: _wanted,
}
