"""Find the register names nearest to a misspelt one."""

from collections import defaultdict
from datetime import date
from difflib import get_close_matches

from du_cli.registers.tables import normal_form
from du_cli.registers.units import all_units

_FORMS = ("kommune", "fylkeskommune", "herad")
_MOST = 3
_MISSPELT_FORM = 0.8
"""How like a form a word must be to count as one: "fylkekommune" is, the name Kvinnherad is not."""


def nearest_names(text: str) -> tuple[str, ...]:
    """Return up to three register names, of any day, whose name without its form is near the text's."""
    labels = _labels_by_name()
    names = get_close_matches(_without_form(text), labels, n=_MOST)
    return tuple(dict.fromkeys(label for name in names for label in sorted(labels[name])))[:_MOST]


def _labels_by_name() -> dict[str, set[str]]:
    labels: dict[str, set[str]] = defaultdict(set)
    for unit in all_units():
        for name in {name for period in unit.periods for name in period.names}:
            labels[_folded(name)].add(unit.label_on(date.max))
    return labels


def _folded(name: str) -> str:
    return normal_form(name).casefold().partition(" (")[0]


def _without_form(text: str) -> str:
    words = _folded(text).split()
    return " ".join(word for word in words if not get_close_matches(word, _FORMS, n=1, cutoff=_MISSPELT_FORM))
