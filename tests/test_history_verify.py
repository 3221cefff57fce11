"""``history verify``, ``anchor`` and ``check --history``: real repositories in which something was changed afterwards."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import Answer, Du
from repositories import CASE, MEMBERS, alone, committed, git, put, repository
from signing import EXPIRED, LISTED, REVOKED, STRANGER, UNKNOWN, Gpg, altered, key_of, sign_with

from du_cli.dataset.canonical_text import digest, minutes_digest
from du_cli.dataset.privacy import is_identity_number
from du_cli.models.meetings import Attendance, Meeting

CASE_PATH = "data/cases/2026/001.yaml"
MEETING_PATH = "data/meetings/2026/2026-01-20.yaml"
WELL = "All is well: {count} commits verified. Signatures are not required: the policy names no allowed_signers. No anchor to compare with: du-cli history anchor writes one.\n"
TEXT = "Utvalget tilrår forslaget."
CLOSED = CASE.replace("status: proposed", "status: closed") + (
    "handling:\n  - {date: 2026-01-20, outcome: adopted}\n"
    f"recommendation: {{adopted: 2026-01-20, by: meeting, text: {TEXT}, text_sha256: {digest(TEXT)}, position: support}}\n"
)
HELD = "# Oppdiktet eksempel.\nid: 2026-01-20\ntype: ordinary\nstatus: held\nchair: kari\nattendance: {present: [kari, ola]}\n"
SUM = minutes_digest(Meeting(id="2026-01-20", type="ordinary", status="held", chair="kari", attendance=Attendance(present=("kari", "ola"))))
APPROVED = HELD.replace("held", "approved") + f"approved: {{date: 2026-01-27, text_sha256: {SUM}}}\n"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A committee with a closed case and an approved meeting."""
    root = repository(tmp_path / "utvalg")
    committed(root, {CASE_PATH: CLOSED, MEETING_PATH: APPROVED})
    return root


def verified(du: Du, root: Path, *options: str | Path) -> Answer:
    return du("--root", root, "history", "verify", "--lang", "en", *options)


def faults(du: Du, root: Path, *options: str | Path) -> list[tuple[str, str]]:
    """What is wrong, and in which record or commit."""
    answer = verified(du, root, "--format", "json", *options)
    found = json.loads(answer.out)["faults"]
    assert answer.code == int(bool(found))
    return [(one["what"], one["id"] or one["commit"]) for one in found]


def test_all_is_well_in_one_line(root: Path, du: Du) -> None:
    assert verified(du, root) == Answer(0, WELL.format(count=2), "")
    assert faults(du, root) == []


def test_what_may_be_added_to_a_protected_record_is_no_fault(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CLOSED + "decision: {date: 2026-01-30, by: forbundet, outcome: granted}\ndocuments:\n  - {title: Brev}\n"})
    committed(root, {"data/cases/2026/001-navn.yaml": (root / CASE_PATH).read_text(encoding="utf-8"), CASE_PATH: None})
    assert faults(du, root) == []


def test_a_protected_record_changed_is_a_fault_even_when_it_is_set_back(root: Path, du: Du) -> None:
    commit = committed(root, {CASE_PATH: CLOSED.replace("responsible: kari", "responsible: ola")})
    committed(root, {CASE_PATH: CLOSED})
    answer = verified(du, root)
    assert answer.code == 1
    lines = answer.out.splitlines()
    assert lines[3] == "1 fault in the history:"
    assert lines[5] == f"- Case 2026-001 was protected (closed), but {commit[:10]} by Kari Sekretær on 1 February 2026 changed responsible."
    assert faults(du, root) == [("protected", "2026-001")]
    committed(root, {CASE_PATH: CLOSED.replace("responsible: kari", "responsible: null")})
    assert faults(du, root) == [("protected", "2026-001"), ("protected", "2026-001")]


def listed(du: Du, root: Path) -> list[str]:
    """What verify says in Norwegian, each sentence in one line."""
    answer = du("--root", root, "history", "verify", "--lang", "nb", "--format", "md")
    return [line for line in answer.out.replace("\\", "").splitlines() if line]


