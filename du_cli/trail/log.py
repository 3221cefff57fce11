"""The events of every commit along first parents, those found before taken from the cache."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from du_cli import cache, git, history, own
from du_cli.dataset.events import CommitEvents, Event
from du_cli.dataset.work import in_halves
from du_cli.git import Logged
from du_cli.trail.versions import Versions, last_readable, merged


class Log(NamedTuple):
    """The commits that touch the data with their events, oldest first."""

    commits: tuple[CommitEvents, ...]
    shallow: int | None = None
    """How many commits a shallow clone has; None for a whole one."""


Told = tuple[tuple[Event, ...], tuple[str, ...], bool]
"""What a commit brought, the files it left unreadable, and whether it is signed."""


def log(root: Path, head: str, *, cached: bool = True) -> Log:
    """The events of every commit up to ``head`` along first parents; in a shallow clone those of the oldest are not known."""
    shallow = git.count(root, head) if git.is_shallow(root) else None
    commits = tuple(one for one in git.commits(root, head) if shallow is None or one.parents)
    place, maker = own.file(str(root), "events"), cache.maker_of(Path(history.__file__).parent)
    file = Path(f"{place}.json") if place and cached else None
    known = cache.read(file, maker) if file else {}
    told = {one.id: _kept(known[key]) for one in commits if (key := _key(one)) in known}
    fresh = [one for one in commits if one.id not in told]
    for one, found, lasting in in_halves(lambda some: _fresh(root, git.with_steps(root, some)), fresh):
        told[one.id] = found
        if lasting:
            known[_key(one)] = found
    if file and fresh:
        cache.write(file, maker, known)
    return Log(tuple(_told(one, told[one.id]) for one in commits if any(told[one.id][:2])), shallow)


def _key(one: Logged) -> str:
    """What a commit's events depend on: itself, and the parent that is here, which a shallow clone may lack."""
    return f"{one.id} {one.parents[0]}" if one.parents else one.id


def _kept(entry: list[Any]) -> Told:
    found, unreadable, signed = entry
    return tuple(Event(*one) for one in found), tuple(unreadable), signed


def _told(one: Logged, told: Told) -> CommitEvents:
    return CommitEvents(one.id, one.author, one.time, one.subject, *told)


def _fresh(root: Path, fresh: tuple[Logged, ...]) -> Iterator[tuple[Logged, Told, bool]]:
    """The events of the commits that are new; whether they depend on nothing but the commit and its parent."""
    versions, signed = Versions(root, fresh), git.signed(root, (one.id for one in fresh))
    for one in fresh:
        before, after, unreadable, lasting = [], [], [], True
        for step in one.steps:
            old = versions.read(step.path, step.before)
            new = versions.read(step.path, step.after, old or history.NOTHING)
            if old is None:
                old, lasting = history.Read(last_readable(root, one, step.path)), False
            unreadable += [step.path] if new is None else []
            before.append(old.records)
            after.append((new or old).records)
        yield one, (history.events(merged(before), merged(after)), tuple(unreadable), one.id in signed), lasting
