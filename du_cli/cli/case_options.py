"""What the commands that change a case share: its argument, its days, and the case they are about."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from du_cli.cli.asking import Choice, ask
from du_cli.cli.base import common, parse_date
from du_cli.cli.choosing import case_ids
from du_cli.cli.completing import body_ids
from du_cli.errors import UsageError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from du_cli.dataset.cases import CaseFile
    from du_cli.dataset.dataset import Dataset
    from du_cli.edits.conclusions import Votes

CaseId = Annotated[
    str | None, typer.Argument(metavar="ID", help=N_("The case's id or number, as in 2026-003 or 3/26."), autocompletion=case_ids)
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The day it was done (default: the day of --at)."))]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("A remark."))]
TextOption = Annotated[
    str | None, typer.Option("--text", metavar="TEXT", help=N_("The recommendation as adopted (default: the proposal)."))
]
Position = Annotated[str | None, typer.Option("--position", metavar="POSITION", help=N_("The position the recommendation takes."))]
Responsible = Annotated[
    str | None,
    typer.Option("--responsible", metavar="ID", help=N_("Who is responsible: a member, body or organisation."), autocompletion=body_ids),
]


def case_asked(dataset: "Dataset", text: str | None, judge: "Callable[[CaseFile], Any]") -> "CaseFile":
    """The case a command is about, asked for when it was not given; ``judge`` raises ``DuError`` for one that it cannot be about."""
    from du_cli.dataset.ids import case_number
    from du_cli.reports.names import find_case

    def fits(one: str) -> None:
        judge(find_case(dataset, one))

    ids = [file.case.id for file in dataset.case_files]
    words = [*ids, *(case_number(dataset.policy, one) for one in ids)]
    return find_case(dataset, ask(text, N_("The case's id or number"), "ID", words=words, judge=fits))


def day_of(ctx: typer.Context, text: str | None) -> date:
    """The day that --on or --decided gives, else that of --at, which it may not lie after."""
    at = common(ctx).at
    found = parse_date(text) if text is not None else at
    if found > at:
        raise UsageError(N_("{date} has not come yet on {day}."), date=found, day=at)
    return found


def choices(words: "Mapping[str, str]", among: "tuple[str, ...] | None" = None) -> list[Choice]:
    """Choices of the format with what reports call them."""
    from du_cli.i18n import _

    return [Choice(value, _(words[value])) for value in among or words]


def votes_of(text: str) -> "Votes":
    """Votes as --votes gives them; those who did not vote may be left out."""
    from du_cli.edits.conclusions import Votes

    parts = [part.strip() for part in text.replace(":", "/").split("/")]
    if len(parts) not in (2, 3) or not all(part.isdecimal() and part.isascii() for part in parts):
        raise UsageError(N_("{text} are no votes. Write FOR/AGAINST/ABSTAINED, as in 12/2/1."), text=text)
    return Votes(*map(int, parts))
