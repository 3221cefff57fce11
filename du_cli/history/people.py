"""What happens to people: appointed, consulted on, extended, moved, ended; and what they do at home."""

from collections.abc import Iterator, Mapping

from du_cli.dataset.events import Event, Plain
from du_cli.history.differences import Pair, pairs
from du_cli.history.telling import Told, added, at, text

_OWN = {"organisation": "moved", "name": "renamed", "role": "role"}
"""A member's keys that have events of their own."""


def member(_name: str, old: Plain, new: Plain) -> Iterator[Told]:
    """The events of one person."""
    if old:
        for key, what in _OWN.items():
            if at(old, key) != at(new, key):
                yield Told(Event(what, "", "", field=key, before=at(old, key), after=at(new, key)))
    for pair in pairs(old.get("appointments"), new.get("appointments")):
        yield from _appointment(f"appointments.{pair.position}", pair)


def _appointment(field: str, pair: Pair) -> Iterator[Told]:
    before, after = pair.before, pair.after
    either: Plain = after or before or {}
    one = Event("", "", "", field=field, seat=text(either.get("seat")))
    if before is None and after is not None:
        event = one._replace(what="appointed", after=at(after, "from"), day=at(after, "until"), who=at(after, "appointed_by"))
        yield Told(event, (field,))
        yield from _consultations(one, {}, after)
    elif after is None and before is not None:
        yield Told(one._replace(what="appointment_removed", before=at(before, "from")), (field,), replaced=True)
    elif before is not None and after is not None:
        yield from _term(one, before, after)
        yield from _consultations(one, before, after)


def _term(one: Event, before: Plain, after: Plain) -> Iterator[Told]:
    was, now = at(before, "until"), at(after, "until")
    if was != now:
        what = "term_set" if was is None or now is None else "extended" if now > was else "shortened"
        yield Told(one._replace(what=what, field=f"{one.field}.until", before=was, after=now), (f"{one.field}.exception",))
    was, now = at(before, "ended"), at(after, "ended")
    if was != now:
        what = "ended" if was is None else "end_changed"
        yield Told(one._replace(what=what, field=f"{one.field}.ended", before=was, after=now), (f"{one.field}.ended_reason",))


def _consultations(one: Event, before: Plain, after: Plain) -> Iterator[Told]:
    for pair in pairs(before.get("consultations"), after.get("consultations")):
        field = f"{one.field}.consultations.{pair.position}"
        if pair.after is None:
            continue
        yield from (Told(event, (field,)) for event in _consulted(one._replace(field=field), pair.before or {}, pair.after))


def _consulted(one: Event, old: Plain, new: Plain) -> Iterator[Event]:
    about = one._replace(who=at(new, "body"))
    if not old:
        yield about._replace(what="consulted", day=at(new, "asked"))
    if at(new, "answered") and not at(old, "answered"):
        yield about._replace(what="advised", field=f"{one.field}.answered", day=at(new, "answered"), after=at(new, "advice"))


def outreach(_name: str, old: Plain, new: Plain) -> Iterator[Told]:
    """What members did to anchor the work."""
    for field, activity in added(old, new, "activities"):
        event = Event("outreach", "", "", field=field, who=at(activity, "member"), day=at(activity, "date"), after=at(activity, "topic"))
        yield Told(event._replace(case=at(activity, "case")), (field, *_first(old)))


def _first(old: Mapping[str, object]) -> tuple[str, ...]:
    return () if old.get("activities") else ("activities",)
