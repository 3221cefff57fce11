"""Rules about cases: the day before, the day and the day after; what is unknown; what a broken file must neither hide nor invent."""

import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from du_cli.dataset.attendance import present_count
from du_cli.dataset.cases import CaseFile, Judging
from du_cli.dataset.casework import MOVES, lacks, moves
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE as MANDATE_FILE
from du_cli.dataset.load import load
from du_cli.findings import Basis, Outcome, Place, Severity, Violation
from du_cli.i18n import fill
from du_cli.models.cases import Case, HandlingOutcome, Status
from du_cli.rules import check, judge_case
from du_cli.rules.base import Answers, case_rule, run
from tests.case_files import AT, DAY, FIRED, MANDATE, answers, broken, case, keys, loaded, meeting, person, root, said, texts
from tests.conftest import Du

# ------------------------------------------------------------------------------------------ statuses

TABLE = {
    "proposed": {"in_preparation", "on_agenda", "in_written_procedure", "withdrawn"},
    "in_preparation": {"on_agenda", "in_written_procedure", "withdrawn"},
    "on_agenda": {"concluded", "in_preparation", "in_written_procedure", "withdrawn"},
    "in_written_procedure": {"concluded", "on_agenda", "in_preparation", "withdrawn"},
    "concluded": {"submitted", "closed"},
    "submitted": {"closed"},
    "closed": set(),
    "withdrawn": set(),
}
"""As the data format has it."""


def test_a_case_moves_as_the_table_allows() -> None:
    assert {status: set(then) for status, then in MOVES.items()} == TABLE
    assert tuple(MOVES) == get_args(Status)


def only(files: dict[str, str]) -> tuple[Dataset, Case]:
    dataset = loaded(files)
    return dataset, dataset.case_files[0].case


@pytest.mark.parametrize(
    ("addressee", "outcomes", "then"),
    [
        ("radet", ["adopted"], ("submitted",)),
        ("radet", ["rejected"], ("submitted", "closed")),
        ("radet", ["noted"], ("submitted", "closed")),
        ("radet", ["referred"], ("submitted", "closed")),
        ("radet", ["contributed"], ("submitted", "closed")),
        ("radet", ["noted", "adopted"], ("submitted",)),
        ("radet", [], ("submitted",)),
        ("null", ["adopted"], ("closed",)),
        ("null", [], ("closed",)),
    ],
)
def test_a_concluded_case_goes_to_its_addressee_or_is_closed(addressee: str, outcomes: list[str], then: tuple[str, ...]) -> None:
    handling = ", ".join(f"{{date: 2026-02-0{number}, outcome: {outcome}}}" for number, outcome in enumerate(outcomes, 1))
    assert moves(only(case(status="concluded", addressee=addressee, handling=f"[{handling}]"))[1]) == then


def test_what_a_status_lacks_is_said_before_the_case_is_moved_there() -> None:
    dataset, found = only(root(case(responsible="null")))
    wanting = {status for status in get_args(Status) if lacks(dataset, found, status)}
    assert wanting == {"in_preparation", "on_agenda", "in_written_procedure", "concluded", "submitted", "withdrawn"}


WHOLE_CASES = [
    ("proposed", {}),
    ("in_preparation", {}),
    ("in_written_procedure", {"written_procedure": "{sent: 2026-02-02, deadline: 2026-02-20}"}),
    ("concluded", {"recommendation": "{text: Ja}"}),
    *(
        ("concluded", {"handling": f"[{{date: 2026-02-03, outcome: {end}}}]"})
        for end in ("adopted", "rejected", "noted", "referred", "contributed")
    ),
    ("submitted", {"submission": "{date: 2026-02-05}"}),
    ("closed", {}),
    *(
        ("closed", {"addressee": "radet", "handling": f"[{{date: 2026-02-03, outcome: {end}}}]"})
        for end in ("rejected", "noted", "referred", "contributed")
    ),
    ("closed", {"addressee": "radet", "submission": "{date: 2026-02-05}", "answer": "{outcome: noted}"}),
    ("closed", {"submission": "{date: 2026-02-05}", "answer": "{outcome: noted}"}),
    ("closed", {"submission": "{date: 2026-02-05}", "handling": "[{date: 2026-02-20, outcome: unanswered}]"}),
    ("withdrawn", {"handling": "[{date: 2026-02-03, outcome: withdrawn, note: Trukket}]"}),
]
LACKING = [
    ("proposed", {"raised": "{by: nettverket}"}),
    ("proposed", {"raised": "{}"}),
    ("in_preparation", {"responsible": None}),
    ("on_agenda", {}),
    ("in_written_procedure", {}),
    ("in_written_procedure", {"written_procedure": "{sent: 2026-02-02}"}),
    ("in_written_procedure", {"written_procedure": "{deadline: 2026-02-20}"}),
    ("concluded", {}),
    ("concluded", {"recommendation": "{text: null}"}),
    *(
        ("concluded", {"handling": f"[{{date: 2026-02-03, outcome: {end}}}]"})
        for end in ("discussed", "postponed", "unanswered", "withdrawn")
    ),
    ("submitted", {}),
    ("submitted", {"submission": "{}"}),
    ("closed", {"submission": "{date: 2026-02-05}"}),
    ("closed", {"submission": "{date: 2026-02-05}", "answer": "{date: null}"}),
    ("closed", {"addressee": "radet"}),
    ("closed", {"addressee": "radet", "handling": "[{date: 2026-02-03, outcome: adopted}]"}),
    ("withdrawn", {}),
    ("withdrawn", {"handling": "[{date: 2026-02-03, outcome: withdrawn}]"}),
    ("withdrawn", {"handling": "[{date: 2026-02-03, outcome: withdrawn, note: ' '}]"}),
    ("withdrawn", {"handling": "[{date: 2026-02-03, outcome: discussed, note: Trukket}]"}),
]


