"""A verdict that is kept: used when nothing has changed, and never another answer than a check would give."""

import json
import os
import random
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import FUZZ, TOP, Answer, Du, process
from repositories import CASE, FILES, MANDATE, MEMBERS, alone, git, put, repository

from du_cli.dataset.cases import Judging
from du_cli.dataset.load import load
from du_cli.dataset.read import Read, read_file
from du_cli.dataset.verdict import Placed, Verdict, from_plain, placed, plain
from du_cli.findings import Basis, Finding, Outcome, Place, Severity
from du_cli.i18n import Either, Term, fill
from du_cli.rules import check as findings_of
from du_cli.rules import judge_case
from examples import example_files, example_folders, expected

AT = "2026-03-02"
CASE_PATH = "data/cases/2026/001.yaml"
FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
WRONG = MEMBERS.replace("seat: vest", "seat: vesd", 1)
"""A seat that does not exist, in as many letters."""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)
    monkeypatch.setattr("du_cli.stamps._STEP", 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg", files={**FILES, CASE_PATH: CASE.replace("by: kari", "by: per")})


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on no rule answers: what is shown then was kept."""

    def stop() -> None:
        monkeypatch.setattr("du_cli.rules.check", None)
        monkeypatch.setattr("du_cli.rules.check_change", None)

    return stop


def check(du: Du, root: Path, *options: str) -> Answer:
    time.sleep(0.01)  # two steps of the system's clock
    return du("--root", root, "check", "--at", AT, *options)


def same(du: Du, root: Path, *options: str) -> Answer:
    """The answer with the cache, which is the one without."""
    anew = check(du, root, *options, "--no-cache")
    assert check(du, root, *options) == anew
    assert check(du, root, *options) == anew
    return anew


@pytest.mark.parametrize("staged", [(), ("--staged",)], ids=["files", "staged"])
@pytest.mark.parametrize("form", FORMATS)
def test_what_has_not_changed_is_answered_in_every_form_and_language_without_a_look(
    root: Path, du: Du, idle: Callable[[], None], staged: tuple[str, ...], form: str
) -> None:
    put(root, {"data/members.yaml": WRONG})
    git(root, "add", "--all")
    ways = [
        (*staged, "--format", form, "--lang", lang, *more) for lang in ("nb", "nn", "en") for more in ((), ("--strict", "--select", "DU0"))
    ]
    wanted = [check(du, root, *way, "--no-cache") for way in ways]
    assert wanted[0].code == 1
    assert check(du, root, *staged).code == 1
    idle()
    assert [check(du, root, *way) for way in ways] == wanted


@pytest.mark.parametrize("staged", [(), ("--staged",)], ids=["files", "staged"])
def test_without_the_cache_everything_is_read(
    root: Path, du: Du, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch, staged: tuple[str, ...]
) -> None:
    check(du, root, *staged)
    idle()
    check(du, root, *staged)
    with pytest.raises(TypeError):
        check(du, root, *staged, "--no-cache")
    monkeypatch.setenv("DU_NO_CACHE", "1")
    with pytest.raises(TypeError):
        check(du, root, *staged)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a member": lambda root: put(root, {"data/members.yaml": WRONG}),
    "the policy": lambda root: put(root, {"data/policy.yaml": "# Oppdiktet eksempel.\nterm_warning_days: 3000\n"}),
    "a new file": lambda root: put(root, {"data/cases/2026/002.yaml": CASE}),
    "a file that nothing reads": lambda root: put(root, {"data/notat.yaml": "a: 1\n"}),
    "a file git ignores": lambda root: put(root, {".gitignore": "data/cases/2026/003.yaml\n", "data/cases/2026/003.yaml": CASE}),
    "a file removed": lambda root: put(root, {CASE_PATH: None}),
    "a file moved": lambda root: (root / CASE_PATH).rename(root / "data/cases/2026/009.yaml"),
    "a folder": lambda root: (root / "data/cases/2026/010.yaml").mkdir(),
    "a link": lambda root: (root / "data/plans").symlink_to("/nowhere"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_on_disk_is_seen(root: Path, du: Du, change: str) -> None:
    before = same(du, root)
    CHANGES[change](root)
    assert (same(du, root) != before) == (change != "a file that nothing reads" or "DU013" in check(du, root).out)


def test_the_same_time_and_size_as_before_hides_nothing(root: Path, du: Du) -> None:
    path = root / "data/members.yaml"
    before, known = same(du, root), path.stat()
    path.write_text(WRONG, encoding="utf-8")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert path.stat().st_size == known.st_size
    assert same(du, root) != before


def test_what_changed_just_now_is_not_certain_and_not_kept(root: Path, du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("du_cli.stamps._STEP", 2 * 10**9)
    same(du, root)
    assert not (root / ".git/du-cli").exists()


def test_what_lies_behind_a_link_may_change_unseen_and_is_not_kept(root: Path, du: Du) -> None:
    (root / "data/cases/2026/002.yaml").symlink_to("001.yaml")
    same(du, root)
    assert not (root / ".git/du-cli").exists()


def test_outside_a_repository_nothing_is_kept(tmp_path: Path, du: Du) -> None:
    put(tmp_path / "alene", FILES)
    same(du, tmp_path / "alene")
    assert sorted(path.name for path in (tmp_path / "alene").iterdir()) == ["data"]


def test_where_the_repository_is_not_to_be_found_the_files_are_checked_all_the_same(tmp_path: Path, du: Du) -> None:
    put(tmp_path / "kopi", {**FILES, ".git": "gitdir: /finnes/ikke\n"})
    assert same(du, tmp_path / "kopi").code == 0


def test_another_day_is_another_answer(root: Path, du: Du) -> None:
    assert same(du, root, "--at", "2026-03-02") == same(du, root)
    assert same(du, root, "--at", "2031-03-02") != same(du, root)
    assert same(du, root, "--staged", "--at", "2031-03-02") != same(du, root, "--staged")


def test_another_index_or_another_head_is_another_answer(root: Path, du: Du) -> None:
    first = same(du, root, "--staged")
    put(root, {"data/members.yaml": WRONG})
    assert same(du, root, "--staged") == first
    git(root, "add", "data/members.yaml")
    second = same(du, root, "--staged")
    assert second.code == 1
    assert second != first
    git(root, "commit", "--quiet", "--message", "ny", "--no-verify")
    assert same(du, root, "--staged").code == 0
    put(root, {"data/cases/2026/002.yaml": CASE})
    git(root, "add", "--intent-to-add", "data/cases/2026/002.yaml")
    assert "002.yaml" not in same(du, root, "--staged").out
    git(root, "add", "data/cases/2026/002.yaml")
    assert "002.yaml" in same(du, root, "--staged").out


def test_two_committees_of_one_repository_have_each_their_own(tmp_path: Path, du: Du) -> None:
    top = repository(tmp_path / "felles", files={f"{name}/{path}": text for name in ("a", "b") for path, text in FILES.items()})
    put(top, {"b/data/members.yaml": WRONG})
    first, second = (same(du, top / name) for name in ("a", "b"))
    assert (first.code, second.code) == (0, 1)
    assert (same(du, top / "a"), same(du, top / "b")) == (first, second)


def test_a_worktree_keeps_its_own(root: Path, du: Du) -> None:
    git(root, "worktree", "add", "--quiet", "../annet", "-b", "annet")
    put(root.parent / "annet", {"data/members.yaml": WRONG})
    assert same(du, root.parent / "annet").code == 1
    assert same(du, root).code == 1
    assert same(du, root.parent / "annet") != same(du, root)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-20],
        lambda data: data.replace(b"DU0", b"DU1"),
        lambda data: b"du-cli 0.0.0 " + data.split(b" ", 2)[2],
        lambda data: data[:0],
        lambda data: b"\x00\xff" * len(data),
        lambda data: data.partition(b"\n")[0] + b"\n[]",
    ],
    ids=["cut", "changed", "older", "empty", "rubbish", "a list"],
)  # fmt: skip
@pytest.mark.parametrize("staged", [(), ("--staged",)], ids=["files", "staged"])
def test_a_damaged_cache_is_thrown_away(root: Path, du: Du, staged: tuple[str, ...], damage: Callable[[bytes], bytes]) -> None:
    put(root, {"data/members.yaml": WRONG})
    git(root, "add", "--all")
    first = same(du, root, *staged)
    (file,) = (root / ".git/du-cli").iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert check(du, root, *staged) == first
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_the_answer_is_the_same(root: Path, du: Du) -> None:
    (root / ".git/du-cli").write_text("i veien", encoding="utf-8")
    same(du, root)


def test_another_program_or_another_register_is_asked_anew(root: Path, tmp_path: Path) -> None:
    shutil.copytree(TOP / "du_cli", tmp_path / "program/du_cli", ignore=shutil.ignore_patterns("__pycache__"))
    known = {"PYTHONPATH": str(tmp_path / "program"), "PYTHONDONTWRITEBYTECODE": "1"}
    time.sleep(2.1)  # as the program itself waits before it is certain

    def answer(*options: str) -> str:
        return process("--root", root, "check", "--at", AT, "--lang", "en", *options, cwd=tmp_path, env=known).out

    def kept() -> bytes:
        return next((root / ".git/du-cli").iterdir()).read_bytes()

    first, before = answer(), kept()
    assert (answer(), kept()) == (first, before)
    register = tmp_path / "program/du_cli/registers/municipalities.csv"
    register.write_text("".join(line for line in register.open(encoding="utf-8") if "Voss" not in line), encoding="utf-8")
    assert answer() == answer("--no-cache") != first
    changed = kept()
    rule = tmp_path / "program/du_cli/rules/composition.py"
    rule.write_text(rule.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert answer() == answer("--no-cache")
    assert len({before, changed, kept()}) == 3


def _edits(chance: random.Random) -> dict[str, str | None]:
    """One random edit of a file: right, wrong or broken."""
    number = chance.randrange(1, 4)
    return chance.choice(
        [
            {f"data/cases/2026/00{number}.yaml": CASE.replace("2026-001", f"2026-00{number}").replace("kari", chance.choice(["kari", "per"]))},
            {f"data/cases/2026/00{number}.yaml": chance.choice([None, "id: [\n", CASE])},
            {"data/members.yaml": chance.choice([MEMBERS, WRONG, MEMBERS.replace("Voss herad", "Voss"), "members: 3\n"])},
            {"data/mandate.yaml": chance.choice([MANDATE, MANDATE.replace("size: 2", "size: 3")])},
            {"data/policy.yaml": chance.choice([None, "term_warning_days: 3000\n", "x: 1\n"])},
        ]
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3 * FUZZ))
def test_over_random_edits_the_cache_never_changes_an_answer(root: Path, du: Du, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("du_cli.verdicts._WORTH", 1)
    chance = random.Random(seed)  # noqa: S311 - no secret
    codes = set()
    for _ in range(12):
        put(root, {path: text for path, text in _edits(chance).items() if text or (root / path).exists()})
        if chance.random() < 0.5:
            git(root, "add", "--all")
        if chance.random() < 0.2:
            git(root, "commit", "--quiet", "--allow-empty", "--message", "endring", "--no-verify")
        options = [
            "--format",
            chance.choice(FORMATS),
            "--lang",
            chance.choice(["nb", "nn", "en"]),
            *chance.choice([[], ["--strict"], ["--group"]]),
        ]
        day = ("--at", chance.choice([AT, AT, "2031-03-02"]))
        codes |= {same(du, root, *day, *way, *options).code for way in ((), ("--staged",), ("--base", "HEAD"))}
    assert codes == {0, 1}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The case files that are read from now on; what is read of any is kept."""
    paths: list[str] = []

    def noted(path: str, *rest: Any) -> Read:
        paths.append(path)
        return read_file(path, *rest)

    monkeypatch.setattr("du_cli.dataset.read_case.read_file", noted)
    monkeypatch.setattr("du_cli.verdicts._WORTH", 1)
    return paths


def _case(number: int, raised_by: str = "kari") -> dict[str, str]:
    return {f"data/cases/2026/00{number}.yaml": CASE.replace("2026-001", f"2026-00{number}").replace("by: kari", f"by: {raised_by}")}


@pytest.mark.parametrize("way", [(), ("--staged",), ("--base", "HEAD")], ids=["files", "staged", "base"])
def test_only_the_case_that_changed_is_read_again(root: Path, du: Du, read: list[str], way: tuple[str, ...]) -> None:
    put(root, _case(2) | _case(3, "per"))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "saker", "--no-verify")
    first = check(du, root, *way)
    put(root, _case(2, "per"))
    git(root, "add", "--all")
    read.clear()
    second = check(du, root, *way)
    assert set(read) == {"data/cases/2026/002.yaml"}
    assert second == check(du, root, *way, "--no-cache") != first


