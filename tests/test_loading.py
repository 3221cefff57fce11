"""Loading: what is wrong with files is found at its place, and a broken file or record hides nothing else."""

import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.dataset import work
from du_cli.dataset.cases import Judging
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.dataset.read import formatted, model_of
from du_cli.dataset.validate import original, record_of, validate
from du_cli.errors import DuError
from du_cli.findings import Outcome, Problem, Severity
from du_cli.i18n import fill
from du_cli.models.record import fields as keys_of
from du_cli.rules import check, judge_case
from du_cli.schema import as_pydantic
from du_cli.workspace import DiskFiles, open_dataset
from du_cli.yamlfile import Lines

AT = date(2026, 1, 15)
MANDATE = """\
committee: {id: du, name: Utvalget, language: nb, leads: ks}
bodies:
  - {id: ks, name: KS, kind: association}
  - {id: nettverk, name: Nettverket, kind: regional_network, areas: [Vestland]}
versions:
  - id: "2020"
    tasks:
      - {id: 1, name: Oppgave}
    seats:
      - {id: vestland, name: Vestland, count: 2, kind: municipality, areas: [Vestland], clause: c-1, consult: [regional_network]}
    clauses:
      - {id: c-1, reference: Ledd 1, handled_by: {rules: [DU102]}}
"""
MEMBERS = """\
members:
  - id: kari
    name: Kari
    organisation: Bergen kommune
    appointments:
      - {seat: vestland, from: 2024-01-01}
  - id: ola
    name: Ola
    organisation: Voss kommune
    appointments:
      - {seat: vestland, from: 2024-01-01}
"""
CASE = """\
id: 2026-001
title: Sak
type: preparation
status: proposed
raised: {date: 2026-01-02, by: kari}
"""
MEETING = "id: 2026-02-03\ntype: ordinary\nstatus: planned\n"
ORGANISATIONS = "organisations:\n  - {id: ikt, name: IKT, area: Vestland}\n"
WAIVERS = "waivers:\n  - {rule: DU103, subject: vestland, reason: r, until: 2026-12-31}\n"
WHOLE = {
    "mandate": MANDATE,
    "members": MEMBERS,
    "organisations": ORGANISATIONS,
    "waivers": WAIVERS,
    "policy": "outreach_months: 6\n",
    "cases/2026/001": CASE,
    "meetings/2026/2026-02-03": MEETING,
    "plans/2026": "year: 2026\ncommittee_meetings: [2026-02-03]\n",
    "outreach/2026": "year: 2026\nactivities:\n  - {date: 2026-02-10, member: kari, area: Vestland}\n",
}


def files(**changed: str | bytes | None) -> dict[str, bytes]:
    """The whole small committee, with files replaced, or left out where they are None; ``_`` stands for ``/``."""
    named = {**WHOLE, **{name.replace("__", "/").replace("_", "-") if "__" in name else name: text for name, text in changed.items()}}
    return {f"data/{name}.yaml": text.encode() if isinstance(text, str) else text for name, text in named.items() if text is not None}


def dataset(found: Mapping[str, bytes]) -> Dataset:
    return load(found, AT)


def told(found: Mapping[str, bytes]) -> list[str]:
    """Every problem as ``CODE file:line:column record subject``."""
    loaded = dataset(found)
    return [_told(problem, found) for problem in loaded.problems]


def _told(problem: Problem, found: Mapping[str, bytes]) -> str:
    line, column = Lines(found.get(problem.place.path, b"")).locate(problem.place)
    name = problem.place.path.removeprefix("data/").removesuffix(".yaml")
    return f"{problem.code} {name}:{line}:{column} {problem.record or '-'} {problem.subject or '-'}"


def words(found: Mapping[str, bytes]) -> str:
    (problem,) = dataset(found).problems
    return f"{fill(problem.message, problem.values)} {fill(problem.help, problem.values)}".strip()


def test_the_small_committee_has_nothing_wrong() -> None:
    assert told(files()) == []


# ----------------------------------------------------------------------------------------------- one finding at its place

