"""People and appointments changed through the command line, in a real repository with a roster written by hand."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Answer, Du, complete, process
from repositories import alone, git, repository

Members = Callable[..., Answer]

MANDATE = """\
# Oppdiktet eksempel
committee: {id: provenemnda, name: Prøvenemnda, language: nb, leads: laget}
bodies:
  - {id: laget, name: Laget, kind: association}
  - {id: nett-vest, name: Nett Vest, kind: regional_network, areas: [Vestland]}
  - {id: nett-ost, name: Nett Øst, kind: regional_network, areas: [Innlandet]}
  - {id: direktorene, name: Direktørene, kind: chief_executives, areas: [Vestland]}
versions:
  - id: "1"
    size: 5
    term: {years: 4, exceptions: [continuity]}
    seats:
      - {id: laget, name: Fra laget, count: 1, kind: body, body: laget}
      - {id: vest, name: Vestland, count: 2, kind: municipality, areas: [Vestland], consult: [regional_network], may_consult: [chief_executives]}
      - {id: sor, name: Agder, count: 1, kind: municipality, areas: [Agder], consult: [regional_network]}
      - {id: fritt, name: Fritt, count: 1, kind: any}
    clauses: []
"""
ROSTER = """\
# Oppdiktet eksempel. Denne listen er skrevet for hånd,
# og ser ut deretter.
members:

- id: ola-nordmann      # lederen
  name: 'Ola Nordmann'
  organisation: "Bergen kommune"
  role: leader
  appointments:
  - seat: vest
    from: 2022-05-01    # vedtatt i mars
    until: 2026-04-30
    # ingen ble spurt den gangen
    source: 'protokoll'

# Kari kom senere.
- {id: kari-hansen, name: Kari Hansen, organisation: Voss herad, appointments: [{seat: fritt, from: 2025-01-01, until: 2028-12-31}]}
- id: per-dahl
  name: Per Dahl
  organisation: Ålesund kommune
  appointments: []      # ennå ikke
# slutt
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committee in a repository of its own, with an identity the person has given."""
    alone(tmp_path, monkeypatch)
    return repository(tmp_path / "nemnd", files={"data/mandate.yaml": MANDATE, "data/members.yaml": ROSTER})


def roster(root: Path) -> str:
    return (root / "data/members.yaml").read_text(encoding="utf-8")


@pytest.fixture
def members(du: Du, root: Path) -> Members:
    """``du-cli members`` with its root, its day and its language."""

    def call(*arguments: str, at: str = "2026-02-01", lang: str = "en") -> Answer:
        return du("members", *arguments, "--at", at, "--lang", lang, cwd=root)

    return call


ADDED = """\
- id: ase-aerlig-o-gard
  name: Åse Ærlig Ø'Gård
  organisation: Bergen kommune
  title: Leder
  leads_digitalisation: true
  resource_environment: null
  role: member
  also_sits_in: [laget]
  appointments: []
