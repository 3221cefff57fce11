"""DU104–DU106, DU111: whether the organisations that members come from are those the seats are for."""

from datetime import date

from du_cli import registers
from du_cli.dataset.affiliation import Affiliation, affiliation, represented
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.fit import FOUND, KINDS, Fit, fits, kind_of
from du_cli.dataset.terms import Service
from du_cli.findings import Basis, NotAssessed, Severity, Value, Violation
from du_cli.i18n import N_, Term
from du_cli.models.mandate import Seat
from du_cli.rules.base import Answers, rule
from du_cli.rules.composition import holders
from du_cli.rules.files import on_some_day


def assessed_on(dataset: Dataset, service: Service) -> tuple[Affiliation, date]:
    """A holder's organisation, and the day on which kind and area are judged.

    The day the appointment began; where that is not recorded the day asked for, or the organisation's last
    day when it is gone by then.
    """
    day = service.first or dataset.at
    found = affiliation(dataset, represented(dataset, service, day), day)
    last = found.last_day
    return found, last if last and not service.first and last < day else day


@rule(
    "DU104",
    N_("Kind of organisation"),
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
        found, day = assessed_on(dataset, service)
        if seat and found.known:
            yield from _judge_kind(dataset, service, seat, found, fits(seat, found, day))


def _judge_kind(dataset: Dataset, service: Service, seat: Seat, found: Affiliation, fit: Fit) -> Answers:
    values = _values(service, found, seat) | {"body": dataset.body_name(seat.body), "found": Term(FOUND[kind_of(found)])}
    hint = N_("Correct the organisation or the seat.")
    if fit.excluded:
        yield _about(service, seat, N_("{person} comes from {organisation}, in an area that {seat} excludes."), values, hint)
    elif fit.kind == "wrong" or (fit.kind == "resource" and service.member.resource_environment is False):
        message = _WRONG_BODY if seat.kind == "body" else _WRONG_KIND
        yield _about(service, seat, message, values | {"kind": Term(KINDS[seat.kind])}, hint)
    elif fit.kind == "resource":
        yield from _judge_resource(service, seat, values)


_WRONG_KIND = N_("{person} comes from {organisation}, {found}; whoever holds a place in {seat} comes from {kind}.")
_WRONG_BODY = N_("{person} comes from {organisation}, {found}; whoever holds a place in {seat} comes from {body}.")


def _values(service: Service, found: Affiliation, seat: Seat) -> dict[str, Value]:
    return {"person": service.member.name, "organisation": found.name, "seat": seat.name}


def _about(service: Service, seat: Seat, message: str, values: dict[str, Value], hint: str = "", variant: str | None = None) -> Violation:
    place = service.organisation_place()
    return Violation(place, service.member.id, seat.id, message, values, hint, seat=seat.id, variant=variant)


def _judge_resource(service: Service, seat: Seat, values: dict[str, Value]) -> Answers:
    """An organisation that is no municipality in a municipality's seat: right for a resource environment."""
    if service.member.resource_environment:
        message = N_("{organisation} is no municipality; {person} represents a resource environment.")
        yield _about(service, seat, message, values, variant="resource")
        return
    message = N_("{organisation} is no municipality, and whether {person} represents a resource environment is not recorded.")
    hint = N_("Record resource_environment: true or false.")
    yield NotAssessed(service.organisation_place(), service.member.id, seat.id, message, values, hint, seat=seat.id)


@rule(
    "DU105",
    N_("The seat's area"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("A holder's organisation lies in the seat's area on the day the appointment began."),
    why=N_("The mandate gives each area its own representatives."),
    mend=N_("Correct the organisation or the seat."),
)
def inside_area(dataset: Dataset) -> Answers:
    for service in dataset.in_office:
        seat = dataset.seats.get(service.seat)
        found, day = assessed_on(dataset, service)
        if seat and found.known and all(map(registers.county_numbers, seat.areas)):  # otherwise DU012 says so
            yield from _judge_area(service, seat, found, day)


def _judge_area(service: Service, seat: Seat, found: Affiliation, day: date) -> Answers:
    fit = fits(seat, found, day)
    values = _values(service, found, seat) | {"area": seat.areas, "day": day}
    if fit.area == "unrecorded":
        message = N_("Which county {organisation} lies in is not recorded.")
        hint = N_("Record the organisation's area.")
        yield NotAssessed(service.organisation_place(), service.member.id, seat.id, message, values, hint, seat=seat.id)
    elif fit.area == "outside":
        values["county"] = tuple(registers.county_named(number).name for number in sorted(found.counties_on(day) or ()))
        message = N_("{organisation} lies in {county}, not in {area}, on {day}.")
        yield _about(service, seat, message, values, N_("Correct the organisation or the seat."))


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
    for service in dataset.surely_in_office():
        found = affiliation(dataset, represented(dataset, service, dataset.at), dataset.at)
        if not found.known or found.exists_on(dataset.at) or _unknown(dataset, service, found):
            continue
        message, values = _absence(found, dataset.at)
        name = found.unit.numbered_on(dataset.at) if found.unit else found.name
        values |= {"person": service.member.name, "organisation": name}
        hint = N_("Record which organisation {person} represents now, or the last day of the appointment.")
        place = service.organisation_place()
        command = f"du-cli members move {service.member.id} ORGANISATION"
        yield Violation(place, service.member.id, service.seat, message, values, hint, command, seat=service.seat)


def _unknown(dataset: Dataset, service: Service, found: Affiliation) -> bool:
    """Whether DU012 says already that the register has the name on no day of the appointment."""
    return found.unit is not None and not on_some_day(service, registers.find_units(service.organisation), dataset.at)


def _absence(found: Affiliation, day: date) -> tuple[str, dict[str, Value]]:
    if not found.unit:
        return N_("{person} represents {organisation}, which does not exist on the day."), {}
    if found.unit.has_ended(day):
        heirs = tuple(unit.numbered_on(day) for unit in registers.successors(found.unit, day))
        last = found.unit.last_day
        message = N_("{person} represents {organisation}, which ceased to exist after {last}. Successors: {heirs}.")
        return message, {"last": last, "heirs": heirs}
    before = tuple(unit.numbered_on(day) for unit in registers.predecessors(found.unit, day))
    message = N_("{person} represents {organisation}, which does not exist until {first}. Predecessors: {before}.")
    return message, {"first": found.unit.first_day, "before": before}


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
            found = affiliation(dataset, represented(dataset, service, dataset.at), dataset.at)
            first = seen.setdefault(found.name, service)
            if first is not service and found.unit:
                message = N_("{first} and {second} both represent {organisation}.")
                values = {"first": first.member.name, "second": service.member.name, "organisation": found.name}
                yield Violation(service.organisation_place(), seat.id, seat.id, message, values, seat=seat.id)
