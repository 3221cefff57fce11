"""The files of a change on disk: one writer at a time, nothing of somebody else's overwritten, all or nothing."""

import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from du_cli.dataset.kinds import kind_of
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, refusal
from du_cli.writing.journal import (
    Step,
    Write,
    begin,
    beside,
    commit,
    complete,
    current,
    digest,
    finish,
    interrupted,
    named,
    put,
    settle,
    target,
    undo,
)

Files = Mapping[str, bytes | None]
"""New texts by path from the root; None: the file is removed."""

PATIENCE: Final = 10.0
"""Seconds to wait for another writer."""


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """The committee's folder to ourselves; raises ``DuError`` when somebody else keeps it."""
    try:
        import fcntl
    except ImportError:
        raise DuError(N_("This system has no file locks that du-cli knows, so nothing is written.")) from None
    handle = os.open(root, os.O_RDONLY)
    end = time.monotonic() + PATIENCE
    try:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if time.monotonic() > end:
                raise DuError(N_("Another du-cli is writing to {path}. Nothing was written; try again."), path=str(root))
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def recover(root: Path) -> Message | None:
    """Complete or undo a write that was interrupted, and say so; None where there is none."""
    if not interrupted(root):
        return None
    with _locked(root):
        try:
            return finish(root)
        except OSError as error:
            message = N_("An earlier write was interrupted, and cannot be completed: {path}: {why}.")
            raise DuError(message, path=named(root, error), why=refusal(error)) from error


def apply(root: Path, read: Mapping[str, bytes], files: Files) -> None:
    """Write the new texts of all these files, or of none.

    ``read`` is what was read: raises ``DuError`` when a file holds something else now, or cannot be written;
    nothing is written then. After an interruption every file is old or new, and ``recover`` makes them all the same.
    """
    with _locked(root):
        finish(root)
        write = _planned(root, read, files)
        try:
            begin(root, write)
            _put_beside(root, files, write)
            commit(root)
        except OSError as error:
            undo(root, write)
            raise _refused(root, error) from error
        try:
            complete(root, write)
        except OSError as error:
            message = N_("{path} cannot be replaced: {why}. The next command will complete the write.")
            raise DuError(message, path=named(root, error), why=refusal(error)) from error


def _refused(root: Path, error: OSError) -> DuError:
    return DuError(N_("{path} cannot be written: {why}. Nothing was written."), path=named(root, error), why=refusal(error))


def _planned(root: Path, read: Mapping[str, bytes], files: Files) -> Write:
    """What to write; raises ``DuError`` when a file does not hold what was read."""
    steps = []
    for path in sorted(files):
        try:
            now = current(target(root, path))
        except OSError as error:
            raise _refused(root, error) from error
        if now != read.get(path):
            raise DuError(N_("{path} was changed by somebody else meanwhile. Nothing was written; try again."), path=path)
        if now is None:
            _refuse_taken(root, path)
        steps.append(Step(path, files[path] is None, digest(now)))
    return Write(tuple(steps), tuple(_missing_folders(root, files)))


def _refuse_taken(root: Path, path: str) -> None:
    """Raise ``DuError`` when a file of another name has the id that a new one is to have: two cases were raised at once."""
    new, folder = kind_of(path), Path(path).parent
    if new is None or new.id is None or not (root / folder).is_dir():
        return
    for name in sorted(os.listdir(root / folder)):  # noqa: PTH208 - names are all that is asked for
        other = (folder / name).as_posix()
        if kind_of(other) == new:
            message = N_("{other} has taken the number of {path} meanwhile. Nothing was written; try again.")
            raise DuError(message, other=other, path=path)


def _missing_folders(root: Path, files: Files) -> list[str]:
    folders = {parent.as_posix() for path in files for parent in Path(path).parents}
    return sorted((folder for folder in folders if not (root / folder).exists()), key=len)


def held(path: Path) -> bytes | None:
    """What a file holds now, None where there is none; raises ``DuError`` when it cannot be read."""
    try:
        return current(str(path))
    except OSError as error:
        raise DuError(N_("{path} cannot be read: {why}."), path=str(path), why=refusal(error)) from error


def replace(path: Path, data: bytes) -> None:
    """Write one file of its own, whole or not at all; its folder must be there. Raises ``DuError`` when it cannot be written."""
    folder, name = path.parent, path.name
    if not folder.is_dir():
        raise DuError(N_("There is no folder {path}. Make it first, or choose another place."), path=str(folder))
    try:
        put(beside(folder, name), data, _mode(folder, name))
        os.replace(beside(folder, name), target(folder, name))  # noqa: PTH105
        settle([os.path.dirname(target(folder, name))])  # noqa: PTH120
    except OSError as error:
        with suppress(OSError):
            os.unlink(beside(folder, name))  # noqa: PTH108
        raise DuError(N_("{path} cannot be written: {why}."), path=str(path), why=refusal(error)) from error


def with_lines(there: bytes, lines: bytes) -> bytes:
    """A text with those of some lines at its end that it lacks."""
    missing = [line for line in lines.splitlines() if line not in there.splitlines()]
    gap = b"\n" if missing and there and not there.endswith(b"\n") else b""
    return there + gap + b"".join(line + b"\n" for line in missing)


def _mode(root: Path, path: str) -> int | None:
    """The mode a file has; None where there is none."""
    place = Path(target(root, path))
    return stat.S_IMODE(place.stat().st_mode) if place.exists() else None


def _put_beside(root: Path, files: Files, write: Write) -> None:
    for folder in write.made:
        os.mkdir(root / folder)  # noqa: PTH102 - every step of a write is one plain system call, which the tests interrupt
        settle([str((root / folder).parent)])
    texts = {path: data for path, data in files.items() if data is not None}
    for path, data in texts.items():
        put(beside(root, path), data, _mode(root, path))
    settle(os.path.dirname(beside(root, path)) for path in texts)  # noqa: PTH120
