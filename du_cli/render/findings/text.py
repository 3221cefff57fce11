"""Findings as text for a person: plain lines for a pipe or a file, styled and wrapped ones for a terminal."""

from du_cli.render.findings import CheckReport
from du_cli.render.findings.layout import Line, lines


def render(report: CheckReport) -> str:
    """The whole text; plain lines are never wrapped or cut."""
    if report.colour:
        from du_cli.render.findings.terminal import styled

        return styled(lines(report), report.width)
    return "\n".join(_plain(line) for line in lines(report))


def _plain(line: Line) -> str:
    return " " * (line.indent if line.parts else 0) + "".join(part.text for part in line.parts).rstrip()
