"""``du-cli status``: the day's work on one page."""

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command
from du_cli.i18n import N_

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command, help=N_("The day's work: seats, terms, findings, and what to do next."))
def status(ctx: typer.Context, form: Form = "text") -> int:
    """Show where the committee stands."""
    from du_cli.dataset.shown import summary
    from du_cli.reports import status as report
    from du_cli.rules import check

    dataset = dataset_of(ctx)
    return answer(form, report.facts(dataset, summary(check(dataset))), report.layout, dataset)
