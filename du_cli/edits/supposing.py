"""Several edits on one another without a write: what the data would be."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.edits.appointments import Appointing, appoint, end
from du_cli.edits.change import Change


class Ending(NamedTuple):
    """Somebody's last day."""

    who: str
    ended: date
    reason: str
    """Why, as it would be recorded."""


class Beginning(NamedTuple):
    """Somebody's appointment to a seat; without an organisation it is somebody of the roster."""

    who: str
    organisation: str | None
    seat: str
    first: date


def suppose(dataset: Dataset, endings: Iterable[Ending], beginnings: Iterable[Beginning]) -> Dataset:
    """The data as it would be after the endings and then the beginnings; raises ``DuError`` for one that cannot be."""
    for ending in endings:
        dataset = _after(dataset, end(dataset, ending.who, ending.ended, ending.reason))
    for beginning in beginnings:
        wanted = Appointing(beginning.seat, beginning.first, organisation=beginning.organisation)
        dataset = _after(dataset, appoint(dataset, beginning.who, wanted, supposing=True))
    return dataset


def _after(dataset: Dataset, change: Change) -> Dataset:
    files = {**dataset.files, **change.files}
    return load({path: data for path, data in files.items() if data is not None}, dataset.at, dataset.outside)
