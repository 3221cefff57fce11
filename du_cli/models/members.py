"""members.yaml and organisations.yaml: people, their appointments, and where they come from."""

from typing import Annotated, Literal

from du_cli.models.base import (
    NOT_KNOWN,
    Area,
    BodyId,
    Day,
    Id,
    Many,
    OrganisationNumber,
    Positive,
    Record,
    SeatId,
    Shown,
    Text,
    refers,
    says,
)

Role = Literal["leader", "deputy_leader", "secretary", "member"]
Advice = Literal["supports", "opposes", "no_view"]
OrganisationKind = Literal["intermunicipal", "company", "association", "agency", "other"]


class Consultation(Record):
    """A body asked for its view before an appointment."""

    body: Annotated[BodyId, says("Id of the body that was asked.")]
    asked: Annotated[Day | None, says("The day it was asked.")] = None
    answered: Annotated[Day | None, says("The day it answered; null while waiting.")] = None
    advice: Annotated[Advice | None, says("What it answered; null while waiting.")] = None


class TermException(Record):
    """Why a term is not the mandate's."""

    kind: Annotated[str | None, says("The mandate's word for the reason, as in continuity.")] = None
    reason: Annotated[str | None, says("The reason in words.")] = None
    decided: Annotated[Day | None, says("The day it was decided.")] = None


class Appointment(Record):
    """One period of one person in one seat."""

    seat: Annotated[SeatId, says("Id of the seat."), NOT_KNOWN]
    from_: Annotated[Day | None, says("First day; null: not recorded.", alias="from")] = None
    until: Annotated[Day | None, says("Appointed until, inclusive; null: the mandate's term from `from`.")] = None
    ended: Annotated[Day | None, says("Last day served, when it ended before `until`.")] = None
    ended_reason: Annotated[str | None, says("Why it ended before `until`.")] = None
    appointed_by: Annotated[BodyId | None, says("Id of the body that appointed.")] = None
    decision: Annotated[str | None, says("Reference to the decision.")] = None
    organisation: Annotated[str | None, says("The person's organisation in this appointment, when it is not the member's.")] = None
    role: Annotated[Role | None, says("The person's role in this appointment, when it is not the member's.")] = None
    consultations: Annotated[Many[Consultation], says("Bodies that were consulted.")] = ()
    exception: Annotated[TermException | None, says("Set when the term is not the mandate's.")] = None
    source: Annotated[str | None, says("Where these facts come from.")] = None


class Member(Record):
    """A person and their appointments."""

    id: Annotated[Id, says("The person's id: stable, never reused.")]
    name: Annotated[Text, says("The person's name."), Shown()]
    organisation: Annotated[Text, says("Register name, number, or the id of an organisation or body."), NOT_KNOWN]
    title: Annotated[str | None, says("Position at home.")] = None
    leads_digitalisation: Annotated[bool | None, says("Whether the person leads digitalisation at home; null: not recorded.")] = None
    resource_environment: Annotated[
        bool | None, says("Whether the person represents a resource environment that the mandate gives priority.")
    ] = None
    role: Annotated[Role, says("The person's role in the committee.")] = "member"
    also_sits_in: Annotated[Many[BodyId], says("Ids of other bodies the person sits in.")] = ()
    appointments: Annotated[Many[Appointment], says("The person's appointments, one entry a period.")] = ()


class Roster(Record):
    """The whole of members.yaml."""

    unpublished_holders: Annotated[
        dict[Id, Positive], refers("seat"), says("Places of a seat known to be held by people the source does not name.")
    ] = {}
    members: Annotated[Many[Member], says("The members, past and present.")]


class Organisation(Record):
    """An organisation that is neither a municipality nor a county."""

    id: Annotated[Id, says("The organisation's id.")]
    name: Annotated[Text, says("The organisation's name."), Shown()]
    kind: Annotated[OrganisationKind, says("What kind of organisation it is.")] = "other"
    area: Annotated[Area | None, says("The county it lies in, by name or number.")] = None
    organisation_number: Annotated[OrganisationNumber | None, says("Nine digits, in quotes.")] = None
    valid_from: Annotated[Day | None, says("The day it came into being; null: not recorded.")] = None
    valid_to: Annotated[Day | None, says("Its last day; null: it still exists, or not recorded.")] = None
    note: Annotated[str | None, says("What else is known.")] = None


class Organisations(Record):
    """The whole of organisations.yaml."""

    organisations: Annotated[Many[Organisation], says("The organisations.")] = ()
