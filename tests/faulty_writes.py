"""A write that is killed at every one of its system calls in turn; run by test_writing.py in a process of its own.

Usage: faulty_writes.py FOLDER. For each call number a fresh committee is written to and the process stopped there,
before the call, after it, or (for a write) half way through; then the next command runs and the files are compared.
"""

import os
import sys
from datetime import date
from pathlib import Path

from du_cli.cli import run
from du_cli.workspace import open_snapshot
from du_cli.writing import apply

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


def write_until(root: Path, stop: int, moment: str) -> None:
    """Write the change, and stop this process at one call; returns when there are not so many."""
    count = 0
    dataset = open_snapshot(root, date(2026, 1, 1))

    def killing(name: str):  # noqa: ANN202 - stands in for any of the calls
        real = getattr(os, name)

        def call(*arguments, **named):  # noqa: ANN002, ANN003, ANN202
            nonlocal count
            count += 1
            if count != stop:
                return real(*arguments, **named)
            if moment == "half" and name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if moment == "after":
                real(*arguments, **named)
            os._exit(3)

        return call

    for name in CALLS:
        setattr(os, name, killing(name))
    apply(root, dataset.files, NEW)


def killed(root: Path, stop: int, moment: str) -> bool:
    """Whether a write in a process of its own was stopped at a call."""
    child = os.fork()
    if child == 0:
        write_until(root, stop, moment)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3


def main(folder: Path) -> None:
    """Stop at every call and say what was found, one line each: call, moment, what the files are."""
    for moment in ("before", "after", "half"):
        stop = 0
        while True:
            stop += 1
            root = folder / f"{moment}-{stop}"
            for path, data in OLD.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(data)
            stopped = killed(root, stop, moment)
            torn = {path: data for path, data in files(root).items() if "/." not in path and path.startswith("data/")}
            whole = all(torn.get(path) in (OLD.get(path), WANTED.get(path)) for path in {*OLD, *WANTED, *torn})
            run(["--root", str(root), "--lang", "en", "members", "list", "--at", "2026-01-01"])
            after = files(root)
            state = "old" if after == OLD else "new" if after == WANTED else "MIXED"
            sys.stderr.write(f"= {moment} {stop} {'whole' if whole else 'TORN'} {state} {'killed' if stopped else 'complete'}\n")
            if not stopped:
                break


if __name__ == "__main__":
    main(Path(sys.argv[1]))
