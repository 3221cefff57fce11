"""``du-cli forecast``: the days on which today's valid data becomes findings."""

from typing import Annotated, Final

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, common, parse_date
from du_cli.errors import UsageError
from du_cli.i18n import N_

app = typer.Typer(rich_markup_mode=None, add_completion=False)

YEAR: Final = 12
FARTHEST: Final = 20
"""Years a forecast may reach: every week of them is looked at."""


@app.command(cls=Command, help=N_("The days on which data that is right today becomes a finding, soonest first."))
def forecast(
    ctx: typer.Context,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Last day to look at (default: a year ahead)."))] = None,
    form: Form = "text",
) -> int:
    """Show what time alone will bring."""
    from du_cli.dataset.terms import months_later
    from du_cli.reports import forecast as report
    from du_cli.rules import check

    start = common(ctx).at
    end = parse_date(until) if until is not None else months_later(start, YEAR)
    if end <= start:
        raise UsageError(N_("{option} must be later than {day}."), option="--until", day=start)
    if end > months_later(start, YEAR * FARTHEST):
        raise UsageError(N_("{option} can be at most {years} years ahead."), option="--until", years=FARTHEST)
    dataset = dataset_of(ctx)
    return answer(form, report.facts(dataset, end, check), report.layout, dataset)
