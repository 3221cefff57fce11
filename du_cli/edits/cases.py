"""Cases on their way: moving one to another status, taking it back, and who is recused from it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import CASE_STATUS, lacks, moves
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.ids import case_number
from du_cli.dataset.meetings import agenda_command
from du_cli.dataset.people import find_member
from du_cli.dataset.written import is_open
from du_cli.edits.change import Change, changed_file
from du_cli.edits.naming import member_named, organisation_named
from du_cli.edits.off_agendas import leaving
from du_cli.errors import DuError, Needed, NeededError
from du_cli.i18n import N_, Either, Message, Term
from du_cli.models.cases import Case, Handling, Status
from du_cli.models.members import Member
from du_cli.models.record import altered, values
from du_cli.yamlfile.steps import Append, Edit, Set

MOVED: Final[dict[Status, str]] = {
    "proposed": N_("case {number}: proposed"),
    "in_preparation": N_("case {number}: in preparation"),
    "on_agenda": N_("case {number}: on an agenda"),
    "in_written_procedure": N_("case {number}: in written procedure"),
    "concluded": N_("case {number}: concluded"),
    "submitted": N_("case {number}: submitted"),
    "closed": N_("case {number}: closed"),
    "withdrawn": N_("case {number}: withdrawn"),
}


def changed(dataset: Dataset, file: CaseFile, edits: Iterable[Edit], subject: Message, following: str | None = None) -> Change:
    """A change of one case's file; the subject's place {number} is the case's number."""
    return Change(
        files={file.path: changed_file(dataset, file.path, edits)},
        subject=Message(subject.text, {"number": number_of(dataset, file.case), **subject.values}),
        trailers=(("Case", file.case.id),),
        following=following,
    )


def number_of(dataset: Dataset, case: Case) -> str:
    """A case's number, as people write it."""
    return case_number(dataset.policy, case.id)


def step(dataset: Dataset, case: Case, status: Status) -> str:
    """The command that takes a case from where it stands to a status."""
    if case.status == "in_written_procedure" and status != "withdrawn":
        return f"du-cli written close {case.id}"
    if case.status == "submitted":
        return f"du-cli cases answer {case.id} OUTCOME"
    commands = {
        "on_agenda": agenda_command(dataset),
        "in_written_procedure": f"du-cli written open {case.id}",
        "concluded": f"du-cli cases conclude {case.id} OUTCOME",
        "submitted": f"du-cli cases submit {case.id}",
        "withdrawn": f"du-cli cases withdraw {case.id} --note TEXT",
    }
    return commands.get(status, f"du-cli cases move {case.id} {status}")


def next_step(dataset: Dataset, case: Case) -> str | None:
    """The command that takes a case on along its way, to its end where it may go there; None where it goes no further."""
    allowed = moves(case)
    following: Status | None = "closed" if "closed" in allowed else next(iter(allowed), None)
    return step(dataset, case, following) if following else None


def refuse_move(dataset: Dataset, case: Case, status: Status) -> None:
    """Raise ``DuError`` when the table has no way from a case's status to another, with the commands there are.

    A status the case has already, without what it needs, may still get that.
    """
    refuse_open_procedure(dataset, case, status)
    allowed, number = moves(case), number_of(dataset, case)
    if status in allowed or (status == case.status and lacks(dataset, case, status)):
        return
    if case.status == status:
        raise DuError(N_("Case {number} is {status} already."), number=number, status=Term(CASE_STATUS[status]))
    refuse_at_its_end(dataset, case)
    message = N_("Case {number} is {status} and cannot be {wanted} next. What can be done: {commands}.")
    possible = (one for one in allowed if one != "in_written_procedure" or _may_go_out(dataset, case))
    commands = Either(tuple(dict.fromkeys(step(dataset, case, one) for one in possible)))
    raise DuError(message, number=number, commands=commands, status=Term(CASE_STATUS[case.status]), wanted=Term(CASE_STATUS[status]))


def _may_go_out(dataset: Dataset, case: Case) -> bool:
    """Whether a case can be sent out in writing: the mandate allows it, and it has not been out before."""
    version = dataset.version_on(dataset.at)
    norm = version.written_procedure if version else None
    return case.written_procedure is None and (norm is None or norm.allowed is not False)


def refuse_at_its_end(dataset: Dataset, case: Case) -> None:
    """Raise ``DuError`` when the table has no way on from a case's status."""
    if not moves(case):
        message = N_("Case {number} is {status} and goes no further. A new case can take it up: du-cli cases new --follows {id}")
        raise DuError(message, number=number_of(dataset, case), status=Term(CASE_STATUS[case.status]), id=case.id)


def move(dataset: Dataset, file: CaseFile, status: Status, responsible: str | None = None) -> Change:
    """Move a case to another status, as the table allows and when it has what the status needs.

    ``responsible``: who is responsible from now on, a member, body or organisation. Raises ``DuError`` saying what
    is lacking and which command records it.
    """
    edits: list[Edit] = [Set(("status",), status)]
    case = file.case
    if responsible:
        who = responsible_named(dataset, responsible)
        edits, case = [Set(("responsible",), who), *edits], altered(case, responsible=who)
    refuse_move(dataset, case, status)
    _refuse_a_second_procedure(dataset, case, status)
    _refuse_lacking(dataset, case, status)
    after = altered(case, status=status)
    change = changed(dataset, file, edits, Message(MOVED[status]), following=next_step(dataset, after))
    return leaving(dataset, case, change) if case.status == "on_agenda" and status in _LEAVES_AGENDA else change


_LEAVES_AGENDA: Final = ("in_preparation", "in_written_procedure", "withdrawn")