WRONG = {
    "a misspelt key": ("members", "name: Kari", "nam: Kari", ["DU003 members:3:5 kari nam", "DU005 members:2:5 kari name"]),
    "a misspelt key in braces": ("members", "{seat: vestland, from", "{seat: vestland, form: 1, from", ["DU003 members:6:26 kari form"]),
    "an unknown key at the top": ("policy", "outreach_months: 6", "outreach_months: 6\nfarge: blå", ["DU003 policy:2:1 data/policy.yaml farge"]),
    "a number for a text": ("members", "name: Kari", "name: 7", ["DU008 members:3:11 kari name"]),
    "a number with a point for a text": ("members", "name: Kari", "name: 7.5", ["DU008 members:3:11 kari name"]),
    "a code that lost its zero": ("members", "organisation: Bergen kommune", "organisation: 0301", ["DU008 members:4:19 kari organisation"]),
    "a truth value for a text": ("members", "name: Kari", "name: true", ["DU004 members:3:11 kari name"]),
    "a list for a text": ("members", "name: Kari", "name: [Kari]", ["DU004 members:3:11 kari name"]),
    "a mapping for a text": ("members", "name: Kari", "name: {a: Kari}", ["DU004 members:3:11 kari name"]),
    "null for a text that must be": ("members", "name: Kari", "name: null", ["DU004 members:3:11 kari name"]),
    "an empty text": ("members", "name: Kari", 'name: " "', ["DU004 members:3:11 kari name"]),
    "a text for a whole number": ("policy", "6", "seks", ["DU004 policy:1:18 data/policy.yaml outreach_months"]),
    "a number with a point for a whole number": ("policy", "6", "6.5", ["DU004 policy:1:18 data/policy.yaml outreach_months"]),
    "a truth value for a whole number": ("policy", "6", "true", ["DU004 policy:1:18 data/policy.yaml outreach_months"]),
    "a whole number below the least": ("policy", "6", "-1", ["DU004 policy:1:18 data/policy.yaml outreach_months"]),
    "a share above one": ("policy", "outreach_months: 6", "quorum_share: 1.5", ["DU004 policy:1:15 data/policy.yaml quorum_share"]),
    "a month above twelve": ("policy", "outreach_months: 6", "quiet_months: [7, 13]", ["DU004 policy:1:19 data/policy.yaml quiet_months"]),
    "a day that never is": ("members", "from: 2024-01-01}\n  - id: ola", "from: 2024-02-30}\n  - id: ola", ["DU004 members:6:32 kari from"]),
    "a date of another form": ("members", "from: 2024-01-01}\n  - id: ola", "from: 1.1.2024}\n  - id: ola", ["DU004 members:6:32 kari from"]),
    "a date without its zeros": ("members", "from: 2024-01-01}\n  - id: ola", "from: 2024-1-1}\n  - id: ola", ["DU004 members:6:32 kari from"]),
    "a year for a date": ("members", "from: 2024-01-01}\n  - id: ola", "from: 2024}\n  - id: ola", ["DU004 members:6:32 kari from"]),
    "an unknown choice": ("cases__2026__001", "status: proposed", "status: foreslått", ["DU004 cases/2026/001:4:9 2026-001 status"]),
    "a text for a truth value": ("members", "name: Kari", "name: Kari\n    leads_digitalisation: ja", ["DU004 members:4:27 kari leads_digitalisation"]),
    "a text for a list": ("mandate", "areas: [Vestland], clause", "areas: Vestland, clause", ["DU004 mandate:10:77 vestland areas"]),
    "a list for a county": ("mandate", "areas: [Vestland], clause", "areas: [[Vestland]], clause", ["DU004 mandate:10:78 vestland areas"]),
    "a text for a mapping": ("cases__2026__001", "raised: {date: 2026-01-02, by: kari}", "raised: i går", ["DU004 cases/2026/001:5:9 2026-001 raised"]),
    "an id with capitals": ("members", "id: kari", "id: Kari", ["DU004 members:2:9 Kari id", "DU011 cases/2026/001:5:32 2026-001 by", "DU011 outreach/2026:3:32 data/outreach/2026.yaml member"]),
    "an id with dots and a space": ("organisations", "id: ikt", "id: i. kt", ["DU004 organisations:2:10 i. kt id"]),
    "a meeting on a day that never is": ("meetings__2026__2026_02_03", "id: 2026-02-03", "id: 2026-02-30", ["DU004 meetings/2026/2026-02-03:1:5 2026-02-30 id", "DU009 meetings/2026/2026-02-03:1:5 2026-02-30 id"]),
    "a time without quotes": ("meetings__2026__2026_02_03", "status: planned", "status: planned\nstart: 10:00", ["DU008 meetings/2026/2026-02-03:4:8 2026-02-03 start"]),
    "a time there is not": ("meetings__2026__2026_02_03", "status: planned", 'status: planned\nstart: "25:00"', ["DU004 meetings/2026/2026-02-03:4:8 2026-02-03 start"]),
    "an organisation number with spaces": ("organisations", "area: Vestland", 'area: Vestland, organisation_number: "923 609 016"', ["DU004 organisations:2:63 ikt organisation_number"]),
    "an organisation number without quotes": ("organisations", "area: Vestland", "area: Vestland, organisation_number: 923609016", ["DU008 organisations:2:63 ikt organisation_number"]),
    "a task's id that is neither number nor id": ("mandate", "{id: 1, name: Oppgave}", "{id: En oppgave, name: Oppgave}", ["DU004 mandate:8:14 En oppgave id"]),
    "a task's id that is a list": ("mandate", "{id: 1, name: Oppgave}", "{id: [1], name: Oppgave}", ["DU004 mandate:8:14 2020 id"]),
    "a case's task with a point": ("cases__2026__001", "status: proposed", "mandate_tasks: [1, 1.5]\nstatus: proposed", ["DU004 cases/2026/001:4:20 2026-001 mandate_tasks"]),
    "a holder of no seat": ("members", "members:", "unpublished_holders: {sør: 1}\nmembers:", ["DU004 members:1:23 data/members.yaml sør"]),
    "too few holders": ("members", "members:", "unpublished_holders: {vestland: 0}\nmembers:", ["DU004 members:1:33 data/members.yaml vestland"]),
    "a waiver of a rule that cannot be waived": ("waivers", "DU103", "DU011", ["DU004 waivers:2:12 data/waivers.yaml rule"]),
    "no versions": ("mandate", MANDATE[MANDATE.index("versions:") :], "versions: []\n", ["DU004 mandate:5:11 data/mandate.yaml versions"]),
    "a missing key in a record": ("members", "    name: Kari\n", "", ["DU005 members:2:5 kari name"]),
    "a missing key in braces": ("mandate", ", reference: Ledd 1", "", ["DU005 mandate:12:9 c-1 reference"]),
    "a missing mapping at the top": ("mandate", "committee: {id: du, name: Utvalget, language: nb, leads: ks}\n", "", ["DU005 mandate:1:1 data/mandate.yaml committee"]),
    "two records of one id": ("members", "id: ola", "id: kari", ["DU010 members:7:9 kari id"]),
    "two seats of one id": ("mandate", "      - {id: vestland", "      - {id: vestland, name: a, count: 1, kind: any}\n      - {id: vestland", ["DU010 mandate:11:14 vestland id"]),
    "a body and an organisation of one id": ("organisations", "id: ikt", "id: ks", ["DU010 organisations:2:10 ks id"]),
    "a body and a member of one id": ("members", "id: ola", "id: ks", ["DU010 members:7:9 ks id"]),
    "an organisation and a member of one id": ("organisations", "id: ikt", "id: ola", ["DU010 members:7:9 ola id"]),
    "the committee as one of the bodies is no fault": ("mandate", "{id: nettverk", "{id: du", []),
    "more meetings at the least than at the most": ("mandate", "    tasks:", "    meetings_per_month: {min: 2, max: 1}\n    tasks:", ["DU004 mandate:7:39 2020 max"]),
    "a case number with a place nobody knows": ("policy", "outreach_months: 6", 'case_number: "{sequence}/{foo}"', ["DU004 policy:1:14 data/policy.yaml case_number"]),
    "a case number with half a place": ("policy", "outreach_months: 6", 'case_number: "{sequence}/{"', ["DU004 policy:1:14 data/policy.yaml case_number"]),
    "a case number without its number": ("policy", "outreach_months: 6", 'case_number: "{yy}"', ["DU004 policy:1:14 data/policy.yaml case_number"]),
    "a case in another year's folder": ("cases__2026__001", "id: 2026-001", "id: 2025-001", ["DU009 cases/2026/001:1:5 2025-001 id"]),
    "a case with another number": ("cases__2026__001", "id: 2026-001", "id: 2026-0001", ["DU009 cases/2026/001:1:5 2026-0001 id"]),
    "a second meeting that says it is the first": ("meetings__2026__2026_02_03", "id: 2026-02-03", "id: 2026-02-03-2", ["DU009 meetings/2026/2026-02-03:1:5 2026-02-03-2 id"]),
    "a plan for another year": ("plans__2026", "year: 2026", "year: 2027", ["DU009 plans/2026:1:7 2027 year"]),
    "outreach of another year": ("outreach__2026", "year: 2026", "year: 2025", ["DU009 outreach/2026:1:7 2025 year"]),
    "a year long ago": ("plans__2026", "year: 2026", "year: 26", ["DU004 plans/2026:1:7 data/plans/2026.yaml year", "DU009 plans/2026:1:7 26 year"]),
    "keys out of order": ("members", "    name: Kari\n    organisation: Bergen kommune\n", "    organisation: Bergen kommune\n    name: Kari\n", ["DU016 members:3:1 data/members.yaml data/members.yaml"]),
    "spaces at the end of a line": ("policy", "6", "6  ", ["DU016 policy:1:1 data/policy.yaml data/policy.yaml"]),
    "personal data": ("members", "name: Kari", "name: Kari # tlf 22132658", ["DU702 members:3:18 kari members"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_one_thing_wrong_is_found_once_at_its_place(name: str) -> None:
    path, before, after, expected = WRONG[name]
    whole = files()
    full = f"data/{path.replace('__', '/').replace('_', '-') if '__' in path else path}.yaml"
    assert before.encode() in whole[full]
    whole[full] = whole[full].replace(before.encode(), after.encode(), 1)
    found = told(whole)
    if name == "personal data":
        assert [one.split()[:2] for one in found] == [one.split()[:2] for one in expected]
        return
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("text", ["{sequence}", "{sequence}/{yy}", "Sak {sequence}-{year} (DU)"])
def test_a_case_number_may_be_written_with_these_places(text: str) -> None:
    assert told(files(policy=f'case_number: "{text}"\n')) == []


def test_an_id_used_for_two_is_said_with_what_they_are() -> None:
    assert words(files(organisations="organisations:\n  - {id: ks, name: K}\n")) == (
        "The id ks is used both for a body and for an organisation. Give each its own id."
    )


def test_an_id_used_for_two_hides_nothing() -> None:
    found = dataset(files(members=MEMBERS.replace("id: ola", "id: ks")))
    assert [problem.code for problem in found.problems] == ["DU010"]
    assert found.broken == frozenset()


def test_a_mandate_whose_meeting_norm_cannot_be_is_read_without_it() -> None:
    found = dataset(files(mandate=MANDATE.replace("    tasks:", "    meetings_per_month: {min: 2, max: 1}\n    tasks:")))
    assert found.version
    assert (found.version.meetings_per_month, len(found.version.seats)) == (None, 1)
    (problem,) = found.problems
    assert fill(problem.message, problem.values) == "max is «1», but must be no less than min."


SAID = {
    "name: Kari\n    tittle: x": "The key tittle is not known. Did you mean title?",
    "name: Kari\n    xyz: x": "The key xyz is not known. Remove it, or use one of id, name,",
    "name: 7": 'name is a number where a text belongs. Put it in quotes: "7".',
    "name: [a]": "name is a list, but must be a text.",
    "name: {a: b}": "name is a mapping, but must be a text.",
    "name: null": "name is null, but must be a text.",
    "name: true": "name is true, but must be a text.",
    "name: Kari\n    role: sjef": "role is «sjef», but must be leader, deputy_leader, secretary or member.",
    "name: Kari\n    leads_digitalisation: ja": "leads_digitalisation is «ja», but must be true or false.",
    "name: Kari\n    also_sits_in: ks": "also_sits_in is «ks», but must be a list.",
    f"name: Kari\n    role: {'x' * 80}": f"role is «{'x' * 60}…», but must be",
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_wrong_is_said_with_what_was_found_and_what_is_allowed(text: str) -> None:
    assert words(files(members=MEMBERS.replace("name: Kari", text))).startswith(SAID[text])


@pytest.mark.parametrize(("text", "expected"), [("2024-02-30", "a date that exists"), ("30.2.2024", "a date, as in 2026-02-03")])
def test_a_date_that_is_none_is_said_to_be_so(text: str, expected: str) -> None:
    assert words(files(policy=f"records_complete_from: {text}\n")) == f"records_complete_from is «{text}», but must be {expected}."


LIMITS = {
    "quorum_share: 1.5": "quorum_share is «1.5», but must be 1 at the most.",
    "quorum_share: -0.5": "quorum_share is «-0.5», but must be 0 or more.",
    "outreach_months: -1": "outreach_months is «-1», but must be 0 or more.",
    "quiet_months: [13]": "quiet_months is «13», but must be 12 at the most.",
}


@pytest.mark.parametrize("text", LIMITS)
def test_a_number_outside_its_limits_is_said_in_words(text: str) -> None:
    assert words(files(policy=f"{text}\n")) == LIMITS[text]


ASKED = {
    "kari": "sent_to is «kari», but must be a list of members, or all.",
    "7": "sent_to is «7», but must be a list of members, or all.",
    "{a: b}": "sent_to is a mapping, but must be a list of members, or all.",
    "[Kari]": "sent_to is «Kari», but must be small letters a–z, digits and single hyphens, as in ola-nordmann.",
    "[[kari]]": "sent_to is a list, but must be a text.",
}


@pytest.mark.parametrize("text", ASKED)
def test_who_is_asked_in_writing_is_a_list_or_all(text: str) -> None:
    assert words(files(cases__2026__001=CASE + f"written_procedure: {{sent_to: {text}}}\n")) == ASKED[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ["DU005 members:1:1 data/members.yaml data/members.yaml"]),
        ("", ["DU005 members:1:1 data/members.yaml members"]),
        ("# nobody\n", ["DU005 members:1:1 data/members.yaml members"]),
        ("---\n", ["DU005 members:2:1 data/members.yaml members"]),
        ("[]\n", ["DU004 members:1:1 data/members.yaml data/members.yaml"]),
        ("kari\n", ["DU004 members:1:1 data/members.yaml data/members.yaml"]),
        ("members:\n", ["DU004 members:1:1 data/members.yaml members"]),
        ("members: kari\n", ["DU004 members:1:10 data/members.yaml members"]),
    ],
)
def test_a_file_without_its_records_is_one_finding(text: str | None, expected: list[str]) -> None:
    assert told(files(members=text, cases__2026__001=None, outreach__2026=None)) == expected


def test_an_empty_mandate_lacks_all_that_is_required() -> None:
    found = [one for one in told(files(mandate="")) if "mandate:" in one]
    assert found == ["DU005 mandate:1:1 data/mandate.yaml committee", "DU005 mandate:1:1 data/mandate.yaml versions"]


def test_only_mandate_and_members_must_exist() -> None:
    assert told({path: data for path, data in files().items() if path in ("data/mandate.yaml", "data/members.yaml")}) == []
    assert told({}) == [f"DU005 {name}:1:1 data/{name}.yaml data/{name}.yaml" for name in ("mandate", "members")]


@pytest.mark.parametrize(
    "path", ["data/x.yaml", "data/members.yml", "data/cases/2026/001.txt", "data/notes.md", "data/cases.yaml", "data/a/members.yaml"]
)
def test_a_file_nothing_reads_is_a_warning_and_left_as_it_is(path: str) -> None:
    whole = {**files(), path: b"a:   b"}
    (problem,) = dataset(whole).problems
    assert (problem.code, problem.place.path) == ("DU013", path)
    assert formatted(path, b"a:   b") == b"a:   b"


@pytest.mark.parametrize(
    "path", ["data/cases/2026/1.yaml", "data/cases/001.yaml", "data/cases/2026/x/001.yaml", "data/cases/2026/001x.yaml"]
)
def test_a_case_where_no_case_belongs_is_misplaced(path: str) -> None:
    assert [problem.code for problem in dataset({**files(cases__2026__001=None), path: CASE.encode()}).problems] == ["DU009"]


def test_a_path_with_a_name_behind_the_number_is_right() -> None:
    assert told({**files(cases__2026__001=None), "data/cases/2026/001-felles-løsning.yaml": CASE.encode()}) == []


# ------------------------------------------------------------------------------------------------------------- references

REFERENCES = {
    "a member who raised": ("cases__2026__001", "by: kari", "by: kori", ["DU011 cases/2026/001:5:32 2026-001 by"]),
    "a register name that raised": ("cases__2026__001", "by: kari", "by: Bergn kommune", ["DU012 cases/2026/001:5:32 2026-001 by"]),
    "a body": ("mandate", "leads: ks", "leads: kss", ["DU011 mandate:1:58 du leads"]),
    "a body in a list": ("members", "name: Kari", "name: Kari\n    organisation: Bergen kommune\n    also_sits_in: [ks, rådet]", None),
    "a body or kind to consult": ("mandate", "consult: [regional_network]", "consult: [regional_networks]", ["DU011 mandate:10:112 vestland consult"]),
    "a clause": ("mandate", "clause: c-1", "clause: c-2", ["DU011 mandate:10:97 vestland clause"]),
    "a county": ("mandate", "kind: regional_network, areas: [Vestland]", "kind: regional_network, areas: [Vestlandet]", ["DU012 mandate:4:70 nettverk areas"]),
    "a county of an organisation": ("organisations", "area: Vestland", "area: Norge", ["DU012 organisations:2:32 ikt area"]),
    "a seat": ("members", "seat: vestland", "seat: vestlandet", ["DU011 members:6:16 kari seat"]),
    "a seat of unpublished holders": ("members", "members:", "unpublished_holders: {vestlandet: 1}\nmembers:", ["DU011 members:1:23 data/members.yaml vestlandet"]),
    "who appointed": ("members", "from: 2024-01-01}\n  - id: ola", "from: 2024-01-01, appointed_by: kss}\n  - id: ola", ["DU011 members:6:58 kari appointed_by"]),
    "an earlier case": ("cases__2026__001", "status: proposed\nraised: {date: 2026-01-02, by: kari}", "status: proposed\nraised: {date: 2026-01-02, by: kari}\nfollows: 2025-001", ["DU011 cases/2026/001:6:10 2026-001 follows"]),
    "a meeting that handled": ("cases__2026__001", "by: kari}", "by: kari}\nhandling:\n  - {date: 2026-02-03, meeting: 2026-02-04, outcome: noted}", ["DU011 cases/2026/001:7:33 2026-001 meeting"]),
    "a case on the agenda": ("meetings__2026__2026_02_03", "status: planned", "status: planned\nagenda:\n  - {item: 1, type: case, case: 2026-009}", ["DU011 meetings/2026/2026-02-03:5:33 2026-02-03 case"]),
    "a chair": ("meetings__2026__2026_02_03", "status: planned", "status: planned\nchair: kss", ["DU011 meetings/2026/2026-02-03:4:8 2026-02-03 chair"]),
    "somebody present": ("meetings__2026__2026_02_03", "status: planned", "status: planned\nattendance: {present: [kari, all]}", ["DU011 meetings/2026/2026-02-03:4:30 2026-02-03 present"]),
    "a member named all": ("cases__2026__001", "by: kari}", "by: kari}\nrecusals:\n  - {member: all}", ["DU011 cases/2026/001:7:14 2026-001 member"]),
    "everyone asked in writing": ("cases__2026__001", "by: kari}", "by: kari}\nwritten_procedure: {sent_to: all}", []),
    "those asked in writing": ("cases__2026__001", "by: kari}", "by: kari}\nwritten_procedure: {sent_to: [kari, per]}", ["DU011 cases/2026/001:6:37 2026-001 sent_to"]),
    "an applicant that is an organisation": ("cases__2026__001", "by: kari}", "by: kari}\nproject: {applicants: [ikt, ks, Bergen kommune, Vestland fylkeskommune]}", []),
    "an applicant that is nobody": ("cases__2026__001", "by: kari}", "by: kari}\nproject: {applicants: [ikt2]}", ["DU011 cases/2026/001:6:24 2026-001 applicants"]),
    "an applicant of two places": ("cases__2026__001", "by: kari}", "by: kari}\nproject: {applicants: [Herøy kommune]}", ["DU012 cases/2026/001:6:24 2026-001 applicants"]),
    "an applicant that no longer exists": ("cases__2026__001", "by: kari}", "by: kari}\nproject: {applicants: [Viken fylkeskommune]}", []),
    "who did outreach": ("outreach__2026", "member: kari", "member: per", ["DU011 outreach/2026:3:32 data/outreach/2026.yaml member"]),
    "where outreach was": ("outreach__2026", "area: Vestland", "area: Vestlandet", ["DU012 outreach/2026:3:44 data/outreach/2026.yaml area"]),
    "whose meeting outreach was": ("outreach__2026", "area: Vestland", "area: Vestland, meeting_of: nett", ["DU011 outreach/2026:3:66 data/outreach/2026.yaml meeting_of"]),
    "who decided a waiver": ("waivers", "reason: r", "reason: r, decided_by: kss", ["DU011 waivers:2:61 data/waivers.yaml decided_by"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_to_nothing_is_found(name: str) -> None:
    path, before, after, expected = REFERENCES[name]
    whole = files()
    full = f"data/{path.replace('__', '/').replace('_', '-') if '__' in path else path}.yaml"
    if expected is None:
        before, after = "    organisation: Bergen kommune\n", "    organisation: Bergen kommune\n    also_sits_in: [ks, radet]\n"
        expected = ["DU011 members:5:24 kari also_sits_in"]
    assert before.encode() in whole[full]
    whole[full] = whole[full].replace(before.encode(), after.encode(), 1)
    assert told(whole) == expected


MISTYPED = {
    "a member by number": ("raised: {date: 2026-01-02, by: 7}\n", ["DU008"]),
    "a county's number without its zero": ("project: {applicants: [0999]}\n", ["DU008"]),
    "a meeting that cannot be": ("handling:\n  - {date: 2026-02-03, meeting: 3. mars, outcome: noted}\n", ["DU004"]),
    "a member with capitals": ("recusals:\n  - {member: Per}\n", ["DU004"]),
}


@pytest.mark.parametrize("name", MISTYPED)
def test_a_value_that_is_no_reference_is_not_also_one_to_nothing(name: str) -> None:
    text, expected = MISTYPED[name]
    case = "".join(line for line in CASE.splitlines(keepends=True) if not (text.startswith("raised") and line.startswith("raised")))
    assert [one.split()[0] for one in told(files(cases__2026__001=case + text))] == expected


def test_an_organisation_that_is_no_text_is_not_also_unknown() -> None:
    found = dataset(files(members=MEMBERS.replace("organisation: Bergen kommune", "organisation: 0999")))
    assert [one.code for one in check(found) if one.code in ("DU008", "DU011", "DU012")] == ["DU008"]


def test_a_reference_into_a_file_that_cannot_be_read_is_not_called_wrong() -> None:
    assert told(files(mandate="a: [")) == ["DU001 mandate:1:5 - -"]
    assert [one.split()[0] for one in told(files(organisations="a: [", cases__2026__001=CASE + "project: {applicants: [ukjent]}\n"))] == [
        "DU001"
    ]


def test_a_reference_to_a_record_that_could_not_be_used_is_not_called_wrong() -> None:
    broken = MANDATE.replace("kind: association", "kind: forening")
    assert [one.split()[0] for one in told(files(mandate=broken))] == ["DU004"]


def test_a_case_that_cannot_be_read_still_exists_for_those_who_name_it() -> None:
    agenda = MEETING + "agenda:\n  - {item: 1, type: case, case: 2026-001}\n"
    assert [one.split()[0] for one in told(files(cases__2026__001="a: [", meetings__2026__2026_02_03=agenda))] == ["DU001"]


# ------------------------------------------------------------------------------------------------ nothing hides anything else


def test_a_broken_file_of_each_kind_hides_none_of_the_others() -> None:
    whole = {path: data + b"ukjent: 1\n" for path, data in files().items()}
    expected = {path.removeprefix("data/").removesuffix(".yaml") for path in whole}
    assert {one.split()[1].split(":")[0] for one in told(whole) if one.startswith("DU003")} == expected
    for broken in whole:
        left = [one for one in told({**whole, broken: b"\xff"}) if one.startswith("DU003")]
        assert len(left) == len(whole) - 1


def test_a_broken_member_leaves_the_others_and_a_broken_appointment_the_member() -> None:
    roster = dataset(files(members=MEMBERS.replace("name: Kari", "name: [7]").replace("id: ola", "ident: ola"))).roster
    assert roster is not None
    assert [(member.id, member.name) for member in roster.members] == [("kari", "kari")]
    roster = dataset(files(members=MEMBERS.replace("from: 2024-01-01", "from: i dag", 1))).roster
    assert roster is not None
    assert [(member.id, [one.from_ for one in member.appointments]) for member in roster.members] == [
        ("kari", [None]),
        ("ola", [date(2024, 1, 1)]),
    ]


def test_an_unknown_key_leaves_the_record_it_stands_in() -> None:
    roster = dataset(files(members=MEMBERS.replace("name: Kari", "name: Kari\n    tittel: x"))).roster
    assert roster is not None
    assert [member.id for member in roster.members] == ["kari", "ola"]


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("kind: municipality", "kind: kommune", (1, 1, 1)),
        ("{id: vestland, ", "{", (1, 0, 1)),
        ("handled_by: {rules: [DU102]}", "handled_by: 7", (1, 1, 1)),
        ("{id: 1, name: Oppgave}", "{id: 1}", (1, 1, 1)),
        ("language: nb", "language: nb, farge: blå", (1, 1, 1)),
        ("kind: association", "kind: forening", (1, 1, 1)),
    ],
)
def test_a_broken_part_of_the_mandate_leaves_the_rest(before: str, after: str, left: tuple[int, int, int]) -> None:
    mandate = dataset(files(mandate=MANDATE.replace(before, after, 1))).mandate
    assert mandate is not None
    assert (len(mandate.versions), len(mandate.versions[0].seats), len(mandate.versions[0].clauses)) == left


def test_a_broken_version_leaves_the_others() -> None:
    mandate = dataset(files(mandate=MANDATE + '  - {id: "2030", seats: to, clauses: []}\n  - {seats: [], clauses: []}\n')).mandate
    assert mandate is not None
    assert [version.id for version in mandate.versions] == ["2020", "2030"]


def test_a_broken_waiver_leaves_the_others() -> None:
    found = dataset(files(waivers=WAIVERS + "  - {rule: DU001, subject: a, reason: r, until: 2026-12-31}\n"))
    assert [waiver.rule for waiver in found.waivers.waivers] == ["DU103"]


def test_a_wrong_setting_leaves_the_others() -> None:
    assert dataset(files(policy="expiry_notice_months: x\noutreach_months: 3\n")).policy.outreach_months == 3


def test_what_the_reader_told_is_not_told_again() -> None:
    assert [one.split()[0] for one in told(files(members=MEMBERS.replace("Bergen kommune", "0301")))] == ["DU008"]
    assert [one.split()[0] for one in told(files(members=MEMBERS.replace("name: Kari", "name: Kari\n    yes: 1")))] == ["DU008"]


def test_everything_wrong_in_one_record_is_found_at_once() -> None:
    text = MEMBERS.replace("name: Kari", "name: 7\n    role: sjef\n    tittle: x\n    leads_digitalisation: ja")
    assert sorted(one.split()[0] for one in told(files(members=text))) == ["DU003", "DU004", "DU004", "DU008"]


ODD = {
    "empty members": {"members": ""},
    "members that are null": {"members": "members:\n"},
    "members that are a text": {"members": "members: kari\n"},
    "members that are names": {"members": "members: [kari, ola]\n"},
    "a member without an id": {"members": MEMBERS.replace("id: kari", "namn: kari")},
    "members by another key": {"members": MEMBERS.replace("members:", "medlemmer:")},
    "an empty mandate": {"mandate": ""},
    "versions that are a text": {"mandate": MANDATE[: MANDATE.index("versions:")] + "versions: to\n"},
    "a version without seats": {"mandate": MANDATE.replace("    seats:", "    plasser:")},
    "bodies by another key": {"mandate": MANDATE.replace("bodies:", "organ:")},
    "organisations by another key": {"organisations": ORGANISATIONS.replace("organisations:", "organisasjoner:")},
    "organisations that are a list": {"organisations": "[]\n"},
}


@pytest.mark.parametrize("name", ODD)
def test_what_stands_in_an_odd_file_is_not_said_to_be_missing(name: str) -> None:
    asked = CASE + "addressee: ks\nproject: {applicants: [ikt]}\n"
    found = check(dataset(files(cases__2026__001=asked, **ODD[name])))  # type: ignore[arg-type] # no bytes here
    codes = {one.code for one in found if one.outcome == Outcome.FINDING}
    assert codes & {"DU003", "DU004", "DU005"}
    assert not codes & {"DU011", "DU012"}


def test_a_broken_value_leaves_its_record_and_what_depends_on_the_rest_of_it_is_judged() -> None:
    text = MEMBERS.replace("organisation: Bergen kommune", "organisation: Oslo kommune\n    title: [a]")
    loaded = dataset(files(members=text))
    assert [member.title for member in loaded.members] == [None, None]
    assert {"DU004", "DU104"} <= {one.code for one in check(loaded) if one.outcome == Outcome.FINDING}


def test_what_depends_on_a_broken_value_is_not_assessed_and_the_others_are() -> None:
    text = MEMBERS.replace("from: 2024-01-01", "from: 2024-13-01", 1).replace("Voss kommune", "Oslo kommune")
    found = [one for one in check(dataset(files(members=text))) if one.code in ("DU104", "DU201", "DU103")]
    lost = ("members", 0, "appointments", 0, "from")
    assert [(one.code, one.outcome, one.place.key, one.record) for one in found] == [
        ("DU103", Outcome.NOT_ASSESSED, lost, "kari"),
        ("DU104", Outcome.NOT_ASSESSED, lost, "kari"),
        ("DU104", Outcome.FINDING, ("members", 1, "organisation"), "ola"),
        ("DU201", Outcome.NOT_ASSESSED, lost, "kari"),
    ]
    assert fill(found[0].message, found[0].values) == "from cannot be read, so the rule is not assessed for what depends on it."


def test_a_broken_value_outside_lists_leaves_nothing_to_judge_where_it_is_needed() -> None:
    found = check(dataset(files(mandate=MANDATE.replace("leads: ks", "leads: [ks]"), policy="records_complete_from: 2020-01-01\n")))
    assert [one.outcome for one in found if one.code == "DU109"] == [Outcome.NOT_ASSESSED]
    assert [one.code for one in found if one.place.path == "data/mandate.yaml" and one.outcome == Outcome.FINDING] == ["DU004"]


def test_a_case_with_a_broken_value_is_judged_by_the_others_whether_kept_or_not() -> None:
    text = CASE.replace("status: proposed", "status: in_preparation") + "responsible: [kari]\nproject: {scheme: Tilskudd, name: P}\n"
    found = files(cases__2026__001=text)
    kept = {(one.code, one.outcome) for one in check(dataset(found)) if one.code in ("DU301", "DU306")}
    assert kept == {("DU301", Outcome.NOT_ASSESSED), ("DU306", Outcome.FINDING)}
    let_go = check(load(found, AT, judging=Judging(judge_case)))
    assert {(one.code, one.outcome) for one in let_go if one.code in ("DU301", "DU306")} == kept


def test_a_waiver_with_a_broken_day_accepts_nothing() -> None:
    waiver = "  - {rule: DU103, subject: sor, reason: r, decided: 2026-13-01, until: 2026-12-31}\n"
    seats = MANDATE.replace("    clauses:", "      - {id: sor, name: Sør, count: 1, kind: any}\n    clauses:")
    found = check(dataset(files(mandate=seats, waivers="waivers:\n" + waiver)))
    assert [one.outcome for one in found if one.code == "DU103"] == [Outcome.FINDING]
    right = check(dataset(files(mandate=seats, waivers="waivers:\n" + waiver.replace("-13-", "-01-"))))
    assert [one.outcome for one in right if one.code == "DU103"] == [Outcome.WAIVED]


ONE_FAULT = {
    "a county of before 2020": ("mandate", MANDATE.replace("count: 2, kind: municipality, areas: [Vestland]", "count: 2, kind: municipality, areas: [Aust-Agder]"), ["DU012"]),
    "a list for a body": ("mandate", MANDATE.replace("leads: ks", "leads: [a]"), ["DU004"]),
    "one id for two members": ("members", MEMBERS.replace("id: ola", "id: kari").replace("vestland, from: 2024-01-01}\n  -", "sor, from: 2024-01-01}\n  -"), ["DU010"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_one_finding(name: str) -> None:
    path, text, expected = ONE_FAULT[name]
    seats = MANDATE.replace("    clauses:", "      - {id: sor, name: Sør, count: 1, kind: any}\n    clauses:")
    found = check(dataset(files(cases__2026__001=None, **({"mandate": seats} | {path: text}))))  # type: ignore[arg-type] # no bytes here
    assert [one.code for one in found if one.outcome == Outcome.FINDING and one.severity == Severity.ERROR] == expected


def test_a_file_and_a_folder_nobody_may_read_are_findings_and_the_rest_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, data in files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    scandir, access = os.scandir, os.access
    monkeypatch.setattr(os, "scandir", lambda path: _refuse(path) if str(path).endswith("/cases") else scandir(path))
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("/policy.yaml") and access(path, mode))
    asked = MEETING + "agenda:\n  - {item: 1, type: case, case: 2026-001}\nukjent: 1\n"
    (root / "data/meetings/2026/2026-02-03.yaml").write_text(asked, encoding="utf-8")
    problems = open_dataset(root, AT).problems
    assert [(one.code, one.place.path) for one in problems] == [
        ("DU006", "data/cases"),
        ("DU006", "data/policy.yaml"),
        ("DU003", "data/meetings/2026/2026-02-03.yaml"),
    ]
    assert fill(problems[1].message, problems[1].values) == "data/policy.yaml cannot be read: you have no access to it."


def _refuse(path: object) -> Any:
    raise PermissionError(13, "Permission denied", str(path))


# ------------------------------------------------------------------------------------------------------ places left behind


@given(st.lists(st.booleans(), max_size=8), st.lists(st.booleans(), max_size=6))
@tries(300)
def test_what_is_left_of_a_list_is_found_at_its_place_in_the_file(outer: list[bool], inner: list[bool]) -> None:
    gone = [("a", number) for number, kept in enumerate(outer) if not kept]
    places = [number for number, kept in enumerate(outer) if kept]
    assert [original(("a", number, "b"), gone) for number in range(len(places))] == [("a", place, "b") for place in places]
    if places:
        deep = [*gone, *(("a", places[-1], "c", number) for number, kept in enumerate(inner) if not kept)]
        left = [number for number, kept in enumerate(inner) if kept]
        found = [original(("a", len(places) - 1, "c", number), deep) for number in range(len(left))]
        assert found == [("a", places[-1], "c", place) for place in left]


def test_what_was_left_out_is_told_in_the_places_of_the_file() -> None:
    value = {"members": [{"id": "a"}, {"id": "b", "name": "B", "organisation": "x", "appointments": [[1], {"seat": "s"}]}, 7]}
    checked = validate(model_of("members"), value, "x")
    assert set(checked.left_out) == {("members", 1, "appointments", 0), ("members", 2)}
    assert original(("members", 1, "appointments", 0, "seat"), checked.left_out) == ("members", 1, "appointments", 1, "seat")


@pytest.mark.parametrize(
    ("key", "record"),
    [
        ((), "x"),
        (("a",), "x"),
        (("a", 0), "1"),
        (("a", 0, "b"), "1"),
        (("a", 0, "b", "c"), "deep"),
        (("a", 9, "b"), "x"),
        (("q", "r"), "x"),
        (("a", 1, "n"), "x"),
    ],
)
def test_a_record_is_the_nearest_id_above(key: tuple[str | int, ...], record: str) -> None:
    assert record_of(key, {"a": [{"id": 1, "b": {"id": "mid", "c": {"id": "deep"}}}, {"id": True, "n": 1}]}, "x") == (
        record if key != ("a", 0, "b") else "mid"
    )


SIMPLE = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", "ks", "2026-02-30", "2026-02-03", "null", "all", "x" * 90, "[key]", "0", "id"])
)
JSON = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "a", "[key]", "date", "member", "int", "tuple"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KINDS = ("mandate", "members", "organisations", "policy", "waivers", "case", "meeting", "plan", "outreach")


def _with_fields(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    model = model_of(kind)
    names = [field.key for field in keys_of(model)]
    return st.dictionaries(
        st.sampled_from(names),
        JSON
        | st.lists(st.dictionaries(st.sampled_from(_inner_names(model)), JSON), max_size=2)
        | st.dictionaries(st.sampled_from(_inner_names(model)), JSON),
    )


@cache
def _inner_names(model: Any) -> list[str]:
    schema = as_pydantic(model).model_json_schema(by_alias=True)
    return sorted({name for definition in schema.get("$defs", {}).values() for name in definition.get("properties", {})} | {"zzz"})


@given(st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), _with_fields(kind) | JSON)))
@tries(400)
def test_whatever_stands_in_a_file_is_told_in_words_once_a_place(found: tuple[str, Any]) -> None:
    kind, value = found
    checked = validate(model_of(kind), value, "data/x.yaml")
    places = [(problem.place.key, problem.place.on_key) for problem in checked.problems]
    assert len(set(places)) == len(places)
    for problem in checked.problems:
        text = fill(problem.message, problem.values)
        assert "something else" not in text
        assert "another form" not in text
        assert not text.startswith(" ")
        assert fill(problem.help, problem.values) is not None
    assert checked.record is not None or checked.problems


# ----------------------------------------------------------------------------------------------------------- two processes


def many(count: int) -> dict[str, bytes]:
    """A committee with many cases, some of them wrong in all sorts of ways."""
    wrong = (
        b"",
        b"ukjent: 1\n",
        b"follows: 2026-999\n",
        b"follows: 2026-001\n",
        b"summary: ola@example.org\n",
        b"access: hemmelig\n",
        b"a: [\n",
        b"responsible:   kari\n",
    )
    cases = {
        f"data/cases/2026/{number:03}.yaml": CASE.replace("2026-001", f"2026-{number:03}").encode() + wrong[number % len(wrong)]
        for number in range(1, count + 1)
    }
    return {**files(cases__2026__001=None), **cases}


def same(one: Dataset, other: Dataset) -> None:
    for field in fields(Dataset):
        if field.name != "files":
            assert getattr(one, field.name) == getattr(other, field.name), field.name


def open_files() -> set[str]:
    folder = Path("/proc/self/fd")
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def no_child_is_left() -> bool:
    try:
        found = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return found == (0, 0)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, bytes]], Dataset]:
    def one(found: Mapping[str, bytes]) -> Dataset:
        with monkeypatch.context() as patch:
            patch.setattr(work, "ENOUGH", 10**9)
            return load(found, AT)

    return one


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, wherever the tests run."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("count", [499, 500, 501, 620])
def test_two_processes_find_what_one_finds_in_the_same_order(count: int, alone: Callable[[Mapping[str, bytes]], Dataset]) -> None:
    before = open_files()
    found = many(count)
    both = load(found, AT)
    same(both, alone(found))
    assert len(both.cases) > count // 2
    assert open_files() <= before
    assert no_child_is_left()


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("end", ["kill", "exit", "raise"])
def test_when_the_second_process_dies_the_first_does_its_work(end: str, alone: Callable[[Mapping[str, bytes]], Dataset]) -> None:
    parent = os.getpid()

    class Deadly(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            if os.getpid() != parent and path.endswith("450.yaml"):
                if end == "raise":
                    raise OSError
                os.kill(os.getpid(), signal.SIGKILL) if end == "kill" else os._exit(3)
            return super().__getitem__(path)

    before = open_files()
    found = many(520)
    same(load(Deadly(found), AT), alone(found))
    assert open_files() <= before
    assert no_child_is_left()


@pytest.mark.usefixtures("two")
def test_where_no_second_process_can_be_had_one_does_it_all(
    monkeypatch: pytest.MonkeyPatch, alone: Callable[[Mapping[str, bytes]], Dataset]
) -> None:
    def refuse() -> int:
        raise BlockingIOError

    found, before = many(520), open_files()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fork", refuse)
        both = load(found, AT)
    same(both, alone(found))
    assert open_files() <= before


@pytest.mark.usefixtures("two")
def test_work_given_up_halfway_leaves_no_process_and_no_open_file() -> None:
    before = open_files()
    results = work.in_two(len, ["a"] * 600)
    assert next(iter(results)) == 1
    results.close()  # type: ignore[attr-defined]
    assert open_files() <= before
    assert no_child_is_left()


@pytest.mark.usefixtures("two")
def test_trouble_in_the_first_half_is_raised_and_leaves_no_process() -> None:
    def trouble(path: str) -> int:
        raise DuError(path)

    before = open_files()
    with pytest.raises(DuError):
        list(work.in_two(trouble, ["a"] * 600))
    assert open_files() <= before
    assert no_child_is_left()


# ------------------------------------------------------------------------------------------------------------- formatting


def test_a_file_is_formatted_by_its_kind_and_one_that_cannot_be_read_not_at_all() -> None:
    assert formatted("data/members.yaml", b"members:\n- name: a\n  id: b\n") == b"members:\n  - id: b\n    name: a\n"
    assert formatted("data/members.yaml", MEMBERS.encode()) == MEMBERS.encode()
    assert formatted("data/members.yaml", b"a: [") is None
    assert formatted("data/members.yaml", b"a: b\na: c\n") is None
    assert formatted("data/members.yaml", b"") == b""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("outreach_months:  6\n", 1),
        ("outreach_months: 6\n\n", 2),
        ("outreach_months: 6", 1),
        ("# c\noutreach_months: 6\nexpiry_notice_months: 6\n", 2),
    ],
)
def test_what_is_not_canonical_is_found_at_its_first_line(text: str, line: int) -> None:
    (found,) = told(files(policy=text))
    assert found.startswith(f"DU016 policy:{line}:")


