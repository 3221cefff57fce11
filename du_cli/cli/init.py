"""``du-cli init``: the data of another committee, ready to be filled in."""

import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from du_cli.cli.base import PresentCommand, choose, put
from du_cli.errors import DuError, UsageError
from du_cli.i18n import LANGUAGES, N_, Term, fill, speaking

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    cls=PresentCommand, help=N_("Start the data of a committee in a folder: mandate, roster, policy, schemas and editor settings.")
)
def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("Folder to make; data/ in it must not exist."))],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=N_("The committee's full name."))] = None,
    key: Annotated[str | None, typer.Option("--id", metavar="ID", help=N_("The committee's id (default: made from the name)."))] = None,
    language_: Annotated[str, typer.Option("--language", metavar="nb|nn|en", help=N_("Language of the committee's documents."))] = "nb",
    leads: Annotated[str | None, typer.Option("--leads", metavar="NAME", help=N_("Name of the body that leads the committee."))] = None,
    size: Annotated[
        int | None,
        typer.Option("--size", metavar="NUMBER", min=0, help=N_("Members in all; leave it out when the mandate gives no number.")),
    ] = None,
    years: Annotated[
        int | None,
        typer.Option("--term-years", metavar="NUMBER", min=1, help=N_("Years of a term; leave it out when the mandate gives none.")),
    ] = None,
) -> int:
    """Write the files of a new committee, and say what to do next."""
    from du_cli.cli.asking import ask
    from du_cli.models.base import ID, ID_FORM
    from du_cli.starting import Start, files
    from du_cli.workspace import write

    del ctx
    if (folder / "data").exists():
        raise DuError(N_("{path} is there already. Nothing was written."), path=str(folder / "data"))
    if key is not None and not re.match(ID, key):
        raise UsageError(N_("{option} cannot be {value}. It must be {expected}."), option="--id", value=key, expected=Term(ID_FORM.words))
    start = Start(ask(name, N_("The committee's full name"), "--name"), key, choose(language_, LANGUAGES, "--language"), leads, size, years)
    with speaking(start.language):
        made = files(start)
    for path, text in made.items():
        write(folder / path, text.encode(), None)
        put(fill(N_("{path} written."), {"path": str(folder / path)}))
    put(
        fill(
            N_(
                "Next: type git init {folder}, fill in seats and clauses in mandate.yaml and people in members.yaml, and type du-cli check."
            ),
            {"folder": shlex.quote(str(folder))},
        )
    )
    return 0
