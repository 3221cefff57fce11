"""``du-cli members``: the roster, and one person."""

from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.i18n import N_

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help=N_("The roster: who sits, and one person's appointments."))


def member_ids(incomplete: str) -> list[tuple[str, str]]:
    """Ids and names of members for completion in a shell; nothing when the data cannot be read."""
    from pathlib import Path

    from du_cli.dataset.kinds import MEMBERS
    from du_cli.errors import DuError
    from du_cli.workspace import find_root
    from du_cli.yamlfile import parse

    try:
        value = parse((find_root(Path.cwd()) / MEMBERS).read_bytes()).value
    except (DuError, OSError):
        return []
    members = value.get("members") if isinstance(value, dict) else None
    found = [(str(one.get("id")), str(one.get("name"))) for one in members or [] if isinstance(one, dict)]
    return [(key, name) for key, name in found if key.startswith(incomplete)]


@app.command("list", cls=Command, help=N_("Who is in office on the day, in the roster's order."))
def list_members(
    ctx: typer.Context,
    everybody: Annotated[bool, typer.Option("--all", help=N_("Past and future members too."))] = False,
    form: Form = "text",
) -> int:
    """Show the roster."""
    from du_cli.reports import roster

    return answer(form, roster.facts(dataset_of(ctx), everybody=everybody), roster.layout)


@app.command("show", cls=Command, help=N_("One person: every appointment, and their meetings, answers, cases and outreach."))
def show_member(
    ctx: typer.Context,
    member: Annotated[str, typer.Argument(metavar="ID", help=N_("The person's id or name."), autocompletion=member_ids)],
    form: Form = "text",
) -> int:
    """Show one person."""
    from du_cli.reports import person

    return answer(form, person.facts(dataset_of(ctx), member), person.layout)
