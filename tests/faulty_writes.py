"""A write that is killed at every one of its system calls in turn; run by test_writing.py in a process of its own.

Usage: faulty_writes.py FOLDER. For each call number a fresh committee is written to and the process stopped there,
before the call, after it, or (for a write) half way through; then the next command runs and the files are compared.
So are a write that is taken back because it cannot be committed and, for some of the writes, the mending.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

from du_cli.cli import run
from du_cli.errors import DuError, GitError
from du_cli.workspace import open_snapshot
from du_cli.writing import Request, apply, recover

PLAIN = Request()
CALLS = ("open", "write", "fsync", "replace", "unlink", "mkdir", "rmdir", "close", "fchmod")
MANDATE = "committee: {id: a, name: A, language: nb}\nversions:\n  - {id: '1', seats: [], clauses: []}\n"
OLD = {"data/mandate.yaml": MANDATE.encode(), "data/members.yaml": b"members: []\n", "data/organisations.yaml": b"organisations: []\n"}
NEW = {
    "data/members.yaml": b"members: [] # ny\n",
    "data/cases/2026/001.yaml": b"# ny sak\n",
    "data/meetings/2026/2026-02-03.yaml": b"# nytt m\xc3\xb8te\n",
    "data/organisations.yaml": None,
}
WANTED = {path: data for path, data in {**OLD, **NEW}.items() if data is not None}


def files(root: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def stopping_at(stop: int, moment: str) -> None:
    """Make one of the system calls from here on the last one of this process."""
    calls = 0

    def killing(name: str):  # noqa: ANN202 - stands in for any of the calls
        real = getattr(os, name)

        def call(*arguments, **named):  # noqa: ANN002, ANN003, ANN202
            nonlocal calls
            calls += 1
            if calls != stop:
                return real(*arguments, **named)
            if moment == "half" and name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if moment == "after":
                real(*arguments, **named)
            os._exit(3)

        return call

    for name in CALLS:
        setattr(os, name, killing(name))


def killed(action: Callable[[], object], stop: int, moment: str) -> bool:
    """Whether something done in a process of its own was stopped at a call; it may be that there are not so many."""
    child = os.fork()
    if child == 0:
        stopping_at(stop, moment)
        action()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3


def refusing() -> str:
    """A commit that git refuses."""
    message = "nei"
    raise GitError(message)


def begun(root: Path, stop: int, moment: str, request: Request = PLAIN) -> bool:
    """A fresh committee, written to until a call; whether the write was stopped there."""
    for path, data in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    read = open_snapshot(root, date(2026, 1, 1)).files

    def write() -> None:
        with suppress(DuError):
            apply(root, read, NEW, request)

    return killed(write, stop, moment)


def judged(root: Path, name: str, *, stopped: bool) -> None:
    """Say what the files are after a kill, and after the next command."""
    torn = {path: data for path, data in files(root).items() if "/." not in path and path.startswith("data/")}
    whole = all(torn.get(path) in (OLD.get(path), WANTED.get(path)) for path in {*OLD, *WANTED, *torn})
    run(["--root", str(root), "--lang", "en", "members", "list", "--at", "2026-01-01"])
    after = files(root)
    state = "old" if after == OLD else "new" if after == WANTED else "MIXED"
    sys.stderr.write(f"= {name} {'whole' if whole else 'TORN'} {state} {'killed' if stopped else 'complete'}\n")


def main(folder: Path) -> None:
    """Stop a write at every call, and what mends it at every call too; one line each on standard error."""
    for moment in ("before", "after", "half"):
        for stop in count(1):
            root = folder / f"{moment}-{stop}"
            stopped = begun(root, stop, moment)
            judged(root, f"{moment} {stop}", stopped=stopped)
            if not stopped:
                break
    for stop in count(1):
        root = folder / f"refused-{stop}"
        stopped = begun(root, stop, "before", Request(commit=refusing))
        judged(root, f"refused {stop}", stopped=stopped)
        if not stopped:
            break
    for stop in (7, 30, 53, 57, 62, 70):
        for again in count(1):
            root = folder / f"again-{stop}-{again}"
            begun(root, stop, "before")
            stopped = killed(lambda root=root: recover(root), again, "before")
            judged(root, f"again {stop}-{again}", stopped=stopped)
            if not stopped:
                break


if __name__ == "__main__":
    main(Path(sys.argv[1]))
