"""``--commit``: one commit of exactly what a command wrote, or nothing written and said why; in real repositories."""

import errno
import os
import signal as signals
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP, Answer, Du

from du_cli.writing import journal
from du_cli.writing.journal import Step, begin
from du_cli.writing.journal import Write as Written
from tests.repositories import CASE, MEMBERS, alone, committed, git, put, repository

Write = Callable[..., Answer]
ROSTER = "data/members.yaml"
ADD = ("members", "add", "Liv Eksempel", "--organisation", "Stord kommune")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(tmp_path / "home", monkeypatch)
    return repository(tmp_path / "nemnd")


@pytest.fixture
def write(du: Du, root: Path) -> Write:
    """A write command with ``--commit``, its root, day and language."""

    def call(*words: str) -> Answer:
        return du("--root", root, *words, "--commit", "--at", "2026-03-01", "--lang", "en")

    return call


def state(root: Path) -> tuple[str, str, dict[str, bytes]]:
    """The history, what git thinks of the files, and the files."""
    texts = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    return git(root, "log", "--format=%H", "--all"), git(root, "status", "--porcelain"), texts


def refused(write: Write, root: Path, *words: str) -> str:
    """What is said when nothing at all is written, staged or committed."""
    before = state(root)
    answer = write(*words)
    assert (answer.code, answer.out) == (2, "")
    assert state(root) == before
    return answer.err


def test_earlier_changes_in_the_same_file_are_never_taken_along(write: Write, root: Path) -> None:
    put(root, {ROSTER: MEMBERS + "# en merknad\n"})
    said = refused(write, root, *ADD)
    assert f"There are changes in {ROSTER} that are not committed, and they would come into this commit." in said
    assert f"with git -C {root} add {ROSTER} && git -C {root} commit, or leave out --commit. Nothing was written." in said
    git(root, "add", ROSTER)
    refused(write, root, *ADD)
    git(root, "commit", "--quiet", "-m", "merknad")
    assert write(*ADD).code == 0
    assert git(root, "status", "--porcelain") == ""


def test_a_new_file_that_was_never_committed_is_an_earlier_change_too(write: Write, root: Path) -> None:
    put(root, {"data/cases/2026/001.yaml": CASE})
    assert "data/cases/2026/001.yaml" in refused(write, root, "cases", "move", "2026-001", "in_preparation")


def test_changes_in_other_files_stay_where_they_are(write: Write, root: Path) -> None:
    put(root, {"data/mandate.yaml": (root / "data/mandate.yaml").read_text(encoding="utf-8") + "# her\n", "notat.txt": "x\n"})
    git(root, "add", "data/mandate.yaml")
    assert write(*ADD).code == 0
    assert git(root, "status", "--porcelain") == "M  data/mandate.yaml\n?? notat.txt\n"
    assert git(root, "show", "--format=", "--name-only", "HEAD") == f"{ROSTER}\n"


def test_the_committee_may_lie_in_a_folder_of_the_repository(du: Du, tmp_path: Path, root: Path) -> None:
    top = repository(tmp_path / "alt", files={f"utvalg/{path}": path_text for path, path_text in (("data/members.yaml", MEMBERS),)})
    mandate = (root / "data/mandate.yaml").read_text(encoding="utf-8")
    committed(top, {"utvalg/data/mandate.yaml": mandate, "utvalg/data/members.yaml": MEMBERS})
    put(top, {"utvalg/data/members.yaml": MEMBERS + "#\n"})
    answer = du("--root", top / "utvalg", *ADD, "--commit", "--at", "2026-03-01", "--lang", "en")
    assert (answer.code, f"There are changes in {ROSTER} that" in answer.err) == (2, True)


def test_a_file_that_git_ignores_is_refused_before_it_is_written(write: Write, root: Path) -> None:
    committed(root, {".gitignore": "data/outreach/\n"})
    words = ("outreach", "add", "--member", "kari", "--area", "Vestland", "--audience", "political", "--topic", "Prøve")
    assert "git ignores data/outreach/2026.yaml" in refused(write, root, *words)


