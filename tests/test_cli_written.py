"""Written procedure through the command line, in a real repository: opened, answered, put off, reminded of, closed."""

import json
from pathlib import Path

import pytest
from casework import ARCHIVE, MANDATE, MEETING, MEMBERS, PREPARED, Command, command, done, git, put, read, sound, started
from conftest import Du

LONG = "data/cases/2026/004-skrevet-for-hand.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return started(tmp_path, monkeypatch)


@pytest.fixture
def written(du: Du, root: Path) -> Command:
    return command(du, root, "written")


OPEN = ("open", "1/26", "--reason", "Haster: fristen er i mars", "--question", "Støtter du forslaget?")
PROCEDURE = """\
written_procedure:
  reason: "Haster: fristen er i mars"
  sent: 2026-03-03
  question: Støtter du forslaget?
  sent_to: [kari, ola]
  deadline: 2026-03-10
  extended_to: null
  reminders: []
  closed: null
  summary: null
  responses: []
"""
OPENED = PREPARED.replace("in_preparation", "in_written_procedure") + PROCEDURE
KARI = "    - {member: kari, date: 2026-03-04, position: supports, comment: null}\n"
OLA = "    - {member: ola, date: 2026-03-05, position: supports_with_comments, comment: Bra}\n"
BODY = "    - {body: laget, date: 2026-03-05, position: abstains, comment: null}\n"
ANSWERED = OPENED.replace("responses: []\n", f"responses:\n{KARI}{OLA}{BODY}")
SUMMARY = """\
  closed: 2026-03-11
  summary: |
    Støtter: 1. Støtter, med merknader: 1. Innvending: 0. Ber om møte: 0. Avstår: 1. Ingen merknader: 0.
    Inhabile, og ikke talt med: Per Å.
    Har ikke svart: Laget (1).
"""
ADOPTED = """\
recommendation:
  adopted: 2026-03-11
  by: written_procedure
  meeting: null
  text: Utvalget anbefaler støtte.
  text_sha256: 555f3e71f99183efa5130a91c5ec1f36c0bdf00b1cb821719f241f7946af1960
  position: support
  votes: null
  dissents: []
"""
CLOSED = (
    ANSWERED.replace("in_written_procedure", "concluded")
    .replace("  closed: null\n  summary: null\n", SUMMARY)
    .replace(
        "written_procedure:\n", "handling:\n  - {date: 2026-03-11, meeting: null, outcome: adopted, note: null}\nwritten_procedure:\n", 1
    )
    + ADOPTED
)

CHANGES = {
    "open": (OPEN, "2026-03-03", PREPARED, OPENED, "sak 1/26: sendt til skriftlig behandling, svarfrist 10. mars 2026\n\nCase: 2026-001\n"),
    "respond": (
        ("respond", "1/26", "Kari Li", "supports", "--on", "2026-03-04"),
        "2026-03-05",
        OPENED,
        OPENED.replace("responses: []\n", f"responses:\n{KARI}"),
        "sak 1/26: svar fra Kari Li\n\nCase: 2026-001\nMember: kari\n",
    ),
    "respond for a body": (
        ("respond", "2026-001", "laget", "abstains"),
        "2026-03-05",
        OPENED.replace("responses: []\n", f"responses:\n{KARI}{OLA}"),
        ANSWERED,
        "sak 1/26: svar fra Laget\n\nCase: 2026-001\n",
    ),
    "extend": (
        ("extend", "1/26", "--until", "2026-03-17"),
        "2026-03-10",
        OPENED,
        OPENED.replace("extended_to: null", "extended_to: 2026-03-17"),
        "sak 1/26: fristen utsatt til 17. mars 2026\n\nCase: 2026-001\n",
    ),
    "remind": (
        ("remind", "1/26"),
        "2026-03-09",
        OPENED,
        OPENED.replace("reminders: []", "reminders: [2026-03-09]"),
        "sak 1/26: påminning sendt\n\nCase: 2026-001\n",
    ),
    "close": (
        ("close", "1/26", "--position", "support"),
        "2026-03-11",
        ANSWERED,
        CLOSED,
        "sak 1/26: vedtatt skriftlig\n\nCase: 2026-001\n",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_shown_written_and_committed_and_touches_its_own_lines_only(du: Du, written: Command, root: Path, name: str) -> None:
    words, at, before, after, message = CHANGES[name]
    put(root, ARCHIVE, before)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "before")
    shown = done(written(*words, "--dry-run", at=at))
    assert read(root, ARCHIVE) == before
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line[1:] for line in shown.out.splitlines() if line[0] == "+" and line[1:] in new] == new

    done(written(*words, "--commit", at=at))
    assert read(root, ARCHIVE) == after
    assert git(root, "log", "-1", "--format=%B") == message + "\n"
    assert git(root, "show", "--format=", "--name-only", "HEAD") == f"{ARCHIVE}\n"
    sound(du, root, at)


