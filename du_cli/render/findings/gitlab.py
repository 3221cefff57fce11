"""Findings as GitLab's code quality report: what a merge request shows beside its changes."""

import json
from typing import Any, Final

from du_cli.dataset.shown import Shown
from du_cli.findings import Outcome, Severity
from du_cli.i18n import _
from du_cli.render.findings import ORIGINS, CheckReport
from du_cli.render.findings.fingerprints import fingerprints
from du_cli.render.plain import harmless

_SEVERITIES: Final = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFORMATION: "info"}


def render(report: CheckReport) -> str:
    """A JSON list of what was found; the format has no place for what is not assessed or waived."""
    found = [one for one in report.findings if one.finding.outcome == Outcome.FINDING]
    marks = fingerprints(found, report.prefix)
    entries = [_entry(one, mark, report.prefix) for one, mark in zip(found, marks, strict=True)]
    return json.dumps(entries, ensure_ascii=False, indent=2)


def _entry(one: Shown, mark: str, prefix: str) -> dict[str, Any]:
    origin = ORIGINS.get(one.finding.caused_by or "")
    return {
        "description": harmless(" ".join(filter(None, (f"({_(origin)})" if origin else "", one.message, one.help)))),
        "check_name": one.finding.code,
        "fingerprint": mark,
        "severity": _SEVERITIES[one.finding.severity],
        "location": {"path": prefix + one.path, "lines": {"begin": one.line}},
    }
