"""``du-cli check`` from the command line: the real data, every example, selections, formats and usage errors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TOP, Du, process

from du_cli.rules import RULES

EXAMPLES = sorted(path for path in (TOP / "tests" / "rules").glob("DU*/*") if (path / "expected.txt").is_file())
"""Every example folder; those of changes are tried in test_change_rules.py, with git."""
SINGLE = [path for path in EXAMPLES if not (path / "base.txt").is_file()]
BAD = [path for path in SINGLE if path.name.startswith("bad-")]
GOOD = [path for path in EXAMPLES if path.name.startswith("good-")]


def day_of(folder: Path) -> str:
    return (folder / "expected.txt").read_text(encoding="utf-8").partition("\n")[0].removeprefix("at: ")


def answers_of(folder: Path) -> list[list[str]]:
    return [line.split() for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines()[1:]]


def name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def test_on_a_day_in_2022_the_real_data_has_no_error_and_fourteen_terms_are_not_assessed(du: Du) -> None:
    answer = du("check", "--at", "2022-06-01", "--format", "json")
    found = json.loads(answer.out)
    not_assessed = [one for one in found["findings"] if one["outcome"] == "not_assessed"]
    assert answer.code == 0
    assert (found["summary"]["error"], found["summary"]["warning"]) == (0, 0)
    assert [one["code"] for one in not_assessed].count("DU201") == 14
    assert [one["record"] for one in not_assessed if one["code"] == "DU103"] == ["ks"]
    assert "Places in KS held by people who are not published: 3." in du("check", "--at", "2022-06-01", "--lang", "en").out


def test_in_2026_three_counties_and_one_county_council_are_gone(du: Du) -> None:
    answer = du("check", "--at", "2026-11-22", "--format", "json", "--lang", "en")
    found = {(one["code"], one["record"]): one for one in json.loads(answer.out)["findings"] if one["outcome"] == "finding"}
    assert answer.code == 0
    assert {record for code, record in found if code == "DU107"} == {"viken", "vestfold-og-telemark", "troms-og-finnmark"}
    assert "With a member: Akershus (1) and Buskerud (1). Without: Østfold." in found["DU107", "viken"]["message"]
    assert "Without: Telemark." in found["DU107", "vestfold-og-telemark"]["message"]
    assert "Without: Troms." in found["DU107", "troms-og-finnmark"]["message"]
    dissolved = found["DU106", "jon-skriubakken"]
    assert dissolved["subject"] == "counties"
    assert "Vestfold fylkeskommune (39) and Telemark fylkeskommune (40)" in dissolved["message"]


@pytest.mark.parametrize("day", ["2023-12-31", "2024-01-01"])
def test_the_reform_shows_from_its_first_day(du: Du, day: str) -> None:
    found = json.loads(du("check", "--at", day, "--select", "DU106,DU107", "--format", "json").out)["findings"]
    assert bool(found) is (day == "2024-01-01")


def test_the_json_has_the_keys_of_the_contract_in_their_order(du: Du) -> None:
    found = json.loads(du("check", "--at", "2026-11-22", "--format", "json").out)
    assert list(found) == ["schema_version", "committee", "at", "rev", "base", "summary", "findings"]
    assert list(found["summary"]) == ["error", "warning", "information", "not_assessed", "waived"]
    one = next(one for one in found["findings"] if one["record"] == "viken")
    keys = "code outcome severity basis clauses title message help command path line column key record subject caused_by"
    assert list(one) == keys.split()
    assert (one["path"], one["key"], one["basis"]) == ("data/mandate.yaml", "versions.0.seats.3.areas.0", "mandate")
    assert one["clauses"] == ["composition-6.3.a", "composition-6.3"]
    line = (TOP / "data" / "mandate.yaml").read_text(encoding="utf-8").splitlines()[one["line"] - 1]
    assert line[one["column"] - 1 :].startswith("Viken")


@pytest.mark.parametrize("folder", BAD, ids=name)
def test_a_bad_example_shows_its_code_and_ends_as_its_severity_says(du: Du, folder: Path) -> None:
    code, day = folder.parent.name, day_of(folder)
    own = [line for line in answers_of(folder) if line[0] == code]
    severities = {line[2] for line in own if line[1] == "finding"}
    found = {line[2] for line in answers_of(folder) if line[1] == "finding"}
    answer = du("--root", folder, "check", "--at", day, "--lang", "nb")
    assert own, "the rule says nothing on its bad example"
    assert code in answer.out
    assert answer.code == int("error" in severities), "by the rule itself, and no other rule's error"
    assert du("--root", folder, "check", "--at", day, "--strict").code == int(bool(found & {"error", "warning"}))


@pytest.mark.parametrize("folder", GOOD, ids=name)
def test_a_good_example_ends_with_0(du: Du, folder: Path) -> None:
    answer = du("--root", folder, "check", "--at", day_of(folder), "--select", folder.parent.name, "--strict", "--format", "json")
    assert answer.code == 0
    assert all(one["outcome"] == "not_assessed" for one in json.loads(answer.out)["findings"])
    assert du("--root", folder, "check", "--at", day_of(folder)).code == 0, "with every rule on"


def test_the_examples_and_the_data_are_clean(du: Du) -> None:
    assert du("check").code == 0
    assert du("--root", "examples", "check", "--strict", "--at", "2024-06-14").code == 0


def test_select_and_ignore_take_codes_and_families(du: Du) -> None:
    def codes(*options: str) -> set[str]:
        answer = du("check", "--at", "2026-11-22", "--format", "json", *options)
        return {one["code"] for one in json.loads(answer.out)["findings"]}

    assert codes("--select", "DU1") == {"DU103", "DU104", "DU106", "DU107", "DU109", "DU110"}
    assert codes("--select", "DU107,DU106") == codes("--select", "DU106", "--select", "du107") == {"DU106", "DU107"}
    assert codes("--select", "DU1", "--ignore", "DU103,DU104,DU106,DU107,DU109") == {"DU110"}


def test_paths_limit_what_is_shown(du: Du) -> None:
    found = json.loads(du("check", "data/members.yaml", "--at", "2026-11-22", "--format", "json").out)["findings"]
    assert {one["path"] for one in found} == {"data/members.yaml"}
    assert json.loads(du("check", "data/cases", "--format", "json").out)["findings"] == []


def test_strict_lets_warnings_fail(du: Du) -> None:
    assert du("check", "--at", "2026-11-22").code == 0
    assert du("check", "--at", "2026-11-22", "--strict").code == 1


def test_statistics_count_by_code(du: Du) -> None:
    assert "14  DU201" in du("check", "--at", "2026-11-22", "--statistics", "--lang", "en").out


def test_without_grouping_every_finding_has_its_own_place(du: Du) -> None:
    grouped = du("check", "--at", "2022-06-01", "--select", "DU201").out
    single = du("check", "--at", "2022-06-01", "--select", "DU201", "--no-group").out
    assert (grouped.count("DU201"), single.count("DU201")) == (1, 14)


def test_paths_in_text_can_be_followed_from_where_one_stands(du: Du) -> None:
    folder = TOP / "tests" / "rules" / "DU204"
    bad = next(path for path in sorted(folder.iterdir()) if path.name.startswith("bad-"))
    answer = du("--root", bad, "check", "--at", day_of(bad), cwd=folder)
    assert f"{bad.name}/data/members.yaml:" in answer.out


def test_github_annotations_are_the_default_in_github_actions(du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::warning file=data/mandate.yaml,line=73,col=17" in du("check", "--at", "2026-11-22").out


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_every_form_is_the_same_on_every_run(du: Du, form: str) -> None:
    first = du("check", "--at", "2026-11-22", "--format", form)
    assert first.out
    assert first == du("check", "--at", "2026-11-22", "--format", form)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--format", "xml"], "--format cannot be xml"),
        (["check", "--select", "DU999"], "There is no rule or family DU999"),
        (["check", "--select", "XX"], "There is no rule or family XX"),
        (["check", "no-such-file"], "There is no file or folder no-such-file"),
        (["check", "/"], "does not lie under"),
        (["check", "README.md"], "README.md lies outside data/; only what lies in data/ is read"),
        (["check", "data/members.yaml", "docs"], "docs lies outside data/"),
        (["fmt", "examples"], "examples lies outside data/"),
        (["check", "--at", "2026-02-30"], "There is no day 2026-02-30 in the calendar"),
        (["check", "--at", "1.2.2026"], "1.2.2026 is no date"),
        (["check", "--lang", "sv"], "--lang cannot be sv"),
        (["--root", "docs", "check"], "There is no folder docs"),
        (["check", "--formt", "json"], "Did you mean --format?"),
        (["check", "--format"], "--format needs a value"),
        (["chekc"], "Did you mean du-cli check?"),
        (["members"], "A command is missing"),
        (["members", "lst"], "Did you mean du-cli members list?"),
        (["members", "show"], "ID is missing"),
        (["members", "show", "nobody-at-all"], "There is no member nobody-at-all"),
        (["members", "show", "tor-eidd"], "Did you mean tor-eid?"),
        (["members", "list", "extra"], "There is no place for the argument extra"),
        (["terms", "--within", "soon"], "soon is no span"),
        (["explain"], "Name a rule's code"),
        (["explain", "DU999"], "There is no rule or family DU999"),
        (["check", "--select", ","], "--select needs a value"),
        (["check", "--ignore", ""], "--ignore needs a value"),
        (["check", "--format", "xml"], "Choose one of text, json, github, gitlab, sarif or junit."),
        (["init", "x", "--name", "x", "--size", "-1"], "--size must be a whole number, 0 or more."),
        (["init", "x", "--name", "x", "--term-years", "fire"], "--term-years must be a whole number, 1 or more."),
        (["init", "x", "--name", "x", "--id", "Æ Ø"], "--id cannot be Æ Ø. It must be small letters a–z, digits and single hyphens"),
        (["init", "x", "--name", "x", "--language", "sv"], "Choose one of nb, nn or en."),
        (["explain", "D"], "There is no rule or family D."),
        (["mandate", "compare", "2020", "1999"], "1999"),
        (["seats", "propose", "Ingen kommune"], "Ingen kommune"),
        (["seats", "propose", "X:Herøy kommune"], "Herøy kommune"),
        (["completion", "tcsh"], "SHELL cannot be tcsh"),
        (["init", ".", "--name", "X"], "is there already"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_ends_with_2_and_says_why(du: Du, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str) -> None:
    monkeypatch.setenv("DU_LANG", "en")
    answer = du(*arguments)
    assert answer.code == 2
    assert words in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_without_a_committee_the_message_says_what_to_do(tmp_path: Path) -> None:
    answer = process("check", cwd=tmp_path, env={"DU_LANG": "en"})
    assert answer.code == 2
    assert "du-cli init" in answer.err


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = f"{sys.executable} -m du_cli explain --all | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=TOP, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_said_in_one_line() -> None:
    command = f"{sys.executable} -m du_cli check --lang en > /dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=TOP, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n"), "No space left" in done.stderr) == (2, 1, True)


def test_every_rule_has_examples_that_the_command_line_ran() -> None:
    alone = {rule.code for rule in RULES if not rule.compare}
    assert {path.parent.name for path in BAD} == alone
    assert {path.parent.name for path in GOOD} == {rule.code for rule in RULES}
