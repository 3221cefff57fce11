"""A person by what people type: an id, or a name that only one person has."""

from typing import TYPE_CHECKING

from du_cli.errors import DuError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.members import Member


def find_member(dataset: "Dataset", text: str) -> "Member | None":
    """The member with an id or a name; None when there is none. Raises ``DuError`` when two share the name."""
    named = [member for member in dataset.members if member.name.casefold() == text.casefold()]
    if text not in dataset.member and len(named) > 1:
        raise DuError(N_("{text} may be {names}. Write which."), text=text, names=tuple(member.id for member in named))
    return dataset.member.get(text) or next(iter(named), None)
