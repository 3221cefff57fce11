"""The commands that findings and the status give as next steps exist, with the options they are given with."""

import json
import shlex

import pytest
from conftest import TOP, Du

from tests.examples import example_files, example_folders, expected, shown_answers

COMMITTEES = [("tests/committee", "2026-04-01"), ("tests/committee", "2026-06-15"), ("examples", "2024-06-14"), (".", "2026-11-22")]


def commands() -> set[str]:
    """Every command of a finding in an example folder, the places that people fill in as they stand."""
    found = (one.finding.command for folder in example_folders() for one in shown_answers(example_files(folder), expected(folder).at))
    return {command for command in found if command}


def kinds(texts: set[str]) -> list[str]:
    """One of each kind: the same words and options."""
    return sorted(
        {" ".join(word for word in text.split() if word.isalpha() or word.startswith("-")): text for text in sorted(texts)}.values()
    )


def parses(du: Du, command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "du-cli"
    answer = du(*words, "--help", "--lang", "en")
    assert answer.code == 0, f"{command}: {answer.err}"
    assert answer.out.startswith(f"Usage: du-cli {words[0]}"), command


@pytest.mark.parametrize("command", kinds(commands()))
def test_a_findings_command_exists_with_its_options(du: Du, command: str) -> None:
    parses(du, command)


@pytest.mark.parametrize(("root", "at"), COMMITTEES)
def test_the_statuss_commands_exist_with_their_options(du: Du, root: str, at: str) -> None:
    answer = du("--root", TOP / root, "status", "--at", at, "--format", "json")
    found = set(_commands(json.loads(answer.out)))
    for command in kinds(found):
        parses(du, command)


def _commands(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["command"]] if isinstance(value.get("command"), str) else []
        return own + [found for inner in value.values() for found in _commands(inner)]
    return [found for inner in value for found in _commands(inner)] if isinstance(value, list) else []
