"""The committee year in examples/ is what its diary makes, every day of it in order, and holds everything the format can say."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from conftest import TOP, Du

from du_cli.dataset.canonical_text import digest
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.written import deadline, silent
from du_cli.findings import Outcome, Severity
from du_cli.models import cases, meetings, members
from du_cli.models.cases import Case
from du_cli.models.record import Record, fields
from du_cli.rules import check
from du_cli.workspace import open_dataset
from scripts.make_examples import BY_HAND, DIARY, EXAMPLES, Entry, entries, play, texts

LAST = date(2024, 6, 14)
YEAR = tuple(entries(DIARY.read_text(encoding="utf-8")))
ABOUT = {  # what a commit names besides the cases and meetings whose files it changed
    "members add": {"Member"},
    "members appoint": {"Member", "Seat"},
    "members consult": {"Member", "Seat"},
    "members extend": {"Member", "Seat"},
    "members end": {"Member", "Seat"},
    "members move": {"Member"},
    "outreach add": {"Member"},
    "written respond": {"Member"},
    "cases recuse": {"Member"},
}


class Commit(NamedTuple):
    """A commit: its day, its subject, its trailers, and the files it changed."""

    day: str
    subject: str
    trailers: frozenset[tuple[str, str]]
    paths: frozenset[str]


def commits(root: Path) -> list[Commit]:
    """The commits, the first one first."""
    form = "--format=%x00%as%x01%s%x01%(trailers:only,unfold)%x01"
    log = subprocess.run(["git", "-C", root, "log", "--reverse", form, "--name-only"], capture_output=True, text=True, check=True).stdout
    parts = (part.split("\x01") for part in log.split("\0")[1:])
    return [Commit(day, subject, frozenset(pairs(trailers)), frozenset(paths.split())) for day, subject, trailers, paths in parts]


def pairs(trailers: str) -> Iterator[tuple[str, str]]:
    for line in trailers.splitlines():
        name, _, value = line.partition(": ")
        yield name, value


def faults(entry: Entry, root: Path) -> Iterator[str]:
    """What check says on an entry's day that the diary does not."""
    found = [one for one in check(open_dataset(root, date.fromisoformat(entry.day))) if one.outcome == Outcome.FINDING]
    yield from (f"line {entry.line}: error {one.code} in {one.record}" for one in found if one.severity == Severity.ERROR)
    warnings = {one.code for one in found if one.severity == Severity.WARNING}
    if warnings != entry.warnings:
        yield f"line {entry.line}: warnings {sorted(warnings)}, announced {sorted(entry.warnings)}"


def test_the_diary_makes_the_examples_and_every_day_of_it_is_in_order(tmp_path: Path) -> None:
    """One play of the whole year: what check says after each entry, the history, and the files at the end."""
    assert [fault for entry in play(tmp_path) for fault in faults(entry, tmp_path)] == []
    assert texts(tmp_path) == texts(EXAMPLES)
    left = subprocess.run(["git", "-C", tmp_path, "status", "--porcelain"], capture_output=True, text=True, check=True).stdout
    assert left == ""
    start, *history = commits(tmp_path)
    assert start.subject == "start"
    assert [one.day for one in history] == [entry.day for entry in YEAR]
    for entry, commit in zip(YEAR, history, strict=True):
        trailers_are_right(entry, commit)


def trailers_are_right(entry: Entry, commit: Commit) -> None:
    """Each case and meeting whose file a commit changed has its trailer, and the case, person and seat the command is about."""
    where = f"line {entry.line}: {commit}"
    if entry.words[0] == BY_HAND:
        assert (commit.subject, commit.paths, commit.trailers) == (entry.words[3], {entry.words[1]}, frozenset()), where
        return
    named = {kind: {value for name, value in commit.trailers if name == kind} for kind in ("Case", "Meeting", "Member", "Seat")}
    changed_cases = {f"{year}-{number}" for path in commit.paths for year, number in re.findall(r"data/cases/(\d+)/(\d+)", path)}
    about = {number_of(text) for option, text in pairwise(entry.words) if option in {"--case", "--item"} and "/" in text}
    assert named["Case"] == changed_cases | about, where
    changed_meetings = {path.rsplit("/", 1)[1].removesuffix(".yaml") for path in commit.paths if "/meetings/" in path}
    other = {"meetings plan": "--council", "meetings approve": "--meeting"}.get(" ".join(entry.words[:2]))
    assert named["Meeting"] == changed_meetings | {text for option, text in pairwise(entry.words) if option == other}, where
    assert {kind for kind in ("Member", "Seat") if named[kind]} == ABOUT.get(" ".join(entry.words[:2]), set()), where
    assert commit.subject, where


