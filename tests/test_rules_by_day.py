"""What has not happened by the day asked for does not count, and what cannot be known is not assessed."""

from datetime import date

import pytest

from tests.case_files import DAY, FIRED, MANDATE, case, keys, root, said, texts
from tests.test_meeting_rules import ADVISES, nemnd, plan
from tests.test_meeting_rules import meeting as held_meeting
from tests.test_rule_boundaries import said as codes

WRITTEN = "sent: 2026-02-02, sent_to: [kari], deadline: 2026-02-13"
DAYS = [date(2026, 2, 19), date(2026, 2, 20), date(2026, 2, 21)]


def written(facts: str) -> dict[str, str]:
    return root(case(written_procedure=f"{{{WRITTEN}, {facts}}}"))


def test_a_procedure_is_open_until_the_day_it_is_closed() -> None:
    files = written("closed: 2026-02-20")
    assert [said(files, "DU508", at) for at in DAYS] == [FIRED, [], []]


def test_an_answer_has_not_come_before_its_day() -> None:
    files = written("responses: [{member: ola, date: 2026-02-20, position: supports}]")
    assert [bool(said(files, "DU506", at)) for at in DAYS] == [False, True, True]


def test_nobody_is_forgotten_before_the_case_is_sent() -> None:
    files = written("closed: null")
    sent = date(2026, 2, 2)
    assert [said(files, "DU503", at) for at in (sent - DAY, sent, sent + DAY)] == [[], ["ola"], ["ola"]]


def test_it_is_not_closed_too_soon_before_it_is_closed() -> None:
    files = written("closed: 2026-02-10")
    closed = date(2026, 2, 10)
    assert [bool(said(files, "DU507", at)) for at in (closed - DAY, closed, closed + DAY)] == [False, True, True]


def test_without_a_mandate_in_force_no_answer_of_a_body_is_one_too_many() -> None:
    later = MANDATE.replace('  - id: "1"\n', '  - id: "1"\n    valid_from: 2026-03-01\n')
    facts = f"{{{WRITTEN}, responses: [{{body: forbundet, date: 2026-02-03, position: supports}}]}}"
    assert said(root(case(written_procedure=facts), mandate=later), "DU506") == []
    assert said(root(case(written_procedure=facts)), "DU506") == ["forbundet"]


@pytest.mark.parametrize(("closed", "where"), [("null", ["written_procedure.closed"]), ("2026-02-13", [])])
def test_what_is_adopted_in_writing_has_a_procedure_that_is_closed(closed: str, where: list[str]) -> None:
    facts = {
        "written_procedure": f"{{{WRITTEN}, closed: {closed}}}",
        "recommendation": "{adopted: 2026-02-13, by: written_procedure, text: Ja}",
    }
    assert keys(root(case(**facts)), "DU305") == where


def versions(first: str, second: str) -> str:
    """A mandate of two versions, the second in force from 1 February 2026, each with its tasks."""
    one, two = MANDATE.replace('  - id: "1"\n', '  - id: "1"\n    valid_to: 2026-01-31\n'), MANDATE.partition("versions:\n")[2]
    two = two.replace('id: "1"\n', 'id: "2"\n    valid_from: 2026-02-01\n')
    tasks = "tasks: [{id: 1, name: Saker}]"
    return one.replace(tasks, f"tasks: {first}") + two.replace(tasks, f"tasks: {second}")


ONE, SEVEN, BOTH = "[{id: 1, name: Saker}]", "[{id: 7, name: Svar}]", "[{id: 1, name: Saker}, {id: 7, name: Svar}]"


@pytest.mark.parametrize(
    ("mandate", "named", "answer"),
    [
        (versions(ONE, ONE), "[7]", FIRED),
        (versions(ONE, ONE), "[]", FIRED),
        (versions(ONE, ONE), "[1]", []),
        (versions(ONE, BOTH), "[1]", []),
        (versions(ONE, BOTH), "[7]", ["2026-001?"]),
        (versions(ONE, BOTH), "[1, 7]", ["2026-001?"]),
        (versions(ONE, SEVEN), "[1, 7, 9]", ["2026-001", "2026-001?"]),
        (versions(ONE, "[]"), "[9]", ["2026-001?"]),
        (versions(ONE, "[]"), "[]", ["2026-001?"]),
        (versions("[]", "[]"), "[9]", []),
        (MANDATE, "[7]", FIRED),
        (MANDATE, "[1]", []),
        (MANDATE.replace('  - id: "1"\n', '  - id: "1"\n    valid_to: 2026-01-31\n'), "[7]", FIRED),
    ],
)
def test_the_task_of_a_case_whose_first_day_is_not_recorded_is_wrong_where_it_is_under_every_mandate(
    mandate: str, named: str, answer: list[str]
) -> None:
    assert said(root(case(raised="{by: nettverket}", mandate_tasks=named), mandate=mandate), "DU302") == answer


def test_a_task_that_no_version_has_is_not_said_to_be_missing_on_a_day() -> None:
    files = root(case(raised="{by: nettverket}", mandate_tasks="[7]"), mandate=versions(ONE, ONE))
    assert texts(files, "DU302") == ["No version of the mandate has a task 7."]
    days = {date(2026, 1, 31): ["2026-001"], date(2026, 2, 1): [], date(2026, 2, 2): []}
    dated = {day: root(case(raised=f"{{date: {day}, by: nettverket}}", mandate_tasks="[7]"), mandate=versions(ONE, SEVEN)) for day in days}
    assert {day: said(files, "DU302") for day, files in dated.items()} == days


@pytest.mark.parametrize("status", ["planned", "called"])
def test_a_meeting_whose_date_has_passed_unheld_is_no_meeting_before_the_papers_are_due(status: str) -> None:
    files = nemnd(committee=ADVISES) | plan([("2026-03-12", "2026-02-26")], ["2026-02-10"]) | held_meeting("2026-02-10", status)
    day = date(2026, 2, 10)
    assert [codes(files, at, "DU402") for at in (day - DAY, day, day + DAY)] == [[], [], ["DU402"]]
    assert codes(files | held_meeting("2026-02-10"), day + DAY, "DU402") == []
