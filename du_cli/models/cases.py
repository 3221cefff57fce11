"""cases/<year>/<nnn>.yaml: one case from the day it was raised until it is closed."""

from typing import Annotated, Literal

from du_cli.i18n import N_
from du_cli.models.base import (
    NOT_KNOWN,
    BodyId,
    CaseId,
    CaseRef,
    Count,
    Day,
    Hash,
    Id,
    Many,
    MeetingRef,
    MemberId,
    OrElse,
    Party,
    Record,
    Shown,
    Text,
    Wanted,
    refers,
    says,
)

CaseType = Literal["preparation", "recommendation", "initiative", "common_solution", "advice", "information"]
Status = Literal[
    "proposed",
    "in_preparation",
    "on_agenda",
    "in_written_procedure",
    "concluded",
    "submitted",
    "closed",
    "withdrawn",
]
HandlingOutcome = Literal[
    "discussed",
    "postponed",
    "adopted",
    "rejected",
    "noted",
    "referred",
    "contributed",
    "unanswered",
    "withdrawn",
]
Access = Literal["public", "restricted"]
ResponsePosition = Literal["supports", "supports_with_comments", "objects", "asks_for_meeting", "abstains", "no_comment"]
RecommendationPosition = Literal["fund", "fund_on_conditions", "do_not_fund", "return", "support", "oppose", "other"]
AnswerOutcome = Literal["followed", "partly_followed", "not_followed", "postponed", "returned", "noted"]
DecisionOutcome = Literal["granted", "granted_in_part", "rejected"]
DocumentKind = Literal["case_paper", "attachment", "proposal", "presentation"]


class Raised(Record):
    """When the case was raised, and by whom."""

    date: Annotated[Day | None, says("The day it was raised.")] = None
    by: Annotated[
        str | None,
        refers("member", "body", "committee", "organisation", "register"),
        says("Id of a member, a body, the committee or an organisation, or a register name."),
    ] = None


class Project(Record):
    """The project a case is about, and the money it asks for."""

    name: Annotated[str | None, says("The project's name.")] = None
    scheme: Annotated[str | None, says("The funding scheme; null: no money asked for.")] = None
    applicants: Annotated[Many[Party], says("Who applies: register names, or ids of organisations and bodies.")] = ()
    participants: Annotated[Many[Party], says("Who takes part: register names, or ids of organisations and bodies.")] = ()
    amount: Annotated[Count | None, says("Amount applied for, in whole kroner.")] = None
    total_cost: Annotated[Count | None, says("Total cost, in whole kroner.")] = None
    phase: Annotated[Literal["concept", "delivery"] | None, says("The project's phase.")] = None
    uses_fiks: Annotated[bool | None, says("Whether it builds on the Fiks platform; null: not recorded.")] = None


class Recusal(Record):
    """A member's impartiality in a case, considered."""

    member: Annotated[MemberId, says("Id of the member.")]
    outcome: Annotated[Literal["recused", "not_recused"], says("What was decided.")] = "recused"
    basis: Annotated[str | None, says("The provision, as in fvl. § 6 første ledd bokstav e.")] = None
    decided: Annotated[Day | None, says("The day it was decided.")] = None


class Handling(Record):
    """One time the case was handled."""

    date: Annotated[Day, says("The day.")]
    meeting: Annotated[MeetingRef | None, says("Id of the meeting; null when it was not in a meeting.")] = None
    outcome: Annotated[HandlingOutcome, says("What came of it.")]
    note: Annotated[str | None, says("A remark.")] = None


class Response(Record):
    """An answer in a written procedure."""

    member: Annotated[MemberId | None, OrElse("body"), says("Id of the member who answers.")] = None
    body: Annotated[BodyId | None, says("Id of the body, for a holder who is not published.")] = None
    date: Annotated[Day, says("The day of the answer.")]
    position: Annotated[ResponsePosition, says("The answer.")]
    comment: Annotated[str | None, says("A remark.")] = None


class WrittenProcedure(Record):
    """A case handled in writing."""

    reason: Annotated[str | None, says("Why in writing.")] = None
    sent: Annotated[Day | None, says("The day it was sent out.")] = None
    question: Annotated[str | None, says("What is asked.")] = None
    sent_to: Annotated[
        Many[MemberId] | Literal["all"] | None, Wanted(N_("a list of members, or all")), says("Ids of the members asked, or all.")
    ] = None
    deadline: Annotated[Day | None, says("Last day to answer.")] = None
    extended_to: Annotated[Day | None, says("The new last day, when it was put off.")] = None
    reminders: Annotated[Many[Day], says("The days reminders were sent.")] = ()
    closed: Annotated[Day | None, says("The day it was closed; null: still open.")] = None
    summary: Annotated[str | None, says("What came of it, in words.")] = None
    responses: Annotated[Many[Response], says("The answers; no answer is never counted as support.")] = ()


