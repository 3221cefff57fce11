"""What happened, in plain values: an event of a record, and the events a commit brought."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Plain = Mapping[str, object]
"""A record as its file holds it: keys and values of YAML, nothing checked."""

Named = tuple[str, str]
"""What a record is (member, case, meeting, version …) and its id."""

SignatureState = Literal["good", "unknown", "expired", "revoked", "bad", "none"]
"""A commit's signature: good; of a key git does not know; good once, of a key (or itself) expired or revoked since; not valid; or none."""


class Event(NamedTuple):
    """One thing that happened to a record; days and values stand as the files have them."""

    what: str
    kind: str
    id: str
    name: str = ""
    """The record's name or title, as it was then."""
    field: str = ""
    """The key that says so, with full stops."""
    before: object = None
    after: object = None
    seat: str | None = None
    who: str | None = None
    """The member or body it is about besides: who answered, was asked, or stepped aside."""
    day: str | None = None
    meeting: str | None = None
    case: str | None = None


class CommitEvents(NamedTuple):
    """A commit, and what happened with it; ``unreadable`` names files it left in a state that cannot be read."""

    commit: str
    author: str
    time: str
    subject: str
    events: tuple[Event, ...]
    unreadable: tuple[str, ...] = ()
    signed: bool = False
    """Whether it has a signature; whether that is good is for git to say."""


class Fault(NamedTuple):
    """Something in the history that is not as it should be; ``what`` says what, the other parts which."""

    what: str
    commit: str = ""
    author: str = ""
    day: str = ""
    path: str = ""
    id: str = ""
    key: str = ""
    status: str = ""
    subject: str = ""
