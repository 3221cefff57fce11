"""Appointments: a new one, a longer term, and the end of one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from du_cli import counts
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MEMBERS
from du_cli.dataset.people import find_member
from du_cli.dataset.terms import Service, last_day
from du_cli.edits.change import Change, changed_file
from du_cli.edits.consultations import Asked, recorded, refuse_unasked, unasked
from du_cli.edits.members import Person, member_of
from du_cli.edits.naming import (
    body_named,
    member_named,
    member_place,
    organisation_named,
    seat_named,
    seat_title,
    service_of,
    unknown_member,
    version_on,
)
from du_cli.errors import DuError, Needed, NeededError
from du_cli.i18n import N_, Message
from du_cli.models.mandate import Body, Seat, TermLength
from du_cli.models.members import Appointment, Member
from du_cli.yamlfile.steps import Append, Edit, Set


@dataclass(frozen=True)
class Excepted:
    """A term that is not the mandate's: its last day, the reason, the mandate's word for it, and when it was decided."""

    until: date | None = None
    reason: str | None = None
    kind: str | None = None
    decided: date | None = None


@dataclass(frozen=True)
class Appointing:
    """An appointment to be recorded; what is None takes its default, or is not known."""

    seat: str
    first: date
    term: Excepted = Excepted()
    consulted: tuple[Asked, ...] = ()
    organisation: str | None = None
    appointed_by: str | None = None
    decision: str | None = None
    role: str | None = None
    source: str | None = None


def appoint(dataset: Dataset, who: str, wanted: Appointing, *, supposing: bool = False) -> Change:
    """Appoint somebody to a seat: a member by id or name, or a new person by name and organisation.

    The last day is the mandate's unless an exception says otherwise. Raises ``DuError`` when the bodies the mandate
    names for the seat were not asked before the appointment begins; a reappointment needs no question, nor does an
    appointment that is only supposed.
    """
    seat = seat_named(dataset, wanted.seat, wanted.first)
    member = find_member(dataset, who)
    new = None if member else _newcomer(dataset, who, wanted, supposing=supposing)
    name = member.name if member else who
    says = (
        ()
        if supposing or (member and _held_before(dataset, member, seat, wanted.first))
        else refuse_unasked(dataset, name, seat, wanted.first, wanted.consulted)
    )
    value = _appointment(dataset, seat, wanted, member)
    edit = _recorded(dataset, member, new, value)
    return Change(
        files={MEMBERS: changed_file(dataset, MEMBERS, [edit])},
        subject=Message(N_("appointment: {person} to {seat} from {first}"), {"person": name, "seat": seat.name, "first": wanted.first}),
        trailers=(("Member", member.id if member else edit.value["id"]), ("Seat", seat.id)),
        says=(*says, *_term_said(name, wanted.first, value["until"])),
    )


def still_to_ask(dataset: Dataset, who: str, wanted: Appointing) -> tuple[tuple[Body, ...], ...]:
    """The bodies of which one must be asked before somebody is appointed, for each kind the mandate names; empty when all is done."""
    seat, member = seat_named(dataset, wanted.seat, wanted.first), find_member(dataset, who)
    if member and _held_before(dataset, member, seat, wanted.first):
        return ()
    return unasked(dataset, seat, wanted.first, wanted.consulted)


def _newcomer(dataset: Dataset, who: str, wanted: Appointing, *, supposing: bool) -> dict[str, Any]:
    """A person not in the roster yet; without an organisation it was an id or name that was meant, and misspelt."""
    if wanted.organisation is not None:
        return member_of(dataset, Person(who, wanted.organisation))
    unknown = unknown_member(dataset, who)
    if supposing:
        raise unknown
    message = N_("There is no member {text}. For a new person, give --organisation.")
    if "nearest" in unknown.values:
        message = N_("There is no member {text}. Did you mean {nearest}? For a new person, give --organisation.")
    raise DuError(message, **unknown.values)


def _held_before(dataset: Dataset, member: Member, seat: Seat, first: date) -> bool:
    """Whether a person has an earlier appointment to a seat, so that this one makes no new representative."""
    own = (service.first for service in dataset.services.in_seat(seat.id) if service.member is member)
    return any(begun is None or begun < first for begun in own)


def _appointment(dataset: Dataset, seat: Seat, wanted: Appointing, member: Member | None) -> dict[str, Any]:
    term = version_on(dataset, wanted.first).term
    until, exception = _ends(term, wanted.first, wanted.term)
    committee = dataset.mandate.committee.appointing if dataset.mandate else None
    return {
        "seat": seat.id,
        "from": wanted.first,
        "until": until,
        "ended": None,
        "ended_reason": None,
        "appointed_by": body_named(dataset, wanted.appointed_by).id if wanted.appointed_by else committee,
        "decision": wanted.decision,
        **({"organisation": _other_organisation(dataset, member, wanted)} if member and wanted.organisation else {}),
        **({"role": wanted.role} if wanted.role else {}),
        "consultations": [recorded(dataset, asked) for asked in wanted.consulted],
        "exception": exception,
        "source": wanted.source,
    }


def _other_organisation(dataset: Dataset, member: Member, wanted: Appointing) -> str | None:
    """The organisation of this appointment; None when it is the member's own."""
    found = organisation_named(dataset, wanted.organisation or "", dataset.at)
    return None if found == member.organisation else found


