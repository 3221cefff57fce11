"""A mandate of which the seats, the clauses or what handles a clause is broken: the rest is judged and shown, and nothing counted as none."""

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import TOP, Du

AT = "2026-11-22"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the real data to change."""
    shutil.copytree(TOP / "data", tmp_path / "root" / "data")
    return tmp_path / "root"


def change(root: Path, pattern: str, after: str) -> None:
    path = root / "data" / "mandate.yaml"
    text, count = re.subn(pattern, after, path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL | re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def said(du: Du, root: Path, *options: str) -> set[tuple[str, str]]:
    answer = du("check", "--root", root, "--at", AT, "--format", "json", *options)
    return {(one["code"], one["outcome"]) for one in json.loads(answer.out)["findings"]}


def told(du: Du, root: Path, *command: str) -> str:
    return " ".join(du(*command, "--root", root, "--at", AT, "--lang", "en").out.split())


SEATS = (r"^    seats:\n.*?(?=^    clauses:)", "    seats: alle\n")
CLAUSES = (r"^    clauses:\n.*\Z", "    clauses: alle\n")
HANDLED = (r"^        handled_by:\n(?:          .*?\n)+?(?=      - id)", "        handled_by: DU101\n")
VERSIONS = (r"^versions:\n.*\Z", "versions: []\n")


def test_without_its_seats_a_version_still_says_how_long_a_term_is(du: Du, root: Path) -> None:
    change(root, *SEATS)
    members = root / "data" / "members.yaml"
    members.write_text(members.read_text(encoding="utf-8").replace("from: null", "from: 2020-01-01", 1), encoding="utf-8")
    found = said(du, root)
    assert {("DU103", "not_assessed"), ("DU106", "finding"), ("DU204", "not_assessed")} <= found
    assert {code for code, outcome in found if outcome == "finding"} == {"DU004", "DU106"}
    assert '"last": "2023-12-31"' in told(du, root, "terms", "--format", "json")


def test_seats_that_cannot_be_read_are_not_counted_as_none(du: Du, root: Path) -> None:
    change(root, *SEATS)
    for command in (["seats", "list"], ["status"], ["report", "seats"]):
        assert "The seats of version 2020 cannot be read, so they are not assessed." in told(du, root, *command)
        assert "0 of" not in told(du, root, *command)
    facts = json.loads(du("seats", "list", "--root", root, "--at", AT, "--format", "json").out)
    assert (facts["places"], facts["filled"], facts["vacant"]) == (None, None, None)
    assert "Places in all seats –" in told(du, root, "mandate", "show")
    refused = du("seats", "propose", "Ola:Halden kommune", "--root", root, "--at", AT, "--lang", "en")
    assert (refused.code, "The seats of version 2020 of the mandate cannot be read." in refused.err) == (2, True)


def test_places_that_cannot_be_read_are_shown_as_unknown(du: Du, root: Path) -> None:
    change(root, r"name: Viken\n        count: 2", "name: Viken\n        count: two")
    shown = told(du, root, "mandate", "show")
    assert "Places in all seats –" in shown
    assert "Viken – a municipality" in shown


def test_without_its_clauses_a_version_is_judged_and_only_they_are_not(du: Du, root: Path) -> None:
    whole = said(du, root)
    change(root, *CLAUSES)
    assert said(du, root) == whole | {("DU004", "finding"), ("DU015", "not_assessed")}
    refused = du("mandate", "trace", "--root", root, "--at", AT, "--lang", "en")
    assert (refused.code, "The clauses of version 2020 of the mandate cannot be read." in refused.err) == (2, True)


def test_a_clause_whose_handling_cannot_be_read_is_kept_and_not_handled_by_nothing(du: Du, root: Path) -> None:
    whole = said(du, root)
    change(root, *HANDLED)
    assert said(du, root) == whole | {("DU004", "finding"), ("DU015", "not_assessed")}
    trace = told(du, root, "mandate", "trace")
    assert "Handled by nothing 0" in trace
    assert "Cannot be read 1" in trace
    assert "State: cannot be read" in trace
    facts = json.loads(du("mandate", "trace", "--root", root, "--at", AT, "--format", "json").out)
    assert [one["handled"] for one in facts["clauses"]].count("unread") == 1


def test_a_mandate_without_versions_is_one_finding(du: Du, root: Path) -> None:
    change(root, *VERSIONS)
    answer = du("check", "--root", root, "--at", AT, "--lang", "en")
    assert answer.code == 1
    assert "versions is an empty list, but must be a list that is not empty." in answer.out
    assert {code for code, outcome in said(du, root) if outcome == "finding"} == {"DU004", "DU106"}


@pytest.mark.parametrize(("key", "value"), [("language: nb", "language: norsk"), ("name: Digitaliseringsutvalget", "name: [x]")])
def test_a_broken_name_or_language_of_the_committee_leaves_the_mandate(du: Du, root: Path, key: str, value: str) -> None:
    whole = said(du, root)
    change(root, key, value)
    assert said(du, root) == whole | {("DU004", "finding")}
