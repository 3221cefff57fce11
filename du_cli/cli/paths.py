"""Paths on the command line, as paths from the root that holds data/."""

import os
from collections.abc import Iterable
from pathlib import Path

from du_cli.errors import UsageError
from du_cli.i18n import N_


def inside(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Paths as typed, from the root; each must exist and lie in its data folder, or be the root itself."""
    found = []
    for text in paths:
        path = Path(text)
        if not text.strip():
            raise UsageError(N_("There is no file or folder {path}."), path=text)
        given = path if path.exists() or path.is_absolute() else root / path
        if not given.exists():
            raise UsageError(N_("There is no file or folder {path}."), path=text)
        absolute = Path(os.path.abspath(given))  # noqa: PTH100 - links are followed nowhere
        try:
            inner = absolute.relative_to(os.path.abspath(root))  # noqa: PTH100
        except ValueError:
            raise UsageError(N_("{path} does not lie under {root}."), path=text, root=str(root)) from None
        if inner.parts[:1] not in ((), ("data",)):
            raise UsageError(N_("{path} lies outside data/; only what lies in data/ is read."), path=text)
        found.append(inner.as_posix())
    return tuple(found)


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
