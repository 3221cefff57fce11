"""Cases changed through the command line, in a real repository: raised, moved, concluded, sent on, answered, decided."""

from pathlib import Path

import pytest
from casework import ARCHIVE, FORM, MANDATE, MEETING, ON_AGENDA, PREPARED, Command, command, done, git, put, read, sound, started
from conftest import Du, complete


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return started(tmp_path, monkeypatch)


@pytest.fixture
def cases(du: Du, root: Path) -> Command:
    return command(du, root, "cases")


NEW = ("new", "Én innlogging: for alle", "--type", "recommendation", "--task", "1", "--by", "Kari Li")
NEW_PATH = "data/cases/2026/003-en-innlogging-for-alle.yaml"
WRITTEN = """\
id: 2026-003
title: "Én innlogging: for alle"
type: recommendation
mandate_tasks: [1]
status: proposed
raised: {date: 2026-03-03, by: kari}
council_mandate: null
responsible: laget
access: public
legal_basis: null
addressee: radet
summary: null
proposal: null
project: null
recusals: []
handling: []
written_procedure: null
recommendation: null
submission: null
answer: null
decision: null
networks_involved: []
follows: null
documents: []
"""
ADOPTED = """\
status: concluded
raised: {date: 2026-01-12, by: laget}
responsible: laget
addressee: radet
proposal: Utvalget anbefaler støtte.
recusals:
  - {member: per, outcome: recused, basis: fvl. § 6, decided: 2026-01-20}
handling:
  - {date: 2026-03-03, meeting: 2026-03-03, outcome: adopted, note: null}
recommendation:
  adopted: 2026-03-03
  by: meeting
  meeting: 2026-03-03
  text: Utvalget anbefaler støtte.
  text_sha256: 555f3e71f99183efa5130a91c5ec1f36c0bdf00b1cb821719f241f7946af1960
  position: fund
  votes: {for: 3, against: 1, abstained: 0}
  dissents:
    - {member: ola, text: For dyrt}
"""
CONCLUDED = ON_AGENDA[: ON_AGENDA.index("status:")] + ADOPTED
SUBMITTED = CONCLUDED.replace("concluded", "submitted") + "submission: {date: 2026-03-04, to: radet, council_meeting: 2026-06-11}\n"
CLOSED = SUBMITTED.replace("status: submitted", "status: closed") + "answer: {date: 2026-06-11, outcome: followed, note: Enig}\n"

CHANGES = {
    "new": (NEW, NEW_PATH, None, WRITTEN, "sak 3/26: Én innlogging: for alle\n\nCase: 2026-003\n"),
    "move": (
        ("move", "2/26", "in_preparation"),
        FORM,
        ON_AGENDA,
        ON_AGENDA.replace("on_agenda", "in_preparation"),
        "sak 2/26: under forberedelse\n\nCase: 2026-002\nMeeting: 2026-03-03\n",
    ),
    "conclude": (
        ("conclude", "2026-002", "adopted", "--position", "fund", "--votes", "3/1/0", "--dissent", "Ola Nes: For dyrt"),
        FORM,
        ON_AGENDA,
        CONCLUDED,
        "sak 2/26: vedtatt\n\nCase: 2026-002\n",
    ),
    "submit": (("submit", "2/26", "--at", "2026-03-04"), FORM, CONCLUDED, SUBMITTED, "sak 2/26: sendt til Rådet\n\nCase: 2026-002\n"),
    "answer": (
        ("answer", "2/26", "followed", "--note", "Enig", "--at", "2026-06-11"),
        FORM,
        SUBMITTED,
        CLOSED,
        "sak 2/26: anbefalingen er fulgt\n\nCase: 2026-002\n",
    ),
    "answer that nobody gave": (
        ("answer", "2/26", "--unanswered", "--note", "Purret to ganger", "--at", "2026-06-11"),
        FORM,
        SUBMITTED,
        SUBMITTED.replace("status: submitted", "status: closed").replace(
            "outcome: adopted, note: null}\n",
            "outcome: adopted, note: null}\n  - {date: 2026-06-11, meeting: null, outcome: unanswered, note: Purret to ganger}\n",
        ),
        "sak 2/26: avsluttet uten svar\n\nCase: 2026-002\n",
    ),
    "decide": (
        ("decide", "2/26", "granted_in_part", "--amount", "450000", "--at", "2026-07-01"),
        FORM,
        CLOSED,
        CLOSED + "decision: {date: 2026-07-01, by: laget, outcome: granted_in_part, amount: 450000, note: null}\n",
        "sak 2/26: delvis innvilget\n\nCase: 2026-002\n",
    ),
    "withdraw": (
        ("withdraw", "1/26", "--note", "Søkeren trakk seg"),
        ARCHIVE,
        PREPARED,
        PREPARED.replace("in_preparation", "withdrawn")
        + "handling:\n  - {date: 2026-03-03, meeting: null, outcome: withdrawn, note: Søkeren trakk seg}\n",
        "sak 1/26: trukket\n\nCase: 2026-001\n",
    ),
    "recuse": (
        ("recuse", "1/26", "--member", "kari", "--basis", "fvl. § 6 andre ledd"),
        ARCHIVE,
        PREPARED,
        PREPARED + "  - {member: kari, outcome: recused, basis: fvl. § 6 andre ledd, decided: 2026-03-03}\n",
        "sak 1/26: Kari Li er inhabil\n\nCase: 2026-001\nMember: kari\n",
    ),
    "not recuse": (
        ("recuse", "1/26", "--member", "kari", "--not-recused", "--decided", "2026-02-01"),
        ARCHIVE,
        PREPARED,
        PREPARED + "  - {member: kari, outcome: not_recused, basis: null, decided: 2026-02-01}\n",
        "sak 1/26: Kari Li er habil\n\nCase: 2026-001\nMember: kari\n",
    ),
}


