"""What happened, from real repositories through the command line: events in words, where a value comes from, who sat when."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Du, complete
from repositories import CASE, FILES, MEMBERS, alone, committed, git, put, repository

CASE_PATH = "data/cases/2026/001.yaml"
MEETING_PATH = "data/meetings/2026/2026-02-10.yaml"
MEETING = "# Oppdiktet eksempel.\nid: 2026-02-10\ntype: ordinary\nstatus: planned\n"
PER = """\
  - id: per
    name: Per Eksempel
    organisation: Alver kommune
    appointments:
      - seat: vest
        from: 2026-04-01
        until: 2028-03-31
        appointed_by: forbundet
        decision: sak 2/26
        consultations:
          - {body: radet, asked: 2026-01-10, answered: 2026-02-01, advice: supports}
"""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg")


def told(du: Du, root: Path, *options: str) -> list[str]:
    """What the log says, newest first, in English."""
    answer = du("--root", root, "history", "log", "--format", "json", "--lang", "en", *options)
    assert answer.code == 0, answer.err
    return [one["text"] for one in json.loads(answer.out)["events"]]


def with_status(status: str, more: str = "") -> str:
    return CASE.replace("status: proposed", f"status: {status}") + more


def test_people_are_appointed_consulted_on_extended_moved_and_ended(root: Path, du: Du) -> None:
    assert told(du, root, "--seat", "vest") == [
        "Kari Eksempel was appointed to Vest from 1 January 2024",
        "Ola Eksempel was appointed to Vest from 1 January 2024",
    ]
    committed(root, {"data/members.yaml": MEMBERS + PER})
    extended = PER.replace("until: 2028-03-31", "until: 2029-03-31").replace(
        "decision: sak 2/26\n", "decision: sak 2/26\n        exception: {kind: continuity, reason: Skifte}\n"
    )
    committed(root, {"data/members.yaml": MEMBERS + extended})
    moved = extended.replace("Alver kommune", "Askøy kommune")
    committed(root, {"data/members.yaml": MEMBERS + moved})
    committed(
        root,
        {
            "data/members.yaml": MEMBERS
            + moved.replace("        until:", "        ended: 2027-01-31\n        ended_reason: ny jobb\n        until:")
        },
    )
    assert told(du, root, "per") == [
        "Per Eksempel left Vest after 31 January 2027",
        "Per Eksempel moved from Alver kommune to Askøy kommune",
        "Per Eksempel: the term in Vest was extended from 31 March 2028 to 31 March 2029",
        "Per Eksempel was appointed to Vest from 1 April 2026 until 31 March 2028",
        "Eksempelrådet was consulted on Per Eksempel in Vest, 10 January 2026",
        "Eksempelrådet answered on Per Eksempel in Vest, 1 February 2026: supports",
    ]
    assert told(du, root, "Per Eksempel", "--field", "appointments.until") == [
        "Per Eksempel: the term in Vest was extended from 31 March 2028 to 31 March 2029"
    ]


def test_nothing_that_changes_goes_untold(root: Path, du: Du) -> None:
    committed(root, {"data/members.yaml": MEMBERS.replace("    appointments:", "    title: Rådgiver\n    appointments:", 1)})
    committed(root, {"data/policy.yaml": "# Oppdiktet eksempel.\nmeeting_notice_days: 8\nquiet_months: [7, 8]\n"})
    committed(root, {"data/policy.yaml": "# Oppdiktet eksempel.\nmeeting_notice_days: 9\n"})
    committed(root, {"data/waivers.yaml": "waivers:\n  - {rule: DU103, subject: vest, reason: Venter, until: 2026-06-01}\n"})
    committed(root, {"data/notat.txt": "a"})
    committed(root, {"data/notat.txt": "b"})
    committed(root, {"data/notat.txt": None, "data/waivers.yaml": None})
    reappointed = MEMBERS.replace("sak 1/24}\n  - id: ola", "sak 1/25}\n  - id: ola")
    committed(root, {"data/members.yaml": reappointed})
    assert told(du, root)[:-6] == [
        "Kari Eksempel: title was «Rådgiver» and is removed",
        "Kari Eksempel: appointments.0.decision was «sak 1/24» and is «sak 1/25»",
        "The file data/notat.txt was removed",
        "The finding DU103 vest was removed",
        "The file data/notat.txt was changed",
        "The file data/notat.txt was added",
        "The finding DU103 vest is accepted until 1 June 2026",
        "The policy: meeting_notice_days was 8 and is 9",
        "The policy: quiet_months was [7, 8] and is removed",
        "The policy: meeting_notice_days is 8",
        "The policy: quiet_months is [7, 8]",
        "Kari Eksempel: title is «Rådgiver»",
    ]


WRITTEN = "written_procedure:\n  reason: Haster\n  sent: 2026-02-02\n  deadline: 2026-02-12\n"
ANSWERS = "  responses:\n    - {member: ola, date: 2026-02-04, position: supports}\n"
ADOPTED = "recommendation: {adopted: 2026-02-13, by: written_procedure, text: Ja., position: support}\n"


def test_a_case_from_the_day_it_is_raised_to_its_answer(root: Path, du: Du) -> None:
    for text in (
        CASE,
        with_status("in_written_procedure", WRITTEN),
        with_status("in_written_procedure", WRITTEN + ANSWERS),
        with_status("in_written_procedure", WRITTEN + "  extended_to: 2026-02-16\n  reminders: [2026-02-11]\n" + ANSWERS),
        with_status(
            "concluded", WRITTEN + "  extended_to: 2026-02-16\n  reminders: [2026-02-11]\n  closed: 2026-02-17\n" + ANSWERS + ADOPTED
        ),
        with_status(
            "submitted",
            WRITTEN
            + "  extended_to: 2026-02-16\n  reminders: [2026-02-11]\n  closed: 2026-02-17\n"
            + ANSWERS
            + ADOPTED
            + "submission: {date: 2026-02-18, to: radet}\n",
        ),
    ):
        committed(root, {CASE_PATH: text})
    wanted = [
        "Case 1/26 Felles innlogging was submitted to Eksempelrådet on 18 February 2026",
        "Case 1/26 Felles innlogging: concluded → submitted",
        "Case 1/26 Felles innlogging: recommendation adopted on 13 February 2026: support",
        "Case 1/26 Felles innlogging: the written procedure was closed on 17 February 2026",
        "Case 1/26 Felles innlogging: in written procedure → concluded",
        "Case 1/26 Felles innlogging: the deadline was put off from 12 February 2026 to 16 February 2026",
        "Case 1/26 Felles innlogging: a reminder was sent on 11 February 2026",
        "Case 1/26 Felles innlogging: Ola Eksempel answered on 4 February 2026: supports it",
        "Case 1/26 Felles innlogging was sent out in writing on 2 February 2026, with the deadline 12 February 2026",
        "Case 1/26 Felles innlogging: proposed → in written procedure",
        "Case 1/26 Felles innlogging was raised by Kari Eksempel, 12 January 2026",
    ]
    assert told(du, root, "2026-001") == wanted
    assert told(du, root, "1/26") == wanted
    assert told(du, root, "--case", "2026-001", "--member", "ola") == [wanted[7]]
    assert told(du, root, "--case", "1/26", "--field", "status") == [wanted[1], wanted[4], wanted[9]]


def test_a_meeting_from_the_plan_to_approved_minutes(root: Path, du: Du) -> None:
    called = MEETING.replace("planned", "called") + "called: 2026-02-02\nagenda:\n  - {item: 1, type: case, case: 2026-001}\n"
    held = called.replace("status: called", "status: held").replace(
        "case: 2026-001}", "case: 2026-001, minutes: Drøftet., outcome: discussed}"
    )
    held += "attendance: {present: [kari, ola]}\n"
    for text in (MEETING, called, held, held.replace("status: held", "status: approved") + "approved: {date: 2026-02-20}\n", None):
        committed(root, {MEETING_PATH: text})
    assert told(du, root, "2026-02-10") == [
        "The meeting on 10 February 2026 was removed",
        "The meeting on 10 February 2026: the minutes were approved on 20 February 2026",
        "The meeting on 10 February 2026 was held",
        "The meeting on 10 February 2026: case 1/26: discussed",
        "The meeting on 10 February 2026: attendance was recorded",
        "The meeting on 10 February 2026 was called on 2 February 2026",
        "The meeting on 10 February 2026: on the agenda: case 1/26",
        "The meeting on 10 February 2026: new, planned",
    ]


def test_each_event_has_its_commit_author_day_and_signature(root: Path, du: Du) -> None:
    commit = committed(root, {CASE_PATH: CASE}, day="2026-02-05")
    answer = du("--root", root, "history", "log", "--from", "2026-02-05", "--to", "2026-02-05", "--lang", "nb", "--format", "csv")
    event = '"Sak 1/26 Felles innlogging ble reist av Kari Eksempel, 12. januar 2026"'
    assert answer.out.splitlines()[-1] == f"2026-02-05,{commit[:10]},Kari Sekretær,ikke signert,{event}"
    table = du("--root", root, "history", "log", "--case", "2026-001", "--format", "csv", "--lang", "nn").out
    assert table.splitlines() == [
        "Dato,Commit,Av,Signatur,Kva som hende",
        f'2026-02-05,{commit[:10]},Kari Sekretær,ikkje signert,"Sak 1/26 Felles innlogging vart reist av Kari Eksempel, 12. januar 2026"',
    ]
    found = json.loads(du("--root", root, "history", "log", "2026-001", "--format", "json").out)
    assert (found["schema_version"], found["rev"], found["shallow"]) == (1, commit, None)
    assert {key: found["events"][0][key] for key in ("commit", "signature", "event", "kind", "id", "who", "after")} == {
        "commit": commit, "signature": "none", "event": "case_new", "kind": "case", "id": "2026-001", "who": "kari", "after": "proposed",
    }  # fmt: skip


def test_renamed_files_merges_and_reordered_lists_are_no_events(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CASE})
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {CASE_PATH: None, "data/cases/2026/001-innlogging.yaml": with_status("in_preparation")})
    git(root, "switch", "--quiet", "main")
    kari, ola = MEMBERS.partition("  - id: ola")[::2]
    head, _, kari = kari.partition("  - id: kari")
    committed(root, {"data/members.yaml": f"{head}  - id: ola{ola}  - id: kari{kari}"})
    git(root, "merge", "--quiet", "--no-ff", "-m", "flettet", "gren")
    events = told(du, root)
    assert events[:2] == [
        "Case 1/26 Felles innlogging: proposed → in preparation",
        "Case 1/26 Felles innlogging was raised by Kari Eksempel, 12 January 2026",
    ]
    assert (
        json.loads(du("--root", root, "history", "log", "2026-001", "--format", "json").out)["events"][0]["commit"]
        == git(root, "rev-parse", "HEAD").strip()
    )


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(root: Path, du: Du) -> None:
    broken = committed(root, {"data/members.yaml": MEMBERS.replace("name: Ola", "name: [Ola"), CASE_PATH: CASE})
    committed(root, {"data/members.yaml": MEMBERS.replace("Voss herad", "Alver kommune")})
    answer = du("--root", root, "history", "log", "--lang", "en").out
    for again in (answer, du("--root", root, "history", "log", "--lang", "en").out):
        assert "Ola Eksempel moved from Voss herad to Alver kommune" in again
        assert again.count("was raised by") == 1
        assert again.count("was appointed") == 2
        assert f"{broken[:10]} left data/members.yaml in a state that cannot be read" in again
    blamed = du("--root", root, "history", "blame", "ola.organisation", "--format", "json")
    assert [one["value"] for one in json.loads(blamed.out)["earlier"]] == ["Voss herad"]


def test_the_second_run_parses_nothing_and_what_is_new_is_added(root: Path, du: Du, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(root, {CASE_PATH: CASE})
    first = told(du, root)
    (kept,) = (root / ".git/du-cli").iterdir()
    with monkeypatch.context() as patch:
        patch.setattr("du_cli.trail.versions.read", None)
        assert told(du, root) == first
        with pytest.raises(TypeError):
            told(du, root, "--no-cache")
        patch.setenv("DU_NO_CACHE", "1")
        with pytest.raises(TypeError):
            told(du, root)
    committed(root, {CASE_PATH: with_status("in_preparation")})
    assert told(du, root) == ["Case 1/26 Felles innlogging: proposed → in preparation", *first]
    assert len(kept.read_bytes()) > 100


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-20],
        lambda data: data.replace(b"Kari", b"Evas"),
        lambda data: b"du-cli 0.0.0 " + data.split(b" ", 2)[2],
        lambda data: data[:0],
        lambda data: data.partition(b"\n")[0] + b"\n[]",
    ],
    ids=["cut", "changed", "older", "empty", "a list"],
)  # fmt: skip
def test_a_cache_that_is_damaged_or_of_another_version_is_thrown_away(root: Path, du: Du, damage: Callable[[bytes], bytes]) -> None:
    first = told(du, root)
    (kept,) = (root / ".git/du-cli").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert told(du, root) == first
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_nothing_is(root: Path, du: Du) -> None:
    (root / ".git/du-cli").write_text("i veien", encoding="utf-8")
    assert told(du, root) == told(du, root)


def test_a_folder_inside_the_repository_a_worktree_and_sha256(tmp_path: Path, du: Du) -> None:
    top = repository(
        tmp_path / "to", "--object-format=sha256", files={f"{name}/{path}": text for name in ("a", "b") for path, text in FILES.items()}
    )
    committed(top, {f"a/{CASE_PATH}": CASE, "README": "x"})
    assert len(told(du, top / "a")) == len(told(du, top / "b")) + 1
    assert told(du, top / "a") == told(du, top / "a")
    git(top, "worktree", "add", "--quiet", str(tmp_path / "annen"), "-b", "gren")
    committed(tmp_path / "annen", {f"a/{CASE_PATH}": with_status("in_preparation")})
    assert told(du, tmp_path / "annen/a")[0] == "Case 1/26 Felles innlogging: proposed → in preparation"
    assert len(told(du, top / "a", "--rev", "gren")) == len(told(du, top / "a")) + 1
    assert "in_preparation" in du("--root", tmp_path / "annen/a", "history", "blame", "2026-001.status").out


def test_a_shallow_clone_tells_what_it_has_and_says_so(root: Path, tmp_path: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CASE})
    committed(root, {CASE_PATH: with_status("in_preparation")})
    git(tmp_path, "clone", "--quiet", "--depth", "2", root.as_uri(), "grunn")
    answer = du("--root", tmp_path / "grunn", "history", "log", "--lang", "en").out
    assert "proposed → in preparation" in answer
    assert "was appointed" not in answer
    assert "This shallow clone has 2 commits" in answer
    git(tmp_path / "grunn", "fetch", "--quiet", "--unshallow")
    assert told(du, tmp_path / "grunn") == told(du, root)


def test_before_the_first_commit_and_outside_git_it_is_said(tmp_path: Path, du: Du) -> None:
    put(tmp_path / "ny", FILES)
    assert du("--root", tmp_path / "ny", "history", "log", "--lang", "en").err.startswith(
        f"du-cli: {tmp_path / 'ny'} is not in a git repository"
    )
    git(tmp_path / "ny", "init", "--quiet")
    assert du("--root", tmp_path / "ny", "history", "log", "--lang", "en").err.startswith("du-cli: There is no revision HEAD here.")
    git(tmp_path / "ny", "commit", "--quiet", "--allow-empty", "-m", "tom")
    assert "Nothing has happened." in du("--root", tmp_path / "ny", "history", "log", "--lang", "en").out


def test_between_two_commits_as_if_they_were_one(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CASE})
    git(root, "tag", "v1")
    committed(root, {CASE_PATH: with_status("in_preparation")})
    committed(root, {CASE_PATH: with_status("on_agenda"), "data/members.yaml": MEMBERS.replace("Voss herad", "Alver kommune")})
    lines = du("--root", root, "history", "diff", "v1..main", "--lang", "en").out.splitlines()
    assert lines[-2:] == ["- Case 1/26 Felles innlogging: proposed → on an agenda", "- Ola Eksempel moved from Voss herad to Alver kommune"]
    assert du("--root", root, "history", "diff", "v1..", "--lang", "en").out.splitlines() == lines
    found = json.loads(du("--root", root, "history", "diff", "main..v1", "--format", "json").out)
    assert [(one["event"], one["before"], one["after"]) for one in found["events"]] == [
        ("status", "on_agenda", "proposed"),
        ("moved", "Alver kommune", "Voss herad"),
    ]
    committed(root, {CASE_PATH: "["})
    assert (
        f"{git(root, 'rev-parse', 'HEAD')[:10]}:{CASE_PATH} cannot be read, and is left out."
        in du("--root", root, "history", "diff", "v1..", "--lang", "en").out
    )


def test_which_commit_gave_a_value(root: Path, du: Du) -> None:
    first = git(root, "rev-parse", "HEAD").strip()
    second = committed(
        root,
        {"data/members.yaml": MEMBERS.replace("sak 1/24}\n  - id: ola", "sak 1/24, until: 2027-12-31}\n  - id: ola")},
        "lengre tid",
        day="2026-02-03",
    )
    committed(
        root,
        {
            "data/members.yaml": MEMBERS.replace("sak 1/24}\n  - id: ola", "sak 1/24, until: 2027-12-31}\n  - id: ola").replace(
                "Voss herad", "Alver kommune"
            )
        },
    )
    answer = du("--root", root, "history", "blame", "kari.appointments.0.until", "--lang", "en").out
    assert answer.splitlines()[-1] == f"2027-12-31: given by Kari Sekretær on 2026-02-03, in commit {second[:10]} (lengre tid), not signed."
    assert du("--root", root, "history", "blame", "kari.appointments[0].until", "--lang", "en").out == answer
    assert "Name the item by its number, from 0 on, as in kari.appointments.0.until." in (
        du("--root", root, "history", "blame", "kari.appointments.until", "--lang", "en").err
    )
    found = json.loads(du("--root", root, "history", "blame", "ola.organisation", "--format", "json").out)
    assert (found["given"]["value"], [(one["value"], one["commit"]) for one in found["earlier"]]) == (
        "Alver kommune",
        [("Voss herad", first)],
    )
    assert (
        json.loads(du("--root", root, "history", "blame", "Ola Eksempel.organisation", "--rev", "HEAD~1", "--format", "json").out)["given"][
            "commit"
        ]
        == first
    )


def test_blame_follows_a_case_through_renaming_and_other_records(root: Path, du: Du) -> None:
    first = committed(root, {CASE_PATH: CASE, "data/policy.yaml": "# Oppdiktet eksempel.\nmeeting_notice_days: 8\n", MEETING_PATH: MEETING})
    committed(root, {CASE_PATH: None, "data/cases/2026/001-navn.yaml": CASE})
    third = committed(root, {"data/cases/2026/001-navn.yaml": CASE.replace("responsible: kari\n", "")})
    for field, commit in (
        ("2026-001.title", first),
        ("1/26.responsible", third),
        ("policy.meeting_notice_days", first),
        ("2026-02-10.status", first),
    ):
        assert json.loads(du("--root", root, "history", "blame", field, "--format", "json").out)["given"]["commit"] == commit, field
    assert du("--root", root, "history", "blame", "radet.name").out.splitlines()[3].startswith("«Eksempelrådet»: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["blame", "kari"], "kari names no field. Write a record and a key, as in 2026-003.status."),
        (["blame", "karo.name"], "Nothing in the history is called karo. Did you mean kari?"),
        (["blame", "2026-099.status"], "Nothing in the history is called 2026-099."),
        (["blame", "kari.organisasjon"], "kari has no key organisasjon. Did you mean organisation?"),
        (["blame", "kari.title"], "No commit has given title of kari a value."),
        (["log", "karo"], "Nothing in the history is called karo. Did you mean kari?"),
        (["log", "--from", "i går"], "i går is no date."),
        (["log", "--rev", "nei"], "There is no revision nei here."),
        (["diff", "main"], "main names no two commits. Write them as in v1..main."),
        (["diff", "a...b"], "a...b names no two commits."),
        (["diff", "nei..main"], "There is no revision nei here."),
        (["who", "i dag"], "i dag is no date."),
        (["verify", "--anchor", "finnes-ikke.json"], "There is no file finnes-ikke.json."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_is_one_line(root: Path, du: Du, arguments: list[str], words: str) -> None:
    answer = du("--root", root, "history", *arguments, "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert words in answer.err


def test_who_sat_on_a_day_as_known_at_a_revision(root: Path, du: Du) -> None:
    committed(
        root,
        {
            "data/members.yaml": MEMBERS.replace(
                "sak 1/24}\n  - id: ola", "sak 1/24, ended: 2026-03-31, ended_reason: ny jobb}\n  - id: ola"
            )
            + PER
        },
    )
    for day in ("2023-12-31", "2024-01-01", "2026-03-31", "2026-04-01"):
        for rev in ("HEAD", "HEAD~1"):
            for form in ("text", "json", "csv", "md"):
                who = du("--root", root, "history", "who", day, "--rev", rev, "--format", form)
                assert who == du("--root", root, "members", "list", "--at", day, "--rev", rev, "--format", form)
    assert "Per Eksempel" in du("--root", root, "history", "who", "2026-04-01").out
    assert "Kari Eksempel" in du("--root", root, "history", "who", "2026-04-01", "--rev", "HEAD~1").out


def test_ids_and_fields_are_completed(root: Path) -> None:
    put(root, {CASE_PATH: CASE})
    assert complete("du-cli history log ka", cwd=root) == ["kari"]
    assert complete("du-cli history log 2026", cwd=root) == ["2026-001"]
    assert complete("du-cli history blame ol", cwd=root) == ["ola."]
    assert complete("du-cli history blame 2026-001.sta", cwd=root) == ["2026-001.status"]
    assert complete("du-cli history blame kari.org", cwd=root) == ["kari.organisation"]


def test_a_key_that_no_record_has_is_refused_with_the_nearest(root: Path, du: Du) -> None:
    answer = du("--root", root, "history", "log", "--field", "appointments.untl", "--lang", "en")
    assert (answer.code, answer.err) == (2, "du-cli: No record has a key appointments.untl. Did you mean appointments.until?\n")
    assert du("--root", root, "history", "log", "--field", "xyzzy.q", "--lang", "en").err == "du-cli: No record has a key xyzzy.q.\n"
    assert du("--root", root, "history", "log", "--field", "appointments.0.ended", "--lang", "en").code == 0
