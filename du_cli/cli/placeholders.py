"""What usage lines call a value that is to be given, in the reader's language."""

import re
from typing import Final

from du_cli.i18n import N_, _

WORDS: Final = frozenset(
    (
        N_("ABSTAINED"),
        N_("ADVICE"),
        N_("AGAINST"),
        N_("ANSWERED"),
        N_("ASKED"),
        N_("BODY"),
        N_("CASE"),
        N_("CODE"),
        N_("CODES"),
        N_("COUNTY"),
        N_("DATE"),
        N_("DIR"),
        N_("FILE"),
        N_("ITEM"),
        N_("ITEMS"),
        N_("KIND"),
        N_("MEMBER"),
        N_("NAME"),
        N_("NUMBER"),
        N_("ORGANISATION"),
        N_("OUTCOME"),
        N_("PATH"),
        N_("POSITION"),
        N_("REASON"),
        N_("SEAT"),
        N_("SHELL"),
        N_("SPAN"),
        N_("TEXT"),
        N_("TIME"),
        N_("TITLE"),
        N_("YEAR"),
    )
)


def placeholder(text: str) -> str:
    """A placeholder such as ``NAME:ORGANISATION`` with its words translated; all else stays."""
    return re.sub("[A-Z]+", lambda found: _(found[0]) if found[0] in WORDS else found[0], text)
