"""A restricted case is marked wherever cases are listed, and its text stands in no report of many."""

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import TOP, Du

HIDDEN = "Hemmelig ordlyd"
AT = ("--at", "2024-06-18")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example's year, fictitious, in which every case is restricted and every text of one is told from others."""
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    for path in (tmp_path / "data" / "cases").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("access: public", "access: restricted").replace("legal_basis: null", "legal_basis: offl. § 23")
        for key in ("summary", "text", "question", "reason", "note", "comment"):
            text = text.replace(f"{key}: |\n", f"{key}: |\n    {HIDDEN}\n" if key == "text" else f"{key}: |\n  {HIDDEN}\n")
        path.write_text(text, encoding="utf-8")
    return tmp_path


LISTS = {
    "recommendations": ("report", "recommendations"),
    "annual": ("report", "annual", "--year", "2024"),
    "cases": ("cases", "list"),
    "status": ("status",),
    "a member": ("members", "show", "nina-tenkt"),
    "a procedure": ("written", "show", "22/24"),
}


@pytest.mark.parametrize("name", LISTS)
def test_every_line_about_a_restricted_case_is_marked(du: Du, root: Path, name: str) -> None:
    answer = du(*LISTS[name], *AT, "--root", root, "--lang", "en", "--format", "md")
    assert answer.code == 0, answer.err
    lines = [line for line in answer.out.splitlines() if re.match(r"(\| |#+ (Written procedure for case )?)\d+/\d\d\W", line)]
    assert lines
    assert [line for line in lines if "(restricted)" not in line] == []


@pytest.mark.parametrize("name", ["recommendations", "annual"])
@pytest.mark.parametrize("form", ["text", "json", "md", "csv"])
def test_no_text_of_a_restricted_case_stands_in_a_report(du: Du, root: Path, name: str, form: str) -> None:
    answer = du(*LISTS[name], *AT, "--root", root, "--lang", "en", "--format", form)
    assert answer.code == 0, answer.err
    assert HIDDEN not in answer.out
    assert "Utvalget anbefaler" not in answer.out
    assert form not in ("text", "md") or name == "annual" or "The case is restricted, and its text is left out." in answer.out


def test_json_says_the_access(du: Du, root: Path) -> None:
    recommended = json.loads(du(*LISTS["recommendations"], *AT, "--root", root, "--format", "json").out)["recommendations"]
    assert {(one["access"], one["text"], one["answer_note"], one["decision_note"]) for one in recommended} == {
        ("restricted", None, None, None)
    }
    year = json.loads(du(*LISTS["annual"], *AT, "--root", root, "--format", "json").out)
    assert {one["access"] for one in year["written"]} == {"restricted"}
    assert {one["question"] for one in year["written"]} == {None}
    public = json.loads(du(*LISTS["recommendations"], *AT, "--root", "examples", "--format", "json").out)["recommendations"]
    assert {one["access"]: bool(one["text"]) for one in public} == {"public": True, "restricted": False}


def test_the_procedure_itself_is_shown_in_full_to_who_asks_for_it(du: Du, root: Path) -> None:
    found = json.loads(du(*LISTS["a procedure"], *AT, "--root", root, "--format", "json").out)
    assert (found["access"], bool(found["question"])) == ("restricted", True)
