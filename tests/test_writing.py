"""Writing: all or nothing, whatever happens in between; and nobody's work overwritten."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import TOP, Du
from faulty_writes import MANDATE, NEW, OLD, files
from repositories import alone, committed, put

from du_cli import own
from du_cli.dataset.dataset import Dataset
from du_cli.edits import Change, changed_file, new_file
from du_cli.errors import DuError
from du_cli.i18n import Message, fill
from du_cli.workspace import open_snapshot
from du_cli.writing import apply, difference, propose, replace
from du_cli.writing.journal import Step, Write, begin
from du_cli.yamlfile.steps import Append, Set

DAY = date(2026, 1, 1)
MEMBER = {"id": "ola", "name": "Ola", "organisation": "Bergen kommune"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return committee(tmp_path)


def committee(folder: Path, **others: str) -> Path:
    for path, data in {**OLD, **{path: text.encode() for path, text in others.items()}}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def change(found: Mapping[str, bytes | None], **more: object) -> Change:
    return Change(found, Message("x"), **more)  # type: ignore[arg-type] - the test's own parts


def said(error: pytest.ExceptionInfo[DuError]) -> str:
    return fill(error.value.message, error.value.values)


def test_a_write_killed_at_any_system_call_leaves_each_file_old_or_new_and_the_next_command_makes_them_all_so(tmp_path: Path) -> None:
    script = TOP / "tests" / "faulty_writes.py"
    done = subprocess.run(
        [sys.executable, script, tmp_path], env={**os.environ, "PYTHONPATH": str(TOP)}, capture_output=True, text=True, check=True
    )
    found = [line.split()[1:] for line in done.stderr.splitlines() if line.startswith("= ")]
    assert {moment for moment, *_rest in found} == {"before", "after", "half", "refused", "again"}
    assert {whole for _moment, _call, whole, _state, _end in found} == {"whole"}
    assert {state for _moment, _call, _whole, state, _end in found} == {"old", "new"}
    for moment in ("before", "after", "half"):
        states = [state for found_moment, _call, _whole, state, _end in found if found_moment == moment]
        assert len(states) > 60
        assert states == sorted(states, reverse=True)  # from one call on the write is completed, before it undone
    refused = [state for moment, _call, _whole, state, _end in found if moment == "refused"]
    assert len(refused) > 90
    assert set(refused) == {"old"}
    assert len([1 for moment, *_rest in found if moment == "again"]) > 50
    assert len(re.findall("has now been completed: data/cases", done.stderr)) > 20
    assert len(re.findall("what it left behind has been removed", done.stderr)) > 100
    assert "Traceback" not in done.stderr


WRITER = """
import sys
from datetime import date
from pathlib import Path
from du_cli.edits import Change, changed_file
from du_cli.errors import DuError
from du_cli.i18n import Message
from du_cli.workspace import open_snapshot
from du_cli.writing import apply, recover
from du_cli.yamlfile.steps import Append
root, name = Path(sys.argv[1]), sys.argv[2]
sys.stdin.readline()
told = 0
for number in range(10):
    while True:
        recover(root)
        dataset = open_snapshot(root, date(2026, 1, 1))
        edits = [Append(("members",), {"id": f"{name}-{number}", "name": name, "organisation": "Bergen kommune"})]
        try:
            apply(root, dataset.files, {"data/members.yaml": changed_file(dataset, "data/members.yaml", edits)})
            break
        except DuError as error:
            assert "changed by somebody else" in error.message, error.message
            told += 1
