"""Meetings planned, called, held and approved through the command line, in a real repository with files written by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Answer, Du, complete
from meeting_work import BY_HAND, CASES, FILES, TO_THE_COUNCIL, case, git, put, repository, texts

from du_cli.cli.base import parse_date
from du_cli.dataset.canonical_text import digest, minutes_digest
from du_cli.workspace import open_snapshot

Meetings = Callable[..., Answer]
THE_MEETING = "data/meetings/2026/2026-02-03.yaml"
PLAN = "data/plans/2026.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return repository(tmp_path, monkeypatch)


@pytest.fixture
def meetings(du: Du, root: Path) -> Meetings:
    """``du-cli meetings`` with its root, its day and its language; whatever it does, the data has no errors afterwards."""

    def call(*arguments: str | Path, at: str = "2026-01-20", lang: str = "en", good: bool = True) -> Answer:
        answer = du("meetings", *arguments, "--at", at, "--lang", lang, cwd=root)
        if good:
            assert answer.code == 0, answer.err
            assert du("check", "--at", at, "--select", "DU0,DU1,DU2,DU3,DU4,DU5,DU6,DU7", cwd=root).code == 0
        return answer

    return call


def text(root: Path, path: str = THE_MEETING) -> str:
    return (root / path).read_text(encoding="utf-8")


def case_text(root: Path, number: int) -> str:
    return text(root, f"data/cases/2026/{number:03}.yaml")


def called(meetings: Meetings) -> None:
    """Bring the meeting of 3 February as far as its own day."""
    meetings("agenda", "2026-02-03")
    meetings("call", "2026-02-03")


ATTENDED = ("attend", "2026-02-03", "--all-present")

STEPS: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[str, ...], str, dict[str, tuple[str, str]], str]] = {
    "plan": (
        (),
        ("plan", "2026-03-03", "--start", "10:00", "--remote"),
        "2026-01-20",
        {PLAN: ("  - 2026-02-03\n", "  - 2026-02-03\n  - 2026-03-03\n")},
        "møter: 3. mars 2026 planlagt\n\nMeeting: 2026-03-03\n",
    ),
    "plan the council": (
        (),
        ("plan", "--council", "2026-03-12", "--papers-due", "2026-02-26", "--theme", "Felles løsning", "--theme", "KI"),
        "2026-01-20",
        {
            PLAN: (
                "year: 2026\n",
                "year: 2026\ncouncil_meetings:\n  - {date: 2026-03-12, papers_due: 2026-02-26, themes: [Felles løsning, KI]}\n",
            )
        },
        "plan: Rådet møtes 12. mars 2026\n\nMeeting: 2026-03-12\n",
    ),
    "call": (
        (),
        ("call", "2026-02-03"),
        "2026-01-20",
        {THE_MEETING: ("status: planned     # ennå\nstart: '10:00'\n", "status: called     # ennå\nstart: '10:00'\ncalled: 2026-01-20\n")},
        "møte 2026-02-03: innkalt\n\nMeeting: 2026-02-03\n",
    ),
    "put a case on the agenda": (
        (),
        ("agenda", "2026-02-03", "--add", "6/26", "--purpose", "information"),
        "2026-01-20",
        {
            THE_MEETING: (
                "title: 'Nytt fra Bergen'}\n",
                "title: 'Nytt fra Bergen'}\n- {item: 3, type: case, case: 2026-006, purpose: information}\n",
            ),
            "data/cases/2026/006.yaml": ("status: in_preparation   # her", "status: on_agenda   # her"),
        },
        "møte 2026-02-03: saksliste\n\nMeeting: 2026-02-03\nCase: 2026-006\n",
    ),
    "put another matter on the agenda": (
        (),
        ("agenda", "2026-02-03", "--title", "Eventuelt: valg", "--by", "Liv Moe"),
        "2026-01-20",
        {
            THE_MEETING: (
                "title: 'Nytt fra Bergen'}\n",
                "title: 'Nytt fra Bergen'}\n- {item: 3, type: other, by: liv, title: \"Eventuelt: valg\"}\n",
            )
        },
        "møte 2026-02-03: saksliste\n\nMeeting: 2026-02-03\n",
    ),
    "attend": (
        (("call", "2026-02-03"),),
        (
            "attend",
            "2026-02-03",
            "--present",
            "kari,Ola Berg",
            "--absent",
            "liv",
            "--unpublished",
            "laget=2",
            "--guest",
            "Gro Gjest:NAV:1,2",
        ),
        "2026-02-03",
        {
            THE_MEETING: (
                "status: called     # ennå\nstart: '10:00'\ncalled: 2026-01-20\n",
                "status: held     # ennå\nstart: '10:00'\ncalled: 2026-01-20\nchair: kari\n",
            )
        },
        "møte 2026-02-03: frammøte\n\nMeeting: 2026-02-03\n",
    ),
    "minutes": (
        (("call", "2026-02-03"), ATTENDED),
        ("minutes", "2026-02-03", "--item", "2", "--text", "Alle er på nett."),
        "2026-02-03",
        {THE_MEETING: ("title: 'Nytt fra Bergen'}", "title: 'Nytt fra Bergen', minutes: Alle er på nett.}")},
        "møte 2026-02-03: referat av punkt 2\n\nMeeting: 2026-02-03\n",
    ),
    "approve": (
        (),
        ("approve", "2026-01-06", "--written"),
        "2026-01-20",
        {"data/meetings/2026/2026-01-06.yaml": ("status: held\n", "status: approved\n")},
        "møte 2026-01-06: referatet er godkjent\n\nMeeting: 2026-01-06\n",
    ),
    "cancel": (
        (("agenda", "2026-02-03", "--add", "2026-006"),),
        ("cancel", "2026-02-03", "--reason", "For få saker"),
        "2026-01-20",
        {
            THE_MEETING: ("status: planned     # ennå", "status: cancelled     # ennå"),
            "data/cases/2026/006.yaml": ("status: on_agenda   # her", "status: in_preparation   # her"),
        },
        "møte 2026-02-03: avlyst (For få saker)\n\nMeeting: 2026-02-03\nCase: 2026-006\n",
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_shown_written_and_committed_and_touches_its_own_lines_only(meetings: Meetings, root: Path, name: str) -> None:
    before, command, at, changes, message = STEPS[name]
    for one in before:
        meetings(*one, at="2026-01-20" if one[0] in ("call", "agenda") else at)
    git(root, "commit", "--quiet", "--allow-empty", "-am", "before")
    were = texts(root)

    shown = meetings(*command, "--dry-run", at=at)
    assert shown.out.startswith("--- ")
    assert texts(root) == were

    (root / "data/policy.yaml").write_text("meeting_notice_days: 7\n", encoding="utf-8")
    git(root, "add", "data/policy.yaml")
    written = meetings(*command, "--commit", at=at)
    now = texts(root)
    for path, (old, new) in changes.items():
        assert (were[path].count(old), now[path].count(new)) == (1, 1)
        lines = iter(now[path].replace(new, "").splitlines())
        assert all(line in lines for line in were[path].replace(old, "").splitlines()), now[path]  # in their order, byte for byte
    assert {path for path in were if now[path] != were[path]} == set(changes)
    assert git(root, "log", "-1", "--format=%B").rstrip("\n") == message.rstrip("\n")
    assert git(root, "status", "--porcelain") == "A  data/policy.yaml\n"
    assert f"Committed as {git(root, 'rev-parse', '--short', 'HEAD').strip()}." in written.out
    patch = "".join(
        line for line in shown.out.splitlines(keepends=True) if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))
    )
    committed = git(root, "show", "--format=", "HEAD").splitlines(keepends=True)
    assert patch == "".join(line for line in committed if line.startswith(("+", "-")) and not line.startswith(("+++", "---")))


def test_the_agenda_collects_orders_and_numbers_and_leaves_what_stands_there(meetings: Meetings, root: Path) -> None:
    answer = meetings("agenda", "2026-02-03")
    items = (
        "- {item: 3, type: minutes_approval, meeting: 2026-01-06}\n"
        "- {item: 4, type: case, case: 2026-005, purpose: decision}\n"  # back from writing
        "- {item: 5, type: case, case: 2026-001, purpose: decision}\n"
        "- {item: 6, type: case, case: 2026-006, purpose: discussion}\n"
        "- {item: 7, type: case, case: 2026-002, purpose: information}\n"
    )
    assert text(root) == BY_HAND.replace("'Nytt fra Bergen'}\n", "'Nytt fra Bergen'}\n" + items)
    assert "New items on the agenda: 5." in answer.err
    assert answer.out.endswith("Next: du-cli meetings call 2026-02-03\n")
    for number in (1, 2, 5, 6):
        old = CASES[f"data/cases/2026/{number:03}.yaml"]
        assert case_text(root, number) == old.replace("status: in_preparation", "status: on_agenda")
    assert all(case_text(root, number) == CASES[f"data/cases/2026/{number:03}.yaml"] for number in (3, 4, 7))
    again = meetings("agenda", "2026-02-03")
    assert again.out == "Everything is recorded so already. Nothing was written.\n"


def test_a_new_agenda_begins_with_the_minutes_and_ends_with_the_briefing_round(meetings: Meetings, root: Path) -> None:
    meetings("plan", "2026-02-10")
    meetings("agenda", "2026-02-10")
    assert text(root, "data/meetings/2026/2026-02-10.yaml") == (
        "id: 2026-02-10\ntype: ordinary\nstatus: planned\nstart: null\nend: null\nplace: null\nremote: null\ncalled: null\nchair: null\n"
        "agenda:\n  - {item: 1, type: minutes_approval, meeting: 2026-01-06}\n  - {item: 2, type: case, case: 2026-005, purpose: decision}\n"
        "  - {item: 3, type: case, case: 2026-001, purpose: decision}\n  - {item: 4, type: case, case: 2026-006, purpose: discussion}\n"
        "  - {item: 5, type: case, case: 2026-002, purpose: information}\n  - {item: 6, type: briefing, title: Orienteringsrunde}\n"
        "attendance: null\napproved: null\ndocuments: []\n"
    )
    assert meetings("agenda", "2026-02-03").out.startswith("Everything is recorded so already.")  # all of it stands at the other meeting


def test_an_item_taken_off_moves_the_others_up_until_the_call_has_gone_out(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03")
    meetings("agenda", "2026-02-03", "--remove", "3", "--remove", "1/26")
    assert "{item: 3, type: case, case: 2026-005, purpose: decision}\n- {item: 4, type: case, case: 2026-006" in text(root)
    assert case_text(root, 1) == CASES["data/cases/2026/001.yaml"]
    meetings("call", "2026-02-03")
    meetings("agenda", "2026-02-03", "--remove", "3", "--title", "Eventuelt")
    assert "title: 'Nytt fra Bergen'}\n- {item: 4, type: case, case: 2026-006" in text(root)
    assert "{item: 6, type: other, title: Eventuelt}" in text(root)


def test_a_case_put_on_the_agenda_by_hand_is_moved_with_it(meetings: Meetings, root: Path) -> None:
    put(root, {THE_MEETING: BY_HAND.replace("\n# papirene", "- {item: 3, type: case, case: 2026-004}\n\n# papirene")})
    meetings("agenda", "2026-02-03", "--add", "2026-004")
    assert "status: on_agenda" in case_text(root, 4)
    assert text(root).count("2026-004") == 1


def test_a_case_whose_meeting_was_cancelled_comes_up_at_the_next_one(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03")
    meetings("plan", "2026-02-10")
    answer = meetings("cancel", "2026-02-03", "--reason", "Sykdom")
    assert "Back in preparation: 5/26, 1/26, 6/26 and 2/26." in answer.err
    meetings("agenda", "2026-02-10")
    assert "case: 2026-001, purpose: decision" in text(root, "data/meetings/2026/2026-02-10.yaml")


@pytest.mark.parametrize(("day", "days", "short"), [("2026-01-26", 8, False), ("2026-01-27", 7, False), ("2026-01-28", 6, True)])
def test_the_call_says_how_long_before_it_is_and_whether_that_is_too_short(meetings: Meetings, day: str, days: int, short: bool) -> None:
    answer = meetings("call", "2026-02-03", at=day)
    assert f"Days from the call to the meeting: {days}." in answer.err
    assert ("That is less than the secretariat's own number, 7." in answer.err) == short


def test_the_call_lists_what_the_meeting_lacks_and_takes_time_and_place(meetings: Meetings, root: Path) -> None:
    lacking = meetings("call", "2026-02-03", "--dry-run", at="2026-01-20")
    assert "Neither a place nor video is set." in lacking.err
    assert "The minutes of 2026-01-06 are not on the agenda for approval." in lacking.err
    assert "The call has not gone out" not in lacking.err
    answer = meetings("call", "2026-02-03", "--start", "09:30", "--end", "11:00", "--place", "Bergen", "--in-person")
    assert "Neither a place nor video is set." not in answer.err
    assert "start: '09:30'" in text(root) or 'start: "09:30"' in text(root)
    assert 'end: "11:00"\nplace: Bergen\nremote: false\ncalled: 2026-01-20\n' in text(root)
    meetings("call", "2026-02-03", "--place", "Voss", at="2026-01-25")
    assert "place: Voss\nremote: false\ncalled: 2026-01-20\n" in text(root)


@pytest.mark.parametrize(("day", "code"), [("2026-02-02", 0), ("2026-02-03", 0), ("2026-02-04", 2)])
def test_a_meeting_is_called_no_later_than_its_own_day(meetings: Meetings, day: str, code: int) -> None:
    answer = meetings("call", "2026-02-03", at=day, good=False)
    assert (answer.code, "cannot be called on 4 February 2026, after its own day" in answer.err) == (code, bool(code))


@pytest.mark.parametrize(("day", "code"), [("2026-02-02", 2), ("2026-02-03", 0), ("2026-02-04", 0)])
def test_attendance_and_minutes_are_recorded_from_the_meeting_s_day_on(meetings: Meetings, day: str, code: int) -> None:
    called(meetings)
    for command in (ATTENDED, ("minutes", "2026-02-03", "--item", "4", "--outcome", "noted")):
        answer = meetings(*command, at=day, good=False)
        assert (answer.code, "is still to come on 2 February 2026" in answer.err) == (code, bool(code)), answer.err


PLANNED = [
    (" []\n", ("2026-04-14", "2026-02-10"), " [2026-02-10, 2026-04-14]\n"),
    (" [2026-01-06, 2026-02-03]\n", ("2026-01-20",), " [2026-01-06, 2026-01-20, 2026-02-03]\n"),
    (" [2026-02-03]\n", ("2026-01-20", "2026-03-03"), " [2026-01-20, 2026-02-03, 2026-03-03]\n"),
    (
        "\n  - 2026-01-06   # nyttår\n  # så\n  - 2026-02-03\n",
        ("2026-01-20", "2026-03-03", "2026-01-21"),
        "\n  - 2026-01-06   # nyttår\n  - 2026-01-20\n  - 2026-01-21\n  # så\n  - 2026-02-03\n  - 2026-03-03\n",
    ),
    ("\n  - 2026-02-03 # først\n", ("2026-01-20",), "\n  - 2026-01-20\n  - 2026-02-03 # først\n"),
]


@pytest.mark.parametrize(("before", "days", "after"), PLANNED)
def test_new_days_stand_among_those_planned_in_order_of_date(
    meetings: Meetings, root: Path, before: str, days: tuple[str, ...], after: str
) -> None:
    put(root, {PLAN: f"year: 2026\ncommittee_meetings:{before}"})
    meetings("plan", *days, "--another")
    assert text(root, PLAN) == f"year: 2026\ncommittee_meetings:{after}"


def test_the_council_s_meetings_stand_in_order_of_date_too(meetings: Meetings, root: Path) -> None:
    for day in ("2026-06-11", "2026-03-12", "2026-09-10"):
        meetings("plan", "--council", day)
    assert [line.split(",")[0] for line in text(root, PLAN).splitlines() if "papers_due" in line] == [
        f"  - {{date: {day}" for day in ("2026-03-12", "2026-06-11", "2026-09-10")
    ]


def test_a_year_s_plan_is_made_with_its_first_meeting_and_warns_of_days_off_and_gaps(meetings: Meetings, root: Path) -> None:
    answer = meetings("plan", "2027-05-17", "2027-02-06", at="2026-12-01")
    assert "17 May 2027 is a public holiday. The nearest working days are 14 May 2027 and 18 May 2027." in answer.err
    assert "6 February 2027 is in a weekend. The nearest working days are 5 February 2027 and 8 February 2027." in answer.err
    assert "In 2027 these have fewer: January, March, April, June, August, September, October, November and December." in answer.err
    assert text(root, "data/plans/2027.yaml") == "year: 2027\ncouncil_meetings: []\ncommittee_meetings: [2027-02-06, 2027-05-17]\n"
    assert answer.out.endswith("Next: du-cli meetings agenda 2027-02-06\n")


def test_a_second_meeting_that_day_is_asked_for_and_gets_a_number(meetings: Meetings, root: Path) -> None:
    first = meetings("plan", "2026-02-03", good=False)
    assert (
        first.code,
        "There is a meeting on 3 February 2026 already: 2026-02-03. For one more that day, give --another." in first.err,
    ) == (2, True)
    meetings("plan", "2026-02-03", "--another", "--type", "extraordinary")
    assert text(root, "data/meetings/2026/2026-02-03-2.yaml").startswith("id: 2026-02-03-2\ntype: extraordinary\nstatus: planned\n")
    assert text(root, PLAN) == FILES[PLAN]
    meetings("cancel", "2026-02-03", "--reason", "x")
    meetings("cancel", "2026-02-03-2", "--reason", "x")
    meetings("plan", "2026-02-03")  # both are cancelled, and ids are never used again
    assert text(root, "data/meetings/2026/2026-02-03-3.yaml").startswith("id: 2026-02-03-3\n")


def test_a_council_meeting_in_the_plan_gets_what_was_not_known(meetings: Meetings, root: Path) -> None:
    meetings("plan", "--council", "2026-03-12")
    meetings("plan", "--council", "2026-03-12", "--papers-due", "2026-02-26", "--theme", "KI")
    meetings("plan", "--council", "2026-03-12", "--theme", "KI", "--theme", "Data")
    assert "  - {date: 2026-03-12, papers_due: 2026-02-26, themes: [KI, Data]}\n" in text(root, PLAN)


def test_an_item_is_named_by_its_number_or_by_its_case(meetings: Meetings, root: Path) -> None:
    called(meetings)
    at = "2026-02-03"
    meetings("attend", at, "--all-present", at=at)
    agenda = open_snapshot(root, parse_date(at)).meeting[at][1].agenda
    item = next(item.item for item in agenda if item.case == "2026-001")
    by_case = meetings("minutes", at, "--item", "1/26", "--outcome", "adopted", "--votes", "1:1", "--dry-run", at=at)
    by_number = meetings("minutes", at, "--item", str(item), "--outcome", "adopted", "--votes", "1/1/0", "--dry-run", at=at)
    assert by_case.out == by_number.out
    assert "+  votes: {for: 1, against: 1, abstained: 0}\n" in by_case.out
    other = meetings("minutes", at, "--item", "2026-004", "--text", "Nei.", at=at, good=False)
    assert (other.code, "Case 4/26 is not on the agenda of the meeting 2026-02-03." in other.err) == (2, True)


def test_a_meeting_with_cases_is_held_when_the_last_of_them_has_its_outcome(meetings: Meetings, root: Path) -> None:
    called(meetings)
    at = "2026-02-03"
    answer = meetings("attend", at, "--absent", "ola", "--all-present", at=at)
    assert "Chair: Kari Li, who leads the committee. If it was another, give --chair." in answer.err
    said = "No holder who is not published is recorded as present, of Fra laget. If some were, give --unpublished SEAT=NUMBER."
    assert said in answer.err
    assert said not in meetings("attend", at, "--unpublished", "laget=0", at=at).err
    assert said in meetings("attend", at, "--guest", "Gro Gjest", at=at).err
    assert "The meeting stands as held once these items have an outcome: 4, 5, 6 and 7." in answer.err
    assert answer.out.endswith("Next: du-cli meetings minutes 2026-02-03 --item 4 --outcome OUTCOME --text TEXT\n")
    for item, outcome in ((4, "discussed"), (5, "adopted"), (6, "postponed")):
        meetings("minutes", at, "--item", str(item), "--text", "Drøftet.", "--outcome", outcome, at=at)
        assert "status: called" in text(root)
    last = meetings("minutes", at, "--item", "7", "--text", "Tatt til orientering.", "--outcome", "noted", at=at)
    assert last.out.endswith("Next: du-cli meetings approve 2026-01-06 --meeting 2026-02-03\n")
    assert "status: held     # ennå" in text(root)
    assert "status: in_preparation   # her" in case_text(root, 5)
    assert "status: in_preparation   # her" in case_text(root, 6)
    assert "status: concluded   # her" in case_text(root, 2)
    assert case_text(root, 1) == CASES["data/cases/2026/001.yaml"].replace("in_preparation", "concluded") + (
        "handling:\n  - {date: 2026-02-03, meeting: 2026-02-03, outcome: adopted, note: null}\n"
        "recommendation:\n  adopted: 2026-02-03\n  by: meeting\n  meeting: 2026-02-03\n  text: |\n    Rådet bør si ja.\n"
        f"  text_sha256: {digest('Rådet bør si ja.')}\n  position: null\n  votes: null\n  dissents: []\n"
    )
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "holdt")
    assert meetings("approve", "2026-01-06", "--meeting", at, "--commit", at=at).code == 0
    assert git(root, "log", "-1", "--format=%(trailers:only)").split() == ["Meeting:", "2026-01-06", "Meeting:", at]
    assert "approved:\n  date: 2026-02-03\n  meeting: 2026-02-03\n  text_sha256: " in text(root, "data/meetings/2026/2026-01-06.yaml")


def test_those_who_are_recused_leave_and_do_not_vote(meetings: Meetings, root: Path) -> None:
    called(meetings)
    at = "2026-02-03"
    meetings("attend", at, "--all-present", "--unpublished", "laget=1", at=at)  # kari, ola, liv and one more
    adopted = ("minutes", at, "--item", "5", "--outcome", "adopted", "--position", "support", "--dissent", "Ola Berg:Nei: for dyrt")
    answer = meetings(*adopted, "--votes", "2/1/1", at=at, good=False)
    assert (answer.code, "4 votes in case 1/26, but only 3 present at 2026-02-03 and not recused." in answer.err) == (2, True)
    answer = meetings("minutes", at, "--item", "5", "--outcome", "adopted", "--dissent", "liv:Nei", at=at, good=False)
    assert (answer.code, "Liv Moe is recused from case 1/26, and has no part in its recommendation." in answer.err) == (2, True)
    answer = meetings(*adopted, "--votes", "2:1:0", "--recommendation", "Rådet skal si ja.", "--note", "Mot én stemme", at=at)
    assert "Liv Moe is recused in case 1/26 and leaves for its item." in answer.err
    assert (
        f"  text: |\n    Rådet skal si ja.\n  text_sha256: {digest('Rådet skal si ja.')}\n  position: support\n"
        '  votes: {for: 2, against: 1, abstained: 0}\n  dissents:\n    - {member: ola, text: "Nei: for dyrt"}\n'
    ) in case_text(root, 1)
    assert "outcome: adopted, note: Mot én stemme}" in case_text(root, 1)


def test_minutes_are_corrected_until_they_are_approved(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-001")
    meetings("call", "2026-02-03")
    at = "2026-02-03"
    first = ("minutes", at, "--item", "3", "--outcome", "adopted")
    answer = meetings(*first, at=at)
    assert answer.out.endswith("Next: du-cli meetings attend 2026-02-03 --absent MEMBER --all-present\n")
    meetings(*ATTENDED, at=at)
    assert "status: held" in text(root)
    meetings(*first, "--recommendation", "Rådet bør vente.", "--note", "Rettet", at="2026-02-04")
    assert case_text(root, 1).count("outcome: adopted") == 1
    assert "text: |\n    Rådet bør vente.\n" in case_text(root, 1)
    refused = meetings("minutes", at, "--item", "3", "--outcome", "postponed", at=at, good=False)
    assert refused.code == 2
    assert "If that is wrong, correct data/cases/2026/001.yaml and data/meetings/2026/2026-02-03.yaml by hand." in refused.err
    meetings("attend", at, "--absent", "ola", at="2026-02-05")
    assert "  present: [kari, liv]\n  absent: [ola]\n" in text(root)
    meetings("approve", at, "--written", at="2026-02-06")
    for command in (("minutes", at, "--item", "1", "--text", "x"), ("attend", at, "--absent", "liv"), ("approve", at, "--written")):
        answer = meetings(*command, at="2026-02-07", good=False)
        assert (answer.code, "The minutes of the meeting 2026-02-03 are approved and no longer change." in answer.err) == (2, True)


def test_an_approval_holds_the_digest_of_what_was_approved(meetings: Meetings, root: Path) -> None:
    meetings("approve", "2026-01-06", "--written")
    meeting = open_snapshot(root, parse_date("2026-01-20")).meeting["2026-01-06"][1]
    assert f"approved:\n  date: 2026-01-20\n  written: true\n  text_sha256: {minutes_digest(meeting)}\n" in text(
        root, "data/meetings/2026/2026-01-06.yaml"
    )


def test_an_attendance_is_told_in_full(meetings: Meetings, root: Path) -> None:
    meetings("call", "2026-02-03")
    answer = meetings(
        *("attend", "2026-02-03", "--chair", "siri", "--substitute", "Ola Berg:Una Lid: vara:Bergen kommune", "--all-present"),
        *("--unpublished", "laget=2", "--guest", "Gro Gjest", "--guest", "Nils:NAV:2", "--guest", "Per:Nett: Voss:"),
        at="2026-02-03",
    )
    assert text(root).endswith(
        'attendance:\n  present: [kari, liv]\n  absent: []\n  substitutes:\n  - {for: ola, name: Una Lid, organisation: "vara:Bergen kommune"}\n'
        "  unpublished: {laget: 2}\n  guests:\n  - {name: Gro Gjest, items: []}\n  - {name: Nils, organisation: NAV, items: [2]}\n"
        '  - {name: Per, organisation: "Nett: Voss", items: []}\n'
        "\n# papirene kommer senere\ndocuments: []\n"
    ), text(root)
    assert "chair: siri\n" in text(root)
    assert "Chair:" not in answer.err
    meetings("attend", "2026-02-03", "--present", "ola", "--unpublished", "laget=0", "--chair", "Laget", at="2026-02-03")
    assert "  present: [kari, liv, ola]\n  absent: []\n  substitutes: []\n  unpublished: {}\n" in text(root)
    assert "chair: laget\n" in text(root)


@pytest.mark.parametrize(("chair", "code"), [("kari", 0), ("laget", 0), ("siri", 0), ("ola", 1), ("radet", 1)])
def test_who_comes_from_another_body_than_the_one_that_leads_is_refused_before_the_minutes(
    meetings: Meetings, chair: str, code: int
) -> None:
    called(meetings)
    answer = meetings("attend", "2026-02-03", "--all-present", "--chair", chair, at="2026-02-03", good=not code)
    said = ("DU406" in answer.err, "du-cli meetings attend 2026-02-03 --chair MEMBER" in answer.err)
    assert (answer.code, *said) == (code, bool(code), bool(code))


@pytest.mark.parametrize("reason", [(), ("--reason", "Sykdom")])
def test_why_a_meeting_is_cancelled_is_said_to_stand_in_a_commit_only(meetings: Meetings, root: Path, reason: tuple[str, ...]) -> None:
    answer = meetings("cancel", "2026-02-03", *reason)
    assert "Why it is cancelled is kept by a commit only: give --reason and --commit" in answer.err
    assert answer.out.startswith(f"meeting 2026-02-03: cancelled{' (Sykdom)' if reason else ''}\n")
    put(root, {THE_MEETING: BY_HAND})
    git(root, "add", ".")
    assert "a commit only" not in meetings("cancel", "2026-02-03", "--reason", "Sykdom", "--commit").err


def test_a_briefing_stands_as_an_item_of_its_own_or_in_the_member_s(meetings: Meetings, root: Path) -> None:
    meetings("call", "2026-02-03")
    meetings("minutes", "2026-02-03", "--briefing", "ola:Ny plan", "--briefing", "Liv Moe:Nytt nett: Voss", at="2026-02-03")
    assert "title: 'Nytt fra Bergen', minutes: Ny plan}\n- {item: 3, type: briefing, by: liv, minutes: \"Nytt nett: Voss\"}\n" in text(root)
    assert git(root, "status", "--porcelain") == f" M {THE_MEETING}\n"


BY_FILE = """\
# fra møtet
chair: kari
attendance: {present: [kari, liv], absent: [ola], unpublished: {laget: 2}}
agenda:
  - {item: 1, minutes: Godkjent.}
  - item: 3
    minutes: |
      Drøftet lenge.
      Så vedtatt.
    outcome: adopted
    recommendation: {text: Rådet bør si ja., position: support, votes: {for: 3, against: 0, abstained: 0}}
  - {item: 9, type: briefing, by: liv, minutes: Nytt fra Voss.}
