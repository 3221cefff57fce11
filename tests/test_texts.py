"""Texts in bokmål, nynorsk and English: none is missing, every placeholder survives, dates are written as people do."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.dates import format_date
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from conftest import TOP
from hypothesis import given
from hypothesis import strategies as st

from du_cli.i18n import Term, fill, listed, long_date, plural, set_language, shown

CATALOGUES = [TOP / "du_cli" / "locale" / language / "LC_MESSAGES" / "du.po" for language in ("nb", "nn")]
SAME_IN_NORWEGIAN = 60
"""At most so many texts may be the same in English and Norwegian: names, codes and words both share."""


def messages(path: Path) -> list[Message]:
    return [message for message in read_po(BytesIO(path.read_bytes())) if message.id]


def texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, (list, tuple)) else [str(value)]


def places(found: Iterable[str]) -> set[str]:
    return {name for text in found for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_the_catalogues_hold_every_text_and_are_compiled() -> None:
    done = subprocess.run([sys.executable, "scripts/make_texts.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_placeholder_survives_and_no_text_is_empty(path: Path) -> None:
    faults = [
        message.id for message in messages(path) if places(texts(message.id)) - {"count"} != places(texts(message.string)) - {"count"}
    ]
    assert faults == []
    assert not any(message.fuzzy for message in messages(path))
    assert all(text.strip() for message in messages(path) for text in texts(message.string))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_sentences_end_as_they_do_in_english_and_hold_no_double_spaces(path: Path) -> None:
    for message in messages(path):
        for english, norwegian in zip(texts(message.id), texts(message.string), strict=True):
            if english == "Aborted!":  # Typer's own
                continue
            assert english.endswith(".") == norwegian.endswith("."), english
            assert "  " not in norwegian


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_texts_are_translated_and_not_copied(path: Path) -> None:
    same = [message.id for message in messages(path) if texts(message.id) == texts(message.string)]
    assert len(same) < SAME_IN_NORWEGIAN


def test_bokmal_and_nynorsk_differ() -> None:
    bokmal, nynorsk = ({str(message.id): texts(message.string) for message in messages(path)} for path in CATALOGUES)
    same = [text for text in bokmal if bokmal[text] == nynorsk[text] and len(text) > 60]
    assert len(same) < len(bokmal) / 20


@given(st.dates(min_value=date(1, 1, 1)))
@pytest.mark.parametrize(
    ("language", "locale", "pattern"), [("nb", "nb", "d. MMMM y"), ("nn", "nn", "d. MMMM y"), ("en", "en_GB", "d MMMM y")]
)
def test_dates_are_written_as_babel_writes_them(language: str, locale: str, pattern: str, day: date) -> None:
    set_language(language)
    assert long_date(day) == format_date(day, pattern, locale=locale)


def test_lists_and_values_are_written_for_the_reader() -> None:
    set_language("nb")
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["", "a", "a og b", "a, b og c"]
    assert shown(None) == "–"
    assert shown((date(2026, 2, 3), Term("municipality"), True)).startswith("3. februar 2026, ")
    assert fill("{a}{b}", {"a": 1, "b": timedelta(0)}) == "10:00:00"


def test_counts_choose_their_form() -> None:
    set_language("en")
    assert plural("{count} file is not in canonical form.", "{count} files are not in canonical form.", 1).startswith("1 file is")
    assert plural("{count} file is not in canonical form.", "{count} files are not in canonical form.", 2).startswith("2 files are")