# ------------------------------------------------------------------------------------------------------------ files on disk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, data in files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def problems(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.path) for problem in open_dataset(root, AT).problems]


def test_files_on_disk_are_the_same_as_files_in_memory(root: Path) -> None:
    assert dict(DiskFiles(root)) == files()
    assert problems(root) == []


def test_names_that_begin_with_a_full_stop_are_searched_for_personal_data_only(root: Path) -> None:
    (root / "data/cases/.old").mkdir()
    for name in (".members.yaml.swp", "cases/.003.yaml", "cases/.old/003.yaml"):
        (root / "data" / name).write_bytes(b"\xffa: [\n")
    (root / "data/.#policy.yaml").symlink_to("nobody@nowhere")
    assert problems(root) == []
    for name in (".members.yaml.swp", "cases/.003.yaml", "cases/.old/003.yaml"):
        (root / "data" / name).write_bytes(b"\xffa: [\nkari@example.org\n")
    assert problems(root) == [
        ("DU702", "data/.members.yaml.swp"),
        ("DU702", "data/cases/.003.yaml"),
        ("DU702", "data/cases/.old/003.yaml"),
    ]


@pytest.mark.parametrize("folder", ["data", "data/cases/2026"])
def test_what_git_keeps_for_itself_is_not_read(root: Path, folder: str) -> None:
    (root / folder / ".git").mkdir()
    (root / folder / ".git/x.yaml").write_bytes(b"kari@example.org\n")
    assert dict(DiskFiles(root)) == files()


