"""People in the roster: a new one, and one whose organisation is another from a day on."""

import re
from dataclasses import dataclass, field
from typing import Any

from du_cli.dataset.affiliation import affiliation
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.ids import free, slug
from du_cli.dataset.kinds import MEMBERS
from du_cli.dataset.terms import Service
from du_cli.edits.change import Change, changed_file
from du_cli.edits.naming import body_named, find_member, member_named, member_place, organisation_named
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, Term
from du_cli.models.base import ID, ID_FORM
from du_cli.models.members import Member
from du_cli.yamlfile.steps import Append, Edit, Set


@dataclass(frozen=True)
class Person:
    """A person to be recorded; what is None is not known."""

    name: str
    organisation: str
    id: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    """Further keys of a member: title, leads_digitalisation, resource_environment, role, also_sits_in."""


def add(dataset: Dataset, person: Person) -> Change:
    """Record a person who is not in the roster yet."""
    value = member_of(dataset, person)
    return Change(
        files={MEMBERS: changed_file(dataset, MEMBERS, [Append(("members",), value)])},
        subject=Message(N_("members: {person} recorded"), {"person": person.name}),
        trailers=(("Member", value["id"]),),
        following=f"du-cli members appoint {value['id']} SEAT",
    )


def member_of(dataset: Dataset, person: Person) -> dict[str, Any]:
    """A new member as the roster holds one, without appointments.

    Raises ``DuError`` when somebody of that name is there already and no id tells the two apart, for an id that is
    taken or malformed, and for an organisation that names nothing on the day.
    """
    if not person.name.strip():
        raise DuError(N_("A person needs a name."))
    key = _new_id(dataset, person)
    bodies = [body_named(dataset, body).id for body in person.facts.get("also_sits_in", ())]
    return {
        "id": key,
        "name": person.name,
        "organisation": organisation_named(dataset, person.organisation, dataset.at),
        "title": None,
        "leads_digitalisation": None,
        "resource_environment": None,
        "role": "member",
        **person.facts,
        "also_sits_in": bodies,
        "appointments": [],
    }


def _new_id(dataset: Dataset, person: Person) -> str:
    taken = frozenset().union(*(dataset.known.ids.get(kind, ()) for kind in ("member", "body", "organisation", "committee")))
    if person.id is None:
        namesake = find_member(dataset, person.name)
        if namesake:
            message = N_("{person} is recorded already, as {member}. For another person of that name, give --id.")
            raise DuError(message, person=person.name, member=namesake.id)
        return free(slug(person.name) or "member", taken)
    if not re.fullmatch(ID, person.id):
        raise DuError(N_("{id} is no id. Write {form}."), id=person.id, form=Term(ID_FORM.words))
    if person.id in taken:
        raise DuError(N_("The id {id} is taken. Ids are never used again."), id=person.id)
    return person.id


def move(dataset: Dataset, who: str, organisation: str, title: str | None = None) -> Change:
    """Record that a person represents another organisation from the dataset's day on, with the same id and appointment.

    What is past keeps the organisation it had: it is written into appointments that have ended by then.
    """
    member = member_named(dataset, who)
    wanted = organisation_named(dataset, organisation, dataset.at)
    edits = [*_remember(dataset, member), *_moved(dataset, member, wanted)]
    if title is not None:
        edits.append(Set(("members", member_place(dataset, member), "title"), title))
    before, after = (affiliation(dataset, name, dataset.at).name for name in (member.organisation, wanted))
    return Change(
        files={MEMBERS: changed_file(dataset, MEMBERS, edits)},
        subject=Message(N_("members: {person} moves from {before} to {after}"), {"person": member.name, "before": before, "after": after}),
        trailers=(("Member", member.id),),
    )


def _remember(dataset: Dataset, member: Member) -> list[Edit]:
    """The organisation written into each appointment that has ended and has none of its own."""
    ended = [one for one in _own(dataset, member) if not _goes_on(dataset, one) and not one.appointment.organisation]
    return [Set((*service.key, "organisation"), member.organisation) for service in ended]


def _moved(dataset: Dataset, member: Member, wanted: str) -> list[Edit]:
    """The new organisation with the member, and in each appointment that goes on and has one of its own."""
    own = [one for one in _own(dataset, member) if _goes_on(dataset, one) and one.appointment.organisation]
    return [
        Set(("members", member_place(dataset, member), "organisation"), wanted),
        *(Set((*service.key, "organisation"), wanted) for service in own),
    ]


def _own(dataset: Dataset, member: Member) -> list[Service]:
    return [service for service in dataset.services.all if service.member is member]


def _goes_on(dataset: Dataset, service: Service) -> bool:
    """Whether an appointment is in office on the day, or begins later."""
    return dataset.services.holds(service, dataset.at) or (service.first is not None and service.first > dataset.at)
