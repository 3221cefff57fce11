"""``mandate trace``: what takes care of each clause of the mandate, and the tests that prove it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Final, Literal, NamedTuple, get_args

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.vocabulary import record_exists
from du_cli.document import Block, Column, Document, Heading, Items, Table
from du_cli.i18n import N_, _, fill, shown
from du_cli.models.mandate import Clause, HandledBy
from du_cli.reports import mandate_of, version_in_force

Kind = Literal["rule", "record", "report"]
State = Literal["built", "planned", "nonexistent"]
Handled = Literal["built", "planned", "recorded", "out_of_scope", "unhandled", "unread"]

STATES: Final[Mapping[State, str]] = {
    "built": N_("built"),
    "planned": N_("planned"),
    "nonexistent": N_("does not exist"),
}
NAMED: Final[Mapping[Kind, str]] = {
    "rule": N_("rule {name}: {title}"),
    "record": N_("record {name}"),
    "report": N_("report {name}"),
}


class RuleInfo(NamedTuple):
    """A rule as the trace needs it: its title (a marked text), whether it is built, and its example folders."""

    title: str
    built: bool
    tests: tuple[str, ...] = ()


class Use(NamedTuple):
    """A rule, record or report that a clause names; the title and the tests are a rule's."""

    kind: Kind
    name: str
    state: State
    title: str | None = None
    tests: tuple[str, ...] = ()


class ClauseTrace(NamedTuple):
    """A clause, all it names, and the sum of it."""

    id: str
    section: str | None
    reference: str
    summary: str | None
    handled: Handled
    uses: tuple[Use, ...]
    out_of_scope: str | None


class Counts(NamedTuple):
    """How many clauses there are, and how many of each kind; every clause counts once.

    ``built``: a rule that is built enforces it. ``planned``: only planned rules, or nothing but planned reports.
    ``recorded``: no rule, but records or built reports. ``unhandled``: nothing that exists, and no reason why.
    ``unread``: what handles it cannot be read.
    """

    clauses: int
    built: int
    planned: int
    recorded: int
    out_of_scope: int
    unhandled: int
    unread: int


class Nonexistent(NamedTuple):
    """A name in a clause's ``handled_by`` that is no rule, record or report."""

    clause: str
    kind: Kind
    name: str


class TraceFacts(NamedTuple):
    """Every clause of the version in force on a day."""

    committee: str
    name: str
    at: date
    version: str
    counts: Counts
    nonexistent: tuple[Nonexistent, ...]
    clauses: tuple[ClauseTrace, ...]


def facts(dataset: Dataset, rules: Mapping[str, RuleInfo], reports: Mapping[str, bool]) -> TraceFacts:
    """The clauses in force on the dataset's day, against all rules by code and all reports, with whether they are built.

    Raises DuError when no version is in force.
    """
    version = version_in_force(dataset, "clauses")
    clauses = tuple(_trace(dataset, clause, rules, reports) for clause in version.clauses)
    missing = (Nonexistent(clause.id, use.kind, use.name) for clause in clauses for use in clause.uses if use.state == "nonexistent")
    committee = mandate_of(dataset).committee
    return TraceFacts(committee.id, committee.name, dataset.at, version.id, _counts(clauses), tuple(missing), clauses)


def _trace(dataset: Dataset, clause: Clause, rules: Mapping[str, RuleInfo], reports: Mapping[str, bool]) -> ClauseTrace:
    uses = tuple(_uses(clause.handled_by, rules, reports))
    reason = clause.handled_by.out_of_scope
    handled = _handled(uses, reason) if dataset.handling_known(clause) else "unread"
    return ClauseTrace(clause.id, clause.section, clause.reference, clause.summary, handled, uses, reason)


def _uses(handled: HandledBy, rules: Mapping[str, RuleInfo], reports: Mapping[str, bool]) -> Iterator[Use]:
    for code in handled.rules:
        rule = rules.get(code)
        yield Use("rule", code, _state(built=rule.built), rule.title, rule.tests) if rule else Use("rule", code, "nonexistent")
    for name in handled.records:
        yield Use("record", name, "built" if record_exists(name) else "nonexistent")
    for name in handled.reports:
        yield Use("report", name, _state(built=reports.get(name)))


