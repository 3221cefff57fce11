"""One line typed at a terminal, with what can be answered completed by TAB."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from du_cli.render.plain import harmless


def typed(question: str, default: str | None, words: Sequence[str]) -> str:
    """What a person answers, without blanks about it; the default for nothing, and asked again where there is none."""
    shown = harmless(f"{question} [{default}]: " if default else f"{question}: ")
    while True:
        try:
            answer = _line(shown, words).strip()
        except (EOFError, KeyboardInterrupt):
            sys.stderr.write("\n")
            raise typer.Abort from None
        if answer or default is not None:
            return answer or default or ""


def _line(shown: str, words: Sequence[str]) -> str:
    """A line; where answers go elsewhere than to the terminal the question still comes there."""
    if not sys.stdout.isatty():
        sys.stderr.write(shown)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line
    with _completing([word for word in words if word == harmless(word)]):
        return input(shown)


@contextmanager
def _completing(words: Sequence[str]) -> Iterator[None]:
    try:
        import readline
    except ImportError:  # not everywhere
        yield
        return

    def word(text: str, number: int) -> str | None:
        found = [one for one in words if one.startswith(text)] or [one for one in words if one.casefold().startswith(text.casefold())]
        return found[number] if number < len(found) else None

    readline.set_completer_delims("")  # names have blanks in them
    readline.set_completer(word)
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(None)
