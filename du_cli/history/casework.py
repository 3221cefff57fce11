"""What happens to cases and meetings: moved, handled, adopted, answered; called, held, approved."""

from collections.abc import Iterator
from typing import Final

from du_cli.dataset.events import Event, Plain
from du_cli.history.differences import pairs
from du_cli.history.telling import Told, added, at, set_now

_MOMENTS: Final = {
    "recommendation.adopted": ("adopted", "recommendation", "recommendation.position"),
    "submission.date": ("submitted", "submission", "submission.to"),
    "answer.date": ("answered", "answer", "answer.outcome"),
    "decision.date": ("decided", "decision", "decision.outcome"),
    "written_procedure.sent": ("written_opened", "written_procedure", "written_procedure.deadline"),
    "written_procedure.closed": ("written_closed", "written_procedure", "written_procedure.summary"),
}
"""Days that are recorded once: the event, what is recorded with it, and what is told of that."""


def case(_name: str, old: Plain, new: Plain) -> Iterator[Told]:
    """The events of one case, in the order they happen as a rule."""
    yield from _written(old, new)
    yield from _items(old, new)
    for field, (what, covers, tells) in _MOMENTS.items():
        if set_now(old, new, field):
            event = Event(what, "", "", field=field, day=at(new, field), after=at(new, tells), meeting=at(new, f"{covers}.meeting"))
            yield Told(event, (covers,))
    if old and at(old, "status") != at(new, "status"):
        yield Told(Event("status", "", "", field="status", before=at(old, "status"), after=at(new, "status")))


def _items(old: Plain, new: Plain) -> Iterator[Told]:
    for field, one in added(old, new, "recusals"):
        yield Told(Event("recusal", "", "", field=field, who=at(one, "member"), day=at(one, "decided"), after=_outcome(one)), (field,))
    for field, one in added(old, new, "handling"):
        event = Event("handled", "", "", field=field, day=at(one, "date"), after=at(one, "outcome"), meeting=at(one, "meeting"))
        yield Told(event, (field,))
    for field, one in added(old, new, "documents"):
        yield Told(Event("document", "", "", field=field, after=at(one, "title") or at(one, "path"), day=at(one, "date")), (field,))


def _outcome(recusal: Plain) -> str:
    """What was decided of a recusal, which is recused unless another outcome is given."""
    return at(recusal, "outcome") or "recused"


def _written(old: Plain, new: Plain) -> Iterator[Told]:
    if set_now(old, new, "written_procedure.extended_to"):
        field = "written_procedure.extended_to"
        yield Told(Event("written_extended", "", "", field=field, before=at(new, "written_procedure.deadline"), after=at(new, field)))
    if old:
        yield from _reminded(old, new)
    for field, one in added(old, new, "written_procedure.responses"):
        who = at(one, "member") or at(one, "body")
        yield Told(Event("written_answered", "", "", field=field, who=who, day=at(one, "date"), after=at(one, "position")), (field,))


def _reminded(old: Plain, new: Plain) -> Iterator[Told]:
    was, now = (_days(one) for one in (old, new))
    for day in now:
        if day not in was:
            yield Told(Event("written_reminded", "", "", field="written_procedure.reminders", day=day))


def _days(record: Plain) -> list[str]:
    procedure = record.get("written_procedure")
    found = procedure.get("reminders") if isinstance(procedure, dict) else None
    return [str(day) for day in found] if isinstance(found, list) else []


_MEETING: Final = {"called": "called", "held": "held", "approved": "approved", "cancelled": "cancelled"}
"""Statuses of a meeting that have events of their own."""

_WITH: Final = {"called": ("called",), "held": ("attendance",), "approved": ("approved",)}
"""What is recorded with them."""


def meeting(_name: str, old: Plain, new: Plain) -> Iterator[Told]:
    """The events of one meeting."""
    status = at(new, "status")
    if old and at(old, "status") != status:
        event = Event(_MEETING.get(status or "", "status"), "", "", field="status", before=at(old, "status"), after=status)
        day = at(new, "called") if status == "called" else at(new, "approved.date") if status == "approved" else None
        yield Told(
            event._replace(day=day, meeting=at(new, "approved.meeting") if status == "approved" else None), _WITH.get(status or "", ())
        )
    if old and old.get("agenda") != new.get("agenda"):
        yield from _agenda(old, new)
    if old and _filled(old, new, "attendance"):
        yield Told(Event("attended", "", "", field="attendance"), ("attendance",))


def _agenda(old: Plain, new: Plain) -> Iterator[Told]:
    """Items that are new on the agenda, and what came of them; other changes are told key by key."""
    for pair in pairs(old.get("agenda"), new.get("agenda")):
        field, item = f"agenda.{pair.position}", pair.after
        if item is None:
            continue
        event = Event("item", "", "", field=field, after=at(item, "title"), case=at(item, "case"), meeting=at(item, "meeting"))
        if pair.before is None:
            yield Told(event, (field,))
        elif set_now(pair.before, item, "outcome"):
            yield Told(event._replace(what="minuted", field=f"{field}.outcome", after=at(item, "outcome")), (field,))


def _filled(old: Plain, new: Plain, field: str) -> bool:
    """Whether a key that holds records has something in it that was not recorded before."""
    return not old.get(field) and bool(new.get(field))
