"""Write the generated documentation: a page a rule, their index, and the screenshots of the README.

python scripts/make_docs.py          write what is not current
python scripts/make_docs.py --check  change nothing; 1 when something is not current
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from du_cli.cli.explain import facts
from du_cli.document import Document, Paragraph
from du_cli.i18n import _, set_language
from du_cli.render.documents.markdown import render_markdown
from du_cli.reports.explain import layout, table
from du_cli.rules import RULES
from du_cli.workspace import open_dataset

TOP = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
WIDTH = 110
SHOTS = {
    "status.svg": ["status"],
    "check.svg": ["check"],
}
THEME = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [(36, 41, 47), (164, 14, 38), (17, 99, 41), (125, 78, 0), (5, 80, 174), (102, 57, 186), (27, 124, 131), (87, 96, 106)],
    [(87, 96, 106), (164, 14, 38), (17, 99, 41), (125, 78, 0), (5, 80, 174), (102, 57, 186), (27, 124, 131), (36, 41, 47)],
)
# Rich's own template, without the fonts it fetches from the net.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" xml:space="preserve" role="img">
<title>{unique_id}</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
<rect fill="#ffffff" stroke="#d0d7de" stroke-width="1" x="0.5" y="0.5" width="99.9%" height="99.9%" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and its text."""
    set_language("nb")
    dataset = open_dataset(TOP, DAY)
    rules = TOP / "docs" / "rules"
    for rule in RULES:
        yield rules / f"{rule.code}.md", render_markdown(layout(facts(rule, dataset))) + "\n"
    yield rules / "README.md", index()
    for name, arguments in SHOTS.items():
        yield TOP / "docs" / "images" / name, screenshot(name, arguments)


def index() -> str:
    """The list of rules, each with a link to its page."""
    found = table(tuple(facts(rule, None) for rule in RULES))
    text = render_markdown(Document(_("The rules"), (Paragraph("Hver side er laget av regelen og eksemplene dens."), found)))
    for rule in RULES:
        text = text.replace(f"| {rule.code} |", f"| [{rule.code}]({rule.code}.md) |")
    return text + "\n"


def screenshot(name: str, arguments: list[str]) -> str:
    """What a command prints on a terminal, as a picture."""
    command = ["du-cli", *arguments]
    program = Path(sys.executable).with_name("du-cli")
    answer = subprocess.run(  # noqa: S603 - our own program
        [program, *arguments, "--at", DAY.isoformat(), "--lang", "nb"],
        cwd=TOP,
        env={**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "NO_COLOR": "", "GITHUB_ACTIONS": ""},
        capture_output=True,
        check=False,
        text=True,
    )
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ " + " ".join(command), style="bold"))
    for line in answer.stdout.splitlines():
        console.print(Text.from_ansi(line), no_wrap=True, soft_wrap=True)
    return console.export_svg(title="", theme=THEME, code_format=SVG, unique_id=Path(name).stem)


def main(arguments: list[str]) -> int:
    """Write or check every generated file; a page of a rule that is gone is removed."""
    check = "--check" in arguments
    wanted = dict(pages())
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    gone = [path for path in (TOP / "docs" / "rules").glob("*.md") if path not in wanted]
    for path in [*stale, *gone]:
        print(f"{path.relative_to(TOP)}: {'not current; run make fix' if check else 'written'}")
    if not check:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
        for path in gone:
            path.unlink()
    return int(check and bool(stale or gone))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
