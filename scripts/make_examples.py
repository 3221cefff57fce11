"""Make examples/data by playing examples/diary.txt: every entry one command and one commit, in a new repository.

python scripts/make_examples.py          write examples/data
python scripts/make_examples.py --check  change nothing; 1 when it is not what the diary makes
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from du_cli.cli import run

TOP = Path(__file__).parent.parent
EXAMPLES = TOP / "examples"
DIARY = EXAMPLES / "diary.txt"
BY_HAND = "by-hand"
"""The word for an entry that is no command: a text of examples/by-hand put at the end of a file, and committed."""

WARNINGS = "Advarsler:"
"""The word for which warnings there are from then on, after every entry."""

IDENTITY = ("Oppdiktet Sekretær", "sekretaer@example.org")
SETTINGS = {"gc.auto": "0", "core.fsync": "none", "core.autocrlf": "false", "commit.gpgsign": "false"}


class Entry(NamedTuple):
    """An entry of the diary: its line, its day, the words of the command, and the codes of the warnings there are after it."""

    line: int
    day: str
    words: tuple[str, ...]
    warnings: frozenset[str]


def entries(text: str) -> Iterator[Entry]:
    """The diary's entries in order. A line that begins with a space goes on with the one above; # begins a remark."""
    line, day, words, warnings = 0, "", "", frozenset[str]()
    for number, row in enumerate([*text.splitlines(), "# end"], 1):
        if row.startswith(" "):
            words += row
            continue
        if words:
            yield Entry(line, day, tuple(shlex.split(words)), warnings)
        line, day, words = number, row[:10], row[10:] if row[:1].isdecimal() else ""
        if row.startswith(WARNINGS):
            warnings = frozenset(re.findall("DU[0-9]+", row))


def play(root: Path) -> Iterator[Entry]:
    """Begin a repository in ``root`` with examples/start, and do one entry of the diary each time the next is asked for."""
    shutil.copytree(EXAMPLES / "start", root, dirs_exist_ok=True)
    found = tuple(entries(DIARY.read_text(encoding="utf-8")))
    with environment(found[0].day):
        git(root, "init", "--quiet", "--initial-branch", "main")
        git(root, "add", "data")
        git(root, "commit", "--quiet", "-m", "start")
    for entry in found:
        with environment(entry.day):
            do(root, entry)
        yield entry


def do(root: Path, entry: Entry) -> None:
    """Do what an entry says, and commit it; ends the program with what was answered when it could not be done."""
    if entry.words[0] == BY_HAND:
        put(root, *entry.words[1:])
        return
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run([*entry.words, "--root", str(root), "--at", entry.day, "--lang", "nb", "--commit"])
    if code:
        sys.exit(f"{DIARY.relative_to(TOP)}:{entry.line}: {shlex.join(entry.words)}\n{said.getvalue()}")


def put(root: Path, path: str, source: str, message: str) -> None:
    """Put a text at the end of a file, or make the file, and commit it: what has no command."""
    with (root / path).open("a", encoding="utf-8") as file:
        file.write((EXAMPLES / BY_HAND / source).read_text(encoding="utf-8"))
    git(root, "add", path)
    git(root, "commit", "--quiet", "-m", message)


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder; raises when it refuses."""
    subprocess.run(["git", "-C", str(root), *arguments], check=True)  # noqa: S603, S607 - git, by the name the path gives it


@contextmanager
def environment(day: str) -> Iterator[None]:
    """The same identity, settings and time for git on every machine, at noon of a day."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    for who in ("AUTHOR", "COMMITTER"):
        os.environ |= {f"GIT_{who}_NAME": IDENTITY[0], f"GIT_{who}_EMAIL": IDENTITY[1], f"GIT_{who}_DATE": f"{day}T12:00:00+0100"}
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_COUNT": str(len(SETTINGS))}
    for number, (key, value) in enumerate(SETTINGS.items()):
        os.environ |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def texts(root: Path) -> dict[str, bytes]:
    """Every file of a committee's data, by path from the root."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.glob("data/**/*")) if path.is_file()}


def main(arguments: list[str]) -> int:
    """Write or check examples/data; a file the diary does not make is removed."""
    check = "--check" in arguments
    with TemporaryDirectory() as folder:
        for _ in play(Path(folder)):
            pass
        made = texts(Path(folder))
    there = texts(EXAMPLES)
    stale = sorted(path for path in made.keys() | there.keys() if made.get(path) != there.get(path))
    for path in stale:
        print(f"examples/{path}: {'not what the diary makes; run make fix' if check else 'written'}")
    if stale and not check:
        shutil.rmtree(EXAMPLES / "data", ignore_errors=True)
        for path, data in made.items():
            (EXAMPLES / path).parent.mkdir(parents=True, exist_ok=True)
            (EXAMPLES / path).write_bytes(data)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
