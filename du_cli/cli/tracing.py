"""What there is to take care of clauses: the rules with their examples, and the reports, built or planned."""

from collections.abc import Mapping
from typing import Final

from du_cli.dataset.vocabulary import REPORTS
from du_cli.i18n import N_
from du_cli.reports.trace import RuleInfo
from du_cli.rules import PLANNED, RULES
from du_cli.workspace import rule_examples

BUILT: Final = frozenset(("roster", "seats", "terms", "findings"))
"""Reports there is a command for: ``members list``, ``seats list``, ``terms``, ``check``."""


def rule_info() -> Mapping[str, RuleInfo]:
    """Every rule by its code, with the names of the example folders that prove it."""
    built = {rule.code: RuleInfo(rule.title, built=True, tests=_examples(rule.code)) for rule in RULES}
    return built | {code: RuleInfo(N_("not built yet"), built=False) for code in PLANNED}


def _examples(code: str) -> tuple[str, ...]:
    folder = rule_examples() / code
    return tuple(sorted(each.name for each in folder.iterdir() if each.is_dir())) if folder.is_dir() else ()


def report_info() -> Mapping[str, bool]:
    """Every report by its name, and whether it is built."""
    return {name: name in BUILT for name in REPORTS}
