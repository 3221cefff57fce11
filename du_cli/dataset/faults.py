"""Findings about files as a whole: missing, read by nothing, links that lead out; and ids that stand twice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from du_cli.dataset.kinds import LINK, LOCKED, MANDATE, MEMBERS, ORGANISATIONS, SPECIAL, hidden
from du_cli.findings import Key, Place, Problem, Value
from du_cli.i18n import N_, Term
from du_cli.yamlfile import MAX_BYTES, too_large

_MEND: Final = {
    LINK: N_("Put the file itself here."),
    SPECIAL: N_("Remove it, and put an ordinary file here."),
    LOCKED: N_("Give yourself the right to read it."),
}


def not_read(path: str, why: str) -> Problem:
    """DU006 for what lies in the data folder and is not read: ``LINK``, ``SPECIAL`` or ``LOCKED``."""
    name = path.removesuffix("/")
    return Problem("DU006", Place(name, line=1, column=1), why, {"path": name}, _MEND[why], name, name)


def unread(path: str, data: bytes) -> Iterator[Problem]:
    """DU013 for a file of no kind, and for a folder (a path ending in a slash) named like one that is read; hidden files are left alone.

    DU006 when the file is too large.
    """
    if hidden(path):
        return
    message, hint = N_("du-cli does not read {path}."), N_("Move or rename it; files end in .yaml.")
    if path.endswith("/"):
        message, hint = N_("{path} is a folder, and its name is that of a file."), N_("Rename the folder, or put the file itself here.")
    name = path.removesuffix("/")
    yield Problem("DU013", Place(name, line=1, column=1), message, {"path": name}, hint, name, name)
    if len(data) > MAX_BYTES:
        yield too_large(path, data)._replace(record=path, subject=path)


def missing(path: str) -> Problem:
    """DU005 for a file that must be there."""
    message = N_("The file {path} is missing.")
    hint = N_("Make it; du-cli init DIR writes an example in a new folder.")
    return Problem("DU005", Place(path, line=1, column=1), message, {"path": path}, hint, path, path)


def _id_twice(place: Place, found: object) -> Problem:
    return Problem("DU010", place, N_("The id {id} stands twice."), {"id": str(found)}, N_("Give each its own id."), str(found), "id")


_NAMED: Final = (
    (MANDATE, "bodies", N_("a body")),
    (ORGANISATIONS, "organisations", N_("an organisation")),
    (MEMBERS, "members", N_("a member")),
)
"""Where those stand that one reference may name: by file and key, and what they are. The committee may itself be one of the bodies."""


def used_for_two(values: Mapping[str, Any]) -> Iterator[Problem]:
    """DU010 for every id in the files' plain data that is used for two kinds, since a reference may then mean either."""
    seen: dict[str, str] = {}
    for path, key, what in _NAMED:
        for place, found in _ids(values[path], path, key):
            first = seen.setdefault(str(found), what)
            if first != what:
                message = N_("The id {id} is used both for {one} and for {other}.")
                about: dict[str, Value] = {"id": str(found), "one": Term(first), "other": Term(what)}
                yield Problem("DU010", place, message, about, N_("Give each its own id."), str(found), "id")


def _ids(value: Any, path: str, key: str) -> Iterator[tuple[Place, object]]:
    """Place and id of the record, or of each record in the list, that a key of a file holds."""
    found = value.get(key) if isinstance(value, dict) else None
    records: list[tuple[Key, Any]] = [((key,), found)]
    if isinstance(found, list):
        records = [((key, number), record) for number, record in enumerate(found)]
    for place, record in records:
        if isinstance(record, dict) and "id" in record:
            yield Place(path, (*place, "id")), record["id"]


def same_id(path: str, record: Any, others: Iterable[Any]) -> Iterator[Problem]:
    """DU010 for a file's id that a file read before has too."""
    own = getattr(record, "id", None)
    if own is not None and any(other.id == own for other in others):
        yield _id_twice(Place(path, ("id",)), own)


def twice(value: Any, path: str, key: Key = ()) -> Iterator[Problem]:
    """DU010 for every id that stands twice in one list of a file's plain data."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from twice(inner, path, (*key, name))
    elif isinstance(value, list):
        seen: set[str] = set()
        for number, item in enumerate(value):
            yield from twice(item, path, (*key, number))
            found = item.get("id") if isinstance(item, dict) else None
            if isinstance(found, (str, int)):
                if str(found) in seen:
                    yield _id_twice(Place(path, (*key, number, "id")), found)
                seen.add(str(found))
