"""mandate.yaml: the committee, the bodies around it, and the versions of its mandate."""

from typing import Annotated, Literal

from du_cli.models.base import (
    NOT_KNOWN,
    Area,
    BodyId,
    ClauseId,
    ClauseRef,
    Consultee,
    Count,
    Day,
    Filled,
    Id,
    Many,
    NotBelow,
    OrganisationNumber,
    Positive,
    Record,
    Shown,
    Text,
    says,
)

BodyKind = Literal[
    "association",
    "council",
    "committee",
    "regional_network",
    "chief_executives",
    "professional_college",
    "agency",
    "other",
]
SeatKind = Literal["body", "municipality", "county", "municipality_and_county", "any"]


class Committee(Record):
    """The committee itself and the bodies it answers to."""

    id: Annotated[Id, says("The committee's id.")]
    name: Annotated[Text, says("The committee's full name."), Shown()]
    short_name: Annotated[str | None, says("A short name, as used in running text.")] = None
    language: Annotated[Literal["nb", "nn", "en"], says("The language of the committee's documents."), Shown("nb")]
    leads: Annotated[BodyId | None, says("Id of the body that chairs the committee.")] = None
    secretariat: Annotated[BodyId | None, says("Id of the body that runs the secretariat.")] = None
    appoints: Annotated[BodyId | None, says("Id of the body that appoints the members; by default the one that leads.")] = None
    advises: Annotated[BodyId | None, says("Id of the body that receives the committee's recommendations.")] = None

    @property
    def appointing(self) -> str | None:
        """The body that appoints: ``appoints``, else the body that leads."""
        return self.appoints or self.leads


class Body(Record):
    """A body the data refers to by id."""

    id: Annotated[Id, says("The body's id.")]
    name: Annotated[Text, says("The body's name."), Shown()]
    kind: Annotated[BodyKind, says("What kind of body it is.")] = "other"
    organisation_number: Annotated[OrganisationNumber | None, says("Nine digits, in quotes.")] = None
    areas: Annotated[Many[Area], says("The counties it covers, by name or number.")] = ()
    valid_from: Annotated[Day | None, says("The day it came into being; null: not recorded.")] = None
    valid_to: Annotated[Day | None, says("Its last day; null: it still exists, or not recorded.")] = None


class TermLength(Record):
    """How long the mandate appoints for."""

    years: Annotated[Positive, says("The length of a term, in years.")]
    exceptions: Annotated[Many[str], says("The reasons for which a term may be another, as in continuity.")] = ()


class MeetingNorm(Record):
    """How many meetings the mandate calls normal in a month."""

    min: Annotated[Count, says("The fewest meetings in a normal month.")]
    max: Annotated[Count, NotBelow("min"), says("The most meetings in a normal month.")]


class WrittenNorm(Record):
    """What the mandate says of written procedure."""

    allowed: Annotated[bool, says("Whether cases may be handled in writing.")] = True
    reasonable_deadline: Annotated[bool, says("Whether the mandate asks for a reasonable deadline.")] = False


class Task(Record):
    """One of the things the committee is for."""

    id: Annotated[int | Id, says("The task's id, which cases name.")]
    name: Annotated[Text, says("The task in a few words."), Shown()]
    clause: Annotated[ClauseRef | None, says("The clause that gives the task.")] = None


class Seat(Record):
    """A line of the mandate's composition: a number of places and who may hold them."""

    id: Annotated[Id, says("The seat's id, which appointments name.")]
    name: Annotated[Text, says("The seat's name."), Shown()]
    count: Annotated[Count, says("The number of places."), Shown(0)]
    kind: Annotated[SeatKind, says("What kind of organisation a holder comes from."), NOT_KNOWN]
    body: Annotated[BodyId | None, says("For kind body: the id of that body.")] = None
    areas: Annotated[Many[Area], says("The counties a holder's organisation lies in, by name or number.")] = ()
    excluded_areas: Annotated[Many[Area], says("Counties a holder's organisation may not lie in.")] = ()
    clause: Annotated[ClauseRef | None, says("The clause that gives the seat.")] = None
    consult: Annotated[Many[Consultee], says("Bodies, or kinds of body, to consult before a new representative is appointed.")] = ()
    may_consult: Annotated[Many[Consultee], says("Bodies, or kinds of body, that may be consulted too.")] = ()


class HandledBy(Record):
    """What takes care of a clause: rules, records and reports, or why nothing does."""

    rules: Annotated[Many[str], says("Codes of the rules that enforce the clause.")] = ()
    records: Annotated[Many[str], says("Keys of the format that record it, as in cases.mandate_tasks.")] = ()
    reports: Annotated[Many[str], says("Reports that show it.")] = ()
    out_of_scope: Annotated[Text | None, says("Why the program does nothing about the clause.")] = None


class Clause(Record):
    """A sentence or item of the mandate, in our own words."""

    id: Annotated[ClauseId, says("The clause's id.")]
    section: Annotated[str | None, says("The mandate's heading above it.")] = None
    reference: Annotated[Text, says("Where in the mandate it stands: section, paragraph, sentence."), NOT_KNOWN]
    summary: Annotated[str | None, says("What it says, in one sentence of our own.")] = None
    handled_by: Annotated[HandledBy, says("What takes care of it."), Shown(HandledBy())]


class Version(Record):
    """The mandate as it stood for a time."""

    id: Annotated[Text, says("The version's id, in quotes when it is a number.")]
    valid_from: Annotated[Day | None, says("First day; null: from the beginning.")] = None
    valid_to: Annotated[Day | None, says("Last day, inclusive; null: still in force.")] = None
    source: Annotated[str | None, says("The document: title or reference.")] = None
    size: Annotated[Count | None, says("Members in all; null when the mandate gives no number.")] = None
    term: Annotated[TermLength | None, says("The length of a term; null when the mandate gives none.")] = None
    meetings_per_month: Annotated[MeetingNorm | None, says("Normal number of meetings a month.")] = None
    written_procedure: Annotated[WrittenNorm | None, says("What the mandate says of written procedure.")] = None
    representatives_lead_digitalisation: Annotated[bool | None, says("Whether members ought to lead digitalisation at home.")] = None
    tasks: Annotated[Many[Task], says("The committee's tasks.")] = ()
    seats: Annotated[Many[Seat], says("The seats, in the mandate's order."), Shown(())]
    clauses: Annotated[Many[Clause], says("One entry for every sentence or item that says something."), Shown(())]


class Mandate(Record):
    """The whole file."""

    committee: Annotated[Committee, says("The committee.")]
    bodies: Annotated[Many[Body], says("Every body the data refers to by id.")] = ()
    versions: Annotated[Many[Version], says("The versions of the mandate, which neither overlap nor leave gaps."), Filled()]
