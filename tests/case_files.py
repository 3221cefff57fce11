"""Small committees with cases and meetings, written as YAML, and what a check says of them."""

from datetime import date, timedelta

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.findings import Finding, Outcome
from du_cli.i18n import fill
from du_cli.rules import check

DAY = timedelta(days=1)
AT = date(2026, 3, 2)

MANDATE = """
committee: {id: provenemnda, name: Prøvenemnda, language: nb, leads: forbundet, advises: radet}
bodies:
  - {id: forbundet, name: Eksempelforbundet, kind: association}
  - {id: radet, name: Eksempelrådet, kind: council}
  - {id: nettverket, name: Digi Eksempel, kind: regional_network}
versions:
  - id: "1"
    written_procedure: {allowed: true, reasonable_deadline: true}
    tasks: [{id: 1, name: Saker}]
    seats:
      - {id: nemnda, name: Nemnda, count: 9, kind: any}
      - {id: forbundet, name: Forbundet, count: 3, kind: body, body: forbundet}
    clauses: []
"""


def person(name: str, of: str = "Bergen kommune", appointments: str = "{seat: nemnda, appointed_by: forbundet}") -> str:
    return f"  - {{id: {name}, name: {name.title()}, organisation: {of}, appointments: [{appointments}]}}\n"


KARI, OLA = person("kari"), person("ola", "Voss herad")

DEFAULTS = {
    "id": "2026-001",
    "title": "En sak",
    "type": "preparation",
    "mandate_tasks": "[1]",
    "status": "in_preparation",
    "raised": "{date: 2026-01-12, by: nettverket}",
    "responsible": "kari",
}


def case(**keys: str | None) -> dict[str, str]:
    """A case file; each key as YAML in flow style, None leaves it out."""
    facts = {**DEFAULTS, **keys}
    year, number = str(facts["id"]).split("-")
    text = "".join(f"{key}: {value}\n" for key, value in facts.items() if value is not None)
    return {f"data/cases/{year}/{number}.yaml": text}


def meeting(
    key: str = "2026-02-03", status: str = "held", agenda: str = "", attendance: str = "null", chair: str = "kari"
) -> dict[str, str]:
    lines = [f"id: {key}", "type: ordinary", f"status: {status}", f"chair: {chair}", f"agenda: [{agenda}]", f"attendance: {attendance}"]
    return {f"data/meetings/{key[:4]}/{key}.yaml": "\n".join([*lines, ""])}


def root(*files: dict[str, str], members: str = KARI + OLA, unpublished: str = "{}", mandate: str = MANDATE) -> dict[str, str]:
    found = {"data/mandate.yaml": mandate, "data/members.yaml": f"unpublished_holders: {unpublished}\nmembers:\n{members}"}
    for more in files:
        found |= more
    return found


def loaded(files: dict[str, str], at: date = AT) -> Dataset:
    return load({path: text.encode() for path, text in files.items()}, at)


def answers(files: dict[str, str], code: str, at: date = AT) -> list[Finding]:
    return [found for found in check(loaded(files, at)) if found.code == code]


def said(files: dict[str, str], code: str, at: date = AT) -> list[str]:
    """The subjects of a rule's findings; those not assessed with a question mark."""
    return [found.subject + "?" * (found.outcome == Outcome.NOT_ASSESSED) for found in answers(files, code, at)]


def texts(files: dict[str, str], code: str, at: date = AT) -> list[str]:
    return [fill(found.message, found.values) for found in answers(files, code, at)]


def keys(files: dict[str, str], code: str, at: date = AT) -> list[str]:
    return [".".join(map(str, found.place.key)) for found in answers(files, code, at)]


FIRED = ["2026-001"]
BROKEN = "\nunknown_key: 1\n"


def broken(files: dict[str, str], path: str = "data/cases/2026/001.yaml", wrong: str = BROKEN) -> dict[str, str]:
    return {**files, path: files[path] + wrong}
