"""What a check says: violations and answers not given by rules, problems of loading, findings of both."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from du_cli.i18n import N_, Count, Either, Term

Key = tuple[str | int, ...]
"""A place inside a file: keys and list positions from the top, as in ``("members", 3, "name")``."""

Value = str | int | float | date | None | Term | Count | Either | tuple["Value", ...]
"""What may stand in a message: plain and immutable."""

Values = Mapping[str, Value]


class Severity(StrEnum):
    """How much a finding weighs: an error ends the run with 1, a warning with ``--strict`` only."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Basis(StrEnum):
    """Where a requirement comes from: the mandate, a number the secretariat chose, or the file format."""

    MANDATE = "mandate"
    POLICY = "policy"
    FORMAT = "format"


class Outcome(StrEnum):
    """What a finding is: found, not assessed for want of facts, or accepted by a waiver."""

    FINDING = "finding"
    NOT_ASSESSED = "not_assessed"
    WAIVED = "waived"


SEVERITY_NAMES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFORMATION: N_("information"),
}


class Place(NamedTuple):
    """Where in the data: a file and a key path; ``line`` and ``column`` (from 1) only where known already."""

    path: str
    key: Key = ()
    on_key: bool = False
    line: int = 0
    column: int = 0

    @property
    def dotted(self) -> str:
        """The key path as text, as in ``versions.0.seats``."""
        return ".".join(map(str, self.key))


NOTHING: Values = MappingProxyType({})


NOT_READ = N_("{key} cannot be read, so the rule is not assessed for what depends on it.")
"""What a rule says that needs a value which is broken."""

FILE_NOT_READ = N_("{path} cannot be read, so what rests on it is not assessed.")
"""What a rule says that rests on a file of which nothing could be read."""


NOT_WHOLE = N_("{path} cannot be read in full, so what may be missing from it is not assessed.")
"""What a rule says that asks for what may stand in a file of which something could not be read."""

UNREADABLE: Final = frozenset(("DU001", "DU006", "DU007"))
"""Codes of the problems after which nothing is known of what a file holds."""

MISSING: Final = "DU005"
"""The code of what must be there and is not: a key, or with no key a file."""


class Problem(NamedTuple):
    """What loading could not accept, under its DU0 or DU7 code."""

    code: str
    place: Place
    message: str
    values: Values = NOTHING
    help: str = ""
    record: str = ""
    subject: str = ""


class Violation(NamedTuple):
    """A rule's finding before the runner gives it code and severity."""

    place: Place
    record: str
    subject: str
    message: str
    values: Values = NOTHING
    help: str = ""
    command: str | None = None
    seat: str | None = None
    variant: str | None = None
    day: date | None = None


class NotAssessed(NamedTuple):
    """A rule's answer where a fact it needs is not recorded."""

    place: Place
    record: str
    subject: str
    message: str
    values: Values = NOTHING
    help: str = ""
    command: str | None = None
    seat: str | None = None
    day: date | None = None
    together: str = ""
    """What is said once of many such answers, where their messages differ by the person only."""


class Finding(NamedTuple):
    """One line of a check's answer; text is translated, and line and column looked up, when it is shown."""

    code: str
    outcome: Outcome
    severity: Severity
    basis: Basis
    clauses: tuple[str, ...]
    title: str
    message: str
    values: Values
    help: str
    command: str | None
    place: Place
    record: str
    subject: str
    reason: str | None = None
    caused_by: str | None = None
    together: str = ""


def identity(finding: Finding) -> tuple[object, ...]:
    """What stays the same of a finding when lines and positions in lists move."""
    names = tuple(part for part in finding.place.key if isinstance(part, str))
    return finding.code, finding.place.path, names, finding.record, finding.subject