print(told)
"""


def test_of_writers_at_once_each_succeeds_or_is_told_and_nothing_is_lost(root: Path) -> None:
    names = ("ola", "kari", "per")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, root, name],
            env={**os.environ, "PYTHONPATH": str(TOP)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    told = [int(writer.communicate("go\n", timeout=120)[0]) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert len(told) == 3
    written = [member.id for member in open_snapshot(root, DAY).members]
    assert sorted(written) == sorted(f"{name}-{number}" for name in names for number in range(10))
    assert set(files(root)) == set(OLD)


def test_a_writer_that_waits_in_vain_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    handle = os.open(root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    monkeypatch.setattr("du_cli.writing.disk.PATIENCE", 0.1)
    with pytest.raises(DuError) as error:
        apply(root, open_snapshot(root, DAY).files, {"data/members.yaml": b"members: [] #\n"})
    os.close(handle)
    assert "Another du-cli is writing" in said(error)
    assert files(root) == OLD


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    dataset = open_snapshot(root, DAY)
    (root / "data/organisations.yaml").write_bytes(b"organisations: [] # andre\n")
    before = files(root)
    with pytest.raises(DuError) as error:
        apply(root, dataset.files, {"data/members.yaml": b"members: [] # ny\n", "data/organisations.yaml": b""})
    assert "data/organisations.yaml was changed by somebody else meanwhile" in said(error)
    assert files(root) == before


def test_a_new_file_that_somebody_has_made_meanwhile_is_not_overwritten(root: Path) -> None:
    dataset = open_snapshot(root, DAY)
    (root / "data/policy.yaml").write_bytes(b"quiet_months: [7]\n")
    with pytest.raises(DuError):
        apply(root, dataset.files, {"data/policy.yaml": b"quiet_months: []\n"})
    assert (root / "data/policy.yaml").read_bytes() == b"quiet_months: [7]\n"


def test_a_folder_that_cannot_be_made_undoes_everything(root: Path) -> None:
    (root / "data/cases").write_bytes(b"en fil, ingen mappe\n")
    before = files(root)
    with pytest.raises(DuError) as error:
        apply(
            root,
            open_snapshot(root, DAY).files,
            {"data/members.yaml": b"members: [] # ny\n", "data/cases/2026/001.yaml": b"id: 2026-001\n"},
        )
    assert "Nothing was written" in said(error)
    assert files(root) == before


def test_a_file_s_mode_and_a_link_inside_the_data_are_kept(root: Path) -> None:
    (root / "data/members.yaml").rename(root / "data/.roster")
    (root / "data/.roster").chmod(0o640)
    (root / "data/members.yaml").symlink_to(".roster")
    apply(root, open_snapshot(root, DAY).files, {"data/members.yaml": b"members: [] # ny\n"})
    assert (root / "data/members.yaml").is_symlink()
    assert (root / "data/.roster").read_bytes() == b"members: [] # ny\n"
    assert (root / "data/.roster").stat().st_mode & 0o777 == 0o640


ROSTER = "data/members.yaml"
ORGANISATIONS = "data/organisations.yaml"
OTHERS = b"members: [] # andre\n"
READ = ("members", "list", "--lang", "en", "--at", "2026-01-01")


def begun(root: Path, *steps: Step, made: tuple[str, ...] = (), asked: str = "") -> str:
    """The journal of a write that was interrupted before it had written anything; its place."""
    begin(root, Write(steps, made, asked))
    return own.journal(str(root))


def half(root: Path) -> str:
    """A write to two files that was interrupted when one of them was written."""
    place = begun(root, Step(ROSTER, OLD[ROSTER], NEW[ROSTER]), Step(ORGANISATIONS, OLD[ORGANISATIONS], None))
    (root / ROSTER).write_bytes(NEW[ROSTER])
    (root / "data/.organisations.yaml.du-new").write_bytes(b"halv")
    return place


@pytest.fixture(params=["in a repository", "outside"])
def anywhere(root: Path, request: pytest.FixtureRequest) -> Path:
    if request.param == "in a repository":
        subprocess.run(["git", "-C", root, "init", "--quiet"], check=True)
    return root


def kept(root: Path) -> dict[str, bytes]:
    """The files of a committee, and what is left of a write beside them; git's own apart."""
    return {path: data for path, data in files(root).items() if not path.startswith(".git/")}


def test_a_write_that_has_changed_nothing_yet_is_forgotten(anywhere: Path, du: Du) -> None:
    place = begun(anywhere, Step(ROSTER, OLD[ROSTER], NEW[ROSTER]), Step("data/cases/2026/001.yaml", None, b"x"), made=("data/cases",))
    (anywhere / "data/cases").mkdir()
    (anywhere / "data/.members.yaml.du-new").write_bytes(b"halv")
    answer = du("--root", anywhere, *READ)
    assert answer.err == "An earlier write was interrupted before anything was changed; what it left behind has been removed.\n"
    assert (kept(anywhere), Path(place).exists(), (anywhere / "data/cases").exists()) == (OLD, False, False)
    assert du("--root", anywhere, *READ).err == ""


