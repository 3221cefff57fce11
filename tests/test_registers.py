"""Counties, municipalities and county councils over time."""

import re
import runpy
import subprocess
import sys
import unicodedata
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import du_cli.registers
from du_cli.registers import (
    REGISTER_FROM,
    Period,
    Unit,
    all_units,
    area_on,
    counties_on,
    county_exists,
    county_named,
    county_numbers,
    county_of,
    find_units,
    names_on,
    predecessors,
    register_date,
    resolve,
    successors,
    suggestions,
)
from du_cli.registers.counties import counties
from du_cli.registers.tables import read_rows

DAY = timedelta(days=1)
REFORM = date(2024, 1, 1)
EVE = REFORM - DAY
REFORM_DAYS = (REGISTER_FROM, date(2022, 6, 1), EVE, REFORM, REFORM + DAY, date(2026, 11, 23), date.max)

since_2020 = st.dates(REGISTER_FROM, date(2040, 1, 1))
any_county = st.sampled_from(counties())
any_unit = st.sampled_from(all_units())


def only(text: str) -> Unit:
    (unit,) = find_units(text)
    return unit


def existing(text: str, on: date) -> Unit:
    found = resolve(text, on)
    assert found.standing == "exists", found
    assert found.unit is not None
    return found.unit


def periods(kind: str | None = None) -> list[Period]:
    return [period for unit in all_units() if kind in (None, unit.kind) for period in unit.periods]


def municipalities_on(day: date) -> list[Unit]:
    return [unit for unit in all_units() if unit.kind != "county" and unit.exists_on(day)]


@pytest.mark.parametrize(
    ("day", "municipalities", "county_count"),
    [(REGISTER_FROM, 356, 11), (EVE, 356, 11), (REFORM, 357, 15), (REFORM + DAY, 357, 15)],
)
def test_the_register_counts_as_many_as_there_were(day: date, municipalities: int, county_count: int) -> None:
    assert len(municipalities_on(day)) == municipalities
    assert sum(county.exists_on(day) for county in counties()) == county_count
    assert len({unit.nearest_period(day).number for unit in municipalities_on(day)}) == municipalities


def test_every_county_council_but_that_of_oslo_is_a_unit_of_its_own() -> None:
    assert Counter(unit.kind for unit in all_units()) == {
        "municipality": len(all_units()) - 18,
        "county": 17,
        "municipality_and_county": 1,
    }


def test_numbers_have_four_digits_for_municipalities_and_two_for_counties() -> None:
    assert all(re.fullmatch(r"\d\d", county.number) for county in counties())
    assert all(re.fullmatch(r"\d{4}", period.number) for period in periods("municipality"))


def test_a_number_belongs_to_one_unit_only() -> None:
    owners = Counter(number for unit in all_units() for number in {period.number for period in unit.periods})
    assert set(owners.values()) == {1}


def test_the_periods_of_a_unit_follow_each_other_without_gap_or_overlap() -> None:
    for unit in all_units():
        for one, two in pairwise(unit.periods):
            assert one.valid_to is not None
            assert two.valid_from == one.valid_to + DAY
            assert one != two._replace(valid_from=one.valid_from, valid_to=one.valid_to)


def test_no_period_ends_before_it_begins_or_before_the_register() -> None:
    spans = [(period.valid_from, period.valid_to) for period in periods()]
    spans += [(county.valid_from, county.valid_to) for county in counties()]
    for first, last in spans:
        assert (first or date.min) <= (last or date.max)
        assert last is None or last >= REGISTER_FROM


def test_predecessors_and_successors_name_each_other() -> None:
    by_number: dict[str, tuple[set[str], set[str]]] = {}
    for row in read_rows("municipalities.csv"):
        before, after = by_number.setdefault(row[1], (set(), set()))
        before.update(row[-2].split())
        after.update(row[-1].split())
    by_number |= {county.number: (set(county.replaces), set(county.replaced_by)) for county in counties()}
    for number, (before, after) in by_number.items():
        assert all(number in by_number[other][0] for other in after)
        assert all(number in by_number[other][1] for other in before & by_number.keys())