def test_open_says_who_is_asked_and_who_is_kept_apart(written: Command, root: Path) -> None:
    answer = done(written(*OPEN))
    assert "Asked: Kari Li and Ola Nes.\nRecused, and not asked: Per Å.\n" in answer.err
    assert "Send it to the holders from Laget who are not published too (2); their answers are recorded as laget." in answer.err
    assert "Next: du-cli written respond 2026-001 MEMBER POSITION" in answer.out
    assert "sent_to: [kari, ola]\n" in read(root, ARCHIVE)


@pytest.mark.parametrize(
    ("at", "people"), [("2026-03-09", "[kari, ola]"), ("2026-03-10", "[kari, ola, siv]"), ("2026-03-11", "[kari, ola, siv]")]
)
def test_who_is_asked_is_who_is_in_office_that_day_and_stays_so(written: Command, root: Path, at: str, people: str) -> None:
    done(written(*OPEN, at=at))
    put(
        root,
        "data/members.yaml",
        MEMBERS.replace("{seat: nemnda, from: 2026-01-01", "{seat: nemnda, ended: 2026-03-20, from: 2026-01-01", 1),
    )
    done(written("remind", "1/26", at="2026-03-23"))
    assert f"sent_to: {people}\n" in read(root, ARCHIVE)


@pytest.mark.parametrize(
    ("sent", "deadline"),
    [
        ("2026-03-02", "2026-03-09"),  # a Monday: five working days
        ("2026-03-06", "2026-03-13"),  # a Friday
        ("2026-03-07", "2026-03-13"),  # a Saturday
        ("2026-03-20", "2026-03-27"),  # five days end before Palm Sunday, 29 March
        ("2026-03-23", "2026-04-09"),  # they end on 30 March, in Easter week: ten
        ("2026-04-06", "2026-04-20"),  # sent on Easter Monday
        ("2026-04-07", "2026-04-14"),  # the day after
        ("2026-05-12", "2026-05-20"),  # Ascension Day is no working day
        ("2026-06-26", "2026-07-03"),  # the last Friday that is clear of weeks 28 to 30
        ("2026-06-29", "2026-07-13"),  # ends on the Monday of week 28
        ("2026-07-26", "2026-08-07"),  # the Sunday of week 30
        ("2026-07-27", "2026-08-03"),  # the day after
        ("2026-12-16", "2026-12-23"),  # the day before 24 December
        ("2026-12-17", "2027-01-04"),  # ends on 24 December: ten
        ("2027-01-01", "2027-01-15"),  # sent on the last day of Christmas
        ("2027-01-02", "2027-01-08"),  # the day after
    ],
)
def test_the_deadline_proposed_is_the_earliest_the_policy_allows_and_no_day_off(
    du: Du, written: Command, root: Path, sent: str, deadline: str
) -> None:
    answer = done(written(*OPEN, at=sent))
    assert f"  deadline: {deadline}\n" in read(root, ARCHIVE)
    assert "working days; the secretariat" not in answer.err
    assert "DU50" not in du("check", "--at", sent, "--select", "DU5", cwd=root).out


def test_an_earlier_deadline_than_the_policy_s_is_said_to_be(written: Command) -> None:
    said = (
        "Remark DU502: 4 working days from 3 March 2026 to 9 March 2026; the secretariat's policy asks for 5. "
        "Put the deadline off to 10 March 2026 or later.\n"
    )
    assert said in done(written(*OPEN, "--deadline", "2026-03-09", "--dry-run")).err
    assert "secretariat's policy" not in done(written(*OPEN, "--deadline", "2026-03-10", "--dry-run")).err
    said = "asks for 5. Put the deadline off to 9 April 2026 or later: that runs into holiday time, where the policy asks for twice as many days.\n"
    assert said in done(written(*OPEN, "--deadline", "2026-03-27", "--dry-run", at="2026-03-23")).err
    said = "; in holiday time the secretariat's policy asks for 10. Put the deadline off to 9 April 2026 or later.\n"
    assert said in done(written(*OPEN, "--deadline", "2026-03-30", "--dry-run", at="2026-03-23")).err


@pytest.mark.parametrize(("day", "late"), [("2026-03-09", False), ("2026-03-10", False), ("2026-03-11", True)])
def test_an_answer_after_the_deadline_is_recorded_and_said_to_be_late(written: Command, root: Path, day: str, *, late: bool) -> None:
    put(root, ARCHIVE, OPENED)
    answer = done(written("respond", "1/26", "kari", "supports", at=day))
    said = "Kari Li answered on 11 March 2026, after the deadline 10 March 2026. The answer counts, and is shown as late.\n"
    assert (said in answer.err) == late
    assert f"{{member: kari, date: {day}, position: supports" in read(root, ARCHIVE)
    answer = done(written("close", "1/26", at="2026-03-12"))
    assert ("Answered after the deadline, and counted: Kari Li." in answer.err) == late
    assert ("Supports it: 1." in answer.err, "\nstatus: concluded" in read(root, ARCHIVE)) == (True, True)
    assert "Not answered: Ola Nes and Laget (2)." in answer.err


