"""What a change turns out to need is asked for on a terminal, and each answer is judged when it is given."""

from pathlib import Path

import pytest
from test_cli_asking import at_terminal

FILES = {
    "data/mandate.yaml": """\
# Oppdiktet eksempel
committee: {id: provenemnda, name: Prøvenemnda, language: nb, leads: laget}
bodies: [{id: laget, name: Laget}, {id: radet, name: Rådet}]
versions:
  - id: "1"
    term: {years: 4, exceptions: [continuity, merger]}
    seats: [{id: fritt, name: Fritt, count: 5, kind: any}, {id: annet, name: Annet, count: 5, kind: any}]
    clauses: []
""",
    "data/members.yaml": """\
unpublished_holders: {}
members:
  - {id: nina, name: Nina Tenkt, organisation: laget, appointments: [{seat: fritt, from: 2025-01-01, until: 2028-12-31}]}
  - id: ola
    name: Ola Berg
    organisation: laget
    appointments: [{seat: fritt, from: 2025-01-01, until: 2027-12-31}, {seat: annet, from: 2025-01-01, until: 2027-12-31}]
  - {id: nils, name: Nils Gått, organisation: laget, appointments: [{seat: fritt, from: 2022-01-01, until: 2025-12-31, ended: 2025-06-30, ended_reason: Flyttet}]}
  - {id: eva, name: Eva Ny, organisation: laget, appointments: [{seat: annet, from: 2025-06-01, until: 2029-05-31}]}
""",
    "data/cases/2026/001.yaml": """\
id: 2026-001
title: Felles kart
type: initiative
status: in_written_procedure
raised: {date: 2026-01-05, by: laget}
responsible: laget
written_procedure:
  reason: Haster
  sent: 2026-01-20
  question: Ja?
  sent_to: [nina, ola]
  deadline: 2026-02-10
  responses:
    - {member: ola, date: 2026-01-21, position: supports}
""",
    "data/cases/2026/002.yaml": """\
id: 2026-002
title: Felles arkiv
type: initiative
status: on_agenda
raised: {date: 2026-01-05, by: laget}
responsible: laget
addressee: radet
""",
    "data/meetings/2026/2026-02-01.yaml": """\
id: 2026-02-01
type: ordinary
status: called
called: 2026-01-10
agenda: [{item: 1, type: case, case: 2026-002, purpose: decision}]
""",
}
ROSTER, CASE = "data/members.yaml", "data/cases/2026/002.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_term_past_the_mandates_asks_for_the_reason_and_the_kind_of_exception(root: Path) -> None:
    code, shown = at_terminal(root, "members", "extend", "nina", answers="2028-12-31\n2029-01-01\n\nSaken er midt i\nmerger\n")
    assert code == 0, shown
    assert "Nina Tenkt is appointed until 31 December 2028 already." in shown
    assert shown.count("This needs an answer.") == 1
    assert "  2  merger" in shown
    assert "exception: {kind: merger, reason: Saken er midt i, decided: 2026-02-01}" in (root / ROSTER).read_text(encoding="utf-8")


def test_the_mandates_own_last_day_asks_for_no_reason(root: Path) -> None:
    code, shown = at_terminal(root, "members", "extend", "ola", "--seat", "annet", answers="2028-12-31\n")
    assert (code, "Why" in shown) == (0, False), shown


def test_an_appointment_with_a_last_day_past_the_mandates_asks_for_the_reason(root: Path) -> None:
    given = ("--organisation", "laget", "--until", "2030-02-01", "--exception-kind", "continuity")
    code, shown = at_terminal(root, "members", "appoint", "Liv Ny", "annet", *given, answers="Kontinuitet\n")
    assert code == 0, shown
    assert "exception: {kind: continuity, reason: Kontinuitet, decided: 2026-02-01}" in (root / ROSTER).read_text(encoding="utf-8")


