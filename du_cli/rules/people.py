"""DU108–DU110, DU112: the people who hold the seats, and how they came there."""

from du_cli import counts
from du_cli.dataset.casework import stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.terms import Service
from du_cli.findings import Basis, NotAssessed, Place, Severity, Value, Violation
from du_cli.i18n import N_
from du_cli.rules.base import Answers, rule


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
    for service in dataset.surely_in_office():
        first = seen.setdefault(service.member.id, service)
        if first.seat != service.seat and first.member is service.member:  # two of one id: DU010 says so
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
    if appointing and appointing not in dataset.bodies:
        yield _nobody(appointing)
        return
    for service in dataset.in_office:
        seat = dataset.seats.get(service.seat)
        if appointing and seat and seat.kind != "body":
            yield from _judge_appointment(dataset, service, appointing)


def _nobody(appointing: str) -> NotAssessed:
    message, hint = N_("The body that appoints is given as {appointing}, and there is none of that id."), N_("Correct mandate.yaml.")
    return NotAssessed(Place(MANDATE, ("committee",)), appointing, "appoints", message, {"appointing": appointing}, hint)


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
        yield NotAssessed(service.place("appointed_by"), record, seat, message, values, hint, seat=seat, together=_NOT_RECORDED)
    elif by != appointing:
        message = N_("{person} was appointed by {by}; {appointing} appoints.")
        yield Violation(service.place("appointed_by"), record, seat, message, values, N_("Correct appointed_by."), seat=seat)
    since = dataset.policy.records_complete_from
    if since and service.first and service.first >= since and not stated(service.appointment.decision):
        message = N_("The decision that appointed {person} is not recorded.")
        hint = N_("Record the reference to it as decision.")
        yield Violation(service.place("decision"), record, seat, message, values, hint, seat=seat)


_NOT_RECORDED = N_("Who made these appointments is not recorded.")


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
    place = dataset.place(MANDATE, *dataset.version_key(version), "representatives_lead_digitalisation")
    values: dict[str, Value] = {"leading": leading, "known": counts.members(len(known)), "all": counts.members(len(people))}
    values["unknown"] = len(people) - len(known)
    if len(known) < len(people):
        message = N_("For {unknown} of {all} it is not recorded whether they lead digitalisation at home.")
        yield NotAssessed(place, version.id, version.id, message, values, N_("Record whether they do (leads_digitalisation)."))
    if 2 * leading < len(known):
        message = N_(
            "Of {known} assessed, {leading} lead digitalisation at home: fewer than half. "
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
            place = dataset.place(MEMBERS, *service.key[:2], "also_sits_in", member.also_sits_in.index(council))
            message = N_("{person} also sits in {council}.")
            values = {"person": member.name, "council": dataset.body_name(council)}
            yield Violation(place, member.id, council, message, values, seat=service.seat)
