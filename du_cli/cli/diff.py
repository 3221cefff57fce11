"""``du-cli diff``: what a change means, for the one who reviews it: in the committee's language, unless another is asked for."""

from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer
from du_cli.cli.base import Command, common
from du_cli.errors import DuError, UsageError
from du_cli.i18n import N_, speaking

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command, help=N_("What a change means in words: people, seats, cases, meetings, findings, and who must approve."))
def diff(
    ctx: typer.Context,
    base: Annotated[
        str | None, typer.Option("--base", metavar="REV", help=N_("The branch the change is to join, or any commit before it."))
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help=N_("What is staged, compared with HEAD."))] = False,
    form: Form = "text",
) -> int:
    """Show what a change means."""
    from du_cli.cli.changing import change_here
    from du_cli.dataset.shown import shown
    from du_cli.reports import diff as report
    from du_cli.rules import check, check_change

    if base is None and not staged:
        raise UsageError(N_("Say what to compare with: --base REV, or --staged."))
    found = change_here(ctx, base, staged=staged)
    comparison = found.comparison
    if comparison is None:
        raise DuError(N_("There is no commit yet to compare with."))
    mandate = found.head.mandate
    with speaking(common(ctx).lang or (mandate.committee.language if mandate else "en")):
        before, after = shown(check(comparison.base), comparison.base), shown(check_change(comparison), found.head)
        return answer(form, report.facts(comparison, found.base, before, after), report.layout)
