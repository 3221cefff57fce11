"""Asking for what an option did not give: on a terminal only, otherwise saying which option is missing."""

import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from du_cli.cli.base import choose, say
from du_cli.cli.placeholders import placeholder
from du_cli.cli.terminal import typed
from du_cli.errors import DuError, MissingError
from du_cli.i18n import N_, _, brief, fill


class Choice(NamedTuple):
    """Something that can be answered, and in words what it is."""

    value: str
    text: str = ""


class _Run:
    """The one place where what was answered in this run is kept, as it would be typed."""

    answers: ClassVar[list[list[str]]] = []


def asks() -> bool:
    """Whether there is somebody at a terminal who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(
    given: str | None,
    question: str,
    option: str,
    choices: Sequence[Choice] = (),
    default: str | None = None,
    words: Iterable[str] = (),
    judge: Callable[[str], Any] | None = None,
    *,
    read: Callable[[str], str] = str,
    keep: bool = True,
) -> str:
    """A value from its option, else from the person at the terminal; raises ``UsageError`` where there is none.

    With ``choices`` the answer is one of their values, or its number in the list; ``default`` is what an empty
    answer means, and what counts where nobody can be asked. ``words`` complete an answer that is typed, and ``judge``
    raises ``DuError`` for one that cannot be: it is asked for again, with the reason. ``read`` turns what is typed into one
    of the choices. What is answered is kept for ``with_answers``, unless its option takes more than this.
    """
    if given and given.strip():
        return _chosen(given.strip(), choices, option)
    if not asks():
        if default is None:
            raise MissingError(N_("{option} is missing."), option=placeholder(option))
        return default
    for row in _rows(choices):
        say(row)
    words = [choice.value for choice in choices] or list(words)
    while True:
        answer = typed(_(question), default, words)
        try:
            found = answer if answer == default else _chosen(_numbered(read(answer), choices), choices, option)
            if judge and found:
                judge(found)
        except DuError as error:
            say(fill(error.message, brief(error.values)))
        else:
            if keep:
                remember(option, found)
            return found


def _rows(choices: Sequence[Choice]) -> list[str]:
    """A line for each choice, with one number: its own where the choices are numbers, else its place in the list."""
    if _are_numbers(choices):
        return [f"{choice.value:>3}  {choice.text}".rstrip() for choice in choices]
    return [f"{number:>3}  {choice.value}  {choice.text}".rstrip() for number, choice in enumerate(choices, 1)]


def _are_numbers(choices: Sequence[Choice]) -> bool:
    return any(choice.value.isdecimal() for choice in choices)


def _numbered(answer: str, choices: Sequence[Choice]) -> str:
    """An answer, or the choice whose number it is."""
    values = [choice.value for choice in choices]
    if answer in values or _are_numbers(choices) or not (answer.isdecimal() and 1 <= int(answer) <= len(values)):
        return answer
    return values[int(answer) - 1]


def _chosen(answer: str, choices: Sequence[Choice], option: str) -> str:
    return choose(answer, [choice.value for choice in choices], option) if choices else answer


def remember(option: str, answer: str) -> None:
    """Keep an answer as it would be typed: after its option, or alone where it is an argument."""
    if answer:
        _Run.answers.append([option, answer] if option.startswith("--") else [answer])


def forget() -> None:
    """Begin a run in which nothing was answered."""
    _Run.answers.clear()


def with_answers(words: Sequence[str]) -> str | None:
    """A command with what was answered, as it would be typed; None when nothing was asked."""
    return shlex.join([*words, *(word for answer in _Run.answers for word in answer)]) if _Run.answers else None
