"""An answer of ``check`` that is given again before the command line is read: only while nothing it rests on has changed."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TOP, Answer, process
from repositories import CASE, FILES, MEMBERS, alone, committed, git, put, repository
from signing import key_of, sign_with

CASE_PATH = "data/cases/2026/001.yaml"
CHECK = ("check", "--at", "2026-03-02", "--lang", "en")
WRONG = MEMBERS.replace("seat: vest", "seat: vesd", 1)
"""A seat that does not exist, in as many letters."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    alone(tmp_path / "home", monkeypatch)
    return repository(tmp_path / "utvalg", files={**FILES, CASE_PATH: CASE.replace("by: kari", "by: per")})


def asked(root: Path, *arguments: str, env: dict[str, str] | None = None) -> tuple[Answer, bool]:
    """What a process answers, and whether it had to read the command line for it."""
    answer = process(*(arguments or CHECK), cwd=root, env={"PYTHONPROFILEIMPORTTIME": "1", **(env or {})})
    return answer._replace(err=""), " typer\n" in answer.err


def given_again(root: Path, *arguments: str, env: dict[str, str] | None = None) -> Answer:
    """The answer to a question put twice, the second time without a look."""
    (first, read), (second, read_again) = (asked(root, *arguments, env=env) for _ in range(2))
    assert (read, read_again) == (True, False)
    assert first == second
    return first


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_an_answer_is_given_again_as_it_was_with_its_exit_code(root: Path, form: str) -> None:
    found = given_again(root, *CHECK, "--format", form)
    assert found.code == 1
    assert "There is no member per." in found.out
    assert found == asked(root, *CHECK, "--format", form, "--no-cache")[0]


def _edited(root: Path) -> None:
    put(root, {"data/members.yaml": WRONG})


def _staged(root: Path) -> None:
    _edited(root)
    git(root, "add", "--all")


def _committed(root: Path) -> None:
    committed(root, {"data/members.yaml": WRONG})


def _untracked(root: Path) -> None:
    put(root, {"data/cases/2026/002.yaml": "id: 2026-002\n"})


def _ignored(root: Path) -> None:
    put(root, {".git/info/exclude": "*.yaml\n", "data/cases/2026/002.yaml": "id: 2026-002\n"})


def _removed(root: Path) -> None:
    put(root, {CASE_PATH: None})


def _left_alone(root: Path) -> None:
    git(root, "update-index", "--assume-unchanged", "data/members.yaml")
    assert asked(root)[1]
    _edited(root)


def _not_checked_out(root: Path) -> None:
    git(root, "update-index", "--skip-worktree", "data/members.yaml")
    assert asked(root)[1]
    put(root, {"data/members.yaml": None})


def _link(root: Path) -> None:
    target = root.parent / "members.yaml"
    target.write_text(MEMBERS, encoding="utf-8")
    put(root, {"data/members.yaml": None})
    (root / "data/members.yaml").symlink_to(target)
    committed(root, {})
    assert asked(root)[1]


def _nested(root: Path) -> None:
    """Another repository as a part of this one, whose own changes git may be told to overlook."""
    other = repository(root.parent / "annet", files={"001.yaml": "id: 2025-001\n"})
    git(root, "submodule", "--quiet", "add", str(other), "data/cases/2025")
    committed(root, {})
    git(root, "config", "submodule.data/cases/2025.ignore", "all")
    assert asked(root)[1]
    put(root, {"data/cases/2025/001.yaml": "id: 2025-002\n"})


@pytest.mark.parametrize(
    "change",
    [_edited, _staged, _committed, _untracked, _ignored, _removed, _left_alone, _not_checked_out, _link, _nested],
    ids=lambda change: change.__name__.strip("_"),
)
def test_no_answer_is_given_again_when_a_file_has_changed(root: Path, change: Callable[[Path], None]) -> None:
    given_again(root)
    change(root)
    for _ in range(2):
        answer, read = asked(root)
        assert answer == asked(root, *CHECK, "--no-cache")[0]
        assert read or change is _committed


def test_the_same_files_again_have_their_answer_again(root: Path) -> None:
    found = given_again(root)
    _edited(root)
    asked(root)
    git(root, "checkout", "--quiet", "data/members.yaml")
    assert asked(root)[0] == found


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (("check", "--at", "2026-03-03", "--lang", "en"), {}),
        (("check", "--at", "2026-03-02", "--lang", "nb"), {}),
        ((*CHECK, "--select", "DU1"), {}),
        ((*CHECK, "data/members.yaml"), {}),
        (CHECK, {"NO_COLOR": "1"}),
        (CHECK, {"GITHUB_ACTIONS": "true"}),
        (CHECK, {"FORCE_COLOR": "1", "COLUMNS": "50"}),
    ],
)
def test_another_question_has_its_own_answer(root: Path, arguments: tuple[str, ...], env: dict[str, str]) -> None:
    given_again(root)
    answer, read = asked(root, *arguments, env=env)
    assert read
    assert answer == asked(root, *arguments, "--no-cache", env=env)[0]


