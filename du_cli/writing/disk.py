"""The files of a change on disk: one writer at a time, nothing of somebody else's overwritten, all or nothing."""

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from du_cli import git, own
from du_cli.dataset.kinds import kind_of
from du_cli.errors import DuError, GitError
from du_cli.i18n import N_, fill, reason
from du_cli.writing import journal
from du_cli.writing.journal import Mended, Step, Write, beside, current, named, put, settle, target

Files = Mapping[str, bytes | None]
"""New texts by path from the root; None: the file is removed."""

PATIENCE: Final = 10.0
"""Seconds to wait for another writer."""


class ChangedError(DuError):
    """Other files than those to be written have changed since they were read: the change must be judged anew."""


class Request(NamedTuple):
    """What a write goes with: the command that asks for it, how all files are read anew, and the commit to be made of it, if any."""

    asked: str = ""
    now: Callable[[], Mapping[str, bytes]] | None = None
    commit: Callable[[], str] | None = None


_PLAIN: Final = Request()


@contextmanager
def _locked(root: Path, patience: float) -> Iterator[bool]:
    """The committee's folder to ourselves; False when somebody else keeps it for longer than we wait."""
    try:
        import fcntl
    except ImportError:
        raise DuError(N_("This system has no file locks that du-cli knows, so nothing is written.")) from None
    handle = os.open(root, os.O_RDONLY)
    end = time.monotonic() + patience
    try:
        while not (ours := _taken(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB)) and time.monotonic() < end:
            time.sleep(0.02)
        yield ours
    finally:
        os.close(handle)


def _taken(lock: Callable[[int, int], None], handle: int, how: int) -> bool:
    try:
        lock(handle, how)
    except BlockingIOError:
        return False
    return True


def recover(root: Path) -> Mended | None:
    """Complete or undo a write that was interrupted, and say so; None where there is none, or one that is still at work."""
    if not own.unfinished(str(root)):
        return None
    with _locked(root, 0) as ours:
        try:
            return journal.mend(root, lambda write: _committed(root, write)) if ours else None
        except OSError as error:
            message = N_("An earlier write was interrupted, and cannot be put right: {path}: {why}.")
            raise DuError(message, path=named(root, error), why=reason(error)) from error


def _committed(root: Path, write: Write) -> bool:
    """Whether git has the files of a write in a commit."""
    try:
        return not git.uncommitted(root, [step.path for step in write.steps])
    except GitError:
        return False


def apply(root: Path, read: Mapping[str, bytes], files: Files, request: Request = _PLAIN) -> str | None:
    """Write the new texts of all these files, or of none, and make the commit that is asked for: its name.

    ``read`` is what was read: raises ``DuError`` when a file holds something else now, cannot be written or cannot be
    committed, and ``ChangedError`` when it is another file that does; nothing is written then. After an interruption
    every file is old or new, and ``recover`` makes them all the same.
    """
    with _locked(root, PATIENCE) as ours:
        if not ours:
            raise DuError(N_("Another du-cli is writing to {path}. Nothing was written; try again."), path=str(root))
        journal.mend(root, lambda write: _committed(root, write))
        write = _planned(root, read, files)._replace(asked=request.asked, commits=request.commit is not None)
        if request.now and {**request.now(), **dict.fromkeys(files)} != {**read, **dict.fromkeys(files)}:
            raise ChangedError(N_("The data was changed by somebody else meanwhile. Nothing was written; try again."))
        _write(root, write)
        name = _commit(root, write, request.commit) if request.commit else None
        journal.forget(root)
        return name


def _write(root: Path, write: Write) -> None:
    texts = {step.path: (step.after, step.mode) for step in write.steps}
    try:
        journal.begin(root, write)
        for folder in write.made:
            os.mkdir(root / folder)  # noqa: PTH102 - every step of a write is one plain system call, which the tests interrupt
            settle([str((root / folder).parent)])
        journal.prepare(root, texts)
    except OSError as error:
        journal.drop(root, write)
        raise _refused(root, error) from error
    try:
        journal.carry_out(root, texts)
    except OSError as error:
        message = N_("{path} cannot be replaced: {why}. The next command will put it right.")
        raise DuError(message, path=named(root, error), why=reason(error)) from error


def _commit(root: Path, write: Write, commit: Callable[[], str]) -> str:
    """Commit what was written; when git refuses, the files are as they were, unless a hook has changed them."""
    try:
        return commit()
    except GitError as refused:
        why = fill(refused.message, refused.values)
        if any(current(target(root, step.path)) != step.after for step in write.steps):
            journal.forget(root)
            raise DuError(N_("The files are written, but not committed. {why}"), why=why) from refused
        try:
            journal.take_back(root, write)
        except OSError as error:
            message = N_("{path} cannot be replaced: {why}. The next command will put it right.")
            raise DuError(message, path=named(root, error), why=reason(error)) from error
        raise DuError(N_("Nothing was written, because it could not be committed. {why}"), why=why) from refused


def _refused(root: Path, error: OSError) -> DuError:
    return DuError(N_("{path} cannot be written: {why}. Nothing was written."), path=named(root, error), why=reason(error))


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
        steps.append(Step(path, now, files[path], _mode(root, path)))
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
        raise DuError(N_("{path} cannot be read: {why}."), path=str(path), why=reason(error)) from error


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
        raise DuError(N_("{path} cannot be written: {why}."), path=str(path), why=reason(error)) from error


def with_lines(there: bytes, lines: bytes) -> bytes:
    """A text with those of some lines at its end that it lacks."""
    missing = [line for line in lines.splitlines() if line not in there.splitlines()]
    gap = b"\n" if missing and there and not there.endswith(b"\n") else b""
    return there + gap + b"".join(line + b"\n" for line in missing)


def _mode(root: Path, path: str) -> int | None:
    """The mode a file has; None where there is none."""
    place = Path(target(root, path))
    return stat.S_IMODE(place.stat().st_mode) if place.exists() else None
