"""Questions about people, days, bodies and organisations: what completes the answer, and what judges it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from du_cli.cli.asking import ask, asks, remember
from du_cli.cli.base import parse_date, say
from du_cli.i18n import N_, brief, fill

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.members import Member

PERSON = N_("The person's id or name")


def ask_member(
    dataset: "Dataset", given: str | None, option: str = "ID", question: str = PERSON, judge: "Callable[[Member], Any] | None" = None
) -> str:
    """A member's id or name; ``judge`` raises ``DuError`` for a member whom it cannot be."""
    from du_cli.edits.naming import member_named

    def fits(text: str) -> None:
        found = member_named(dataset, text)
        if judge:
            judge(found)

    return ask(given, question, option, words=people(dataset), judge=fits)


def ask_appointee(dataset: "Dataset", given: str | None, organisation: str | None) -> tuple[str, str | None]:
    """Who is appointed: a member's id or name, or a new person's name; and the organisation, which a new person needs."""
    from du_cli.dataset.people import find_member

    who = ask(given, PERSON, "ID", words=people(dataset), judge=partial(find_member, dataset), keep=False)
    if asks() and not organisation and find_member(dataset, who) is None:
        organisation = _newcomers_organisation(dataset, who)
        if not (organisation or given):
            return ask_appointee(dataset, None, None)
    if not given:
        remember("ID", who)
    return who, organisation


def _newcomers_organisation(dataset: "Dataset", name: str) -> str | None:
    """The organisation of somebody who is not in the roster, once that is said; None for a name that was misspelt."""
    from du_cli.edits.naming import unknown_member

    unknown = unknown_member(dataset, name)
    say(fill(unknown.message, brief(unknown.values)))
    question = fill(N_("The organisation of {person} (empty: nobody new)"), brief({"person": name}))
    return ask_organisation(dataset, None, question, "--organisation", default="") or None


def people(dataset: "Dataset") -> list[str]:
    """Ids and names of members."""
    return [*dataset.member, *(one.name for one in dataset.members)]


def bodies(dataset: "Dataset") -> list[str]:
    """Ids and names of bodies."""
    return [*dataset.bodies, *(one.name for one in dataset.bodies.values())]


def organisations(dataset: "Dataset") -> list[str]:
    """Ids and names of bodies and organisations of the data, and the register's names on its day."""
    from du_cli.registers import names_on

    own = [*dataset.organisation, *(one.name for one in dataset.organisation.values())]
    return [*bodies(dataset), *own, *names_on(dataset.at)]


def ask_organisation(dataset: "Dataset", given: str | None, question: str, option: str, default: str | None = None) -> str:
    """An organisation: its register name, number or id."""
    from du_cli.edits.naming import organisation_named

    words = organisations(dataset) if not given else []
    return ask(given, question, option, default=default, words=words, judge=lambda text: organisation_named(dataset, text, dataset.at))


def ask_responsible(dataset: "Dataset", given: str | None, default: str | None = None) -> str:
    """Who is responsible for a case: a member, body or organisation."""
    from du_cli.edits.cases import responsible_named

    words = [*people(dataset), *organisations(dataset)] if not given else []
    judge = partial(responsible_named, dataset)
    return ask(given, N_("Who is responsible"), "--responsible", default=default, words=words, judge=judge)


def ask_date(
    given: str | None,
    question: str,
    option: str,
    default: date | None = None,
    judge: Callable[[date], Any] | None = None,
    *,
    keep: bool = True,
) -> date:
    """A day; ``default`` is what an empty answer means, and ``judge`` raises ``DuError`` for a day that it cannot be."""

    def fits(text: str) -> None:
        day = parse_date(text)
        if judge:
            judge(day)

    return parse_date(ask(given, question, option, default=default.isoformat() if default else None, judge=fits, keep=keep))
