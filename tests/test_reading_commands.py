"""The reading commands: written procedure and the day's work on each side of their dates, choices, errors, files, completion."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from committee_facts import AT, COMMITTEE
from conftest import Du, process

SHOWING = [
    ["status"],
    ["cases", "list"],
    ["cases", "show", "2026-001"],
    ["cases", "show", "2026-004"],
    ["written", "show", "2026-004"],
    ["written", "show", "6/26"],
    ["meetings", "list"],
    ["meetings", "show", "2026-02-03"],
    ["plan", "show"],
    ["outreach", "list"],
    ["report", "annual"],
]
HOSTILE = "Sak [red]\x1b[31m|<script>alert(1)</script>`*_\u202e\u2028=1+1"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The fictitious committee, to change."""
    shutil.copytree(COMMITTEE / "data", tmp_path / "data")
    return tmp_path


def asked(du: Du, *arguments: str, at: str = AT.isoformat(), root: Path = COMMITTEE) -> dict[str, Any]:
    answer = du(*arguments, "--root", root, "--at", at, "--lang", "en", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    found: dict[str, Any] = json.loads(answer.out)
    return found


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("form", ["text", "md", "html", "csv", "json"])
@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
def test_every_command_that_reads_does_so_in_every_form_and_language(du: Du, arguments: list[str], form: str, language: str) -> None:
    answer = du(*arguments, "--root", COMMITTEE, "--at", AT.isoformat(), "--lang", language, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("\n")


@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
def test_a_terminal_shows_the_same_words_as_a_pipe(du: Du, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "220")
    coloured = du(*arguments, "--root", COMMITTEE, "--at", AT.isoformat()).out
    assert "\x1b[" in coloured


# 2026-005: sent on Monday 16 November, deadline Friday 27 November.
@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        ("2026-11-15", "not_sent", None),
        ("2026-11-16", "open", 9),
        ("2026-11-20", "open", 5),
        ("2026-11-21", "open", 5),
        ("2026-11-23", "open", 4),
        ("2026-11-26", "open", 1),
        ("2026-11-27", "open", 0),
        ("2026-11-28", "deadline_passed", None),
    ],
)
def test_a_procedures_state_follows_from_its_dates_and_the_day_asked_for(du: Du, day: str, state: str, left: int | None) -> None:
    found = asked(du, "written", "show", "2026-005", at=day)
    assert (found["state"], found["working_days_left"]) == (state, left)


@pytest.mark.parametrize(
    ("day", "state"), [("2026-05-20", "open"), ("2026-05-26", "open"), ("2026-05-27", "closed"), ("2026-05-28", "closed")]
)
def test_an_extended_deadline_counts_and_the_day_of_closing_closes(du: Du, day: str, state: str) -> None:
    assert asked(du, "written", "show", "2026-004", at=day)["state"] == state


def test_17_may_and_whit_monday_are_no_working_days(du: Du) -> None:
    # From Tuesday 12 May to Tuesday 26 May 2026: Ascension Day on the 14th, 17 May a Sunday, Whit Monday on the 25th.
    assert asked(du, "written", "show", "2026-004", at="2026-05-12")["working_days_left"] == 8


def test_answers_count_by_position_the_last_of_each_member_and_silence_apart(du: Du) -> None:
    found = asked(du, "written", "show", "2026-004")["result"]
    # In office on 11 May: kari, ola, nina, per (recused), anne, ivar; and two of Prøvelaget who are not published.
    assert [one["id"] for one in found["replies"]] == ["kari", "ola", "nina", "anne", "ivar"]
    assert (found["asked"], found["answered"], found["silent"]) == (7, 4, 3)
    assert found["by_position"] == {
        "supports": 2,
        "supports_with_comments": 1,
        "objects": 0,
        "asks_for_meeting": 0,
        "abstains": 1,
        "no_comment": 0,
    }
    assert [one["id"] for one in found["replies"] if one["late"]] == ["nina"]
    assert [(one["id"], one["position"] is None) for one in found["recused"]] == [("per", False)]
    assert found["not_asked"] == []
    assert found["unpublished"] == [{"body": "provelaget", "name": "Prøvelaget", "asked": 2, "answered": 1}]


