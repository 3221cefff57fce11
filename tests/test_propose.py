"""Proposals: who can sit where, and the smallest group that cannot."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from du_cli.dataset.affiliation import affiliation
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.fit import Fit, fits
from du_cli.dataset.load import load
from du_cli.document import Document, Items, Note, Paragraph, Table
from du_cli.errors import DuError
from du_cli.findings import Outcome, Severity
from du_cli.i18n import fill, set_language
from du_cli.registers import resolve
from du_cli.reports.matching import assign, smallest_group
from du_cli.reports.propose import Candidate, Proposal, candidate_of, layout, propose
from du_cli.rules import RULES
from du_cli.rules.base import run

ROOT = Path(__file__).parent.parent
REFORM = date(2024, 1, 1)
EVE = REFORM - timedelta(days=1)
IN_2022 = date(2022, 6, 1)
LATER = date(2026, 11, 23)

ORGANISATIONS = [
    {"id": "hedmark-ikt", "name": "Hedmark IKT", "area": "Innlandet"},
    {"id": "laget", "name": "Laget"},
    {"id": "nedlagt", "name": "Nedlagt", "area": "Agder", "valid_to": "2023-12-31"},
    {"id": "ny", "name": "Ny", "area": "Agder", "valid_from": "2024-01-01"},
]
POOL = (
    "Ringerike kommune",
    "Lillestrøm kommune",
    "Volda kommune",
    "Ålesund kommune",
    "Haram kommune",
    "Kristiansand kommune",
    "Hamar kommune",
    "Oslo kommune",
    "Viken fylkeskommune",
    "Agder fylkeskommune",
    "hedmark-ikt",
    "laget",
    "ks",
)
AREAS = ("Viken", "Møre og Romsdal", "Agder", "Innlandet", "Oslo", "31")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def real(day: date) -> Dataset:
    return load({f"data/{path.name}": path.read_bytes() for path in (ROOT / "data").glob("*.yaml")}, day)


def small(day: date, seats: Sequence[Mapping[str, Any]], **members: Any) -> Dataset:
    """A committee with these seats, and in members.yaml whatever is given."""
    mandate = {
        "committee": {"id": "nemnda", "name": "Nemnda", "language": "nn"},
        "bodies": [{"id": "ks", "name": "KS"}, {"id": "andre", "name": "Andre"}],
        "versions": [{"id": "1", "seats": seats, "clauses": []}],
    }
    files = {"mandate": mandate, "members": {"members": [], **members}, "organisations": {"organisations": ORGANISATIONS}}
    return load({f"data/{name}.yaml": json.dumps(content).encode() for name, content in files.items()}, day)


def seat(name: str, count: int, kind: str = "municipality", **rest: Any) -> dict[str, Any]:
    return {"id": name, "name": name.title(), "count": count, "kind": kind, **rest}


def member(name: str, organisation: str, *seats: str, **rest: Any) -> dict[str, Any]:
    return {"id": name, "name": name.title(), "organisation": organisation, "appointments": [{"seat": each} for each in seats], **rest}


def proposal(dataset: Dataset, *texts: str, vacant: bool = False) -> Proposal:
    return propose(dataset, tuple(candidate_of(dataset, text) for text in texts), "vacant" if vacant else "all")


def seated(facts: Proposal) -> dict[str, str]:
    return {each.person.name: each.seat for each in facts.assignments}


def refused(facts: Proposal) -> dict[str, str]:
    return {each.person.name: each.reason for each in facts.unplaced}


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, (Paragraph, Note))]


def message(error: pytest.ExceptionInfo[DuError]) -> str:
    return fill(error.value.message, error.value.values)


# Against brute force.

Options = tuple[tuple[int, ...], ...]


def brute_assignment(options: Options, places: Sequence[int]) -> tuple[int | None, ...]:
    """The first, candidate by candidate and seat by seat, of the largest of all assignments."""
    every = product(*((*seats, None) for seats in options))
    allowed = [chosen for chosen in every if all(chosen.count(seat) <= count for seat, count in enumerate(places))]
    return min(allowed, key=lambda chosen: (chosen.count(None), [len(places) if number is None else number for number in chosen]))


def brute_group(options: Options, places: Sequence[int]) -> tuple[int, ...]:
    """The first of the smallest groups whose seats together have fewer places than the group has people."""
    everyone = range(len(options))
    for size in range(1, len(options) + 1):
        for group in combinations(everyone, size):
            if sum(places[number] for number in set().union(*(options[each] for each in group))) < size:
                return group
    return ()


class Abstract(NamedTuple):
    """Each candidate's seats, and each seat's places."""

    options: Options
    places: tuple[int, ...]


@st.composite
def abstract(draw: st.DrawFn, most_candidates: int, most_seats: int) -> Abstract:
    """Candidates and seats of any kind, more often such as fit somewhere and nearly fill the places."""
    tight = draw(st.sampled_from((True, True, False)))
    places = draw(st.lists(st.sampled_from((1, 1, 1, 2)) if tight else st.integers(0, 3), min_size=3 * tight, max_size=most_seats))
    seats = range(len(places))
    fitting = st.lists(st.sampled_from(seats), min_size=int(tight), max_size=3, unique=True).map(sorted) if seats else st.just([])
    options = draw(st.lists(fitting, min_size=min(len(places), most_candidates) * tight, max_size=most_candidates))
    return Abstract(tuple(map(tuple, options)), tuple(places))


@given(abstract(5, 4))
@settings(max_examples=300)
def test_an_assignment_is_the_first_of_the_largest(case: Abstract) -> None:
    assert assign(*case) == brute_assignment(*case)


@given(abstract(9, 5))
@settings(max_examples=500)
@example(Abstract(((1,), (0,), (0,), (1,)), (1, 1)))
@example(Abstract(((0, 1), (1, 2), (0, 2), (1, 2)), (1, 1, 1)))
def test_a_group_is_the_first_of_the_smallest(case: Abstract) -> None:
    assert smallest_group(*case) == brute_group(*case)


@given(abstract(9, 5))
def test_there_is_a_group_exactly_when_not_everybody_is_seated(case: Abstract) -> None:
    assert bool(smallest_group(*case)) == (None in assign(*case))


@given(abstract(9, 5), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_nobody_s_chances_in_number(case: Abstract, random: Any) -> None:
    other = list(case.options)
    random.shuffle(other)
    assert assign(other, case.places).count(None) == assign(*case).count(None)
    assert len(smallest_group(other, case.places)) == len(smallest_group(*case))


def test_forty_candidates_and_seventeen_places_are_within_reach() -> None:
    alone = [(number % 17,) for number in range(40)]
    chains = [(number % 17, (number + 1) % 17) for number in range(40)]
    star = [*((0, number) for number in range(1, 17)), *[tuple(range(17))] * 24]
    anywhere = [tuple(range(17))] * 40
    for options, size in ((alone, 2), (chains, 3), (star, 18), (anywhere, 18)):
        assert assign(options, [1] * 17).count(None) == 40 - 17
        assert len(smallest_group(options, [1] * 17)) == size
    assert smallest_group(star[:17], [1] * 17) == ()


@st.composite
def committees(draw: st.DrawFn) -> Dataset:
    """A small committee on a day, and up to five members, each appointed to every seat from that day."""
    day = draw(st.sampled_from((IN_2022, EVE, REFORM, REFORM + timedelta(days=1), LATER)))
    areas = st.lists(st.sampled_from(draw(st.sampled_from((AREAS, AREAS[:2])))), max_size=2, unique=True)
    kinds = st.sampled_from(("municipality", "municipality", "municipality", "any", "county", "municipality_and_county", "body"))
    excluded = st.one_of(st.just([]), st.just([]), areas)
    drawn = draw(st.lists(st.tuples(kinds, st.integers(0, 3), areas, excluded), max_size=4))
    seats = [
        seat(f"s{number}", count, kind, areas=inside, excluded_areas=outside, body="ks" if kind == "body" else None)
        for number, (kind, count, inside, outside) in enumerate(drawn)
    ]
    known = [name for name in POOL if resolve(name, day).standing in ("exists", "unknown")]
    pool = draw(st.sampled_from((known, known[:5])))
    people = draw(st.lists(st.tuples(st.sampled_from(pool), st.sampled_from((None, True, False))), min_size=2, max_size=5))
    members = [
        member(f"m{number}", name, resource_environment=resource)
        | {"appointments": [{"seat": each["id"], "from": day.isoformat()} for each in seats]}
        for number, (name, resource) in enumerate(people)
    ]
    hidden = draw(st.sets(st.sampled_from([each["id"] for each in seats]))) if seats else set()
    return small(day, seats, members=members, unpublished_holders=dict.fromkeys(sorted(hidden), 1))


def options_by_the_rules(dataset: Dataset) -> Options:
    """The seats in which DU104 and DU105 have nothing against a member, a resource environment apart."""
    against = {
        (finding.record, finding.subject)
        for finding in run(dataset, (rule for rule in RULES if rule.code in ("DU104", "DU105")))
        if finding.outcome != Outcome.FINDING or finding.severity != Severity.INFORMATION
    }
    return tuple(
        tuple(number for number, each in enumerate(dataset.seats) if (person.id, each) not in against) for person in dataset.members
    )


@given(committees())
@settings(max_examples=150, deadline=None)
def test_a_committee_s_proposal_is_what_brute_force_and_the_rules_say(dataset: Dataset) -> None:
    assert dataset.version is not None
    assert {problem.code for problem in dataset.problems} <= {"DU016"}
    options = options_by_the_rules(dataset)
    places = [max(0, each.count - dataset.unpublished(each.id)) for each in dataset.version.seats]
    ids = list(dataset.seats)
    facts = proposal(dataset, *dataset.member)
    expected = brute_assignment(options, places)
    assert [(each.person.member, each.seat) for each in facts.assignments] == [
        (f"m{person}", ids[number]) for person, number in enumerate(expected) if number is not None
    ]
    group = brute_group(options, places)
    assert bool(facts.blocking) == bool(group)
    if facts.blocking:
        assert [person.member for person in facts.blocking.people] == [f"m{person}" for person in group]
        assert {each.id for each in facts.blocking.seats} == {ids[number] for person in group for number in options[person]}
        assert facts.blocking.places == sum(each.places for each in facts.blocking.seats) == len(group) - 1
    assert {each.id: each.places for each in facts.left} == {
        ids[number]: left for number, count in enumerate(places) if (left := count - expected.count(number))
    }
    assert len(facts.unplaced) == expected.count(None)
    assert facts == proposal(dataset, *dataset.member)
    assert texts(layout(facts))


# Digitaliseringsutvalget.


def test_three_from_viken_cannot_share_two_places() -> None:
    facts = proposal(real(IN_2022), "tor-eid", "torbjorn-pedersen", "Kari Nordmann:Drammen kommune", "kjetil-arhus")
    assert seated(facts) == {"Tor Eid": "viken", "Torbjørn Pedersen": "viken", "Kjetil Århus": "vestland"}
    assert refused(facts) == {"Kari Nordmann": "taken"}
    assert facts.blocking is not None
    assert [person.name for person in facts.blocking.people] == ["Tor Eid", "Torbjørn Pedersen", "Kari Nordmann"]
    assert [(each.id, each.places) for each in facts.blocking.seats] == [("viken", 2)]
    assert "Viken: 2 places, but 3 people can only sit there: Tor Eid, Torbjørn Pedersen and Kari Nordmann." in texts(layout(facts))


@pytest.mark.parametrize("day", [EVE, REFORM, REFORM + timedelta(days=1), LATER])
def test_viken_s_places_are_for_the_three_counties_that_replaced_it(day: date) -> None:
    facts = proposal(real(day), "A:Drammen kommune", "B:Halden kommune", "C:Asker kommune")
    assert list(seated(facts).values()) == ["viken", "viken"]
    assert refused(facts) == {"C": "taken"}


def test_everybody_who_sits_in_2022_can_sit_but_for_what_is_not_recorded() -> None:
    dataset = real(IN_2022)
    facts = proposal(dataset, *dataset.member)
    assert seated(facts) == {each.name: each.appointments[0].seat for each in dataset.members if each.id != "boris-schurmann"}
    assert refused(facts) == {"Boris Schürmann": "resource_not_recorded"}
    assert facts.blocking is not None
    assert [person.member for person in facts.blocking.people] == ["boris-schurmann"]
    assert [(each.id, each.places) for each in facts.left] == [("innlandet", 1)]
    assert "Whether a seat fits Boris Schürmann cannot be told." in texts(layout(facts))


@pytest.mark.parametrize(("day", "known"), [(EVE, False), (REFORM, True), (REFORM + timedelta(days=1), True)])
def test_haram_sits_for_more_og_romsdal_from_the_day_it_leaves_alesund(day: date, known: bool) -> None:
    facts = proposal(real(day), "Haram kommune")
    assert seated(facts) == ({"Haram kommune": "more-og-romsdal"} if known else {})
    if not known:
        (left_out,) = facts.unplaced
        assert (left_out.reason, left_out.day, left_out.units) == ("not_yet", REFORM, ("Ålesund kommune",))


@pytest.mark.parametrize("day", [EVE, REFORM])
def test_alesund_and_volda_compete_for_one_place_before_and_after_the_split(day: date) -> None:
    facts = proposal(real(day), "Ålesund kommune", "Volda kommune")
    assert seated(facts) == {"Ålesund kommune": "more-og-romsdal"}
    assert "Møre og Romsdal: 1 place, but 2 people can only sit there: Ålesund kommune and Volda kommune." in texts(layout(facts))


def test_the_old_alesund_is_gone_by_its_old_number() -> None:
    (left_out,) = proposal(real(REFORM), "1507").unplaced
    assert (left_out.reason, left_out.day, left_out.units) == ("ended", EVE, ("Ålesund kommune", "Haram kommune"))


@pytest.mark.parametrize(("day", "reasons"), [(EVE, {}), (REFORM, {"Viken fylkeskommune": "ended"})])
def test_a_county_council_can_sit_until_its_last_day(day: date, reasons: dict[str, str]) -> None:
    facts = proposal(real(day), "Viken fylkeskommune")
    assert refused(facts) == reasons
    if reasons:
        rows = [row for block in layout(facts).blocks if isinstance(block, Table) for row in block.rows]
        why = (
            "Viken fylkeskommune ceased to exist after 31 December 2023. "
            "Successors: Østfold fylkeskommune, Akershus fylkeskommune and Buskerud fylkeskommune."
        )
        assert ("Viken fylkeskommune", "Viken fylkeskommune", why) in rows


def test_oslo_kommune_fits_oslo_only_and_once() -> None:
    facts = proposal(real(IN_2022), "Ola:Oslo kommune", "Kari:0301")
    assert seated(facts) == {"Ola": "oslo"}
    assert refused(facts) == {"Kari": "taken"}
    assert facts.assignments[0].clause == "Sammensetning, 2. ledd, nr. 1"


def test_unpublished_holders_keep_their_places() -> None:
    facts = proposal(real(IN_2022), "Ola:ks")
    assert refused(facts) == {"Ola": "no_place"}
    assert facts.blocking is not None
    assert facts.blocking.places == 0
    assert texts(layout(facts))[0] == "Nobody can be seated."
    assert "Ola can only sit in KS, where no place is free." in texts(layout(facts))
    assert "Places held by people who are not published are left out: KS." in texts(layout(facts))


def test_in_the_vacant_places_a_sitting_member_competes_with_others_but_not_with_themselves() -> None:
    dataset = real(IN_2022)
    assert refused(proposal(dataset, "Kari:Arendal kommune", vacant=True)) == {"Kari": "no_place"}
    facts = proposal(dataset, "Kari:Arendal kommune", "ann-helen-moum", vacant=True)
    assert seated(facts) == {"Kari": "agder"}
    assert refused(facts) == {"Ann-Helen Moum": "taken"}
    assert seated(proposal(dataset, "ann-helen-moum", vacant=True)) == {"Ann-Helen Moum": "agder"}
    assert seated(proposal(dataset, "Kari:Arendal kommune")) == {"Kari": "agder"}


def test_a_body_without_a_seat_is_of_no_kind_asked_for() -> None:
    assert refused(proposal(real(IN_2022), "Kari:digiviken")) == {"Kari": "wrong_kind"}


def test_a_proposal_of_nobody_leaves_every_place() -> None:
    facts = propose(real(IN_2022), ())
    assert sum(each.places for each in facts.left) == 17 - 3
    assert facts.blocking is None


# Other committees.


@pytest.mark.parametrize(
    ("resource", "expected"), [(True, {}), (False, {"A": "no_resource_environment"}), (None, {"A": "resource_not_recorded"})]
)
def test_an_organisation_sits_for_municipalities_as_a_resource_environment_only(
    resource: bool | None,
    expected: dict[str, str],
) -> None:
    dataset = small(IN_2022, [seat("aust", 1, areas=["Innlandet"])], members=[member("a", "hedmark-ikt", resource_environment=resource)])
    assert refused(proposal(dataset, "a")) == expected


@pytest.mark.parametrize(
    ("seats", "organisation", "reason"),
    [
        ([seat("aust", 1, areas=["Agder"])], "hedmark-ikt", "outside_areas"),
        ([seat("aust", 1, areas=["Agder"])], "Volda kommune", "outside_areas"),
        ([seat("alle", 1, "any", areas=["Agder"])], "laget", "area_not_recorded"),
        ([seat("alle", 1, "any", excluded_areas=["Agder"])], "Kristiansand kommune", "excluded_area"),
        ([seat("fylke", 1, "county")], "Kristiansand kommune", "wrong_kind"),
        ([seat("andre", 1, "body", body="andre")], "ks", "wrong_kind"),
        ([], "ks", "wrong_kind"),
        ([seat("alle", 0, "any")], "ks", "no_place"),
    ],
)
def test_why_nothing_fits_is_told(seats: list[dict[str, Any]], organisation: str, reason: str) -> None:
    facts = proposal(small(IN_2022, seats), f"Kari:{organisation}")
    assert refused(facts) == {"Kari": reason}
    assert "{" not in str(layout(facts))


@pytest.mark.parametrize(
    ("day", "expected"), [(EVE, {"Ny": "not_yet"}), (REFORM, {"Nedlagt": "ended"}), (REFORM + timedelta(days=1), {"Nedlagt": "ended"})]
)
def test_an_organisation_of_the_data_sits_in_its_own_time(day: date, expected: dict[str, str]) -> None:
    facts = proposal(small(day, [seat("alle", 5, "any")]), "nedlagt", "ny")
    assert refused(facts) == expected
    assert [(each.day, each.units) for each in facts.unplaced] == [(EVE if day >= REFORM else REFORM, ())]


def test_the_first_to_be_named_goes_first_even_when_another_could_sit_in_fewer_seats() -> None:
    dataset = small(IN_2022, [seat("alle", 1, "any"), seat("agder", 1, areas=["Agder"])])
    assert seated(proposal(dataset, "A:Arendal kommune", "B:Volda kommune")) == {"A": "agder", "B": "alle"}
    assert seated(proposal(dataset, "A:Arendal kommune", "B:Risør kommune")) == {"A": "alle", "B": "agder"}
    assert seated(proposal(dataset, "A:Volda kommune", "B:Bergen kommune")) == {"A": "alle"}


def test_a_sitting_member_comes_from_the_organisation_of_the_appointment_in_office() -> None:
    served = [
        {"seat": "alle", "from": "2020-01-01", "ended": "2023-12-31", "organisation": "Bergen kommune"},
        {"seat": "alle", "from": "2024-01-01", "organisation": "Volda kommune"},
    ]
    people = [member("a", "Oslo kommune") | {"appointments": served}, member("b", "Oslo kommune")]
    seats = [seat("alle", 5, "any")]
    assert candidate_of(small(EVE, seats, members=people), "a") == Candidate("A", "Bergen kommune", "a")
    assert candidate_of(small(REFORM, seats, members=people), "a") == Candidate("A", "Volda kommune", "a")
    assert candidate_of(small(REFORM, seats, members=people), "a: Halden kommune ") == Candidate("A", "Halden kommune", "a")
    assert candidate_of(small(REFORM, seats, members=people), "b").organisation == "Oslo kommune"


IN_AGDER = {"areas": ["Agder"]}


@pytest.mark.parametrize(
    ("kind", "rest", "organisation", "day", "expected"),
    [
        ("municipality", {}, "Volda kommune", LATER, Fit("right", excluded=False, area="inside")),
        ("municipality", {}, "Agder fylkeskommune", LATER, Fit("wrong", excluded=False, area="inside")),
        ("municipality", {}, "Oslo kommune", LATER, Fit("wrong", excluded=False, area="inside")),
        ("municipality", {}, "hedmark-ikt", LATER, Fit("resource", excluded=False, area="inside")),
        ("municipality", {}, "ks", LATER, Fit("wrong", excluded=False, area="inside")),
        ("municipality", IN_AGDER, "Volda kommune", LATER, Fit("right", excluded=False, area="outside")),
        ("municipality", IN_AGDER, "hedmark-ikt", LATER, Fit("resource", excluded=False, area="outside")),
        ("municipality", IN_AGDER, "laget", LATER, Fit("resource", excluded=False, area="unrecorded")),
        ("municipality", IN_AGDER, "Risør kommune", LATER, Fit("right", excluded=False, area="inside")),
        ("municipality", {"areas": ["Viken"]}, "Halden kommune", EVE, Fit("right", excluded=False, area="inside")),
        ("municipality", {"areas": ["Viken"]}, "Halden kommune", REFORM, Fit("right", excluded=False, area="inside")),
        ("municipality", {"areas": ["Østfold"]}, "Drammen kommune", EVE, Fit("right", excluded=False, area="inside")),
        ("municipality", {"areas": ["Østfold"]}, "Drammen kommune", REFORM, Fit("right", excluded=False, area="outside")),
        ("county", {}, "Agder fylkeskommune", LATER, Fit("right", excluded=False, area="inside")),
        ("county", {}, "hedmark-ikt", LATER, Fit("wrong", excluded=False, area="inside")),
        ("county", {"excluded_areas": ["Oslo"]}, "Oslo kommune", LATER, Fit("wrong", excluded=True, area="inside")),
        ("county", {"excluded_areas": ["Agder"]}, "Agder fylkeskommune", LATER, Fit("right", excluded=True, area="inside")),
        ("municipality_and_county", {"areas": ["Oslo"]}, "0301", LATER, Fit("right", excluded=False, area="inside")),
        ("any", {}, "laget", LATER, Fit("right", excluded=False, area="inside")),
        ("any", IN_AGDER, "ks", LATER, Fit("right", excluded=False, area="unrecorded")),
        ("any", {"excluded_areas": ["Agder"]}, "laget", LATER, Fit("right", excluded=False, area="inside")),
        ("body", {"body": "ks"} | IN_AGDER, "ks", LATER, Fit("right", excluded=False, area="inside")),
        ("body", {"body": "andre"}, "ks", LATER, Fit("wrong", excluded=False, area="inside")),
        ("body", {"body": "ks"}, "Volda kommune", LATER, Fit("wrong", excluded=False, area="inside")),
    ],
)
def test_how_an_organisation_fits_a_seat(kind: str, rest: dict[str, Any], organisation: str, day: date, expected: Fit) -> None:
    dataset = small(day, [seat("s", 1, kind, **rest)])
    assert fits(dataset.seats["s"], affiliation(dataset, organisation, day), day) == expected


# What is typed.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tor-eid", Candidate("Tor Eid", "Ringerike kommune", "tor-eid")),
        ("Kari Nordmann:Voss herad", Candidate("Kari Nordmann", "Voss herad")),
        (" Kari : 4601 ", Candidate("Kari", "4601")),
        ("4601", Candidate("Bergen kommune", "4601")),
        ("hedmark-ikt", Candidate("Hedmark IKT", "hedmark-ikt")),
        ("ks", Candidate("KS", "ks")),
        ("Herøy kommune (Nordland)", Candidate("Herøy kommune (Nordland)", "Herøy kommune (Nordland)")),
    ],
)
def test_a_name_is_a_member_or_an_organisation_or_both_with_a_colon(text: str, expected: Candidate) -> None:
    assert candidate_of(real(IN_2022), text) == expected


@pytest.mark.parametrize("text", ["Herøy kommune", "Kari:Herøy kommune"])
def test_a_name_that_two_municipalities_share_is_refused_with_both(text: str) -> None:
    with pytest.raises(DuError) as error:
        candidate_of(real(IN_2022), text)
    assert message(error) == "Herøy kommune may be Herøy kommune (Møre og Romsdal) and Herøy kommune (Nordland). Write which."


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Kari:Bergn kommune", "Bergen kommune"),
        ("Volda", "Volda kommune"),
        ("Hedmark IKT", "hedmark-ikt"),
        ("Kjetil Århus", "kjetil-arhus"),
        ("KS", "ks"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(DuError) as error:
        candidate_of(real(IN_2022), text)
    assert nearest in error.value.values["names"]  # type: ignore[operator]
    assert nearest in message(error)


def test_a_member_is_not_offered_as_an_organisation() -> None:
    with pytest.raises(DuError) as error:
        candidate_of(real(IN_2022), "Kari:tor-eid")
    assert "tor-eid" not in error.value.values.get("names", ())  # type: ignore[operator]


@pytest.mark.parametrize("text", ["", " ", ":", "Kari:", ":Bergen kommune", "xqzxqz"])
def test_what_says_nothing_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(DuError) as error:
        candidate_of(real(IN_2022), text)
    assert "NAME:ORGANISATION" in message(error)


def test_a_member_named_twice_is_refused_and_two_unnamed_from_one_place_are_not() -> None:
    dataset = real(IN_2022)
    with pytest.raises(DuError) as error:
        proposal(dataset, "tor-eid", "tor-eid:Volda kommune")
    assert "Tor Eid" in message(error)
    assert len(proposal(dataset, "Asker kommune", "Asker kommune").assignments) == 2


def test_without_a_mandate_nothing_is_proposed() -> None:
    for files in ({}, {"data/mandate.yaml": b"committee: ["}):
        with pytest.raises(DuError):
            propose(load(files, IN_2022), ())


def test_the_layout_says_which_places_count() -> None:
    dataset = real(IN_2022)
    for vacant, start in ((True, "Only vacant places"), (False, "All the mandate's places")):
        document = layout(proposal(dataset, "tor-eid", vacant=vacant))
        assert document.title == "Proposal for the seats on 1 June 2022"
        assert any(text.startswith(start) for text in texts(document))
        assert not any(isinstance(block, Items) for block in document.blocks)
