"""What findings say, read aloud: names that cannot be misread, sentences that are true, and counts of one and of two."""

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import Du
from test_rule_boundaries import ANYBODY, COUNTIES, TWO_PLACES, VESTLAND, mandate, person, root, to, version
from test_texts import CATALOGUES, messages

from du_cli.dataset.load import load
from du_cli.dataset.shown import shown
from du_cli.i18n import Count, fill, plural, set_language
from du_cli.i18n import shown as written
from du_cli.rules import check

AT = date(2026, 2, 20)
AREA = '{{id: omradet, name: "{0}", count: 1, kind: municipality, areas: ["{0}"]}}'
ASKS = "outreach_months: 12\n"


def told(files: dict[str, str], code: str, at: date = AT, language: str = "nb") -> list[str]:
    """The messages of one rule's answers, as a reader of a language gets them."""
    set_language(language)
    dataset = load({path: text.encode() for path, text in files.items()}, at)
    return [one.message for one in shown(check(dataset), dataset) if one.finding.code == code]


# ---------------------------------------------------------------------------------------------- names that tell things apart


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "erstattet av 2 fylker: Vestfold og Telemark. Med medlem: Vestfold (1). Uten medlem: Telemark."),
        ("nn", "erstatta av 2 fylke: Vestfold og Telemark. Med medlem: Vestfold (1). Utan medlem: Telemark."),
        ("en", "replaced by 2 counties: Vestfold and Telemark. With a member: Vestfold (1). Without: Telemark."),
    ],
)
def test_a_county_named_after_both_its_successors_is_not_said_to_succeed_itself(language: str, said: str) -> None:
    files = root(
        mandate(version(AREA.format("Vestfold og Telemark"))), person("kari", to("omradet", first="2024-01-01"), of="Tønsberg kommune")
    )
    (text,) = told(files, "DU107", language=language)
    assert text.startswith("Vestfold og Telemark ")
    assert text.endswith(said)


def test_an_excluded_county_is_replaced_by_so_many() -> None:
    seat = '{id: fylkene, name: Fylkene, count: 1, kind: county, excluded_areas: ["Troms og Finnmark"]}'
    (text,) = told(root(mandate(version(seat)), person("kari", to("fylkene", first="2024-01-01"), of="Vestland fylkeskommune")), "DU107")
    assert text == "Troms og Finnmark besto til og med 31. desember 2023 og er erstattet av 2 fylker: Troms og Finnmark."


@pytest.mark.parametrize("name", ['"1507"', "Ålesund kommune"])
def test_a_municipality_that_is_gone_is_named_with_its_number(name: str) -> None:
    files = root(mandate(version(ANYBODY)), person("kari", to("fri", first="2023-01-01"), of=name))
    found = told(files, "DU106")
    gone = "Kari Eksempel representerer Ålesund kommune (1507), som besto til og med 31. desember 2023."
    assert found == ([f"{gone} Etterfølgere: Ålesund kommune (1508) og Haram kommune (1580)."] if "1507" in name else [])


def test_a_county_council_to_come_names_what_it_comes_from_with_the_number() -> None:
    files = root(mandate(version(COUNTIES)), person("kari", to("fylkene"), of="Vestfold fylkeskommune"))
    (text,) = told(files, "DU106", date(2023, 12, 31))
    gone = "Vestfold og Telemark fylkeskommune (38)"
    assert text.endswith(f"Vestfold fylkeskommune (39), som først finnes fra 1. januar 2024. Forgjengere: {gone}.")


@pytest.mark.parametrize("seat", ["Kommunene", "Vestland", "Plass 3"])
def test_the_wrong_kind_of_organisation_is_told_of_a_seat_of_any_name(seat: str) -> None:
    named = VESTLAND.replace("name: Vestland", f"name: {seat}")
    files = root(mandate(version(named)), person("kari", to(first="2024-01-01"), of="Vestland fylkeskommune"))
    (text,) = told(files, "DU104")
    assert text == (
        "Kari Eksempel kommer fra Vestland fylkeskommune, som er en fylkeskommune. "
        f"Den som har plass i medlemsgruppen {seat}, skal komme fra en kommune."
    )


