"""Terms: how long an appointment runs, and who is in office on a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from du_cli.dataset.validate import original
from du_cli.findings import Key, Place
from du_cli.models.mandate import Seat
from du_cli.models.members import Appointment, Member


def last_day(first: date, years: int) -> date:
    """The last day of a term of ``years`` from ``first``: 1 May 2022 and four years give 30 April 2026.

    A term from 29 February ends on 28 February where the year of its end has no 29th. Years after 9999
    are answered with the last date there is.
    """
    try:
        return anniversary(first, years) - timedelta(days=1)
    except ValueError:
        return date.max


def anniversary(first: date, years: int) -> date:
    """The same day ``years`` later; 29 February becomes 1 March where there is none."""
    try:
        return first.replace(year=first.year + years)
    except ValueError:
        return date(first.year + years, 3, 1)


def months_later(day: date, months: int) -> date:
    """The same day of the month ``months`` later (or earlier, when negative), or the month's last day.

    Where there is no such date, the last or the first date there is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= date.max.year:
        return date.max if months > 0 else date.min
    december = 11
    end = 31 if month == december else (date(year, month + 2, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, end))


class Service(NamedTuple):
    """One appointment together with the person, its place in the file and the last day of its term."""

    member: Member
    appointment: Appointment
    key: Key
    path: str
    last: date | None
    """Appointed until, inclusive: ``until``, else the mandate's term from ``from``; None when neither is known."""
    holds_over: bool
    """Whether the person goes on after ``last`` until somebody takes over, as under a mandate with a term."""
    left_out: tuple[Key, ...] = ()
    """Where broken list items of the file were left out."""

    @property
    def seat(self) -> str:
        """Id of the seat."""
        return self.appointment.seat

    @property
    def first(self) -> date | None:
        """First day; None when it is not recorded."""
        return self.appointment.from_

    @property
    def end(self) -> date | None:
        """The last day served, else the last day of the term; None when neither is known."""
        return self.appointment.ended or self.last

    @property
    def organisation(self) -> str:
        """The organisation of this appointment: its own, else the member's."""
        return self.appointment.organisation or self.member.organisation

    @property
    def role(self) -> str:
        """The role in this appointment: its own, else the member's."""
        return self.appointment.role or self.member.role

    def runs(self, day: date) -> bool:
        """Whether a day lies between the first day and the last one served or appointed until; an open end is no end."""
        return (self.first is None or self.first <= day) and (self.end is None or day <= self.end)

    def runs_anyhow(self, day: date) -> bool:
        """Whether a day lies within the appointment, or does not, whatever else the mandate may say of terms."""
        ended, until = self.appointment.ended, self.appointment.until
        return self.holds_over or ended is not None or (day <= until if until else self.first is None)

    def place(self, *key: str | int) -> Place:
        """A place inside the appointment."""
        return Place(self.path, original((*self.key, *key), self.left_out))

    def organisation_place(self) -> Place:
        """Where the organisation is written: in the appointment, or with the member."""
        if self.appointment.organisation:
            return self.place("organisation")
        return Place(self.path, original((*self.key[:2], "organisation"), self.left_out))


def appoint_command(service: Service) -> str:
    """The command that appoints the same person anew from the day after the last; somebody else where that one leaves."""
    begins = f" --from {service.end + timedelta(days=1)}" if service.end and service.end < date.max else ""
    who = "NAME" if service.appointment.ended else service.member.id
    return f"du-cli members appoint {who} {service.seat}{begins}"


