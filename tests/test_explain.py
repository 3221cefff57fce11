"""``explain`` and the rules' pages: what differs between the bad example and the good one is what is shown."""

import json

import pytest
from conftest import Du

from du_cli.cli.excerpts import differing
from du_cli.rules import RULES

ITEM = b"# Oppdiktet eksempel.\nmembers:\n  - id: a\n    one: 1\n    two: 2\n    three: 3\n    four: 4\n    five: 5\n    six: 6\n    list:\n      - x: 1\n"


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_the_bad_example_and_the_good_one_are_shown_where_they_differ(du: Du, code: str) -> None:
    found = json.loads(du("explain", code, "--format", "json").out)
    assert found["bad"]["said"]
    assert found["good"]["said"] is None
    assert found["bad"]["excerpts"] != found["good"]["excerpts"]
    for example in ("bad", "good"):
        for excerpt in found[example]["excerpts"]:
            assert len(excerpt["text"] or []) <= 25


def test_what_differs_in_another_file_than_the_finding_is_shown(du: Du) -> None:
    text = du("explain", "DU102", "--lang", "en").out
    bad, _, good = text.partition("\nGood\n")
    assert "data/members.yaml:" in bad
    assert "ended: 2025-08-31" not in bad
    assert "ended: 2025-08-31" in good


def test_a_file_that_is_not_there_or_is_empty_is_said_in_words(du: Du) -> None:
    assert "data/cases/2026/002.yaml is not there." in du("explain", "DU009", "--lang", "en").out
    assert "data/members.yaml is empty." in du("explain", "DU005", "--lang", "en").out


def test_a_change_is_shown_as_it_was_and_as_it_became(du: Du) -> None:
    text = du("explain", "DU802", "--lang", "en").out
    assert ", as it was:" in text
    assert "9b1de05a3c  sak: rettet tittel  (not signed)" in du("explain", "DU805", "--lang", "en").out


def test_an_excerpt_names_what_its_lines_stand_under() -> None:
    other = ITEM.replace(b"x: 1", b"x: 2")
    assert differing(ITEM, other) == ("members:", "  - id: a", "…", "    five: 5", "    six: 6", "    list:", "      - x: 1")


@pytest.mark.parametrize(
    ("mine", "other", "shown"),
    [
        (None, ITEM, None),
        (b"", ITEM, ()),
        (b"a: 1\n", b"a: 1\n", ()),
        (b"a: 1\n", b"a: 1\nb: 2\n", ("a: 1",)),
        (b"a: 1\n", b"a: 2\n", ("a: 1",)),
    ],
)
def test_the_edges_of_an_excerpt(mine: bytes | None, other: bytes, shown: tuple[str, ...] | None) -> None:
    assert differing(mine, other) == shown
