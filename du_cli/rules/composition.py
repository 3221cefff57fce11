"""DU1: who sits, and whether the seats are held as the mandate says."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from du_cli import registers
from du_cli.dataset.affiliation import Affiliation, affiliation, consultees, counties_of
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.terms import Service
from du_cli.findings import Basis, Key, NotAssessed, Place, Severity, Value, Violation
from du_cli.i18n import N_, Term
from du_cli.models.mandate import Seat, Version
from du_cli.rules.base import Answers, rule

KINDS = {
    "body": N_("the body {body}"),
    "municipality": N_("a municipality"),
    "county": N_("a county council"),
    "municipality_and_county": N_("a municipality that is also a county"),
    "any": N_("any organisation"),
}
FOUND = {
    "municipality": N_("a municipality"),
    "county": N_("a county council"),
    "municipality_and_county": N_("a municipality that is also a county"),
    "organisation": N_("an organisation that is neither municipality nor county"),
    "body": N_("a body"),
}


def seat_key(dataset: Dataset, seat: Seat) -> Key:
    """Where a seat of the version in force stands in the mandate file."""
    version = dataset.version
    assert version is not None  # noqa: S101 - seats come from a version
    return (*dataset.version_key(version), "seats", version.seats.index(seat))


def assessed_on(dataset: Dataset, service: Service) -> tuple[Affiliation, date]:
    """A holder's organisation, and the day on which kind and area are judged.

    The day the appointment began; where that is not recorded the day asked for, or the organisation's last
    day when it is gone by then.
    """
    day = service.first or dataset.at
    found = affiliation(dataset, service.organisation, day)
    gone = found.unit and not service.first and found.unit.last_day and found.unit.last_day < day
    return found, (found.unit.last_day or day) if found.unit and gone else day


def holders(dataset: Dataset, seat: str) -> list[Service]:
    """The appointments to a seat in office on the day asked for, one a person."""
    found = {service.member.id: service for service in dataset.in_office if service.seat == seat}
    return list(found.values())


@rule(
    "DU101",
    N_("The seats do not add up"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("The places of all seats together are the size the mandate gives, and its versions follow one another day by day."),
    why=N_("A place too many or too few makes every other answer about the composition wrong."),
    mend=N_("Correct the size or a seat's count; let each version begin the day after the one before it ends."),
)
def seats_add_up(dataset: Dataset) -> Answers:
    for number, version in enumerate(dataset.versions):
        places = sum(seat.count for seat in version.seats)
        if version.size is not None and places != version.size and dataset.whole(MANDATE):
            place = Place(MANDATE, ("versions", number, "size"))
            message = N_("The seats have {places} places together; the mandate gives {size} members.")
            values = {"places": places, "size": version.size}
            yield Violation(place, version.id, version.id, message, values, N_("Correct the size or the counts of the seats."))
    yield from _versions_follow(dataset)


def _versions_follow(dataset: Dataset) -> Iterator[Violation]:
    hint = N_("Let each version begin the day after the one before it ends.")
    for version in dataset.versions:
        if version.valid_from and version.valid_to and version.valid_to < version.valid_from:
            message = N_("The version {version} ends on {last}, before it begins on {first}.")
            values = {"version": version.id, "last": version.valid_to, "first": version.valid_from}
            yield Violation(_version_place(dataset, version, "valid_to"), version.id, version.id, message, values, hint)
    ordered = sorted(dataset.versions, key=lambda version: version.valid_from or date.min)
    for before, after in pairwise(ordered):
        message = _seam(before, after)
        if message:
            values = {"before": before.id, "after": after.id, "last": before.valid_to, "first": after.valid_from}
            yield Violation(_version_place(dataset, after, "valid_from"), after.id, after.id, message, values, hint)


def _version_place(dataset: Dataset, version: Version, key: str) -> Place:
    return Place(MANDATE, (*dataset.version_key(version), key))


def _seam(before: Version, after: Version) -> str | None:
    last, first = before.valid_to, after.valid_from
    if last is None or first is None or last >= first:
        return N_("The versions {before} and {after} overlap.")
    if last + timedelta(days=1) < first:
        return N_("No version is in force between {last} and {first}.")
    return None


@rule(
    "DU102",
    N_("More people than places"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("No seat has more people in office than it has places."),
    why=N_("The mandate gives each area its number of places."),
    mend=N_("Record the last day (ended) of the one who has left."),
)
def no_seat_overfull(dataset: Dataset) -> Answers:
    for seat in dataset.seats.values():
        people = holders(dataset, seat.id)
        count = len(people) + dataset.unpublished(seat.id)
        if count > seat.count:
            place = Place(MANDATE, (*seat_key(dataset, seat), "count"))
            message = N_("{seat} has {places} places and {count} people in office: {people}.")
            names = tuple(service.member.name for service in people)
            values: dict[str, Value] = {"seat": seat.name, "places": seat.count, "count": count, "people": names}
            hint = N_("Record the last day (ended) of the one who has left.")
            yield Violation(place, seat.id, seat.id, message, values, hint, seat=seat.id)


@rule(
    "DU103",
    N_("Vacant place"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("Every place is held. Places held by people the source does not name count as held, and are not assessed."),
    why=N_("The mandate says how many members there are and where they come from."),
    mend=N_("Consult the bodies the mandate names, and record the appointment in members.yaml."),
)
def no_vacant_place(dataset: Dataset) -> Answers:
    for seat in dataset.seats.values():
        unpublished = dataset.unpublished(seat.id)
        place = Place(MANDATE, (*seat_key(dataset, seat), "count"))
        if unpublished:
            where = Place(MEMBERS, ("unpublished_holders", seat.id))
            message = N_("{seat}: {count} places are held by people who are not published.")
            yield NotAssessed(where, seat.id, seat.id, message, {"seat": seat.name, "count": unpublished}, seat=seat.id)
        vacant = seat.count - unpublished - len(holders(dataset, seat.id))
        if vacant > 0 and dataset.roster and dataset.whole(MEMBERS):
            yield _vacancy(dataset, seat, vacant, place)


def _vacancy(dataset: Dataset, seat: Seat, vacant: int, place: Place) -> Violation:
    bodies = tuple(body.name for body in consultees(dataset, seat, seat.consult, dataset.at))
    message = N_("{seat}: {vacant} of {places} places vacant.")
    values: dict[str, Value] = {"seat": seat.name, "vacant": vacant, "places": seat.count, "bodies": bodies}
    hint = N_("Find a representative and record the appointment.")
    if bodies:
        hint = N_("Consult {bodies}, then record the appointment.")
    elif seat.consult:
        hint = N_("Record the appointment. The mandate asks for a body to be consulted, but none is recorded that covers the area.")
    return Violation(place, seat.id, seat.id, message, values, hint, seat=seat.id)


@rule(
    "DU104",
    N_("Wrong kind of organisation"),
    Severity.ERROR,
    Basis.MANDATE,
    variants={"resource": Severity.INFORMATION},
    what=N_("A holder comes from the kind of organisation the seat is for, and not from an area it excludes."),
    why=N_("The mandate spreads the places between the body that leads, counties and municipalities."),
    mend=N_("Correct the organisation or the seat; for a resource environment, record resource_environment: true."),
)
def right_kind(dataset: Dataset) -> Answers:
    for service in dataset.in_office:
        seat = dataset.seats.get(service.seat)
        if seat is None:
            continue
        found, day = assessed_on(dataset, service)
        if found.known:
            yield from _judge_kind(service, seat, found, day)


def _judge_kind(service: Service, seat: Seat, found: Affiliation, day: date) -> Answers:
    record, place = service.member.id, service.organisation_place()
    values: dict[str, Value] = {
        "person": service.member.name,
        "organisation": found.name,
        "seat": seat.name,
        "found": Term(FOUND[_kind(found)]),
        "kind": Term(KINDS[seat.kind]) if seat.kind != "body" else seat.body,
    }
    excluded = counties_of(seat.excluded_areas, day)
    if excluded & (found.counties_on(day) or frozenset()):
        message = N_("{person} comes from {organisation}, in an area that {seat} excludes.")
        yield Violation(place, record, seat.id, message, values, N_("Correct the organisation or the seat."), seat=seat.id)
    elif seat.kind == "municipality" and found.organisation:
        yield from _judge_resource(service, seat, values)
    elif not _fits(seat, found):
        message = N_("{person} comes from {organisation}, {found}; {seat} is for {kind}.")
        yield Violation(place, record, seat.id, message, values, N_("Correct the organisation or the seat."), seat=seat.id)


def _kind(found: Affiliation) -> str:
    if found.unit:
        return found.unit.kind
    return "organisation" if found.organisation else "body"


def _fits(seat: Seat, found: Affiliation) -> bool:
    if seat.kind == "any":
        return True
    if seat.kind == "body":
        return found.body is not None and found.body.id == seat.body
    return found.unit is not None and found.unit.kind == seat.kind


def _judge_resource(service: Service, seat: Seat, values: dict[str, Value]) -> Answers:
    record, place = service.member.id, service.organisation_place()
    known = service.member.resource_environment
    if known is None:
        message = N_("{organisation} is no municipality, and whether {person} represents a resource environment is not recorded.")
        hint = N_("Record resource_environment: true or false.")
        yield NotAssessed(place, record, seat.id, message, values, hint, seat=seat.id)
    elif known:
        message = N_("{organisation} is no municipality; {person} represents a resource environment.")
        yield Violation(place, record, seat.id, message, values, seat=seat.id, variant="resource")
    else:
        message = N_("{person} comes from {organisation}, {found}; {seat} is for {kind}.")
        yield Violation(place, record, seat.id, message, values, N_("Correct the organisation or the seat."), seat=seat.id)


@rule(
    "DU105",
    N_("Outside the seat's area"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("A holder's organisation lies in the seat's area on the day the appointment began."),
    why=N_("The mandate gives each area its own representatives."),
    mend=N_("Correct the organisation or the seat."),
)
def inside_area(dataset: Dataset) -> Answers:
    for service in dataset.in_office:
        seat = dataset.seats.get(service.seat)
        if seat is None or not seat.areas or seat.kind == "body":
            continue
        found, day = assessed_on(dataset, service)
        if found.known:
            yield from _judge_area(service, seat, found, day)


def _judge_area(service: Service, seat: Seat, found: Affiliation, day: date) -> Answers:
    record, place = service.member.id, service.organisation_place()
    counties = found.counties_on(day)
    values: dict[str, Value] = {"person": service.member.name, "organisation": found.name, "area": seat.areas, "day": day}
    if counties is None:
        message = N_("Which county {organisation} lies in is not recorded.")
        hint = N_("Record the organisation's area.")
        yield NotAssessed(place, record, seat.id, message, values, hint, seat=seat.id)
    elif counties.isdisjoint(counties_of(seat.areas, day)):
        values["county"] = tuple(registers.county_named(number).name for number in sorted(counties))
        message = N_("{organisation} lies in {county}, not in {area}, on {day}.")
        yield Violation(place, record, seat.id, message, values, N_("Correct the organisation or the seat."), seat=seat.id)


@rule(
    "DU106",
    N_("The organisation does not exist"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("The organisation a member represents exists on the day. A mere change of number, county or parenthesis is no finding."),
    why=N_("A place is for a municipality or county that exists; after a merger or split somebody must say whom the member represents."),
    mend=N_("Record the organisation the member represents now, or the last day of the appointment."),
)
def organisation_exists(dataset: Dataset) -> Answers:
    for service in dataset.in_office:
        found = affiliation(dataset, service.organisation, dataset.at)
        if not found.known or found.exists_on(dataset.at):
            continue
        message, values = _absence(found, dataset.at)
        values |= {"person": service.member.name, "organisation": found.name}
        hint = N_("Record which organisation {person} represents now, or the last day of the appointment.")
        place = service.organisation_place()
        yield Violation(place, service.member.id, service.seat, message, values, hint, seat=service.seat)


def _absence(found: Affiliation, day: date) -> tuple[str, dict[str, Value]]:
    if not found.unit:
        return N_("{person} represents {organisation}, which does not exist on the day."), {}
    if found.unit.has_ended(day):
        heirs = tuple(unit.label_on(day) for unit in registers.successors(found.unit, day))
        last = found.unit.last_day
        message = N_("{person} represents {organisation}, which ceased to exist after {last}. Successors: {heirs}.")
        return message, {"last": last, "heirs": heirs}
    before = tuple(unit.label_on(day) for unit in registers.predecessors(found.unit, day))
    message = N_("{person} represents {organisation}, which does not exist until {first}. Predecessors: {before}.")
    return message, {"first": found.unit.first_day, "before": before}


@rule(
    "DU107",
    N_("The mandate names a county that no longer exists"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("The counties the mandate names for its seats exist on the day."),
    why=N_("When a county is split or merged, the mandate does not say who shall represent the new ones."),
    mend=N_("Ask the body that gives the mandate for a new version, and add it to mandate.yaml when it comes."),
)
def areas_exist(dataset: Dataset) -> Answers:
    for seat in dataset.seats.values():
        for field in ("areas", "excluded_areas"):
            for number, area in enumerate(getattr(seat, field)):
                last = _last_day(area, dataset.at)
                if last:
                    place = Place(MANDATE, (*seat_key(dataset, seat), field, number))
                    yield _dissolved(dataset, seat, area, last, place)


def _last_day(area: str, day: date) -> date | None:
    """The last day of a county that no longer exists on a day; None for one that does, or is yet to come."""
    counties = [registers.county_named(number) for number in registers.county_numbers(area)]
    if not counties or any(registers.county_exists(county.number, day) for county in counties):
        return None
    ends = [county.valid_to for county in counties if county.valid_to and county.valid_to < day]
    return max(ends, default=None)


def _dissolved(dataset: Dataset, seat: Seat, area: str, last: date, place: Place) -> Violation:
    heirs = registers.counties_on(area, dataset.at)
    counts = {county.number: 0 for county in heirs}
    for service in holders(dataset, seat.id):
        found = affiliation(dataset, service.organisation, dataset.at).counties_on(dataset.at)
        for number in found or ():
            counts[number] = counts.get(number, 0) + 1
    values: dict[str, Value] = {
        "area": area,
        "last": last,
        "heirs": tuple(county.name for county in heirs),
        "having": tuple(f"{county.name} ({counts[county.number]})" for county in heirs if counts[county.number]) or None,
        "lacking": tuple(county.name for county in heirs if not counts[county.number]) or None,
    }
    message = N_("{area} ceased to exist after {last}; its successors are {heirs}. With a member: {having}. Without: {lacking}.")
    hint = N_("Ask for a mandate that names today's counties; until then, say who represents them.")
    return Violation(place, seat.id, seat.id, message, values, hint, seat=seat.id)


@rule(
    "DU108",
    N_("One person in two places"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Nobody holds two seats on the same day."),
    why=N_("The mandate counts members, and one person is one member."),
    mend=N_("Record the last day (ended) of the appointment that is over."),
)
def one_place_each(dataset: Dataset) -> Answers:
    seen: dict[str, Service] = {}
    for service in dataset.in_office:
        first = seen.setdefault(service.member.id, service)
        if first.seat != service.seat:
            message = N_("{person} is in office in both {first} and {second}.")
            values = {"person": service.member.name, "first": _seat_name(dataset, first), "second": _seat_name(dataset, service)}
            hint = N_("Record the last day (ended) of the appointment that is over.")
            yield Violation(service.place("seat"), service.member.id, service.seat, message, values, hint, seat=service.seat)


def _seat_name(dataset: Dataset, service: Service) -> str:
    seat = dataset.seats.get(service.seat)
    return seat.name if seat else service.seat


@rule(
    "DU109",
    N_("Not appointed by the appointing body"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("Members from other organisations are appointed by the body the mandate names, and the decision is recorded."),
    why=N_("An appointment by another body, or by nobody, is not the mandate's."),
    mend=N_("Record appointed_by and decision on the appointment."),
)
def rightly_appointed(dataset: Dataset) -> Answers:
    appointing = dataset.mandate.committee.appointing if dataset.mandate else None
    for service in dataset.in_office:
        seat = dataset.seats.get(service.seat)
        if appointing and seat and seat.kind != "body":
            yield from _judge_appointment(dataset, service, appointing)


def _judge_appointment(dataset: Dataset, service: Service, appointing: str) -> Answers:
    record, seat, by = service.member.id, service.seat, service.appointment.appointed_by
    values: dict[str, Value] = {
        "person": service.member.name,
        "by": dataset.body_name(by),
        "appointing": dataset.body_name(appointing),
    }
    if by is None:
        message = N_("Who appointed {person} is not recorded.")
        hint = N_("Record appointed_by.")
        yield NotAssessed(service.place("appointed_by"), record, seat, message, values, hint, seat=seat)
    elif by != appointing:
        message = N_("{person} was appointed by {by}; {appointing} appoints.")
        yield Violation(service.place("appointed_by"), record, seat, message, values, N_("Correct appointed_by."), seat=seat)
    since = dataset.policy.records_complete_from
    if since and service.first and service.first >= since and not service.appointment.decision:
        message = N_("The decision that appointed {person} is not recorded.")
        hint = N_("Record the reference to it as decision.")
        yield Violation(service.place("decision"), record, seat, message, values, hint, seat=seat)


@rule(
    "DU110",
    N_("Few members lead digitalisation at home"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_(
        "At least half of the members of whom it is recorded lead digitalisation in their own organisation. "
        "Half is the program's number; the mandate says preferably."
    ),
    why=N_("The mandate wants members with direct responsibility at home."),
    mend=N_("Record leads_digitalisation; think of it at the next appointment."),
)
def leaders_at_home(dataset: Dataset) -> Answers:
    version = dataset.version
    if version is None or not version.representatives_lead_digitalisation:
        return
    sitting = [service for service in dataset.in_office if service.seat in dataset.seats]
    people = {service.member.id: service.member for service in sitting if dataset.seats[service.seat].kind != "body"}
    known = [member for member in people.values() if member.leads_digitalisation is not None]
    leading = sum(member.leads_digitalisation is True for member in known)
    place = Place(MANDATE, (*dataset.version_key(version), "representatives_lead_digitalisation"))
    values: dict[str, Value] = {"leading": leading, "known": len(known), "all": len(people), "unknown": len(people) - len(known)}
    if len(known) < len(people):
        message = N_("For {unknown} of {all} members it is not recorded whether they lead digitalisation at home.")
        yield NotAssessed(place, version.id, version.id, message, values, N_("Record leads_digitalisation."))
    if 2 * leading < len(known):
        message = N_("{leading} of the {known} members assessed lead digitalisation at home, fewer than half.")
        yield Violation(place, version.id, version.id, message, values, N_("Think of it at the next appointment."))


@rule(
    "DU111",
    N_("Two county places from one county"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("The places for county councils are held from different counties."),
    why=N_("The mandate does not forbid it, but two places are meant to give two views."),
    mend=N_("Nothing needs mending; think of it at the next appointment."),
)
def different_counties(dataset: Dataset) -> Answers:
    for seat in dataset.seats.values():
        if seat.kind != "county":
            continue
        seen: dict[str, Service] = {}
        for service in holders(dataset, seat.id):
            found = affiliation(dataset, service.organisation, dataset.at)
            first = seen.setdefault(found.name, service)
            if first is not service and found.unit:
                message = N_("{first} and {second} both represent {organisation}.")
                values = {"first": first.member.name, "second": service.member.name, "organisation": found.name}
                yield Violation(service.organisation_place(), seat.id, seat.id, message, values, seat=seat.id)


@rule(
    "DU112",
    N_("A member also sits in the council"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("Members who also sit in the body the committee advises are named."),
    why=N_("They prepare cases that they later decide themselves; that is allowed, but should be seen."),
    mend=N_("Nothing needs mending."),
)
def double_hats(dataset: Dataset) -> Answers:
    council = dataset.mandate.committee.advises if dataset.mandate else None
    seen: set[str] = set()
    for service in dataset.in_office:
        member = service.member
        if council and council in member.also_sits_in and member.id not in seen:
            seen.add(member.id)
            place = Place(MEMBERS, (*service.key[:2], "also_sits_in", member.also_sits_in.index(council)))
            message = N_("{person} also sits in {council}.")
            values = {"person": member.name, "council": dataset.body_name(council)}
            yield Violation(place, member.id, council, message, values, seat=service.seat)
