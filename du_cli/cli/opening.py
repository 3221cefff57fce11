"""The folder a command works in: found, and made whole where an earlier write was interrupted."""

from pathlib import Path

import typer

from du_cli.cli.base import common, say
from du_cli.i18n import said
from du_cli.workspace import root_of


def root_here(ctx: typer.Context) -> Path:
    """The root of this run; a write that was interrupted there is completed or undone first, and said so in one line."""
    root = root_of(common(ctx).root)
    if (root / ".du").is_dir():
        from du_cli.writing import recover

        message = recover(root)
        if message:
            say(said(message))
    return root
