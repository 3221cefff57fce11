"""What cannot be read is unknown: nothing is called vacant or missing because of it, nothing passes, and the rest is judged."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TOP, Du

MEMBERS, MANDATE = "members.yaml", "mandate.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the real data to change."""
    shutil.copytree(TOP / "data", tmp_path / "root" / "data")
    return tmp_path / "root"


def change(root: Path, name: str, before: str, after: str) -> None:
    path = root / "data" / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def said(du: Du, root: Path, *codes: str) -> set[tuple[str, str, str]]:
    """What check says by some codes: the code, the outcome, and the record or the message's beginning."""
    answer = du("check", "--root", root, "--at", "2026-11-22", "--format", "json", "--lang", "en", "--select", ",".join(codes))
    found = (one for one in json.loads(answer.out)["findings"] if one["code"].startswith(codes))
    return {(one["code"], one["outcome"], one["record"]) for one in found}


KEN = "ken-are-johnsen"
SEAT = "- seat: troms-og-finnmark"


@pytest.mark.parametrize("seat", ["- seat: 1", "- seat: [x]", "- seat: Agder", "- sete: troms-og-finnmark"])
def test_a_place_is_not_vacant_because_a_seat_cannot_be_read(du: Du, root: Path, seat: str) -> None:
    change(root, MEMBERS, SEAT, seat)
    found = said(du, root, "DU103")
    assert ("DU103", "not_assessed", KEN) in found
    assert not [one for one in found if one[1] == "finding"]
    seats = du("seats", "list", "--root", root, "--at", "2026-11-22", "--format", "json")
    assert json.loads(seats.out)["vacant"] is None
    assert "data/members.yaml" in seats.err
    status = du("status", "--root", root, "--at", "2026-11-22", "--lang", "en").out
    assert [line.split() for line in status.splitlines() if line.startswith("Vacant places")] == [
        ["Vacant", "places", "–", "not", "assessed"]
    ]


def test_holders_who_cannot_be_counted_leave_the_vacancies_unknown(du: Du, root: Path) -> None:
    change(root, MEMBERS, "unpublished_holders: {ks: 3}", "unpublished_holders: {ks: three}")
    assert json.loads(du("status", "--root", root, "--at", "2026-11-22", "--format", "json").out)["vacancies"] is None


@pytest.mark.parametrize("count", ["count: two", "antall: 2"])
def test_a_seat_whose_places_cannot_be_read_is_judged_by_the_rest_of_it(du: Du, root: Path, count: str) -> None:
    change(root, MANDATE, "name: Viken\n        count: 2", f"name: Viken\n        {count}")
    found = said(du, root, "DU102", "DU103", "DU107")
    assert {("DU102", "not_assessed", "viken"), ("DU103", "not_assessed", "viken"), ("DU107", "finding", "viken")} <= found
    assert "Held: 17 of –" in du("seats", "list", "--root", root, "--at", "2026-11-22", "--lang", "en").out
    proposed = du("seats", "propose", "Ola:Halden kommune", "--root", root, "--at", "2026-11-22", "--lang", "en").out
    assert "Viken: not all that mandate.yaml says of the seat can be read." in " ".join(proposed.split())
    assert "Whether anybody can be seated cannot be told." in proposed


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ("name: Agder\n        count: 1", "name: Agder\n        count: en", "finding"),
        ("name: Agder\n        count: 1", "count: 1", "finding"),
        ("count: 1\n        kind: municipality\n        areas: [Agder]", "count: 1\n        areas: [Agder]", "not_assessed"),
    ],
)
def test_somebody_in_the_wrong_seat_is_found_or_not_assessed(du: Du, root: Path, before: str, after: str, outcome: str) -> None:
    text = (root / "data" / MEMBERS).read_text(encoding="utf-8")
    member = text[: text.index("seat: agder")].rpartition("- id: ")[2].splitlines()
    change(root, MEMBERS, f"{member[0]}\n{member[1]}\n{member[2]}", f"{member[0]}\n{member[1]}\n    organisation: Halden kommune")
    change(root, MANDATE, before, after)
    assert outcome in {one[1] for one in said(du, root, "DU105")}