"""


AGAIN = (
    "    source: 'protokoll'\n"
    "  - seat: vest\n    from: 2026-05-01\n    until: 2030-04-30\n    ended: null\n    ended_reason: null\n    appointed_by: laget\n"
    "    decision: Sak 1/26\n    consultations: []\n    exception: null\n    source: null\n"
)


CHANGES = {
    "add": (
        ("add", "Åse Ærlig Ø'Gård", "--organisation", "4601", "--title", "Leder", "--leads-digitalisation", "--also-sits-in", "Laget"),
        "  appointments: []      # ennå ikke\n",
        "  appointments: []      # ennå ikke\n" + ADDED,
        "medlemmer: Åse Ærlig Ø'Gård er registrert\n\nMember: ase-aerlig-o-gard\n",
    ),
    "appoint again": (
        ("appoint", "ola-nordmann", "vest", "--from", "2026-05-01", "--decision", "Sak 1/26"),
        "    source: 'protokoll'\n",
        AGAIN,
        "oppnevning: Ola Nordmann til Vestland fra 1. mai 2026\n\nMember: ola-nordmann\nSeat: vest\n",
    ),
    "consult": (
        ("consult", "Ola Nordmann", "nett-vest", "--asked", "2022-03-01", "--answered", "2022-03-20", "--advice", "supports"),
        "    until: 2026-04-30\n",
        "    until: 2026-04-30\n    consultations:\n    - {body: nett-vest, asked: 2022-03-01, answered: 2022-03-20, advice: supports}\n",
        "rådspørring: Nett Vest om Ola Nordmann\n\nMember: ola-nordmann\nSeat: vest\n",
    ),
    "extend": (
        ("extend", "ola-nordmann", "--until", "2027-04-30", "--exception", "Pågående sak: mye igjen"),
        "    until: 2026-04-30\n",
        '    until: 2027-04-30\n    exception: {kind: continuity, reason: "Pågående sak: mye igjen", decided: 2026-02-01}\n',
        "funksjonstid: Ola Nordmann til 30. april 2027\n\nMember: ola-nordmann\nSeat: vest\n",
    ),
    "end": (
        ("end", "ola-nordmann", "--on", "2026-01-31", "--reason", "Ny jobb"),
        "    until: 2026-04-30\n",
        "    until: 2026-04-30\n    ended: 2026-01-31\n    ended_reason: Ny jobb\n",
        "oppnevning: Ola Nordmann går ut av Vestland etter 31. januar 2026\n\nMember: ola-nordmann\nSeat: vest\n",
    ),
    "move": (
        ("move", "kari-hansen", "Stord kommune"),
        "organisation: Voss herad,",
        "organisation: Stord kommune,",
        "medlemmer: Kari Hansen går fra Voss herad til Stord kommune\n\nMember: kari-hansen\n",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_shown_written_and_committed_and_touches_its_own_lines_only(members: Members, root: Path, name: str) -> None:
    command, old, new, message = CHANGES[name]
    assert ROSTER.count(old) == 1
    wanted = ROSTER.replace(old, new)

    shown = members(*command, "--dry-run")
    assert shown.code == 0, shown.err
    assert roster(root) == ROSTER
    added = [line[1:] for line in shown.out.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert [line for line in wanted.splitlines() if line not in ROSTER.splitlines()] == [
        line for line in added if line not in ROSTER.splitlines()
    ]

    (root / "data/mandate.yaml").write_text(MANDATE + "# ikke ferdig\n", encoding="utf-8")
    git(root, "add", "data/mandate.yaml")
    written = members(*command, "--commit")
    assert written.code == 0, written.err
    assert roster(root) == wanted
    assert git(root, "log", "-1", "--format=%B") == message + "\n"
    assert git(root, "show", "--format=", "--name-only", "HEAD") == "data/members.yaml\n"
    assert git(root, "status", "--porcelain") == "M  data/mandate.yaml\n"
    assert f"Committed as {git(root, 'rev-parse', '--short', 'HEAD').strip()}." in written.out


def test_a_new_person_is_appointed_in_one_go_once_the_network_was_asked(members: Members, root: Path) -> None:
    answer = members(
        "appoint",
        "Liv Lie",
        "vest",
        "--organisation",
        "Askøy kommune",
        "--from",
        "2026-03-01",
        "--consulted",
        "nett-vest:2026-01-10:2026-01-20:supports",
    )
    assert answer.code == 0, answer.err
    added = roster(root).removeprefix(ROSTER.removesuffix("# slutt\n")).removesuffix("# slutt\n")
    assert added == (
        "- id: liv-lie\n  name: Liv Lie\n  organisation: Askøy kommune\n  title: null\n  leads_digitalisation: null\n"
        "  resource_environment: null\n  role: member\n  also_sits_in: []\n  appointments:\n"
        "  - seat: vest\n    from: 2026-03-01\n    until: 2030-02-28\n    ended: null\n    ended_reason: null\n    appointed_by: laget\n"
        "    decision: null\n    consultations:\n    - {body: nett-vest, asked: 2026-01-10, answered: 2026-01-20, advice: supports}\n"
        "    exception: null\n    source: null\n"
    )
    assert "Liv Lie is appointed from 1 March 2026 until 28 February 2030." in answer.err
    assert "May be consulted as well: Direktørene." in answer.err
    assert answer.out == "appointment: Liv Lie to Vestland from 1 March 2026\ndata/members.yaml written.\n"


@pytest.mark.parametrize(("asked", "code"), [("2026-02-28", 0), ("2026-03-01", 2), ("2026-03-02", 2)])
def test_the_body_is_asked_before_the_appointment_begins(members: Members, root: Path, asked: str, code: int) -> None:
    answer = members(
        "appoint", "Liv Lie", "vest", "--organisation", "Askøy kommune", "--from", "2026-03-01", "--consulted", f"nett-vest:{asked}",
        at="2026-03-05",
    )  # fmt: skip
    assert answer.code == code
    assert (roster(root) == ROSTER) == bool(code)
    if code:
        assert "Liv Lie is new in Vestland, and before 1 March 2026 Nett Vest must be asked. " in answer.err
        assert "--consulted nett-vest:DATE" in answer.err


def test_a_body_that_covers_another_area_does_not_count(members: Members, root: Path) -> None:
    answer = members("appoint", "per-dahl", "vest", "--consulted", "nett-ost:2026-01-01", "--organisation", "Bergen kommune")
    assert (answer.code, "Nett Vest must be asked" in answer.err) == (2, True)
    assert roster(root) == ROSTER


def test_where_no_body_covers_the_area_it_is_said_and_the_appointment_goes_on(members: Members, root: Path) -> None:
    answer = members("appoint", "Liv Lie", "sor", "--organisation", "Arendal kommune")
    assert answer.code == 0, answer.err
    assert "The mandate asks for a body to be consulted for Agder, but none that covers it is recorded on 1 February 2026." in answer.err
    assert "liv-lie" in roster(root)


@pytest.mark.parametrize(("since", "code"), [("2026-01-31", 2), ("2026-02-01", 2), ("2026-02-02", 0)])
def test_before_the_records_are_complete_no_question_is_asked_for(members: Members, root: Path, since: str, code: int) -> None:
    (root / "data/policy.yaml").write_text(f"records_complete_from: {since}\n", encoding="utf-8")
    assert members("appoint", "per-dahl", "vest", "--organisation", "Bergen kommune").code == code


@pytest.mark.parametrize(
    ("until", "more", "code", "said"),
    [
        ("2030-01-31", (), 0, "until 31 January 2030"),
        ("2030-01-30", (), 0, "until 30 January 2030"),
        (
            "2030-02-01",
            (),
            2,
            "1 February 2030 is past 31 January 2030, the last day of the mandate's 4 years. Give --exception with the reason.",
        ),
        ("2030-02-01", ("--exception", "Kontinuitet"), 0, "until 1 February 2030"),
        ("2030-01-31", ("--exception", "Kontinuitet"), 2, "so there is no exception to record. Give another --until."),
        (
            "2030-02-01",
            ("--exception", "x", "--exception-kind", "hastverk"),
            2,
            "The mandate's exceptions are continuity. Give one with --exception-kind.",
        ),
    ],
)
def test_the_term_is_the_mandate_s_unless_an_exception_says_otherwise(  # noqa: PLR0913 - the case has so many parts
    members: Members, root: Path, until: str, more: tuple[str, ...], code: int, said: str
) -> None:
    (root / "data/members.yaml").write_text(ROSTER.replace("fritt", "laget"), encoding="utf-8")
    answer = members("appoint", "Liv Lie", "fritt", "--organisation", "Bergen kommune", "--until", until, *more)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert ("exception: {kind: continuity, reason: Kontinuitet, decided: 2026-02-01}" in roster(root)) == (code == 0 and bool(more))


def test_a_longer_term_keeps_the_decision_and_the_reason_recorded_before(members: Members, root: Path) -> None:
    first = ("extend", "ola-nordmann", "--until", "2027-04-30", "--exception", "Sak pågår", "--decision", "Sak 1/22")
    answer = members(*first)
    assert (answer.code, answer.err) == (0, "")
    second = ("extend", "ola-nordmann", "--until", "2027-12-31", "--exception", "Ny leder mangler", "--decision", "Sak 2/24")
    answer = members(*second, at="2026-03-01")
    assert "The decision is recorded as Sak 1/22; Sak 2/24, the earlier one first." in answer.err
    assert "decided on 1 February 2026. Its reason is kept first, and the day is now 1 March 2026." in answer.err
    assert "decision: Sak 1/22; Sak 2/24\n" in roster(root)
    assert "exception: {kind: continuity, reason: Sak pågår; Ny leder mangler, decided: 2026-03-01}" in roster(root)
    assert members(*second[:3], "2028-01-31", *second[4:], at="2026-03-01").err == ""
    assert ("decision: Sak 1/22; Sak 2/24\n" in roster(root), roster(root).count("Ny leder")) == (True, 1)


@pytest.mark.parametrize(("decided", "code"), [("2026-01-31", 0), ("2026-02-01", 0), ("2026-02-02", 2)])
def test_no_exception_was_decided_on_a_day_that_has_not_come(members: Members, root: Path, decided: str, code: int) -> None:
    more = ("--exception", "Sak pågår", "--decided", decided)
    again = ("appoint", "ola-nordmann", "vest", "--from", "2026-05-01", "--until", "2031-01-01")
    for words in (("extend", "ola-nordmann", "--until", "2027-04-30"), again):
        answer = members(*words, *more, "--dry-run")
        assert (answer.code, f"decided: {decided}" in answer.out, "2 February 2026" in answer.err) == (code, not code, bool(code))
    assert roster(root) == ROSTER


def test_the_same_decision_and_reason_again_are_not_written_twice(members: Members, root: Path) -> None:
    same = ("--exception", "Sak pågår", "--decision", "Sak 1/22")
    for until in ("2027-04-30", "2027-12-31"):
        assert members("extend", "ola-nordmann", "--until", until, *same).code == 0
    assert ("decision: Sak 1/22\n" in roster(root), "reason: Sak pågår, " in roster(root)) == (True, True)


def test_a_mandate_without_exceptions_allows_none_and_one_without_a_term_needs_none(members: Members, root: Path) -> None:
    mandate = root / "data/mandate.yaml"
    mandate.write_text(MANDATE.replace("exceptions: [continuity]", "exceptions: []"), encoding="utf-8")
    longer = ("extend", "ola-nordmann", "--until", "2027-01-01", "--exception", "x")
    answer = members(*longer)
    assert (answer.code, "the last day of the mandate's 4 years, and it allows no exception." in answer.err) == (2, True)
    mandate.write_text(MANDATE.replace("    term: {years: 4, exceptions: [continuity]}\n", ""), encoding="utf-8")
    answer = members(*longer)
    assert (answer.code, "The mandate gives no term, so there is no exception to record." in answer.err) == (2, True)
    assert members(*longer[:4]).code == 0
    assert "until: 2027-01-01\n" in roster(root)


def test_an_appointment_that_overfills_a_seat_is_refused_with_the_finding(members: Members, root: Path) -> None:
    answer = members("appoint", "Liv Lie", "fritt", "--organisation", "Bergen kommune", "--from", "2027-01-01")
    assert answer.code == 1
    assert "DU102" in answer.err
    assert "data/mandate.yaml:" in answer.err
    assert "Nothing was written: it would bring an error." in answer.err
    assert (answer.out, roster(root)) == ("", ROSTER)


def test_a_consultation_gets_its_answer_later_and_nothing_recorded_is_changed(members: Members, root: Path) -> None:
    first = members("consult", "ola-nordmann", "nett-vest", at="2022-03-01")
    assert first.code == 0, first.err
    assert "Next: du-cli members consult ola-nordmann nett-vest --answered DATE --advice" in first.out
    assert "{body: nett-vest, asked: 2022-03-01, answered: null, advice: null}" in roster(root)
    assert members("consult", "ola-nordmann", "Nett Vest", "--answered", "2022-03-20", "--advice", "opposes").code == 0
    assert "{body: nett-vest, asked: 2022-03-01, answered: 2022-03-20, advice: opposes}" in roster(root)
    again = members("consult", "ola-nordmann", "nett-vest", "--advice", "supports")
    assert (again.code, "Nett Vest is recorded with advice: opposes." in again.err) == (2, True)
    same = members("consult", "ola-nordmann", "nett-vest", "--answered", "2022-03-20")
    assert (same.code, same.out) == (0, "Everything is recorded so already. Nothing was written.\n")


@pytest.mark.parametrize(("asked", "code"), [("2022-04-30", 0), ("2022-05-01", 1)])
def test_a_question_asked_too_late_is_refused_by_its_rule(members: Members, asked: str, code: int) -> None:
    answer = members("consult", "ola-nordmann", "nett-vest", "--asked", asked)
    assert (answer.code, "DU213" in answer.err) == (code, bool(code))


def test_an_answer_before_its_question_is_refused(members: Members) -> None:
    answer = members("consult", "ola-nordmann", "nett-vest", "--asked", "2022-03-02", "--answered", "2022-03-01")
    assert (answer.code, "DU206" in answer.err) == (1, True)


REPLACED = [
    ("Viken fylkeskommune", "Akershus fylkeskommune", "2024-01-01", "Viken fylkeskommune"),
    ("Viken fylkeskommune", "Akershus fylkeskommune", "2024-03-01", "Viken fylkeskommune"),
    ("Ålesund kommune", "Haram kommune", "2024-01-01", '"1507"'),
    ("Ålesund kommune", "Haram kommune", "2026-02-01", '"1507"'),
]
"""An organisation, the one that replaced it on 2024-01-01, the day of the move, and how the old one is written."""


def moving(root: Path, organisation: str, *, seat: str = "fritt", own: str = "") -> str:
    """A roster of one person who is in office since 2022, and sat once before."""
    text = (
        f"members:\n  - id: siv\n    name: Siv\n    organisation: {organisation}   # før delingen\n    appointments:\n"
        f"      - {{seat: {seat}, from: 2018-01-01, until: 2019-12-31, ended: 2019-12-31}}\n"
        f"      - {{seat: {seat}, from: 2022-01-01, until: 2025-12-31{own}}}\n"
    )
    (root / "data/members.yaml").write_text(text, encoding="utf-8")
    return text


def clean(du: Du, root: Path, day: str) -> bool:
    """Whether check finds nothing wrong with anybody's organisation on a day."""
    found = json.loads(du("check", "--at", day, "--select", "DU012,DU104,DU105,DU106", "--format", "json", cwd=root).out)
    return found["findings"] == []


