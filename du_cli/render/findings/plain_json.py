"""Findings as the JSON other programs read; its keys are a contract, see ``schema_version``."""

import json
from typing import Any, Final

from du_cli.dataset.shown import Shown, summary
from du_cli.findings import Outcome
from du_cli.render.findings import CheckReport

SCHEMA_VERSION: Final = 1


def render(report: CheckReport) -> str:
    """One JSON object; paths are from the root that holds data/, whatever the prefix."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "committee": report.committee,
        "at": report.at.isoformat(),
        "rev": report.rev,
        "base": report.base,
        "summary": summary(one.finding for one in report.findings)._asdict(),
        "findings": [_entry(one) for one in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _entry(one: Shown) -> dict[str, Any]:
    found = one.finding
    entry = {
        "code": found.code,
        "outcome": found.outcome,
        "severity": found.severity,
        "basis": found.basis,
        "clauses": found.clauses,
        "title": one.title,
        "message": one.message,
        "help": one.help,
        "command": found.command,
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "key": found.place.dotted,
        "record": found.record,
        "subject": found.subject,
        "caused_by": found.caused_by,
    }
    return entry | {"reason": found.reason} if found.outcome == Outcome.WAIVED else entry
