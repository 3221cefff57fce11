"""A committee with cases on their way, in a repository of its own; all of it fictitious."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Answer, Du
from repositories import alone, git, repository

__all__ = ["git"]

Command = Callable[..., Answer]

MANDATE = """\
# Oppdiktet eksempel
committee: {id: provenemnda, name: Prøvenemnda, short_name: PN, language: nb, leads: laget, secretariat: laget, advises: radet}
bodies:
  - {id: laget, name: Laget, kind: association}
  - {id: radet, name: Rådet, kind: council}
  - {id: nett-vest, name: Nett Vest, kind: regional_network, areas: [Vestland]}
versions:
  - id: "1"
    valid_from: null
    valid_to: null
    written_procedure: {allowed: true, reasonable_deadline: true}
    tasks:
      - {id: 1, name: Anbefalinger}
      - {id: strategi, name: Strategi}
    seats:
      - {id: nemnda, name: Nemnda, count: 6, kind: any}
      - {id: laget, name: Fra laget, count: 2, kind: body, body: laget}
    clauses: []
"""
MEMBERS = """\
# Oppdiktet eksempel
unpublished_holders: {laget: 2}
members:
  - {id: kari, name: Kari Li, organisation: Bergen kommune, appointments: [{seat: nemnda, from: 2026-01-01, until: 2029-12-31}]}
  - {id: ola, name: Ola Nes, organisation: Voss herad, appointments: [{seat: nemnda, from: 2026-01-01, until: 2029-12-31}]}
  - {id: per, name: Per Å, organisation: Stord kommune, appointments: [{seat: nemnda, from: 2026-01-01, until: 2029-12-31}]}
  - {id: siv, name: Siv, organisation: Askøy kommune, appointments: [{seat: nemnda, from: 2026-03-10, until: 2029-12-31}]}
"""
PLAN = """\
year: 2026
council_meetings:
  - {date: 2026-03-12, papers_due: 2026-02-26}
  - {date: 2026-06-11, papers_due: 2026-05-28}
  - {date: 2026-09-10}
committee_meetings: []
"""
MEETING = "id: {id}\ntype: ordinary\nstatus: {status}\nagenda:\n  - {{item: 1, type: case, case: 2026-002, purpose: decision}}\n"
PREPARED = """\
# Oppdiktet eksempel
id: 2026-001
title: Felles arkiv
type: recommendation
mandate_tasks: [1]
status: in_preparation   # sist rørt i januar
raised: {date: 2026-01-12, by: laget}
responsible: laget
addressee: radet
proposal: Utvalget anbefaler støtte.
recusals:
  - {member: per, outcome: recused, basis: fvl. § 6, decided: 2026-01-20}
"""
ON_AGENDA = (
    PREPARED.replace("2026-001", "2026-002").replace("in_preparation   # sist rørt i januar", "on_agenda").replace("arkiv", "skjema")
)

FILES = {
    "data/mandate.yaml": MANDATE,
    "data/members.yaml": MEMBERS,
    "data/plans/2026.yaml": PLAN,
    "data/cases/2026/001-felles-arkiv.yaml": PREPARED,
    "data/cases/2026/002.yaml": ON_AGENDA,
    "data/meetings/2026/2026-03-03.yaml": MEETING.format(id="2026-03-03", status="called"),
}
ARCHIVE = "data/cases/2026/001-felles-arkiv.yaml"
FORM = "data/cases/2026/002.yaml"


def started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The committee's folder, committed once, by somebody with an identity of their own."""
    alone(folder, monkeypatch)
    return repository(folder / "nemnd", files=FILES)


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def command(du: Du, root: Path, group: str) -> Command:
    """``du-cli GROUP`` with its root, its day and its language."""

    def call(*arguments: str, at: str = "2026-03-03", lang: str = "en") -> Answer:
        return du(group, *arguments, "--at", at, "--lang", lang, cwd=root)

    return call


def done(answer: Answer) -> Answer:
    """An answer that must be without trouble."""
    assert answer.code == 0, answer.err
    return answer


def sound(du: Du, root: Path, at: str) -> None:
    """The data has no error and every file is in canonical form."""
    answer = du("check", "--at", at, "--lang", "en", "--ignore", "DU016", cwd=root)
    assert answer.code == 0, answer.out
    assert "\n0 errors" in f"\n{answer.out}"
    assert du("fmt", "--check", cwd=root).code == 0