def test_a_write_that_has_begun_is_completed(anywhere: Path, du: Du) -> None:
    place = half(anywhere)
    answer = du("--root", anywhere, *READ)
    assert answer.err.startswith(f"An earlier write was interrupted; it has now been completed: {ROSTER} and {ORGANISATIONS}.\n")
    assert kept(anywhere) == {"data/mandate.yaml": OLD["data/mandate.yaml"], ROSTER: NEW[ROSTER]}
    assert not Path(place).exists()


def test_an_interrupted_write_is_not_completed_over_somebody_s_work_but_taken_back(anywhere: Path, du: Du) -> None:
    place = half(anywhere)
    (anywhere / ORGANISATIONS).write_bytes(b"organisations: [] # andre\n")
    answer = du("--root", anywhere, *READ)
    assert answer.err == (
        f"An earlier write was interrupted, and changes have been made in {ORGANISATIONS} since. What else it had written was taken back: {ROSTER}.\n"
    )
    assert kept(anywhere) == {**OLD, ORGANISATIONS: b"organisations: [] # andre\n"}
    assert not Path(place).exists()


def test_where_the_file_that_was_written_has_been_changed_nothing_is_taken_back(anywhere: Path, du: Du) -> None:
    half(anywhere)
    (anywhere / ROSTER).write_bytes(OTHERS)
    answer = du("--root", anywhere, *READ)
    assert (
        answer.err == f"An earlier write was interrupted, and changes have been made in {ROSTER} since. Nothing else of it was written.\n"
    )
    assert kept(anywhere) == {**OLD, ROSTER: OTHERS}


def test_files_put_back_by_hand_after_an_interruption_stay_so(anywhere: Path, du: Du) -> None:
    half(anywhere)
    (anywhere / ROSTER).write_bytes(OLD[ROSTER])
    assert "before anything was changed" in du("--root", anywhere, *READ).err
    assert kept(anywhere) == OLD


