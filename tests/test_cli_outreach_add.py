"""Outreach recorded through the command line, in a real repository."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Answer, Du
from meeting_work import FILES, git, put, repository, texts

Add = Callable[..., Answer]
OUTREACH = "data/outreach/2026.yaml"
BY_HAND = "# skrevet for hånd\nyear: 2026\nactivities:\n- {date: 2026-01-10, member: ola, area: 'Vestland', topic: Første}   # i Bergen\n# slutt\n"
SAID = ("--member", "ola", "--audience", "political", "--topic", "Ny plan: KI")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return repository(tmp_path, monkeypatch)


@pytest.fixture
def add(du: Du, root: Path) -> Add:
    """``du-cli outreach add`` with its root, its day and its language."""

    def call(*arguments: str, at: str = "2026-01-20") -> Answer:
        return du("outreach", "add", *arguments, "--at", at, "--lang", "en", cwd=root)

    return call


def test_the_year_s_file_is_made_with_its_first_activity_in_the_member_s_own_county(add: Add, root: Path) -> None:
    shown = add(*SAID, "--dry-run")
    assert (shown.code, texts(root)) == (0, FILES)
    answer = add(*SAID, "--case", "6/26", "--meeting-of", "Nettet", "--commit")
    assert answer.code == 0, answer.err
    assert "Area: Vestland, the member's own that day." in answer.err
    assert (root / OUTREACH).read_text(encoding="utf-8") == (
        "year: 2026\nactivities:\n  - date: 2026-01-20\n    member: ola\n    area: Vestland\n    audience: political\n"
        '    topic: "Ny plan: KI"\n    case: 2026-006\n    meeting_of: nettet\n'
    )
    assert git(root, "log", "-1", "--format=%B") == "forankring: Ola Berg 20. januar 2026\n\nMember: ola\nCase: 2026-006\n\n"
    assert git(root, "show", "--format=", "--name-only") == f"{OUTREACH}\n"
    assert answer.out.endswith("Next: du-cli outreach list --person ola\n")


def test_a_file_written_by_hand_gets_one_line_more(add: Add, root: Path) -> None:
    put(root, {OUTREACH: BY_HAND})
    answer = add("--member", "Liv Moe", "--on", "2026-01-19", "--area", "46", "--audience", "both", "--topic", "Nett")
    assert answer.code == 0, answer.err
    assert (root / OUTREACH).read_text(encoding="utf-8") == BY_HAND.replace(
        "   # i Bergen\n", "   # i Bergen\n- {date: 2026-01-19, member: liv, area: Vestland, audience: both, topic: Nett}\n"
    )


def test_the_very_same_activity_is_recorded_once(add: Add, root: Path) -> None:
    for words in (SAID, (*SAID, "--case", "6/26")):
        assert add(*words).code == 0
        before = texts(root)
        again = add(*words)
        assert (again.code, again.out) == (0, "Everything is recorded so already. Nothing was written.\n")
        assert texts(root) == before


@pytest.mark.parametrize(
    "other",
    [("--on", "2026-01-19"), ("--member", "liv"), ("--area", "Oslo"), ("--audience", "both"), ("--topic", "KI"), ("--case", "6/26")],
)
def test_an_activity_that_differs_in_anything_is_another(add: Add, root: Path, other: tuple[str, str]) -> None:
    assert add(*SAID).code == 0
    assert add(*SAID, *other).code == 0
    assert (root / OUTREACH).read_text(encoding="utf-8").count("{date: ") == 2


@pytest.mark.parametrize(("day", "code"), [("2026-01-19", 0), ("2026-01-20", 0), ("2026-01-21", 2)])
def test_outreach_is_recorded_when_it_has_been_done(add: Add, day: str, code: int) -> None:
    answer = add(*SAID, "--on", day)
    assert (answer.code, "21 January 2026 is still to come." in answer.err) == (code, bool(code))


def test_somebody_who_speaks_for_no_county_gets_none(add: Add, root: Path) -> None:
    answer = add("--member", "kari", "--audience", "both", "--topic", "x")
    assert (answer.code, "No area is recorded" in answer.err) == (0, True)
    assert "area" not in (root / OUTREACH).read_text(encoding="utf-8")


@pytest.mark.parametrize(("area", "written"), [("46", "Vestland"), ("Viken", "Viken"), ("Akershus", "Akershus")])
def test_a_county_is_written_by_its_name_of_that_day(add: Add, root: Path, area: str, written: str) -> None:
    assert add(*SAID, "--area", area).code == 0
    assert f"area: {written}, " in (root / OUTREACH).read_text(encoding="utf-8")


def test_a_county_of_another_day_is_the_one_the_member_s_organisation_lay_in(add: Add, root: Path) -> None:
    put(root, {"data/members.yaml": FILES["data/members.yaml"].replace("Bergen kommune", "Drammen kommune")})
    for day, county in (("2023-12-31", "Viken"), ("2024-01-01", "Buskerud")):
        answer = add(*SAID, "--on", day)
        assert (answer.code, f"Area: {county}" in answer.err) == (0, True), answer.err


REFUSED = {
    "an unknown member": (("--member", "olav", "--audience", "both", "--topic", "x"), "There is no member olav. Did you mean ola?"),
    "no member": (("--audience", "both", "--topic", "x"), "--member is missing."),
    "no audience": (("--member", "ola", "--topic", "x"), "--audience is missing."),
    "no topic": (("--member", "ola", "--audience", "both"), "--topic is missing."),
    "an unknown audience": (("--member", "ola", "--audience", "all", "--topic", "x"), "--audience cannot be all."),
    "an unknown county": ((*SAID, "--area", "Vestlandet"), "No county has been called Vestlandet on any day since 2020."),
    "an unknown case": ((*SAID, "--case", "2026-099"), "There is no case 2026-099."),
    "an unknown body": ((*SAID, "--meeting-of", "nette"), "There is no body nette. Did you mean nettet?"),
    "no date": ((*SAID, "--on", "2026-02-29"), "There is no day 2026-02-29 in the calendar."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_recorded_is_said_and_nothing_is_written(add: Add, root: Path, name: str) -> None:
    command, said = REFUSED[name]
    answer = add(*command)
    assert (answer.code, said in answer.err, texts(root) == FILES) == (2, True, True), answer.err


@pytest.mark.parametrize(("ended", "said"), [("2026-01-19", True), ("2026-01-20", False), ("2026-01-21", False)])
def test_who_had_left_is_said_to_have(add: Add, root: Path, ended: str, *, said: bool) -> None:
    text = FILES["data/members.yaml"]
    put(
        root, {"data/members.yaml": text.replace("[{seat: vest, from: 2025-01-01}]", f"[{{seat: vest, from: 2025-01-01, ended: {ended}}}]")}
    )
    answer = add(*SAID, "--on", "2026-01-20")
    assert answer.code == 0, answer.err
    assert ("Ola Berg was not in office on 20 January 2026. Area: " in answer.err) == said, answer.err
