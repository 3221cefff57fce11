"""Every figure of every report over examples/, against a count of the plain files that does without the program."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP, Du
from ruamel.yaml import YAML

DATA = TOP / "examples" / "data"
LAST = date(2024, 6, 17)
DAYS = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 1), LAST, date(2027, 7, 31)]
"""Around the county reform, around the new mandate, at the end of the diary, and on the last day of the first terms."""

Record = dict[str, Any]
ENDED = {"Viken fylkeskommune", "Vestfold og Telemark fylkeskommune", "Troms og Finnmark fylkeskommune"}
"""The county councils that ceased to exist after 31 December 2023, those that this committee knows."""
OLD_COUNTIES = {"Viken": {"Akershus", "Buskerud", "Østfold"}, "Vestfold og Telemark": {"Vestfold", "Telemark"}}
OLD_COUNTIES["Troms og Finnmark"] = {"Troms", "Finnmark"}


@cache
def read(path: Path) -> Any:
    """One file; dates as dates."""
    return YAML(typ="safe", pure=True).load(path)


def files(folder: str) -> list[Record]:
    found = [read(path) for path in sorted((DATA / folder).rglob("*.yaml"))]
    return [{**one, "id": str(one["id"])} if "id" in one else one for one in found]


def cases() -> list[Record]:
    return sorted(files("cases"), key=lambda case: case["id"])


def meetings(*statuses: str) -> list[Record]:
    return [one for one in sorted(files("meetings"), key=lambda one: one["id"]) if not statuses or one["status"] in statuses]


def members() -> list[Record]:
    found: list[Record] = read(DATA / "members.yaml")["members"]
    return found


def mandate(day: date) -> Record:
    versions = read(DATA / "mandate.yaml")["versions"]
    return next(one for one in versions if (one["valid_from"] or date.min) <= day <= (one["valid_to"] or date.max))


def sitting(day: date) -> list[tuple[Record, Record]]:
    """Those in office with the appointment; every one has its first and last day, and nobody holds over on the days asked about."""
    pairs = [(member, one) for member in members() for one in member["appointments"]]
    return [(member, one) for member, one in pairs if one["from"] <= day <= (one["ended"] or one["until"])]


def in_office(day: date) -> list[str]:
    return list(dict.fromkeys(member["id"] for member, _ in sitting(day)))


def day_of(meeting: Record) -> date:
    return date.fromisoformat(meeting["id"][:10])


def report(du: Du, name: str, at: date = LAST, *more: str) -> Record:
    answer = du("--root", "examples", "report", name, "--at", at.isoformat(), "--format", "json", "--lang", "en", *more)
    assert (answer.code, answer.err) == (0, "")
    found: Record = json.loads(answer.out)
    assert found["schema_version"] == 1
    return found


def nonzero(figures: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in figures.items() if count}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def organisation(member: Record, appointment: Record, day: date) -> str:
    """Where somebody came from on a day, by its name."""
    own = appointment.get("organisation")
    text = own if own and not (own in ENDED and day >= date(2024, 1, 1)) else member["organisation"]
    named = [*read(DATA / "mandate.yaml")["bodies"], *read(DATA / "organisations.yaml")["organisations"]]
    return next((one["name"] for one in named if one["id"] == text), text)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_roster(du: Du, day: date) -> None:
    found = report(du, "roster", day)
    seated = {
        (member["id"], one["seat"], iso(one["from"]), iso(one["until"]), iso(one["ended"]), organisation(member, one, day))
        for member, one in sitting(day)
    }
    keys = ("id", "seat", "first", "last", "ended", "organisation")
    assert {tuple(one[key] for key in keys) for one in found["members"] if one["seat"]} == seated
    secretaries = {member["id"] for member in members() if member["role"] == "secretary" and not member["appointments"]}
    assert {one["id"] for one in found["members"] if not one["seat"]} == secretaries
    assert len(found["members"]) == len(seated) + len(secretaries)
    assert found["unpublished"] == [] == list(read(DATA / "members.yaml").get("unpublished_holders") or {})


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_seats(du: Du, day: date) -> None:
    found = report(du, "seats", day)
    version = mandate(day)
    holders = {seat["id"]: [member["id"] for member, one in sitting(day) if one["seat"] == seat["id"]] for seat in version["seats"]}
    vacant = {seat["id"]: seat["count"] - len(holders[seat["id"]]) for seat in version["seats"]}
    assert found["version"] == version["id"]
    assert {one["id"]: (one["places"], one["vacant"]) for one in found["seats"]} == {
        seat["id"]: (seat["count"], vacant[seat["id"]]) for seat in version["seats"]
    }
    assert {one["id"]: [holder["id"] for holder in one["holders"]] for one in found["seats"]} == holders
    assert (found["places"], found["vacant"], found["unpublished"]) == (version["size"], sum(vacant.values()), 0)
    assert found["filled"] == sum(map(len, holders.values()))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_terms(du: Du, day: date) -> None:
    found = report(du, "terms", day)
    wanted = {}
    for member, one in sitting(day):
        left = ((one["ended"] or one["until"]) - day).days
        half_a_year = (one["ended"] or one["until"]) <= _months_on(day, read(DATA / "policy.yaml")["expiry_notice_months"])
        wanted[member["id"]] = (one["seat"], left, "ends_soon" if half_a_year else "running")
    assert {one["id"]: (one["seat"], one["days_left"], one["state"]) for one in found["terms"]} == wanted
    assert found["not_recorded"] == 0


def _months_on(day: date, months: int) -> date:
    """The same day of a later month; the days asked about are not the last of a longer month, but for 31 August."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return min(after, after.replace(day=min(day.day, after.day)))


