"""A case or meeting of which a required key is broken: the rest is judged, what asks for that key is not assessed, and no list shows it as whole."""

import json
from pathlib import Path

import pytest
from conftest import Du
from repositories import CASE, FILES, put

CASE_PATH, MEETING_PATH = "data/cases/2026/001.yaml", "data/meetings/2026/2026-02-03.yaml"
RESTRICTED = CASE + "addressee: radet\naccess: restricted\n"
MEETING = """\
# Oppdiktet eksempel.
id: 2026-02-03
type: ordinary
status: held
documents:
  - {title: Notat, path: notat.pdf, access: restricted, legal_basis: offl. § 13}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, FILES)
    return tmp_path


def said(du: Du, root: Path, path: str, *options: str) -> set[tuple[str, str]]:
    answer = du("--root", root, "check", "--at", "2026-06-01", "--format", "json", *options)
    return {(one["code"], one["outcome"]) for one in json.loads(answer.out)["findings"] if one["path"] == path}


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("status: proposed", "status: forslag", {"DU301", "DU312"}),
        ("status: proposed", "", {"DU301", "DU312"}),
        ("type: preparation", "type: sak", {"DU308"}),
        ("title: Felles innlogging", "title: [x]", set()),
        ("raised: {date: 2026-01-12, by: kari}", "raised: i januar", {"DU302", "DU304", "DU311"}),
        ("raised: {date: 2026-01-12, by: kari}", "", {"DU302", "DU304", "DU311"}),
        ("raised: {date: 2026-01-12, by: kari}", "raised: {date: 2026-01-32, by: kari}", {"DU302", "DU311"}),
        ("id: 2026-001", "id: 2026-1", set()),
        ("id: 2026-001\n", "", set()),
    ],
)
def test_a_case_is_judged_by_what_can_be_read_of_it(root: Path, du: Du, before: str, after: str, lost: set[str]) -> None:
    assert before in RESTRICTED
    put(root, {CASE_PATH: RESTRICTED.replace(before, after)})
    found = said(du, root, CASE_PATH)
    assert ("DU310", "finding") in found
    assert {(code, "not_assessed") for code in lost} <= found
    assert not {(code, "finding") for code in lost} & found


def test_a_required_key_that_is_misspelt_may_be_any_key_so_nothing_is_called_missing(root: Path, du: Du) -> None:
    put(root, {CASE_PATH: RESTRICTED.replace("type: preparation", "typ: preparation")})
    found = said(du, root, CASE_PATH)
    assert {code for code, outcome in found if outcome == "finding"} == {"DU003", "DU005"}
    assert ("DU308", "not_assessed") in found


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("status: held", "status: avholdt", {"DU404", "DU410", "DU412"}),
        ("status: held\n", "", {"DU404", "DU410", "DU412"}),
        ("type: ordinary", "type: vanlig", set()),
        ("id: 2026-02-03", "id: 3. februar", set()),
    ],
)
def test_a_meeting_is_judged_by_what_can_be_read_of_it(root: Path, du: Du, before: str, after: str, lost: set[str]) -> None:
    put(root, {MEETING_PATH: MEETING.replace(before, after)})
    found = said(du, root, MEETING_PATH)
    assert ("DU310", "finding") in found
    assert {(code, "not_assessed") for code in lost} <= found
    assert not {(code, "finding") for code in lost} & found


def test_what_a_half_read_case_names_must_exist(root: Path, du: Du) -> None:
    put(root, {CASE_PATH: CASE.replace("status: proposed", "status: forslag").replace("responsible: kari", "responsible: kara")})
    assert ("DU011", "finding") in said(du, root, CASE_PATH)


def test_no_list_shows_a_case_whose_status_cannot_be_read_and_each_says_so(root: Path, du: Du) -> None:
    put(
        root,
        {CASE_PATH: CASE.replace("status: proposed", "status: forslag"), MEETING_PATH: MEETING.replace("status: held", "status: avholdt")},
    )
    for command, path in (
        (["cases", "list"], CASE_PATH),
        (["meetings", "list"], MEETING_PATH),
        (["status"], CASE_PATH),
        (["report", "cases", "--format", "text"], CASE_PATH),
        (["cases", "show", "2026-001"], CASE_PATH),
    ):
        answer = du("--root", root, *command, "--at", "2026-06-01", "--lang", "en")
        assert "Felles innlogging" not in answer.out
        assert path in answer.err


@pytest.mark.parametrize("how", ["status: forslag", "}"])
def test_a_record_that_cannot_be_read_is_neither_counted_nor_said_not_to_exist(root: Path, du: Du, how: str) -> None:
    put(root, {CASE_PATH: CASE.replace("status: proposed", how), MEETING_PATH: MEETING.replace("status: held", how)})
    status = du("--root", root, "status", "--at", "2026-06-01", "--format", "json")
    facts = json.loads(status.out)
    assert (facts["cases"], facts["meetings"]) == (None, None)
    for command, path in (
        (("cases", "show", "2026-001"), CASE_PATH),
        (("cases", "show", "1/26"), CASE_PATH),
        (("cases", "move", "2026-001", "in_preparation"), CASE_PATH),
        (("meetings", "show", "2026-02-03"), MEETING_PATH),
    ):
        answer = du("--root", root, *command, "--at", "2026-06-01", "--lang", "en")
        assert answer.code == 2
        assert f"{path} cannot be read in full. Run du-cli check to see why." in answer.err
        assert "There is no" not in answer.err
