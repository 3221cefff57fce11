"""What a name given to an edit means: a member, a seat, a body, an organisation; raised with the nearest when nothing."""

from collections.abc import Iterator
from datetime import date

from du_cli import registers
from du_cli.dataset.affiliation import Affiliation, affiliation
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.nearest import nearest
from du_cli.dataset.people import find_member
from du_cli.dataset.references import NAMES
from du_cli.dataset.terms import Service
from du_cli.edits.change import no_such
from du_cli.errors import DuError, Needed, NeededError
from du_cli.i18n import N_
from du_cli.models.mandate import Body, Seat, Version
from du_cli.models.members import Member


def member_named(dataset: Dataset, text: str) -> Member:
    """The member with an id or, where only one has it, a name."""
    found = find_member(dataset, text)
    if found is None:
        raise unknown_member(dataset, text)
    return found


def unknown_member(dataset: Dataset, text: str) -> DuError:
    """The error for a text that is no member's id or name, with the nearest."""
    return no_such(NAMES["member"], text, (*(member.name for member in dataset.members), *dataset.member))


def member_place(dataset: Dataset, member: Member) -> int:
    """Where a member stands in the roster."""
    return next(number for number, found in enumerate(dataset.members) if found.id == member.id)


def version_on(dataset: Dataset, day: date) -> Version:
    """The mandate in force on a day."""
    version = dataset.version_on(day)
    if version is None:
        raise DuError(N_("No version of the mandate is in force on {day}."), day=day)
    return version


def seat_named(dataset: Dataset, text: str, day: date) -> Seat:
    """The seat with an id or a name in the mandate in force on a day."""
    seats = version_on(dataset, day).seats
    found = next((seat for seat in seats if text in (seat.id, seat.name)), None)
    if found is None:
        raise no_such(NAMES["seat"], text, (*(seat.name for seat in seats), *(seat.id for seat in seats)))
    return found


def seat_title(dataset: Dataset, service: Service) -> str:
    """The name of an appointment's seat in the mandate of its first day."""
    version = dataset.version_on(service.first or dataset.at)
    return next((seat.name for seat in version.seats if seat.id == service.seat), service.seat) if version else service.seat


def body_named(dataset: Dataset, text: str) -> Body:
    """The body with an id or a name."""
    found = next((body for body in dataset.bodies.values() if text in (body.id, body.name)), None)
    if found is None:
        raise no_such(NAMES["body"], text, (*(body.name for body in dataset.bodies.values()), *dataset.bodies))
    return found


def organisation_named(dataset: Dataset, text: str, day: date) -> str:
    """How an organisation is written in the data: an id of the data, or its register name on the day.

    Raises ``DuError`` for a name nobody has, with the nearest; for one that several share, with the candidates;
    and for an organisation that does not exist on the day, with those that came after or before it.
    """
    found = affiliation(dataset, text, day)
    named = next((key for key, name in _names(dataset) if name.casefold() == text.casefold()), text)
    if not found.known and named != text:
        found = affiliation(dataset, named, day)
    if not found.known:
        raise _unknown(dataset, text, day)
    if not found.exists_on(day):
        raise _absent(found, day)
    return found.unit.label_on(day) if found.unit else named


def _names(dataset: Dataset) -> Iterator[tuple[str, str]]:
    yield from ((one.id, one.name) for one in dataset.organisation.values())
    yield from ((body.id, body.name) for body in dataset.bodies.values())


def _unknown(dataset: Dataset, text: str, day: date) -> DuError:
    labels = registers.resolve(text, day).labels
    if labels:
        return DuError(N_("{text} may be {names}. Write which."), text=text, names=labels)
    near = (*nearest(text, [part for pair in _names(dataset) for part in pair]), *registers.suggestions(text))
    if near:
        return DuError(N_("There is no organisation {text}. The nearest: {names}."), text=text, names=tuple(near))
    return DuError(N_("There is no organisation {text}. Write its register name, as in Bergen kommune, or its id."), text=text)


def _absent(found: Affiliation, day: date) -> DuError:
    if found.unit and found.unit.has_ended(day):
        heirs = tuple(unit.label_on(day) for unit in registers.successors(found.unit, day))
        message = N_("{organisation} ceased to exist after {last}. Its successors: {heirs}.")
        return DuError(message, organisation=found.name, last=found.last_day, heirs=heirs)
    if found.unit:
        before = tuple(unit.label_on(day) for unit in registers.predecessors(found.unit, day))
        message = N_("{organisation} does not exist until {first}. Its predecessors: {before}.")
        return DuError(message, organisation=found.name, first=found.unit.first_day, before=before)
    return DuError(N_("{organisation} does not exist on {day}."), organisation=found.name, day=day)


def service_of(dataset: Dataset, member: Member, seat: str | None) -> Service:
    """The appointment of a person that an edit is about: the one in office on the day, else the latest.

    Raises ``DuError`` when there is none, ``NeededError`` when the person sits in two seats and ``seat`` names neither.
    """
    own = [service for service in dataset.services.all if service.member is member and seat in (None, service.seat)]
    if not own:
        if seat:
            raise DuError(N_("{person} has no appointment to {seat}."), person=member.name, seat=seat)
        raise DuError(N_("{person} has no appointment."), person=member.name)
    sitting = [service for service in own if dataset.services.holds(service, dataset.at)] or own
    if len({service.seat for service in sitting}) > 1:
        seats = tuple(dict.fromkeys(service.seat for service in sitting))
        message, question = N_("{person} is appointed to {seats}. Give --seat."), N_("Which seat it is about")
        raise NeededError(message, Needed("seat", "--seat", question, seats), person=member.name, seats=seats)
    return max(sitting, key=lambda service: service.first or date.min)
