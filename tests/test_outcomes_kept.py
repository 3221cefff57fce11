"""What a meeting made of a case: corrected while nothing has happened to the case since, and kept after that."""

from pathlib import Path

import pytest
from conftest import Du
from meeting_work import CASE, DAY, MEETING, Office, put, with_a_meeting

ADOPTED = ("meetings", "minutes", DAY, "--item", "3", "--outcome", "adopted")


@pytest.fixture
def office(du: Du, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return with_a_meeting(du, tmp_path, monkeypatch)


def sent_on(office: Office, status: str) -> None:
    office.done(*ADOPTED, "--position", "support", "--votes", "4/0/0", "--text", "Vedtatt.")
    office.done("cases", "submit", "1/26", at="2026-02-04")
    if status == "closed":
        office.done("cases", "answer", "1/26", "followed", at="2026-02-10")


@pytest.mark.parametrize(
    "correction",
    [
        ("--outcome", "adopted", "--recommendation", "Noe helt annet", "--position", "oppose"),
        ("--outcome", "adopted", "--votes", "1/3/0"),
        ("--outcome", "adopted", "--note", "Rettet"),
        ("--outcome", "adopted", "--dissent", "ola:Nei"),
        ("--outcome", "rejected"),
        ("--outcome", "postponed"),
    ],
)
@pytest.mark.parametrize("status", ["submitted", "closed"])
def test_a_case_sent_on_keeps_what_the_meeting_made_of_it(office: Office, status: str, correction: tuple[str, ...]) -> None:
    sent_on(office, status)
    said = office.refused("meetings", "minutes", DAY, "--item", "3", "--text", "Nytt.", *correction, at="2026-02-12")
    assert f"Case 1/26 is {status}, so what the meeting {DAY} made of it stays as it is recorded." in said
    assert "du-cli cases new --follows 2026-001" in said
    assert f"du-cli meetings minutes {DAY} --item 3 --text TEXT" in said


@pytest.mark.parametrize("status", ["submitted", "closed"])
def test_the_text_of_its_item_is_corrected_with_or_without_the_same_outcome(office: Office, status: str) -> None:
    sent_on(office, status)
    case = office.text(CASE)
    for number, same in enumerate(((), ("--outcome", "adopted"), ("--outcome", "adopted", "--votes", "4/0/0"))):
        office.done("meetings", "minutes", DAY, "--item", "3", "--text", f"Rettet {number}.", *same, at="2026-02-12")
        assert f"minutes: Rettet {number}." in office.text(MEETING)
        assert office.text(CASE) == case


def test_a_case_withdrawn_at_a_meeting_stays_so(office: Office) -> None:
    office.done("meetings", "minutes", DAY, "--item", "3", "--outcome", "withdrawn", "--note", "Løst av andre")
    for outcome in (("withdrawn", "--note", "Noe annet"), ("noted",)):
        said = office.refused("meetings", "minutes", DAY, "--item", "3", "--outcome", *outcome)
        assert "Case 1/26 is withdrawn, so what the meeting" in said
    office.done("meetings", "minutes", DAY, "--item", "3", "--outcome", "withdrawn", "--text", "Trukket.")


@pytest.mark.parametrize(("votes", "said"), [("2/2/0", False), ("2/1/0", False), ("1/2/1", True)])
@pytest.mark.parametrize("conclude", [False, True])
def test_a_case_adopted_against_the_votes_is_a_remark(office: Office, votes: str, *, said: bool, conclude: bool) -> None:
    words = ("cases", "conclude", "1/26", "adopted") if conclude else ADOPTED
    answer = office.done(*words, "--votes", votes)
    assert ("Case 1/26 is recorded as adopted, with 2 votes against it and 1 vote for it." in answer.err) == said


LATER = "2026-03-03"
OF_ITEM = ("meetings", "minutes", DAY, "--item", "3", "--outcome")


def put_off(office: Office) -> None:
    """Postponed on 3 February, and put on the agenda of the meeting of 3 March."""
    office.done("meetings", "minutes", DAY, "--item", "3", "--outcome", "postponed", "--text", "Utsatt.")
    office.done("meetings", "plan", LATER)
    office.done("meetings", "agenda", LATER, "--add", "1/26")


@pytest.mark.parametrize("outcome", ["adopted", "rejected", "discussed"])
def test_an_outcome_is_not_corrected_once_the_case_is_on_a_later_agenda(office: Office, outcome: str) -> None:
    put_off(office)
    said = office.refused(*OF_ITEM, outcome, "--text", "x", at="2026-02-04")
    assert f"correct {CASE} and {MEETING} by hand." in said
    office.done("meetings", "minutes", DAY, "--item", "3", "--outcome", "postponed", "--note", "Til mars", at="2026-02-04")


def test_an_outcome_is_not_corrected_once_a_later_meeting_has_handled_the_case(office: Office) -> None:
    put_off(office)
    office.done("meetings", "call", LATER)
    office.done("meetings", "attend", LATER, "--all-present", "--unpublished", "laget=0", at=LATER)
    office.done("meetings", "minutes", LATER, "--item", "1", "--outcome", "postponed", at=LATER)
    assert "by hand." in office.refused(*OF_ITEM, "discussed", at=LATER)
    office.done("meetings", "minutes", LATER, "--item", "1", "--outcome", "discussed", at=LATER)


def test_an_outcome_is_not_corrected_once_the_case_has_been_out_in_writing(office: Office) -> None:
    office.done(*OF_ITEM, "postponed")
    office.done("written", "open", "1/26", "--reason", "Haster", "--question", "Ja?")
    office.done("written", "close", "1/26", at="2026-03-03")
    assert "by hand." in office.refused(*OF_ITEM, "discussed", at="2026-03-03")


def test_an_outcome_is_corrected_while_it_gives_the_case_its_status(office: Office) -> None:
    for outcome in ("postponed", "discussed", "postponed"):
        office.done(*OF_ITEM, outcome)
        assert f"handling:\n  - {{date: {DAY}, meeting: {DAY}, outcome: {outcome}, note: null}}\n" in office.text(CASE)
    assert "by hand." in office.refused(*OF_ITEM, "adopted")  # in preparation leads to no conclusion


def test_one_conclusion_is_corrected_to_another_but_not_taken_back(office: Office) -> None:
    for outcome in ("noted", "rejected", "adopted"):
        office.done(*OF_ITEM, outcome)
        assert f"outcome: {outcome}" in office.text(CASE)
        assert "by hand." in office.refused(*OF_ITEM, "postponed")
    assert "by hand." in office.refused(*OF_ITEM, "rejected")


@pytest.mark.parametrize("outcome", ["rejected", "adopted", "discussed"])
def test_a_concluded_case_is_concluded_by_no_other_meeting(office: Office, outcome: str) -> None:
    put_off(office)
    office.done("meetings", "call", LATER)
    postponed = "{date: 2026-02-03, meeting: 2026-02-03, outcome: postponed, note: null}"
    adopted = (
        office.text(CASE).replace(postponed, postponed.replace("postponed", "noted")).replace("status: on_agenda", "status: concluded")
    )
    put(office.root, {CASE: adopted, MEETING: office.text(MEETING).replace("outcome: postponed", "outcome: noted")})
    said = office.refused("meetings", "minutes", LATER, "--item", "1", "--outcome", outcome, at=LATER)
    assert f"Case 1/26 is concluded, so the meeting {LATER} concludes nothing in it." in said
    office.done("meetings", "agenda", LATER, "--remove", "1/26", at=LATER)


def test_what_an_earlier_meeting_talked_about_is_recorded_late(office: Office) -> None:
    concluded = "status: concluded", "handling: [{date: 2026-02-10, outcome: noted}]\n"
    put(office.root, {CASE: office.text(CASE).replace("status: on_agenda", concluded[0]) + concluded[1]})
    office.refused(*OF_ITEM, "rejected", at="2026-02-12")
    office.done(*OF_ITEM, "discussed", at="2026-02-12")
    assert "status: concluded" in office.text(CASE)
