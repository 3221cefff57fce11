"""``du-cli members``: the roster, one person, and (in ``appointing``) what changes them."""

from typing import Annotated

import typer

from du_cli.cli import appointing
from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.cli.completing import member_ids
from du_cli.i18n import N_

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("The roster: who sits, and appointing, extending, ending.")
)

app.add_typer(appointing.app)


@app.command("list", cls=Command, help=N_("Who is in office on the day, in the roster's order."))
def list_members(
    ctx: typer.Context,
    everybody: Annotated[bool, typer.Option("--all", help=N_("Past and future members too."))] = False,
    form: Form = "text",
) -> int:
    """Show the roster."""
    from du_cli.reports import roster

    dataset = dataset_of(ctx)
    return answer(form, roster.facts(dataset, everybody=everybody), roster.layout, dataset)


@app.command("show", cls=Command, help=N_("One person: every appointment, and their meetings, answers, cases and outreach."))
def show_member(
    ctx: typer.Context,
    member: Annotated[str, typer.Argument(metavar="ID", help=N_("The person's id or name."), autocompletion=member_ids)],
    form: Form = "text",
) -> int:
    """Show one person."""
    from du_cli.reports import person

    dataset = dataset_of(ctx)
    return answer(form, person.facts(dataset, member), person.layout, dataset)
