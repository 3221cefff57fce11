"""Asking for what an option did not give: on a terminal only, otherwise saying which option is missing."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import typer

from du_cli.cli.base import choose, say
from du_cli.cli.placeholders import placeholder
from du_cli.errors import MissingError, UsageError
from du_cli.i18n import N_, _, brief, fill
from du_cli.render.plain import harmless


class Choice(NamedTuple):
    """Something that can be answered, and in words what it is."""

    value: str
    text: str = ""


def asks() -> bool:
    """Whether there is somebody at a terminal who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(given: str | None, question: str, option: str, choices: Sequence[Choice] = (), default: str | None = None) -> str:
    """A value from its option, else from the person at the terminal; raises ``UsageError`` where there is none.

    With ``choices`` the answer is one of their values, or its number in the list; ``default`` is what an empty
    answer means, and what counts where nobody can be asked.
    """
    if given and given.strip():
        return _chosen(given.strip(), choices, option)
    if not asks():
        if default is None:
            raise MissingError(N_("{option} is missing."), option=placeholder(option))
        return default
    for number, choice in enumerate(choices, 1):
        say(f"{number:>3}  {choice.value}  {choice.text}".rstrip())
    answer: str = typer.prompt(_(question), default=default and harmless(default), err=True).strip()
    if default is not None and answer == harmless(default):
        return default
    try:
        return ask(_numbered(answer, choices), question, option, choices, default)
    except UsageError as error:
        say(fill(error.message, brief(error.values)))
        return ask(None, question, option, choices, default)


def _numbered(answer: str, choices: Sequence[Choice]) -> str:
    """An answer, or the choice whose number it is."""
    values = [choice.value for choice in choices]
    if answer in values or not (answer.isdecimal() and 1 <= int(answer) <= len(values)):
        return answer
    return values[int(answer) - 1]


def _chosen(answer: str, choices: Sequence[Choice], option: str) -> str:
    return choose(answer, [choice.value for choice in choices], option) if choices else answer