def test_a_successor_begins_the_day_after_its_predecessor_ends() -> None:
    units = {period.number: unit for unit in all_units() for period in unit.periods}
    for unit in all_units():
        assert bool(unit.replaced_by) == (unit.last_day is not None)
        for number in unit.replaced_by:
            assert units[number].first_day == (unit.last_day or date.max) + DAY


def test_only_a_code_with_one_predecessor_with_one_successor_continues_a_unit() -> None:
    rows = {row[1]: row for row in read_rows("municipalities.csv")}
    first_rows = {row[1]: row for row in reversed(read_rows("municipalities.csv"))}
    same = {(row[1], row[-1]) for row in rows.values() if row[-1] in rows and first_rows[row[-1]][-2] == row[1]}
    joined = {(one.number, two.number) for unit in all_units() for one, two in pairwise(unit.periods) if one.number != two.number}
    assert joined == same
    assert len(joined) == 51 + 23 + 39


def test_a_municipality_lies_in_a_county_that_exists_as_long_as_it_does() -> None:
    for period in periods():
        county = county_named(period.county_number)
        assert county.valid_from is None or (period.valid_from or date.min) >= min(county.valid_from, REGISTER_FROM)
        assert county.exists_on(period.valid_from or date.min)
        assert county.exists_on(period.valid_to or date.max)


def test_a_municipality_number_begins_with_its_county_number() -> None:
    assert all(period.number.startswith(period.county_number) for period in periods())


def test_names_are_in_composed_unicode_without_stray_space() -> None:
    every = [period.names for period in periods()] + [county.names for county in counties()]
    for name in (name for names in every for name in names):
        assert name == unicodedata.normalize("NFC", name)
        assert name == " ".join(name.split())


def test_the_tables_hold_no_quoting() -> None:
    assert all(len(row) == 10 for row in read_rows("municipalities.csv"))
    assert all(len(row) == 6 for row in read_rows("counties.csv"))
    assert not any('"' in value for name in ("municipalities", "counties") for row in read_rows(f"{name}.csv") for value in row)


def test_the_source_is_credited_and_the_register_is_dated() -> None:
    folder = Path(du_cli.registers.__file__).parent
    credit = "Contains data from Statistics Norway (Klass 131), CC BY 4.0, adapted."
    for name in ("ATTRIBUTION.txt", "counties.csv", "municipalities.csv"):
        assert credit in (folder / name).read_text(encoding="utf-8")
    assert register_date() > REFORM


@pytest.mark.parametrize(
    ("area", "numbers"),
    [
        ("Viken", {"30"}),
        ("30", {"30"}),
        ("Nordland", {"18"}),
        ("Nordlánnda", {"18"}),
        ("Nordland – Nordlánnda", {"18"}),
        ("Nordland - Nordlánnda", {"18"}),
        ("Trööndelage", {"50"}),
        ("Romsa", {"55"}),
        ("Finmarkku", {"56"}),
        ("Tromssa ja Finmarkku", {"54"}),
        ("Møre  og\u00a0Romsdal ", {"15"}),
        (unicodedata.normalize("NFD", "Østfold"), {"31"}),
        (unicodedata.normalize("NFD", "Finnmárku"), {"56"}),
        ("Oslo", {"03"}),
    ],
)
def test_an_area_is_a_county_by_any_of_its_names_or_its_number(area: str, numbers: set[str]) -> None:
    assert county_numbers(area) == numbers


@pytest.mark.parametrize("area", ["", " ", "viken", "Hordaland", "01", "3", "0301", "Viken fylkeskommune", "Bergen"])
def test_what_is_no_county_since_2020_is_no_area(area: str) -> None:
    assert county_numbers(area) == frozenset()
    assert area_on(area, REFORM) == frozenset()


