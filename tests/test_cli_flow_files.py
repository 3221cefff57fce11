"""Commands on files written by hand in flow style over several lines: each changes its own line, and no comment moves."""

from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Du
from meeting_work import FILES, case, put, repository

MEETING, CASE, OUTREACH, ROSTER = (
    "data/meetings/2026/2026-02-03.yaml",
    "data/cases/2026/008.yaml",
    "data/outreach/2026.yaml",
    "data/members.yaml",
)
AGENDA = """\
id: 2026-02-03
type: ordinary
status: planned
start: '10:00'
agenda: [
  {item: 1, type: other, title: 'Åpning'},   # alltid først
  {item: 2, "type": case, case: 2026-001, purpose: decision},  # Ola er inhabil
  {item: 3, type: case, case: 2026-006, purpose: "decision"}   # utsatt fra mai
]   # slutt
"""
ANSWERS = """\
written_procedure: {
  reason: 'Det haster', sent: 2026-01-15, deadline: 2026-01-30,   # kort frist
  sent_to: [ola, liv],
  responses: [
    {date: 2026-01-16, member: ola, "position": supports},   # muntlig
  ],
}
"""
ACTIVITIES = "year: 2026\nactivities: [\n  {member: ola, date: 2026-01-10, area: 'Vestland', topic: Første}   # i Bergen\n  # slutt\n]\n"
MEMBERS = FILES["data/members.yaml"].replace("  - ", "  ").replace("members:\n", "members: [\n").replace("}]}\n", "}]},   # fast\n")
FLOW = {
    MEETING: AGENDA,
    OUTREACH: ACTIVITIES,
    ROSTER: MEMBERS.replace("appointments: []}\n", "appointments: []}   # ikke medlem\n]\n"),
    **case(8, "in_written_procedure", ANSWERS),
    **case(1, "on_agenda", "addressee: radet\n"),
    **case(6, "on_agenda", kind="preparation"),
}
ITEMS = {
    name: next(line for line in AGENDA.splitlines(keepends=True) if name in line) for name in ("alltid først", "Ola er inhabil", "fra mai")
}

BO = (
    "{id: bo-ek, name: Bo Ek, organisation: Bergen kommune, title: null, leads_digitalisation: null, resource_environment: null, "
    "role: member, also_sits_in: [], appointments: []}"
)


class Written(NamedTuple):
    """A command, the file it writes, and what gives way to what there."""

    path: str
    words: tuple[str, ...]
    old: str
    new: str


COMMANDS = {
    "an item off an agenda": Written(
        MEETING,
        ("meetings", "agenda", "2026-02-03", "--remove", "1/26"),
        ITEMS["Ola er inhabil"] + ITEMS["fra mai"],
        ITEMS["fra mai"].replace("item: 3", "item: 2"),
    ),
    "the last item off an agenda": Written(
        MEETING,
        ("meetings", "agenda", "2026-02-03", "--remove", "6/26"),
        ITEMS["Ola er inhabil"] + ITEMS["fra mai"],
        ITEMS["Ola er inhabil"].replace("},  #", "}  #"),
    ),
    "an item on an agenda": Written(
        MEETING,
        ("meetings", "agenda", "2026-02-03", "--title", "Eventuelt"),
        '"decision"}   # utsatt fra mai\n',
        '"decision"},   # utsatt fra mai\n  {item: 4, type: other, title: Eventuelt}\n',
    ),
    "a member": Written(
        ROSTER,
        ("members", "add", "Bo Ek", "--organisation", "Bergen kommune"),
        "appointments: []}   # ikke medlem\n",
        f"appointments: []}},   # ikke medlem\n  {BO}\n",
    ),
    "an activity": Written(
        OUTREACH,
        ("outreach", "add", "--member", "liv", "--audience", "both", "--topic", "Nett"),
        "Første}   # i Bergen\n",
        "Første},   # i Bergen\n  {date: 2026-01-20, member: liv, area: Vestland, audience: both, topic: Nett}\n",
    ),
    "an answer": Written(
        CASE,
        ("written", "respond", "8/26", "liv", "supports", "--comment", "Bra: ja"),
        "   # muntlig\n",
        '   # muntlig\n    {member: liv, date: 2026-01-20, position: supports, comment: "Bra: ja"},\n',
    ),
}


@pytest.mark.parametrize("wanted", COMMANDS.values(), ids=COMMANDS)
def test_a_command_changes_its_own_lines(du: Du, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: Written) -> None:
    root = repository(tmp_path, monkeypatch)
    put(root, FLOW)
    assert FLOW[wanted.path].count(wanted.old) == 1
    answer = du(*wanted.words, "--at", "2026-01-20", "--lang", "en", cwd=root)
    assert answer.code == 0, answer.err
    assert (root / wanted.path).read_text(encoding="utf-8") == FLOW[wanted.path].replace(wanted.old, wanted.new)
