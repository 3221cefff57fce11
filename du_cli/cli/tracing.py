"""What there is to take care of clauses: the rules with their examples, and the reports."""

from collections.abc import Mapping

from du_cli.dataset.vocabulary import REPORTS
from du_cli.reports.trace import RuleInfo
from du_cli.rules import RULES
from du_cli.workspace import rule_examples


def rule_info() -> Mapping[str, RuleInfo]:
    """Every rule by its code, with the names of the example folders that prove it."""
    return {rule.code: RuleInfo(rule.title, built=True, tests=_examples(rule.code)) for rule in RULES}


def _examples(code: str) -> tuple[str, ...]:
    folder = rule_examples() / code
    return tuple(sorted(each.name for each in folder.iterdir() if each.is_dir())) if folder.is_dir() else ()


def report_info() -> Mapping[str, bool]:
    """Every report by its name, and that it is built."""
    return dict.fromkeys(REPORTS, True)
