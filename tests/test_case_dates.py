"""The order of a case's dates (DU311) read closely, and texts that are nothing but blanks where one is asked for."""

from datetime import date

import pytest

from tests.case_files import FIRED, MANDATE, answers, broken, case, keys, person, root, said, texts

SENT = "sent: 2026-02-02, deadline: 2026-02-13"
ADOPTED = "{date: 2026-02-03, outcome: adopted}"

# ------------------------------------------------------------------------------------------ written procedure


@pytest.mark.parametrize(("day", "where"), [("2026-02-08", []), ("2026-02-09", []), ("2026-02-10", ["responses.0.date"])])
def test_nobody_answers_after_the_procedure_was_closed(day: str, where: list[str]) -> None:
    facts = f"{SENT}, closed: 2026-02-09, responses: [{{member: kari, date: {day}, position: supports}}]"
    found = keys(root(case(written_procedure=f"{{{facts}}}")), "DU311")
    assert found == (["written_procedure.closed"] if where else [])


def test_an_answer_after_the_procedure_was_closed_is_told_by_both_dates() -> None:
    facts = f"{SENT}, closed: 2026-02-09, responses: [{{member: kari, date: 2026-02-10, position: supports}}]"
    assert texts(root(case(written_procedure=f"{{{facts}}}")), "DU311") == [
        "written_procedure.closed is 9 February 2026, before written_procedure.responses.date on 10 February 2026."
    ]


@pytest.mark.parametrize(
    ("reminders", "where"),
    [
        ("[2026-02-02]", []),
        ("[2026-02-01]", ["reminders.0"]),
        ("[2026-02-05, 2026-02-05, 2026-02-06]", []),
        ("[2026-02-06, 2026-02-05]", ["reminders.1"]),
        ("[2026-02-14]", []),
        ("[2026-02-16]", []),
        ("[2026-02-17]", ["closed"]),
    ],
)
def test_reminders_follow_one_another_from_the_day_of_sending_to_the_day_of_closing(reminders: str, where: list[str]) -> None:
    files = root(case(written_procedure=f"{{{SENT}, closed: 2026-02-16, reminders: {reminders}}}"))
    assert keys(files, "DU311") == [f"written_procedure.{key}" for key in where]


def test_of_two_reminders_in_the_wrong_order_it_is_said_which_is_which() -> None:
    files = root(case(written_procedure=f"{{{SENT}, reminders: [2026-02-06, 2026-02-05]}}"))
    assert texts(files, "DU311") == [
        "written_procedure.reminders (2) is 5 February 2026, before written_procedure.reminders (1) on 6 February 2026."
    ]


@pytest.mark.parametrize(("raised", "fires"), [("2026-02-04", False), ("2026-02-05", False), ("2026-02-06", True)])
def test_a_case_is_raised_before_anybody_answers_also_when_the_day_of_sending_is_not_recorded(raised: str, *, fires: bool) -> None:
    written = "{responses: [{member: kari, date: 2026-02-05, position: supports}], reminders: [2026-02-05]}"
    found = keys(root(case(raised=f"{{date: {raised}}}", written_procedure=written)), "DU311")
    assert found == (["written_procedure.reminders.0", "written_procedure.responses.0.date"] if fires else [])


AROUND = [("2026-02-08", False), ("2026-02-09", False), ("2026-02-10", True)]
CONCLUDED = {
    "adopted": ({"recommendation": "{adopted: 2026-02-09, by: meeting, text: Ja}"}, "recommendation.adopted"),
    "rejected": ({"handling": "[{date: 2026-02-09, outcome: rejected}]"}, "handling.0.date"),
    "submitted": ({"submission": "{date: 2026-02-09}"}, "submission.date"),
    "withdrawn": ({"handling": "[{date: 2026-02-09, outcome: withdrawn, note: Trukket}]"}, "handling.0.date"),
}


