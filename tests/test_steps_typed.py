"""Next steps typed as they are printed, on the data they are printed for: each does what it says."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from casework import ARCHIVE, FILES, MEETING, PREPARED, done, put, read
from conftest import TOP, Answer, Du

PLACES = {"MEMBER": "kari", "POSITION": "supports", "DATE": "2026-05-05", "TEXT": "Slik ble det.", "OUTCOME": "noted"}
ASKED_FOR = {
    "cases new": ("Felles arkiv, på nytt", "--type", "initiative", "--task", "1", "--by", "kari", "--council-mandate", "IKT"),
    "outreach add": ("--audience", "political", "--topic", "Fylkesmøtet"),
}
"""What a command asks for on a terminal."""
OUT = """\
written_procedure:
  reason: Haster
  sent: 2026-03-03
  question: Støtter du forslaget?
  sent_to: [kari, ola]
  deadline: 2026-03-10
  closed: null
  responses: []
"""
OPENED = PREPARED.replace("in_preparation", "in_written_procedure") + OUT
KARI = "    - {member: kari, date: 2026-03-04, position: supports}\n"
OLA = "    - {member: ola, date: 2026-03-04, position: objects}\n"
ANSWERED = OPENED.replace("responses: []\n", f"responses:\n{KARI}{OLA}")
CLOSED = ANSWERED.replace("closed: null", "closed: 2026-03-05")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A committee with nobody unpublished, and a case out in writing."""
    for path, text in FILES.items():
        put(tmp_path, path, text.replace("{laget: 2}", "{}"))
    put(tmp_path, ARCHIVE, OPENED)
    return tmp_path


def typed(du: Du, root: Path, command: str, at: str) -> Answer:
    """A command as it is printed, its places filled in, and what it asks for given."""
    program, *words = shlex.split(command)
    assert program == "du-cli"
    filled = [PLACES.get(word, word) for word in words]
    dated = () if "--at" in words else ("--at", at)
    return done(du(*filled, *ASKED_FOR.get(" ".join(words[:2]), ()), *dated, "--root", root, "--lang", "en"))


def following(answer: Answer) -> str:
    found = re.search(r"^Next: (du-cli .+)$", answer.out, re.MULTILINE)
    assert found, answer.out
    return found[1]


def found(du: Du, root: Path, code: str, at: str) -> list[str | None]:
    """The commands of a rule's findings."""
    answer = du("check", "--select", code, "--at", at, "--root", root, "--format", "json")
    return [one["command"] for one in json.loads(answer.out)["findings"]]


@pytest.mark.parametrize(
    ("at", "step"),
    [
        ("2026-03-09", "respond 2026-001 MEMBER POSITION"),
        ("2026-03-10", "respond 2026-001 MEMBER POSITION"),
        ("2026-03-11", "close 2026-001"),
    ],
)
def test_a_reminder_is_followed_by_answers_until_the_deadline_is_over(du: Du, root: Path, at: str, step: str) -> None:
    answer = typed(du, root, "du-cli written remind 2026-001", at)
    assert following(answer) == f"du-cli written {step}"
    typed(du, root, following(answer), at)


@pytest.mark.parametrize(("case", "step"), [(OPENED, "remind"), (ANSWERED, "close")])
def test_a_deadline_put_off_is_followed_by_a_reminder_where_somebody_is_silent(du: Du, root: Path, case: str, step: str) -> None:
    put(root, ARCHIVE, case)
    answer = typed(du, root, "du-cli written extend 2026-001 --until 2026-03-17", "2026-03-10")
    assert following(answer) == f"du-cli written {step} 2026-001"
    typed(du, root, following(answer), "2026-03-10")


def test_a_case_sent_to_a_meeting_is_followed_by_planning_one_where_none_lies_ahead(du: Du, root: Path) -> None:
    put(root, ARCHIVE, ANSWERED)
    answer = typed(du, root, "du-cli written close 2026-001", "2026-03-05")
    assert following(answer) == "du-cli meetings plan DATE"
    planned = typed(du, root, following(answer), "2026-03-05")
    assert following(planned) == "du-cli meetings agenda 2026-05-05"
    typed(du, root, following(planned), "2026-03-05")
    assert "case: 2026-001" in read(root, "data/meetings/2026/2026-05-05.yaml")


