"""DU503, DU506, DU507: who was asked in writing, who answered, and how it was closed."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, Any

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import CONCLUDED, recused
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.written import Silent, asked, deadline, unpublished_holders, waited_for
from du_cli.findings import Basis, Severity, Violation
from du_cli.i18n import N_
from du_cli.rules.base import Answers, case_rule, found, unknown
from du_cli.rules.deadlines import norm

if TYPE_CHECKING:
    from du_cli.models.cases import Response, WrittenProcedure


@case_rule(
    "DU503",
    N_("Everybody is asked"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_("A written procedure is sent to everyone in office that day, apart from the recused and holders who are not published."),
    why=N_("A decision in writing is the whole committee's only when every member could answer."),
    mend=N_("Send it to those who are missing and record them under sent_to; record recusals under recusals."),
)
def everybody_asked(dataset: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    if procedure is None or procedure.sent_to == "all" or not case.whole or not norm(dataset, case):
        return
    sent, key = procedure.sent, ("written_procedure", "sent_to")
    if sent is None or procedure.sent_to is None:
        message = N_("When and to whom the case was sent is not recorded, so that nobody can say whether everyone was asked.")
        yield unknown(case, key, message, N_("Record sent and sent_to."), day=sent)
    elif sent <= dataset.at and dataset.whole(MANDATE, MEMBERS):
        missing = dataset.services.people(sent).keys() - procedure.sent_to - recused(case.case)
        hint = N_("Send the case to {person} and add {member} to sent_to, or record the recusal.")
        for member in sorted(missing):
            message, name = N_("{person} was in office on {day} and was not asked."), dataset.member_name(member)
            yield found(case, key, message, hint, subject=member, day=sent, person=name, member=member)


@case_rule(
    "DU506",
    N_("Answers that do not count, or came late"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_(
        "Whoever answers is in office and was asked, and answers once; a body answers for no more people than its unpublished holders."
    ),
    why=N_(
        "Each answer too many shifts the result; a late one counts while the procedure is not closed, and everybody sees that it was late."
    ),
    mend=N_("Correct the answer, or take it out; nobody's answer is counted twice."),
    variants={"late": Severity.INFORMATION},
)
def answers_count(dataset: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    if procedure is None or not procedure.responses:
        return
    people, last = _asked(dataset, case, procedure), deadline(procedure)
    first: dict[str, date] = {}
    for number, response in enumerate(procedure.responses):
        member, day = response.member, response.date
        if day > dataset.at:
            continue
        if member and (message := _not_entitled(dataset, people, member, day)):
            yield _of(case, procedure, number, "member", message, who=_who(dataset, response), date=day)
        if member in first:
            message = N_("{who} has answered already, on {earlier}.")
            yield _of(case, procedure, number, "member", message, who=_who(dataset, response), earlier=first[member])
        elif member:
            first[member] = day
        if last and day > last:
            message = N_("{who} answered on {date}, after the deadline {deadline}.")
            yield _of(case, procedure, number, "date", message, variant="late", who=_who(dataset, response), date=day, deadline=last)
    if procedure.sent and dataset.version_on(procedure.sent) and dataset.whole(MEMBERS, MANDATE):
        yield from _unpublished(dataset, case, procedure, procedure.sent)


def _asked(dataset: Dataset, case: CaseFile, procedure: "WrittenProcedure") -> AbstractSet[str] | None:
    """Who was asked; None when that is not recorded, or cannot be told because a file is broken."""
    return asked(dataset, case.case) if (dataset.whole(MEMBERS) if procedure.sent_to == "all" else case.whole) else None


def _not_entitled(dataset: Dataset, people: AbstractSet[str] | None, member: str, day: date) -> str | None:
    """Why a member's answer does not count; None when it does, or when nothing is known of the member."""
    if member not in dataset.member:
        return None
    if member not in dataset.services.people(day) and dataset.whole(MANDATE, MEMBERS):
        return N_("{who} answered on {date} and was not in office that day.")
    return None if people is None or member in people else N_("{who} answered and was not asked.")


