"""``du-cli selftest``: proof that every rule can fire on its bad example and is silent on its good one."""

import typer

from du_cli.cli.answers import Form, answer
from du_cli.cli.base import PresentCommand
from du_cli.i18n import N_
from du_cli.reports.selftest import SelftestFacts, SelftestRow, layout

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PresentCommand, help=N_("Prove that every rule fires on its bad examples and is silent on its good ones."))
def selftest(ctx: typer.Context, form: Form = "text") -> int:
    """Run every rule on its examples; 1 when one answers otherwise than it should."""
    from du_cli.cli.examples import run_examples
    from du_cli.i18n import _
    from du_cli.rules import RULES

    del ctx
    rows = []
    for rule in RULES:
        results = list(run_examples(rule))
        bad, good = ([one for one in results if one.example.bad is kind] for kind in (True, False))
        wrong = tuple(one.example.folder.name for one in results if not one.right)
        rows.append(SelftestRow(rule.code, _(rule.title), len(bad), len(good), wrong))
    facts = SelftestFacts(tuple(rows))
    answer(form, facts, layout)
    return int(not facts.passed)
