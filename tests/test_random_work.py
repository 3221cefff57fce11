"""Work nobody planned: any commands in any order keep the data valid and the change legal; one illegal step is found, and only it."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FUZZ, Du
from random_work import COMMANDS, Work, work

from scripts.make_examples import EXAMPLES, environment

START = "2024-06-16"
STEPS = 90


def git(root: Path, *arguments: str) -> str:
    with environment(START):
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module", params=range(1, FUZZ + 1))
def worked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Work]:
    """The examples' committee after much work, one commit a command; the first commit is tagged ``start``."""
    root = tmp_path_factory.mktemp("arbeid")
    shutil.copytree(EXAMPLES / "data", root / "data")
    for command in (["init", "--quiet", "-b", "main"], ["add", "data"], ["commit", "--quiet", "-m", "start"], ["tag", "start"]):
        git(root, *command)
    return root, work(root, request.param, STEPS)


@pytest.fixture
def copy(worked: tuple[Path, Work], tmp_path: Path) -> Path:
    """A clone of the worked repository, to be spoilt."""
    git(tmp_path, "clone", "--quiet", str(worked[0]), "kopi")
    return tmp_path / "kopi"


def changes(du: Du, root: Path, day: object, base: str = "start") -> set[str]:
    """The codes of DU8 that a check against a base gives."""
    answer = du("check", "--base", base, "--at", str(day), "--select", "DU8", "--format", "json", cwd=root)
    return {one["code"] for one in json.loads(answer.out)["findings"] if one["outcome"] == "finding"}


def test_any_sequence_of_commands_keeps_the_data_valid_and_every_command_occurs(worked: tuple[Path, Work]) -> None:
    done = worked[1]
    print(f"{done.accepted.total()} accepted, {done.refused} refused: {dict(done.accepted)}")  # noqa: T201 - the counts, for who reads them
    assert done.faults == []
    assert set(done.accepted) == set(COMMANDS)


def test_no_legal_sequence_is_an_illegal_change(worked: tuple[Path, Work], du: Du) -> None:
    root, done = worked
    assert len(git(root, "rev-list", "start..HEAD").split()) == done.accepted.total()
    for base in ("start", f"HEAD~{STEPS // 2}", "HEAD~1"):
        assert changes(du, root, done.day, base) == set(), base


def replace(root: Path, path: str, pattern: str, text: str) -> None:
    file = root / path
    found, times = re.subn(pattern, text, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert times, pattern
    file.write_text(found, encoding="utf-8")


def with_status(root: Path, status: str) -> str:
    """A case that had a status at the start and still has."""
    for file in sorted(root.glob("data/cases/*/*.yaml")):
        path = file.relative_to(root).as_posix()
        was = subprocess.run(["git", "-C", str(root), "show", f"start:{path}"], capture_output=True, text=True, check=False).stdout
        if f"\nstatus: {status}\n" in was and f"\nstatus: {status}\n" in file.read_text(encoding="utf-8"):
            return path
    message = f"no case stayed {status}"
    raise AssertionError(message)


def skip_a_status(root: Path) -> None:
    replace(root, with_status(root, "submitted"), r"^status: submitted$", "status: proposed")


def change_what_is_closed(root: Path) -> None:
    replace(root, with_status(root, "closed"), r"^title: .*$", "title: Ny tittel")


def delete_a_case(root: Path) -> None:
    (root / with_status(root, "submitted")).unlink()


def rewrite_the_past(root: Path) -> None:
    replace(root, "data/members.yaml", r"from: 2023-08-01$", "from: 2023-09-01")


def rewrite_the_mandate(root: Path) -> None:
    replace(root, "data/mandate.yaml", r"(        count: )4$", r"\g<1>5")


ILLEGAL: dict[str, Callable[[Path], None]] = {
    "DU801": skip_a_status,
    "DU802": change_what_is_closed,
    "DU803": delete_a_case,
    "DU806": rewrite_the_past,
    "DU807": rewrite_the_mandate,
}


@pytest.mark.parametrize("code", ILLEGAL)
def test_one_illegal_step_among_the_legal_ones_is_found_and_nothing_else(copy: Path, worked: tuple[Path, Work], du: Du, code: str) -> None:
    ILLEGAL[code](copy)
    git(copy, "commit", "--quiet", "--all", "-m", "ulovlig")
    assert changes(du, copy, worked[1].day) == {code}


def test_a_number_the_base_has_given_away_meanwhile_is_found_and_nothing_else(copy: Path, worked: tuple[Path, Work], du: Du) -> None:
    new = next(path for path in git(copy, "diff", "--name-only", "--diff-filter=A", "start").split() if "/cases/" in path)
    git(copy, "checkout", "--quiet", "-b", "annen", "start")
    text = git(copy, "show", f"main:{new}")
    taken = copy / new.replace(".yaml", "-annen.yaml")
    taken.write_text(re.sub(r"(?m)^title: .*$", "title: En helt annen sak", text), encoding="utf-8")
    git(copy, "add", "data")
    git(copy, "commit", "--quiet", "-m", "en annen sak")
    git(copy, "checkout", "--quiet", "main")
    assert changes(du, copy, worked[1].day, "annen") == {"DU804"}


def test_commits_nobody_signed_are_found_where_signatures_are_asked_for(copy: Path, worked: tuple[Path, Work], du: Du) -> None:
    replace(copy, "data/policy.yaml", r"^allowed_signers: null$", "allowed_signers: signers")
    (copy / "signers").write_text("", encoding="utf-8")
    git(copy, "add", ".")
    git(copy, "commit", "--quiet", "-m", "signering")
    git(copy, "tag", "signert")
    du("cases", "new", "Usignert", "--type", "information", "--task", "1", "--by", "provelaget", "--at", str(worked[1].day), cwd=copy)
    git(copy, "add", "data")
    git(copy, "commit", "--quiet", "-m", "usignert")
    assert changes(du, copy, worked[1].day, "signert") == {"DU805"}


def test_who_sat_on_a_day_as_known_at_a_commit_is_what_that_commit_s_own_files_say(copy: Path, du: Du) -> None:
    commits = git(copy, "rev-list", "--reverse", "HEAD", "--", "data/members.yaml").split()
    assert len(commits) > 5
    days = ("2023-07-31", "2023-08-01", "2024-05-31", "2024-06-01", "2024-08-01", "2028-01-31", "2028-02-01")
    for commit in commits:
        known = {day: du("history", "who", day, "--rev", commit, "--format", "json", cwd=copy).out for day in days}
        git(copy, "checkout", "--quiet", "--detach", commit)
        for day in days:
            assert json.loads(known[day]) == json.loads(du("members", "list", "--at", day, "--format", "json", cwd=copy).out), (commit, day)
        git(copy, "checkout", "--quiet", "main")
