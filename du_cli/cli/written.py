"""``du-cli written``: a case handled in writing, and (in ``written_changes``) what changes it."""

import typer

from du_cli.cli import written_changes
from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.cli.cases import CaseId
from du_cli.i18n import N_

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("Written procedure: open, answer, close, and where it stands.")
)

app.add_typer(written_changes.app)


@app.command("show", cls=Command, help=N_("Where a written procedure stands on the day: the answers counted, and who has not answered."))
def show_written(ctx: typer.Context, case: CaseId, form: Form = "text") -> int:
    """Show a case's written procedure."""
    from du_cli.reports import written
    from du_cli.reports.names import find_case

    dataset = dataset_of(ctx)
    return answer(form, written.facts(dataset, find_case(dataset, case).case), written.layout, dataset)
