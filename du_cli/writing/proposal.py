"""What a change would make of the data: the findings that would be new, and the difference line by line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import unified_diff
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MEMBERS
from du_cli.dataset.load import load
from du_cli.dataset.shown import Shown, shown
from du_cli.dataset.terms import Service
from du_cli.edits import Change
from du_cli.findings import Finding, Outcome, Severity, identity
from du_cli.rules import APPOINTED, CODES, check


class Proposal(NamedTuple):
    """The data as it would be on the day of the change, and what is new in it."""

    dataset: Dataset
    refused: Mapping[date, tuple[Shown, ...]]
    """The errors that stand in its way, each under the first day that would have it: the dataset's own first."""
    remarks: tuple[Shown, ...]
    """The warnings it brings, which stand in nobody's way."""


def propose(dataset: Dataset, change: Change) -> Proposal:
    """Load and check the changed files in memory: on the dataset's day, and where appointments change on the days that show it."""
    files = {path: data for path, data in {**dataset.files, **change.files}.items() if data is not None}
    return judge(dataset, load(files, dataset.at, dataset.outside), appointments=MEMBERS in change.files)


def judge(dataset: Dataset, proposed: Dataset, *, appointments: bool = True) -> Proposal:
    """What is new in the data as it would be; ``appointments``: whether there may be others, so that days to come are looked at."""
    changed = _changed_appointments(dataset, proposed) if appointments else ()
    remarkable = {dataset.at, *(service.first for service in changed)}
    found: dict[tuple[object, ...], tuple[date, Shown]] = {}
    for day, codes in ((dataset.at, CODES), *((day, APPOINTED) for day in _days(proposed, changed))):
        after = replace(proposed, at=day)
        for one in shown(_new(replace(dataset, at=day), after, codes), after):
            if one.finding.severity == Severity.ERROR or day in remarkable:
                found.setdefault((one.finding.code, one.path, one.line, one.column, one.finding.record), (day, one))
    return Proposal(proposed, _by_day(found.values()), tuple(one for _, one in found.values() if one.finding.severity == Severity.WARNING))


def _by_day(found: Iterable[tuple[date, Shown]]) -> dict[date, tuple[Shown, ...]]:
    """The errors among findings, by day."""
    errors = [(day, one) for day, one in found if one.finding.severity == Severity.ERROR]
    return {day: tuple(one for its, one in errors if its == day) for day, _ in errors}


def _changed_appointments(before: Dataset, after: Dataset) -> tuple[Service, ...]:
    known = {(service.member.id, service.appointment) for service in before.services.all}
    return tuple(service for service in after.services.all if (service.member.id, service.appointment) not in known)


def _days(dataset: Dataset, changed: Iterable[Service]) -> list[date]:
    """The days on which changed appointments show: their own, and those to come of others to the same seats or of the same people."""
    own = set().union(*map(_ends, changed))
    seats, people = {service.seat for service in changed}, {service.member.id for service in changed}
    others = (service for service in dataset.services.all if service.seat in seats or service.member.id in people)
    coming = {day for service in others for day in _ends(service) if day > dataset.at}
    return sorted((own | coming) - {dataset.at})


def _ends(service: Service) -> set[date]:
    """The first and the last day of an appointment, as far as they are known."""
    return {day for day in (service.first, service.appointment.ended or service.last) if day}


def _new(before: Dataset, after: Dataset, codes: Iterable[str]) -> Iterator[Finding]:
    """Errors and warnings of the data after a change, those left out that were there before."""
    found = _found(after, codes)
    known = Counter(map(identity, _found(before, {finding.code for finding in found})))
    for finding in found:
        if known[identity(finding)]:
            known[identity(finding)] -= 1
        else:
            yield finding


def _found(dataset: Dataset, codes: Iterable[str]) -> list[Finding]:
    answers = (finding for finding in check(dataset, frozenset(codes)) if finding.outcome == Outcome.FINDING)
    return [finding for finding in answers if finding.severity != Severity.INFORMATION]


def difference(read: Mapping[str, bytes], files: Mapping[str, bytes | None]) -> str:
    """New texts of files (None: removed) against what was read, as a unified diff in the order of their paths."""
    return "".join(_difference(path, read.get(path), files[path]) for path in sorted(files))


def _difference(path: str, old: bytes | None, new: bytes | None) -> str:
    before, after = (_lines(data) for data in (old, new))
    names = ("/dev/null" if old is None else f"a/{path}", "/dev/null" if new is None else f"b/{path}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in unified_diff(before, after, *names)
    )


def _lines(data: bytes | None) -> list[str]:
    """The lines of a file, parted at line feeds only."""
    text = (data or b"").decode("utf-8", "replace")
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]
