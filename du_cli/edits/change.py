"""What an edit answers with, and the texts of the files it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import kind_of
from du_cli.dataset.nearest import nearest
from du_cli.dataset.read import model_of
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, Term
from du_cli.models.base import shape as shape_of
from du_cli.yamlfile import Shape
from du_cli.yamlfile.edit import edited
from du_cli.yamlfile.house import dump
from du_cli.yamlfile.steps import Edit, Remove


@dataclass(frozen=True)
class Change:
    """What an edit would do: nothing of it has happened yet."""

    files: Mapping[str, bytes | None]
    """The new text of each file it touches, by path from the root; None: the file is removed."""
    subject: Message
    """What it does, as the subject of a commit: said in the committee's language."""
    trailers: tuple[tuple[str, str], ...] = ()
    """What the commit is about, as in ``("Member", "ola-nordmann")``: Case, Member, Seat, Meeting or Rule."""
    says: tuple[Message, ...] = ()
    """What the person who asked for it should know, in the reader's language."""
    following: str | None = None
    """The command that comes next, as it is typed."""


def changed_file(dataset: Dataset, path: str, edits: Iterable[Edit]) -> bytes:
    """A file of the dataset with edits made; raises ``DuError`` when it could not be read in full."""
    if path in dataset.broken:
        raise DuError(N_("{path} cannot be read in full, so nothing is written to it. Run du-cli check to see why."), path=path)
    wanted = tuple(edits)
    _refuse_no_text([edit.value for edit in wanted if not isinstance(edit, Remove)])
    return edited(dataset.files[path], wanted, _shape(path))


def new_file(dataset: Dataset, path: str, value: dict[str, Any]) -> bytes:
    """The text of a new file in house layout; raises ``DuError`` when there is one by that path."""
    if path in dataset.files:
        raise DuError(N_("{path} is there already. Nothing was written."), path=path)
    _refuse_no_text(value)
    return dump(value, _shape(path))


def _refuse_no_text(value: Any) -> None:
    """Raise ``DuError`` for a text that is none: what a terminal passed on of bytes that are not UTF-8."""
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise DuError(N_("{text} is not UTF-8 text, so it cannot be written."), text=value.encode("utf-8", "backslashreplace").decode())
    if isinstance(value, dict):
        _refuse_no_text(list(value.values()))
    for part in value if isinstance(value, (list, tuple)) else ():
        _refuse_no_text(part)


def _shape(path: str) -> Shape | None:
    kind = kind_of(path)
    return shape_of(model_of(kind.name)) if kind else None


def no_such(kind: str, text: str, names: Iterable[str]) -> DuError:
    """The error for an id that names nothing, with the nearest that does; ``kind`` is a marked text."""
    near = nearest(text, names)
    if near:
        return DuError(N_("There is no {kind} {text}. Did you mean {nearest}?"), kind=Term(kind), text=text, nearest=near[0])
    return DuError(N_("There is no {kind} {text}."), kind=Term(kind), text=text)
