"""Every rule on its example folders: what a check says of each is exactly what its expected.txt says.

With ``DU_BLESS=1`` in the environment the expected.txt of folders that differ is written anew, and the test
fails so that the change is read before it is committed.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from du_cli.findings import Basis, Outcome, Severity
from du_cli.rules import RULES
from du_cli.rules.base import Rule
from tests.examples import RULES_FOLDER, Expected, example_files, example_folders, expected, folder_lines, outcome_lines, write_expected

CODES = tuple(each.code for each in RULES)
FOLDERS = example_folders()

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFORMATION  # noqa: E741 - as the contract's table writes them
MANDATE, POLICY, FORMAT = Basis.MANDATE, Basis.POLICY, Basis.FORMAT

CONTRACT = {
    **dict.fromkeys((f"DU{number:03}" for number in (*range(1, 13), 15)), (E, FORMAT)),
    **dict.fromkeys(("DU013", "DU014", "DU016"), (W, FORMAT)),
    **dict.fromkeys(("DU101", "DU102", "DU104", "DU105", "DU108"), (E, MANDATE)),
    **dict.fromkeys(("DU103", "DU106", "DU107", "DU109", "DU110"), (W, MANDATE)),
    **dict.fromkeys(("DU111", "DU112"), (I, MANDATE)),
    **dict.fromkeys(("DU201", "DU203"), (I, MANDATE)),
    **dict.fromkeys(("DU202", "DU204", "DU211", "DU212", "DU213"), (E, MANDATE)),
    "DU205": (W, POLICY),
    "DU206": (E, FORMAT),
    "DU207": (W, FORMAT),
    "DU214": (W, MANDATE),
    "DU401": (W, MANDATE),
    "DU402": (W, MANDATE),
    **dict.fromkeys(("DU403", "DU405", "DU409", "DU411"), (W, POLICY)),
    "DU406": (E, MANDATE),
    "DU407": (E, MANDATE),
    "DU410": (I, MANDATE),
    "DU412": (W, FORMAT),
    "DU601": (I, MANDATE),
    "DU602": (W, MANDATE),
    **dict.fromkeys(("DU301", "DU302", "DU305", "DU306", "DU309", "DU501"), (E, MANDATE)),
    **dict.fromkeys(("DU303", "DU311", "DU408", "DU506"), (E, FORMAT)),
    **dict.fromkeys(("DU304", "DU308", "DU503", "DU504", "DU508"), (W, MANDATE)),
    **dict.fromkeys(("DU307", "DU404", "DU502", "DU505", "DU507"), (W, POLICY)),
    "DU310": (E, POLICY),
    "DU312": (I, MANDATE),
    "DU701": (E, POLICY),
    "DU702": (E, POLICY),
    **dict.fromkeys(("DU801", "DU803", "DU804"), (E, FORMAT)),
    **dict.fromkeys(("DU802", "DU805"), (E, POLICY)),
    "DU806": (W, MANDATE),
    "DU807": (E, MANDATE),
}
"""Severity and basis of each rule; a rule that applies both a clause and a number of the secretariat's is policy."""

VARIANTS = {
    "DU104": {"resource": I},
    "DU303": {"gap": W},
    "DU401": {"more": I},
    "DU504": {"not_allowed": E},
    "DU506": {"late": I},
}
"""Other severities the contract names for some of a rule's answers."""


def name_of(folder: Path) -> str:
    return folder.relative_to(RULES_FOLDER).as_posix()


def fired(folder: Path, *outcomes: Outcome) -> bool:
    """Whether a folder's own rule answers with one of some outcomes, by its expected.txt."""
    answers = (line.split(" ")[:2] for line in expected(folder).lines)
    return any(code == folder.parent.name and outcome in outcomes for code, outcome in answers)


def pairs_of(code: str) -> set[str]:
    """What a rule has both a bad and a good folder for."""
    names = Counter(folder.name.partition("-")[2] for folder in FOLDERS if folder.parent.name == code)
    return {what for what, count in names.items() if count == len(("good", "bad"))}


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_check_says_exactly_what_the_example_expects(folder: Path) -> None:
    wanted = expected(folder)
    found = folder_lines(folder, wanted.at)
    if found != wanted.lines and os.environ.get("DU_BLESS") == "1":
        write_expected(folder, Expected(wanted.at, found))
        pytest.fail(f"{name_of(folder)}/expected.txt is written anew: read the change, then run the test again")
    assert list(found) == list(wanted.lines)


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_bad_example_fires_its_rule_and_a_good_one_does_not(folder: Path) -> None:
    if folder.name.startswith("bad-"):
        assert fired(folder, Outcome.FINDING, Outcome.NOT_ASSESSED)
    else:
        assert folder.name.startswith("good-")
        assert not fired(folder, Outcome.FINDING)


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_bad_example_that_fires_it_and_a_good_one_of_the_same_case(code: str) -> None:
    outcome = Outcome.NOT_ASSESSED if code == "DU201" else Outcome.FINDING
    shown_both_ways = [what for what in pairs_of(code) if fired(RULES_FOLDER / code / f"bad-{what}", outcome)]
    assert shown_both_ways


def test_every_example_belongs_to_a_rule() -> None:
    assert {folder.parent.name for folder in FOLDERS} == set(CODES)


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_every_example_is_a_small_root_that_calls_itself_fictitious(folder: Path) -> None:
    assert (folder / "expected.txt").is_file()
    texts = [data for data in example_files(folder).values() if data]
    assert b"# Oppdiktet eksempel" in b"".join(texts)
    assert all(data.startswith(b"# Oppdiktet eksempel") for data in texts)
    assert sum(map(len, texts)) < 4000


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_files_given_in_another_order_give_the_same_answers(folder: Path) -> None:
    files = example_files(folder)
    backwards = dict(reversed(files.items()))
    at = expected(folder).at
    assert outcome_lines(backwards, at) == outcome_lines(files, at)


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.code)
def test_every_rule_weighs_what_the_contract_says_and_rests_on_what_it_says(each: Rule) -> None:
    assert (each.severity, each.basis) == CONTRACT[each.code]
    assert dict(each.variants) == VARIANTS.get(each.code, {})


def test_the_table_of_rules_is_in_order_and_names_no_code_twice() -> None:
    assert list(CODES) == sorted(set(CODES))
    assert set(CODES) == set(CONTRACT)
