"""What a plain scalar is: null, true, a number or text; and which ones readers disagree on."""

import re
from typing import Final

from du_cli.i18n import N_

NULLS: Final = frozenset(("", "null", "~", "Null", "NULL"))
TRUE: Final = frozenset(("true", "True", "TRUE"))
FALSE: Final = frozenset(("false", "False", "FALSE"))

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TIME = re.compile(r"[0-9]{1,2}(:[0-9]{2}){1,2}(\.[0-9]*)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+(\.[0-9]*)?")
_ODD_NUMBER = re.compile(
    r"[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|0o[0-7_]+|0X[0-9a-fA-F]+|0B[01]+|0O[0-7]+"
    r"|[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?|\.[0-9_]+|[0-9]+\.|[0-9]*\.?[0-9]+\.?[eE][-+]?[0-9]+"
    r"|[0-9]+(:[0-9]{1,2})+(\.[0-9]*)?|\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|\+[0-9]+(\.[0-9]*)?"
)
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}.*)?")
WORDS = frozenset(
    word for base in ("yes", "no", "on", "off") for word in (base, base.upper(), base.capitalize())
) | {"=", "<<"}

LEADING_ZERO = N_("{text} loses its leading zero when it is read as a number. Write it in quotes: \"{text}\".")
TIME = N_("{text} is read as a number by some programs. Write the time in quotes: \"{text}\".")
AMBIGUOUS = N_("{text} is read in different ways by different programs. Write it plainly, or in quotes: \"{text}\".")
STAMP = N_("{text} is a time stamp. Write a date as YYYY-MM-DD, or put the text in quotes.")


def refused(text: str) -> str | None:
    """Why an unquoted scalar cannot stand, as a marked text; None when all readers agree on it."""
    if text in WORDS:
        return AMBIGUOUS
    if not text or text[0] not in "+-.0123456789":
        return None
    if _LEADING_ZERO.fullmatch(text):
        return LEADING_ZERO
    if _TIME.fullmatch(text):
        return TIME
    if _TIMESTAMP.fullmatch(text):
        return STAMP
    return AMBIGUOUS if _ODD_NUMBER.fullmatch(text) else None


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