class Votes(Record):
    """The votes in the meeting."""

    for_: Annotated[Count | None, says("Votes for.", alias="for")] = None
    against: Annotated[Count | None, says("Votes against.")] = None
    abstained: Annotated[Count | None, says("Members who did not vote.")] = None


class Dissent(Record):
    """A member's own view."""

    member: Annotated[MemberId, says("Id of the member.")]
    text: Annotated[str | None, says("The view.")] = None


class Recommendation(Record):
    """What the committee recommends."""

    adopted: Annotated[Day | None, says("The day it was adopted.")] = None
    by: Annotated[Literal["meeting", "written_procedure"] | None, says("How it was adopted.")] = None
    meeting: Annotated[MeetingRef | None, says("Id of the meeting that adopted it.")] = None
    text: Annotated[str | None, says("The recommendation.")] = None
    text_sha256: Annotated[Hash | None, says("SHA-256 of the canonical text, from the day it was adopted.")] = None
    position: Annotated[RecommendationPosition | None, says("The position it takes.")] = None
    votes: Annotated[Votes | None, says("The votes in the meeting.")] = None
    dissents: Annotated[Many[Dissent], says("Members' own views.")] = ()


class Submission(Record):
    """The case sent on to the body the committee advises."""

    date: Annotated[Day | None, says("The day it was sent.")] = None
    to: Annotated[BodyId | None, says("Id of the body.")] = None
    council_meeting: Annotated[Day | None, says("The day of that body's meeting.")] = None


class Answer(Record):
    """What the addressee answered."""

    date: Annotated[Day | None, says("The day of the answer.")] = None
    outcome: Annotated[AnswerOutcome | None, says("The answer.")] = None
    note: Annotated[str | None, says("A remark.")] = None


class Decision(Record):
    """What came of it in the end."""

    date: Annotated[Day | None, says("The day of the decision.")] = None
    by: Annotated[BodyId | None, says("Id of the body that decided.")] = None
    outcome: Annotated[DecisionOutcome | None, says("The decision.")] = None
    amount: Annotated[Count | None, says("Amount granted, in whole kroner.")] = None
    note: Annotated[str | None, says("A remark.")] = None


class CaseDocument(Record):
    """A paper that belongs to the case or meeting."""

    title: Annotated[str | None, says("The paper's title.")] = None
    kind: Annotated[DocumentKind | None, says("What kind of paper it is.")] = None
    path: Annotated[str | None, says("Its path in the repository.")] = None
    url: Annotated[str | None, says("Its address.")] = None
    date: Annotated[Day | None, says("Its date.")] = None
    access: Annotated[Access | None, says("Who may read it; null: as the case.")] = None
    legal_basis: Annotated[str | None, says("The provision, when it is restricted.")] = None
    sha256: Annotated[Hash | None, says("SHA-256 of the file.")] = None


class Case(Record):
    """The whole of a case file."""

    id: Annotated[CaseId, says("Year and number; the file's path says the same.")]
    title: Annotated[Text, says("The case in one line."), Shown()]
    type: Annotated[CaseType, says("What kind of case it is."), NOT_KNOWN]
    mandate_tasks: Annotated[Many[int | Id], says("The tasks of the mandate it serves.")] = ()
    status: Annotated[Status, says("Where it stands."), NOT_KNOWN]
    raised: Annotated[Raised, says("When it was raised, and by whom."), Shown(Raised())]
    council_mandate: Annotated[str | None, says("The part of the council's mandate it falls under.")] = None
    responsible: Annotated[
        str | None, refers("member", "body", "organisation"), says("Id of the member, body or organisation responsible for the case.")
    ] = None
    access: Annotated[Access, says("Who may read it.")] = "public"
    legal_basis: Annotated[str | None, says("The provision, when it is restricted.")] = None
    addressee: Annotated[BodyId | None, says("Id of the body it goes to; null: it stays in the committee.")] = None
    summary: Annotated[str | None, says("What it is about.")] = None
    proposal: Annotated[str | None, says("The proposed recommendation.")] = None
    project: Annotated[Project | None, says("The project it is about.")] = None
    recusals: Annotated[Many[Recusal], says("Members whose impartiality was considered.")] = ()
    handling: Annotated[Many[Handling], says("Each time it was handled.")] = ()
    written_procedure: Annotated[WrittenProcedure | None, says("Its handling in writing.")] = None
    recommendation: Annotated[Recommendation | None, says("What the committee recommends.")] = None
    submission: Annotated[Submission | None, says("When it was sent on.")] = None
    answer: Annotated[Answer | None, says("What the addressee answered.")] = None
    decision: Annotated[Decision | None, says("What came of it in the end.")] = None
    networks_involved: Annotated[Many[BodyId], says("Ids of regional networks worked with.")] = ()
    follows: Annotated[CaseRef | None, says("Id of an earlier case this one continues.")] = None
    documents: Annotated[Many[CaseDocument], says("Its papers.")] = ()
