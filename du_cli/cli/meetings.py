"""``du-cli meetings``: the meetings, one meeting, and (in ``meeting_changes``, ``attendance`` and ``minute_taking``) what changes them."""

from typing import Annotated

import typer

from du_cli.cli import attendance, meeting_changes, minute_taking
from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.cli.choosing import From, To, Year, among, meeting_ids, meeting_statuses, period
from du_cli.cli.completing import party_ids
from du_cli.i18n import N_

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("The meetings: plan, call, agenda, attendance and minutes.")
)

app.add_typer(meeting_changes.app)
app.add_typer(attendance.app)
app.add_typer(minute_taking.app)

MeetingId = Annotated[str, typer.Argument(metavar="ID", help=N_("The meeting's id, as in 2026-02-03."), autocompletion=meeting_ids)]


@app.command("list", cls=Command, help=N_("The meetings, the first one first."))
def list_meetings(
    ctx: typer.Context,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="STATUS", help=N_("Only meetings of this status."), autocompletion=meeting_statuses),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person",
            metavar="ID",
            help=N_("Only meetings that name this person or body: present, absent, represented by a substitute, chairing or speaking."),
            autocompletion=party_ids,
        ),
    ] = None,
    first: From = None,
    last: To = None,
    year: Year = None,
    form: Form = "text",
) -> int:
    """Show the meetings."""
    from du_cli.reports import meetings
    from du_cli.reports.choices import MEETING_STATUS
    from du_cli.reports.names import find_party

    statuses, days = among(status, tuple(MEETING_STATUS), "--status"), period(first, last, year)
    dataset = dataset_of(ctx)
    who = find_party(dataset, person) if person else None
    return answer(form, meetings.facts(dataset, meetings.Filter(statuses, who, days)), meetings.layout, dataset)


@app.command("show", cls=Command, help=N_("One meeting: its agenda, who was there, and its minutes."))
def show_meeting(ctx: typer.Context, meeting: MeetingId, form: Form = "text") -> int:
    """Show one meeting."""
    from du_cli.reports import meeting as report

    dataset = dataset_of(ctx)
    return answer(form, report.facts(dataset, meeting), report.layout, dataset)