@pytest.mark.parametrize(("status", "facts"), WHOLE_CASES)
def test_a_status_that_has_what_it_needs_is_silent(status: str, facts: dict[str, str]) -> None:
    assert said(root(case(status=status, **facts)), "DU301") == []


@pytest.mark.parametrize(("status", "facts"), LACKING)
def test_a_status_that_lacks_what_it_needs_is_named_unless_the_file_is_broken(status: str, facts: dict[str, str]) -> None:
    files = root(case(status=status, **facts))
    assert said(files, "DU301") == FIRED
    assert said(broken(files), "DU301") == []


ITEM = "{item: 1, type: case, case: 2026-001}"


@pytest.mark.parametrize("status", ["planned", "called", "cancelled"])
def test_a_case_on_an_agenda_is_on_that_of_a_meeting(status: str) -> None:
    on_it = root(case(status="on_agenda"), meeting(status=status, agenda=ITEM))
    assert said(on_it, "DU301") == []
    assert said(on_it, "DU408") == (FIRED if status == "cancelled" else [])


def test_an_agenda_that_cannot_be_read_may_have_the_case() -> None:
    files = root(case(status="on_agenda"), meeting(status="planned"))
    assert (said(files, "DU301"), said(files, "DU408")) == (FIRED, []), "one finding, and not two of the same"
    files = broken(files, "data/meetings/2026/2026-02-03.yaml")
    assert (said(files, "DU301"), said(files, "DU408")) == (["data/meetings/2026/2026-02-03.yaml?"], [])


# ------------------------------------------------------------------------------------------ tasks, numbers, council mandate

TWO_VERSIONS = MANDATE.replace('  - id: "1"\n', '  - id: "1"\n    valid_to: 2026-01-31\n') + MANDATE.partition("versions:\n")[2].replace(
    'id: "1"\n', 'id: "2"\n    valid_from: 2026-02-01\n'
).replace("{id: 1, name: Saker}", "{id: ny, name: Nye}")


@pytest.mark.parametrize(
    ("day", "task", "fires"),
    [
        ("2026-01-31", "1", False),
        ("2026-02-01", "1", True),
        ("2026-02-02", "ny", False),
        ("2026-01-31", "ny", True),
        ("2026-01-31", '"1"', False),
    ],
)
def test_a_task_is_one_of_the_mandate_on_the_day_the_case_was_raised(day: str, task: str, *, fires: bool) -> None:
    files = root(case(raised=f"{{date: {day}}}", mandate_tasks=f"[{task}]"), mandate=TWO_VERSIONS)
    assert said(files, "DU302") == (FIRED if fires else [])


def test_a_mandate_without_tasks_asks_for_none_and_a_day_without_a_mandate_is_not_assessed() -> None:
    assert said(root(case(mandate_tasks="[]"), mandate=MANDATE.replace("[{id: 1, name: Saker}]", "[]")), "DU302") == []
    late = MANDATE.replace('  - id: "1"\n', '  - id: "1"\n    valid_from: 2026-01-13\n')
    assert said(root(case(), mandate=late), "DU302") == ["2026-001?"]


def test_a_task_is_not_called_unknown_when_the_mandate_cannot_be_read_in_full_nor_missing_when_the_case_cannot() -> None:
    assert said(broken(root(case(mandate_tasks="[2]")), "data/mandate.yaml"), "DU302") == ["data/mandate.yaml?"]
    assert said(broken(root(case(mandate_tasks=None))), "DU302") == []
    assert said(broken(root(case(mandate_tasks="[2]"))), "DU302") == FIRED


def cases(*ids: str) -> list[dict[str, str]]:
    return [case(id=found) for found in ids]


@pytest.mark.parametrize(
    ("ids", "gaps"),
    [
        (["2026-001", "2026-002"], []),
        (["2026-002"], ["2026-001"]),
        (["2026-001", "2026-003"], ["2026-002"]),
        (["2026-001", "2026-002", "2026-900"], ["2026-003"]),
        (["2025-001", "2026-001"], []),
        (["2025-001", "2025-003", "2026-002"], ["2025-002", "2026-001"]),
        (["2026-999", "2026-1000", "2026-1002"], ["2026-001", "2026-1001"]),
    ],
)
def test_a_gap_is_named_once_however_wide(ids: list[str], gaps: list[str]) -> None:
    assert said(root(*cases(*ids)), "DU303") == gaps
    assert {found.severity.value for found in answers(root(*cases(*ids)), "DU303")} <= {"warning"}


def test_the_same_number_with_more_zeros_is_the_same_number_and_the_next_free_one_is_named() -> None:
    files = root(*cases("2026-001", "2026-002", "2026-0002"))
    found = answers(files, "DU303")
    assert [(one.record, one.severity.value, one.values["free"]) for one in found] == [("2026-002", "error", "2026-003")]


def test_a_copied_case_whose_id_was_left_gets_the_number_of_its_file() -> None:
    files = root(case())
    copied = {**files, "data/cases/2026/002.yaml": files["data/cases/2026/001.yaml"]}
    assert [one.values["free"] for one in answers(copied, "DU303")] == ["2026-002"]


