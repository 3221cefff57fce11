"""Whoever is succeeded is out for good: a successor who leaves makes the place vacant, and brings nobody back."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import TOP, Answer, Du, tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.dataset.terms import Service, Services
from du_cli.models.mandate import Seat
from du_cli.models.members import Appointment, Member


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example's year, in which Eva Øving takes over from Per Påhitt on 1 August 2024; all of it fictitious."""
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    return tmp_path


def asked(du: Du, root: Path, *words: str, at: str) -> Answer:
    return du(*words, "--at", at, "--root", root, "--lang", "en")


def in_office(du: Du, root: Path, name: str, at: str) -> bool:
    return name in asked(du, root, "members", "list", at=at).out


def test_one_of_two_who_leaves_brings_nobody_back_whose_place_was_filled(du: Du, root: Path) -> None:
    done = asked(du, root, "members", "end", "nina-tenkt", "--on", "2024-09-15", "--reason", "Ny stilling", at="2024-09-02")
    assert done.code == 0
    for day in ("2024-09-15", "2024-09-16", "2024-09-17"):
        assert not in_office(du, root, "Per Påhitt", day)
    assert "DU204" not in asked(du, root, "check", at="2024-09-16").out


def test_a_successor_may_leave_and_the_place_is_vacant(du: Du, root: Path) -> None:
    before = asked(du, root, "check", "--select", "DU103", at="2025-01-01").out.count("Vestlandet")
    assert asked(du, root, "members", "end", "eva-oving", "--on", "2024-12-31", "--reason", "Flyttet", at="2025-01-02").code == 0
    answer = asked(du, root, "check", "--select", "DU103,DU204", at="2025-01-01")
    assert (answer.code, before, "Vestlandet: 1 of 2 places vacant." in answer.out) == (0, 0, True)


@pytest.mark.parametrize(("day", "sits"), [("2024-07-31", True), ("2024-08-01", False), ("2024-08-02", False)])
def test_a_term_ends_on_the_day_before_a_successor_begins(du: Du, root: Path, day: str, sits: bool) -> None:
    assert in_office(du, root, "Per Påhitt", day) is sits


@pytest.mark.parametrize(("day", "sits"), [("2024-09-14", True), ("2024-09-15", False), ("2024-09-16", False)])
def test_one_who_holds_over_is_out_on_the_day_a_late_successor_begins(
    du: Du,
    root: Path,
    day: str,
    sits: bool,
) -> None:
    members = root / "data" / "members.yaml"
    members.write_text(members.read_text(encoding="utf-8").replace("from: 2024-08-01", "from: 2024-09-15"), encoding="utf-8")
    assert in_office(du, root, "Per Påhitt", day) is sits


START = date(2024, 1, 1)
DAYS = st.integers(0, 40).map(lambda number: START + timedelta(days=number))


@st.composite
def appointments(draw: st.DrawFn) -> Service:
    person, first, length = draw(st.sampled_from("abcde")), draw(DAYS), draw(st.integers(0, 15))
    last = first + timedelta(days=length)
    ended = draw(st.none() | st.integers(0, length).map(lambda number: first + timedelta(days=number)))
    member = Member(id=person, name=person, organisation="x")
    appointment = Appointment(seat="s", from_=first, until=last, ended=ended)
    return Service(member, appointment, (), "data/members.yaml", last, draw(st.booleans()))


@tries(2000)
@given(st.lists(appointments(), max_size=6), st.integers(1, 3))
def test_whoever_is_out_comes_back_by_an_appointment_only(drawn: list[Service], places: int) -> None:
    every = [service._replace(key=(number,)) for number, service in enumerate(drawn)]
    services = Services(every, {"s": Seat(id="s", name="S", count=places, kind="any")})
    for service in every:
        held = [services.holds(service, START + timedelta(days=number)) for number in range(-1, 70)]
        # Nothing, then an unbroken time in office, then nothing.
        assert "".join(map(str, map(int, held))).strip("0") == "1" * sum(held)
        assert sum(held) > 0


@tries(2000)
@given(st.lists(appointments(), max_size=6), st.integers(1, 3))
def test_on_the_day_places_are_filled_nobody_waits_for_a_successor(drawn: list[Service], places: int) -> None:
    every = [service._replace(key=(number,)) for number, service in enumerate(drawn)]
    services = Services(every, {"s": Seat(id="s", name="S", count=places, kind="any")})
    for day in (START + timedelta(days=number) for number in range(70)):
        running = {one.member.id for one in every if one.runs(day)}
        for service in every:
            later = {one.member.id for one in services.later(service) if services.holds(one, day)}
            if services.expired(service, day):
                assert not later or len(later | running) < places
