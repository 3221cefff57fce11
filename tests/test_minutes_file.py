"""Minutes from a file: what is about another item than the meeting has is refused, and what minutes do not take is named."""

from pathlib import Path

import pytest
from conftest import Du
from meeting_work import CASE, DAY, MEETING, Office, with_a_meeting

FROM = ("meetings", "minutes", DAY, "--from", "referat.yaml")


@pytest.fixture
def office(du: Du, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return with_a_meeting(du, tmp_path, monkeypatch)


def written(office: Office, text: str) -> None:
    (office.root / "referat.yaml").write_text(text, encoding="utf-8")


WRONG = {
    "another case": (
        "{item: 3, type: case, case: 2026-002, minutes: x, outcome: noted}",
        "referat.yaml has case 2026-002 as item 3. On the agenda that item is about case 2026-001.",
    ),
    "a case as a briefing": (
        "{item: 2, case: 2026-001, outcome: rejected}",
        "referat.yaml has case 2026-001 as item 2. On the agenda that item is about no case.",
    ),
    "another kind": ("{item: 2, type: other, minutes: x}", "referat.yaml has item 2 as other. On the agenda it is briefing."),
    "an item twice": (
        "{item: 3, minutes: x}, {item: 1, minutes: to}, {item: 3, outcome: noted}",
        "referat.yaml has item 3 more than once.",
    ),
    "a new item twice": (
        "{item: 9, type: briefing, by: liv, minutes: x}, {item: 9, type: briefing, by: kari, minutes: to}",
        "referat.yaml has item 9 more than once.",
    ),
    "an outcome no meeting has": (
        "{item: 3, outcome: unanswered}",
        "Item 3 cannot have the outcome unanswered. Choose one of discussed, postponed, adopted",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_item_of_the_meeting_is_refused(office: Office, name: str) -> None:
    items, said = WRONG[name]
    written(office, f"agenda: [{items}]\n")
    assert said in office.refused(*FROM)


def test_what_minutes_do_not_take_is_named(office: Office) -> None:
    written(
        office,
        f"id: {DAY}\ntype: extraordinary\nstart: '10:00'\nplace: Oslo\ncalled: null\ndocuments: []\n"
        "agenda:\n  - {item: 3, type: case, case: 2026-001, title: Ny, purpose: decision, minutes: x, outcome: adopted,\n"
        "     recommendation: {text: Ja., adopted: 2026-02-01}}\n  - {item: 2, type: briefing, by: liv, minutes: to}\n"
        "  - {item: 8, type: briefing, by: liv, title: Nett, minutes: z}\n",
    )
    left = "type, place, agenda.3.title, agenda.3.recommendation.adopted, agenda.2.by and agenda.8.title"
    assert f"Not taken from the file: {left}." in office.done(*FROM).err
    assert "  adopted: 2026-02-03\n" in office.text(CASE)


def test_the_meeting_s_own_file_leaves_nothing_out(office: Office) -> None:
    own = office.text(MEETING)
    written(office, own.replace("purpose: decision}", "purpose: decision, minutes: Vedtatt., outcome: adopted}"))
    answer = office.done(*FROM)
    assert "Not taken" not in answer.err
    assert "outcome: adopted" in office.text(MEETING)


def test_a_file_that_says_nothing_minutes_take_says_so(office: Office) -> None:
    written(office, "start: '09:00'\nstatus: approved\n")
    answer = office.typed(*FROM)
    assert (answer.code, "Everything is recorded so already." in answer.out) == (0, True)
    assert "Not taken from the file: status and start." in answer.err
