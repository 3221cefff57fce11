"""``du-cli terms``: who sits until when."""

import re
from datetime import date, timedelta
from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, common
from du_cli.errors import UsageError
from du_cli.i18n import N_

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_SPAN = re.compile(r"([1-9][0-9]{0,4})([dwmy])")


@app.command(cls=Command, help=N_("Who sits until when, as a table and a timeline."))
def terms(
    ctx: typer.Context,
    within: Annotated[
        str | None, typer.Option("--within", metavar="SPAN", help=N_("Only terms that end within a span: 30d, 8w, 6m or 1y."))
    ] = None,
    form: Form = "text",
) -> int:
    """Show the terms."""
    from du_cli.reports import terms as report

    until = span_end(common(ctx).at, within) if within is not None else None
    dataset = dataset_of(ctx)
    return answer(form, report.facts(dataset, until), report.layout, dataset)


def span_end(start: date, span: str) -> date:
    """The last day of a span from a day: ``30d`` days, ``8w`` weeks, ``6m`` months, ``1y`` years."""
    from du_cli.dataset.terms import months_later

    found = _SPAN.fullmatch(span)
    if found is None:
        raise UsageError(N_("{span} is no span. Write it as in 30d (days), 8w (weeks), 6m (months) or 1y (years)."), span=span)
    number, unit = int(found[1]), found[2]
    if unit in "my":
        return months_later(start, number * (12 if unit == "y" else 1))
    days = number * (7 if unit == "w" else 1)
    return start + timedelta(days=min(days, (date.max - start).days))