def test_what_one_commit_changed_in_a_record_is_one_line_and_what_several_changed_stands_under_one(root: Path, du: Du) -> None:
    by = "av Kari Sekretær 1. februar 2026"
    both = CLOSED.replace("responsible: kari", "responsible: ola").replace("Felles innlogging", "Noe annet")
    first = committed(root, {CASE_PATH: both, MEETING_PATH: APPROVED.replace("chair: kari", "chair: ola")})[:10]
    case = f"- Sak 2026-001 var vernet (avsluttet), men {first} {by} endret title og responsible."
    meeting = [
        f"- Møtet 20. januar 2026 var vernet (referat godkjent), men {first} {by} endret chair.",
        f"- Møtet 20. januar 2026: referatet er ikke det som ble godkjent; sjekksummen er en annen ({MEETING_PATH}).",
    ]
    assert listed(du, root)[1:5] == ["4 feil i historikken:", case, *meeting]
    second = committed(root, {CASE_PATH: both.replace("[1]", "[]")})[:10]
    third = committed(root, {CASE_PATH: both.replace(digest(TEXT), digest("Nei."))})[:10]
    fourth = committed(root, {CASE_PATH: None})[:10]
    assert listed(du, root)[1:9] == [
        "7 feil i historikken:",
        *meeting,
        "Sak 2026-001 var vernet (avsluttet), men 4 committer endret posten:",
        f"- {first} {by} endret title og responsible.",
        f"- {second} {by} endret mandate_tasks.",
        f"- {third} {by} byttet ut sjekksummen av teksten som ble godkjent.",
        f"- {fourth} {by} slettet {CASE_PATH}.",
    ]


def test_a_protected_record_changed_behind_a_broken_file_or_a_removal_is_found(root: Path, du: Du) -> None:
    broken = committed(root, {CASE_PATH: CLOSED.replace("title: Felles", "title: [Felles")})
    committed(root, {CASE_PATH: CLOSED.replace("Felles innlogging", "Noe annet")})
    assert faults(du, root) == [("protected", "2026-001")]
    assert f"{broken[:10]}:{CASE_PATH} cannot be read" in verified(du, root).out
    committed(root, {MEETING_PATH: None})
    committed(root, {MEETING_PATH: APPROVED.replace("chair: kari", "chair: ola")})
    assert faults(du, root)[1:] == [("deleted", "2026-01-20"), ("protected", "2026-01-20"), ("approved_text", "2026-01-20")]


def test_a_protected_record_changed_by_way_of_a_key_nobody_knows_is_found(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CLOSED + "ukjent: 1\n"})
    committed(root, {CASE_PATH: CLOSED.replace("Felles innlogging", "Noe annet")})
    assert faults(du, root) == [("protected", "2026-001")]


def test_a_protected_record_changed_behind_a_status_nobody_knows_is_found(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CLOSED.replace("status: closed", "status: nonsens")})
    committed(root, {CASE_PATH: CLOSED.replace("kari\n", "ola\n")})
    assert faults(du, root) == [("protected", "2026-001")]


def test_the_policy_the_commit_found_counts(root: Path, du: Du) -> None:
    committed(
        root,
        {"data/policy.yaml": "# Oppdiktet eksempel.\nprotected_after: {meeting: approved}\n", CASE_PATH: CLOSED.replace("kari\n", "ola\n")},
    )
    assert faults(du, root) == [("protected", "2026-001")]
    committed(root, {CASE_PATH: CLOSED})
    assert faults(du, root) == [("protected", "2026-001")]


