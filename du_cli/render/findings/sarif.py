"""Findings as SARIF 2.1.0, the OASIS standard for the results of static analysis."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from du_cli import __version__
from du_cli.dataset.shown import Shown
from du_cli.findings import Outcome, Severity
from du_cli.i18n import _, language
from du_cli.render.findings import CheckReport, RuleText
from du_cli.render.findings.fingerprints import fingerprints
from du_cli.render.plain import harmless

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
_STATES: Final = {"change": "new", "time": "new", "existing": "unchanged"}
_ROOT: Final = "%SRCROOT%"


def render(report: CheckReport) -> str:
    """One log with one run."""
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, ensure_ascii=False, indent=2)


def _run(report: CheckReport) -> dict[str, Any]:
    driver = {"name": "du-cli", "version": __version__, "rules": [_rule(each) for each in report.rules]}
    about = {"committee": report.committee, "at": report.at.isoformat(), "rev": report.rev, "base": report.base}
    return {
        "tool": {"driver": driver},
        "language": language(),
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "".join(f"{part}/" for part in ("du-cli", report.committee) if part)},
        "results": _results(report),
        "properties": about,
    }


def _rule(each: RuleText) -> dict[str, Any]:
    return {
        "id": each.code,
        "name": each.title,
        "shortDescription": {"text": each.title},
        "fullDescription": {"text": each.what},
        "help": {"text": f"{each.why}\n\n{each.mend}", "markdown": _markdown(each)},
        "defaultConfiguration": {"level": _LEVELS[each.severity]},
        "properties": {"tags": [each.code[:3]], "problem.severity": _problem(each.severity)},
    }


def _markdown(each: RuleText) -> str:
    return f"**{_('Why')}**\n\n{each.why}\n\n**{_('How to mend it')}**\n\n{each.mend}"


def _problem(severity: Severity) -> str:
    """GitHub's own word for how much a rule weighs, by which it sorts and filters."""
    return "recommendation" if severity == Severity.INFORMATION else severity.value


def _results(report: CheckReport) -> list[dict[str, Any]]:
    indexes = {each.code: index for index, each in enumerate(report.rules)}
    marks = fingerprints(report.findings, report.prefix)
    compared = bool(report.findings) and all(one.finding.caused_by in _STATES for one in report.findings)
    results = [_result(one, mark, report.prefix, indexes) for one, mark in zip(report.findings, marks, strict=True)]
    return [result | _state(one) for result, one in zip(results, report.findings, strict=True)] if compared else results


def _state(one: Shown) -> dict[str, str]:
    """How a result stands to the base; the standard wants it on all results or on none."""
    return {"baselineState": _STATES[one.finding.caused_by or ""]}


def _result(one: Shown, mark: str, prefix: str, indexes: Mapping[str, int]) -> dict[str, Any]:
    found = one.finding
    index = {"ruleIndex": indexes[found.code]} if found.code in indexes else {}
    return {
        "ruleId": found.code,
        **index,
        **_judgement(one),
        "message": {"text": _message(one)},
        "locations": [_location(one, prefix)],
        "partialFingerprints": {"duFinding/v1": mark},
        **_suppressed(one),
        "properties": {
            "clauses": found.clauses,
            "basis": found.basis,
            "record": found.record,
            "subject": found.subject,
            "causedBy": found.caused_by,
        },
    }


def _judgement(one: Shown) -> dict[str, str]:
    """Kind and level: a result that is no failure has no level, says the standard (3.27.10)."""
    if one.finding.outcome == Outcome.NOT_ASSESSED:
        return {"kind": "open", "level": "none"}
    return {"kind": "fail", "level": _LEVELS[one.finding.severity]}


def _message(one: Shown) -> str:
    """Plain text in which nothing reads as a placeholder or a link (3.11.5, 3.11.6)."""
    text = harmless(" ".join(filter(None, (one.message, one.help))))
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _location(one: Shown, prefix: str) -> dict[str, Any]:
    artifact = {"uri": quote(prefix + one.path, errors="surrogateescape"), "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": one.line, "startColumn": one.column}}}


def _suppressed(one: Shown) -> dict[str, Any]:
    if one.finding.outcome != Outcome.WAIVED:
        return {}
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": harmless(one.finding.reason or "")}]}