@pytest.mark.parametrize("name", ["members.yaml", "cases/2026/001.yaml", "policy.yaml"])
def test_a_folder_named_like_a_file_is_found_and_the_file_is_missing(root: Path, name: str) -> None:
    (root / "data" / name).unlink()
    (root / "data" / name).mkdir()
    (root / "data" / name / "notat.txt").write_bytes(b"tekst\n")
    missing = [("DU005", "data/members.yaml")] if name == "members.yaml" else []
    unread = [("DU013", f"data/{name}"), ("DU013", f"data/{name}/notat.txt")]
    assert [found for found in problems(root) if found[0] in ("DU005", "DU013")] == [*unread, *missing]


def test_a_link_inside_the_data_is_read(root: Path) -> None:
    (root / "data/policy.yaml").rename(root / "data/cases/2026/.policy")
    (root / "data/policy.yaml").symlink_to("cases/2026/.policy")
    assert problems(root) == []


@pytest.mark.parametrize("target", ["../outside.yaml", "nowhere.yaml", "policy.yaml", "cases"])
def test_a_link_out_of_the_data_or_to_nothing_is_found_and_not_followed(root: Path, target: str) -> None:
    (root / "outside.yaml").write_bytes(b"outreach_months: 99\n")
    (root / "data/policy.yaml").unlink()
    (root / "data/policy.yaml").symlink_to(target)
    assert problems(root) == [("DU006", "data/policy.yaml")]
    assert open_dataset(root, AT).policy.outreach_months == 12


def test_a_folder_that_only_begins_like_the_data_is_outside(root: Path) -> None:
    (root / "data2").mkdir()
    (root / "data2/policy.yaml").write_bytes(b"outreach_months: 99\n")
    (root / "data/policy.yaml").unlink()
    (root / "data/policy.yaml").symlink_to("../data2/policy.yaml")
    assert problems(root) == [("DU006", "data/policy.yaml")]


def test_a_pipe_is_found_and_not_read(root: Path) -> None:
    (root / "data/policy.yaml").unlink()
    os.mkfifo(root / "data/policy.yaml")
    assert problems(root) == [("DU006", "data/policy.yaml")]


def test_a_file_that_may_not_be_read_is_trouble_in_one_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = DiskFiles(root)
    (root / "data/members.yaml").unlink()
    with pytest.raises(DuError) as raised:
        load(found, AT)
    assert raised.value.values["path"] == "data/members.yaml"
    monkeypatch.setattr(os, "scandir", _refused)
    with pytest.raises(DuError):
        DiskFiles(root)


def _refused(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_file_that_is_not_there_is_no_file(root: Path) -> None:
    with pytest.raises(KeyError):
        DiskFiles(root)["data/x.yaml"]
    assert "../outside.yaml" not in DiskFiles(root)