@pytest.mark.parametrize("looser", ["# Oppdiktet eksempel.\nprotected_after: {case: withdrawn, meeting: approved}\n", None])
def test_what_was_protected_stays_so_when_the_policy_is_made_looser(root: Path, du: Du, looser: str | None) -> None:
    stricter = "# Oppdiktet eksempel.\nprotected_after: {case: concluded, meeting: held}\n"
    concluded = "data/cases/2026/002.yaml"
    case = CLOSED.replace("2026-001", "2026-002").replace("status: closed", "status: concluded")
    committed(root, {"data/policy.yaml": stricter, concluded: case})
    committed(root, {"data/policy.yaml": looser})
    committed(root, {concluded: case.replace("kari\n", "ola\n")})
    assert faults(du, root) == [("protected", "2026-002")]
    later = concluded.replace("002", "003")
    committed(root, {later: case.replace("2026-002", "2026-003")})
    committed(root, {later: case.replace("2026-002", "2026-003").replace("kari\n", "ola\n")})
    assert faults(du, root) == [("protected", "2026-002")]


def test_a_text_that_is_no_longer_the_one_approved(root: Path, du: Du) -> None:
    put(root, {CASE_PATH: CLOSED.replace(TEXT, "Utvalget fraråder forslaget."), MEETING_PATH: APPROVED.replace("[kari, ola]", "[kari]")})
    assert faults(du, root) == [("adopted_text", "2026-001"), ("approved_text", "2026-01-20")]
    assert faults(du, root, "--rev", "HEAD") == []
    other = CLOSED.replace(TEXT, "Nei.").replace(digest(TEXT), digest("Nei."))
    committed(root, {CASE_PATH: other, MEETING_PATH: APPROVED})
    assert faults(du, root) == [("digest", "2026-001")]


def test_how_a_text_is_written_does_not_matter(root: Path, du: Du) -> None:
    put(root, {CASE_PATH: CLOSED.replace(f"text: {TEXT}", f'text: "{TEXT}  \\n\\n"')})
    assert faults(du, root) == []


WAIVER = "waivers:\n  - {rule: DU103, subject: vest, reason: Venter, until: 2026-06-01}\n"
SIGNED = "# Oppdiktet eksempel.\nallowed_signers: .github/allowed_signers\n"


def test_signatures_are_judged_by_what_the_parent_asks_for(root: Path, tmp_path: Path, du: Du) -> None:
    (kari, kari_public), (ola, ola_public) = key_of(tmp_path, "kari"), key_of(tmp_path, "ola")
    committed(root, {"data/policy.yaml": SIGNED, ".github/allowed_signers": f"kari@example.org {kari_public}"})
    sign_with(root, kari)
    good = committed(root, {CASE_PATH.replace("001", "002"): CASE.replace("2026-001", "2026-002")})
    assert verified(du, root).out.startswith("All is well: 4 commits verified. No anchor")
    sign_with(root, ola)
    stranger = committed(root, {"data/waivers.yaml": WAIVER, ".github/allowed_signers": f"ola@example.org {ola_public}"})
    allowed = committed(root, {"data/waivers.yaml": None})
    sign_with(root, None)
    unsigned = committed(root, {"data/policy.yaml": "# Oppdiktet eksempel.\nallowed_signers: null\n"})
    committed(root, {"data/waivers.yaml": WAIVER})
    committed(root, {"README": "ikke data"})
    assert sorted(faults(du, root)) == sorted([("stranger", stranger), ("unsigned", unsigned)])
    (event,) = json.loads(du("--root", root, "history", "log", "--case", "2026-002", "--format", "json").out)["events"]
    assert (event["commit"], event["signature"]) == (good, "unknown")
    put(root, {"data/policy.yaml": SIGNED})
    committed(root, {})
    signed = {
        one["commit"]: (one["signature"], one["signer"])
        for one in json.loads(du("--root", root, "history", "log", "--format", "json").out)["events"]
    }
    assert signed[allowed] == ("good", "ola@example.org")
    assert (signed[good][0], signed[unsigned]) == ("unknown", ("none", None))
    assert "signed by ola@example.org" in du("--root", root, "history", "log", "--rev", allowed, "--lang", "en").out
    blamed = json.loads(du("--root", root, "history", "blame", "policy.allowed_signers", "--format", "json").out)
    assert blamed["given"]["signature"] == "none"


