"""What-if says of supposed changes exactly what a check says once the same edits are written, and writes nothing."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import TOP, Du

KEYS = ("code", "message", "record", "subject", "path", "line")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The real committee, to be changed."""
    shutil.copytree(TOP / "data", tmp_path / "data")
    return tmp_path


def supposed(du: Du, root: Path, at: str, *arguments: str) -> dict[str, list[tuple[object, ...]]]:
    """By day: what the answer says a check would find."""
    answer = du("what-if", *arguments, "--root", root, "--at", at, "--format", "json", "--lang", "en")
    assert answer.code == 0, answer.err
    return {day["at"]: [tuple(one[key] for key in KEYS) for one in day["findings"]] for day in json.loads(answer.out)["days"]}


def checked(du: Du, root: Path, at: str) -> list[tuple[object, ...]]:
    answer = du("check", "--root", root, "--at", at, "--format", "json", "--lang", "en")
    return [tuple(one[key] for key in KEYS) for one in json.loads(answer.out)["findings"]]


def write(du: Du, root: Path, at: str, *arguments: str) -> None:
    answer = du("members", *arguments, "--root", root, "--at", at, "--lang", "en")
    assert answer.code == 0, answer.err


def test_it_is_what_a_check_says_after_the_same_edits_were_written(du: Du, root: Path) -> None:
    at = "2026-11-22"
    suppositions = [
        "--end",
        "tor-eid@2027-01-31",
        "--end",
        "jon-skriubakken",
        "--appoint",
        "Kari Oppdiktet:Fredrikstad kommune:viken@2027-02-15",
    ]
    days = supposed(du, root, at, *suppositions)
    assert list(days) == ["2026-11-22", "2026-11-23", "2027-02-01", "2027-02-15"]
    write(du, root, at, "end", "tor-eid", "--on", "2027-01-31", "--reason", "supposed")
    write(du, root, at, "end", "jon-skriubakken", "--on", at, "--reason", "supposed")
    write(
        du, root, "2027-01-02", "appoint", "Kari Oppdiktet", "viken", "--from", "2027-02-15",
        "--organisation", "Fredrikstad kommune", "--consulted", "digiviken:2027-01-02",
    )  # fmt: skip
    written = {day: checked(du, root, day) for day in days}
    assert [[one[:4] for one in found] for found in days.values()] == [[one[:4] for one in found] for found in written.values()]


@pytest.mark.parametrize("at", ["2024-01-02", "2024-06-17"])
def test_over_the_examples_it_is_what_a_check_says_after_the_edits(du: Du, tmp_path: Path, at: str) -> None:
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    ended = ["ola-prove", "kari-eksempel", "trym-tankestrek"]
    endings = [word for who in ended for word in ("--end", f"{who}@2024-07-31")]
    days = supposed(du, tmp_path, at, *endings, "--appoint", "Ny Oppdiktet:Prøvelaget:provelaget@2024-08-10")
    assert list(days) == [at, "2024-08-01", "2024-08-10"]
    for who in ended:
        write(du, tmp_path, at, "end", who, "--on", "2024-07-31", "--reason", "supposed")
    write(du, tmp_path, at, "appoint", "Ny Oppdiktet", "provelaget", "--from", "2024-08-10", "--organisation", "Prøvelaget")
    assert days == {day: checked(du, tmp_path, day) for day in days}
    assert ("provelaget", "DU103") in {(one[3], one[0]) for one in days["2024-08-01"]}


def test_a_finding_has_the_keys_and_values_that_check_gives_it(du: Du, root: Path) -> None:
    at = "2026-11-22"
    answer = du("what-if", "--end", "jon-skriubakken", "--root", root, "--at", at, "--format", "json", "--lang", "en")
    found = json.loads(answer.out)["days"][0]["findings"]
    write(du, root, at, "end", "jon-skriubakken", "--on", at, "--reason", "supposed")
    written = json.loads(du("check", "--root", root, "--at", at, "--format", "json", "--lang", "en").out)["findings"]
    assert {one["outcome"] for one in found} == {"finding", "not_assessed"}
    assert [{key: one[key] for key in written[0]} for one in found] == written