def test_the_silent_are_never_among_those_who_support(du: Du) -> None:
    for day in ("2026-11-16", "2026-11-17", "2026-11-23", "2026-11-28"):
        found = asked(du, "written", "show", "2026-005", at=day)["result"]
        assert found["answered"] + found["silent"] == found["asked"] == 4 + 2
        assert found["by_position"]["supports"] == (1 if day >= "2026-11-23" else 0)


def test_answers_of_a_later_day_are_not_there_yet(du: Du) -> None:
    assert [
        asked(du, "written", "show", "2026-005", at=day)["result"]["answered"]
        for day in ("2026-11-16", "2026-11-17", "2026-11-22", "2026-11-23")
    ] == [
        0,
        1,
        1,
        2,
    ]


def test_who_was_asked_is_not_guessed(du: Du) -> None:
    found = asked(du, "written", "show", "2026-006")["result"]
    assert (found["asked"], found["silent"], found["answered"]) == (None, None, 1)


def test_a_case_that_is_not_in_writing_says_so(du: Du) -> None:
    answer = du("written", "show", "3/26", "--root", COMMITTEE, "--lang", "en")
    assert (answer.code, answer.err) == (2, "du-cli: Case 3/26 has no written procedure.\n")


def test_status_names_the_next_meeting_and_what_it_lacks(du: Du) -> None:
    found = asked(du, "status")["work"]["next_meeting"]
    assert (found["id"], found["days"], found["status"]) == ("2026-12-01", 9, "called")
    assert {one["what"]: one["records"] for one in found["lacks"]} == {
        "place": [],
        "minutes": ["2026-04-07", "2026-04-07-2", "2026-06-16"],
        "proposal": ["7/26"],
    }
    proposal = next(one for one in found["lacks"] if one["what"] == "proposal")
    assert (proposal["command"], [path[:19] for path in proposal["files"]]) == (None, ["data/cases/2026/007"])
    shown = du("status", "--root", COMMITTEE, "--at", AT, "--lang", "en").out
    assert f"There is no proposal in case 7/26. Write it under proposal in {proposal['files'][0]}." in " ".join(shown.split())
    assert f"File {proposal['files'][0]}" in " ".join(du("cases", "show", "7/26", "--root", COMMITTEE, "--lang", "en").out.split())


@pytest.mark.parametrize(
    ("day", "meeting"), [("2026-11-30", "2026-12-01"), ("2026-12-01", "2026-12-01"), ("2026-12-02", "2026-12-15"), ("2026-12-16", None)]
)
def test_the_next_meeting_is_the_first_on_the_day_or_after(du: Du, day: str, meeting: str | None) -> None:
    found = asked(du, "status", at=day)["work"]["next_meeting"]
    assert (found["id"] if found else None) == meeting


def test_a_planned_meeting_lacks_its_call_by_the_days_the_policy_gives(du: Du) -> None:
    found = asked(du, "status", at="2026-12-02")["work"]["next_meeting"]
    lacks = {one["what"]: one for one in found["lacks"]}
    assert set(lacks) == {"start", "agenda", "minutes", "call"}
    assert (lacks["call"]["due"], lacks["call"]["command"]) == ("2026-12-08", "du-cli meetings call 2026-12-15 --start TIME")


def test_status_names_procedures_with_days_left_and_who_has_not_answered(du: Du) -> None:
    found = asked(du, "status")["work"]["written"]
    assert [(one["id"], one["state"], one["working_days_left"], one["silent"]) for one in found] == [
        ("2026-006", "deadline_passed", None, []),
        ("2026-005", "open", 5, ["Ola Prøve", "Nina Tenkt", "Per Påhitt", "Prøvelaget (2)"]),
    ]
    assert [one["command"] for one in found] == ["du-cli written close 2026-006", "du-cli written remind 2026-005"]


def test_status_names_cases_that_wait_and_for_how_long(du: Du) -> None:
    found = asked(du, "status")["work"]["waiting"]
    assert [(one["id"], one["step"], one["days"]) for one in found] == [
        ("2026-002", "answer", 216),
        ("2026-004", "submit", 179),
        ("2026-1000", "close", 229),
    ]


def test_status_names_a_case_whose_answer_was_put_off(du: Du) -> None:
    answer = du("status", "--root", "examples", "--at", "2024-06-14", "--format", "json")
    found = json.loads(answer.out)["work"]["waiting"]
    assert [(one["step"], one["since"], one["days"]) for one in found if one["id"] == "2023-017"] == [("answer", "2024-03-15", 91)]