def test_a_case_that_cannot_be_read_leaves_no_gap() -> None:
    files = root(*cases("2026-001", "2026-002", "2026-003"))
    assert said({**files, "data/cases/2026/002.yaml": "id: ["}, "DU303") == []
    assert said(root(*cases("2026-001", "2026-003")), "DU303") == ["2026-002"]
    anywhere = {**root(*cases("2026-001", "2026-003")), "data/cases/2026/two.yaml": "id: ["}
    assert said(anywhere, "DU303") == []


def test_a_gap_can_be_waived_by_its_number() -> None:
    waiver = {"data/waivers.yaml": "waivers: [{rule: DU303, subject: 2026-002, reason: Slettet, until: 2026-12-31}]\n"}
    assert [found.outcome for found in answers(root(*cases("2026-001", "2026-003"), waiver), "DU303")] == [Outcome.WAIVED]


@pytest.mark.parametrize(
    ("by", "addressee", "outcome"),
    [
        ("kari", "radet", ["kari"]),
        ("provenemnda", "radet", FIRED),
        ("nettverket", "radet", []),
        ("Bergen kommune", "radet", []),
        ("kari", "forbundet", []),
        ("kari", "null", []),
        ("null", "radet", ["2026-001?"]),
        ("null", "null", []),
    ],
)
def test_who_raises_a_case_for_the_council_says_what_it_falls_under(by: str, addressee: str, outcome: list[str]) -> None:
    facts = {"raised": f"{{date: 2026-01-12, by: {by}}}", "addressee": addressee}
    assert said(root(case(**facts)), "DU304") == outcome
    assert said(root(case(**facts, council_mandate="Punkt 2")), "DU304") == []
    assert said(broken(root(case(**facts))), "DU304") == []
    assert said(root(case(**facts), mandate=MANDATE.replace(", advises: radet", "")), "DU304") == []


# ------------------------------------------------------------------------------------------ recommendations, applications, papers

ADOPTED = "{adopted: 2026-02-03, by: meeting, meeting: 2026-02-03, text: Ja}"


@pytest.mark.parametrize(
    ("recommendation", "handling", "missing"),
    [
        (ADOPTED, "[]", []),
        ("{adopted: 2026-02-03, by: written_procedure, text: Ja}", "[]", ["by"]),
        ("{adopted: 2026-02-03, by: meeting, text: Ja}", "[{date: 2026-02-03, meeting: 2026-02-03, outcome: adopted}]", []),
        ("{adopted: 2026-02-03, by: meeting, text: Ja}", "[{date: 2026-02-02, meeting: 2026-02-03, outcome: adopted}]", ["meeting"]),
        ("{adopted: 2026-02-03, by: meeting, text: Ja}", "[{date: 2026-02-03, outcome: adopted}]", ["meeting"]),
        ("{by: meeting, text: Ja}", "[]", ["adopted", "meeting"]),
        ("{}", "[]", ["text", "adopted", "by"]),
        ("{adopted: 2026-02-03, by: written_procedure, text: ' '}", "[]", ["text", "by"]),
        ("null", "[]", []),
    ],
)
def test_a_recommendation_says_what_when_and_how(recommendation: str, handling: str, missing: list[str]) -> None:
    files = root(case(recommendation=recommendation, handling=handling), meeting(agenda="{item: 1, type: case, case: 2026-001}"))
    assert keys(files, "DU305") == [f"recommendation.{key}" for key in missing]
    assert said(broken(files), "DU305") == []


AT_THE_MEETING = "[{{date: 2026-02-03, meeting: 2026-02-03, outcome: {}}}]"


@pytest.mark.parametrize("recommendation", [ADOPTED, "{adopted: 2026-02-03, by: meeting, text: Ja}"])
@pytest.mark.parametrize("outcome", get_args(HandlingOutcome))
def test_what_was_adopted_at_a_meeting_was_not_rejected_or_put_off_there(recommendation: str, outcome: str) -> None:
    wrong = FIRED if outcome in {"rejected", "postponed", "noted", "referred", "contributed"} else []
    on_agenda = f"{{item: 1, type: case, case: 2026-001, outcome: {outcome}}}"
    handled = case(recommendation=recommendation, handling=AT_THE_MEETING.format(outcome))
    assert said(root(handled, meeting(agenda="{item: 1, type: case, case: 2026-001}")), "DU305") == wrong
    discussed = case(recommendation=recommendation, handling=AT_THE_MEETING.format("discussed"))
    assert said(root(discussed, meeting(agenda=on_agenda)), "DU305") == wrong
    assert said(root(discussed, meeting(agenda=on_agenda, status="called")), "DU305") == []


def test_a_case_put_off_and_adopted_the_same_day_was_adopted() -> None:
    twice = "[{date: 2026-02-03, meeting: 2026-02-03, outcome: postponed}, {date: 2026-02-03, meeting: %s, outcome: adopted}]"
    item = "{item: 1, type: case, case: 2026-001}"
    for other in ("2026-02-03", "2026-02-03-2"):
        adopted = case(recommendation="{adopted: 2026-02-03, by: meeting, text: Ja}", handling=twice % other)
        assert said(root(adopted, meeting(agenda=item), meeting("2026-02-03-2", agenda=item)), "DU305") == []


@pytest.mark.parametrize(("status", "wrong"), [("held", FIRED), ("approved", FIRED), ("called", []), ("planned", [])])
def test_what_was_adopted_at_a_meeting_was_on_its_agenda(status: str, wrong: list[str]) -> None:
    files = root(case(recommendation=ADOPTED), meeting(status=status))
    assert said(files, "DU305") == wrong
    (told,) = texts(files, "DU305") or [""]
    assert told.endswith(", which has no item about the case.") == bool(wrong)
    assert said(broken(files, "data/meetings/2026/2026-02-03.yaml"), "DU305") == ["data/meetings/2026/2026-02-03.yaml?"] * bool(wrong)
    handled = case(recommendation=ADOPTED, handling=AT_THE_MEETING.format("discussed"))
    assert said(root(handled, meeting(status=status)), "DU305") == []