TOO = {"move": ["data/meetings/2026/2026-03-03.yaml"]}
"""Other files that a change touches."""


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_shown_written_and_committed_and_touches_its_own_lines_only(du: Du, root: Path, name: str) -> None:
    words, path, before, after, message = CHANGES[name]
    at = () if "--at" in words else ("--at", "2026-03-03")
    if before is not None:
        put(root, path, before)
    if "--votes" in words:
        attended = MEETING.format(id="2026-03-03", status="called").replace("agenda:", "chair: laget\nagenda:")
        put(root, "data/meetings/2026/2026-03-03.yaml", attended + "attendance:\n  present: [kari, ola]\n  unpublished: {laget: 2}\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "before")
    shown = done(du("cases", *words, *at, "--dry-run", cwd=root))
    assert (root / path).exists() == (before is not None)
    assert before is None or read(root, path) == before
    old = (before or "").splitlines()
    new = [line for line in after.splitlines() if line not in old]
    assert [line[1:] for line in shown.out.splitlines() if line[0] == "+" and line[1:] in new] == new

    written = done(du("cases", *words, *at, "--commit", "--lang", "en", cwd=root))
    assert read(root, path) == after
    assert git(root, "log", "-1", "--format=%B") == message + "\n"
    assert git(root, "show", "--format=", "--name-only", "HEAD").splitlines() == [path, *TOO.get(name, [])]
    assert "Committed as" in written.out
    sound(du, root, words[words.index("--at") + 1] if "--at" in words else "2026-03-03")


def test_a_case_with_everything_is_written_in_the_format_s_order(cases: Command, root: Path) -> None:
    answer = done(
        cases(
            *("new", "Felles løsning", "--type", "common_solution", "--task", "1,strategi", "--by", "PN", "--responsible", "Ola Nes"),
            *("--addressee", "Rådet", "--council-mandate", "Punkt 2", "--access", "restricted", "--legal-basis", "offl. § 23"),
            *("--summary", "Kort", "--proposal", "Utvalget anbefaler.\nMed vilkår.", "--project", "Løsningen", "--scheme", "Ordningen"),
            *("--applicant", "4601", "--participant", "Voss herad", "--participant", "laget", "--amount", "100", "--total-cost", "200"),
            *("--phase", "concept", "--uses-fiks", "--network", "Nett Vest", "--follows", "1/26"),
        )
    )
    text = read(root, "data/cases/2026/003-felles-losning.yaml")
    assert text == (
        "id: 2026-003\ntitle: Felles løsning\ntype: common_solution\nmandate_tasks: [1, strategi]\nstatus: proposed\n"
        "raised: {date: 2026-03-03, by: provenemnda}\ncouncil_mandate: Punkt 2\nresponsible: ola\naccess: restricted\n"
        "legal_basis: offl. § 23\naddressee: radet\nsummary: |\n  Kort\nproposal: |\n  Utvalget anbefaler.\n  Med vilkår.\n"
        "project:\n  name: Løsningen\n  scheme: Ordningen\n  applicants: [Bergen kommune]\n  participants: [Voss herad, laget]\n"
        "  amount: 100\n  total_cost: 200\n  phase: concept\n  uses_fiks: true\nrecusals: []\nhandling: []\nwritten_procedure: null\n"
        "recommendation: null\nsubmission: null\nanswer: null\ndecision: null\nnetworks_involved: [nett-vest]\nfollows: 2026-001\n"
        "documents: []\n"
    )
    assert "not recorded (council_mandate)" not in answer.err


@pytest.mark.parametrize(
    ("kind", "addressee"),
    [
        ("preparation", "radet"),
        ("recommendation", "radet"),
        ("initiative", "radet"),
        ("common_solution", "null"),
        ("advice", "laget"),
        ("information", "null"),
    ],
)
def test_a_type_of_case_has_its_addressee(cases: Command, root: Path, kind: str, addressee: str) -> None:
    done(cases("new", "X", "--type", kind, "--task", "1", "--by", "nett-vest"))
    assert f"addressee: {addressee}\n" in read(root, "data/cases/2026/003-x.yaml")


@pytest.mark.parametrize(
    ("by", "addressee", "said"), [("kari", "radet", True), ("PN", "radet", True), ("laget", "radet", False), ("kari", "none", False)]
)
def test_what_the_committee_raises_for_the_council_names_the_part_of_its_mandate(
    cases: Command, by: str, addressee: str, *, said: bool
) -> None:
    answer = done(cases("new", "X", "--type", "initiative", "--task", "1", "--by", by, "--addressee", addressee))
    assert ("Remark DU304: " in answer.err and "the part of its mandate the case falls under is not recorded." in answer.err) == said


def test_numbers_go_on_after_the_highest_of_the_year_also_one_in_a_file_that_cannot_be_read(cases: Command, root: Path) -> None:
    put(root, "data/cases/2026/041-uleselig.yaml", "id: [\n")
    put(root, "data/cases/2025/077.yaml", PREPARED.replace("2026-001", "2025-077"))
    done(cases(*NEW))
    assert (root / "data/cases/2026/042-en-innlogging-for-alle.yaml").exists()
    done(cases(*NEW, at="2027-01-02"))
    assert (root / "data/cases/2027/001-en-innlogging-for-alle.yaml").exists()


def test_a_title_without_letters_and_a_long_one_make_a_path_that_works(cases: Command, root: Path) -> None:
    done(cases("new", "???", *NEW[2:]))
    assert (root / "data/cases/2026/003.yaml").exists()
    done(cases("new", "Ord " * 40, *NEW[2:]))
    assert (root / "data/cases/2026/004-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord.yaml").exists()
    done(cases("new", "a" * 200, *NEW[2:]))
    assert (root / f"data/cases/2026/005-{'a' * 48}.yaml").exists()


def test_the_only_task_of_a_mandate_needs_no_option(cases: Command, root: Path) -> None:
    put(root, "data/mandate.yaml", MANDATE.replace("      - {id: strategi, name: Strategi}\n", ""))
    done(cases("new", "X", "--type", "information", "--by", "laget"))
    assert "mandate_tasks: [1]\n" in read(root, "data/cases/2026/003-x.yaml")


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        ("2026-05-27", "2026-06-11"),
        ("2026-05-28", "2026-06-11"),
        ("2026-05-29", "2026-09-10"),
        ("2026-09-10", "2026-09-10"),
        ("2026-09-11", "null"),
    ],
)
def test_a_case_is_for_the_next_council_meeting_whose_papers_are_not_due_yet(cases: Command, root: Path, at: str, wanted: str) -> None:
    put(root, FORM, CONCLUDED)
    done(cases("submit", "2/26", at=at))
    assert f"submission: {{date: {at}, to: radet, council_meeting: {wanted}}}\n" in read(root, FORM)


