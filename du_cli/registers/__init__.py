"""The registers shipped with the program: counties, municipalities and public holidays."""

from du_cli.registers.counties import (
    County,
    area_on,
    counties,
    counties_on,
    county_exists,
    county_named,
    county_numbers,
)
from du_cli.registers.organisations import (
    Resolution,
    Standing,
    find_units,
    names_on,
    resolve,
    suggestions,
)
from du_cli.registers.tables import REGISTER_FROM, register_date
from du_cli.registers.units import (
    Kind,
    Period,
    Unit,
    all_units,
    county_of,
    predecessors,
    successors,
)
from du_cli.registers.workdays import (
    count_working_days,
    is_working_day,
    touches_holiday_time,
    working_days_after,
)

__all__ = [
    "REGISTER_FROM",
    "County",
    "Kind",
    "Period",
    "Resolution",
    "Standing",
    "Unit",
    "all_units",
    "area_on",
    "count_working_days",
    "counties",
    "counties_on",
    "county_exists",
    "county_named",
    "county_numbers",
    "county_of",
    "find_units",
    "is_working_day",
    "names_on",
    "predecessors",
    "register_date",
    "resolve",
    "successors",
    "suggestions",
    "touches_holiday_time",
    "working_days_after",
]
