"""DU601, DU602: what members do to anchor the work in their region."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from du_cli import counts, registers
from du_cli.dataset.affiliation import Affiliation, affiliation, counties_of, represented
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS, ORGANISATIONS
from du_cli.dataset.terms import Service, months_later
from du_cli.findings import Basis, NotAssessed, Place, Severity, Value, Violation
from du_cli.i18n import N_
from du_cli.models.members import Member
from du_cli.rules.base import Answers, rule

if TYPE_CHECKING:
    from du_cli.models.meetings import Activity


@rule(
    "DU601",
    N_("Anchoring in the region"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_(
        "A member who holds a seat for an area or for county councils, and has been in office for outreach_months, "
        "has recorded outreach in that time. The area of a county council's member is the county. "
        "The number of months is the secretariat's, not the mandate's."
    ),
    why=N_("The mandate gives each member a responsibility of their own for anchoring the work at home."),
    mend=N_("Record what the member has done, or talk with the member about it."),
)
def anchored_at_home(dataset: Dataset) -> Answers:
    months = dataset.policy.outreach_months
    if months is None:
        return
    since = months_later(dataset.at, -months)
    if not all(dataset.complete("outreach", str(year)) for year in range(since.year, dataset.at.year + 1)):
        return
    latest = _latest(dataset)
    for service in _regional(dataset):
        last = latest.get(service.member.id)
        if last is None or last < since:
            yield from _judge_outreach(service, _unbroken_from(dataset, service), since, last, months)


def _latest(dataset: Dataset) -> dict[str, date]:
    """By member: the day of the latest outreach up to the day asked for."""
    found: dict[str, date] = {}
    for outreach in dataset.outreach.values():
        for activity in outreach.activities:
            if activity.date <= dataset.at:
                found[activity.member] = max(activity.date, found.get(activity.member, activity.date))
    return found


def _regional(dataset: Dataset) -> Iterator[Service]:
    """The members in office in seats for an area or for county councils, each once."""
    regional = {seat.id for seat in dataset.seats.values() if seat.areas or seat.kind == "county"}
    found: dict[str, Service] = {}
    for service in dataset.in_office:
        if service.seat in regional:
            found.setdefault(service.member.id, service)
    return iter(found.values())


def _unbroken_from(dataset: Dataset, service: Service) -> date | None:
    """The first day of the time in office that a service is the latest part of; None when it is not recorded."""
    first = service.first
    if first is None or first == date.min:
        return first
    before = first - timedelta(days=1)
    own = (other for other in dataset.services.all if other.member.id == service.member.id)
    found = next((other for other in own if (other.first or before) <= before and dataset.services.holds(other, before)), None)
    return _unbroken_from(dataset, found) if found else first


_FIRST_DAY = N_("Record the first day (from).")
_FIRST_DAYS = N_("No outreach by them is recorded from {since} on, and their first day in office is not known.")


def _judge_outreach(service: Service, first: date | None, since: date, last: date | None, months: int) -> Answers:
    member, place, hint = service.member, service.place("seat"), N_("Record what {person} has done, or talk with {person} about it.")
    values: dict[str, Value] = {"person": member.name, "months": counts.months(months), "since": since, "last": last}
    if first is None:
        message, hint = N_("No outreach by {person} is recorded from {since} on, and the first day in office is not known."), _FIRST_DAY
        yield NotAssessed(place, member.id, member.id, message, values, hint, seat=service.seat, together=_FIRST_DAYS)
    elif first <= since:
        message = N_("The latest outreach by {person} was on {last}. The secretariat asks for some at least once in {months}.")
        if last is None:
            message = N_("No outreach by {person} is recorded. The secretariat asks for some at least once in {months}.")
        yield Violation(place, member.id, member.id, message, values, hint, f"du-cli outreach add --member {member.id}", seat=service.seat)


@rule(
    "DU602",
    N_("Outreach in another area"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("Outreach is in the area of the member's seat, or in the county the member's organisation lay in that day."),
    why=N_("The mandate asks each member to anchor the work in their own region."),
    mend=N_("Correct the area or the member."),
)
def in_own_area(dataset: Dataset) -> Answers:
    for path, outreach in dataset.outreach.items():
        for number, activity in enumerate(outreach.activities):
            member = dataset.member.get(activity.member)
            if member and dataset.whole(MANDATE, MEMBERS, ORGANISATIONS):
                yield from _judge_area(dataset, dataset.place(path, "activities", number, "area"), member, activity)


def _judge_area(dataset: Dataset, place: Place, member: Member, activity: "Activity") -> Answers:
    day, area, subject = activity.date, activity.area, member.id
    own, homes = _own_counties(dataset, member, day), _homes(dataset, member, day)
    values: dict[str, Value] = {"person": member.name, "day": day, "area": area, "organisation": homes[0].name}
    if not own and any(home.organisation for home in homes):
        message = N_("Which county {organisation} lies in is not recorded.")
        yield NotAssessed(place, subject, subject, message, values, N_("Record the organisation's area."), day=day)
    elif own and area is None:
        message = N_("In which area {person} did outreach on {day} is not recorded.")
        yield NotAssessed(place, subject, subject, message, values, N_("Record the area."), day=day)
    elif own and area and (there := registers.area_on(area, day)) and there.isdisjoint(own):
        values["own"] = tuple(registers.county_named(number).name for number in sorted(own))
        message = N_("{person} did outreach in {area} on {day}; {person}'s area is {own}.")
        yield Violation(place, subject, subject, message, values, N_("Correct the area or the member."), day=day)


def _own_counties(dataset: Dataset, member: Member, day: date) -> frozenset[str]:
    """Numbers of the counties that were a member's on a day: those of the seats held, and where the organisations lay.

    Empty for somebody who speaks for no area, such as the body that leads.
    """
    version = dataset.version_on(day)
    held = {service.seat for service in _services(dataset, member, day)}
    areas = [area for seat in (version.seats if version else ()) if seat.id in held for area in seat.areas]
    return counties_of(areas, day).union(*(_counties_on(home, day) for home in _homes(dataset, member, day)))


def _services(dataset: Dataset, member: Member, day: date) -> list[Service]:
    return [service for service in dataset.services.in_office(day) if service.member.id == member.id]


def _homes(dataset: Dataset, member: Member, day: date) -> list[Affiliation]:
    """Where somebody came from on a day: by the appointments then in office, else by the member's own record."""
    names = [represented(dataset, service, day) for service in _services(dataset, member, day)] or [member.organisation]
    return [affiliation(dataset, name, day) for name in names]


def _counties_on(found: Affiliation, day: date) -> frozenset[str]:
    """Where an organisation lies on a day; where it is gone or yet to come, where its successors or predecessors lie."""
    if not found.unit or found.unit.exists_on(day):
        return found.counties_on(day) or frozenset()
    heirs = registers.successors(found.unit, day) or registers.predecessors(found.unit, day)
    return frozenset().union(*(registers.county_of(heir, day) for heir in heirs))
