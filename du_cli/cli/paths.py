"""Paths on the command line, as paths from the root that holds data/."""

import os
from collections.abc import Iterable
from pathlib import Path

from du_cli.errors import UsageError
from du_cli.i18n import N_


def inside(root: Path, paths: Iterable[str], then: Iterable[str] | None = None) -> tuple[str, ...]:
    """Paths as typed, from the root; each must be there and lie in its data folder, or be the root itself.

    ``then``: the files of a revision, in which it must be there; without them on disk.
    """
    return tuple(_inside(root, text, then if then is None else tuple(then)) for text in paths)


def _inside(root: Path, text: str, then: tuple[str, ...] | None) -> str:
    ways = (Path(text), root / text) if text.strip() else ()
    given = next((one for one in ways if _is_there(root, one, then)), None)
    if given is None:
        raise UsageError(N_("There is no file or folder {path}."), path=text)
    inner = _inner(root, given)
    if inner is None:
        raise UsageError(N_("{path} does not lie under {root}."), path=text, root=str(root))
    if inner.parts[:1] not in ((), ("data",)):
        raise UsageError(N_("{path} lies outside data/; only what lies in data/ is read."), path=text)
    return inner.as_posix()


def _is_there(root: Path, path: Path, then: tuple[str, ...] | None) -> bool:
    if then is None:
        return path.exists()
    inner = _inner(root, path)
    return inner is not None and any(lies_in(file, (inner.as_posix(),)) for file in then)


def _inner(root: Path, path: Path) -> Path | None:
    """A path from the root; None where it does not lie under it. Links are followed nowhere."""
    absolute, top = os.path.abspath(path), os.path.abspath(root)  # noqa: PTH100 - as above
    return Path(absolute).relative_to(top) if Path(absolute).is_relative_to(top) else None


def lies_in(path: str, wanted: tuple[str, ...]) -> bool:
    """Whether a path from the root is one of those wanted or lies under one; any does when none is named."""
    return not wanted or any(folder in (".", path) or path.startswith(f"{folder}/") for folder in wanted)


def seen(path: Path) -> str:
    """A path as one writes it here."""
    return os.path.relpath(path).replace(os.sep, "/")


def prefix(folder: Path, seen_from: Path) -> str:
    """What turns a path from ``folder`` into one from ``seen_from``: empty, or ending with a slash."""
    found = os.path.relpath(folder.resolve(), seen_from.resolve()).replace(os.sep, "/")
    return "" if found == "." else f"{found}/"
