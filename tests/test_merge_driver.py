"""Merging by record, by real git: two people may work on the same file, and a true conflict stays one."""

import subprocess
from pathlib import Path

import pytest
from conftest import Du, tries
from hypothesis import given
from hypothesis import strategies as st
from repositories import CASE, FILES, MEMBERS, alone, committed, git, put, repository

from du_cli.edits.merging import merged

CASE_PATH = "data/cases/2026/001.yaml"
ROSTER = "data/members.yaml"
KIM = """\
  - id: kim
    name: Kim Eksempel
    organisation: Volda kommune
    appointments:
      - {seat: vest, from: 2026-01-01}
"""
LIV = KIM.replace("kim", "liv").replace("Kim", "Liv")
PROCEDURE = (
    CASE
    + """\
written_procedure:
  reason: Haster.  # avklart på telefon
  sent: 2026-02-01
  sent_to: [kari, ola]
  deadline: 2026-02-10
  responses:
    - {member: kim, date: 2026-02-02, position: supports}
"""
)
KARI = "    - {member: kari, date: 2026-02-03, position: objects}\n"
OLA = "    - {member: ola, date: 2026-02-03, position: supports}\n"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path, du: Du) -> Path:
    made = repository(tmp_path / "utvalg")
    assert du("hook", "install", cwd=made).code == 0
    (made / ".git/hooks/pre-commit").unlink()
    return made


def merge(root: Path, path: str, base: str, ours: str, theirs: str) -> str:
    """The file after git has merged ``theirs`` into ``ours``; what git says is in the exception when it cannot."""
    committed(root, {path: base}, "grunnlag")
    git(root, "checkout", "--quiet", "-b", "annen")
    committed(root, {path: theirs}, "annen")
    git(root, "checkout", "--quiet", "main")
    committed(root, {path: ours}, "denne")
    git(root, "merge", "--quiet", "-m", "flett", "annen", check=False)
    return (root / path).read_text(encoding="utf-8")


def unmerged(root: Path) -> str:
    return git(root, "ls-files", "--unmerged")


def test_two_people_who_appoint_different_members_do_not_conflict(root: Path) -> None:
    found = merge(root, ROSTER, MEMBERS, MEMBERS + KIM, MEMBERS + LIV)
    assert found == MEMBERS + KIM + LIV
    assert not unmerged(root)


def test_two_people_who_answer_the_same_written_procedure_do_not_conflict(root: Path) -> None:
    found = merge(root, CASE_PATH, PROCEDURE, PROCEDURE + KARI, PROCEDURE + OLA)
    assert found == PROCEDURE + KARI + OLA
    assert not unmerged(root)


def test_different_values_of_one_member_do_not_conflict_though_they_stand_on_neighbouring_lines(root: Path) -> None:
    ours = MEMBERS.replace("name: Kari Eksempel", "name: Kari Ny")
    theirs = MEMBERS.replace("organisation: Bergen kommune", "organisation: Volda kommune")
    assert merge(root, ROSTER, MEMBERS, ours, theirs) == ours.replace("Bergen kommune", "Volda kommune")


def test_a_true_conflict_is_left_as_git_leaves_it_with_both_sides_named(root: Path, du: Du) -> None:
    del du
    ours, theirs = (MEMBERS.replace("Kari Eksempel", name) for name in ("Kari Vår", "Kari Deres"))
    found = merge(root, ROSTER, MEMBERS, ours, theirs)
    assert "<<<<<<< HEAD\n    name: Kari Vår\n" in found
    assert ">>>>>>> annen\n" in found
    assert "    name: Kari Deres\n" in found
    assert unmerged(root)


def test_a_pick_names_both_sides_too(root: Path) -> None:
    committed(root, {ROSTER: MEMBERS}, "grunnlag")
    git(root, "checkout", "--quiet", "-b", "annen")
    committed(root, {ROSTER: MEMBERS.replace("Kari Eksempel", "Kari Deres")}, "Nytt navn")
    git(root, "checkout", "--quiet", "main")
    committed(root, {ROSTER: MEMBERS.replace("Kari Eksempel", "Kari Vår")}, "denne")
    git(root, "cherry-pick", "annen", check=False)
    found = (root / ROSTER).read_text(encoding="utf-8")
    assert "<<<<<<< HEAD\n    name: Kari Vår\n" in found
    assert ">>>>>>> den andre siden\n" in found


