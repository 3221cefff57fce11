"""A forecast's lines are what a check says on those days, and not on the days before; a look at every day finds no more."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import TOP, Du

from du_cli.dataset.load import load
from du_cli.findings import Finding, Outcome
from du_cli.reports import forecast
from du_cli.rules import check
from tests.examples import example_files, example_folders, expected

DAY = timedelta(days=1)
FOLDERS = [folder for folder in example_folders() if folder.parent.name >= "DU014"]


def findings(files: dict[str, bytes], day: date) -> set[tuple[object, ...]]:
    return {identity(one) for one in check(load(files, day)) if one.outcome == Outcome.FINDING}


def identity(one: Finding) -> tuple[object, ...]:
    key = one.place.key[2:] if one.place.key[:1] == ("versions",) else one.place.key
    return one.code, one.record, one.subject, one.place.path, key


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_forecast_over_an_example_finds_what_a_check_of_every_day_finds(folder: Path) -> None:
    files, at = example_files(folder), expected(folder).at
    until = at + 60 * DAY
    found = forecast.facts(load(files, at), until, check)
    days = [at + number * DAY for number in range(61)]
    sets = [findings(files, day) for day in days]
    new = [(day, key[0]) for day, before, now in zip(days[1:], sets, sets[1:], strict=False) for key in now - before]
    assert sorted((line.date, line.code) for line in found.lines) == sorted(new)


@pytest.mark.parametrize(
    ("at", "until", "codes"),
    [
        ("2023-12-01", "2024-02-15", {"DU107", "DU205"}),
        ("2024-01-31", "2024-03-31", {"DU205"}),
        ("2024-06-17", "2025-01-31", {"DU103", "DU312", "DU412", "DU508"}),
        ("2026-11-24", "2031-01-01", {"DU204", "DU205"}),
    ],
)
def test_each_line_is_a_finding_of_check_on_its_day_and_not_the_day_before(du: Du, at: str, until: str, codes: set[str]) -> None:
    answer = du("forecast", "--root", "examples", "--at", at, "--until", until, "--format", "json")
    lines = json.loads(answer.out)["lines"]
    assert answer.code == 0
    assert {line["code"] for line in lines} >= codes
    days = {date.fromisoformat(line["date"]) for line in lines}
    found = {day: checked(du, day) for day in days | {day - DAY for day in days}}
    for line in lines:
        day = date.fromisoformat(line["date"])
        assert key_of(line) in found[day]
        assert key_of(line) not in found[day - DAY]


def test_a_line_has_the_keys_and_values_that_check_gives_the_finding(du: Du) -> None:
    answer = du("forecast", "--root", "examples", "--at", "2024-01-31", "--until", "2024-02-29", "--format", "json")
    line = json.loads(answer.out)["lines"][0]
    check = du("check", "--root", "examples", "--at", line.pop("date"), "--format", "json")
    assert line | {"caused_by": None} in json.loads(check.out)["findings"]


def key_of(line: dict[str, object]) -> tuple[object, ...]:
    return line["code"], line["record"], line["subject"], line["path"], line["line"]


def checked(du: Du, day: date) -> set[tuple[object, ...]]:
    answer = du("check", "--root", "examples", "--at", day.isoformat(), "--format", "json")
    return {key_of(one) for one in json.loads(answer.out)["findings"] if one["outcome"] == "finding"}


def test_the_county_reform_is_seen_coming_on_its_very_day(du: Du) -> None:
    answer = du("forecast", "--at", "2023-06-01", "--until", "2024-06-01", "--format", "json")
    found = {(line["date"], line["code"]) for line in json.loads(answer.out)["lines"]}
    assert found == {("2024-01-01", "DU106"), ("2024-01-01", "DU107")}


def test_each_line_names_its_record(du: Du) -> None:
    out = du("forecast", "--root", "examples", "--at", "2024-06-17", "--lang", "en").out
    (entry,) = (entry for entry in out.split("\n2024-") if entry.startswith("08-14"))
    assert "Code: DU312\n    Record: 2024-005\n" in entry


def test_a_year_is_looked_at_when_no_end_is_given(du: Du) -> None:
    answer = du("forecast", "--at", "2024-02-29", "--format", "json")
    assert json.loads(answer.out)["until"] == "2025-02-28"


def test_findings_there_are_today_are_counted_and_not_foretold(du: Du, tmp_path: Path) -> None:
    shutil.copytree(TOP / "data", tmp_path / "data")
    answer = du("forecast", "--root", tmp_path, "--at", "2026-11-22", "--lang", "en")
    assert answer.out.rstrip().endswith("Nothing becomes a finding by itself.\n\n4 findings are there today: see du-cli check.")


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("2026-11-22", "--until must be later than 22 November 2026."),
        ("2046-11-23", "--until can be at most 20 years ahead."),
        ("2026-02-30", "There is no day 2026-02-30 in the calendar."),
    ],
)
def test_an_end_that_cannot_be_is_a_usage_error(du: Du, until: str, words: str) -> None:
    answer = du("forecast", "--at", "2026-11-22", "--until", until, "--lang", "en")
    assert answer.code == 2
    assert words in answer.err


def test_the_day_after_the_start_and_the_farthest_one_may_be_the_end(du: Du) -> None:
    for until in ("2026-11-23", "2046-11-22"):
        assert du("forecast", "--at", "2026-11-22", "--until", until).code == 0


def test_a_new_version_of_the_mandate_brings_no_finding_that_was_there_the_day_before(du: Du, tmp_path: Path) -> None:
    shutil.copytree(TOP / "data", tmp_path / "data")
    mandate = tmp_path / "data" / "mandate.yaml"
    head, old = mandate.read_text(encoding="utf-8").split("versions:\n")
    new = old[old.index('  - id: "2020"') :].replace('id: "2020"', 'id: "2027"').replace("valid_from: null", "valid_from: 2027-01-01", 1)
    closed = old.replace("    valid_to: null", "    valid_to: 2026-12-31", 1)
    mandate.write_text(f"{head}versions:\n{closed}{new}", encoding="utf-8")
    answer = du("forecast", "--root", tmp_path, "--at", "2026-11-22", "--until", "2027-02-01", "--format", "json")
    assert (answer.code, json.loads(answer.out)["lines"]) == (0, [])
