"""``mandate compare``: what differs between two versions of the mandate."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.fit import FOUND, KINDS
from du_cli.document import Block, Column, Document, Paragraph, Table
from du_cli.errors import DuError
from du_cli.i18n import N_, Term, _, fill, plural, shown
from du_cli.models.mandate import Clause, Seat, Task, Version
from du_cli.reports import mandate_of
from du_cli.reports.mandate import (
    Meetings,
    TermLength,
    VersionFacts,
    Written,
    meetings_text,
    names_text,
    span,
    term_text,
    version_facts,
    written_text,
)

NUMBERS: Final = ("size", "term", "meetings_per_month", "written_procedure", "representatives_lead_digitalisation")
TOPICS: Final = {
    "size": N_("Number of members"),
    "term": N_("Term"),
    "meetings_per_month": N_("Meetings"),
    "written_procedure": N_("Written procedure"),
    "representatives_lead_digitalisation": N_("Members ought to lead digitalisation at home"),
    "task": N_("Tasks"),
    "seat": N_("Seats"),
    "clause": N_("Clauses"),
}
"""What is compared, in the order it is shown."""

WHAT: Final = {
    "task": N_("Task {key}"),
    "task.name": N_("Task {key}: name"),
    "task.clause": N_("Task {key}: clause"),
    "seat": N_("Seat {key}"),
    "seat.name": N_("Seat {key}: name"),
    "seat.count": N_("Seat {key}: places"),
    "seat.kind": N_("Seat {key}: who may hold it"),
    "seat.body": N_("Seat {key}: body"),
    "seat.areas": N_("Seat {key}: area"),
    "seat.excluded_areas": N_("Seat {key}: excluded area"),
    "seat.consult": N_("Seat {key}: bodies to consult"),
    "seat.may_consult": N_("Seat {key}: bodies that may be consulted"),
    "seat.clause": N_("Seat {key}: clause"),
    "clause": N_("Clause {key}"),
    "clause.section": N_("Clause {key}: section"),
    "clause.reference": N_("Clause {key}: reference"),
    "clause.summary": N_("Clause {key}: what it says"),
    "clause.rules": N_("Clause {key}: rules"),
    "clause.records": N_("Clause {key}: records"),
    "clause.reports": N_("Clause {key}: reports"),
    "clause.out_of_scope": N_("Clause {key}: why out of scope"),
}
"""What a difference is about, in words; the others are topics."""

SEAT_KINDS: Final = {**FOUND, "any": KINDS["any"]}
"""The kinds of seat, in words that do not name the body."""


class SeatLine(NamedTuple):
    """A seat that only one version has: its name and number of places."""

    name: str
    places: int


Compared = str | int | tuple[str, ...] | TermLength | Meetings | Written | SeatLine | None
Fields = Mapping[str, Compared]


class Difference(NamedTuple):
    """One difference: what, the id of the task, seat or clause, and its two values; None: none, or not there.

    ``what`` is one of ``NUMBERS``; ``task``, ``seat`` or ``clause`` for one that only one version has (then the
    value is its name, its name and places, or its reference); or such a word and a key, as in ``seat.count``.
    """

    what: str
    key: str
    before: Compared
    after: Compared


class CompareFacts(NamedTuple):
    """Two versions, how they differ, and the topics (keys of ``TOPICS``) in which they do not."""

    committee: str
    name: str
    at: date
    before: VersionFacts
    after: VersionFacts
    differences: tuple[Difference, ...]
    equal: tuple[str, ...]


class _Entry(NamedTuple):
    """A task, seat or clause: what it is shown as when the other version lacks it, and what is compared."""

    whole: Compared
    fields: Fields


def facts(dataset: Dataset, first: str, second: str) -> CompareFacts:
    """The versions with two ids, the first as before and the second as after.

    Raises DuError for an id that no version has.
    """
    before, after = _version(dataset, first), _version(dataset, second)
    numbers = (version_facts(before), version_facts(after))
    found = (*_numbers(*numbers), *_entries("task", _tasks(before), _tasks(after)))
    found = (*found, *_entries("seat", _seats(before), _seats(after)), *_entries("clause", _clauses(before), _clauses(after)))
    differing = {difference.what.partition(".")[0] for difference in found}
    equal = tuple(topic for topic in TOPICS if topic not in differing)
    committee = mandate_of(dataset).committee
    return CompareFacts(committee.id, committee.name, dataset.at, *numbers, found, equal)


def _version(dataset: Dataset, version_id: str) -> Version:
    versions = {version.id: version for version in mandate_of(dataset).versions}
    if version_id not in versions:
        message = N_("The mandate has no version {version}. It has {versions}.")
        raise DuError(message, version=version_id, versions=tuple(versions))
    return versions[version_id]


def _numbers(before: VersionFacts, after: VersionFacts) -> Iterator[Difference]:
    for what in NUMBERS:
        old, new = getattr(before, what), getattr(after, what)
        if old != new:
            yield Difference(what, "", old, new)


def _entries(what: str, before: Mapping[str, _Entry], after: Mapping[str, _Entry]) -> Iterator[Difference]:
    """Differences of tasks, seats or clauses by id: first those of the version before, in its order, then new ones."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old and new:
            yield from _fields(what, key, old.fields, new.fields)
        else:
            yield Difference(what, key, old.whole if old else None, new.whole if new else None)