@pytest.mark.parametrize(
    ("project", "missing"),
    [
        ("{name: Innlogging, scheme: Fondet, applicants: [Voss herad], amount: 1}", []),
        ("{name: Innlogging, scheme: Fondet, applicants: [Voss herad], amount: 0}", []),
        ("{scheme: Fondet}", ["name", "applicants", "amount"]),
        ("{name: Innlogging}", []),
        ("null", []),
    ],
)
def test_an_application_says_who_asks_for_how_much(project: str, missing: list[str]) -> None:
    assert keys(root(case(project=project)), "DU306") == [f"project.{key}" for key in missing]


@pytest.mark.parametrize(
    ("kind", "networks", "fires"),
    [
        ("common_solution", "[]", True),
        ("common_solution", "[radet]", True),
        ("common_solution", "[radet, nettverket]", False),
        ("recommendation", "[]", False),
    ],
)
def test_a_common_solution_has_a_regional_network_where_there_are_any(kind: str, networks: str, *, fires: bool) -> None:
    files = root(case(type=kind, networks_involved=networks))
    assert said(files, "DU308") == (FIRED if fires else [])
    assert said({**files, "data/mandate.yaml": MANDATE.replace("regional_network", "other")}, "DU308") == []
    assert said(broken(files), "DU308") == []
    assert said(broken(files, "data/mandate.yaml"), "DU308") == (["data/mandate.yaml?"] if kind == "common_solution" else [])


@pytest.mark.parametrize(
    ("leads", "advises", "addressee", "fires"),
    [
        (True, True, "forbundet", False),
        (True, True, "radet", True),
        (True, True, "null", False),
        (False, True, "radet", False),
        (False, True, "forbundet", True),
        (False, False, "radet", False),
    ],
)
def test_advice_goes_to_whom_leads_else_to_whom_is_advised(addressee: str, *, leads: bool, advises: bool, fires: bool) -> None:
    mandate = MANDATE if leads else MANDATE.replace(", leads: forbundet", "")
    mandate = mandate if advises else mandate.replace(", advises: radet", "")
    assert said(root(case(type="advice", addressee=addressee), mandate=mandate), "DU309") == (FIRED if fires else [])
    assert said(root(case(type="initiative", addressee=addressee), mandate=mandate), "DU309") == []


@pytest.mark.parametrize(
    ("basis", "good"),
    [
        ("offl. § 23 første ledd", True),
        ("offl. § 13 jf. fvl. § 13 første ledd nr. 2", True),
        ("offl. § 1", True),
        ("offl.\N{NO-BREAK SPACE}§\N{NO-BREAK SPACE}14", True),
        ("offl. §", False),
        ("offl. § ", False),
        ("offl. § første ledd", False),
        ("offl. § 0", False),
        ("offl. 23", False),
        ("fvl. § 13", False),
        ("jf. offl. § 23", False),
        ("offentleglova § 23", False),
        (" ", False),
        ("", False),
    ],
)
def test_what_is_restricted_names_a_paragraph_of_the_act(basis: str, *, good: bool) -> None:
    assert said(root(case(access="restricted", legal_basis=f"'{basis}'")), "DU310") == ([] if good else FIRED)
    assert said(root(case(access="public", legal_basis=f"'{basis}'")), "DU310") == []
    documents = f"[{{access: restricted, legal_basis: '{basis}'}}]"
    assert said(root(case(documents=documents)), "DU310") == ([] if good else FIRED)


@pytest.mark.parametrize(
    ("access", "document", "where"),
    [
        ("restricted", "{path: a.pdf}", ["path"]),
        ("restricted", "{path: a.pdf, access: public}", []),
        ("restricted", "{url: 'https://x.example', access: restricted}", []),
        ("public", "{path: a.pdf}", []),
        ("public", "{path: a.pdf, access: restricted}", ["access", "path"]),
        ("restricted", "{path: a.pdf, legal_basis: fvl. § 13}", ["legal_basis", "path"]),
        ("public", "{url: 'https://x.example', access: restricted, legal_bassis: offl. § 14}", []),
    ],
)
def test_a_restricted_document_is_not_in_the_repository_and_inherits_the_cases_basis(access: str, document: str, where: list[str]) -> None:
    found = keys(root(case(access=access, legal_basis="offl. § 14", documents=f"[{document}]")), "DU310")
    assert found == [f"documents.0.{key}" for key in where]


def test_a_missing_legal_basis_is_not_named_while_the_file_is_broken_and_a_wrong_one_is() -> None:
    assert said(broken(root(case(access="restricted"))), "DU310") == []
    assert said(broken(root(case(access="restricted", legal_basis="fvl. § 13"))), "DU310") == FIRED


# ------------------------------------------------------------------------------------------ dates

ORDERED = {
    "handling": "[{date: 2026-02-03, outcome: discussed}, {date: 2026-02-03, outcome: adopted}]",
    "recommendation": "{adopted: 2026-02-03, by: meeting, text: Ja}",
    "submission": "{date: 2026-02-03}",
    "answer": "{date: 2026-02-03}",
    "decision": "{date: 2026-02-03}",
}


def test_everything_may_happen_on_one_day() -> None:
    assert said(root(case(raised="{date: 2026-02-03}", **ORDERED)), "DU311") == []


