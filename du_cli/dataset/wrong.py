"""What is wrong with plain data: each fault at its place, said in the reader's terms, and what can be kept nevertheless."""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from du_cli.dataset.nearest import nearest
from du_cli.findings import NOTHING, Key, Value, Values
from du_cli.i18n import N_, Term

Reader = Callable[[Any], Any]
"""What takes a value and gives what the record holds, or raises ``Wrong``."""

LIST: Final = N_("a list")
MAPPING: Final = N_("a mapping of keys and values")


class Fault(NamedTuple):
    """One thing that is wrong, at a key path below the value that was read."""

    code: str
    message: str
    values: Values = NOTHING
    help: str = ""
    key: Key = ()
    on_key: bool = False


LOST: Final = object()
"""What is kept of a value of which nothing can be."""


class Wrong(Exception):  # noqa: N818 - no error of the program
    """Everything wrong with a value, and what is kept of it."""

    def __init__(self, *faults: Fault, kept: Any = LOST, fits: bool = False) -> None:
        super().__init__(faults)
        self.faults = [*faults]
        self.kept = kept
        self.fits = fits
        """Whether the value is at least of the right type."""
        self.left_out: list[Key] = []
        """List items that are not in what is kept."""
        self.unknown: list[Key] = []
        """Keys whose value is not in what is kept, which has the default instead."""

    def take(self, part: str | int, inner: "Wrong") -> None:
        """Take over what is wrong with the value under a key or at a place in a list."""
        self.faults += [fault._replace(key=(part, *fault.key)) for fault in inner.faults]
        self.left_out += [(part, *key) for key in inner.left_out]
        self.unknown += [(part, *key) for key in inner.unknown]


def no(value: Any, words: Value, *, fits: bool = False) -> Wrong:
    """The answer for a value that is not what it must be."""
    expected = Term(words) if isinstance(words, str) else words
    message = N_("{key} is {found}, but must be {expected}.")
    return Wrong(Fault("DU004", message, {"found": found(value), "expected": expected}), fits=fits)


def found(value: Any) -> Value:
    """A value as it is shown: a list or mapping only by that word, a long text by its beginning."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return Term(N_("a mapping"))
    if isinstance(value, list):
        return Term(N_("a list") if value else N_("an empty list"))
    text = str(value)
    return f"«{text[:60]}…»" if len(text) > 60 else f"«{text}»"  # noqa: PLR2004 - what fits on a line


def missing(key: str) -> Fault:
    """A required key that is not there."""
    return Fault("DU005", N_("The required key {key} is missing."), {}, N_("Add the key {key}."), (key,), on_key=True)


def unknown_key(key: str, known: Iterable[str]) -> Reader:
    """A reader that refuses a key whatever its value."""

    def refuse(_: Any) -> Any:
        message, near = N_("The key {key} is not known."), nearest(key, known)
        if near:
            raise Wrong(Fault("DU003", message, {"nearest": near[0]}, N_("Did you mean {nearest}?"), on_key=True))
        raise Wrong(Fault("DU003", message, {"allowed": tuple(known)}, N_("Remove it, or use one of {allowed}."), on_key=True))

    return refuse