def test_status_ends_with_every_command_once_the_most_pressing_first(du: Du) -> None:
    found = asked(du, "status")["next"]
    assert found[0] == "du-cli written close 2026-006"
    assert len(found) == len(set(found))
    assert "du-cli check" in found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cases", "show", "2026-999"], "There is no case 2026-999."),
        (["cases", "show", "3/27"], "There is no case 3/27."),
        (["written", "show", "nothing"], "There is no case nothing."),
        (["meetings", "show", "2026-02-04"], "There is no meeting 2026-02-04. Did you mean 2026-02-03?"),
        (["cases", "list", "--status", "done"], "--status cannot be done."),
        (["cases", "list", "--type", "other"], "--type cannot be other."),
        (["cases", "list", "--task", "99"], "The mandate has no task 99. Tasks: 1, gammel, 2 and 3."),
        (["cases", "list", "--person", "olaf"], "Nobody is called olaf. Did you mean ola?"),
        (["cases", "list", "--person", "Ingen Somhelst"], "Nobody is called Ingen Somhelst."),
        (["cases", "list", "--from", "2026-13-01"], "There is no day 2026-13-01 in the calendar."),
        (["cases", "list", "--from", "2026-02-02", "--to", "2026-02-01"], "--to lies before --from."),
        (["cases", "list", "--year", "2026", "--from", "2026-02-02"], "Give --year, or --from and --to."),
        (["cases", "list", "--year", "26"], "--year must be a whole number from 1900 to 2200."),
        (["meetings", "list", "--status", "open"], "--status cannot be open."),
        (["outreach", "list", "--area", "Atlantis"], "No county has been called Atlantis"),
        (["outreach", "list", "--audience", "all"], "--audience cannot be all."),
        (["report", "nothing"], "NAME cannot be nothing."),
        (["report"], "NAME is missing."),
        (["report", "roster", "--year", "2026"], "The report roster is about a day. Use --at."),
        (["report", "cases", "--format", "pdf"], "--format cannot be pdf."),
        (["plan"], "A command is missing."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_answered_is_one_line_and_ends_with_2(du: Du, arguments: list[str], message: str) -> None:
    answer = du(*arguments, "--root", COMMITTEE, "--at", AT.isoformat(), "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"du-cli: {message}")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["cases", "list", "--person"],
        ["meetings", "list", "--person"],
        ["outreach", "list", "--person"],
        ["members", "show"],
    ],
    ids=" ".join,
)
def test_a_name_two_share_is_refused_with_the_ids_to_choose_from(du: Du, copy: Path, arguments: list[str]) -> None:
    members = copy / "data" / "members.yaml"
    with members.open("a", encoding="utf-8") as file:
        file.write("  - {id: nina-2, name: Nina Tenkt, organisation: Sola kommune}\n")
    for name in ("Nina Tenkt", "nina tenkt"):
        answer = du(*arguments, name, "--root", copy, "--at", AT.isoformat(), "--lang", "en")
        assert (answer.code, answer.err) == (2, f"du-cli: {name} may be nina and nina-2. Write which.\n")
    assert du(*arguments, "nina", "--root", copy, "--at", AT.isoformat()).code == 0


def test_a_filter_takes_a_bodys_name_and_refuses_one_that_may_be_two(du: Du, copy: Path) -> None:
    by_id, by_name = (du("cases", "list", "--person", who, "--root", copy, "--lang", "en").out for who in ("proveradet", "Prøverådet"))
    assert by_id == by_name
    answer = du("cases", "list", "--person", "Herøy kommune", "--root", copy, "--lang", "en")
    assert (answer.code, answer.err.strip()) == (
        2,
        "du-cli: Herøy kommune may be Herøy kommune (Møre og Romsdal) and Herøy kommune (Nordland). Write which.",
    )


def test_a_broken_case_is_said_and_the_others_are_listed(du: Du, copy: Path) -> None:
    (copy / "data" / "cases" / "2026" / "003-status.yaml").write_text("id: [", encoding="utf-8")
    answer = du("cases", "list", "--root", copy, "--at", AT.isoformat(), "--lang", "en")
    assert answer.code == 0
    assert "data/cases/2026/003-status.yaml" in answer.err
    assert "12 cases." in answer.out