def _unpublished(dataset: Dataset, case: CaseFile, procedure: "WrittenProcedure", sent: date) -> Answers:
    """Answers of a body beyond the number of people who hold its seats and are not published."""
    if all(response.member for response in procedure.responses):
        return
    holders, answers = unpublished_holders(dataset, sent), Counter[str]()
    for number, response in enumerate(procedure.responses):
        body = response.body
        if response.member is None and body and body in dataset.bodies and response.date <= dataset.at:
            answers[body] += 1
            if answers[body] > (count := holders.get(body, 0)):
                message = N_("This is answer number {answer} of {who}, whose unpublished holders are {holders} in number.")
                yield _of(case, procedure, number, "body", message, who=_who(dataset, response), answer=answers[body], holders=count)


def _who(dataset: Dataset, response: "Response") -> str | None:
    return dataset.member_name(response.member) if response.member else dataset.body_name(response.body)


def _of(
    case: CaseFile, procedure: "WrittenProcedure", number: int, key: str, message: str, *, variant: str | None = None, **values: Any
) -> Violation:
    response = procedure.responses[number]
    hint = N_("It counts, and is shown as late.") if variant else N_("Correct the answer, or take it out.")
    place, subject = ("written_procedure", "responses", number, key), response.member or response.body
    return found(case, place, message, hint, subject=subject, variant=variant, day=procedure.sent, **values)


@case_rule(
    "DU507",
    N_("A written procedure closed too soon"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_(
        "A written procedure is closed before its deadline is over only when everybody has answered, and a case to which somebody objects, "
        "or for which somebody asks for a meeting, is not concluded in writing without one. Answers count on the deadline itself."
    ),
    why=N_("Silence is never support, and whoever wants to talk about a case has a reason."),
    mend=N_("Wait for the deadline; take the case to a meeting when somebody objects or asks for one."),
)
def closed_with_care(dataset: Dataset, case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    if procedure is None or procedure.closed is None or procedure.closed > dataset.at:
        return
    last = deadline(procedure)
    if last and procedure.closed <= last and case.whole and dataset.whole(MEMBERS, MANDATE):
        yield from _before_all_answered(dataset, case, procedure, procedure.closed)
    if case.case.status in CONCLUDED and _in_writing(case, procedure.closed):
        yield from _against_objections(dataset, case, procedure, procedure.closed)


def _before_all_answered(dataset: Dataset, case: CaseFile, procedure: "WrittenProcedure", closed: date) -> Answers:
    missing, key = waited_for(dataset, case.case, closed), ("written_procedure", "closed")
    if missing is None:
        message = N_("Closed on {closed}, before the deadline {deadline} was over; who was asked is not recorded.")
        hint = N_("Record sent and sent_to.")
        yield unknown(case, key, message, hint, day=procedure.sent, closed=closed, deadline=deadline(procedure))
    elif missing.members or missing.bodies:
        message = N_("Closed on {closed}, before the deadline {deadline} was over, without the answers of {missing}.")
        hint, who = N_("Wait for the deadline, or for the answers."), tuple(_names(dataset, missing))
        yield found(case, key, message, hint, day=procedure.sent, closed=closed, deadline=deadline(procedure), missing=who)


def _names(dataset: Dataset, missing: Silent) -> Iterator[str]:
    yield from map(dataset.member_name, missing.members)
    yield from (f"{dataset.body_name(body)} ({count})" for body, count in missing.bodies.items())


def _in_writing(case: CaseFile, closed: date) -> bool:
    """Whether a concluded case was not handled at a meeting on the day its written procedure was closed, or later."""
    recommendation = case.case.recommendation
    if recommendation and recommendation.by == "meeting":
        return False
    return case.whole and not any(handled.meeting and handled.date >= closed for handled in case.case.handling)


def _against_objections(dataset: Dataset, case: CaseFile, procedure: "WrittenProcedure", closed: date) -> Answers:
    out = recused(case.case)
    for number, response in enumerate(procedure.responses):
        if response.member in out:
            continue
        if response.position == "objects":
            message = N_("{who} objected, and the case was concluded in writing with no later meeting.")
        elif response.position == "asks_for_meeting":
            message = N_("{who} asked for a meeting, and the case was concluded in writing with no later one.")
        else:
            continue
        if response.date <= closed:
            key, subject = ("written_procedure", "responses", number, "position"), response.member or response.body
            hint, step = N_("Take it up at a meeting, in a new case that follows it."), f"cases new --follows {case.case.id}"
            yield found(case, key, message, hint, command=step, subject=subject, day=procedure.sent, who=_who(dataset, response))
