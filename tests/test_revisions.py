"""Reading from git: the data in a commit and in the index is what a check of the disk would have seen."""

import json
from pathlib import Path

import pytest
from conftest import Du
from repositories import CASE, FILES, MANDATE, MEMBERS, alone, committed, git, put, repository

from du_cli.errors import GitError
from du_cli.git import blobs, common_ancestor, day_of, index, newest, resolve
from du_cli.git import steps as steps_between
from du_cli.i18n import fill
from du_cli.revisions import Files, at_revision, files_of
from du_cli.workspace import DiskFiles

CASE_PATH = "data/cases/2026/001.yaml"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg")


def head(root: Path) -> dict[str, bytes]:
    return dict(at_revision(root, resolve(root, "HEAD")).files)


def staged(root: Path) -> Files:
    return files_of(root, index(root))[0]


def said(error: pytest.ExceptionInfo[GitError]) -> str:
    return fill(error.value.message, error.value.values)


def test_a_commit_holds_what_the_disk_held(root: Path) -> None:
    committed(root, {CASE_PATH: CASE, "data/ny mappe/æ\n*.txt": "x", "data/.skjult/a": "b", "utenfor.yaml": "c"})
    assert head(root) == dict(DiskFiles(root))
    assert len(head(root)) == 5


def test_links_are_followed_inside_the_data_and_named_when_they_lead_out(root: Path) -> None:
    put(root, {"data/cases/2026/001.yaml": CASE, "utenfor.yaml": "hemmelig"})
    for name, target in {
        "data/cases/2026/002.yaml": "001.yaml",
        "data/cases/2026/003.yaml": "002.yaml",
        "data/cases/2026/004.yaml": "../../../utenfor.yaml",
        "data/cases/2026/005.yaml": "005.yaml",
        "data/cases/2026/006.yaml": "borte.yaml",
        "data/cases/2026/007.yaml": "/etc/hostname",
        "data/cases/2026/008.yaml": "../2026/./001.yaml",
        "data/cases/2026/010.yaml": "../igjen/001.yaml",
        "data/cases/igjen": "2026",
        "data/.skjult": "members.yaml",
    }.items():
        (root / name).symlink_to(target)
    disk = DiskFiles(root)
    committed(root, {})
    found = at_revision(root, resolve(root, "HEAD"))
    assert dict(found.files) == dict(disk)
    assert found.outside == disk.outside
    assert b"hemmelig" not in found.files.values()


def test_a_folder_named_like_a_file_stands_there_with_a_slash(root: Path) -> None:
    committed(root, {"data/policy.yaml/x.yaml": "a: 1\n"})
    assert head(root) == dict(DiskFiles(root))
    assert "data/policy.yaml/" in head(root)


def test_a_large_file_is_cut_where_the_disk_is_cut(root: Path) -> None:
    committed(root, {"data/stor.yaml": "a" * (1 << 21)})
    assert head(root) == dict(DiskFiles(root))


def test_the_index_is_what_is_staged_and_not_what_is_on_disk(root: Path) -> None:
    committed(root, {CASE_PATH: CASE, "data/cases/2026/002.yaml": CASE})
    put(root, {"data/members.yaml": MEMBERS + "# trinn 1\n"})
    git(root, "add", "data/members.yaml")
    put(root, {"data/members.yaml": MEMBERS + "# trinn 2\n", "data/organisations.yaml": "organisations: []\n"})
    git(root, "rm", "--quiet", "--cached", CASE_PATH)
    git(root, "mv", "data/cases/2026/002.yaml", "data/cases/2026/003.yaml")
    found = staged(root).files
    assert found["data/members.yaml"].endswith(b"# trinn 1\n")
    assert sorted(found) == ["data/cases/2026/003.yaml", "data/mandate.yaml", "data/members.yaml"]


def test_what_is_only_meant_to_be_added_is_not_staged_and_an_empty_file_is(root: Path) -> None:
    put(root, {"data/a.yaml": "a: 1\n", "data/b.yaml": ""})
    git(root, "add", "--intent-to-add", "data/a.yaml")
    git(root, "add", "data/b.yaml")
    assert sorted(staged(root).files) == ["data/b.yaml", "data/mandate.yaml", "data/members.yaml"]


def test_a_file_that_is_not_merged_is_named(root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "annen")
    committed(root, {"data/members.yaml": MEMBERS + "# annen\n"})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/members.yaml": MEMBERS + "# main\n"})
    git(root, "merge", "annen", check=False)
    with pytest.raises(GitError) as error:
        index(root)
    assert said(error) == "data/members.yaml is not merged yet. Solve the conflict, and type git add for each file."


def test_before_the_first_commit_there_is_an_index_and_no_newest_commit(tmp_path: Path) -> None:
    root = tmp_path / "ny"
    put(root, FILES)
    git(root, "init", "--quiet")
    git(root, "add", ".")
    assert newest(root) is None
    assert staged(root).files == {path: text.encode() for path, text in FILES.items()}


