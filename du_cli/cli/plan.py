"""``du-cli plan``: a year's plan against what happened."""

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.cli.choosing import Year
from du_cli.i18n import N_

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help=N_("A year's plan, and what became of it."))


@app.command(
    "show",
    cls=Command,
    help=N_("The council's meetings and the committee's own: planned against held, month by month. Default: the day's year."),
)
def show_plan(ctx: typer.Context, year: Year = None, form: Form = "text") -> int:
    """Show a year's plan."""
    from du_cli.reports import plan

    dataset = dataset_of(ctx)
    return answer(form, plan.facts(dataset, year or dataset.at.year), plan.layout, dataset)