def _recorded(dataset: Dataset, member: Member | None, new: dict[str, Any] | None, value: dict[str, Any]) -> Append:
    if member:
        return Append(("members", member_place(dataset, member), "appointments"), value)
    return Append(("members",), {**(new or {}), "appointments": [value]})


def _term_said(name: str, first: date, until: date | None) -> tuple[Message, ...]:
    if until is None:
        return (Message(N_("{person} is appointed from {first}; the mandate gives no term."), {"person": name, "first": first}),)
    return (Message(N_("{person} is appointed from {first} until {until}."), {"person": name, "first": first, "until": until}),)


def _ends(term: TermLength | None, first: date, wanted: Excepted) -> tuple[date | None, dict[str, Any] | None]:
    """The last day of an appointment, and the exception where it is not the mandate's."""
    if term is None:
        if wanted.reason:
            raise DuError(N_("The mandate gives no term, so there is no exception to record."))
        return wanted.until, None
    latest = last_day(first, term.years)
    until = wanted.until or latest
    if wanted.reason:
        if until == latest:
            message = N_("{until} is the last day of the mandate's {years}, so there is no exception to record. Give another --until.")
            raise DuError(message, until=until, years=counts.years(term.years))
        return until, _exception(term, wanted)
    if until > latest:
        raise _past(term, until, latest)
    return until, None


def _past(term: TermLength, until: date, latest: date) -> DuError:
    """The error for a last day after the mandate's, without a reason for it."""
    values = {"until": until, "latest": latest, "years": counts.years(term.years)}
    if not term.exceptions:
        return DuError(N_("{until} is past {latest}, the last day of the mandate's {years}, and it allows no exception."), **values)
    message = N_("{until} is past {latest}, the last day of the mandate's {years}. Give --exception with the reason.")
    question = N_("Why it goes on after {latest}, the last day of the mandate's {years}")
    return NeededError(message, Needed("reason", "--exception", question), **values)


def _exception(term: TermLength, wanted: Excepted) -> dict[str, Any]:
    """An exception of a kind the mandate allows."""
    kind = wanted.kind or (term.exceptions[0] if len(term.exceptions) == 1 else None)
    if not term.exceptions:
        raise DuError(N_("The mandate allows no exception from its {years}."), years=counts.years(term.years))
    if kind not in term.exceptions:
        message, question = (
            N_("The mandate's exceptions are {kinds}. Give one with --exception-kind."),
            N_("Which of the mandate's exceptions"),
        )
        raise NeededError(message, Needed("kind", "--exception-kind", question, term.exceptions), kinds=term.exceptions)
    return {"kind": kind, "reason": wanted.reason, "decided": wanted.decided}


