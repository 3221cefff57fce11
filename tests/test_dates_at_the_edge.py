"""The first and the last date there are: rules and reports answer on them, and never with a traceback."""

from datetime import date
from pathlib import Path

import pytest
from conftest import Du

from du_cli.dataset.load import load
from du_cli.dataset.terms import months_later
from du_cli.rules import check
from tests.test_rule_boundaries import ONE_SEAT, person, root, said, to

EDGES = ["9999-12-31", "0001-01-01"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("9999-12-31", -6, "9999-06-30"),
        ("9999-06-30", 6, "9999-12-30"),
        ("9999-06-30", 7, "9999-12-31"),
        ("9998-12-31", 12, "9999-12-31"),
        ("9999-12-31", 0, "9999-12-31"),
        ("0001-01-31", -1, "0001-01-01"),
        ("0001-03-31", -1, "0001-02-28"),
        ("0001-01-01", 0, "0001-01-01"),
    ],
)
def test_months_later_at_the_ends_of_the_calendar(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months).isoformat() == later


@pytest.mark.parametrize(("at", "codes"), [("2026-01-01", []), ("9999-06-29", []), ("9999-06-30", ["DU205"]), ("9999-12-31", ["DU205"])])
def test_a_term_that_ends_on_the_last_day_there_is_ends_soon_from_half_a_year_before(at: str, codes: list[str]) -> None:
    exception = "{kind: continuity, reason: Prøve}"
    files = root(ONE_SEAT, person("kari", to(first="9996-01-01", until="9999-12-31", exception=exception)))
    assert said(files, date.fromisoformat(at), "DU205") == (codes if at >= "9996-01-01" else [])


CASE = """\
id: 2026-001
title: En sak
type: preparation
status: in_written_procedure
raised: {{date: {day}}}
written_procedure: {{sent: {sent}, deadline: {day}, sent_to: all, responses: [{{member: kari, date: {day}, position: supports}}]}}
submission: {{date: {day}, council_meeting: {day}}}
"""


@pytest.mark.parametrize("day", [*EDGES, "9999-12-26", "9999-12-25"])
@pytest.mark.parametrize("sent", [*EDGES, "9999-12-20", "2026-01-01"])
def test_a_committee_at_the_edge_is_checked(day: str, sent: str, du: Du, tmp_path: Path) -> None:
    year, facts = day[:4], f"appointed_by: forbundet, from: {day}, until: {day}, ended: {day}"
    files = root(
        ONE_SEAT,
        person("kari", f"{{seat: vestland, {facts}}}", f"{{seat: vestland, from: {sent}}}"),
        policy="outreach_months: 12\nexpiry_notice_months: 600\nmeeting_notice_days: 400\n",
    )
    files |= {"data/cases/2026/001.yaml": CASE.format(day=day, sent=sent)}
    files |= {
        f"data/meetings/{year}/{day}.yaml": f"id: {day}\ntype: ordinary\nstatus: planned\nagenda: [{{item: 1, type: case, case: 2026-001}}]\n"
    }
    encoded = {path: text.encode() for path, text in files.items()}
    for at in map(date.fromisoformat, (day, sent, *EDGES)):
        assert check(load(encoded, at)) is not None
    for path, data in encoded.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    for command in ("status", "terms", "written"):
        answer = du("--root", tmp_path, *((command, "show", "2026-001") if command == "written" else (command,)), "--at", day)
        assert (answer.code in (0, 1), "Traceback" in answer.err) == (True, False), answer.err