"""


@pytest.mark.parametrize(
    ("who", "attendance", "code"),
    [
        ("ola", ("--absent", "ola"), 2),
        ("ola", ("--present", "ola"), 0),
        ("ola", ("--substitute", "ola:Una"), 0),
        ("siri", ("--absent", "ola"), 0),
        ("kari", ("--absent", "ola", "--chair", "kari"), 0),
        ("ola", (), 0),
    ],
)
def test_only_who_was_there_briefs_the_others(meetings: Meetings, root: Path, who: str, attendance: tuple[str, ...], code: int) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-006")
    meetings("call", "2026-02-03")
    if attendance:
        meetings("attend", "2026-02-03", *attendance, "--all-present", at="2026-02-03")
    were = texts(root)
    answer = meetings("minutes", "2026-02-03", "--briefing", f"{who}:Nytt", at="2026-02-03", good=not code)
    said = "Ola Berg was not at the meeting 2026-02-03, so there is no briefing to record. See du-cli meetings attend 2026-02-03."
    assert (answer.code, said in answer.err, texts(root) == were) == (code, bool(code), bool(code))


def test_a_recommendation_without_a_position_is_said_to_be(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-001")
    meetings("call", "2026-02-03")
    meetings(*ATTENDED, at="2026-02-03")
    adopted = ("minutes", "2026-02-03", "--item", "1/26", "--outcome", "adopted")
    command = "du-cli meetings minutes 2026-02-03 --item 1/26 --outcome adopted --position POSITION"
    (root / "referat.yaml").write_text("agenda: [{item: 3, outcome: adopted}]\n", encoding="utf-8")
    for words in (adopted, ("minutes", "2026-02-03", "--from", "referat.yaml")):
        answer = meetings(*words, at="2026-02-03")
        assert f"The position that the recommendation in case 1/26 takes is not recorded. Command: {command}\n" in answer.err
    assert "is not recorded" not in meetings(*adopted, "--position", "support", at="2026-02-03").err
    assert "is not recorded" not in meetings(*adopted, "--note", "Rettet", at="2026-02-03").err


def test_minutes_with_attendance_come_from_a_file_in_one_write(meetings: Meetings, root: Path, tmp_path: Path) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-001", "--commit")
    meetings("call", "2026-02-03", "--commit")
    (tmp_path / "referat.yaml").write_text(BY_FILE, encoding="utf-8")
    meetings("minutes", "2026-02-03", "--from", tmp_path / "referat.yaml", "--commit", at="2026-02-03")
    assert "status: held     # ennå\n" in text(root)
    assert "  minutes: Godkjent.\n" in text(root)
    assert (
        "- item: 3\n  type: case\n  case: 2026-001\n  purpose: decision\n  minutes: |\n    Drøftet lenge.\n    Så vedtatt.\n  outcome: adopted\n"
        in text(root)
    )
    assert "- {item: 4, type: briefing, by: liv, minutes: Nytt fra Voss.}\n" in text(root)
    assert "status: concluded   # her" in case_text(root, 1)
    assert "votes: {for: 3, against: 0, abstained: 0}" in case_text(root, 1)
    assert (
        git(root, "log", "-1", "--format=%B").rstrip() == "møte 2026-02-03: referat av punkt 1 og 3\n\nMeeting: 2026-02-03\nCase: 2026-001"
    )


def test_the_meeting_s_own_file_edited_by_hand_fills_its_cases(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-006")
    meetings("call", "2026-02-03")
    meetings(*ATTENDED, at="2026-02-03")
    by_hand = text(root).replace("purpose: discussion}", "purpose: discussion, minutes: Drøftet., outcome: postponed}")
    put(root, {THE_MEETING: by_hand})
    meetings("minutes", "2026-02-03", "--from", THE_MEETING, at="2026-02-03")
    assert text(root) == by_hand.replace("status: called", "status: held")
    assert "handling:\n  - {date: 2026-02-03, meeting: 2026-02-03, outcome: postponed, note: null}\n" in case_text(root, 6)


FAULTS = {
    "no file": (None, 2, "referat.yaml cannot be read: No such file or directory."),
    "no YAML": ("agenda: [", 2, "referat.yaml, line 1: "),
    "an unknown key": ("agenda:\n  - {item: 1, tekst: x}\n", 2, "referat.yaml, line 2: "),
    "no list": ("agenda: x\n", 2, "referat.yaml, line 1: agenda"),
    "another meeting": ("id: 2026-01-06\n", 2, "is about the meeting 2026-01-06, not 2026-02-03."),
    "no outcome": ("agenda: [{item: 1, outcome: kanskje}]\n", 2, "referat.yaml, line 1: "),
    "an unknown item": ("agenda: [{item: 8, minutes: x}]\n", 2, "The meeting 2026-02-03 has no item 8. Its items: 1 and 2."),
    "a note alone": ("agenda: [{item: 1, note: x}]\n", 2, "Item 1 has a note or a recommendation and no outcome."),
    "an unknown member": ("attendance: {present: [kari, olav]}\n", 1, "DU011"),
    "somebody not in office": ("attendance: {present: [kari, per]}\n", 1, "DU407"),
    "a national identity number": ("agenda: [{item: 1, minutes: Født 31123999951.}]\n", 1, "DU701"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_of_minutes_that_is_wrong_is_refused_with_its_line(meetings: Meetings, root: Path, tmp_path: Path, name: str) -> None:
    meetings("call", "2026-02-03")
    were, (content, code, said) = texts(root), FAULTS[name]
    if content is not None:
        (tmp_path / "referat.yaml").write_text(content, encoding="utf-8")
    answer = meetings("minutes", "2026-02-03", "--from", tmp_path / "referat.yaml", at="2026-02-03", good=False)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert (texts(root) == were) == bool(code)


REFUSED = {
    "an unknown meeting to call": (("call", "2026-02-04"), 2, "There is no meeting 2026-02-04. Did you mean 2026-02-03?"),
    "no such day": (("plan", "2026-02-30"), 2, "There is no day 2026-02-30 in the calendar."),
    "no day": (("plan",), 2, "DATE is missing."),
    "papers without a council": (("plan", "2026-03-03", "--papers-due", "2026-03-01"), 2, "--papers-due and --theme go with --council."),
    "papers after the meeting": (
        ("plan", "--council", "2026-03-12", "--papers-due", "2026-03-13"),
        2,
        "The papers are due on 13 March 2026, after the council meets on 12 March 2026.",
    ),
    "no time of day": (("plan", "2026-03-03", "--start", "10"), 2, "10 is no time of day. Write it as in 10:00."),
    "an end before the start": (("call", "2026-02-03", "--start", "10:00", "--end", "09:59"), 2, "The meeting ends at 09:59"),
    "no type": (("plan", "2026-03-03", "--type", "big"), 2, "--type cannot be big. Choose one of ordinary or extraordinary."),
    "a held meeting called": (("call", "2026-01-06"), 2, "The meeting 2026-01-06 has been held. What was said goes in the minutes"),
    "a held meeting's agenda": (("agenda", "2026-01-06"), 2, "The meeting 2026-01-06 has been held."),
    "a held meeting cancelled": (("cancel", "2026-01-06", "--reason", "x"), 2, "The meeting 2026-01-06 has been held."),
    "no reason": (("cancel", "2026-02-03", "--commit"), 2, "--reason is missing."),
    "an unknown case": (("agenda", "2026-02-03", "--add", "2026-008"), 2, "There is no case 2026-008. Did you mean"),
    "a case that is over": (
        ("agenda", "2026-02-03", "--add", "7/26"),
        2,
        "Case 7/26 is withdrawn and goes no further. A new case can take it up: du-cli cases new --follows 2026-007",
    ),
    "an unknown item": (("agenda", "2026-02-03", "--remove", "3"), 2, "The meeting 2026-02-03 has no item 3. Its items: 1 and 2."),
    "a case not on the agenda": (("agenda", "2026-02-03", "--remove", "1/26"), 2, "The meeting 2026-02-03 has no item 2026-001."),
    "a purpose of nothing": (("agenda", "2026-02-03", "--purpose", "decision"), 2, "--by goes with --title"),
    "no purpose": (("agenda", "2026-02-03", "--add", "1/26", "--purpose", "fun"), 2, "--purpose cannot be fun."),
    "an unknown speaker": (("agenda", "2026-02-03", "--title", "X", "--by", "olav"), 2, "There is no member olav. Did you mean ola?"),
    "a planned meeting attended": (
        ("attend", "2026-02-03", "--all-present"),
        2,
        "The meeting 2026-02-03 is planned and not called. Call it first: du-cli meetings call 2026-02-03.",
    ),
    "minutes of a planned meeting": (("minutes", "2026-02-03", "--item", "1", "--text", "x"), 2, "is planned and not called."),
    "approval of a planned meeting": (("approve", "2026-02-03", "--written"), 2, "is planned and not called."),
    "approval without how": (("approve", "2026-01-06"), 2, "--meeting is missing."),
    "approval both ways": (("approve", "2026-01-06", "--written", "--meeting", "2026-02-03"), 2, "Give --meeting or --written, not both."),
    "approval by itself": (
        ("approve", "2026-01-06", "--meeting", "2026-01-06"),
        2,
        "cannot be approved by 2026-01-06, which is not after it.",
    ),
    "approval by a planned meeting": (("approve", "2026-01-06", "--meeting", "2026-02-03"), 2, "The meeting 2026-02-03 is planned"),
    "approval by no meeting": (("approve", "2026-01-06", "--meeting", "2026-02-05"), 2, "There is no meeting 2026-02-05."),
    "nothing said of somebody": (
        ("attend", "2026-01-06", "--chair", "kari", "--absent", "ola", "--present", "ola"),
        2,
        "Ola Berg is named twice.",
    ),
    "an absent chair": (("attend", "2026-01-06", "--absent", "kari"), 2, "Kari Li is named twice."),
    "an unknown member": (("attend", "2026-01-06", "--absent", "olav"), 2, "There is no member olav. Did you mean ola?"),
    "an unknown chair": (("attend", "2026-01-06", "--chair", "karl"), 2, "There is no member karl. Did you mean kari?"),
    "a chair from elsewhere": (
        ("attend", "2026-01-06", "--chair", "ola"),
        1,
        "Command: du-cli meetings attend 2026-01-06 --chair MEMBER",
    ),
    "somebody not in office": (("attend", "2026-01-06", "--present", "per"), 1, "DU407"),
    "no substitute": (("attend", "2026-01-06", "--substitute", "ola"), 2, "ola is no substitute. Write FOR:NAME:ORGANISATION."),
    "no guest": (("attend", "2026-01-06", "--guest", "Nils:NAV:to"), 2, "Nils:NAV:to is no guest."),
    "no number of holders": (("attend", "2026-01-06", "--unpublished", "laget"), 2, "laget is no number of holders."),
    "too many holders": (
        ("attend", "2026-01-06", "--unpublished", "laget=3"),
        2,
        "Holders of laget who are not published: 2. 3 of them cannot",
    ),
    "an unknown seat": (("attend", "2026-01-06", "--unpublished", "lage=1"), 2, "There is no seat lage. Did you mean laget?"),
    "no item": (("minutes", "2026-01-06"), 2, "--item is missing."),
    "no text": (("minutes", "2026-01-06", "--item", "1"), 2, "--text is missing."),
    "an item that is not there": (("minutes", "2026-01-06", "--item", "2", "--text", "x"), 2, "has no item 2. Its items: 1."),
    "no outcome there is": (("minutes", "2026-01-06", "--item", "1", "--outcome", "won"), 2, "--outcome cannot be won."),
    "votes without an outcome": (("minutes", "2026-01-06", "--item", "1", "--votes", "1/0/0"), 2, "go with --outcome."),
    "no votes": (("minutes", "2026-01-06", "--item", "1", "--outcome", "adopted", "--votes", "ja"), 2, "ja are no votes."),
    "votes where there is no case": (
        ("minutes", "2026-01-06", "--item", "1", "--outcome", "adopted", "--votes", "1/0"),
        2,
        "Item 1 is no case",
    ),
    "a dissent that says nothing": (
        ("minutes", "2026-01-06", "--item", "1", "--outcome", "adopted", "--dissent", "ola"),
        2,
        "--dissent ola says nothing. Write ID:TEXT.",
    ),
    "nothing of the item beside a briefing": (
        ("minutes", "2026-01-06", "--item", "1", "--briefing", "ola:Nytt"),
        2,
        "A briefing stands in an item of its own. Leave out --item",
    ),
    "a briefing adopted": (
        ("minutes", "2026-01-06", "--item", "1", "--outcome", "adopted"),
        2,
        "Item 1 is a briefing, so it cannot have the outcome adopted. Choose one of discussed, postponed or noted.",
    ),
    "a guest at no item": (("attend", "2026-01-06", "--guest", "Gro::1,9"), 2, "The meeting 2026-01-06 has no item 9. Its items: 1."),
    "a briefing by nobody": (("minutes", "2026-01-06", "--briefing", "olav:x"), 2, "There is no member olav."),
    "minutes from two places": (("minutes", "2026-01-06", "--item", "1", "--from", "x.yaml"), 2, "Give --from, or the minutes as options."),
    "an unknown option": (("call", "2026-02-03", "--dryrun"), 2, "There is no option --dryrun. Did you mean --dry-run?"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said_in_one_place_and_nothing_is_written(meetings: Meetings, root: Path, name: str) -> None:
    command, code, said = REFUSED[name]
    answer = meetings(*command, good=False)
    assert (answer.code, said in answer.err, answer.out) == (code, True, ""), answer.err
    assert texts(root) == FILES


OF_A_CASE = {
    "a withdrawal without why": (("--outcome", "withdrawn"), "Case 4/26 is withdrawn. Give --note with why."),
    "a recommendation that was not adopted": (
        ("--outcome", "rejected", "--recommendation", "Ja"),
        "A recommendation, its position, votes and dissents go with the outcome adopted, not rejected.",
    ),
    "nothing to adopt": (("--outcome", "adopted", "--position", "support"), "Case 4/26 has no proposal to adopt."),
    "votes without attendance": (
        ("--outcome", "adopted", "--recommendation", "Ja", "--votes", "1/0/0"),
        "Votes are held against who was there. Record that first: du-cli meetings attend 2026-02-03.",
    ),
}


@pytest.mark.parametrize("name", OF_A_CASE)
def test_an_outcome_that_cannot_be_is_refused(meetings: Meetings, root: Path, name: str) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-004")
    meetings("call", "2026-02-03")
    were, (options, said) = texts(root), OF_A_CASE[name]
    answer = meetings("minutes", "2026-02-03", "--item", "3", *options, at="2026-02-03", good=False)
    assert (answer.code, said in answer.err, texts(root) == were) == (2, True, True), answer.err


def test_withdrawn_at_a_meeting_says_why_in_the_case(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-004")
    meetings("call", "2026-02-03")
    meetings("minutes", "2026-02-03", "--item", "3", "--outcome", "withdrawn", "--note", "Løst av andre", at="2026-02-03")
    assert "status: withdrawn   # her" in case_text(root, 4)
    assert "outcome: withdrawn, note: Løst av andre}" in case_text(root, 4)


def test_a_case_on_the_agenda_of_another_meeting_is_taken_off_there_first(meetings: Meetings) -> None:
    meetings("plan", "2026-02-10")
    meetings("agenda", "2026-02-03", "--add", "1/26")
    answer = meetings("agenda", "2026-02-10", "--add", "1/26", good=False)
    assert answer.code == 2
    assert "Take it off there first: du-cli meetings agenda 2026-02-03 --remove 1/26." in answer.err
    meetings("agenda", "2026-02-03", "--remove", "1/26")
    meetings("agenda", "2026-02-10", "--add", "1/26")


def test_a_case_nobody_is_responsible_for_does_not_go_back_to_preparation(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-003")
    answer = meetings("agenda", "2026-02-03", "--remove", "2026-003", good=False)
    assert (answer.code, "DU301" in answer.err) == (1, True)
    meetings("call", "2026-02-03")
    meetings(*ATTENDED, at="2026-02-03")
    meetings("minutes", "2026-02-03", "--item", "3", "--outcome", "postponed", at="2026-02-03")
    assert "status: on_agenda" in case_text(root, 3)
    meetings("plan", "2026-03-03", at="2026-02-03")
    meetings("agenda", "2026-03-03", at="2026-02-03")
    assert "case: 2026-003, purpose: discussion" in text(root, "data/meetings/2026/2026-03-03.yaml")


def test_an_item_with_minutes_stays_on_the_agenda(meetings: Meetings) -> None:
    meetings("call", "2026-02-03")
    meetings("minutes", "2026-02-03", "--item", "1", "--text", "Åpnet.", at="2026-02-03")
    answer = meetings("agenda", "2026-02-03", "--remove", "1", at="2026-02-03", good=False)
    assert (answer.code, "Item 1 of the meeting 2026-02-03 has minutes, so it stays on the agenda." in answer.err) == (2, True)


def test_a_handling_recorded_late_stands_in_the_order_of_the_days(meetings: Meetings, root: Path) -> None:
    meetings("agenda", "2026-02-03", "--add", "2026-006")
    meetings("call", "2026-02-03")
    late = case_text(root, 6) + "handling: [{date: 2026-02-10, outcome: discussed}]\n"
    put(root, {"data/cases/2026/006.yaml": late})
    meetings("minutes", "2026-02-03", "--item", "3", "--outcome", "discussed", at="2026-02-12")
    assert case_text(root, 6).index("date: 2026-02-03") < case_text(root, 6).index("date: 2026-02-10")


def test_a_meeting_file_that_cannot_be_read_in_full_is_left_alone(meetings: Meetings, root: Path) -> None:
    put(root, {THE_MEETING: BY_HAND.replace("start:", "begynner:")})
    answer = meetings("call", "2026-02-03", good=False)
    assert (answer.code, f"{THE_MEETING} cannot be read in full, so nothing is written to it." in answer.err) == (2, True)


def test_a_mandate_without_council_norm_or_leader_needs_none_of_them(meetings: Meetings, root: Path) -> None:
    mandate = FILES["data/mandate.yaml"].replace("    meetings_per_month: {min: 1, max: 2}\n", "")
    put(root, {"data/mandate.yaml": mandate, "data/members.yaml": FILES["data/members.yaml"].replace(" role: leader,", "")})
    assert "fewer" not in meetings("plan", "2026-03-03").err
    meetings("call", "2026-02-03")
    answer = meetings(*ATTENDED, at="2026-02-03", good=False)
    assert (answer.code, "Who chaired the meeting 2026-02-03? Give --chair." in answer.err) == (2, True)
    meetings(*ATTENDED, "--chair", "laget", at="2026-02-03")


def test_a_case_back_from_a_written_procedure_comes_before_older_ones(meetings: Meetings, root: Path) -> None:
    open_one = FILES["data/cases/2026/005.yaml"].replace(", closed: 2026-01-15", "").replace("in_preparation", "in_written_procedure")
    put(root, {"data/cases/2026/005.yaml": open_one, **case(1, "in_preparation", TO_THE_COUNCIL)})
    meetings("agenda", "2026-02-03", "--dry-run", good=False)
    assert "2026-005" not in meetings("agenda", "2026-02-03", "--dry-run", good=False).out
    put(root, {"data/cases/2026/005.yaml": open_one.replace("sent_to: all", "sent_to: all, closed: 2026-01-15")})
    shown = meetings("agenda", "2026-02-03", "--dry-run", good=False).out
    assert shown.index("case: 2026-005") < shown.index("case: 2026-001")


def test_without_a_repository_commit_refuses_before_anything_is_written(meetings: Meetings, root: Path) -> None:
    shutil.rmtree(root / ".git")
    answer = meetings("call", "2026-02-03", "--commit", good=False)
    assert (answer.code, "is not in a git repository" in answer.err, texts(root) == FILES) == (2, True, True)
    assert meetings("call", "2026-02-03", "--commit", "--dry-run").out.startswith("--- ")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("meetings call 2026-0", "2026-02-03"),
        ("meetings agenda 2026-02-03 --add 2026-00", "2026-004"),
        ("meetings attend 2026-02-03 --absent l", "liv"),
        ("meetings attend 2026-02-03 --unpublished la", "laget"),
        ("meetings approve 2026-01-06 --meeting 2026-02", "2026-02-03"),
    ],
)
def test_ids_complete_in_the_shell(root: Path, words: str, wanted: str) -> None:
    assert wanted in complete(f"du-cli {words}", root)
