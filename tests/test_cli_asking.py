"""Questions on a terminal, in a real one: choices by number or name, defaults, and asking again."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from conftest import TOP, Du

from du_cli.cli import asking

MANDATE = """\
# Oppdiktet eksempel
committee: {id: provenemnda, name: Prøvenemnda, language: nb}
bodies: [{id: laget, name: Laget}, {id: nettet, name: Nettet, kind: regional_network}]
versions:
  - {id: "1", seats: [{id: fritt, name: Fritt, count: 1, kind: any}, {id: annet, name: Annet, count: 2, kind: any, consult: [nettet]}], clauses: []}
"""
ROSTER = "members:\n  - {id: ola, name: Ola, organisation: laget, appointments: [{seat: annet, from: 2026-01-01, until: 2026-12-31}]}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/mandate.yaml").write_text(MANDATE, encoding="utf-8")
    (tmp_path / "data/members.yaml").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def at_terminal(root: Path, *arguments: str, answers: str) -> tuple[int, str]:
    """The exit code and what stood on the terminal, a person typing ``answers``."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "du_cli", *arguments, "--root", str(root), "--at", "2026-02-01", "--lang", "en"]
    env = {**os.environ, "PYTHONPATH": str(TOP), "TERM": "dumb", "INPUTRC": os.devnull}
    program = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    os.write(ours, answers.encode())
    shown = b""
    while True:
        if not select.select([ours], [], [], 60)[0]:
            program.kill()
            pytest.fail(f"it waits for an answer: {shown.decode()}")
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return program.wait(30), shown.decode(errors="replace")


