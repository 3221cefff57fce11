"""A closed input, output or error stream: nobody is there to be asked, and nothing breaks."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TOP, Answer

COMMANDS = {
    "a new case": ("cases", "new", "X"),
    "an end": ("members", "end"),
    "an answer in writing": ("written", "respond"),
    "a meeting's outcome": ("meetings", "minutes", "2024-06-25"),
}
CLOSED = ("<&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-", ">&-", "2>&-")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example's year in a repository; all of it fictitious."""
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


def closed(root: Path, how: str, *words: str) -> Answer:
    command = shlex.join([sys.executable, "-m", "du_cli", *words, "--at", "2024-06-17", "--lang", "en"])
    done = subprocess.run(
        ["sh", "-c", f"{command} {how}"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("name", COMMANDS)
def test_with_a_closed_input_what_is_missing_is_named(root: Path, name: str) -> None:
    answer = closed(root, "<&-", *COMMANDS[name])
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("du-cli: ")
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("how", CLOSED)
def test_a_write_without_questions_needs_no_stream(root: Path, how: str) -> None:
    answer = closed(root, how, "cases", "new", "X", "--type", "information", "--task", "4", "--by", "provelaget")
    assert (answer.code, answer.err) == (0, "")
    made = (root / "data" / "cases" / "2024" / "029-x.yaml").read_text(encoding="utf-8")
    assert made.endswith("documents: []\n")


@pytest.mark.parametrize("how", CLOSED)
def test_what_is_missing_is_trouble_with_any_stream_closed(root: Path, how: str) -> None:
    answer = closed(root, how, "cases", "new", "X")
    assert (answer.code, "Traceback" in answer.err) == (2, False)


def test_what_was_written_is_said_elsewhere_when_the_answer_cannot_be_shown(root: Path) -> None:
    answer = closed(root, ">/dev/full", "cases", "new", "X", "--type", "information", "--task", "4", "--by", "provelaget")
    assert (answer.code, answer.out) == (2, "")
    assert "data/cases/2024/029-x.yaml written.\n" in answer.err
    assert answer.err.endswith("du-cli: The system says: No space left on device\n")
    assert (root / "data/cases/2024/029-x.yaml").exists()


@pytest.mark.parametrize(("language", "why"), [("nb", "disken er full"), ("nn", "disken er full"), ("en", "No space left on device")])
def test_what_the_system_refuses_is_said_in_the_reader_s_language(root: Path, language: str, why: str) -> None:
    answer = closed(root, ">/dev/full", "members", "list", "--lang", language)
    assert (answer.code, answer.err.count("\n"), why in answer.err) == (2, 1, True)
