"""The folder a command works in, made whole where an earlier write was interrupted; and the data it reads, as it is or was."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from du_cli import own
from du_cli.cli.base import common, say
from du_cli.i18n import N_, _, fill, said
from du_cli.workspace import root_of

if TYPE_CHECKING:
    from du_cli.dataset.cases import Judging
    from du_cli.dataset.dataset import Dataset
    from du_cli.revisions import Files


def root_here(ctx: typer.Context, *, on_disk: bool = True) -> Path:
    """The root of this run; a write that was interrupted there is completed or undone first, and said so in one line."""
    read = on_disk and common(ctx).rev is None
    root = root_of(common(ctx).root, on_disk=read)
    if read and own.unfinished(str(root)):
        _mend(ctx, root)
    return root


def _mend(ctx: typer.Context, root: Path) -> None:
    """Put right what an interrupted write has left, and say so; the same command again is done with that."""
    from du_cli.writing import recover

    mended = recover(root)
    if mended is None:
        return
    say(said(mended.message))
    if mended.files and own.top(str(root)):
        from du_cli.git import called

        text = N_("It is not committed. To commit it: {git} add {files} && {git} commit")
        say(fill(text, {"git": called(root), "files": shlex.join(mended.files)}))
    if mended.asked and mended.asked == asked(ctx):
        say(_("That was this very command: nothing is left to do."))
        raise typer.Exit


def asked(ctx: typer.Context) -> str:
    """The command of this run as it was typed, with its day; empty for one that does not write."""
    words = ctx.meta.get("du.arguments")
    return shlex.join((*ctx.command_path.split(), *words, str(common(ctx).at))) if words is not None else ""


def revision_here(ctx: typer.Context) -> str | None:
    """The full id of the commit that ``--rev`` names; None when the files are read as they are."""
    options = common(ctx)
    if options.rev is None:
        return None
    from du_cli.git import resolve

    return resolve(root_here(ctx), options.rev)


def then_here(ctx: typer.Context) -> "Files | None":
    """The files of the commit that ``--rev`` names; None when they are read as they are."""
    revision = revision_here(ctx)
    if revision is None:
        return None
    from du_cli.revisions import at_revision

    return at_revision(root_here(ctx), revision)


def dataset_here(ctx: typer.Context, judging: "Judging | None" = None) -> "Dataset":
    """The data of this run, at the date asked for: as it is on disk, or with ``--rev`` as it was then."""
    then = then_here(ctx)
    if then is None:
        from du_cli.workspace import open_dataset

        return open_dataset(root_here(ctx), common(ctx).at, judging)
    from du_cli.dataset.cases import UNJUDGED
    from du_cli.dataset.load import load

    return load(then.files, common(ctx).at, then.outside, judging or UNJUDGED)
