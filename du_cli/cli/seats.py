"""``du-cli seats``: places, holders and vacancies; who fits where."""

from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.cli.completing import candidates
from du_cli.i18n import N_

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("The seats: places, holders and vacancies; who fits where.")
)


@app.command("list", cls=Command, help=N_("Each seat: places, holders, vacancies, clause, and the area in the day's counties."))
def list_seats(ctx: typer.Context, form: Form = "text") -> int:
    """Show the seats."""
    from du_cli.reports import seats

    dataset = dataset_of(ctx)
    return answer(form, seats.facts(dataset), seats.layout, dataset)


@app.command("propose", cls=Command, help=N_("Fit people to places by their organisations; when not all fit, say who cannot and why."))
def propose(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help=N_('A member\'s id, an organisation, or "Name:Organisation".'), autocompletion=candidates),
    ],
    vacant: Annotated[bool, typer.Option("--vacant", help=N_("Only places that are vacant on the day."))] = False,
    form: Form = "text",
) -> int:
    """Propose an assignment of people to places."""
    from du_cli.reports import propose as report

    dataset = dataset_of(ctx)
    candidates = tuple(report.candidate_of(dataset, name) for name in names)
    return answer(form, report.propose(dataset, candidates, places="vacant" if vacant else "all"), report.layout, dataset)