# --------------------------------------------------------------------------------------------------- what is true of the days


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("2024-01-01", "2024-12-31"), ("2024-12-31", "2025-12-31"), "Den ene begynner 31. desember 2024, og den andre varer til og med 31. desember 2024."),
        (("2024-01-01", "2024-12-31"), ("2024-06-01", "2025-12-31"), "Den ene begynner 1. juni 2024, og den andre varer til og med 31. desember 2024."),
        ((None, "2024-12-31"), (None, "2024-12-31"), "Begge varer til og med 31. desember 2024."),
    ],
)  # fmt: skip
def test_an_overlap_is_told_as_it_is(first: tuple[str | None, str], second: tuple[str | None, str], said: str) -> None:
    held = [to(first=begins, until=ends) for begins, ends in (first, second)]
    (text,) = told(root(mandate(version(TWO_PLACES)), person("kari", *held)), "DU206")
    assert text == f"Oppnevningene av Kari Eksempel til medlemsgruppen overlapper: {said}"


def test_an_overlap_with_an_appointment_without_end_says_so() -> None:
    files = root(mandate(version(TWO_PLACES, head="size: 2")), person("kari", to(first="2024-01-01"), to(first="2024-06-01")))
    assert told(files, "DU206")[0].endswith("Den ene begynner 1. juni 2024, og den andre har ingen siste dag.")


def test_a_term_too_long_says_when_a_term_of_that_length_ends() -> None:
    (text,) = told(root(mandate(version(VESTLAND)), person("kari", to(first="2024-01-01", until="2028-01-01"))), "DU202")
    assert text == "Kari Eksempel er oppnevnt til og med 1. januar 2028, men siste dag i en funksjonstid på 4 år er 31. desember 2027."


# ---------------------------------------------------------------------------------------------------------- what is not known


def test_outreach_by_one_whose_first_day_is_unknown_says_what_is_missing() -> None:
    (text,) = told(root(mandate(version(VESTLAND)), person("kari", to()), policy=ASKS), "DU601")
    assert text == (
        "Det er ikke registrert forankringsarbeid fra Kari Eksempel siden 20. februar 2025, og heller ikke hvilken dag Kari Eksempel ble medlem."
    )


@pytest.mark.parametrize(
    ("outreach", "said"),
    [
        ({}, "Det er ikke registrert noe forankringsarbeid fra Kari Eksempel."),
        ({"2025": "2025-02-19"}, "Siste registrerte forankringsarbeid fra Kari Eksempel var 19. februar 2025."),
    ],
)
def test_outreach_that_is_due_says_what_there_was_and_how_often(outreach: dict[str, str], said: str) -> None:
    files = root(mandate(version(VESTLAND)), person("kari", to(first="2024-01-01")), policy=ASKS)
    for year, day in outreach.items():
        files[f"data/outreach/{year}.yaml"] = f"year: {year}\nactivities:\n  - {{date: {day}, member: kari, area: Vestland}}\n"
    assert told(files, "DU601") == [f"{said} Sekretariatet ber om noe minst én gang på 12 måneder."]


def test_a_group_of_what_is_not_assessed_says_why(du: Du, tmp_path: Path) -> None:
    people = [person(name, to()) for name in ("kari", "ola")]
    for path, text in root(mandate(version(TWO_PLACES)), *people, policy=ASKS).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    out = du("check", "--root", str(tmp_path), "--at", "2026-02-20", "--lang", "nb").out
    assert "DU601  Forankring i regionen\n    Det er ikke registrert forankringsarbeid fra dem siden 20. februar 2025," in out
    assert "DU201  Funksjonstiden kan ikke vurderes\n    Første dag i oppnevningene er ikke registrert.\n    2: kari (" in out