@pytest.mark.parametrize("what", CONCLUDED)
@pytest.mark.parametrize(
    "done", ["sent: {}", "reminders: [{}]", "responses: [{{member: kari, date: {}, position: supports}}]", "closed: {}"]
)
@pytest.mark.parametrize(("day", "fires"), AROUND)
def test_nothing_of_a_written_procedure_comes_after_the_case_is_concluded_or_withdrawn(
    what: str, done: str, day: str, *, fires: bool
) -> None:
    facts, key = CONCLUDED[what]
    assert keys(root(case(written_procedure=f"{{{done.format(day)}}}", **facts)), "DU311") == ([key] if fires else [])


@pytest.mark.parametrize(("day", "fires"), AROUND)
def test_nothing_comes_after_a_withdrawal(day: str, *, fires: bool) -> None:
    withdrawn = "{date: 2026-02-09, outcome: withdrawn, note: Trukket}"
    later = {
        "recusals": f"[{{member: kari, decided: {day}}}]",
        "recommendation": f"{{adopted: {day}, by: meeting, text: Ja}}",
        **dict.fromkeys(("submission", "answer", "decision"), f"{{date: {day}}}"),
    }
    for part, value in later.items():
        assert keys(root(case(handling=f"[{withdrawn}]", **{part: value})), "DU311") == (["handling.0.date"] if fires else [])
    handled = root(case(handling=f"[{withdrawn}, {{date: {day}, outcome: discussed}}]"))
    assert ("handling.0.date" in keys(handled, "DU311")) == fires


def test_a_withdrawal_is_told_by_the_last_thing_it_lies_before() -> None:
    facts = f"{SENT}, responses: [{{member: kari, date: 2026-02-05, position: supports}}]"
    handling = "[{date: 2026-02-01, outcome: withdrawn, note: Trukket}]"
    assert texts(root(case(written_procedure=f"{{{facts}}}", handling=handling)), "DU311") == [
        "handling.date is 1 February 2026, before written_procedure.responses.date on 5 February 2026."
    ]


@pytest.mark.parametrize(("decided", "fires"), [("2026-01-11", True), ("2026-01-12", False), ("2026-01-13", False)])
def test_nobody_is_recused_before_the_case_is_raised(decided: str, *, fires: bool) -> None:
    files = root(case(raised="{date: 2026-01-12}", recusals=f"[{{member: ola}}, {{member: kari, decided: {decided}}}]"))
    assert keys(files, "DU311") == (["recusals.1.decided"] if fires else [])


# ------------------------------------------------------------------------------------------ after the committee


@pytest.mark.parametrize(("day", "fires"), [("2026-02-09", True), ("2026-02-10", False), ("2026-02-11", False)])
def test_no_answer_is_missed_before_the_case_is_sent(day: str, *, fires: bool) -> None:
    files = root(case(handling=f"[{{date: {day}, outcome: unanswered}}]", submission="{date: 2026-02-10}"))
    assert keys(files, "DU311") == (["handling.0.date"] if fires else [])


@pytest.mark.parametrize("outcome", ["postponed", "rejected", "adopted"])
@pytest.mark.parametrize(("day", "fires"), [("2026-02-02", False), ("2026-02-03", False), ("2026-02-04", True)])
def test_no_meeting_puts_off_or_settles_what_is_adopted(outcome: str, day: str, *, fires: bool) -> None:
    files = root(case(handling=f"[{{date: {day}, outcome: {outcome}}}]", recommendation="{adopted: 2026-02-03, by: meeting, text: Ja}"))
    assert keys(files, "DU311") == (["recommendation.adopted"] if fires else [])


@pytest.mark.parametrize("part", ["submission", "answer", "decision"])
@pytest.mark.parametrize(("day", "fires"), [("2026-02-02", True), ("2026-02-03", False), ("2026-02-04", False)])
def test_what_the_committee_did_comes_before_submission_answer_and_decision(part: str, day: str, *, fires: bool) -> None:
    files = root(case(handling=f"[{ADOPTED}]", **{part: f"{{date: {day}}}"}))
    assert keys(files, "DU311") == ([f"{part}.date"] if fires else [])