def _state(*, built: bool | None) -> State:
    return "nonexistent" if built is None else "built" if built else "planned"


def _handled(uses: Iterable[Use], reason: str | None) -> Handled:
    found = {(use.kind, use.state) for use in uses}
    if ("rule", "built") in found:
        return "built"
    if ("rule", "planned") in found:
        return "planned"
    if ("record", "built") in found or ("report", "built") in found:
        return "recorded"
    if ("report", "planned") in found:
        return "planned"
    return "out_of_scope" if reason else "unhandled"


def _counts(clauses: tuple[ClauseTrace, ...]) -> Counts:
    found = [clause.handled for clause in clauses]
    return Counts(len(found), *(found.count(handled) for handled in get_args(Handled)))


def layout(facts: TraceFacts) -> Document:
    """The counts, names that do not exist, and for each section a table with a line for all that a clause names."""
    values = {"committee": facts.name, "version": facts.version, "day": facts.at}
    title = fill(N_("What takes care of the mandate of {committee}, version {version}, on {day}"), values)
    return Document(title, (_sums(facts.counts), *_missing(facts), *_sections(facts.clauses)))


def _sums(counts: Counts) -> Table:
    rows = (
        (_("Clauses in all"), counts.clauses),
        (_("Enforced by rules that are built"), counts.built),
        (_("Planned only"), counts.planned),
        (_("Recorded or reported, without a rule"), counts.recorded),
        (_("Out of scope"), counts.out_of_scope),
        (_("Handled by nothing"), counts.unhandled),
        *(((_("Cannot be read"), counts.unread),) if counts.unread else ()),
    )
    return Table((Column(_("Clauses")), Column(_("Number"), "right")), tuple((text, str(count)) for text, count in rows))


def _missing(facts: TraceFacts) -> Iterator[Block]:
    if facts.nonexistent:
        references = {clause.id: clause.reference for clause in facts.clauses}
        yield Heading(_("Names that do not exist"))
        yield Items(tuple(_missing_line(references[each.clause], each) for each in facts.nonexistent))


def _missing_line(reference: str, each: Nonexistent) -> str:
    texts = {
        "rule": N_("{clause} names the rule {name}, which does not exist."),
        "record": N_("{clause} names the record {name}, which is not in the format."),
        "report": N_("{clause} names the report {name}, which does not exist."),
    }
    return fill(texts[each.kind], {"clause": reference, "name": each.name})


def _sections(clauses: tuple[ClauseTrace, ...]) -> Iterator[Block]:
    columns = tuple(map(Column, (_("Clause"), _("What it says"), _("Handled by"), _("State"), _("Tests"))))
    for section, found in groupby(clauses, key=lambda clause: clause.section):
        if section:
            yield Heading(section)
        yield Table(columns, tuple(row for clause in found for row in _rows(clause)))


def _rows(clause: ClauseTrace) -> Iterator[tuple[str, ...]]:
    """A line for all that takes care of the clause; the clause itself stands on the first."""
    for number, line in enumerate(_lines(clause)):
        yield *(("", "") if number else (clause.reference, shown(clause.summary))), *line


def _lines(clause: ClauseTrace) -> Iterator[tuple[str, str, str]]:
    for use in clause.uses:
        yield _use(use), _(STATES[use.state]), shown(use.tests or None)
    if clause.out_of_scope:
        yield clause.out_of_scope, _("out of scope"), shown(None)
    elif clause.handled == "unread":
        yield shown(None), _("cannot be read"), shown(None)
    elif not clause.uses:
        yield shown(None), _("handled by nothing"), shown(None)


def _use(use: Use) -> str:
    if use.kind == "rule" and use.title is None:
        return fill(N_("rule {name}"), {"name": use.name})
    return fill(NAMED[use.kind], {"name": use.name, "title": _(use.title) if use.title else ""})