def test_data_that_is_not_at_the_top_of_the_repository(tmp_path: Path) -> None:
    top = tmp_path / "top"
    repository(top, files={f"utvalg/{path}": text for path, text in FILES.items()} | {"data/annet.yaml": "a: 1\n"})
    assert head(top / "utvalg") == {path: text.encode() for path, text in FILES.items()} == staged(top / "utvalg").files


def test_a_sha256_repository(tmp_path: Path) -> None:
    root = repository(tmp_path / "sha256", "--object-format=sha256")
    first = resolve(root, "HEAD")
    committed(root, {CASE_PATH: CASE})
    assert len(first) == 64
    assert head(root) == dict(DiskFiles(root)) == staged(root).files
    assert [(step.path, step.before) for step in steps_between(root, first, resolve(root, "HEAD"))] == [(CASE_PATH, None)]


def test_a_second_worktree_has_an_index_of_its_own(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "tre"
    git(root, "worktree", "add", "--quiet", "-b", "annen", str(other))
    put(other, {CASE_PATH: CASE})
    git(other, "add", ".")
    assert CASE_PATH in staged(other).files
    assert CASE_PATH not in staged(root).files


def test_a_repository_that_is_a_submodule_is_read_like_any_other(root: Path, tmp_path: Path) -> None:
    outer = repository(tmp_path / "ytre", files={"README": "x"})
    git(outer, "submodule", "--quiet", "add", str(root), "utvalg")
    assert head(outer / "utvalg") == head(root)
    assert staged(outer / "utvalg").files == head(root)


def test_data_kept_in_a_submodule_is_refused(root: Path, tmp_path: Path) -> None:
    outer = repository(tmp_path / "ytre")
    git(outer, "submodule", "--quiet", "add", str(root), "data/annet")
    with pytest.raises(GitError) as error:
        staged(outer)
    assert said(error).startswith("data/annet is a submodule")


@pytest.mark.parametrize("rev", ["finnes-ikke", "", "--all", "-x", "HEAD~9", "HEAD:data", "a b"])
def test_a_revision_there_is_not(root: Path, rev: str) -> None:
    with pytest.raises(GitError) as error:
        resolve(root, rev)
    assert said(error) == f"There is no revision {rev} here. See git log --oneline and git branch --all."


def test_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError) as error:
        resolve(tmp_path, "HEAD")
    assert said(error) == f"{tmp_path} is not in a git repository. Begin one with git init, or give another --root."


def test_a_revision_without_data(tmp_path: Path) -> None:
    root = repository(tmp_path / "u", files={"README": "x"})
    first = resolve(root, "HEAD")
    with pytest.raises(GitError) as error:
        at_revision(root, first)
    assert said(error) == f"{first[:10]} has no data/ for this committee. Give a later revision."


def test_content_that_is_lost_is_said(root: Path) -> None:
    with pytest.raises(GitError) as error:
        blobs(root, ["1" * 40])
    assert "git has lost 1111" in said(error)


def test_a_shallow_clone_says_how_deep_to_fetch(root: Path, tmp_path: Path) -> None:
    git(root, "switch", "--quiet", "-c", "endring")
    committed(root, {CASE_PATH: CASE})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/members.yaml": MEMBERS + "# main\n"})
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{root}", "grunn")
    shallow = tmp_path / "grunn"
    ends = resolve(shallow, "origin/main"), resolve(shallow, "origin/endring")
    with pytest.raises(GitError) as error:
        common_ancestor(shallow, *ends)
    assert said(error).startswith("This shallow clone has 1 commit of the change, and not the one where it left")
    assert "git fetch --unshallow" in said(error)
    with pytest.raises(GitError) as error:
        resolve(shallow, "HEAD~1")
    assert said(error) == "There is no revision HEAD~1 in this shallow clone. Fetch the rest with git fetch --unshallow."
    git(shallow, "fetch", "--quiet", "--unshallow")
    assert common_ancestor(shallow, *ends) == git(root, "rev-parse", "main~1").strip()


def test_histories_with_nothing_in_common(root: Path) -> None:
    first = resolve(root, "HEAD")
    git(root, "switch", "--quiet", "--orphan", "ny")
    other = committed(root, {"data/mandate.yaml": MANDATE})
    with pytest.raises(GitError) as error:
        common_ancestor(root, first, other)
    assert said(error) == f"{first[:10]} and {other[:10]} have no commit in common. Give another --base."


def test_a_commit_has_the_day_of_its_committer(root: Path) -> None:
    assert day_of(root, committed(root, {}, day="2026-03-31")).isoformat() == "2026-03-31"


def test_steps_follow_first_parents_and_a_merge_is_one_step(root: Path) -> None:
    first = resolve(root, "HEAD")
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {CASE_PATH: CASE})
    committed(root, {CASE_PATH: CASE.replace("proposed", "in_preparation")})
    git(root, "switch", "--quiet", "main")
    direct = committed(root, {"data/members.yaml": MEMBERS + "#\n", "utenfor": "x"})
    git(root, "merge", "--quiet", "--no-ff", "-m", "flettet", "gren")
    merge = resolve(root, "HEAD")
    gone = committed(root, {CASE_PATH: None})
    found = steps_between(root, first, gone)
    assert [(step.commit, step.path) for step in found] == [(direct, "data/members.yaml"), (merge, CASE_PATH), (gone, CASE_PATH)]
    assert (found[1].before, found[2].before, found[2].after) == (None, found[1].after, None)
    assert b"in_preparation" in blobs(root, [found[1].after or ""])[found[1].after or ""]


