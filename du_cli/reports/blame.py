"""Where a value comes from: the commit that gave it, by whom and how signed, and the values it had before."""

from collections.abc import Sequence
from typing import NamedTuple

from du_cli.dataset.events import SignatureState
from du_cli.document import Block, Column, Document, Heading, Paragraph, Table
from du_cli.i18n import N_, NOTHING, _, fill
from du_cli.reports.history import SHORT, shallow_note, signature
from du_cli.reports.history_words import quoted


class GivenFacts(NamedTuple):
    """A value, and the commit that gave it; None is a value taken away."""

    commit: str
    author: str
    time: str
    signature: SignatureState
    signer: str | None
    subject: str
    value: object


class BlameFacts(NamedTuple):
    """A field of a record: the value it has, and those it had before, the newest first."""

    id: str
    field: str
    rev: str
    given: GivenFacts
    earlier: tuple[GivenFacts, ...]
    shallow: int | None


def facts(names: tuple[str, str], rev: str, given: Sequence[GivenFacts], shallow: int | None) -> BlameFacts:
    """The values of a field, by the record's id and the field's key; there must be one at least."""
    return BlameFacts(*names, rev, given[0], tuple(given[1:]), shallow)


def layout(found: BlameFacts) -> Document:
    """The value and its commit in a sentence, then what it was before."""
    one = found.given
    values = {"value": _shown(one.value), "commit": one.commit[:SHORT], "author": one.author, "day": one.time[:10]}
    text = N_("{value}: given by {author} on {day}, in commit {commit} ({subject}), {signature}.")
    sentence = Paragraph(fill(text, {**values, "subject": one.subject, "signature": signature(one.signature, one.signer)}))
    earlier: tuple[Block, ...] = (Heading(_("Earlier values")), _table(found.earlier)) if found.earlier else ()
    return Document(f"{found.id}.{found.field}", (sentence, *earlier, *shallow_note(found.shallow)))


def _table(earlier: tuple[GivenFacts, ...]) -> Table:
    columns = (Column(_("Value")), Column(_("Date")), Column(_("Commit")), Column(_("By")), Column(_("Signature")))
    return Table(columns, tuple(_row(one) for one in earlier))


def _row(one: GivenFacts) -> tuple[str, ...]:
    return _shown(one.value), one.time[:10], one.commit[:SHORT], one.author, signature(one.signature, one.signer)


def _shown(value: object) -> str:
    return NOTHING if value is None else quoted(value)
