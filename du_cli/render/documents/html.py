"""Documents as one accessible web page: its own stylesheet, no script, nothing fetched; every text is escaped."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from du_cli.document import Bar, Column, Document, Heading, Table, Timeline
from du_cli.i18n import _, language, shown
from du_cli.render.plain import harmless

HERE: Final = Path(__file__).parent
CONTENTS: Final = 4
"""From so many headings of the second level on, a page begins with a list of them."""
YEARS: Final = 8
"""So many years at most are written above a timeline."""
SHORT: Final = 16
"""A word of so many characters at most is never broken."""


class Cell(NamedTuple):
    """A table's cell, and how its column is called and stands."""

    text: str
    column: Column
    short: bool


class Stretch(NamedTuple):
    """A bar of a timeline: where it begins and how long it is, in per cent, and its days in figures."""

    start: float
    length: float
    days: str


def render_html(document: Document) -> str:
    """A document as a whole page in the reader's language."""
    style = stylesheet()
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    blocks = tuple(_named(document))
    contents = [(number, block.text) for number, block, _name in blocks if isinstance(block, Heading) and block.level == 2]  # noqa: PLR2004
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            document=document,
            blocks=blocks,
            contents=contents if len(contents) >= CONTENTS else [],
            words={"contents": _("Contents"), "timeline": _("Timeline")},
            language=language(),
            style=style,
            policy=f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'",
        )
    )


@cache
def stylesheet() -> str:
    """The page's stylesheet."""
    return (HERE / "page.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(cells=_cells, stretches=_stretches, years=_years)
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    return environment


def _plain(value: Any) -> Any:
    """What is put into the page: text shows all it holds; the stylesheet alone goes in as it is."""
    return harmless(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _named(document: Document) -> Iterator[tuple[int, Any, str]]:
    """Each block that has something to show, numbered, with the name of what it stands under: a table's caption when it has none."""
    name = document.title
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Heading):
            name = block.text
        if not isinstance(block, Table) or block.rows:
            yield number, block, name


def _cells(table: Table) -> Iterable[tuple[Cell, ...]]:
    return (tuple(Cell(text, column, _short(text)) for text, column in zip(row, table.columns, strict=True)) for row in table.rows)


def _short(text: str) -> bool:
    return len(text) <= SHORT and " " not in text


def _stretches(timeline: Timeline, bars: Iterable[Bar]) -> Iterator[Stretch]:
    for bar in bars:
        first, last = bar.first or timeline.first, bar.last or timeline.last
        start, end = _part(timeline, first.toordinal()), _part(timeline, last.toordinal() + 1)
        yield Stretch(start, max(end - start, 0.5), f"{bar.first or shown(None)} – {bar.last or shown(None)}")


def _part(timeline: Timeline, ordinal: int) -> float:
    """Where a day begins between a timeline's first day and the end of its last, in per cent."""
    span = timeline.last.toordinal() + 1 - timeline.first.toordinal()
    return round(100 * min(max((ordinal - timeline.first.toordinal()) / span, 0), 1), 2)


def _years(timeline: Timeline) -> list[tuple[float, int]]:
    """Years to write above a timeline, and where."""
    every = range(timeline.first.year, timeline.last.year + 1)
    step = -(-len(every) // YEARS)
    return [(_part(timeline, max(timeline.first, timeline.first.replace(year, 1, 1)).toordinal()), year) for year in every[::step]]
