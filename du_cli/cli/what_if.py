"""``du-cli what-if``: the findings and seats that would follow from changes nobody has made."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, common, parse_date
from du_cli.cli.completing import member_ids
from du_cli.errors import UsageError
from du_cli.i18n import N_, _

if TYPE_CHECKING:
    from du_cli.edits.supposing import Beginning, Ending

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_DATED = re.compile(r"(.*)@([^@:]*)", re.DOTALL)


@app.command(cls=Command, help=N_("What would follow if somebody left or were appointed: findings and seats. Nothing is written."))
def what_if(
    ctx: typer.Context,
    endings: Annotated[
        list[str] | None,
        typer.Option(
            "--end", metavar="ID[@DATE]", help=N_("Somebody who leaves, and the last day (default: --at)."), autocompletion=member_ids
        ),
    ] = None,
    beginnings: Annotated[
        list[str] | None,
        typer.Option(
            "--appoint",
            metavar="NAME:ORG:SEAT[@DATE]",
            help=N_("Somebody who is appointed, and the first day (default: --at). Somebody of the roster needs no ORG: kari::vest."),
        ),
    ] = None,
    form: Form = "text",
) -> int:
    """Show what would follow."""
    from du_cli.edits.supposing import suppose
    from du_cli.reports import what_if as report
    from du_cli.rules import check
    from du_cli.writing import judge

    at = common(ctx).at
    leaving = [_ending(text, at) for text in endings or ()]
    coming = [_beginning(text, at) for text in beginnings or ()]
    if not leaving and not coming:
        raise UsageError(N_("Say what is supposed: --end ID, --appoint NAME:ORG:SEAT, or several of them."))
    dataset = dataset_of(ctx)
    after = suppose(dataset, leaving, coming)
    own = (*(_next(one.ended) for one in leaving), *(one.first for one in coming))
    days = {at, *(day for day in own if day >= at), *judge(dataset, after).refused}
    return answer(form, report.facts(dataset, after, sorted(days), check), report.layout, dataset)


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _ending(text: str, at: date) -> "Ending":
    from du_cli.edits.supposing import Ending

    who, day = _dated(text, at)
    return Ending(who, day, _("supposed"))


def _beginning(text: str, at: date) -> "Beginning":
    from du_cli.edits.supposing import Beginning

    named, day = _dated(text, at)
    parts = [part.strip() for part in named.rsplit(":", 2)]
    if len(parts) != len(("name", "organisation", "seat")) or not parts[0] or not parts[-1]:
        raise UsageError(N_("{text} is not understood. Write NAME:ORG:SEAT, with @DATE for another day than --at."), text=text)
    return Beginning(parts[0], parts[1] or None, parts[2], day)


def _dated(text: str, at: date) -> tuple[str, date]:
    """What stands before an @ and the date behind it; the day of --at where there is none."""
    found = _DATED.fullmatch(text)
    return (found[1].strip(), parse_date(found[2])) if found else (text.strip(), at)
