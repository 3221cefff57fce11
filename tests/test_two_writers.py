"""Two people who write at the same moment: neither takes what the other has just taken, and the one who cannot is told."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import TOP, Answer, Du

AT = ("--at", "2024-06-17", "--lang", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example's year; all of it fictitious."""
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    return tmp_path


def at_once(root: Path, *commands: tuple[str, ...]) -> list[Answer]:
    """Run commands as processes that all have read the data before one of them may write."""
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    lock = os.open(root, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "du_cli", *words, *AT],
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in commands
    ]
    time.sleep(3)
    os.close(lock)
    return [Answer(one.wait(), *written) for one in started for written in [one.communicate()]]


def test_two_cases_raised_at_once_never_get_one_number(du: Du, root: Path) -> None:
    new = ("--type", "information", "--task", "4", "--by", "provelaget")
    answers = at_once(root, ("cases", "new", "Samtidig én", *new), ("cases", "new", "Samtidig to", *new))
    assert sorted(one.code for one in answers) == [0, 2]
    assert len([*(root / "data" / "cases" / "2024").glob("029*")]) == 1
    refused = next(one.err for one in answers if one.code)
    assert "has taken the number of data/cases/2024/029-samtidig-" in refused
    assert "Nothing was written; try again." in refused
    assert "DU303" not in du("check", *AT, "--root", root).out


def test_one_day_planned_twice_at_once_gets_one_meeting(du: Du, root: Path) -> None:
    answers = at_once(root, ("meetings", "plan", "2024-11-19"), ("meetings", "plan", "2024-11-19"))
    assert sorted(one.code for one in answers) == [0, 2]
    assert [path.name for path in (root / "data" / "meetings" / "2024").glob("2024-11-19*")] == ["2024-11-19.yaml"]
    assert "Nothing was written; try again." in next(one.err for one in answers if one.code)
    assert du("check", *AT, "--root", root).code == 0


def test_of_two_changes_that_do_not_go_together_only_the_first_is_made(du: Du, root: Path) -> None:
    """An answer from a member, and that member's leaving before the day of the answer: in different files."""
    leaving = ("members", "end", "nina-tenkt", "--on", "2024-06-12", "--reason", "Nytt arbeid")
    answers = at_once(root, leaving, ("written", "respond", "18/24", "nina-tenkt", "supports"))
    assert sorted(one.code for one in answers) == [0, 1]
    refused = next(one.err for one in answers if one.code)
    assert "DU506" in refused
    assert "Nothing was written: it would bring an error." in refused
    assert du("check", *AT, "--root", root).code == 0


def test_of_two_changes_in_different_files_that_go_together_both_are_made(du: Du, root: Path) -> None:
    outreach = ("outreach", "add", "--member", "nina-tenkt", "--audience", "both", "--topic", "Felles arkiv")
    answers = at_once(root, outreach, ("written", "respond", "18/24", "nina-tenkt", "supports"))
    assert [one.code for one in answers] == [0, 0]
    assert du("check", *AT, "--root", root).code == 0