def test_a_case_sent_too_late_for_its_meeting_is_said_to_be(cases: Command, root: Path) -> None:
    put(root, FORM, CONCLUDED)
    answer = done(cases("submit", "2/26", "--council-meeting", "2026-03-12", "--dry-run"))
    assert "For the meeting on 12 March 2026, whose papers were due on 26 February 2026." in answer.err
    answer = done(cases("submit", "2/26", "--council-meeting", "2026-12-01", "--to", "Rådet", "--on", "2026-03-03"))
    assert "For the meeting on 1 December 2026." in answer.err
    assert "submission: {date: 2026-03-03, to: radet, council_meeting: 2026-12-01}\n" in read(root, FORM)


@pytest.mark.parametrize(
    ("meeting", "nearest"),
    [
        ("2026-06-10", "11 June 2026"),
        ("2026-06-11", None),
        ("2026-06-12", "11 June 2026"),
        ("2026-07-26", "11 June 2026"),
        ("2026-07-27", "10 September 2026"),
        ("2026-12-31", "10 September 2026"),
        ("2027-01-01", None),
    ],
)
def test_a_meeting_the_plan_does_not_have_is_a_remark_with_the_nearest(
    cases: Command, root: Path, meeting: str, nearest: str | None
) -> None:
    put(root, FORM, CONCLUDED)
    answer = done(cases("submit", "2/26", "--council-meeting", meeting))
    assert ("The plan for 2026 has no meeting of Rådet on " in answer.err) == bool(nearest)
    assert f"The nearest is on {nearest}." in answer.err if nearest else True
    assert f"council_meeting: {meeting}}}\n" in read(root, FORM)


def test_an_answer_that_was_put_off_is_replaced_by_the_one_that_comes(cases: Command, root: Path) -> None:
    put(root, FORM, SUBMITTED)
    answer = done(cases("answer", "2/26", "postponed", at="2026-06-11"))
    assert "Next: du-cli cases answer 2026-002" in answer.out
    assert "status: submitted\n" in read(root, FORM)
    done(cases("answer", "2/26", "followed", "--note", "Enig", "--on", "2026-06-11", at="2026-09-10"))
    assert read(root, FORM) == CLOSED


def test_what_follows_an_answer_is_a_new_case_or_a_decision(cases: Command, root: Path) -> None:
    put(root, FORM, SUBMITTED)
    assert "Next: du-cli cases new --follows 2026-002" in done(cases("answer", "2/26", "returned", at="2026-06-11")).out
    project = "project: {name: A, scheme: B, applicants: [Stord kommune], amount: 1}\n"
    put(root, FORM, SUBMITTED.replace("recusals:", project + "recusals:"))
    assert "Next: du-cli cases decide 2026-002" in done(cases("answer", "2/26", "noted", at="2026-06-11")).out


@pytest.mark.parametrize("outcome", ["rejected", "noted", "referred", "contributed"])
def test_what_is_not_adopted_has_no_recommendation_and_is_closed_next(cases: Command, root: Path, outcome: str) -> None:
    answer = done(cases("conclude", "2/26", outcome, "--note", "Fordi"))
    assert f"outcome: {outcome}, note: Fordi}}\n" in read(root, FORM)
    assert "recommendation:" not in read(root, FORM)
    assert "Next: du-cli cases move 2026-002 closed" in answer.out
    done(cases("move", "2/26", "closed"))


def test_the_text_adopted_may_differ_from_the_proposal(cases: Command, root: Path) -> None:
    done(cases("conclude", "2/26", "adopted", "--text", "Ja.\nMed vilkår."))
    assert "  text: |\n    Ja.\n    Med vilkår.\n" in read(root, FORM)
    assert "  position: null\n  votes: null\n  dissents: []\n" in read(root, FORM)


