"""policy.yaml and waivers.yaml: the secretariat's own numbers, and findings it accepts for a time."""

from typing import Annotated, Literal

from du_cli.models.base import BodyId, CaseNumber, Count, Day, Many, Month, Record, RuleCode, Share, Text, says

Protected = Literal["approved", "held", "called", "closed", "concluded", "submitted", "withdrawn"]


class Policy(Record):
    """The whole of policy.yaml; every key has its default."""

    records_complete_from: Annotated[Day | None, says("From this day on, missing evidence of process is a finding; null: nowhere.")] = None
    expiry_notice_months: Annotated[Count, says("Warn this many months before a term ends.")] = 6
    meeting_notice_days: Annotated[Count, says("Days from the call to the meeting.")] = 7
    written_deadline_working_days: Annotated[Count, says("The shortest reasonable deadline, in Norwegian working days.")] = 5
    quiet_months: Annotated[Many[Month], says("Months, 1 to 12, without the normal number of meetings.")] = (7,)
    quorum_share: Annotated[Share | None, says("Share of the members in office who must be present; null: no quorum.")] = None
    outreach_months: Annotated[
        Count | None, says("Longest time between a member's reports of outreach, in months; null: not required.")
    ] = 12
    case_number: Annotated[CaseNumber, says("How a case's number is written for people, with {sequence}, {yy} and {year}.")] = (
        "{sequence}/{yy}"
    )
    protected_after: Annotated[dict[Literal["meeting", "case"], Protected], says("The status after which a record may not change.")] = {
        "meeting": "approved",
        "case": "closed",
    }
    allowed_signers: Annotated[
        str | None, says("Path of an SSH allowed-signers file, outside the data folder; null: signatures not required.")
    ] = None


class Waiver(Record):
    """A finding accepted for a stated reason until a stated date."""

    rule: Annotated[RuleCode, says("Code of the rule, as in DU103.")]
    subject: Annotated[Text, says("The subject or record of the finding.")]
    reason: Annotated[Text, says("Why it is accepted.")]
    decided: Annotated[Day | None, says("The day it was accepted.")] = None
    decided_by: Annotated[BodyId | None, says("Id of the body that accepted it.")] = None
    until: Annotated[Day, says("Last day, inclusive.")]


class Waivers(Record):
    """The whole of waivers.yaml."""

    waivers: Annotated[Many[Waiver], says("The waivers.")] = ()
