"""The rules about changes, each in a real repository: where it fires through the command line, and where it is silent."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import TOP, Du
from repositories import CASE, FILES, MANDATE, MEMBERS, alone, committed, git, put, repository
from signing import EXPIRED, LISTED, STRANGER, UNKNOWN, Gpg, altered, key_of, sign_with

from du_cli.rules import RULES

EXAMPLES = sorted(path.parent for path in (TOP / "tests" / "rules").glob("DU8*/*/base.txt"))
AT = "2026-03-02"
CASE_PATH = "data/cases/2026/001.yaml"
MEETING_PATH = "data/meetings/2026/2026-02-03.yaml"
MEETING = '# Oppdiktet eksempel.\nid: 2026-02-03\ntype: ordinary\nstatus: planned\nstart: "10:00"\n'
ENDED = "# Oppdiktet eksempel.\n"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg")


def said(du: Du, root: Path, *options: str, at: str = AT) -> list[tuple[str, str, str]]:
    """Code, record and message of what the rules about changes say."""
    answer = du("--root", root, "check", "--at", at, "--format", "json", "--select", "DU8", "--lang", "en", *options)
    assert answer.code in (0, 1), answer.err
    every = json.loads(answer.out)["findings"]
    found = [one for one in every if one["code"].startswith("DU8")]
    assert {one["caused_by"] for one in every} <= {"change"}
    assert answer.code == int(any(one["severity"] == "error" and one["outcome"] == "finding" for one in every))
    return [(one["code"], one["record"], one["message"]) for one in found]


def codes(du: Du, root: Path, *options: str, at: str = AT) -> set[str]:
    return {code for code, _, _ in said(du, root, *options, at=at)}


def staged(root: Path, files: dict[str, str | None]) -> None:
    put(root, files)
    git(root, "add", "--all", ".")


def name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def lay(folder: Path, root: Path) -> None:
    """Put an example's data in the place of a repository's."""
    shutil.rmtree(root / "data", ignore_errors=True)
    shutil.copytree(folder / "data", root / "data", copy_function=shutil.copy)  # with a new time, or git may not look


def played(folder: Path, root: Path, tmp_path: Path) -> None:
    """An example as a repository: what was on main, what it became on gren, and main moved on where it has."""
    said = dict(line.split(": ", 1)[::-1] for line in (folder / "base.txt").read_text(encoding="utf-8").splitlines())
    day = next(value for value, key in said.items() if key == "day")
    lay(folder / "base", root)
    key, public = key_of(tmp_path, "kari")
    git(root, "init", "--quiet")
    committed(root, {"allowed_signers": f"kari@example.org {public}"}, day=day)
    git(root, "switch", "--quiet", "-c", "gren")
    if (folder / "between").is_dir():
        lay(folder / "between", root)
        committed(root, {}, day=day)
    lay(folder, root)
    signed = "unsigned" not in (folder / "base.txt").read_text(encoding="utf-8")
    sign_with(root, key if signed else None)
    committed(root, {}, day="2026-03-01")
    sign_with(root, None)
    if (folder / "tip").is_dir():
        git(root, "switch", "--quiet", "main")
        lay(folder / "tip", root)
        committed(root, {}, day=day)
        git(root, "switch", "--quiet", "gren")


@pytest.mark.parametrize("folder", EXAMPLES, ids=name)
def test_a_bad_example_fires_on_a_branch_and_a_good_one_is_silent(folder: Path, tmp_path: Path, du: Du) -> None:
    root = tmp_path / "utvalg"
    played(folder, root, tmp_path)
    found = codes(du, root, "--base", "main")
    assert (folder.parent.name in found) is folder.name.startswith("bad-")
    assert found == set() or folder.name.startswith("bad-")
    assert codes(du, root, "--base", "main", "--rev", "gren") == found


@pytest.mark.parametrize("folder", [one for one in EXAMPLES if one.parent.name not in ("DU804", "DU805")], ids=name)
def test_the_same_of_what_is_staged(folder: Path, tmp_path: Path, du: Du) -> None:
    root = tmp_path / "utvalg"
    lay(folder / "base", root)
    git(root, "init", "--quiet")
    committed(root, {}, day="2026-02-15")
    lay(folder, root)
    git(root, "add", ".")
    fires = folder.name.startswith("bad-") and not (folder / "between").is_dir()
    assert (folder.parent.name in codes(du, root, "--staged")) is fires


def test_every_rule_about_changes_has_examples() -> None:
    about = {rule.code for rule in RULES if rule.compare}
    assert about == {f"DU80{number}" for number in range(1, 8)} == {folder.parent.name for folder in EXAMPLES}


def test_a_rule_about_changes_says_nothing_without_a_base(root: Path, du: Du) -> None:
    put(root, {"data/members.yaml": MEMBERS.replace("2024-01-01", "2024-02-01")})
    assert said(du, root) == []


def with_status(status: str, more: str = "") -> str:
    return CASE.replace("status: proposed", f"status: {status}") + more


NOTED = "handling:\n  - {date: 2026-02-03, outcome: noted}\n"
ADOPTED = "handling:\n  - {date: 2026-02-03, outcome: adopted}\n"
ADDRESSED = "addressee: radet\n"
SENT = "submission: {date: 2026-02-20, to: radet}\n"


@pytest.mark.parametrize(
    ("old", "new", "fires"),
    [
        ("proposed", "in_preparation", False),
        ("proposed", "concluded", False),
        ("in_preparation", "proposed", True),
        ("on_agenda", "in_preparation", False),
        ("withdrawn", "proposed", True),
        ("concluded", "on_agenda", True),
        ("submitted", "concluded", True),
    ],
)
def test_a_case_goes_where_the_table_lets_it(root: Path, du: Du, old: str, new: str, fires: bool) -> None:
    committed(root, {CASE_PATH: with_status(old, NOTED)})
    staged(root, {CASE_PATH: with_status(new, NOTED)})
    assert ("DU801" in codes(du, root, "--staged")) is fires


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [
        (NOTED, NOTED, False),
        (ADOPTED, ADOPTED, False),
        (ADDRESSED + NOTED, ADDRESSED + NOTED, False),
        (ADDRESSED + ADOPTED, ADDRESSED + ADOPTED, True),
        (ADDRESSED + ADOPTED, ADDRESSED + ADOPTED + SENT, False),
    ],
)
def test_a_concluded_case_is_closed_without_an_addressee_or_by_way_of_a_submission(
    root: Path, du: Du, before: str, after: str, fires: bool
) -> None:
    committed(root, {CASE_PATH: with_status("concluded", before)})
    staged(root, {CASE_PATH: with_status("closed", after)})
    assert ("DU801" in codes(du, root, "--staged")) is fires


def test_a_finding_says_where_a_case_may_go_and_in_which_commit_it_went_wrong(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: with_status("in_preparation")})
    git(root, "switch", "--quiet", "-c", "gren")
    wrong = committed(root, {CASE_PATH: with_status("proposed")})
    committed(root, {CASE_PATH: with_status("in_preparation")})
    assert said(du, root, "--base", "main") == [
        (
            "DU801",
            "2026-001",
            (
                f"2026-001 goes from in preparation to proposed in {wrong[:10]}. "
                "From in preparation it may go to on an agenda, in written procedure or withdrawn."
            ),
        )
    ]


def test_what_a_merge_brings_from_the_base_is_not_judged_again(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: with_status("in_preparation")})
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {"data/organisations.yaml": "# Oppdiktet eksempel.\norganisations: []\n"})
    git(root, "switch", "--quiet", "main")
    committed(root, {CASE_PATH: with_status("proposed")})
    git(root, "switch", "--quiet", "gren")
    git(root, "merge", "--quiet", "-m", "main inn", "main")
    assert said(du, root, "--base", "main") == []


@pytest.mark.parametrize(
    ("old", "new", "fires"),
    [
        ("planned", "approved", False),
        ("planned", "cancelled", False),
        ("called", "planned", True),
        ("held", "cancelled", True),
        ("cancelled", "planned", True),
        ("approved", "held", True),
    ],
)
def test_a_meeting_goes_from_planned_to_approved(root: Path, du: Du, old: str, new: str, fires: bool) -> None:
    committed(root, {MEETING_PATH: MEETING.replace("planned", old)})
    staged(root, {MEETING_PATH: MEETING.replace("planned", new)})
    assert ("DU801" in codes(du, root, "--staged")) is fires


POLICY = "# Oppdiktet eksempel.\nprotected_after: {meeting: held, case: concluded}\n"


def test_a_record_protected_early_may_still_move_on(root: Path, du: Du) -> None:
    start = with_status("concluded", ADDRESSED + ADOPTED)
    committed(root, {"data/policy.yaml": POLICY, CASE_PATH: start, MEETING_PATH: MEETING.replace("planned", "held")})
    approved = MEETING.replace("planned", "approved") + "approved: {date: 2026-02-20, written: true}\n"
    staged(root, {CASE_PATH: with_status("submitted", ADDRESSED + ADOPTED + SENT), MEETING_PATH: approved})
    assert said(du, root, "--staged") == []
    staged(root, {CASE_PATH: with_status("submitted", ADDRESSED + ADOPTED.replace("02-03", "02-04") + SENT)})
    assert [code for code, _, _ in said(du, root, "--staged")] == ["DU802"]


def test_a_change_cannot_take_its_own_protection_away(root: Path, du: Du) -> None:
    committed(root, {"data/policy.yaml": POLICY, CASE_PATH: with_status("concluded", ADOPTED)})
    changed = with_status("concluded", ADOPTED).replace("Felles", "Vår")
    staged(root, {"data/policy.yaml": POLICY.replace("concluded", "closed"), CASE_PATH: changed})
    assert codes(du, root, "--staged") == {"DU802"}


DOCUMENT = "documents:\n  - {title: Notat, kind: attachment}\n"
DECIDED = "decision: {date: 2026-02-20, by: forbundet, outcome: granted}\n"


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [
        ("", DECIDED, False),
        ("decision: {date: null}\n", DECIDED, False),
        (DECIDED, DECIDED.replace("granted", "rejected"), True),
        (DECIDED, "", True),
        ("", DOCUMENT, False),
        (DOCUMENT, DOCUMENT + "  - {title: Svar, kind: attachment}\n", False),
        (DOCUMENT, DOCUMENT.replace("Notat", "Svar"), True),
        ("", "summary: Ny.\n", True),
        ("", "# bare en merknad\n", False),
    ],
)
def test_of_a_closed_case_only_decision_and_documents_are_filled_in(root: Path, du: Du, before: str, after: str, fires: bool) -> None:
    committed(root, {CASE_PATH: with_status("closed", NOTED + before)})
    staged(root, {CASE_PATH: with_status("closed", NOTED + after)})
    assert ("DU802" in codes(du, root, "--staged")) is fires


@pytest.mark.parametrize(
    ("files", "record"),
    [
        ({CASE_PATH: None}, "2026-001"),
        ({MEETING_PATH: None}, "2026-02-03"),
        ({"data/organisations.yaml": None}, "prøve"),
        (
            {
                "data/mandate.yaml": MANDATE.replace("  - {id: radet, name: Eksempelrådet, kind: council}\n", "").replace(
                    "  advises: radet\n", ""
                )
            },
            "radet",
        ),
        ({"data/mandate.yaml": MANDATE.replace('"2020"', '"2021"')}, "2020"),
        ({CASE_PATH: None, "data/cases/2026/002.yaml": CASE.replace("2026-001", "2026-002")}, "2026-001"),
    ],
    ids=["case", "meeting", "organisation", "body", "version", "renumbered"],
)
def test_every_kind_of_record_stays(root: Path, du: Du, files: dict[str, str | None], record: str) -> None:
    organisations = "# Oppdiktet eksempel.\norganisations:\n  - {id: prove-ikt, name: Prøve IKT}\n"
    committed(root, {CASE_PATH: CASE, MEETING_PATH: MEETING, "data/organisations.yaml": organisations})
    staged(root, files)
    found = [(code, one) for code, one, _ in said(du, root, "--staged")]
    assert found == [("DU803", record.replace("prøve", "prove-ikt"))]


def test_a_record_in_a_file_that_cannot_be_read_is_not_called_deleted(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CASE})
    staged(root, {CASE_PATH: "id: [\n", "data/members.yaml": "members: [\n", "data/mandate.yaml": "versions: [\n"})
    assert not [message for _, _, message in said(du, root, "--staged") if "so what has changed in it is not assessed" not in message]


def test_a_renamed_file_is_the_same_record(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: CASE})
    git(root, "mv", CASE_PATH, "data/cases/2026/001-innlogging.yaml")
    assert said(du, root, "--staged") == []


def test_a_number_taken_twice_says_which_is_free_and_how(root: Path, du: Du) -> None:
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {CASE_PATH: CASE, "data/cases/2026/002-mitt skjema.yaml": CASE.replace("001", "002").replace("Felles", "Mitt")})
    git(root, "switch", "--quiet", "main")
    committed(root, {"data/cases/2026/003.yaml": CASE.replace("001", "003"), "data/cases/2026/002.yaml": CASE.replace("001", "002")})
    git(root, "switch", "--quiet", "gren")
    answer = du("--root", root, "check", "--base", "main", "--select", "DU804", "--at", AT, "--lang", "en")
    assert "2026-002 is meanwhile the number of another case, Felles innlogging. 2026-004 is free." in answer.out
    assert "git mv 'data/cases/2026/002-mitt skjema.yaml' 'data/cases/2026/004-mitt skjema.yaml'" in answer.out
    git(root, "switch", "--quiet", "main")
    assert codes(du, root, "--base", "main") == set()


def test_the_same_case_picked_over_to_the_base_has_its_number_by_right(root: Path, du: Du) -> None:
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {CASE_PATH: CASE})
    git(root, "switch", "--quiet", "main")
    committed(root, {CASE_PATH: with_status("in_preparation")})
    git(root, "switch", "--quiet", "gren")
    assert codes(du, root, "--base", "main") == set()


SIGNED = "# Oppdiktet eksempel.\nallowed_signers: .github/allowed_signers\n"


def test_signatures_are_judged_by_the_file_the_base_has(root: Path, tmp_path: Path, du: Du) -> None:
    kari, kari_public = key_of(tmp_path, "kari")
    ola, ola_public = key_of(tmp_path, "ola")
    committed(root, {"data/policy.yaml": SIGNED, ".github/allowed_signers": f"kari@example.org {kari_public}"})
    git(root, "switch", "--quiet", "-c", "gren")
    sign_with(root, kari)
    committed(root, {CASE_PATH: CASE}, "av Kari")
    assert said(du, root, "--base", "main") == []
    sign_with(root, ola)
    stranger = committed(
        root, {CASE_PATH: with_status("in_preparation"), ".github/allowed_signers": f"ola@example.org {ola_public}"}, "av Ola"
    )
    sign_with(root, None)
    unsigned = committed(
        root, {CASE_PATH: with_status("on_agenda"), "data/policy.yaml": "# Oppdiktet eksempel.\nallowed_signers: null\n"}, "uten"
    )
    committed(root, {"README": "x"}, "utenfor data")
    found = said(du, root, "--base", "main")
    assert {(code, record) for code, record, _ in found} == {("DU805", stranger), ("DU805", unsigned)}
    assert f"{stranger[:10]} by Kari Sekretær (av Ola) touches the data and is signed by somebody who is no allowed signer." in str(found)
    assert f"{unsigned[:10]} by Kari Sekretær (uten) touches the data and is not signed." in str(found)
    assert codes(du, root, "--staged") == set()


def test_without_the_file_in_the_base_nobody_may_sign(root: Path, tmp_path: Path, du: Du) -> None:
    kari, _ = key_of(tmp_path, "kari")
    committed(root, {"data/policy.yaml": SIGNED})
    git(root, "switch", "--quiet", "-c", "gren")
    sign_with(root, kari)
    committed(root, {CASE_PATH: CASE})
    assert codes(du, root, "--base", "main") == {"DU805"}


def test_a_signature_with_gpg_is_that_of_an_allowed_signer_whose_fingerprint_is_listed(
    root: Path, tmp_path: Path, du: Du, gpg: Gpg, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kari, public = key_of(tmp_path, "kari")
    print_, spaced = gpg.keys[LISTED].lower(), " ".join(gpg.keys[STRANGER][start : start + 4] for start in range(0, 40, 4))
    signers = f"kari@example.org {public}kari@example.org openpgp {print_} # hjemme\nola@example.org  openpgp {spaced}\n"
    committed(root, {"data/policy.yaml": SIGNED, ".github/allowed_signers": signers})
    git(root, "switch", "--quiet", "-c", "gren")
    gpg.committed(root, LISTED, {CASE_PATH: CASE})
    gpg.committed(root, STRANGER, {CASE_PATH: f"{CASE}# som GPG ikke har tillit til\n"})
    expired = gpg.committed(root, EXPIRED, {CASE_PATH: CASE})
    gpg.committed(root, LISTED, {CASE_PATH: with_status("in_preparation")})
    bad = altered(root)
    unknown = gpg.committed(root, UNKNOWN, {CASE_PATH: with_status("on_agenda")})
    monkeypatch.setenv("GNUPGHOME", str(gpg.reader))
    assert git(root, "log", "-5", "--format=%G?").split() == ["E", "B", "Y", "U", "G"]
    found = {record: message for code, record, message in said(du, root, "--base", "main") if code == "DU805"}
    assert found.keys() == {expired, bad, unknown}
    assert "touches the data, and its signature is not valid." in found[bad]
    assert "touches the data, and git could not check its signature." in found[unknown]


def test_a_commit_on_a_side_branch_that_was_undone_there_is_judged_too(root: Path, tmp_path: Path, du: Du) -> None:
    _kari, public = key_of(tmp_path, "kari")
    committed(root, {"data/policy.yaml": SIGNED, ".github/allowed_signers": f"kari@example.org {public}"})
    git(root, "switch", "--quiet", "-c", "gren")
    git(root, "switch", "--quiet", "-c", "side")
    first = committed(root, {CASE_PATH: CASE})
    second = committed(root, {CASE_PATH: None})
    git(root, "switch", "--quiet", "gren")
    git(root, "merge", "--quiet", "--no-ff", "-m", "flettet", "side")
    assert {record for _, record, _ in said(du, root, "--base", "main")} == {first, second}


def appointed(line: str) -> str:
    return MEMBERS.replace("from: 2024-01-01", line, 1)


@pytest.mark.parametrize(
    ("before", "after", "fires"),
    [
        ("from: 2026-01-31", "from: 2026-03-01", True),
        ("from: 2026-02-01", "from: 2026-03-01", False),
        ("from: 2026-02-02", "from: 2026-03-01", False),
        ("from: 2024-01-01", "from: null", True),
        ("from: null", "from: 2024-01-01", False),
        ("from: 2024-01-01", "from: 2024-01-01, ended: 2026-01-01, ended_reason: x", False),
        ("from: 2024-01-01, until: 2026-01-31", "from: 2024-01-01, until: 2026-12-31", True),
        ("from: 2024-01-01, until: 2026-06-30", "from: 2024-01-01, until: 2026-12-31", False),
    ],
)
def test_only_days_that_lay_before_the_commit_of_1_february_are_the_past(root: Path, du: Du, before: str, after: str, fires: bool) -> None:
    committed(root, {"data/members.yaml": appointed(before)}, day="2026-02-01")
    staged(root, {"data/members.yaml": appointed(after)})
    assert ("DU806" in codes(du, root, "--staged")) is fires


@pytest.mark.parametrize("key", ["asked", "answered"])
@pytest.mark.parametrize(
    ("days", "fires"),
    [
        (("2026-01-31", "2026-01-30"), True),
        (("2026-02-01", "2026-01-30"), False),
        (("2026-02-02", "2026-01-30"), False),
        (("2026-01-31", "null"), True),
        (("null", "2026-01-30"), False),
    ],
)
def test_of_consultations_too_only_what_lay_before_the_commit_is_the_past(
    root: Path, du: Du, key: str, days: tuple[str, str], fires: bool
) -> None:
    before, after = (appointed(f"from: 2026-06-01, consultations: [{{body: radet, {key}: {day}}}]") for day in days)
    committed(root, {"data/members.yaml": before}, day="2026-02-01")
    staged(root, {"data/members.yaml": after})
    assert ("DU806" in codes(du, root, "--staged")) is fires


def test_an_appointment_that_is_gone_is_the_past_rewritten_and_a_new_one_is_not(root: Path, du: Du) -> None:
    again = "      - {seat: vest, from: 2028-01-01, appointed_by: forbundet}\n"
    first = "      - {seat: vest, from: 2024-01-01, appointed_by: forbundet, decision: sak 1/24}\n"
    staged(root, {"data/members.yaml": MEMBERS.replace(first, again + first, 1)})
    assert said(du, root, "--staged") == []
    git(root, "commit", "--quiet", "-m", "ny")
    staged(root, {"data/members.yaml": MEMBERS.replace(first, again, 1)})
    assert said(du, root, "--staged") == [
        (
            "DU806",
            "kari",
            "Kari Eksempel: the appointment to Vest, whose from was 1 January 2024, is gone, though the day had passed on 1 February 2026.",
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "fires"),
    [
        ("    size: 2\n", "    size: 3\n", True),
        ("count: 2", "count: 3", True),
        ("name: Forberede saker", "name: Avgjøre saker", True),
        ('  - id: "2020"\n', '  - id: "2020"\n    valid_from: 2020-01-01\n', False),
        ('  - id: "2020"\n', '  - id: "2020"\n    valid_to: 2026-12-31\n', False),
        ("    size: 2\n", "    size: 2\n    term: {years: 4}\n", False),
        ("    clauses: []\n", "    clauses:\n      - {id: a, reference: § 1, handled_by: {rules: [DU101]}}\n", False),
    ],
    ids=["size", "seat", "task", "valid_from filled in", "closed", "term filled in", "clauses"],
)
def test_what_a_mandate_in_force_is_does_not_change(root: Path, du: Du, old: str, new: str, fires: bool) -> None:
    staged(root, {"data/mandate.yaml": MANDATE.replace(old, new)})
    assert ("DU807" in codes(du, root, "--staged")) is fires


@pytest.mark.parametrize(("first", "fires"), [("2026-01-31", True), ("2026-02-01", True), ("2026-02-02", False)])
def test_a_mandate_is_in_force_from_its_first_day(tmp_path: Path, du: Du, first: str, fires: bool) -> None:
    mandate = MANDATE.replace('"2020"\n', f'"2020"\n    valid_from: {first}\n')
    root = repository(tmp_path / "u", files=FILES | {"data/mandate.yaml": mandate})
    staged(root, {"data/mandate.yaml": mandate.replace("size: 2", "size: 3")})
    assert ("DU807" in codes(du, root, "--staged")) is fires


def test_a_typing_error_in_the_mandate_is_waived_and_the_waiver_is_no_finding_afterwards(root: Path, du: Du) -> None:
    waiver = 'waivers:\n  - {rule: DU807, subject: "2020", reason: skrivefeil, until: 2026-12-31}\n'
    staged(root, {"data/mandate.yaml": MANDATE.replace("Forberede", "Førebu"), "data/waivers.yaml": ENDED + waiver})
    answer = du("--root", root, "check", "--staged", "--at", AT, "--format", "json")
    found = [one for one in json.loads(answer.out)["findings"] if one["code"] in ("DU807", "DU014")]
    assert (answer.code, [(one["code"], one["outcome"]) for one in found]) == (0, [("DU807", "waived")])
    git(root, "commit", "--quiet", "-m", "rettet")
    assert "DU014" not in du("--root", root, "check", "--at", AT).out


# ---------------------------------------------------------------------------------- what could not be read on the way

WITHDRAWN = with_status("withdrawn", "handling:\n  - {date: 2026-02-01, outcome: withdrawn, note: Løst.}\n")
BACK = with_status("in_preparation")


@pytest.mark.parametrize("between", [None, WITHDRAWN + "k: [\n", with_status("nonsens"), "\x00"], ids=["gone", "torn", "wrong", "binary"])
def test_a_status_is_compared_with_the_last_that_could_be_read(between: str | None, root: Path, du: Du) -> None:
    base = committed(root, {CASE_PATH: WITHDRAWN})
    committed(root, {CASE_PATH: between})
    committed(root, {CASE_PATH: BACK})
    assert codes(du, root, "--base", base) == {"DU801"}
    committed(root, {CASE_PATH: WITHDRAWN})
    committed(root, {CASE_PATH: between})
    middle = committed(root, {CASE_PATH: WITHDRAWN})
    committed(root, {CASE_PATH: between})
    committed(root, {CASE_PATH: WITHDRAWN})
    assert codes(du, root, "--base", middle) == set()


def not_assessed(du: Du, root: Path, *options: str) -> list[tuple[str, str]]:
    answer = du("--root", root, "check", "--at", AT, "--format", "json", "--select", "DU8", *options)
    return [(one["code"], one["path"]) for one in json.loads(answer.out)["findings"] if one["outcome"] == "not_assessed"]


@pytest.mark.parametrize("torn", [WITHDRAWN + "k: [\n", with_status("nonsens")], ids=["torn", "wrong"])
def test_a_case_that_could_not_be_read_before_is_not_assessed(torn: str, root: Path, du: Du) -> None:
    base = committed(root, {CASE_PATH: torn})
    committed(root, {CASE_PATH: WITHDRAWN.replace("Felles", "Ny")})
    assert not_assessed(du, root, "--base", base) == [("DU801", CASE_PATH), ("DU802", CASE_PATH)]
    assert not_assessed(du, root, "--base", "HEAD") == []


@pytest.mark.parametrize("torn", [WITHDRAWN + "k: [\n", with_status("nonsens")], ids=["torn", "wrong"])
def test_a_case_that_could_not_be_read_and_is_deleted_is_deleted(torn: str, root: Path, du: Du) -> None:
    base = committed(root, {CASE_PATH: torn})
    committed(root, {CASE_PATH: None})
    assert ("DU803", "2026-001") in [(code, record) for code, record, _ in said(du, root, "--base", base)]


def test_a_mandate_that_is_over_is_not_said_to_be_in_force(root: Path, du: Du) -> None:
    over = MANDATE.replace("    size: 2\n", "    valid_to: 2026-01-31\n    size: 2\n")
    committed(root, {"data/mandate.yaml": over}, day="2026-02-01")
    staged(root, {"data/mandate.yaml": over.replace("size: 2", "size: 3")})
    (found,) = [message for code, _, message in said(du, root, "--staged") if code == "DU807"]
    assert " applied until 31 January 2026, and its size was 2 and is now 3." in found


def test_a_change_is_pointed_out_where_it_stands(root: Path, du: Du) -> None:
    closed = with_status("closed", "handling:\n  - {date: 2026-02-03, outcome: noted}\n  - {date: 2026-02-04, outcome: noted, note: Ja.}\n")
    committed(root, {CASE_PATH: closed})
    staged(root, {CASE_PATH: closed.replace("Ja.", "Nei."), "data/mandate.yaml": MANDATE.replace("Vest, count: 2", "Vest, count: 3")})
    answer = du("--root", root, "check", "--at", AT, "--format", "json", "--select", "DU802,DU807", "--lang", "en", "--staged")
    assert [(one["code"], one["key"], one["message"]) for one in json.loads(answer.out)["findings"]] == [
        ("DU802", "handling.1.note", "2026-001 is closed and protected, and its handling.1.note has changed."),
        ("DU807", "versions.0.seats.0.count", "Version 2020 of the mandate is in force, and its seats.vest.count was 2 and is now 3."),
    ]


GRANTED = "decision: {date: 2026-02-20, by: radet, outcome: granted, amount: 50}\n"


@pytest.mark.parametrize(
    ("path", "texts", "said"),
    [
        (
            CASE_PATH,
            (with_status("closed", NOTED), with_status("proposed", NOTED)),
            "2026-001 går fra «avsluttet» til «foreslått». Etter «avsluttet» kommer ingen status.",
        ),
        (
            CASE_PATH,
            (with_status("closed"), with_status("closed", SENT)),
            "2026-001 har status «avsluttet» og er vernet, men submission er endret.",
        ),
        (
            CASE_PATH,
            (with_status("closed", GRANTED), with_status("closed", GRANTED.replace("50", "60"))),
            "2026-001 har status «avsluttet» og er vernet, men decision.amount var 50 og er nå 60.",
        ),
        (
            MEETING_PATH,
            (MEETING.replace("planned", "approved"), MEETING.replace("planned", "approved").replace("10:00", "11:00")),
            "2026-02-03 har status «referat godkjent» og er vernet, men start er endret.",
        ),
        (
            MEETING_PATH,
            (MEETING.replace("planned", "held"), MEETING),
            "2026-02-03 går fra «holdt» til «planlagt». Fra «holdt» kan den gå til referat godkjent.",
        ),
    ],
    ids=["reopened", "sent", "amount", "approved", "planned again"],
)
def test_a_status_is_said_in_words_and_a_value_as_it_was(path: str, texts: tuple[str, str], said: str, root: Path, du: Du) -> None:
    committed(root, {path: texts[0]})
    staged(root, {path: texts[1]})
    assert said in du("--root", root, "check", "--at", AT, "--select", "DU8", "--staged", "--lang", "nb").out.replace("\n    ", " ")


def test_of_an_appointment_still_to_come_that_is_gone_what_had_passed_is_told(root: Path, du: Du) -> None:
    before = appointed("from: 2026-06-01, consultations: [{body: radet, asked: 2026-01-10}]")
    committed(root, {"data/members.yaml": before}, day="2026-02-01")
    staged(
        root,
        {
            "data/members.yaml": MEMBERS.replace(
                "      - {seat: vest, from: 2024-01-01, appointed_by: forbundet, decision: sak 1/24}\n", "", 1
            ).replace("    appointments:\n  - id", "    appointments: []\n  - id", 1)
        },
    )
    assert [code for code, _, _ in said(du, root, "--staged")].count("DU806") == 1