@pytest.mark.parametrize("form", ["text", "md", "html", "csv"])
def test_a_title_is_shown_as_data(du: Du, copy: Path, form: str) -> None:
    path = copy / "data" / "cases" / "2026" / "003-status.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Status for nettverkene", json.dumps(HOSTILE)), encoding="utf-8")
    for arguments in (["cases", "list"], ["cases", "show", "2026-003"], ["meetings", "show", "2026-04-07"], ["report", "annual"]):
        out = du(*arguments, "--root", copy, "--at", AT.isoformat(), "--format", form).out
        assert not {"\x1b", "\u202e", "\u2028"} & set(out)
        assert "[red]" in out.replace("\\", "")
        assert form != "html" or "<script" not in out
    assert asked(du, "cases", "show", "2026-003", root=copy)["case"]["title"] == HOSTILE


@pytest.mark.parametrize(
    ("suffix", "start"), [("html", "<!doctype html>"), ("md", "# "), ("csv", "No."), ("json", "{"), ("txt", "Prøvenemnda")]
)
def test_a_report_goes_to_a_file_in_the_form_its_name_ends_with(du: Du, tmp_path: Path, suffix: str, start: str) -> None:
    path = tmp_path / f"report.{suffix}"
    answer = du("report", "cases", "-o", path, "--root", COMMITTEE, "--at", AT.isoformat(), "--lang", "en")
    assert (answer.code, answer.out, answer.err) == (0, "", f"{path} written.\n")
    assert path.read_text(encoding="utf-8").startswith(start)
    again = du("report", "cases", "-o", path, "--root", COMMITTEE, "--at", AT.isoformat(), "--lang", "en", "--format", "json")
    assert (again.code, json.loads(path.read_text(encoding="utf-8"))["schema_version"]) == (0, 1)


def test_a_file_holds_what_the_terminal_shows_without_its_colours(du: Du, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = du("report", "cases", "--root", COMMITTEE, "--at", AT.isoformat()).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    du("report", "cases", "-o", tmp_path / "cases.txt", "--root", COMMITTEE, "--at", AT.isoformat())
    assert (tmp_path / "cases.txt").read_text(encoding="utf-8") == plain


def test_a_report_is_not_written_among_the_data(du: Du, copy: Path) -> None:
    members = copy / "data" / "members.yaml"
    before = members.read_bytes()
    (copy / "link").symlink_to(copy / "data")
    for path in (members, copy / "data" / "new.html", copy / "link" / "members.yaml", copy / "elsewhere" / ".." / "data" / "x.md"):
        answer = du("report", "cases", "-o", path, "--root", copy, "--lang", "en")
        assert (answer.code, "lies in the committee's data" in answer.err) == (2, True)
    assert members.read_bytes() == before


def test_a_report_is_not_written_over_a_folder_or_a_pipe(du: Du, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        answer = du("report", "cases", "-o", path, "--root", COMMITTEE, "--lang", "en")
        assert (answer.code, "is no ordinary file" in answer.err) == (2, True)
    assert (tmp_path / "pipe").is_fifo()


def complete(words: str) -> list[str]:
    env = {"_DU_CLI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    return process(cwd=COMMITTEE, env=env).out.split()


def test_the_shell_completes_cases_meetings_people_and_reports() -> None:
    assert complete("du-cli cases show 2025") == ["2025-001", "2025-002"]
    assert complete("du-cli written show 2026-10") == ["2026-1000"]
    assert complete("du-cli meetings show 2026-04") == ["2026-04-07", "2026-04-07-2"]
    assert complete("du-cli cases list --person si") == ["siri"]
    assert complete("du-cli report m") == ["meetings", "mandate-tasks"]
    assert set(complete("du-cli outreach ")) == {"add", "list"}


@pytest.mark.parametrize("form", ["text", "md", "csv", "json"])
def test_the_template_library_is_imported_for_web_pages_only(form: str) -> None:
    command = (
        "import sys; from du_cli.cli import run; "
        f"run(['report', 'annual', '--root', {str(COMMITTEE)!r}, '--format', {form!r}]); print('jinja2' in sys.modules, file=sys.stderr)"
    )
    done = process_python(command)
    assert done.strip().endswith("False")


def process_python(command: str) -> str:
    import subprocess

    return subprocess.run([sys.executable, "-c", command], cwd=COMMITTEE.parent.parent, capture_output=True, text=True, check=True).stderr
