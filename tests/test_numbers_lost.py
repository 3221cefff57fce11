"""While policy.yaml cannot be read, no rule judges by numbers the secretariat has not chosen; reports count money asked for and granted."""

from datetime import date
from pathlib import Path

import pytest

from du_cli.dataset.load import load
from du_cli.findings import Outcome
from du_cli.reports import recommendations, written
from du_cli.rules import check
from du_cli.rules.rests import NUMBERS
from tests.case_files import case, loaded, root

AT = date(2026, 3, 1)


COMMITTEE = Path(__file__).parent / "committee"


def outcomes(policy: str) -> dict[str, set[Outcome]]:
    """What the rules by the secretariat's numbers say of a whole committee, by code."""
    files = {path.relative_to(COMMITTEE).as_posix(): path.read_bytes() for path in (COMMITTEE / "data").rglob("*.yaml")}
    found = check(load({**files, "data/policy.yaml": policy.encode()}, AT))
    return {code: {one.outcome for one in found if one.code == code} for code in NUMBERS}


def test_rules_by_the_secretariats_numbers_are_not_assessed_while_those_cannot_be_read() -> None:
    assert outcomes("meeting_notice_days: 2\n  outreach: [\n") == {code: {Outcome.NOT_ASSESSED} for code in NUMBERS}


KEYS = {
    "DU205": "expiry_notice_months",
    "DU401": "quiet_months",
    "DU403": "meeting_notice_days",
    "DU405": "quorum_share",
    "DU502": "written_deadline_working_days",
    "DU601": "outreach_months",
}


@pytest.mark.parametrize("code", KEYS)
@pytest.mark.parametrize("line", ["{key}: x\n", "{key}: [x]\n", "{key}s: 2\n"])
def test_a_number_that_cannot_be_read_or_may_be_misspelt_is_not_assumed_and_one_that_is_there_counts(code: str, line: str) -> None:
    others = {KEYS[other]: "[7]" if other == "DU401" else "1" for other in KEYS if other != code}
    found = outcomes("".join(f"{key}: {value}\n" for key, value in others.items()) + line.format(key=KEYS[code]))
    assert found.pop(code) == {Outcome.NOT_ASSESSED}
    assert Outcome.NOT_ASSESSED not in set().union(*(found[other] for other in found if other not in ("DU403", "DU405")))


def test_an_amount_without_a_scheme_is_not_applied_for_and_a_rejected_one_is_not_granted() -> None:
    project = "{name: P, scheme: null, applicants: [Bergen kommune], amount: 1000}"
    adopted = "{adopted: 2026-02-03, by: meeting, text: Ja}"
    decision = "{date: 2026-02-20, outcome: rejected, amount: 50}"
    found = recommendations.facts(loaded(root(case(project=project, recommendation=adopted, decision=decision))))
    assert (found.applied, found.granted) == (0, 0)


def test_holders_who_are_not_published_are_asked_with_those_on_the_list() -> None:
    committee = Path(__file__).parent / "committee"
    files = {path.relative_to(committee).as_posix(): path.read_bytes() for path in (committee / "data").rglob("*.yaml")}
    dataset = load(files, date(2026, 11, 20))
    record = next(file.case for file in dataset.case_files if file.case.id == "2026-005")
    unpublished = sum(dataset.roster.unpublished_holders.values()) if dataset.roster else 0
    found = written.facts(dataset, record).result
    assert unpublished > 0
    assert record.written_procedure is not None
    assert found.asked == len(record.written_procedure.sent_to or ()) + unpublished