@pytest.mark.parametrize("path", ["data/mandate.yaml", "data/members.yaml", "data/policy.yaml", "data/meetings/2026/2026-02-03.yaml"])
def test_a_change_of_what_cases_are_judged_by_reads_them_all_again(root: Path, du: Du, read: list[str], path: str) -> None:
    put(root, _case(2))
    check(du, root)
    put(root, {path: (root / path).read_text(encoding="utf-8") + "# ny\n" if (root / path).exists() else "id: 2026-02-03\n"})
    read.clear()
    same(du, root)
    assert read.count("data/cases/2026/002.yaml") == 2  # by the check that keeps nothing, too


def test_another_day_reads_the_cases_again(root: Path, du: Du, read: list[str]) -> None:
    check(du, root)
    read.clear()
    check(du, root, "--at", "2026-03-03")
    assert read == [CASE_PATH]


def test_what_is_read_of_a_few_cases_is_not_worth_keeping(root: Path, du: Du) -> None:
    check(du, root)
    assert [file.name[:5] for file in (root / ".git/du-cli").iterdir()] == ["files"]


def test_what_was_read_of_cases_is_thrown_away_when_damaged(root: Path, du: Du, read: list[str]) -> None:
    first = check(du, root)
    (kept,) = (root / ".git/du-cli").glob("cases-*")
    whole = kept.read_bytes()
    for damaged in (whole, whole.replace(b"2026-001", b"2026-002"), whole[:-9], b""):
        kept.write_bytes(damaged)
        next((root / ".git/du-cli").glob("files-*")).unlink()
        read.clear()
        assert check(du, root) == first
        assert read == ([] if damaged == whole else [CASE_PATH])
        assert kept.read_bytes() == whole