@pytest.mark.parametrize(
    ("area", "before", "after"),
    [
        ("Viken", {"30"}, {"31", "32", "33"}),
        ("Østfold", {"30"}, {"31"}),
        ("Akershus", {"30"}, {"32"}),
        ("33", {"30"}, {"33"}),
        ("Vestfold og Telemark", {"38"}, {"39", "40"}),
        ("Telemark", {"38"}, {"40"}),
        ("Troms og Finnmark", {"54"}, {"55", "56"}),
        ("Troms", {"54"}, {"55"}),
        ("Rogaland", {"11"}, {"11"}),
        ("Oslo", {"03"}, {"03"}),
    ],
)
def test_an_area_follows_the_reform_to_the_day_and_never_to_a_sibling(area: str, before: set[str], after: set[str]) -> None:
    assert area_on(area, REGISTER_FROM) == before
    assert area_on(area, date(2022, 6, 1)) == before
    assert area_on(area, EVE) == before
    assert area_on(area, REFORM) == after
    assert area_on(area, REFORM + DAY) == after


@pytest.mark.parametrize("day", [date.min, date(1999, 5, 17), REGISTER_FROM - DAY])
def test_a_day_before_the_register_is_answered_as_its_first_day(day: date) -> None:
    assert area_on("Viken", day) == {"30"}
    assert area_on("Østfold", day) == {"30"}
    assert area_on("Trøndelag", day) == {"50"}
    assert county_exists("30", day)
    assert existing("Bergen kommune", day) == only("4601")
    assert existing("Kinn kommune", day).first_day is None
    assert resolve("Haram kommune", day).standing == "begins_later"
    assert names_on(day) == names_on(REGISTER_FROM)


@given(any_county, st.dates())
def test_a_county_is_something_on_every_day_and_all_of_it_exists(county: du_cli.registers.County, day: date) -> None:
    for text in (county.number, *county.names):
        found = area_on(text, day)
        assert found
        assert all(county_exists(number, day) for number in found)
        assert found == {county.number} or not county.exists_on(day)


@given(any_county, since_2020, since_2020)
def test_no_county_becomes_its_sibling(county: du_cli.registers.County, one: date, two: date) -> None:
    siblings = {number for parent in county.replaces if parent in {"30", "38", "54"} for number in county_named(parent).replaced_by} - {
        county.number
    }
    assert not siblings & (area_on(county.number, one) | area_on(county.number, two))


def test_the_successors_of_a_county_come_by_number_with_their_names() -> None:
    assert [county.name for county in counties_on("Viken", REFORM)] == ["Østfold", "Akershus", "Buskerud"]
    assert [county.name for county in counties_on("Viken", EVE)] == ["Viken"]


@pytest.mark.parametrize(
    ("number", "day", "exists"),
    [("30", EVE, True), ("30", REFORM, False), ("31", EVE, False), ("31", REFORM, True), ("99", REFORM, False)],
)
def test_a_county_exists_from_its_first_day_to_its_last(number: str, day: date, exists: bool) -> None:
    assert county_exists(number, day) is exists