def merging(root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {"notat.txt": "gren\n"})
    git(root, "switch", "--quiet", "main")
    committed(root, {"notat.txt": "main\n"})


@pytest.mark.parametrize(
    ("begin", "what"),
    [
        (("merge", "gren"), "merge"),
        (("merge", "--no-commit", "--no-ff", "-s", "ours", "gren"), "merge"),
        (("rebase", "gren"), "rebase"),
        (("cherry-pick", "gren"), "cherry-pick"),
        (("revert", "--no-commit", "HEAD"), "revert"),
    ],
    ids=["merge with a conflict", "merge before its commit", "rebase", "cherry-pick", "revert"],
)
def test_while_something_is_under_way_nothing_is_written(write: Write, root: Path, begin: tuple[str, ...], what: str) -> None:
    merging(root)
    git(root, *begin, check=False)
    said = refused(write, root, *ADD)
    assert f"A {what} is under way in this repository." in said
    assert f"git {what} --abort" in said


def test_on_no_branch_nothing_is_written(write: Write, root: Path) -> None:
    git(root, "switch", "--quiet", "--detach")
    assert "HEAD is on no branch, where a commit is easily lost." in refused(write, root, *ADD)


def test_the_first_commit_of_a_repository_may_be_a_command_s(du: Du, tmp_path: Path, root: Path) -> None:
    new = tmp_path / "ny"
    put(new, {path: (root / path).read_text(encoding="utf-8") for path in ("data/mandate.yaml", ROSTER)})
    git(new, "init", "--quiet")
    words = ("outreach", "add", "--member", "kari", "--area", "Vestland", "--audience", "political", "--topic", "Prøve")
    answer = du("--root", new, *words, "--commit", "--at", "2026-03-01", "--lang", "en")
    assert answer.code == 0, answer.err
    assert git(new, "ls-files") == "data/outreach/2026.yaml\n"


def test_without_a_name_nothing_is_written(write: Write, root: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / ".gitconfig").write_text("", encoding="utf-8")
    assert "git does not know who you are." in refused(write, root, *ADD)


def hook(root: Path, name: str, script: str) -> None:
    path = root / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    "words", [ADD, ("cases", "new", "Ny sak", "--type", "preparation", "--task", "1", "--by", "kari")], ids=["old", "new"]
)
def test_what_a_hook_refuses_is_not_written_and_the_hook_is_quoted(write: Write, root: Path, words: tuple[str, ...]) -> None:
    hook(root, "pre-commit", "echo 'ikke i dag' >&2; exit 1")
    said = refused(write, root, *words)
    assert said == "du-cli: Nothing was written, because it could not be committed. git refused: ikke i dag\n"
    (root / ".git/hooks/pre-commit").unlink()
    assert write(*words).code == 0


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_says_nothing_is_pointed_at(write: Write, root: Path, name: str) -> None:
    hook(root, name, "exit 1")
    said = refused(write, root, *ADD)
    assert said.endswith(f"git made no commit and did not say why. A hook may have stopped it: see {root.resolve() / '.git/hooks'}.\n")


def test_what_cannot_be_signed_is_not_written(write: Write, root: Path) -> None:
    git(root, "config", "commit.gpgsign", "true")
    git(root, "config", "gpg.program", "false")
    assert "gpg failed to sign the data" in refused(write, root, *ADD)


def test_when_a_hook_has_changed_the_file_it_is_left_and_said(write: Write, root: Path) -> None:
    hook(root, "pre-commit", f"echo '# fra kroken' >> {ROSTER}; exit 1")
    answer = write(*ADD)
    assert answer.code == 2
    assert "The files are written, but not committed. git made no commit" in answer.err
    assert "# fra kroken" in (root / ROSTER).read_text(encoding="utf-8")