def test_nothing_is_put_right_by_a_command_that_does_not_read_the_files(root: Path, du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(root.parent / f"{root.name}-hjem", monkeypatch)
    subprocess.run(["git", "-C", root, "init", "--quiet"], check=True)
    committed(root, {})
    place = half(root)
    before = files(root)
    for words in (("members", "list", "--rev", "HEAD"), ("check", "--staged"), ("history", "log", "--no-cache")):
        answer = du("--root", root, *words, "--at", "2026-01-01")
        assert "interrupted" not in answer.err
    assert {path: data for path, data in files(root).items() if path in before and "/index" not in path} == {
        path: data for path, data in before.items() if "/index" not in path
    }
    assert Path(place).exists()


def test_the_very_command_that_was_interrupted_is_not_done_twice(root: Path, du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--lang", "en", "--root", root, "outreach", "add", "--member", "ola", "--audience", "both", "--topic", "Felles arkiv")
    put(root, {ROSTER: "members:\n  - {id: ola, name: Ola, organisation: Bergen kommune, appointments: []}\n"})
    monkeypatch.setattr("du_cli.writing.journal.forget", lambda _root: None)  # as when the process dies just before
    assert du(*words, "--at", "2026-01-01").code == 0
    monkeypatch.undo()
    answer = du(*words, "--at", "2026-01-01")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.endswith("That was this very command: nothing is left to do.\n")
    activities = (root / "data/outreach/2026.yaml").read_text(encoding="utf-8")
    assert activities.count("Felles arkiv") == 1
    assert du(*words, "--at", "2026-01-02").code == 0
    assert (root / "data/outreach/2026.yaml").read_text(encoding="utf-8").count("Felles arkiv") == 2


def test_another_command_goes_on_when_an_interrupted_one_is_completed(root: Path, du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--lang", "en", "--root", root, "--at", "2026-01-01", "members", "add", "--organisation", "Bergen kommune")
    monkeypatch.setattr("du_cli.writing.journal.forget", lambda _root: None)
    assert du(*words, "Ola").code == 0
    monkeypatch.undo()
    answer = du(*words, "Kari")
    assert (answer.code, "it has now been completed" in answer.err, "very command" in answer.err) == (0, True, False)
    assert [one.id for one in open_snapshot(root, DAY).members] == ["ola", "kari"]


@pytest.mark.parametrize("path", ["../utenfor.yaml", "data/../.git/config", "README.md", "data/lenke/les.yaml", "/etc/utenfor"])
def test_a_journal_that_names_anything_outside_the_data_is_refused(root: Path, du: Du, path: str) -> None:
    (root / "README.md").write_bytes(b"les meg\n")
    outside = root.parent / f"{root.name}-utenfor"
    outside.mkdir()
    (outside / "les.yaml").write_bytes(b"x")
    (root / "data/lenke").symlink_to(outside)
    place = begun(root, Step("data/x", b"x", None))
    Path(place).write_text(json.dumps({"steps": [[path, "x", None, None]], "made": [], "asked": "", "commits": False}), encoding="utf-8")
    answer = du("--root", root, "check", "--lang", "en")
    assert (answer.code, answer.err) == (2, f"du-cli: {place} is not a journal of du-cli. Look at it, and delete it.\n")
    assert ((root / "README.md").exists(), (outside / "les.yaml").exists()) == (True, True)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"steps": [1], "made": []}', "null", '{"steps": [["data/x"]], "made": [], "asked": ""}'])
def test_a_journal_that_is_none_is_said_so(root: Path, du: Du, text: str) -> None:
    (root / ".du").mkdir()
    (root / ".du/journal.json").write_text(text, encoding="utf-8")
    answer = du("--root", root, "fmt", "--check", "--lang", "en")
    assert (answer.code, "is not a journal of du-cli" in answer.err) == (2, True)


def test_in_a_repository_no_journal_comes_with_a_commit(root: Path, du: Du) -> None:
    begun(root, Step(ROSTER, OLD[ROSTER], NEW[ROSTER]))
    (root / ROSTER).write_bytes(OLD[ROSTER])
    subprocess.run(["git", "-C", root, "init", "--quiet"], check=True)
    assert (root / ".du/journal.json").exists()
    assert du("--root", root, *READ).err == ""
    assert (root / ROSTER).read_bytes() == OLD[ROSTER]


def test_a_worktree_and_two_committees_have_journals_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "hjem", monkeypatch)
    roots = [committee(tmp_path / "lager" / name) for name in ("a", "b")]
    subprocess.run(["git", "-C", tmp_path / "lager", "init", "--quiet"], check=True)
    committed(tmp_path / "lager", {})
    subprocess.run(["git", "-C", tmp_path / "lager", "worktree", "add", "--quiet", tmp_path / "tre"], check=True)
    places = [own.journal(str(root)) for root in (*roots, tmp_path / "tre" / "a")]
    assert len(set(places)) == 3
    assert [Path(place).parent.parent.name for place in places] == [".git", ".git", "tre"]


def proposed(root: Path, **texts: str) -> tuple[Dataset, list[str]]:
    dataset = open_snapshot(root, DAY)
    found = propose(dataset, change({f"data/{name}.yaml": text.encode() for name, text in texts.items()}))
    return found.dataset, [f"{one.finding.code} {one.path}:{one.line}" for errors in found.refused.values() for one in errors]


def test_an_error_that_a_change_would_bring_refuses_it_and_points_into_the_new_text(root: Path) -> None:
    text = "members:\n  - {id: ola, name: Ola, organisation: Ingen kommune}\n"
    assert proposed(root, members=text)[1] == ["DU012 data/members.yaml:2"]
    found, refused = proposed(root, members=text.replace("Ingen", "Bergen"))
    assert [member.id for member in found.members] == ["ola"]
    assert refused == []


def test_an_error_that_was_there_before_refuses_nothing_but_a_second_like_it_does(root: Path) -> None:
    wrong = "members:\n  - {id: ola, name: Ola, organisation: Ingen kommune}\n"
    (root / "data/members.yaml").write_text(wrong, encoding="utf-8")
    assert proposed(root, members="# flyttet\n" + wrong)[1] == []
    assert proposed(root, members=wrong + wrong.splitlines()[1].replace("ola", "kari") + "\n")[1] == ["DU012 data/members.yaml:3"]


def test_a_warning_refuses_nothing(root: Path) -> None:
    assert proposed(root, members="members:   []\n")[1] == []


def test_changed_appointments_are_checked_on_the_days_they_begin(root: Path) -> None:
    seats = "[{id: a, name: A, count: 1, kind: any}]"
    (root / "data/mandate.yaml").write_text(MANDATE.replace("seats: []", f"seats: {seats}"), encoding="utf-8")
    two = "".join(
        f"  - {{id: m-{n}, name: M, organisation: Bergen kommune, appointments: [{{seat: a, from: 2026-06-0{n}}}]}}\n" for n in (1, 2)
    )
    dataset = open_snapshot(root, DAY)
    refused = propose(dataset, change({"data/members.yaml": f"members:\n{two}".encode()})).refused
    assert {day: [one.finding.code for one in errors] for day, errors in refused.items()} == {date(2026, 6, 2): ["DU102"]}


def test_the_difference_is_a_unified_diff_of_every_file(root: Path) -> None:
    dataset = open_snapshot(root, DAY)
    edits = [Append(("members",), MEMBER)]
    found = {
        "data/members.yaml": changed_file(dataset, "data/members.yaml", edits),
        "data/plans/2026.yaml": b"year: 2026",
        "data/organisations.yaml": None,
    }
    assert difference(dataset.files, found) == (
        "--- a/data/members.yaml\n+++ b/data/members.yaml\n@@ -1 +1,2 @@\n-members: []\n"
        "+members:\n+  - {id: ola, name: Ola, organisation: Bergen kommune}\n"
        "--- a/data/organisations.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-organisations: []\n"
        "--- /dev/null\n+++ b/data/plans/2026.yaml\n@@ -0,0 +1 @@\n+year: 2026\n\\ No newline at end of file\n"
    )


def test_a_file_that_could_not_be_read_in_full_is_not_edited(root: Path) -> None:
    (root / "data/members.yaml").write_text("members:\n  - {id: ola, nme: Ola}\n", encoding="utf-8")
    with pytest.raises(DuError) as error:
        changed_file(open_snapshot(root, DAY), "data/members.yaml", [Set(("members",), [])])
    assert "cannot be read in full, so nothing is written to it" in said(error)


def test_a_new_file_takes_no_other_s_place(root: Path) -> None:
    dataset = open_snapshot(root, DAY)
    assert (
        new_file(dataset, "data/plans/2026.yaml", {"committee_meetings": [DAY], "year": 2026})
        == b"year: 2026\ncommittee_meetings: [2026-01-01]\n"
    )
    with pytest.raises(DuError) as error:
        new_file(dataset, "data/members.yaml", {"members": []})
    assert said(error) == "data/members.yaml is there already. Nothing was written."


def test_a_file_of_its_own_is_written_whole_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "roster.md"
    replace(path, b"a\n")
    assert path.read_bytes() == b"a\n"
    path.chmod(0o640)
    replace(path, b"b\n")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"b\n", 0o640)
    assert list(tmp_path.iterdir()) == [path]


