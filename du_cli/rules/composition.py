"""DU1: who sits, and whether the seats are held as the mandate says."""

from collections.abc import Iterator
from datetime import date, timedelta

from du_cli import registers
from du_cli.dataset.affiliation import affiliation, consultees
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.terms import Service
from du_cli.findings import Basis, Key, NotAssessed, Place, Severity, Value, Values, Violation
from du_cli.i18n import N_
from du_cli.models.mandate import Seat, Version
from du_cli.rules.base import Answers, rule


def seat_key(dataset: Dataset, seat: Seat) -> Key:
    """Where a seat of the version in force stands in the mandate file."""
    version = dataset.version
    assert version is not None  # noqa: S101 - seats come from a version
    return (*dataset.version_key(version), "seats", version.seats.index(seat))


def holders(dataset: Dataset, seat: str) -> list[Service]:
    """The appointments to a seat in office on the day asked for, one a person."""
    found = {service.member.id: service for service in dataset.in_office if service.seat == seat}
    return list(found.values())


SIZE_HINT = N_("Correct the number of members (size) or of places (count).")


@rule(
    "DU101",
    N_("Number of places, and versions of the mandate"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("The places of all seats together are the size the mandate gives, and its versions follow one another day by day."),
    why=N_("A place too many or too few makes every other answer about the composition wrong."),
    mend=N_("Correct the number of members (size) or of places (count); let each version begin the day after the one before it ends."),
)
def seats_add_up(dataset: Dataset) -> Answers:
    for number, version in enumerate(dataset.versions):
        places = sum(seat.count for seat in version.seats)
        if version.size is not None and places != version.size and dataset.whole(MANDATE):
            place = Place(MANDATE, ("versions", number, "size"))
            message = N_("The seats have {places} places together; the mandate gives {size} members.")
            values: Values = {"places": places, "size": version.size}
            yield Violation(place, version.id, version.id, message, values, SIZE_HINT)
    if dataset.mandate and dataset.whole(MANDATE):
        yield from _versions_follow(dataset)
        yield from _none_in_force(dataset, dataset.mandate.committee.id)


def _none_in_force(dataset: Dataset, committee: str) -> Iterator[NotAssessed]:
    if dataset.version is None:
        message = N_("No version of the mandate is in force on {day}; what depends on it is not assessed.")
        yield NotAssessed(Place(MANDATE, ("versions",)), committee, committee, message, {"day": dataset.at})


def _versions_follow(dataset: Dataset) -> Iterator[Violation]:
    hint = N_("Let each version begin the day after the one before it ends.")
    for version in dataset.versions:
        if version.valid_from and version.valid_to and version.valid_to < version.valid_from:
            message = N_("The version {version} ends on {last}, before it begins on {first}.")
            values: Values = {"version": version.id, "last": version.valid_to, "first": version.valid_from}
            yield Violation(_version_place(dataset, version, "valid_to"), version.id, version.id, message, values, hint)
    ordered = sorted(dataset.versions, key=lambda version: version.valid_from or date.min)
    before = ordered[0]
    for after in ordered[1:]:
        seam = _seam(before, after)
        if seam:
            values = {"before": before.id, "after": after.id, "last": before.valid_to, "first": after.valid_from}
            yield Violation(_version_place(dataset, after, "valid_from"), after.id, after.id, seam, values, hint)
        before = max(before, after, key=lambda version: version.valid_to or date.max)


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
            message = N_("Places in {seat}: {places}. In office: {count} ({people}).")
            if dataset.unpublished(seat.id):
                message = N_("Places in {seat}: {places}. In office: {count} ({people}, and {unpublished} not published).")
            names = tuple(service.member.name for service in people)
            values: dict[str, Value] = {"seat": seat.name, "places": seat.count, "count": count, "people": names or None}
            values["unpublished"] = dataset.unpublished(seat.id)
            hint = N_("Record the last day (ended) of the one who has left.")
            yield Violation(place, seat.id, seat.id, message, values, hint, seat=seat.id)


@rule(
    "DU103",
    N_("Vacant places"),
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
            message = N_("Places in {seat} held by people who are not published: {count}.")
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
        for number, area in enumerate(seat.areas):
            if last := _last_day(area, dataset.at):
                yield _dissolved(dataset, seat, ("areas", number), area, last)
        for number, area in enumerate(seat.excluded_areas):
            if last := _last_day(area, dataset.at):
                message = N_("{area} ceased to exist after {last}; its successors are {heirs}.")
                yield _dissolved(dataset, seat, ("excluded_areas", number), area, last)._replace(message=message)


def _last_day(area: str, day: date) -> date | None:
    """The last day of a county that no longer exists on a day; None for one that does, or is yet to come."""
    counties = [registers.county_named(number) for number in registers.county_numbers(area)]
    if not counties or any(registers.county_exists(county.number, day) for county in counties):
        return None
    ends = [county.valid_to for county in counties if county.valid_to and county.valid_to < day]
    return max(ends, default=None)


def _dissolved(dataset: Dataset, seat: Seat, key: Key, area: str, last: date) -> Violation:
    place = Place(MANDATE, (*seat_key(dataset, seat), *key))
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
    what=N_("Nobody holds two places on the same day."),
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
    N_("Appointed by the right body"),
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
        hint = N_("Record who appointed (appointed_by).")
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
    N_("Members who lead digitalisation at home"),
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
        yield NotAssessed(place, version.id, version.id, message, values, N_("Record whether they do (leads_digitalisation)."))
    if 2 * leading < len(known):
        message = N_(
            "{leading} of the {known} members assessed lead digitalisation at home, fewer than half. "
            "Half is the program's measure; the mandate says preferably."
        )
        yield Violation(place, version.id, version.id, message, values, N_("Think of it at the next appointment."))


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