def test_with_nobody_to_consult_even_the_lines_are_the_same(du: Du, root: Path) -> None:
    at = "2026-11-22"
    days = supposed(du, root, at, "--end", "terese-olstad-bjerke@2026-11-30", "--appoint", "Ny Oppdiktet:Oslo kommune:oslo@2026-12-01")
    write(du, root, at, "end", "terese-olstad-bjerke", "--on", "2026-11-30", "--reason", "supposed")
    write(du, root, at, "appoint", "Ny Oppdiktet", "oslo", "--from", "2026-12-01", "--organisation", "Oslo kommune")
    assert days == {day: checked(du, root, day) for day in days}


def test_a_seat_is_vacant_the_day_after_and_held_again_from_the_day_somebody_begins(du: Du, root: Path) -> None:
    arguments = ["--end", "rune-hauge@2027-03-31", "--appoint", "Ny Oppdiktet:Sandnes kommune:rogaland@2027-05-01"]
    answer = du("what-if", *arguments, "--root", root, "--at", "2026-11-22", "--format", "json")
    days = json.loads(answer.out)["days"]
    assert [day["at"] for day in days] == ["2026-11-22", "2027-04-01", "2027-05-01"]
    assert [[(seat["id"], seat["vacant"], seat["after"]) for seat in day["seats"]] for day in days] == [
        [],
        [("rogaland", 1, [])],
        [("rogaland", 0, ["Ny Oppdiktet"])],
    ]
    assert [[one["code"] for one in day["new"] if one["kind"] == "warning"] for day in days] == [[], ["DU103"], []]


@pytest.mark.parametrize(("first", "shown"), [("2031-03-30", True), ("2031-03-31", True), ("2031-04-01", False)])
def test_a_day_to_come_for_which_the_appointment_would_be_refused_is_shown_too(du: Du, root: Path, first: str, *, shown: bool) -> None:
    at, gone = "2026-11-22", ["rune-hauge", "--on", "2027-03-31", "--reason", "supposed"]
    write(du, root, at, "end", *gone)
    write(
        du, root, at, "appoint", "Ny Oppdiktet", "rogaland", "--from", first,
        "--organisation", "Sandnes kommune", "--consulted", "digirogaland:2026-11-01",
    )  # fmt: skip
    days = supposed(du, root, at, "--appoint", "Annen Oppdiktet:Stavanger kommune:rogaland@2027-04-01")
    assert list(days) == [at, "2027-04-01", *([first] if shown else [])]
    assert ("DU102" in {one[0] for one in days.get(first, [])}) == shown
    words = ["appoint", "Annen Oppdiktet", "rogaland", "--from", "2027-04-01", "--organisation", "Stavanger kommune"]
    refused = du("members", *words, "--consulted", "digirogaland:2026-11-01", "--root", root, "--at", at)
    assert (refused.code, "DU102" in refused.err) == ((1, True) if shown else (0, False))


def test_somebody_of_the_roster_needs_no_organisation(du: Du, root: Path) -> None:
    days = supposed(du, root, "2026-11-22", "--end", "tor-eid", "--appoint", "tor-eid::viken@2026-11-23")
    assert list(days) == ["2026-11-22", "2026-11-23"]


def test_somebody_else_is_proposed_for_the_place_of_one_who_leaves(du: Du, root: Path) -> None:
    answer = du("what-if", "--end", "tor-eid@2027-01-31", "--root", root, "--at", "2026-11-22", "--lang", "en")
    assert "du-cli members appoint tor-eid" not in answer.out
    assert "du-cli members appoint NAME viken" in answer.out


def test_nothing_is_written(du: Du, root: Path) -> None:
    before = (root / "data/members.yaml").read_bytes()
    answer = du("what-if", "--end", "tor-eid", "--root", root, "--lang", "en")
    assert answer.out.rstrip().endswith("Nothing was written.")
    assert (root / "data/members.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say what is supposed"),
        (["--end", "tor-eide"], "Did you mean tor-eid?"),
        (["--end", "tor-eid@i morgen"], "i morgen is no date."),
        (["--appoint", "Kari"], "Kari is not understood. Write NAME:ORG:SEAT"),
        (["--appoint", ":Asker kommune:viken"], "is not understood"),
        (["--appoint", "Kari:Asker kommune:vikn"], "Did you mean viken?"),
        (["--appoint", "Kari:Askr kommune:viken"], "The nearest: Asker kommune"),
        (["--appoint", "Kari:Herøy kommune:nordland"], "Herøy kommune"),
    ],
)
def test_what_cannot_be_supposed_is_one_line_and_ends_with_2(du: Du, root: Path, arguments: list[str], words: str) -> None:
    answer = du("what-if", *arguments, "--root", root, "--at", "2026-11-22", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
