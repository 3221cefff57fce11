"""One line typed at a terminal, with what can be answered completed by TAB."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import typer

from du_cli.render.plain import harmless

Words = Callable[[str], Sequence[str]]
"""What can be answered that begins as something typed does."""


def typed(question: str, default: str | None, words: Words) -> str:
    """What a person answers, without blanks about it; the default for nothing."""
    shown = harmless(f"{question} [{default}]: " if default else f"{question}: ")
    try:
        return _line(shown, words).strip() or default or ""
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")
        raise typer.Abort from None


def _line(shown: str, words: Words) -> str:
    """A line; where answers go elsewhere than to the terminal the question still comes there."""
    if not sys.stdout.isatty():
        sys.stderr.write(shown)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line
    with _completing(words):
        return input(shown)


@contextmanager
def _completing(words: Words) -> Iterator[None]:
    try:
        import readline
    except ImportError:  # not everywhere
        yield
        return

    @cache
    def begun(text: str) -> Sequence[str]:
        return [word for word in words(text) if word == harmless(word)]

    def word(text: str, number: int) -> str | None:
        return begun(text)[number] if number < len(begun(text)) else None

    readline.set_completer_delims("")  # names have blanks in them
    readline.set_completer(word)
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(None)