def organisation_on(du: Du, root: Path, day: str) -> set[str]:
    """Where the person comes from on a day, by the list and by their own page."""
    listed = json.loads(du("members", "list", "--at", day, "--format", "json", cwd=root).out)["members"]
    shown = json.loads(du("members", "show", "siv", "--at", day, "--format", "json", cwd=root).out)
    return {listed[0]["organisation"], shown["organisation"], shown["appointments"][1]["organisation"]}


@pytest.mark.parametrize("case", REPLACED, ids=[f"{new} {day}" for _old, new, day, _written in REPLACED])
def test_a_person_moves_with_a_split_and_keeps_id_and_appointment(du: Du, members: Members, root: Path, case: tuple[str, ...]) -> None:
    old, new, day, written = case
    text = moving(root, old)
    answer = members("move", "siv", new, at=day)
    assert answer.code == 0, answer.err
    assert f"The appointment to Fritt goes on: with {old} on days before 1 January 2024, with {new} from then on." in answer.err
    changed = text.replace(f"{old}   #", f"{new}   #").replace("ended: 2019-12-31}", f"ended: 2019-12-31, organisation: {old}}}")
    assert roster(root) == changed.replace("2025-12-31}", f"2025-12-31, organisation: {written}}}")
    for seen, name in (("2023-12-31", old), ("2024-01-01", new), ("2024-01-02", new), (day, new)):
        assert organisation_on(du, root, seen) == {name}
        assert clean(du, root, seen)