def test_when_the_last_one_answers_closing_comes_next(written: Command, root: Path) -> None:
    put(root, ARCHIVE, OPENED)
    for who in ("kari", "ola", "Laget"):
        assert "Next: du-cli written show 2026-001" in done(written("respond", "1/26", who, "supports")).out
    assert "Next: du-cli written close 2026-001" in done(written("respond", "1/26", "Laget", "supports")).out
    again = written("respond", "1/26", "Laget", "supports")
    assert (again.code, "Everybody from Laget who is not published has answered: 2 members." in again.err) == (2, True)
    assert "Everybody has answered." in done(written("close", "1/26", at="2026-03-04")).err


@pytest.mark.parametrize(("at", "code"), [("2026-03-09", 2), ("2026-03-10", 2), ("2026-03-11", 0)])
def test_before_the_deadline_is_over_it_is_closed_only_when_everybody_has_answered(
    written: Command, root: Path, at: str, code: int
) -> None:
    put(root, ARCHIVE, ANSWERED)
    answer = written("close", "1/26", at=at)
    assert answer.code == code
    assert ("Answers in case 1/26 count until 10 March 2026 is over, and these have not answered: Laget (1)." in answer.err) == bool(code)
    assert ("To end it before that, and conclude nothing in writing: du-cli written close 2026-001 --to-meeting" in answer.err) == bool(
        code
    )


@pytest.mark.parametrize(("at", "early"), [("2026-03-05", True), ("2026-03-10", True), ("2026-03-11", False)])
def test_it_is_ended_without_a_conclusion_also_before_the_deadline(du: Du, written: Command, root: Path, at: str, *, early: bool) -> None:
    put(root, ARCHIVE, ANSWERED)
    answer = done(written("close", "1/26", "--to-meeting", at=at))
    assert "The case goes to a meeting." in answer.err
    assert ("Remark DU507: Closed on" in answer.err) == early, answer.err
    text = read(root, ARCHIVE)
    assert ("status: in_preparation " in text, f"  closed: {at}\n" in text, "recommendation:" in text) == (True, True, False)
    sound(du, root, at)


@pytest.mark.parametrize("option", [("--conclude",), ("--text", "Ja."), ("--position", "support")])
def test_what_goes_to_a_meeting_is_not_concluded(written: Command, root: Path, option: tuple[str, ...]) -> None:
    put(root, ARCHIVE, ANSWERED)
    answer = written("close", "1/26", "--to-meeting", *option, at="2026-03-11")
    assert (answer.code, "With --to-meeting nothing is concluded in writing." in answer.err) == (2, True)
    assert read(root, ARCHIVE) == ANSWERED


@pytest.mark.parametrize(("share", "few"), [("null", False), ("0.5", False), ("0.51", True)])
def test_fewer_answers_than_the_quorum_are_a_remark(written: Command, root: Path, share: str, *, few: bool) -> None:
    """Four were asked, two of them through the body whose holders are not published; two have answered."""
    put(root, "data/policy.yaml", f"quorum_share: {share}\n")
    text = OPENED.replace("responses: []", "responses: [{member: kari, date: 2026-03-04, position: supports}]")
    assert text != OPENED
    put(root, ARCHIVE, text.replace("}]", "}, {body: laget, date: 2026-03-04, position: abstains}]"))
    answer = done(written("close", "1/26", at="2026-03-11"))
    assert ("Answered: 2 of 4 who were asked. The secretariat's own quorum would be 3." in answer.err) == few, answer.err


@pytest.mark.parametrize("position", ["objects", "asks_for_meeting"])
def test_an_objection_or_a_wish_for_a_meeting_sends_the_case_to_one(du: Du, written: Command, root: Path, position: str) -> None:
    put(root, ARCHIVE, ANSWERED.replace("position: abstains", f"position: {position}"))
    answer = done(written("close", "1/26", at="2026-03-11"))
    assert "The case goes to a meeting." in answer.err
    assert ("Against it: Laget." if position == "objects" else "Wish for a meeting: Laget.") in answer.err
    assert "Next: du-cli meetings plan DATE" in answer.out
    text = read(root, ARCHIVE)
    assert ("status: in_preparation " in text, "  closed: 2026-03-11\n" in text, "recommendation:" in text) == (True, True, False)
    sound(du, root, "2026-03-11")


