"""Answering with a report: one option for the form, one way to open the data and to write the answer."""

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from du_cli.cli.base import choose, common, ended, put, say
from du_cli.cli.completing import among_words
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.errors import DuError
from du_cli.i18n import N_, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from du_cli.dataset.dataset import Dataset
    from du_cli.document import Document

Form = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|md|html|csv|json",
        help=N_("Form of the answer."),
        autocompletion=among_words("text", "md", "html", "csv", "json"),
    ),
]


NoCache = Annotated[
    bool, typer.Option("--no-cache", envvar="DU_NO_CACHE", help=N_("Read everything anew, and keep nothing (also with DU_NO_CACHE)."))
]


def dataset_of(ctx: typer.Context, *needed: str) -> "Dataset":
    """The data of this run, at the date asked for.

    Raises ``DuError`` when mandate or roster, or those ``needed`` of them, cannot be read at all; what else is lost,
    the answer says.
    """
    from du_cli.cli.opening import dataset_here

    return complete_dataset(dataset_here(ctx), *needed)


def complete_dataset(dataset: "Dataset", *needed: str) -> "Dataset":
    """A dataset with mandate and roster, or those needed, that notes what it is asked about; raises ``DuError`` without."""
    from du_cli.dataset.asked import asked

    records = {MANDATE: dataset.mandate, MEMBERS: dataset.roster}
    for path in needed or records:
        if records[path] is None:
            raise DuError(N_("{path} cannot be read. Run du-cli check to see why."), path=path)
    return asked(dataset)


def say_lacking(dataset: "Dataset") -> tuple[str, ...]:
    """Say on standard error which of the files asked about could not be read in full; their paths."""
    from du_cli.dataset.asked import lacking

    files = lacking(dataset)
    if files:
        say(fill(N_("The answer lacks what could not be read of {files}. Run du-cli check to see why."), {"files": files}))
    return files


def answer(form: str, facts: Any, layout: "Callable[[Any], Document]", dataset: "Dataset | None" = None) -> int:
    """Write facts in the form asked for to standard output, with what they lack of the dataset they are from; 0."""
    put_answer(form, facts, layout, None, dataset)
    return 0


def give(ctx: typer.Context, text: str, code: int = 0) -> int:
    """Give an answer that stays right as long as the committed files do, and keep it where it may be asked for again; its code."""
    put(text)
    asked = common(ctx).asked
    if asked:
        from du_cli import again

        again.keep(asked, code, ended(text))
    return code


def put_answer(form: str, facts: Any, layout: "Callable[[Any], Document]", output: "Path | None", dataset: "Dataset | None" = None) -> None:
    """Write facts in the form asked for, to a file or to standard output, with what they lack of the dataset they are from."""
    text = in_form(form, facts, layout, None if output else terminal_width(), say_lacking(dataset) if dataset else None)
    if output is None:
        put(text)
        return
    from du_cli.writing import replace

    replace(output, ended(text).encode())


def in_form(form: str, facts: Any, layout: "Callable[[Any], Document]", width: int | None, lacking: "Sequence[str] | None" = None) -> str:
    """Facts in the form asked for, with the files they lack something of; None where they are from no dataset."""
    from du_cli.render.documents import FORMS, render

    return render(choose(form, FORMS, "--format"), facts, layout, width, lacking)


def terminal_width() -> int | None:
    """The terminal's width in columns; None when the answer goes elsewhere, or with ``NO_COLOR``.

    ``FORCE_COLOR`` treats any output as a terminal's, ``COLUMNS`` gives its width.
    """
    if os.environ.get("NO_COLOR") or not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        return None
    return max(40, shutil.get_terminal_size().columns)