def test_a_linked_file_is_written_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"a\n")
    (tmp_path / "link.md").symlink_to("real.md")
    replace(tmp_path / "link.md", b"b\n")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"b\n"


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_when_writing_one_fails_the_old_file_stays_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "roster.md"
    path.write_bytes(b"a\n")
    monkeypatch.setattr(os, call, full)
    with pytest.raises(DuError) as error:
        replace(path, b"b\n")
    monkeypatch.undo()
    assert said(error) == f"{path} cannot be written: No space left on device."
    assert files(tmp_path) == {"roster.md": b"a\n"}


def full(*_: object, **_named: object) -> None:
    """A system call on a disk that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_said_and_every_file_is_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = open_snapshot(root, DAY)
    for call in ("write", "fsync", "mkdir", "replace"):
        monkeypatch.setattr(os, call, full)
        with pytest.raises(DuError) as error:
            apply(root, dataset.files, {"data/members.yaml": b"members: [] # ny\n", "data/cases/2026/001.yaml": b"# ny\n"})
        monkeypatch.undo()
        assert "cannot be written: No space left on device. Nothing was written." in said(error)
        assert files(root) == OLD


def read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder one in which nothing can be made: root, who may run the tests, may write everywhere."""
    for name in ("open", "mkdir"):
        real = getattr(os, name)

        def call(path: str | Path, *arguments: int, real=real, name=name) -> object:  # noqa: ANN001
            if Path(path).parent == folder and (name == "mkdir" or arguments[0] & os.O_CREAT):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, *arguments)

        monkeypatch.setattr(os, name, call)


@pytest.mark.parametrize(("folder", "named"), [(".", "."), ("data", "data/members.yaml")])
def test_in_a_folder_one_may_only_read_it_is_said_which(
    root: Path, du: Du, monkeypatch: pytest.MonkeyPatch, folder: str, named: str
) -> None:
    read_only(root / folder, monkeypatch)
    answer = du("--root", root, "members", "add", "Ola", "--organisation", "Bergen kommune", "--at", "2026-01-01", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"du-cli: {root / named} cannot be written: Permission denied. Nothing was written.\n"
    assert files(root) == OLD
