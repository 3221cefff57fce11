"""The data directory on disk: where it is, and its files as bytes."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from du_cli import own
from du_cli.dataset.kinds import LINK, LOCKED, MANDATE, MOST_BYTES, SPECIAL, hidden, kind_of
from du_cli.errors import DuError, UsageError
from du_cli.i18n import N_, refusal

if TYPE_CHECKING:
    from du_cli.dataset.cases import Judging
    from du_cli.dataset.dataset import Dataset

_USUAL: Final = 1 << 16
"""Bytes asked for first: room for the largest file there may be costs twice as much as reading a small one."""

_LANGUAGE = re.compile(rb"^\s+language:\s*[\"']?(nb|nn|en)\b", re.MULTILINE)


class DiskFiles(Mapping[str, bytes]):
    """The files under ``root/data`` by path from the root, read when asked for; ``.git`` is left out.

    ``outside`` names what is not read, and why: links that lead out of the data folder, or nowhere, what is no ordinary
    file, and files and folders (these with a slash behind their names) that the reader has no access to. A folder named
    like a file that is read stands here too, empty, with a slash behind its name.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._home = os.path.realpath(root / "data")
        self.outside: dict[str, str] = {}
        self._paths = dict.fromkeys(sorted(self._walk("data")))

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        if path in self.outside or path.endswith("/"):
            return b""
        try:
            with open(f"{self.root}/{path}", "rb") as stream:  # noqa: PTH123 - a quarter of Path.open's time, ten thousand times
                start = stream.read(_USUAL)
                return start if len(start) < _USUAL else start + stream.read(min(os.fstat(stream.fileno()).st_size, MOST_BYTES) - _USUAL)
        except OSError as error:
            raise DuError(N_("{path} cannot be read: {why}."), path=path, why=refusal(error)) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def _walk(self, folder: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(self.root / folder))
        except OSError as error:
            if folder == "data":
                raise DuError(N_("{path} cannot be read: {why}."), path=folder, why=refusal(error)) from error
            self.outside[f"{folder}/"] = LOCKED
            yield f"{folder}/"
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from self._folder(path)
            elif entry.is_file(follow_symlinks=False):
                if not os.access(entry.path, os.R_OK):
                    self.outside[path] = LOCKED
                yield path
            elif not hidden(path):
                if not self._leads_inside(entry):
                    self.outside[path] = LINK if entry.is_symlink() else SPECIAL
                yield path

    def _folder(self, path: str) -> Iterator[str]:
        if path.endswith("/.git"):
            return
        if kind_of(path):
            yield f"{path}/"
        yield from self._walk(path)

    def _leads_inside(self, entry: "os.DirEntry[str]") -> bool:
        target = os.path.realpath(entry.path)
        return target.startswith(self._home + os.sep) and os.path.isfile(target)  # noqa: PTH113 - as above


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds ``data/mandate.yaml``; raises ``DuError`` where there is none."""
    for folder in (start, *start.parents):
        if (folder / MANDATE).is_file():
            return folder
    message = N_(
        "No data/mandate.yaml here or in any folder above {path}. Go to a committee's folder, give --root, or start one with du-cli init."
    )
    raise DuError(message, path=str(start))


def root_of(given: Path | None, *, on_disk: bool = True) -> Path:
    """The root to work in: the one given, else the nearest one upwards; ``data`` must be there, if it is read from disk."""
    if given is None:
        return find_root(Path.cwd())
    if not (given / "data" if on_disk else given).is_dir():
        raise UsageError(N_("There is no folder {path}. --root names the folder that holds data."), path=str(given / "data"))
    return given


def open_dataset(root: Path, at: date, judging: "Judging | None" = None) -> "Dataset":
    """Read and check the form of everything under ``root/data``, at a date; ``judging`` as ``load`` takes it."""
    from du_cli.dataset.cases import UNJUDGED
    from du_cli.dataset.load import load

    files = DiskFiles(root)
    return load(files, at, files.outside, judging or UNJUDGED)


def open_snapshot(root: Path, at: date) -> "Dataset":
    """The same with every file read once and kept, so that what is changed is what was read."""
    from du_cli.dataset.load import load

    files = DiskFiles(root)
    return load(dict(files), at, files.outside)


def committee_language(root: Path) -> str | None:
    """The committee's language, by a look at the first lines of its mandate; None when they do not say."""
    try:
        with (root / MANDATE).open("rb") as stream:
            found = _LANGUAGE.search(stream.read(4096))
    except OSError:
        return None
    return found[1].decode() if found else None


def repository_top(start: Path) -> Path | None:
    """The top of the git repository a folder lies in, by its ``.git``; None outside one."""
    found = own.top(str(start))
    return Path(found) if found else None


def rule_examples() -> Path:
    """The folder of rule examples: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "examples" / "rules"
    return installed if installed.is_dir() else package.parent / "tests" / "rules"
