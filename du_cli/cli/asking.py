"""Asking for what an option did not give: on a terminal only, otherwise saying which option is missing."""

import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, NamedTuple, TypeVar

from du_cli.cli.base import choose, say
from du_cli.cli.placeholders import placeholder
from du_cli.cli.terminal import typed
from du_cli.errors import DuError, MissingError, NeededError, UsageError
from du_cli.i18n import N_, Either, _, brief, fill

Made = TypeVar("Made")
Judge = Callable[[str], Any]
"""Raises ``DuError`` for an answer that cannot be; ``NeededError`` is about what is asked for later."""


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
    judge: Judge | None = None,
    *,
    read: Callable[[str], str] = str,
    keep: bool = True,
) -> str:
    """A value from its option, else from the person at the terminal; raises ``UsageError`` where there is none.

    With ``choices`` the answer is one of their values, in words or by its number in the list; ``default`` is what an
    empty answer means, and what counts where nobody can be asked. ``words`` complete an answer that is typed, those of
    them that can be, and one that cannot, as ``judge`` says, is asked for again with the reason. ``read`` turns what is
    typed into one of the choices. What is answered is kept for ``with_answers``, unless its option takes more than this.
    """
    if given and given.strip():
        return _judged(_chosen(given.strip(), choices, option), judge)
    if not asks():
        if default is None:
            raise MissingError(N_("{option} is missing."), option=placeholder(option))
        return default
    for row in _rows(choices):
        say(row)
    known = [choice.value for choice in choices] or list(words)
    while True:
        answer = typed(_(question), default, lambda text: _begun(text, known, judge))
        try:
            found = _judged(answer if answer == default else _meant(read(answer), choices), judge)
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


def _meant(answer: str, choices: Sequence[Choice]) -> str:
    """An answer, or the choice that it is, calls by its words, or has the number of; raises ``UsageError`` for none."""
    if not answer:
        raise UsageError(N_("This needs an answer."))
    values = [choice.value for choice in choices]
    if not choices or answer in values:
        return answer
    if not _are_numbers(choices) and answer.isdecimal() and 1 <= int(answer) <= len(values):
        return values[int(answer) - 1]
    called = [choice.value for choice in choices if answer.casefold() in (choice.value.casefold(), choice.text.casefold())]
    if len(called) != 1:
        raise UsageError(N_("{answer} is none of the choices. Choose one of {choices}."), answer=answer, choices=Either(tuple(values)))
    return called[0]


def _judged(answer: str, judge: Judge | None) -> str:
    """An answer that can be; raises ``DuError`` for one that cannot."""
    if judge and answer:
        with suppress(NeededError):
            judge(answer)
    return answer


def _begun(text: str, words: Sequence[str], judge: Judge | None) -> list[str]:
    """Those of some words that can be answered and begin as a text does, in capitals and small letters alike where none do exactly."""
    exact = [word for word in words if word.startswith(text)]
    return _fit(exact, judge) or _fit([word for word in words if word.casefold().startswith(text.casefold())], judge)


def _fit(words: Sequence[str], judge: Judge | None) -> list[str]:
    found = []
    for word in words:
        with suppress(DuError):
            found.append(_judged(word, judge))
    return found


def supplied(make: Callable[..., Made], **askers: Callable[[], str]) -> Made:
    """What a function makes; on a terminal what it turns out to need is asked for, and given to it by name.

    ``askers`` ask for what a plain question, or one with choices, is not enough for.
    """
    given: dict[str, str] = {}
    while True:
        try:
            return make(**given)
        except NeededError as error:
            if not asks():
                raise
            given[error.needed.field] = askers.get(error.needed.field, partial(_asked, error))()


def _asked(error: NeededError) -> str:
    _field, option, question, choices = error.needed
    return ask(None, fill(question, brief(error.values)), option, [Choice(one) for one in choices])


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
