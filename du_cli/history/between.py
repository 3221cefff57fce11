"""The events between two states of some files: each record that came, went or changed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from du_cli.dataset.events import Event, Plain
from du_cli.history import casework, people
from du_cli.history.differences import Difference, differences
from du_cli.history.reading import Records
from du_cli.history.telling import Told, at, called, nothing

_TELLERS: Final[Mapping[str, Callable[[str, Plain, Plain], Iterator[Told]]]] = {
    "member": people.member,
    "case": casework.case,
    "meeting": casework.meeting,
    "outreach": people.outreach,
}
"""What tells the events of a kind of record; the keys of others are told one by one."""

_SETTINGS: Final = ("policy", "roster")
"""Kinds there is always one of: without its file, one in which nothing is recorded."""

_WHOLE: Final = ("file",)
"""Kinds of which only that they changed is told."""


def events(before: Records, after: Records) -> tuple[Event, ...]:
    """Everything that happened between two states, in the order the records have today; removed ones last."""
    found: list[Event] = []
    for named in dict.fromkeys([*after, *before]):
        nothing_yet: Plain | None = {} if named[0] in _SETTINGS else None
        old, new = before.get(named, nothing_yet), after.get(named, nothing_yet)
        if old is not new:
            found += _record(*named, old, new)
    return tuple(found)


def _record(kind: str, name: str, old: Plain | None, new: Plain | None) -> Iterator[Event]:
    one = Event("", kind, name, called(new or old or {}))
    if new is None:
        yield one._replace(what=f"{kind}_removed", before=at(old or {}, "status"))
        return
    if old == new:
        return
    told = list(_TELLERS.get(kind, nothing)(name, old or {}, new))
    if old is None:
        made = not any(each.event.what == "appointed" for each in told)
        yield from [_begun(one, new)] if made else []
    yield from (each.event._replace(kind=kind, id=name, name=one.name) for each in told)
    if old is not None and kind in _WHOLE:
        yield one._replace(what="file_changed")
    elif old is not None:
        yield from (_changed(one, each) for each in differences(old, new) if not any(_covers(other, each) for other in told))


def _begun(one: Event, new: Plain) -> Event:
    """A new record: its status, for a case who raised it and when, for a waiver its last day."""
    event = one._replace(what=f"{one.kind}_new", after=at(new, "status"))
    if one.kind == "case":
        return event._replace(day=at(new, "raised.date"), who=at(new, "raised.by"))
    return event._replace(day=at(new, "until")) if one.kind == "waiver" else event


def _covers(told: Told, found: Difference) -> bool:
    """Whether an event has told a difference: its own key; and what was filled in beside it, nothing being replaced."""
    field, key = told.event.field, ".".join(found.key)
    if key == field or field.startswith(f"{key}."):
        return True
    within = any(key == each or key.startswith(f"{each}.") for each in told.covers)
    return within and (told.replaced or found.before in (None, "", [], {}))


def _changed(one: Event, found: Difference) -> Event:
    return one._replace(what="changed", field=".".join(found.key), before=found.before, after=found.after)