def test_a_misspelt_key_for_an_organisation_leaves_the_member_in_office(du: Du, root: Path) -> None:
    text = (root / "data" / MEMBERS).read_text(encoding="utf-8")
    start = text.index("- id: jon-skriubakken")
    (root / "data" / MEMBERS).write_text(text[:start] + text[start:].replace("organisation:", "organisasjon:", 1), encoding="utf-8")
    assert ("DU106", "not_assessed", "jon-skriubakken") in said(du, root, "DU106")
    assert "Jon Skriubakken" in du("seats", "list", "--root", root, "--at", "2026-11-22").out


def test_a_member_who_cannot_be_told_from_others_is_not_assessed_and_the_others_are(du: Du, root: Path) -> None:
    change(root, MEMBERS, f"- id: {KEN}", "- navn: x")
    found = said(du, root, "DU102", "DU103", "DU107")
    assert {outcome for code, outcome, _ in found if code == "DU103"} == {"not_assessed"}
    assert ("DU102", "not_assessed", "data/members.yaml") in found
    assert ("DU107", "finding", "viken") in found


HIDDEN: dict[str, Callable[[Path], object]] = {
    "a link that leads out": lambda path: path.symlink_to("/nowhere/at/all"),
    "a pipe": os.mkfifo,
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_what_lies_in_a_file_that_is_not_read_is_not_called_missing(du: Du, root: Path, how: str) -> None:
    (root / "data" / "organisations.yaml").unlink()
    HIDDEN[how](root / "data" / "organisations.yaml")
    assert said(du, root, "DU011") == {("DU011", "not_assessed", "data/organisations.yaml")}


@pytest.mark.parametrize("how", HIDDEN)
@pytest.mark.parametrize("lost", ["cases/2025/001.yaml", "cases/2025", "cases"])
def test_a_case_that_may_lie_in_what_is_not_read_is_not_called_missing(du: Du, root: Path, lost: str, how: str) -> None:
    if how == "a folder" and not lost.endswith(".yaml"):
        return
    meetings = root / "data" / "meetings" / "2026"
    meetings.mkdir(parents=True)
    agenda = "agenda:\n  - {item: 1, type: case, case: 2025-001}\n  - {item: 2, type: case, case: 2024-001}\n"
    (meetings / "2026-02-03.yaml").write_text(f"id: 2026-02-03\ntype: ordinary\nstatus: planned\n{agenda}", encoding="utf-8")
    path = root / "data" / lost
    shutil.rmtree(root / "data" / "cases", ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    HIDDEN[how](path)
    answer = du("check", "--root", root, "--at", "2026-11-22", "--format", "json", "--lang", "en", "--select", "DU011")
    found = {one["message"] for one in json.loads(answer.out)["findings"] if one["code"] == "DU011"}
    assert found == (set() if lost == "cases" else {"There is no case 2024-001."})


@pytest.mark.parametrize("body", ["1", "kss", "[ks]"])
def test_while_nobody_knows_who_appoints_nobody_was_appointed_by_another(du: Du, root: Path, body: str) -> None:
    text = (root / "data" / MANDATE).read_text(encoding="utf-8")
    lines = [f"  appoints: {body}" if line.startswith("  appoints:") else line for line in text.splitlines()]
    assert "\n".join(lines) + "\n" != text
    (root / "data" / MANDATE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert {outcome for _, outcome, _ in said(du, root, "DU109")} == {"not_assessed"}


def test_an_id_that_cannot_be_used_is_not_suggested(du: Du, root: Path) -> None:
    change(root, MANDATE, "- id: agder", "- id: Agder")
    answer = du("check", "--root", root, "--at", "2026-11-22", "--lang", "en", "--select", "DU011")
    assert "There is no seat agder." in answer.out
    assert "Did you mean Agder" not in answer.out


def test_a_broken_waiver_leaves_the_others_to_be_judged(du: Du, root: Path) -> None:
    waivers = "waivers:\n  - {rule: DU001, subject: a, reason: r, until: 2027-12-31}\n  - {rule: DU104, subject: b, reason: r, until: 2027-12-31}\n"
    (root / "data" / "waivers.yaml").write_text(waivers, encoding="utf-8")
    assert {outcome for _, outcome, _ in said(du, root, "DU014")} == {"finding", "not_assessed"}


@pytest.mark.parametrize(
    ("code", "example"), [("DU211", "bad-not-consulted"), ("DU211", "good-not-consulted"), ("DU214", "bad-other-area")]
)
def test_a_network_whose_areas_are_not_recorded_covers_nothing_for_certain(du: Du, tmp_path: Path, code: str, example: str) -> None:
    shutil.copytree(TOP / "tests" / "rules" / code / example, tmp_path / "root")
    mandate = tmp_path / "root" / "data" / MANDATE
    text = mandate.read_text(encoding="utf-8")
    mandate.write_text(text.replace(", areas: [Vestland]}", "}").replace(", areas: [Rogaland]}", "}"), encoding="utf-8")
    found = du("check", "--root", tmp_path / "root", "--at", "2026-11-22", "--format", "json", "--lang", "en", "--select", code)
    assert {(one["outcome"], one["message"].startswith("Which areas")) for one in json.loads(found.out)["findings"]} == {
        ("not_assessed", True)
    }


def test_a_network_whose_entry_is_broken_is_not_said_to_be_absent(du: Du, tmp_path: Path) -> None:
    shutil.copytree(TOP / "tests" / "rules" / "DU211" / "bad-not-consulted", tmp_path / "root")
    change(tmp_path / "root", MANDATE, "{id: digieksempel,", "{idd: digieksempel,")
    found = du("check", "--root", tmp_path / "root", "--at", "2026-11-22", "--format", "json", "--lang", "en", "--select", "DU211")
    said = json.loads(found.out)["findings"]
    assert {one["outcome"] for one in said} == {"not_assessed"}
    assert not [one for one in said if "recorded" in one["message"]]


DAYS = "from: 2022-02-01\n        until: 2026-01-31\n        ended: null"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (MEMBERS, "from: 2022-02-01", "from: 2022-02-30"),
        (MEMBERS, "until: 2026-01-31", "until: 2026-01-32"),
        (MEMBERS, "until: 2026-01-31", "untl: 2026-01-31"),
        (MEMBERS, "ended: null", "ended: nei"),
        (MANDATE, "years: 4", "years: fire"),
        (MANDATE, "term: {", "termin: {"),
        ("policy.yaml", "expiry_notice_months: 6", "expiry_notice_months: seks"),
    ],
)
def test_no_term_is_said_to_end_by_days_that_cannot_be_read(du: Du, root: Path, name: str, before: str, after: str) -> None:
    own = name == MEMBERS and before.startswith(("until", "ended"))
    change(root, MEMBERS, "from: null\n        until: null\n        ended: null", DAYS if own else DAYS.replace("2026-01-31", "null"))
    change(root, name, before, after)
    at = ("--root", root, "--at", "2024-01-01", "--format", "json")
    (term,) = (one for one in json.loads(du("terms", *at).out)["terms"] if one["id"] == "kjetil-arhus")
    assert (term["state"], term["last"]) == ("not_assessed", "2026-01-31" if name == "policy.yaml" else None)
    (holder,) = (one for one in json.loads(du("members", "list", *at).out)["members"] if one["id"] == "kjetil-arhus")
    assert holder["last"] == term["last"]
    shown = " ".join(du("status", "--root", root, "--at", "2024-01-01", "--lang", "en").out.split())
    assert f"Terms that end soon or have run out 0 {14 if name == MANDATE else 1} not assessed" in shown
