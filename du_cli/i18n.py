"""Texts: marking them, translating them now, and writing values the way the reader does."""

import gettext
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

LANGUAGES = ("nb", "nn", "en")
LOCALE_DIR = Path(__file__).parent / "locale"


class Message(NamedTuple):
    """A marked text and the values for its named places, to be said in a language chosen later."""

    text: str
    values: Mapping[str, object] = MappingProxyType({})


class Term(NamedTuple):
    """A value that is itself a text to translate: the name of a status, a kind, a reason."""

    text: str


class Count(NamedTuple):
    """A number of things as a value, said in the form its language has for that many: ``1 place``, ``2 places``."""

    one: str
    many: str
    number: int


class Either(NamedTuple):
    """Values of which one is meant, written as ``a, b or c``."""

    choices: tuple[str | Term, ...]


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark a text for translation without translating it now."""
    return text


SYSTEM = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
)
"""What the system says when it refuses a file; marked here so that our catalogues have it."""


def reason(error: OSError) -> Term:
    """Why the system refused something: in the reader's language where the catalogues know it, else as the system says it."""
    return Term(error.strerror or str(error))


NOTHING = "–"
"""How a value that is not there is written for people."""

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


class _Reader:
    """The reader of this run: the one place where the chosen language is kept."""

    language = "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("du", LOCALE_DIR, [language], fallback=True)


def set_language(language: str) -> None:
    """Choose the reader's language, one of ``LANGUAGES``, for all texts from here on."""
    _Reader.language = language


def language() -> str:
    """The reader's language: ``nb``, ``nn`` or ``en``."""
    return _Reader.language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say texts in another language for a while: a document's, or a commit's."""
    before = _Reader.language
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def _(text: str) -> str:
    """Translate a text now, into the reader's language."""
    return _catalogue(_Reader.language).gettext(text) if text else ""


def plural(one: str, many: str, count: int, **values: object) -> str:
    """The text for ``count`` things, translated and filled; ``{count}`` is the number itself."""
    text = _catalogue(_Reader.language).ngettext(one, many, count)
    return text.format(count=count, **{name: shown(value) for name, value in values.items()})


def fill(text: str, values: Mapping[str, object]) -> str:
    """Translate a marked text and put the values in their named places, each written for the reader."""
    return _(text).format_map(_Shown(values))


class _Shown(dict[str, object]):
    """Values, each written for the reader when a text names it."""

    def __getitem__(self, name: str) -> str:
        return shown(super().__getitem__(name))


LONGEST = 200
"""Characters of a value that a message repeats; the rest of a longer one is for nobody."""


def brief(values: Mapping[str, object]) -> dict[str, object]:
    """Values as a message about them repeats them: long texts cut, an empty one in quotation marks."""
    return {name: _brief(value) if isinstance(value, str) else value for name, value in values.items()}


def _brief(text: str) -> str:
    if not text.strip():
        return f"«{text}»"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def said(message: Message) -> str:
    """A message in the reader's language."""
    return fill(message.text, message.values)


def shown(value: object) -> str:
    """A value as the reader writes it: dates in words, lists with "and", None as a dash."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, (list, tuple)):
        return _spoken(value)
    return str(value)


def _spoken(value: Sequence[object]) -> str:
    if isinstance(value, Term):
        return _(value.text)
    if isinstance(value, Count):
        return plural(value.one, value.many, value.number)
    if isinstance(value, Either):
        return listed([shown(choice) for choice in value.choices], N_("{first} or {last}"))
    return listed([shown(item) for item in value])


def long_date(day: date) -> str:
    """A date in words: ``3. februar 2026`` in Norwegian, ``3 February 2026`` in English."""
    dot = "" if _Reader.language == "en" else "."
    return f"{day.day}{dot} {_(MONTHS[day.month - 1])} {day.year}"


def listed(items: Sequence[str], pair: str = N_("{first} and {last}")) -> str:
    """Items as running text: ``a``, ``a and b``, ``a, b and c``; ``pair`` is how the last two are joined."""
    if len(items) < 2:  # noqa: PLR2004 - one item, or none
        return "".join(items)
    return _(pair).format(first=", ".join(items[:-1]), last=items[-1])


def environment_language() -> str | None:
    """The language the environment asks for: ``DU_LANG``, else the locale; None where it names none of ours."""
    chosen = os.environ.get("DU_LANG", "")
    if chosen in LANGUAGES:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return _of_locale(value)
    return None


def _of_locale(value: str) -> str | None:
    start = value[:2]
    return "nb" if start == "no" else start if start in LANGUAGES else None