@pytest.mark.parametrize(
    ("key", "value", "where"),
    [
        ("raised", "{date: 2026-02-04}", ["recommendation.adopted", "handling.0.date"]),
        ("handling", "[{date: 2026-02-03, outcome: discussed}, {date: 2026-02-02, outcome: adopted}]", ["handling.1.date"]),
        ("recommendation", "{adopted: 2026-02-04}", ["submission.date"]),
        ("submission", "{date: 2026-02-02}", ["submission.date"]),
        ("submission", "{date: 2026-02-04}", ["answer.date"]),
        ("answer", "{date: 2026-02-04}", ["decision.date"]),
        ("decision", "{date: 2026-02-02}", ["decision.date"]),
    ],
)
def test_a_date_before_the_one_it_follows_is_out_of_order(key: str, value: str, where: list[str]) -> None:
    facts = {"raised": "{date: 2026-02-03}", **ORDERED, key: value}
    assert keys(root(case(**facts)), "DU311") == where


def test_a_date_that_is_not_recorded_is_passed_over() -> None:
    files = root(case(raised="{date: 2026-02-03}", submission="{date: null}", answer="{date: 2026-02-04}", decision="{date: 2026-02-02}"))
    assert keys(files, "DU311") == ["decision.date"]
    assert texts(files, "DU311") == ["decision.date is 2 February 2026, before answer.date on 4 February 2026."]


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ("closed: 2026-02-09", []),
        ("closed: 2026-02-01", ["closed"]),
        ("reminders: [2026-02-02, 2026-02-01]", ["reminders.1"]),
        ("responses: [{member: kari, date: 2026-02-01, position: supports}]", ["responses.0.date"]),
        ("deadline: 2026-02-20, extended_to: 2026-02-19", ["extended_to"]),
        ("deadline: 2026-02-20, extended_to: 2026-02-20", []),
    ],
)
def test_a_written_procedures_own_dates_follow_the_day_it_was_sent(facts: str, where: list[str]) -> None:
    files = root(case(written_procedure=f"{{sent: 2026-02-02, {facts}}}"))
    assert keys(files, "DU311") == [f"written_procedure.{key}" for key in where]


@pytest.mark.parametrize("by", ["written_procedure", "meeting"])
@pytest.mark.parametrize(("closed", "fires"), [("2026-02-18", False), ("2026-02-19", False), ("2026-02-20", True)])
def test_nothing_is_adopted_before_the_written_procedure_is_closed(by: str, closed: str, *, fires: bool) -> None:
    written = f"{{sent: 2026-02-02, closed: {closed}}}"
    files = root(case(written_procedure=written, recommendation=f"{{adopted: 2026-02-19, by: {by}, text: Ja}}"))
    assert keys(files, "DU311") == (["recommendation.adopted"] if fires else [])


SIX_MONTHS = [
    (date(2026, 1, 12), date(2026, 7, 12)),
    (date(2025, 8, 29), date(2026, 2, 28)),
    (date(2025, 8, 31), date(2026, 2, 28)),
    (date(2023, 8, 29), date(2024, 2, 29)),
    (date(2024, 2, 29), date(2024, 8, 29)),
]


@pytest.mark.parametrize(("since", "day"), SIX_MONTHS)
def test_a_case_lies_still_from_six_months_after_the_last_that_happened(since: date, day: date) -> None:
    number = f"{since.year}-001"
    still = root(case(id=number, raised=f"{{date: {since}}}"))
    waiting = root(case(id=number, status="submitted", raised="{date: 2020-01-01}", submission=f"{{date: {since}}}"))
    outstanding = root(
        case(id=number, status="closed", project="{scheme: Fondet}", submission="{}", answer=f"{{date: {since}, outcome: followed}}")
    )
    put_off = root(
        case(
            id=number,
            status="submitted",
            raised="{date: 2020-01-01}",
            project="{scheme: Fondet}",
            submission="{date: 2020-01-01}",
            answer=f"{{date: {since}, outcome: postponed}}",
        )
    )
    for files in (still, waiting, outstanding, put_off):
        assert [bool(said(files, "DU312", at)) for at in (day - DAY, day, day + DAY)] == [False, True, True]


def test_an_answer_that_was_put_off_is_asked_for_and_no_decision_yet() -> None:
    answer = "{date: 2026-01-12, outcome: postponed}"
    files = root(case(status="submitted", project="{scheme: Fondet}", submission="{date: 2026-01-05}", answer=answer))
    (finding,) = answers(files, "DU312", date(2026, 8, 1))
    assert (finding.command, finding.place.key) == ("du-cli cases answer 2026-001 OUTCOME", ("answer", "date"))


AHEAD = meeting("2026-08-11", "planned", agenda="{item: 1, type: case, case: 2026-001}")
TAKE_UP = ("Put it on the agenda of a meeting, or withdraw it.", "meetings plan DATE")
LISTED = ("It is on the agenda of the meeting on 11 August 2026.", None)