def test_another_folder_has_its_own_answer(root: Path) -> None:
    given_again(root)
    answer, read = asked(root / "data")
    assert read
    assert "\nmembers.yaml" not in answer.out
    assert answer == asked(root / "data", *CHECK, "--no-cache")[0]


@pytest.mark.parametrize("option", ["--staged", "--base=HEAD", "--rev=HEAD", "--history", "--no-cache", "--root=."])
def test_what_looks_elsewhere_is_never_given_again(root: Path, option: str) -> None:
    assert [asked(root, *CHECK, option)[1] for _ in range(2)] == [True, True]


@pytest.mark.parametrize("command", [("history", "log"), ("history", "blame", "kari.organisation")])
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_history_is_told_again_until_a_commit_comes(root: Path, command: tuple[str, ...], form: str) -> None:
    found = given_again(root, *command, "--format", form)
    committed(root, {"data/members.yaml": MEMBERS.replace("Bergen", "Oslo")}, "flyttet")
    after, read = asked(root, *command, "--format", form)
    assert read
    assert "flyttet" in after.out or "Oslo" in after.out
    assert after != found


def test_the_history_of_a_shallow_clone_is_told_anew_when_more_of_it_is_here(root: Path) -> None:
    committed(root, {"data/members.yaml": MEMBERS.replace("Bergen", "Oslo")})
    git(root.parent, "clone", "--quiet", "--depth=1", f"file://{root}", "grunn")
    clone = root.parent / "grunn"
    assert "unshallow" in given_again(clone, "history", "log", "--lang", "en").out
    git(clone, "fetch", "--quiet", "--unshallow")
    answer, read = asked(clone, "history", "log", "--lang", "en")
    assert read
    assert "unshallow" not in answer.out


def test_what_rests_on_somebodys_keys_is_never_given_again(root: Path) -> None:
    sign_with(root, key_of(root.parent, "kari")[0])
    committed(root, {"data/members.yaml": MEMBERS.replace("Bergen", "Oslo")})
    for command in (("history", "log"), ("history", "blame", "kari.organisation")):
        assert [asked(root, *command)[1] for _ in range(2)] == [True, True]


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "DU_NO_CACHE"])
def test_another_index_or_repository_and_no_cache_are_another_question(root: Path, name: str) -> None:
    given_again(root)
    place = {"GIT_DIR": root / ".git", "GIT_INDEX_FILE": root / ".git/index", "GIT_WORK_TREE": root, "DU_NO_CACHE": 1}[name]
    assert asked(root, env={name: str(place)})[1]


def test_a_damaged_answer_is_thrown_away(root: Path) -> None:
    found = given_again(root)
    kept = next((root / ".git/du-cli").glob("said-*"))
    kept.write_bytes(kept.read_bytes().replace(b"member per", b"member pia"))
    answer, read = asked(root)
    assert (answer, read) == (found, True)


def test_an_interrupted_write_is_made_whole_first(root: Path) -> None:
    given_again(root)
    (root / ".du").mkdir()
    assert asked(root)[1]


def test_answers_do_not_pile_up(root: Path) -> None:
    for day in range(10, 20):
        asked(root, "check", "--at", f"2026-03-{day}")
    assert len(list((root / ".git/du-cli").glob("said-*"))) == 8


@pytest.mark.parametrize("git_folder", ["none", "elsewhere", "no commit"])
def test_without_a_plain_repository_nothing_is_kept(root: Path, git_folder: str) -> None:
    if git_folder == "none":
        (root / ".git").rename(root.parent / "git")
    elif git_folder == "elsewhere":
        git(root, "worktree", "add", "--quiet", str(root.parent / "ved-siden"))
        root = root.parent / "ved-siden"
    else:
        git(root, "update-ref", "-d", "HEAD")
    answers = [asked(root) for _ in range(2)]
    assert [read for _, read in answers] == [True, True]
    assert answers[0][0] == answers[1][0]


def test_without_git_everything_is_read(root: Path) -> None:
    found = given_again(root)
    assert asked(root, env={"PATH": ""}) == (found, True)


def _on_a_terminal(root: Path, columns: int) -> str:
    """What is shown on a terminal so wide."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "du_cli", *CHECK]
    process = subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": str(TOP)}, stdout=follower)
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 4096):
            shown += part
    except OSError:  # the terminal is closed
        pass
    os.close(leader)
    process.wait()
    return shown.decode()


def test_a_terminal_of_another_width_has_its_own_answer(root: Path) -> None:
    wide, wide_again, narrow = (_on_a_terminal(root, columns) for columns in (100, 100, 44))
    assert wide == wide_again != narrow
    assert max(map(len, narrow.splitlines())) < max(map(len, wide.splitlines()))


def test_an_answer_given_again_to_a_closed_or_broken_output_ends_as_any_other(root: Path) -> None:
    given_again(root)
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    command = f"{sys.executable} -m du_cli {' '.join(CHECK)}"
    for ending, code in ((">&-", 1), ("> /dev/full", 2)):
        done = subprocess.run(["sh", "-c", f"{command} {ending}"], cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False)
