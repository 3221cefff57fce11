"""DU211–DU214: who was consulted before a new representative was appointed."""

from collections.abc import Iterator
from datetime import date

from du_cli.dataset.affiliation import consultees, covers
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.terms import Service
from du_cli.findings import Basis, NotAssessed, Place, Severity, Violation
from du_cli.i18n import N_
from du_cli.models.mandate import Body, Seat
from du_cli.models.members import Consultation
from du_cli.models.record import altered
from du_cli.rules.appointments import about, values_of
from du_cli.rules.base import Answers, rule


def _new(dataset: Dataset) -> Iterator[tuple[Service, Seat, date]]:
    """New representatives: appointments, begun by the day asked for, to a seat the person has not held before."""
    for service in dataset.services.all:
        version = dataset.version_on(service.first) if service.first else None
        seat = next((found for found in version.seats if found.id == service.seat), None) if version else None
        earlier = any(
            other.member.id == service.member.id and other is not service and _before(other, service)
            for other in dataset.services.in_seat(service.seat)
        )
        if seat and service.first and service.first <= dataset.at and not earlier:
            yield service, seat, service.first


def _before(other: Service, service: Service) -> bool:
    return other.first is None or (service.first is not None and other.first < service.first)


def _unconsulted(dataset: Dataset, kind: str, absent: str, missing: str) -> Answers:
    since = dataset.policy.records_complete_from
    for service, seat, first in _new(dataset):
        wanted = _wanted(dataset, seat, kind)
        if since is None or first < since or not wanted or not dataset.whole(MEMBERS):
            continue
        bodies = tuple(body for body in consultees(dataset, seat, wanted, first) if body.kind == kind)
        asked = {found.body for found in service.appointment.consultations if found.asked}
        values = values_of(service, seat=seat.name, bodies=tuple(body.name for body in bodies))
        place, record = service.place("consultations"), service.member.id
        if not bodies and dataset.whole(MANDATE):
            yield NotAssessed(
                place, record, seat.id, absent, values, N_("Add the body to mandate.yaml if there is one."), seat=seat.id, day=first
            )
        elif unsure := _unsure(bodies, wanted, asked):
            yield _areas_unknown(service, unsure, seat, place, first)
        elif bodies and asked.isdisjoint(body.id for body in bodies):
            hint = N_("Record the consultation of {bodies}, with the day they were asked.")
            yield Violation(place, record, seat.id, missing, values, hint, seat=seat.id, day=first)


_NETWORK = "regional_network"


def _unsure(bodies: tuple[Body, ...], wanted: tuple[str, ...], asked: set[str]) -> Body | None:
    """A network by which alone it is judged whether the area's was consulted, though which areas it covers is not recorded."""
    open_ones = [body for body in bodies if body.kind == _NETWORK and not body.areas and body.id not in wanted]
    sure = {body.id for body in bodies} - {body.id for body in open_ones}
    if not sure.isdisjoint(asked):
        return None
    return next((body for body in open_ones if body.id in asked or not sure), None)


def _areas_unknown(service: Service, body: Body, seat: Seat, place: Place, day: date) -> NotAssessed:
    message, hint = N_("Which areas {body} covers is not recorded."), N_("Record its areas in mandate.yaml.")
    return NotAssessed(place, service.member.id, seat.id, message, values_of(service, body=body.name), hint, seat=seat.id, day=day)


def _wanted(dataset: Dataset, seat: Seat, kind: str) -> tuple[str, ...]:
    """The names under a seat's ``consult`` that mean bodies of a kind."""
    return tuple(name for name in seat.consult if name == kind or (name in dataset.bodies and dataset.bodies[name].kind == kind))


@rule(
    "DU211",
    N_("Consulting the regional network"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Before a new representative is appointed to a seat whose area has a regional network, the network is consulted."),
    why=N_("The mandate has the appointing body ask the networks first."),
    mend=N_("Record the consultation with the day it was asked."),
)
def network_consulted(dataset: Dataset) -> Answers:
    absent = N_("No regional network is recorded for {seat} on the day {person}'s appointment began.")
    missing = N_("{person} is new in {seat}, and no regional network was consulted.")
    return _unconsulted(dataset, "regional_network", absent, missing)


@rule(
    "DU212",
    N_("Consulting the professional college"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Before a new representative is appointed to a seat for county councils, their professional college is consulted."),
    why=N_("The mandate has the appointing body ask the college first."),
    mend=N_("Record the consultation with the day it was asked."),
)
def college_consulted(dataset: Dataset) -> Answers:
    absent = N_("No professional college is recorded for {seat} on the day {person}'s appointment began.")
    missing = N_("{person} is new in {seat}, and no professional college was consulted.")
    return _unconsulted(dataset, "professional_college", absent, missing)


@rule(
    "DU213",
    N_("Consulted too late"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("A body is asked before the day the appointment begins."),
    why=N_("Asking afterwards is no consultation."),
    mend=N_("Correct the date, or consult before the next appointment."),
)
def consulted_before(dataset: Dataset) -> Answers:
    for service, index, found in _consultations(dataset):
        if service.first and found.asked and found.asked >= service.first:
            message = N_("{body} was asked on {asked}; {person}'s appointment began on {first}.")
            values = values_of(service, body=dataset.body_name(found.body), asked=found.asked)
            place = service.place("consultations", index, "asked")
            hint = N_("Correct the date; a body is asked before the day the appointment begins.")
            yield about(service, "from", message, values, hint, service.first)._replace(place=place)


def _consultations(dataset: Dataset) -> Iterator[tuple[Service, int, Consultation]]:
    for service in dataset.services.all:
        for index, found in enumerate(service.appointment.consultations):
            yield service, index, found


@rule(
    "DU214",
    N_("The consulted network does not cover the area"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("A regional network that was consulted covers the seat's area."),
    why=N_("The mandate asks for the view of the region the member is to represent."),
    mend=N_("Correct the body, or consult the network that covers the area."),
)
def network_covers(dataset: Dataset) -> Answers:
    for service, index, found in _consultations(dataset):
        day = found.asked or service.first or dataset.at
        version = dataset.version_on(day)
        seat = next((seat for seat in version.seats if seat.id == service.seat), None) if version else None
        body = dataset.bodies.get(found.body)
        if not (seat and seat.areas and body and body.kind == _NETWORK):
            continue
        if not body.areas:
            yield _areas_unknown(service, body, seat, service.place("consultations", index, "body"), day)
        elif not covers(altered(body, valid_from=None, valid_to=None), seat, day):
            message = N_("{body} covers {covered}, not {area}.")
            values = values_of(service, body=body.name, covered=body.areas or None, area=seat.areas)
            place = service.place("consultations", index, "body")
            hint = N_("Correct the body, or consult the network that covers the area.")
            yield about(service, "from", message, values, hint, day)._replace(place=place)
