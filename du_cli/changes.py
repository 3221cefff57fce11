"""A change as git has it: what is staged against HEAD, or what came after a base; made into a comparison."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from du_cli import git
from du_cli.dataset.blobs import differing
from du_cli.dataset.cases import Judging
from du_cli.dataset.comparison import CommitFacts, Comparison, Signature, Step, differences
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import kind_of
from du_cli.dataset.load import load
from du_cli.revisions import Files, files_of

_MOVING: Final = ("case", "meeting")
"""Kinds of files whose records have a status that moves."""

_VERDICTS: Final[dict[str, Signature]] = {"G": "allowed", "N": "unsigned", "U": "stranger", "B": "bad", "E": "unchecked"}
"""git's letters; the others are signatures or keys that were good once, and are not now."""


class Change(NamedTuple):
    """The data a change leads to; the commit it is compared with and the comparison, None before the first commit."""

    head: Dataset
    base: str | None
    comparison: Comparison | None


class Staged(NamedTuple):
    """What the next commit would hold, and the commit it would follow; None before the first."""

    base: str | None
    entries: tuple[git.Entry, ...]


def what_is_staged(root: Path) -> Staged:
    """What is in the index; nothing of it is read yet."""
    return Staged(git.newest(root), git.index(root))


def staged(root: Path, at: date, found: Staged, judging: Judging) -> Change:
    """What is staged, compared with HEAD."""
    base = found.base
    if base is None:
        return Change(_loaded(files_of(root, found.entries)[0], at, judging), None, None)
    before, after = files_of(root, git.tree(root, base), found.entries)
    judging = judging._replace(whole=differing(before.files, after.files))
    steps, day = tuple(_moving(differences(before.files, after.files))), git.day_of(root, base)
    head, was = (_loaded(files, at, judging) for files in (after, before))
    return Change(head, base, Comparison(was, head, day, steps, judged_then=lambda: _loaded(before, day, judging)))


def since(root: Path, base: str, at: date, head: str | Files, judging: Judging) -> Change:
    """What came after the merge base with ``base``: up to a commit, or to HEAD and the files as they are now."""
    tip, end = git.resolve(root, base), git.resolve(root, head if isinstance(head, str) else "HEAD")
    start = git.common_ancestor(root, tip, end)
    before, ahead, after = files_of(root, git.tree(root, start), git.tree(root, tip), git.tree(root, end))
    now = after if isinstance(head, str) else head
    steps = (*_committed(root, start, end), *_moving(differences(after.files, now.files)))
    paths = {*(step.path for step in steps), *(path for other in (ahead, now) for path in differing(before.files, other.files))}
    judging = judging._replace(whole=paths)
    dataset, day = _loaded(before, at, judging), git.day_of(root, start)
    comparison = Comparison(
        base=dataset,
        head=_loaded(now, at, judging),
        day=day,
        steps=steps,
        tip=None if start == tip else _loaded(ahead, at, judging),
        commits=_signed(root, start, end, dataset),
        judged_then=lambda: _loaded(before, day, judging),
    )
    return Change(comparison.head, start, comparison)


def _loaded(found: Files, at: date, judging: Judging) -> Dataset:
    return load(found.files, at, found.outside, judging)


def _moving(steps: Iterable[Step]) -> Iterator[Step]:
    return (step for step in steps if (kind := kind_of(step.path)) and kind.name in _MOVING)


def _committed(root: Path, start: str, end: str) -> Iterator[Step]:
    """What each commit did to cases and meetings."""
    found = [step for step in git.steps(root, start, end) if (kind := kind_of(step.path)) and kind.name in _MOVING]
    contents = git.blobs(root, (name for step in found for name in (step.before, step.after) if name))
    for step in found:
        before, after = (contents[name] if name else None for name in (step.before, step.after))
        yield Step(step.commit, step.path, before, after, step.merge)


def _signed(root: Path, start: str, end: str, base: Dataset) -> tuple[CommitFacts, ...] | None:
    """The commits with their signatures, where the base's policy asks for any; its own file says who may sign.

    No commits where that cannot be read.
    """
    if base.policy.allowed_signers is None:
        return None if base.chosen("allowed_signers") else ()
    signers = git.file_at(root, start, base.policy.allowed_signers) or b""
    return tuple(CommitFacts(one.id, one.author, one.subject, signature(one)) for one in git.signatures(root, start, end, signers))


def signature(found: git.Signed) -> Signature:
    """What git found of a signature, judged by a list of allowed keys; whether GPG trusts a key that is listed does not matter."""
    if found.primary and found.verdict in ("G", "U"):
        return "allowed" if found.listed else "stranger"
    return _VERDICTS.get(found.verdict, "bad")
