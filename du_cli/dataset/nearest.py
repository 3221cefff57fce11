"""The names most like a misspelt one, for "did you mean"."""

import re
from collections.abc import Iterable


def nearest(text: str, names: Iterable[str], most: int = 1) -> list[str]:
    """Up to ``most`` of ``names`` that are like ``text``, the likest first; else those that have a word very like it, as a first name."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in names}  # of two that are alike the last
    if found := get_close_matches(text.casefold(), folded, most, 0.6):
        return [folded[one] for one in found]
    words = {word: name for one, name in folded.items() for word in re.findall(r"\w+", one)}
    return [words[one] for one in get_close_matches(text.casefold(), words, most, 0.8)]
