"""Waivers: which findings one accepts, on which days it counts, and DU014 on those that count no more."""

from collections.abc import Iterable

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import WAIVERS
from du_cli.findings import Basis, Finding, NotAssessed, Outcome, Place, Severity, Values, Violation
from du_cli.i18n import N_
from du_cli.models.policy import Waiver
from du_cli.rules.base import Answers, Rule


def waive(findings: Iterable[Finding], waivers: Iterable[Waiver], dataset: Dataset) -> tuple[Finding, ...]:
    """The findings, those with a waiver in force marked as waived with its reason."""
    active = [waiver for waiver in waivers if in_force(waiver, dataset)]
    return tuple(_waived(finding, active) for finding in findings)


def _waived(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    found = next((waiver for waiver in waivers if matches(waiver, finding)), None)
    return finding._replace(outcome=Outcome.WAIVED, reason=found.reason) if found else finding


def matches(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver speaks of a finding: the rule's code, and its subject or record."""
    return finding.outcome == Outcome.FINDING and waiver.rule == finding.code and waiver.subject in (finding.subject, finding.record)


def in_force(waiver: Waiver, dataset: Dataset) -> bool:
    """Whether a waiver counts on the dataset's day: from the day it was decided to its last day."""
    return (waiver.decided is None or waiver.decided <= dataset.at) and dataset.at <= waiver.until


def waivers_used(dataset: Dataset, findings: Iterable[Finding]) -> Answers:
    """DU014: waivers past their last day, and those in force that match no finding."""
    answers = tuple(findings)
    for number, waiver in enumerate(dataset.waivers.waivers):
        place = dataset.place(WAIVERS, "waivers", number)
        if waiver.decided and waiver.until < waiver.decided:
            continue  # DU206 says so
        if dataset.at > waiver.until:
            message = N_("The waiver of {rule} for {subject} ran out on {until}.")
            yield _waiver(place, waiver, "until", message, N_("Remove it, or decide anew."))
        elif waiver.rule.startswith("DU8"):
            continue  # about a change: matches while that is judged, and never afterwards
        elif in_force(waiver, dataset) and not any(matches(waiver, finding) for finding in answers):
            yield _unmatched(dataset, place, waiver)


def _unmatched(dataset: Dataset, place: Place, waiver: Waiver) -> Violation | NotAssessed:
    if not dataset.broken - {WAIVERS}:
        message = N_("The waiver of {rule} for {subject} matches no finding.")
        return _waiver(place, waiver, "subject", message, N_("Remove it, or correct rule and subject."))
    message = N_("Whether the waiver of {rule} for {subject} still counts cannot be told before the files are corrected.")
    return NotAssessed(place, WAIVERS, "subject", message, {"rule": waiver.rule, "subject": waiver.subject})


def _waiver(place: Place, waiver: Waiver, key: str, message: str, hint: str) -> Violation:
    values: Values = {"rule": waiver.rule, "subject": waiver.subject, "until": waiver.until}
    return Violation(place._replace(key=(*place.key, key)), WAIVERS, key, message, values, hint)


stale_waiver = Rule(
    "DU014",
    N_("A waiver that no longer counts"),
    Severity.WARNING,
    Basis.FORMAT,
    lambda dataset: waivers_used(dataset, ()),
    what=N_("A waiver has not run out and matches a finding."),
    why=N_("A forgotten waiver would hide the next finding of its kind."),
    mend=N_("Remove it, or decide anew."),
)
