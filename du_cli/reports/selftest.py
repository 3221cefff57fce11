"""What the self-test found: for each rule, its examples and those that answered otherwise than they should."""

from typing import NamedTuple

from du_cli.document import Column, Document, Note, Table
from du_cli.i18n import N_, _, fill


class SelftestRow(NamedTuple):
    """One rule's examples: how many are bad and good, and the names of those that answered wrongly."""

    code: str
    title: str
    bad: int
    good: int
    wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the rule has examples of both kinds and answered all of them rightly."""
        return self.bad > 0 and self.good > 0 and not self.wrong


class SelftestFacts(NamedTuple):
    """Every rule's examples."""

    rules: tuple[SelftestRow, ...]

    @property
    def passed(self) -> bool:
        """Whether every rule passed."""
        return all(row.passed for row in self.rules)


def layout(found: SelftestFacts) -> Document:
    """A row a rule, and the count."""
    columns = (Column(_("Rule")), Column(_("Title")), Column(_("Bad"), "right"), Column(_("Good"), "right"), Column(_("Result")))
    rows = tuple((row.code, row.title, str(row.bad), str(row.good), _result(row)) for row in found.rules)
    values = {"passed": sum(row.passed for row in found.rules), "all": len(found.rules)}
    return Document(_("Self-test"), (Table(columns, rows), Note(fill(N_("{passed} of {all} rules can fire and can be silent."), values))))


def _result(row: SelftestRow) -> str:
    if row.passed:
        return _("right")
    return fill(N_("wrong: {names}"), {"names": row.wrong}) if row.wrong else _("an example is missing")
