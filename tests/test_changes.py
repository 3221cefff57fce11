"""Checking a change: what is staged against HEAD, and a branch against its base; only what the change itself brings counts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP, Du
from repositories import CASE, FILES, MANDATE, MEMBERS, alone, committed, git, put, repository

AT = "2026-03-10"
CASE_PATH = "data/cases/2026/001.yaml"
BROKEN = MEMBERS.replace("Voss herad", "Voss  herad").replace("seat: vest, from: 2024-01-01", "seat: aust, from: 2024-01-01", 1)
"""A roster with a seat that does not exist."""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg")


def checked(du: Du, root: Path, *options: str, at: str = AT) -> tuple[int, dict[str, Any]]:
    answer = du("--root", root, "check", "--at", at, "--format", "json", *options)
    assert answer.code in (0, 1), answer.err
    return answer.code, json.loads(answer.out)


def causes(found: dict[str, Any], code: str) -> list[str | None]:
    return [one["caused_by"] for one in found["findings"] if one["code"] == code]


def test_what_is_staged_counts_and_what_is_only_on_disk_does_not(root: Path, du: Du) -> None:
    put(root, {"data/members.yaml": BROKEN})
    assert checked(du, root, "--staged")[0] == 0
    git(root, "add", ".")
    put(root, {"data/members.yaml": MEMBERS})
    code, found = checked(du, root, "--staged")
    assert (code, causes(found, "DU011")) == (1, ["change"])
    assert found["base"] == git(root, "rev-parse", "HEAD").strip()
    assert checked(du, root)[0] == 0


def test_an_error_that_was_there_before_is_shown_and_does_not_stop_the_commit(root: Path, du: Du) -> None:
    committed(root, {"data/members.yaml": BROKEN})
    moved = BROKEN.replace("# Oppdiktet eksempel.", "# Oppdiktet eksempel.\n# En linje til.")
    put(root, {"data/members.yaml": moved, CASE_PATH: CASE})
    git(root, "add", ".")
    code, found = checked(du, root, "--staged")
    assert (code, causes(found, "DU011")) == (0, ["existing"])
    assert checked(du, root)[0] == 1


def test_a_second_error_like_one_that_was_there_is_new(root: Path, du: Du) -> None:
    committed(root, {"data/members.yaml": BROKEN})
    put(root, {"data/members.yaml": BROKEN.replace("seat: vest", "seat: aust")})
    git(root, "add", ".")
    code, found = checked(du, root, "--staged")
    assert (code, sorted(filter(None, causes(found, "DU011")))) == (1, ["change", "existing"])


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [("[9]", ["existing"]), ("[8]", ["change"]), ("[9, 8]", ["existing", "change"]), ("[8, 9]", ["change", "existing"]), ("[1]", [])],
)
def test_another_wrong_value_in_its_place_is_new(root: Path, du: Du, tasks: str, expected: list[str]) -> None:
    committed(root, {CASE_PATH: CASE.replace("tasks: [1]", "tasks: [9]")})
    put(root, {CASE_PATH: CASE.replace("tasks: [1]", f"tasks: {tasks}").replace("Felles", "Vår felles")})
    git(root, "add", ".")
    for options in (["--staged"], ["--base", "HEAD"]):
        code, found = checked(du, root, *options)
        assert (code, causes(found, "DU302")) == (int("change" in expected), expected)
    gone = json.loads(du("--root", root, "diff", "--staged", "--at", AT, "--format", "json").out)["gone"]
    assert [one["code"] for one in gone] == ["DU302"] * ("existing" not in expected)


@pytest.mark.parametrize(("at", "cause"), [("2026-04-30", None), ("2026-05-01", "time")])
def test_what_time_alone_has_brought_does_not_stop_the_commit(tmp_path: Path, du: Du, at: str, cause: str | None) -> None:
    mandate = MANDATE.replace("    size: 2\n", "    size: 2\n    term: {years: 4, exceptions: []}\n")
    root = repository(
        tmp_path / "u", files=FILES | {"data/mandate.yaml": mandate, "data/members.yaml": MEMBERS.replace("2024-01-01", "2022-05-01")}
    )
    put(root, {CASE_PATH: CASE})
    git(root, "add", ".")
    code, found = checked(du, root, "--staged", at=at)
    assert (code, causes(found, "DU204")) == (0, [cause] * 2 if cause else [])
    git(root, "commit", "--quiet", "-m", "senere", day="2026-05-02")
    assert causes(checked(du, root, "--staged", at="2026-05-03")[1], "DU204") == ["existing"] * 2


def test_a_waiver_taken_away_brings_a_new_error(root: Path, du: Du) -> None:
    waiver = "# Oppdiktet eksempel.\nwaivers:\n  - {rule: DU102, subject: vest, reason: prøve, until: 2026-12-31}\n"
    three = MEMBERS + MEMBERS.split("members:\n")[1].split("  - id: ola")[0].replace("kari", "per").replace("Kari", "Per")
    committed(root, {"data/members.yaml": three, "data/waivers.yaml": waiver})
    assert checked(du, root, "--staged")[0] == 0
    git(root, "rm", "--quiet", "data/waivers.yaml")
    code, found = checked(du, root, "--staged")
    assert (code, causes(found, "DU102")) == (1, ["change"])


def test_findings_in_a_renamed_file_were_there_before(root: Path, du: Du) -> None:
    bad = CASE.replace("mandate_tasks: [1]", "mandate_tasks: [9]")
    committed(root, {CASE_PATH: bad, "data/notat.txt": "Ring tlf 55 51 22 33.\n"})
    git(root, "mv", CASE_PATH, "data/cases/2026/001-innlogging.yaml")
    git(root, "mv", "data/notat.txt", "data/nytt.txt")
    put(root, {"data/cases/2026/001-innlogging.yaml": bad.replace("Felles", "Vår felles")})
    git(root, "add", ".")
    code, found = checked(du, root, "--staged")
    assert (code, causes(found, "DU302"), causes(found, "DU702"), causes(found, "DU013")) == (0, ["existing"], ["existing"], ["existing"])


def test_a_file_taken_out_of_the_index_is_missing(root: Path, du: Du) -> None:
    git(root, "rm", "--quiet", "--cached", "data/members.yaml")
    code, found = checked(du, root, "--staged")
    assert (code, causes(found, "DU005")) == (1, ["change"])


def test_before_the_first_commit_everything_counts(tmp_path: Path, du: Du) -> None:
    root = tmp_path / "ny"
    put(root, FILES | {"data/members.yaml": BROKEN})
    git(root, "init", "--quiet")
    git(root, "add", ".")
    code, found = checked(du, root, "--staged")
    assert (code, found["base"], causes(found, "DU011")) == (1, None, [None])


def test_a_branch_is_compared_with_where_it_left_its_base(root: Path, du: Du) -> None:
    left = git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {CASE_PATH: CASE.replace("mandate_tasks: [1]", "mandate_tasks: [9]")})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/members.yaml": BROKEN})
    git(root, "switch", "--quiet", "gren")
    code, found = checked(du, root, "--base", "main")
    assert (code, found["base"], causes(found, "DU302"), causes(found, "DU011")) == (1, left, ["change"], [])
    assert checked(du, root, "--base", "gren")[0] == 0
    code, found = checked(du, root, "--base", "main", "--rev", "gren~1")
    assert (code, found["rev"]) == (0, left)


def test_a_branch_counts_what_is_not_committed_yet(root: Path, du: Du) -> None:
    put(root, {"data/members.yaml": BROKEN})
    assert causes(checked(du, root, "--base", "main")[1], "DU011") == ["change"]


@pytest.mark.parametrize("kind", ["sha256", "worktree", "submodule", "inside"])
def test_any_kind_of_repository(tmp_path: Path, du: Du, kind: str) -> None:
    first = repository(tmp_path / "a", *(["--object-format=sha256"] if kind == "sha256" else []))
    root = first
    if kind == "worktree":
        root = tmp_path / "tre"
        git(first, "worktree", "add", "--quiet", "-b", "gren", str(root))
    elif kind == "submodule":
        outer = repository(tmp_path / "b", files={"README": "x"})
        git(outer, "submodule", "--quiet", "add", str(first), "utvalg")
        root = outer / "utvalg"
    elif kind == "inside":
        root = repository(tmp_path / "b", files={f"dypt/nede/{path}": text for path, text in FILES.items()}) / "dypt" / "nede"
    put(root, {"data/members.yaml": BROKEN})
    git(root, "add", ".")
    assert checked(du, root, "--staged")[0] == 1
    git(root, "commit", "--quiet", "-m", "feil")
    assert checked(du, root, "--staged")[0] == 0
    assert causes(checked(du, root, "--base", "HEAD~1")[1], "DU011") == ["change"]


def test_a_shallow_clone_without_the_merge_base(root: Path, tmp_path: Path, du: Du) -> None:
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {CASE_PATH: CASE})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/members.yaml": MEMBERS + "#\n"})
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=gren", f"file://{root}", "grunn")
    answer = du("--root", tmp_path / "grunn", "check", "--base", "origin/main", "--lang", "en")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "fetch-depth: 0" in answer.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--staged", "--base", "main"], "--staged compares what is staged with HEAD. Leave out --base and --rev."),
        (["--staged", "--rev", "main"], "--staged compares what is staged with HEAD. Leave out --base and --rev."),
        (["--base", "nei"], "There is no revision nei here."),
        (["--base", ""], "There is no revision «» here."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_is_one_line(root: Path, du: Du, options: list[str], words: str) -> None:
    answer = du("--root", root, "check", *options, "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert words in answer.err


def test_an_unmerged_file_stops_the_check(root: Path, du: Du) -> None:
    git(root, "switch", "--quiet", "-c", "annen")
    committed(root, {"data/members.yaml": MEMBERS + "# a\n"})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/members.yaml": MEMBERS + "# b\n"})
    git(root, "merge", "annen", check=False)
    answer = du("--root", root, "check", "--staged", "--lang", "en")
    assert (answer.code, "data/members.yaml is not merged yet." in answer.err) == (2, True)


def test_outside_a_repository_a_change_cannot_be_checked(tmp_path: Path, du: Du) -> None:
    put(tmp_path / "u", FILES)
    for options in (["--staged"], ["--base", "main"], ["--rev", "main"]):
        answer = du("--root", tmp_path / "u", "check", *options, "--lang", "en")
        assert (answer.code, "is not in a git repository" in answer.err) == (2, True)


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_every_form_shows_what_a_finding_comes_from(root: Path, du: Du, form: str) -> None:
    committed(root, {"data/members.yaml": BROKEN})
    put(root, {CASE_PATH: CASE.replace("mandate_tasks: [1]", "mandate_tasks: [9]")})
    git(root, "add", ".")
    answer = du("--root", root, "check", "--staged", "--at", AT, "--format", form, "--lang", "en")
    new, old = {"json": ('"change"', '"existing"'), "sarif": ('"baselineState": "new"', '"unchanged"')}.get(
        form, ("(new)", "(there before)")
    )
    assert answer.code == 1
    assert new in answer.out
    assert old in answer.out


HOOK = f"""#!/bin/sh
export PYTHONPATH="{TOP}"
exec "{sys.executable}" -m du_cli --root utvalg check --staged --at {AT} --lang en
"""


@pytest.fixture
def hooked(tmp_path: Path) -> Path:
    """A repository whose committee lies in a folder, with a real pre-commit hook."""
    top = repository(tmp_path / "top", files={f"utvalg/{path}": text for path, text in FILES.items()})
    hook = top / ".git" / "hooks" / "pre-commit"
    hook.write_text(HOOK, encoding="utf-8")
    hook.chmod(0o755)
    return top


def commits(top: Path, *arguments: str) -> bool:
    """Whether git commits, its hook asked."""
    done = subprocess.run(
        ["git", "-C", str(top), "commit", "-m", "prøve", *arguments], env=os.environ, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "DU011" in done.stdout + done.stderr, done.stderr
    return done.returncode == 0


def test_the_hook_of_a_commit_of_all_sees_what_will_be_committed(hooked: Path) -> None:
    put(hooked, {"utvalg/data/members.yaml": BROKEN})
    assert not commits(hooked, "-a")
    put(hooked, {"utvalg/data/members.yaml": MEMBERS + "# en linje\n"})
    assert commits(hooked, "-a")


def test_the_hook_of_a_commit_of_one_file_sees_that_file_alone(hooked: Path) -> None:
    put(hooked, {"utvalg/data/members.yaml": BROKEN, "utvalg/data/mandate.yaml": MANDATE + "# en linje\n"})
    git(hooked, "add", ".")
    assert commits(hooked, "utvalg/data/mandate.yaml")
    assert not commits(hooked, "utvalg/data/members.yaml")
    put(hooked, {"utvalg/data/members.yaml": MEMBERS + "# en linje\n"})
    assert not commits(hooked)
    assert commits(hooked, "utvalg/data/members.yaml")


def test_the_hook_in_a_second_worktree_and_from_a_folder(hooked: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tre"
    git(hooked, "worktree", "add", "--quiet", "-b", "gren", str(tree))
    put(tree, {"utvalg/data/members.yaml": BROKEN})
    assert not commits(tree / "utvalg", "-a")
    put(tree, {"utvalg/data/members.yaml": MEMBERS + "# en linje\n"})
    assert commits(tree / "utvalg", "data/members.yaml")


@pytest.mark.parametrize("way", [("--staged",), ("--base", "HEAD")], ids=["staged", "base"])
def test_of_two_cases_with_one_number_one_may_go(root: Path, du: Du, way: tuple[str, ...]) -> None:
    second = CASE_PATH.replace("001", "001-samme")
    committed(root, {CASE_PATH: CASE, second: CASE.replace("title: ", "title: Ny ")})
    put(root, {second: None})
    git(root, "add", "--all")
    code, found = checked(du, root, *way)
    assert (code, causes(found, "DU803")) == (0, [])


@pytest.mark.parametrize("way", [("--staged",), ("--base", "HEAD")], ids=["staged", "base"])
def test_a_case_that_takes_the_number_of_another_has_changed_its_own(root: Path, du: Du, way: tuple[str, ...]) -> None:
    second = CASE_PATH.replace("001", "002")
    other = CASE.replace("id: 2026-001", "id: 2026-002").replace("title: ", "title: Ny ")
    committed(root, {CASE_PATH: CASE, second: other})
    put(root, {second: other.replace("id: 2026-002", "id: 2026-001")})
    git(root, "add", "--all")
    code, found = checked(du, root, *way)
    assert (code, [one["path"] for one in found["findings"] if one["code"] == "DU803"]) == (1, [second])
