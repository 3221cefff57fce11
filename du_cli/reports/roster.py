"""The roster: who is in office on a day, and one person's appointments."""

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.nearest import nearest
from du_cli.dataset.people import find_member
from du_cli.dataset.terms import Service
from du_cli.dataset.vocabulary import exceptions
from du_cli.document import Column, Document, Heading, Paragraph, Table
from du_cli.errors import DuError
from du_cli.i18n import N_, _, fill, shown
from du_cli.models.members import Member
from du_cli.reports.names import named_as, organisation_name

if TYPE_CHECKING:
    from du_cli.reports.person import MemberWork

ROLES: Final = {
    "leader": N_("leader"),
    "deputy_leader": N_("deputy leader"),
    "secretary": N_("secretary"),
    "member": N_("member"),
}


class Holder(NamedTuple):
    """One person in one seat."""

    id: str
    name: str
    organisation: str
    title: str | None
    role: str
    seat: str | None
    seat_name: str | None
    first: date | None
    last: date | None
    ended: date | None


class Unpublished(NamedTuple):
    """Places of a seat held by people the source does not name."""

    seat: str
    seat_name: str
    places: int


class RosterFacts(NamedTuple):
    """Who is in office on a day."""

    committee: str | None
    name: str | None
    at: date
    members: tuple[Holder, ...]
    unpublished: tuple[Unpublished, ...]


class ConsultationFacts(NamedTuple):
    """A body consulted before an appointment."""

    body: str
    name: str | None
    asked: date | None
    answered: date | None
    advice: str | None


class AppointmentFacts(NamedTuple):
    """One appointment of a person."""

    seat: str
    seat_name: str
    organisation: str
    role: str
    first: date | None
    last: date | None
    ended: date | None
    ended_reason: str | None
    in_office: bool
    appointed_by: str | None
    decision: str | None
    consultations: tuple[ConsultationFacts, ...]
    exception: str | None
    source: str | None


class MemberFacts(NamedTuple):
    """One person: what is recorded, and every appointment."""

    committee: str | None
    at: date
    id: str
    name: str
    organisation: str
    title: str | None
    leads_digitalisation: bool | None
    resource_environment: bool | None
    role: str
    also_sits_in: tuple[str, ...]
    in_office: bool
    appointments: tuple[AppointmentFacts, ...]
    work: "MemberWork | None" = None


def facts(dataset: Dataset, *, everybody: bool = False) -> RosterFacts:
    """Who is in office on the day, in the file's order; with ``everybody`` past and future members too."""
    chosen = dataset.services.all if everybody else dataset.in_office
    by_member = {service.member.id for service in dataset.services.all}
    idle = [member for member in dataset.members if member.id not in by_member and (everybody or member.role == "secretary")]
    order = {member.id: number for number, member in enumerate(dataset.members)}
    holders = [*(_holder(dataset, service) for service in chosen), *(_without_seat(dataset, member) for member in idle)]
    unpublished = (
        Unpublished(seat.id, seat.name, dataset.unpublished(seat.id)) for seat in dataset.seats.values() if dataset.unpublished(seat.id)
    )
    name = dataset.mandate.committee.name if dataset.mandate else None
    ordered = tuple(sorted(holders, key=lambda holder: order[holder.id]))
    return RosterFacts(dataset.committee, name, dataset.at, ordered, tuple(unpublished))


def last_of(dataset: Dataset, service: Service) -> date | None:
    """The last day a person is appointed for; None where that is not known, or cannot be read."""
    return service.last if dataset.last_known(service) else None


def seat_name(dataset: Dataset, seat: str) -> str:
    """A seat's name in the version in force, else in any version, else its id."""
    named = (found.name for version in dataset.versions for found in version.seats if found.id == seat)
    return dataset.seats[seat].name if seat in dataset.seats else next(named, seat)


def _holder(dataset: Dataset, service: Service) -> Holder:
    member = service.member
    return Holder(
        member.id,
        member.name,
        organisation_name(dataset, service),
        member.title,
        service.role,
        service.seat,
        seat_name(dataset, service.seat),
        service.first,
        last_of(dataset, service),
        service.appointment.ended,
    )


def _without_seat(dataset: Dataset, member: Member) -> Holder:
    organisation = named_as(dataset, member.organisation, dataset.at)
    return Holder(member.id, member.name, organisation, member.title, member.role, None, None, None, None, None)


def layout(found: RosterFacts) -> Document:
    """The roster as a table, and how many holders are not published, seat by seat."""
    columns = (Column(_("Name")), Column(_("Organisation")), Column(_("Seat")), Column(_("From")), Column(_("Until")))
    rows = tuple(
        (_named(holder), holder.organisation, shown(holder.seat_name), day(holder.first), day(holder.ended or holder.last))
        for holder in found.members
    )
    unpublished = tuple((one.seat_name, str(one.places)) for one in found.unpublished)
    others = (Table((Column(_("Seat")), Column(_("Not published"), "right")), unpublished, _("Members who are not published")),)
    nobody = () if rows or unpublished else (Paragraph(_("Nobody is in office.")),)
    title = fill(N_("{committee}: members on {day}"), {"committee": found.name or found.committee, "day": found.at})
    return Document(title, (Table(columns, rows), *(others if unpublished else nobody)))


