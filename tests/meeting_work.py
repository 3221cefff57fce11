"""A committee at work in a repository of its own: two meetings written by hand, and cases in every status that matters here."""

from pathlib import Path

import pytest
import repositories
from conftest import Answer, Du
from repositories import alone, git, put

__all__ = ["git", "put"]

MANDATE = """\
# Oppdiktet eksempel
committee: {id: provenemnda, name: Prøvenemnda, language: nb, leads: laget, advises: radet}
bodies:
  - {id: laget, name: Laget, kind: association}
  - {id: radet, name: Rådet, kind: council}
  - {id: nettet, name: Nettet, kind: regional_network, areas: [Vestland]}
versions:
  - id: "1"
    meetings_per_month: {min: 1, max: 2}
    written_procedure: {allowed: true, reasonable_deadline: true}
    tasks: [{id: 1, name: Saker}]
    seats:
      - {id: laget, name: Fra laget, count: 3, kind: body, body: laget}
      - {id: vest, name: Vestland, count: 3, kind: municipality, areas: [Vestland]}
    clauses: []
"""
ROSTER = """\
unpublished_holders: {laget: 2}
members:
  - {id: kari, name: Kari Li, organisation: laget, role: leader, appointments: [{seat: laget, from: 2025-01-01}]}
  - {id: ola, name: Ola Berg, organisation: Bergen kommune, appointments: [{seat: vest, from: 2025-01-01}]}
  - {id: liv, name: Liv Moe, organisation: Voss herad, appointments: [{seat: vest, from: 2025-01-01}]}
  - {id: per, name: Per Dal, organisation: Stord kommune, appointments: [{seat: vest, from: 2025-01-01, until: 2025-12-31, ended: 2025-12-31}]}
  - {id: siri, name: Siri Sekretær, organisation: laget, role: secretary, appointments: []}
"""
HELD = """\
id: 2026-01-06
type: ordinary
status: held
start: "10:00"
called: 2025-12-20
chair: kari
agenda:
  - {item: 1, type: briefing, title: Runde, minutes: Alle fortalte.}
attendance:
  present: [kari, ola, liv]
"""
BY_HAND = """\
# Oppdiktet eksempel: innkallingen er skrevet for hånd,
# og ser ut deretter.
id: 2026-02-03
type:   ordinary
status: planned     # ennå
start: '10:00'

agenda:
- item: 1
  type: other
  title: "Åpning og godkjenning av dagsorden"   # alltid først

- {item: 2, type: briefing, by: ola, title: 'Nytt fra Bergen'}

# papirene kommer senere
documents: []
"""


def case(number: int, status: str, more: str = "", kind: str = "recommendation", responsible: str | None = "ola") -> dict[str, str]:
    held = f"responsible: {responsible}\n" if responsible else ""
    text = (
        f"# sak {number}, oppdiktet\nid: 2026-{number:03}\ntitle: Sak {number}\ntype: {kind}\nmandate_tasks: [1]\nstatus: {status}   # her\n"
        f"raised: {{date: 2026-01-02, by: nettet}}\n{held}{more}"
    )
    return {f"data/cases/2026/{number:03}.yaml": text}


TO_THE_COUNCIL = "addressee: radet\nproposal: |\n  Rådet bør si ja.\n"
RECUSED = "recusals: [{member: liv, basis: fvl. § 6}]\n"
WRITTEN = "written_procedure: {reason: Det haster, sent: 2026-01-05, deadline: 2026-01-14, sent_to: all, closed: 2026-01-15}\n"
CASES = {
    **case(1, "in_preparation", TO_THE_COUNCIL + RECUSED),
    **case(2, "in_preparation", kind="information"),
    **case(3, "proposed", responsible=None, kind="preparation"),
    **case(4, "proposed"),
    **case(5, "in_preparation", WRITTEN),
    **case(6, "in_preparation", kind="preparation"),
    **case(7, "withdrawn", "handling: [{date: 2026-01-05, outcome: withdrawn, note: Uaktuell}]\n"),
}
FILES = {
    "data/mandate.yaml": MANDATE,
    "data/members.yaml": ROSTER,
    "data/meetings/2026/2026-01-06.yaml": HELD,
    "data/meetings/2026/2026-02-03.yaml": BY_HAND,
    "data/plans/2026.yaml": "year: 2026\ncommittee_meetings:\n  - 2026-01-06   # nyttår\n  - 2026-02-03\n",
    **CASES,
}


def texts(root: Path) -> dict[str, str]:
    """Every file of the data, by path from the root."""
    found = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The committee in a repository, with an identity the person has given."""
    alone(folder, monkeypatch)
    return repositories.repository(folder / "nemnd", files=FILES)


DAY = "2026-02-03"
MEETING = f"data/meetings/2026/{DAY}.yaml"
CASE = "data/cases/2026/001.yaml"
"""The meeting and the case of ``with_a_meeting``."""


class Office:
    """The command line on the committee's folder."""

    def __init__(self, du: Du, root: Path) -> None:
        self.du, self.root = du, root

    def typed(self, *words: str, at: str = DAY) -> Answer:
        """What a command answers."""
        return self.du(*words, "--at", at, "--lang", "en", cwd=self.root)

    def done(self, *words: str, at: str = DAY) -> Answer:
        """The same of one that must succeed, and leave no error behind."""
        answer = self.typed(*words, at=at)
        assert answer.code == 0, answer.err
        check = self.typed("check", at=at)
        assert check.code == 0, check.out
        return answer

    def refused(self, *words: str, at: str = DAY) -> str:
        """What is said of a command that is refused and changes nothing."""
        were = texts(self.root)
        answer = self.typed(*words, at=at)
        assert (answer.code, answer.out, texts(self.root) == were) == (2, "", True), answer.err
        return answer.err

    def text(self, path: str) -> str:
        """A file's text."""
        return (self.root / path).read_text(encoding="utf-8")


def with_a_meeting(du: Du, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The meeting of 3 February has case 1/26 as item 3, after another matter and a briefing, and who was there is recorded."""
    found = Office(du, repository(folder, monkeypatch))
    found.done("meetings", "agenda", DAY, "--add", "1/26", at="2026-01-20")
    found.done("meetings", "call", DAY, at="2026-01-20")
    found.done("meetings", "attend", DAY, "--all-present", "--unpublished", "laget=2")
    return found
