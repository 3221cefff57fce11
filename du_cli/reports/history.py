"""The history in the committee's words: what happened, in which commit, by whom, and how it is signed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from du_cli import counts
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.events import CommitEvents, Event, SignatureState
from du_cli.document import Block, Column, Document, Items, Note, Paragraph, Table
from du_cli.i18n import N_, _, fill
from du_cli.reports.history_words import SIGNED, said
from du_cli.reports.names import committee_name

Signatures = Mapping[str, tuple[SignatureState, str | None]]
SHORT = 10
"""Letters of a commit's id that are enough for people."""


class Happened(NamedTuple):
    """One event with the commit that brought it; ``text`` says it in the reader's language."""

    commit: str
    author: str
    time: str
    signature: SignatureState
    signer: str | None
    event: str
    kind: str
    id: str
    field: str | None
    seat: str | None
    who: str | None
    meeting: str | None
    case: str | None
    day: str | None
    before: object
    after: object
    text: str


class Unreadable(NamedTuple):
    """A file that a commit left in a state that cannot be read."""

    commit: str
    path: str


class HistoryFacts(NamedTuple):
    """What happened, the newest first."""

    committee: str | None
    name: str | None
    rev: str
    events: tuple[Happened, ...]
    unreadable: tuple[Unreadable, ...]
    shallow: int | None


class Wanted(NamedTuple):
    """Which events are asked for: about all of some ids, under a field, between two days inclusive."""

    ids: Collection[str] = ()
    field: str | None = None
    first: date | None = None
    last: date | None = None


def chosen(commits: Iterable[CommitEvents], wanted: Wanted) -> tuple[CommitEvents, ...]:
    """The commits with the events asked for, those without any left out."""
    inside = (one for one in commits if _between(date.fromisoformat(one.time[:10]), wanted))
    if not wanted.ids and not wanted.field:
        return tuple(inside)
    found = (one._replace(events=tuple(event for event in one.events if _is_wanted(event, wanted)), unreadable=()) for one in inside)
    return tuple(one for one in found if one.events)


def _between(day: date, wanted: Wanted) -> bool:
    return (wanted.first is None or wanted.first <= day) and (wanted.last is None or day <= wanted.last)


def _is_wanted(event: Event, wanted: Wanted) -> bool:
    about = (event.id, event.seat, event.who, event.meeting, event.case)
    named = all(one in about for one in wanted.ids)
    names = [part for part in event.field.split(".") if not part.isdigit()]
    asked = [part for part in (wanted.field or "").split(".") if part and not part.isdigit()]
    return named and names[: len(asked)] == asked


def facts(dataset: Dataset, rev: str, commits: Iterable[CommitEvents], signatures: Signatures, shallow: int | None = None) -> HistoryFacts:
    """The events of some commits, said with the names the dataset has."""
    newest = tuple(reversed(tuple(commits)))
    speak = said(dataset)
    happened = tuple(one for commit in newest for one in _happened(speak, commit, signatures))
    unreadable = tuple(Unreadable(commit.commit, path) for commit in newest for path in commit.unreadable)
    return HistoryFacts(dataset.committee, committee_name(dataset), rev, happened, unreadable, shallow)


def _happened(speak: Callable[[Event], str], commit: CommitEvents, signatures: Signatures) -> Iterator[Happened]:
    state, signer = signatures.get(commit.commit, ("none", None))
    about = (commit.commit, commit.author, commit.time, state, signer)
    for one in commit.events:
        record = (one.what, one.kind, one.id, one.field or None)
        yield Happened(*about, *record, one.seat, one.who, one.meeting, one.case, one.day, one.before, one.after, speak(one))


def layout(found: HistoryFacts) -> Document:
    """A table with a line for each event; files that could not be read, and how much of the history is here."""
    title = fill(N_("{committee}: what has happened"), {"committee": found.name or found.committee})
    columns = (Column(_("Date")), Column(_("Commit")), Column(_("By")), Column(_("Signature")), Column(_("What happened")))
    signed = cache(signature)
    rows = tuple((one.time[:10], one.commit[:SHORT], one.author, signed(one.signature, one.signer), one.text) for one in found.events)
    blocks: tuple[Block, ...] = (Table(columns, rows) if rows else Paragraph(_("Nothing has happened.")),)
    return Document(title, (*blocks, *_unreadable(found.unreadable), *shallow_note(found.shallow)))


def signature(state: SignatureState, signer: str | None) -> str:
    """A commit's signature in a word or two."""
    return fill(SIGNED[state], {"signer": signer or _("unknown")})


def _unreadable(found: Iterable[Unreadable]) -> tuple[Block, ...]:
    text = N_("{commit} left {path} in a state that cannot be read; what happened in it is told with the next commit of the file.")
    return tuple(Note(fill(text, {"commit": one.commit[:SHORT], "path": one.path})) for one in found)


def shallow_note(count: int | None) -> tuple[Block, ...]:
    """A remark where a shallow clone holds part of the history only."""
    text = N_("This shallow clone has {count}; what happened before is not here. Fetch the rest with git fetch --unshallow.")
    return () if count is None else (Note(fill(text, {"count": counts.commits(count)})),)


class Difference(NamedTuple):
    """An event between two commits; ``text`` says it in the reader's language."""

    event: str
    kind: str
    id: str
    field: str | None
    before: object
    after: object
    text: str


class BetweenFacts(NamedTuple):
    """What happened between two commits, as if it were one change."""

    committee: str | None
    name: str | None
    first: str
    last: str
    events: tuple[Difference, ...]
    unreadable: tuple[str, ...]


def between_facts(dataset: Dataset, commits: tuple[str, str], events: Iterable[Event], unreadable: tuple[str, ...]) -> BetweenFacts:
    """The events between two commits, said with the names the dataset has."""
    speak = said(dataset)
    found = tuple(Difference(one.what, one.kind, one.id, one.field or None, one.before, one.after, speak(one)) for one in events)
    return BetweenFacts(dataset.committee, committee_name(dataset), *commits, found, unreadable)


def between_layout(found: BetweenFacts) -> Document:
    """A list of what happened."""
    values = {"committee": found.name or found.committee, "first": found.first[:SHORT], "last": found.last[:SHORT]}
    title = fill(N_("{committee}: what happened from {first} to {last}"), values)
    items: tuple[Block, ...] = (
        (Items(tuple(one.text for one in found.events)),) if found.events else (Paragraph(_("Nothing has happened.")),)
    )
    broken = (Note(fill(N_("{file} cannot be read, and is left out."), {"file": one})) for one in found.unreadable)
    return Document(title, (*items, *broken))