def test_what_was_read_of_cases_is_kept_of_four_states_of_the_rest(root: Path, du: Du, read: list[str]) -> None:
    days = [f"2026-03-0{day}" for day in range(1, 8)]
    for day in days:
        check(du, root, "--at", day)
    assert len(list((root / ".git/du-cli").glob("cases-*"))) == 4
    read.clear()
    for day in days[3:]:
        next((root / ".git/du-cli").glob("files-*")).unlink()
        check(du, root, "--at", day)
    assert read == []


@pytest.mark.parametrize("folder", [TOP, TOP / "examples", *example_folders()], ids=lambda folder: "/".join(folder.parts[-2:]))
def test_whatever_is_read_of_a_case_survives_being_kept(folder: Path) -> None:
    day = expected(folder).at if (folder / "expected.txt").exists() else date(2026, 11, 22)
    files, memory = example_files(folder), _Memory()
    first = load(files, day, judging=Judging(judge_case, memory))
    memory.kept = json.loads(json.dumps(memory.kept))
    again = load(files, day, judging=Judging(judge_case, memory))
    assert memory.asked == 2 * any(path.startswith("data/cases/") for path in files)
    assert (again.cases, again.problems, again.torn, again.case_answers) == (first.cases, first.problems, first.torn, first.case_answers)
    assert findings_of(again) == findings_of(load(files, day, judging=Judging(judge_case)))