def begun(root: Path, new: bytes, *, commits: bool, asked: str = "") -> bytes:
    """A write of the roster that was interrupted once its file was written; what the file held before."""
    old = (root / ROSTER).read_bytes()
    begin(root, Written((Step(ROSTER, old, new),), asked=asked, commits=commits))
    (root / ROSTER).write_bytes(new)
    return old


NEW = MEMBERS.encode() + b"# ferdig\n"


def test_a_write_that_was_interrupted_and_is_completed_is_said_to_belong_to_no_commit(du: Du, root: Path) -> None:
    begun(root, NEW, commits=False)
    answer = du("members", "list", "--lang", "en", "--root", "..", cwd=root / "data")
    assert answer.err == (
        f"An earlier write was interrupted; it has now been completed: {ROSTER}.\n"
        f"It is not committed. To commit it: git -C .. add {ROSTER} && git -C .. commit\n"
    )
    assert (root / ROSTER).read_bytes() == NEW


def test_a_write_that_was_to_be_committed_and_is_not_is_taken_back(du: Du, root: Path) -> None:
    old = begun(root, NEW, commits=True)
    answer = du("--root", root, "members", "list", "--lang", "en")
    assert answer.err == f"An earlier write was interrupted before it was committed, and was taken back: {ROSTER}.\n"
    assert (root / ROSTER).read_bytes() == old
    assert git(root, "status", "--porcelain") == ""


def test_a_write_that_was_interrupted_after_its_commit_stays(du: Du, root: Path) -> None:
    begun(root, NEW, commits=True)
    git(root, "commit", "--quiet", "--all", "-m", "endret")
    answer = du("--root", root, "members", "list", "--lang", "en")
    assert answer.err == f"An earlier write was interrupted when it was committed already: {ROSTER}.\n"
    assert (root / ROSTER).read_bytes() == NEW


@pytest.mark.parametrize("signal", ["INT", "KILL"])
def test_a_command_stopped_while_a_hook_runs_is_taken_back_by_the_next(du: Du, root: Path, signal: str) -> None:
    hook(root, "pre-commit", "touch ../i-kroken; sleep 60")
    before = (root / ROSTER).read_bytes()
    command = [sys.executable, "-m", "du_cli", "--root", root, *ADD, "--commit"]
    started = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(TOP)}, start_new_session=True, stdout=subprocess.DEVNULL)
    while not (root.parent / "i-kroken").exists():
        time.sleep(0.02)
    reading = du("--root", root, "members", "list", "--lang", "en")
    assert (reading.code, reading.err) == (0, "")  # a write that is still at work is left alone
    os.killpg(started.pid, getattr(signals, f"SIG{signal}"))
    started.wait()
    assert (root / ROSTER).read_bytes() != before
    answer = du("--root", root, "members", "list", "--lang", "en")
    assert "was interrupted before it was committed, and was taken back" in answer.err
    assert (root / ROSTER).read_bytes() == before
    assert git(root, "status", "--porcelain") == ""


def test_files_that_cannot_be_given_back_after_a_refusal_are_given_back_by_the_next_command(
    write: Write, du: Du, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(root, "pre-commit", "exit 1")
    before, calls = (root / ROSTER).read_bytes(), iter((journal.prepare, full))

    def prepare(*given: Any) -> None:
        next(calls)(*given)

    monkeypatch.setattr("du_cli.writing.journal.prepare", prepare)
    answer = write(*ADD)
    assert answer.code == 2
    assert "cannot be replaced: No space left on device. The next command will put it right." in answer.err
    assert (root / ROSTER).read_bytes() != before
    monkeypatch.undo()
    assert "was taken back" in du("--root", root, "members", "list", "--lang", "en").err
    assert (root / ROSTER).read_bytes() == before


def full(*_: object) -> None:
    """A disk that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