@pytest.mark.parametrize("year", [None, 2023, 2024])
def test_the_cases(du: Du, year: int | None) -> None:
    found = report(du, "cases", LAST, *_year(year))
    wanted = [case for case in cases() if year in (None, case["raised"]["date"].year)]
    assert [(one["id"], one["status"], one["type"], one["raised"]) for one in found["cases"]] == [
        (case["id"], case["status"], case["type"], iso(case["raised"]["date"])) for case in wanted
    ]
    assert nonzero(found["by_status"]) == Counter(case["status"] for case in wanted)
    assert nonzero(found["by_type"]) == Counter(case["type"] for case in wanted)


def _year(year: int | None) -> list[str]:
    return ["--year", str(year)] if year else []


def fate(case: Record) -> str:
    """What became of a recommendation, told from the file."""
    if not case["recommendation"]["adopted"]:
        return "not_adopted"
    if not case["addressee"]:
        return "stays"
    if case["answer"]:
        return str(case["answer"]["outcome"])
    if not case["submission"]:
        return "not_submitted"
    return "unanswered" if any(one["outcome"] == "unanswered" for one in case["handling"]) else "waiting"


@pytest.mark.parametrize("year", [None, 2023, 2024])
def test_the_recommendations(du: Du, year: int | None) -> None:
    found = report(du, "recommendations", LAST, *_year(year))
    wanted = [case for case in cases() if case["recommendation"] and year in (None, case["recommendation"]["adopted"].year)]
    assert [(one["id"], one["adopted"], one["by"], one["position"], one["fate"]) for one in found["recommendations"]] == [
        (case["id"], iso(case["recommendation"]["adopted"]), *(case["recommendation"][key] for key in ("by", "position")), fate(case))
        for case in wanted
    ]
    assert [(one["submitted"], one["answered"], one["decision"]) for one in found["recommendations"]] == [
        (iso((case["submission"] or {}).get("date")), iso((case["answer"] or {}).get("date")), (case["decision"] or {}).get("outcome"))
        for case in wanted
    ]
    assert nonzero(found["by_fate"]) == Counter(map(fate, wanted))
    assert nonzero(found["by_decision"]) == Counter(case["decision"]["outcome"] for case in wanted if case["decision"])
    assert found["applied"] == sum(one["amount"] for case in wanted if (one := case["project"]) and one["scheme"])
    assert found["granted"] == sum(case["decision"]["amount"] or 0 for case in wanted if case["decision"])
    assert [one["dissents"] for one in found["recommendations"]] == [len(case["recommendation"]["dissents"]) for case in wanted]


