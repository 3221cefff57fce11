"""Meeting and case that cannot be held against each other: each pair is told of once; what a meeting lacks once, about the meeting."""

import json
from pathlib import Path

import pytest
from conftest import Du
from repositories import put

from tests.case_files import case, meeting, root, said

CASE, HELD = "data/cases/2026/002.yaml", "data/meetings/2026/2026-02-03.yaml"
AGENDA = ", ".join(f"{{item: {number}, type: case, case: 2026-00{number}, minutes: Ja, outcome: noted}}" for number in (1, 2, 3))
HANDLED = "[{date: 2026-02-03, meeting: 2026-02-03, outcome: noted}]"
NOTED = [case(id=f"2026-00{number}", status="closed", handling=HANDLED) for number in (1, 2, 3)]
NOT_UTF8 = "a: \udcff\n"
FILES = root(*NOTED, meeting(agenda=AGENDA, attendance="{present: [kari, ola]}"))

Answer = tuple[str, str, str, str, str]


def checked(du: Du, folder: Path, files: dict[str, str], code: str = "DU408") -> list[Answer]:
    """What one rule says to a person who checks a folder: outcome, path, key, record and subject."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    answer = du("--root", folder, "check", "--at", "2026-03-02", "--format", "json", "--lang", "en", "--select", code)
    found = [one for one in json.loads(answer.out)["findings"] if one["code"] == code]
    return sorted((one["outcome"], one["path"], one["key"], one["record"], one["subject"]) for one in found)


def test_what_agrees_is_not_told_of(tmp_path: Path, du: Du) -> None:
    assert checked(du, tmp_path, FILES) == []


@pytest.mark.parametrize("text", ["id: [", NOT_UTF8, "[1]\n"])
def test_a_case_that_cannot_be_read_is_told_of_with_the_meeting_that_had_it(tmp_path: Path, du: Du, text: str) -> None:
    found = checked(du, tmp_path, {**FILES, CASE: text})
    assert found == [("not_assessed", HELD, "agenda.1.case", "2026-02-03", "2026-002")]
    planned = meeting(agenda=AGENDA, status="planned")
    assert checked(du, tmp_path, {**FILES, **planned, CASE: text}) == []


def test_a_case_that_may_have_a_handling_that_cannot_be_read_is_told_of_once(tmp_path: Path, du: Du) -> None:
    torn = case(id="2026-002", status="closed", handlings="[]")[CASE]
    assert checked(du, tmp_path, {**FILES, CASE: torn}) == [("not_assessed", HELD, "agenda.1.case", "2026-02-03", "2026-002")]
    half = case(id="2026-002", status="lukket", handling=HANDLED)[CASE]
    assert [one[-1] for one in checked(du, tmp_path, {**FILES, CASE: half})] == ["2026-002"]


def test_a_folder_of_cases_that_is_not_read_leaves_every_pair_unassessed(tmp_path: Path, du: Du) -> None:
    put(tmp_path, {path: text for path, text in FILES.items() if "/cases/" not in path})
    (tmp_path / "data/cases").symlink_to("/nowhere/at/all")
    found = checked(du, tmp_path, {})
    assert [(one[0], one[-1]) for one in found] == [("not_assessed", f"2026-00{number}") for number in (1, 2, 3)]


@pytest.mark.parametrize("text", ["id: [", NOT_UTF8, "[1]\n"])
def test_a_meeting_that_cannot_be_read_is_told_of_with_each_case_it_handled(tmp_path: Path, du: Du, text: str) -> None:
    twice = case(
        id="2026-002", status="closed", handling=HANDLED.replace("}]", "}, {date: 2026-02-03, meeting: 2026-02-03, outcome: noted}]")
    )
    found = checked(du, tmp_path, {**FILES, **twice, HELD: text})
    assert [(one[0], one[1][-8:-5], one[3:]) for one in found] == [
        ("not_assessed", f"00{number}", ("2026-02-03", f"2026-00{number}")) for number in (1, 2, 3)
    ]


def test_a_second_meeting_of_the_day_that_cannot_be_read_is_another(tmp_path: Path, du: Du) -> None:
    assert checked(du, tmp_path, {**FILES, "data/meetings/2026/2026-02-03-2.yaml": "id: ["}) == []


def test_a_recommendation_is_not_held_against_a_meeting_that_cannot_be_read(tmp_path: Path, du: Du) -> None:
    adopted = case(id="2026-002", recommendation="{adopted: 2026-02-03, by: meeting, meeting: 2026-02-03, text: Ja}")
    found = checked(du, tmp_path, {**FILES, **adopted, HELD: "id: ["}, "DU305")
    assert found == [("not_assessed", CASE, "recommendation.meeting", "2026-002", "2026-002")]


@pytest.mark.parametrize("status", ["planned", "held"])
@pytest.mark.parametrize("agenda", ["agenda: foo", "agenda: [{item: 1, type: case, case: sak 1}]"])
def test_an_agenda_that_cannot_be_read_is_told_of_once_and_the_cases_are_judged_by_the_other_meetings(
    tmp_path: Path, du: Du, status: str, agenda: str
) -> None:
    later = meeting("2026-02-17", status, attendance="{present: [kari, ola]}")
    (path, text), wrong = later.popitem(), case(id="2026-003", status="closed", handling=HANDLED.replace("noted", "adopted"))
    files = {**FILES, **wrong, path: text.replace("agenda: []", agenda)}
    found = checked(du, tmp_path, files)
    assert [(one[0], one[3]) for one in found] == [("finding", "2026-02-03"), ("not_assessed", "2026-02-17")]
    assert found[-1][1] == path
    assert sorted(said(files, "DU408")) == ["2026-003", found[-1][-1] + "?"]


@pytest.mark.parametrize("wrong", ["attendance: {present: kari}", "attendance: kari", "chair: [kari]", "status: holdt", "agenda: foo"])
def test_one_value_of_a_meeting_that_cannot_be_read_is_told_of_once_by_a_rule(tmp_path: Path, du: Du, wrong: str) -> None:
    voted = "{adopted: 2026-02-03, by: meeting, meeting: 2026-02-03, text: Ja, votes: {for: 2, against: 0, abstained: 0}}"
    cases = [case(id=f"2026-00{number}", recommendation=voted, handling=HANDLED.replace("noted", "adopted")) for number in (1, 2, 3)]
    files = {path: text for each in cases for path, text in each.items()}
    key = wrong.split(":", maxsplit=1)[0]
    held = "".join(f"{wrong}\n" if line.startswith(f"{key}:") else f"{line}\n" for line in FILES[HELD].splitlines())
    for code in ("DU404", "DU307", "DU305", "DU408"):
        told = [one[:4] for one in checked(du, tmp_path, {**FILES, **files, HELD: held}, code) if one[1] == HELD and one[2].startswith(key)]
        assert told in ([], [("not_assessed", HELD, told[0][2], "2026-02-03")] if told else [])
        assert told or code != "DU404"
