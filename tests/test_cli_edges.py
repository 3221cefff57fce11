"""The edges of the command line: hostile names, wrong dates, full disks, readers that go away."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import TOP, Du

from du_cli.cli.placeholders import WORDS

HOSTILE = "\x1b[31mX\u202e\x07"
"""What would colour, turn round and ring; ``SEEN`` is how it is shown."""
SEEN = "\\x1b[31mX\\u202e\\x07"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the real data to change."""
    shutil.copytree(TOP / "data", tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        [HOSTILE],
        ["check", HOSTILE],
        ["check", "--select", HOSTILE],
        ["check", f"--{HOSTILE}"],
        ["check", "--at", HOSTILE],
        ["check", "--rev", HOSTILE],
        ["--root", HOSTILE, "check"],
        ["members", "show", HOSTILE],
        ["cases", "show", HOSTILE],
        ["terms", "--within", HOSTILE],
        ["members", "list", "extra", HOSTILE],
        ["report", HOSTILE],
    ],
    ids=lambda arguments: " ".join(arguments).replace(HOSTILE, "X"),
)
def test_what_was_typed_is_shown_as_data_in_complaints(du: Du, arguments: list[str]) -> None:
    answer = du(*arguments)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.rstrip("\n").isprintable()
    assert "X\\u202e\\x07" in answer.err


def test_a_files_name_is_shown_as_data_wherever_it_is_named(du: Du, root: Path) -> None:
    (root / "data" / "cases" / "2026").mkdir(parents=True)
    (root / "data" / "cases" / "2026" / f"001-a{HOSTILE}.yaml").write_text("a: [\n", encoding="utf-8")
    for arguments in (["check"], ["fmt"], ["cases", "list"], ["cases", "submit", "1/26"]):
        answer = du("--root", root, *arguments)
        for text in (answer.out, answer.err):
            assert "\x1b" not in text
            assert "\u202e" not in text
        assert SEEN in answer.out + answer.err


def test_a_file_that_is_written_is_named_as_data(du: Du, root: Path) -> None:
    folder = root / f"new{HOSTILE}"
    made = du("init", folder, "--name", "Oppdiktet utval")
    schemas = du("--root", folder, "schema", "write", root / f"schemas{HOSTILE}")
    report = du("--root", folder, "report", "roster", "-o", root / f"r{HOSTILE}.txt")
    assert (made.code, schemas.code, report.code) == (0, 0, 0)
    for text in (made.out, schemas.out, report.err):
        assert SEEN in text
        assert "\x1b" not in text


def test_a_dry_run_shows_data_as_data(du: Du, root: Path) -> None:
    roster = root / "data" / "members.yaml"
    roster.write_text(roster.read_text(encoding="utf-8") + "# \u202e\n", encoding="utf-8")
    answer = du("--root", root, "members", "add", "Oppdiktet Person", "--organisation", "Bergen kommune", "--dry-run")
    assert answer.code == 0
    assert "\u202e" not in answer.out


@pytest.mark.parametrize("arguments", [["check"], ["nope"], ["--help"], ["members", "list"], ["explain", "--all"], ["--version"]])
@pytest.mark.parametrize("full", ["stdout", "stderr", "both"])
@pytest.mark.parametrize("where", ["full", "gone"])
def test_what_cannot_be_written_ends_with_2_and_no_traceback(arguments: list[str], full: str, where: str) -> None:
    said_on = "stderr" if arguments == ["nope"] else "stdout"
    ends: list[int] = []
    if where == "gone":
        reader, writer = os.pipe()
        os.close(reader)
        ends.append(writer)
    else:
        ends.append(os.open("/dev/full", os.O_WRONLY))
    streams = {name: ends[0] if full in (name, "both") else subprocess.PIPE for name in ("stdout", "stderr")}
    done = subprocess.run([sys.executable, "-m", "du_cli", *arguments], cwd=TOP, check=False, text=True, **streams)  # type: ignore[call-overload] # by name
    os.close(ends[0])
    assert done.returncode == (2 if arguments == ["nope"] or full in (said_on, "both") else 0)
    assert "Traceback" not in (done.stderr or "")
    assert "Exception ignored" not in (done.stderr or "")


