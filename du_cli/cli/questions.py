"""Questions about people, days, bodies and organisations: what completes the answer, and what judges it."""

from datetime import date
from typing import TYPE_CHECKING

from du_cli.cli.asking import ask
from du_cli.cli.base import parse_date
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset

PERSON = N_("The person's id or name")


def ask_member(dataset: "Dataset", given: str | None, option: str = "ID", question: str = PERSON) -> str:
    """A member's id or name."""
    from du_cli.edits.naming import member_named

    return ask(given, question, option, words=people(dataset), judge=lambda text: member_named(dataset, text))


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


def ask_organisation(dataset: "Dataset", given: str | None, question: str, option: str) -> str:
    """An organisation: its register name, number or id."""
    from du_cli.edits.naming import organisation_named

    words = organisations(dataset) if not given else []
    return ask(given, question, option, words=words, judge=lambda text: organisation_named(dataset, text, dataset.at))


def ask_date(given: str | None, question: str, option: str, default: date | None = None, *, keep: bool = True) -> date:
    """A day; ``default`` is what an empty answer means."""
    return parse_date(ask(given, question, option, default=default.isoformat() if default else None, judge=parse_date, keep=keep))
