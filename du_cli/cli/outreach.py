"""``du-cli outreach``: what members do to anchor the work at home."""

from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group, choose
from du_cli.cli.choosing import From, To, Who, Year, period
from du_cli.i18n import N_

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help=N_("Outreach: what members do to anchor the work at home."))


@app.command("list", cls=Command, help=N_("The activities, by member, area and audience, and the areas with none."))
def list_outreach(
    ctx: typer.Context,
    person: Who = None,
    area: Annotated[str | None, typer.Option("--area", metavar="COUNTY", help=N_("Only this county, by name or number."))] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="administrative|political|both", help=N_("Only this audience."))
    ] = None,
    first: From = None,
    last: To = None,
    year: Year = None,
    form: Form = "text",
) -> int:
    """Show the outreach."""
    from du_cli.reports import outreach
    from du_cli.reports.choices import AUDIENCE
    from du_cli.reports.names import find_counties, find_party

    days = period(first, last, year)
    wanted = choose(audience, tuple(AUDIENCE), "--audience") if audience else None
    dataset = dataset_of(ctx)
    who, counties = find_party(dataset, person) if person else None, find_counties(area) if area else frozenset()
    return answer(form, outreach.facts(dataset, outreach.Filter(who, counties, wanted, days)), outreach.layout)
