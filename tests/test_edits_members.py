"""Any sequence of edits of the roster: what is refused changes nothing, what is not leaves valid, tidy data and what was there."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.dataset.read import formatted
from du_cli.dataset.shown import fails
from du_cli.edits import Change, consultations, members, moving
from du_cli.edits.appointments import Appointing, Excepted, appoint, end, extend
from du_cli.edits.consultations import Asked
from du_cli.errors import DuError
from du_cli.rules import check
from du_cli.writing import propose

MANDATE = b"""\
# Oppdiktet eksempel
committee: {id: provenemnda, name: Pr\xc3\xb8venemnda, language: nb, leads: laget}
bodies:
  - {id: laget, name: Laget, kind: association}
  - {id: nettet, name: Nettet, kind: regional_network, areas: [Vestland]}
versions:
  - id: "1"
    term: {years: 4, exceptions: [continuity]}
    seats:
      - {id: vest, name: Vestland, count: 2, kind: municipality, areas: [Vestland], consult: [regional_network]}
      - {id: fritt, name: Fritt, count: 1, kind: any}
    clauses: []
"""
ROSTER = """\
# først
members:
  - id: ola
    name: 'Ola'  # i anførselstegn
    organisation: Bergen kommune
    appointments:
      - {seat: vest, from: 2025-06-01, until: 2028-05-31}
  # den neste
  - id: liv
    name: Liv
    organisation: laget
    appointments:
      - seat: fritt
        from: 2024-01-01
# sist
"""
START = {"data/mandate.yaml": MANDATE, "data/members.yaml": ROSTER.encode()}
DAY = date(2026, 1, 1)

days = st.integers(-60, 2000).map(lambda number: DAY + timedelta(days=number))
soon = st.integers(-60, 400).map(lambda number: DAY + timedelta(days=number))
names = st.sampled_from(("ola", "liv", "ola", "liv", "Åse Ø", "Per: Dahl", "0301 Li"))
organisations = st.sampled_from(("Bergen kommune", "Voss herad", "laget", "Oslo kommune"))
seats = st.sampled_from(("vest", "fritt"))
texts = st.sampled_from((None, "Ny jobb", "a: b # c", "to\nlinjer\n", "yes", "10:00"))
before = st.integers(-500, -100).map(lambda number: DAY + timedelta(days=number))
asked = st.builds(
    Asked, st.sampled_from(("nettet", "nettet", "laget")), before, st.one_of(st.none(), soon), st.sampled_from((None, "supports"))
)
terms = st.builds(Excepted, st.one_of(st.none(), days), texts, st.none(), st.one_of(st.none(), soon))
of_appointment = st.one_of(st.just(Excepted()), terms)
appointing = st.builds(
    Appointing,
    seats,
    soon,
    term=of_appointment,
    consulted=st.lists(asked, max_size=2).map(tuple),
    organisation=st.one_of(st.none(), organisations),
    decision=texts,
    source=texts,
)
Edit = Callable[[Dataset], Change]


def edit(function: Callable[..., Change], *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Edit]:
    return st.tuples(*arguments).map(lambda given_: lambda dataset: function(dataset, *given_))


people = st.builds(members.Person, names, organisations, facts=st.fixed_dictionaries({"title": texts}))
edits = st.one_of(
    edit(members.add, people),
    edit(appoint, names, appointing),
    edit(appoint, names, appointing),
    edit(consultations.consult, names, asked),
    edit(extend, names, terms),
    edit(end, names, days, texts),
    edit(moving.move, names, organisations, texts),
)


def done(dataset: Dataset, wanted: Edit) -> Dataset:
    """The data after an edit; the same where it is refused."""
    try:
        change = wanted(dataset)
    except DuError:
        return dataset
    proposal = propose(dataset, change)
    return dataset if proposal.refused else proposal.dataset


@given(st.lists(edits, max_size=12))
@tries(600)
def test_any_sequence_of_edits_keeps_the_roster_valid_tidy_and_whole(sequence: list[Edit]) -> None:
    dataset = load(START, DAY)
    for wanted in sequence:
        after = done(dataset, wanted)
        assert not fails(check(after), strict=False)
        text = after.files["data/members.yaml"]
        assert formatted("data/members.yaml", text) == text
        assert text.startswith("# først\nmembers:\n  - id: ola\n    name: 'Ola'  # i anførselstegn\n".encode())
        assert b"  # den neste\n  - id: liv\n" in text
        assert text.endswith(b"# sist\n")
        kept = {member.id: len(member.appointments) for member in after.members}
        assert all(kept[member.id] >= len(member.appointments) for member in dataset.members)
        dataset = after


@given(days, st.one_of(st.none(), days))
@tries(300)
def test_an_appointment_runs_for_the_mandate_s_term_and_not_a_day_longer_without_reason(first: date, until: date | None) -> None:
    dataset = load(START, DAY)
    last = first.replace(year=first.year + 4) - timedelta(days=1)  # from 29 February too: four years later there is one
    try:
        after = propose(dataset, appoint(dataset, "Åse Ø", Appointing("fritt", first, Excepted(until), organisation="laget"))).dataset
    except DuError:
        assert until
        assert until > last
        return
    assert after.members[-1].appointments[0].until == (until or last)
