"""Lines of styled parts as a terminal shows them: colour, and wrapping that keeps the indent."""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from rich.console import Console
from rich.text import Text

from du_cli.render.findings.layout import Line

STYLES: Final = {
    "": "",
    "place": "dim",
    "error": "bold red",
    "warning": "yellow",
    "information": "blue",
    "code": "bold",
    "title": "bold",
    "heading": "bold underline",
    "aside": "dim",
    "step": "cyan",
}
_NARROWEST: Final = 20
"""Cells that text keeps on a narrow terminal, where it is the indent that gives way."""
_UNBOUNDED: Final = 10_000
"""Wider than any line, for a console that must not wrap by itself."""


def styled(lines: Iterable[Line], width: int | None) -> str:
    """The lines with escape sequences, each at most ``width`` cells wide; texts are never read as markup."""
    console = _console(StringIO())
    with console.capture() as capture:
        for line in lines:
            for text in _wrapped(line, width, console):
                console.print(text, soft_wrap=True)
    return capture.get().removesuffix("\n")


def _console(file: StringIO) -> Console:
    """A console that asks neither the environment nor the terminal."""
    return Console(
        file=file,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        width=_UNBOUNDED,
        height=25,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _wrapped(line: Line, width: int | None, console: Console) -> Iterator[Text]:
    """The line in pieces that fit: the first from its indent, the others from its hang."""
    text = Text.assemble(*((part.text, STYLES[part.style]) for part in line.parts))
    if width is None or line.indent + text.cell_len <= width:
        yield _indented(text, line.indent)
        return
    indent, hang = (max(min(wanted, width - _NARROWEST), 0) for wanted in (line.indent, line.hang))
    first = text.wrap(console, width - indent, overflow="fold")[0]
    yield _indented(first, indent)
    for piece in _rest(text, len(first)).wrap(console, width - hang, overflow="fold"):
        yield _indented(piece, hang)


def _rest(text: Text, start: int) -> Text:
    """The text from ``start`` on, without the spaces it was broken at."""
    spaces = len(text.plain[start:]) - len(text.plain[start:].lstrip())
    return text[start + spaces :]


def _indented(text: Text, indent: int) -> Text:
    text.rstrip()
    return Text(" " * indent).append_text(text)
