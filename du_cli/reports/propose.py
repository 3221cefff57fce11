"""``seats propose``: fits people to places by their organisations, as many of them as possible."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from du_cli import registers
from du_cli.dataset.affiliation import Affiliation, affiliation, represented
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.fit import DECIDING, Miss, fits, miss
from du_cli.dataset.nearest import nearest
from du_cli.document import Block, Column, Document, Heading, Note, Paragraph, Table
from du_cli.errors import DuError
from du_cli.i18n import N_, Term, _, fill, plural, shown
from du_cli.models.mandate import Version
from du_cli.models.members import Member
from du_cli.reports import reference, version_in_force
from du_cli.reports.matching import assign, smallest_group
from du_cli.reports.words import WHY

Places = Literal["all", "vacant"]
Reason = Miss | Literal["unknown", "ended", "not_yet", "no_place", "taken"]

USAGE: Final = N_("Write a member's id, NAME:ORGANISATION, or an organisation by its id, number or register name.")


class Candidate(NamedTuple):
    """Somebody suggested: a name, an organisation (as the data writes it; in a proposal its name) and a member's id."""

    name: str
    organisation: str
    member: str | None = None


class SeatPlaces(NamedTuple):
    """A seat and a number of its places."""

    id: str
    name: str
    places: int


class Assignment(NamedTuple):
    """A candidate given a place in a seat, and the reference of the clause that gives the seat."""

    person: Candidate
    seat: str
    seat_name: str
    clause: str | None


class Unplaced(NamedTuple):
    """A candidate without a place, and why: the seats in question, or since or until when, and the units beside it."""

    person: Candidate
    reason: Reason
    seats: tuple[SeatPlaces, ...] = ()
    day: date | None = None
    units: tuple[str, ...] = ()


class Blocking(NamedTuple):
    """The smallest group that cannot all be seated, and the seats that fit any of it with the places there are."""

    people: tuple[Candidate, ...]
    seats: tuple[SeatPlaces, ...]
    places: int


class Proposal(NamedTuple):
    """Who can sit where on a day."""

    committee: str | None
    at: date
    version: str
    places: Places
    assignments: tuple[Assignment, ...]
    unplaced: tuple[Unplaced, ...]
    left: tuple[SeatPlaces, ...]
    blocking: Blocking | None
    unpublished: tuple[SeatPlaces, ...]
    """Places kept out of it, since people hold them whom the source does not name."""


class _Judged(NamedTuple):
    """A candidate, the seats that fit, and why none does where none does."""

    person: Candidate
    seats: tuple[int, ...]
    refusal: Unplaced | None


def candidate_of(dataset: Dataset, text: str) -> Candidate:
    """The candidate a text on the command line means: a member's id, NAME:ORGANISATION, or an organisation.

    NAME may be a member's id too: that person, from another organisation. Raises DuError for an organisation
    that nobody knows, or whose name two share.
    """
    name, colon, organisation = (part.strip() for part in text.partition(":"))
    known = dataset.member.get(name)
    if colon and not (name and organisation):
        raise DuError(N_("{text} lacks a name or an organisation. {usage}"), text=text, usage=Term(USAGE))
    if not colon:
        organisation = _own_organisation(dataset, known) if known else name
    _refuse_unclear(dataset, organisation, () if colon else tuple(dataset.member))
    if not colon and not known:
        name = affiliation(dataset, organisation, dataset.at).name
    return Candidate(known.name if known else name, organisation, known.id if known else None)


def _own_organisation(dataset: Dataset, member: Member) -> str:
    """A member's organisation: that of the appointment in office on the day, else the member's own."""
    sitting = (represented(dataset, service, dataset.at) for service in dataset.in_office if service.member.id == member.id)
    return next(sitting, member.organisation)


def _refuse_unclear(dataset: Dataset, text: str, others: tuple[str, ...]) -> None:
    """Raise DuError unless a text names one organisation; ``others`` are names that may have been meant too."""
    if affiliation(dataset, text, dataset.at).known:
        return
    labels = registers.resolve(text, dataset.at).labels
    if labels:
        raise DuError(N_("{text} may be {names}. Write which."), text=text, names=labels)
    near = nearest(text, (*others, *dataset.organisation, *dataset.bodies))
    names = (*near, *registers.suggestions(text))
    if names:
        raise DuError(N_("{text} is not known. The nearest: {names}. {usage}"), text=text, names=names, usage=Term(USAGE))
    raise DuError(N_("{text} is not known. {usage}"), text=text, usage=Term(USAGE))


