"""The example folders: a tiny committee's files, the date to check them at, and what the check should say."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from du_cli.cli.examples import comparison_in
from du_cli.dataset.load import load
from du_cli.dataset.shown import Shown, shown
from du_cli.rules import check, check_change

RULES_FOLDER = Path(__file__).parent / "rules"
_AT = "at: "


class Expected(NamedTuple):
    """What ``expected.txt`` says: the date to check at, and one line a finding in the order they are shown."""

    at: date
    lines: tuple[str, ...]


def example_folders() -> tuple[Path, ...]:
    """Every example folder, by rule and name."""
    return tuple(sorted(path for path in RULES_FOLDER.glob("*/*") if path.is_dir()))


def example_files(folder: Path) -> dict[str, bytes]:
    """The files under a folder's ``data/``, by paths such as ``data/members.yaml``; hidden ones are left out."""
    paths = (path for path in sorted((folder / "data").rglob("*")) if path.is_file())
    named = {path.relative_to(folder): path for path in paths}
    return {inner.as_posix(): path.read_bytes() for inner, path in named.items() if not _hidden(inner)}


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def expected(folder: Path) -> Expected:
    """What a folder's ``expected.txt`` says."""
    first, *lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    if not first.startswith(_AT):
        message = f"{folder}: the first line is to be {_AT}and a date"
        raise ValueError(message)
    return Expected(date.fromisoformat(first.removeprefix(_AT)), tuple(lines))


def write_expected(folder: Path, answer: Expected) -> None:
    """Write a folder's ``expected.txt``."""
    text = "\n".join([f"{_AT}{answer.at}", *answer.lines, ""])
    (folder / "expected.txt").write_text(text, encoding="utf-8", newline="\n")


def folder_lines(folder: Path, at: date) -> tuple[str, ...]:
    """What a check of an example says, of a change where it shows one."""
    change = comparison_in(folder, at)
    if change is None:
        return outcome_lines(example_files(folder), at)
    return tuple(map(outcome_line, shown(check_change(change), change.head)))


def outcome_lines(files: Mapping[str, bytes], at: date) -> tuple[str, ...]:
    """Every answer of a check as ``CODE outcome severity path:line:column record subject``, in the order shown."""
    return tuple(map(outcome_line, shown_answers(files, at)))


def shown_answers(files: Mapping[str, bytes], at: date) -> tuple[Shown, ...]:
    """Every answer of a check, ready to be shown."""
    dataset = load(files, at)
    return shown(check(dataset), dataset)


def outcome_line(one: Shown) -> str:
    """One answer as ``CODE outcome severity path:line:column record subject``, with ``-`` for what is empty."""
    found = one.finding
    place = f"{one.path}:{one.line}:{one.column}"
    return " ".join(part or "-" for part in (found.code, found.outcome, found.severity, place, found.record, found.subject))
