"""``du-cli outreach``: what members do to anchor the work at home."""

from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.asking import ask
from du_cli.cli.base import Command, Group, choose, common, parse_date
from du_cli.cli.case_options import choices
from du_cli.cli.choosing import From, To, Who, Year, case_ids, period
from du_cli.cli.completing import among_words, areas, body_ids, member_ids
from du_cli.cli.questions import ask_member
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.i18n import N_

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help=N_("Outreach: what members do to anchor the work at home."))

AUDIENCES = ("administrative", "political", "both")


@app.command("list", cls=Command, help=N_("The activities, by member, area and audience, and the areas with none."))
def list_outreach(
    ctx: typer.Context,
    person: Who = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="COUNTY", help=N_("Only this county, by name or number."), autocompletion=areas)
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option("--audience", metavar="|".join(AUDIENCES), help=N_("Only this audience."), autocompletion=among_words(*AUDIENCES)),
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
    return answer(form, outreach.facts(dataset, outreach.Filter(who, counties, wanted, days)), outreach.layout, dataset)


@app.command("add", cls=WriteCommand, help=N_("Record what a member has done to anchor the work at home."))
def add_outreach(
    ctx: typer.Context,
    member: Annotated[
        str | None, typer.Option("--member", metavar="ID", help=N_("The member's id or name."), autocompletion=member_ids)
    ] = None,
    day: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day (default: the day of --at)."))] = None,
    area: Annotated[
        str | None,
        typer.Option("--area", metavar="COUNTY", help=N_("The county (default: the member's own that day)."), autocompletion=areas),
    ] = None,
    audience: Annotated[
        str | None,
        typer.Option("--audience", metavar="|".join(AUDIENCES), help=N_("Who it was for."), autocompletion=among_words(*AUDIENCES)),
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="TEXT", help=N_("What it was about."))] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help=N_("The case it was about."), autocompletion=case_ids)] = None,
    meeting_of: Annotated[
        str | None, typer.Option("--meeting-of", metavar="BODY", help=N_("The body whose meeting it was."), autocompletion=body_ids)
    ] = None,
) -> int:
    """Record outreach."""
    from du_cli.edits import outreach
    from du_cli.edits.naming import body_named, member_named
    from du_cli.reports.choices import AUDIENCE
    from du_cli.reports.names import find_case, find_counties

    when = parse_date(day) if day is not None else common(ctx).at
    dataset = dataset_to_change(ctx)
    who = member_named(dataset, ask_member(dataset, member, "--member", N_("The member's id or name"))).id
    if area:
        find_counties(area)
    facts = {
        "audience": ask(audience, N_("Who it was for"), "--audience", choices(AUDIENCE)),
        "topic": ask(topic, N_("What it was about"), "--topic"),
        "case": find_case(dataset, case).case.id if case else None,
        "meeting_of": body_named(dataset, meeting_of).id if meeting_of else None,
    }
    return carry_out(ctx, dataset, outreach.add(dataset, outreach.Activity(when, who, area, facts)))
