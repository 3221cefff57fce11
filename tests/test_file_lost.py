"""A file that others rest on and that cannot be read: what rests on it is not assessed, once a rule, and nothing else is hidden or invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Du
from repositories import CASE, FILES, MANDATE, MEMBERS, git, put

from du_cli.dataset.kinds import POLICY, SINGLE, WAIVERS
from du_cli.rules.rests import RESTS_ON
from tests.examples import RULES_FOLDER, example_files, example_folders, expected, shown_answers

RULES, ROSTER = "data/mandate.yaml", "data/members.yaml"
BROKEN = "# Oppdiktet eksempel.\na: [\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, {**FILES, "data/cases/2026/001.yaml": CASE})
    return tmp_path


def check(du: Du, root: Path, *options: str) -> list[dict[str, Any]]:
    answer = du("--root", root, "check", "--at", "2026-06-01", "--format", "json", "--lang", "en", *options)
    found: list[dict[str, Any]] = json.loads(answer.out)["findings"]
    return found


@pytest.mark.parametrize("path", SINGLE)
@pytest.mark.parametrize("how", ["no YAML", "no such keys", "not UTF-8"])
def test_every_rule_that_rests_on_a_file_says_once_that_it_is_not_assessed(root: Path, du: Du, path: str, how: str) -> None:
    text = {"no YAML": BROKEN, "no such keys": "[1]\n", "not UTF-8": "a: \xe6\n"}[how]
    (root / path).write_bytes(text.encode("latin-1"))
    told = [one for one in check(du, root) if one["path"] == path and one["outcome"] == "not_assessed"]
    assert sorted(one["code"] for one in told) == sorted(RESTS_ON[path])
    assert {one["message"] for one in told} == {f"{path} cannot be read, so what rests on it is not assessed."}
    assert {(one["line"], one["column"]) for one in told} == {(1, 1)}


@pytest.mark.parametrize("path", [RULES, ROSTER])
def test_a_file_that_is_missing_is_not_read_either(root: Path, du: Du, path: str) -> None:
    put(root, {path: None})
    told = [one for one in check(du, root) if one["outcome"] == "not_assessed"]
    assert {one["code"] for one in told if one["path"] == path} == RESTS_ON[path]


@pytest.mark.parametrize("path", [POLICY, WAIVERS])
def test_a_file_that_need_not_be_there_leaves_nothing_unassessed(root: Path, du: Du, path: str) -> None:
    assert not [one for one in check(du, root) if one["path"] == path]


def test_the_reader_of_check_sees_it_in_one_place_and_can_ask_for_one_rule(root: Path, du: Du) -> None:
    put(root, {RULES: BROKEN})
    answer = du("check", "--at", "2026-06-01", "--lang", "en", cwd=root)
    block = next(part for part in answer.out.split("\n\n") if "what rests on it" in part).splitlines()
    assert block[0].split("  ")[0] == "data/mandate.yaml:1:1"
    assert block[0].split("  ")[1].split(", ") == sorted(RESTS_ON[RULES])
    assert [line.strip() for line in block[1:]] == [
        "data/mandate.yaml cannot be read, so what rests on it is not assessed.",
        "Next step: Correct the file.",
    ]
    assert answer.out.count("what rests on it") == 1
    assert f", {len(RESTS_ON[RULES])} not assessed," in answer.out
    asked = du("check", "--at", "2026-06-01", "--select", "DU103", "--lang", "en", cwd=root)
    assert asked.code == 1
    assert "data/mandate.yaml:1:1  DU103" in asked.out


TERM = "    term: {years: 4, exceptions: [continuity]}\n    size: 2\n"
AGAIN = """\
      - {seat: vest, from: 2016-01-01, appointed_by: forbundet}
      - {seat: vest, from: 2020-01-01, appointed_by: forbundet, decision: sak 1/20}
"""
ELSEWHERE = "      - {seat: aust, from: 2018-01-01, appointed_by: forbundet}\n"
GONE = "      - {seat: vest, from: 2018-01-01, appointed_by: forbundet, organisation: Vestfold og Telemark fylkeskommune}\n"


@pytest.mark.parametrize("mandate", [None, BROKEN, MANDATE.replace("    size: 2\n", TERM.replace("term", "termin"))])
@pytest.mark.parametrize(("before", "code"), [(AGAIN, "DU206"), (ELSEWHERE, "DU108"), (GONE, "DU106")])
def test_nobody_sits_for_ever_because_the_term_cannot_be_read(root: Path, du: Du, before: str, code: str, mandate: str | None) -> None:
    put(root, {RULES: mandate, ROSTER: MEMBERS.replace("    appointments:\n", f"    appointments:\n{before}", 1)})
    told = check(du, root, "--select", code)
    assert {one["outcome"] for one in told if one["code"] == code} == {"not_assessed"}


@pytest.mark.parametrize("staged", [False, True])
def test_rules_about_one_case_tell_once_of_a_mandate_that_cannot_be_read_in_full(root: Path, du: Du, *, staged: bool) -> None:
    cases = {f"data/cases/2026/00{number}.yaml": CASE.replace("2026-001", f"2026-00{number}") for number in (1, 2, 3)}
    put(root, {path: text.replace("mandate_tasks: [1]", "mandate_tasks: [9]") for path, text in cases.items()})
    put(root, {RULES: MANDATE + "oppgaver: []\n"})
    if staged:
        git(root, "init", "--quiet", ".")
        git(root, "add", "--all", ".")
    told = [one for one in check(du, root, "--select", "DU302", *(["--staged"] if staged else [])) if one["code"] == "DU302"]
    assert [(one["outcome"], one["path"], one["record"]) for one in told] == [("not_assessed", RULES, RULES)]


FOLDERS = [folder for folder in example_folders() if not (folder / "base").exists()]


@pytest.mark.parametrize("path", SINGLE)
def test_what_a_broken_file_takes_away_is_told_and_nothing_is_invented(path: str) -> None:
    """Over every example folder: a rule whose answer changes with a file rests on it, and no finding comes out of its loss."""
    for folder in FOLDERS:
        files, at = example_files(folder), expected(folder).at
        was = _answers(files, at, path)
        now = _answers({**files, path: BROKEN.encode()}, at, path)
        lost = {code for code, *_ in was - now if code[:3] != "DU7"}
        assert lost <= RESTS_ON[path] | {"DU014"}, folder.relative_to(RULES_FOLDER)
        if path != WAIVERS:  # what they accepted is then found
            assert not now - was, folder.relative_to(RULES_FOLDER)


def _answers(files: dict[str, bytes], at: Any, path: str) -> set[tuple[str, ...]]:
    """What is found but for the form of one file."""
    every = (one.finding for one in shown_answers(files, at))
    return {
        (one.code, one.place.path, *map(str, one.place.key), one.record, one.subject)
        for one in every
        if one.outcome == "finding" and (one.place.path != path or one.code > "DU02")
    }


@pytest.mark.parametrize("command", ["show", "trace"])
def test_the_mandate_is_shown_while_the_roster_cannot_be_read_and_not_the_other_way(root: Path, du: Du, command: str) -> None:
    put(root, {ROSTER: BROKEN})
    answer = du("--root", root, "mandate", command, "--lang", "en")
    assert (answer.code, answer.err, answer.out != "") == (0, "", True), "it does not rest on the roster"
    assert du("--root", root, "members", "list").code == 2
    put(root, {ROSTER: MEMBERS, RULES: BROKEN})
    assert du("--root", root, "mandate", command).code == 2
