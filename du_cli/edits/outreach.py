"""Outreach: what a member did to anchor the work at home, appended to the year's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from du_cli import registers
from du_cli.dataset.affiliation import affiliation, counties_of, represented
from du_cli.dataset.attendance import sitting
from du_cli.dataset.dataset import Dataset
from du_cli.edits.change import Change, changed_file, new_file
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.meetings import Activity as Recorded
from du_cli.models.members import Member
from du_cli.yamlfile.steps import Append


@dataclass(frozen=True)
class Activity:
    """What a member did; ``facts`` are further keys of an activity: audience, topic, case, meeting_of."""

    date: date
    member: str
    area: str | None
    facts: Mapping[str, Any]


def add(dataset: Dataset, done: Activity) -> Change:
    """Record an activity, once; without an area it is the member's own on that day."""
    if done.date > dataset.at:
        raise DuError(N_("{day} is still to come. Outreach is recorded when it has been done."), day=done.date)
    member = dataset.member[done.member]
    area = _county(done.area, done.date) if done.area else own_area(dataset, member, done.date)
    known = {key: value for key, value in done.facts.items() if value is not None}
    value = {"date": done.date, "member": member.id, **({"area": area} if area else {}), **known}
    case = [("Case", known["case"])] if "case" in known else []
    return Change(
        files=_written(dataset, done.date.year, value),
        subject=Message(N_("outreach: {person} on {day}"), {"person": member.name, "day": done.date}),
        trailers=(("Member", member.id), *case),
        says=_said(dataset, member, done, area),
        following=f"du-cli outreach list --person {member.id}",
    )


def _written(dataset: Dataset, year: int, value: dict[str, Any]) -> dict[str, bytes | None]:
    path = f"data/outreach/{year:04}.yaml"
    if path in dataset.outreach and Recorded(**value) in dataset.outreach[path].activities:
        return {}
    if path in dataset.files:
        return {path: changed_file(dataset, path, [Append(("activities",), value)])}
    return {path: new_file(dataset, path, {"year": year, "activities": [value]})}


def _said(dataset: Dataset, member: Member, done: Activity, area: str | None) -> tuple[Message, ...]:
    if area is None:
        return (Message(N_("No area is recorded: none is known for the member that day. Give --area.")),)
    values = {"area": area, "person": member.name, "day": done.date}
    if member.id not in sitting(dataset, done.date):
        return (Message(N_("{person} was not in office on {day}. Area: {area}."), values),)
    return () if done.area else (Message(N_("Area: {area}, the member's own that day."), values),)


def _county(area: str, day: date) -> str:
    """The name of the county that an area is on a day; the area as it is written when it is several."""
    found = registers.counties_on(area, day)
    return found[0].name if len(found) == 1 else area


def own_area(dataset: Dataset, member: Member, day: date) -> str | None:
    """The name of a member's county on a day: where the organisation lies, else the seat's area; None unless it is one."""
    services = [service for service in dataset.services.in_office(day) if service.member.id == member.id]
    homes = {represented(dataset, service, day) for service in services} or {member.organisation}
    found = frozenset().union(*(affiliation(dataset, home, day).counties_on(day) or frozenset() for home in homes))
    if not found:
        version = dataset.version_on(day)
        held = {service.seat for service in services}
        seats = [seat for seat in (version.seats if version else ()) if seat.id in held]
        found = counties_of((area for seat in seats for area in seat.areas), day)
    return registers.county_named(next(iter(found))).name if len(found) == 1 else None
