"""Findings as JUnit XML, which nearly every build server shows as test results."""

from typing import Final
from xml.etree import ElementTree as ET

from du_cli.dataset.shown import Shown
from du_cli.findings import Outcome, Severity
from du_cli.i18n import _
from du_cli.render.findings import NOT_NEW, CheckReport, titled
from du_cli.render.plain import harmless

_NAME: Final = "du-cli check"


def render(report: CheckReport) -> str:
    """One suite with a test case for each finding, and one that passes where there is none.

    Only what the strictest readers allow: no place on a case, no count of skipped ones above the suite.
    """
    suite = ET.Element("testsuite", name=_NAME)
    suite.append(_about(report))
    suite.extend([_case(one, report.prefix) for one in report.findings] or [_nothing()])
    for name, value in _counts(suite).items():
        suite.set(name, value)
    suites = ET.Element("testsuites", {name: value for name, value in suite.items() if name != "skipped"})
    suites.append(suite)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}'


def _about(report: CheckReport) -> ET.Element:
    properties = ET.Element("properties")
    about = {"committee": report.committee, "at": report.at.isoformat(), "rev": report.rev, "base": report.base}
    for name, value in about.items():
        if value is not None:
            ET.SubElement(properties, "property", name=name, value=harmless(value))
    return properties


def _counts(suite: ET.Element) -> dict[str, str]:
    failures, skipped = (len(suite.findall(f"testcase/{kind}")) for kind in ("failure", "skipped"))
    return {"tests": str(len(suite.findall("testcase"))), "failures": str(failures), "errors": "0", "skipped": str(skipped), "time": "0"}


def _nothing() -> ET.Element:
    return ET.Element("testcase", classname=_NAME, name=_("No findings"), time="0")


def _case(one: Shown, prefix: str) -> ET.Element:
    found, path = one.finding, harmless(prefix + one.path)
    name = harmless(" ".join(dict.fromkeys((found.code, found.record, found.subject, str(one.line)))))
    case = ET.Element("testcase", classname=path, name=name, time="0")
    case.append(_answer(one))
    return case


def _answer(one: Shown) -> ET.Element:
    """What the case says: skipped, failed, or passed with a text."""
    found = one.finding
    if found.outcome == Outcome.WAIVED:
        return ET.Element("skipped", message=harmless(found.reason or _("Waived")))
    if found.outcome == Outcome.NOT_ASSESSED:
        return ET.Element("skipped", message=harmless(one.message))
    if found.severity == Severity.INFORMATION or found.caused_by in NOT_NEW:
        return _with_text(ET.Element("system-out"), one)
    return _with_text(ET.Element("failure", type=found.severity, message=harmless(one.message)), one)


def _with_text(element: ET.Element, one: Shown) -> ET.Element:
    parts = (f"{one.finding.code} {titled(one)}", one.message, one.help, one.finding.command or "")
    element.text = "\n".join(harmless(part) for part in parts if part)
    return element
