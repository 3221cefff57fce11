"""A new case: its number, its file, and all that is known of it on the day it is raised."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.ids import case_number, next_case_id, slug
from du_cli.edits.cases import raiser_named, responsible_named
from du_cli.edits.change import Change, new_file, prose
from du_cli.edits.naming import body_named, organisation_named, version_on
from du_cli.errors import DuError
from du_cli.i18n import N_, Message
from du_cli.models.base import shape
from du_cli.models.cases import Access, Case, CaseType
from du_cli.models.mandate import Task

FOR_THE_COUNCIL: Final = frozenset[CaseType](("preparation", "recommendation", "initiative"))
"""Types of case that go to the body the committee advises, when nothing else is said."""

NAME_LENGTH: Final = 48
"""The longest name a file gets from its case's title, in characters."""


@dataclass(frozen=True)
class NewCase:
    """A case to be raised; what is None, or empty, is not known."""

    title: str
    type: CaseType
    raised_by: str
    tasks: tuple[str, ...] = ()
    responsible: str | None = None
    addressee: str | None = None
    """Id or name of a body; None: the case stays in the committee."""
    council_mandate: str | None = None
    access: Access = "public"
    legal_basis: str | None = None
    summary: str | None = None
    proposal: str | None = None
    project: dict[str, Any] = field(default_factory=dict)
    """Keys of a project that are known; empty: the case is about none."""
    networks: tuple[str, ...] = ()
    follows: CaseFile | None = None


def addressee_of(dataset: Dataset, kind: CaseType) -> str | None:
    """Id of the body that a type of case goes to, when nothing else is said; None: it stays in the committee."""
    committee = dataset.mandate.committee if dataset.mandate else None
    if committee is None:
        return None
    if kind == "advice":
        return committee.leads or committee.advises
    return committee.advises if kind in FOR_THE_COUNCIL else None


def wants_council_mandate(dataset: Dataset, raised_by: str, addressee: str | None) -> bool:
    """Whether the committee or a member raises a case for the body it advises, so that part of that body's mandate is named."""
    committee = dataset.mandate.committee if dataset.mandate else None
    if committee is None or committee.advises is None or addressee is None:
        return False
    by = raiser_named(dataset, raised_by, dataset.at)
    return body_named(dataset, addressee).id == committee.advises and (by == committee.id or by in dataset.member)


def new_case(dataset: Dataset, wanted: NewCase) -> Change:
    """Raise a case on the dataset's day: the next free number of the year, in a file of its own with every key of a case.

    Raises ``DuError`` for a task, person, body or organisation that does not exist, with the nearest.
    """
    key = next_case_id(dataset, dataset.at.year)
    path, number = _path(key, wanted.title), case_number(dataset.policy, key)
    value = {**dict.fromkeys(shape(Case).keys), **_lists(), **_case(dataset, key, wanted)}
    return Change(
        files={path: new_file(dataset, path, value)},
        subject=Message(N_("case {number}: {title}"), {"number": number, "title": wanted.title}),
        trailers=(("Case", key),),
        following=f"du-cli cases move {key} in_preparation",
    )


def _path(key: str, title: str) -> str:
    year, _, sequence = key.partition("-")
    name = slug(title)
    if len(name) > NAME_LENGTH:
        name = re.sub(r"-[^-]*$", "", name[: NAME_LENGTH + 1])[:NAME_LENGTH]
    return f"data/cases/{year}/{sequence}{f'-{name}' if name else ''}.yaml"


def _lists() -> dict[str, list[Any]]:
    return {key: [] for key in ("recusals", "handling", "networks_involved", "documents")}


def _case(dataset: Dataset, key: str, wanted: NewCase) -> dict[str, Any]:
    return {
        "id": key,
        "title": wanted.title,
        "type": wanted.type,
        "mandate_tasks": _tasks(dataset, wanted.tasks),
        "status": "proposed",
        "raised": {"date": dataset.at, "by": raiser_named(dataset, wanted.raised_by, dataset.at)},
        "council_mandate": wanted.council_mandate,
        "responsible": responsible_named(dataset, wanted.responsible) if wanted.responsible else None,
        "access": wanted.access,
        "legal_basis": wanted.legal_basis,
        "addressee": body_named(dataset, wanted.addressee).id if wanted.addressee else None,
        "summary": prose(wanted.summary),
        "proposal": prose(wanted.proposal),
        "project": _project(dataset, wanted.project) if wanted.project else None,
        "networks_involved": list(_networks(dataset, wanted.networks)),
        "follows": wanted.follows.case.id if wanted.follows else None,
    }


def tasks_on(dataset: Dataset, day: date) -> tuple[Task, ...]:
    """The tasks of the mandate in force on a day."""
    return version_on(dataset, day).tasks


def _tasks(dataset: Dataset, wanted: Iterable[str]) -> list[Any]:
    tasks = {str(task.id): task.id for task in tasks_on(dataset, dataset.at)}
    unknown = next((text for text in wanted if text not in tasks), None)
    if unknown is not None:
        raise DuError(N_("The mandate has no task {text}. Tasks: {tasks}."), text=unknown, tasks=tuple(tasks))
    return [tasks[text] for text in dict.fromkeys(wanted)]


def _project(dataset: Dataset, wanted: dict[str, Any]) -> dict[str, Any]:
    found = {**dict.fromkeys(("name", "scheme")), "applicants": (), "participants": (), **wanted}
    for key in ("applicants", "participants"):
        found[key] = [organisation_named(dataset, text, dataset.at) for text in found[key]]
    return {**dict.fromkeys(("amount", "total_cost", "phase", "uses_fiks")), **found}


def _networks(dataset: Dataset, wanted: Iterable[str]) -> Iterable[str]:
    for text in wanted:
        body = body_named(dataset, text)
        if body.kind != "regional_network":
            raise DuError(N_("{body} is no regional network."), body=body.name)
        yield body.id
