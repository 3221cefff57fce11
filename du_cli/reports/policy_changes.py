"""What a change does to the policy: each key as it was and is, and which protection is loosened."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.comparison import Comparison
from du_cli.dataset.protection import protected_statuses
from du_cli.i18n import N_, Either, Term, fill
from du_cli.models.policy import Policy
from du_cli.models.record import values
from du_cli.reports import choices
from du_cli.reports.history_words import quoted

_PROTECTED: Final = "protected_after"
_SIGNERS: Final = "allowed_signers"


class PolicyChange(NamedTuple):
    """A key of the policy that has another value (None: none), and whether it protects less.

    ``unprotected``: the statuses in which cases or meetings were protected, and are no longer.
    """

    key: str
    before: object
    after: object
    loosens: bool
    unprotected: tuple[str, ...]


def facts(change: Comparison) -> Iterator[PolicyChange]:
    """Every key of the policy that has another value, where it can be read before and after."""
    policies = change.base.policy, change.head.policy
    before, after = map(values, policies)
    for key, was in before.items():
        if was == after[key] or not (change.base.chosen(key) and change.head.chosen(key)):
            continue
        if key == _PROTECTED:
            yield from _protection(*policies)
        else:
            yield PolicyChange(key, was, after[key], key == _SIGNERS and after[key] is None, ())


def _protection(before: Policy, after: Policy) -> Iterator[PolicyChange]:
    for kind in ("case", "meeting"):
        was, now = (policy.protected_after.get(kind) for policy in (before, after))
        lost = protected_statuses(before, case=kind == "case") - protected_statuses(after, case=kind == "case")
        if was != now:
            yield PolicyChange(f"{_PROTECTED}.{kind}", was, now, bool(lost), tuple(sorted(lost)))


def said(one: PolicyChange) -> Iterator[str]:
    """What happened to a key of the policy, as sentences: first the protection that is loosened."""
    if one.loosens:
        lost = Either(tuple(Term(_statuses(one)[status]) for status in one.unprotected))
        yield fill(_LOOSENED[one.key], {"lost": lost})
    yield fill(_text(one), {"key": one.key, "before": _value(one, one.before), "after": _value(one, one.after)})


_LOOSENED: Final = {
    f"{_PROTECTED}.case": N_("Protection is loosened: cases with the status {lost} may be changed."),
    f"{_PROTECTED}.meeting": N_("Protection is loosened: meetings with the status {lost} may be changed."),
    _SIGNERS: N_("Protection is loosened: signatures are no longer required."),
}


def _statuses(one: PolicyChange) -> Mapping[str, str]:
    return choices.CASE_STATUS if one.key == f"{_PROTECTED}.case" else choices.MEETING_STATUS


def _text(one: PolicyChange) -> str:
    if one.before is None:
        return N_("{key} is {after}; it was not set.")
    return N_("{key} was {before} and is not set any longer.") if one.after is None else N_("{key} was {before} and is {after}.")


def _value(one: PolicyChange, value: object) -> object:
    """A value of the policy for the reader: a status and a day in words, all else as the file writes it."""
    if isinstance(value, str) and one.key.startswith(_PROTECTED):
        return Term(_statuses(one).get(value, value))
    return value if isinstance(value, date) else quoted(list(value) if isinstance(value, tuple) else value)
