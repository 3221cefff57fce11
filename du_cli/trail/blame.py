"""Where a value comes from: every commit that changed what stands at one field of one record."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from du_cli import git
from du_cli.dataset.kinds import MANDATE, MEMBERS, ORGANISATIONS, POLICY, WAIVERS, kind_of
from du_cli.git import Logged
from du_cli.history import Records, records, value_at
from du_cli.models.base import CASE, MEETING
from du_cli.trail.versions import Versions

_LISTED: Final = (MEMBERS, MANDATE, ORGANISATIONS, WAIVERS)
"""Files that hold many records, in the order an id is looked for."""

_YEARLY: Final = re.compile(r"(plans|outreach)/[0-9]{4}")


class Given(NamedTuple):
    """A commit that gave a field a value (None: took it away), and the kind of the record."""

    commit: str
    author: str
    time: str
    subject: str
    value: object
    kind: str


def blame(root: Path, head: str, record: str, key: Sequence[str]) -> tuple[Given, ...]:
    """Every commit along first parents that changed a field, newest first; empty when the record or its field never was."""
    logged = git.log(root, head, *_paths(root, head, record))
    versions = Versions(root, logged)
    found: list[Given] = []
    for one in logged:
        for kind, value in _values(versions, one, record, key):
            if value != (found[-1].value if found else None):
                found.append(Given(one.id, one.author, one.time, one.subject, value, kind))
    return tuple(reversed(found))


def kinds(root: Path, head: str, record: str) -> frozenset[str]:
    """What kinds of record an id is that of, in a commit."""
    places = [path for path in _LISTED if any(name == record for _kind, name in _at(root, head, path))]
    listed = {kind for path in places for kind, name in _at(root, head, path) if name == record}
    files = (kind_of(entry.path) for entry in git.tree(root, head) if entry.path not in _LISTED)
    return frozenset(listed | {kind.name for kind in files if kind and (kind.id or kind.name) == _promised(record)})


def _promised(record: str) -> str:
    """The id that the path of a record's file promises."""
    return record.rpartition("/")[2]


def _values(versions: Versions, one: Logged, record: str, key: Sequence[str]) -> Iterator[tuple[str, object]]:
    """What a commit leaves at a field: nothing where it does not touch the record, or makes its file unreadable."""
    before = [versions.read(step.path, step.before) for step in one.steps]
    after = [versions.read(step.path, step.after) for step in one.steps]
    held = {named: found for each in after if each for named, found in each.records.items() if named[1] == record}
    if held:
        yield from ((kind, value_at(found, key)) for (kind, _name), found in held.items())
    elif None not in after:
        yield from ((kind, None) for each in before if each for kind, name in each.records if name == record)


def _paths(root: Path, head: str, record: str) -> tuple[str, ...]:
    """Where a record of that id stands or stood, as git takes paths."""
    if re.fullmatch(CASE, record):
        year, number = record.split("-")
        return (f":(glob)data/cases/{year}/{number}*.yaml",)
    if re.fullmatch(MEETING, record):
        return (f"data/meetings/{record[:4]}/{record}.yaml",)
    if _YEARLY.fullmatch(record):
        return (f"data/{record}.yaml",)
    if record == "policy":
        return (POLICY,)
    now = next((path for path in _LISTED if any(name == record for _kind, name in _at(root, head, path))), None)
    return (now,) if now else _LISTED


def _at(root: Path, head: str, path: str) -> Records:
    (name,) = git.ids_at(root, [f"{head}:./{path}"])
    return (records(path, git.blobs(root, [name])[name]) or {}) if name else {}
