"""What reports once told wrongly, each on a copy of the example committee with one thing changed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP, Du

AT = "2024-06-14"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example committee."""
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    return tmp_path


def shown(du: Du, root: Path | str, *arguments: str, at: str = AT, form: str = "text") -> str:
    answer = du("--root", root, *arguments, "--at", at, "--lang", "en", "--format", form)
    assert answer.code == 0, answer.err
    return answer.out


def facts(du: Du, root: Path | str, *arguments: str, at: str = AT) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown(du, root, *arguments, at=at, form="json"))
    return found


def test_a_case_closed_unanswered_after_the_answer_was_put_off_is_unanswered(du: Du, root: Path) -> None:
    before = facts(du, root, "report", "recommendations")
    assert (before["by_fate"]["unanswered"], before["by_fate"]["postponed"]) == (1, 1)
    assert du("--root", root, "cases", "answer", "17/23", "--unanswered", "--at", AT).code == 0
    found = facts(du, root, "report", "recommendations")
    assert (found["by_fate"]["unanswered"], found["by_fate"]["postponed"]) == (2, 0)
    one = next(one for one in found["recommendations"] if one["number"] == "17/23")
    assert (one["fate"], one["answered"], one["answer_note"]) == ("unanswered", None, None)
    assert facts(du, root, "report", "annual", "--year", "2023")["recommendations"]["by_fate"]["unanswered"] == 2
    text = shown(du, root, "cases", "show", "17/23")
    assert text.index("2024-03-15  postponed") < text.index("2024-06-14  not answered")
