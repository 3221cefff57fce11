"""``hook install``: each commit is checked by real git, and nobody's hook is overwritten."""

import subprocess
from pathlib import Path

import pytest
from conftest import Du
from repositories import MEMBERS, alone, git, put, repository

BROKEN = MEMBERS.replace("organisation: Voss herad", "organisation: Vos herad")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


def tried(root: Path) -> "subprocess.CompletedProcess[str]":
    git(root, "add", "--all", ".")
    return subprocess.run(["git", "-C", str(root), "commit", "-m", "forsøk"], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("under", ["", "mine utvalg/dette", "it's"])
def test_a_new_error_stops_the_commit_and_a_clean_change_passes(tmp_path: Path, du: Du, under: str) -> None:
    top = tmp_path / "alt"
    git(tmp_path, "init", "--quiet", str(top))
    root = top / under
    put(root, {"data/mandate.yaml": (repository(tmp_path / "mal") / "data/mandate.yaml").read_text(), "data/members.yaml": MEMBERS})
    git(top, "add", ".")
    git(top, "commit", "--quiet", "-m", "første")
    assert du("hook", "install", cwd=root).code == 0
    put(root, {"data/members.yaml": BROKEN})
    refused = tried(root)
    assert refused.returncode == 1
    assert "DU012" in refused.stdout + refused.stderr
    put(root, {"data/members.yaml": MEMBERS.replace("Ola Eksempel", "Ola Ny")})
    assert tried(root).returncode == 0


def test_installing_twice_changes_nothing(tmp_path: Path, du: Du) -> None:
    root = repository(tmp_path / "utvalg")
    first = du("hook", "install", cwd=root)
    files = {name: (root / ".git" / name).read_text() for name in ("hooks/pre-commit", "info/attributes", "config")}
    assert du("hook", "install", cwd=root) == first
    assert {name: (root / ".git" / name).read_text() for name in files} == files


def test_the_hook_of_somebody_else_stays_and_the_line_to_add_is_told(tmp_path: Path, du: Du) -> None:
    root = repository(tmp_path / "utvalg")
    put(root, {".git/hooks/pre-commit": "#!/bin/sh\ntrue\n"})
    answer = du("hook", "install", "--lang", "en", cwd=root)
    assert answer.code == 2
    assert "is another hook" in answer.err
    assert "check --staged" in answer.err
    assert (root / ".git/hooks/pre-commit").read_text() == "#!/bin/sh\ntrue\n"
    assert "merge" not in git(root, "config", "--local", "--list")


def test_attributes_that_are_there_are_kept(tmp_path: Path, du: Du) -> None:
    root = repository(tmp_path / "utvalg")
    put(root, {".git/info/attributes": "*.svg -diff"})
    du("hook", "install", cwd=root)
    assert (root / ".git/info/attributes").read_text() == "*.svg -diff\n/data/**/*.yaml merge=du-cli\n"


def test_the_repository_s_own_folder_of_hooks_is_used(tmp_path: Path, du: Du) -> None:
    root = repository(tmp_path / "utvalg")
    git(root, "config", "core.hooksPath", ".hooks")
    assert du("hook", "install", cwd=root).code == 0
    put(root, {"data/members.yaml": BROKEN})
    assert tried(root).returncode == 1


def test_a_worktree_of_the_repository_is_checked_too(tmp_path: Path, du: Du) -> None:
    root = repository(tmp_path / "utvalg")
    du("hook", "install", cwd=root)
    git(root, "worktree", "add", "--quiet", str(tmp_path / "annen"))
    put(tmp_path / "annen", {"data/members.yaml": BROKEN})
    assert tried(tmp_path / "annen").returncode == 1


def test_outside_a_repository_it_says_so(tmp_path: Path, du: Du) -> None:
    put(tmp_path, {"data/mandate.yaml": "", "data/members.yaml": ""})
    answer = du("hook", "install", "--lang", "en", cwd=tmp_path)
    assert answer.code == 2
    assert "is not in a git repository" in answer.err
