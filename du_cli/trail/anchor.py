"""The anchor: a commit written down, so that a history rewritten later is found out."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from du_cli import git
from du_cli.errors import DuError
from du_cli.i18n import N_

ANCHOR: Final = ".du/anchor.json"
_FORMAT: Final = 1
_ID: Final = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


class Anchor(NamedTuple):
    """A commit, the hash of its data/, and the day it was written down."""

    commit: str
    tree: str
    day: str


def anchor_of(root: Path, commit: str, day: date) -> Anchor:
    """The anchor that a commit makes on a day."""
    (tree,) = git.ids_at(root, [f"{commit}:./data"])
    if tree is None:
        raise DuError(N_("{rev} has no data/ for this committee. Give a later revision."), rev=commit[: git.SHORT])
    return Anchor(commit, tree, day.isoformat())


def written(anchor: Anchor) -> bytes:
    """An anchor as its file holds it."""
    return (json.dumps({"schema_version": _FORMAT, **anchor._asdict()}, indent=2) + "\n").encode()


def read(file: Path) -> Anchor | None:
    """The anchor a file holds; None when there is no such file. Raises ``DuError`` for one that is no anchor."""
    try:
        return _anchor(json.loads(file.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise DuError(N_("{path} is no anchor. Write a new one with du-cli history anchor."), path=str(file)) from None


def _anchor(found: Any) -> Anchor:
    """An anchor of the one format there is; raises ``ValueError`` unless commit and tree are full ids, which prove what they name."""
    anchor = Anchor(*(found[key] for key in Anchor._fields))
    whole = all(_ID.fullmatch(name) for name in (anchor.commit, anchor.tree))
    if found["schema_version"] != _FORMAT or not whole or date.fromisoformat(anchor.day).isoformat() != anchor.day:
        raise ValueError
    return anchor