def test_a_case_on_the_agenda_of_a_meeting_to_come_goes_back_to_it(du: Du, written: Command, root: Path) -> None:
    put(root, ARCHIVE, ANSWERED.replace("position: abstains", "position: objects"))
    put(root, "data/meetings/2026/2026-03-11.yaml", MEETING.format(id="2026-03-11", status="planned").replace("2026-002", "2026-001"))
    answer = done(written("close", "1/26", at="2026-03-11"))
    assert "Next: du-cli cases conclude 2026-001" in answer.out
    assert "status: on_agenda " in read(root, ARCHIVE)
    sound(du, root, "2026-03-11")


def test_it_is_concluded_in_spite_of_an_objection_when_told_and_more_support_it(du: Du, written: Command, root: Path) -> None:
    put(root, ARCHIVE, ANSWERED.replace("position: abstains", "position: objects"))
    answer = done(written("close", "1/26", "--conclude", "--text", "Ja, med vilkår.", at="2026-03-11"))
    assert "Against it: Laget." in answer.err
    assert "Next: du-cli cases submit 2026-001" in answer.out
    assert "status: concluded " in read(root, ARCHIVE)
    assert "  text: |\n    Ja, med vilkår.\n" in read(root, ARCHIVE)
    sound(du, root, "2026-03-11")


def test_silence_is_never_support(written: Command, root: Path) -> None:
    put(root, ARCHIVE, OPENED)
    answer = written("close", "1/26", "--conclude", at="2026-03-11")
    assert (answer.code, "in support 0, against it or for a meeting 0. Silence is never support." in answer.err) == (2, True)
    assert "The case goes to a meeting." in done(written("close", "1/26", at="2026-03-11")).err
    assert "status: in_preparation " in read(root, ARCHIVE)


def test_as_many_against_as_for_is_not_enough_to_conclude(written: Command, root: Path) -> None:
    put(root, ARCHIVE, ANSWERED.replace("position: abstains", "position: objects").replace("supports_with_comments", "objects"))
    answer = written("close", "1/26", "--conclude", at="2026-03-11")
    assert (answer.code, "in support 1, against it or for a meeting 2." in answer.err) == (2, True)


def test_the_answer_of_somebody_recused_later_is_not_counted(du: Du, written: Command, root: Path) -> None:
    put(root, ARCHIVE, ANSWERED)
    recused = done(du("cases", "recuse", "1/26", "--member", "ola", "--at", "2026-03-06", "--lang", "en", cwd=root))
    assert "Ola Nes has answered in writing; that answer is not counted." in recused.err
    answer = done(written("close", "1/26", at="2026-03-11"))
    assert "Supports it: 1. Supports it with comments: 0." in answer.err
    assert "Not answered: Laget (1)." in answer.err


def test_a_case_nobody_prepares_goes_to_the_secretariat_or_whom_it_is_given(du: Du, written: Command, root: Path) -> None:
    nobody = OPENED.replace("responsible: laget\n", "")
    put(root, ARCHIVE, nobody)
    done(written("close", "1/26", at="2026-03-11"))
    assert "\nresponsible: laget\n" in read(root, ARCHIVE)
    put(root, ARCHIVE, nobody)
    done(written("close", "1/26", "--responsible", "Kari Li", at="2026-03-11"))
    assert "\nresponsible: kari\n" in read(root, ARCHIVE)
    sound(du, root, "2026-03-11")
    put(root, ARCHIVE, nobody)
    put(root, "data/mandate.yaml", MANDATE.replace(" secretariat: laget,", ""))
    answer = written("close", "1/26", at="2026-03-11")
    assert (answer.code, "nobody is responsible for it. Give --responsible with who it is." in answer.err) == (2, True)


@pytest.mark.parametrize(
    ("at", "until", "code", "said"),
    [
        ("2026-03-05", "2026-03-09", 2, "The deadline is 10 March 2026. It can only be put off to a later day."),
        ("2026-03-05", "2026-03-10", 2, "The deadline is 10 March 2026. It can only be put off to a later day."),
        ("2026-03-05", "2026-03-11", 0, ""),
        ("2026-03-05", "2026-03-14", 2, "The deadline 14 March 2026 is not a working day. The next one is 16 March 2026."),
        ("2026-03-05", "2026-05-17", 2, "The deadline 17 May 2026 is not a working day. The next one is 18 May 2026."),
        ("2026-03-17", "2026-03-16", 2, "16 March 2026 has passed on 17 March 2026."),
        ("2026-03-16", "2026-03-16", 0, ""),
    ],
)
def test_a_deadline_is_put_off_to_a_later_working_day(  # noqa: PLR0913 - the case has so many parts
    written: Command, root: Path, at: str, until: str, code: int, said: str
) -> None:
    put(root, ARCHIVE, OPENED)
    answer = written("extend", "1/26", "--until", until, at=at)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert (f"extended_to: {until}\n" in read(root, ARCHIVE)) == (code == 0)