def test_somebody_in_two_seats_is_asked_which_and_why_it_ends_before_its_time(root: Path) -> None:
    code, shown = at_terminal(root, "members", "end", answers="nils\nola\ntredje\n2\n2026-02-01\n\nFlyttet\n")
    assert code == 0, shown
    assert "Nils Gått's appointment ended on 30 June 2025." in shown
    assert "tredje is none of the choices. Choose one of fritt or annet." in shown
    assert "Why it ends before 31 December 2027" in shown
    text = (root / ROSTER).read_text(encoding="utf-8")
    assert "{seat: annet, from: 2025-01-01, until: 2027-12-31, ended: 2026-02-01, ended_reason: Flyttet}" in text


def test_the_last_day_of_a_term_asks_for_no_reason(root: Path) -> None:
    code, shown = at_terminal(root, "members", "end", "nina", answers="2028-12-31\n")
    assert (code, "Why" in shown) == (0, False), shown


def test_somebody_new_is_appointed_once_the_organisation_is_said(root: Path) -> None:
    code, shown = at_terminal(root, "members", "appoint", answers="Tenkt\n\nLiv Moe\nBergem\nKristiansu\t\nANNET\n")
    assert code == 0, shown
    assert "There is no member Tenkt. Did you mean Nina Tenkt?" in shown
    assert "There is no member Liv Moe." in shown
    assert "There is no organisation Bergem." in shown
    text = (root / ROSTER).read_text(encoding="utf-8")
    assert "name: Liv Moe\n    organisation: Kristiansund kommune\n" in text
    assert "Tenkt" not in text.partition("Liv Moe")[2]


def test_who_answers_in_writing_is_completed_among_those_who_can(root: Path) -> None:
    code, shown = at_terminal(root, "written", "respond", "1/26", answers="Tenkt\nol\t\nNi\t\nperhaps\n1\n")
    assert code == 0, shown
    assert "Did you mean Nina Tenkt?" in shown
    assert "There is no member or body ol." in shown  # Ola has answered, and is not offered
    assert "perhaps is none of the choices." in shown
    assert "{member: nina, date: 2026-02-01, position: supports" in (root / "data/cases/2026/001.yaml").read_text(encoding="utf-8")


def test_the_word_beside_a_choice_is_an_answer(root: Path) -> None:
    code, shown = at_terminal(root, "written", "respond", "1/26", "nina", answers="Asks for a meeting\n")
    assert code == 0, shown
    assert "position: asks_for_meeting" in (root / "data/cases/2026/001.yaml").read_text(encoding="utf-8")


def test_a_case_that_cannot_be_concluded_is_asked_for_again_and_the_text_adopted_is_asked_for(root: Path) -> None:
    code, shown = at_terminal(root, "cases", "conclude", answers="1/26\n2/26\n1\n\nVi tilrår det.\n")
    assert code == 0, shown
    assert "The written procedure in case 1/26 is not closed." in shown
    assert "text: |\n    Vi tilrår det.\n" in (root / CASE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("outcome", "answer", "kept"), [("adopted", "Vi tilrår det.", "Vi tilrår det."), ("withdrawn", "For tidlig", "note: For tidlig")]
)
def test_minutes_ask_for_what_the_outcome_needs(root: Path, outcome: str, answer: str, kept: str) -> None:
    code, shown = at_terminal(root, "meetings", "minutes", "2026-02-01", answers=f"1\nDrøftet.\n{outcome}\n{answer}\n")
    assert code == 0, shown
    assert kept in (root / CASE).read_text(encoding="utf-8")


def test_who_is_responsible_is_asked_for_when_the_status_needs_somebody(root: Path) -> None:
    (root / CASE).write_text(FILES[CASE].replace("responsible: laget\n", "").replace("on_agenda", "proposed"), encoding="utf-8")
    (root / "data/meetings/2026/2026-02-01.yaml").unlink()
    code, shown = at_terminal(root, "cases", "move", "2/26", "in_preparation", answers="Laaget\nEva Ny\n")
    assert code == 0, shown
    assert "There is no organisation Laaget." in shown
    assert "responsible: eva\n" in (root / CASE).read_text(encoding="utf-8")
