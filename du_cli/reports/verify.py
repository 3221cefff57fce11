"""Whether the history is what it was: each fault in a sentence, or one line when there is none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from du_cli.dataset.comparison import CommitFacts, Signature
from du_cli.dataset.events import Fault
from du_cli.dataset.kinds import kind_of
from du_cli.document import Block, Document, Items, Note, Paragraph
from du_cli.i18n import N_, Term, _, fill, plural
from du_cli.reports import choices
from du_cli.reports.history import SHORT
from du_cli.reports.history_words import as_day

_TEXTS: Final = {
    "rewritten": N_("The anchor of {day} names {commit}, which is not in this history: the past was rewritten."),
    "tree": N_("The anchor of {day} does not hold the data that {commit} has: the anchor was changed."),
    "deleted": N_("{record} was protected ({status}), but {commit} by {author} on {day} deleted {path}."),
    "protected": N_("{record} was protected ({status}), but {commit} by {author} on {day} changed {keys}."),
    "digest": N_("{record}: {commit} by {author} on {day} replaced the digest of the text that was approved."),
    "adopted_text": N_("{record}: the recommendation is not the text that was adopted; its digest is another ({path})."),
    "approved_text": N_("{record}: the minutes are not the ones that were approved; their digest is another ({path})."),
    "unsigned": N_("{commit} by {author} ({subject}) touches the data and is not signed."),
    "stranger": N_("{commit} by {author} ({subject}) touches the data and is signed by somebody who is no allowed signer."),
    "bad": N_("{commit} by {author} ({subject}) touches the data, and its signature is not valid."),
    "unchecked": N_("{commit} by {author} ({subject}) touches the data, and git could not check its signature."),
}

_UNDER: Final = {
    "deleted": N_("{commit} by {author} on {day} deleted {path}."),
    "protected": N_("{commit} by {author} on {day} changed {keys}."),
    "digest": N_("{commit} by {author} on {day} replaced the digest of the text that was approved."),
}
"""What commits did to a record, under a line about the record."""


class VerifyFacts(NamedTuple):
    """What was verified up to a commit, and everything that is wrong; ``signed``: how many commits had to be.

    ``signers``: the file of signers that the policy names now; ``signers_missing``: it does, and the file is not there.
    """

    committee: str | None
    rev: str
    commits: int
    signed: int
    signers: str | None
    signers_missing: bool
    anchor: str | None
    faults: tuple[Fault, ...]
    unreadable: tuple[str, ...]


def signature_fault(one: CommitFacts) -> Fault:
    """A commit that is not signed as it should be, as a fault."""
    what: Signature = one.signature
    return Fault(what, one.id, one.author, subject=one.subject)


def layout(found: VerifyFacts) -> Document:
    """The faults as a list, then each record that several commits changed with those commits; and what could be verified at all."""
    steps = [_step(same) for _about, same in groupby(found.faults, lambda one: (one.what, one.commit, one.id))]
    records = defaultdict[str, list[_Step]](list)
    for step in steps:
        records[step.fault.id if step.fault.what in _UNDER else ""].append(step)
    several = {name: under for name, under in records.items() if name and len(under) > 1}
    single = tuple(_said(_TEXTS, one) for one in steps if one.fault.what not in _UNDER or one.fault.id not in several)
    listed: tuple[Block, ...] = (Items(single),) if single else ()
    grouped = (block for under in several.values() for block in _record_block(under))
    return Document(_("The history verified"), (Paragraph(verdict(found)), *listed, *grouped, *map(Note, remarks(found))))


class _Step(NamedTuple):
    """What one commit did to a record: its first fault, and the keys it changed."""

    fault: Fault
    keys: tuple[str, ...]


def _step(same: Iterable[Fault]) -> _Step:
    first, *others = same
    return _Step(first, (first.key, *(one.key for one in others)))


def _record_block(under: Sequence[_Step]) -> tuple[Block, ...]:
    """A line about a record, and under it one for each commit."""
    head = plural(
        "{record} was protected ({status}), but {count} commit changed it:",
        "{record} was protected ({status}), but {count} commits changed it:",
        len(under),
        **_values(under[0]),
    )
    return Paragraph(head), Items(tuple(_said(_UNDER, one) for one in under))


def verdict(found: VerifyFacts) -> str:
    """In one line, how it stands."""
    if not found.faults:
        return plural("All is well: {count} commit verified.", "All is well: {count} commits verified.", found.commits)
    return plural("{count} fault in the history:", "{count} faults in the history:", len(found.faults))


def remarks(found: VerifyFacts) -> Iterable[str]:
    """What was not verified, and why."""
    if found.signers_missing:
        yield fill(
            N_("{file}, which the policy names as allowed_signers, is not there: no signature can be good."), {"file": found.signers}
        )
    elif found.signers and not found.signed:
        yield fill(
            N_("Signatures are required of what comes after the commit that names {file}; nothing has yet."), {"file": found.signers}
        )
    elif not found.signed:
        yield _("Signatures are not required: the policy names no allowed_signers.")
    if found.anchor is None:
        yield _("No anchor to compare with: du-cli history anchor writes one.")
    for one in found.unreadable:
        yield fill(N_("{file} cannot be read; the record is compared with what it was before."), {"file": one})


def _said(texts: Mapping[str, str], one: _Step) -> str:
    return fill(texts[one.fault.what], _values(one))


def _values(one: _Step) -> dict[str, object]:
    fault = one.fault
    words = {**choices.CASE_STATUS, **choices.MEETING_STATUS}
    known = {"record": _record(fault), "keys": one.keys, "status": Term(words.get(fault.status, fault.status))}
    return {**fault._asdict(), **known, "commit": fault.commit[:SHORT], "day": date.fromisoformat(fault.day) if fault.day else ""}


def _record(fault: Fault) -> str:
    kind = kind_of(fault.path)
    if kind and kind.name == "meeting":
        return fill(N_("The meeting on {day}"), {"day": as_day(fault.id) or fault.id})
    return fill(N_("Case {id}"), {"id": fault.id})