class Services:
    """All appointments, and who among them is in office on a day."""

    def __init__(self, services: Iterable[Service], seats: Mapping[str, Seat]) -> None:
        self.all = tuple(services)
        self._seats = seats
        self._people: dict[date, dict[str, Service]] = {}
        self._successions: dict[str, dict[Key, date | None]] = {}

    @cached_property
    def _by_seat(self) -> dict[str, list[Service]]:
        found: dict[str, list[Service]] = {}
        for service in self.all:
            found.setdefault(service.seat, []).append(service)
        return found

    def in_seat(self, seat: str) -> tuple[Service, ...]:
        """Every appointment to a seat, in the file's order."""
        return tuple(self._by_seat.get(seat, ()))

    def in_office(self, day: date) -> tuple[Service, ...]:
        """The appointments in office on a day, in the file's order."""
        return tuple(service for service in self.all if self.holds(service, day))

    def people(self, day: date) -> Mapping[str, Service]:
        """The members in office on a day, by id, each with the first appointment, in the file's order; asked for often, so kept."""
        found = self._people.get(day)
        if found is None:
            found = self._people[day] = {}
            for service in self.in_office(day):
                found.setdefault(service.member.id, service)
        return found

    def holds(self, service: Service, day: date) -> bool:
        """Whether a person is in office by this appointment on a day.

        From ``from`` (always, when not recorded) to ``ended``, else to the last day of the term. After that,
        where the mandate gives a term, the person holds over, until they are succeeded for good.
        """
        if service.runs(day):
            return True
        if service.last is None or day <= service.last or not _may_hold_over(service):
            return False
        succeeded = self._succeeded(service)
        return succeeded is None or day < succeeded

    def expired(self, service: Service, day: date) -> bool:
        """Whether a person is in office on a day though the term has run out."""
        return bool(service.last and day > service.last and self.holds(service, day))

    def followed(self, service: Service, day: date) -> bool:
        """Whether somebody is appointed on a day to go on: the person again, or a newcomer for each place that falls vacant first."""
        others, end = self.in_seat(service.seat), service.end or date.max
        if any(other.member.id == service.member.id and other.first and other.first > end for other in others):
            return True
        sitting = {other.member.id for other in others if self.holds(other, day)}
        newcomers = {other.member.id for other in others if other.first and other.first > day} - sitting
        leaving = [other for other in others if other.member.id in sitting and (other.end or date.max) <= end]
        return len(newcomers) >= len(leaving) > 0

    def later(self, service: Service) -> tuple[Service, ...]:
        """Appointments to the same seat that begin after this one began."""
        start = _start(service)
        others = self._by_seat[service.seat]
        return tuple(other for other in others if start and other.first and other.first > start)

    def _succeeded(self, service: Service) -> date | None:
        """The first day after the term on which nobody waits for a successor any longer; None while that has not come.

        The person has a later appointment to the seat, or people appointed later fill its places together with those
        whose terms run. Whoever takes over does so for good: when a successor leaves, the place is vacant.
        """
        found = self._successions.get(service.seat)
        if found is None:
            found = self._successions[service.seat] = {}
            # The latest first: whether somebody appointed later holds over is known before it is asked.
            for other in sorted(self._by_seat[service.seat], key=lambda one: _start(one) or date.min, reverse=True):
                found[other.key] = self._first_day_filled(other)
        return found[service.key]

    def _first_day_filled(self, service: Service) -> date | None:
        later, last = self.later(service), service.last
        if last is None or last == date.max or not later or not _may_hold_over(service):
            return None
        after = last + timedelta(days=1)
        if any(other.member.id == service.member.id for other in later):
            return after
        # Places are filled on the days on which somebody begins, and on no other.
        days = {after, *(other.first for other in later if other.first and other.first > after)}
        return next((day for day in sorted(days) if self._filled(service, later, day)), None)

    def _filled(self, service: Service, later: Iterable[Service], day: date) -> bool:
        newcomers = {other.member.id for other in later if self.holds(other, day)}
        running = {other.member.id for other in self._by_seat[service.seat] if other.runs(day)}
        seat = self._seats.get(service.seat)
        return bool(newcomers) and len(newcomers | running) >= (seat.count if seat else 1)


def _start(service: Service) -> date | None:
    return service.first or service.last


def _may_hold_over(service: Service) -> bool:
    return service.holds_over and not service.appointment.ended
