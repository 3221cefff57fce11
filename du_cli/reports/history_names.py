"""What is asked for in the history: ids by what people type, and why nothing is found."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.nearest import nearest
from du_cli.errors import DuError
from du_cli.i18n import N_
from du_cli.models.base import CASE, Record, shape
from du_cli.models.cases import Case
from du_cli.models.mandate import Body, Committee, Version
from du_cli.models.meetings import Meeting, Outreach, Plan
from du_cli.models.members import Member, Organisation
from du_cli.models.policy import Policy, Waiver
from du_cli.reports.names import case_number

_MODELS: Final[Mapping[str, type[Record]]] = {
    "case": Case,
    "meeting": Meeting,
    "plan": Plan,
    "outreach": Outreach,
    "member": Member,
    "organisation": Organisation,
    "body": Body,
    "committee": Committee,
    "version": Version,
    "policy": Policy,
    "waiver": Waiver,
}


def meant(dataset: Dataset, text: str) -> str:
    """The id a text means: a case by its number, a member by name; else the text itself."""
    found = (member.id for member in dataset.members if member.name.casefold() == text.casefold())
    return next(found, None) or _numbered(dataset, text) or text


def _numbered(dataset: Dataset, text: str) -> str | None:
    """The id of the case whose number people write so, as in ``3/26``; None when no case can have it."""
    parts = re.findall("[0-9]+", text)
    years = {f"20{part}" if len(part) == len("26") else part for part in parts}
    ids = (f"{year}-{int(number):03}" for year in years for number in parts)
    return next((name for name in ids if re.fullmatch(CASE, name) and case_number(dataset.policy, name) == text), None)


def unknown_record(dataset: Dataset, record: str) -> DuError:
    """Nothing has that id, with the nearest that something has."""
    near = nearest(record, [*dataset.member, *dataset.bodies, *dataset.organisation, *dataset.seats])
    if near:
        return DuError(N_("Nothing in the history is called {text}. Did you mean {nearest}?"), text=record, nearest=near[0])
    return DuError(N_("Nothing in the history is called {text}."), text=record)


def unknown_field(dataset: Dataset, record: str, key: str, kinds: Collection[str]) -> DuError:
    """No field of that key ever had a value; ``kinds`` are those of the record, none where there is no such record."""
    if not kinds:
        return unknown_record(dataset, record)
    known = [name for kind in kinds for name in (shape(_MODELS[kind]).keys if kind in _MODELS else ())]
    top = key.partition(".")[0]
    near = nearest(top, known)
    if top not in known and near:
        return DuError(N_("{record} has no key {key}. Did you mean {nearest}?"), record=record, key=top, nearest=near[0])
    return DuError(N_("No commit has given {key} of {record} a value."), key=key, record=record)
