"""Rules about a change where a file cannot be read, as it was or as it is: not assessed, and never passed in silence."""

import json
from pathlib import Path

import pytest
from conftest import Du
from repositories import CASE, MANDATE, MEMBERS, alone, committed, git, put, repository

CASE_PATH = "data/cases/2026/001.yaml"
CLOSED = CASE.replace("status: proposed", "status: closed")
BROKEN = {
    "data/members.yaml": {"syntax": "members: [\n", "unknown key": MEMBERS + "medlemmer: []\n", "wrong date": MEMBERS.replace("2024-01-01", "2024-13-01")},
    "data/mandate.yaml": {"syntax": "versions: [\n", "unknown key": MANDATE + "versjoner: []\n", "wrong number": MANDATE.replace("size: 2", "size: to")},
}  # fmt: skip
WHOLE = {"data/members.yaml": MEMBERS, "data/mandate.yaml": MANDATE}
RULES = {"data/members.yaml": ["DU803", "DU806"], "data/mandate.yaml": ["DU803", "DU807"]}
FAULTS = [(path, fault) for path, faults in BROKEN.items() for fault in faults]


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg")


def answers(du: Du, root: Path) -> list[tuple[str, str, str]]:
    """Code, outcome and message of what the rules about changes say of what is staged."""
    answer = du("--root", root, "check", "--staged", "--at", "2026-03-02", "--format", "json", "--select", "DU8", "--lang", "en")
    return sorted(
        (one["code"], one["outcome"], one["message"]) for one in json.loads(answer.out)["findings"] if one["code"].startswith("DU8")
    )


def staged(root: Path, files: dict[str, str | None]) -> None:
    put(root, files)
    git(root, "add", "--all", ".")


@pytest.mark.parametrize(("path", "fault"), FAULTS)
def test_what_became_of_a_file_that_cannot_be_read_is_not_assessed(root: Path, du: Du, path: str, fault: str) -> None:
    staged(root, {path: BROKEN[path][fault]})
    message = f"{path} cannot be read in full, so what has changed in it is not assessed."
    assert answers(du, root) == [(code, "not_assessed", message) for code in RULES[path]]


@pytest.mark.parametrize(("path", "fault"), FAULTS)
def test_what_came_of_a_file_that_could_not_be_read_is_not_assessed(root: Path, du: Du, path: str, fault: str) -> None:
    committed(root, {path: BROKEN[path][fault]}, day="2026-02-01")
    staged(root, {path: WHOLE[path]})
    message = f"{path} could not be read in full before the change, so what has changed in it is not assessed."
    assert answers(du, root) == [(code, "not_assessed", message) for code in RULES[path]]


@pytest.mark.parametrize(("text", "codes"), [("id: [\n", ["DU801", "DU802"]), (CLOSED + "notat: x\n", ["DU802"])])
def test_whether_a_protected_record_that_cannot_be_read_was_changed_is_not_assessed(
    root: Path, du: Du, text: str, codes: list[str]
) -> None:
    committed(root, {CASE_PATH: CLOSED})
    staged(root, {CASE_PATH: text})
    message = f"{CASE_PATH} cannot be read in full, so what has changed in it is not assessed."
    assert answers(du, root) == [(code, "not_assessed", message) for code in codes]


def test_of_a_record_that_nothing_protects_only_the_status_is_not_assessed(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CASE})
    staged(root, {CASE_PATH: "id: [\n"})
    message = f"{CASE_PATH} cannot be read in full, so what has changed in it is not assessed."
    assert answers(du, root) == [("DU801", "not_assessed", message)]


@pytest.mark.parametrize("policy", ["a: [\n", "protected_after: closed\n", "protected_afterr: {case: concluded}\n"])
def test_what_a_policy_protected_that_could_not_be_read_is_not_assessed(root: Path, du: Du, policy: str) -> None:
    committed(root, {CASE_PATH: CASE.replace("proposed", "closed"), "data/policy.yaml": policy})
    staged(root, {CASE_PATH: CASE.replace("proposed", "closed") + "summary: Noe annet.\n", "data/policy.yaml": None})
    assert [(code, outcome) for code, outcome, _ in answers(du, root)] == [("DU802", "not_assessed")]


@pytest.mark.parametrize("policy", ["a: [\n", "allowed_signers: [x]\n", "allowed_signer: signers\n"])
def test_whether_a_policy_that_could_not_be_read_asked_for_signatures_is_not_assessed(root: Path, du: Du, policy: str) -> None:
    committed(root, {"data/policy.yaml": policy})
    git(root, "branch", "grunnlag")
    committed(root, {"data/policy.yaml": None, CASE_PATH: CASE})
    answer = du("--root", root, "check", "--base", "grunnlag", "--at", "2026-03-02", "--format", "json", "--select", "DU805")
    assert [(one["code"], one["outcome"]) for one in json.loads(answer.out)["findings"]] == [("DU805", "not_assessed")]
