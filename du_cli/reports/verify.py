"""Whether the history is what it was: each fault in a sentence, or one line when there is none."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.comparison import CommitFacts, Signature
from du_cli.dataset.events import Fault
from du_cli.document import Block, Document, Items, Note, Paragraph
from du_cli.i18n import N_, Term, _, fill, plural
from du_cli.reports import choices
from du_cli.reports.history import SHORT

_TEXTS: Final = {
    "rewritten": N_("The anchor of {day} names {commit}, which is not in this history: the past was rewritten."),
    "tree": N_("The anchor of {day} does not hold the data that {commit} has: the anchor was changed."),
    "deleted": N_("{id} was {status} and protected, and {commit} by {author} on {day} deleted {path}."),
    "protected": N_("{id} was {status} and protected, and {commit} by {author} on {day} changed its {key}."),
    "digest": N_("{commit} by {author} on {day} replaced the digest of the text that was approved for {id}."),
    "adopted_text": N_("The recommendation of {id} is not the text that was adopted: its digest is another ({path})."),
    "approved_text": N_("The minutes of {id} are not the ones that were approved: their digest is another ({path})."),
    "unsigned": N_("{commit} by {author} ({subject}) touches the data and is not signed."),
    "stranger": N_("{commit} by {author} ({subject}) touches the data and is signed by somebody who is no allowed signer."),
    "bad": N_("{commit} by {author} ({subject}) touches the data, and its signature is not valid."),
    "not_ssh": N_("{commit} by {author} ({subject}) touches the data and is signed with GPG; the list of allowed signers holds SSH keys."),
    "unchecked": N_("{commit} by {author} ({subject}) touches the data, and git could not check its signature."),
}


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
    """The faults as a list, and what could be verified at all."""
    faults: tuple[Block, ...] = (Items(tuple(_said(one) for one in found.faults)),) if found.faults else ()
    return Document(_("The history verified"), (Paragraph(verdict(found)), *faults, *(Note(text) for text in remarks(found))))


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


def _said(one: Fault) -> str:
    values: dict[str, object] = {**one._asdict(), "commit": one.commit[:SHORT], "day": date.fromisoformat(one.day) if one.day else ""}
    words = {**choices.CASE_STATUS, **choices.MEETING_STATUS}
    return fill(_TEXTS[one.what], values | {"status": Term(words.get(one.status, one.status))})
