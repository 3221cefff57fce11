"""Which cases and meetings a policy protects: those that have come to the status it names, or further."""

from collections.abc import Mapping

from du_cli.dataset.casework import MEETING_MOVES, MOVES
from du_cli.models.policy import Policy


def protected_statuses(policy: Policy, *, case: bool) -> frozenset[str]:
    """The statuses in which a policy protects cases or meetings: the one it names, and those that come after it."""
    first = policy.protected_after.get("case" if case else "meeting")
    table = ways(case=case)
    return reached(table, first) if first in table else frozenset()


def ways(*, case: bool) -> Mapping[str, tuple[str, ...]]:
    """Where each status of cases or meetings may go."""
    return {str(status): found for status, found in MOVES.items()} if case else MEETING_MOVES


def reached(table: Mapping[str, tuple[str, ...]], start: str | None) -> frozenset[str]:
    """A status and all that may come after it."""
    found = [start] if start else []
    for status in found:
        found += [each for each in table[status] if each not in found]
    return frozenset(found)