@pytest.mark.parametrize(
    ("facts", "meetings", "step"),
    [
        ({"status": "proposed"}, {}, TAKE_UP),
        ({"status": "in_preparation"}, meeting("2026-08-11", "called"), (TAKE_UP[0], "meetings agenda 2026-08-11 --add 2026-001")),
        ({"status": "in_preparation"}, meeting("2026-07-31", "called", agenda=ITEM), TAKE_UP),
        ({"status": "on_agenda"}, meeting("2026-08-01", "planned", agenda=ITEM) | AHEAD, (LISTED[0].replace("11", "1"), None)),
        ({"status": "on_agenda"}, AHEAD, LISTED),
        ({"status": "proposed"}, AHEAD, LISTED),
        ({"status": "in_written_procedure"}, AHEAD, ("Close the written procedure.", "written close 2026-001")),
        (
            {"status": "in_written_procedure", "written_procedure": "{sent: 2026-01-19, closed: 2026-01-30}"},
            {},
            ("Conclude it.", "cases conclude 2026-001 OUTCOME"),
        ),
        ({"status": "concluded"}, AHEAD, ("Close it.", "cases move 2026-001 closed")),
        ({"status": "concluded", "addressee": "radet"}, {}, ("Send it to its addressee.", "cases submit 2026-001")),
        ({"status": "submitted"}, {}, ("Ask for the answer, and record it.", "cases answer 2026-001 OUTCOME")),
        ({"status": "submitted", "answer": "{date: 2026-01-20, outcome: noted}"}, {}, ("Close it.", "cases move 2026-001 closed")),
    ],
)
def test_a_case_that_lies_still_has_the_step_that_fits_its_status(
    facts: dict[str, str], meetings: dict[str, str], step: tuple[str, str | None]
) -> None:
    (finding,) = answers(root(case(**facts), meetings), "DU312", date(2026, 8, 1))
    command = finding.command and finding.command.removeprefix("du-cli ")
    assert (fill(finding.help, finding.values), command) == step


@pytest.mark.parametrize(
    "facts",
    [
        {"handling": "[{date: 2026-06-01, outcome: postponed}]"},
        {"recusals": "[{member: kari, decided: 2026-06-01}]"},
        {"documents": "[{title: Notat, date: 2026-06-01}, {title: Vedlegg}]"},
        {"written_procedure": "{sent: 2026-02-02, reminders: [2026-06-01]}"},
        {"written_procedure": "{responses: [{member: kari, date: 2026-06-01, position: supports}]}"},
        {"status": "closed"},
        {"status": "withdrawn"},
        {"status": "closed", "answer": "{date: 2026-01-20, outcome: followed}"},
        {"status": "closed", "answer": "{date: 2026-01-20, outcome: returned}", "project": "{scheme: Fondet}"},
        {"status": "closed", "answer": "{date: 2026-01-20}", "decision": "{outcome: granted}", "project": "{scheme: Fondet}"},
    ],
)
def test_a_case_in_which_something_happened_or_that_is_over_is_silent(facts: dict[str, str]) -> None:
    assert said(root(case(**facts)), "DU312", date(2026, 8, 1)) == []


def test_a_case_without_any_date_is_not_assessed_and_a_broken_one_is_silent() -> None:
    files = root(case(raised="{by: nettverket}"))
    assert said(files, "DU312") == ["2026-001?"]
    assert said(broken(files), "DU312") == []


# ------------------------------------------------------------------------------------------ recusal

CONSIDERED = "[{member: kari, outcome: not_recused}]"


def applies(*names: str, key: str = "applicants") -> str:
    return f"{{name: X, {key}: [{', '.join(names)}]}}"


@pytest.mark.parametrize(
    ("of", "party", "matches"),
    [
        ("Bergen kommune", "Bergen kommune", True),
        ("Bergen kommune", '"4601"', True),
        ('"4601"', "Bergen kommune", True),
        ("Bergen kommune", "Voss herad", False),
        ("Voss herad", "Voss kommune", True),
        ("Oslo kommune", "Oslo fylkeskommune", True),
        ("Vestland fylkeskommune", "Bergen kommune", False),
        ("Akershus fylkeskommune", "Viken fylkeskommune", True),
        ("Viken fylkeskommune", "Buskerud fylkeskommune", True),
        ("Akershus fylkeskommune", "Buskerud fylkeskommune", False),
        ("forbundet", "forbundet", True),
    ],
)
def test_an_organisation_is_the_same_by_whatever_name(of: str, party: str, *, matches: bool) -> None:
    for key in ("applicants", "participants"):
        files = root(case(project=applies(party, key=key)), members=person("kari", of))
        assert said(files, "DU307") == (["kari"] if matches else [])
        assert said({**files, **case(project=applies(party, key=key), recusals=CONSIDERED)}, "DU307") == []


@pytest.mark.parametrize(
    ("first", "ended", "fires"),
    [
        ("2020-01-01", "2026-01-11", False),
        ("2020-01-01", "2026-01-12", True),
        ("2026-02-20", "null", True),
        ("2026-02-21", "null", False),
    ],
)
def test_recusal_is_asked_of_those_in_office_from_the_day_it_was_raised_to_the_day_it_was_concluded(
    first: str, ended: str, *, fires: bool
) -> None:
    appointment = f"{{seat: nemnda, from: {first}, ended: {ended}, ended_reason: x, appointed_by: forbundet}}"
    closed = case(status="closed", project=applies("Bergen kommune"), handling="[{date: 2026-02-20, outcome: noted}]")
    assert said(root(closed, members=person("kari", appointments=appointment)), "DU307") == (["kari"] if fires else [])


def test_an_open_case_asks_those_in_office_until_the_day_asked_for() -> None:
    later = person("kari", appointments="{seat: nemnda, from: 2026-03-02, appointed_by: forbundet}")
    files = root(case(project=applies("Bergen kommune")), members=later)
    assert [said(files, "DU307", at) for at in (AT - DAY, AT, AT + DAY)] == [[], ["kari"], ["kari"]]


def test_an_appointments_own_organisation_goes_before_the_members() -> None:
    moved = person("kari", "Voss herad", "{seat: nemnda, organisation: Bergen kommune, appointed_by: forbundet}")
    assert said(root(case(project=applies("Bergen kommune")), members=moved), "DU307") == ["kari"]
    assert said(root(case(project=applies("Voss herad")), members=moved), "DU307") == []


