"""What a plain scalar is: null, true, a number or text; and which ones readers disagree on."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from du_cli.i18n import N_

NULLS: Final = frozenset(("", "null", "~", "Null", "NULL"))
TRUE: Final = frozenset(("true", "True", "TRUE"))
FALSE: Final = frozenset(("false", "False", "FALSE"))

NUMERIC: Final = "+-.0123456789"
"""What a number or a time can begin with."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TIME = re.compile(r"[0-9]{1,2}(:[0-9]{2}){1,2}(\.[0-9]*)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+(\.[0-9]*)?")
_DIGITS: Final = 15
"""The longest number that every reader keeps exactly."""

_ODD_NUMBER = re.compile(
    r"[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[bB][01_]+|[-+]?0[oO][0-7_]+"
    r"|(?=[-+.]*[0-9_])[-+]?[0-9_]*+(\.[0-9_]*+)?([eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(:[0-9]{1,2})+(\.[0-9_]*)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}.*)?")
_SPOKEN: Final = ("yes", "no", "on", "off", "y", "n")
_TRUTHS: Final = frozenset(form(word) for word in _SPOKEN for form in (str, str.upper, str.capitalize))
WORDS: Final = _TRUTHS | {"=", "<<"}

SPECIAL: Final = NULLS | TRUE | FALSE | WORDS
"""What is not the text it looks like, besides what begins like a number."""

LEADING_ZERO = N_('{text} loses its leading zero when it is read as a number. Write a code in quotes: "{text}"; a number without the zero.')
TIME = N_('{text} is read as a number by some programs. Write the time in quotes: "{text}".')
AMBIGUOUS = N_('{text} is read in different ways by different programs. Write it plainly, or if it is text in quotes: "{text}".')
SPOKEN = N_('{text} is read in different ways by different programs. Write true or false; a text in quotes: "{text}".')
STAMP = N_("{text} is a time stamp. Write a date as YYYY-MM-DD, or put the text in quotes.")

_REFUSED: Final = ((_LEADING_ZERO, LEADING_ZERO), (_TIME, TIME), (_TIMESTAMP, STAMP), (_ODD_NUMBER, AMBIGUOUS))


def refused(text: str) -> str | None:
    """Why an unquoted scalar cannot stand, as a marked text; None when all readers agree on it."""
    if text in WORDS:
        return SPOKEN if text in _TRUTHS else AMBIGUOUS
    if not text or text[0] not in NUMERIC:
        return None
    if _NUMBER.fullmatch(text):
        return None if sum(map(str.isdigit, text)) <= _DIGITS else AMBIGUOUS
    return next((message for pattern, message in _REFUSED if pattern.fullmatch(text)), None)


def plain(text: str) -> object:
    """The value of an unquoted scalar that is not refused: None, a truth value, a number or the text itself.

    Dates stay text: a model turns them into dates, so that 2026-02-30 is a finding and never a crash.
    """
    if text in NULLS:
        return None
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


_WRITTEN: Final = ("null", "true", "false")
"""As the canonical form writes null and the truth values."""


class Judged(NamedTuple):
    """What an unquoted scalar is: why it is refused, its value, and whether the canonical form writes it so."""

    refused: str | None
    value: object
    canonical: bool


@lru_cache(maxsize=4096)
def judged(text: str) -> Judged:
    """Judge an unquoted scalar; the same few keys and values come again in every file."""
    if message := refused(text):
        return Judged(message, text, canonical=True)
    value = plain(text)
    return Judged(None, value, text in _WRITTEN or (value is not None and not isinstance(value, bool)))


def literal_header(text: str) -> str | None:
    """The first line of a literal block that holds a text: ``|`` with its indicators; None when it must be quoted."""
    body = text.rstrip("\n")
    if not body.strip():
        return None
    ends = len(text) - len(body)
    chomp = ("-", "")[ends] if ends < 2 else "+"  # noqa: PLR2004 - no line end, one, several
    return f"|2{chomp}" if body.lstrip("\n").startswith((" ", "\t")) else f"|{chomp}"


UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    escaped = "".join(_ESCAPES.get(char, char) if char >= " " or char in _ESCAPES else f"\\x{ord(char):02X}" for char in text)
    return '"' + UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04X}", escaped) + '"'
