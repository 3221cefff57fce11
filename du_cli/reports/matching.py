"""Candidates and places: the largest assignment there is, and the smallest group that cannot all be placed."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

Seats = Sequence[int]
"""The seats a candidate fits, as positions in a list of seats, in its order."""


def assign(options: Sequence[Seats], places: Sequence[int]) -> tuple[int | None, ...]:
    """A seat, or None, for every candidate, so that as many as possible sit.

    ``options`` gives each candidate's seats, ``places`` each seat's places. Of the largest assignments it is the
    one that seats the first candidate, in the earliest seat, then the second, and so on.
    """
    left, wanted = list(places), _size(options, places)
    chosen: list[int | None] = []
    for number, seats in enumerate(options, 1):
        rest = options[number:]
        seat = next((seat for seat in seats if left[seat] and 1 + _size(rest, _less(left, seat)) == wanted), None)
        if seat is not None:
            left, wanted = _less(left, seat), wanted - 1
        chosen.append(seat)
    return tuple(chosen)


def _less(places: Sequence[int], seat: int) -> list[int]:
    return [count - (number == seat) for number, count in enumerate(places)]


def _size(options: Sequence[Seats], places: Sequence[int]) -> int:
    """How many candidates can sit at once: augmenting paths, with several places in a seat."""
    holders: list[list[int]] = [[] for _seat in places]

    def find_place(candidate: int, tried: set[int]) -> bool:
        for seat in options[candidate]:
            if seat not in tried:
                tried.add(seat)
                if len(holders[seat]) < places[seat]:
                    holders[seat].append(candidate)
                    return True
                for number, other in enumerate(holders[seat]):
                    if find_place(other, tried):
                        holders[seat][number] = candidate
                        return True
        return False

    return sum(find_place(candidate, set()) for candidate in range(len(options)))


def smallest_group(options: Sequence[Seats], places: Sequence[int]) -> tuple[int, ...]:
    """The smallest group of candidates that cannot all sit, the first of that size in order; empty when all can.

    Exact, by Hall's theorem: a group cannot all sit when its seats have fewer places than it has candidates, and
    conversely holds such a group. Let S be one of least size and T the seats with places that fit any of it. T has
    |S| - 1 places, else one could be left out of S; so whoever fits into T alone is worth as much as those of S,
    and the first |S| of them are the first such group. S does not fall into two parts without a common seat, since
    one part would do; so T is reached from one candidate's seats by adding others' that share a seat with it.
    """
    if _size(options, places) == len(options):
        return ()
    open_seats = [frozenset(seat for seat in seats if places[seat]) for seats in options]
    best: tuple[int, ...] = ()
    for count, union in _unions(frozenset(open_seats), places):
        if best and count >= len(best):
            break
        inside = tuple(number for number, seats in enumerate(open_seats) if seats <= union)
        if len(inside) > count:
            best = min(best or inside[: count + 1], inside[: count + 1])
    return best


def _unions(sets: frozenset[frozenset[int]], places: Sequence[int]) -> Iterator[tuple[int, frozenset[int]]]:
    """Unions of sets of seats that hang together, each once, with their places, the fewest places first."""
    waiting: list[tuple[int, list[int]]] = []
    seen: set[frozenset[int]] = set()

    def add(union: frozenset[int]) -> None:
        if union not in seen:
            seen.add(union)
            heappush(waiting, (sum(places[seat] for seat in union), sorted(union)))

    for each in sets:
        add(each)
    while waiting:
        count, seats = heappop(waiting)
        union = frozenset(seats)
        yield count, union
        for other in sets:
            if union & other:
                add(union | other)