def test_the_same_record_made_twice_with_different_values_is_a_conflict(root: Path) -> None:
    merge(root, ROSTER, MEMBERS, MEMBERS + KIM, MEMBERS + KIM.replace("Volda", "Ulstein"))
    assert unmerged(root)


def test_a_record_one_removed_and_the_other_changed_is_a_conflict(root: Path) -> None:
    ours = MEMBERS[: MEMBERS.index("  - id: ola")]
    merge(root, ROSTER, MEMBERS, ours, MEMBERS.replace("Ola Eksempel", "Ola Ny"))
    assert unmerged(root)


def test_comments_of_both_sides_are_kept_where_lines_can_be_merged(root: Path) -> None:
    base = MEMBERS + KIM + LIV
    ours = base.replace("Kari Eksempel", "Kari Eksempel  # sjekket")
    theirs = base.replace("name: Liv Eksempel", "name: Liv Ny  # giftet seg")
    assert merge(root, ROSTER, base, ours, theirs) == ours.replace("name: Liv Eksempel", "name: Liv Ny  # giftet seg")


def test_a_comment_of_the_other_side_that_would_be_lost_is_a_conflict(root: Path) -> None:
    found = merge(root, ROSTER, MEMBERS, MEMBERS + KIM, MEMBERS + "  # foreslått av nettverket\n" + LIV)
    assert "foreslått av nettverket" in found
    assert unmerged(root)


def test_one_text_changed_in_different_lines_is_merged_by_lines(root: Path) -> None:
    base = CASE + "summary: |\n" + "".join(f"  Linje {number}\n" for number in range(9))
    found = merge(root, CASE_PATH, base, base.replace("Linje 0", "Vår"), base.replace("Linje 8", "Deres"))
    assert found == base.replace("Linje 0", "Vår").replace("Linje 8", "Deres")
    assert not unmerged(root)


def test_lines_that_git_would_merge_to_two_answers_under_one_name_are_a_conflict(root: Path) -> None:
    many = [f"    - {{member: nr-{number}, date: 2026-02-02, position: supports}}\n" for number in range(9)]
    base = PROCEDURE + "".join(many)
    ours = base.replace(many[0], KARI + many[0])
    theirs = base + KARI.replace("objects", "supports")
    merge(root, CASE_PATH, base, ours, theirs)
    assert unmerged(root)


def test_a_side_that_is_no_yaml_is_left_to_git(root: Path) -> None:
    found = merge(root, ROSTER, MEMBERS, MEMBERS + KIM, MEMBERS + LIV + "  - [\n")
    assert "<<<<<<<" in found
    assert unmerged(root)


def test_data_below_the_top_of_the_repository_is_merged_too(tmp_path: Path, du: Du) -> None:
    git(tmp_path, "init", "--quiet", str(tmp_path / "alt"))
    root = tmp_path / "alt" / "mine utvalg"
    committed(root.parent, {f"{root.name}/{path}": text for path, text in FILES.items()})
    assert du("hook", "install", cwd=root).code == 0
    (tmp_path / "alt/.git/hooks/pre-commit").unlink()
    assert merge(root, ROSTER, MEMBERS, MEMBERS + KIM, MEMBERS + LIV) == MEMBERS + KIM + LIV


ADD = "Choose between the two sides where <<<<<<< stands in the file, and then: git add {path}"
UNMARKED = "git left no marks in the file. Put both sides together by hand, see what du-cli check says, and then: git add {path}"


def told(du: Du, folder: Path, sides: dict[str, str | bytes], *labels: str, lang: str = "en", path: str = ROSTER) -> list[str]:
    """What the driver says of three files, made here and merged as git would have it."""
    for name, text in sides.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    answer = du("merge-driver", "base", "ours", "theirs", "7", path, *labels, "--lang", lang, cwd=folder)
    assert (answer.code, answer.out) == (1, "")
    return answer.err.splitlines()