def test_a_policy_that_cannot_be_read_lets_nobody_through_unsigned(root: Path, tmp_path: Path, du: Du) -> None:
    kari, public = key_of(tmp_path, "kari")
    committed(root, {"data/policy.yaml": SIGNED, ".github/allowed_signers": f"kari@example.org {public}"})
    sign_with(root, kari)
    committed(root, {"data/policy.yaml": SIGNED + "k: [\n"})
    sign_with(root, None)
    unsigned = [committed(root, {"data/waivers.yaml": WAIVER}), committed(root, {"data/policy.yaml": "# Oppdiktet eksempel.\n"})]
    assert sorted(faults(du, root)) == sorted(("unsigned", one) for one in unsigned)


def test_it_says_which_signatures_are_asked_for(root: Path, tmp_path: Path, du: Du) -> None:
    _, public = key_of(tmp_path, "kari")
    committed(root, {"data/policy.yaml": SIGNED, ".github/allowed_signers": f"kari@example.org {public}"})
    assert (
        "Signatures are required of what comes after the commit that names .github/allowed_signers; nothing has yet."
        in verified(du, root).out
    )
    committed(root, {".github/allowed_signers": None})
    assert (
        ".github/allowed_signers, which the policy names as allowed_signers, is not there: no signature can be good."
        in verified(du, root).out
    )


SIGNATURES = (
    # who signs, how GPG is set, what git says of it later; the fault, and what blame and log say
    (LISTED, "", "G", None, "good", "signed by {who}"),
    (STRANGER, "", "U", "stranger", "unknown", "signed with a key that is not known: {who}"),
    (LISTED, "altered", "B", "bad", "bad", "the signature is not valid"),
    (EXPIRED, "", "Y", "bad", "expired", "signed by {who}; the key or the signature has expired since"),
    (LISTED, "default-sig-expire 1y", "X", "bad", "expired", "signed by {who}; the key or the signature has expired since"),
    (REVOKED, "", "R", "bad", "revoked", "signed by {who}; the key is revoked"),
    (UNKNOWN, "", "E", "unchecked", "unknown", "signed with a key that is not known: {who}"),
)


def test_signatures_with_gpg_are_shown_for_what_they_are_and_allowed_where_they_are_good_and_listed(
    root: Path, tmp_path: Path, du: Du, gpg: Gpg, monkeypatch: pytest.MonkeyPatch
) -> None:
    kari, public = key_of(tmp_path, "kari")
    listed = "".join(f"{who[-17:-1]} openpgp {gpg.keys[who]}\n" for who in (LISTED, EXPIRED, REVOKED, UNKNOWN))
    committed(root, {"data/policy.yaml": SIGNED, ".github/allowed_signers": f"{listed}kari@example.org {public}"})
    commits = []
    for number, (who, setting, *_) in enumerate(SIGNATURES):
        files = {"data/members.yaml": MEMBERS.replace("Kari Eksempel", f"Kari {number}")}
        made = gpg.committed(root, who, files, *([setting] if setting not in ("", "altered") else []))
        commits.append(altered(root) if setting == "altered" else made)
    monkeypatch.setenv("GNUPGHOME", str(gpg.reader))
    assert git(root, "log", "--reverse", f"-{len(commits)}", "--format=%G?").split() == [row[2] for row in SIGNATURES]
    assert sorted(faults(du, root)) == sorted((row[3], commit) for row, commit in zip(SIGNATURES, commits, strict=True) if row[3])
    blamed = json.loads(du("--root", root, "history", "blame", "kari.name", "--format", "json").out)
    given = [blamed["given"], *blamed["earlier"]][: len(commits)]
    assert [(one["commit"], one["signature"]) for one in reversed(given)] == [
        (commit, row[4]) for row, commit in zip(SIGNATURES, commits, strict=True)
    ]
    logged = du("--root", root, "history", "log", "kari", "--lang", "en", "--format", "csv").out
    for who, _, verdict, _, _, words in SIGNATURES:
        assert words.format(who=gpg.keys[who][-16:] if verdict == "E" else who) in logged
    sign_with(root, kari)
    committed(root, {"data/members.yaml": MEMBERS})
    assert "signed by kari@example.org" in du("--root", root, "history", "blame", "kari.name", "--lang", "en").out
    assert len(faults(du, root)) == len(commits) - 1


