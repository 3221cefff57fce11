"""A rule explained: what it checks, the clause it enforces, why, a bad and a good example, and how to mend it."""

from typing import NamedTuple

from du_cli.document import Block, Code, Column, Document, Heading, Items, Note, Paragraph, Table
from du_cli.findings import SEVERITY_NAMES, Basis, Severity
from du_cli.i18n import N_, _, fill

BASES = {
    Basis.MANDATE: N_("the mandate"),
    Basis.POLICY: N_("a choice of the secretariat's or the program's, not the mandate's"),
    Basis.FORMAT: N_("the file format"),
}


class ExcerptFacts(NamedTuple):
    """A few lines of a file, None where there is no such file."""

    path: str
    text: tuple[str, ...] | None
    before: tuple[str, ...] | None = ()
    """The same lines before the change, for a rule about changes."""


class ExampleFacts(NamedTuple):
    """What the rule says of an example (nothing of a good one), and excerpts of its files."""

    said: str | None
    excerpts: tuple[ExcerptFacts, ...]


class ClauseFacts(NamedTuple):
    """A clause the rule enforces."""

    id: str
    reference: str
    summary: str | None


class RuleFacts(NamedTuple):
    """A rule as a reader sees it, texts translated."""

    code: str
    title: str
    severity: Severity
    other_severities: tuple[Severity, ...]
    basis: Basis
    what: str
    why: str
    mend: str
    clauses: tuple[ClauseFacts, ...]
    bad: ExampleFacts | None
    good: ExampleFacts | None


class RulesFacts(NamedTuple):
    """Several rules explained."""

    rules: tuple[RuleFacts, ...]


def layout(found: RuleFacts) -> Document:
    """One rule's page."""
    title = fill(N_("{code}: {title}"), {"code": found.code, "title": found.title})
    return Document(title, tuple(_blocks(found, 2)))


def layout_all(found: RulesFacts) -> Document:
    """Every rule, one under another."""
    blocks: list[Block] = [table(found.rules)]
    for rule in found.rules:
        blocks += [Heading(fill(N_("{code}: {title}"), {"code": rule.code, "title": rule.title}), 2), *_blocks(rule, 3)]
    return Document(_("The rules"), tuple(blocks))


def layout_family(family: str, found: RulesFacts) -> Document:
    """A family's rules as a list: what each checks."""
    columns = (Column(_("Rule")), Column(_("Severity")), Column(_("What it checks")))
    rows = tuple((rule.code, _severities(rule), rule.what) for rule in found.rules)
    more = fill(N_("du-cli explain {code} says more of one of them."), {"code": found.rules[0].code})
    return Document(fill(N_("The rules {family}"), {"family": family}), (Table(columns, rows), Note(more)))


def table(rules: tuple[RuleFacts, ...]) -> Table:
    """Rules as a table: code, title, severity and basis."""
    columns = (Column(_("Rule")), Column(_("Title")), Column(_("Severity")), Column(_("Basis")))
    return Table(columns, tuple((one.code, one.title, _severities(one), _(BASES[one.basis])) for one in rules))


def _severities(found: RuleFacts) -> str:
    return " / ".join(_(SEVERITY_NAMES[one]) for one in (found.severity, *found.other_severities))


def _blocks(found: RuleFacts, level: int) -> list[Block]:
    return [
        Paragraph(found.what),
        table((found,)),
        *_clauses(found, level),
        Heading(_("Why"), level),
        Paragraph(found.why),
        *_example(_("Bad"), found.bad, level),
        *_example(_("Good"), found.good, level),
        Heading(_("How to mend it"), level),
        Paragraph(found.mend),
    ]


def _clauses(found: RuleFacts, level: int) -> list[Block]:
    if not found.clauses:
        return []
    lines = (fill(N_("{reference}: {summary}"), {"reference": clause.reference, "summary": clause.summary}) for clause in found.clauses)
    return [Heading(_("Clause"), level), Items(tuple(lines))]


def _example(title: str, example: ExampleFacts | None, level: int) -> list[Block]:
    if example is None:
        return []
    shown = [block for excerpt in example.excerpts for block in _excerpt(excerpt)]
    said = [Paragraph(example.said)] if example.said else []
    return [Heading(title, level), *shown, *said]


def _excerpt(found: ExcerptFacts) -> list[Block]:
    if found.text is None:
        return [Paragraph(fill(N_("{path} is not there."), {"path": found.path}))]
    if not found.text and not found.before:
        return [Paragraph(fill(N_("{path} is empty."), {"path": found.path}))]
    before = [Code(found.before, fill(N_("{path}, as it was"), {"path": found.path}))] if found.before else []
    after = [Code(found.text, found.path)] if found.text else []
    return [*before, *after]
