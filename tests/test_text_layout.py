"""Tables for people: never wider than a line of text or the terminal, no word broken, nothing left out."""

import re
from textwrap import wrap

import pytest
from conftest import Du, tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.document import Column, Document, Table
from du_cli.render.documents.fitting import lines
from du_cli.render.documents.terminal import render_terminal
from du_cli.render.documents.text import WIDTH, render_text

SHOWING = [
    ["status"],
    ["seats", "list"],
    ["terms"],
    ["forecast"],
    ["what-if", "--end", "per-pahitt"],
    ["mandate", "show"],
    ["mandate", "trace"],
    ["mandate", "compare", "2020", "2024"],
    ["cases", "list"],
    ["cases", "show", "2023-012"],
    ["meetings", "list"],
    ["meetings", "show", "2024-06-04"],
    ["members", "list"],
    ["members", "show", "per-pahitt"],
    ["plan", "show"],
    ["outreach", "list"],
    ["written", "show", "2024-022"],
    ["explain", "DU2"],
    ["report", "annual"],
    ["report", "recommendations"],
    ["report", "findings"],
]
CELLS = st.text(st.sampled_from("ab –-é\x1b"), max_size=60)


def document(rows: list[tuple[str, ...]]) -> Document:
    columns = tuple(Column(f"Heading {number}") for number in range(len(rows[0])))
    return Document("Title", (Table(columns, tuple(rows), "Caption"),))


@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_pipe_gets_lines_of_at_most_120_characters(du: Du, arguments: list[str], language: str) -> None:
    answer = du("--root", "examples", *arguments, "--at", "2024-06-14", "--lang", language)
    assert answer.code in (0, 1)
    assert max(map(len, answer.out.split("\n"))) <= WIDTH


@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
@pytest.mark.parametrize("width", [80, 120])
def test_a_terminal_gets_lines_no_longer_than_it_is_wide(du: Du, monkeypatch: pytest.MonkeyPatch, arguments: list[str], width: int) -> None:
    plain = du("--root", "examples", *arguments, "--at", "2024-06-14", "--lang", "nb").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", du("--root", "examples", *arguments, "--at", "2024-06-14", "--lang", "nb").out)
    assert max(map(len, shown.split("\n"))) <= width
    assert set(re.findall(r"\d[\w-]*", plain)) <= set(re.findall(r"\d[\w-]*", shown))


@given(st.integers(1, 6).flatmap(lambda count: st.lists(st.tuples(*[CELLS] * count), min_size=1, max_size=4)))
@tries(500)
def test_no_word_of_a_table_is_lost_or_broken(rows: list[tuple[str, ...]]) -> None:
    words = sorted(word for row in rows for cell in row for word in cell.replace("\x1b", "\\x1b").split() if word != "–")
    for text in (render_text(document(rows)), re.sub(r"\x1b\[[0-9;]*m", "", render_terminal(document(rows), 80))):
        shown = re.sub(r"[─-]{3,}", " ", text).split()
        assert all(word in shown for word in words if not re.search(r"[─-]{3,}", word))


BLANKS = st.text(st.sampled_from("abæ-/,.  \u00a0\n"), max_size=60)


@given(BLANKS, st.integers(1, 20), st.integers(0, 4).map(" ".__mul__), st.integers(0, 6).map(" ".__mul__))
@tries(500)
def test_a_text_is_broken_as_the_library_breaks_it(text: str, width: int, first: str, others: str) -> None:
    library = wrap(text, width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False)
    assert lines(text, width, first, others) == library


def test_a_command_to_copy_stands_on_one_line() -> None:
    command = "du-cli members move jon-eksempel ORGANISATION"
    assert command in render_text(document([("2024-01-01", "a sentence of many words " * 8, command)]))


def test_a_table_with_no_room_is_a_list_of_entries() -> None:
    rows: list[tuple[str, ...]] = [("first", "one two three " * 40, "–", "x"), ("", "more", "", "y")]
    text = render_text(document(rows))
    assert "\nfirst\n    Heading 1: one two three" in text
    assert "\n    Heading 3: x\n    Heading 1: more\n    Heading 3: y" in text
    assert "Heading 2" not in text


@pytest.mark.parametrize("arguments", [["cases", "list"], ["meetings", "list"], ["outreach", "list"], ["terms"], ["forecast"]])
def test_csv_of_nothing_is_its_line_of_headings(du: Du, arguments: list[str]) -> None:
    assert du(*arguments, "--at", "2022-06-01", "--format", "csv", "--lang", "en").out.split("\n")[0].count(",") >= 3


@pytest.mark.parametrize("name", ["cases", "recommendations", "meetings", "attendance", "outreach"])
def test_csv_of_an_empty_report_is_its_line_of_headings(du: Du, name: str) -> None:
    assert du("report", name, "--at", "2022-06-01", "--format", "csv", "--lang", "en").out.split("\n")[0].count(",") >= 2