def test_a_county_number_nobody_has_raises_key_error() -> None:
    with pytest.raises(KeyError):
        county_named("99")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Bergen kommune", "Bergen kommune"),
        ("4601", "Bergen kommune"),
        ("Volda kommune", "Volda kommune"),
        ("Agder fylkeskommune", "Agder fylkeskommune"),
        ("42", "Agder fylkeskommune"),
        ("Oslo kommune", "Oslo kommune"),
        ("Oslo fylkeskommune", "Oslo kommune"),
        ("0301", "Oslo kommune"),
        ("03", "Oslo kommune"),
        ("Voss herad", "Voss herad"),
        ("Voss kommune", "Voss herad"),
        ("Ulvik herad", "Ulvik herad"),
        ("Kvam herad", "Kvam herad"),
        ("Kvam kommune", "Kvam herad"),
        ("Herøy kommune (Nordland)", "Herøy kommune (Nordland)"),
        ("Herøy kommune (Nordlánnda)", "Herøy kommune (Nordland)"),
        ("Herøy (Nordland) kommune", "Herøy kommune (Nordland)"),
        ("Herøy kommune (Møre og Romsdal)", "Herøy kommune (Møre og Romsdal)"),
        ("Våler kommune (Innlandet)", "Våler kommune (Innlandet)"),
        ("Våler kommune (Østfold)", "Våler kommune (Østfold)"),
        ("Våler kommune (Viken)", "Våler kommune (Østfold)"),
        ("3018", "Våler kommune (Østfold)"),
        ("Nes kommune (Akershus)", "Nes kommune"),
        ("Porsanger kommune", "Porsanger kommune"),
        ("Porsáŋgu kommune", "Porsanger kommune"),
        ("Porsángu kommune", "Porsanger kommune"),
        ("Porsanki kommune", "Porsanger kommune"),
        ("Porsanger – Porsáŋgu – Porsanki kommune", "Porsanger kommune"),
        ("Porsanger - Porsángu - Porsanki kommune", "Porsanger kommune"),
        ("Guovdageaidnu kommune", "Kautokeino kommune"),
        ("Raane kommune", "Rana kommune"),
        ("Trööndelage fylkeskommune", "Trøndelag fylkeskommune"),
        ("Troms – Romsa – Tromssa fylkeskommune", "Troms fylkeskommune"),
        ("Romsa ja Finnmárku fylkeskommune", "Troms og Finnmark fylkeskommune"),
        ("  Indre\u00a0Østfold\n kommune", "Indre Østfold kommune"),
        (unicodedata.normalize("NFD", "Ås kommune"), "Ås kommune"),
    ],
)
def test_a_name_or_number_finds_its_one_unit(text: str, label: str) -> None:
    assert only(text).label_on(date.max) == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "kommune",
        " kommune",
        "Bergen",
        "bergen kommune",
        "Bergen Kommune",
        "Bergen fylkeskommune",
        "Bergen herad",
        "Agder kommune",
        "Agder",
        "4699",
        "301",
        "46 01",
        "1201",
        "Bergen kommune (Rogaland)",
        "Bergen kommune ()",
        "Bergen kommune (Vestland",
        "Våler kommune (Hedmark)",
        "Hordaland fylkeskommune",
        "()",
        ")",
        "Os kommune\0",
    ],
)
def test_anything_else_finds_nothing(text: str) -> None:
    assert find_units(text) == ()
    assert resolve(text, REFORM) == ("unknown", (), ())


@pytest.mark.parametrize("day", REFORM_DAYS)
def test_the_two_heroy_and_the_two_valer_are_ambiguous_on_every_day(day: date) -> None:
    heroy = resolve("Herøy kommune", day)
    assert (heroy.standing, heroy.unit) == ("ambiguous", None)
    assert heroy.labels == ("Herøy kommune (Møre og Romsdal)", "Herøy kommune (Nordland)")
    eastern = "Våler kommune (Østfold)" if day >= REFORM else "Våler kommune (Viken)"
    assert resolve("Våler kommune", day).labels == ("Våler kommune (Innlandet)", eastern)


@pytest.mark.parametrize("day", REFORM_DAYS)
@pytest.mark.parametrize(
    "text",
    [
        "Herøy kommune (Nordland)",
        "Våler kommune (Innlandet)",
        "Våler kommune (Viken)",
        "Våler kommune (Østfold)",
        "3018",
        "3114",
    ],
)
def test_a_county_in_brackets_or_a_number_settles_it_whatever_the_day(text: str, day: date) -> None:
    assert existing(text, day) == only(text)


