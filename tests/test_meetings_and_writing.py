"""Cases between meetings and written procedures: no way leads out of one but its end, and no item is left behind."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TOP, Answer, Du

from du_cli.dataset.casework import CASE_STATUS

JUNE = "data/meetings/2024/2024-06-25.yaml"
ADVICE = "data/cases/2024/022-rad-om-sommervakt.yaml"
MAIL = "data/cases/2024/020-digital-innbyggerpost.yaml"
"""22/24 is out in writing, 20/24 is item 4 of the meeting called for 25 June."""

Typed = Callable[..., Answer]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the examples to change."""
    shutil.copytree(TOP / "examples/data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def typed(du: Du, root: Path) -> Typed:
    """A command on the copy."""

    def call(*words: str, at: str = "2024-06-17") -> Answer:
        return du(*words, "--root", root, "--at", at, "--lang", "en")

    return call


def done(answer: Answer) -> Answer:
    assert answer.code == 0, answer.err
    return answer


def edit(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")


def codes(answer: Answer) -> set[str]:
    return {one["code"] for one in json.loads(answer.out)["findings"] if one["outcome"] == "finding" and one["severity"] == "error"}


def numbers(root: Path) -> list[str]:
    return [line.strip() for line in (root / JUNE).read_text(encoding="utf-8").splitlines() if "{item:" in line or "item:" in line]


def test_a_case_out_in_writing_goes_on_no_agenda(typed: Typed, root: Path) -> None:
    before = (root / JUNE).read_bytes()
    answer = typed("meetings", "agenda", "2024-06-25", "--add", "22/24")
    assert (answer.code, "Close it with du-cli written close 2024-022" in answer.err) == (2, True)
    assert (root / JUNE).read_bytes() == before


@pytest.mark.parametrize("status", ["on_agenda", "in_preparation", "concluded", "withdrawn"])
def test_a_procedure_left_open_can_be_closed_wherever_the_case_has_gone(typed: Typed, root: Path, status: str) -> None:
    edit(root, ADVICE, ("status: in_written_procedure", f"status: {status}"))
    answer = done(typed("written", "close", "22/24", at="2024-06-18"))
    assert f"Case 22/24 stays {CASE_STATUS[status]}." in answer.err
    text = (root / ADVICE).read_text(encoding="utf-8")
    assert (f"\nstatus: {status}\n" in text, "  closed: 2024-06-18\n" in text, "recommendation: null" in text) == (True, True, True)
    assert "DU508" not in typed("check", "--select", "DU508", at="2024-06-19").out


def test_closing_what_the_case_has_left_takes_no_other_options(typed: Typed, root: Path) -> None:
    edit(root, ADVICE, ("status: in_written_procedure", "status: in_preparation"))
    answer = typed("written", "close", "22/24", "--conclude", at="2024-06-18")
    assert (answer.code, "closing only records the count" in answer.err) == (2, True)


def test_a_case_sent_out_in_writing_leaves_the_agenda_it_stood_on(typed: Typed, root: Path) -> None:
    before = numbers(root)
    answer = done(typed("written", "open", "20/24", "--reason", "Haster", "--question", "Ja?"))
    assert "Taken off the agenda of 2024-06-25: item " in answer.err
    assert "the other items keep their numbers" in answer.err
    after = numbers(root)
    assert [one for one in before if "2024-020" not in one] == after
    assert codes(typed("check", "--format", "json")) == set()


@pytest.mark.parametrize("words", [("withdraw", "20/24", "--note", "Uaktuelt"), ("move", "20/24", "in_preparation")])
def test_a_case_that_goes_elsewhere_leaves_the_agenda_it_stood_on(typed: Typed, root: Path, words: tuple[str, ...]) -> None:
    assert "Taken off the agenda of 2024-06-25" in done(typed("cases", *words)).err
    assert "2024-020" not in (root / JUNE).read_text(encoding="utf-8")
    assert codes(typed("check", "--format", "json")) == set()


def test_an_item_with_minutes_and_no_outcome_is_recorded_before_its_case_leaves(typed: Typed, root: Path) -> None:
    item = next(one for one in numbers(root) if "2024-020" in one)
    number = item.partition("item: ")[2].partition(",")[0]
    done(typed("meetings", "minutes", "2024-06-25", "--item", number, "--text", "Drøftet.", at="2024-06-25"))
    answer = typed("cases", "withdraw", "20/24", "--note", "Uaktuelt", at="2024-06-26")
    assert (answer.code, f"du-cli meetings minutes 2024-06-25 --item {number} --outcome OUTCOME" in answer.err) == (2, True)


def test_a_meeting_concludes_no_case_that_is_out_in_writing(typed: Typed, root: Path) -> None:
    edit(root, ADVICE, ("status: in_written_procedure", "status: on_agenda"))
    edit(root, JUNE, ("agenda:\n", "agenda:\n  - {item: 99, type: case, case: 2024-022, purpose: decision}\n"))
    answer = typed("meetings", "minutes", "2024-06-25", "--item", "99", "--outcome", "noted", at="2024-06-25")
    assert (answer.code, "Close it with du-cli written close 2024-022" in answer.err) == (2, True)


def test_a_meeting_of_which_something_is_recorded_is_not_cancelled(typed: Typed, root: Path) -> None:
    done(typed("meetings", "attend", "2024-06-25", "--all-present", at="2024-06-25"))
    answer = typed("meetings", "cancel", "2024-06-25", "--reason", "x", at="2024-06-26")
    assert (answer.code, "du-cli meetings minutes 2024-06-25" in answer.err, JUNE in answer.err) == (2, True, True)
    assert "status: called" in (root / JUNE).read_text(encoding="utf-8")


def test_a_meeting_is_held_when_the_last_item_without_an_outcome_is_taken_off(typed: Typed, root: Path) -> None:
    done(typed("meetings", "attend", "2024-06-25", "--all-present", at="2024-06-25"))
    cases = [one.partition("case: ")[2][:8] for one in numbers(root) if "case: " in one]
    for case in cases[:-1]:
        done(typed("meetings", "agenda", "2024-06-25", "--remove", case, at="2024-06-25"))
        assert "status: called" in (root / JUNE).read_text(encoding="utf-8")
    done(typed("meetings", "agenda", "2024-06-25", "--remove", cases[-1], at="2024-06-25"))
    assert "status: held" in (root / JUNE).read_text(encoding="utf-8")


def test_what_is_new_is_put_in_order_until_the_call_goes_out(typed: Typed, root: Path) -> None:
    august = "data/meetings/2024/2024-08-20.yaml"
    done(typed("meetings", "agenda", "2024-08-20"))
    done(typed("cases", "new", "Til orientering", "--type", "information", "--task", "4", "--by", "provelaget"))
    done(typed("cases", "new", "Til vedtak", "--type", "initiative", "--task", "4", "--by", "provelaget", "--addressee", "none"))
    for number in ("29/24", "30/24"):
        done(typed("cases", "move", number, "in_preparation"))
        done(typed("meetings", "agenda", "2024-08-20", "--add", number))
    lines = [line.strip() for line in (root / august).read_text(encoding="utf-8").splitlines() if "{item:" in line]
    kinds = ["decision" if "decision" in line else "information" if "information" in line else "briefing" for line in lines]
    assert kinds == sorted(kinds, key=("decision", "information", "briefing").index)
    assert [line.partition("item: ")[2].partition(",")[0] for line in lines] == [str(number) for number in range(1, len(lines) + 1)]


def test_after_the_call_what_is_new_comes_last_and_that_is_said(typed: Typed, root: Path) -> None:
    before = numbers(root)
    done(typed("cases", "new", "Sent", "--type", "information", "--task", "4", "--by", "provelaget"))
    answer = done(typed("meetings", "agenda", "2024-06-25", "--add", "29/24"))
    assert "The call has gone out, so the items keep their numbers, and what is new comes last." in answer.err
    assert numbers(root)[: len(before)] == before