def test_an_appointment_that_names_its_own_organisation_moves_with_the_split_too(du: Du, members: Members, root: Path) -> None:
    moving(root, "Ålesund kommune", own=", organisation: Ålesund kommune")
    assert members("move", "siv", "Haram kommune", at="2024-01-01").code == 0
    assert 'until: 2025-12-31, organisation: "1507"}' in roster(root)
    assert [organisation_on(du, root, day) for day in ("2023-12-31", "2024-01-01")] == [{"Ålesund kommune"}, {"Haram kommune"}]


def test_a_person_who_is_not_moved_yet_is_still_a_finding_and_one_who_was_moved_on_the_next_day_is_none(
    du: Du, members: Members, root: Path
) -> None:
    moving(root, "Viken fylkeskommune")
    assert [clean(du, root, day) for day in ("2023-12-31", "2024-01-01")] == [True, False]
    assert members("move", "siv", "Buskerud fylkeskommune", at="2024-01-02").code == 0
    assert all(clean(du, root, day) for day in ("2023-12-31", "2024-01-01", "2024-01-02", "2024-01-03"))


def test_a_change_of_employer_says_what_it_does_to_the_past_of_the_appointment(du: Du, members: Members, root: Path) -> None:
    text = moving(root, "Bergen kommune")
    answer = members("move", "siv", "Voss herad", at="2024-05-02")
    assert answer.code == 0, answer.err
    assert "the one to Fritt is now shown with Voss herad on days before 2 May 2024 too." in answer.err
    assert "du-cli members end siv --on 2024-05-01 --reason TEXT" in answer.err
    assert roster(root) == text.replace("Bergen kommune   #", "Voss herad   #").replace(
        "ended: 2019-12-31}", "ended: 2019-12-31, organisation: Bergen kommune}"
    )
    for day in ("2024-05-01", "2024-05-02", "2024-05-03"):
        assert organisation_on(du, root, day) == {"Voss herad"}
        assert clean(du, root, day)


