"""Findings as GitHub's workflow commands: annotations on the lines of a pull request."""

from collections.abc import Iterator
from typing import Final

from du_cli.dataset.shown import Shown, summary
from du_cli.findings import Outcome, Severity
from du_cli.i18n import _, plural
from du_cli.render.findings import NOT_NEW, CheckReport, titled
from du_cli.render.plain import harmless

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}
_ESCAPES: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def render(report: CheckReport) -> str:
    """One command a finding; what is not assessed or waived is counted only, or it would drown the rest."""
    found = [one for one in report.findings if one.finding.outcome == Outcome.FINDING]
    return "\n".join([*(_annotation(one, report.prefix) for one in found), *_counted(report)])


def _annotation(one: Shown, prefix: str) -> str:
    """A finding; one that is not the change's own is a notice, since it does not fail the check."""
    found = one.finding
    command = "notice" if found.caused_by in NOT_NEW else _COMMANDS[found.severity]
    title = f"{found.code} {titled(one)}"
    place = {"file": prefix + one.path, "line": str(one.line), "col": str(one.column)}
    return _command(command, place | {"title": title}, one.message, one.help, found.command or "")


def _counted(report: CheckReport) -> Iterator[str]:
    counts = summary(one.finding for one in report.findings)
    if counts.not_assessed:
        message = plural("{count} question could not be assessed.", "{count} questions could not be assessed.", counts.not_assessed)
        yield _command("notice", {"title": _("Not assessed")}, message)
    if counts.waived:
        message = plural("{count} finding is waived.", "{count} findings are waived.", counts.waived)
        yield _command("notice", {"title": _("Waived")}, message)


def _command(name: str, properties: dict[str, str], *lines: str) -> str:
    settings = ",".join(f"{key}={_property(harmless(value))}" for key, value in properties.items())
    message = _data("\n".join(harmless(line) for line in lines if line))
    return f"::{name} {settings}::{message}"


def _data(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
