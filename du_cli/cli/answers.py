"""Answering with a report: one option for the form, one way to open the data and to write the answer."""

import os
import shutil
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from du_cli.cli.base import choose, common, put
from du_cli.dataset.dataset import Dataset
from du_cli.document import Document
from du_cli.i18n import N_

Form = Annotated[str, typer.Option("--format", metavar="text|md|csv|json", help=N_("Form of the answer."))]


def dataset_of(ctx: typer.Context) -> Dataset:
    """The data of this run, at the date asked for."""
    from du_cli.workspace import open_dataset, root_of

    options = common(ctx)
    return open_dataset(root_of(options.root), options.at)


def answer(form: str, facts: Any, layout: Callable[[Any], Document]) -> int:
    """Write facts in the form asked for; 0."""
    from du_cli.render.documents import FORMS, render

    put(render(choose(form, FORMS, "--format"), facts, layout, terminal_width()))
    return 0


def terminal_width() -> int | None:
    """The terminal's width in columns; None when the answer goes elsewhere, or with ``NO_COLOR``.

    ``FORCE_COLOR`` treats any output as a terminal's, ``COLUMNS`` gives its width.
    """
    if os.environ.get("NO_COLOR") or not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        return None
    return max(40, shutil.get_terminal_size().columns)
