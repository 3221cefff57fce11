"""Asking for what an option did not give: on a terminal only, otherwise saying which option is missing."""

import sys

import typer

from du_cli.errors import UsageError
from du_cli.i18n import N_, _


def ask(given: str | None, question: str, option: str) -> str:
    """A value from its option, else from the person at the terminal; raises ``UsageError`` where there is none."""
    if given and given.strip():
        return given.strip()
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(N_("{option} is missing."), option=option)
    answer: str = typer.prompt(_(question), err=True)
    return ask(answer, question, option)
