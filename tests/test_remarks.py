"""What a write says of the findings it brings: an error of any day refuses it, a warning is a remark once it is written."""

import shutil
from pathlib import Path

import pytest
from conftest import TOP, Answer, Du

NEW = ("members", "appoint", "Ny", "ost", "--organisation", "Hamar kommune", "--decision", "Sak 9/24", "--consulted")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example's year; all of it fictitious."""
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    return tmp_path


def asked(du: Du, root: Path, *words: str, at: str = "2024-06-17") -> Answer:
    return du(*words, "--at", at, "--root", root, "--lang", "en")


def test_a_term_is_not_extended_past_the_day_a_successor_begins(du: Du, root: Path) -> None:
    answer = asked(du, root, "members", "extend", "per-pahitt", "--until", "2024-12-31", "--exception", "Prosjektet")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("On 1 August 2024:\n")
    assert "error DU102" in answer.err
    assert "Places in Vestlandet: 2. In office: 3 (" in answer.err
    assert answer.err.endswith("Nothing was written: it would bring an error.\n")


@pytest.mark.parametrize(("until", "code"), [("2024-09-29", 0), ("2024-09-30", 0), ("2024-10-01", 1)])
def test_an_earlier_appointment_lasts_until_the_eve_of_a_later_one_at_the_most(du: Du, root: Path, until: str, code: int) -> None:
    consulted = "digiprove-ost:2024-05-01"
    assert asked(du, root, *NEW, consulted, "--from", "2024-10-01").code == 0
    other = [word if word != "Ny" else "En annen" for word in NEW]
    answer = asked(du, root, *other, consulted, "--from", "2024-07-01", "--until", until)
    assert (answer.code, "On 1 October 2024:" in answer.err) == (code, bool(code))


def test_one_fault_of_many_days_is_told_once(du: Du, root: Path) -> None:
    answer = asked(du, root, "members", "extend", "per-pahitt", "--until", "2024-12-31", "--exception", "Prosjektet")
    assert answer.err.count("DU102") == 1


def test_a_term_that_runs_out_one_day_refuses_nothing(du: Du, root: Path) -> None:
    """On the day somebody else begins later, the one appointed now will hold over; that is not for today."""
    answer = asked(du, root, *NEW, "digiprove-ost:2024-05-01", "--from", "2024-07-01", "--until", "2024-08-31")
    assert answer.code == 0


def test_a_warning_that_a_write_brings_is_a_remark_after_it(du: Du, root: Path) -> None:
    words = [word for word in NEW if word not in ("--decision", "Sak 9/24")]
    answer = asked(du, root, *words, "digiprove-ost:2024-05-01", "--from", "2024-07-01")
    assert (answer.code, "data/members.yaml written." in answer.out) == (0, True)
    assert [line for line in answer.err.splitlines() if line.startswith("Remark ")] == [
        "Remark DU109: The decision that appointed Ny is not recorded. Record the reference to it as decision."
    ]


def test_a_warning_that_was_there_before_is_no_remark(du: Du, root: Path) -> None:
    answer = asked(du, root, "cases", "new", "Orientering", "--type", "information", "--task", "4", "--by", "provelaget")
    assert (answer.code, "Remark" in answer.err) == (0, False)


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_a_remark_is_in_the_reader_s_language(du: Du, root: Path, lang: str) -> None:
    new = ("cases", "new", "Felles arkiv", "--type", "common_solution", "--task", "3", "--by", "provelaget", "--dry-run")
    answer = du(*new, "--at", "2024-06-17", "--root", root, "--lang", lang)
    assert "Merknad DU308: " in answer.err
    assert answer.out.startswith("--- /dev/null")


def test_a_remark_has_the_command_of_its_finding_unless_it_is_said_already(du: Du, root: Path) -> None:
    ended = asked(du, root, "members", "end", "anne-oppdiktet", "--on", "2024-08-31", "--reason", "Ny stilling")
    assert ended.err.splitlines()[-1] == "Command: du-cli members appoint NAME nord --from 2024-09-01"
    planned = asked(du, root, "meetings", "plan", "--council", "2025-03-13", "--papers-due", "2025-02-27")
    assert ("Remark DU402: " in planned.err, "Command: " in planned.err, "Next: du-cli plan show" in planned.out) == (True, False, True)