def test_the_meeting_that_concludes_is_the_latest_so_far_with_the_case_on_its_agenda(cases: Command, root: Path) -> None:
    put(root, "data/meetings/2026/2026-02-03.yaml", MEETING.format(id="2026-02-03", status="cancelled"))
    put(root, "data/meetings/2026/2026-04-07.yaml", MEETING.format(id="2026-04-07", status="called"))
    early = cases("conclude", "2/26", "noted", at="2026-03-02")
    assert (early.code, "The meeting with case 2/26 on its agenda is on 3 March 2026." in early.err) == (2, True)
    done(cases("conclude", "2/26", "noted", "--meeting", "2026-04-07", "--dry-run", at="2026-04-07"))
    done(cases("conclude", "2/26", "noted", at="2026-04-06"))
    assert "{date: 2026-03-03, meeting: 2026-03-03, outcome: noted, note: null}" in read(root, FORM)


def test_a_handling_the_minutes_have_recorded_is_not_recorded_twice(cases: Command, root: Path) -> None:
    handling = "handling:\n  - {date: 2026-03-03, meeting: 2026-03-03, outcome: noted, note: I møtet}\n"
    put(root, FORM, ON_AGENDA + handling)
    done(cases("conclude", "2/26", "noted"))
    assert read(root, FORM) == ON_AGENDA.replace("on_agenda", "concluded") + handling


def test_a_whole_way_through_the_register_ends_sound_with_a_commit_a_step(du: Du, cases: Command, root: Path) -> None:
    done(cases("conclude", "2/26", "adopted", "--commit"))
    done(cases("submit", "2/26", "--commit", at="2026-03-04"))
    done(cases("answer", "2/26", "partly_followed", "--commit", at="2026-06-12"))
    done(cases("decide", "2/26", "rejected", "--by", "Rådet", "--note", "Ikke penger", "--commit", at="2026-08-01"))
    assert git(root, "log", "--format=%s").splitlines() == [
        "sak 2/26: avslått",
        "sak 2/26: anbefalingen er delvis fulgt",
        "sak 2/26: sendt til Rådet",
        "sak 2/26: vedtatt",
        "første",
    ]
    sound(du, root, "2026-08-01")