@pytest.mark.parametrize(("at", "last"), [("2024-01-01", None), ("2024-01-02", "1 January 2024"), ("2024-06-01", "31 May 2024")])
def test_a_second_move_says_which_organisation_disappears(du: Du, members: Members, root: Path, at: str, last: str | None) -> None:
    moving(root, "Viken fylkeskommune")
    assert members("move", "siv", "Buskerud fylkeskommune", at="2024-01-01").code == 0
    answer = members("move", "siv", "Akershus fylkeskommune", at=at)
    assert (answer.code, "with Akershus fylkeskommune from then on." in answer.err) == (0, True)
    said = f"Buskerud fylkeskommune is no longer shown with the appointment to Fritt on the days from 1 January 2024 to {last}."
    assert (said in answer.err) == ("no longer shown" in answer.err) == bool(last)
    assert organisation_on(du, root, "2024-01-01") == {"Akershus fylkeskommune"}


def test_one_who_ended_before_moving_keeps_what_was(members: Members, root: Path) -> None:
    moving(root, "Bergen kommune")
    assert members("end", "siv", "--on", "2024-05-01", "--reason", "Ny jobb", at="2024-05-01").code == 0
    answer = members("move", "siv", "Voss herad", at="2024-05-02")
    assert (answer.code, answer.err) == (0, "")
    assert members("appoint", "siv", "fritt", "--from", "2024-05-02", "--until", "2025-12-31", at="2024-05-02").code == 0
    listed = [json.loads(members("list", "--format", "json", at=day).out)["members"] for day in ("2024-05-01", "2024-05-02")]
    assert [[one["organisation"] for one in found] for found in listed] == [["Bergen kommune"], ["Voss herad"]]