def number_of(text: str) -> str:
    number, year = text.split("/")
    return f"20{year}-{int(number):03}"


@pytest.fixture(scope="module")
def data() -> Dataset:
    return open_dataset(EXAMPLES, LAST)


def test_the_diary_is_in_the_order_of_its_days_and_ends_when_the_examples_do() -> None:
    days = [entry.day for entry in YEAR]
    assert days == sorted(days)
    assert days[-1] == LAST.isoformat()
    assert str(LAST) in (TOP / "Makefile").read_text(encoding="utf-8")


def test_every_write_command_is_in_the_diary() -> None:
    used = {entry.words[:2] for entry in YEAR if entry.words[0] != BY_HAND}
    words = {
        "members": "add appoint consult extend end move",
        "cases": "new move conclude submit answer decide withdraw recuse",
        "written": "open respond extend remind close",
        "meetings": "plan call agenda attend minutes approve cancel",
        "outreach": "add",
    }
    assert used == {(group, word) for group, found in words.items() for word in found.split()}


def test_the_last_day_is_clean_in_content_and_form(du: Du) -> None:
    assert du("--root", "examples", "check", "--strict", "--at", LAST.isoformat()).code == 0
    assert du("--root", "examples", "fmt", "--check").code == 0
    assert du("--root", "examples", "check", "--at", LAST.isoformat(), "--select", "DU0,DU7").out.startswith("0 ")


def test_every_file_a_person_began_says_that_it_is_fictitious() -> None:
    for path in [*EXAMPLES.glob("start/**/*.yaml"), EXAMPLES / BY_HAND / "waivers.yaml"]:
        assert "# Oppdiktet eksempel: ingen av disse finnes.\n" in path.read_text(encoding="utf-8"), path
        assert "# Oppdiktet eksempel: ingen av disse finnes.\n" in (EXAMPLES / "data" / path.name).read_text(encoding="utf-8"), path
    assert (EXAMPLES / BY_HAND / "mandate-2024.yaml").read_text(encoding="utf-8").startswith("  # Oppdiktet eksempel")
    assert "# Oppdiktet" in DIARY.read_text(encoding="utf-8").splitlines()[0]
    assert "oppdikt" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


def choices(found: type[Record], key: str) -> set[str]:
    """Every choice of a field of the format."""
    (field,) = (field for field in fields(found) if field.key == key)
    return {choice for choice in flat(field.annotation) if isinstance(choice, str)}


def flat(annotation: object) -> Iterator[object]:
    parts = get_args(annotation)
    yield from (one for part in parts for one in flat(part)) if parts else (annotation,)


def records(data: Dataset) -> list[Case]:
    return [file.case for file in data.case_files]


def test_forty_cases_have_every_status_type_and_outcome(data: Dataset) -> None:
    found = records(data)
    assert len(found) >= 40
    assert {one.status for one in found} == set(get_args(cases.Status))
    assert {one.type for one in found} == set(get_args(cases.CaseType))
    assert {one.outcome for case in found for one in case.handling} == set(get_args(cases.HandlingOutcome))
    assert {case.recommendation.position for case in found if case.recommendation} >= set(get_args(cases.RecommendationPosition))
    assert {case.answer.outcome for case in found if case.answer} == set(get_args(cases.AnswerOutcome))
    assert {case.decision.outcome for case in found if case.decision} == set(get_args(cases.DecisionOutcome))
    assert {one.outcome for case in found for one in case.recusals} == {"recused", "not_recused"}
    assert {case.access for case in found} == set(get_args(cases.Access))
    assert all((case.legal_basis or "").startswith("offl. § ") for case in found if case.access == "restricted")
    returned = {case.id for case in found if case.answer and case.answer.outcome == "returned"}
    assert returned & {case.follows for case in found}


def test_every_recommendation_has_the_digest_of_its_text_however_it_was_adopted(data: Dataset) -> None:
    found = [case.recommendation for case in records(data) if case.recommendation]
    assert {one.by for one in found} == {"meeting", "written_procedure"}
    assert all(one.text and one.text_sha256 == digest(one.text) for one in found)


