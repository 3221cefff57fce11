"""The change a command looks at: what is staged, or what came after a base."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from du_cli.cli.base import common
from du_cli.cli.opening import revision_here, root_here
from du_cli.errors import UsageError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.changes import Change
    from du_cli.dataset.cases import Kept
    from du_cli.revisions import Files


def change_here(ctx: typer.Context, base: str | None, *, staged: bool, kept: "Kept | None" = None) -> "Change":
    """The change of this run: what is staged against HEAD, or the data against the merge base with ``base``."""
    from du_cli import changes
    from du_cli.dataset.cases import Judging
    from du_cli.rules import judge_case

    options, judging = common(ctx), Judging(judge_case, kept)
    if staged and (base or options.rev):
        raise UsageError(N_("--staged compares what is staged with HEAD. Leave out --base and --rev."))
    root, at = root_here(ctx, on_disk=not staged), options.at
    if staged:
        return changes.staged(root, at, changes.what_is_staged(root), judging)
    return changes.since(root, base or "", at, revision_here(ctx) or _on_disk(root), judging)


def _on_disk(root: Path) -> "Files":
    from du_cli.revisions import Files
    from du_cli.workspace import DiskFiles

    disk = DiskFiles(root)
    return Files(dict(disk), disk.outside)
