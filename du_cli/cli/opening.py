"""The folder a command works in, made whole where an earlier write was interrupted; and the data it reads, as it is or was."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from du_cli.cli.base import common, say
from du_cli.i18n import N_, Message, fill, said
from du_cli.workspace import repository_top, root_of

if TYPE_CHECKING:
    from du_cli.dataset.cases import Judging
    from du_cli.dataset.dataset import Dataset
    from du_cli.revisions import Files


def root_here(ctx: typer.Context, *, on_disk: bool = True) -> Path:
    """The root of this run; a write that was interrupted there is completed or undone first, and said so in one line."""
    root = root_of(common(ctx).root, on_disk=on_disk and common(ctx).rev is None)
    if (root / ".du").is_dir():
        from du_cli.writing import recover

        message = recover(root)
        if message:
            say(said(message))
            _say_uncommitted(root, message)
    return root


def _say_uncommitted(root: Path, message: Message) -> None:
    """That a write which has now been completed belongs to no commit, where there is a repository."""
    files = message.values.get("files")
    if isinstance(files, tuple) and repository_top(root):
        say(fill(N_("It is not committed. To commit it: git add {files} && git commit"), {"files": shlex.join(files)}))


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