@pytest.mark.parametrize("day", REFORM_DAYS)
def test_the_candidates_of_an_ambiguous_name_resolve_to_themselves(day: date) -> None:
    for name in ("Herøy kommune", "Våler kommune"):
        found = resolve(name, day)
        assert tuple(existing(label, day) for label in found.labels) == found.units


@pytest.mark.parametrize("day", REFORM_DAYS)
def test_register_names_of_a_day_differ_and_each_finds_its_unit(day: date) -> None:
    names = names_on(day)
    assert len(set(names)) == len(names) == sum(unit.exists_on(day) for unit in all_units())
    assert list(names) == sorted(names)
    assert all(existing(name, day).label_on(day) == name for name in names)


def test_the_names_of_a_day_follow_the_reform() -> None:
    assert {"Viken fylkeskommune", "Våler kommune (Viken)"} <= set(names_on(EVE)) - set(names_on(REFORM))
    new = set(names_on(REFORM)) - set(names_on(EVE))
    assert {"Haram kommune", "Troms fylkeskommune", "Våler kommune (Østfold)"} <= new
    assert "Oslo fylkeskommune" not in names_on(REFORM)


@given(any_unit, st.dates())
def test_every_name_a_unit_has_borne_still_means_it_while_it_exists(unit: Unit, day: date) -> None:
    for period in unit.periods:
        for text in (period.number, *(f"{name} {form}" for name in period.names for form in period.forms)):
            assert unit in find_units(text)
            if unit.exists_on(day):
                assert unit in resolve(text, day).units


def test_a_new_number_is_the_same_municipality() -> None:
    halden = only("3001")
    assert halden == only("3101") == only("Halden kommune")
    assert [period.number for period in halden.periods] == ["3001", "3101"]
    assert (halden.first_day, halden.last_day) == (None, None)
    for text in ("3001", "3101", "Halden kommune"):
        assert existing(text, EVE) == existing(text, REFORM) == halden


def test_a_municipality_moves_county_with_the_reform() -> None:
    halden = only("Halden kommune")
    assert county_of(halden, EVE) == {"30"}
    assert county_of(halden, REFORM) == {"31"}
    assert county_of(halden, date.min) == {"30"}
    assert county_of(halden, date.max) == {"31"}


def test_a_new_official_name_is_the_same_municipality() -> None:
    trondheim = only("Trondheim kommune")
    assert [(period.names, period.valid_to) for period in trondheim.periods] == [
        (("Trondheim",), date(2022, 12, 31)),
        (("Trondheim", "Tråante", "Trondheim - Tråante"), None),
    ]
    assert existing("Tråante kommune", date(2022, 12, 31)) == trondheim
    assert existing("Tråante kommune", date(2023, 1, 1)) == trondheim


@pytest.mark.parametrize(("day", "number"), [(EVE - DAY, "1507"), (EVE, "1507"), (REFORM, "1508"), (REFORM + DAY, "1508")])
def test_a_reused_name_means_the_one_that_bears_it_that_day(day: date, number: str) -> None:
    assert existing("Ålesund kommune", day) == only(number)
    assert len(find_units("Ålesund kommune")) == 2


def test_a_split_ends_one_unit_and_begins_others() -> None:
    old, new, haram = only("1507"), only("1508"), only("Haram kommune")
    assert old.last_day == EVE
    assert new.first_day == haram.first_day == REFORM
    assert resolve("1507", EVE) == ("exists", (old,), ("Ålesund kommune",))
    assert resolve("1507", REFORM) == ("ended", (old,), ("Ålesund kommune",))
    assert resolve("1508", EVE).standing == "begins_later"
    assert resolve("Haram kommune", EVE) == ("begins_later", (haram,), ("Haram kommune",))
    assert resolve("Haram kommune", REFORM).standing == "exists"
    assert successors(old, REFORM) == (new, haram)
    assert predecessors(haram, EVE) == predecessors(new, EVE) == (old,)