@pytest.mark.parametrize("year", [None, 2023, 2024])
def test_the_meetings(du: Du, year: int | None) -> None:
    found = report(du, "meetings", LAST, *_year(year))
    wanted = [one for one in meetings() if year in (None, day_of(one).year)]
    assert [one["id"] for one in found["meetings"]] == [one["id"] for one in wanted]
    assert [(one["briefings"], one["cases"]) for one in found["meetings"]] == [
        (sum(item["type"] == "briefing" for item in one["agenda"]), [item["case"] for item in one["agenda"] if item["type"] == "case"])
        for one in wanted
    ]
    assert [one["present"] for one in found["meetings"]] == [_present(one) for one in wanted]
    assert nonzero(found["by_status"]) == Counter(one["status"] for one in wanted)


def _present(meeting: Record) -> int | None:
    """Everybody named as present, those somebody stood in for, and whoever chaired; here nobody chairs who is not named in the roster."""
    attendance = meeting["attendance"]
    if not attendance:
        return None
    represented = [one["for"] for one in attendance.get("substitutes") or ()]
    return len({*attendance["present"], *represented, meeting["chair"]}) + sum((attendance.get("unpublished") or {}).values())


@pytest.mark.parametrize("year", [None, 2023, 2024])
def test_the_attendance(du: Du, year: int | None) -> None:
    found = report(du, "attendance", LAST, *_year(year))
    held = [one for one in meetings("held", "approved") if year in (None, day_of(one).year)]
    states: Counter[tuple[str, str]] = Counter()
    assert [one["meeting"] for one in found["meetings"]] == [one["id"] for one in held]
    for meeting, shown in zip(held, found["meetings"], strict=True):
        mine = _states(meeting)
        assert {state: shown[state] for state in mine} == {state: len(people) for state, people in mine.items()}
        assert shown["in_office"] == len(in_office(day_of(meeting))) == sum(map(len, mine.values()))
        states.update((one, state) for state, people in mine.items() for one in people)
    counted = {one["id"]: {state: one[state] for state in ("present", "substitute", "absent", "not_recorded")} for one in found["members"]}
    assert counted == {who: {state: states[who, state] for state in counted[who]} for who, _state in states}
    for one in found["members"]:
        assert one["meetings"] == sum(counted[one["id"]].values())
        assert one["share"] == one["present"] / one["meetings"]
    assert len(found["presences"]) == sum(states.values())


def _states(meeting: Record) -> dict[str, list[str]]:
    people, attendance = in_office(day_of(meeting)), meeting["attendance"]
    there = {*attendance["present"], meeting["chair"]}
    represented = {one["for"] for one in attendance["substitutes"] or ()}
    found = {
        "present": [one for one in people if one in there],
        "substitute": [one for one in people if one in represented],
        "absent": [one for one in people if one in attendance["absent"] and one not in there],
    }
    return {**found, "not_recorded": [one for one in people if not any(one in group for group in found.values())]}


@pytest.mark.parametrize("year", [None, 2023, 2024])
def test_the_mandate_s_tasks(du: Du, year: int | None) -> None:
    found = report(du, "mandate-tasks", LAST, *_year(year))
    placed: dict[tuple[str, str], list[Record]] = {}
    for case in cases():
        raised = case["raised"]["date"]
        for task in mandate(raised)["tasks"] if year in (None, raised.year) else ():
            if task["id"] in case["mandate_tasks"]:
                placed.setdefault((mandate(raised)["id"], str(task["id"])), []).append(case)
    assert {(one["version"], one["id"]): [case["id"] for case in one["cases"]] for one in found["tasks"] if one["cases"]} == {
        key: [case["id"] for case in group] for key, group in placed.items()
    }
    for one in found["tasks"]:
        assert nonzero(one["by_status"]) == Counter(case["status"] for case in placed.get((one["version"], one["id"]), ()))
    assert [one["id"] for one in found["without"]] == []


