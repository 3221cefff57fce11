"""A report as a web page: well formed, readable with and without eyes, in light and dark, and nothing in it but data."""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from committee_facts import AT, COMMITTEE
from conftest import Du, process
from hypothesis import given
from hypothesis import strategies as st

from du_cli.dataset.vocabulary import REPORTS
from du_cli.document import Bar, Code, Column, Document, Heading, Items, Note, Paragraph, Table, Timeline, TimelineRow
from du_cli.render.documents.html import render_html, stylesheet
from du_cli.render.plain import harmless

VOID = {"meta", "link", "br", "hr", "img", "input", "rect"}


class Page(HTMLParser):
    """A page as its elements in order; refuses what does not close as it opened."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), tag
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without an end."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """The element opened last closes."""
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        if "style" not in self.open and data.strip():
            self.words.append(data)

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of all elements of some kinds."""
        return [attributes for tag, attributes in self.elements if tag in tags]


EVERYTHING = Document(
    "Everything",
    (
        Paragraph("One <b>paragraph</b> & more"),
        Heading("First", 2),
        Items(("a", "b")),
        Items(("a", "b"), ordered=True),
        Table((Column("What"), Column("Number", "right")), (("x", "1"), ("y", "2"))),
        Table((Column("Empty"),), ()),
        Heading("Second", 2),
        Heading("Under it", 3),
        Table((Column("A"), Column("B"), Column("C")), (("1", "2", "3"),), "Captioned"),
        Timeline(date(2020, 1, 1), date(2029, 12, 31), (TimelineRow("Kari", (Bar(date(2022, 1, 1), None),)),)),
        Code(("a: 1", "  b: <2>"), "data/policy.yaml"),
        Note("A note"),
        Heading("Third", 2),
        Heading("Fourth", 2),
    ),
)


OTHERS = (
    "status",
    "members show ola",
    "seats propose 0301",
    "terms --within 6m",
    "mandate show",
    "mandate trace",
    "mandate compare 2022 2026",
    "explain DU105",
    "explain --all",
    "selftest",
    "cases show 2026-001",
    "written show 2026-004",
    "meetings show 2026-02-03",
    "plan show",
)


@pytest.fixture(params=[*(f"report {name}" for name in REPORTS), *OTHERS, "everything"], scope="module")
def page(request: pytest.FixtureRequest) -> str:
    if request.param == "everything":
        return render_html(EVERYTHING)
    answer = process(*request.param.split(), "--root", COMMITTEE, "--at", AT.isoformat(), "--format", "html", "--lang", "nn")
    assert answer.code == 0, answer.err
    return answer.out


def test_a_page_is_well_formed_and_says_its_language_and_title(page: str) -> None:
    assert page.startswith("<!doctype html>\n<html lang=")
    found = Page(page)
    assert [tag for tag, _ in found.elements].count("title") == 1
    assert len(found.all("main")) == len(found.all("h1")) == 1
    assert {"charset": "utf-8"} in found.all("meta")


def test_the_language_is_the_readers(du: Du) -> None:
    for language in ("nb", "nn", "en"):
        assert f'<html lang="{language}">' in du("report", "roster", "--root", COMMITTEE, "--format", "html", "--lang", language).out


def test_headings_come_in_order_and_the_list_of_contents_leads_to_them(page: str) -> None:
    found = Page(page)
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [attributes["href"].removeprefix("#") for attributes in found.all("a")]
    assert set(targets) <= set(ids)
    assert bool(targets) == (levels.count(2) > 4 if targets else levels.count(2) >= 4)


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(page: str) -> None:
    found = Page(page)
    tables = [number for number, (tag, _) in enumerate(found.elements) if tag == "table"]
    assert all(found.elements[number + 1][0] == "caption" for number in tables)
    assert all(attributes.get("scope") in {"col", "row"} for attributes in found.all("th"))
    first = [found.elements[number + 1] for number, (tag, _) in enumerate(found.elements) if tag == "tr"]
    assert all(tag == "th" or re.search(r"<td[^>]*></td>", page) for tag, _ in first)
    assert not re.search(r"<th[^>]*></th>", page)
    assert not re.search(r"<table[^>]*>\s*<caption[^>]*></caption>", page)


