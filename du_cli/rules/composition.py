"""DU1: who sits, and whether the seats are held as the mandate says."""

from collections.abc import Iterator
from datetime import date, timedelta

from du_cli import counts, registers
from du_cli.dataset.affiliation import affiliation, consultees, represented
from du_cli.dataset.dataset import Dataset, position
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
    return (*dataset.version_key(version), "seats", position(version.seats, seat))


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
            place = dataset.place(MANDATE, "versions", number, "size")
            message = N_("The seats have {places} together; the mandate gives {size}.")
            values: Values = {"places": counts.places(places), "size": counts.members(version.size)}
            yield Violation(place, version.id, version.id, message, values, SIZE_HINT)
    if dataset.mandate and dataset.whole(MANDATE):
        yield from _versions_follow(dataset)
        yield from _none_in_force(dataset, dataset.mandate.committee.id)


def _none_in_force(dataset: Dataset, committee: str) -> Iterator[NotAssessed]:
    if dataset.version is None:
        message = N_("No version of the mandate is in force on {day}; what depends on it is not assessed.")
        hint = N_("Choose another day with --at, or add the version that was in force.")
        yield NotAssessed(Place(MANDATE, ("versions",)), committee, committee, message, {"day": dataset.at}, hint)


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
    return dataset.place(MANDATE, *dataset.version_key(version), key)


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
            place = dataset.place(MANDATE, *seat_key(dataset, seat), "count")
            message = N_("Places in {seat}: {places}. In office: {count} ({people}).")
            if dataset.unpublished(seat.id):
                message = N_("Places in {seat}: {places}. In office: {count} ({people}, and {unpublished} not published).")
            if not people:
                message = N_("Places in {seat}: {places}. In office: {count}, none of them published.")
            names = tuple(service.member.name for service in people)
            values: dict[str, Value] = {"seat": seat.name, "places": seat.count, "count": count, "people": names or None}
            values["unpublished"] = dataset.unpublished(seat.id)
            hint = N_("Record the last day (ended) of the one who has left.")
            if dataset.unpublished(seat.id):
                hint = N_(
                    "Record the last day (ended) of the one who has left, or correct how many are not published (unpublished_holders)."
                )
            yield Violation(place, seat.id, seat.id, message, values, hint, seat=seat.id)
    if dataset.version and dataset.whole(MANDATE):
        yield from _without_seat(dataset)


def _without_seat(dataset: Dataset) -> Iterator[Violation]:
    """People in office in a seat that the version in force does not have, and so has no places."""
    named = {seat.id for version in dataset.versions for seat in version.seats}
    for service in dataset.in_office:
        if service.seat in named - dataset.seats.keys():
            message = N_("{person} is in office in {seat}, which the mandate in force does not have.")
            hint = N_("Record the last day (ended), and a new appointment to a seat the mandate has.")
            values: Values = {"person": service.member.name, "seat": service.seat}
            yield Violation(service.place("seat"), service.seat, service.seat, message, values, hint, seat=service.seat)


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
        place = dataset.place(MANDATE, *seat_key(dataset, seat), "count")
        if unpublished:
            where = Place(MEMBERS, ("unpublished_holders", seat.id))
            message = N_("Places in {seat} held by people who are not published: {count}.")
            yield NotAssessed(where, seat.id, seat.id, message, {"seat": seat.name, "count": unpublished}, seat=seat.id)
        vacant = seat.count - unpublished - len(holders(dataset, seat.id))
        if vacant > 0 and dataset.roster and dataset.whole(MEMBERS):
            yield _vacancy(dataset, seat, vacant, place)


def _vacancy(dataset: Dataset, seat: Seat, vacant: int, place: Place) -> Violation:
    bodies = tuple(body.name for body in consultees(dataset, seat, seat.consult, dataset.at))
    message = N_("{seat}: {vacant} of {places} vacant.")
    values: dict[str, Value] = {"seat": seat.name, "vacant": vacant, "places": counts.places(seat.count), "bodies": bodies}
    hint = N_("Find a representative and record the appointment.")
    if bodies:
        hint = N_("Consult {bodies}, then record the appointment.")
    elif seat.consult:
        hint = N_("Record the appointment. The mandate asks for a body to be consulted, but none is recorded that covers the area.")
    return Violation(place, seat.id, seat.id, message, values, hint, f"du-cli members appoint NAME {seat.id}", seat=seat.id)


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
                found = _dissolved(dataset, seat, ("areas", number), area, last)
                yield found if dataset.roster else found._replace(message=_DISSOLVED)
        for number, area in enumerate(seat.excluded_areas):
            if last := _last_day(area, dataset.at):
                yield _dissolved(dataset, seat, ("excluded_areas", number), area, last)._replace(message=_DISSOLVED)


_DISSOLVED = N_("{area} ceased to exist after {last} and was replaced by {counties}: {heirs}.")


def _last_day(area: str, day: date) -> date | None:
    """The last day of a county that no longer exists on a day; None for one that does, or is yet to come."""
    counties = [registers.county_named(number) for number in registers.county_numbers(area)]
    if not counties or any(registers.county_exists(county.number, day) for county in counties):
        return None
    ends = [county.valid_to for county in counties if county.valid_to and county.valid_to < day]
    return max(ends, default=None)


def _dissolved(dataset: Dataset, seat: Seat, key: Key, area: str, last: date) -> Violation:
    place = dataset.place(MANDATE, *seat_key(dataset, seat), *key)
    heirs = registers.counties_on(area, dataset.at)
    seated = {county.number: 0 for county in heirs}
    for service in holders(dataset, seat.id):
        found = affiliation(dataset, represented(dataset, service, dataset.at), dataset.at).counties_on(dataset.at)
        for number in found or ():
            seated[number] = seated.get(number, 0) + 1
    values: dict[str, Value] = {
        "area": area,
        "last": last,
        "counties": counts.counties(len(heirs)),
        "heirs": tuple(county.name for county in heirs),
        "having": tuple(f"{county.name} ({seated[county.number]})" for county in heirs if seated[county.number]) or None,
        "lacking": tuple(county.name for county in heirs if not seated[county.number]) or None,
    }
    message = N_(
        "{area} ceased to exist after {last} and was replaced by {counties}: {heirs}. With a member: {having}. Without: {lacking}."
    )
    hint = N_("Ask for a mandate that names today's counties; until then, say who represents them.")
    return Violation(place, seat.id, seat.id, message, values, hint, seat=seat.id)