def _named(holder: Holder) -> str:
    if holder.role == "member":
        return holder.name
    return fill(N_("{name} ({role})"), {"name": holder.name, "role": _(ROLES[holder.role])})


def day(value: date | None) -> str:
    """A date in a table, as in 2026-02-03; a dash when it is not recorded."""
    return value.isoformat() if value else shown(None)


def member_facts(dataset: Dataset, member_id: str) -> MemberFacts:
    """One person's facts, by id or name; raises ``DuError`` when there is no such person, or two share the name."""
    member = find_member(dataset, member_id)
    if member is None:
        near = nearest(member_id, dataset.member)
        if near:
            raise DuError(N_("There is no member {text}. Did you mean {nearest}?"), text=member_id, nearest=near[0])
        raise DuError(N_("There is no member {text}. See du-cli members list."), text=member_id)
    own = [service for service in dataset.services.all if service.member is member]
    appointments = tuple(_appointment(dataset, service) for service in own)
    return MemberFacts(
        dataset.committee,
        dataset.at,
        member.id,
        member.name,
        _own_name(dataset, member),
        member.title,
        member.leads_digitalisation,
        member.resource_environment,
        member.role,
        tuple(dataset.body_name(body) or body for body in member.also_sits_in),
        any(appointment.in_office for appointment in appointments),
        appointments,
    )


def _own_name(dataset: Dataset, member: Member) -> str:
    """Where a person comes from: by the appointment in office on the day, else by the member's own record."""
    sitting = (organisation_name(dataset, service) for service in dataset.in_office if service.member is member)
    return next(sitting, named_as(dataset, member.organisation, dataset.at))


def _appointment(dataset: Dataset, service: Service) -> AppointmentFacts:
    recorded = service.appointment
    consulted = tuple(
        ConsultationFacts(one.body, dataset.body_name(one.body), one.asked, one.answered, one.advice) for one in recorded.consultations
    )
    exception = recorded.exception
    return AppointmentFacts(
        service.seat,
        seat_name(dataset, service.seat),
        organisation_name(dataset, service),
        service.role,
        service.first,
        last_of(dataset, service),
        recorded.ended,
        recorded.ended_reason,
        dataset.services.holds(service, dataset.at),
        dataset.body_name(recorded.appointed_by),
        recorded.decision,
        consulted,
        (exception.reason or exception.kind) if exception else None,
        recorded.source,
    )


ADVICE: Final = {"supports": N_("supports"), "opposes": N_("opposes"), "no_view": N_("no view")}


def member_layout(found: MemberFacts) -> Document:
    """One person: what is recorded in a table, then each appointment."""
    status = _("In office") if found.in_office else _("Not in office")
    pairs = (
        (_("Id"), found.id),
        (_("Organisation"), found.organisation),
        (_("Position"), _recorded(found.title)),
        (_("Leads digitalisation at home"), _recorded(found.leads_digitalisation)),
        (_("Resource environment"), _recorded(found.resource_environment)),
        (_("Role"), _(ROLES[found.role])),
        (_("Also sits in"), shown(found.also_sits_in) or shown(None)),
        (fill(N_("On {day}"), {"day": found.at}), status),
    )
    blocks = [block for one in found.appointments for block in _appointment_blocks(one)]
    none = () if blocks else (Paragraph(_("No appointments are recorded.")),)
    return Document(found.name, (table_of(pairs), *blocks, *none))


def table_of(pairs: tuple[tuple[str, str], ...]) -> Table:
    """Names and values as a table with two columns."""
    return Table((Column(_("What")), Column(_("Recorded"))), pairs)


def _recorded(value: object) -> str:
    return _("not recorded") if value is None else shown(value)


def _appointment_blocks(one: AppointmentFacts) -> tuple[Heading | Table, ...]:
    pairs = (
        (_("From"), _recorded(one.first)),
        (_("Until"), _recorded(one.last)),
        (_("Ended"), shown(one.ended)),
        (_("Reason"), shown(one.ended_reason)),
        (_("Organisation"), one.organisation),
        (_("Appointed by"), _recorded(one.appointed_by)),
        (_("Decision"), _recorded(one.decision)),
        (_("Exception"), shown(exceptions((one.exception,)) if one.exception else None)),
        (_("Source"), _recorded(one.source)),
        *((_("Consulted"), _consulted(body)) for body in one.consultations),
    )
    return Heading(one.seat_name, 2), table_of(pairs)


def _consulted(body: ConsultationFacts) -> str:
    values = {"body": body.name, "asked": body.asked, "answered": body.answered, "advice": _(ADVICE.get(body.advice or "", ""))}
    if body.answered is None:
        return fill(N_("{body}, asked {asked}, no answer yet"), values)
    return fill(N_("{body}, asked {asked}, answered {answered}: {advice}"), values)
