"""Every command from the command line: what it shows, in every form and language."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TOP, Du, complete, process

from du_cli.cli.commands import COMMANDS
from du_cli.rules import RULES

SOURCE = [
    ("Kjetil Århus", "Bergen kommune"),
    ("Terese Olstad Bjerke", "Oslo kommune"),
    ("Eva Kristin Lian", "Levanger kommune"),
    ("Jon Skriubakken", "Vestfold og Telemark fylkeskommune"),
    ("Tor Eid", "Ringerike kommune"),
    ("Torbjørn Pedersen", "Lillestrøm kommune"),
    ("Ann-Helen Moum", "Kristiansand kommune"),
    ("Frode Nilsen", "Bodø kommune"),
    ("Dagfinn Grønvik", "Møre og Romsdal fylkeskommune"),
    ("Rune Hauge", "Stavanger kommune"),
    ("Paul Ottar Tornes", "Volda kommune"),
    ("Vilhelm Einen", "Larvik kommune"),
    ("Boris Schürmann", "Hedmark IKT"),
    ("Ken Are Johnsen", "Hammerfest kommune"),
]

RULE_CODES = [rule.code for rule in RULES]

SHOWING = [
    ["status"],
    ["members", "list"],
    ["members", "list", "--all"],
    ["members", "show", "tor-eid"],
    ["seats", "list"],
    ["seats", "propose", "tor-eid", "Ny:Asker kommune"],
    ["terms"],
    ["terms", "--within", "6m"],
    ["forecast", "--at", "2023-06-01"],
    ["what-if", "--end", "tor-eid"],
    ["mandate", "show"],
    ["mandate", "trace"],
    ["mandate", "compare", "2020", "2020"],
    ["explain", "DU105"],
    ["explain", "--all"],
    ["selftest"],
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the real data to change."""
    shutil.copytree(TOP / "data", tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize("day", ["2022-06-01", "2026-11-22"])
def test_members_list_gives_the_fourteen_in_the_sources_order_with_their_organisations(du: Du, day: str) -> None:
    answer = du("members", "list", "--format", "md", "--at", day)
    rows = [line.strip("| ").split(" | ") for line in answer.out.splitlines() if line.startswith("| ")][2:]
    assert [(row[0], row[1]) for row in rows[: len(SOURCE)]] == SOURCE
    assert rows[len(SOURCE)][1] == "Ikke navngitt"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("form", ["text", "md", "html", "csv", "json"])
@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
def test_every_command_that_shows_does_so_in_every_form_and_language(du: Du, arguments: list[str], form: str, language: str) -> None:
    answer = du(*arguments, "--format", form, "--lang", language, "--at", "2026-11-22")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("\n")
    if form == "json":
        assert json.loads(answer.out)["schema_version"] == 1
    if form == "csv":
        assert all(len(row) > 0 for row in csv.reader(io.StringIO(answer.out)) if row)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    "command", [[], *([name] for name in COMMANDS), ["members", "list"], ["seats", "propose"], ["mandate", "trace"]], ids=" ".join
)
def test_every_command_has_help_in_every_language(du: Du, command: list[str], language: str) -> None:
    answer = du(*command, "--help", "--lang", language)
    assert answer.code == 0
    assert {"nb": "Bruk:", "nn": "Bruk:", "en": "Usage:"}[language] in answer.out


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["members", "list"]], ids=" ".join)
def test_h_is_help(du: Du, command: list[str]) -> None:
    assert du(*command, "-h") == du(*command, "--help")
    assert "-h, --help" in du(*command, "-h").out


def test_a_family_is_explained_by_its_rules(du: Du) -> None:
    found = json.loads(du("explain", "du2", "--format", "json").out)["rules"]
    assert [rule["code"] for rule in found] == [code for code in RULE_CODES if code.startswith("DU2")]
    text = du("explain", "DU2", "--lang", "en").out
    assert text.startswith("The rules DU2\n")
    assert all(rule["code"] in text for rule in found)
    assert "du-cli explain DU201 says more of one of them." in text


def test_what_is_not_recorded_is_an_empty_cell_in_csv_null_in_json_and_a_dash_in_text(du: Du) -> None:
    rows = list(csv.reader(io.StringIO(du("members", "list", "--format", "csv").out)))
    assert rows[1] == ["Kjetil Århus", "Bergen kommune", "Vestland", "", ""]
    assert json.loads(du("members", "list", "--format", "json").out)["members"][0]["first"] is None
    assert next(line for line in du("members", "list").out.splitlines() if line.startswith("Kjetil Århus")).split()[-2:] == ["–", "–"]
    everything = [du(*command, "--format", "csv").out for command in SHOWING]
    assert not any(cell == "–" for text in everything for row in csv.reader(io.StringIO(text)) for cell in row)


