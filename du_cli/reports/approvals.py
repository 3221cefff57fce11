"""Who must approve a change, by the kinds of change in it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MEMBERS, POLICY
from du_cli.dataset.shown import Shown
from du_cli.document import Block, Column, Heading, Table
from du_cli.findings import Outcome
from du_cli.i18n import N_, _
from du_cli.reports.policy_changes import PolicyChange

ADOPTED: Final = ("DU802", "DU803")
"""Codes that say something adopted or recorded for good was changed: nobody approves that, a waiver apart."""


class Approval(NamedTuple):
    """A kind of change there is, and who must approve it; nobody may approve what was adopted."""

    kind: str
    by: str | None


def facts(
    head: Dataset, policy: Sequence[PolicyChange], touched: Iterable[str], new: Iterable[Shown], *, appointments: bool
) -> Iterator[Approval]:
    """The kinds of change in the files touched, of which the changes of the policy and the new findings are known."""
    committee = head.mandate.committee if head.mandate else None
    secretariat = head.body_name(committee.secretariat) if committee else None
    loosens = [one.loosens for one in policy]
    if appointments:
        yield Approval("appointments", head.body_name(committee.appointing) if committee else None)
    if any(one.finding.code in ADOPTED and one.finding.outcome == Outcome.FINDING for one in new):
        yield Approval("adopted", None)
    if any(loosens):
        yield Approval("protection", secretariat)
    only = loosens and all(loosens) and POLICY not in head.broken
    apart = {MEMBERS if appointments else None, POLICY if only else None}
    if any(path not in apart for path in touched):
        yield Approval("rest", secretariat)


APPROVED: Final = {
    "appointments": N_("Appointments"),
    "adopted": N_("What was adopted or recorded for good"),
    "protection": N_("Protection that is loosened"),
    "rest": N_("Everything else"),
}


def table(found: tuple[Approval, ...]) -> tuple[Block, ...]:
    """A line for each kind of change, with who must approve it."""
    nobody = _("nobody: put the correction in a new record")
    secretariat = _("the secretariat")
    rows = tuple((_(APPROVED[one.kind]), nobody if one.kind == "adopted" else one.by or secretariat) for one in found)
    return (Heading(_("Who must approve")), Table((Column(_("Change")), Column(_("Approved by"))), rows)) if rows else ()
