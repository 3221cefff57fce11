"""Everything that was loaded, at one date: records, look-ups and what could not be read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from du_cli.dataset.kinds import MANDATE, MEMBERS, POLICY, kind_of, may_hold
from du_cli.dataset.references import Known
from du_cli.dataset.terms import Service, Services, last_day
from du_cli.dataset.validate import original
from du_cli.findings import Key, NotAssessed, Place, Problem, Violation
from du_cli.models.base import Record
from du_cli.models.mandate import Body, Clause, Mandate, Seat, Version
from du_cli.models.members import Appointment, Member, Organisation, Organisations, Roster
from du_cli.models.policy import Policy, Waivers

if TYPE_CHECKING:
    from du_cli.dataset.cases import CaseFacts, CaseFile
    from du_cli.models.meetings import AgendaItem, Meeting, Outreach, Plan


@dataclass(frozen=True)
class Dataset:
    """A committee's data at one date; nothing in it changes."""

    at: date
    files: Mapping[str, bytes]
    mandate: Mandate | None
    roster: Roster | None
    organisations: Organisations
    policy: Policy
    waivers: Waivers
    meetings: Mapping[str, "Meeting"]
    """By path, as ``plans`` and ``outreach`` are."""
    plans: Mapping[str, "Plan"]
    outreach: Mapping[str, "Outreach"]
    problems: tuple[Problem, ...]
    left_out: Mapping[str, tuple[Key, ...]]
    """By file: where broken list items were left out, so that those behind them stand earlier in the records."""
    known: Known
    """Every id there is by kind, those of records that could not be read with them."""
    broken: frozenset[str] = frozenset()
    """Files of which something could not be read."""
    unknown: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    """By file: where broken values stand for which the records have the default."""
    torn: frozenset[str] = frozenset()
    """Files that lack more than unknown values, so that nothing may be called missing because of them."""
    unreadable: frozenset[str] = frozenset()
    """Files that the others refer to of which nothing could be read."""
    unusable: frozenset[str] = frozenset()
    """Files of cases and meetings of which nothing could be used, and folders that were not looked into."""
    cases: tuple["CaseFacts", ...] = ()
    """A few facts of every case, in the order of their paths."""
    case_files: tuple["CaseFile", ...] = ()
    """Every case whole; empty when each was judged as it was read and let go."""
    case_answers: Mapping[str, Sequence[Violation | NotAssessed]] | None = None
    """What rules said of the cases as they were read, by code; None when the cases were kept instead."""
    half_cases: tuple["CaseFile", ...] = ()
    """Cases of which a required key is broken: rules judge them by the rest, and nobody shows them as whole."""
    half_meetings: Mapping[str, "Meeting"] = field(default_factory=dict)
    """The same of meetings, by path."""
    outside: Mapping[str, str] = field(default_factory=dict)
    """What was not read, and why: links out of the data folder, and what the reader has no access to."""

    def whole(self, *paths: str) -> bool:
        """Whether all of these files could be read in full but for unknown values."""
        return self.torn.isdisjoint(paths)

    def complete(self, kind: str, begins: str) -> bool:
        """Whether every file of a kind whose id begins so could be read in full; a path that promises no id may hold any."""
        return not self.incomplete(kind, begins)

    def incomplete(self, kind: str, begins: str) -> frozenset[str]:
        """The files and folders of a kind whose id begins so, or may, that could not be read in full."""
        return frozenset(path for path in self.torn if may_hold(path, kind, begins))

    def unusable_file(self, kind: str, record: str) -> str | None:
        """The file or folder that a record lies in, or may, of which nothing could be used; None when there is none."""
        among = (path for path in sorted(self.unusable) if may_hold(path, kind, record))
        return next((path for path in among if (found := kind_of(path)) is None or found.id in (None, record)), None)

    def chosen(self, key: str) -> bool:
        """Whether it is known what the secretariat chose for a key of policy.yaml, be it the default."""
        return POLICY not in self.unreadable and all(one[0] != key for one in self.unknown.get(POLICY, ()))

    @property
    def committee(self) -> str | None:
        """The committee's id; None when the mandate could not be read."""
        return self.mandate.committee.id if self.mandate else None

    @property
    def members(self) -> tuple[Member, ...]:
        """Every member, in the file's order."""
        return self.roster.members if self.roster else ()

    @cached_property
    def version(self) -> Version | None:
        """The mandate version in force on the day asked for."""
        return self.version_on(self.at)

    def version_on(self, day: date) -> Version | None:
        """The mandate version in force on a day; None when there is none."""
        for version in self.versions:  # a plain loop: asked several times of every case
            if in_force(version, day):
                return version
        return None

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version of the mandate, in the file's order."""
        return self.mandate.versions if self.mandate else ()

    @cached_property
    def seats(self) -> Mapping[str, Seat]:
        """The seats of the version in force, by id, in the mandate's order."""
        return {seat.id: seat for seat in self.version.seats} if self.version else {}

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """Every body, by id."""
        return {body.id: body for body in self.mandate.bodies} if self.mandate else {}

    @cached_property
    def organisation(self) -> Mapping[str, Organisation]:
        """Every organisation that is neither municipality nor county, by id."""
        return {found.id: found for found in self.organisations.organisations}

    @cached_property
    def member(self) -> Mapping[str, Member]:
        """Every member, by id."""
        return {member.id: member for member in self.members}

    @cached_property
    def services(self) -> Services:
        """Every appointment, with the last day of its term."""
        return Services(self._services(), self.seats)

    def _services(self) -> Iterable[Service]:
        for number, member in enumerate(self.members):
            for index, appointment in enumerate(member.appointments):
                key: Key = ("members", number, "appointments", index)
                term = self._term(appointment)
                last, left_out = self._last(appointment, term), self.left_out.get(MEMBERS, ())
                yield Service(member, appointment, key, MEMBERS, last, term is not None, left_out)

    def _term(self, appointment: Appointment) -> int | None:
        version = self.version_on(appointment.from_ or self.at)
        return version.term.years if version and version.term else None

    @staticmethod
    def _last(appointment: Appointment, years: int | None) -> date | None:
        if appointment.until or not appointment.from_ or not years:
            return appointment.until
        return last_day(appointment.from_, years)

    @cached_property
    def in_office(self) -> tuple[Service, ...]:
        """The appointments in office on the day asked for, in the file's order."""
        return self.services.in_office(self.at)

    def surely_in_office(self) -> tuple[Service, ...]:
        """The appointments in office on the day asked for, whatever may be missing from what could be read of the mandate."""
        return tuple(service for service in self.in_office if service.runs_anyhow(self.at) or self.whole(MANDATE))

    @cached_property
    def meeting(self) -> Mapping[str, tuple[str, "Meeting"]]:
        """Every meeting with its path, by id."""
        return {meeting.id: (path, meeting) for path, meeting in self.meetings.items()}

    @cached_property
    def agenda_of(self) -> Mapping[str, tuple[tuple[str, "Meeting", int, "AgendaItem"], ...]]:
        """By case: each agenda item about it, with the meeting's path, the meeting and the item's place in its list."""
        found: dict[str, tuple[tuple[str, Meeting, int, AgendaItem], ...]] = {}
        for path, meeting in self.meetings.items():
            for number, item in enumerate(meeting.agenda):
                if item.case:
                    found[item.case] = (*found.get(item.case, ()), (path, meeting, number, item))
        return found

    @cached_property
    def copies(self) -> dict[frozenset[Place], Any]:
        """Guarded copies that were made of it (``unknown``), by what they lack."""
        return {}

    def unpublished(self, seat: str) -> int:
        """How many places of a seat are held by people the source does not name."""
        return self.roster.unpublished_holders.get(seat, 0) if self.roster else 0

    def held_known(self) -> bool:
        """Whether all could be read of members.yaml that says who holds a place, so that the others are vacant."""
        keys = {name for key in self.unknown.get(MEMBERS, ()) for name in key[:1] + key[-1:]}
        return self.whole(MEMBERS) and keys.isdisjoint(("unpublished_holders", "seat", "from", "until", "ended"))

    def last_known(self, service: Service) -> bool:
        """Whether all could be read that the last day of an appointment follows from: its own days, and where they say none the mandate."""
        key, lost = service.place().key, {one[-1] for one in self.unknown.get(MANDATE, ())}
        own = {one[len(key)] for one in self.unknown.get(MEMBERS, ()) if one[: len(key)] == key and len(one) > len(key)}
        misspelt = any(one.code == "DU003" and one.place.path == MEMBERS and one.place.key[:-1] == key for one in self.problems)
        if misspelt or not own.isdisjoint(("from", "until", "ended")):
            return False
        ends = service.holds_over or service.appointment.until or service.appointment.ended
        return bool(ends) or (self.whole(MANDATE) and lost.isdisjoint(("versions", "term")))

    def unread(self, seat: Seat) -> frozenset[str]:
        """The keys of a seat of the version in force whose values could not be read."""
        assert self.version is not None  # noqa: S101 - seats come from a version
        return self._unread(*self.version_key(self.version), "seats", position(self.version.seats, seat))

    def lists(self, key: str) -> bool:
        """Whether the seats, or the clauses, of the version in force could be read as a list."""
        return self.version is None or self.place(MANDATE, *self.version_key(self.version), key).key not in self.unknown.get(MANDATE, ())

    def places_known(self) -> bool:
        """Whether all could be read that says how many places the version in force has."""
        return self.whole(MANDATE) and self.lists("seats") and not any("count" in self.unread(seat) for seat in self.seats.values())

    def handling_known(self, clause: Clause) -> bool:
        """Whether all could be read that says what handles a clause of the version in force."""
        assert self.version is not None  # noqa: S101 - clauses come from a version
        return "handled_by" not in self._unread(*self.version_key(self.version), "clauses", position(self.version.clauses, clause))

    def _unread(self, *record: str | int) -> frozenset[str]:
        key = self.place(MANDATE, *record).key
        return frozenset(str(one[len(key)]) for one in self.unknown.get(MANDATE, ()) if one[: len(key)] == key)

    def version_key(self, version: Version) -> Key:
        """Where a version stands in the mandate file."""
        return ("versions", position(self.versions, version))

    def clause(self, clause_id: str) -> Clause | None:
        """A clause of the version in force, by id."""
        return next((clause for clause in self.version.clauses if clause.id == clause_id), None) if self.version else None

    def body_name(self, body_id: str | None) -> str | None:
        """A body's name; the id itself when no such body is known."""
        body = self.bodies.get(body_id or "")
        return body.name if body else body_id

    def member_name(self, member_id: str) -> str:
        """A member's name; the id itself when no such member is known."""
        member = self.member.get(member_id)
        return member.name if member else member_id

    def place(self, path: str, *key: str | int) -> Place:
        """Where in a file something of its records stands."""
        return Place(path, original(key, self.left_out.get(path, ())))


def position(records: Sequence[Record], record: Record) -> int:
    """Where a record stands among some, without asking for what it holds."""
    return next(number for number, one in enumerate(records) if one is record)


def in_force(record: Version | Body | Organisation, day: date) -> bool:
    """Whether a day lies within ``valid_from`` and ``valid_to``, inclusive; a null end is open."""
    after = record.valid_from is None or record.valid_from <= day
    return after and (record.valid_to is None or day <= record.valid_to)