def test_moving_to_where_one_is_changes_nothing(members: Members, root: Path) -> None:
    text = moving(root, "Bergen kommune")
    for name in ("Bergen kommune", "4601"):
        answer = members("move", "siv", name, at="2024-05-02")
        assert (answer.code, answer.out) == (0, "Everything is recorded so already. Nothing was written.\n")
    assert roster(root) == text
    assert members("move", "siv", "Bergen kommune", "--title", "Sjef", at="2024-05-02").out.startswith("members: Siv has the title Sjef\n")
    assert roster(root) == text.replace("# før delingen\n", "# før delingen\n    title: Sjef\n")


REFUSED = {
    "an unknown member": (("end", "ola-normann"), 2, "There is no member ola-normann. Did you mean ola-nordmann?"),
    "an unknown seat": (("appoint", "per-dahl", "vesst"), 2, "There is no seat vesst. Did you mean vest?"),
    "an unknown body": (("consult", "ola-nordmann", "nett-vst"), 2, "There is no body nett-vst. Did you mean nett-vest?"),
    "an unknown body among others": (
        ("add", "X Y", "--organisation", "laget", "--also-sits-in", "noe-helt-annet"),
        2,
        "There is no body noe-helt-annet.",
    ),
    "an unknown person without organisation": (("appoint", "Liv Lie", "vest"), 2, "There is no member Liv Lie."),
    "no day": (("end", "ola-nordmann", "--on", "2026-02-30"), 2, "There is no day 2026-02-30 in the calendar."),
    "an unknown organisation": (
        ("add", "X Y", "--organisation", "Berge kommune"),
        2,
        "There is no organisation Berge kommune. The nearest: Bergen kommune",
    ),
    "nothing like it": (("add", "X Y", "--organisation", "zzzzqqq"), 2, "There is no organisation zzzzqqq. Write its register name"),
    "a name two places share": (
        ("add", "X Y", "--organisation", "Herøy kommune"),
        2,
        "Herøy kommune may be Herøy kommune (Møre og Romsdal) and Herøy kommune (Nordland).",
    ),
    "an organisation that is gone": (
        ("add", "X Y", "--organisation", "Viken fylkeskommune"),
        2,
        "Viken fylkeskommune ceased to exist after 31 December 2023. Its successors:",
    ),
    "one that is to come": (
        ("add", "X Y", "--organisation", "Akershus fylkeskommune", "--at", "2023-12-31"),
        2,
        "Akershus fylkeskommune does not exist until 1 January 2024. Its predecessors: Viken fylkeskommune.",
    ),
    "a namesake": (
        ("add", "ola nordmann", "--organisation", "laget"),
        2,
        "ola nordmann is recorded already, as ola-nordmann. For another person of that name, give --id.",
    ),
    "an id that is taken": (
        ("add", "X Y", "--organisation", "laget", "--id", "per-dahl"),
        2,
        "The id per-dahl is taken. Ids are never used again.",
    ),
    "a body's id": (("add", "X Y", "--organisation", "laget", "--id", "laget"), 2, "The id laget is taken."),
    "no id": (("add", "X Y", "--organisation", "laget", "--id", "X Y"), 2, "X Y is no id. Write small letters a–z"),
    "no role": (("add", "X Y", "--organisation", "laget", "--role", "boss"), 2, "--role cannot be boss. Choose one of leader"),
    "no advice": (("consult", "ola-nordmann", "nett-vest", "--advice", "maybe"), 2, "--advice cannot be maybe. Choose one of supports"),
    "no consultation": (
        ("appoint", "per-dahl", "vest", "--consulted", "nett-vest"),
        2,
        "nett-vest is no consultation. Write BODY:ASKED:ANSWERED:ADVICE",
    ),
    "too much of one": (("appoint", "per-dahl", "vest", "--consulted", "a:2026-01-01:2026-01-01:supports:x"), 2, "is no consultation."),
    "no appointment": (("end", "per-dahl"), 2, "Per Dahl has no appointment."),
    "none to that seat": (("end", "ola-nordmann", "--seat", "fritt"), 2, "Ola Nordmann has no appointment to fritt."),
    "no reason for leaving early": (
        ("end", "ola-nordmann"),
        2,
        "Ola Nordmann is appointed until 30 April 2026. Give --reason with why it ends before.",
    ),
    "no longer term": (("extend", "ola-nordmann", "--until", "2026-04-30"), 2, "Ola Nordmann is appointed until 30 April 2026 already."),
    "a longer term without reason": (("extend", "ola-nordmann", "--until", "2026-05-01"), 2, "1 May 2026 is past 30 April 2026"),
    "an end before the beginning": (("end", "ola-nordmann", "--on", "2022-04-30", "--reason", "x"), 1, "DU206"),
    "overlapping appointments": (("appoint", "ola-nordmann", "vest", "--from", "2026-04-30"), 1, "DU206"),
    "no name": (("add",), 2, "NAME is missing."),
    "no organisation": (("add", "X Y"), 2, "--organisation is missing."),
    "nobody to appoint": (("appoint",), 2, "ID is missing."),
    "no seat": (("appoint", "per-dahl"), 2, "SEAT is missing."),
    "no body": (("consult", "ola-nordmann"), 2, "BODY is missing."),
    "no new last day": (("extend", "ola-nordmann"), 2, "--until is missing."),
    "nobody who leaves": (("end",), 2, "ID is missing."),
    "nowhere to move": (("move", "per-dahl"), 2, "ORGANISATION is missing."),
    "an unknown option": (("end", "per-dahl", "--dryrun"), 2, "There is no option --dryrun. Did you mean --dry-run?"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said_in_one_place_and_nothing_is_written(members: Members, root: Path, name: str) -> None:
    command, code, said = REFUSED[name]
    answer = members(*command) if "--at" not in command else members(*command[:-2], at=command[-1])
    assert (answer.code, said in answer.err, answer.out) == (code, True, ""), answer.err
    assert roster(root) == ROSTER
    assert git(root, "status", "--porcelain") == ""


def test_an_ended_appointment_is_neither_ended_nor_extended_again(members: Members) -> None:
    assert members("end", "ola-nordmann", "--reason", "x").code == 0
    for command in (("end", "ola-nordmann", "--reason", "x"), ("extend", "ola-nordmann", "--until", "2028-01-01", "--exception", "x")):
        answer = members(*command)
        assert (answer.code, "Ola Nordmann's appointment ended on 1 February 2026. Record a new one" in answer.err) == (2, True)


def test_a_person_in_two_seats_is_asked_which(members: Members, root: Path) -> None:
    double = ROSTER.replace(
        "  appointments: []      # ennå ikke\n",
        "  appointments:\n  - {seat: fritt, from: 2026-01-01}\n  - {seat: laget, from: 2026-01-01}\n",
    )
    (root / "data/members.yaml").write_text(double, encoding="utf-8")
    answer = members("end", "per-dahl", "--reason", "x")
    assert (answer.code, "Per Dahl is appointed to fritt and laget. Give --seat." in answer.err) == (2, True)
    assert members("end", "per-dahl", "--reason", "x", "--seat", "laget").code == 0
    assert "{seat: laget, from: 2026-01-01, ended: 2026-02-01, ended_reason: x}" in roster(root)


def test_names_that_two_share_must_be_told_apart_by_id(members: Members) -> None:
    assert members("add", "Per Dahl", "--organisation", "laget", "--id", "per-dahl-2").code == 0
    answer = members("end", "Per Dahl")
    assert (answer.code, "Per Dahl may be per-dahl and per-dahl-2. Write which." in answer.err) == (2, True)


def test_a_roster_that_cannot_be_read_in_full_is_left_alone(members: Members, root: Path) -> None:
    (root / "data/members.yaml").write_text(ROSTER.replace("role: leader", "rolle: leader"), encoding="utf-8")
    answer = members("end", "ola-nordmann", "--reason", "x")
    assert (answer.code, "data/members.yaml cannot be read in full, so nothing is written to it." in answer.err) == (2, True)


def test_without_a_repository_commit_refuses_before_anything_is_written(members: Members, root: Path) -> None:
    subprocess.run(["rm", "-r", root / ".git"], check=True)
    answer = members("end", "ola-nordmann", "--reason", "x", "--commit")
    assert (answer.code, "is not in a git repository" in answer.err) == (2, True)
    assert roster(root) == ROSTER
    assert members("end", "ola-nordmann", "--reason", "x").code == 0


def test_dry_run_writes_nothing_even_with_commit_and_without_a_repository(members: Members, root: Path) -> None:
    subprocess.run(["rm", "-r", root / ".git"], check=True)
    answer = members("end", "ola-nordmann", "--reason", "x", "--dry-run", "--commit")
    assert (answer.code, "+    ended: 2026-02-01\n" in answer.out) == (0, True)
    assert roster(root) == ROSTER


def test_a_finding_names_the_command_that_mends_it(du: Du, root: Path) -> None:
    (root / "data/members.yaml").write_text(
        ROSTER.replace("Voss herad", "Viken fylkeskommune").replace(
            "from: 2025-01-01, until: 2028-12-31", "from: 2023-01-01, until: 2026-12-31"
        ),
        encoding="utf-8",
    )
    answer = du("check", "--root", root, "--at", "2026-05-01", "--lang", "en").out
    assert "du-cli members appoint ola-nordmann vest --from 2026-05-01" in answer
    assert "du-cli members move kari-hansen ORGANISATION" in answer
    assert "du-cli members appoint NAME sor" in answer
    soon = du("check", "--root", root, "--at", "2026-04-30", "--lang", "en").out
    assert "du-cli members appoint ola-nordmann vest --from 2026-05-01" in soon


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("members end ka", "kari-hansen"),
        ("members appoint per-dahl v", "vest"),
        ("members consult ola-nordmann nett-", "nett-ost"),
        ("members move ola-nordmann Berg", "Bergen kommune"),
        ("members add X --organisation lag", "laget"),
    ],
)
def test_ids_and_names_complete_in_the_shell(root: Path, words: str, wanted: str) -> None:
    assert wanted in " ".join(complete(f"du-cli {words}", root))


