"""What an organisation's name in the data stands for, and which counties it and an area are on a day."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from du_cli import registers
from du_cli.dataset.dataset import Dataset, in_force
from du_cli.dataset.terms import Service
from du_cli.models.mandate import Body, Seat
from du_cli.models.members import Organisation


class Affiliation(NamedTuple):
    """What a name stands for: a unit of the register, an organisation or a body of the data, or nothing."""

    name: str
    unit: registers.Unit | None = None
    organisation: Organisation | None = None
    body: Body | None = None

    @property
    def known(self) -> bool:
        """Whether the name stands for anything."""
        return bool(self.unit or self.organisation or self.body)

    @property
    def last_day(self) -> date | None:
        """The last day it existed; None while it lasts."""
        record = self.organisation or self.body
        return self.unit.last_day if self.unit else record.valid_to if record else None

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day."""
        if self.unit:
            return self.unit.exists_on(day)
        record = self.organisation or self.body
        return record is not None and in_force(record, day)

    def counties_on(self, day: date) -> frozenset[str] | None:
        """Numbers of the counties it lies in on a day; None when that is not recorded."""
        if self.unit:
            return registers.county_of(self.unit, day)
        if self.organisation and self.organisation.area:
            return registers.area_on(self.organisation.area, day)
        if self.body and self.body.areas:
            return counties_of(self.body.areas, day)
        return None


def affiliation(dataset: Dataset, name: str, day: date) -> Affiliation:
    """What an organisation's name stands for on a day: an id of the data first, then the register."""
    if name in dataset.organisation:
        found = dataset.organisation[name]
        return Affiliation(found.name, organisation=found)
    if name in dataset.bodies:
        return Affiliation(dataset.bodies[name].name, body=dataset.bodies[name])
    unit = registers.resolve(name, day).unit
    return Affiliation(unit.label_on(day) if unit else name, unit=unit)


def represented(dataset: Dataset, service: Service, day: date) -> str:
    """The organisation a person represents by an appointment on a day, as the data writes it: the appointment's own, else the member's.

    An appointment's own that has ceased to exist gives way to the one of its successors that the member's is, or came from:
    a person moved with a merger or a split represents the old one to its last day, and then the new one.
    """
    own = service.appointment.organisation
    before = affiliation(dataset, own, day).unit if own else None
    if before is None or not before.has_ended(day):
        return service.organisation
    now = affiliation(dataset, service.member.organisation, day).unit
    line = () if now is None else (now, *registers.predecessors(now, day))
    heirs = [unit for unit in registers.successors(before, day) if unit in line]
    return heirs[0].label_on(day) if len(heirs) == 1 else service.organisation


def kin(dataset: Dataset, name: str, day: date) -> frozenset[str]:
    """What two names of one organisation have in common: its id or last number, and those of what it became or was on a day.

    A municipality that no longer exists, or does not exist yet, is what replaced it or what it replaced.
    """
    own = name in dataset.organisation or name in dataset.bodies
    return frozenset((name,)) if own else _units(name, day)


@lru_cache(maxsize=1 << 14)
def _units(name: str, day: date) -> frozenset[str]:
    unit = registers.resolve(name, day).unit
    units = (unit, *registers.successors(unit, day), *registers.predecessors(unit, day)) if unit else ()
    return frozenset([found.periods[-1].number for found in units]) or frozenset((name,))


def counties_of(areas: Iterable[str], day: date) -> frozenset[str]:
    """Numbers of all the counties that some areas are on a day."""
    return frozenset().union(*(registers.area_on(area, day) for area in areas))


def covers(body: Body, seat: Seat, day: date) -> bool:
    """Whether a body exists on a day and covers a seat's area; one that names no areas covers them all."""
    if not in_force(body, day):
        return False
    if not body.areas or not seat.areas:
        return not body.areas
    return not counties_of(body.areas, day).isdisjoint(counties_of(seat.areas, day))


def consultees(dataset: Dataset, seat: Seat, wanted: Iterable[str], day: date) -> tuple[Body, ...]:
    """The bodies that names of bodies or of kinds of body mean for a seat on a day."""
    names = tuple(wanted)
    return tuple(
        body
        for body in dataset.bodies.values()
        if (body.id in names and in_force(body, day)) or (body.kind in names and covers(body, seat, day))
    )
