"""What people found who had not read the code: each stays mended."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TOP, Du


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the real data to change."""
    shutil.copytree(TOP / "data", tmp_path / "data")
    return tmp_path


def codes(du: Du, root: Path, *arguments: str) -> list[str]:
    answer = du("check", "--root", root, "--at", "2026-11-22", "--format", "json", *arguments)
    return [one["code"] for one in json.loads(answer.out)["findings"] if one["outcome"] == "finding"]


def test_a_year_without_quotes_hides_nothing_else_of_the_mandate(du: Du, root: Path) -> None:
    mandate = root / "data" / "mandate.yaml"
    text = (
        mandate.read_text(encoding="utf-8")
        .replace("source: Mandat for Digitaliseringsutvalget", "source: 2020")
        .replace("size: 17", "size: 18")
    )
    mandate.write_text(text, encoding="utf-8")
    assert codes(du, root, "--select", "DU008,DU107") == ["DU008", "DU107", "DU107", "DU107"]
    assert du("members", "list", "--root", root, "--at", "2026-11-22").out.count("kommune") > 10


def test_a_number_for_a_title_takes_nobody_out_of_office(du: Du, root: Path) -> None:
    members = root / "data" / "members.yaml"
    members.write_text(members.read_text(encoding="utf-8").replace("title: null", "title: 3"), encoding="utf-8")
    answer = du("check", "--root", root, "--at", "2026-11-22", "--select", "DU107", "--lang", "en")
    assert "With a member: Akershus (1) and Buskerud (1). Without: Østfold." in answer.out


def test_a_rule_about_terms_names_the_clause_about_terms(du: Du, root: Path) -> None:
    members = root / "data" / "members.yaml"
    head, tail = members.read_text(encoding="utf-8").split("- id: rune-hauge")
    tail = tail.replace("from: null", "from: 2020-01-01", 1).replace("until: null", "until: 2026-12-31", 1)
    members.write_text(f"{head}- id: rune-hauge{tail}", encoding="utf-8")
    answer = du("check", "--root", root, "--at", "2026-11-22", "--select", "DU202", "--format", "json")
    assert json.loads(answer.out)["findings"][0]["clauses"][0] == "composition-9"


@pytest.mark.parametrize("day", ["0001-01-01", "1850-01-01", "2300-01-01", "9999-12-31"])
def test_a_plan_of_any_year_can_be_shown(du: Du, day: str) -> None:
    assert du("plan", "show", "--at", day).code == 0


@pytest.mark.parametrize("name", ["x.pdf", "x.docx"])
def test_a_report_is_not_written_in_a_form_it_does_not_have(du: Du, tmp_path: Path, name: str) -> None:
    answer = du("report", "roster", "-o", tmp_path / name, "--lang", "en")
    assert (answer.code, (tmp_path / name).exists()) == (2, False)
    assert "Choose one of .txt, .md" in answer.err


def test_a_name_that_is_no_text_stands_in_sarif(du: Du, root: Path) -> None:
    folder = root / "data" / "cases" / "2026"
    folder.mkdir(parents=True)
    (folder / os.fsdecode(b"\xff\xfe.yaml")).write_text("id: 2026-001\n", encoding="utf-8")
    assert "%FF%FE.yaml" in du("check", "--root", root, "--format", "sarif").out


def test_the_version_on_a_full_disk_ends_with_2_and_no_traceback() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([sys.executable, "-m", "du_cli", "--version"], cwd=TOP, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"")
