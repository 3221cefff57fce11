"""A person who represents another organisation from a day on, as after a merger or a split."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from du_cli import registers
from du_cli.dataset.affiliation import affiliation, represented
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MEMBERS
from du_cli.dataset.terms import Service
from du_cli.edits.change import Change, changed_file
from du_cli.edits.naming import member_named, member_place, organisation_named, seat_title
from du_cli.i18n import N_, Message
from du_cli.models.members import Member
from du_cli.yamlfile.steps import Edit, Set

Values = Mapping[str, object]


class _Effect(NamedTuple):
    """What another organisation does to an appointment that goes on: the edits, and what of its past the person should know."""

    edits: tuple[Edit, ...]
    says: tuple[Message, ...] = ()


def move(dataset: Dataset, who: str, organisation: str, title: str | None = None) -> Change:
    """Record that a person represents another organisation from the dataset's day on, with the same id and appointment.

    What is past keeps the organisation it had: it is written into appointments that have ended by then, and into those
    that go on where the other one has replaced it. Otherwise an appointment has one organisation for all of its time.
    """
    member = member_named(dataset, who)
    wanted = organisation_named(dataset, organisation, dataset.at)
    stays = _represents(dataset, member, wanted)
    edits, says = ([], ()) if stays else _moved(dataset, member, wanted)
    if title is not None:
        edits.append(Set(("members", member_place(dataset, member), "title"), title))
    names = [affiliation(dataset, name, dataset.at).name for name in (member.organisation, wanted)]
    values = {"person": member.name, "before": names[0], "after": names[1], "title": title}
    text = N_("members: {person} has the title {title}") if stays else N_("members: {person} moves from {before} to {after}")
    return Change({MEMBERS: changed_file(dataset, MEMBERS, edits)}, Message(text, values), (("Member", member.id),), says)


def _represents(dataset: Dataset, member: Member, wanted: str) -> bool:
    """Whether a person comes from an organisation already, by their own record and in every appointment that goes on."""
    names = [represented(dataset, one, dataset.at) for one in _own(dataset, member) if _goes_on(dataset, one)]
    return {affiliation(dataset, name, dataset.at) for name in (member.organisation, *names)} == {affiliation(dataset, wanted, dataset.at)}


def _moved(dataset: Dataset, member: Member, wanted: str) -> tuple[list[Edit], tuple[Message, ...]]:
    """The new organisation with the member, and what that does to each appointment."""
    edits: list[Edit] = [Set(("members", member_place(dataset, member), "organisation"), wanted)]
    effects = [_effect(dataset, service, wanted) for service in _own(dataset, member)]
    return edits + [edit for one in effects for edit in one.edits], tuple(message for one in effects for message in one.says)


def _effect(dataset: Dataset, service: Service, wanted: str) -> _Effect:
    own, key = service.appointment.organisation, (*service.key, "organisation")
    if not _goes_on(dataset, service):
        return _Effect(() if own else (Set(key, service.organisation),))
    after = affiliation(dataset, wanted, dataset.at)
    values = {"seat": seat_title(dataset, service), "after": after.name}
    if after.unit and (before := _replaced(dataset, service, after.unit)):
        return _replacing(dataset, service, before, after.unit, values)
    edits = (Set(key, wanted),) if own else ()
    begun = service.first is None or service.first < dataset.at
    return _Effect(edits, (_rewritten(dataset, service, values),) if begun else ())


def _replaced(dataset: Dataset, service: Service, after: registers.Unit) -> registers.Unit | None:
    """The organisation of an appointment that another replaced while it ran; None where it did not."""
    if after.first_day is None or (service.first and service.first >= after.first_day):
        return None
    eve = after.first_day - timedelta(days=1)
    before = affiliation(dataset, service.organisation, eve).unit
    return before if before in registers.predecessors(after, eve) else None


def _replacing(dataset: Dataset, service: Service, before: registers.Unit, after: registers.Unit, values: Values) -> _Effect:
    """The old organisation kept with the appointment; by its number where another bears its name today."""
    name = before.periods[-1].label
    text = name if registers.resolve(name, dataset.at).unit == before else before.periods[-1].number
    values = {**values, "before": name, "first": after.first_day}
    lost = _lost(dataset, service, before, after, values)
    return _Effect((Set((*service.key, "organisation"), text),), (Message(_REPLACED, values), *lost))


def _lost(dataset: Dataset, service: Service, before: registers.Unit, after: registers.Unit, values: Values) -> tuple[Message, ...]:
    """What to say of a third organisation, which the appointment was shown with until the move."""
    eve = dataset.at - timedelta(days=1)
    shown = affiliation(dataset, represented(dataset, service, eve), eve)
    if shown.unit in (before, after) or after.first_day is None or eve < after.first_day:
        return ()
    return (Message(_LOST, {**values, "lost": shown.name, "last": eve, "day": eve.isoformat(), "member": service.member.id}),)


_REPLACED: Final = N_("The appointment to {seat} goes on: with {before} on days before {first}, with {after} from then on.")
_LOST: Final = N_(
    "{lost} is no longer shown with the appointment to {seat} on the days from {first} to {last}. "
    "If it ended with the move, it should have been ended first: du-cli members end {member} --on {day} --reason TEXT."
)
_REWRITTEN: Final = N_(
    "An appointment has one organisation: the one to {seat} is now shown with {after} on days before {day} too. "
    "If it ended with the move, it should have been ended first: du-cli members end {member} --on {last} --reason TEXT."
)


def _rewritten(dataset: Dataset, service: Service, values: Values) -> Message:
    return Message(
        _REWRITTEN, {**values, "day": dataset.at, "last": (dataset.at - timedelta(days=1)).isoformat(), "member": service.member.id}
    )


def _own(dataset: Dataset, member: Member) -> list[Service]:
    return [service for service in dataset.services.all if service.member is member]


def _goes_on(dataset: Dataset, service: Service) -> bool:
    """Whether an appointment is in office on the day, or begins later."""
    return dataset.services.holds(service, dataset.at) or (service.first is not None and service.first > dataset.at)
