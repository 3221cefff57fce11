"""Any sequence of meeting commands: what is refused changes nothing, what is not leaves data without errors, tidy and whole."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from conftest import tries
from hypothesis import given
from hypothesis import strategies as st
from meeting_work import FILES

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.dataset.read import formatted
from du_cli.dataset.shown import fails
from du_cli.edits import Change, outreach
from du_cli.edits.agenda import Wanted, agenda
from du_cli.edits.attending import Attending, attend
from du_cli.edits.conclusions import Conclusion, Votes
from du_cli.edits.meetings import call, cancel
from du_cli.edits.minutes import Minuted, Taken, approve, minutes
from du_cli.edits.planning import Council, Planned, plan
from du_cli.errors import DuError
from du_cli.rules import check
from du_cli.writing import propose

FIRST = date(2026, 1, 20)
START = {path: formatted(path, text.encode()) or b"" for path, text in FILES.items()}

days = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))
meetings = st.sampled_from(("2026-01-06", "2026-02-03", "2026-02-03", "2026-02-03", "2026-02-10", "2026-02-10-2", "2026-04-01"))
members = st.sampled_from(("kari", "ola", "liv", "ola", "liv", "siri", "per"))
words = st.sampled_from((None, "Drøftet", "a: b # c", "to\nlinjer\n", "yes", "10:00", "'"))
outcomes = st.sampled_from(("discussed", "postponed", "adopted", "rejected", "noted", "referred", "contributed", "withdrawn"))
items = st.integers(1, 8)
Edit = Callable[[Dataset], Change]


def edit(function: Callable[..., Change], *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Edit]:
    return st.tuples(*arguments).map(lambda given_: lambda dataset: function(dataset, *given_))


def few(values: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=most).map(tuple)


def put_on(dataset: Dataset, meeting: str, cases: tuple[int, ...], gone: tuple[str, ...], titles: tuple[str, ...]) -> Change:
    return agenda(dataset, meeting, Wanted(tuple(dataset.case_files[number] for number in cases), gone, titles))


def done(dataset: Dataset, member: str, day: date) -> Change:
    return outreach.add(dataset, outreach.Activity(day, member, None, {"audience": "both", "topic": "Nytt: alt"}))


handled = st.builds(
    Conclusion,
    outcomes,
    st.none(),
    words,
    words,
    st.sampled_from((None, None, "support")),
    st.one_of(st.none(), st.builds(Votes, st.integers(0, 3), st.integers(0, 2), st.integers(0, 1))),
    few(st.tuples(members, st.just("Nei")), 1),
)
simple = st.builds(Conclusion, outcomes, st.none(), st.just("Fordi"))
attending = st.builds(
    Attending,
    few(members),
    few(members, 1),
    few(st.builds(lambda who: {"for": who, "name": "Una"}, members), 1),
    st.dictionaries(st.just("laget"), st.integers(0, 3)),
    few(st.just({"name": "Gro", "items": [1]}), 1),
    st.sampled_from((None, None, "kari", "laget", "ola")),
    st.booleans(),
)
planned = st.builds(
    Planned,
    few(days),
    st.one_of(st.none(), st.builds(Council, days, st.one_of(st.none(), days), few(st.just("KI"), 1))),
    st.booleans(),
    st.just({"start": "10:00"}),
)
one_item = st.builds(Minuted, st.integers(3, 7), st.just("Sagt"), st.one_of(simple, simple, handled)).map(lambda one: (one,))
edits = st.one_of(
    edit(plan, planned),
    edit(call, meetings, st.sampled_from(({}, {"start": "09:00", "remote": True}))),
    edit(call, meetings, st.just({})),
    edit(agenda, meetings, st.just(Wanted())),
    edit(put_on, meetings, few(st.integers(0, 6)), few(items.map(str), 1), few(st.just("Eventuelt: x"), 1)),
    edit(attend, meetings, attending),
    edit(attend, meetings, st.just(Attending(all_present=True))),
    edit(minutes, meetings, st.builds(Taken, few(st.builds(Minuted, items, words, st.one_of(st.none(), simple, handled)), 3))),
    edit(minutes, meetings, st.builds(Taken, one_item)),
    edit(minutes, st.just("2026-02-03"), st.builds(Taken, one_item)),
    edit(minutes, st.just("2026-02-03"), st.builds(Taken, one_item)),
    edit(minutes, meetings, st.builds(Taken, st.just(()), few(st.tuples(members, st.just("Nytt"))))),
    edit(approve, meetings, st.one_of(st.none(), meetings)),
    edit(cancel, meetings, st.just("Sykdom")),
    edit(done, members, days),
)


def called(dataset: Dataset) -> Change:
    return call(dataset, "2026-02-03", {})


def collected(dataset: Dataset) -> Change:
    return agenda(dataset, "2026-02-03", Wanted())


begun = st.sampled_from(
    ((), ((collected, 0),), ((collected, 0), (called, 0)), ((collected, 0), (called, 14)), ((collected, 0), (called, 14)))
)
"""How far the meeting of 3 February has come: half the time to a day after it."""
sequences = st.tuples(begun, st.lists(st.tuples(edits, st.integers(0, 9)), max_size=20)).map(lambda parts: [*parts[0], *parts[1]])


def after(dataset: Dataset, wanted: Edit) -> Dataset:
    """The data after an edit; the same where it is refused."""
    try:
        proposal = propose(dataset, wanted(dataset))
    except DuError:
        return dataset
    return dataset if proposal.refused else proposal.dataset


@given(sequences)
@tries(600)
def test_any_sequence_of_commands_keeps_the_data_free_of_errors_tidy_and_whole(sequence: list[tuple[Edit, int]]) -> None:
    files, day = dict(START), FIRST
    for wanted, later in sequence:
        day += timedelta(days=later)
        dataset = after(load(files, day), wanted)
        assert not fails(check(dataset), strict=False)
        assert files.keys() <= dataset.files.keys()
        for path, text in dataset.files.items():
            assert formatted(path, text) == text
        assert "# ennå".encode() in dataset.files["data/meetings/2026/2026-02-03.yaml"]
        assert b"# papirene kommer senere\ndocuments: []\n" in dataset.files["data/meetings/2026/2026-02-03.yaml"]
        files = dict(dataset.files)


@given(sequences)
@tries(200)
def test_what_is_recorded_stays_recorded(sequence: list[tuple[Edit, int]]) -> None:
    files, day = dict(START), FIRST
    for wanted, later in sequence:
        day += timedelta(days=later)
        before = load(files, day)
        found = after(before, wanted)
        for old in before.case_files:
            new = next(file for file in found.case_files if file.path == old.path)
            assert len(new.case.handling) >= len(old.case.handling)
            assert (old.case.title, old.case.proposal, old.case.raised) == (new.case.title, new.case.proposal, new.case.raised)
        for path, meeting in before.meetings.items():
            said = [item.item for item in meeting.agenda if item.minutes or item.outcome]
            assert [item.item for item in found.meetings[path].agenda if item.item in said] == said
        files = dict(found.files)
