"""What telling events needs: an event with the keys it tells of, and texts out of plain values."""

from collections.abc import Iterator
from typing import NamedTuple

from du_cli.dataset.events import Event, Plain
from du_cli.history.differences import pairs
from du_cli.history.reading import value_at


class Told(NamedTuple):
    """An event, and the keys beside its own that it tells of where they were filled in (``replaced``: or changed)."""

    event: Event
    covers: tuple[str, ...] = ()
    replaced: bool = False


def nothing(_name: str, _old: Plain, _new: Plain) -> Iterator[Told]:
    """Tell nothing in words of its own."""
    return iter(())


def text(value: object) -> str | None:
    """A plain value as a text; None for nothing, and for what is no scalar."""
    return str(value) if isinstance(value, (str, int, float)) else None


def called(record: Plain) -> str:
    """What a record calls itself: its name, title or topic; empty where it has none."""
    return next((str(record[key]) for key in ("name", "title") if isinstance(record.get(key), str)), "")


def at(record: Plain, field: str) -> str | None:
    """The text at a field, its keys parted by full stops."""
    return text(value_at(record, field.split(".")))


def set_now(old: Plain, new: Plain, field: str) -> bool:
    """Whether a field has a value that was not recorded before."""
    return at(old, field) is None and at(new, field) is not None


def added(old: Plain, new: Plain, field: str) -> Iterator[tuple[str, Plain]]:
    """Each new item of a list of records, and its key."""
    before, after = (value_at(one, field.split(".")) for one in (old, new))
    for pair in pairs(before, after) if before is not after else ():
        if pair.before is None and pair.after is not None:
            yield f"{field}.{pair.position}", pair.after