def both(base: str, changed: str, ours: str, theirs: str) -> dict[str, str | bytes]:
    return {"base": base, "ours": base.replace(changed, ours), "theirs": base.replace(changed, theirs)}


def test_a_conflict_is_told_with_what_each_side_wrote_and_what_to_do(tmp_path: Path, du: Du) -> None:
    sides = both(MEMBERS, "Kari Eksempel", "Kari Vår", "Kari Deres")
    path = f"vårt utvalg/{ROSTER}"
    changed = f"{path}: both sides changed kari.name:"
    assert told(du, tmp_path, sides, "%X", "%Y", path=path) == [
        changed,
        "  ours: «Kari Vår»",
        "  theirs: «Kari Deres»",
        ADD.format(path=f"'{path}'"),
    ]
    assert told(du, tmp_path, sides, "HEAD", "annen", path=path)[1:3] == ["  ours (HEAD): «Kari Vår»", "  theirs (annen): «Kari Deres»"]
    assert told(du, tmp_path, sides, lang="nb")[:3] == [
        f"{ROSTER}: begge sider har endret kari.name:",
        "  vår side: «Kari Vår»",
        "  deres side: «Kari Deres»",
    ]
    assert told(du, tmp_path, sides, lang="nn")[1:3] == ["  vår side: «Kari Vår»", "  deira side: «Kari Deres»"]


def test_git_shows_what_is_told_of_a_conflict(root: Path) -> None:
    ours, theirs = (MEMBERS.replace("Kari Eksempel", name) for name in ("Kari Vår", "Kari Deres"))
    committed(root, {ROSTER: MEMBERS})
    git(root, "switch", "--quiet", "-c", "annen")
    committed(root, {ROSTER: theirs})
    git(root, "switch", "--quiet", "main")
    committed(root, {ROSTER: ours})
    command = ["git", "-C", str(root), "merge", "--quiet", "-m", "flett", "annen"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert f"{ROSTER}: begge sider har endret kari.name:\n  vår side: «Kari Vår»\n  deres side (annen): «Kari Deres»\n" in said


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (both(PROCEDURE + KARI, "objects", "supports", "abstains"), ["2026-001.written_procedure.responses[kari].position", "«supports»", "«abstains»"]),
        (both(MEMBERS, "decision: sak 1/24}\n  - id: ola", "until: 2027-01-01}\n  - id: ola", "until: null}\n  - id: ola"), ["kari.appointments[vest, 2024-01-01].until", "2027-01-01", "null"]),
        (both(CASE, "mandate_tasks: [1]\n", "", "mandate_tasks: [2]\n"), ["2026-001.mandate_tasks", "taken away", "[2]"]),
        (both(CASE, "Felles innlogging", "A" * 50 + "b" * 90, "A" * 50 + "c" * 90), ["2026-001.title", f"«…{'A' * 20}{'b' * 58}…»", f"«…{'A' * 20}{'c' * 58}…»"]),
        (both("a", "a", "b", "c"), ["the whole file", "«b»", "«c»"]),
    ],
    ids=["answer", "appointment", "taken away", "long texts that begin alike", "no mapping"],
)  # fmt: skip
def test_the_record_and_key_of_a_conflict(tmp_path: Path, du: Du, sides: dict[str, str | bytes], said: list[str]) -> None:
    lines = told(du, tmp_path, sides, path="data/x.yaml")
    assert lines[0].startswith(f"data/x.yaml: both sides changed {said[0]}")
    assert [line.partition(": ")[2] for line in lines[1:-1] if line.startswith("  ")][:2] == said[1:]


BAD: tuple[tuple[str | bytes, int, str], ...] = (
    (MEMBERS + "  - [\n", MEMBERS.count("\n") + 2, "a bracket or brace that is not closed"),
    (MEMBERS + "members: []\n", MEMBERS.count("\n") + 1, "members"),
    (MEMBERS.encode() + b"# \xff\n", MEMBERS.count("\n") + 1, "0xFF"),
    (MEMBERS.encode() + b"# \0\n", MEMBERS.count("\n") + 1, "U+0000"),
)


