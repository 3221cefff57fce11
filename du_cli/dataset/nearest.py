"""The names most like a misspelt one, for "did you mean"."""

from collections.abc import Iterable


def nearest(text: str, names: Iterable[str], most: int = 1) -> list[str]:
    """Up to ``most`` of ``names`` that are like ``text``, the likest first."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in names}
    return [folded[found] for found in get_close_matches(text.casefold(), folded, most, 0.6)]