def test_a_table_that_turns_into_cards_keeps_its_roles(page: str) -> None:
    for table in re.findall(r'<table role="table".*?</table>', page, re.DOTALL):
        found = Page(table)
        for tag, role in (("thead", "rowgroup"), ("tbody", "rowgroup"), ("tr", "row"), ("td", "cell")):
            assert all(attributes["role"] == role for attributes in found.all(tag))
        assert all(attributes["data-label"] for attributes in found.all("td"))


def test_a_page_runs_nothing_fetches_nothing_and_says_so(page: str) -> None:
    found = Page(page)
    assert not found.all("script", "iframe", "object", "embed", "img", "link", "form", "base")
    names = {name for _, attributes in found.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | (names & {"style", "src", "srcset", "action"})
    markup = re.sub(r"(?<=>)[^<]*(?=</(?!style))", "", page)
    assert not re.search(r"https?:|url\(|@import|javascript:", markup)
    policy = next(one["content"] for one in found.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    hashed = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


@given(st.text(max_size=60).filter(str.strip))
def test_every_text_arrives_as_it_is_wherever_it_stands(text: str) -> None:
    table = Table((Column(text), Column("B"), Column("C")), ((text, text, text),), text)
    bars = Timeline(date(2026, 1, 1), date(2026, 12, 31), (TimelineRow(text, (Bar(None, None),)),))
    document = Document(text, (Heading(text), Paragraph(text), Note(text), Items((text,)), table, bars, Code((text,), text)))
    found = Page(render_html(document))
    shown = harmless(text)
    assert "".join(found.words).count(shown) >= 13
    assert {attributes["data-label"] for attributes in found.all("td")} == {"B", "C"}
    assert next(attributes["data-label"] for attributes in found.all("th") if attributes["scope"] == "row") == shown
    assert not found.all("script")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 20_000), st.lists(st.dates(), min_size=2, max_size=2))
def test_bars_lie_inside_their_timeline(first: date, days: int, ends: list[date]) -> None:
    last = date.fromordinal(first.toordinal() + days)
    document = Document("x", (Timeline(first, last, (TimelineRow("a", (Bar(min(ends), max(ends)),)),)),))
    found = Page(render_html(document))
    bar = found.all("rect")[0]
    start, width = (float(bar[name].removesuffix("%")) for name in ("x", "width"))
    assert 0 <= start <= 100
    assert 0 < width <= 100
    assert all(0 <= float(text["x"].removesuffix("%")) <= 100 for text in found.all("text"))
    assert 1 <= len(found.all("text")) <= 8


def palettes() -> Iterator[tuple[str, dict[str, str]]]:
    for number, block in enumerate(re.findall(r":root \{(.*?)\}", stylesheet())):
        yield ("light", "dark", "print")[number], dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "colours"), list(palettes()), ids=lambda value: value if isinstance(value, str) else "")
def test_text_has_the_contrast_wcag_asks_for_and_lines_and_bars_can_be_seen(name: str, colours: dict[str, str]) -> None:
    assert set(colours) == {"page", "text", "soft", "line", "stripe", "link", "bar"}, name
    for text in ("text", "soft", "link"):
        assert contrast(colours[text], colours["page"]) >= 4.5, text
    assert contrast(colours["text"], colours["stripe"]) >= 4.5
    assert contrast(colours["bar"], colours["stripe"]) >= 3
    assert contrast(colours["line"], colours["page"]) >= 3


def test_there_are_colours_for_light_dark_and_paper() -> None:
    assert [name for name, _ in palettes()] == ["light", "dark", "print"]
    for condition in ("prefers-color-scheme: dark", "forced-colors: active", "@media print", "max-width"):
        assert condition in stylesheet()