def test_a_recusal_that_could_not_be_read_is_not_called_missing() -> None:
    files = root(case(project=applies("Bergen kommune"), recusals="[{member: kari, outcome: perhaps}]"))
    assert said(files, "DU307") == ["2026-001?"]


def test_a_party_given_by_number_or_id_is_called_by_its_name() -> None:
    for of, party, name in (("Voss herad", '"4621"', "Voss herad"), ("forbundet", "forbundet", "Eksempelforbundet")):
        files = root(case(project=applies(party)), members=person("kari", of))
        assert texts(files, "DU307") == [f"Kari is from {name}, which applies, and it was not considered whether to recuse."]


def test_the_command_that_records_it_is_named() -> None:
    found = answers(root(case(project=applies("Bergen kommune"))), "DU307")
    assert [one.command for one in found] == ["du-cli cases recuse 2026-001 --member kari"]


RECUSED = "[{member: kari, outcome: recused}]"


@pytest.mark.parametrize(
    ("votes", "fires"),
    [
        ("{for: 1}", False),
        ("{for: 1, against: 1, abstained: 0}", True),
        ("{for: 1, abstained: 1}", True),
        ("{for: 3}", False),
        ("{}", False),
    ],
)
def test_a_recused_member_present_is_not_among_the_votes(votes: str, *, fires: bool) -> None:
    held = meeting(agenda=ITEM, attendance="{present: [kari, ola]}")
    adopted = f"{{adopted: 2026-02-03, by: meeting, meeting: 2026-02-03, text: Ja, votes: {votes}}}"
    files = root(case(recusals=RECUSED, recommendation=adopted), held)
    assert said(files, "DU307") == (["kari"] if fires else [])
    assert said(root(case(recusals=CONSIDERED, recommendation=adopted), held), "DU307") == []


# ------------------------------------------------------------------------------------------ meetings


@pytest.mark.parametrize(
    ("attendance", "chair", "people"),
    [
        ("{present: [kari, ola]}", "kari", 2),
        ("{present: [ola]}", "kari", 2),
        ("{present: [ola]}", "null", 1),
        ("{present: [ola], absent: [kari]}", "ola", 1),
        ("{present: [ola], substitutes: [{for: kari, name: Per}]}", "ola", 2),
        ("{present: [ola], guests: [{name: Gjest}]}", "ola", 1),
        ("{present: [ola], unpublished: {forbundet: 2}}", "ola", 3),
        ("{present: [ola], unpublished: {forbundet: 2}}", "forbundet", 3),
        ("{present: [ola]}", "forbundet", 2),
        ("{present: []}", "kari", None),
        ("{present: [], absent: [ola]}", "kari", 1),
        ("{absent: [ola]}", "forbundet", 1),
        ("null", "kari", None),
    ],
)
def test_who_is_present_is_counted_once(attendance: str, chair: str, people: int | None) -> None:
    dataset = loaded(root(meeting(attendance=attendance, chair=chair)))
    assert present_count(dataset, dataset.meeting["2026-02-03"][1]) == people


@pytest.mark.parametrize(("votes", "fires"), [("{for: 2}", False), ("{for: 2, abstained: 1}", True), ("{for: 1, against: 2}", True)])
def test_no_more_votes_than_people(votes: str, *, fires: bool) -> None:
    adopted = f"{{adopted: 2026-02-03, by: meeting, text: Ja, votes: {votes}}}"
    handled = "[{date: 2026-02-03, meeting: 2026-02-03, outcome: adopted}]"
    agenda = ITEM.replace("}", ", minutes: Enighet., outcome: adopted}")
    files = root(case(recommendation=adopted, handling=handled), meeting(agenda=agenda, attendance="{present: [kari, ola]}"))
    assert [(found.record, found.subject) for found in answers(files, "DU404")] == ([("2026-02-03", "2026-001")] if fires else [])
    assert said(broken(files, "data/meetings/2026/2026-02-03.yaml"), "DU404") == ["data/meetings/2026/2026-02-03.yaml?"]


def test_a_value_of_the_mandate_that_cannot_be_read_is_told_of_each_case_that_needs_it() -> None:
    council = {"raised": "{date: 2026-01-12, by: kari}", "addressee": "radet"}
    files = root(case(**council), case(id="2026-002", **council), mandate=MANDATE.replace("advises: radet", "advises: [radet]"))
    assert said(files, "DU304") == ["2026-001?", "2026-002?"]


def test_advice_goes_nowhere_for_certain_where_the_body_does_not_exist() -> None:
    files = root(case(type="advice", addressee="radet"), mandate=MANDATE.replace("leads: forbundet", "leads: ingen"))
    assert said(files, "DU309") == ["2026-001?"]
    assert said(root(case(type="advice", addressee="radet")), "DU309") == FIRED


def test_meeting_and_case_are_named_as_people_name_them() -> None:
    handled = "[{date: 2026-02-03, meeting: %s, outcome: adopted}]"
    item = meeting("2026-02-03", agenda="{item: 1, type: case, case: 2026-001, minutes: Ja, outcome: rejected}")
    files = root(case(handling=handled % "2026-02-03"), item)
    said_so = "The outcome of item 1 of the meeting on {} is rejected; the case {} says adopted."
    assert texts(files, "DU408") == [said_so.format("3 February 2026", "1/26")]
    second = {path.replace("02-03", "02-03-2"): text.replace("id: 2026-02-03", "id: 2026-02-03-2") for path, text in item.items()}
    assert texts(root(case(handling=handled % "2026-02-03-2"), second), "DU408") == [said_so.format("2026-02-03-2", "1/26")]
    for policy in ("case_number: [1]\n", "case_number: [\n"):
        assert texts({**files, "data/policy.yaml": policy}, "DU408") == [said_so.format("3 February 2026", "2026-001")]