class _Memory:
    """What is read of cases, kept while a test lasts."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.asked = 0

    def recall(self, _beside: str) -> dict[str, Any]:
        self.asked += 1
        return self.kept

    def keep(self, _beside: str, found: Mapping[str, Any]) -> None:
        assert not (self.kept and found)
        self.kept.update(found)


def test_a_verdict_survives_as_plain_values() -> None:
    values = {"a": Term("proposed"), "b": Either(("x", "y")), "c": ("1", ("2", Term("z"))), "d": 2, "e": 1.5, "f": None, "g": True}
    finding = Finding("DU101", Outcome.WAIVED, Severity.WARNING, Basis.POLICY, ("5-1",), "t", "m", values, "h", "c", Place("data/a.yaml", ("x", 2), on_key=True), "r", "s", "w")  # fmt: skip
    verdict = Verdict("du", "abc", (Placed(finding, 3, 4, ()),))
    assert from_plain(plain(verdict)) == verdict
    with pytest.raises(TypeError):
        plain(Verdict("du", None, (Placed(finding._replace(values={"a": object()}), 1, 1, ()),)))  # type: ignore[dict-item]


@pytest.mark.parametrize("folder", [TOP, TOP / "examples", *example_folders()], ids=lambda folder: "/".join(folder.parts[-2:]))
def test_every_message_there_is_survives_being_kept(folder: Path) -> None:
    day = expected(folder).at if (folder / "expected.txt").exists() else date(2026, 11, 22)
    dataset = load(example_files(folder), day)
    verdict = Verdict(dataset.committee, None, placed(findings_of(dataset), dataset))
    kept = from_plain(json.loads(json.dumps(plain(verdict))))
    assert [(said(one), one.finding.values) for one in kept.findings] == [(said(one), one.finding.values) for one in verdict.findings]


def said(one: Placed) -> tuple[str, str]:
    """A finding's texts, which show what its values are."""
    return fill(one.finding.message, one.finding.values), fill(one.finding.help, one.finding.values)
