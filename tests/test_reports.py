"""Every figure of every report against a count of the same files that does without the program."""

import json
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from committee_facts import AT, COMMITTEE, activities, cases, files, held, in_office, members, read
from conftest import Du

from du_cli.counts import kroner
from du_cli.dataset.vocabulary import REPORTS
from du_cli.document import Items, Paragraph
from du_cli.i18n import set_language
from du_cli.models.policy import Policy
from du_cli.reports.figures import percent, prose
from du_cli.reports.names import case_number
from du_cli.workspace import open_dataset

ASKED = ("--root", COMMITTEE, "--at", AT.isoformat(), "--lang", "en")


def facts(du: Du, *arguments: str) -> dict[str, Any]:
    answer = du(*arguments, *ASKED, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    found: dict[str, Any] = json.loads(answer.out)
    assert found["schema_version"] == 1
    return found


def nonzero(figures: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in figures.items() if count}


def test_the_committee_has_cases_in_every_status_and_type() -> None:
    from typing import get_args

    from du_cli.models.cases import CaseType, Status

    assert {case["status"] for case in cases()} == set(get_args(Status))
    assert {case["type"] for case in cases()} == set(get_args(CaseType))


def test_cases_are_listed_in_the_order_of_their_numbers_and_counted_by_status_and_type(du: Du) -> None:
    found = facts(du, "report", "cases")
    assert [case["id"] for case in found["cases"]] == [case["id"] for case in cases()]
    assert found["cases"][-1]["number"] == "1000/26"
    assert nonzero(found["by_status"]) == Counter(case["status"] for case in cases())
    assert nonzero(found["by_type"]) == Counter(case["type"] for case in cases())


def involved(case: dict[str, Any], person: str) -> bool:
    """Whether a case names a person or body anywhere but as asked in a procedure that is over."""
    procedure = dict(case.get("written_procedure") or {})
    asked = procedure.pop("sent_to", [])
    running = [*asked, "provelaget"] if case["status"] == "in_written_procedure" and asked else []  # it has holders who are not published
    return person in [*running, *texts_in({**case, "written_procedure": procedure})]


def texts_in(value: Any) -> list[str]:
    """Every text in a value, at any depth."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [found for one in inner for found in texts_in(one)]


@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        (["--status", "closed"], lambda case: case["status"] == "closed"),
        (["--status", "closed,withdrawn"], lambda case: case["status"] in {"closed", "withdrawn"}),
        (["--status", "closed", "--status", "concluded"], lambda case: case["status"] in {"closed", "concluded"}),
        (["--type", "advice"], lambda case: case["type"] == "advice"),
        (["--task", "3"], lambda case: 3 in case.get("mandate_tasks", [])),
        (["--task", "gammel"], lambda case: "gammel" in case.get("mandate_tasks", [])),
        (["--person", "ola"], lambda case: involved(case, "ola")),
        (["--person", "Ola Prøve"], lambda case: involved(case, "ola")),
        (["--person", "anne"], lambda case: involved(case, "anne")),
        (["--person", "per"], lambda case: involved(case, "per")),
        (["--person", "provelaget"], lambda case: involved(case, "provelaget")),
        (["--person", "proveradet"], lambda case: involved(case, "proveradet")),
        (["--person", "digiprove-vest"], lambda case: involved(case, "digiprove-vest")),
        (["--person", "nina"], lambda case: involved(case, "nina")),
        (["--person", "prove-ikt"], lambda case: involved(case, "prove-ikt")),
        (["--person", "Bergen kommune"], lambda case: involved(case, "Bergen kommune")),
        (["--from", "2026-02-10"], lambda case: (case["raised"].get("date") or date.min) >= date(2026, 2, 10)),
        (["--from", "2026-02-11"], lambda case: (case["raised"].get("date") or date.min) >= date(2026, 2, 11)),
        (["--to", "2026-02-10"], lambda case: (case["raised"].get("date") or date.max) <= date(2026, 2, 10)),
        (["--to", "2026-02-09"], lambda case: (case["raised"].get("date") or date.max) <= date(2026, 2, 9)),
        (["--year", "2025"], lambda case: case["id"].startswith("2025")),
        (["--year", "2026"], lambda case: case["id"].startswith("2026")),  # the day 2026-009 was raised is not recorded
        (["--from", "2026-01-01", "--to", "2026-12-30"], lambda case: case["id"].startswith("2026") and case["id"] != "2026-009"),
        (["--from", "2026-01-01"], lambda case: case["id"].startswith("2026")),
        (["--year", "2024"], lambda case: case is None),
        (["--status", "closed", "--person", "ola", "--year", "2026"], lambda case: case["id"] == "2026-010"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_cases_are_chosen_by_status_type_task_person_and_date(du: Du, arguments: list[str], chosen: Any) -> None:
    found = facts(du, "cases", "list", *arguments)
    assert [case["id"] for case in found["cases"]] == [case["id"] for case in cases() if chosen(case)]


def test_a_case_is_shown_as_its_file_says_it_by_the_day_with_names_and_what_the_day_adds(du: Du) -> None:
    for case in cases():
        answers = (case.get("written_procedure") or {}).get("responses", [])
        answers[:] = [one for one in answers if one["date"] <= AT]
        found = facts(du, "cases", "show", case["id"])
        shown = {key: value for key, value in found["case"].items() if key in case}
        assert json.loads(json.dumps(case, default=str)) == _like(json.loads(json.dumps(case, default=str)), shown)
    found = facts(du, "cases", "show", "3/26")
    assert (found["number"], found["continued_by"], found["numbers"]["2026-008"]) == ("3/26", ["2026-008"], "8/26")
    assert [(one["meeting"], one["item"], one["outcome"]) for one in found["agenda"]] == [("2026-04-07", 3, "noted")]


def _like(wanted: Any, found: Any) -> Any:
    """What was found, without the keys the file left out."""
    if isinstance(wanted, dict):
        return {key: _like(value, found[key]) for key, value in wanted.items()}
    if isinstance(wanted, list):
        return [_like(one, other) for one, other in zip(wanted, found, strict=True)]
    return found


def test_recommendations_tell_what_was_answered_and_what_was_decided(du: Du) -> None:
    found = facts(du, "report", "recommendations")
    wanted = [case for case in cases() if case.get("recommendation")]
    assert [(one["id"], one["adopted"], one["position"]) for one in found["recommendations"]] == [
        (case["id"], _iso(case["recommendation"].get("adopted")), case["recommendation"].get("position")) for case in wanted
    ]
    assert {one["id"]: one["fate"] for one in found["recommendations"]} == {
        "2025-001": "noted",
        "2026-001": "followed",
        "2026-002": "waiting",
        "2026-004": "not_submitted",
        "2026-007": "not_adopted",
        "2026-010": "unanswered",
        "2026-1000": "stays",
    }
    assert nonzero(found["by_fate"]) == Counter(one["fate"] for one in found["recommendations"])
    assert nonzero(found["by_decision"]) == Counter(case["decision"]["outcome"] for case in wanted if case.get("decision"))
    assert found["applied"] == sum(one["amount"] for case in wanted if (one := case.get("project") or {}).get("scheme")) == 450_000
    assert found["granted"] == sum((case.get("decision") or {}).get("amount", 0) for case in wanted) == 300_000


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def test_recommendations_of_a_year_are_those_adopted_in_it(du: Du) -> None:
    found = facts(du, "report", "recommendations", "--year", "2026")
    assert [one["id"] for one in found["recommendations"]] == ["2026-001", "2026-002", "2026-004", "2026-010", "2026-1000"]


def test_attendance_is_counted_for_each_member_and_meeting_while_in_office(du: Du) -> None:
    found = facts(du, "report", "attendance")
    meetings = list(held())
    assert [one["meeting"] for one in found["meetings"]] == [meeting["id"] for meeting in meetings]
    states: Counter[tuple[str, str]] = Counter()
    for meeting, shown in zip(meetings, found["meetings"], strict=True):
        attendance = meeting["attendance"]
        there = {*attendance["present"], meeting["chair"]}
        sitting = in_office(date.fromisoformat(meeting["id"][:10]))
        represented = {one["for"] for one in attendance.get("substitutes", [])}
        mine = {
            "present": [one for one in sitting if one in there],
            "substitute": [one for one in sitting if one in represented],
            "absent": [one for one in sitting if one in attendance.get("absent", []) and one not in there],
        }
        mine["not_recorded"] = [one for one in sitting if not any(one in group for group in mine.values())]
        assert {state: shown[state] for state in mine} == {state: len(people) for state, people in mine.items()}
        assert shown["in_office"] == len(sitting) + 2, "two holders are not published"
        assert shown["unpublished"] == sum(attendance.get("unpublished", {}).values())
        assert shown["counted"] == len({*mine["present"], *mine["substitute"], meeting["chair"]} - {"provelaget"}) + shown["unpublished"]
        states.update((one, state) for state, people in mine.items() for one in people)
    for member in found["members"]:
        assert {state: member[state] for state in ("present", "substitute", "absent", "not_recorded")} == {
            state: states[member["id"], state] for state in ("present", "substitute", "absent", "not_recorded")
        }
        assert member["meetings"] == sum(count for (who, _state), count in states.items() if who == member["id"])
        assert member["share"] == member["present"] / member["meetings"]
    assert {member["id"] for member in found["members"]} == {who for who, _state in states}


def test_a_member_is_counted_from_the_first_day_to_the_last_and_no_longer(du: Du) -> None:
    found = {one["id"]: one["meetings"] for one in facts(du, "report", "attendance")["members"]}
    assert (found["gro"], found["per"], found["ivar"], found["siri"], found["anne"]) == (1, 4, 4, 1, 5)


def test_a_substitute_and_a_secretary_who_chairs_are_named(du: Du) -> None:
    found = facts(du, "report", "attendance")
    assert [one["substitute"] for one in found["presences"] if one["substitute"]] == ["Unni Stedfortreder"]
    assert {one["meeting"]: one["others"] for one in found["meetings"] if one["others"]} == {
        "2026-04-07": ["Tone Sekretær"],
        "2026-04-07-2": ["Tone Sekretær"],
    }


def test_meetings_are_listed_by_day_with_cases_briefings_and_people_present(du: Du) -> None:
    found = facts(du, "report", "meetings")
    meetings = sorted(files("meetings"), key=lambda one: (one["id"][:10], len(one["id"])))
    assert [one["id"] for one in found["meetings"]] == [one["id"] for one in meetings]
    assert [one["briefings"] for one in found["meetings"]] == [
        sum(item["type"] == "briefing" for item in one.get("agenda", [])) for one in meetings
    ]
    assert [len(one["cases"]) for one in found["meetings"]] == [sum("case" in item for item in one.get("agenda", [])) for one in meetings]
    assert nonzero(found["by_status"]) == Counter(one["status"] for one in meetings)
    # Chairs count once: kari with two, tone with six; the body that chairs is one of those not published. A substitute counts, and
    # the secretary only where she chairs.
    assert {one["id"]: one["present"] for one in found["meetings"] if one["present"] is not None} == {
        "2025-03-04": 3,
        "2026-02-03": 7,
        "2026-04-07": 4,
        "2026-04-07-2": 7,
        "2026-06-16": 2,
    }


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--status", "planned,called"], ["2026-12-01", "2026-12-15"]),
        (["--year", "2025"], ["2025-03-04"]),
        (["--from", "2026-04-07", "--to", "2026-05-05"], ["2026-04-07", "2026-04-07-2", "2026-05-05"]),
        (["--from", "2026-12-02"], ["2026-12-15"]),
        (["--person", "gro"], ["2025-03-04"]),
        (["--person", "anne", "--year", "2026"], ["2026-02-03", "2026-04-07", "2026-04-07-2", "2026-06-16"]),  # absent in June
        (["--person", "provelaget", "--to", "2026-02-03"], ["2026-02-03"]),  # two of its holders who are not published
        (["--person", "tone"], ["2026-04-07", "2026-04-07-2"]),
    ],
    ids=" ".join,
)
def test_meetings_are_chosen_by_status_person_and_date(du: Du, arguments: list[str], ids: list[str]) -> None:
    assert [one["id"] for one in facts(du, "meetings", "list", *arguments)["meetings"]] == ids


def test_mandate_tasks_are_those_of_the_mandate_in_force_when_the_case_was_raised(du: Du) -> None:
    found = facts(du, "report", "mandate-tasks")
    versions = read(COMMITTEE / "data" / "mandate.yaml")["versions"]
    placed: dict[tuple[str, str], list[str]] = {}
    for case in cases():
        raised = case["raised"].get("date") or AT
        version = next(one for one in versions if (one["valid_from"] or date.min) <= raised <= (one["valid_to"] or date.max))
        for task in version["tasks"]:
            if task["id"] in case.get("mandate_tasks", []):
                placed.setdefault((version["id"], str(task["id"])), []).append(case["id"])
    assert {(one["version"], one["id"]): [case["id"] for case in one["cases"]] for one in found["tasks"] if one["cases"]} == placed
    assert [case["id"] for case in found["without"]] == ["2026-007", "2026-009"]
    assert {case["id"] for case in cases()} == {"2026-007", "2026-009", *(case for ids in placed.values() for case in ids)}
    assert [(one["id"], one["summary"]) for one in found["clauses"]] == [("oppgave-1", "Utvalget gir anbefalinger.")]


def test_outreach_is_counted_by_member_area_and_audience(du: Du) -> None:
    found = facts(du, "outreach", "list")
    assert [(one["day"], one["member"]) for one in found["activities"]] == [
        (one["date"].isoformat(), one["member"]) for one in sorted(activities(), key=lambda one: one["date"])
    ]
    by_member = Counter(one["member"] for one in activities())
    assert {one["id"]: one["activities"] for one in found["by_member"]} == {who: by_member[who] for who in [*in_office(AT), *by_member]}
    assert found["by_area"] == {"Rogaland": 2, "Troms": 1, "Vestland": 2}
    assert nonzero(found["by_audience"]) == Counter(one["audience"] for one in activities() if "audience" in one)
    assert found["without"] == ["Finnmark"]


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        (["--person", "per"], ["2026-09-09", "2026-10-10"]),
        (["--area", "Vestland"], ["2026-02-10", "2026-03-10"]),
        (["--area", "46", "--to", "2026-02-10"], ["2026-02-10"]),
        (["--audience", "political"], ["2025-05-05", "2026-09-09"]),
        (["--year", "2025"], ["2025-05-05", "2025-06-06"]),
    ],
    ids=" ".join,
)
def test_outreach_is_chosen_by_person_area_audience_and_date(du: Du, arguments: list[str], days: list[str]) -> None:
    assert [one["day"] for one in facts(du, "outreach", "list", *arguments)["activities"]] == days


def test_the_plan_is_set_against_what_happened(du: Du) -> None:
    found = facts(du, "plan", "show")
    plan = files("plans")[0]
    meetings = [meeting for meeting in files("meetings") if meeting["id"].startswith("2026")]
    days = {date.fromisoformat(meeting["id"][:10]) for meeting in meetings} | set(plan["committee_meetings"])
    assert {one["day"] for one in found["meetings"]} == {day.isoformat() for day in days}
    for month in found["months"]:
        assert month["planned"] == sum(day.month == month["month"] for day in plan["committee_meetings"])
        assert month["held"] == sum(int(meeting["id"][5:7]) == month["month"] for meeting in held(2026))
    assert [month["month"] for month in found["months"] if month["counts"]] == [1, 2, 3, 4, 5, 6, 8, 9, 10]
    # 5 May is cancelled; 16 June is the day the papers are due; on 24 September the last meeting lies before the previous council's.
    assert [(one["before"], one["lead_days"]) for one in found["council_meetings"]] == [
        (["2026-02-03"], 23),
        (["2026-04-07"], 51),
        (["2026-06-16"], 0),
        ([], None),
        (None, None),
    ]
    assert {one["meeting"]: one["notice_days"] for one in found["meetings"] if one["notice_days"] is not None} == {
        meeting["id"]: (date.fromisoformat(meeting["id"][:10]) - meeting["called"]).days for meeting in meetings if "called" in meeting
    }


def test_a_year_without_a_plan_says_so(du: Du) -> None:
    assert facts(du, "plan", "show", "--year", "2025")["recorded"] is False
    assert "No plan is recorded for the year." in du("plan", "show", "--year", "2025", *ASKED).out


def test_the_year_tells_who_came_and_went(du: Du) -> None:
    changes = []
    day = date(2026, 1, 1)
    while day <= AT:
        before, after = in_office(day - timedelta(days=1)), in_office(day)
        changes += [((day - timedelta(days=1)).isoformat(), "went", one) for one in before if one not in after]
        changes += [(day.isoformat(), "came", one) for one in after if one not in before]
        day += timedelta(days=1)
    wanted = [change for change in changes if change[0] >= "2026-01-01"]
    found = facts(du, "report", "annual")
    assert [(one["day"], one["kind"], one["id"]) for one in found["changes"]] == wanted
    assert wanted == [("2026-01-15", "came", "per"), ("2026-05-31", "went", "ivar"), ("2026-06-15", "came", "siri")]


def test_the_last_day_of_a_year_belongs_to_it(du: Du) -> None:
    found = facts(du, "report", "annual", "--year", "2025")
    assert [(one["day"], one["kind"], one["id"]) for one in found["changes"]] == [("2025-12-31", "went", "gro")]
    assert [case["id"] for case in found["cases"]["cases"]] == ["2025-001", "2025-002"]


def test_the_year_holds_the_same_figures_as_the_reports_it_is_made_of(du: Du) -> None:
    found = facts(du, "report", "annual", "--year", "2026")
    for name in ("meetings", "attendance", "cases", "recommendations", "outreach"):
        alone = facts(du, "report", name, "--year", "2026")
        assert {"schema_version": 1, "incomplete": [], **found[name]} == alone
    sent = [case["id"] for case in cases() if (case.get("written_procedure") or {}).get("sent")]
    assert [one["id"] for one in found["written"]] == sent
    checked = json.loads(du("check", *ASKED, "--format", "json").out)
    assert found["findings"] == checked["summary"]


def test_findings_are_those_of_check(du: Du) -> None:
    found = facts(du, "report", "findings")
    checked = json.loads(du("check", *ASKED, "--format", "json").out)
    assert found["summary"] == checked["summary"]
    assert [(one["code"], one["message"], one["line"]) for one in found["findings"]] == [
        (one["code"], one["message"], one["line"]) for one in checked["findings"]
    ]


def test_roster_seats_and_terms_are_those_of_their_commands(du: Du) -> None:
    for name, command in (("roster", ["members", "list"]), ("seats", ["seats", "list"]), ("terms", ["terms"])):
        assert facts(du, "report", name) == facts(du, *command)


SAYS = {
    "roster": ("Prøvenemnda", "Kari Eksempel"),
    "seats": ("Prøvenemnda", "Kari Eksempel"),
    "terms": ("Prøvenemnda", "Kari Eksempel"),
    "cases": ("Prøvenemnda", "Felles innlogging"),
    "recommendations": ("Nemnda anbefaler støtte.", "Felles innlogging"),
    "meetings": ("Prøvenemnda", "2026-04-07-2"),
    "attendance": ("Unni Stedfortreder", "Unni Stedfortreder"),
    "mandate-tasks": ("Informere hverandre", "Informere hverandre"),
    "outreach": ("Finnmark", "DigiPrøve Vest"),
    "annual": ("Finnmark", "Siri Skrevet"),
    "findings": ("DU107", "DU107"),
}
"""A few words of each report; as a table it lacks titles and running text."""


@pytest.mark.parametrize("form", ["text", "md", "html", "csv", "json"])
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_every_form(du: Du, name: str, form: str) -> None:
    answer = du("report", name, *ASKED, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert SAYS[name][form in {"csv", "json"}] in answer.out


def test_every_report_of_an_empty_committee_says_that_there_is_nothing(du: Du, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("mandate.yaml", "members.yaml"):
        shutil.copy(COMMITTEE / "data" / name, tmp_path / "data" / name)
    for name in REPORTS:
        answer = du("report", name, "--root", tmp_path, "--at", AT.isoformat(), "--lang", "en")
        assert (answer.code, answer.err) == (0, "")
    for name in ("cases", "recommendations", "meetings", "attendance"):
        assert "No " in du("report", name, "--root", tmp_path, "--at", AT.isoformat(), "--lang", "en").out


def test_a_person_is_shown_with_meetings_answers_cases_and_outreach(du: Du) -> None:
    every = {one["id"]: one for one in facts(du, "report", "attendance")["members"]}
    for member in members():
        found = facts(du, "members", "show", member["id"])["work"]
        assert found["attendance"] == every.get(member["id"])
        answers = [
            (case["id"], one["date"].isoformat(), one["position"])
            for case in cases()
            for one in (case.get("written_procedure") or {}).get("responses", [])
            if one.get("member") == member["id"] and one["date"] <= AT
        ]
        assert [(one["id"], one["day"], one["position"]) for one in found["answers"]] == answers
        assert [one["id"] for one in found["cases"]] == [case["id"] for case in cases() if involved(case, member["id"])]
        assert len(found["outreach"]) == sum(one["member"] == member["id"] for one in activities())
    assert "Present in 4 of 5 meetings (80%)" in du("members", "show", "ola", *ASKED).out


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("{sequence}/{yy}", "3/26"),
        ("{year}-{sequence}", "2026-3"),
        ("Sak {sequence}", "Sak 3"),
    ],
)
def test_a_case_number_is_written_as_the_policy_says(pattern: str, shown: str) -> None:
    assert case_number(Policy(case_number=pattern), "2026-003") == shown


def test_a_number_that_two_cases_share_is_not_guessed(du: Du, tmp_path: Path) -> None:
    shutil.copytree(COMMITTEE / "data", tmp_path / "data")
    (tmp_path / "data" / "policy.yaml").write_text('case_number: "{sequence}"\n', encoding="utf-8")
    answer = du("cases", "show", "1", "--root", tmp_path, "--lang", "en")
    assert (answer.code, answer.err) == (2, "du-cli: 1 is the number of more than one case: 2025-001 and 2026-001.\n")
    assert du("cases", "show", "3", "--root", tmp_path).code == 0


def test_amounts_and_shares_are_written_for_the_reader() -> None:
    assert [kroner(amount) for amount in (None, 0, 999, 1000, 4500000)] == ["–", "0", "999", "1\xa0000", "4\xa0500\xa0000"]
    assert [percent(value) for value in (None, 0.0, 0.005, 2 / 3, 1.0)] == ["–", "0%", "0%", "67%", "100%"]
    set_language("nb")
    assert percent(2 / 3) == "67 %"


def test_running_text_is_paragraphs_and_lists() -> None:
    text = "One line\nand its second.\n\n- a\n- b\n\n\nLast – with - a dash\n"
    assert prose(text) == (Paragraph("One line and its second."), Items(("a", "b")), Paragraph("Last – with - a dash"))
    assert prose("Thus:\n- a\n  goes on\n* b\n") == (Paragraph("Thus:"), Items(("a goes on", "b")))
    assert prose(None) == prose("") == prose(" \n\n \n") == ()


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph, texts))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. Rådet bør\nstøtte det.\n2. Avtalen evalueres.\n", ("1. Rådet bør støtte det.", "2. Avtalen evalueres.")),
        ("Rådet bør\n1) støtte\n2) vente\n3) spørre", ("Rådet bør", "1) støtte", "2) vente", "3) spørre")),
        ("Rådet bør\na) støtte\nb) vente", ("Rådet bør", "a) støtte", "b) vente")),
        ("4. Fire\n5. Fem", ("4. Fire", "5. Fem")),
        ("1. En\n\n2. To", ("1. En", "2. To")),
        ("9. Ni\n10. Ti", ("9. Ni", "10. Ti")),
        ("Møtet er\n12. mars 2024, og fristen er\n1. mai.", ("Møtet er 12. mars 2024, og fristen er 1. mai.",)),
        ("Se § 6\n1. ledd bokstav\na) og § 7", ("Se § 6 1. ledd bokstav a) og § 7",)),
        ("1. En\n2) To", ("1. En 2) To",)),
        ("A. Nordmann\nB. Nordmann", ("A. Nordmann B. Nordmann",)),
    ],
)
def test_numbered_points_of_a_text_stand_each_on_its_own(text: str, shown: tuple[str, ...]) -> None:
    assert prose(text) == paragraphs(*shown)


def test_members_in_office_are_counted_as_the_program_counts_them() -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 14), date(2026, 1, 15), date(2026, 5, 31), date(2026, 6, 1), AT):
        assert in_office(day) == list(dict.fromkeys(one.member.id for one in open_dataset(COMMITTEE, day).in_office))
    assert len(members()) == 9
