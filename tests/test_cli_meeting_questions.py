"""The meeting commands' questions, on a real terminal: meetings, people, items and outcomes to choose from."""

from pathlib import Path

import pytest
from meeting_work import git, put, repository
from test_cli_asking import at_terminal

from du_cli.cli import run

THE_MEETING = "data/meetings/2026/2026-02-03.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = repository(tmp_path, monkeypatch)
    assert run(["meetings", "agenda", "2026-02-03", "--add", "2026-006", "--root", str(found), "--at", "2026-01-20"]) == 0
    assert run(["meetings", "call", "2026-02-03", "--root", str(found), "--at", "2026-01-20"]) == 0
    (found / THE_MEETING).rename(found / "data/meetings/2026/2026-02-01.yaml")  # at_terminal's day
    put(found, {"data/meetings/2026/2026-02-01.yaml": text(found).replace("2026-02-03", "2026-02-01")})
    return found


def text(root: Path) -> str:
    return (root / "data/meetings/2026/2026-02-01.yaml").read_text(encoding="utf-8")


def test_everyone_in_office_is_asked_for_and_the_leader_is_the_default_for_the_chair(root: Path) -> None:
    code, shown = at_terminal(root, "meetings", "attend", answers="2\n\n\nabsent\n")
    assert code == 0, shown
    assert "  1  2026-01-06" in shown
    assert "Who chaired the meeting [kari]" in shown
    assert "Ola Berg [present]" in shown
    assert "chair: kari\n" in text(root)
    assert "  present: [kari, ola]\n  absent: [liv]\n" in text(root)


def test_the_item_its_text_and_its_outcome_are_asked_for(root: Path) -> None:
    code, shown = at_terminal(root, "meetings", "minutes", "2026-02-01", answers="3\nVi drøftet saken.\n1\n")
    assert code == 0, shown
    assert "  3  6/26 Sak 6" in shown
    assert "minutes: Vi drøftet saken., outcome: discussed}" in text(root)
    assert "outcome: discussed" in (root / "data/cases/2026/006.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["6/26", "2026-006"])
def test_an_item_is_named_by_its_case_too(root: Path, answer: str) -> None:
    code, shown = at_terminal(root, "meetings", "minutes", "2026-02-01", answers=f"9/26\n1/26\n{answer}\nVi drøftet saken.\n1\n")
    assert code == 0, shown
    assert "There is no case 9/26." in shown
    assert "Case 1/26 is not on the agenda of the meeting 2026-02-01." in shown
    assert "minutes: Vi drøftet saken., outcome: discussed}" in text(root)


def test_an_item_that_is_no_case_is_asked_for_its_text_only(root: Path) -> None:
    code, shown = at_terminal(root, "meetings", "minutes", "2026-02-01", "--item", "2", answers="Alt vel.\n")
    assert code == 0, shown
    assert "title: 'Nytt fra Bergen', minutes: Alt vel.}" in text(root)


def test_how_the_minutes_were_approved_is_asked_for(root: Path) -> None:
    code, shown = at_terminal(root, "meetings", "approve", answers="1\nwritten\n")
    assert code == 0, shown
    assert "  1  2026-02-01" in shown
    assert "written: true\n" in (root / "data/meetings/2026/2026-01-06.yaml").read_text(encoding="utf-8")


def test_the_day_to_plan_and_the_reason_to_cancel_are_asked_for(root: Path) -> None:
    code, shown = at_terminal(root, "meetings", "plan", answers="2026-03-03\n")
    assert code == 0, shown
    assert (root / "data/meetings/2026/2026-03-03.yaml").exists()
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "planlagt")
    code, shown = at_terminal(root, "meetings", "cancel", "2026-03-03", "--commit", answers="For få saker\n")
    assert code == 0, shown
    assert "avlyst (For få saker)" in git(root, "log", "-1", "--format=%s")
    assert "status: cancelled" in (root / "data/meetings/2026/2026-03-03.yaml").read_text(encoding="utf-8")


def test_outreach_is_asked_for_step_by_step(root: Path) -> None:
    code, shown = at_terminal(root, "outreach", "add", answers="Ola Berg\n2\nNy plan\n")
    assert code == 0, shown
    assert "{date: 2026-02-01, member: ola, area: Vestland, audience: political, topic: Ny plan}" in (
        root / "data/outreach/2026.yaml"
    ).read_text(encoding="utf-8")


def test_an_item_is_chosen_by_its_number_also_where_numbers_are_missing(root: Path) -> None:
    assert run(["meetings", "agenda", "2026-02-01", "--remove", "1", "--root", str(root), "--at", "2026-01-21"]) == 0
    code, shown = at_terminal(root, "meetings", "minutes", "2026-02-01", answers="1\n3\nVi drøftet saken.\ndiscussed\n")
    assert code == 0, shown
    assert "  2  Nytt fra Bergen (Ola Berg)" in shown
    assert "1 is none of the choices. Choose one of 2 or 3." in shown
    assert "minutes: Vi drøftet saken., outcome: discussed}" in text(root)
