"""What the status names as left to do goes away when its command is given, and nothing of another day is shown."""

import json
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP, Du

ANSWERS = {"MEMBER": "bo-demo", "TEXT": "Slik ble det.", "TIME": "10:00", "DATE": "2024-08-01"}
"""What the secretariat fills in; the answer to a case, and what a meeting makes of one, are told apart by the command."""
BY_HAND = "by hand: "
"""A proposal is written in the case's file, which is named instead of a command."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(TOP / "examples/data", tmp_path / "data")
    return tmp_path


def work(du: Du, root: Path, day: str) -> dict[str, Any]:
    answer = du("status", "--root", root, "--at", day, "--format", "json")
    found: dict[str, Any] = json.loads(answer.out)["work"]
    return found


def lines(found: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """What is left to do, each with its command."""
    yield from ((("unfinished", one["id"], one["what"], tuple(one["items"])), one["command"]) for one in found["unfinished"])
    yield from ((("written", one["id"], tuple(one["silent"])), one["command"]) for one in found["written"])
    ahead = found["next_meeting"] or {"id": "", "lacks": []}
    for one in ahead["lacks"]:
        yield ("lacks", ahead["id"], one["what"], tuple(one["records"])), one["command"] or BY_HAND + one["files"][0]
    if found["plan"]:
        yield ("plan",), found["plan"]
    yield from ((("waiting", one["id"], one["step"]), one["command"]) for one in found["waiting"])


def terms(du: Du, root: Path, day: str) -> list[tuple[str, str]]:
    """Whose term has run out or ends soon with nobody to follow, each with the command."""
    found = json.loads(du("status", "--root", root, "--at", day, "--format", "json").out)["ending"]
    return [(one["id"], one["command"]) for one in found if one["command"]]


def filled(command: str) -> list[str]:
    outcome = "noted" if " meetings " in command else "followed"
    return [ANSWERS.get(word, outcome if word == "OUTCOME" else word) for word in shlex.split(command)[1:]]


def write_a_proposal(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("proposal: null\n", "proposal: Utvalget anbefaler det.\n")
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("day", ["2024-06-17", "2024-06-25", "2024-06-26", "2024-08-20", "2024-08-21"])
def test_each_line_of_the_status_goes_away_when_its_command_is_given(du: Du, root: Path, day: str) -> None:
    done, seen = [], set[str]()
    for _ in range(60):
        left = [(line, command) for line, command in lines(work(du, root, day)) if "written remind" not in command]
        if not left:
            break
        line, command = left[0]
        assert line not in done, command
        done.append(line)
        seen.add(line[0])
        if command.startswith(BY_HAND):
            write_a_proposal(root / command.removeprefix(BY_HAND))
            continue
        words = filled(command)
        answer = du(*words, "--root", root, "--lang", "en", *(() if "--at" in words else ("--at", day)))
        assert answer.code == 0, f"{command}: {answer.err}"
        assert line not in [other for other, _ in lines(work(du, root, day))], command
    else:
        pytest.fail(f"there is no end to it: {done[-3:]}")
    assert seen >= {"waiting"}
    check = du("check", "--root", root, "--at", day, "--format", "json", "--strict")
    assert [one["code"] for one in json.loads(check.out)["findings"] if one["severity"] == "error" and one["outcome"] == "finding"] == []


def test_a_meeting_whose_day_has_come_is_the_first_thing_to_do(du: Du, root: Path) -> None:
    assert work(du, root, "2024-06-24")["unfinished"] == []
    for day in ("2024-06-25", "2024-06-26"):
        answer = du("status", "--root", root, "--at", day, "--format", "json")
        assert json.loads(answer.out)["next"][0] == "du-cli meetings attend 2024-06-25 --absent MEMBER --all-present"
    assert du("meetings", "attend", "2024-06-25", "--all-present", "--root", root, "--at", "2024-06-25").code == 0
    item = work(du, root, "2024-06-25")["unfinished"][0]["items"][0]
    say = ("--outcome", "noted", "--text", "Drøftet", "--root", root, "--at", "2024-06-25")
    assert du("meetings", "minutes", "2024-06-25", "--item", str(item), *say).code == 0
    found = work(du, root, "2024-06-25")["unfinished"][0]
    assert (found["what"], item in found["items"]) == ("outcomes", False)
    text = du("status", "--root", root, "--at", "2024-06-26", "--lang", "en").out
    assert "25 June 2024: these items have no outcome: " in text
    assert f"du-cli meetings minutes 2024-06-25 --item {found['items'][0]} --outcome OUTCOME --text TEXT" in text


@pytest.mark.parametrize(
    ("day", "ending"), [("2027-01-30", False), ("2027-01-31", True), ("2027-07-31", True), ("2027-08-01", True), ("2028-05-02", True)]
)
def test_each_term_that_ends_soon_or_has_run_out_has_a_command_that_takes_it_off(du: Du, root: Path, day: str, *, ending: bool) -> None:
    found = terms(du, root, day)
    assert bool(found) == ending
    for person, command in found:
        answer = du(*shlex.split(command)[1:], "--root", root, "--at", day, "--lang", "en")
        assert answer.code == 0, f"{command}: {answer.err}"
        assert (person, command) not in terms(du, root, day)
    answer = du("status", "--root", root, "--at", day, "--format", "json")
    assert not [one for one in json.loads(answer.out)["next"] if "members" in one]
    followed = [one for one in json.loads(answer.out)["ending"] if one["state"] == "ends_soon"]
    said = du("status", "--root", root, "--at", day, "--lang", "en").out
    assert said.count("Who follows is appointed.") == len(followed)


def test_somebody_who_leaves_is_followed_by_somebody_else(du: Du, root: Path) -> None:
    assert du("members", "end", "bo-demo", "--on", "2024-07-01", "--reason", "Ny jobb", "--root", root, "--at", "2024-06-17").code == 0
    assert [command for person, command in terms(du, root, "2024-06-17") if person == "bo-demo"] == [
        "du-cli members appoint NAME provelaget --from 2024-07-02"
    ]


def test_with_no_meeting_ahead_the_days_of_the_plan_are_proposed_or_a_day_asked_for(du: Du, root: Path) -> None:
    assert work(du, root, "2024-12-31")["plan"] == "du-cli meetings plan DATE"
    english = du("status", "--root", root, "--at", "2024-12-31", "--lang", "en").out
    assert "No meeting lies ahead." in english
    assert "- du-cli meetings plan DATE\n" in english
    plan = "# Oppdiktet eksempel\nyear: 2025\ncommittee_meetings: [2025-01-14, 2025-02-11]\n"
    (root / "data/plans/2025.yaml").write_text(plan, encoding="utf-8")
    assert work(du, root, "2025-01-14")["plan"] == "du-cli meetings plan 2025-01-14 2025-02-11"
    assert work(du, root, "2025-01-15")["plan"] == "du-cli meetings plan 2025-02-11"
    assert du("meetings", "plan", "2025-02-11", "--root", root, "--at", "2025-01-15").code == 0
    assert work(du, root, "2025-01-15")["plan"] is None
    (root / "data/meetings/2024/2024-06-25.yaml").write_text("id: [", encoding="utf-8")
    assert work(du, root, "2025-03-01")["plan"] is None


def test_minutes_that_stand_on_a_meeting_still_to_be_recorded_are_not_asked_for_twice(du: Du, root: Path) -> None:
    found = work(du, root, "2024-06-26")["next_meeting"]
    assert found["id"] == "2024-08-20"
    assert "minutes" not in {one["what"] for one in found["lacks"]}


def test_concluded_cases_that_go_to_nobody_are_to_be_closed(du: Du, root: Path) -> None:
    steps = {one["number"]: (one["step"], one["command"]) for one in work(du, root, "2024-06-17")["waiting"]}
    assert steps["14/24"] == ("close", "du-cli cases move 2024-014 closed")
    assert steps["13/24"][0] == "submit"


@pytest.mark.parametrize("day", ["2023-05-15", "2023-10-01", "2023-12-31", "2024-02-13", "2024-02-14", "2024-03-01"])
def test_nothing_of_a_later_day_is_shown(du: Du, root: Path, day: str) -> None:
    found, at = work(du, root, day), date.fromisoformat(day)
    assert all(one["days"] is None or one["days"] >= 0 for one in found["waiting"])
    assert all(one["since"] is None or one["since"] <= day for one in found["waiting"])
    assert all((one["working_days_left"] or 0) >= 0 for one in found["written"])
    later = sorted(
        path.stem for path in (root / "data/meetings").rglob("*.yaml") if path.stem[:10] > day and "cancelled" not in path.read_text()
    )
    assert found["next_meeting"]["id"] in {later[0], day}
    assert found["next_meeting"]["days"] == (date.fromisoformat(found["next_meeting"]["id"][:10]) - at).days
    assert found["next_meeting"]["status"] in {"planned", "called"}