def test_lineage_is_empty_while_the_unit_itself_exists() -> None:
    assert successors(only("1507"), EVE) == predecessors(only("1508"), REFORM) == ()
    assert predecessors(only("1507"), REFORM) == successors(only("1508"), EVE) == ()


def test_a_county_council_ends_with_its_county() -> None:
    viken = only("Viken fylkeskommune")
    assert resolve("30", EVE).standing == "exists"
    assert resolve("Viken fylkeskommune", REFORM) == ("ended", (viken,), ("Viken fylkeskommune",))
    names = [unit.label_on(REFORM) for unit in successors(viken, REFORM)]
    assert names == ["Østfold fylkeskommune", "Akershus fylkeskommune", "Buskerud fylkeskommune"]
    assert resolve("Troms fylkeskommune", EVE).standing == "begins_later"
    assert predecessors(only("Troms fylkeskommune"), EVE) == find_units("Troms og Finnmark fylkeskommune")
    assert county_of(viken, REFORM) == {"30"}


def test_oslo_is_municipality_and_county_at_once() -> None:
    oslo = only("Oslo kommune")
    assert oslo.kind == "municipality_and_county"
    assert only("03") == only("0301") == only("Oslo fylkeskommune") == oslo
    assert county_of(oslo, REFORM) == {"03"}
    assert [name for name in names_on(REFORM) if "Oslo" in name] == ["Oslo kommune"]


def test_a_unit_tells_its_period_and_whether_it_exists() -> None:
    old = only("1507")
    assert [old.exists_on(day) for day in (date.min, EVE, REFORM, date.max)] == [True, True, False, False]
    assert old.period_on(EVE) == old.nearest_period(REFORM) == old.periods[0]
    assert old.period_on(REFORM) is None
    haram = only("Haram kommune")
    assert haram.period_on(EVE) is None
    assert haram.nearest_period(EVE) == haram.periods[0]
    valer = only("3018")
    assert (valer.label_on(EVE), valer.label_on(REFORM)) == ("Våler kommune (Viken)", "Våler kommune (Østfold)")


@pytest.mark.parametrize(
    ("text", "first", "last", "exists"),
    [
        ("1507", None, None, True),
        ("1507", EVE, None, True),
        ("1507", REFORM, None, False),
        ("1508", None, EVE, False),
        ("1508", None, REFORM, True),
        ("1508", date(2022, 1, 1), date(2025, 1, 1), True),
        ("Bergen kommune", date.min, date(1950, 1, 1), True),
    ],
)
def test_a_unit_exists_on_some_day_of_a_span(text: str, first: date | None, last: date | None, exists: bool) -> None:
    assert only(text).exists_between(first, last) is exists


@given(any_unit, st.dates())
def test_a_unit_exists_or_its_lineage_does_or_it_is_unrelated_to_the_day(unit: Unit, day: date) -> None:
    later, earlier = successors(unit, day), predecessors(unit, day)
    assert all(other.exists_on(day) for other in (*later, *earlier))
    assert bool(later) == unit.has_ended(day)
    assert bool(earlier) == (not unit.exists_on(day) and not unit.has_ended(day))
    assert unit.exists_on(day) == (unit.period_on(day) is not None)