def _fields(what: str, key: str, before: Fields, after: Fields) -> Iterator[Difference]:
    for name, old in before.items():
        if _unordered(old) != _unordered(after[name]):
            yield Difference(f"{what}.{name}", key, old, after[name])


def _unordered(value: Compared) -> object:
    """A list's order says nothing in areas, bodies to consult and names of rules."""
    return frozenset(value) if isinstance(value, tuple) else value


def _tasks(version: Version) -> dict[str, _Entry]:
    return {str(task.id): _Entry(task.name, task_fields(task)) for task in version.tasks}


def task_fields(task: Task) -> Fields:
    """What of a task is compared."""
    return {"name": task.name, "clause": task.clause}


def _seats(version: Version) -> dict[str, _Entry]:
    return {seat.id: _Entry(SeatLine(seat.name, seat.count), seat_fields(seat)) for seat in version.seats}


def seat_fields(seat: Seat) -> Fields:
    """What of a seat is compared."""
    return {
        "name": seat.name,
        "count": seat.count,
        "kind": seat.kind,
        "body": seat.body,
        "areas": seat.areas,
        "excluded_areas": seat.excluded_areas,
        "consult": seat.consult,
        "may_consult": seat.may_consult,
        "clause": seat.clause,
    }


def _clauses(version: Version) -> dict[str, _Entry]:
    return {clause.id: _Entry(clause.reference, clause_fields(clause)) for clause in version.clauses}


def clause_fields(clause: Clause) -> Fields:
    """What of a clause is compared."""
    handled = clause.handled_by
    return {
        "section": clause.section,
        "reference": clause.reference,
        "summary": clause.summary,
        "rules": handled.rules,
        "records": handled.records,
        "reports": handled.reports,
        "out_of_scope": handled.out_of_scope,
    }


def layout(facts: CompareFacts) -> Document:
    """The differences side by side, then what does not differ, then when the versions are in force."""
    values = {"committee": facts.name, "before": facts.before.id, "after": facts.after.id}
    title = fill(N_("The mandate of {committee}: {before} and {after}"), values)
    return Document(title, (*_differences(facts), *_equal(facts), _spans(facts)))


def _differences(facts: CompareFacts) -> Iterator[Block]:
    if facts.differences:
        columns = (Column(_("What")), Column(_("Before")), Column(_("After")))
        yield Table(columns, tuple(_row(difference) for difference in facts.differences))


def _row(difference: Difference) -> tuple[str, str, str]:
    what = difference.what
    text = fill(WHAT[what], {"key": difference.key}) if what in WHAT else _(TOPICS[what])
    return text, _cell(what, difference.before), _cell(what, difference.after)


def _cell(what: str, value: Compared) -> str:
    """A value in words."""
    if isinstance(value, TermLength):
        return term_text(value)
    if isinstance(value, Meetings):
        return meetings_text(value)
    if isinstance(value, Written):
        return written_text(value)
    if isinstance(value, SeatLine):
        return plural("{seat} ({count} place)", "{seat} ({count} places)", value.places, seat=value.name)
    if isinstance(value, str) and what == "seat.kind":
        return _(SEAT_KINDS.get(value, value))
    return shown(value) if value is None or isinstance(value, (str, int)) else names_text(value)


def _equal(facts: CompareFacts) -> Iterator[Block]:
    if len(facts.equal) == len(TOPICS):
        yield Paragraph(_("No difference."))
    elif facts.equal:
        topics = tuple(Term(TOPICS[topic]) for topic in facts.equal)
        yield Paragraph(fill(N_("No difference in: {topics}."), {"topics": topics}))


def _spans(facts: CompareFacts) -> Table:
    columns = tuple(map(Column, (_("Version"), _("In force"), _("Source"))))
    return Table(columns, tuple((version.id, span(version), shown(version.source)) for version in (facts.before, facts.after)))