def test_a_deadline_put_off_twice_counts_from_the_last(written: Command, root: Path) -> None:
    put(root, ARCHIVE, OPENED)
    done(written("extend", "1/26", "--until", "2026-03-13"))
    assert written("extend", "1/26", "--until", "2026-03-12").code == 2
    done(written("extend", "1/26", "--until", "2026-03-16"))
    assert "after the deadline" not in done(written("respond", "1/26", "kari", "supports", at="2026-03-16")).err


def test_nobody_is_reminded_of_what_was_not_sent_yet(written: Command, root: Path) -> None:
    put(root, ARCHIVE, OPENED)
    answer = written("remind", "1/26", at="2026-03-02")
    assert (answer.code, answer.out) == (2, "")
    assert "Case 1/26 was sent out in writing on 3 March 2026, so nobody can be reminded on 2 March 2026." in answer.err
    assert written("remind", "1/26", at="2026-03-03").code == 0


OLAS = "Voss herad, appointments: [{seat: nemnda, from: 2026-01-01, until: 2029-12-31}]"


def test_whoever_has_left_the_committee_is_not_said_to_have_answered(written: Command, root: Path) -> None:
    put(root, ARCHIVE, OPENED.replace("responses: []\n", f"responses:\n{KARI}{BODY}{BODY}"))
    put(root, "data/members.yaml", MEMBERS.replace(OLAS, OLAS.replace("2029-12-31", "2026-03-09")))
    answer = written("remind", "1/26", at="2026-03-10")
    assert (answer.code, answer.out) == (2, "")
    assert "Those who have not answered in case 1/26 are no longer in office: Ola Nes." in answer.err


def test_a_reminder_is_recorded_once_a_day_and_names_who_is_silent(written: Command, root: Path) -> None:
    put(root, ARCHIVE, ANSWERED.replace(KARI, ""))
    answer = done(written("remind", "1/26", at="2026-03-10"))
    assert "Not answered: Kari Li and Laget (1).\nThe deadline is 10 March 2026.\n" in answer.err
    assert done(written("remind", "1/26", at="2026-03-10")).out == "Everything is recorded so already. Nothing was written.\n"
    assert "The deadline was 10 March 2026." in done(written("remind", "1/26", at="2026-03-11")).err
    assert "reminders: [2026-03-10, 2026-03-11]\n" in read(root, ARCHIVE)


def test_everyone_asked_by_the_word_all_is_known_by_the_day_it_was_sent(written: Command, root: Path) -> None:
    put(root, ARCHIVE, OPENED.replace("[kari, ola]", "all"))
    done(written("respond", "1/26", "ola", "objects"))
    assert "Not answered: Kari Li and Laget (2)." in done(written("remind", "1/26")).err


