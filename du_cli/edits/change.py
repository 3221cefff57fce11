"""What an edit answers with, and the texts of the files it touches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import dedent
from typing import Any, Final
from unicodedata import category

from du_cli.dataset.canonical_text import canonical
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
from du_cli.yamlfile.steps import Append, Edit, Remove, Set


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
    wanted = [edit if isinstance(edit, Remove) else edit._replace(value=_plain_line_ends(edit.value)) for edit in edits]
    for edit in wanted:
        if not isinstance(edit, Remove):
            _refuse_no_text(edit.value, _last_name(edit))
    return edited(dataset.files[path], wanted, _shape(path))


def new_file(dataset: Dataset, path: str, value: dict[str, Any]) -> bytes:
    """The text of a new file in house layout; raises ``DuError`` when there is one by that path."""
    if path in dataset.files:
        raise DuError(N_("{path} is there already. Nothing was written."), path=path)
    value = _plain_line_ends(value)
    _refuse_no_text(value)
    return dump(value, _shape(path))


def prose(text: str | None) -> str | None:
    """A text for people to go on with, in canonical form, its first line and what all lines share not indented; None where it is blank.

    So it can be written as a block, which has room for more lines.
    """
    return dedent(canonical(text or "")).lstrip() or None


def _plain_line_ends(value: Any) -> Any:
    r"""A value whose texts have their lines ended by ``\n``, however the system they come from ends them."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, dict):
        return {name: _plain_line_ends(item) for name, item in value.items()}
    return [_plain_line_ends(item) for item in value] if isinstance(value, (list, tuple)) else value


PROSE: Final = frozenset(("summary", "proposal", "minutes", "text", "question", "note", "comment", "reason", "ended_reason"))
"""Keys whose text may have several lines."""


def _last_name(edit: Set | Append) -> str:
    return next((part for part in reversed(edit.key) if isinstance(part, str)), "")


def _refuse_no_text(value: Any, key: str = "") -> None:
    """Raise ``DuError`` for a text no file may hold under a key: bytes that are not UTF-8, control characters, lines where one belongs."""
    if isinstance(value, str):
        _refuse_letters(value, key)
    if isinstance(value, dict):
        for name, part in value.items():
            _refuse_no_text(part, name)
    for part in value if isinstance(value, (list, tuple)) else ():
        _refuse_no_text(part, key)


def _refuse_letters(text: str, key: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise DuError(N_("{text} is not UTF-8 text, so it cannot be written."), text=text.encode("utf-8", "backslashreplace").decode())
    allowed = "\n\t" if key in PROSE else ""
    if any(category(letter) in _NOT_IN_A_LINE and letter not in allowed for letter in text):
        message = N_("{key} is to be one line without control characters, so {text} cannot be written.")
        if allowed:
            message = N_("{key} cannot hold control characters, so {text} cannot be written.")
        raise DuError(message, key=key, text=repr(text)[1:-1])


_NOT_IN_A_LINE: Final = frozenset(("Cc", "Zl", "Zp"))
"""What Unicode calls control characters, and separators of lines and paragraphs."""


def _shape(path: str) -> Shape | None:
    kind = kind_of(path)
    return shape_of(model_of(kind.name)) if kind else None


def no_such(kind: str, text: str, names: Iterable[str]) -> DuError:
    """The error for an id that names nothing, with the nearest that does; ``kind`` is a marked text."""
    near = nearest(text, names)
    if near:
        return DuError(N_("There is no {kind} {text}. Did you mean {nearest}?"), kind=Term(kind), text=text, nearest=near[0])
    return DuError(N_("There is no {kind} {text}."), kind=Term(kind), text=text)