def test_bytes_that_are_no_text_are_refused(root: Path) -> None:
    name = os.fsdecode(b"Kari \xe5")
    answer = process("members", "add", name, "--organisation", "laget", "--lang", "en", cwd=root)
    assert (answer.code, answer.err) == (2, "du-cli: Kari \\udce5 is not UTF-8 text, so it cannot be written.\n")
    assert roster(root) == ROSTER


def test_a_name_with_line_ends_and_escapes_is_refused_and_moves_nothing(members: Members, root: Path) -> None:
    answer = members("add", "Kari\n\nSeat: vest \x1b[31m", "--id", "kari", "--organisation", "laget", "--commit")
    said = r"du-cli: name is to be one line without control characters, so Kari\n\nSeat: vest \x1b[31m cannot be written."
    assert (answer.code, answer.err) == (2, f"{said}\n")
    assert roster(root) == ROSTER


def test_a_name_with_line_ends_that_stands_in_the_file_makes_no_trailer_of_its_own(members: Members, root: Path) -> None:
    (root / "data/members.yaml").write_text(ROSTER.replace("name: Per Dahl", 'name: "Per\\n\\nSeat: vest \\e[31m"'), encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "-m", "navn")
    answer = members("move", "per-dahl", "Voss herad", "--commit")
    assert answer.code == 0, answer.err
    assert "\x1b" not in answer.out + answer.err
    assert "\n\nMember: per-dahl\n" in git(root, "log", "-1", "--format=%B")
    assert "\nSeat: " not in git(root, "log", "-1", "--format=%B")


@pytest.mark.parametrize(("asked", "code"), [("2026-01-31", 0), ("2026-02-01", 0), ("2026-02-02", 2)])
def test_nobody_was_asked_on_a_day_that_has_not_come(members: Members, root: Path, asked: str, code: int) -> None:
    words = ("appoint", "Liv Lie", "vest", "--organisation", "Askøy kommune", "--from", "2026-03-01")
    answer = members(*words, "--consulted", f"nett-vest:{asked}")
    assert (answer.code, "2 February 2026 has not come yet on 1 February 2026." in answer.err) == (code, bool(code))
    assert (roster(root) == ROSTER) == bool(code)


def test_a_last_day_past_the_term_is_for_extend(members: Members, root: Path) -> None:
    answer = members("end", "ola-nordmann", "--on", "2026-05-01")
    assert (answer.code, "type du-cli members extend ola-nordmann --until DATE" in answer.err) == (2, True)
    assert members("end", "ola-nordmann", "--on", "2026-04-30").code == 0
    assert "ended: 2026-04-30" in roster(root)
