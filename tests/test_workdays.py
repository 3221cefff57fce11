"""Norwegian working days, held against another implementation."""

from datetime import date, timedelta
from functools import cache

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from du_cli.registers import count_working_days, is_working_day, touches_holiday_time, working_days_after
from du_cli.registers.workdays import easter_sunday

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2000, 2100

days = st.dates(date(1995, 1, 1), date(2105, 12, 31))
any_days = st.dates()
spans = st.integers(min_value=0, max_value=800)
counts = st.integers(min_value=1, max_value=400)


@cache
def public_holidays() -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=range(FIRST_YEAR, LAST_YEAR + 1)))


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_every_day_of_the_year_agrees_with_the_oracle(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year:
        assert is_working_day(day) == (day.weekday() < 5 and day not in public_holidays()), day
        day += DAY


@pytest.mark.parametrize(
    "day",
    ["2026-04-02", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-12-25", "2027-01-01"],
)
def test_a_public_holiday_on_a_weekday_is_no_working_day(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    ["2026-04-01", "2026-04-07", "2026-04-30", "2026-05-13", "2026-05-15", "2026-05-18", "2026-12-24", "2026-12-31"],
)
def test_the_days_around_holidays_and_the_two_eves_are_working_days(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


def test_saturday_and_sunday_are_no_working_days() -> None:
    assert [is_working_day(date(2026, 11, day)) for day in (20, 21, 22, 23)] == [True, False, False, True]


def test_constitution_day_and_whit_monday_on_one_date_are_one_free_day() -> None:
    assert count_working_days(date(2027, 5, 10), date(2027, 5, 21)) == 9


def test_outside_the_table_only_weekends_are_free() -> None:
    assert is_working_day(date(1999, 12, 24))
    assert is_working_day(date(1999, 5, 17))
    assert is_working_day(date(2101, 5, 17))
    assert not is_working_day(date(1999, 5, 16))
    assert not is_working_day(date(2000, 5, 17))
    assert not is_working_day(date(2100, 5, 17))


def test_five_working_days_after_the_wednesday_before_easter_skip_the_holidays() -> None:
    assert working_days_after(date(2026, 4, 1), 5) == date(2026, 4, 13)


def test_the_first_working_day_after_a_friday_is_monday() -> None:
    assert working_days_after(date(2026, 11, 20), 1) == date(2026, 11, 23)


@pytest.mark.parametrize("n", [0, -1, -1000])
def test_no_working_days_after_a_day_is_the_day_itself(n: int) -> None:
    assert working_days_after(date(2026, 5, 17), n) == date(2026, 5, 17)


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 30), date.max])
def test_the_ends_of_the_calendar_do_not_crash(day: date) -> None:
    assert working_days_after(day, 10_000_000) == date.max
    assert working_days_after(day, 1) > day or day == date.max
    assert count_working_days(date.min, day) >= 0
    assert is_working_day(day) == (day.weekday() < 5)


def test_a_span_that_ends_before_it_begins_holds_no_working_day() -> None:
    assert count_working_days(date(2026, 11, 24), date(2026, 11, 23)) == 0


@given(days, spans)
def test_counting_agrees_with_asking_about_each_day(first: date, span: int) -> None:
    each = (first + offset * DAY for offset in range(span))
    assert count_working_days(first, first + (span - 1) * DAY) == sum(map(is_working_day, each))


@given(days, counts)
def test_the_nth_working_day_is_a_working_day_with_n_up_to_it(day: date, n: int) -> None:
    reached = working_days_after(day, n)
    assert is_working_day(reached)
    assert count_working_days(day + DAY, reached) == n


@given(days, counts)
def test_one_working_day_more_is_the_working_day_after(day: date, n: int) -> None:
    assert working_days_after(day, n + 1) == working_days_after(working_days_after(day, n), 1)


@given(any_days, any_days, any_days)
def test_counts_of_adjoining_spans_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    rest = count_working_days(middle, last) - count_working_days(middle, middle)
    assert count_working_days(first, middle) + rest == count_working_days(first, last)


@given(any_days, st.integers())
def test_a_later_working_day_is_never_earlier_than_the_day(day: date, n: int) -> None:
    assert day <= working_days_after(day, n) <= date.max


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_easter_sunday_agrees_with_the_oracle(year: int) -> None:
    easter = easter_sunday(year)
    names = holidays.country_holidays("NO", years=year, language="no")
    assert "Første påskedag" in names[easter]


def is_holiday_time(day: date) -> bool:
    """Plain reading of the rule: ISO weeks 28 to 30, Palm Sunday to Easter Monday, 24 December to 1 January."""
    easter = next(
        found for found in sorted(public_holidays()) if found.year == day.year and found.weekday() == 6 and found + DAY in public_holidays()
    )
    in_easter = easter - 7 * DAY <= day <= easter + DAY
    return day.isocalendar().week in (28, 29, 30) or in_easter or (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1, 7))
def test_holiday_time_is_the_same_day_for_day(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year:
        assert touches_holiday_time(day, day) == is_holiday_time(day), day
        day += DAY


@given(st.dates(date(2003, 1, 1), date(2097, 12, 31)), st.integers(0, 500))
def test_a_period_touches_holiday_time_when_one_of_its_days_is_in_it(first: date, length: int) -> None:
    span = [first + n * DAY for n in range(length + 1)]
    assert touches_holiday_time(first, span[-1]) == any(touches_holiday_time(day, day) for day in span)


def test_holiday_time_has_an_answer_at_both_ends_of_the_calendar() -> None:
    assert touches_holiday_time(date.max, date.max)
    assert not touches_holiday_time(date(1, 1, 2), date(1, 1, 3))
    assert touches_holiday_time(date.min, date.max)