def test_each_of_a_group_says_why_where_the_reasons_differ(du: Du, tmp_path: Path) -> None:
    people = [person(name, to("fri", first="2024-01-01"), of=name) for name in ("en-ikt", "to-ikt")]
    seat = "{id: fri, name: Fri, count: 2, kind: any, areas: [Vestland]}"
    listed = "".join(f"  - {{id: {name}, name: {name.upper()}, kind: intermunicipal}}\n" for name in ("en-ikt", "to-ikt"))
    for path, text in root(mandate(version(seat)), *people, organisations=f"organisations:\n{listed}").items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    out = du("check", "--root", str(tmp_path), "--at", "2026-02-20", "--lang", "en").out
    assert "Which county EN-IKT lies in is not recorded." in out
    assert "Which county TO-IKT lies in is not recorded." in out


# -------------------------------------------------------------------------------------------------------------- regional seats


@pytest.mark.parametrize(("seat", "codes"), [(COUNTIES, 1), ("{id: fylkene, name: Fylkene, count: 1, kind: any}", 0)])
def test_a_county_councils_member_has_a_region_and_a_member_of_no_kind_has_none(seat: str, codes: int) -> None:
    files = root(mandate(version(seat)), person("kari", to("fylkene", first="2024-01-01"), of="Vestland fylkeskommune"), policy=ASKS)
    assert len(told(files, "DU601")) == codes


def test_a_county_councils_member_does_outreach_in_that_county() -> None:
    files = root(mandate(version(COUNTIES)), person("kari", to("fylkene", first="2024-01-01"), of="Vestland fylkeskommune"))
    there = "year: 2025\nactivities:\n  - {{date: 2025-02-19, member: kari, area: {}}}\n"
    assert [len(told({**files, "data/outreach/2025.yaml": there.format(area)}, "DU602")) for area in ("Vestland", "Rogaland")] == [0, 1]


# ------------------------------------------------------------------------------------------------------------- one and many


COUNTED = {path.parts[-3]: {one.id: one.string for one in messages(path) if isinstance(one.id, tuple)} for path in CATALOGUES}
COUNTED["en"] = {forms: forms for forms in COUNTED["nb"]}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_counted_text_is_said_of_one_and_of_two(language: str) -> None:
    set_language(language)
    for (one, many), (of_one, of_two) in COUNTED[language].items():
        values = {name: "X" for name in re.findall(r"{(\w+)}", one + many) if name != "count"}
        said = plural(one, many, 1, **values), plural(one, many, 2, **values)
        assert said == (of_one.format(count=1, **values), of_two.format(count=2, **values))
        assert len(COUNTED[language]) == len(COUNTED["en"]) > 30


@pytest.mark.parametrize(
    ("language", "said"), [("nb", ["1 plass", "2 plasser"]), ("nn", ["1 plass", "2 plassar"]), ("en", ["1 place", "2 places"])]
)
def test_a_count_is_a_value_in_the_readers_form(language: str, said: list[str]) -> None:
    set_language(language)
    assert [written(Count("{count} place", "{count} places", number)) for number in (1, 2)] == said
    assert fill("{seat}: {vacant} of {places} vacant.", {"seat": "A", "vacant": 1, "places": Count("{count} place", "{count} places", 1)})


NOUNS = "years?|months?|days?|votes?|members?|places?|meetings?|counties|commits?|cases?|answers?|findings?|terms|faults?|files|items"
CONSTANT = {"{option} can be at most {years} years ahead."}
"""The number stands in the program and is more than one."""


def test_no_text_counts_a_noun_that_does_not_follow_the_number() -> None:
    counted = re.compile(rf"\{{(?!number|item|git)\w+\}} (of the )?(working )?({NOUNS})\b")
    single = (str(message.id) for message in messages(CATALOGUES[0]) if isinstance(message.id, str))
    assert {text for text in single if counted.search(text)} == CONSTANT


def test_a_vacancy_and_a_size_of_one_are_told_in_the_singular() -> None:
    assert told(root(mandate(version(VESTLAND)), person("kari", to(first="2024-01-01", ended="2024-12-31"))), "DU103") == [
        "Ledig i Vestland: 1 av 1 plass."
    ]
    said = told(root(mandate(version(TWO_PLACES, head="size: 1"))), "DU101")
    assert said == ["Medlemsgruppene har til sammen 2 plasser, men mandatet sier 1 medlem."]
