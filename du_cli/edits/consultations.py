"""Who is asked before a new representative is appointed, and what they answered."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from du_cli.dataset.affiliation import consultees
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MEMBERS
from du_cli.dataset.terms import Service
from du_cli.edits.change import Change, changed_file
from du_cli.edits.naming import body_named, member_named, service_of
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.mandate import Body, Seat
from du_cli.models.members import Consultation
from du_cli.yamlfile.steps import Append, Edit, Set


class Asked(NamedTuple):
    """A body asked for its view: by id or name, when, and what it answered; None: waiting, or not known."""

    body: str
    asked: date | None = None
    answered: date | None = None
    advice: str | None = None


def recorded(dataset: Dataset, asked: Asked) -> dict[str, Any]:
    """A consultation as an appointment holds it."""
    return {**asked._asdict(), "body": body_named(dataset, asked.body).id}


def refuse_unasked(dataset: Dataset, person: str, seat: Seat, first: date, consulted: Iterable[Asked]) -> tuple[Message, ...]:
    """What to say about who was consulted before a new representative of a seat begins.

    Raises ``DuError``, naming the bodies, when the mandate has some of a kind asked first and none of them was
    asked before the first day. Where no such body is recorded on that day it is only said. Before the day from
    which records are complete (``records_complete_from``) nothing is asked for.
    """
    refuse_to_come(dataset, consulted)
    asked = _asked_before(dataset, first, consulted)
    for bodies in unasked(dataset, seat, first, consulted):
        raise _unasked(person, seat, first, bodies)
    says: tuple[Message, ...] = ()
    if any(not consultees(dataset, seat, (name,), first) for name in seat.consult):
        message = N_("The mandate asks for a body to be consulted for {seat}, but none that covers it is recorded on {day}.")
        says = (Message(message, {"seat": seat.name, "day": first}),)
    return (*says, *_may_ask(dataset, seat, first, asked))


def refuse_to_come(dataset: Dataset, consulted: Iterable[Asked]) -> None:
    """Raise ``DuError`` for a question or an answer that is still to come."""
    for one in consulted:
        later = next((day for day in (one.asked, one.answered) if day and day > dataset.at), None)
        if later:
            raise DuError(N_("{date} has not come yet on {day}."), date=later, day=dataset.at)


def refuse_too_late(dataset: Dataset, first: date, asked: date) -> None:
    """Raise ``DuError`` for a day on which no body was asked before an appointment: one to come, or the first day and later."""
    refuse_to_come(dataset, (Asked("", asked),))
    if asked >= first:
        raise DuError(N_("{asked} is not before the appointment begins on {first}."), asked=asked, first=first)


def unasked(dataset: Dataset, seat: Seat, first: date, consulted: Iterable[Asked]) -> tuple[tuple[Body, ...], ...]:
    """For each kind of body the mandate has asked about a seat: those there are, where none was asked before the first day."""
    since = dataset.policy.records_complete_from
    asked = _asked_before(dataset, first, consulted)
    wanted = (consultees(dataset, seat, (name,), first) for name in seat.consult if since is None or first >= since)
    return tuple(bodies for bodies in wanted if bodies and asked.isdisjoint(body.id for body in bodies))


def _asked_before(dataset: Dataset, first: date, consulted: Iterable[Asked]) -> set[str]:
    """Ids of the bodies that were asked before the first day, and by the day the change is done."""
    return {body_named(dataset, one.body).id for one in consulted if one.asked and one.asked < first and one.asked <= dataset.at}


def _unasked(person: str, seat: Seat, first: date, bodies: tuple[Body, ...]) -> DuError:
    several = N_(
        "{person} is new in {seat}, and before {first} one of these must be asked: {bodies}. "
        "When it has been, give --consulted {body}:DATE with the day it was asked."
    )
    single = N_(
        "{person} is new in {seat}, and before {first} {bodies} must be asked. "
        "When that is done, give --consulted {body}:DATE with the day."
    )
    message = several if len(bodies) > 1 else single
    names = tuple(body.name for body in bodies)
    return DuError(message, person=person, seat=seat.name, first=first, bodies=names, body=bodies[0].id)


def _may_ask(dataset: Dataset, seat: Seat, first: date, asked: set[str]) -> list[Message]:
    others = tuple(body.name for body in consultees(dataset, seat, seat.may_consult, first) if body.id not in asked)
    return [Message(N_("May be consulted as well: {bodies}."), {"bodies": others})] if others else []


def consult(dataset: Dataset, who: str, asked: Asked, seat: str | None = None) -> Change:
    """Record a body that was asked about a person's appointment, or what it answered.

    A body already recorded gets what was not known of it; nothing that is recorded is changed.
    """
    refuse_to_come(dataset, (asked,))
    member = member_named(dataset, who)
    service = service_of(dataset, member, seat)
    body = body_named(dataset, asked.body)
    edits = _consultation(service, asked._replace(body=body.id), body, dataset.at)
    subject = Message(N_("consultation: {body} about {person}"), {"body": body.name, "person": member.name})
    trailers = (("Member", member.id), ("Seat", service.seat))
    return Change({MEMBERS: changed_file(dataset, MEMBERS, edits)}, subject, trailers, following=_next(service, asked, body))


def _next(service: Service, asked: Asked, body: Body) -> str | None:
    """While the body has not answered: how its answer is recorded."""
    command = f"du-cli members consult {service.member.id} {body.id} --answered DATE --advice supports|opposes|no_view"
    return None if asked.answered else command


def _consultation(service: Service, asked: Asked, body: Body, day: date) -> list[Edit]:
    found = [number for number, one in enumerate(service.appointment.consultations) if one.body == asked.body]
    if not found:
        whole = asked._replace(asked=asked.asked or (None if asked.answered else day))
        return [Append((*service.key, "consultations"), whole._asdict())]
    number = found[-1]
    return _filled((*service.key, "consultations", number), service.appointment.consultations[number], asked, body)


def _filled(key: tuple[str | int, ...], old: Consultation, asked: Asked, body: Body) -> list[Edit]:
    """What is now known of a consultation that is recorded; raises ``DuError`` when it says something else already."""
    edits: list[Edit] = []
    for name in ("asked", "answered", "advice"):
        now, then = getattr(asked, name), getattr(old, name)
        if now is not None and then is not None and now != then:
            message = N_("{body} is recorded with {key}: {value}. Correct members.yaml if that is wrong.")
            raise DuError(message, body=body.name, key=name, value=then)
        if now is not None:
            edits.append(Set((*key, name), now))
    return edits