def test_a_hook_of_another_repository_does_not_lead_astray(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repository(tmp_path / "annet", files={"README": "x"})
    monkeypatch.chdir(other)
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    assert "data/members.yaml" in staged(root).files


def test_members_as_known_at_a_revision_on_a_day(root: Path, du: Du) -> None:
    committed(
        root,
        {"data/members.yaml": MEMBERS.replace("decision: sak 1/24}\n  - id: ola", "ended: 2026-06-30}\n  - id: ola")},
        day="2026-03-01",
    )
    now = du("--root", root, "members", "list", "--at", "2026-07-01", "--format", "json")
    then = du("--root", root, "members", "list", "--at", "2026-07-01", "--rev", "HEAD~1", "--format", "json")
    assert ("Kari Eksempel" in now.out, "Kari Eksempel" in then.out) == (False, True)
    assert du("--rev", "HEAD~1", "--root", root, "members", "list", "--at", "2026-07-01", "--format", "json") == then


def test_a_check_at_a_revision_names_the_commit_in_full(root: Path, du: Du) -> None:
    put(root, {"data/members.yaml": "members: 1\n"})
    answer = du("--root", root, "check", "--rev", "main", "--format", "json")
    assert answer.code == 0
    assert json.loads(answer.out)["rev"] == resolve(root, "HEAD")
    assert du("--root", root, "check").code == 1


def test_the_layout_of_a_commit_is_checked_and_nothing_is_written(root: Path, du: Du) -> None:
    crooked = MEMBERS.replace("organisation: Voss herad", "organisation:   Voss herad")
    committed(root, {"data/members.yaml": crooked, CASE_PATH: CASE, "data/waivers.yaml": "waivers: [\n"})
    committed(root, {"data/members.yaml": MEMBERS, CASE_PATH: None, "data/waivers.yaml": None})
    clean = (0, "All files are in canonical form.\n", "")
    crooked_then = "data/members.yaml would change.\n1 file is not in canonical form.\n"
    unread = "data/waivers.yaml cannot be read, and is left as it is. See du-cli check.\n"
    options = ("fmt", "--check", "--lang", "en", "--rev")
    assert du("fmt", "--check", "--lang", "en", cwd=root) == du(*options, "HEAD", cwd=root) == clean
    assert du(*options, "HEAD~1", cwd=root) == (1, crooked_then, unread)
    assert du(*options, "HEAD~1", "data/members.yaml", cwd=root) == (1, crooked_then, "")
    assert du(*options, "HEAD~1", "data/cases", cwd=root) == du(*options, "HEAD~1", root / CASE_PATH, cwd=root) == clean
    put(root, {"data/members.yaml": crooked})
    assert du(*options, "HEAD", ".", cwd=root) == clean
    committed(root, {"data/members.yaml": None})
    assert du(*options, "HEAD", cwd=root) == (1, "", "The file data/members.yaml is missing.\n")
    assert not (root / "data/members.yaml").exists()


def test_a_path_of_a_revision_is_looked_for_there(root: Path, du: Du) -> None:
    committed(root, {"data/waivers.yaml": "waivers: [\n"})
    committed(root, {"data/waivers.yaml": None})
    assert "DU001" in du("--root", root, "check", "--rev", "HEAD~1", "data/waivers.yaml").out


def test_a_revision_is_read_though_the_folder_is_gone(root: Path, du: Du) -> None:
    committed(root, dict.fromkeys(FILES), "alt borte")
    assert du("--root", root, "seats", "list", "--rev", "HEAD~1", "--at", "2026-02-01").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["status", "--rev", "nei"], "There is no revision nei here."),
        (["check", "--rev", "HEAD~5"], "There is no revision HEAD~5 here."),
        (["explain", "DU105", "--rev", "nei"], "There is no revision nei here."),
        (["members", "end", "kari", "--rev", "HEAD"], "There is no option --rev"),
        (["fmt", "--rev", "HEAD"], "A commit is not rewritten. Give --check with --rev, or leave out --rev."),
        (["fmt", "--check", "--rev", "nei"], "There is no revision nei here."),
        (["fmt", "--check", "--rev", "HEAD", "data/waivers.yaml"], "There is no file or folder data/waivers.yaml."),
        (["fmt", "--check", "--rev", "HEAD", ""], "There is no file or folder «»."),
        (["fmt", "--check", "--rev", "HEAD", ".git"], "There is no file or folder .git."),
        (["check", "--rev", "HEAD", "data/waivers.yaml"], "There is no file or folder data/waivers.yaml."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_revision_is_one_line_and_ends_with_2(root: Path, du: Du, arguments: list[str], words: str) -> None:
    put(root, {"data/waivers.yaml": "waivers: []\n"})
    answer = du("--root", root, *arguments, "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert words in answer.err
