"""The seats: places, holders and vacancies on a day, and the area in that day's counties."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from du_cli import counts, registers
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE
from du_cli.document import Column, Document, Note, Table
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.models.mandate import Seat
from du_cli.reports.names import organisation_name


class SeatHolder(NamedTuple):
    """Who holds a place."""

    id: str
    name: str
    organisation: str


class SeatFacts(NamedTuple):
    """One seat on a day."""

    id: str
    name: str
    kind: str
    places: int | None
    """None where the number cannot be read."""
    holders: tuple[SeatHolder, ...]
    unpublished: int
    vacant: int | None
    """None where that, or who holds a place, cannot be read."""
    clause: str | None
    reference: str | None
    areas: tuple[str, ...]
    counties: tuple[str, ...]


class SeatsFacts(NamedTuple):
    """Every seat of the version in force on a day."""

    committee: str | None
    name: str | None
    at: date
    version: str | None
    places: int | None
    filled: int | None
    """None, as the other sums, where the seats cannot be read."""
    vacant: int | None
    unpublished: int
    seats: tuple[SeatFacts, ...]


def facts(dataset: Dataset) -> SeatsFacts:
    """Every seat in the mandate's order; one person holds one place however many appointments overlap."""
    seats = tuple(_seat(dataset, seat) for seat in dataset.seats.values())
    return SeatsFacts(
        dataset.committee,
        dataset.mandate.committee.name if dataset.mandate else None,
        dataset.at,
        dataset.version.id if dataset.version else None,
        _total(seat.places for seat in seats) if dataset.lists("seats") else None,
        sum(len(seat.holders) + seat.unpublished for seat in seats) if dataset.lists("seats") else None,
        _total(seat.vacant for seat in seats) if dataset.lists("seats") and dataset.whole(MANDATE) else None,
        sum(seat.unpublished for seat in seats),
        seats,
    )


def _total(numbers: Iterable[int | None]) -> int | None:
    """The sum of some numbers; None where one is not known."""
    known = tuple(numbers)
    return None if None in known else sum(filter(None, known))


def _vacant(dataset: Dataset, seat: Seat, held: int) -> int | None:
    vacant = max(0, seat.count - held)
    return vacant if "count" not in dataset.unread(seat) and (not vacant or dataset.held_known()) else None


def _seat(dataset: Dataset, seat: Seat) -> SeatFacts:
    sitting = {service.member.id: service for service in dataset.in_office if service.seat == seat.id}
    holders = tuple(SeatHolder(one.member.id, one.member.name, organisation_name(dataset, one)) for one in sitting.values())
    unpublished = dataset.unpublished(seat.id)
    clause = dataset.clause(seat.clause) if seat.clause else None
    counties = tuple(county.name for area in seat.areas for county in registers.counties_on(area, dataset.at))
    return SeatFacts(
        seat.id,
        seat.name,
        seat.kind,
        None if "count" in dataset.unread(seat) else seat.count,
        holders,
        unpublished,
        _vacant(dataset, seat, unpublished + len(holders)),
        seat.clause,
        clause.reference if clause else None,
        seat.areas,
        tuple(dict.fromkeys(counties)),
    )


def layout(found: SeatsFacts) -> Document:
    """A row a seat, and a line that counts them."""
    columns = (
        Column(_("Seat")),
        Column(_("Places"), "right"),
        Column(_("Vacant"), "right"),
        Column(_("Holders")),
        Column(_("Counties on the day")),
        Column(_("Clause")),
    )
    rows = tuple(
        (seat.name, shown(seat.places), shown(seat.vacant), _holders(seat), ", ".join(seat.counties), shown(seat.reference))
        for seat in found.seats
    )
    message = N_("Held: {filled} of {places}. Vacant: {vacant}.")
    if found.vacant is None:
        message = N_("Held: {filled} of {places}. How many are vacant cannot be told before the files are corrected.")
    places = None if found.places is None else counts.places(found.places)
    values = {"filled": found.filled, "places": places, "vacant": found.vacant}
    count = fill(message, values) if found.version and found.filled is not None else not_assessed(found.version, found.at)
    title = fill(N_("{committee}: seats on {day}"), {"committee": found.name or found.committee, "day": found.at})
    return Document(title, (Table(columns, rows), Note(count), *map(Note, _before_the_register(found))))


def _before_the_register(found: SeatsFacts) -> Iterator[str]:
    if found.at < registers.REGISTER_FROM and any(seat.counties for seat in found.seats):
        message = N_("The register of counties begins on {first}; the counties are those of that day.")
        yield fill(message, {"first": registers.REGISTER_FROM})


def not_assessed(version: str | None, at: date) -> str:
    """What is said where there are no seats to speak of: no version of the mandate is in force, or its seats cannot be read."""
    if version:
        return fill(N_("The seats of version {version} cannot be read, so they are not assessed."), {"version": version})
    return fill(N_("No version of the mandate is in force on {day}, so the seats are not assessed."), {"day": at})


def _holders(seat: SeatFacts) -> str:
    names = [holder.name for holder in seat.holders]
    if seat.unpublished:
        names.append(plural("{count} not published", "{count} not published", seat.unpublished))
    return ", ".join(names) or shown(None)
