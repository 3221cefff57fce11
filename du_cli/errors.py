"""What the program cannot do: one error class a kind of trouble, caught in one place."""

from typing import NamedTuple


class DuError(Exception):
    """Trouble that stops a command: what, where and what to do, as a marked text with {named} places.

    The text is translated where it is shown (``cli.main``), so that the reader's language decides.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


class UsageError(DuError):
    """A command was typed in a way it does not understand."""


class MissingError(UsageError):
    """A value was not given, and nobody is there to be asked for it: ``option`` names it."""


class Needed(NamedTuple):
    """Something that only a person can say: what the edit calls it, the option that gives it, and the question that asks for it."""

    field: str
    option: str
    question: str
    choices: tuple[str, ...] = ()
    """What it can be, where that is all there is."""


class NeededError(DuError):
    """A change lacks something that only a person can say; the message says which option gives it."""

    def __init__(self, message: str, needed: Needed, **values: object) -> None:
        super().__init__(message, **values)
        self.needed = needed


class GitError(DuError):
    """git refused, or is not there."""
