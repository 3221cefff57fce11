"""Every command that the program tells people to type exists, and takes the words and options it is shown with."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP, Du

from du_cli.cli.commands import COMMANDS
from du_cli.cli.main import Table

DAYS = ["2023-05-15", "2023-09-20", "2023-12-31", "2024-01-01", "2024-02-20", "2024-06-17", "2024-12-31", "2026-03-01", "2028-01-01"]
"""Before the first meeting, in the middle of work, around the reform, at the diary's end and long after it."""

TYPED = re.compile(r"du-cli ((?:(?:--?)?[\w{}.|:@\[\]'\"()=-]+ ?)+)")


def parsed(command: str) -> None:
    """Parse a command line as it would be when it is typed, and run nothing; raises what Typer raises."""
    words = shlex.split(command)
    assert words.pop(0) == "du-cli", command
    found: Any = Table(name="du-cli", rich_markup_mode=None)
    context = None
    while hasattr(found, "get_command"):
        name = words.pop(0)
        found = found.get_command(context, name)
        assert found is not None, command
    found.make_context(found.name, words)


def commands_in(value: Any) -> Iterator[str]:
    """Every command in some JSON."""
    if isinstance(value, dict):
        yield from (command for key, command in value.items() if key in {"command", "next"} and isinstance(command, str))
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from commands_in(part)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("root", ["examples", "tests/committee", "."])
def test_status_and_check_name_only_commands_that_can_be_typed(du: Du, root: str, day: str) -> None:
    found = set()
    for name in ("status", "check"):
        found |= set(commands_in(json.loads(du("--root", root, name, "--at", day, "--format", "json").out)))
    assert found or (root, day) not in {("examples", "2024-06-17"), ("tests/committee", "2026-03-01")}
    for command in sorted(found):
        parsed(command)


def named() -> Iterator[tuple[str, str]]:
    """Every command in the program's own texts, with the file it stands in; places are filled with a word."""
    for path in sorted((TOP / "du_cli").rglob("*.py")):
        text = re.sub(r'"\s*\n\s*f?"', "", path.read_text(encoding="utf-8"))
        for found in TYPED.finditer(re.sub(r"{[^{}]*}", "X", text)):
            yield path.name, found[1].strip()


def test_the_program_s_texts_name_only_commands_and_options_there_are() -> None:
    table, seen = Table(name="du-cli", rich_markup_mode=None), 0
    for file, command in named():
        words = [word.strip("\"'.,:()") for word in command.split()]
        if words[0] not in COMMANDS:
            continue
        found: Any = table.get_command(None, words.pop(0))
        if hasattr(found, "get_command") and words and not words[0].startswith("-") and words[0] not in {"X", "|"}:
            inner = found.get_command(None, words[0])
            assert inner is not None, (file, command)
            found = inner
        options = {name for param in found.params for name in (*param.opts, *param.secondary_opts)}
        given = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert given <= options, (file, command)
        seen += 1
    assert seen > 60


@pytest.mark.parametrize("path", [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))], ids=lambda path: path.name)
def test_the_documents_name_only_commands_there_are(path: Path) -> None:
    table = Table(name="du-cli", rich_markup_mode=None)
    for first, second in re.findall(
        r"`(?:du-cli )?(members|cases|written|meetings|outreach|mandate|schema) ([a-z]+)", path.read_text("utf-8")
    ):
        assert table.get_command(None, first).get_command(None, second) is not None, f"{first} {second}"