def propose(dataset: Dataset, candidates: Sequence[Candidate], places: Places = "all") -> Proposal:
    """The largest possible assignment of candidates to the seats in force on the dataset's day.

    ``places``: ``all`` the mandate's places, also those held today, or only the ``vacant`` ones and those the
    candidates hold themselves; without those held by people who are not published. Earlier candidates and earlier
    seats of the mandate go first. Raises DuError when no mandate is in force or a member stands twice.
    """
    version = version_in_force(dataset, "seats")
    _refuse_twice(candidates)
    counts = _places(dataset, version, candidates, places)
    judged = [_judge(dataset, version, candidate) for candidate in candidates]
    chosen = assign([each.seats for each in judged], counts)
    return Proposal(
        committee=dataset.committee,
        at=dataset.at,
        version=version.id,
        places=places,
        assignments=tuple(_assigned(version, each, seat) for each, seat in zip(judged, chosen, strict=True) if seat is not None),
        unplaced=tuple(_unplaced(version, each, counts) for each, seat in zip(judged, chosen, strict=True) if seat is None),
        left=_with_places(version, [count - chosen.count(number) for number, count in enumerate(counts)]),
        blocking=_blocking(version, judged, counts),
        unpublished=_with_places(version, [dataset.unpublished(seat.id) for seat in version.seats]),
    )


def _refuse_twice(candidates: Sequence[Candidate]) -> None:
    members = [candidate.member for candidate in candidates if candidate.member]
    for candidate in candidates:
        if members.count(candidate.member or "") > 1:
            raise DuError(N_("{person} is suggested more than once. Name each person once."), person=candidate.name)


def _places(dataset: Dataset, version: Version, candidates: Sequence[Candidate], places: Places) -> tuple[int, ...]:
    own = {candidate.member for candidate in candidates}
    held = {seat.id: dataset.unpublished(seat.id) for seat in version.seats}
    if places == "vacant":
        for seat in version.seats:
            held[seat.id] += len({service.member.id for service in dataset.in_office if service.seat == seat.id} - own)
    return tuple(max(0, seat.count - held[seat.id]) for seat in version.seats)


def _judge(dataset: Dataset, version: Version, candidate: Candidate) -> _Judged:
    found = affiliation(dataset, candidate.organisation, dataset.at)
    person = candidate._replace(organisation=found.name)
    if not found.known:
        return _Judged(person, (), Unplaced(person, "unknown"))
    if not found.exists_on(dataset.at):
        return _Judged(person, (), _absent(person, found, dataset.at))
    member = dataset.member.get(candidate.member or "")
    resource = member.resource_environment if member else None
    unread = [bool(dataset.unread(seat) & DECIDING) for seat in version.seats]
    misses = [miss(fits(seat, found, dataset.at), resource=resource, unread=lost) for seat, lost in zip(version.seats, unread, strict=True)]
    seats = tuple(number for number, each in enumerate(misses) if each is None)
    return _Judged(person, seats, None if seats else _nearest_miss(version, person, misses))


_OPEN: Final[frozenset[Reason]] = frozenset(("seat_not_read", "resource_not_recorded", "area_not_recorded", "unknown"))
"""Reasons that do not say whether a place fits: that is not known."""


def _absent(person: Candidate, found: Affiliation, day: date) -> Unplaced:
    record = found.organisation or found.body
    first, last = (record.valid_from, record.valid_to) if record else (None, None)
    if not found.unit:
        early = first is not None and day < first
        return Unplaced(person, "not_yet" if early else "ended", day=first if early else last)
    if found.unit.has_ended(day):
        heirs = registers.successors(found.unit, day)
        return Unplaced(person, "ended", (), found.unit.last_day, tuple(unit.label_on(day) for unit in heirs))
    before = registers.predecessors(found.unit, day)
    return Unplaced(person, "not_yet", (), found.unit.first_day, tuple(unit.label_on(day) for unit in before))


def _nearest_miss(version: Version, person: Candidate, misses: Sequence[Miss | None]) -> Unplaced:
    reason: Miss = next((reason for reason in get_args(Miss) if reason in misses), "wrong_kind")
    return Unplaced(person, reason, _named(version, [number for number, each in enumerate(misses) if each == reason]))


def _assigned(version: Version, judged: _Judged, number: int) -> Assignment:
    seat = version.seats[number]
    return Assignment(judged.person, seat.id, seat.name, reference(version, seat.clause))


