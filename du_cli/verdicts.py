"""Verdicts kept from one run to the next, so that what nobody has changed is not checked again."""

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from du_cli import cache
from du_cli.dataset.verdict import Verdict, from_plain, plain
from du_cli.errors import GitError
from du_cli.git import own_folder
from du_cli.workspace import repository_top, state_of

if TYPE_CHECKING:
    from du_cli.changes import Staged


class Place(NamedTuple):
    """Where a verdict is kept, and all that it depends on: what was checked, on which day, by what program."""

    file: Path
    made_from: str


def of_files(root: Path, at: date) -> Place | None:
    """The place of a verdict on the files as they are; None outside a repository, and where it is not certain what they are."""
    state = state_of(root) if repository_top(root) else None
    try:
        return _place(root, "files", at, state) if state else None
    except GitError:  # the files can be checked where git is missing, or its folder is elsewhere
        return None


def of_staged(root: Path, at: date, staged: "Staged") -> Place:
    """The place of a verdict on what is staged, compared with HEAD."""
    return _place(root, "staged", at, repr(staged))


def _place(root: Path, what: str, at: date, state: str) -> Place:
    """The repository's own folder may keep verdicts on several committees: the last of each kind."""
    top = repository_top(root) or root
    committee = _sum(os.fsdecode(root.resolve().relative_to(top)))
    made_from = _sum(f"{cache.program()}\n{at.isoformat()}\n{state}")
    return Place(own_folder(top) / f"{what}-{committee[:8]}.json", made_from)


def _sum(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def kept(place: Place) -> Verdict | None:
    """The verdict on exactly this, if it is kept."""
    found = cache.read(place.file, place.made_from)
    return from_plain(found) if found else None


def keep(place: Place, verdict: Verdict) -> None:
    """Keep a verdict for the next run."""
    cache.write(place.file, place.made_from, plain(verdict))
