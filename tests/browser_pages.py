"""Web pages in a real browser: in light and dark, on paper, on narrow screens and in forced colours. Run with ``make browser``."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from committee_facts import AT, COMMITTEE
from conftest import Du
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright
from test_render_html import OTHERS

from du_cli.dataset.vocabulary import REPORTS

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
WIDTHS = [320, 480, 768, 1024, 1184, 1280, 1920]
LONG = "Digitaliseringssamarbeidsavtalegjennomføringsplanleggingsutvalgsmedlemskap" * 2


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def written(du: Du, folder: Path, name: str, root: Path = COMMITTEE) -> Path:
    path = folder / f"{name}.html"
    assert du("report", name, "-o", path, "--root", root, "--at", AT.isoformat(), "--lang", "nb").code == 0
    return path


def opened(browser: Browser, path: Path, width: int = 1280, **media: str) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.emulate_media(**media)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("name", REPORTS)
def test_axe_finds_nothing_to_mend(browser: Browser, du: Du, tmp_path: Path, name: str, width: int, scheme: str) -> None:  # noqa: PLR0913 - fixtures and the case
    page = opened(browser, written(du, tmp_path, name), width, color_scheme=scheme)
    assert violations(page) == ""
    page.close()


def violations(page: Page) -> str:
    """What axe has against a page; it is put there as a script, which the page's own policy forbids, so that line is left out."""
    page.set_content(page.content().replace('http-equiv="Content-Security-Policy"', 'name="policy"'))
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("arguments", OTHERS)
def test_other_answers_are_as_readable_as_reports(browser: Browser, du: Du, tmp_path: Path, arguments: str, width: int) -> None:
    path = tmp_path / "page.html"
    answer = du(*arguments.split(), "--root", COMMITTEE, "--at", AT.isoformat(), "--lang", "nb", "--format", "html")
    path.write_text(answer.out, encoding="utf-8")
    page = opened(browser, path, width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == ""
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", REPORTS)
def test_no_page_scrolls_sideways_and_no_cell_runs_over_its_edge(browser: Browser, du: Du, tmp_path: Path, name: str, width: int) -> None:
    page = opened(browser, written(du, tmp_path, name), width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    over = page.evaluate("[...document.querySelectorAll('td, tbody th')].filter(one => one.scrollWidth > one.clientWidth + 1).length")
    assert over == 0
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_very_long_word_breaks(browser: Browser, du: Du, tmp_path: Path, width: int) -> None:
    shutil.copytree(COMMITTEE / "data", tmp_path / "data")
    path = tmp_path / "data" / "cases" / "2026" / "003-status.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Status for nettverkene", LONG), encoding="utf-8")
    page = opened(browser, written(du, tmp_path, "cases", tmp_path), width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()


@pytest.mark.parametrize("name", ["annual", "terms"])
def test_a_page_fetches_nothing_and_its_own_policy_lets_its_style_through(browser: Browser, du: Du, tmp_path: Path, name: str) -> None:
    path = written(du, tmp_path, name)
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.route("**/*", note)
    page.on("console", hear)
    page.goto(path.as_uri())
    assert (asked, said) == ([path.as_uri()], [])
    assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    page.close()


def test_light_dark_and_paper_have_their_own_colours(browser: Browser, du: Du, tmp_path: Path) -> None:
    path = written(du, tmp_path, "annual")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    found = []
    for media in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"color_scheme": "dark", "media": "print"}):
        page = opened(browser, path, **media)
        found.append(page.evaluate(colour))
        page.close()
    assert found == ["rgb(255, 255, 255)", "rgb(13, 17, 23)", "rgb(255, 255, 255)"]


def test_bars_can_be_seen_in_forced_colours(browser: Browser, du: Du, tmp_path: Path) -> None:
    page = opened(browser, written(du, tmp_path, "terms"), forced_colors="active")
    fill, ground = page.evaluate(
        "(bar => [getComputedStyle(bar.firstElementChild).fill, getComputedStyle(bar).backgroundColor])(document.querySelector('svg.bar'))"
    )
    assert fill != ground
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_tables_keep_their_roles_when_rows_become_cards(browser: Browser, du: Du, tmp_path: Path, width: int) -> None:
    page = opened(browser, written(du, tmp_path, "cases"), width)
    table = page.get_by_role("table").first
    assert table.get_by_role("row").count() == 14
    assert table.get_by_role("columnheader").count() == 8
    assert table.get_by_role("rowheader").count() == 13
    assert table.get_by_role("cell").count() == 13 * 7
    page.close()


def test_a_page_in_print_is_no_wider_than_the_paper(browser: Browser, du: Du, tmp_path: Path) -> None:
    for name in REPORTS:
        page = opened(browser, written(du, tmp_path, name), 718, media="print")  # A4 less its margins, in CSS pixels
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        page.close()
