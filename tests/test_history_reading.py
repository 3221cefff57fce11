"""Reading only what changed gives what reading the whole file gives; and differences lead from the one state to the other."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import TOP, tries
from hypothesis import given
from hypothesis import strategies as st
from repositories import MEMBERS

from du_cli.history import NOTHING, Read, events, read, records, value_at
from du_cli.yamlfile import Parsed, parse

CASE_PATH, MEMBERS_PATH = "data/cases/2026/001.yaml", "data/members.yaml"
LINES = st.sampled_from(
    [
        "status: closed", "status: proposed", "title: En sak", 'title: "En', '  sak"', "title: En: sak", "summary: |", "  tekst", "",
        "# merknad", "  # merknad", "raised: {date: 2026-01-01,", "  by: kari}", '"status": closed', "- liste", "documents:", "  - {title: a}",
        "---", "...", "handling: []", "handling: [", "]", "summary: |+", "Ukjent: 1", "a-b: 1", "\tx", "title: '", "'", "status: &a closed",
        "summary: >", "note: en", "  lang tekst", "<<: {a: b}", "status: 0x1",
    ]
)  # fmt: skip
PIECES = st.lists(LINES, max_size=12).map(lambda lines: "\n".join(lines).encode())
PEOPLE = st.lists(
    st.sampled_from(
        [
            "members:", "  - id: kari", "  - id: ola", "    name: Kari", '    name: "Kari', '      Eksempel"', "    note: |", "      tekst",
            "  - {id: per, name: Per}", "    appointments:", "      - {seat: vest, from: 2026-01-01}", "      - seat: vest", "unpublished_holders: {vest: 1}",
            "", "# merknad", "    title: [a,", "  - b]", "    title: '", "  - '", "    title: |+", "  - liste", "    title: {a: b", "  - }",
        ]
    ),
    max_size=14,
)  # fmt: skip
HEADS = st.lists(st.sampled_from(["# merknad", "", "  # innrykk", "---", "...", "%YAML 1.2", "note: 1", "\t", "# \x07"]), max_size=3)
ROSTERS = st.tuples(HEADS, PEOPLE).map(lambda parts: "\n".join([*parts[0], "members:", *parts[1]]).encode())


def whole(path: str, data: bytes) -> object:
    """A file's value read whole; None when it cannot be read."""
    found = parse(data, path)
    return found.value if isinstance(found.value, dict) else {} if found.value is None and not found.problems else None


@tries(1500)
@given(st.lists(PIECES, min_size=2, max_size=4))
def test_a_file_read_out_of_an_earlier_state_is_as_when_read_whole(states: list[bytes]) -> None:
    near = NOTHING
    for data in states:
        found, value = read(CASE_PATH, data, near), whole(CASE_PATH, data)
        assert (found is None) is (value is None), data
        assert found is None or list(found.records.values()) == ([value] if found.records else []), data
        assert found is None or found.records == records(CASE_PATH, data)
        near = found or near


@tries(1500)
@given(ROSTERS)
def test_a_roster_read_in_pieces_is_as_when_read_whole(data: bytes) -> None:
    value = whole(MEMBERS_PATH, data)
    found = records(MEMBERS_PATH, data)
    assert (found is None) is (value is None), data
    if isinstance(value, dict):
        people = [one for one in value.get("members") or [] if isinstance(one, dict)] if isinstance(value.get("members"), list) else []
        assert [record for (kind, _), record in (found or {}).items() if kind == "member"] == people
        rest = {key: one for key, one in value.items() if key != "members"}
        assert (found or {}).get(("roster", "members")) == rest


def test_only_what_changed_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(CASE_PATH, b"id: 2026-001\ntitle: En sak\nstatus: proposed\n")
    parsed: list[bytes] = []

    def noted(data: bytes, path: str = "") -> Parsed:
        parsed.append(data)
        return parse(data, path)

    monkeypatch.setattr("du_cli.history.reading.parse", noted)
    second = read(CASE_PATH, b"id: 2026-001\ntitle: En sak\nstatus: closed\nnote: ny\n", first or NOTHING)
    assert parsed == [b"status: closed\nnote: ny\n"]
    assert isinstance(second, Read)
    assert second.value == {"id": "2026-001", "title": "En sak", "status": "closed", "note": "ny"}


def test_of_a_roster_under_a_remark_only_the_person_who_changed_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    states = [
        f"# Oppdiktet eksempel {number}.\n\nmembers:\n  - id: unni-eksempel\n  - id: viggo-eksempel\n    title: Stilling {number}\n"
        for number in (1, 2)
    ]
    parsed: list[bytes] = []

    def noted(data: bytes, path: str = "") -> Parsed:
        parsed.append(data)
        return parse(data, path)

    monkeypatch.setattr("du_cli.history.reading.parse", noted)
    for state in states:
        assert records(MEMBERS_PATH, state.encode())
    unni, *viggos = (data for data in parsed if data.startswith(b"members:"))
    assert (b"unni" in unni, [data.count(b"viggo") for data in viggos]) == (True, [1, 1])


def test_the_committee_and_the_examples_are_read_in_pieces_as_whole() -> None:
    for path in (TOP / "data/members.yaml", TOP / "examples/data/members.yaml"):
        data = path.read_bytes()
        value = whole(MEMBERS_PATH, data)
        assert isinstance(value, dict)
        assert [one for (kind, _), one in (records(MEMBERS_PATH, data) or {}).items() if kind == "member"] == value["members"]
    cases = sorted((TOP / "examples/data/cases").rglob("*.yaml"))
    assert len(cases) > 20
    for path, following in pairwise(cases):
        near = read(CASE_PATH, path.read_bytes())
        assert near
        assert near.texts
        found = read(CASE_PATH, following.read_bytes(), near)
        assert found
        assert found.value == whole(CASE_PATH, following.read_bytes())


def test_the_same_state_twice_has_no_events_and_ids_given_twice_are_told_apart() -> None:
    twice = records(MEMBERS_PATH, (MEMBERS + MEMBERS.partition("members:\n")[2]).encode())
    assert twice is not None
    assert [name for _, name in twice][:4] == ["kari", "ola", "kari#2", "ola#3"]
    assert events(twice, twice) == ()
    assert events(twice, dict(twice)) == ()


def test_a_value_is_found_by_keys_and_positions() -> None:
    record = {"a": [{"b": 1}, {"b": 2}], "c": None}
    assert [value_at(record, key.split(".")) for key in ("a.1.b", "a.2.b", "a.x", "c", "c.d", "a")] == [
        2,
        None,
        None,
        None,
        None,
        record["a"],
    ]


def test_the_history_made_for_the_benchmark_is_the_same_each_time_and_its_data_is_valid(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        subprocess.run([sys.executable, "scripts/bench_history.py", str(tmp_path / name), "60"], cwd=TOP, check=True)
        heads.append(subprocess.run(["git", "-C", tmp_path / name, "rev-parse", "HEAD"], capture_output=True, check=True).stdout)
    assert heads[0] == heads[1]
    assert subprocess.run(["git", "-C", tmp_path / "a", "rev-list", "--count", "HEAD"], capture_output=True, check=True).stdout == b"60\n"