def test_a_closed_output_is_no_trouble_for_the_version() -> None:
    command = f"{sys.executable} -m du_cli --version >&-"
    done = subprocess.run(["bash", "-c", command], cwd=TOP, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("wait", [0.0, 0.005, 0.01, 0.02, 0.03, 0.04, 0.08])
def test_ctrl_c_while_the_program_is_being_read_shows_no_traceback(wait: float) -> None:
    # Begun inside main, with a command that lasts, and with the signal as a terminal leaves it: a shell's jobs may ignore it.
    begun = (
        "import signal, sys, du_cli.__main__ as it; signal.signal(signal.SIGINT, signal.default_int_handler); real = it._run; "
        "it._run = lambda: (print('begun', flush=True), real())[1]; sys.argv = ['du-cli', 'selftest']; it.main()"
    )
    running = subprocess.Popen([sys.executable, "-c", begun], cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    assert running.stdout.readline() == "begun\n"
    time.sleep(wait)
    running.send_signal(signal.SIGINT)
    _out, err = running.communicate(timeout=30)
    assert (running.returncode, err) in {(130, ""), (-signal.SIGINT, "")}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--select", "DU10"], "There is no rule or family DU10. Choose one of DU101, DU102,"),
        (["check", "--ignore", "DU"], "There is no rule or family DU. Choose one of DU0, DU1, DU2,"),
        (["explain", "DU21"], "Choose one of DU201,"),
        (["explain", ""], "There is no rule or family «». Choose one of DU0,"),
        (["meetings", "list", "--year", "99999"], "--year must be a whole number from 1900 to 2200."),
        (["check", "--at", ""], "«» is no date. Write it as in 2026-02-03."),
        (["check", "--at", "2026-02-30"], "There is no day 2026-02-30 in the calendar. The order is year, month, day."),
        (["check", "--at", "2026-13-01"], "There is no day 2026-13-01 in the calendar."),
        (["check", "--at", "2026-W05-1"], "2026-W05-1 is no date."),
        (["check", "--at", "20260203"], "20260203 is no date."),
        (["terms", "--within", "6x"], "6x is no span. Write it as in 30d (days), 8w (weeks), 6m (months) or 1y (years)."),
        (["terms", "--within", ""], "«» is no span."),
        (["forecast", "--until", ""], "«» is no date."),
        (["meetings", "list", "--from", ""], "«» is no date."),
        (["check", ""], "There is no file or folder «»."),
        (["--root", "", "check"], "--root needs a value."),
        (["--rev", "", "check"], "There is no revision «» here."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_value_that_cannot_be_is_answered_with_what_is_allowed(du: Du, arguments: list[str], words: str) -> None:
    answer = du(*arguments, "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert words in answer.err


@pytest.mark.parametrize(
    "arguments",
    [["{}"], ["check", "{}"], ["check", "--{}"], ["check", "--select", "{}"], ["terms", "--within", "{}d"], ["cases", "show", "{}"]],
    ids=" ".join,
)
def test_a_very_long_value_is_not_repeated_whole(du: Du, arguments: list[str]) -> None:
    answer = du(*(each.format("9" * 6000) for each in arguments), "--lang", "en")
    assert answer.code == 2
    assert "999…" in answer.err
    assert len(answer.err) < 600


def test_a_very_long_number_in_the_data_is_not_repeated_whole(du: Du, root: Path) -> None:
    mandate = root / "data" / "mandate.yaml"
    mandate.write_text(mandate.read_text(encoding="utf-8").replace("count: 3", f"count: {'9' * 6000}", 1), encoding="utf-8")
    answer = du("--root", root, "check", "--select", "DU0", "--lang", "en")
    assert (answer.code, "999…" in answer.out) == (1, True)
    assert max(map(len, answer.out.split("\n"))) < 600


@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_what_is_no_ordinary_file_is_not_called_a_link(du: Du, root: Path, kind: str) -> None:
    place = root / "data" / "policy.yaml"
    place.unlink()
    if kind == "pipe":
        os.mkfifo(place)
    else:
        import socket

        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(place))
    answer = du("--root", root, "check", "--lang", "en")
    assert answer.code == 1
    assert "data/policy.yaml is no ordinary file, but a pipe, a socket or a device." in answer.out
    assert "link" not in answer.out


def test_a_link_to_a_pipe_is_a_link(du: Du, root: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    place = root / "data" / "policy.yaml"
    place.unlink()
    place.symlink_to(tmp_path / "pipe")
    assert "data/policy.yaml is a link" in du("--root", root, "check", "--lang", "en").out


@pytest.mark.parametrize("options", [[], ["--no-group"]])
def test_every_finding_stands_with_its_file_line_and_column(du: Du, options: list[str]) -> None:
    findings = json.loads(du("check", "--at", "2026-11-22", "--format", "json").out)["findings"]
    blocks = du("check", "--at", "2026-11-22", "--lang", "en", *options).out.split("\n\n")
    for one in findings:
        place = f"{one['line']}:{one['column']}"
        assert any(one["code"] in block and one["path"] in block and place in block for block in blocks), one


@pytest.mark.parametrize(
    ("arguments", "same"),
    [
        (["help"], ["--help"]),
        (["help", "check"], ["check", "--help"]),
        (["--lang", "nn", "help", "members", "add"], ["members", "add", "--help", "--lang", "nn"]),
    ],
    ids=" ".join,
)
def test_help_may_stand_first(du: Du, arguments: list[str], same: list[str]) -> None:
    answer = du(*arguments)
    assert answer.code == 0
    assert answer == du(*same)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["members", "shw"], "Kommandoen shw finnes ikke. Skulle det være du-cli members show?"),
        (["members", "zzzz"], "Kommandoen zzzz finnes ikke. Se du-cli members --help."),
        (["zzzz"], "Kommandoen zzzz finnes ikke. Se du-cli --help."),
        (["check", "--strict=yes"], "--strict skal ikke ha noen verdi."),
        (["report", "x"], "NAVN kan ikke være x."),
        (["explain", "DU105", "DU106"], "Argumentet DU106 hører ikke til her."),
        (["members", "show"], "ID mangler. Se du-cli members show --help."),
        (["cases", "new"], "TITTEL mangler. Se du-cli cases new --help."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_is_answered_in_norwegian(du: Du, arguments: list[str], words: str) -> None:
    answer = du(*arguments, "--lang", "nb")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert words in answer.err


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_help_in_norwegian_holds_no_english_placeholder_or_heading(du: Du, language: str) -> None:
    for command in (["--help"], ["check", "--help"], ["members", "appoint", "--help"], ["meetings", "minutes", "--help"]):
        words = set(re.findall(r"\w+", du(*command, "--lang", language).out))
        assert not words & {*WORDS, "Usage", "Options", "Commands", "Arguments", "OPTIONS", "COMMAND", "ARGS", "default", "required"} - {
            "STATUS"
        }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Dette er en feil i du-cli "),
        ("nn", "Dette er ein feil i du-cli "),
        ("en", "This is a fault in du-cli "),
    ],
)
def test_a_fault_of_the_program_ends_with_2_shows_where_it_is_and_asks_to_be_reported(language: str, said: str) -> None:
    broken = (
        "import sys; from du_cli import __main__, workspace; workspace.find_root = lambda _: 1 / 0; "
        f"sys.argv = ['du-cli', 'fmt', '--lang', '{language}']; __main__.main()"
    )
    done = subprocess.run([sys.executable, "-c", broken], cwd=TOP, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    *trace, last = done.stderr.splitlines()
    assert (trace[0], trace[-1]) == ("Traceback (most recent call last):", "ZeroDivisionError: division by zero")
    assert last.startswith(said)


def test_a_fault_of_the_program_ends_with_2_where_nobody_can_be_told() -> None:
    broken = "import sys; from du_cli import __main__, cli; cli.run = lambda _: 1 / 0; __main__.main()"
    shell = f"'{sys.executable}' -c '{broken}' check 2>&-"
    assert subprocess.run(["sh", "-c", shell], cwd=TOP, capture_output=True, check=False).returncode == 2
