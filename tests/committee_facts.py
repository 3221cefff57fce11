"""A fictitious committee's files as plain data, read without the program, for counting independently of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

COMMITTEE = Path(__file__).parent / "committee"
AT = date(2026, 11, 22)


def read(path: Path) -> Any:
    """One file, dates as dates."""
    return YAML(typ="safe", pure=True).load(path)


def files(folder: str) -> list[Any]:
    """Every file of a folder of ``data/``, in the order of their paths; ids that look like dates as texts."""
    found = [read(path) for path in sorted((COMMITTEE / "data" / folder).rglob("*.yaml"))]
    return [{**one, "id": str(one["id"])} if "id" in one else one for one in found]


def cases() -> list[dict[str, Any]]:
    """Every case, by year and number."""
    return sorted(files("cases"), key=lambda case: [int(part) for part in case["id"].split("-")])


def members() -> list[dict[str, Any]]:
    """Every member."""
    found: list[dict[str, Any]] = read(COMMITTEE / "data" / "members.yaml")["members"]
    return found


def in_office(day: date) -> list[str]:
    """Ids of those in office: in this committee nobody holds over, so that from, until and ended say it all."""
    return [member["id"] for member in members() if any(_sits(one, day) for one in member.get("appointments", []))]


def _sits(appointment: dict[str, Any], day: date) -> bool:
    return appointment["from"] <= day <= (appointment.get("ended") or appointment["until"])


def held(year: int | None = None) -> Iterator[dict[str, Any]]:
    """Meetings held, of a year or of all, the first one first."""
    for meeting in sorted(files("meetings"), key=lambda one: str(one["id"])):
        if meeting["status"] in {"held", "approved"} and (year is None or meeting["id"].startswith(str(year))):
            yield meeting


def activities() -> list[dict[str, Any]]:
    """Every activity by the day the tests ask for."""
    return [one for year in files("outreach") for one in year["activities"] if one["date"] <= AT]
