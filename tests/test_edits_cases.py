"""Any sequence of edits of cases: what is refused changes nothing, what is not leaves valid, tidy data and what was there."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from casework import FORM, MANDATE, MEMBERS, ON_AGENDA, PLAN, PREPARED
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.dataset.casework import MOVES
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.dataset.read import formatted
from du_cli.dataset.written import deadline
from du_cli.edits import Change, cases, conclusions, outcomes, written
from du_cli.edits.closing import Closing, close
from du_cli.edits.conclusions import Votes
from du_cli.edits.new_case import NewCase, new_case
from du_cli.errors import DuError
from du_cli.registers import is_working_day
from du_cli.rules import check
from du_cli.writing import propose

MEETING = """\
id: 2026-03-03
type: ordinary
status: called
agenda:
  - {item: 1, type: case, case: 2026-001, purpose: decision}
  - {item: 2, type: case, case: 2026-002, purpose: decision}
attendance:
  present: [kari, ola, per]
  unpublished: {laget: 2}
"""
OPEN = PREPARED.replace("2026-001", "2026-003").replace("in_preparation   # sist rørt i januar", "in_written_procedure") + (
    "written_procedure: # sendt\n  reason: x\n  sent: 2026-02-23\n  sent_to: all\n  deadline: 2026-03-03 # en tirsdag\n"
)
SENT = PREPARED.replace("2026-001", "2026-004").replace("in_preparation   # sist rørt i januar", "submitted") + (
    "handling: [{date: 2026-02-03, outcome: adopted}]\n"
    "written_procedure: {reason: x, sent: 2026-01-19, sent_to: all, deadline: 2026-02-02, closed: 2026-02-03}\n"
    "recommendation: {adopted: 2026-02-03, by: written_procedure, text: Ja}\nsubmission: {date: 2026-02-10, to: radet}\n"
)
START = {
    path: text.encode()
    for path, text in {
        "data/mandate.yaml": MANDATE,
        "data/members.yaml": MEMBERS,
        "data/plans/2026.yaml": PLAN,
        "data/meetings/2026/2026-03-03.yaml": MEETING,
        "data/cases/2026/001.yaml": PREPARED,
        FORM: ON_AGENDA,
        "data/cases/2026/003.yaml": OPEN,
        "data/cases/2026/004.yaml": SENT,
    }.items()
}
DAY = date(2026, 3, 3)

steps = st.sampled_from((0, 0, 1, 2, 7))
days = st.integers(-30, 60).map(lambda number: DAY + timedelta(days=number))
maybe_day = st.one_of(st.none(), days)
people = st.sampled_from(("kari", "ola", "per", "siv", "laget", "Rådet", "ukjent"))
texts = st.sampled_from((None, "Kort", "a: b # c", "to\nlinjer\n", "- punkt", "10:00"))
some = texts.map(lambda text: text or "ja")
statuses = st.sampled_from(tuple(MOVES))
types = st.sampled_from(("preparation", "recommendation", "initiative", "common_solution", "advice", "information"))
positions = st.sampled_from(("supports", "supports", "supports_with_comments", "objects", "asks_for_meeting", "abstains", "no_comment"))
conclusion = st.builds(
    conclusions.Conclusion,
    st.sampled_from(tuple(conclusions.CONCLUDED)),
    note=texts,
    text=texts,
    votes=st.one_of(st.none(), st.builds(Votes, st.integers(0, 3), st.integers(0, 3), st.just(0))),
    dissents=st.lists(st.tuples(people, some), max_size=1).map(tuple),
)
raised = st.builds(
    NewCase,
    some,
    types,
    people,
    tasks=st.sampled_from((("1",), ("1", "strategi"), ("7",))),
    responsible=st.one_of(st.none(), people),
    addressee=st.sampled_from((None, "radet", "laget")),
    summary=texts,
    proposal=texts,
    networks=st.sampled_from(((), ("nett-vest",))),
)
Edit = Callable[[Dataset, int], Change]


def on_case(function: Callable[..., Change], *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Edit]:
    """An edit of one of the cases there are."""
    return st.tuples(*arguments).map(
        lambda given_: lambda dataset, place: function(dataset, dataset.case_files[place % len(dataset.case_files)], *given_)
    )


edits = st.one_of(
    raised.map(lambda wanted: lambda dataset, _: new_case(dataset, wanted)),
    on_case(cases.move, statuses, st.one_of(st.none(), people)),
    on_case(cases.move, statuses, st.just("laget")),
    on_case(cases.withdraw, some),
    on_case(cases.recuse, st.builds(cases.Considered, people, days, st.booleans(), texts)),
    on_case(conclusions.conclude, conclusion),
    on_case(outcomes.submit, st.builds(outcomes.Submitting, days, council_meeting=maybe_day)),
    on_case(outcomes.answer, days, st.sampled_from(tuple(outcomes.ANSWERED)), texts),
    on_case(outcomes.unanswered, days, texts),
    on_case(
        outcomes.decide,
        st.builds(outcomes.Decided, days, st.sampled_from(tuple(outcomes.DECIDED)), amount=st.one_of(st.none(), st.integers(0, 9))),
    ),
    on_case(written.open_procedure, st.builds(written.Opening, some, some, maybe_day)),
    on_case(written.respond, st.builds(written.Responding, people, days, positions, texts)),
    on_case(written.respond, st.builds(written.Responding, people, days, positions, texts)),
    on_case(written.extend, days),
    on_case(written.remind),
    on_case(close, st.builds(Closing, st.booleans(), texts)),
)


def after(dataset: Dataset, wanted: Edit, place: int) -> Dataset:
    """The data after an edit; the same where it is refused."""
    try:
        change = wanted(dataset, place)
    except DuError:
        return dataset
    proposal = propose(dataset, change)
    return dataset if proposal.refused else proposal.dataset


def errors(dataset: Dataset) -> list[str]:
    return [found.code for found in check(dataset) if found.outcome == "finding" and found.severity == "error"]


def keeps(before: Dataset, now: Dataset) -> None:
    """Cases, their handling and their answers are never lost; a case moves as the table allows; comments stay."""
    assert len(now.case_files) >= len(before.case_files)
    for old, new in zip(before.case_files, now.case_files, strict=False):
        assert new.case.id == old.case.id
        assert new.case.status == old.case.status or new.case.status in MOVES[old.case.status]
        assert new.case.handling[: len(old.case.handling)] == old.case.handling
        assert new.case.recusals[: len(old.case.recusals)] == old.case.recusals
        if procedure := old.case.written_procedure:
            assert new.case.written_procedure
            assert new.case.written_procedure.responses[: len(procedure.responses)] == procedure.responses
            assert new.case.written_procedure.sent_to == procedure.sent_to
        comments = [line.partition(" # ")[2] for line in before.files[old.path].decode().splitlines() if " # " in line]
        assert all(comment in now.files[new.path].decode() for comment in comments if old.path in START)


@given(st.lists(st.tuples(edits, st.integers(0, 5), steps), max_size=14))
@tries(1000)
def test_any_sequence_of_edits_keeps_cases_free_of_errors_tidy_and_whole(sequence: list[tuple[Edit, int, int]]) -> None:
    day, dataset = DAY, load(START, DAY)
    assert errors(dataset) == []
    for wanted, place, step in sequence:
        day += timedelta(days=step)
        dataset = load(dataset.files, day)
        now = after(dataset, wanted, place)
        assert errors(now) == []
        assert all(formatted(path, data) == data for path, data in now.files.items())
        keeps(dataset, now)
        dataset = now


@given(st.integers(0, 800).map(lambda number: date(2026, 1, 12) + timedelta(days=number)), st.integers(0, 15))
@tries(300)
def test_the_deadline_proposed_is_a_working_day_and_reasonable_by_the_policy(day: date, least: int) -> None:
    files = {**START, "data/policy.yaml": f"written_deadline_working_days: {least}\n".encode()}
    del files["data/cases/2026/003.yaml"], files["data/cases/2026/004.yaml"]
    dataset = load(files, day)
    file = dataset.case_files[0]
    proposal = propose(dataset, written.open_procedure(dataset, file, written.Opening("x", "y")))
    procedure = proposal.dataset.case_files[0].case.written_procedure
    last = deadline(procedure) if procedure else None
    assert last
    assert is_working_day(last)
    assert [found for found in check(proposal.dataset) if found.code in {"DU501", "DU502", "DU505"}] == []
