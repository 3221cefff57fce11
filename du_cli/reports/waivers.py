"""Waivers that a change makes, alters or takes away, with their reasons."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.comparison import Comparison
from du_cli.dataset.kinds import WAIVERS
from du_cli.i18n import N_, fill


class WaiverChange(NamedTuple):
    """A waiver that is new, changed (the same rule and subject had another) or gone."""

    kind: str
    rule: str
    subject: str
    until: date
    reason: str


def facts(change: Comparison) -> Iterator[WaiverChange]:
    """What a change does to the waivers; nothing where they cannot be read in full before and after it."""
    if WAIVERS in change.base.broken | change.head.broken:
        return
    before, after = (dataset.waivers.waivers for dataset in (change.base, change.head))
    there = {(one.rule, one.subject) for one in before}
    for one in after:
        if one not in before:
            kind = "changed" if (one.rule, one.subject) in there else "new"
            yield WaiverChange(kind, one.rule, one.subject, one.until, one.reason)
    kept = {(one.rule, one.subject) for one in after}
    for one in before:
        if (one.rule, one.subject) not in kept:
            yield WaiverChange("gone", one.rule, one.subject, one.until, one.reason)


_SAID: Final = {
    "new": N_("New waiver of {rule} for {subject}, until {until}: {reason}"),
    "changed": N_("The waiver of {rule} for {subject} is now until {until}: {reason}"),
    "gone": N_("The waiver of {rule} for {subject}, until {until}, is removed."),
}


def said(one: WaiverChange) -> str:
    """What happened to a waiver, as a sentence."""
    return fill(_SAID[one.kind], one._asdict())