def test_a_person_from_a_body_is_shown_with_the_bodys_name(du: Du, copy: Path) -> None:
    members = copy / "data" / "members.yaml"
    text = members.read_text(encoding="utf-8").replace("organisation: Bergen kommune", "organisation: digivestland", 1)
    members.write_text(text.replace("also_sits_in: []", "also_sits_in: [kommit-radet]", 1), encoding="utf-8")
    found = json.loads(du("--root", copy, "members", "show", "kjetil-arhus", "--format", "json").out)
    assert (found["organisation"], found["also_sits_in"]) == ("DigiVestland", ["KommIT-rådet"])
    secretary = "  - {id: siri-sekretaer, name: Siri, organisation: digivestland, role: secretary}\n"
    members.write_text(text + secretary, encoding="utf-8")
    assert json.loads(du("--root", copy, "members", "list", "--format", "json").out)["members"][-1]["organisation"] == "DigiVestland"


def test_no_date_is_broken_on_a_narrow_terminal(du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    answer = du("--root", "examples", "terms", "--at", "2024-06-01").out
    assert answer.count("2027-07-31") == 12
    assert all(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) <= 60 for line in answer.splitlines())


def test_the_command_alone_is_status(du: Du) -> None:
    assert du("--at", "2026-11-22") == du("status", "--at", "2026-11-22")


def test_common_options_may_stand_before_the_command_or_after(du: Du) -> None:
    assert du("--root", "examples", "--at=2024-02-01", "members", "list") == du(
        "members", "list", "--at", "2024-02-01", "--root", "examples"
    )