def _unplaced(version: Version, judged: _Judged, counts: Sequence[int]) -> Unplaced:
    reason: Reason = "taken" if any(counts[number] for number in judged.seats) else "no_place"
    return judged.refusal or Unplaced(judged.person, reason, _named(version, judged.seats, counts))


def _named(version: Version, numbers: Collection[int], counts: Sequence[int] | None = None) -> tuple[SeatPlaces, ...]:
    seats = enumerate(version.seats)
    return tuple(SeatPlaces(seat.id, seat.name, counts[number] if counts else seat.count) for number, seat in seats if number in numbers)


def _with_places(version: Version, counts: Sequence[int]) -> tuple[SeatPlaces, ...]:
    return _named(version, [number for number, count in enumerate(counts) if count], counts)


def _blocking(version: Version, judged: Sequence[_Judged], counts: Sequence[int]) -> Blocking | None:
    group = [judged[number] for number in smallest_group([each.seats for each in judged], counts)]
    seats = _named(version, {number for each in group for number in each.seats}, counts)
    return Blocking(tuple(each.person for each in group), seats, sum(seat.places for seat in seats)) if group else None


def layout(facts: Proposal) -> Document:
    """The proposal as a table, who was left without a place and why, and the places nobody took."""
    return Document(
        fill(N_("Proposal for the seats on {day}"), {"day": facts.at}),
        (*_seated(facts), *_left_out(facts), *_group(facts), *_left_over(facts), *_notes(facts)),
    )


def _seated(facts: Proposal) -> Iterator[Block]:
    columns = (Column(_("Person")), Column(_("Organisation")), Column(_("Seat")), Column(_("Clause")))
    rows = tuple((each.person.name, each.person.organisation, each.seat_name, shown(each.clause)) for each in facts.assignments)
    unclear = any(each.reason in _OPEN for each in facts.unplaced)
    nobody = N_("Whether anybody can be seated cannot be told.") if unclear else N_("Nobody can be seated.")
    yield Table(columns, rows) if rows else Paragraph(_(nobody))


def _left_out(facts: Proposal) -> Iterator[Block]:
    if facts.unplaced:
        yield Heading(_("Without a place"))
        columns = (Column(_("Person")), Column(_("Organisation")), Column(_("Why")))
        yield Table(columns, tuple((each.person.name, each.person.organisation, _why(each)) for each in facts.unplaced))


def _why(unplaced: Unplaced) -> str:
    person, seats = unplaced.person, tuple(seat.name for seat in unplaced.seats)
    values = {"person": person.name, "organisation": person.organisation, "seats": seats}
    return fill(WHY[unplaced.reason], {**values, "day": unplaced.day, "units": unplaced.units or None})


def _group(facts: Proposal) -> Iterator[Block]:
    if facts.blocking:
        yield Heading(_("The smallest group that cannot all be seated"))
        yield Paragraph(_conflict(facts.blocking, {each.person for each in facts.unplaced if each.reason in _OPEN}))


def _conflict(group: Blocking, unclear: Collection[Candidate]) -> str:
    seats, people = tuple(seat.name for seat in group.seats), tuple(person.name for person in group.people)
    if not seats and not set(unclear).isdisjoint(group.people):
        return fill(N_("Whether a seat fits {people} cannot be told."), {"people": people})
    if not seats:
        return fill(N_("No seat fits {people}."), {"people": people})
    if not group.places:
        return fill(N_("{people} can only sit in {seats}, where no place is free."), {"people": people, "seats": seats})
    return plural(
        "{seats}: {count} place, but {number} people can only sit there: {people}.",
        "{seats}: {count} places, but {number} people can only sit there: {people}.",
        group.places,
        seats=seats,
        number=len(people),
        people=people,
    )


def _left_over(facts: Proposal) -> Iterator[Block]:
    if facts.left:
        yield Heading(_("Places left over"))
        yield Table((Column(_("Seat")), Column(_("Places"), "right")), tuple((seat.name, str(seat.places)) for seat in facts.left))


def _notes(facts: Proposal) -> Iterator[Block]:
    if facts.places == "all":
        yield Note(_("All the mandate's places count here, also those that are held today."))
    else:
        yield Note(_("Only vacant places count here, and those the people suggested hold themselves."))
    if facts.unpublished:
        seats = tuple(seat.name for seat in facts.unpublished)
        yield Note(fill(N_("Places held by people who are not published are left out: {seats}."), {"seats": seats}))
