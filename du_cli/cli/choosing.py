"""Options that choose among records, and the ids a shell may complete."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from du_cli.cli.base import choose, parse_date
from du_cli.cli.completing import member_ids, root
from du_cli.errors import UsageError
from du_cli.i18n import N_, _

if TYPE_CHECKING:
    from du_cli.reports.figures import Period

From = Annotated[str | None, typer.Option("--from", metavar="DATE", help=N_("First day, as in 2026-02-03."))]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help=N_("Last day, inclusive."))]
Year = Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1900, max=2200, help=N_("Only this year."))]
Who = Annotated[
    str | None, typer.Option("--person", metavar="ID", help=N_("Only what this person or body has to do with."), autocompletion=member_ids)
]


def period(first: str | None, last: str | None, year: int | None) -> "Period":
    """The days that ``--from``, ``--to`` or ``--year`` give; every day without them."""
    from du_cli.reports import figures

    if year is not None:
        if first or last:
            raise UsageError(N_("Give --year, or --from and --to."))
        return figures.year(year)
    found = figures.Period(_day(first), _day(last))
    if found.first and found.last and found.last < found.first:
        raise UsageError(N_("--to lies before --from."))
    return found


def _day(text: str | None) -> date | None:
    return parse_date(text) if text is not None else None


def among(values: Sequence[str] | None, choices: Sequence[str], option: str) -> tuple[str, ...]:
    """Values separated by commas or by repeating the option, each among the choices."""
    found = (value.strip() for text in values or () for value in text.split(","))
    return tuple(choose(value, choices, option) for value in found if value)


def case_ids(incomplete: str) -> list[tuple[str, str]]:
    """Ids of cases for completion in a shell, with what their files are called."""
    return [
        (f"{folder}-{number}", words)
        for folder, name in _files("cases")
        for number, _, words in [name.partition("-")]
        if f"{folder}-{number}".startswith(incomplete)
    ]


def meeting_ids(incomplete: str) -> list[str]:
    """Ids of meetings for completion in a shell."""
    return [name for _folder, name in _files("meetings") if name.startswith(incomplete)]


def case_statuses(incomplete: str) -> list[tuple[str, str]]:
    """Statuses of a case for completion in a shell."""
    from du_cli.reports.choices import CASE_STATUS

    return _named(CASE_STATUS, incomplete)


def case_types(incomplete: str) -> list[tuple[str, str]]:
    """Types of cases for completion in a shell."""
    from du_cli.reports.choices import CASE_TYPE

    return _named(CASE_TYPE, incomplete)


def meeting_statuses(incomplete: str) -> list[tuple[str, str]]:
    """Statuses of a meeting for completion in a shell."""
    from du_cli.reports.choices import MEETING_STATUS

    return _named(MEETING_STATUS, incomplete)


def _named(choices: Mapping[str, str], incomplete: str) -> list[tuple[str, str]]:
    return [(value, _(text)) for value, text in choices.items() if value.startswith(incomplete)]


def _files(kind: str) -> list[tuple[str, str]]:
    """The years and names of the files of cases or meetings; none when there is no committee here."""
    from du_cli.errors import DuError

    try:
        folder = root() / "data" / kind
    except DuError:
        return []
    return sorted((path.parent.name, path.stem) for path in folder.glob("[0-9]*/[!.]*.yaml"))
