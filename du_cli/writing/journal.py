"""The journal of a write: what each file held and is to hold, from before the first of them changes until all is done."""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from du_cli import own
from du_cli.dataset.kinds import DATA
from du_cli.errors import DuError
from du_cli.i18n import N_, Message


class Step(NamedTuple):
    """One file of a write: what it held and is to hold, None for no file; and the mode it has, None for the usual one."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None


class Write(NamedTuple):
    """A whole write: its files, the folders made for them (outermost first), the command that asked for it, and whether it commits."""

    steps: tuple[Step, ...]
    made: tuple[str, ...] = ()
    asked: str = ""
    commits: bool = False


class Mended(NamedTuple):
    """What became of a write that was interrupted: what to say, the files that now hold what it was to write, and who had asked."""

    message: Message
    files: tuple[str, ...] = ()
    asked: str = ""


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
    """The file an error is about, as a person knows it; for one of our own the folder in which we keep those."""
    path, ours = Path(error.filename or root), Path(own.journal(str(root))).parent
    if path.is_relative_to(ours):
        return str(ours.parent)
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
    """Note what is about to be written; from here on the next command puts things right, whatever happens to this one."""
    journal = own.journal(str(root))
    folder = os.path.dirname(journal)
    with suppress(FileExistsError):
        os.mkdir(folder)
    put(f"{journal}.new", json.dumps(_plain(write)).encode())
    os.replace(f"{journal}.new", journal)
    settle([folder, os.path.dirname(folder)])


def prepare(root: Path, texts: Mapping[str, tuple[bytes | None, int | None]]) -> None:
    """Put texts, by path with their modes, on disk beside their files."""
    for path, (data, mode) in texts.items():
        if data is not None:
            put(beside(root, path), data, mode)
    settle(os.path.dirname(beside(root, path)) for path, (data, _mode) in texts.items() if data is not None)


def carry_out(root: Path, texts: Mapping[str, tuple[bytes | None, int | None]]) -> None:
    """Put prepared texts in their places, and remove the files that are to be none."""
    for path, (data, _mode) in texts.items():
        if data is None:
            with suppress(FileNotFoundError):
                os.unlink(target(root, path))
        else:
            os.replace(beside(root, path), target(root, path))
    settle(folder for path in texts if os.path.isdir(folder := os.path.dirname(target(root, path))))


def take_back(root: Path, write: Write) -> tuple[str, ...]:
    """Give the files that a write has changed what they held before; their paths."""
    changed = {step.path: (step.before, step.mode) for step in write.steps if current(target(root, step.path)) == step.after}
    prepare(root, changed)
    carry_out(root, changed)
    drop(root, write)
    return tuple(changed)


def drop(root: Path, write: Write) -> None:
    """Remove what a write has left beside the files and the folders it has put nothing in, and forget it."""
    for step in write.steps:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(beside(root, step.path))
    for folder in reversed(write.made):
        with suppress(OSError):
            os.rmdir(root / folder)
    forget(root)


def forget(root: Path) -> None:
    """Remove the journal: the write is done, or was taken back."""
    journal = own.journal(str(root))
    for name in (journal, f"{journal}.new"):
        with suppress(FileNotFoundError):
            os.unlink(name)
    with suppress(OSError):
        settle([os.path.dirname(journal)])  # one that comes back is found again and changes nothing
    with suppress(OSError):
        os.rmdir(os.path.dirname(journal))  # stays when it holds anything else


def mend(root: Path, committed: Callable[[Write], bool]) -> Mended | None:
    """Complete a write that was interrupted, or undo it: one that had changed nothing yet, or was to be committed and is not.

    A file that somebody has changed since is left alone, and the others are then as they were before. ``committed`` says
    whether a commit has been made of a write.
    """
    if not own.unfinished(str(root)):
        return None
    found = current(own.journal(str(root)))
    write = Write(()) if found is None else _understood(root, found)
    if write is None:
        raise DuError(N_("{journal} is not a journal of du-cli. Look at it, and delete it."), journal=own.journal(str(root)))
    now = {step.path: current(target(root, step.path)) for step in write.steps}
    others = tuple(step.path for step in write.steps if now[step.path] not in (step.before, step.after))
    done = tuple(step.path for step in write.steps if now[step.path] == step.after != step.before)
    if not done and not others:
        drop(root, write)
        return Mended(Message(N_("An earlier write was interrupted before anything was changed; what it left behind has been removed.")))
    if others:
        return _left(root, write, others)
    return _ended(root, write, committed)


def _left(root: Path, write: Write, others: tuple[str, ...]) -> Mended:
    """Undo a write of which somebody has changed files since."""
    files = take_back(root, write)
    if not files:
        text = N_("An earlier write was interrupted, and changes have been made in {others} since. Nothing else of it was written.")
        return Mended(Message(text, {"others": others}))
    text = N_(
        "An earlier write was interrupted, and changes have been made in {others} since. What else it had written was taken back: {files}."
    )
    return Mended(Message(text, {"others": others, "files": files}))


def _ended(root: Path, write: Write, committed: Callable[[Write], bool]) -> Mended:
    """Complete a write, or undo one that was to be committed and is not."""
    if write.commits and not committed(write):
        text = N_("An earlier write was interrupted before it was committed, and was taken back: {files}.")
        return Mended(Message(text, {"files": take_back(root, write)}))
    waiting = {step.path: (step.after, step.mode) for step in write.steps if current(target(root, step.path)) != step.after}
    prepare(root, waiting)
    carry_out(root, waiting)
    drop(root, write)
    files = tuple(step.path for step in write.steps)
    if write.commits:
        text = N_("An earlier write was interrupted when it was committed already: {files}.")
        return Mended(Message(text, {"files": files}), (), write.asked)
    text = N_("An earlier write was interrupted; it has now been completed: {files}.")
    return Mended(Message(text, {"files": files}), files, write.asked)


def _plain(write: Write) -> dict[str, object]:
    """A write as JSON has it: texts as text, whatever bytes they are."""
    steps = [[step.path, _text(step.before), _text(step.after), step.mode] for step in write.steps]
    return {"steps": steps, "made": write.made, "asked": write.asked, "commits": write.commits}


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _understood(root: Path, data: bytes) -> Write | None:
    """A journal's write; None for a text that is none, or that names anything outside the data."""
    try:
        found = json.loads(data)
        steps = tuple(Step(path, _bytes(before), _bytes(after), mode) for path, before, after, mode in found["steps"])
        write = Write(steps, tuple(found["made"]), str(found["asked"]), found["commits"] is True)
        inside = all(_inside(root, path) for path in (*(step.path for step in steps), *write.made))
    except (ValueError, TypeError, AttributeError, KeyError):
        return None
    return write if inside else None


def _inside(root: Path, path: str) -> bool:
    """Whether a path lies in the data, links followed, or is one of the files that ``init`` and ``schema write`` make beside it."""
    if re.fullmatch(_OWN, path):
        return True
    home = os.path.realpath(root / DATA)
    return path.startswith(DATA) and ".." not in path.split("/") and target(root, path).startswith(f"{home}{os.sep}")


_OWN: Final = r"\.gitignore|\.vscode(/settings\.json)?|data|schemas|(schemas/)?[a-z]+\.schema\.json"