def test_a_case_whose_procedure_is_over_is_not_said_to_go_out_again(du: Du, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    put(root, ARCHIVE, CLOSED.replace("in_written_procedure", "in_preparation"))
    answer = du("cases", "move", "2026-001", "submitted", "--root", root, "--at", "2026-03-06", "--lang", "en")
    commands = ["du-cli meetings plan DATE", "du-cli cases withdraw 2026-001 --note TEXT"]
    assert answer.err.strip().endswith(f"What can be done: {' or '.join(commands)}.")
    for command in commands:
        typed(du, shutil.copytree(root, tmp_path_factory.mktemp("step") / "data"), command, "2026-03-06")
    put(root, ARCHIVE, PREPARED)
    answer = du("cases", "move", "2026-001", "submitted", "--root", root, "--at", "2026-03-06", "--lang", "en")
    assert "du-cli written open 2026-001" in answer.err
    put(root, "data/mandate.yaml", read(root, "data/mandate.yaml").replace("{allowed: true,", "{allowed: false,"))
    answer = du("cases", "move", "2026-001", "submitted", "--root", root, "--at", "2026-03-06", "--lang", "en")
    assert "written open" not in answer.err


def test_a_case_concluded_against_an_objection_is_taken_up_in_a_new_one(du: Du, root: Path) -> None:
    concluded = CLOSED.replace("in_written_procedure", "concluded")
    put(root, ARCHIVE, f"{concluded}recommendation: {{adopted: 2026-03-05, by: written_procedure, text: Utvalget anbefaler støtte.}}\n")
    commands = found(du, root, "DU507", "2026-03-06")
    assert commands == ["du-cli cases new --follows 2026-001"]
    typed(du, root, str(commands[0]), "2026-03-06")
    assert "follows: 2026-001" in "".join(path.read_text(encoding="utf-8") for path in (root / "data/cases").rglob("*.yaml"))


ATTENDED = MEETING.format(id="2026-03-03", status="called") + "chair: laget\nattendance: {present: [kari, ola], unpublished: {laget: 1}}\n"


def test_a_meeting_with_attendance_and_no_outcomes_lacks_the_outcomes(du: Du, root: Path) -> None:
    put(root, "data/members.yaml", FILES["data/members.yaml"])
    put(root, "data/meetings/2026/2026-03-03.yaml", ATTENDED)
    step = "du-cli meetings minutes 2026-03-03 --item 1 --outcome OUTCOME --text TEXT"
    assert found(du, root, "DU412", "2026-03-04") == [step]
    answer = du("meetings", "approve", "2026-03-03", "--written", "--root", root, "--at", "2026-03-04", "--lang", "en")
    assert (answer.code, step in answer.err) == (2, True)
    typed(du, root, step, "2026-03-04")
    assert found(du, root, "DU412", "2026-03-04") == []


def test_a_meeting_called_without_attendance_lacks_that(du: Du, root: Path) -> None:
    commands = found(du, root, "DU412", "2026-03-04")
    assert commands == ["du-cli meetings attend 2026-03-03 --absent MEMBER --all-present"]
    answer = du("meetings", "approve", "2026-03-03", "--written", "--root", root, "--at", "2026-03-04", "--lang", "en")
    assert (answer.code, "Record first who was there" in answer.err) == (2, True)


@pytest.mark.parametrize("status", ["cancelled", None])
def test_a_case_on_no_agenda_goes_to_the_next_meeting_or_to_one_that_is_planned_for_it(du: Du, root: Path, status: str | None) -> None:
    held = root / "data/meetings/2026/2026-03-03.yaml"
    held.write_text(MEETING.format(id="2026-03-03", status=status), encoding="utf-8") if status else held.unlink()
    code = "DU408" if status else "DU301"
    assert found(du, root, code, "2026-03-01") == ["du-cli meetings plan DATE"]
    typed(du, root, "du-cli meetings plan DATE", "2026-03-01")
    assert found(du, root, code, "2026-03-01") == ["du-cli meetings agenda 2026-05-05"]
    typed(du, root, "du-cli meetings agenda 2026-05-05", "2026-03-01")
    assert found(du, root, code, "2026-03-01") == []


def test_a_secretary_needs_no_appointment(du: Du, root: Path) -> None:
    answer = typed(du, root, "du-cli members add 'Anne Ny' --organisation laget --role secretary", "2026-03-03")
    assert "Next:" not in answer.out
    answer = typed(du, root, "du-cli members add 'Bo Ny' --organisation 'Bergen kommune'", "2026-03-03")
    assert following(answer) == "du-cli members appoint bo-ny SEAT"


def test_a_second_answer_says_where_the_first_is_corrected(du: Du, root: Path) -> None:
    put(root, ARCHIVE, ANSWERED)
    answer = du("written", "respond", "1/26", "kari", "objects", "--root", root, "--at", "2026-03-05", "--lang", "en")
    said = f"du-cli: Kari Li has answered already, on 4 March 2026. Correct {ARCHIVE} if that is wrong.\n"
    assert (answer.code, answer.err) == (2, said)


def test_outreach_that_is_asked_for_names_the_member(du: Du, tmp_path: Path) -> None:
    folder = TOP / "tests/rules/DU601/bad-none-for-a-year"
    shutil.copytree(folder / "data", tmp_path / "data")
    at = (folder / "expected.txt").read_text(encoding="utf-8").split()[1]
    commands = found(du, tmp_path, "DU601", at)
    assert commands
    for command in commands:
        assert "--member " in str(command)
        typed(du, tmp_path, str(command), at)
    assert found(du, tmp_path, "DU601", at) == []