def test_the_language_is_the_option_then_the_environment_then_the_committees(du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Plass" in du("seats", "list").out
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Places" in du("seats", "list").out
    monkeypatch.setenv("LC_ALL", "nn_NO.UTF-8")
    nynorsk = du("seats", "list").out
    monkeypatch.setenv("DU_LANG", "nb")
    assert "Plass" in du("seats", "list").out
    assert du("seats", "list", "--lang", "nn").out == nynorsk


def test_a_person_is_found_by_id_or_name(du: Du) -> None:
    assert du("members", "show", "tor-eid") == du("members", "show", "Tor Eid")


def test_who_sat_is_answered_for_each_day_of_an_appointment(du: Du, copy: Path) -> None:
    members = copy / "data" / "members.yaml"
    text = members.read_text(encoding="utf-8").replace(
        "        from: null\n        until: null", "        from: 2022-05-01\n        until: null", 1
    )
    members.write_text(text, encoding="utf-8")

    def sits(day: str) -> bool:
        return "kjetil-arhus" in [
            one["id"] for one in json.loads(du("--root", copy, "members", "list", "--format", "json", "--at", day).out)["members"]
        ]

    assert [sits(day) for day in ("2022-04-30", "2022-05-01", "2026-04-30")] == [False, True, True]
    found = json.loads(du("--root", copy, "terms", "--format", "json", "--at", "2022-05-01").out)["terms"]
    assert next(one["last"] for one in found if one["id"] == "kjetil-arhus") == "2026-04-30"
    codes = {day: "DU204" in du("--root", copy, "check", "--at", day).out for day in ("2026-04-30", "2026-05-01")}
    assert codes == {"2026-04-30": False, "2026-05-01": True}


def test_the_trace_ends_with_1_when_a_clause_names_what_does_not_exist(du: Du, copy: Path) -> None:
    assert du("--root", copy, "mandate", "trace").code == 0
    mandate = copy / "data" / "mandate.yaml"
    mandate.write_text(mandate.read_text(encoding="utf-8").replace("reports: [seats]", "reports: [seets]", 1), encoding="utf-8")
    assert du("--root", copy, "mandate", "trace").code == 1
    assert "DU015" in du("--root", copy, "check").out


def test_comparing_two_versions_shows_what_changed(du: Du, copy: Path) -> None:
    mandate = copy / "data" / "mandate.yaml"
    text = mandate.read_text(encoding="utf-8").replace("    valid_to: null", "    valid_to: 2026-12-31", 1)
    start = text.index('  - id: "2020"')
    second = text[start:].replace('id: "2020"', 'id: "2027"', 1).replace("valid_from: null", "valid_from: 2027-01-01", 1)
    second = second.replace("valid_to: 2026-12-31", "valid_to: null", 1).replace("size: 17", "size: 16").replace("count: 3", "count: 2", 1)
    mandate.write_text(text + second, encoding="utf-8")
    answer = du("--root", copy, "mandate", "compare", "2020", "2027", "--format", "json")
    assert answer.code == 0
    assert {(17, 16), (3, 2)} <= {(one["before"], one["after"]) for one in json.loads(answer.out)["differences"]}
    assert "DU101" not in du("--root", copy, "check").out


def test_fmt_puts_a_file_in_canonical_form_and_says_so(du: Du, copy: Path) -> None:
    policy = copy / "data" / "policy.yaml"
    tidy = policy.read_bytes()
    policy.write_bytes(tidy.replace(b"quiet_months: [7]", b"quiet_months:  [ 7 ]  # juli"))
    assert "DU016" in du("--root", copy, "check").out
    checked = du("--root", copy, "fmt", "--check", "--lang", "en")
    assert (checked.code, "data/policy.yaml would change." in checked.out) == (1, True)
    assert du("--root", copy, "fmt").code == 0
    assert policy.read_bytes() == tidy.replace(b"quiet_months: [7]", b"quiet_months: [7]  # juli")
    assert du("--root", copy, "fmt", "--check").code == 0


def test_written_files_are_named_as_one_sees_them_from_here(du: Du, copy: Path) -> None:
    (copy / "data" / "policy.yaml").write_text("quiet_months:  [7]\n", encoding="utf-8")
    assert du("--root", copy, "fmt", "--lang", "en", cwd=copy.parent).out == f"{copy.name}/data/policy.yaml formatted.\n"
    assert du("schema", "check", "--lang", "en", cwd=copy / "data").out.startswith("../schemas/mandate.schema.json is missing.")
    assert "\n.vscode/settings.json written.\n" in du("schema", "write", "--lang", "en", cwd=copy).out
    assert du("schema", "write", "--lang", "en", cwd=copy).out == "The schemas are current.\n"


def test_fmt_leaves_a_file_it_cannot_read_and_formats_the_others(du: Du, copy: Path) -> None:
    broken, untidy = copy / "data" / "waivers.yaml", copy / "data" / "policy.yaml"
    broken.write_text("waivers: [", encoding="utf-8")
    untidy.write_bytes(untidy.read_bytes().replace(b"quiet_months: [7]", b"quiet_months: [ 7 ]"))
    answer = du("--root", copy, "fmt", "--lang", "en")
    assert (answer.code, broken.read_text(encoding="utf-8")) == (1, "waivers: [")
    assert "data/waivers.yaml cannot be read" in answer.err
    assert b"[7]" in untidy.read_bytes()


def test_schemas_are_written_to_a_folder_of_one_s_choice(du: Du, copy: Path) -> None:
    assert du("--root", copy, "schema", "write", copy / "ny" / "mappe").code == 0
    assert len(list((copy / "ny" / "mappe").iterdir())) == 9
    assert du("--root", copy, "schema", "check", copy / "ny" / "mappe").code == 0
    (copy / "fil").write_text("", encoding="utf-8")
    answer = du("--root", copy, "schema", "write", copy / "fil", "--lang", "en")
    assert (answer.code, "cannot be" in answer.err) == (2, True)


def test_a_report_to_a_folder_that_is_not_there_is_refused_and_makes_none(du: Du, copy: Path) -> None:
    answer = du("--root", copy, "report", "roster", "-o", copy / "ut" / "roster.md", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"du-cli: There is no folder {copy / 'ut'}. Make it first, or choose another place.\n"
    assert not (copy / "ut").exists()


def test_schema_check_tells_stale_schemas_and_write_mends_them(du: Du, copy: Path) -> None:
    assert du("--root", copy, "schema", "check").code == 1
    assert du("--root", copy, "schema", "write").code == 0
    assert du("--root", copy, "schema", "check").code == 0
    (copy / "schemas" / "case.schema.json").write_text("{}", encoding="utf-8")
    answer = du("--root", copy, "schema", "check", "--lang", "en")
    assert (answer.code, "case.schema.json is not current" in answer.out) == (1, True)


def test_selftest_passes_and_says_how_many(du: Du) -> None:
    answer = du("selftest", "--lang", "en")
    assert answer.code == 0
    assert f"{len(RULES)} of {len(RULES)} rules can fire and can be silent." in answer.out


def test_the_shell_completes_commands_options_ids_and_codes() -> None:
    assert "members" in complete("du-cli ")
    assert complete("du-cli mem") == ["members"]
    assert set(complete("du-cli members ")) == {"list", "show", "add", "appoint", "consult", "extend", "end", "move"}
    assert complete("du-cli members show tor") == ["tor-eid", "torbjorn-pedersen"]
    assert "--strict" in complete("du-cli check --s")
    assert "DU105" in complete("du-cli explain DU10")
    assert "DU105" in complete("du-cli check --select DU10")
    assert complete("du-cli check --format j") == ["json", "junit"]
    assert complete("du-cli cases list --status on") == ["on_agenda"]
    assert complete("du-cli meetings list --status ca") == ["called", "cancelled"]
    assert complete("du-cli check --lang n") == ["nb", "nn"]
    assert complete("du-cli completion z") == ["zsh"]


def test_the_shell_completes_help_and_what_stands_behind_it() -> None:
    assert complete("du-cli hel") == ["help"]
    assert complete("du-cli help mem") == ["members"]
    assert complete("du-cli help members ap") == ["appoint"]
    assert "help" not in complete("du-cli members hel")


def test_the_shell_completes_people_versions_statuses_and_counties() -> None:
    assert complete("du-cli seats propose tor") == ["tor-eid", "torbjorn-pedersen"]
    assert " ".join(complete("du-cli seats propose Berge")) == "Bergen kommune"
    assert complete("du-cli what-if --end tor-") == ["tor-eid"]
    assert complete("du-cli mandate compare 2") == ["2020"]
    assert complete("du-cli mandate compare 2020 2") == ["2020"]
    assert complete("du-cli --root examples cases move 2023-012 wi") == ["withdrawn"]
    assert complete("du-cli outreach add --area Vestl") == ["Vestland"]
    assert complete("du-cli outreach list --area Vik") == []
    assert complete("du-cli outreach list --audience ad") == ["administrative"]
    assert complete("du-cli outreach add --audience p") == ["political"]


def test_the_shell_completes_ids_of_the_root_that_is_typed() -> None:
    assert complete("du-cli --root examples cases show 2023-012") == ["2023-012"]
    assert complete("du-cli members show --root=examples sofie") == ["sofie-skisse"]
    assert complete("du-cli members show --root nowhere tor") == []


def test_the_printed_script_completes_in_a_real_bash() -> None:
    script = process("completion", "bash").out
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
    assert "_DU_CLI_COMPLETE=complete_bash" in script


def test_the_version_is_answered_without_importing_anything() -> None:
    command = "import sys; sys.argv=['du-cli','--version']; from du_cli.__main__ import main; main(); print('typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], cwd=TOP, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["du-cli", "0.1.0", "False"]


HOSTILE = "Kari [red]\x1b[31m|<b>`*_\u202e=1+1"


def test_data_is_shown_as_data(du: Du, copy: Path) -> None:
    members = copy / "data" / "members.yaml"
    quoted = json.dumps(HOSTILE)
    members.write_text(members.read_text(encoding="utf-8").replace("name: Kjetil Århus", f"name: {quoted}"), encoding="utf-8")
    for form in ("text", "md", "csv"):
        out = du("--root", copy, "members", "list", "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "[red]" in out.replace("\\", "")
    assert json.loads(du("--root", copy, "members", "list", "--format", "json").out)["members"][0]["name"] == HOSTILE


def test_a_terminal_gets_colour_and_a_pipe_does_not(du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in du("status").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "70")
    coloured = du("status").out
    assert "\x1b[" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in du("status").out


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch, du: Du) -> None:
    def broken(*_: object) -> None:
        message = "a bug"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("du_cli.workspace.open_dataset", broken)
    with pytest.raises(ZeroDivisionError):
        du("members", "list")


@pytest.mark.parametrize("kind", ["folder", "itself", "nowhere", "pipe"])
def test_a_link_out_of_the_data_or_a_pipe_is_a_finding_and_the_rest_is_checked(copy: Path, kind: str) -> None:
    place = copy / "data" / "policy.yaml"
    place.unlink()
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to({"folder": "/etc", "itself": ".", "nowhere": "no-such-file"}[kind])
    done = subprocess.run(
        [sys.executable, "-m", "du_cli", "--root", copy, "check", "--format", "json"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    codes = [one["code"] for one in json.loads(done.stdout)["findings"]]
    assert (done.returncode, codes.count("DU006"), codes.count("DU201")) == (1, 1, 14)


def test_a_closed_output_is_no_fault() -> None:
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m du_cli check >&-"], cwd=TOP, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_counties_before_the_register_begins_are_said_to_be_those_of_its_first_day(du: Du) -> None:
    note = "The register of counties begins on 1 January 2020; the counties are those of that day."
    for day, told in (("2019-12-31", True), ("2020-01-01", False), ("2020-01-02", False)):
        assert (note in du("--root", TOP, "seats", "list", "--at", day, "--lang", "en").out) is told