def test_six_written_procedures_are_open_extended_closed_and_withdrawn(data: Dataset) -> None:
    found = [(case, case.written_procedure) for case in records(data) if case.written_procedure]
    assert len(found) >= 6
    positions = {one.position for _, procedure in found for one in procedure.responses}
    assert positions == set(get_args(cases.ResponsePosition))
    ended = Counter((case.status, procedure.closed is not None, procedure.extended_to is not None) for case, procedure in found)
    assert ended["in_written_procedure", False, False] >= 1
    assert ended["in_written_procedure", False, True] >= 1
    assert ended["withdrawn", False, False] >= 1
    by_writing = [case for case, _ in found if case.recommendation and case.recommendation.by == "written_procedure"]
    to_a_meeting = [case for case, procedure in found if procedure.closed and case.recommendation and case.recommendation.by == "meeting"]
    assert len(by_writing) >= 2
    assert len(to_a_meeting) >= 1
    assert any(one.date > last for _, procedure in found if (last := deadline(procedure)) for one in procedure.responses)
    assert all(silence and silence.members for case, _ in found if (silence := silent(data, case, LAST)))


def test_fifteen_meetings_have_every_type_and_status(data: Dataset) -> None:
    found = list(data.meetings.values())
    assert len(found) >= 15
    assert {one.type for one in found} == choices(meetings.Meeting, "type")
    assert {one.status for one in found} == choices(meetings.Meeting, "status")
    assert {item.type for one in found for item in one.agenda} == choices(meetings.AgendaItem, "type")
    assert {item.purpose for one in found for item in one.agenda} >= choices(meetings.AgendaItem, "purpose")
    assert any(one.attendance and one.attendance.substitutes for one in found)
    assert any(one.attendance and one.attendance.guests for one in found)
    assert {one.approved.meeting is None for one in found if one.approved} == {True, False}


def test_the_plan_has_meetings_of_the_council_with_the_day_papers_are_due(data: Dataset) -> None:
    councils = [one for plan in data.plans.values() for one in plan.council_meetings]
    assert {plan.year for plan in data.plans.values()} == {2023, 2024}
    assert len(councils) >= 4
    assert all(one.papers_due and one.papers_due < one.date for one in councils)


def test_twenty_members_come_leave_early_and_go_on_by_an_exception(data: Dataset) -> None:
    appointed = [one for member in data.members for one in member.appointments]
    assert len({member.id for member in data.members if member.appointments}) >= 20
    assert [one.ended_reason for one in appointed if one.ended and one.until and one.ended < one.until and one.ended_reason]
    assert [one for one in appointed if one.exception and one.exception.kind == "continuity"]
    assert {asked.advice for one in appointed for asked in one.consultations} == choices(members.Consultation, "advice")
    assert {member.role for member in data.members} == choices(members.Member, "role")


def test_the_outreach_is_for_every_audience_and_over_half_the_members_have_some(data: Dataset) -> None:
    found = [one for year in data.outreach.values() for one in year.activities]
    assert {one.audience for one in found} >= choices(meetings.Activity, "audience")
    assert len({one.member for one in found}) > len(data.members) / 2


def test_the_counties_are_reformed_in_the_middle_and_the_mandate_follows(data: Dataset) -> None:
    moved = [entry.words for entry in YEAR if entry.words[:2] == ("members", "move")]
    homes = {words[2]: words[3] for words in moved}
    assert len(homes) == 3
    assert {member.id: member.organisation for member in data.members if member.id in homes} == homes
    assert all(len(member.appointments) == 1 for member in data.members if member.id in homes)
    reform = date(2024, 1, 1)
    before, after = ({one.code for one in check(open_dataset(EXAMPLES, day))} for day in (reform - timedelta(days=1), reform))
    assert "DU107" in after - before
    versions = [(one.valid_from, one.valid_to) for one in data.versions]
    assert versions == [(None, date(2024, 1, 31)), (date(2024, 2, 1), None)]


def test_a_vacant_place_is_waived_until_a_day(data: Dataset, du: Du) -> None:
    (waiver,) = data.waivers.waivers
    assert "DU103" not in {one.code for one in check(data) if one.outcome == Outcome.FINDING}
    day = waiver.until + timedelta(days=1)
    answer = du("--root", "examples", "check", "--at", day.isoformat(), "--select", "DU103,DU014", "--format", "json").out
    assert "DU103" in answer
    assert "DU014" in answer
