"""DU501, DU502, DU504, DU505, DU508: why a case is handled in writing, and by when."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from du_cli import counts
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE
from du_cli.dataset.written import deadline, earliest_deadline, working_days_wanted
from du_cli.findings import Basis, Key, Severity
from du_cli.i18n import N_
from du_cli.models.mandate import WrittenNorm
from du_cli.registers import count_working_days, is_working_day, working_days_after
from du_cli.rules.base import Answers, case_rule, found, unknown

if TYPE_CHECKING:
    from du_cli.models.cases import WrittenProcedure

DAY: Final = timedelta(days=1)


def norm(dataset: Dataset, case: CaseFile) -> WrittenNorm | None:
    """What the mandate in force when a case was sent out says of written procedure; None where it says nothing."""
    procedure = case.case.written_procedure
    version = dataset.version_on((procedure and procedure.sent) or dataset.at)
    return version.written_procedure if version else None


def deadline_key(procedure: "WrittenProcedure") -> Key:
    """Where the deadline that counts stands."""
    return ("written_procedure", "extended_to" if procedure.extended_to else "deadline")


def extend(case: CaseFile) -> str | None:
    """The command that puts off the deadline; None when the procedure is closed."""
    procedure = case.case.written_procedure
    return None if procedure is None or procedure.closed else f"written extend {case.case.id} --until DATE"


@case_rule(
    "DU501",
    N_("A written procedure without a deadline"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("A written procedure has a deadline, later than the day it was sent."),
    why=N_("The mandate asks for a reasonable deadline; without one nobody knows when silence is an answer too late."),
    mend=N_("Record the deadline that was set."),
)
def deadline_set(dataset: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    if procedure is None:
        return
    last, sent = deadline(procedure), procedure.sent
    if (last and sent and sent < last) or not _deadline_wanted(dataset, case):
        return
    if last is None and case.whole:
        message, hint = N_("The written procedure has no deadline."), N_("Record the deadline.")
        yield found(case, ("written_procedure", "deadline"), message, hint, day=sent)
    elif last and sent:
        message = N_("The deadline {deadline} is not after {day}, when it was sent.")
        yield found(case, deadline_key(procedure), message, N_("Correct the dates."), command=extend(case), day=sent, deadline=last)


def _deadline_wanted(dataset: Dataset, case: CaseFile) -> bool:
    said = norm(dataset, case)
    return said is not None and said.reasonable_deadline


@case_rule(
    "DU502",
    N_("A deadline that is too short"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_(
        "The deadline leaves the working days the secretariat's policy calls reasonable, not counting the day of sending: twice as many "
        "when the period touches weeks 28–30, Easter week or 24 December to 1 January."
    ),
    why=N_("The mandate asks for a reasonable deadline, and members have other work, and holidays."),
    mend=N_("Put the deadline off; the number of days is written_deadline_working_days in policy.yaml."),
)
def deadline_reasonable(dataset: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    last = deadline(procedure) if procedure else None
    if procedure is None or last is None:
        return
    sent, least = procedure.sent, dataset.policy.written_deadline_working_days
    days = count_working_days(sent + DAY, last) if sent and sent < last else 0
    if days >= 2 * least or not _deadline_wanted(dataset, case):
        return
    if sent is None:
        message = N_("The day the case was sent out is not recorded, so that the deadline cannot be judged.")
        yield unknown(case, ("written_procedure", "sent"), message, N_("Record the day (sent)."))
    elif sent < last and days < (wanted := working_days_wanted(sent, last, least)):
        message = N_("{days} from {day} to {deadline}; the secretariat's policy asks for {wanted}.")
        if wanted > least:
            message = N_("{days} from {day} to {deadline}; in holiday time the secretariat's policy asks for {wanted}.")
        earliest = earliest_deadline(sent, least, last)
        twice = working_days_wanted(sent, earliest, least) > wanted
        hint = N_("Leave more time in the next one.") if procedure.closed else _put_off(into_holidays=twice)
        key, command = deadline_key(procedure), extend(case)
        given = counts.working_days(days)
        yield found(case, key, message, hint, command=command, day=sent, days=given, wanted=wanted, deadline=last, earliest=earliest)


def _put_off(*, into_holidays: bool) -> str:
    """What to do about a deadline that is too short."""
    if into_holidays:
        return N_("Put the deadline off to {earliest} or later: that runs into holiday time, where the policy asks for twice as many days.")
    return N_("Put the deadline off to {earliest} or later.")


@case_rule(
    "DU504",
    N_("Why a case is handled in writing"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("Every written procedure says why it is one, and the mandate allows it."),
    why=N_("The mandate has cases handled in writing where that serves the purpose better than a meeting."),
    mend=N_("Record the reason; where the mandate does not allow it, take the case to a meeting."),
    variants={"not_allowed": Severity.ERROR},
)
def written_with_reason(dataset: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    if procedure is None:
        return
    said, key, day = norm(dataset, case), ("written_procedure", "reason"), procedure.sent or dataset.at
    if said and not said.allowed:
        message, hint = N_("The mandate does not allow written procedure."), N_("Take the case to a meeting.")
        yield found(case, ("written_procedure",), message, hint, variant="not_allowed", day=day)
    elif said and not stated(procedure.reason) and case.whole:
        yield found(case, key, N_("Why the case is handled in writing is not recorded."), N_("Record the reason (reason)."), day=day)
    elif dataset.versions and dataset.version_on(day) is None and dataset.whole(MANDATE):
        message = N_("No version of the mandate was in force on {day}.")
        yield unknown(case, key, message, N_("Correct the day, or add the version to mandate.yaml."), day=day)


@case_rule(
    "DU505",
    N_("A deadline on a day off"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_("The deadline of a written procedure is a working day."),
    why=N_("Nobody answers on a Sunday or on a public holiday; the days before it are the deadline in truth."),
    mend=N_("Put the deadline off to the next working day."),
)
def deadline_on_a_working_day(_: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    last = deadline(procedure) if procedure else None
    if procedure and last and not is_working_day(last):
        message, hint = N_("The deadline {deadline} is not a working day."), N_("The next one is {next}.")
        key, following = deadline_key(procedure), working_days_after(last, 1)
        yield found(case, key, message, hint, command=extend(case), day=procedure.sent, deadline=last, next=following)


@case_rule(
    "DU508",
    N_("The deadline has passed"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("A written procedure is closed once its deadline has passed."),
    why=N_("Members have answered and wait for what came of it."),
    mend=N_("Close it: count the answers, and move the case on or to a meeting; or put the deadline off."),
)
def closed_in_time(dataset: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    closed = procedure is not None and procedure.closed is not None and procedure.closed <= dataset.at
    if procedure is None or closed or case.case.status == "withdrawn" or not case.whole:
        return
    last = deadline(procedure)
    if last and last < dataset.at and norm(dataset, case):
        message, hint = N_("The deadline was {deadline}, and the procedure is not closed."), N_("Close it, or put the deadline off.")
        command = f"written close {case.case.id}"
        yield found(case, deadline_key(procedure), message, hint, command=command, day=procedure.sent, deadline=last)
