"""What would follow if some appointments ended and others began: the findings and the seats, day by day."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.shown import Shown, Summary, shown
from du_cli.document import Block, Column, Document, Heading, Note, Paragraph, Table
from du_cli.findings import SEVERITY_NAMES, Finding, identity
from du_cli.i18n import N_, _, fill, plural
from du_cli.i18n import shown as said
from du_cli.reports import findings, seats
from du_cli.reports.names import committee_name

Check = Callable[[Dataset], Iterable[Finding]]

KINDS: Final[Mapping[str, str]] = {
    **{str(key): name for key, name in SEVERITY_NAMES.items()},
    "not_assessed": N_("not assessed"),
    "waived": N_("waived"),
}
"""What a finding is, in a word."""


class SeatChange(NamedTuple):
    """A seat whose holders would be others."""

    id: str
    name: str
    places: int | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    vacant: int | None


class DayFacts(NamedTuple):
    """What a check would say on a day."""

    at: date
    summary: Summary
    new: tuple[findings.FindingFacts, ...]
    gone: tuple[findings.FindingFacts, ...]
    findings: tuple[findings.FindingFacts, ...]
    """All that a check would say, new or not."""
    seats: tuple[SeatChange, ...]


class WhatIfFacts(NamedTuple):
    """What would follow, on each day on which something begins or has ended, or that would have an error of it."""

    committee: str | None
    name: str | None
    at: date
    days: tuple[DayFacts, ...]


def facts(before: Dataset, after: Dataset, days: Iterable[date], check: Check) -> WhatIfFacts:
    """Compare what ``check`` says of the data as it is and as it would be, on each of some days."""
    return WhatIfFacts(before.committee, committee_name(before), before.at, tuple(_day(before, after, day, check) for day in days))


def _day(before: Dataset, after: Dataset, day: date, check: Check) -> DayFacts:
    was, would = replace(before, at=day), replace(after, at=day)
    old, new = shown(check(was), was), shown(check(would), would)
    every = findings.facts(would, new)
    gone, come = findings.facts(was, _only(old, new)), findings.facts(would, _only(new, old))
    return DayFacts(day, every.summary, come.findings, gone.findings, every.findings, tuple(seat_changes(was, would)))


def _only(these: tuple[Shown, ...], those: tuple[Shown, ...]) -> Iterator[Shown]:
    """What stands in the first and not in the second, one for one."""
    known = Counter(_identity(one) for one in those)
    for one in these:
        if known[_identity(one)]:
            known[_identity(one)] -= 1
        else:
            yield one


def _identity(one: Shown) -> tuple[object, ...]:
    return one.finding.outcome, *identity(one.finding), one.message


def seat_changes(was: Dataset, would: Dataset) -> Iterator[SeatChange]:
    """The seats whose holders differ between two datasets of one day, as the second has them."""
    before = {seat.id: _holders(seat) for seat in seats.facts(was).seats}
    for seat in seats.facts(would).seats:
        if _holders(seat) != before.get(seat.id, ()):
            yield SeatChange(seat.id, seat.name, seat.places, before.get(seat.id, ()), _holders(seat), seat.vacant)


def _holders(seat: seats.SeatFacts) -> tuple[str, ...]:
    return tuple(holder.name for holder in seat.holders)


def layout(found: WhatIfFacts) -> Document:
    """A part for each day: the seats that change, the findings that come and those that go."""
    title = fill(N_("{committee}: what would follow"), {"committee": found.name or found.committee})
    blocks = tuple(block for day in found.days for block in _part(day))
    return Document(title, (*blocks, Note(_("Nothing was written."))))


def _part(day: DayFacts) -> Iterator[Block]:
    yield Heading(fill(N_("On {day}"), {"day": day.at}))
    if not (day.seats or day.new or day.gone):
        yield Paragraph(_("Nothing changes."))
    if day.seats:
        columns = (
            Column(_("Seat")),
            Column(_("Places"), "right"),
            Column(_("Vacant"), "right"),
            Column(_("As it is")),
            Column(_("Then")),
        )
        yield Table(columns, tuple(_seat_row(seat) for seat in day.seats), _("Seats that change"))
    yield from _findings(_("Findings that would come"), day.new)
    yield from _findings(_("Findings that would go"), day.gone)
    left = len(day.findings) - len(day.new)
    if left:
        yield Paragraph(plural("{count} answer would be as before.", "{count} answers would be as before.", left))


def _seat_row(seat: SeatChange) -> tuple[str, ...]:
    return seat.name, said(seat.places), said(seat.vacant), ", ".join(seat.before), ", ".join(seat.after)


def _findings(caption: str, found: tuple[findings.FindingFacts, ...]) -> Iterator[Table]:
    if found:
        columns = (Column(_("Code")), Column(_("Kind")), Column(_("What it says")), Column(_("Type next")))
        rows = tuple((one.code, _(KINDS[one.kind]), one.message, one.command or "") for one in found)
        yield Table(columns, rows, caption)