def extend(dataset: Dataset, who: str, wanted: Excepted, seat: str | None = None, decision: str | None = None) -> Change:
    """Let an appointment run longer; past the mandate's term only with an exception.

    The format has one decision and one exception for an appointment: what was recorded stays, and the new text follows it.
    """
    member = member_named(dataset, who)
    service, until = running(dataset, member, seat), wanted.until or date.min
    if service.last and until <= service.last:
        raise DuError(N_("{person} is appointed until {last} already."), person=member.name, last=service.last)
    version = dataset.version_on(service.first or dataset.at)
    exception = _ends(version.term if version else None, service.first, wanted)[1] if service.first else None
    if wanted.reason and not service.first:
        raise DuError(N_("The first day of {person}'s appointment is not recorded, so no exception can be judged."), person=member.name)
    earlier = service.appointment
    edits: list[Edit] = [Set((*service.key, "until"), until)]
    if exception:
        reason = _both(earlier.exception.reason if earlier.exception else None, exception["reason"])
        edits.append(Set((*service.key, "exception"), exception | {"reason": reason}))
    edits += [Set((*service.key, "decision"), _both(earlier.decision, decision))] if decision else []
    subject = Message(N_("term: {person} until {until}"), {"person": member.name, "until": until})
    return replace(_about(dataset, service, edits, subject), says=tuple(_kept(earlier, exception, decision)))


def _both(old: str | None, new: str) -> str:
    """A text with another behind it, unless it says that already."""
    if not old or not old.strip():
        return new
    return old if new in old.split("; ") else f"{old}; {new}"


def _kept(earlier: Appointment, exception: dict[str, Any] | None, decision: str | None) -> Iterator[Message]:
    """What to say of a decision and an exception that were recorded before."""
    both = _both(earlier.decision, decision) if decision else None
    if both not in (decision, earlier.decision):
        yield Message(N_("The decision is recorded as {decision}, the earlier one first."), {"decision": both})
    before = earlier.exception
    if exception and before and before.decided and before.decided != exception["decided"]:
        message = N_("An exception was recorded already, decided on {before}. Its reason is kept first, and the day is now {decided}.")
        yield Message(message, {"before": before.decided, "decided": exception["decided"]})


def end(dataset: Dataset, who: str, ended: date, reason: str | None, seat: str | None = None) -> Change:
    """Record the last day a person served; the appointment stays in the roster. Before its time the reason is needed."""
    member = member_named(dataset, who)
    service = running(dataset, member, seat)
    if service.last and ended < service.last and not reason:
        message = N_("{person} is appointed until {last}. Give --reason with why it ends before.")
        question = N_("Why it ends before {last}")
        raise NeededError(message, Needed("reason", "--reason", question), person=member.name, last=service.last)
    if service.last and max(service.last, dataset.at) < ended:
        message = N_("{person} is appointed until {last}. To let it run longer, type du-cli members extend {member} --until DATE.")
        raise DuError(message, person=member.name, last=service.last, member=member.id)
    edits: list[Edit] = [Set((*service.key, "ended"), ended)]
    edits += [Set((*service.key, "ended_reason"), reason)] if reason else []
    subject = Message(
        N_("appointment: {person} leaves {seat} after {ended}"),
        {"person": member.name, "seat": seat_title(dataset, service), "ended": ended},
    )
    return _about(dataset, service, edits, subject, "du-cli seats list")


def running(dataset: Dataset, member: Member, seat: str | None = None) -> Service:
    """A person's appointment, as ``service_of`` finds it; raises ``DuError`` for one whose end is recorded."""
    service = service_of(dataset, member, seat)
    if service.appointment.ended:
        message = N_("{person}'s appointment ended on {ended}. Record a new one with du-cli members appoint.")
        raise DuError(message, person=member.name, ended=service.appointment.ended)
    return service


def _about(dataset: Dataset, service: Service, edits: list[Edit], subject: Message, following: str | None = None) -> Change:
    trailers = (("Member", service.member.id), ("Seat", service.seat))
    return Change({MEMBERS: changed_file(dataset, MEMBERS, edits)}, subject, trailers, following=following)