@pytest.mark.parametrize(
    ("status", "item", "handling", "answer"),
    [
        ("held", "outcome: adopted", "outcome: adopted", []),
        ("approved", "outcome: adopted", "outcome: rejected", FIRED),
        ("held", "outcome: adopted", "outcome: rejected", FIRED),
        ("held", "outcome: null", "outcome: rejected", ["2026-001?"]),
        ("held", "outcome: adopted", None, FIRED),
        ("held", None, "outcome: adopted", FIRED),
        ("called", "outcome: null", None, []),
        ("called", None, "outcome: adopted", []),
        ("cancelled", "outcome: null", None, []),
    ],
)
def test_a_meeting_that_was_held_and_its_cases_agree(status: str, item: str | None, handling: str | None, answer: list[str]) -> None:
    agenda = f"{{item: 1, type: case, case: 2026-001, {item}}}" if item else ""
    handled = f"[{{date: 2026-02-03, meeting: 2026-02-03, {handling}}}]" if handling else "[]"
    files = root(case(handling=handled), meeting(status=status, agenda=agenda))
    assert said(files, "DU408") == answer
    if handling is None:
        assert said(broken(files), "DU408") == [f"{subject}?" for subject in answer]
    if item is None:
        lost = ["data/meetings/2026/2026-02-03.yaml?"] if status == "held" else []
        assert said(broken(files, "data/meetings/2026/2026-02-03.yaml"), "DU408") == lost


@pytest.mark.parametrize(
    ("items", "handled", "where"),
    [
        (("adopted",), ("adopted", "adopted"), []),
        (("adopted",), ("adopted", "rejected"), ["handling.1.outcome"]),
        (("adopted",), ("discussed", "adopted"), ["handling.0.outcome"]),
        (("adopted",), ("rejected", "noted"), ["agenda.0.outcome"]),
        (("adopted", "discussed"), ("adopted",), ["agenda.1.outcome"]),
        (("null", "adopted"), ("adopted", "noted"), ["agenda.0.outcome"]),
    ],
)
def test_each_handling_at_a_meeting_has_the_outcome_of_an_item_there(
    items: tuple[str, ...], handled: tuple[str, ...], where: list[str]
) -> None:
    agenda = ", ".join(f"{{item: {number}, type: case, case: 2026-001, outcome: {end}}}" for number, end in enumerate(items, 1))
    handling = ", ".join(f"{{date: 2026-02-03, meeting: 2026-02-03, outcome: {end}}}" for end in handled)
    assert keys(root(case(handling=f"[{handling}]"), meeting(agenda=agenda)), "DU408") == where


def test_a_case_handled_twice_in_one_meeting_agrees_with_the_outcomes_of_two_items() -> None:
    handled = "[{date: 2026-02-03, meeting: 2026-02-03, outcome: postponed}, {date: 2026-02-03, meeting: 2026-02-03, outcome: adopted}]"
    agenda = ", ".join(
        f"{{item: {number}, type: case, case: 2026-001, outcome: {end}}}" for number, end in ((1, "postponed"), (5, "adopted"))
    )
    assert said(root(case(handling=handled), meeting(agenda=agenda)), "DU408") == []


# ------------------------------------------------------------------------------------------ many cases, and none


def test_a_check_without_cases_and_meetings_does_not_load_their_models() -> None:
    command = "import sys, du_cli.rules; print({'du_cli.models.cases', 'du_cli.models.meetings'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_cases_judged_as_they_are_read_say_the_same_as_cases_kept_also_from_two_processes() -> None:
    bench = runpy.run_path(str(Path(__file__).parent.parent / "scripts" / "bench_data.py"))
    files = {**bench["committee"](), **dict(bench["case"](number) for number in range(520))}
    data = {path: text.replace("deadline: 2025-02", "deadline: 2025-01").encode() for path, text in files.items()}
    judged, kept = load(data, bench["AT"], judging=Judging(judge_case)), load(data, bench["AT"])
    assert judged.case_files == ()
    assert check(judged) == check(kept)
    assert len(check(kept)) > 100


def test_a_rule_may_speak_of_the_dataset_and_of_each_of_its_cases() -> None:
    def whole(_: Dataset) -> Answers:
        yield Violation(Place(MANDATE_FILE), "whole", "whole", "")

    def each(_: Dataset, one: CaseFile) -> Answers:
        yield Violation(one.place(), one.case.id, one.case.id, "")

    both = case_rule("DU999", "", Severity.ERROR, Basis.FORMAT, what="", why="", mend="", also=whole)(each)
    assert [found.subject for found in run(loaded(root(*cases("2026-001", "2026-002"))), [both])] == ["whole", "2026-001", "2026-002"]


def test_findings_about_cases_come_through_the_command_line(du: Du, tmp_path: Path) -> None:
    for path, text in root(case(status="closed", submission="{date: 2026-02-05}")).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    answer = du("--root", tmp_path, "--lang", "nb", "check", "--at", "2026-03-02", "--select", "DU3")
    assert (answer.code, answer.err) == (1, "")
    assert "data/cases/2026/001.yaml:5:9  feil DU301" in answer.out
    assert "Kommando: du-cli cases answer 2026-001" in answer.out