@pytest.mark.parametrize("outcome", ["discussed", "noted", "unanswered", "withdrawn"])
def test_the_committee_may_take_note_of_an_answer_discuss_it_or_record_that_none_came(outcome: str) -> None:
    handling = f"[{ADOPTED}, {{date: 2026-09-01, outcome: {outcome}, note: Ja}}]"
    facts = {"submission": "{date: 2026-02-10}", "answer": "{date: 2026-03-10}", "decision": "{date: 2026-04-10}"}
    assert keys(root(case(handling=handling, **facts)), "DU311") == []


def test_a_decision_may_come_without_an_answer_and_not_before_one() -> None:
    assert keys(root(case(submission="{date: 2026-02-10}", decision="{date: 2026-02-10}")), "DU311") == []
    assert keys(root(case(answer="{date: 2026-02-10}", decision="{date: 2026-02-09}")), "DU311") == ["decision.date"]


def test_one_wrong_date_is_one_finding() -> None:
    facts = {"recommendation": "{adopted: 2026-02-03, by: meeting, text: Ja}", "handling": f"[{ADOPTED}]"}
    assert keys(root(case(submission="{date: 2026-02-02}", **facts)), "DU311") == ["submission.date"]


@pytest.mark.parametrize(("day", "fires"), [("2026-02-09", True), ("2026-02-10", False), ("2026-02-11", False)])
def test_the_councils_meeting_is_not_before_the_day_the_case_was_sent_to_it(day: str, *, fires: bool) -> None:
    files = root(case(submission=f"{{date: 2026-02-10, council_meeting: {day}}}"))
    assert keys(files, "DU311") == (["submission.council_meeting"] if fires else [])


def test_a_meeting_of_the_council_to_come_is_nothing_that_happened() -> None:
    submission = "{date: 2026-01-12, council_meeting: 2026-07-01}"
    files = root(case(status="submitted", raised="{date: 2026-01-12}", submission=submission))
    assert said(files, "DU312", date(2026, 7, 12)) == FIRED


# ------------------------------------------------------------------------------------------ at meetings


@pytest.mark.parametrize(("day", "fires"), [("2026-02-02", True), ("2026-02-03", False), ("2026-02-04", True)])
@pytest.mark.parametrize("meeting", ["2026-02-03", "2026-02-03-2"])
def test_what_happened_at_a_meeting_has_its_date(day: str, meeting: str, *, fires: bool) -> None:
    handled = root(case(handling=f"[{{date: {day}, meeting: {meeting}, outcome: adopted}}]"))
    assert keys(handled, "DU311") == (["handling.0.date"] if fires else [])
    adopted = root(case(recommendation=f"{{adopted: {day}, by: meeting, meeting: {meeting}, text: Ja}}"))
    assert keys(adopted, "DU311") == (["recommendation.adopted"] if fires else [])


def test_the_message_names_both_days() -> None:
    files = root(case(handling="[{date: 2026-02-04, meeting: 2026-02-03, outcome: adopted}]"))
    assert texts(files, "DU311") == ["handling.date is 4 February 2026, and the meeting named with it was on 3 February 2026."]


def test_a_date_of_many_is_named_with_its_number() -> None:
    handled = "[{date: 2026-02-03, outcome: discussed}, {date: 2026-01-20, outcome: adopted}]"
    assert texts(root(case(handling=handled)), "DU311") == [
        "handling.date (2) is 20 January 2026, before handling.date (1) on 3 February 2026."
    ]
    early = root(case(handling="[{date: 2026-01-11, outcome: discussed}]"))
    assert texts(early, "DU311") == ["handling.date is 11 January 2026, before raised.date on 12 January 2026."]
    sent = "{sent: 2026-02-02, closed: 2026-02-13, responses: [{member: kari, date: 2026-02-03, position: supports}, %s]}"
    late = root(case(written_procedure=sent % "{member: ola, date: 2026-02-14, position: supports}"))
    (told,) = texts(late, "DU311")
    assert told == "written_procedure.closed is 13 February 2026, before written_procedure.responses.date (2) on 14 February 2026."