def test_a_rewritten_past_is_found_by_the_anchor(root: Path, tmp_path: Path, du: Du) -> None:
    head = git(root, "rev-parse", "HEAD").strip()
    answer = du("--root", root, "history", "anchor", "--at", "2026-02-01", "--lang", "en")
    assert answer == Answer(0, f".du/anchor.json names {head[:10]}. Commit it, and keep a copy elsewhere.\n", "")
    assert json.loads((root / ".du/anchor.json").read_text(encoding="utf-8")) == {
        "schema_version": 1,
        "commit": head,
        "tree": git(root, "rev-parse", "HEAD:data").strip(),
        "day": "2026-02-01",
    }
    committed(root, {"data/members.yaml": MEMBERS.replace("Voss herad", "Alver kommune")})
    assert verified(du, root).out == "All is well: 3 commits verified. Signatures are not required: the policy names no allowed_signers.\n"
    kept = tmp_path / "anker.json"
    shutil.copy(root / ".du/anchor.json", kept)
    git(root, "reset", "--quiet", "--hard", "HEAD~1")
    git(root, "commit", "--quiet", "--amend", "-m", "som om", day="2026-01-02")
    assert faults(du, root, "--anchor", kept) == [("rewritten", head)]
    assert "names" in verified(du, root, "--anchor", kept).out
    git(root, "reflog", "expire", "--expire=now", "--all")
    git(root, "gc", "--quiet", "--prune=now")
    assert faults(du, root, "--anchor", kept) == [("rewritten", head)]
    kept.write_text(json.dumps(anchor(root, tree="0" * 40)), encoding="utf-8")
    assert [what for what, _ in faults(du, root, "--anchor", kept)] == ["tree"]


def anchor(root: Path, **changed: object) -> dict[str, object]:
    """An anchor of HEAD with some of its values changed."""
    commit, tree = git(root, "rev-parse", "HEAD", "HEAD:data").split()
    return {"schema_version": 1, "commit": commit, "tree": tree, "day": "2026-02-01"} | changed


UNFIT: tuple[dict[str, object], ...] = (
    {"commit": "HEAD"},
    {"commit": "main"},
    {"commit": 1},
    {"tree": "HEAD:data"},
    {"schema_version": 99},
    {"schema_version": None},
    {"day": 1},
    {"day": "i går"},
    {"day": "2026-02-30"},
    {"day": "20260201"},
)


@pytest.mark.parametrize("changed", UNFIT, ids=str)
def test_an_anchor_that_proves_nothing_is_refused(root: Path, du: Du, changed: dict[str, object]) -> None:
    put(root, {".du/anchor.json": json.dumps(anchor(root))})
    assert verified(du, root).code == 0
    put(root, {".du/anchor.json": json.dumps(anchor(root, **changed))})
    answer = verified(du, root)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"du-cli: {root / '.du/anchor.json'} is no anchor. Write a new one with du-cli history anchor.\n"


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "[" * 100_000], ids=lambda text: text[:4])
def test_a_file_that_is_no_anchor_is_refused(root: Path, tmp_path: Path, du: Du, text: str) -> None:
    put(tmp_path, {"anker.json": text})
    answer = verified(du, root, "--anchor", tmp_path / "anker.json")
    assert (answer.code, answer.err) == (
        2,
        f"du-cli: {tmp_path / 'anker.json'} is no anchor. Write a new one with du-cli history anchor.\n",
    )


def test_a_replaced_object_changes_nothing_in_what_is_read(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CLOSED.replace("responsible: kari", "responsible: ola")})
    git(root, "replace", git(root, "rev-parse", "HEAD").strip(), git(root, "rev-parse", "HEAD~1").strip())
    assert faults(du, root) == [("protected", "2026-001")]