@pytest.mark.parametrize("bad", BAD, ids=["bracket", "key twice", "no UTF-8", "NUL"])
@pytest.mark.parametrize("side", ["base", "ours", "theirs"])
def test_a_side_that_cannot_be_read_is_told_with_its_line_and_why(
    tmp_path: Path, du: Du, side: str, bad: tuple[str | bytes, int, str]
) -> None:
    text, line, why = bad
    sides: dict[str, str | bytes] = {"base": MEMBERS, "ours": MEMBERS + KIM, "theirs": MEMBERS + LIV}
    first, *_, last = told(du, tmp_path, sides | {side: text}, "HEAD", "annen")
    name = {"base": "the base", "ours": "ours (HEAD)", "theirs": "theirs (annen)"}[side]
    assert first.startswith(f"{ROSTER}: {name} cannot be read. Line {line}: ")
    assert why in first
    marked = b"<<<<<<< HEAD\n" in (tmp_path / "ours").read_bytes()
    assert last == (ADD if marked else UNMARKED).format(path=ROSTER)
    assert marked != (why == "U+0000")


def test_a_comment_that_would_be_lost_is_told(tmp_path: Path, du: Du) -> None:
    sides: dict[str, str | bytes] = {"base": MEMBERS, "ours": MEMBERS + KIM, "theirs": MEMBERS + "  # foreslått av nettverket\n" + LIV}
    assert told(du, tmp_path, sides, "HEAD", "annen") == [
        f"{ROSTER}: theirs (annen) has a comment that would be lost: # foreslått av nettverket",
        ADD.format(path=ROSTER),
    ]


def test_lines_that_fit_together_where_records_do_not_are_told_without_marks(tmp_path: Path, du: Du) -> None:
    many = [f"    - {{member: nr-{number}, date: 2026-02-02, position: supports}}\n" for number in range(9)]
    base = PROCEDURE + "".join(many)
    sides: dict[str, str | bytes] = {"base": base, "ours": base.replace(many[0], KARI + many[0]), "theirs": base + KARI.replace("objects", "supports")}  # fmt: skip
    lines = told(du, tmp_path, sides, path=CASE_PATH)
    assert lines[0] == f"{CASE_PATH}: both sides changed 2026-001.written_procedure.responses[kari].position:"
    assert lines[-1] == UNMARKED.format(path=CASE_PATH)


def test_typed_by_hand_it_says_who_runs_it(tmp_path: Path, du: Du) -> None:
    put(tmp_path, {"base": MEMBERS, "ours": MEMBERS, "mappe/fil": ""})
    for sides, named in (("/nope", "/nope"), ("mappe", "mappe")):
        answer = du("merge-driver", "base", "ours", sides, "--lang", "en", cwd=tmp_path)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"du-cli: {named} cannot be read: ")
        assert answer.err.endswith("git calls merge-driver when it merges, and makes the files: du-cli hook install sets that up.\n")


NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5)


def roster(ids: dict[str, int]) -> bytes:
    rows = "".join(f"  - id: {name}\n    name: N{version}\n    organisation: Bergen kommune\n" for name, version in ids.items())
    return f"members:\n{rows}".encode() if rows else b"members: []\n"


@given(*(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2), max_size=5) for _ in range(3)))
@tries(2000)
def test_a_merge_holds_what_either_side_did_or_says_conflict(base: dict[str, int], ours: dict[str, int], theirs: dict[str, int]) -> None:
    from du_cli.yamlfile import parse

    wanted: dict[str, int | None] = {}
    conflict = False
    for name in {*base, *ours, *theirs}:
        b, o, t = (side.get(name) for side in (base, ours, theirs))
        conflict |= o != t and b not in {o, t}
        wanted[name] = t if o == b else o
    found = merged(ROSTER, roster(base), roster(ours), roster(theirs), None)
    assert (found.data is None) == conflict
    if found.data is not None:
        value = parse(found.data).value["members"]
        assert {item["id"]: int(item["name"][1:]) for item in value} == {name: to for name, to in wanted.items() if to is not None}
