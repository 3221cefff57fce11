"""While policy.yaml cannot be read, no rule judges by numbers the secretariat has not chosen; reports count money asked for and granted."""

from datetime import date
from pathlib import Path

import pytest

from du_cli.dataset.load import load
from du_cli.findings import Outcome
from du_cli.reports import recommendations, written
from du_cli.rules import NUMBERS, check
from tests.case_files import case, loaded, root

AT = date(2026, 3, 1)


@pytest.mark.parametrize("policy", ["meeting_notice_days: tre\n", "meeting_notice_days: 2\n  outreach: [\n"])
def test_rules_by_the_secretariats_numbers_are_not_assessed_while_those_cannot_be_read(policy: str) -> None:
    files = {path: data if isinstance(data, bytes) else data.encode() for path, data in root().items()}
    files["data/policy.yaml"] = policy.encode()
    found = {one.code: one.outcome for one in check(load(files, AT)) if one.code in NUMBERS}
    assert found == dict.fromkeys(NUMBERS, Outcome.NOT_ASSESSED)


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
