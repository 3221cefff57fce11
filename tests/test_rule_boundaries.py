"""Rules on the day before, the day and the day after; and what a broken file must neither hide nor invent."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import LINK, ORGANISATIONS, POLICY, WAIVERS
from du_cli.dataset.kinds import MANDATE as MANDATE_FILE
from du_cli.dataset.load import load
from du_cli.dataset.terms import last_day, months_later
from du_cli.findings import Finding, Outcome
from du_cli.i18n import fill, set_language
from du_cli.rules import check
from du_cli.rules.rests import RESTS_ON
from tests.examples import shown_answers

DAY = timedelta(days=1)
REFORM = date(2024, 1, 1)
"""The day Viken, Vestfold og Telemark and Troms og Finnmark were split."""

# ------------------------------------------------------------------------------------------ small roots, written as YAML

COMMITTEE = "committee: {id: provenemnda, name: Prøvenemnda, language: nb, leads: forbundet}"
FORBUNDET = "{id: forbundet, name: Eksempelforbundet, kind: association}"
NETWORK = "{id: nettverket, name: Digi Eksempel, kind: regional_network, areas: [Vestland]}"
FOUR_YEARS = "term: {years: 4, exceptions: [continuity]}"
VESTLAND = "{id: vestland, name: Vestland, count: 1, kind: municipality, areas: [Vestland]}"
TWO_PLACES = "{id: vestland, name: Vestland, count: 2, kind: municipality, areas: [Vestland]}"
ASKED = "{id: vestland, name: Vestland, count: 1, kind: municipality, areas: [Vestland], consult: [regional_network]}"
COUNTIES = "{id: fylkene, name: Fylkene, count: 1, kind: county}"
ANYBODY = "{id: fri, name: Fri, count: 1, kind: any}"


def version(*seats: str, head: str = FOUR_YEARS, name: str = "2022", clauses: str = "") -> str:
    lines = [f'  - id: "{name}"', *(f"    {line}" for line in head.splitlines()), "    seats:"]
    return "\n".join([*lines, *(f"      - {seat}" for seat in seats), f"    clauses: [{clauses}]"])


def mandate(*versions: str, bodies: tuple[str, ...] = (), committee: str = COMMITTEE) -> str:
    return "\n".join([committee, "bodies:", *(f"  - {body}" for body in (FORBUNDET, *bodies)), "versions:", *versions, ""])


def person(name: str, *appointments: str, of: str = "Bergen kommune", also: str = "") -> str:
    lines = [f"  - id: {name}", f"    name: {name.title()} Eksempel", f"    organisation: {of}", *([f"    {also}"] if also else [])]
    return "\n".join([*lines, "    appointments:", *(f"      - {appointment}" for appointment in appointments)])


def to(seat: str = "vestland", /, **facts: object) -> str:
    """An appointment; ``first`` is its ``from``. Who appointed is recorded unless said otherwise."""
    given_facts = {"from": facts.pop("first", None), "appointed_by": "forbundet", **facts}
    said = ", ".join(f"{key}: {value}" for key, value in given_facts.items() if value is not None)
    return f"{{seat: {seat}, {said}}}"


def root(mandate_text: str, *people: str, **files: str) -> dict[str, str]:
    """The files of a committee; outreach, which every small committee here would lack, is not asked for unless a policy is given."""
    named = {f"data/{name}.yaml": text for name, text in {"policy": "outreach_months: null\n", **files}.items()}
    return {"data/mandate.yaml": mandate_text, "data/members.yaml": "\n".join(["members:", *people, ""]), **named}


def loaded(files: Mapping[str, str], at: date) -> Dataset:
    return load({path: text.encode() for path, text in files.items()}, at)


def answers(files: Mapping[str, str], at: date, *codes: str) -> list[Finding]:
    return [found for found in check(loaded(files, at)) if not codes or found.code in codes]


def said(files: Mapping[str, str], at: date, *codes: str) -> list[str]:
    """Codes of the findings, of some rules or of all, in the order of the rules; not assessed answers as ``DU201?``."""
    marks = {Outcome.NOT_ASSESSED: "?", Outcome.WAIVED: " waived", Outcome.FINDING: ""}
    return [found.code + marks[found.outcome] for found in answers(files, at, *codes)]


def certain(files: Mapping[str, str], at: date, *codes: str) -> list[str]:
    """What is said but for what is not assessed."""
    return [one for one in said(files, at, *codes) if not one.endswith("?")]


def sitting(files: Mapping[str, str], at: date) -> list[str]:
    return [service.member.id for service in loaded(files, at).in_office]


def around(day: date) -> tuple[date, date, date]:
    return day - DAY, day, day + DAY


def texts(files: Mapping[str, str], at: date, code: str) -> list[str]:
    return [fill(found.message, found.values) for found in answers(files, at, code)]


ONE_SEAT = mandate(version(VESTLAND))

# ------------------------------------------------------------------------------------------ arithmetic of terms and months

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def is_anniversary(day: date, first: date) -> bool:
    if (first.month, first.day) != (2, 29):
        return (day.month, day.day) == (first.month, first.day)
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    return (day.month, day.day) == ((2, 29) if leap else (3, 1))


@given(days, st.integers(1, 8))
def test_a_terms_last_day_is_the_one_before_its_anniversary_by_a_plain_day_count(first: date, years: int) -> None:
    day, passed = first, 0
    while passed < years:
        day += DAY
        passed += is_anniversary(day, first)
    assert last_day(first, years) == day - DAY


@given(days, st.integers(1, 8))
def test_terms_that_follow_one_another_are_as_long_as_one_long_term(first: date, years: int) -> None:
    after = last_day(first, years) + DAY
    if (first.month, first.day) != (2, 29):
        assert last_day(after, years) == last_day(first, 2 * years)


@given(days, st.integers(-60, 60))
def test_months_later_is_the_same_day_of_that_month_or_its_last_by_looking_at_every_day(day: date, months: int) -> None:
    wanted = day.year * 12 + day.month + months
    step = DAY if months >= 0 else -DAY
    reached = day
    while reached.year * 12 + reached.month != wanted:
        reached += step
    month = [reached + n * DAY for n in range(-31, 32) if (reached + n * DAY).month == reached.month and abs(n) <= 31]
    month = [one for one in month if one.year == reached.year]
    assert months_later(day, months) == max(one for one in month if one.day <= day.day)


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2022, 5, 1), 4, date(2026, 4, 30)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 3, 1), 4, date(2028, 2, 29)),
        (date(2023, 3, 1), 1, date(2024, 2, 29)),
        (date(2022, 1, 1), 4, date(2025, 12, 31)),
        (date(2096, 2, 29), 4, date(2100, 2, 28)),
        (date(9998, 5, 1), 4, date.max),
    ],
)
def test_the_last_day_of_a_term(first: date, years: int, last: date) -> None:
    assert last_day(first, years) == last


# ------------------------------------------------------------------------------------------ how long a term is

LENGTHS = [
    ("2022-05-01", "2026-04-29", "DU203"),
    ("2022-05-01", "2026-04-30", None),
    ("2022-05-01", "2026-05-01", "DU202"),
    ("2024-02-29", "2028-02-27", "DU203"),
    ("2024-02-29", "2028-02-28", None),
    ("2024-02-29", "2028-02-29", "DU202"),
    ("2024-03-01", "2028-02-28", "DU203"),
    ("2024-03-01", "2028-02-29", None),
    ("2024-03-01", "2028-03-01", "DU202"),
]


@pytest.mark.parametrize(("first", "until", "code"), LENGTHS)
def test_a_term_is_too_long_from_the_day_after_four_years_and_short_until_the_day_before(first: str, until: str, code: str | None) -> None:
    files = root(ONE_SEAT, person("kari", to(first=first, until=until)))
    assert said(files, date(2024, 6, 1), "DU202", "DU203") == ([code] if code else [])


@pytest.mark.parametrize(("first", "until", "code"), LENGTHS)
def test_an_exception_for_continuity_makes_a_long_term_information_and_changes_no_other(first: str, until: str, code: str | None) -> None:
    files = root(ONE_SEAT, person("kari", to(first=first, until=until, exception="{kind: continuity, reason: Overlapp}")))
    assert said(files, date(2024, 6, 1), "DU202", "DU203") == (["DU203"] if code else [])


def test_an_exception_the_mandate_does_not_know_excuses_nothing() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", until="2026-05-01", exception="{kind: convenience}")))
    assert said(files, date(2024, 6, 1), "DU202", "DU203") == ["DU202"]


def test_a_term_of_one_year_may_end_on_29_february() -> None:
    text = mandate(version(VESTLAND, head="term: {years: 1}"))
    for until, codes in (("2024-02-28", ["DU203"]), ("2024-02-29", []), ("2024-03-01", ["DU202"])):
        assert said(root(text, person("kari", to(first="2023-03-01", until=until))), date(2023, 6, 1), "DU202", "DU203") == codes


def test_a_mandate_without_a_term_says_nothing_of_terms() -> None:
    text = mandate(version(VESTLAND, head="size: 1"))
    files = root(text, person("kari", to(first="2010-01-01", until="2030-12-31"), to(first=None, ended="2009-12-31")))
    assert said(files, date(2024, 6, 1), "DU201", "DU202", "DU203", "DU204") == []


def test_the_term_is_that_of_the_version_in_force_when_the_appointment_began() -> None:
    old = version(VESTLAND, head="valid_to: 2023-12-31\nterm: {years: 2}", name="old")
    new = version(VESTLAND, head="valid_from: 2024-01-01\nterm: {years: 4}", name="new")
    for first, until, codes in (
        ("2023-12-31", "2025-12-30", []),
        ("2023-12-31", "2025-12-31", ["DU202"]),
        ("2024-01-01", "2027-12-31", []),
        ("2024-01-01", "2028-01-01", ["DU202"]),
    ):
        assert said(root(mandate(old, new), person("kari", to(first=first, until=until))), date(2025, 1, 1), "DU202") == codes


def test_an_appointment_without_a_first_day_is_not_assessed_even_when_its_last_day_is_known() -> None:
    files = root(ONE_SEAT, person("kari", to(until="2099-12-31")))
    assert said(files, date(2024, 6, 1), "DU201", "DU202", "DU203") == ["DU201?"]


# ------------------------------------------------------------------------------------------ the term runs out

RUN_OUT = [("2022-05-01", "2026-04-30"), ("2024-02-29", "2028-02-28"), ("2024-03-01", "2028-02-29")]


@pytest.mark.parametrize(("first", "last"), RUN_OUT)
@pytest.mark.parametrize("written", [True, False], ids=["until written", "until from the mandate's term"])
def test_a_term_has_run_out_on_the_day_after_its_last(first: str, last: str, written: bool) -> None:
    files = root(ONE_SEAT, person("kari", to(first=first, until=last if written else None)))
    before, day, after = around(date.fromisoformat(last))
    assert [said(files, on, "DU204") for on in (before, day, after)] == [[], [], ["DU204"]]
    assert sitting(files, after) == ["kari"], "who holds over is still in office"
    assert said(files, after, "DU103") == []


def test_a_member_whose_last_day_is_recorded_does_not_hold_over() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", ended="2026-04-30")))
    assert [sitting(files, on) for on in around(date(2026, 4, 30))] == [["kari"], ["kari"], []]
    assert said(files, date(2026, 5, 1), "DU103", "DU204") == ["DU103"]


def test_a_member_who_stays_past_until_to_a_recorded_last_day_is_found_in_between() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", until="2026-04-30", ended="2026-05-01")))
    assert [said(files, on, "DU204") for on in around(date(2026, 5, 1))] == [[], ["DU204"], []]


def test_nobody_holds_over_once_appointed_again() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", until="2026-04-30"), to(first="2026-05-01")))
    assert [said(files, on, "DU204", "DU103", "DU108") for on in around(date(2026, 4, 30))] == [[], [], []]


def test_a_person_with_a_later_appointment_to_the_seat_does_not_hold_over_until_it_begins() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", until="2026-04-30"), to(first="2026-06-01")))
    on = (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [sitting(files, day) for day in on] == [["kari"], [], [], ["kari"]]
    assert [said(files, day, "DU103", "DU204") for day in on] == [[], ["DU103"], ["DU103"], []]


def test_a_later_appointment_to_another_seat_ends_no_holding_over() -> None:
    other = "{id: rogaland, name: Rogaland, count: 1, kind: municipality, areas: [Rogaland]}"
    appointments = to(first="2022-05-01", until="2026-04-30"), to("rogaland", first="2026-05-01", organisation="Stavanger kommune")
    files = root(mandate(version(VESTLAND, other)), person("kari", *appointments))
    assert [said(files, on, "DU204", "DU108") for on in around(date(2026, 4, 30))] == [[], [], ["DU108", "DU204"]]


def test_a_member_holds_over_until_the_day_before_the_successor_begins() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01")), person("ola", to(first="2026-06-01")))
    on = (date(2026, 4, 30), date(2026, 5, 1), *around(date(2026, 6, 1)))
    assert [sitting(files, day) for day in on] == [["kari"], ["kari"], ["kari"], ["ola"], ["ola"]]
    assert [said(files, day, "DU102", "DU204") for day in on] == [[], ["DU204"], ["DU204"], [], []]


def test_of_two_places_both_must_be_filled_by_people_appointed_later() -> None:
    text = mandate(version(TWO_PLACES))
    old = person("kari", to(first="2022-05-01")), person("ola", to(first="2022-05-01"))
    one = root(text, *old, person("per", to(first="2026-05-01")))
    two = root(text, *old, person("per", to(first="2026-05-01")), person("eva", to(first="2026-05-02")))
    assert sitting(one, date(2026, 5, 1)) == ["kari", "ola", "per"]
    assert said(one, date(2026, 5, 1), "DU204") == ["DU204", "DU204"]
    assert [sitting(two, on) for on in around(date(2026, 5, 1))] == [["kari", "ola"], ["kari", "ola", "per"], ["per", "eva"]]
    assert [said(two, on, "DU204") for on in around(date(2026, 5, 1))] == [[], ["DU204", "DU204"], []]


def test_one_person_appointed_later_twice_fills_one_place_only() -> None:
    files = root(
        mandate(version(TWO_PLACES)),
        person("kari", to(first="2020-01-01")),
        person("ola", to(first="2020-01-01")),
        person("per", to(first="2024-01-01", ended="2024-06-30"), to(first="2024-07-01")),
    )
    assert sitting(files, date(2024, 8, 1)) == ["kari", "ola", "per"]


def test_a_successor_who_has_left_leaves_the_place_vacant_and_not_to_whom_it_was_before() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2020-01-01")), person("ola", to(first="2024-01-01", ended="2024-06-30")))
    assert [sitting(files, on) for on in around(date(2024, 6, 30))] == [["ola"], ["ola"], []]
    assert [said(files, on, "DU204", "DU103") for on in around(date(2024, 6, 30))] == [[], [], ["DU103"]]


def test_without_a_term_in_the_mandate_the_office_ends_with_until() -> None:
    files = root(mandate(version(VESTLAND, head="size: 1")), person("kari", to(first="2022-05-01", until="2026-04-30")))
    assert [sitting(files, on) for on in around(date(2026, 4, 30))] == [["kari"], ["kari"], []]
    assert said(files, date(2026, 5, 1), "DU204", "DU103") == ["DU103"]


def test_without_a_term_and_without_until_the_office_goes_on() -> None:
    files = root(mandate(version(VESTLAND, head="size: 1")), person("kari", to(first="2002-05-01")))
    assert said(files, date(2026, 5, 1)) == []


def test_a_member_is_in_office_from_the_first_day_on() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2024-03-01")))
    assert [said(files, on, "DU103") for on in around(date(2024, 3, 1))] == [["DU103"], [], []]


# ------------------------------------------------------------------------------------------ the term ends soon


@pytest.mark.parametrize(
    ("until", "opens"),
    [
        ("2026-04-30", date(2025, 10, 30)),
        ("2026-08-31", date(2026, 2, 28)),
        ("2024-08-31", date(2024, 2, 29)),
        ("2026-07-15", date(2026, 1, 15)),
    ],
)
def test_notice_is_given_from_six_months_before_to_the_last_day(until: str, opens: date) -> None:
    last = date.fromisoformat(until)
    files = root(mandate(version(VESTLAND, head="term: {years: 9}")), person("kari", to(first="2020-01-01", until=until)))
    assert [said(files, on, "DU205") for on in around(opens)] == [[], ["DU205"], ["DU205"]]
    assert [said(files, on, "DU205", "DU204") for on in around(last)] == [["DU205"], ["DU205"], ["DU204"]]


@pytest.mark.parametrize(("months", "opens"), [(0, date(2026, 4, 30)), (1, date(2026, 3, 30)), (12, date(2025, 4, 30))])
def test_how_long_before_is_the_secretariats_number(months: int, opens: date) -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01")), policy=f"expiry_notice_months: {months}\n")
    assert said(files, opens - DAY, "DU205") == []
    assert said(files, opens, "DU205") == ["DU205"]


def test_the_notice_says_that_its_number_is_not_the_mandates() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01")))
    (found,) = answers(files, date(2026, 4, 30), "DU205")
    assert found.basis == "policy"


def test_a_last_day_after_the_term_is_a_term_run_out_and_no_notice() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", until="2026-04-30", ended="2026-06-30")))
    assert [said(files, on, "DU204", "DU205") for on in around(date(2026, 5, 1))] == [["DU205"], ["DU204"], ["DU204"]]
    assert [said(files, on, "DU204", "DU205") for on in around(date(2026, 6, 30))] == [["DU204"], ["DU204"], []]


def test_a_recorded_last_day_is_not_called_the_end_of_the_term() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", ended="2024-06-30", ended_reason="Ny jobb")))
    (text,) = texts(files, date(2024, 6, 30), "DU205")
    assert text.startswith("Kari Eksempel leaves on 30 June 2024, and no later appointment to the seat is recorded.")
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", ended="2026-04-30")))
    (text,) = texts(files, date(2026, 4, 30), "DU205")
    assert text.startswith("Kari Eksempel's term ends on 30 April 2026, and")


def test_a_recorded_next_appointment_of_the_same_person_or_another_ends_the_notice() -> None:
    ending = to(first="2022-05-01", until="2026-04-30")
    again = root(ONE_SEAT, person("kari", ending, to(first="2026-05-01")))
    successor = root(ONE_SEAT, person("kari", ending), person("ola", to(first="2026-05-01")))
    elsewhere = root(mandate(version(VESTLAND, COUNTIES)), person("kari", ending), person("ola", to("fylkene", first="2026-05-01")))
    assert [said(files, date(2026, 4, 30), "DU205") for files in (again, successor, elsewhere)] == [[], [], ["DU205"]]


def test_an_exception_without_a_reason_is_named_in_the_readers_language() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", until="2026-12-31", exception="{kind: continuity}")))
    set_language("nb")
    assert texts(files, AT, "DU203")[0].endswith("kontinuitet.")


# ------------------------------------------------------------------------------------------ the order of dates


def test_an_appointment_may_last_one_day_but_not_end_before_it_begins() -> None:
    for key in ("until", "ended"):
        found = [
            said(root(ONE_SEAT, person("kari", to(first="2024-03-01", **{key: str(day)}))), date(2024, 6, 1), "DU206")
            for day in around(date(2024, 3, 1))
        ]
        assert found == [["DU206"], [], []]


def test_of_an_appointment_that_ends_before_it_begins_only_that_is_said() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2025-01-01", until="2020-01-01")))
    assert said(files, date(2026, 6, 1), "DU204", "DU206") == ["DU206"]


def test_a_body_and_an_organisation_may_last_one_day_but_not_end_before_they_begin() -> None:
    for day, codes in zip(around(date(2024, 3, 1)), (["DU206"], [], []), strict=True):
        lasting = f"valid_from: 2024-03-01, valid_to: {day}"
        body = mandate(version(VESTLAND), bodies=(f"{{id: nettet, name: Nettet, {lasting}}}",))
        (found,) = answers({**root(body), "data/members.yaml": "members: []\n"}, AT, "DU206") or (None,)
        assert (found.place.key if found else None) == (("bodies", 1, "valid_to") if codes else None)
        organisation = f"organisations:\n  - {{id: drift, name: Drift, {lasting}}}\n"
        assert certain(root(ONE_SEAT, organisations=organisation), AT, "DU206") == codes


def test_a_waiver_may_end_on_the_day_it_is_decided_but_not_before() -> None:
    for day, codes in zip(around(date(2026, 3, 1)), (["DU206"], ["DU014"], ["DU014"]), strict=True):
        waiver = f"waivers:\n  - {{rule: DU108, subject: vestland, reason: r, decided: 2026-03-01, until: {day}}}\n"
        files = root(ONE_SEAT, waivers=waiver)
        assert certain(files, date(2026, 1, 1), "DU206", "DU014") == [code for code in codes if code == "DU206"]
        assert certain(files, date(2026, 6, 1), "DU206", "DU014") == codes


def test_an_answer_may_come_on_the_day_of_the_question_but_not_before() -> None:
    text = mandate(version(VESTLAND), bodies=(NETWORK,))
    for answered, codes in (("2023-10-31", ["DU206"]), ("2023-11-01", []), ("2023-11-02", [])):
        consulted = f"[{{body: nettverket, asked: 2023-11-01, answered: {answered}}}]"
        assert said(root(text, person("kari", to(first="2024-03-01", consultations=consulted))), date(2024, 6, 1), "DU206") == codes


def test_appointments_of_one_person_to_one_seat_overlap_when_they_share_a_day() -> None:
    for first, codes in (("2024-06-29", ["DU206"]), ("2024-06-30", ["DU206"]), ("2024-07-01", [])):
        appointments = to(first="2022-01-01", ended="2024-06-30", ended_reason="Ny"), to(first=first)
        assert said(root(ONE_SEAT, person("kari", *appointments)), date(2025, 1, 1), "DU206") == codes
        assert said(root(ONE_SEAT, person("kari", *reversed(appointments))), date(2025, 1, 1), "DU206") == codes


def test_the_mandates_term_is_the_end_of_an_appointment_that_names_none_when_it_is_followed_too_soon() -> None:
    for first, codes in (("2025-12-31", ["DU206"]), ("2026-01-01", [])):
        assert said(root(ONE_SEAT, person("kari", to(first="2022-01-01"), to(first=first))), date(2026, 6, 1), "DU206") == codes


def test_an_open_appointment_overlaps_every_later_one_where_the_mandate_gives_no_term() -> None:
    files = root(mandate(version(VESTLAND, head="size: 1")), person("kari", to(first="2002-01-01"), to(first="2024-01-01")))
    assert said(files, date(2024, 6, 1), "DU206") == ["DU206"]


def test_an_appointment_with_no_first_day_overlaps_one_that_begins_before_it_ends() -> None:
    for first, codes in (("2025-12-31", ["DU206"]), ("2026-01-01", [])):
        files = root(ONE_SEAT, person("kari", to(until="2025-12-31"), to(first=first)))
        assert said(files, date(2026, 6, 1), "DU206") == codes


@pytest.mark.parametrize(
    ("until", "codes"),
    [
        ("2023-12-31", []),
        ("2024-01-01", ["DU206"]),
        ("2024-06-30", ["DU206"]),
        ("2024-07-01", ["DU206?"]),
        (None, ["DU206?"]),
    ],
)
def test_whether_appointments_overlap_is_decided_only_where_the_first_day_that_is_missing_does_not_matter(
    until: str | None, codes: list[str]
) -> None:
    held = to(until=until), to(first="2024-01-01", until="2024-06-30")
    assert said(root(mandate(version(VESTLAND)), person("kari", *held)), date(2026, 1, 15), "DU206") == codes
    assert said(root(mandate(version(VESTLAND)), person("kari", *reversed(held))), date(2026, 1, 15), "DU206") == codes


def test_two_appointments_without_first_days_overlap_for_certain_only_when_they_end_together() -> None:
    same, other = "2024-06-30", "2024-07-01"
    for until, codes in ((same, ["DU206"]), (other, ["DU206?"])):
        assert said(root(mandate(version(VESTLAND)), person("kari", to(until=same), to(until=until))), date(2026, 1, 15), "DU206") == codes


def test_two_people_may_hold_one_seat_after_each_other_and_one_person_two_seats_after_each_other() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-01-01", until="2025-12-31")), person("ola", to(first="2025-06-01")))
    assert said(files, date(2025, 1, 1), "DU206") == []


def test_an_early_end_needs_a_reason_until_the_day_before_the_last() -> None:
    for until in (None, "2026-04-30"):
        for ended, codes in (("2026-04-29", ["DU207"]), ("2026-04-30", []), ("2026-05-01", [])):
            files = root(ONE_SEAT, person("kari", to(first="2022-05-01", until=until, ended=ended)))
            assert said(files, date(2026, 1, 15), "DU207") == codes


# ------------------------------------------------------------------------------------------ counties and municipalities change


def test_a_dissolved_county_council_is_found_from_the_day_after_its_last_with_its_successors() -> None:
    files = root(mandate(version(COUNTIES)), person("kari", to("fylkene", first="2022-01-01"), of="Viken fylkeskommune"))
    assert [said(files, on, "DU106", "DU012") for on in around(REFORM)] == [[], ["DU106"], ["DU106"]]
    (text,) = texts(files, REFORM, "DU106")
    assert all(f"{name} fylkeskommune" in text for name in ("Østfold", "Akershus", "Buskerud"))


@pytest.mark.parametrize(
    ("key", "day", "codes"),
    [("valid_to", "2025-06-30", [[], [], ["DU106"]]), ("valid_from", "2025-06-30", [["DU106"], [], []])],
)
def test_an_organisation_of_the_datas_own_exists_from_its_first_day_to_its_last(key: str, day: str, codes: list[list[str]]) -> None:
    listed = f"organisations:\n  - {{id: prove-ikt, name: Prøve IKT, kind: intermunicipal, {key}: {day}}}\n"
    files = root(mandate(version(ANYBODY)), person("kari", to("fri", first="2024-01-01"), of="prove-ikt"), organisations=listed)
    assert [said(files, at, "DU106") for at in around(date.fromisoformat(day))] == codes


def test_a_county_council_to_come_is_found_until_the_day_before_its_first_with_its_predecessors() -> None:
    files = root(mandate(version(COUNTIES)), person("kari", to("fylkene"), of="Akershus fylkeskommune"))
    assert [said(files, on, "DU106", "DU012") for on in around(REFORM)] == [["DU106"], [], []]
    (text,) = texts(files, REFORM - DAY, "DU106")
    assert "Viken fylkeskommune" in text


@pytest.mark.parametrize(
    "name", ["Moss kommune", '"3002"', '"3103"', "Våler kommune (Viken)", "Våler kommune (Østfold)", "Trondheim kommune"]
)
def test_a_new_number_county_or_parenthesis_makes_no_other_organisation(name: str) -> None:
    text = mandate(version("{id: kommunene, name: Kommunene, count: 1, kind: municipality}"))
    files = root(text, person("kari", to("kommunene", first="2022-01-01"), of=name))
    assert [said(files, on) for on in around(REFORM)] == [[], [], []]


def test_a_county_the_mandate_names_is_found_from_the_day_after_its_last_with_those_that_lack_a_member() -> None:
    seat = "{id: viken, name: Viken, count: 1, kind: municipality, areas: [Viken]}"
    files = root(mandate(version(seat)), person("kari", to("viken", first="2022-01-01"), of="Lillestrøm kommune"))
    assert [said(files, on, "DU107", "DU105", "DU106") for on in around(REFORM)] == [[], ["DU107"], ["DU107"]]
    (found,) = answers(files, REFORM, "DU107")
    assert found.values["heirs"] == ("Østfold", "Akershus", "Buskerud")
    assert found.values["lacking"] == ("Østfold", "Buskerud")


@pytest.mark.parametrize("area", ["Akershus", '"32"'])
def test_a_county_the_mandate_names_before_it_begins_is_no_county_of_the_past(area: str) -> None:
    files = root(mandate(version(f"{{id: omradet, name: Området, count: 0, kind: municipality, areas: [{area}]}}")))
    assert [said(files, on, "DU107") for on in around(REFORM)] == [[], [], []]


def test_the_area_is_judged_on_the_day_the_appointment_began() -> None:
    text = mandate(version("{id: ostfold, name: Østfold, count: 1, kind: municipality, areas: [Østfold]}"))
    found = [
        said(root(text, person("kari", to("ostfold", first=str(on)), of="Asker kommune")), date(2025, 1, 1), "DU105")
        for on in around(REFORM)
    ]
    assert found == [[], ["DU105"], ["DU105"]], "both lay in Viken until then; Asker is in Akershus since"


def test_the_area_is_judged_on_the_day_asked_for_when_the_first_is_not_recorded() -> None:
    text = mandate(version("{id: ostfold, name: Østfold, count: 1, kind: municipality, areas: [Østfold]}"))
    files = root(text, person("kari", to("ostfold"), of="Asker kommune"))
    assert [said(files, on, "DU105") for on in around(REFORM)] == [[], ["DU105"], ["DU105"]]


def test_an_organisation_gone_by_the_day_asked_for_is_judged_on_its_last() -> None:
    text = mandate(version("{id: agder, name: Agder, count: 1, kind: any, areas: [Vestfold og Telemark]}"))
    files = root(text, person("kari", to("agder"), of="Vestfold og Telemark fylkeskommune"))
    assert said(files, date(2026, 1, 15), "DU104", "DU105", "DU106") == ["DU106"]


def test_an_organisation_of_the_datas_own_gone_by_the_day_asked_for_is_judged_on_its_last() -> None:
    text = mandate(version("{id: akershus, name: Akershus, count: 1, kind: any, areas: [Akershus]}"))
    gone = "organisations:\n  - {id: provedrift, name: Prøvedrift, area: Østfold, valid_to: 2023-12-31}\n"
    files = root(text, person("kari", to("akershus"), of="provedrift"), organisations=gone)
    assert said(files, date(2026, 1, 15), "DU105", "DU106") == ["DU106"], "on its last day both were Viken"


def test_a_name_must_be_in_the_register_on_some_day_of_the_appointment() -> None:
    text = mandate(version(COUNTIES))
    viken = [
        said(root(text, person("kari", to("fylkene", first=str(on)), of="Viken fylkeskommune")), date(2025, 1, 1), "DU012")
        for on in around(REFORM)
    ]
    assert viken == [[], ["DU012"], ["DU012"]]
    ends = [to("fylkene", first="2023-01-01", ended=str(on)) for on in around(REFORM)]
    akershus = [said(root(text, person("kari", end, of="Akershus fylkeskommune")), date(2025, 1, 1), "DU012") for end in ends]
    assert akershus == [["DU012"], [], []]


def test_a_name_is_judged_on_the_day_asked_for_while_the_appointment_is_to_come() -> None:
    files = root(mandate(version(COUNTIES)), person("kari", to("fylkene", first="2024-06-01"), of="Akershus fylkeskommune"))
    assert [said(files, on, "DU012") for on in around(REFORM)] == [["DU012"], [], []]


def test_an_appointment_to_come_is_said_to_be_judged_on_the_day_asked_for() -> None:
    files = root(mandate(version(COUNTIES)), person("kari", to("fylkene", first="2024-06-01"), of="Akershus fylkeskommune"))
    (text,) = texts(files, REFORM - DAY, "DU012")
    assert text == (
        "The register has no municipality or county called Akershus fylkeskommune on 31 December 2023; "
        "the appointment begins on 1 June 2024."
    )


def test_a_name_is_not_both_unknown_and_gone() -> None:
    now, later = to("fylkene", first="2022-01-01", until="2025-12-31"), to("fylkene", first="2026-01-01")
    gone = root(mandate(version(COUNTIES)), person("kari", now, later, of="Viken fylkeskommune"))
    assert [said(gone, on, "DU106", "DU012") for on in around(REFORM)] == [[], ["DU106"], ["DU106"]]
    assert said(gone, date(2026, 1, 1), "DU106", "DU012") == ["DU012"]
    to_come = root(mandate(version(COUNTIES)), person("kari", now, later, of="Akershus fylkeskommune"))
    assert [said(to_come, on, "DU106", "DU012") for on in around(REFORM)] == [["DU012"], [], []]
    left = to("fylkene", first="2020-01-01", ended="2022-12-31")
    files = root(mandate(version(COUNTIES)), person("kari", left, later, of="Viken fylkeskommune"))
    assert said(files, REFORM, "DU106", "DU012") == ["DU012"]


def test_without_a_first_day_a_name_the_register_has_had_on_any_day_will_do() -> None:
    for name in ("Viken fylkeskommune", "Akershus fylkeskommune"):
        files = root(mandate(version(COUNTIES)), person("kari", to("fylkene"), of=name))
        assert [said(files, on, "DU012") for on in around(REFORM)] == [[], [], []]


def test_a_misspelt_name_is_one_finding_however_many_appointments_the_member_has() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2020-01-01", until="2023-12-31"), to(first="2024-01-01"), of="Bergn kommune"))
    assert said(files, date(2024, 6, 1), "DU012") == ["DU012"]


def test_two_of_one_name_are_told_apart_by_their_counties_and_both_are_listed() -> None:
    text = mandate(version("{id: nordland, name: Nordland, count: 1, kind: municipality, areas: [Nordland]}"))
    files = root(text, person("kari", to("nordland", first="2024-01-01"), of="Herøy kommune"))
    (found,) = answers(files, date(2024, 6, 1))
    assert found.code == "DU012"
    assert set(found.values["candidates"]) == {"Herøy kommune (Møre og Romsdal)", "Herøy kommune (Nordland)"}  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------ seats and places


def two_versions(ends: str, begins: str) -> str:
    return mandate(version(VESTLAND, head=f"valid_to: {ends}", name="old"), version(VESTLAND, head=f"valid_from: {begins}", name="new"))


@pytest.mark.parametrize(("ends", "codes"), [("2023-12-30", ["DU101"]), ("2023-12-31", []), ("2024-01-01", ["DU101"])])
def test_a_version_begins_the_day_after_the_one_before_it_ends(ends: str, codes: list[str]) -> None:
    files = root(two_versions(ends, "2024-01-01"), person("kari", to(first="2024-01-01")))
    found = answers(files, date(2024, 6, 1), "DU101")
    assert [one.code for one in found] == codes
    assert {(one.record, one.subject) for one in found} <= {("new", "new")}


def test_versions_overlap_when_one_never_ends_or_both_have_no_beginning() -> None:
    for text in (two_versions("null", "2024-01-01"), two_versions("2024-12-31", "null")):
        assert said(root(text), date(2024, 6, 1), "DU101") == ["DU101"]


def test_a_version_inside_another_is_an_overlap_and_leaves_no_gap_behind_it() -> None:
    heads = ("valid_to: 2030-12-31", "valid_from: 2021-01-01\nvalid_to: 2022-12-31", "valid_from: 2025-01-01")
    text = mandate(*(version(VESTLAND, head=head, name=str(number)) for number, head in enumerate(heads)))
    found = texts(root(text), date(2024, 6, 1), "DU101")
    assert found
    assert all("overlap" in message for message in found)


def test_versions_need_not_stand_in_the_order_of_their_dates() -> None:
    new, old = version(VESTLAND, head="valid_from: 2024-01-01", name="new"), version(VESTLAND, head="valid_to: 2023-12-31", name="old")
    assert said(root(mandate(new, old)), date(2024, 6, 1), "DU101") == []


@pytest.mark.parametrize(("size", "codes"), [(1, ["DU101"]), (2, []), (3, ["DU101"]), ("null", [])])
def test_the_seats_are_as_many_as_the_mandate_says(size: object, codes: list[str]) -> None:
    files = root(mandate(version(TWO_PLACES, head=f"size: {size}")))
    assert said(files, date(2024, 6, 1), "DU101") == codes


def test_the_seats_of_a_version_count_from_its_first_day() -> None:
    more = mandate(
        version(VESTLAND, head="valid_to: 2023-12-31\nsize: 1", name="old"),
        version(TWO_PLACES, head="valid_from: 2024-01-01\nsize: 2", name="new"),
    )
    files = root(more, person("kari", to(first="2022-01-01")))
    assert [said(files, on, "DU103") for on in around(REFORM)] == [[], ["DU103"], ["DU103"]]


def test_on_a_day_with_no_mandate_in_force_nothing_passes_in_silence() -> None:
    files = root(mandate(version(VESTLAND, head="valid_from: 2022-01-01\nvalid_to: 2023-12-31")), person("kari", to(first="2022-01-01")))
    assert said(files, date(2023, 12, 31)) == []
    for day in (date(2021, 12, 31), date(2024, 1, 1)):
        assert Outcome.NOT_ASSESSED in {found.outcome for found in answers(files, day)}


def test_a_process_is_judged_by_the_mandate_in_force_when_it_took_place() -> None:
    asks = ASKED.replace("}", ", clause: old}")
    old = version(asks, head="valid_to: 2023-12-31", name="old", clauses='{id: old, reference: "1. ledd", handled_by: {rules: [DU211]}}')
    new = version(
        VESTLAND, head="valid_from: 2024-01-01", name="new", clauses='{id: new, reference: "1. ledd", handled_by: {rules: [DU211]}}'
    )
    text = mandate(old, new, bodies=(NETWORK,))
    for on, codes in zip(around(REFORM), (["DU211"], [], []), strict=True):
        files = root(text, person("kari", to(first=str(on))), policy="records_complete_from: 2022-01-01\n")
        found = answers(files, date(2024, 6, 1), "DU211")
        assert [one.code for one in found] == codes
        assert [one.clauses for one in found] == [("old",) for _ in codes]


def test_a_place_is_vacant_from_the_day_after_the_last_served() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2022-05-01", ended="2024-06-30", ended_reason="Ny")))
    assert [said(files, on, "DU103") for on in around(date(2024, 6, 30))] == [[], [], ["DU103"]]


@pytest.mark.parametrize(("unpublished", "codes"), [(0, ["DU103"]), (1, ["DU103?"]), (2, ["DU102", "DU103?"])])
def test_unpublished_holders_fill_places_and_can_be_too_many(unpublished: int, codes: list[str]) -> None:
    files = root(mandate(version(TWO_PLACES)), person("kari", to(first="2022-05-01")))
    if unpublished:
        files["data/members.yaml"] = f"unpublished_holders: {{vestland: {unpublished}}}\n" + files["data/members.yaml"]
    assert said(files, date(2024, 6, 30), "DU102", "DU103") == codes


def test_more_unpublished_holders_than_places_are_not_called_by_an_empty_name() -> None:
    files = root(ONE_SEAT) | {"data/members.yaml": "unpublished_holders: {vestland: 2}\nmembers: []\n"}
    assert texts(files, date(2024, 6, 30), "DU102") == ["Places in Vestland: 1. In office: 2, none of them published."]


def test_more_people_than_places_only_on_the_days_both_are_in_office() -> None:
    files = root(
        ONE_SEAT, person("kari", to(first="2022-05-01", ended="2024-06-30", ended_reason="Ny")), person("ola", to(first="2024-06-30"))
    )
    assert [said(files, on, "DU102") for on in around(date(2024, 6, 30))] == [[], ["DU102"], []]


def test_one_person_is_in_two_places_only_on_the_days_they_share() -> None:
    other = "{id: rogaland, name: Rogaland, count: 1, kind: municipality, areas: [Rogaland]}"
    first = to(first="2022-05-01", ended="2024-06-30", ended_reason="Ny")
    files = root(
        mandate(version(VESTLAND, other)), person("kari", first, to("rogaland", first="2024-06-30", organisation="Stavanger kommune"))
    )
    assert [said(files, on, "DU108") for on in around(date(2024, 6, 30))] == [[], ["DU108"], []]


def test_two_county_places_are_from_one_county_only_on_the_days_they_share() -> None:
    text = mandate(version("{id: fylkene, name: Fylkene, count: 2, kind: county}"))
    kari = person("kari", to("fylkene", first="2022-05-01", ended="2024-06-30", ended_reason="Ny"), of="Agder fylkeskommune")
    ola = person("ola", to("fylkene", first="2024-06-30"), of='"42"')
    assert [said(root(text, kari, ola), on, "DU111") for on in around(date(2024, 6, 30))] == [[], ["DU111"], []]


@pytest.mark.parametrize(
    ("leads", "codes"),
    [
        (["false"], ["DU110"]),
        (["true", "false"], []),
        (["true", "false", "false"], ["DU110"]),
        (["true", "true", "false"], []),
        (["true", "true", "false", "false"], []),
        (["true", "null", "null"], ["DU110?"]),
        (["false", "null"], ["DU110?", "DU110"]),
        (["null"], ["DU110?"]),
        ([], []),
    ],
)
def test_exactly_half_leading_at_home_is_enough_of_those_assessed(leads: list[str], codes: list[str]) -> None:
    text = mandate(version(TWO_PLACES.replace("2", "9"), head="representatives_lead_digitalisation: true"))
    people = (person(f"p{number}", to(first="2024-01-01"), also=f"leads_digitalisation: {lead}") for number, lead in enumerate(leads))
    files = root(text, *people) if leads else {**root(text), "data/members.yaml": "members: []\n"}
    assert said(files, date(2024, 6, 1), "DU110") == codes


def test_holders_of_a_bodys_seat_are_not_counted_among_those_who_lead_at_home() -> None:
    seat = "{id: forbundet, name: Forbundet, count: 1, kind: body, body: forbundet}"
    text = mandate(version(VESTLAND, seat, head="representatives_lead_digitalisation: true"))
    own = person("ola", to("forbundet", first="2024-01-01"), of="forbundet", also="leads_digitalisation: false")
    files = root(text, person("kari", to(first="2024-01-01"), also="leads_digitalisation: true"), own)
    assert said(files, date(2024, 6, 1)) == []


# ------------------------------------------------------------------------------------------ evidence of process

COMPLETE = "records_complete_from: 2024-03-01\n"
COMPLETE_FROM = date(2024, 3, 1)


def appointed(on: date, text: str, policy: str = COMPLETE, **facts: object) -> dict[str, str]:
    return root(text, person("kari", to(first=str(on), **facts)), policy=policy)


def test_a_missing_consultation_is_a_finding_from_the_day_records_are_complete() -> None:
    text = mandate(version(ASKED), bodies=(NETWORK,))
    assert [said(appointed(on, text), date(2025, 1, 1), "DU211") for on in around(COMPLETE_FROM)] == [[], ["DU211"], ["DU211"]]
    assert said(appointed(COMPLETE_FROM, text, "records_complete_from: null\n"), date(2025, 1, 1), "DU211") == []


def test_a_college_not_consulted_is_a_finding_from_the_day_records_are_complete() -> None:
    seat = "{id: vestland, name: Vestland, count: 1, kind: any, consult: [kollegiet]}"
    text = mandate(version(seat), bodies=("{id: kollegiet, name: Kollegiet, kind: professional_college}",))
    assert [said(appointed(on, text), date(2025, 1, 1), "DU211", "DU212") for on in around(COMPLETE_FROM)] == [[], ["DU212"], ["DU212"]]


def test_a_decision_not_recorded_is_a_finding_from_the_day_records_are_complete() -> None:
    assert [said(appointed(on, ONE_SEAT), date(2025, 1, 1), "DU109") for on in around(COMPLETE_FROM)] == [[], ["DU109"], ["DU109"]]
    assert said(appointed(COMPLETE_FROM, ONE_SEAT, decision="Sak 1"), date(2025, 1, 1), "DU109") == []


def test_the_network_must_exist_on_the_day_the_appointment_began_else_it_is_not_assessed() -> None:
    for limit, on, codes in (
        ("valid_from", COMPLETE_FROM, ["DU211?", "DU211", "DU211"]),
        ("valid_to", COMPLETE_FROM, ["DU211", "DU211", "DU211?"]),
    ):
        text = mandate(version(ASKED), bodies=(NETWORK.replace("}", f", {limit}: {on}}}"),))
        found = [said(appointed(day, text, "records_complete_from: 2020-01-01\n"), date(2025, 1, 1), "DU211") for day in around(on)]
        assert found == [[code] for code in codes]


def test_a_network_covers_what_its_counties_are_on_the_day_the_appointment_began() -> None:
    seat = "{id: vestland, name: Akershus, count: 1, kind: municipality, areas: [Akershus], consult: [regional_network]}"
    text = mandate(version(seat), bodies=("{id: digi, name: Digi, kind: regional_network, areas: [Østfold]}",))
    found = [said(appointed(on, text, "records_complete_from: 2020-01-01\n"), date(2025, 1, 1), "DU211") for on in around(REFORM)]
    assert found == [["DU211"], ["DU211?"], ["DU211?"]]


def test_a_question_not_asked_is_no_consultation_and_an_answer_is_not_waited_for() -> None:
    text = mandate(version(ASKED), bodies=(NETWORK,))
    for consulted, codes in (("{body: nettverket}", ["DU211"]), ("{body: nettverket, asked: 2024-02-29}", [])):
        assert said(appointed(COMPLETE_FROM, text, consultations=f"[{consulted}]"), date(2025, 1, 1), "DU211") == codes


def test_a_representative_is_new_only_with_no_earlier_appointment_to_that_seat() -> None:
    text = mandate(version(ASKED, COUNTIES), bodies=(NETWORK,))
    for earlier, codes in (
        (to(first="2010-01-01", ended="2010-12-31"), []),
        (to(ended="2010-12-31"), []),
        (to("fylkene", first="2010-01-01", ended="2010-12-31"), ["DU211"]),
    ):
        files = root(text, person("kari", earlier, to(first="2024-03-01")), policy=COMPLETE)
        assert said(files, date(2025, 1, 1), "DU211") == codes


@pytest.mark.parametrize(("asked", "codes"), [("2024-02-29", []), ("2024-03-01", ["DU213"]), ("2024-03-02", ["DU213"])])
def test_a_body_is_asked_before_the_day_the_appointment_begins(asked: str, codes: list[str]) -> None:
    text = mandate(version(VESTLAND), bodies=(NETWORK,))
    consulted = f"[{{body: nettverket, asked: {asked}}}]"
    assert said(root(text, person("kari", to(first="2024-03-01", consultations=consulted))), date(2025, 1, 1), "DU213") == codes
    again = to(first="2020-01-01", ended="2024-02-29"), to(first="2024-03-01", consultations=consulted)
    assert said(root(text, person("kari", *again)), date(2025, 1, 1), "DU213") == codes, "also for one appointed again"


def test_whether_a_network_covers_the_area_is_judged_on_the_day_it_was_asked() -> None:
    text = mandate(
        version("{id: vestland, name: Akershus, count: 1, kind: municipality, areas: [Akershus]}"),
        bodies=("{id: digi, name: Digi, kind: regional_network, areas: [Østfold]}",),
    )
    found = [
        said(root(text, person("kari", to(first="2024-03-01", consultations=f"[{{body: digi, asked: {on}}}]"))), date(2025, 1, 1), "DU214")
        for on in around(REFORM)
    ]
    assert found == [[], ["DU214"], ["DU214"]]


# ------------------------------------------------------------------------------------------ waivers

WAIVER = "waivers:\n  - {rule: DU103, subject: vestland, reason: Valget er utsatt, decided: 2026-01-10, until: 2026-01-20}\n"


def test_a_waiver_counts_from_the_day_it_was_decided_to_its_last() -> None:
    files = {**root(ONE_SEAT, waivers=WAIVER), "data/members.yaml": "members: []\n"}
    assert [said(files, on, "DU014", "DU103") for on in around(date(2026, 1, 10))] == [["DU103"], ["DU103 waived"], ["DU103 waived"]]
    last = [said(files, on, "DU014", "DU103") for on in around(date(2026, 1, 20))]
    assert last == [["DU103 waived"], ["DU103 waived"], ["DU103", "DU014"]]


def test_a_waiver_that_matches_nothing_is_found_from_the_day_it_was_decided() -> None:
    files = root(ONE_SEAT, person("kari", to(first="2024-01-01")), waivers=WAIVER)
    assert [said(files, on, "DU014") for on in around(date(2026, 1, 10))] == [[], ["DU014"], ["DU014"]]


def test_a_waiver_matches_a_findings_record_too_but_no_other_rule() -> None:
    early = root(ONE_SEAT, person("kari", to(first="2022-05-01", ended="2024-06-30")))
    waiver = "waivers:\n  - {rule: DU207, subject: kari, reason: Ukjent, until: 2026-01-20}\n"
    assert said({**early, "data/waivers.yaml": waiver}, date(2024, 6, 1), "DU207", "DU014") == ["DU207 waived"]
    other = waiver.replace("DU207", "DU206")
    assert said({**early, "data/waivers.yaml": other}, date(2024, 6, 1), "DU207", "DU014") == ["DU207", "DU014"]


@pytest.mark.parametrize("code", ["DU011", "DU701"])
def test_findings_about_the_files_and_about_privacy_cannot_be_waived(code: str) -> None:
    files = root(ONE_SEAT, person("kari", to(first="2024-01-01")), waivers=WAIVER.replace("DU103", code))
    assert certain(files, date(2026, 1, 15)) == ["DU004"]


# ------------------------------------------------------------------------------------------ a broken file hides nothing else

AT = date(2026, 1, 15)
BROKEN = person("ola", to(first="2024-01-01"), also="leads_digitalisation: ja")
KARI = person("kari", to(first="2024-01-01"))
OUTSIDE = person("kari", to(first="2024-01-01"), of="Stavanger kommune")


def test_a_broken_member_is_not_called_missing_and_hides_no_other() -> None:
    text = mandate(version(TWO_PLACES))
    assert said(root(text, OUTSIDE, BROKEN), AT) == ["DU004", "DU105"]
    assert said(root(text, BROKEN, OUTSIDE), AT) == ["DU004", "DU105"]


def test_a_misspelt_key_hides_no_other_finding_of_the_same_member() -> None:
    both = person("kari", to(first="2024-01-01"), of="Stavanger kommune", also="tittel: Rådgiver")
    assert certain(root(ONE_SEAT, both), AT) == ["DU003", "DU105"]


def test_a_finding_after_a_broken_member_points_at_its_own_line() -> None:
    files = root(mandate(version(TWO_PLACES)), BROKEN, OUTSIDE)
    (found,) = (one for one in shown_answers({path: text.encode() for path, text in files.items()}, AT) if one.finding.code == "DU105")
    line = files["data/members.yaml"].splitlines()[found.line - 1]
    assert "Stavanger kommune" in line


def test_a_finding_after_a_broken_seat_points_at_its_own_line() -> None:
    text = mandate(version(COUNTIES.replace("county", "fylke"), VESTLAND))
    files = {**root(text), "data/members.yaml": "members: []\n"}
    answered = shown_answers({path: text.encode() for path, text in files.items()}, AT)
    (found,) = (one for one in answered if one.finding.code == "DU103" and "Vestland" in one.message)
    assert "Vestland" in files["data/mandate.yaml"].splitlines()[found.line - 1]


@pytest.mark.parametrize(
    "members", ["", "members: [", "members:\n  - navn: kari\n", "members: null\n", "- kari\n", "members: []\ntall: 1\n"]
)
def test_no_place_is_vacant_because_the_members_cannot_be_read(members: str) -> None:
    found = certain({**root(ONE_SEAT), "data/members.yaml": members}, AT)
    assert found
    assert set(found) <= {"DU001", "DU003", "DU004", "DU005", "DU016"}


def test_a_missing_members_file_is_found_and_nobody_called_missing() -> None:
    assert certain({"data/mandate.yaml": ONE_SEAT}, AT) == ["DU005"]


@pytest.mark.parametrize("text", ["committee: [", "committee: a: b\n", "committee: &a {}\n", "\x00", "a: 1\na: 2\n"])
def test_a_mandate_that_cannot_be_read_gives_only_its_own_finding_and_what_is_not_assessed_for_it(text: str) -> None:
    found, *others = answers(root(text, KARI), AT)
    assert (found.outcome, found.place.path) == (Outcome.FINDING, MANDATE_FILE)
    assert {(one.outcome, one.place.path) for one in others} == {(Outcome.NOT_ASSESSED, MANDATE_FILE)}
    assert sorted(one.code for one in others) == sorted(RESTS_ON[MANDATE_FILE])


def test_a_mandate_that_cannot_be_read_does_not_hide_a_misspelt_municipality() -> None:
    misspelt = person("kari", to(first="2024-01-01"), of="Bergn kommune")
    assert certain(root("committee: [", misspelt), AT) == ["DU001", "DU012"]


def test_an_unknown_key_in_the_mandate_does_not_hide_a_misspelt_municipality_or_organisation() -> None:
    text = ONE_SEAT.replace("leads: forbundet", "leads: forbundet, farge: blå")
    for name, code in (("Bergn kommune", "DU012"), ("provedrft", "DU011")):
        assert said(root(text, person("kari", to(first="2024-01-01"), of=name)), AT, "DU003", "DU011", "DU012") == ["DU003", code]


def test_a_broken_version_leaves_no_gap_between_its_neighbours() -> None:
    heads = ("valid_to: 2021-12-31", "valid_from: 2022-01-01\nvalid_to: 2023-12-31\nsize: to", "valid_from: 2024-01-01")
    text = mandate(*(version(VESTLAND, head=head, name=str(number)) for number, head in enumerate(heads)))
    assert said(root(text, KARI), AT, "DU004", "DU101") == ["DU004", "DU101?"]


def test_a_broken_seat_does_not_make_the_seats_too_few() -> None:
    text = mandate(version(VESTLAND, COUNTIES.replace("county", "fylke"), head="size: 2"))
    assert set(certain(root(text, KARI), AT)) == {"DU004", "DU103"}


def test_the_only_version_is_not_called_missing_for_a_wrong_value_in_it() -> None:
    found = answers(root(mandate(version(VESTLAND.replace("municipality", "kommune"))), KARI), AT)
    assert [(one.code, one.subject) for one in found if one.outcome == Outcome.FINDING] == [("DU004", "kind")]


def test_a_broken_consultation_is_not_called_missing() -> None:
    text = mandate(version(ASKED), bodies=(NETWORK,))
    files = appointed(COMPLETE_FROM, text, decision="Sak 1", consultations="[{body: nettverket, asked: 2024-02-30}]")
    assert said(files, date(2025, 1, 1)) == ["DU004", "DU206?", "DU211?", "DU213?", "DU214?"]


def test_a_broken_successor_is_not_called_missing() -> None:
    broken = person("ola", to(first="2026-01-01"), also="leads_digitalisation: ja")
    assert said(root(ONE_SEAT, person("kari", to(first="2022-01-01")), broken), AT) == ["DU004"]
    assert said(root(ONE_SEAT, person("kari", to(first="2022-01-01")), broken), date(2025, 12, 31)) == ["DU004"]


def test_a_waiver_does_not_match_nothing_because_the_members_cannot_be_read() -> None:
    files = root(mandate(version(TWO_PLACES)), KARI, BROKEN, waivers=WAIVER)
    assert said(files, AT) == ["DU004", "DU014?"]


def test_an_organisation_is_not_called_unknown_because_its_file_cannot_be_read() -> None:
    text = mandate(version(ANYBODY))
    files = root(text, person("kari", to("fri", first="2024-01-01"), of="provedrift"), organisations="organisations: [")
    assert said(files, AT) == ["DU001", *(f"{code}?" for code in sorted(RESTS_ON[ORGANISATIONS]))]


def test_a_wrong_number_in_the_policy_leaves_the_others_as_they_are() -> None:
    policy = "records_complete_from: 2024-01-01\nexpiry_notice_months: seks\noutreach_months: null\n"
    assert said(root(ONE_SEAT, KARI, policy=policy), AT) == ["DU004", "DU109", "DU205?"]


def test_every_broken_file_is_found_not_only_the_first() -> None:
    files = root("committee: [", KARI, policy="a: [", waivers="waivers: 1\n", organisations="organisasjoner: []\n")
    found = {(one.code, one.place.path) for one in answers(files, AT)}
    forms = {("DU001", "mandate"), ("DU001", "policy"), ("DU003", "organisations"), ("DU004", "waivers")}
    lost = {(code, path) for path in (MANDATE_FILE, POLICY, WAIVERS) for code in RESTS_ON[path]}
    assert found == {(code, f"data/{name}.yaml") for code, name in forms} | lost


@pytest.mark.parametrize("tail", ["? \n", "?\n", "? a\n", "? a", "- \n", "x\n", "'", "...\n", "--- \n"])
def test_whatever_a_file_ends_with_is_a_finding_and_no_crash(tail: str) -> None:
    files = root(ONE_SEAT, KARI)
    files["data/members.yaml"] += tail
    assert said(files, AT) != []


def test_an_answer_in_writing_names_a_member_or_a_body() -> None:
    case = (
        "id: 2026-001\ntitle: Prøvesak\ntype: preparation\nstatus: proposed\nraised: {date: 2026-01-02, by: kari}\n"
        "written_procedure:\n  sent: 2026-01-02\n  responses:\n    - {date: 2026-01-03, position: supports}\n"
    )
    files = {**root(ONE_SEAT, KARI), "data/cases/2026/001.yaml": case}
    assert said(files, AT, "DU005") == ["DU005"]


def test_two_meetings_with_one_id_are_found_as_such() -> None:
    meeting = "id: 2026-02-03\ntype: ordinary\nstatus: planned\n"
    files = {**root(ONE_SEAT, KARI), "data/meetings/2026/2026-02-03.yaml": meeting, "data/meetings/2026/2026-02-04.yaml": meeting}
    assert said(files, AT, "DU009", "DU010") == ["DU009", "DU010"]


# ------------------------------------------------------------------------------------------ limits of the format


def test_thirty_levels_are_not_too_deep_and_thirty_one_are() -> None:
    for levels, codes in ((30, []), (31, ["DU006"])):
        text = f"tema: {'[' * (levels - 1)}{']' * (levels - 1)}\n"
        assert said(root(ONE_SEAT, KARI, policy=text), AT, "DU006") == codes


def test_a_mebibyte_is_not_too_large_and_a_byte_more_is() -> None:
    for size, codes in ((1 << 20, []), ((1 << 20) + 1, ["DU006"])):
        comment = "#" * (size - len("quiet_months: [7]\n") - 1) + "\n"
        assert said(root(ONE_SEAT, KARI, policy=comment + "quiet_months: [7]\n"), AT, "DU006") == codes


def test_a_space_before_a_colon_is_not_canonical() -> None:
    for path in ("data/members.yaml", "data/mandate.yaml"):
        files = {name: text.encode() for name, text in root(ONE_SEAT, KARI).items()}
        files[path] = files[path].replace(b"members:", b"members :").replace(b"seats:", b"seats :")
        assert [found.code for found in check(load(files, AT))] == ["DU016"]


def test_a_link_that_leads_out_of_the_data_is_found_and_not_read() -> None:
    files = {path: text.encode() for path, text in root(ONE_SEAT, KARI).items()}
    dataset = load(files, AT, outside={"data/members.yaml": LINK})
    assert [found.code for found in check(dataset) if found.outcome == Outcome.FINDING] == ["DU006"]


# ------------------------------------------------------------------------------------------ privacy

NUMBER = "31123999935"
"""Of a person who would be born on 31 December 2039."""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (NUMBER, ["DU701"]),
        ("311239 99935", ["DU701"]),
        (f"nr.{NUMBER}.", ["DU701"]),
        (f"({NUMBER})", ["DU701"]),
        (f"1{NUMBER}", []),
        (f"{NUMBER}1", []),
        (f"x{NUMBER}", []),
        (f"{NUMBER}ø", []),
        ("31123999936", []),
        ("31123999945", []),
        ("31123999889", ["DU701"]),
        ("31123999978", []),
        ("32123999935", []),
    ],
)
def test_which_eleven_digits_are_a_national_identity_number(text: str, codes: list[str]) -> None:
    assert said(root(ONE_SEAT, person("kari", to(first="2024-01-01", source=f'"{text}"'))), AT) == codes


@pytest.mark.parametrize("key", ["amount", "total_cost"])
def test_an_amount_is_no_identity_number(key: str) -> None:
    case = f"id: 2026-001\ntitle: Sak\ntype: preparation\nstatus: proposed\nraised: {{by: kari}}\nproject: {{{key}: {NUMBER}}}\n"
    assert said({**root(ONE_SEAT, KARI), "data/cases/2026/001.yaml": case}, AT, "DU701") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("+4700000000", ["DU702"]),
        ("0047 00 00 00 00", ["DU702"]),
        ("tlf 00000000", ["DU702"]),
        ("Telefon: 000 00 000", ["DU702"]),
        ("mobil 00000000", ["DU702"]),
        ("00000000", []),
        ("+47 0000000", []),
        ("+47 000000000", []),
        ("ola@eksempel.example", ["DU702"]),
        ("ola@eksempel", []),
    ],
)
def test_what_is_an_e_mail_address_or_a_telephone_number(text: str, codes: list[str]) -> None:
    assert said(root(ONE_SEAT, person("kari", to(first="2024-01-01", source=f'"{text}"'))), AT) == codes


def test_an_identity_number_is_found_in_a_file_that_cannot_be_read_and_in_one_that_nothing_reads() -> None:
    for path, own in (("data/policy.yaml", "DU001"), ("data/notater.txt", "DU013")):
        assert said({**root(ONE_SEAT, KARI), path: f"notat: [{NUMBER}\n"}, AT, own, "DU701") == [own, "DU701"]