@given(any_unit, since_2020)
def test_a_unit_lies_in_a_county_that_exists_while_it_does(unit: Unit, day: date) -> None:
    if unit.exists_on(day):
        assert all(county_exists(number, day) for number in county_of(unit, day))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Bergen", "Bergen kommune"),
        ("Begren kommune", "Bergen kommune"),
        ("bergen Kommune", "Bergen kommune"),
        ("Vestland kommune", "Vestland fylkeskommune"),
        ("Viken fylkekommune", "Viken fylkeskommune"),
        ("Vikn kommmune", "Viken fylkeskommune"),
        ("Kvinherad", "Kvinnherad kommune"),
        ("Karasjokk kommune", "Karasjok kommune"),
        ("Guovdageainnu kommune", "Kautokeino kommune"),
        ("Våler kommune (Hedmark)", "Våler kommune (Innlandet)"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_register_names(text: str, label: str) -> None:
    assert label in suggestions(text)
    assert len(suggestions(text)) <= 3


@pytest.mark.parametrize("text", ["", "4699", "kommune", "Xyzzy Qwwk", "x" * 100_000])
def test_what_is_near_nothing_gets_no_suggestion(text: str) -> None:
    assert suggestions(text) == ()


@given(st.text(), st.dates())
def test_no_text_and_no_day_makes_a_look_up_fail(text: str, day: date) -> None:
    assert resolve(text, day).units == () or find_units(text)
    assert len(suggestions(text)) <= 3
    assert area_on(text, day) <= {county.number for county in counties()}


@pytest.mark.parametrize("name", ["Våler kommune (Østfold)", "Ålesund kommune", "Oslo kommune"])
def test_a_suggestion_can_be_resolved(name: str) -> None:
    assert name in suggestions(name)
    assert find_units(name)


def test_importing_the_registers_reads_no_table_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, du_cli.registers as r; from du_cli.registers import counties, units, workdays; "
        "heavy = {'csv', 'difflib', 'dataclasses', 'inspect', 'pydantic', 'rich', 'holidays'} & set(sys.modules); "
        "read = units.all_units.cache_info().currsize + units.counties.cache_info().currsize; "
        "print(sorted(heavy), read)"
    )
    root = Path(du_cli.registers.__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert done.stdout == "[] 0\n"


def make_registers(source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Path(du_cli.registers.__file__).parents[2] / "scripts" / "make_registers.py"
    made = runpy.run_path(str(script))
    monkeypatch.setitem(made["main"].__globals__, "TARGET", target)
    monkeypatch.setattr(sys, "argv", [str(script), str(source)])
    made["main"]()


def code_lists(folder: Path, *municipalities: str) -> Path:
    counties_head = "county_number,name,valid_from,valid_to,replaces,replaced_by,notes"
    head = "municipality_number,name,official_name,county_number,valid_from,valid_to,replaces,replaced_by,notes"
    nordland = '18,Nordland,,,,,"official name also Nordlánnda, Other"'
    (folder / "counties.csv").write_text(f"{counties_head}\n{nordland}\n", encoding="utf-8")
    (folder / "municipalities.csv").write_text("\n".join((head, *municipalities)) + "\n", encoding="utf-8")
    return folder


def test_making_the_registers_joins_what_was_renumbered_and_cuts_what_was_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = code_lists(
        tmp_path,
        "1801,Ny,Ny,18,2024-01-01,,1899,,",
        "1833,Rana,Rana - Raane,18,1838-01-01,,,,official name was 'Rana' until 2023-12-31",
        "1899,Gammel,Gammel,18,2020-01-01,2023-12-31,1898,1801,",
    )
    make_registers(source, tmp_path, monkeypatch)
    assert (tmp_path / "counties.csv").read_text(encoding="utf-8").splitlines()[3:] == ["18,Nordland|Nordlánnda|Other,,,,"]
    assert (tmp_path / "municipalities.csv").read_text(encoding="utf-8").splitlines()[3:] == [
        "1833,1833,Rana,,kommune,18,1838-01-01,2023-12-31,,",
        "1833,1833,Rana,Rana - Raane,kommune,18,2024-01-01,,,",
        "1899,1899,Gammel,,kommune,18,2020-01-01,2023-12-31,1898,1801",
        "1899,1801,Ny,,kommune,18,2024-01-01,,1899,",
    ]


def test_making_the_registers_refuses_a_name_the_reader_would_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = code_lists(tmp_path, '1801,"Ny, eller ikke",Ny,18,2024-01-01,,,,')
    with pytest.raises(ValueError, match="cannot hold"):
        make_registers(source, tmp_path, monkeypatch)
