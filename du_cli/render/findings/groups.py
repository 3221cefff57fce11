"""Equal findings of many records, put together."""

from collections.abc import Hashable, Iterable

from du_cli.dataset.shown import Shown
from du_cli.dataset.verdict import Cited
from du_cli.findings import FILE_NOT_READ, NOT_READ, NOT_WHOLE, Outcome
from du_cli.i18n import fill

Group = tuple[Shown, ...]


def grouped(findings: Iterable[Shown], *, together: bool) -> list[Group]:
    """Findings that ask for the same, each group where its first one stands; alone when not ``together``.

    Rules that cannot be assessed for one and the same reason are always one group.
    """
    groups: dict[Hashable, list[Shown]] = {}
    for number, one in enumerate(findings):
        groups.setdefault(_reason(one) or (_alike(one) if together else number), []).append(one)
    return [tuple(group) for group in groups.values()]


def _reason(one: Shown) -> Hashable:
    """Why a rule is not assessed and where that stands, when it is a value or a file that cannot be read."""
    found = one.finding
    unread = found.outcome == Outcome.NOT_ASSESSED and found.message in (NOT_READ, NOT_WHOLE, FILE_NOT_READ)
    return (found.message, one.path, one.line, one.column) if unread else None


def _alike(one: Shown) -> Hashable:
    """What equal findings share: all but the place, the record and the values in their texts."""
    found = one.finding
    return found.code, found.outcome, found.severity, found.message, found.help, found.command is None, found.reason, found.caused_by


def same(texts: Iterable[str]) -> str | None:
    """The text that all texts are; None when they differ."""
    first, *others = dict.fromkeys(texts)
    return None if others else first


def together(group: Group) -> str:
    """What is said once of a whole group whose messages differ; empty where each has to be read."""
    found = group[0].finding
    return fill(found.together, found.values) if found.together else ""


def clause_of(group: Group) -> Cited | None:
    """The first clause that every finding of a group rests on; None when they share none."""
    return next((clause for clause in group[0].clauses if all(clause in one.clauses for one in group)), None)


def names_of(group: Group) -> tuple[str, ...]:
    """The record of each finding of a group; where they are one and the same, what each is about."""
    records = tuple(one.finding.record for one in group)
    return records if same(records) is None else tuple(one.finding.subject for one in group)
