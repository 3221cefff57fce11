"""Which files an answer rests on: a dataset that notes the kinds of files it is asked about."""

from dataclasses import dataclass, field, fields
from typing import Any, Final

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import may_hold

_HELD: Final = {
    "mandate": "mandate",
    "roster": "members",
    "organisations": "organisations",
    "policy": "policy",
    "waivers": "waivers",
    "meetings": "meeting",
    "plans": "plan",
    "outreach": "outreach",
    "cases": "case",
    "case_files": "case",
}
"""By attribute: the kind of the files it was read from."""


@dataclass(frozen=True)
class Asked(Dataset):
    """A dataset that notes which kinds of files somebody asked about, itself or a copy at another day."""

    kinds: set[str] = field(default_factory=set)

    def __getattribute__(self, name: str) -> Any:
        """Any attribute; what was read from files is noted."""
        if name in _HELD:
            object.__getattribute__(self, "kinds").add(_HELD[name])
        return object.__getattribute__(self, name)

    def incomplete(self, kind: str, begins: str) -> frozenset[str]:
        """The files and folders of a kind whose id begins so, or may, that could not be read in full; the kind is noted."""
        self.kinds.add(kind)
        return super().incomplete(kind, begins)


def asked(dataset: Dataset) -> Dataset:
    """The same dataset, asked nothing yet; it notes that only where some of its files could not be read."""
    return Asked(**{one.name: getattr(dataset, one.name) for one in fields(Dataset)}) if dataset.broken else dataset


def lacking(dataset: Dataset) -> tuple[str, ...]:
    """The files of the kinds a dataset was asked about of which something could not be read, by path."""
    kinds = dataset.kinds if isinstance(dataset, Asked) else ()
    return tuple(sorted(path for path in dataset.broken if any(may_hold(path, kind, "") for kind in kinds)))
