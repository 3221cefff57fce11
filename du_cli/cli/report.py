"""``du-cli report``: any report by its name, to the terminal or to a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from du_cli.cli.answers import dataset_of, put_answer
from du_cli.cli.base import Command, choose, common, say
from du_cli.cli.choosing import Year
from du_cli.dataset.vocabulary import REPORTS
from du_cli.errors import DuError, UsageError
from du_cli.i18n import N_, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from du_cli.dataset.dataset import Dataset
    from du_cli.document import Document

    Report = tuple[Any, Callable[[Any], Document]]

app = typer.Typer(rich_markup_mode=None, add_completion=False)

OF_A_DAY: Final = ("roster", "seats", "terms", "findings")
"""Reports about one day; the others may be about one year."""
SUFFIXES: Final = {".txt": "text", ".md": "md", ".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}


def report_names(incomplete: str) -> list[str]:
    """Names of reports for completion in a shell."""
    return [name for name in REPORTS if name.startswith(incomplete)]


@app.command(
    cls=Command,
    help=N_("A report by its name, to the terminal or a file. Without --year it is about all there is; annual is about the day's year."),
)
def report(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=N_("roster, seats, terms, cases, recommendations, meetings, attendance, mandate-tasks, outreach, annual or findings."),
            autocompletion=report_names,
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=N_("Write it to this file; - is standard output."))
    ] = None,
    year: Year = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="text|md|html|csv|json", help=N_("Form of the report (default: as the file's name ends, else text).")
        ),
    ] = None,
) -> int:
    """Make a report."""
    choose(name, REPORTS, "NAME")
    output = None if output == Path("-") else output
    if year and name in OF_A_DAY:
        raise UsageError(N_("The report {name} is about a day. Use --at."), name=name)
    if output:
        _refuse_data(ctx, output)
    dataset = dataset_of(ctx)
    facts, layout = made(dataset, name, year)
    put_answer(form or _form(output), facts, layout, output, dataset)
    if output:
        say(fill(N_("{path} written."), {"path": str(output)}))
    return 0


def _form(output: Path | None) -> str:
    """The form a file's name asks for; plain text for a name without an ending."""
    if output is None or not output.suffix:
        return "text"
    found = SUFFIXES.get(output.suffix.lower())
    if found is None:
        message = N_("{path} ends in {suffix}, which no report has. Choose one of {choices}, or say the form with --format.")
        raise UsageError(message, path=str(output), suffix=output.suffix, choices=tuple(SUFFIXES))
    return found


def _refuse_data(ctx: typer.Context, output: Path) -> None:
    """A report is never written among the data it is made from, nor to what is no ordinary file."""
    from du_cli.workspace import root_of

    data = (root_of(common(ctx).root, on_disk=False) / "data").resolve()
    if output.resolve().is_relative_to(data):
        raise UsageError(N_("{path} lies in the committee's data. Choose another place."), path=str(output))
    if output.exists() and not output.is_file():
        raise DuError(N_("{path} is no ordinary file."), path=str(output))


def made(dataset: "Dataset", name: str, year: int | None) -> "Report":
    """A report's facts and its layout; ``year`` only for those that may be about one."""
    from du_cli.reports import attendance, cases, figures, meetings, outreach, recommendations, roster, seats, tasks, terms

    period = figures.year(year) if year else figures.ALWAYS
    reports: dict[str, Callable[[], Report]] = {
        "roster": lambda: (roster.facts(dataset), roster.layout),
        "seats": lambda: (seats.facts(dataset), seats.layout),
        "terms": lambda: (terms.facts(dataset), terms.layout),
        "cases": lambda: (cases.facts(dataset, cases.Filter(raised=period)), cases.layout),
        "recommendations": lambda: (recommendations.facts(dataset, period), recommendations.layout),
        "meetings": lambda: (meetings.facts(dataset, meetings.Filter(period=period)), meetings.layout),
        "attendance": lambda: (attendance.facts(dataset, period), attendance.layout),
        "mandate-tasks": lambda: (tasks.facts(dataset, period), tasks.layout),
        "outreach": lambda: (outreach.facts(dataset, outreach.Filter(period=period)), outreach.layout),
        "annual": lambda: _annual(dataset, year),
        "findings": lambda: _findings(dataset),
    }
    return reports[name]()


def _annual(dataset: "Dataset", year: int | None) -> "Report":
    from du_cli.dataset.shown import summary
    from du_cli.reports import annual
    from du_cli.rules import check

    return annual.facts(dataset, summary(check(dataset)), year or dataset.at.year), annual.layout


def _findings(dataset: "Dataset") -> "Report":
    from du_cli.dataset.shown import shown
    from du_cli.reports import findings
    from du_cli.rules import check

    return findings.facts(dataset, shown(check(dataset), dataset)), findings.layout
