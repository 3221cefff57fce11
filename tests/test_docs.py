"""What the documentation shows is what the program does, and what it names exists."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TOP, Du

from du_cli.cli.commands import COMMANDS
from du_cli.dataset.casework import MOVES
from du_cli.i18n import LOCALE_DIR
from du_cli.rules import RULES

GUIDE = TOP / "docs" / "brukerveiledning.md"
FORMAT = TOP / "docs" / "dataformat.md"
DOCS = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]
PAGES = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").rglob("*.md"))]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENTRY = r"(?m)^  - id: {id}\n(?:(?!  - id: ).*\n)*"


def name(page: Path) -> str:
    return page.relative_to(TOP).as_posix()


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each line of a console block that begins with ``$``, and the lines below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield command, shown


def matches(shown: list[str], written: str) -> bool:
    """Whether an answer is the one shown, where the line ``…`` stands for any lines or none."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in written.splitlines())) is not None


def change(top: Path, block: str) -> None:
    """Do what a YAML block headed by a file's path asks for.

    An entry takes the place of the one with its id, else it is put last; anything else is the whole file's new content.
    """
    path, text = block.split("\n", 1)
    file = top / path.removeprefix("# ")
    found = re.match(r"  - id: (.+)\n", text)
    if not found:
        file.write_text(text, encoding="utf-8")
        return
    before = file.read_text(encoding="utf-8")
    after, times = re.subn(ENTRY.format(id=re.escape(found[1])), lambda _: text, before)
    file.write_text(after if times else before + text, encoding="utf-8")


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A copy of what the documentation's commands read and change."""
    for folder in ("data", "examples", "schemas", ".vscode"):
        shutil.copytree(TOP / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize("page", DOCS, ids=name)
def test_every_command_shown_answers_what_is_shown(page: Path, top: Path, du: Du) -> None:
    faults = []
    for kind, block in FENCED.findall(page.read_text(encoding="utf-8")):
        if kind == "yaml" and block.startswith("# examples/"):
            change(top, block)
        for command, shown in commands(block) if kind == "console" else ():
            program, *arguments = shlex.split(command)
            if program != "du-cli":
                continue
            answer = du(*arguments, cwd=top)
            if not matches(shown, answer.out + answer.err):
                faults.append(f"$ {command}\n{answer.out}{answer.err}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("page", DOCS, ids=name)
def test_a_page_with_commands_shows_each_with_its_answer_or_an_ellipsis(page: Path) -> None:
    blocks = [block for kind, block in FENCED.findall(page.read_text(encoding="utf-8")) if kind == "console"]
    assert all(block.startswith("$ ") for block in blocks)
    assert page not in {GUIDE, TOP / "README.md"} or blocks


def slug(heading: str) -> str:
    """A heading's anchor as GitHub and GitLab make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_and_picture_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_rule_a_page_names_is_built(page: Path) -> None:
    assert set(re.findall(r"\bDU[0-9]{3}\b", page.read_text(encoding="utf-8"))) <= {rule.code for rule in RULES}


def test_the_guide_names_every_command() -> None:
    assert [command for command in COMMANDS if f"du-cli {command}" not in GUIDE.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("page", DOCS, ids=name)
def test_every_command_named_in_a_sentence_is_built(page: Path, du: Du) -> None:
    for words in set(re.findall(r"`du-cli ((?:[a-z]+(?:-[a-z]+)* ?)+)", prose(page))):
        command, *rest = words.split()
        assert command in COMMANDS, words
        if command in {"members", "seats", "mandate", "schema", "cases", "written", "meetings", "plan", "outreach"} and rest:
            assert du(command, rest[0], "--help").code == 0, words


def messages() -> str:
    text = (LOCALE_DIR / "nb" / "LC_MESSAGES" / "du.po").read_text(encoding="utf-8")
    return text.replace('"\n"', "").replace('\\"', '"')


@pytest.mark.parametrize("row", re.findall(r"^\| «(.+?)» \|", prose(GUIDE), re.MULTILINE))
def test_every_message_the_guide_explains_is_one_the_program_has(row: str) -> None:
    assert max(row.split("…"), key=len).strip() in messages()


def words(schema: object) -> Iterator[str]:
    """Every key and every choice of a schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (choice for choice in [*schema.get("enum", []), schema.get("const")] if isinstance(choice, str))
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from words(part)


SECTIONS = {
    "case": ("Saker",),
    "meeting": ("Møter", "Saker"),  # outcomes and documents are a case's
    "policy": ("policy.yaml", "Saker", "Møter"),  # what is protected is a status
    "plan": ("Planer og forankring",),
    "outreach": ("Planer og forankring",),
}


@pytest.mark.parametrize("schema", sorted((TOP / "schemas").glob("*.json")), ids=name)
def test_the_format_names_every_key_and_choice_in_the_section_about_the_file(schema: Path) -> None:
    kind = schema.name.partition(".")[0]
    parts = dict(part.split("\n", 1) for part in FORMAT.read_text(encoding="utf-8").split("\n## ")[1:])
    told = "".join(parts[title] for title in SECTIONS.get(kind, (f"{kind}.yaml",)))
    found = set(words(json.loads(schema.read_text(encoding="utf-8"))))
    assert sorted(word for word in found if f"`{word}`" not in told) == []


def test_the_format_tells_where_a_case_may_go() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", FORMAT.read_text(encoding="utf-8").split("### Statusene til en sak")[1], re.MULTILINE)
    told = {status: set(re.findall(r"`(\w+)`", ways)) & set(MOVES) for status, ways in rows if status in MOVES}
    assert told == {str(status): set(ways) for status, ways in MOVES.items()}