@pytest.mark.parametrize("year", [None, 2023, 2024])
def test_the_outreach(du: Du, year: int | None) -> None:
    found = report(du, "outreach", LAST, *_year(year))
    every = sorted((one for file in files("outreach") for one in file["activities"]), key=lambda one: one["date"])
    wanted = [one for one in every if year in (None, one["date"].year)]
    assert [(one["day"], one["member"], one["area"]) for one in found["activities"]] == [
        (iso(one["date"]), one["member"], one["area"]) for one in wanted
    ]
    count = Counter(one["member"] for one in wanted)
    assert {one["id"]: one["activities"] for one in found["by_member"]} == {who: count[who] for who in {*in_office(LAST), *count}}
    assert found["by_area"] == Counter(one["area"] for one in wanted)
    assert nonzero(found["by_audience"]) == Counter(one["audience"] for one in wanted)
    seats = {area for seat in mandate(LAST)["seats"] for area in seat.get("areas") or ()}
    assert set(found["without"]) == seats - set(_counties(one["area"] for one in wanted))


def _counties(areas: Iterable[str]) -> Iterable[str]:
    for area in areas:
        yield from OLD_COUNTIES.get(area, {area})


def test_the_findings_are_counted(du: Du) -> None:
    for day in DAYS:
        found = report(du, "findings", day)
        checked = json.loads(du("--root", "examples", "check", "--at", day.isoformat(), "--format", "json", "--lang", "en").out)["findings"]
        kinds = Counter(one["severity"] if one["outcome"] == "finding" else one["outcome"] for one in checked)
        assert nonzero(found["summary"]) == kinds
        assert Counter(one["kind"] for one in found["findings"]) == kinds
        assert [(one["code"], one["record"], one["message"]) for one in found["findings"]] == [
            (one["code"], one["record"], one["message"]) for one in checked
        ]


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_year(du: Du, year: int) -> None:
    found = report(du, "annual", LAST, *_year(year))
    assert [(one["day"], one["kind"], one["id"]) for one in found["changes"]] == _comings_and_goings(year)
    for name in ("meetings", "attendance", "cases", "recommendations", "outreach"):
        assert {"schema_version": 1, "incomplete": [], **found[name]} == report(du, name, LAST, *_year(year))
    sent = [(case, one) for case in cases() if (one := case["written_procedure"]) and one["sent"] and one["sent"].year == year]
    assert [(one["id"], one["result"]["asked"], one["result"]["answered"], one["result"]["silent"]) for one in found["written"]] == [
        (case["id"], *_answered(one)) for case, one in sent
    ]
    assert [nonzero(one["result"]["by_position"]) for one in found["written"]] == [Counter(_last(one).values()) for _, one in sent]
    assert found["findings"] == report(du, "findings")["summary"]


def _last(procedure: Record) -> dict[str, str]:
    """The last position of each of those who were asked."""
    ordered = sorted(procedure["responses"], key=lambda one: one["date"])
    return {one["member"]: one["position"] for one in ordered if one["member"] in procedure["sent_to"]}


def _answered(procedure: Record) -> tuple[int, int, int]:
    asked, answered = len(procedure["sent_to"]), len(_last(procedure))
    return asked, answered, asked - answered


def _comings_and_goings(year: int) -> list[tuple[str, str, str]]:
    """Who came or went on each day of a year, by comparing it with its neighbours."""
    changes, day = [], date(year, 1, 1)
    while day <= min(LAST, date(year, 12, 31)):
        yesterday, today, tomorrow = (in_office(day + timedelta(days=number)) for number in (-1, 0, 1))
        changes += [(day.isoformat(), "came", one) for one in today if one not in yesterday]
        gone = day < LAST
        changes += [(day.isoformat(), "went", one) for one in today if gone and one not in tomorrow]
        day += timedelta(days=1)
    return changes


def test_a_body_is_found_where_a_case_was_sent_and_a_person_where_they_are_asked_now(du: Du) -> None:
    def listed(who: str) -> set[str]:
        answer = du("cases", "list", "--person", who, "--root", TOP / "examples", "--at", "2024-06-14", "--format", "json")
        return {one["id"] for one in json.loads(answer.out)["cases"]}

    assert {case["id"] for case in cases() if (case["submission"] or {}).get("to") == "proveradet"} <= listed("proveradet")
    assert {"2024-013", "2024-025"} <= listed("provelaget")
    assert "2024-022" in listed("nina-tenkt")
