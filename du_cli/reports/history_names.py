"""What is asked for in the history: ids by what people type, and why nothing is found."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, get_args, get_origin

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.nearest import nearest
from du_cli.dataset.people import find_member
from du_cli.errors import DuError
from du_cli.i18n import N_
from du_cli.models.base import CASE, Record, shape
from du_cli.models.cases import Case
from du_cli.models.mandate import Body, Committee, Version
from du_cli.models.meetings import Meeting, Outreach, Plan
from du_cli.models.members import Member, Organisation, Roster
from du_cli.models.policy import Policy, Waiver
from du_cli.models.record import fields
from du_cli.reports.names import numbered
from du_cli.yamlfile.order import Shape

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
    """The id a text means: a case by its number, a member by name; else the text itself. Raises ``DuError`` for a name two share."""
    member = find_member(dataset, text)
    return member.id if member else _numbered(dataset, text) or text


def _numbered(dataset: Dataset, text: str) -> str | None:
    """The id of the case whose number people write so, as in ``3/26``; None when no case can have it."""
    parts = re.findall("[0-9]+", text)
    years = {f"20{part}" if len(part) == len("26") else part for part in parts}
    ids = (f"{year}-{int(number):03}" for year in years for number in parts)
    return next((name for name in ids if re.fullmatch(CASE, name) and numbered(dataset.policy, name, text)), None)


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
    top, _, below = key.partition(".")
    near = nearest(top, known)
    if top not in known and near:
        return DuError(N_("{record} has no key {key}. Did you mean {nearest}?"), record=record, key=top, nearest=near[0])
    if below and not below.partition(".")[0].isdigit() and any(_is_list(_MODELS[kind], top) for kind in kinds if kind in _MODELS):
        message = N_("{key} of {record} is a list. Name the item by its number, from 0 on, as in {record}.{key}.0.{below}.")
        return DuError(message, key=top, record=record, below=below)
    return DuError(N_("No commit has given {key} of {record} a value."), key=key, record=record)


def unknown_key(key: str) -> DuError | None:
    """Why nothing has that key, with the nearest that something has; None where some record may have it."""
    wanted = ".".join(part for part in key.split(".") if not part.isdigit())
    known = sorted({name for model in (*_MODELS.values(), Roster) for name in _dotted(shape(model))})
    if wanted in known:
        return None
    near = nearest(wanted, known)
    if near:
        return DuError(N_("No record has a key {key}. Did you mean {nearest}?"), key=key, nearest=near[0])
    return DuError(N_("No record has a key {key}."), key=key)


def _dotted(found: Shape) -> Iterator[str]:
    """Every key path of a shape, positions in lists left out."""
    for name, inner in found.keys.items():
        yield name
        yield from (f"{name}.{one}" for one in _dotted(inner)) if inner else ()


def _is_list(model: type[Record], key: str) -> bool:
    return any(get_origin(get_args(field.annotation)[0]) is tuple for field in fields(model) if field.key == key)