def test_a_shallow_clone_proves_nothing_and_says_how_deep_to_fetch(root: Path, tmp_path: Path, du: Du) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), "grunn")
    for command in (["history", "verify"], ["check", "--history"]):
        answer = du("--root", tmp_path / "grunn", *command, "--lang", "en")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(
            "du-cli: This shallow clone has 1 commit, and the whole history is needed. Fetch the rest with git fetch --unshallow;"
        )


EMAIL = "    title: kari@example.org\n"


def in_history(du: Du, root: Path, *options: str) -> list[tuple[str, str, str]]:
    answer = du("--root", root, "check", "--history", "--select", "DU7", "--format", "json", "--lang", "en", *options)
    found = json.loads(answer.out)["findings"]
    assert answer.code == int(bool(found))
    return [(one["code"], one["path"], one["message"]) for one in found]


def test_personal_data_that_once_was_there_is_found_with_the_commit_that_brought_it(root: Path, du: Du) -> None:
    assert in_history(du, root) == []
    git(root, "switch", "--quiet", "-c", "side")
    brought = committed(root, {"data/members.yaml": MEMBERS.replace("    appointments:", f"{EMAIL}    appointments:", 1)})
    committed(root, {"data/members.yaml": MEMBERS.replace("    appointments:", f"{EMAIL}    appointments:", 1) + "# nei\n"})
    committed(root, {"data/members.yaml": MEMBERS})
    note = committed(root, {"data/notat.txt": "tlf. 22 22 55 55"})
    committed(root, {"data/notat.txt": None})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/waivers.yaml": "waivers: []\n"})
    wanted = [
        ("DU702", "data/members.yaml", f"Commit {brought[:10]} holds an e-mail address: kari@example.org."),
        ("DU702", "data/notat.txt", f"Commit {note[:10]} holds a telephone number: tlf. 22 22 55 55."),
    ]
    assert in_history(du, root) == wanted
    assert in_history(du, root, "--rev", "main") == in_history(du, root, "--base", "main") == []
    git(root, "tag", "merke", "side")
    git(root, "branch", "--quiet", "-D", "side")
    assert in_history(du, root) == wanted
    git(root, "merge", "--quiet", "--no-ff", "-m", "flettet", "merke")
    assert in_history(du, root) == wanted
    assert in_history(du, root, "--rev", "main") == wanted
    assert in_history(du, root, "--rev", "main~1") == []
    assert "data/members.yaml:6:12" in du("--root", root, "check", "--history", "--lang", "en", cwd=root).out
    for form in ("github", "gitlab", "sarif", "junit"):
        assert brought[:10] in du("--root", root, "check", "--history", "--format", form, "--lang", "en").out, form


def test_what_stands_there_still_is_said_once(root: Path, du: Du) -> None:
    committed(root, {"data/members.yaml": MEMBERS.replace("    appointments:", f"{EMAIL}    appointments:", 1)})
    assert [message for _, _, message in in_history(du, root)] == ["An e-mail address: kari@example.org."]


def test_an_evil_merge_is_searched_too(root: Path, du: Du) -> None:
    git(root, "switch", "--quiet", "-c", "side")
    committed(root, {"data/waivers.yaml": "waivers: []\n"})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/organisations.yaml": "organisations: []\n"})
    git(root, "merge", "--quiet", "--no-ff", "--no-commit", "side")
    merge = committed(root, {"data/notat.txt": "kari@example.org"})
    committed(root, {"data/notat.txt": None})
    assert in_history(du, root) == [("DU702", "data/notat.txt", f"Commit {merge[:10]} holds an e-mail address: kari@example.org.")]


def test_a_national_identity_number_is_found_and_not_repeated(root: Path, du: Du) -> None:
    number = next(text for text in (f"010107{tail:05}" for tail in range(50000, 99999)) if is_identity_number(text))
    committed(root, {"data/notat.txt": number})
    committed(root, {"data/notat.txt": None})
    ((code, _, message),) = in_history(du, root)
    assert (code, number in message) == ("DU701", False)
