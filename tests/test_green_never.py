"""Green on broken data is the worst fault: whatever is selected, a file that was not read is told, and no number stands in for it."""

import os
from pathlib import Path

import pytest
from conftest import Du
from repositories import FILES, MANDATE, MEMBERS, put

ROSTER, RULES = "data/members.yaml", "data/mandate.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, FILES)
    return tmp_path


@pytest.mark.parametrize("broken", [ROSTER, RULES])
@pytest.mark.parametrize("options", [["--select", "DU1"], ["--ignore", "DU0"], [RULES], [ROSTER], ["--select", "DU7"]], ids=" ".join)
def test_a_file_that_cannot_be_read_fails_whatever_is_selected(root: Path, du: Du, broken: str, options: list[str]) -> None:
    put(root, {broken: FILES[broken] + "}\n"})
    answer = du("check", *options, cwd=root)
    assert answer.code == 1
    assert "DU001" in answer.out


def test_a_file_that_is_missing_fails_whatever_is_selected(root: Path, du: Du) -> None:
    put(root, {RULES: None})
    answer = du("--root", root, "check", "--select", "DU1")
    assert answer.code == 1
    assert "DU005" in answer.out


def test_a_broken_case_does_not_fail_a_check_of_another_file(root: Path, du: Du) -> None:
    put(root, {"data/cases/2026/001.yaml": "}"})
    assert du("check", RULES, cwd=root).code == 0
    assert du("check", "--select", "DU1", cwd=root).code == 1


def linked(root: Path, path: str) -> None:
    (root / path).rename(root / "utenfor.yaml")
    (root / path).symlink_to("../utenfor.yaml")


def piped(root: Path, path: str) -> None:
    (root / path).unlink()
    os.mkfifo(root / path)


def folder(root: Path, path: str) -> None:
    (root / path).unlink()
    (root / path).mkdir()


def gone(root: Path, path: str) -> None:
    (root / path).unlink()


@pytest.mark.parametrize("spoil", [linked, piped, folder, gone])
@pytest.mark.parametrize("path", [ROSTER, RULES])
def test_fmt_never_says_that_a_file_it_did_not_read_is_in_canonical_form(root: Path, du: Du, path: str, spoil: object) -> None:
    assert callable(spoil)
    spoil(root, path)
    answer = du("--root", root, "fmt", "--check", "--lang", "en")
    assert answer.code == 1
    assert "canonical form" not in answer.out
    assert path.rpartition("/")[2] in answer.err


def test_on_a_day_without_a_mandate_nothing_is_counted(root: Path, du: Du) -> None:
    put(root, {RULES: MANDATE.replace('  - id: "2020"\n', '  - id: "2020"\n    valid_from: 2025-01-01\n')})
    for command in (["status"], ["seats", "list"]):
        answer = du(*command, "--at", "2024-12-31", "--lang", "en", cwd=root)
        assert "No version of the mandate is in force on 31 December 2024" in " ".join(answer.out.split())
        assert "0 of 0" not in answer.out
    assert "not assessed" in du("terms", "--at", "2024-12-31", "--lang", "en", cwd=root).out
    assert "no fixed term" in du("terms", "--at", "2025-01-01", "--lang", "en", cwd=root).out


@pytest.mark.parametrize(("value", "step"), [("yes", "Write true or false"), ("01", "a number without the zero")])
def test_the_next_step_of_an_odd_value_is_not_the_next_error(root: Path, du: Du, value: str, step: str) -> None:
    put(
        root,
        {ROSTER: MEMBERS.replace("    organisation: Voss herad\n", f"    organisation: Voss herad\n    leads_digitalisation: {value}\n")},
    )
    assert step in du("check", "--select", "DU008", "--lang", "en", cwd=root).out
