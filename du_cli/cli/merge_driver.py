"""``du-cli merge-driver``: what git runs to merge a file of the data; nobody types it."""

from pathlib import Path
from typing import Annotated

import typer

from du_cli.cli.base import PresentCommand, say
from du_cli.i18n import N_, _, fill

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
    from du_cli.edits.merging import in_data, merged
    from du_cli.writing import held, replace

    here = Path.cwd()
    sides = (
        git.Side(str(ours), _known(our_name) or "HEAD"),
        git.Side(str(base), _("before")),
        git.Side(str(theirs), _known(their_name) or git.merging() or _("the other side")),
    )
    text, clean = git.merge_lines(here, *sides, marker=marker)
    before, mine, other = (held(file) or b"" for file in (base, ours, theirs))
    found = merged(in_data(path or ""), before, mine, other, text if clean else None)
    replace(ours, text if found.data is None else found.data)
    if found.data is not None:
        return 0
    names = tuple(dict.fromkeys(conflict for conflict in found.conflicts if conflict))
    if names:
        say(fill(N_("{path}: both sides changed {names}."), {"path": path or str(ours), "names": names}))
    else:
        say(fill(N_("{path}: one side cannot be read as YAML, or has comments that would be lost."), {"path": path or str(ours)}))
    return 1


def _known(name: str | None) -> str | None:
    """A name git gave; older ones leave the placeholder as it is."""
    return name if name and not name.startswith("%") else None