OVER = CLOSED.replace("status: concluded", "status: in_written_procedure")
REFUSED = {
    "no case": (PREPARED, ("open",), 2, "ID is missing."),
    "an unknown case": (PREPARED, ("open", "7/26"), 2, "There is no case 7/26."),
    "no reason": (PREPARED, ("open", "1/26"), 2, "--reason is missing."),
    "no question": (PREPARED, ("open", "1/26", "--reason", "x"), 2, "--question is missing."),
    "no day": (PREPARED, (*OPEN, "--deadline", "i morgen"), 2, "i morgen is no date."),
    "a deadline the same day": (
        PREPARED,
        (*OPEN, "--deadline", "2026-03-10"),
        2,
        "The case is sent out on 10 March 2026, so the deadline must be a later day.",
    ),
    "a deadline on a Saturday": (
        PREPARED,
        (*OPEN, "--deadline", "2026-03-21"),
        2,
        "21 March 2026 is not a working day. The next one is 23 March 2026.",
    ),
    "a procedure that runs": (OPENED, OPEN, 2, "Case 1/26 is in written procedure already."),
    "one that is over": (
        CLOSED.replace("status: concluded", "status: in_preparation"),
        OPEN,
        2,
        "Case 1/26 has had its written procedure, sent out on 3 March 2026",
    ),
    "a concluded case": (
        CLOSED,
        OPEN,
        2,
        "Case 1/26 is concluded and cannot be in written procedure next. What can be done: du-cli cases submit 2026-001.",
    ),
    "nothing sent out": (
        PREPARED,
        ("respond", "1/26", "kari", "supports"),
        2,
        "Case 1/26 is in preparation and was not sent out in writing. Command: du-cli written open 2026-001",
    ),
    "nobody": (OPENED, ("respond", "1/26"), 2, "MEMBER is missing."),
    "no position": (OPENED, ("respond", "1/26", "kari"), 2, "POSITION is missing."),
    "an unknown position": (OPENED, ("respond", "1/26", "kari", "yes"), 2, "POSITION cannot be yes. Choose one of supports"),
    "an unknown member": (OPENED, ("respond", "1/26", "karri", "supports"), 2, "There is no member or body karri. Did you mean kari?"),
    "twice": (ANSWERED, ("respond", "1/26", "kari", "objects"), 2, "Kari Li has answered already, on 4 March 2026."),
    "somebody recused": (OPENED, ("respond", "1/26", "per", "supports"), 2, "Per Å is recused from case 1/26, and does not answer."),
    "somebody not asked": (OPENED, ("respond", "1/26", "siv", "supports"), 2, "Siv was not asked in case 1/26."),
    "a body with nobody": (OPENED, ("respond", "1/26", "radet", "supports"), 2, "Rådet has no holders who are not published"),
    "an answer to come": (
        OPENED,
        ("respond", "1/26", "kari", "supports", "--on", "2026-03-11"),
        2,
        "11 March 2026 has not come yet on 10 March 2026.",
    ),
    "an answer before it was sent": (OPENED, ("respond", "1/26", "kari", "supports", "--on", "2026-03-02"), 1, "DU311"),
    "no new deadline": (OPENED, ("extend", "1/26"), 2, "--until is missing."),
    "an unknown position to take": (ANSWERED, ("close", "1/26", "--position", "x"), 2, "--position cannot be x. Choose one of fund"),
    "no text": (
        ANSWERED.replace("proposal: Utvalget anbefaler støtte.\n", "").replace("deadline: 2026-03-10", "deadline: 2026-03-09"),
        ("close", "1/26"),
        2,
        "Case 1/26 has no proposal, so the recommendation's text is missing.",
    ),
    "nobody to remind": (
        ANSWERED.replace(BODY, BODY + BODY),
        ("remind", "1/26"),
        2,
        "Everybody has answered in case 1/26. Close it with du-cli written close 2026-001",
    ),
    "a case moved by hand": (
        ANSWERED.replace("in_written_procedure", "in_preparation"),
        ("remind", "1/26"),
        2,
        "Case 1/26 is in preparation, so its written procedure is over. Close it: du-cli written close 2026-001",
    ),
    **{
        f"{words[0]} after it was closed": (OVER, words, 2, "The written procedure in case 1/26 was closed on 11 March 2026.")
        for words in (
            ("respond", "1/26", "kari", "supports"),
            ("extend", "1/26", "--until", "2026-04-20"),
            ("remind", "1/26"),
            ("close", "1/26"),
        )
    },
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(written: Command, root: Path, name: str) -> None:
    text, words, code, said = REFUSED[name]
    put(root, ARCHIVE, text)
    answer = written(*words, at="2026-03-10")
    assert (answer.code, said in answer.err, answer.out) == (code, True, ""), answer.err
    assert read(root, ARCHIVE) == text


@pytest.mark.parametrize(("day", "code"), [("2026-03-04", 1), ("2026-03-05", 0), ("2026-03-06", 0)])
def test_no_case_is_withdrawn_before_the_last_answer_in_it(du: Du, root: Path, day: str, code: int) -> None:
    put(root, ARCHIVE, ANSWERED)
    answer = du("cases", "withdraw", "1/26", "--note", "Uaktuelt", "--at", day, "--lang", "en", cwd=root)
    said = "handling.date is 4 March 2026, before written_procedure.responses.date (2) on 5 March 2026."
    assert (answer.code, said in answer.err, read(root, ARCHIVE) == ANSWERED) == (code, bool(code), bool(code)), answer.err


def test_a_mandate_that_does_not_allow_it_is_obeyed(written: Command, root: Path) -> None:
    put(root, "data/mandate.yaml", MANDATE.replace("allowed: true", "allowed: false"))
    answer = written(*OPEN)
    assert (answer.code, "The mandate does not allow written procedure. Take case 1/26 to a meeting." in answer.err) == (2, True)


def test_with_nobody_in_office_nobody_is_asked(written: Command, root: Path) -> None:
    put(root, "data/members.yaml", MEMBERS.replace("{laget: 2}", "{}"))
    put(root, ARCHIVE, PREPARED.replace("2026-01-12", "2025-06-02"))
    answer = written(*OPEN, at="2025-06-02")
    assert (answer.code, "Nobody is in office on 2 June 2025 who can be asked." in answer.err) == (2, True)


def test_somebody_who_left_before_answering_does_not_answer(written: Command, root: Path) -> None:
    put(root, ARCHIVE, OPENED)
    put(root, "data/members.yaml", MEMBERS.replace("from: 2026-01-01", "ended: 2026-03-04, from: 2026-01-01", 1))
    answer = written("respond", "1/26", "kari", "supports", at="2026-03-05")
    assert (answer.code, "DU506" in answer.err) == (1, True)
    done(written("respond", "1/26", "kari", "supports", at="2026-03-04"))


@pytest.mark.parametrize(("day", "waits"), [("2026-03-04", True), ("2026-03-05", False)])
def test_somebody_who_has_left_is_not_waited_for_and_is_still_no_support(
    du: Du, written: Command, root: Path, day: str, *, waits: bool
) -> None:
    put(root, ARCHIVE, OPENED.replace("responses: []\n", f"responses:\n{KARI}"))
    put(
        root,
        "data/members.yaml",
        MEMBERS.replace("{laget: 2}", "{}").replace(
            "Ola Nes, organisation: Voss herad, appointments: [{seat: nemnda, from: 2026-01-01",
            "Ola Nes, organisation: Voss herad, appointments: [{seat: nemnda, ended: 2026-03-04, ended_reason: Ny jobb, from: 2026-01-01",
        ),
    )
    assert ("Ola Nes" in du("status", "--at", day, "--lang", "en", cwd=root).out) == waits
    answer = written("close", "1/26", at=day)
    assert answer.code == (2 if waits else 0), answer.err
    assert ("these have not answered: Ola Nes" in answer.err) == waits
    assert ("Not answered: Ola Nes." in answer.err) == (not waits)


def test_somebody_who_has_left_is_shown_to_have(du: Du, root: Path) -> None:
    put(root, ARCHIVE, OPENED.replace("responses: []\n", f"responses:\n{KARI}"))
    put(root, "data/members.yaml", MEMBERS.replace("Voss herad, appointments: [{", "Voss herad, appointments: [{ended: 2026-03-04, "))
    for day, left in (("2026-03-04", False), ("2026-03-05", True)):
        shown = du("written", "show", "1/26", "--at", day, "--lang", "en", cwd=root).out
        assert ("no answer, has left" in shown) == left, shown
        found = json.loads(du("written", "show", "1/26", "--at", day, "--format", "json", cwd=root).out)["result"]["replies"]
        assert {one["id"]: one["left"] for one in found} == {"kari": False, "ola": left}


def test_the_recused_are_shown_to_be_and_counted_nowhere(du: Du, written: Command, root: Path) -> None:
    objects = OLA.replace("supports_with_comments", "objects")
    put(
        root,
        ARCHIVE,
        OPENED.replace("sent_to: [kari, ola]", "sent_to: [kari, ola, siv]").replace("responses: []\n", f"responses:\n{objects}"),
    )
    put(root, "data/members.yaml", MEMBERS.replace("from: 2026-03-10", "from: 2026-01-01").replace("{laget: 2}", "{}"))
    for member in ("ola", "siv"):
        done(du("cases", "recuse", "1/26", "--member", member, "--at", "2026-03-06", "--lang", "en", cwd=root))
    show = ("written", "show", "1/26", "--at", "2026-03-09")
    found = json.loads(du(*show, "--format", "json", cwd=root).out)["result"]
    assert (found["asked"], found["answered"], found["silent"], found["by_position"]["objects"]) == (1, 0, 1, 0)
    assert [one["id"] for one in found["replies"]] == ["kari"]
    assert [(one["id"], one["position"]) for one in found["recused"]] == [("per", None), ("ola", "objects"), ("siv", None)]
    assert found["not_asked"] == []
    text = done(du(*show, "--lang", "en", cwd=root)).out
    apart = text[text.index("Recused, and not counted") :]
    assert "Ola Nes  objects" in apart
    assert "no answer" not in apart
    case = done(du("cases", "show", "1/26", "--at", "2026-03-09", "--lang", "en", cwd=root)).out
    assert "Recused, and not counted: Per Å, Ola Nes and Siv." in case
    status = json.loads(du("status", "--at", "2026-03-09", "--format", "json", cwd=root).out)["work"]["written"]
    assert [(one["asked"], one["answered"], one["silent"]) for one in status] == [(1, 0, ["Kari Li"])]
    assert "objects (recused)" in done(du("members", "show", "ola", "--at", "2026-03-09", "--lang", "en", cwd=root)).out

    done(written("respond", "1/26", "kari", "supports", at="2026-03-09"))
    closed = done(written("close", "1/26", at="2026-03-09"))
    assert "Objects: 0." in closed.err
    assert "Recused, and not counted: Per Å, Ola Nes and Siv.\nEverybody has answered.\n" in closed.err
    check = json.loads(du("check", "--at", "2026-03-09", "--format", "json", cwd=root).out)
    assert [one for one in check["findings"] if one["code"] == "DU507"] == []


def test_the_procedure_of_a_case_that_was_withdrawn_has_ended(du: Du, root: Path) -> None:
    put(root, ARCHIVE, OPENED)
    done(du("cases", "withdraw", "1/26", "--note", "Trukket", "--at", "2026-03-05", "--lang", "en", cwd=root))
    for day, state in (("2026-03-04", "open"), ("2026-03-05", "ended"), ("2026-03-20", "ended")):
        shown = du("written", "show", "1/26", "--at", day, "--lang", "en", cwd=root).out
        assert ("ended without a result, since the case was withdrawn" in shown) == (state == "ended")
        found = json.loads(du("written", "show", "1/26", "--at", day, "--format", "json", cwd=root).out)
        assert (found["state"], found["working_days_left"] is None) == (state, state == "ended")


def by_hand() -> str:
    """A case of three hundred lines as a person writes one: comments everywhere, odd quoting, its own indentation."""
    notes = "".join(f"    Avsnitt {number}: «her» står det noe # som ikke er en merknad.\n\n" for number in range(1, 131))
    return (
        "# Oppdiktet eksempel, skrevet for hånd\n"
        "id: 2026-004\n"
        "title:   'Arkiv: det ''store'' løftet'   # to ganger omskrevet\n"
        'type: "recommendation"\n'
        "mandate_tasks:\n"
        "- 1            # den første\n"
        '- "strategi"\n'
        "\n"
        "status: 'in_written_procedure'\n"
        "raised: { date: 2026-01-12 , by: laget }\n"
        "# ansvar\n"
        "responsible:\n"
        "    laget\n"
        "proposal: >-\n"
        "    Utvalget anbefaler\n"
        "    støtte.\n"
        f"summary: |\n{notes}"
        "written_procedure:   # sendt etter møtet\n"
        '    reason: "Haster\\u0021"\n'
        "    sent: 2026-03-03\n"
        "    question: 'Ja eller nei?'\n"
        "    sent_to: [ kari,\n"
        "               ola ]   # Per er inhabil\n"
        "    deadline: 2026-03-10\n"
        "    responses:\n"
        "    # Kari først\n"
        "    -   member: 'kari'\n"
        "        date: 2026-03-04\n"
        '        position: "supports"\n'
        "        # hun ringte\n"
        "        comment: ~\n"
        "\n"
        "    # slutt på svarene\n"
        "addressee: radet\n"
        "recusals: [ {member: per, basis: 'fvl. § 6'} ]\n"
        "# slutt\n"
    )


def test_one_answer_in_a_long_case_written_by_hand_changes_only_its_own_lines(written: Command, root: Path) -> None:
    before = by_hand()
    assert before.count("\n") > 290
    put(root, LONG, before)
    done(written("respond", "4/26", "ola", "objects", "--comment", "Nei: for dyrt", at="2026-03-05"))
    new = '    -   {member: ola, date: 2026-03-05, position: objects, comment: "Nei: for dyrt"}\n'
    after = read(root, LONG)
    added = [line for line in after.splitlines(keepends=True) if line not in before.splitlines(keepends=True)]
    assert added == [new]
    assert after.replace(new, "") == before
    assert after.index("comment: ~") < after.index(new) < after.index("# slutt på svarene")


def test_closing_a_long_case_written_by_hand_keeps_every_line_that_need_not_change(written: Command, root: Path) -> None:
    before = by_hand()
    put(root, LONG, before)
    done(written("close", "4/26", at="2026-03-11"))
    kept = [line for line in before.splitlines() if not line.startswith("status:")]
    lines = iter(read(root, LONG).splitlines())
    assert all(line in lines for line in kept)


def test_a_whole_procedure_ends_sound_with_a_commit_a_step(du: Du, written: Command, root: Path) -> None:
    done(written(*OPEN, "--commit"))
    done(written("respond", "1/26", "kari", "supports", "--commit", at="2026-03-04"))
    done(written("remind", "1/26", "--commit", at="2026-03-09"))
    done(written("extend", "1/26", "--until", "2026-03-13", "--commit", at="2026-03-10"))
    done(written("respond", "1/26", "ola", "no_comment", "--commit", at="2026-03-16"))
    done(written("close", "1/26", "--commit", at="2026-03-17"))
    assert git(root, "log", "--format=%s").splitlines() == [
        "sak 1/26: vedtatt skriftlig",
        "sak 1/26: svar fra Ola Nes",
        "sak 1/26: fristen utsatt til 13. mars 2026",
        "sak 1/26: påminning sendt",
        "sak 1/26: svar fra Kari Li",
        "sak 1/26: sendt til skriftlig behandling, svarfrist 10. mars 2026",
        "første",
    ]
    assert (
        "Svarte etter fristen, og er talt med: Ola Nes.\n    Inhabile, og ikke talt med: Per Å.\n    Har ikke svart: Laget (2).\n"
        in read(root, ARCHIVE)
    )
    sound(du, root, "2026-03-17")