# ------------------------------------------------------------------------------------------ blank texts

BLANK = ['""', '"  "', '"\\t"', '"\\u00a0"', '"\\n"']
MEMBER = "{seat: nemnda, from: 2022-05-01, until: 2026-04-30, ended: 2024-01-01, appointed_by: forbundet, ended_reason: %s}"


@pytest.mark.parametrize("blank", BLANK)
def test_a_blank_text_is_no_text(blank: str) -> None:
    for_council = case(raised="{date: 2026-01-12, by: kari}", addressee="radet", council_mandate=blank)
    assert said(root(for_council), "DU304") == ["kari"]
    text = case(recommendation=f"{{adopted: 2026-02-03, by: written_procedure, text: {blank}}}", written_procedure="{closed: 2026-02-03}")
    assert keys(root(text), "DU305") == ["recommendation.text"]
    project = case(project=f"{{name: {blank}, scheme: Fondet, applicants: [Bergen kommune], amount: 1}}")
    assert keys(root(project), "DU306") == ["project.name"]
    assert keys(root(case(project=f"{{scheme: {blank}}}")), "DU306") == []
    assert keys(root(case(access="restricted", legal_basis=blank)), "DU310") == ["access"]
    assert keys(root(case(written_procedure=f"{{sent: 2026-02-02, reason: {blank}}}")), "DU504") == ["written_procedure.reason"]
    withdrawn = case(status="withdrawn", handling=f"[{{date: 2026-02-03, outcome: withdrawn, note: {blank}}}]")
    assert said(root(withdrawn), "DU301") == FIRED


@pytest.mark.parametrize("blank", BLANK)
def test_a_blank_reason_or_reference_in_an_appointment_is_none(blank: str) -> None:
    sitting = f"{{seat: nemnda, from: 2025-01-01, appointed_by: forbundet, decision: {blank}}}"
    members = person("kari", appointments=MEMBER % blank) + person("ola", appointments=sitting)
    files = root({"data/policy.yaml": "records_complete_from: 2022-01-01\n"}, members=members)
    assert said(files, "DU207") == said(files, "DU109") == ["nemnda"]


@pytest.mark.parametrize("blank", BLANK)
def test_a_part_that_holds_nothing_but_blanks_is_not_given(blank: str) -> None:
    assert said(root(case(status="submitted", submission="{}", recommendation=f"{{text: {blank}}}")), "DU301") == FIRED
    assert said(root(case(status="concluded", recommendation=f"{{text: {blank}}}")), "DU301") == FIRED


# ------------------------------------------------------------------------------------------ papers of meetings

PAPERS = [
    ("{path: a.pdf}", []),
    ("{path: a.pdf, access: public}", []),
    ("{path: a.pdf, access: restricted}", ["access", "path"]),
    ("{path: ' ', access: restricted, legal_basis: offl. § 14}", []),
    ("{path: a.pdf, access: restricted, legal_basis: offl. § 14}", ["path"]),
    ("{url: 'https://x.example', access: restricted, legal_basis: fvl. § 13}", ["legal_basis"]),
]


@pytest.mark.parametrize(("paper", "where"), PAPERS)
def test_a_restricted_paper_of_a_meeting_has_a_basis_and_is_not_in_the_repository(paper: str, where: list[str]) -> None:
    path = "data/meetings/2026/2026-02-03.yaml"
    files = root({path: f"id: 2026-02-03\ntype: ordinary\nstatus: called\ndocuments:\n  - {paper}\n"}, mandate=MANDATE)
    assert keys(files, "DU310") == [f"documents.0.{key}" for key in where]
    assert {found.place.path for found in answers(files, "DU310")} <= {path}
    assert {found.record for found in answers(files, "DU310")} <= {"2026-02-03"}
    assert keys(broken(files, path), "DU310") == [f"documents.0.{key}" for key in where if key != "access"]
