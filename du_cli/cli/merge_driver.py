"""``du-cli merge-driver``: what git runs to merge a file of the data; nobody types it."""

from pathlib import Path
from typing import Annotated

import typer

from du_cli.cli.base import PresentCommand, say
from du_cli.errors import DuError
from du_cli.i18n import N_, _, refusal

app = typer.Typer(rich_markup_mode=None, add_completion=False)

File = Annotated[Path, typer.Argument(help=N_("A file that git has made of one side."))]
Name = Annotated[str | None, typer.Argument(help=N_("What git calls a side."))]


@app.command(cls=PresentCommand, help=N_("Merge a file by record, for git: see du-cli hook install."))
def merge_driver(
    base: File,
    ours: File,
    theirs: File,
    marker: Annotated[int, typer.Argument(min=1, help=N_("Width of conflict markers."))] = 7,
    path: Annotated[str | None, typer.Argument(help=N_("The file's path in the repository."))] = None,
    our_name: Name = None,
    their_name: Name = None,
) -> int:
    """Leave the merged file in ``ours``; 1 when both sides changed the same value, and then git's own markers stand in it."""
    from du_cli import git
    from du_cli.cli.conflicts import Sides, said
    from du_cli.edits.merging import in_data, merged
    from du_cli.writing import replace

    before, mine, other = (_content(file) for file in (base, ours, theirs))
    names = Sides(_known(our_name), _known(their_name) or git.merging())
    sides = (
        git.Side(str(ours), names.ours or "HEAD"),
        git.Side(str(base), _("before")),
        git.Side(str(theirs), names.theirs or _("the other side")),
    )
    # git merges no lines of what it takes for no text, and leaves our side then.
    lines, clean = (mine, True) if b"\0" in before + mine + other else git.merge_lines(Path.cwd(), *sides, marker=marker)
    found = merged(in_data(path or ""), before, mine, other, lines if clean else None)
    replace(ours, lines if found.data is None else found.data)
    if found.data is not None:
        return 0
    for line in said(found, names, path or str(ours), None if clean else "<" * marker):
        say(line)
    return 1


def _content(file: Path) -> bytes:
    """What a side's file holds; raises ``DuError`` where it cannot be read, as when the command is typed by hand."""
    try:
        return file.read_bytes()
    except OSError as error:
        message = N_(
            "{path} cannot be read: {why}. git calls merge-driver when it merges, and makes the files: du-cli hook install sets that up."
        )
        raise DuError(message, path=str(file), why=refusal(error)) from error


def _known(name: str | None) -> str | None:
    """A name git gave; older ones leave the placeholder as it is."""
    return name if name and not name.startswith("%") else None
