"""DU2: appointments and their terms, and who was consulted before."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from du_cli.dataset.affiliation import consultees, covers
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.terms import Service, last_day, months_later
from du_cli.findings import Basis, NotAssessed, Severity, Value, Violation
from du_cli.i18n import N_
from du_cli.models.mandate import Body, Seat, TermLength
from du_cli.models.members import Consultation
from du_cli.rules.base import Answers, rule


def term_of(dataset: Dataset, service: Service) -> TermLength | None:
    """The term the mandate gave on the day an appointment began (the day asked for, when not recorded)."""
    version = dataset.version_on(service.first or dataset.at)
    return version.term if version else None


def _values(service: Service, **values: Value) -> dict[str, Value]:
    return {"person": service.member.name, "first": service.first, "last": service.last, **values}


@rule(
    "DU201",
    N_("The term cannot be assessed"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("The first day of every appointment is recorded."),
    why=N_("Without it nobody can say when the term ends."),
    mend=N_("Record from, and where it comes from as source."),
)
def first_day_recorded(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        if service.first is None and term_of(dataset, service):
            message = N_("The first day of {person}'s appointment is not recorded.")
            hint = N_("Record from.")
            values = _values(service)
            yield NotAssessed(service.place("from"), service.member.id, service.seat, message, values, hint, seat=service.seat)


@rule(
    "DU202",
    N_("Term longer than the mandate allows"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("No appointment runs longer than the mandate's term, unless an exception the mandate knows is recorded."),
    why=N_("The mandate appoints for a term at a time and names the reasons for another."),
    mend=N_("Correct until, or record the exception with its reason."),
)
def term_not_too_long(dataset: Dataset) -> Answers:
    for service, term in _dated(dataset):
        latest = last_day(service.first or date.max, term.years)
        if service.last and service.last > latest and not _excepted(service, term):
            message = N_("{person} is appointed until {last}; {latest} is the last day of {years} years.")
            hint = N_("Correct until, or record an exception with kind {kinds}.")
            if not term.exceptions:
                hint = N_("Correct until.")
            values = _values(service, latest=latest, years=term.years, kinds=term.exceptions)
            yield _about(service, "until", message, values, hint, service.first)


def _dated(dataset: Dataset) -> Iterator[tuple[Service, TermLength]]:
    """Appointments with a first and a last day under a mandate that gives a term."""
    for service in dataset.services.all:
        term = term_of(dataset, service)
        if service.first and service.last and term:
            yield service, term


def _excepted(service: Service, term: TermLength) -> bool:
    exception = service.appointment.exception
    return exception is not None and exception.kind in term.exceptions


def _about(service: Service, key: str, message: str, values: dict[str, Value], hint: str, day: date | None = None) -> Violation:
    return Violation(service.place(key), service.member.id, service.seat, message, values, hint, seat=service.seat, day=day)


@rule(
    "DU203",
    N_("Term of another length"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("Appointments shorter than the mandate's term, and longer ones with an exception, are named."),
    why=N_("The mandate has a normal term; the others should be seen."),
    mend=N_("Nothing needs mending when the dates are right."),
)
def term_of_other_length(dataset: Dataset) -> Answers:
    for service, term in _dated(dataset):
        latest = last_day(service.first or date.max, term.years)
        values = _values(service, latest=latest, years=term.years)
        if service.last and service.first and service.first <= service.last < latest:
            message = N_("{person} is appointed until {last}, for less than {years} years ({latest}).")
            yield _about(service, "until", message, values, "", service.first)
        elif service.last and service.last > latest and _excepted(service, term):
            exception = service.appointment.exception
            message = N_("{person} is appointed until {last}, past {latest}, with an exception: {reason}.")
            values["reason"] = (exception.reason or exception.kind) if exception else None
            yield _about(service, "until", message, values, "", service.first)


@rule(
    "DU204",
    N_("The term has run out"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Nobody is in office after the last day of the term."),
    why=N_("The mandate appoints for a term at a time."),
    mend=N_("Record a new appointment, or the last day (ended) of this one."),
)
def term_not_run_out(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        if dataset.services.expired(service, dataset.at):
            message = N_("{person}'s term ran out on {last}, and nobody has taken over.")
            hint = N_("Record a new appointment, or the last day (ended) of this one.")
            key = "until" if service.appointment.until else "from"
            yield _about(service, key, message, _values(service), hint)


@rule(
    "DU205",
    N_("The term ends soon"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_(
        "Before a term ends, a later appointment to the seat is recorded. "
        "How long before is the secretariat's own number (expiry_notice_months)."
    ),
    why=N_("Consultation and appointment take time."),
    mend=N_("Consult the bodies the mandate names, and record the next appointment."),
)
def term_followed_up(dataset: Dataset) -> Answers:
    months = dataset.policy.expiry_notice_months
    for service in dataset.in_office:
        end = service.appointment.ended or service.last
        if end and end >= dataset.at >= months_later(end, -months) and not _followed(dataset, service, end):
            message = N_("{person}'s term ends on {end}, within {months} months, and no later appointment to the seat is recorded.")
            values = _values(service, end=end, months=months)
            key = "ended" if service.appointment.ended else "until" if service.appointment.until else "from"
            yield _about(service, key, message, values, N_("Consult the bodies the mandate names, and record the next appointment."))


def _followed(dataset: Dataset, service: Service, end: date) -> bool:
    """Whether somebody is appointed to go on: the person again, or a newcomer for each place that falls vacant first."""
    others = dataset.services.in_seat(service.seat)
    if any(other.member.id == service.member.id and other.first and other.first > end for other in others):
        return True
    sitting = {other.member.id for other in others if dataset.services.holds(other, dataset.at)}
    newcomers = {other.member.id for other in others if other.first and other.first > dataset.at} - sitting
    leaving = [other for other in others if other.member.id in sitting and (_end(other) or date.max) <= end]
    return len(newcomers) >= len(leaving) > 0


def _end(service: Service) -> date | None:
    return service.appointment.ended or service.last


@rule(
    "DU206",
    N_("Dates in the wrong order"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_(
        "An appointment begins before it ends, an answer follows its question, and one person's appointments to a seat do not overlap."
    ),
    why=N_("Dates in the wrong order cannot be true, and hide what is."),
    mend=N_("Correct the date."),
)
def dates_in_order(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        yield from _ordered(service)
        for index, found in enumerate(service.appointment.consultations):
            if found.asked and found.answered and found.answered < found.asked:
                message = N_("The answer of {answered} comes before the question of {asked}.")
                values = _values(service, answered=found.answered, asked=found.asked)
                place = service.place("consultations", index, "answered")
                yield _about(service, "until", message, values, N_("Correct the date."))._replace(place=place)
    yield from _overlaps(dataset)


def _ordered(service: Service) -> Iterator[Violation]:
    for key in ("until", "ended"):
        end: date | None = getattr(service.appointment, key)
        if service.first and end and end < service.first:
            message = N_("{person}'s appointment ends on {end}, before it begins on {first}.")
            yield _about(service, key, message, _values(service, end=end), N_("Correct the date."))


def _overlaps(dataset: Dataset) -> Iterator[Violation]:
    for one, other in combinations(dataset.services.all, 2):
        if one.member is not other.member or one.seat != other.seat or not (one.first and other.first):
            continue
        earlier, later = sorted((one, other), key=lambda service: service.first or date.min)
        end = _end(earlier)
        if end is None or (later.first and later.first <= end):
            message = N_("{person}'s appointments to the seat overlap: one begins on {first}, before the other ends ({end}).")
            hint = N_("Record the last day (ended) of the first, or correct from.")
            yield _about(later, "from", message, _values(later, end=end), hint)


@rule(
    "DU207",
    N_("Ended early without a reason"),
    Severity.WARNING,
    Basis.FORMAT,
    what=N_("An appointment that ended before its time says why."),
    why=N_("Who comes later wants to know."),
    mend=N_("Record ended_reason."),
)
def early_end_explained(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        ended = service.appointment.ended
        if ended and service.last and ended < service.last and not service.appointment.ended_reason:
            message = N_("{person}'s appointment ended on {ended}, before {last}, and no reason is recorded.")
            yield _about(service, "ended", message, _values(service, ended=ended), N_("Record ended_reason."))


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
        if since is None or first < since or not wanted:
            continue
        bodies = tuple(body for body in consultees(dataset, seat, wanted, first) if body.kind == kind)
        asked = {found.body for found in service.appointment.consultations if found.asked}
        values = _values(service, seat=seat.name, bodies=tuple(body.name for body in bodies))
        place, record = service.place("consultations"), service.member.id
        if not bodies:
            yield NotAssessed(
                place, record, seat.id, absent, values, N_("Add the body to mandate.yaml if there is one."), seat=seat.id, day=first
            )
        elif asked.isdisjoint(body.id for body in bodies):
            hint = N_("Record the consultation of {bodies}, with the day it was asked.")
            yield Violation(place, record, seat.id, missing, values, hint, seat=seat.id, day=first)


def _wanted(dataset: Dataset, seat: Seat, kind: str) -> tuple[str, ...]:
    """The names under a seat's ``consult`` that mean bodies of a kind."""
    return tuple(name for name in seat.consult if name == kind or (name in dataset.bodies and dataset.bodies[name].kind == kind))


@rule(
    "DU211",
    N_("Regional network not consulted"),
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
    N_("Professional college not consulted"),
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
            values = _values(service, body=dataset.body_name(found.body), asked=found.asked)
            place = service.place("consultations", index, "asked")
            hint = N_("Correct the date; a body is asked before the day the appointment begins.")
            yield _about(service, "from", message, values, hint, service.first)._replace(place=place)


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
        if seat and seat.areas and body and body.kind == "regional_network" and not _covers(body, seat, day):
            message = N_("{body} covers {covered}, not {area}.")
            values = _values(service, body=body.name, covered=body.areas or None, area=seat.areas)
            place = service.place("consultations", index, "body")
            hint = N_("Correct the body, or consult the network that covers the area.")
            yield _about(service, "from", message, values, hint, day)._replace(place=place)


def _covers(body: Body, seat: Seat, day: date) -> bool:
    return not body.areas or covers(body.model_copy(update={"valid_from": None, "valid_to": None}), seat, day)
