"""People in the roster: a new one."""

import re
from dataclasses import dataclass, field
from typing import Any

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.ids import free, slug
from du_cli.dataset.kinds import MEMBERS
from du_cli.dataset.people import find_member
from du_cli.edits.change import Change, changed_file
from du_cli.edits.naming import body_named, organisation_named
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, Term
from du_cli.models.base import ID, ID_FORM
from du_cli.yamlfile.steps import Append


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
        following=None if value["role"] == "secretary" else f"du-cli members appoint {value['id']} SEAT",
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
