"""``du-cli hook``: let git ask du-cli before each commit, and at each merge."""

import typer

from du_cli.cli.base import Group, PresentCommand, put
from du_cli.i18n import N_, _, fill

app = typer.Typer(cls=Group, rich_markup_mode=None, add_completion=False, help=N_("Let git ask du-cli before each commit and merge."))


@app.command(
    "install", cls=PresentCommand, help=N_("Check what is staged before each commit, and merge the files by record; in this clone only.")
)
def install(ctx: typer.Context) -> int:
    """Set up the hook and the merge driver, and say where."""
    from du_cli import hooks
    from du_cli.cli.opening import root_here
    from du_cli.cli.paths import seen

    for path in hooks.install(root_here(ctx)):
        put(fill(N_("{path} written."), {"path": seen(path)}))
    put(_("Each git commit here now runs du-cli check --staged first. Deleting the hook's file turns that off."))
    return 0