IN_WRITING = (
    PREPARED.replace("in_preparation   # sist rørt i januar", "in_written_procedure")
    + "written_procedure: {reason: x, sent: 2026-02-02, sent_to: [kari, ola], deadline: 2026-02-13, closed: null}\n"
)
NO_ONE = PREPARED.replace("responsible: laget\n", "").replace("in_preparation", "proposed")
REFUSED = {
    "an unknown case": (PREPARED, ("move", "2026-0011", "closed"), 2, "There is no case 2026-0011. Did you mean 2026-001?"),
    "nothing like a case": (PREPARED, ("move", "zzz", "closed"), 2, "There is no case zzz. See du-cli cases list."),
    "no case": (PREPARED, ("move",), 2, "ID is missing."),
    "no status": (PREPARED, ("move", "1/26"), 2, "STATUS is missing."),
    "an unknown status": (PREPARED, ("move", "1/26", "done"), 2, "STATUS cannot be done. Choose one of proposed"),
    "the status it has": (PREPARED, ("move", "1/26", "in_preparation"), 2, "Case 1/26 is in preparation already."),
    "a way the table has not": (
        PREPARED,
        ("move", "1/26", "submitted"),
        2,
        "cannot be submitted next. What can be done: du-cli meetings agenda 2026-03-03, du-cli written open 2026-001 or du-cli cases withdraw 2026-001 --note TEXT.",
    ),
    "on no agenda": (
        PREPARED,
        ("move", "1/26", "on_agenda"),
        2,
        "Case 1/26 cannot be on an agenda yet. The case is on no meeting's agenda. Command: du-cli meetings agenda 2026-03-03",
    ),
    "never sent out": (PREPARED, ("move", "1/26", "in_written_procedure"), 2, "Command: du-cli written open 2026-001"),
    "no reason to withdraw": (PREPARED, ("move", "1/26", "withdrawn"), 2, "Command: du-cli cases withdraw 2026-001"),
    "nobody responsible": (NO_ONE, ("move", "1/26", "in_preparation"), 2, "Nobody is responsible for the case. Give --responsible"),
    "an unknown person responsible": (
        NO_ONE,
        ("move", "1/26", "in_preparation", "--responsible", "laaget"),
        2,
        "There is no organisation laaget. The nearest: Laget",
    ),
    "an open procedure": (
        IN_WRITING,
        ("move", "1/26", "in_preparation"),
        2,
        "The written procedure in case 1/26 is not closed. Close it with du-cli written close 2026-001 --to-meeting",
    ),
    "one to conclude": (IN_WRITING, ("conclude", "1/26", "adopted"), 2, "The written procedure in case 1/26 is not closed."),
    "a closed procedure": (
        IN_WRITING.replace("closed: null", "closed: 2026-02-16").replace("in_written_procedure", "in_preparation"),
        ("move", "1/26", "in_written_procedure"),
        2,
        "The written procedure in case 1/26 was closed on 16 February 2026, and a case has one only.",
    ),
    "too early to conclude": (PREPARED, ("conclude", "1/26", "adopted"), 2, "cannot be concluded next. What can be done:"),
    "on the agenda of none": (
        ON_AGENDA.replace("2026-002", "2026-001"),
        ("conclude", "1/26", "noted"),
        2,
        "Case 1/26 is on no meeting's agenda",
    ),
    "another meeting": (
        PREPARED,
        ("conclude", "2/26", "noted", "--meeting", "2026-03-04"),
        2,
        "Case 2/26 is not on the agenda of the meeting 2026-03-04.",
    ),
    "no outcome": (PREPARED, ("conclude", "2/26"), 2, "OUTCOME is missing."),
    "an outcome that concludes nothing": (
        PREPARED,
        ("conclude", "2/26", "postponed"),
        2,
        "OUTCOME cannot be postponed. Choose one of adopted",
    ),
    "no position": (PREPARED, ("conclude", "2/26", "adopted", "--position", "yes"), 2, "--position cannot be yes. Choose one of fund"),
    "no votes": (
        PREPARED,
        ("conclude", "2/26", "adopted", "--votes", "3/x"),
        2,
        "3/x are no votes. Write FOR/AGAINST/ABSTAINED, as in 12/2/1.",
    ),
    "votes without a recommendation": (
        PREPARED,
        ("conclude", "2/26", "noted", "--votes", "1/0/0"),
        2,
        "A recommendation is recorded only with a case that is adopted.",
    ),
    "no dissent": (PREPARED, ("conclude", "2/26", "adopted", "--dissent", "kari"), 2, "kari is no dissent. Write MEMBER:TEXT."),
    "an unknown dissenter": (
        PREPARED,
        ("conclude", "2/26", "adopted", "--dissent", "karl:Nei"),
        2,
        "There is no member karl. Did you mean kari?",
    ),
    "a recused dissenter": (
        PREPARED,
        ("conclude", "2/26", "adopted", "--dissent", "per:Nei"),
        2,
        "Per Å is recused from case 2/26, and has no part in its recommendation.",
    ),
    "nothing concluded to submit": (PREPARED, ("submit", "2/26"), 2, "What can be done: du-cli cases conclude 2026-002"),
    "nothing submitted to answer": (PREPARED, ("answer", "2/26", "noted"), 2, "Case 2/26 is on an agenda and cannot be closed next."),
    "both": (PREPARED, ("answer", "2/26", "noted", "--unanswered"), 2, "Give an outcome or --unanswered, not both."),
    "a day to come": (PREPARED, ("answer", "2/26", "noted", "--on", "2026-03-04"), 2, "4 March 2026 has not come yet on 3 March 2026."),
    "no day": (PREPARED, ("submit", "2/26", "--on", "4. mars"), 2, "4. mars is no date."),
    "nothing to decide": (
        PREPARED,
        ("decide", "2/26", "granted"),
        2,
        "Case 2/26 is on an agenda; what came of it in the end is recorded once",
    ),
    "no amount": (PREPARED, ("decide", "2/26", "granted", "--amount", "mye"), 2, "--amount must be a whole number, 0 or more."),
    "no reason": (PREPARED, ("withdraw", "1/26"), 2, "--note is missing."),
    "nobody to recuse": (PREPARED, ("recuse", "1/26"), 2, "--member is missing."),
    "an unknown member": (PREPARED, ("recuse", "1/26", "--member", "karri"), 2, "There is no member karri. Did you mean kari?"),
    "one who is recused": (
        PREPARED,
        ("recuse", "1/26", "--member", "Per Å"),
        2,
        "It is recorded already that Per Å is recused from case 1/26.",
    ),
    "no title": (PREPARED, ("new",), 2, "TITLE is missing."),
    "no type": (PREPARED, ("new", "X"), 2, "--type is missing."),
    "an unknown type": (PREPARED, ("new", "X", "--type", "sak"), 2, "--type cannot be sak. Choose one of preparation"),
    "nobody who raises it": (PREPARED, ("new", "X", "--type", "advice"), 2, "--by is missing."),
    "no task": (PREPARED, ("new", "X", "--type", "advice", "--by", "laget"), 2, "--task is missing."),
    "an unknown task": (PREPARED, (*NEW, "--task", "7"), 2, "The mandate has no task 7. Tasks: 1 and strategi."),
    "an unknown raiser": (PREPARED, (*NEW[:-1], "Karl Ly"), 2, "There is no organisation Karl Ly."),
    "an unknown addressee": (PREPARED, (*NEW, "--addressee", "raadet"), 2, "There is no body raadet. Did you mean radet?"),
    "no legal basis": (PREPARED, (*NEW, "--access", "restricted"), 2, "--legal-basis is missing."),
    "a needless one": (PREPARED, (*NEW, "--legal-basis", "offl. § 23"), 2, "--legal-basis goes with --access restricted."),
    "a wrong one": (PREPARED, (*NEW, "--access", "restricted", "--legal-basis", "sikkert"), 1, "DU310"),
    "no access": (PREPARED, (*NEW, "--access", "secret"), 2, "--access cannot be secret. Choose one of public or restricted."),
    "no phase": (PREPARED, (*NEW, "--phase", "late"), 2, "--phase cannot be late."),
    "no network": (PREPARED, (*NEW, "--network", "laget"), 2, "Laget is no regional network."),
    "an unknown earlier case": (PREPARED, (*NEW, "--follows", "9/26"), 2, "There is no case 9/26."),
    "an unknown applicant": (
        PREPARED,
        (*NEW, "--applicant", "Berge kommune"),
        2,
        "There is no organisation Berge kommune. The nearest: Bergen",
    ),
    "an application without its amount": (PREPARED, (*NEW, "--project", "A", "--scheme", "B", "--applicant", "Voss herad"), 1, "DU306"),
    "advice to another body": (
        PREPARED,
        ("new", "X", "--type", "advice", "--by", "laget", "--task", "1", "--addressee", "radet"),
        1,
        "DU309",
    ),
    "a case the model refuses": (
        PREPARED.replace("mandate_tasks", "mandat_tasks"),
        ("withdraw", "1/26", "--note", "x"),
        2,
        f"{ARCHIVE} cannot be read in full, so nothing is written to it.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(cases: Command, root: Path, name: str) -> None:
    text, words, code, said = REFUSED[name]
    put(root, ARCHIVE, text)
    git(root, "add", ".")
    answer = cases(*words)
    assert (answer.code, said in answer.err, answer.out) == (code, True, ""), answer.err
    assert git(root, "diff", "--name-only") == ""
    assert git(root, "ls-files", "--others") == ""


AFTERWARDS = {
    "an answer twice": (
        CLOSED.replace("status: closed", "status: submitted"),
        ("answer", "2/26", "noted"),
        2,
        "The answer in case 2/26 is recorded, from 11 June 2026.",
    ),
    "a closed case moved": (
        CLOSED,
        ("move", "2/26", "in_preparation"),
        2,
        "goes no further. A new case can take it up: du-cli cases new --follows 2026-002",
    ),
    "a closed case withdrawn": (CLOSED, ("withdraw", "2/26", "--note", "x"), 2, "goes no further."),
    "a recusal in a closed case": (CLOSED, ("recuse", "2/26", "--member", "kari"), 2, "goes no further."),
    "an answer never asked for": (
        CONCLUDED,
        ("answer", "2/26", "noted"),
        2,
        "was not sent to anybody, so there is no answer to record. Command: du-cli cases submit 2026-002",
    ),
    "a decision on a concluded case": (CONCLUDED, ("decide", "2/26", "granted"), 2, "Case 2/26 is concluded; what came of it in the end"),
    "two decisions": (
        CLOSED + "decision: {date: 2026-07-01, outcome: granted}\n",
        ("decide", "2/26", "granted"),
        2,
        "The decision in case 2/26 is recorded, from 1 July 2026.",
    ),
    "a rejection with money": (CLOSED, ("decide", "2/26", "rejected", "--amount", "1"), 2, "What is turned down has no amount."),
    "nobody to send it to": (
        CONCLUDED.replace("addressee: radet", "addressee: null"),
        ("submit", "2/26"),
        2,
        "What can be done: du-cli cases move 2026-002 closed.",
    ),
    "sent to somebody else": (
        CONCLUDED,
        ("submit", "2/26", "--to", "laget"),
        2,
        "Case 2/26 is for Rådet, and not for Laget. Correct the addressee in data/cases/2026/002.yaml if that is wrong.",
    ),
    "recused before it was raised": (ON_AGENDA, ("recuse", "2/26", "--member", "kari", "--decided", "2026-01-11"), 1, "DU311"),
    "sent before it was adopted": (CONCLUDED, ("submit", "2/26", "--on", "2026-03-02"), 1, "DU311"),
    "answered before it was sent": (SUBMITTED, ("answer", "2/26", "noted", "--on", "2026-03-03"), 1, "DU311"),
    "decided before it was answered": (CLOSED, ("decide", "2/26", "granted", "--on", "2026-06-10"), 1, "DU311"),
    "no text": (
        ON_AGENDA.replace("proposal: Utvalget anbefaler støtte.\n", ""),
        ("conclude", "2/26", "adopted"),
        2,
        "Case 2/26 has no proposal, so the recommendation's text is missing. Give --text.",
    ),
}


@pytest.mark.parametrize("name", AFTERWARDS)
def test_what_comes_too_late_or_too_early_is_refused(cases: Command, root: Path, name: str) -> None:
    text, words, code, said = AFTERWARDS[name]
    put(root, FORM, text)
    answer = cases(*words, at="2026-08-01")
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert read(root, FORM) == text


@pytest.mark.parametrize(("decided", "code"), [("2026-03-02", 0), ("2026-03-03", 0), ("2026-03-04", 2)])
def test_nobody_is_recused_on_a_day_that_has_not_come(cases: Command, root: Path, decided: str, code: int) -> None:
    answer = cases("recuse", "2/26", "--member", "kari", "--decided", decided)
    assert (answer.code, f"decided: {decided}" in read(root, FORM)) == (code, not code), answer.err


LACKING = {
    "concluded": (ON_AGENDA.replace("on_agenda", "concluded"), ("conclude", "2/26", "adopted")),
    "submitted": (CONCLUDED.replace("concluded", "submitted"), ("submit", "2/26")),
    "closed": (SUBMITTED.replace("status: submitted", "status: closed"), ("answer", "2/26", "noted")),
    "withdrawn": (ON_AGENDA.replace("on_agenda", "withdrawn"), ("withdraw", "2/26", "--note", "Trukket i januar")),
}


@pytest.mark.parametrize("status", LACKING)
def test_the_command_a_finding_names_gives_a_status_what_it_lacks(du: Du, cases: Command, root: Path, status: str) -> None:
    text, words = LACKING[status]
    put(root, FORM, text)
    found = du("check", "--at", "2026-08-01", "--select", "DU301", "--lang", "en", cwd=root)
    assert (found.code, f"Command: du-cli cases {words[0]} 2026-002" in found.out) == (1, True)
    done(cases(*words, at="2026-08-01"))
    assert f"status: {status}\n" in read(root, FORM)
    sound(du, root, "2026-08-01")


def test_dates_on_the_day_itself_are_in_order(cases: Command, root: Path) -> None:
    put(root, FORM, CONCLUDED)
    done(cases("submit", "2/26"))
    done(cases("answer", "2/26", "noted"))
    done(cases("decide", "2/26", "granted"))


def test_with_no_mandate_in_force_a_case_cannot_be_raised(cases: Command, root: Path) -> None:
    put(root, "data/mandate.yaml", MANDATE.replace("valid_to: null", "valid_to: 2026-03-02"))
    answer = cases(*NEW)
    assert (answer.code, "No version of the mandate is in force on 3 March 2026." in answer.err) == (2, True)


def test_a_case_concluded_in_writing_by_hand_can_be_concluded_and_has_no_votes(cases: Command, root: Path) -> None:
    put(root, ARCHIVE, IN_WRITING.replace("closed: null", "closed: 2026-02-16"))
    answer = cases("conclude", "1/26", "adopted", "--votes", "1/0/0")
    assert (answer.code, "Votes are counted in meetings only" in answer.err) == (2, True)
    done(cases("conclude", "1/26", "adopted"))
    assert "  adopted: 2026-02-16\n  by: written_procedure\n  meeting: null\n" in read(root, ARCHIVE)


def test_a_case_withdrawn_while_it_is_out_for_answers_says_so(cases: Command, root: Path) -> None:
    put(root, ARCHIVE, IN_WRITING)
    answer = done(cases("withdraw", "1/26", "--note", "Uaktuelt"))
    assert "The written procedure ends with that and is not closed with a result." in answer.err
    assert "closed: null" in read(root, ARCHIVE)
    assert "in writing" not in done(cases("withdraw", "2/26", "--note", "Uaktuelt")).err


@pytest.mark.parametrize(("votes", "code"), [("2/0/0", 0), ("1/1/0", 0), ("1/1/1", 2)])
@pytest.mark.parametrize("status", ["called", "held"])
def test_no_more_vote_than_were_there_and_not_recused(cases: Command, root: Path, status: str, votes: str, code: int) -> None:
    """Three were there, and one of them is recused."""
    held = MEETING.format(id="2026-03-03", status=status) + "chair: kari\nattendance: {present: [kari, ola, per]}\n"
    put(root, "data/meetings/2026/2026-03-03.yaml", held)
    answer = cases("conclude", "2/26", "adopted", "--text", "Ja.", "--votes", votes)
    said = "3 votes in case 2/26, but only 2 present at 2026-03-03 and not recused."
    assert (answer.code, said in answer.err) == (code, bool(code)), answer.err


CONCLUDES = {
    "planned": ("planned", "", (), "The meeting 2026-03-03 is planned and not called. Call it first: du-cli meetings call 2026-03-03."),
    "cancelled": ("cancelled", "", ("--meeting", "2026-03-03"), "The meeting 2026-03-03 is cancelled."),
    "without attendance": ("called", "", ("--votes", "1/0/0"), "Record that first: du-cli meetings attend 2026-03-03."),
    "postponed there": (
        "called",
        "handling: [{date: 2026-03-03, meeting: 2026-03-03, outcome: postponed}]\n",
        (),
        "The meeting 2026-03-03 has the outcome postponed for case 2/26. If that is wrong, correct it: du-cli meetings minutes 2026-03-03 --item 1 --outcome OUTCOME --text TEXT",
    ),
}


@pytest.mark.parametrize("name", CONCLUDES)
def test_a_meeting_that_cannot_have_concluded_a_case_does_not(cases: Command, root: Path, name: str) -> None:
    status, handled, options, said = CONCLUDES[name]
    put(root, "data/meetings/2026/2026-03-03.yaml", MEETING.format(id="2026-03-03", status=status))
    put(root, FORM, ON_AGENDA + handled)
    answer = cases("conclude", "2/26", "adopted", *options)
    assert (answer.code, said in answer.err, read(root, FORM) == ON_AGENDA + handled) == (2, True, True), answer.err


@pytest.mark.parametrize(
    ("words", "wanted"), [("cases move 2026-00", "2026-001"), ("cases recuse 1/26 --member k", "kari"), ("cases new X --by o", "ola")]
)
def test_ids_complete_in_the_shell(root: Path, words: str, wanted: str) -> None:
    assert wanted in " ".join(complete(f"du-cli {words}", root))


ATTENDED = MEETING.format(id="2026-03-03", status="called") + "attendance: {present: [kari, per], absent: [ola]}\n"


@pytest.mark.parametrize(
    ("meeting", "who", "why"),
    [
        (None, "ola", ""),
        (None, "siv", "Siv was not in office on 3 March 2026, so there is no dissent to record."),
        (ATTENDED, "kari", ""),
        (ATTENDED, "ola", "Ola Nes was not at the meeting 2026-03-03, so there is no dissent to record."),
        (ATTENDED.replace("absent: [ola]", "substitutes: [{for: ola, name: Vara Nes}]"), "ola", ""),
        (ATTENDED.replace("agenda", "chair: ola\nagenda").replace(", absent: [ola]", ""), "ola", ""),
    ],
)
def test_only_who_was_there_dissents(cases: Command, root: Path, meeting: str | None, who: str, why: str) -> None:
    if meeting:
        put(root, "data/meetings/2026/2026-03-03.yaml", meeting)
    answer = cases("conclude", "2/26", "adopted", "--dissent", f"{who}: For dyrt")
    assert (answer.code, why in answer.err) == (2 if why else 0, True)


@pytest.mark.parametrize(("who", "code"), [("kari", 0), ("ola", 2)])
def test_in_writing_only_who_has_answered_dissents(cases: Command, root: Path, who: str, code: int) -> None:
    procedure = (
        "written_procedure:\n  reason: Haster\n  sent: 2026-02-02\n  sent_to: [kari, ola]\n  deadline: 2026-02-10\n"
        "  closed: 2026-02-11\n  responses: [{member: kari, date: 2026-02-03, position: objects}]\n"
    )
    put(root, ARCHIVE, PREPARED.replace("in_preparation", "in_written_procedure") + procedure)
    answer = cases("conclude", "1/26", "adopted", "--dissent", f"{who}: For dyrt")
    assert answer.code == code
    assert not code or "Ola Nes did not answer in case 1/26, so there is no dissent to record." in answer.err


PROJECT = "project: {name: Arkivet, scheme: Ordningen, applicants: [Bergen kommune], amount: 350000}\n"


@pytest.mark.parametrize(
    ("text", "amount", "said"),
    [
        (CLOSED + PROJECT, "349999", ""),
        (CLOSED + PROJECT, "350000", ""),
        (CLOSED + PROJECT, "350001", "Applied for in case 2/26: 350\u00a0000 kroner. Granted: 350\u00a0001 kroner, which is more."),
        (CLOSED, "1", "Case 2/26 asks no scheme for money."),
    ],
)
def test_money_nobody_asked_for_is_a_remark(cases: Command, root: Path, text: str, amount: str, said: str) -> None:
    put(root, FORM, text)
    answer = done(cases("decide", "2/26", "granted", "--amount", amount, at="2026-06-12"))
    assert answer.err == (f"{said}\n" if said else "")


def test_what_was_never_sent_on_gets_no_decision(cases: Command, root: Path) -> None:
    put(root, FORM, ON_AGENDA.replace("on_agenda", "closed").replace("addressee: radet\n", ""))
    answer = cases("decide", "2/26", "granted", at="2026-06-12")
    assert (answer.code, "Case 2/26 is closed; what came of it in the end is recorded once it was sent on." in answer.err) == (2, True)


@pytest.mark.parametrize("letter", ["\n", "\r", "\t", "\x07", "\x85", "\u2028"])
def test_a_title_is_one_line(cases: Command, root: Path, letter: str) -> None:
    answer = cases("new", f"Felles{letter}arkiv", *NEW[2:])
    assert (answer.code, "title is to be one line without control characters" in answer.err) == (2, True)
    assert not (root / NEW_PATH).parent.joinpath("003-felles-arkiv.yaml").exists()


@pytest.mark.parametrize(("letter", "code"), [("\n", 0), ("\t", 0), ("\x07", 2), ("\x1b", 2), ("\u2029", 2)])
def test_a_text_has_lines_and_no_control_characters(cases: Command, letter: str, code: int) -> None:
    answer = cases(*NEW, "--summary", f"Én{letter}to")
    assert (answer.code, "summary cannot hold control characters" in answer.err) == (code, bool(code))


TEXTS = {
    "lines ended as in Windows": ("En\r\n\r\nto\r\n", "|\n  En\n\n  to\n"),
    "blanks around it": (" \n  En \n  to\t\n\n", "|\n  En\n  to\n"),
    "all of it farther in": ("  - en\n    - to", "|\n  - en\n    - to\n"),
    "the first line farther in": ("  En\nto", "|\n  En\n  to\n"),
    "nothing but blanks": (" \r\n ", "null\n"),
}


@pytest.mark.parametrize(("given", "written"), TEXTS.values(), ids=TEXTS)
def test_a_text_keeps_its_lines_and_no_blanks_around_it(cases: Command, root: Path, given: str, written: str) -> None:
    done(cases(*NEW, "--summary", given))
    assert f"\nsummary: {written}proposal: " in read(root, NEW_PATH)


def test_a_recommendation_and_a_note_from_windows_are_written_with_plain_line_ends(cases: Command, root: Path) -> None:
    done(cases("conclude", "2/26", "adopted", "--text", "Ja. \r\n  Med vilkår.\r\n", "--note", "En\r\nto"))
    assert "  text: |\n    Ja.\n      Med vilkår.\n" in read(root, FORM)
    assert "note: |-\n" in read(root, FORM)
    assert "\r" not in (root / FORM).read_bytes().decode()
    answer = cases("conclude", "2/26", "adopted", "--text", " \r\n ")
    assert answer.code == 2


def test_nothing_is_written_while_the_policy_cannot_be_read(cases: Command, root: Path) -> None:
    put(root, "data/policy.yaml", "<<<<<<< HEAD\nquorum_share: 0.5\n=======\n>>>>>>> annen\n")
    answer = cases(*NEW)
    said = "data/policy.yaml cannot be read in full, so nothing is written. Run du-cli check to see why."
    assert (answer.code, said in answer.err) == (2, True)
    assert not (root / NEW_PATH).exists()
