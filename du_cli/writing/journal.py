"""The journal of a write: from which point it counts as done, and how it is completed or undone after an interruption."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from du_cli.dataset.kinds import DATA
from du_cli.errors import DuError
from du_cli.i18n import N_, Message

FOLDER: Final = ".du"
INTENT: Final = ".du/intent.json"
"""What is about to be written, while the new texts are put beside the files."""

JOURNAL: Final = ".du/journal.json"
"""The same, from the moment all new texts are on disk: from here on the write is completed, never undone."""


class Step(NamedTuple):
    """One file of a write."""

    path: str
    removed: bool
    was: str | None
    """SHA-256 of what the file held; None for a new one."""


class Write(NamedTuple):
    """A whole write: its files, and the folders made for them, outermost first."""

    steps: tuple[Step, ...]
    made: tuple[str, ...]


def digest(data: bytes | None) -> str | None:
    """The SHA-256 of what a file holds; None for no file."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def current(path: str) -> bytes | None:
    """What a file holds now; None where there is none."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None


def target(root: Path, path: str) -> str:
    """Where a path of the data leads, links followed."""
    return os.path.realpath(root / path)


def beside(root: Path, path: str) -> str:
    """Where the new text of a file lies until it takes its place."""
    folder, name = os.path.split(target(root, path))
    return f"{folder}/.{name}.du-new"


_BESIDE: Final = re.compile(r"\.(.+)\.du-new")


def named(root: Path, error: OSError) -> str:
    """The file an error is about, as a person knows it; the committee's folder where it is none of theirs."""
    path = Path(error.filename or root)
    if path.is_relative_to(root / FOLDER):
        return str(root)
    return str(path.with_name(_BESIDE.sub(r"\1", path.name)))


def put(path: str, data: bytes, mode: int | None = None) -> None:
    """Write a file and see it on disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666)
    try:
        while data:
            data = data[os.write(handle, data) :]
        if mode is not None:
            os.fchmod(handle, mode)
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(folders: Iterable[str]) -> None:
    """See the names in some folders on disk."""
    for folder in dict.fromkeys(folders):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def begin(root: Path, write: Write) -> None:
    """Say what is about to be written."""
    with suppress(FileExistsError):
        os.mkdir(root / FOLDER)  # noqa: PTH102 - every step of a write is one plain system call, which the tests interrupt
    put(str(root / INTENT), json.dumps(write).encode())
    settle([str(root / FOLDER), str(root)])


def commit(root: Path) -> None:
    """The point of no return: all new texts are on disk beside their files."""
    os.replace(root / INTENT, root / JOURNAL)  # noqa: PTH105


def complete(root: Path, write: Write) -> None:
    """Put the new texts in their places, as many as are not there yet."""
    settle([str(root / FOLDER)])
    for step in _waiting(root, write):
        if step.removed:
            os.unlink(target(root, step.path))  # noqa: PTH108
        else:
            os.replace(beside(root, step.path), target(root, step.path))  # noqa: PTH105
    settle(os.path.dirname(target(root, step.path)) for step in write.steps)  # noqa: PTH120
    _forget(root, JOURNAL)


def _waiting(root: Path, write: Write) -> list[Step]:
    """The steps not taken yet; raises ``DuError`` when somebody has changed one of their files meanwhile."""
    left = [step for step in write.steps if os.path.lexists(target(root, step.path) if step.removed else beside(root, step.path))]
    for step in left:
        if digest(current(target(root, step.path))) != step.was:
            message = N_(
                "{path} was changed while a write to it was unfinished. The text that was to be written is in {beside}: "
                "put what you need of it into the file, and delete {beside} and {journal}."
            )
            raise DuError(message, path=step.path, beside=os.path.relpath(beside(root, step.path), root), journal=JOURNAL)
    return left


def undo(root: Path, write: Write) -> None:
    """Remove what was put beside the files; the files themselves are as they were."""
    for step in write.steps:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(beside(root, step.path))  # noqa: PTH108
    for folder in reversed(write.made):
        with suppress(OSError):
            os.rmdir(root / folder)  # noqa: PTH106
    _forget(root, INTENT)


def _forget(root: Path, name: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(root / name)  # noqa: PTH108
    with suppress(OSError):
        settle([str(root / FOLDER)])  # one that comes back is found again and changes nothing
    with suppress(OSError):
        os.rmdir(root / FOLDER)  # noqa: PTH106 - stays when it holds anything else


def interrupted(root: Path) -> bool:
    """Whether a write was begun and not ended."""
    return (root / JOURNAL).exists() or (root / INTENT).exists()


def finish(root: Path) -> Message | None:
    """Complete a write that was interrupted, or undo one that had not come to its point of no return."""
    if (found := current(str(root / JOURNAL))) is not None:
        write = _understood(found)
        if write is None:
            raise DuError(N_("{journal} is not a journal of du-cli. Look at it, and delete it."), journal=JOURNAL)
        complete(root, write)
        return Message(N_("An earlier write was interrupted; it has now been completed: {files}."), _files(write))
    if (found := current(str(root / INTENT))) is not None:
        write = _understood(found) or Write((), ())
        undo(root, write)
        return Message(N_("An earlier write was interrupted before anything was changed; what it left behind has been removed."))
    return None


def _files(write: Write) -> Mapping[str, object]:
    return {"files": tuple(step.path for step in write.steps)}


def _understood(data: bytes) -> Write | None:
    """A journal's write; None for a text that is none, or that names anything outside the data."""
    try:
        steps, made = json.loads(data)
        write = Write(tuple(Step(*step) for step in steps), tuple(made))
        inside = all(_inside(path) for path in (*(step.path for step in write.steps), *write.made))
    except (ValueError, TypeError, AttributeError):
        return None
    return write if inside else None


def _inside(path: str) -> bool:
    """Whether a path lies in the data or is one of the files that ``init`` and ``schema write`` make beside it."""
    return (path.startswith(DATA) and ".." not in path.split("/")) or re.fullmatch(_OWN, path) is not None


_OWN: Final = r"\.gitignore|\.vscode(/settings\.json)?|schemas|(schemas/)?[a-z]+\.schema\.json"
