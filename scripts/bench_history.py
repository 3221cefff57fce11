"""An invented committee's history in git, with as many commits as asked for: the same on every run.

python scripts/bench_history.py DIR COMMITS
"""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

import bench_data

_ROSTER: Final = 5
"""Every fifth commit is about a member."""

_START: Final = datetime(2016, 1, 4, 9, tzinfo=UTC)
_MEMBERS: Final = "data/members.yaml"


def write(root: Path, commits: int) -> None:
    """Make a repository with ``commits`` commits: a fifth about members, the others about cases; the last is checked out."""
    _git(root.parent, "init", "--quiet", "--initial-branch=main", str(root))
    _git(root, "fast-import", "--quiet", given=b"".join(_commits(commits)))
    _git(root, "reset", "--quiet", "--hard", "main")


def _git(folder: Path, *arguments: str, given: bytes = b"") -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], input=given, check=True)  # noqa: S603, S607 - our own


def _commits(commits: int) -> Iterator[bytes]:
    files = bench_data.committee()
    yield _commit(0, "utvalget begynner", files)
    roster, cases = files[_MEMBERS], _cases()
    for number in range(1, commits):
        if number % _ROSTER == 0:
            roster = _moved_on(roster, number // _ROSTER)
            yield _commit(number, "medlem endret", {_MEMBERS: roster})
        else:
            path, text = next(cases)
            yield _commit(number, "sak endret", {path: text})


def _cases() -> Iterator[tuple[str, str]]:
    """Case after case, each as it grows: proposed, prepared, sent out, answered once more each time, concluded."""
    for path, text in map(bench_data.case, count()):
        lines = text.split("\n")
        status = next(line for line in lines if line.startswith("status:"))
        for stage, end in _stages(lines):
            yield path, "\n".join(f"status: {stage}" if line == status else line for line in [*lines[:end], ""])
        yield path, text


def _stages(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Each stage of a case before its last, and how many of its lines are written by then."""
    begun = lines.index("recusals: []")
    yield from (("proposed", begun), ("in_preparation", begun))
    answers = [number for number, line in enumerate(lines) if line.startswith("    - {member: ")]
    yield from (("in_written_procedure", number) for number in answers)


def _moved_on(roster: str, number: int) -> str:
    """The roster with one person's position changed."""
    people = roster.split("  - id: ")
    place = number % (len(people) - 1) + 1
    lines = (f"    title: Stilling {number}" if line.startswith("    title:") else line for line in people[place].split("\n"))
    people[place] = "\n".join(lines)
    return "  - id: ".join(people)


def _commit(number: int, subject: str, files: dict[str, str]) -> bytes:
    when = int((_START + timedelta(hours=6 * number)).timestamp())
    said = _data(f"{subject} ({number})\n")
    parts = [f"commit refs/heads/main\ncommitter Kari Eksempel <kari@example.org> {when} +0100\n".encode(), said]
    for path, text in files.items():
        parts += [f"M 100644 inline {path}\n".encode(), _data(text)]
    return b"".join(parts)


def _data(text: str) -> bytes:
    data = text.encode()
    return f"data {len(data)}\n".encode() + data + b"\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
