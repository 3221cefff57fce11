"""What the format and the command line call things: the names of reports, and the records a clause may name."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from du_cli.i18n import N_, Term
from du_cli.models.base import Record, shape
from du_cli.yamlfile import Shape

REPORTS: Final = (
    "roster",
    "seats",
    "terms",
    "cases",
    "recommendations",
    "meetings",
    "attendance",
    "mandate-tasks",
    "outreach",
    "annual",
    "findings",
)
"""Every report of the command line."""


EXCEPTIONS: Final = {"continuity": N_("continuity")}
"""Reasons for another term that the format itself gives as examples; others are the mandate's own words."""


def exceptions(kinds: Iterable[str]) -> tuple[str | Term, ...]:
    """Reasons for another term as words for the reader."""
    return tuple(Term(EXCEPTIONS[kind]) if kind in EXCEPTIONS else kind for kind in kinds)


@cache
def _records() -> dict[str, tuple[type[Record], ...]]:
    """By the first word of a record's name: the file's model, and the record of which it holds many."""
    from du_cli.models import cases, mandate, meetings, members, policy

    return {
        "mandate": (mandate.Mandate, mandate.Version),
        "policy": (policy.Policy,),
        "members": (members.Member, members.Roster),
        "organisations": (members.Organisation, members.Organisations),
        "waivers": (policy.Waiver, policy.Waivers),
        "cases": (cases.Case,),
        "meetings": (meetings.Meeting,),
        "plans": (meetings.Plan,),
        "outreach": (meetings.Outreach, meetings.Activity),
    }


def record_exists(name: str) -> bool:
    """Whether a dotted name such as ``members.appointments.consultations`` is a key of the format."""
    head, *keys = name.split(".")
    return any(_has(shape(model), keys) for model in _records().get(head, ()))


def _has(inside: Shape | None, keys: list[str]) -> bool:
    for key in keys:
        if inside is None or key not in inside.keys:
            return False
        inside = inside.keys[key]
    return True