def test_what_no_option_gave_is_asked_for(root: Path) -> None:
    code, shown = at_terminal(root, "members", "add", answers="Kari Nordmann\nBergen kommune\n")
    assert code == 0, shown
    assert "The person's name" in shown
    assert "The person's organisation, as in Bergen kommune" in shown
    assert "id: kari-nordmann\n" in (root / "data/members.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["1", "fritt"])
def test_a_seat_is_chosen_by_its_number_or_its_id(root: Path, answer: str) -> None:
    code, shown = at_terminal(root, "members", "appoint", "Kari Li", "--organisation", "Bergen kommune", answers=f"{answer}\n")
    assert code == 0, shown
    assert "  1  fritt  Fritt" in shown
    assert "  2  annet  Annet" in shown
    assert "seat: fritt" in (root / "data/members.yaml").read_text(encoding="utf-8")


def test_who_was_consulted_is_asked_for_where_the_mandate_wants_somebody_asked(root: Path) -> None:
    code, shown = at_terminal(root, "members", "appoint", "Kari Li", "annet", "--organisation", "laget", answers="1\n2026-01-10\n")
    assert code == 0, shown
    assert "  1  nettet  Nettet" in shown
    assert "{body: nettet, asked: 2026-01-10, answered: null, advice: null}" in (root / "data/members.yaml").read_text(encoding="utf-8")


def test_an_answer_that_is_no_choice_is_asked_for_again(root: Path) -> None:
    code, shown = at_terminal(root, "members", "consult", "ola", answers="3\n2\n")
    assert code == 1, shown  # asked after the appointment began: the rule says no
    assert "3 is none of the choices. Choose one of laget or nettet." in shown
    assert "DU213" in shown


def test_an_empty_answer_where_there_is_a_default_means_the_default(root: Path) -> None:
    code, shown = at_terminal(root, "members", "end", "ola", answers="\nFlyttet\n")
    assert code == 0, shown
    assert "ended: 2026-02-01, ended_reason: Flyttet}" in (root / "data/members.yaml").read_text(encoding="utf-8")


def test_the_day_a_person_leaves_is_asked_for(root: Path) -> None:
    code, shown = at_terminal(root, "members", "end", "ola", answers="2026-13-01\n2026-01-31\nFlyttet\n")
    assert code == 0, shown
    assert "The last day served [2026-02-01]" in shown
    assert "There is no day 2026-13-01 in the calendar." in shown
    assert "ended: 2026-01-31, ended_reason: Flyttet}" in (root / "data/members.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["ol\t", "O\t", "OLA\t"])
def test_a_name_or_an_id_is_completed_by_tab(root: Path, answer: str) -> None:
    code, shown = at_terminal(root, "members", "end", "--on", "2026-12-31", answers=f"{answer}\n")
    assert code == 0, shown
    assert "ended: 2026-12-31}" in (root / "data/members.yaml").read_text(encoding="utf-8")


def test_a_register_name_is_completed_by_tab(root: Path) -> None:
    code, shown = at_terminal(root, "members", "add", answers="Kari Nordmann\nKristiansu\t\n")
    assert code == 0, shown
    assert "organisation: Kristiansund kommune" in (root / "data/members.yaml").read_text(encoding="utf-8")


def test_an_answer_that_cannot_be_is_asked_for_again_with_the_reason(root: Path) -> None:
    code, shown = at_terminal(root, "members", "add", answers="Kari Nordmann\nBergem kommune\nBergen kommune\n")
    assert code == 0, shown
    assert "There is no organisation Bergem kommune." in shown
    assert "name: Kari Nordmann\n    organisation: Bergen kommune" in (root / "data/members.yaml").read_text(encoding="utf-8")


def test_what_was_answered_is_given_back_when_it_comes_to_nothing(root: Path) -> None:
    code, shown = at_terminal(root, "members", "consult", "--asked", "2026-01-10", answers="Ola\n2\n")
    assert code == 1, shown
    assert "What you answered, to be corrected and typed again: du-cli members consult --asked 2026-01-10 --root" in shown
    assert shown.split("typed again: ")[1].splitlines()[0].endswith("--lang en Ola nettet")


def test_what_was_answered_is_given_back_when_the_questions_are_broken_off(du: Du, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Ola"])

    def typed(*_: object) -> str:
        for answer in answers:
            return answer
        raise typer.Abort

    monkeypatch.setattr(asking, "asks", lambda: True)
    monkeypatch.setattr(asking, "typed", typed)
    answer = du("members", "consult", "--root", root, "--at", "2026-02-01", "--lang", "en")
    assert answer.code == 130
    assert answer.err.endswith(f"typed again: du-cli members consult --root {root} --at 2026-02-01 --lang en Ola\n")


def test_without_a_terminal_nothing_is_asked(root: Path) -> None:
    command = [sys.executable, "-m", "du_cli", "members", "consult", "ola", "--root", root, "--lang", "en"]
    done = subprocess.run(command, input="laget\n", capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(TOP)})
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "du-cli: BODY is missing. See du-cli members consult --help.\n")


CASEWORK = {
    "data/mandate.yaml": (
        "# Oppdiktet eksempel\n"
        "committee: {id: provenemnda, name: Prøvenemnda, language: nb, leads: laget, secretariat: laget, advises: radet}\n"
        "bodies: [{id: laget, name: Laget}, {id: radet, name: Rådet}]\n"
        'versions: [{id: "1", tasks: [{id: 1, name: Råd}, {id: 2, name: Tema}], seats: [{id: fritt, name: Fritt, count: 1, kind: any}], clauses: []}]\n'
    ),
    "data/members.yaml": "members:\n  - {id: ola, name: Ola, organisation: laget, appointments: [{seat: fritt}]}\n",
}


@pytest.fixture
def casework(tmp_path: Path) -> Path:
    for path, text in CASEWORK.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_case_is_raised_and_handled_by_answering_questions(casework: Path) -> None:
    file = casework / "data/cases/2026/001-felles-arkiv.yaml"
    code, shown = at_terminal(casework, "cases", "new", answers="Felles arkiv\n3\nola\n\n2\n\nPunkt 4\n")
    assert code == 0, shown
    assert "  3  initiative  initiative" in shown
    assert "  2  Tema" in shown
    text = file.read_text(encoding="utf-8")
    wanted = (
        "type: initiative\n",
        "mandate_tasks: [2]\n",
        "by: ola}\n",
        "council_mandate: Punkt 4\n",
        "responsible: laget\n",
        "addressee: radet\n",
    )
    assert [line for line in wanted if line not in text] == []
    code, shown = at_terminal(casework, "cases", "move", answers="1/26\n1\n")
    assert code == 0, shown
    assert "  1  in_preparation  in preparation" in shown
    code, shown = at_terminal(casework, "written", "open", "1/26", answers="Haster\nJa?\n\n")
    assert code == 0, shown
    assert "Last day to answer [2026-02-06]" in shown
    code, shown = at_terminal(casework, "written", "respond", "1/26", answers="Ola\n3\n")
    assert code == 0, shown
    assert "position: objects" in file.read_text(encoding="utf-8")
    code, shown = at_terminal(casework, "cases", "recuse", "1/26", "--member", "ola", answers="fvl. § 6\n")
    assert code == 0, shown
    assert "basis: fvl. § 6," in file.read_text(encoding="utf-8")
    code, shown = at_terminal(casework, "cases", "withdraw", "1/26", answers="Ikke aktuelt\n")
    assert code == 0, shown
    assert "note: Ikke aktuelt}" in file.read_text(encoding="utf-8")
