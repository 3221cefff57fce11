"""Count Norwegian working days: Monday to Friday but for public holidays.

24 and 31 December are working days. The table of holidays covers the years 2000 to 2100; outside it only
Saturdays and Sundays are free, so that a mistyped year gives an answer and no crash.
"""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache

from du_cli.registers.tables import read_lines

_WEEK = 7
_WEEKDAYS = 5


def is_working_day(day: date) -> bool:
    """Tell whether the day is a working day."""
    return count_working_days(day, day) == 1


def count_working_days(first: date, last: date) -> int:
    """Return the number of working days from first to last, both included; 0 when last is before first."""
    if last < first:
        return 0
    weekdays = _weekdays_until(last.toordinal()) - _weekdays_until(first.toordinal() - 1)
    return weekdays - _holidays_between(first, last)


def working_days_after(day: date, n: int) -> date:
    """Return the n-th working day after the day; the day itself when n is not above 0.

    Stops at the calendar's last day, `date.max`.
    """
    if n <= 0:
        return day
    start = day.toordinal()
    later = range(start + 1, date.max.toordinal() + 1)
    reached = bisect_left(later, n, key=lambda ordinal: _count_after(day, ordinal))
    return date.fromordinal(min(start + 1 + reached, date.max.toordinal()))


def touches_holiday_time(first: date, last: date) -> bool:
    """Tell whether a day from first to last, both included, lies in the time when most people are away.

    That is the ISO weeks 28 to 30, the days from Palm Sunday to Easter Monday, and 24 December to 1 January.
    """
    years = range(max(first.year - 1, date.min.year), min(last.year, first.year + 1) + 1)
    return any(begins <= last and first <= ends for year in years for begins, ends in _holiday_times(year))


@cache
def _holiday_times(year: int) -> tuple[tuple[date, date], ...]:
    easter = easter_sunday(year)
    new_year = date(min(year + 1, date.max.year), 1, 1)
    return (
        (date.fromisocalendar(year, 28, 1), date.fromisocalendar(year, 30, 7)),
        (easter - timedelta(days=7), easter + timedelta(days=1)),
        (date(year, 12, 24), max(new_year, date(year, 12, 31))),
    )


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year by the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _count_after(day: date, ordinal: int) -> int:
    return count_working_days(day, date.fromordinal(ordinal)) - count_working_days(day, day)


def _weekdays_until(ordinal: int) -> int:
    # Day 1 of the calendar was a Monday.
    weeks, days = divmod(ordinal, _WEEK)
    return weeks * _WEEKDAYS + min(days, _WEEKDAYS)


def _holidays_between(first: date, last: date) -> int:
    days = _weekday_holidays()
    return bisect_right(days, last) - bisect_left(days, first)


@cache
def _weekday_holidays() -> tuple[date, ...]:
    days = map(date.fromisoformat, read_lines("holidays.txt"))
    return tuple(day for day in days if day.weekday() < _WEEKDAYS)
