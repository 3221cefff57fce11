"""``du-cli init``: the data of another committee, ready to be filled in."""

import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from du_cli.cli.base import PresentCommand, choose, tell
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

    del ctx
    if (folder / "data").exists():
        raise DuError(N_("{path} is there already. Nothing was written."), path=str(folder / "data"))
    if key is not None and not re.match(ID, key):
        raise UsageError(N_("{option} cannot be {value}. It must be {expected}."), option="--id", value=key, expected=Term(ID_FORM.words))
    start = Start(ask(name, N_("The committee's full name"), "--name"), key, choose(language_, LANGUAGES, "--language"), leads, size, years)
    with speaking(start.language):
        made = files(start)
    _write(folder, {path: text.encode() for path, text in made.items()})
    tell(fill(_next(folder), {"folder": shlex.quote(str(folder))}))
    return 0


def _next(folder: Path) -> str:
    from du_cli.workspace import repository_top

    if repository_top(folder):
        return N_("Next: fill in seats and clauses in mandate.yaml and people in members.yaml, and type du-cli check.")
    return N_("Next: type git init {folder}, fill in seats and clauses in mandate.yaml and people in members.yaml, and type du-cli check.")


def _write(folder: Path, made: dict[str, bytes]) -> None:
    """Write the files, all or none; what is there already is left, and a line that .gitignore lacks is put at its end."""
    from du_cli.cli.starting import room, settings_said
    from du_cli.schema import SETTINGS
    from du_cli.starting import GITIGNORE
    from du_cli.writing import apply, held, with_lines

    read = {path: data for path in made if (data := held(folder / path)) is not None}
    files = {path: data for path, data in made.items() if path not in read}
    if GITIGNORE in read and (longer := with_lines(read[GITIGNORE], made[GITIGNORE])) != read[GITIGNORE]:
        files[GITIGNORE] = longer
    with room(folder):
        apply(folder, read, files)
    for path in files:
        text = N_("{path} is there already; lines were added: {lines}") if path in read else N_("{path} written.")
        tell(fill(text, {"path": str(folder / path), "lines": made[path].decode().split("\n")[:-1]}))
    for path in read.keys() - files.keys() - {GITIGNORE}:
        if path != SETTINGS:
            tell(fill(N_("{path} is there already and was left as it is."), {"path": str(folder / path)}))
    if SETTINGS in read:
        tell(settings_said(str(folder / SETTINGS), made[SETTINGS].decode()))
