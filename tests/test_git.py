"""One commit of exactly the files that were written, in real repositories."""

from pathlib import Path

import pytest
from repositories import alone, git, repository

from du_cli.errors import GitError
from du_cli.git import commit, ready
from du_cli.i18n import fill


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine, and an identity that the person has given."""
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg", files={"data/a.yaml": "a: 1\n", "data/b.yaml": "b: 1\n"})


def said(error: pytest.ExceptionInfo[GitError]) -> str:
    return fill(error.value.message, error.value.values)


def test_the_commit_holds_exactly_the_files_named_and_other_staged_changes_stay_staged(root: Path) -> None:
    (root / "data/a.yaml").write_text("a: 2\n", encoding="utf-8")
    (root / "data/b.yaml").write_text("b: 2\n", encoding="utf-8")
    (root / "data/ny mappe").mkdir()
    (root / "data/ny mappe/*.yaml").write_text("c: 1\n", encoding="utf-8")
    (root / "data/annen.yaml").write_text("d: 1\n", encoding="utf-8")
    git(root, "add", "data/b.yaml")
    name = commit(root, ["data/a.yaml", "data/ny mappe/*.yaml"], "medlemmer: æøå\n\nMember: ola\n# ikke en kommentar\n")
    assert git(root, "rev-parse", "--short", "HEAD").strip() == name
    assert git(root, "show", "--format=", "--name-status", "-z", "HEAD").split("\0")[:-1] == [
        "M",
        "data/a.yaml",
        "A",
        "data/ny mappe/*.yaml",
    ]
    assert (
        git(root, "log", "-1", "--format=%an <%ae>%n%B")
        == "Kari Sekretær <kari@example.org>\nmedlemmer: æøå\n\nMember: ola\n# ikke en kommentar\n\n"
    )
    assert git(root, "status", "--porcelain") == "M  data/b.yaml\n?? data/annen.yaml\n"


def test_a_removed_file_is_committed_as_removed(root: Path) -> None:
    (root / "data/a.yaml").unlink()
    commit(root, ["data/a.yaml"], "fjernet")
    assert git(root, "ls-files") == "data/b.yaml\n"


def test_the_first_commit_of_a_repository_and_one_from_a_folder_inside_it(tmp_path: Path) -> None:
    folder = tmp_path / "repo" / "utvalg"
    (folder / "data").mkdir(parents=True)
    git(tmp_path / "repo", "init")
    (folder / "data/a.yaml").write_text("a: 1\n", encoding="utf-8")
    ready(folder)
    commit(folder, ["data/a.yaml"], "første")
    assert git(tmp_path / "repo", "ls-files") == "utvalg/data/a.yaml\n"


def test_variables_of_another_git_around_us_lead_nowhere(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "annet"
    other.mkdir()
    git(other, "init")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    (root / "data/a.yaml").write_text("a: 2\n", encoding="utf-8")
    ready(root)
    commit(root, ["data/a.yaml"], "endret")
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert git(root, "log", "--format=%s") == "endret\nførste\n"


def test_a_hook_that_refuses_is_quoted_and_the_file_stays_written_and_unstaged(root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho 'ikke i dag' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (root / "data/ny.yaml").write_text("ny: 1\n", encoding="utf-8")
    with pytest.raises(GitError) as error:
        commit(root, ["data/ny.yaml"], "ny")
    assert said(error) == "git refused: ikke i dag"
    assert git(root, "status", "--porcelain") == "?? data/ny.yaml\n"


def test_hooks_run_with_the_message_and_may_add_to_it(root: Path) -> None:
    hook = root / ".git/hooks/commit-msg"
    hook.write_text("#!/bin/sh\necho 'Signed-off-by: Kari' >> \"$1\"\n", encoding="utf-8")
    hook.chmod(0o755)
    (root / "data/a.yaml").write_text("a: 2\n", encoding="utf-8")
    commit(root, ["data/a.yaml"], "endret\n\nMember: ola\n")
    assert "Signed-off-by: Kari" in git(root, "log", "-1", "--format=%B")


def test_signing_is_as_configured_and_a_key_that_fails_is_said(root: Path) -> None:
    git(root, "config", "commit.gpgsign", "true")
    git(root, "config", "gpg.program", "false")
    (root / "data/a.yaml").write_text("a: 2\n", encoding="utf-8")
    with pytest.raises(GitError) as error:
        commit(root, ["data/a.yaml"], "endret")
    assert "git refused: error: gpg failed to sign the data" in said(error)


def test_outside_a_repository_nothing_can_be_committed(tmp_path: Path) -> None:
    folder = tmp_path / "ute"
    folder.mkdir()
    with pytest.raises(GitError) as error:
        ready(folder)
    assert said(error) == f"{folder} is not in a git repository, so nothing can be committed. Begin one with git init."


def test_an_identity_is_asked_for_and_never_guessed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "home/.gitconfig").write_text("", encoding="utf-8")
    with pytest.raises(GitError) as error:
        ready(root)
    assert said(error).startswith("git does not know who you are.")
    (root / "data/a.yaml").write_text("a: 2\n", encoding="utf-8")
    with pytest.raises(GitError):
        commit(root, ["data/a.yaml"], "endret")


def test_without_git_it_is_said_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError) as error:
        ready(root)
    assert said(error) == "git is not installed here. Install it, and try again."


def test_a_file_that_git_ignores_is_refused(root: Path) -> None:
    (root / ".gitignore").write_text("data/hemmelig.yaml\n", encoding="utf-8")
    (root / "data/hemmelig.yaml").write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(GitError) as error:
        commit(root, ["data/hemmelig.yaml"], "nei")
    assert "ignored" in said(error)
