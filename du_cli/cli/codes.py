"""Codes and families of rules on the command line."""

from du_cli.errors import UsageError
from du_cli.i18n import N_, Either
from du_cli.rules import CODES, FAMILIES


def code_or_family(text: str) -> str:
    """A rule's code or a family, in capitals; raises ``UsageError`` naming what there is to choose from."""
    found = text.strip().upper()
    if found in CODES or found in FAMILIES:
        return found
    near = tuple(code for code in CODES if code[:3] == found[:3]) or FAMILIES
    raise UsageError(N_("There is no rule or family {code}. Choose one of {choices}."), code=found, choices=Either(near))
