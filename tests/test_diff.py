"""What a change means in words: who comes and goes, which seats that fills, cases moved, findings, and who must approve."""

import json
from pathlib import Path

import pytest
from conftest import Du
from repositories import CASE, FILES, MANDATE, MEMBERS, alone, committed, git, put, repository

AT = "2026-03-10"
CASE_PATH = "data/cases/2026/001.yaml"
MEETING = "# Oppdiktet eksempel.\nid: 2026-02-03\ntype: ordinary\nstatus: planned\n"
COMING = """\
  - id: per
    name: Per Eksempel
    organisation: Alver kommune
    appointments:
      - {seat: vest, from: 2026-04-01, until: 2028-12-31, appointed_by: forbundet, decision: sak 2/26}
"""
LEAVING = MEMBERS.replace("decision: sak 1/24}\n  - id: ola", "decision: sak 1/24, ended: 2026-03-31, ended_reason: ny jobb}\n  - id: ola")
ADOPTED = CASE.replace("preparation\n", "recommendation\n").replace("status: proposed", "status: concluded") + (
    "handling:\n  - {date: 2026-02-03, outcome: adopted}\n"
    "recommendation: {adopted: 2026-02-03, by: meeting, text: Ja., position: support}\n"
)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A branch on which somebody leaves, somebody comes, and a case is concluded."""
    mandate = MANDATE.replace("  advises", "  appoints: forbundet\n  secretariat: radet\n  advises")
    root = repository(tmp_path / "utvalg", files=FILES | {"data/mandate.yaml": mandate, CASE_PATH: CASE})
    git(root, "switch", "--quiet", "-c", "gren")
    committed(root, {"data/members.yaml": LEAVING + COMING, CASE_PATH: ADOPTED, "data/meetings/2026/2026-02-03.yaml": MEETING})
    return root


def test_a_pull_request_in_the_committees_language(root: Path, du: Du) -> None:
    answer = du("--root", root, "diff", "--base", "main", "--at", AT, "--format", "md")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "# Prøvenemnda: hva endringen betyr"
    for line in (
        "- Kari Eksempel går ut av Vest etter 31. mars 2026.",
        "- Per Eksempel (Alver kommune) oppnevnes til Vest fra 1. april 2026 til 31. desember 2028.",
        "## Medlemsgrupper 1. april 2026",
        "| Vest | 0 | Kari Eksempel, Ola Eksempel | Ola Eksempel, Per Eksempel |",
        "- 1/26 Felles innlogging: foreslått → ferdigbehandlet. Anbefaling vedtatt 3. februar 2026: støttes.",
        "- Møtet 3. februar 2026: nytt, planlagt.",
        "## Nye funn",
        "| Oppnevninger | Eksempelforbundet |",
        "| Alt annet | Eksempelrådet |",
    ):
        assert line in lines, answer.out


WORDS = {
    "nb": ("hva endringen betyr", "Kari Eksempel går ut av Vest etter 31. mars 2026.", "foreslått → ferdigbehandlet"),
    "nn": ("kva endringa inneber", "Kari Eksempel går ut av Vest etter 31. mars 2026.", "føreslått → ferdighandsama"),
    "en": ("what the change means", "Kari Eksempel leaves Vest after 31 March 2026.", "proposed → concluded"),
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("form", ["text", "md"])
def test_it_speaks_the_language_asked_for_and_the_committees_otherwise(
    root: Path, du: Du, monkeypatch: pytest.MonkeyPatch, language: str, form: str
) -> None:
    monkeypatch.setenv("DU_LANG", "en")
    options = ("--root", root, "diff", "--base", "main", "--at", AT, "--format", form)
    answer = du(*options, "--lang", language).out
    assert all(words in answer for words in WORDS[language])
    assert (du(*options).out == answer) == (language == "nb")


def test_the_facts_are_the_json(root: Path, du: Du) -> None:
    found = json.loads(du("--root", root, "diff", "--base", "main", "--at", AT, "--format", "json").out)
    assert [(one["kind"], one["id"], one["key"], one["after"]) for one in found["people"]] == [
        ("changed", "kari", "ended", "2026-03-31"),
        ("new", "per", None, "2026-04-01"),
    ]
    assert [day["at"] for day in found["seats"]] == ["2026-04-01"]
    assert [(one["id"], one["before"], one["after"]) for one in found["records"]] == [
        ("2026-001", "proposed", "concluded"),
        ("2026-02-03", None, "planned"),
    ]
    assert found["base"] == git(root, "rev-parse", "main").strip()
    assert [one["kind"] for one in found["approvals"]] == ["appointments", "rest"]
    assert "DU412" in {one["code"] for one in found["new"]}


def test_between_two_revisions_and_what_is_staged(root: Path, du: Du) -> None:
    on_branch = du("--root", root, "diff", "--base", "main", "--at", AT)
    git(root, "switch", "--quiet", "main")
    assert du("--root", root, "diff", "--base", "main", "--rev", "gren", "--at", AT) == on_branch
    put(root, {"data/members.yaml": MEMBERS + COMING})
    git(root, "add", ".")
    staged = du("--root", root, "diff", "--staged", "--at", AT).out
    assert "Per Eksempel (Alver kommune) oppnevnes til Vest" in staged
    assert "Eksempelrådet" not in staged


def test_what_nobody_can_approve_and_what_is_gone(root: Path, du: Du) -> None:
    committed(root, {"data/members.yaml": MEMBERS, CASE_PATH: None})
    answer = du("--root", root, "diff", "--base", "HEAD~1", "--at", AT).out
    assert "Oppnevningen av Per Eksempel til Vest fra 1. april 2026 er tatt bort." in answer
    assert "1/26 Felles innlogging: tatt bort; var ferdigbehandlet." in answer
    assert "ingen: legg rettelsen i en ny sak eller et nytt møte" in answer
    assert "Funn som er borte" in answer


def test_other_files_are_named_and_no_change_is_said(root: Path, du: Du) -> None:
    committed(root, {"data/organisations.yaml": "# Oppdiktet eksempel.\norganisations: []\n"})
    assert "- data/organisations.yaml" in du("--root", root, "diff", "--base", "HEAD~1", "--at", AT).out
    assert "Ingenting endres." in du("--root", root, "diff", "--base", "HEAD", "--at", AT).out


WAIVER = "  - {rule: DU802, subject: 2026-001, reason: Skrivefeil i tittelen., until: 2026-09-30}\n"
WAIVERS = "# Oppdiktet eksempel.\nwaivers:\n" + WAIVER


def test_a_waiver_is_told_with_its_reason_and_last_day(root: Path, du: Du) -> None:
    committed(root, {CASE_PATH: ADOPTED.replace("concluded", "closed")})
    committed(root, {CASE_PATH: ADOPTED.replace("concluded", "closed").replace("Felles", "Ny"), "data/waivers.yaml": WAIVERS})
    answer = du("--root", root, "diff", "--base", "HEAD~1", "--at", AT).out
    assert "- Nytt unntak fra DU802 for 2026-001, til 30. september 2026: Skrivefeil i tittelen." in answer
    assert "Andre filer" not in answer
    assert "ingen: legg rettelsen" not in answer
    assert "Alt annet  Eksempelrådet" in answer
    unwaived = committed(root, {"data/waivers.yaml": WAIVERS.replace("DU802", "DU803")})
    assert "ingen: legg rettelsen" in du("--root", root, "diff", "--base", "HEAD~2", "--rev", unwaived, "--at", AT).out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WAIVERS.replace("09-30", "12-31"), ["Unntaket fra DU802 for 2026-001 gjelder nå til 31. desember 2026: Skrivefeil i tittelen."]),
        (WAIVERS.replace(WAIVER, "  []\n"), ["Unntaket fra DU802 for 2026-001, til 30. september 2026, er tatt bort."]),
        (None, ["Unntaket fra DU802 for 2026-001, til 30. september 2026, er tatt bort."]),
        (WAIVERS + WAIVER, ["data/waivers.yaml"]),
        (WAIVERS + "# En linje til.\n", ["data/waivers.yaml"]),
        (WAIVERS + "k: [\n", ["data/waivers.yaml"]),
    ],
    ids=["longer", "empty", "deleted", "twice", "remark", "torn"],
)
def test_a_waiver_that_is_other_or_gone_is_told(root: Path, du: Du, text: str | None, said: list[str]) -> None:
    committed(root, {"data/waivers.yaml": WAIVERS})
    committed(root, {"data/waivers.yaml": text})
    answer = du("--root", root, "diff", "--base", "HEAD~1", "--at", AT).out
    assert [line[2:] for line in answer.splitlines() if line.startswith("- ")] == said


POLICY = "# Oppdiktet eksempel.\n"
STRICT = POLICY + "protected_after: {case: concluded, meeting: held}\nallowed_signers: allowed_signers\nquorum_share: 0.5\n"
CASES_LOOSENED = "Vernet er svekket: saker med status ferdigbehandlet eller sendt videre kan endres."
SIGNERS_LOOSENED = "Vernet er svekket: det kreves ikke lenger signatur."
POLICIES: dict[str, tuple[str | None, str | None, list[str], list[str]]] = {
    "later": (
        STRICT,
        STRICT.replace("concluded", "closed"),
        [CASES_LOOSENED, "protected_after.case var ferdigbehandlet og er avsluttet."],
        ["protection"],
    ),
    "other": (
        POLICY,
        POLICY + "protected_after: {case: withdrawn, meeting: approved}\n",
        ["Vernet er svekket: saker med status avsluttet kan endres.", "protected_after.case var avsluttet og er trukket."],
        ["protection"],
    ),
    "removed": (
        POLICY,
        POLICY + "protected_after: {case: closed}\n",
        [
            "Vernet er svekket: møter med status referat godkjent kan endres.",
            "protected_after.meeting var referat godkjent og er ikke lenger satt.",
        ],
        ["protection"],
    ),
    "sooner": (
        POLICY,
        POLICY + "protected_after: {case: closed, meeting: held}\n",
        ["protected_after.meeting var referat godkjent og er holdt."],
        ["rest"],
    ),
    "no signatures": (
        STRICT,
        STRICT.replace(": allowed_signers", ": null"),
        [SIGNERS_LOOSENED, "allowed_signers var «allowed_signers» og er ikke lenger satt."],
        ["protection"],
    ),
    "no file": (
        STRICT,
        None,
        [
            "quorum_share var 0.5 og er ikke lenger satt.",
            CASES_LOOSENED,
            "protected_after.case var ferdigbehandlet og er avsluttet.",
            "Vernet er svekket: møter med status holdt kan endres.",
            "protected_after.meeting var holdt og er referat godkjent.",
            SIGNERS_LOOSENED,
            "allowed_signers var «allowed_signers» og er ikke lenger satt.",
        ],
        ["protection", "rest"],
    ),
    "numbers": (
        POLICY,
        POLICY + "records_complete_from: 2026-01-01\nmeeting_notice_days: 8\nquiet_months: [7, 12]\n",
        [
            "records_complete_from er 1. januar 2026; nøkkelen var ikke satt.",
            "meeting_notice_days var 7 og er 8.",
            "quiet_months var [7] og er [7, 12].",
        ],
        ["rest"],
    ),
    "the default written out": (POLICY, POLICY + "meeting_notice_days: 7\n", ["data/policy.yaml"], ["rest"]),
    "half": (
        POLICY,
        POLICY + "protected_after: {case: withdrawn, meeting: approved}\nmeeting_notice_days: mange\n",
        [
            "Vernet er svekket: saker med status avsluttet kan endres.",
            "protected_after.case var avsluttet og er trukket.",
            "data/policy.yaml",
        ],
        ["protection", "rest"],
    ),
    "torn": (POLICY, POLICY + "k: [\n", ["data/policy.yaml"], ["rest"]),
}


@pytest.mark.parametrize("change", POLICIES)
def test_the_policy_is_told_key_by_key_and_protection_that_is_loosened_first(root: Path, du: Du, change: str) -> None:
    before, after, said, approvals = POLICIES[change]
    committed(root, {"data/policy.yaml": before})
    committed(root, {"data/policy.yaml": after})
    options = ("--root", root, "diff", "--base", "HEAD~1", "--at", AT, "--format")
    text, markdown = (du(*options, form).out.replace("\\", "") for form in ("text", "md"))
    for answer in (text, markdown):
        assert [line[2:] for line in answer.splitlines() if line.startswith("- ")] == said
    found = json.loads(du(*options, "json").out)
    assert [one["kind"] for one in found["approvals"]] == approvals
    assert ("Vern som er svekket" in text) == any(one["loosens"] for one in found["policy"]) == ("protection" in approvals)


def test_the_facts_of_a_policy_loosened(root: Path, du: Du) -> None:
    committed(root, {"data/policy.yaml": STRICT})
    committed(root, {"data/policy.yaml": STRICT.replace("concluded", "closed").replace("0.5", "0.4")})
    answer = du("--root", root, "diff", "--base", "HEAD~1", "--at", AT, "--format", "json")
    assert json.loads(answer.out)["policy"] == [
        {"key": "quorum_share", "before": 0.5, "after": 0.4, "loosens": False, "unprotected": []},
        {
            "key": "protected_after.case",
            "before": "concluded",
            "after": "closed",
            "loosens": True,
            "unprotected": ["concluded", "submitted"],
        },
    ]
    lines = du("--root", root, "diff", "--base", "HEAD~1", "--at", AT, "--format", "md").out.splitlines()
    assert lines[lines.index("| Vern som er svekket | Eksempelrådet |") + 1] == "| Alt annet | Eksempelrådet |"


def test_terms_and_corrected_days(root: Path, du: Du) -> None:
    text = (LEAVING + COMING).replace("until: 2028-12-31", "until: 2029-12-31").replace("from: 2026-04-01", "from: 2026-05-01")
    committed(root, {"data/members.yaml": text})
    answer = du("--root", root, "diff", "--base", "HEAD~1", "--at", AT).out
    assert "Per Eksempel: funksjonstiden i Vest er til 31. desember 2029, ikke 31. desember 2028." in answer
    assert "Per Eksempel i Vest: from var 1. april 2026 og er 1. mai 2026." in answer


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Say what to compare with: --base REV, or --staged."),
        (["--base", "nei"], "There is no revision nei here."),
        (["--staged", "--base", "main"], "Leave out --base and --rev."),
        (["--base", "main", "--format", "xml"], "--format cannot be xml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_is_one_line(root: Path, du: Du, options: list[str], words: str) -> None:
    answer = du("--root", root, "diff", *options, "--lang", "en")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert words in answer.err


def test_before_the_first_commit_there_is_nothing_to_compare_with(tmp_path: Path, du: Du) -> None:
    put(tmp_path / "ny", FILES)
    git(tmp_path / "ny", "init", "--quiet")
    answer = du("--root", tmp_path / "ny", "diff", "--staged", "--lang", "en")
    assert (answer.code, answer.err) == (2, "du-cli: There is no commit yet to compare with.\n")
