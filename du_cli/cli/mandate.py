"""``du-cli mandate``: the mandate as data, its clauses traced, two versions compared."""

from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.cli.completing import version_ids
from du_cli.dataset.kinds import MANDATE
from du_cli.i18n import N_

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("The mandate as data: show it, trace its clauses, compare versions.")
)


@app.command("show", cls=Command, help=N_("The mandate in force on the day: bodies, size, term, tasks, seats and clauses."))
def show(ctx: typer.Context, form: Form = "text") -> int:
    """Show the mandate."""
    from du_cli.reports import mandate

    dataset = dataset_of(ctx, MANDATE)
    return answer(form, mandate.facts(dataset), mandate.layout, dataset)


@app.command("trace", cls=Command, help=N_("Each clause: the rules, records and reports that take care of it, or why nothing does."))
def trace(ctx: typer.Context, form: Form = "text") -> int:
    """Trace every clause; 1 when one is handled by nothing, or by something that does not exist."""
    from du_cli.cli.tracing import report_info, rule_info
    from du_cli.reports import trace as report

    dataset = dataset_of(ctx, MANDATE)
    facts = report.facts(dataset, rule_info(), report_info())
    answer(form, facts, report.layout, dataset)
    return int(bool(facts.counts.unhandled or facts.nonexistent))


@app.command("compare", cls=Command, help=N_("Two versions of the mandate side by side."))
def compare(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="V1", help=N_("Id of the one version."), autocompletion=version_ids)],
    second: Annotated[str, typer.Argument(metavar="V2", help=N_("Id of the other."), autocompletion=version_ids)],
    form: Form = "text",
) -> int:
    """Compare two versions."""
    from du_cli.reports import compare as report

    dataset = dataset_of(ctx, MANDATE)
    return answer(form, report.facts(dataset, first, second), report.layout, dataset)
