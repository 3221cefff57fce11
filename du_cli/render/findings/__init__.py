"""A check's findings in the form a reader or another program asks for; each form is imported only when it is used."""

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Final, NamedTuple

from du_cli.dataset.shown import Shown
from du_cli.findings import Severity
from du_cli.i18n import N_, _

ORIGINS: Final = {"change": N_("new"), "time": N_("because of the date"), "existing": N_("there before")}
"""By ``caused_by``."""

NOT_NEW: Final = ("existing", "time")
"""Causes that do not fail a check."""


class RuleText(NamedTuple):
    """What a rule says of itself, in the reader's language."""

    code: str
    title: str
    what: str
    why: str
    mend: str
    severity: Severity


class CheckReport(NamedTuple):
    """Everything a renderer needs to know of one check."""

    committee: str | None
    at: date
    rev: str | None
    base: str | None
    findings: tuple[Shown, ...]
    """In the order they are shown in."""
    prefix: str = ""
    """Put before each path: from where the output is read to the root that holds data/, as in ``examples/``."""
    group: bool = True
    """Text: equal findings of many records in one block."""
    statistics: bool = False
    """Text: how often each rule answered, at the end."""
    colour: bool = False
    """Text: for a terminal."""
    width: int | None = None
    """Text in colour: the terminal's width, in cells; None wraps nothing."""
    rules: tuple[RuleText, ...] = ()
    """SARIF: the rules that were asked."""


Render = Callable[[CheckReport], str]


def _later(module: str) -> Render:
    """The ``render`` of a module of this package, which is imported on the first call."""

    def render(report: CheckReport) -> str:
        text: str = import_module(f"{__name__}.{module}").render(report)
        return text

    return render


FORMATS: Final[Mapping[str, Render]] = {
    "text": _later("text"),
    "json": _later("plain_json"),
    "github": _later("github"),
    "gitlab": _later("gitlab"),
    "sarif": _later("sarif"),
    "junit": _later("junit"),
}
"""Renderers by the name ``--format`` takes; each answers with text that has no newline at its end."""


def titled(one: Shown) -> str:
    """A finding's title, with what it comes from in brackets."""
    origin = ORIGINS.get(one.finding.caused_by or "")
    return f"{one.title} ({_(origin)})" if origin else one.title