def refuse_open_procedure(dataset: Dataset, case: Case, status: Status) -> None:
    """Raise ``DuError`` when a case is out in writing: it goes anywhere else once that is closed, unless it is withdrawn."""
    if is_open(case) and status not in ("in_written_procedure", "withdrawn"):
        message = N_("The written procedure in case {number} is not closed. Close it with {command}")
        to_meeting = case.status == "in_written_procedure" and status in ("on_agenda", "in_preparation")
        command = f"du-cli written close {case.id}{' --to-meeting' if to_meeting else ''}"
        raise DuError(message, number=number_of(dataset, case), command=command)


def _refuse_a_second_procedure(dataset: Dataset, case: Case, status: Status) -> None:
    procedure = case.written_procedure
    if status == "in_written_procedure" and procedure and procedure.sent and procedure.closed:
        message = N_("The written procedure in case {number} was closed on {closed}, and a case has one only.")
        raise DuError(message, number=number_of(dataset, case), closed=procedure.closed)


def _refuse_lacking(dataset: Dataset, case: Case, status: Status) -> None:
    lack = lacks(dataset, case, status)
    if lack is None:
        return
    values = {"number": number_of(dataset, case), "status": Term(CASE_STATUS[status]), "why": Term(lack.message)}
    if status == "in_preparation":
        message = N_("Case {number} cannot be {status} yet. {why} Give --responsible with who it is.")
        raise NeededError(message, Needed("responsible", "--responsible", N_("Who is responsible")), **values)
    raise DuError(N_("Case {number} cannot be {status} yet. {why} Command: {command}"), command=step(dataset, case, status), **values)


def responsible_named(dataset: Dataset, text: str) -> str:
    """The id of a member, body or organisation that answers for a case."""
    member = find_member(dataset, text)
    return member.id if member else organisation_named(dataset, text, dataset.at)


def raiser_named(dataset: Dataset, text: str, day: date) -> str:
    """The id of who raises a case: a member, the committee, a body or an organisation; or a register name."""
    member = find_member(dataset, text)
    committee = dataset.mandate.committee if dataset.mandate else None
    if member:
        return member.id
    if committee and text.casefold() in {committee.id, committee.name.casefold(), (committee.short_name or committee.id).casefold()}:
        return committee.id
    return organisation_named(dataset, text, day)


def handled(file: CaseFile, new: Handling) -> list[Edit]:
    """A handling put last, unless the case has it already."""
    known = {(one.date, one.meeting, one.outcome) for one in file.case.handling}
    return [] if (new.date, new.meeting, new.outcome) in known else [Append(("handling",), dict(values(new)))]


def withdraw(dataset: Dataset, file: CaseFile, note: str) -> Change:
    """Take a case back; the note says why."""
    refuse_move(dataset, file.case, "withdrawn")
    edits = [*handled(file, Handling(date=dataset.at, outcome="withdrawn", note=note)), Set(("status",), "withdrawn")]
    change = replace(changed(dataset, file, edits, Message(MOVED["withdrawn"])), says=_ends_in_writing(file.case))
    return leaving(dataset, file.case, change)


def _ends_in_writing(case: Case) -> tuple[Message, ...]:
    """What to say of a case withdrawn while it is out for answers."""
    if case.status != "in_written_procedure":
        return ()
    return (Message(N_("The written procedure ends with that and is not closed with a result. Tell those who were asked.")),)


class Considered(NamedTuple):
    """Whether a member, by id or name, is recused; the provision, and the day it was decided."""

    who: str
    decided: date
    recused: bool = True
    basis: str | None = None


def recuse(dataset: Dataset, file: CaseFile, wanted: Considered) -> Change:
    """Record whether a member is recused from a case; raises ``DuError`` when it was decided before, or the case is closed."""
    refuse_closed(dataset, file.case)
    member = member_named(dataset, wanted.who)
    refuse_considered(dataset, file, member)
    outcome = "recused" if wanted.recused else "not_recused"
    value = {"member": member.id, "outcome": outcome, "basis": wanted.basis, "decided": wanted.decided}
    subject = N_("case {number}: {person} is recused") if wanted.recused else N_("case {number}: {person} is not recused")
    change = changed(dataset, file, [Append(("recusals",), value)], Message(subject, {"person": member.name}))
    says = _recused_late(file.case, member) if wanted.recused else ()
    return replace(change, trailers=(*change.trailers, ("Member", member.id)), says=says)


def refuse_closed(dataset: Dataset, case: Case) -> None:
    """Raise ``DuError`` for a case that is closed."""
    if case.status == "closed":
        refuse_at_its_end(dataset, case)


def refuse_considered(dataset: Dataset, file: CaseFile, member: Member) -> None:
    """Raise ``DuError`` when it is recorded already whether a member is recused from a case."""
    earlier = next((one for one in file.case.recusals if one.member == member.id), None)
    if earlier is None:
        return
    message = N_("It is recorded already that {person} is recused from case {number}. Correct {path} if that is wrong.")
    if earlier.outcome != "recused":
        message = N_("It is recorded already that {person} is not recused from case {number}. Correct {path} if that is wrong.")
    raise DuError(message, person=member.name, number=number_of(dataset, file.case), path=file.path)


def _recused_late(case: Case, member: Member) -> tuple[Message, ...]:
    """What to say of a member recused after answering in writing."""
    procedure = case.written_procedure
    if procedure is None or not any(one.member == member.id for one in procedure.responses):
        return ()
    return (Message(N_("{person} has answered in writing; that answer is not counted."), {"person": member.name}),)
