"""Rules on meetings, the plan and outreach: the day before, the day and the day after; and what a broken file may hide."""

import time
from datetime import date, timedelta

import pytest
from conftest import Du
from hypothesis import given
from hypothesis import strategies as st

from tests.test_rule_boundaries import ANYBODY, answers, around, mandate, person, root, said, texts, to, version

DAY = timedelta(days=1)
AT = date(2026, 2, 20)
NORM = "meetings_per_month: {min: 1, max: 2}"
COUNCIL = "{id: radet, name: Eksempelrådet, kind: council}"
ADVISES = "committee: {id: provenemnda, name: Prøvenemnda, language: nb, leads: forbundet, advises: radet}"
TWO = "{id: fri, name: Fri, count: 9, kind: any}"
KARI = person("kari", to("fri", first="2020-01-01"), of="forbundet")
OLA = person("ola", to("fri", first="2020-01-01"))
SARA = person("sara", to("fri", first="2020-01-01"), of="Bodø kommune")


def meeting(day: str, status: str = "held", **facts: object) -> dict[str, str]:
    """A meeting's file; called in time, chaired by Kari, unless said otherwise."""
    called = date.fromordinal(max(1, date.fromisoformat(day[:10]).toordinal() - 14))
    given_facts = {"called": called, "chair": "kari", "attendance": "{present: [kari, ola]}", **facts}
    said_facts = [f"{key}: {value}" for key, value in given_facts.items() if value is not None]
    return {f"data/meetings/{day[:4]}/{day}.yaml": "\n".join([f"id: {day}", "type: ordinary", f"status: {status}", *said_facts, ""])}


def plan(council: list[tuple[str, str]], own: list[str], year: int = 2026) -> dict[str, str]:
    theirs = ", ".join(f"{{date: {day}, papers_due: {due}}}" for day, due in council)
    return {f"data/plans/{year}.yaml": f"year: {year}\ncouncil_meetings: [{theirs}]\ncommittee_meetings: [{', '.join(own)}]\n"}


def outreach(*days: str, area: str = "Vestland", member: str = "kari") -> dict[str, str]:
    found: dict[str, str] = {}
    for day in days:
        path = f"data/outreach/{day[:4]}.yaml"
        found[path] = found.get(path, f"year: {day[:4]}\nactivities:\n") + f"  - {{date: {day}, member: {member}, area: {area}}}\n"
    return found


def nemnd(*people: str, head: str = "size: 9", committee: str = "", policy: str = "outreach_months: null", **more: str) -> dict[str, str]:
    text = mandate(version(TWO, head=head), bodies=(COUNCIL,), **({"committee": committee} if committee else {}))
    return root(text, *(people or (KARI, OLA, SARA)), policy=policy + "\n", **more)


# ------------------------------------------------------------------------------------------ how often

MONTHLY = nemnd(head=NORM)


@pytest.mark.parametrize(
    ("first", "over"),
    [
        ("2026-01-06", date(2026, 3, 1)),
        ("2024-01-09", date(2024, 3, 1)),
        ("2025-11-04", date(2026, 1, 1)),
        ("2026-03-03", date(2026, 5, 1)),
    ],
)
def test_a_month_without_a_meeting_is_found_from_the_day_after_its_last(first: str, over: date) -> None:
    files = MONTHLY | meeting(first)
    assert [said(files, day, "DU401") for day in around(over)] == [[], ["DU401"], ["DU401"]]


def test_months_count_from_that_of_the_first_recorded_meeting_whatever_became_of_it() -> None:
    at = date(2026, 3, 1)
    assert said(MONTHLY, at, "DU401") == []
    assert [one.record for one in answers(MONTHLY | meeting("2025-12-02"), at, "DU401")] == ["2026-01", "2026-02"]
    assert [one.record for one in answers(MONTHLY | meeting("2026-01-13", "cancelled"), at, "DU401")] == ["2026-01", "2026-02"]


def test_a_record_that_has_stopped_lacks_meetings_for_ten_years() -> None:
    found = [one.record for one in answers(MONTHLY | meeting("2025-12-02"), date(9999, 12, 31), "DU401")]
    assert (found[0], found[-1], len(found)) == ("2026-01", "2035-12", 110)  # 120 months, July apart
    later = answers(MONTHLY | meeting("2025-12-02") | meeting("2040-01-03"), date(2040, 4, 1), "DU401")
    assert [one.record for one in later][-3:] == ["2035-12", "2040-02", "2040-03"]


@pytest.mark.parametrize("command", ["check", "status"])
def test_the_last_day_of_the_calendar_is_answered_in_seconds(du: Du, command: str) -> None:
    begun = time.monotonic()
    assert du(command, "--root", "examples", "--at", "9999-12-31").code in (0, 1)
    assert time.monotonic() - begun < 20


def test_only_meetings_that_took_place_count_and_more_than_normal_is_information() -> None:
    three = MONTHLY | meeting("2026-01-06") | meeting("2026-01-13", "approved") | meeting("2026-01-13-2")
    assert [one.severity for one in answers(three, date(2026, 2, 1), "DU401")] == ["information"]
    assert said(three, date(2026, 1, 31), "DU401") == []
    for status in ("planned", "called", "cancelled"):
        two = MONTHLY | meeting("2026-01-06") | meeting("2026-01-13") | meeting("2026-01-20", status)
        assert said(two, date(2026, 2, 1), "DU401") == []


def test_july_is_quiet_unless_the_policy_says_otherwise_and_a_quiet_month_may_have_too_many() -> None:
    july = meeting("2026-06-02") | meeting("2026-07-07", "cancelled")
    assert said(MONTHLY | july, date(2026, 8, 1), "DU401") == []
    assert said(nemnd(head=NORM, policy="quiet_months: []") | july, date(2026, 8, 1), "DU401") == ["DU401"]
    busy = meeting("2026-07-07") | meeting("2026-07-14") | meeting("2026-07-21")
    assert said(MONTHLY | busy, date(2026, 8, 1), "DU401") == []


def test_the_norm_is_that_of_the_mandate_in_force_on_the_months_first_day() -> None:
    old = version(TWO, head="valid_to: 2026-02-01\nmeetings_per_month: {min: 2, max: 2}", name="old")
    new = version(TWO, head="valid_from: 2026-02-02\nmeetings_per_month: {min: 0, max: 1}", name="new")
    files = root(mandate(old, new), KARI, OLA) | meeting("2026-02-03") | meeting("2026-03-03")
    assert [one.record for one in answers(files, date(2026, 4, 1), "DU401")] == ["2026-02"]


def test_a_mandate_without_a_norm_says_nothing_of_how_often() -> None:
    assert said(nemnd() | meeting("2025-01-07"), AT, "DU401") == []


@pytest.mark.parametrize("name", ["2026-02-17", "februar"])
def test_a_meeting_that_cannot_be_read_is_not_called_missing(name: str) -> None:
    files = MONTHLY | meeting("2026-01-06") | {f"data/meetings/2026/{name}.yaml": "id: ["}
    assert said(files, date(2026, 3, 1), "DU401") == ["DU401?"]
    other = MONTHLY | meeting("2026-01-06") | {"data/meetings/2026/2026-01-13.yaml": "id: ["}
    assert said(other, date(2026, 3, 1), "DU401") == ["DU401"]


# ------------------------------------------------------------------------------------------ the plan

ADVISING = nemnd(committee=ADVISES)
MARCH, JUNE = ("2026-03-12", "2026-02-26"), ("2026-06-11", "2026-05-28")


@pytest.mark.parametrize(("own", "codes"), [("2026-02-25", []), ("2026-02-26", []), ("2026-02-27", ["DU402"]), ("2026-01-01", [])])
def test_the_committee_meets_by_the_day_the_papers_are_due(own: str, codes: list[str]) -> None:
    assert said(ADVISING | plan([MARCH], [own]), AT, "DU402") == codes


@pytest.mark.parametrize(("own", "codes"), [("2026-03-11", ["DU402"]), ("2026-03-12", ["DU402"]), ("2026-03-13", [])])
def test_the_committee_meets_after_the_day_of_the_councils_previous_meeting(own: str, codes: list[str]) -> None:
    assert said(ADVISING | plan([JUNE, MARCH], ["2026-02-03", own]), AT, "DU402") == codes


def test_papers_due_before_new_year_are_prepared_in_the_year_they_are_due() -> None:
    early = plan([("2026-01-08", "2025-12-18")], ["2026-02-03"])
    assert said(ADVISING | early, AT, "DU402") == ["DU402"]
    assert said(ADVISING | early | meeting("2025-12-16") | plan([], ["2025-12-16"], 2025), AT, "DU402") == []


def test_a_recorded_meeting_counts_as_a_planned_one_does_and_a_cancelled_one_does_not() -> None:
    march = plan([MARCH], ["2026-04-07"])
    assert said(ADVISING | march, AT, "DU402") == ["DU402"]
    assert said(ADVISING | march | meeting("2026-02-24", "planned"), AT, "DU402") == []
    assert said(ADVISING | march | meeting("2026-02-24", "cancelled"), AT, "DU402") == ["DU402"]
    planned = plan([MARCH], ["2026-02-24"])
    assert said(ADVISING | planned | meeting("2026-02-24", "cancelled"), AT, "DU402") == ["DU402", "DU402"]
    again = meeting("2026-02-24", "cancelled") | meeting("2026-02-24-2")
    assert said(ADVISING | march | again, AT, "DU402") == []


def test_papers_due_that_is_not_recorded_is_not_assessed() -> None:
    assert said(ADVISING | plan([("2026-03-12", "null")], ["2026-02-03"]), AT, "DU402") == ["DU402?"]


def test_a_year_with_meetings_has_a_plan_and_one_with_cancelled_meetings_needs_none() -> None:
    files = ADVISING | meeting("2025-05-06") | meeting("2025-06-03") | meeting("2026-02-03") | plan([], [])
    assert [(one.record, one.place.path) for one in answers(files, AT, "DU402")] == [("2025", "data/meetings/2025/2025-05-06.yaml")]
    assert said(ADVISING | meeting("2025-05-06", "cancelled"), AT, "DU402") == []


def test_the_committee_plans_as_many_meetings_as_the_council() -> None:
    for own, codes in (
        (["2026-02-03"], ["DU402", "DU402"]),
        (["2026-02-03", "2026-02-03"], ["DU402", "DU402"]),
        (["2026-02-03", "2026-05-05"], []),
    ):
        assert said(ADVISING | plan([MARCH, JUNE], own), AT, "DU402") == codes


def test_a_committee_that_advises_nobody_needs_no_plan() -> None:
    assert said(nemnd() | meeting("2026-02-03") | plan([MARCH], []), AT, "DU402") == []


def test_a_plan_or_a_meeting_that_cannot_be_read_is_not_called_missing() -> None:
    assert said(ADVISING | meeting("2026-02-03") | {"data/plans/2026.yaml": "year: ["}, AT, "DU402") == ["DU402?"]
    assert said(ADVISING | meeting("2026-02-03") | {"data/plans/2025.yaml": "year: ["}, AT, "DU402") == ["DU402"]
    assert said(ADVISING | plan([MARCH], ["2026-04-07"]) | {"data/meetings/2026/2026-02-03.yaml": "id: ["}, AT, "DU402") == ["DU402?"]
    half = {
        "data/plans/2026.yaml": "year: 2026\ncouncil_meetings: [{date: 2026-03-12, papers_due: 2026-02-26}]\ncommittee_meetings: [i februar]\n"
    }
    assert said(ADVISING | half, AT, "DU402") == ["DU402?", "DU402?"]


# ------------------------------------------------------------------------------------------ the call


@pytest.mark.parametrize(
    ("called", "codes"), [("2026-01-26", []), ("2026-01-27", []), ("2026-01-28", ["DU403"]), ("2026-02-04", ["DU403"])]
)
def test_a_meeting_is_called_seven_days_before(called: str, codes: list[str]) -> None:
    for status in ("planned", "called", "held", "approved"):
        assert said(nemnd() | meeting("2026-02-03", status, called=called), AT, "DU403") == codes
    assert said(nemnd() | meeting("2026-02-03", "cancelled", called=called), AT, "DU403") == []


def test_across_29_february_a_day_more_is_there() -> None:
    for day, codes in (("2024-02-25", []), ("2024-02-26", ["DU403"])):
        assert said(nemnd() | meeting("2024-03-03", called=day), AT, "DU403") == codes


def test_a_call_that_is_not_recorded_is_found_from_the_day_the_records_are_complete() -> None:
    uncalled = meeting("2026-02-03", called=None)
    assert said(nemnd() | uncalled, AT, "DU403") == ["DU403?"]
    for since, codes in (("2026-02-02", ["DU403"]), ("2026-02-03", ["DU403"]), ("2026-02-04", ["DU403?"])):
        assert said(nemnd(policy=f"records_complete_from: {since}") | uncalled, AT, "DU403") == codes
    assert said(nemnd() | meeting("2026-02-03", "planned", called=None), AT, "DU403") == []


def test_a_date_that_cannot_be_read_is_not_called_missing() -> None:
    broken = meeting("2026-02-03", called="i januar", chair="[kari]", attendance="ingen")
    assert said(nemnd() | broken, AT, "DU403", "DU404", "DU410") == ["DU403?", "DU404?", "DU410"]


# ------------------------------------------------------------------------------------------ what is written down


def test_nobody_leads_for_a_body_that_does_not_exist() -> None:
    nobody = ADVISES.replace("leads: forbundet", "leads: ingen")
    (told,) = answers(nemnd(committee=nobody) | meeting("2026-02-03") | meeting("2026-02-17"), AT, "DU406")
    assert (told.outcome, told.place.key, told.record) == ("not_assessed", ("committee", "leads"), "provenemnda")


def test_a_held_meeting_lacks_each_thing_by_itself_and_one_that_is_called_lacks_nothing() -> None:
    item = "[{item: 1, type: case, case: 2026-001}, {item: 2, type: case, case: 2026-001, minutes: ' '}, {item: 3, type: other}]"
    bare = {"chair": None, "attendance": None, "agenda": item}
    assert said(nemnd() | meeting("2026-02-03", **bare), AT, "DU404") == ["DU404"] * 4
    assert [one.command for one in answers(nemnd() | meeting("2026-02-03", **bare), AT, "DU404")] == [
        "du-cli meetings attend 2026-02-03 --chair MEMBER --absent MEMBER --all-present",
        "du-cli meetings attend 2026-02-03 --absent MEMBER --all-present",
        "du-cli meetings minutes 2026-02-03 --item 1 --text TEXT",
        "du-cli meetings minutes 2026-02-03 --item 2 --text TEXT",
    ]
    (no_chair,) = answers(nemnd() | meeting("2026-02-03", chair=None), AT, "DU404")
    assert no_chair.command == "du-cli meetings attend 2026-02-03 --chair MEMBER"
    for status in ("planned", "called", "cancelled"):
        assert said(nemnd() | meeting("2026-02-03", status, **bare), AT, "DU404") == []


@pytest.mark.parametrize(
    ("attendance", "codes"),
    [
        ("{}", ["DU404"]),
        ("{guests: [{name: Gjest}]}", ["DU404"]),
        ("{absent: [ola]}", []),
        ("{unpublished: {fri: 1}}", []),
        ("{substitutes: [{for: ola, name: Vara}]}", []),
    ],
)
def test_an_attendance_names_somebody(attendance: str, codes: list[str]) -> None:
    assert said(nemnd() | meeting("2026-02-03", attendance=attendance), AT, "DU404") == codes


def test_any_briefing_that_says_by_whom_or_what_will_do() -> None:
    assert said(nemnd() | meeting("2026-02-03", agenda="[{item: 1, type: other}]"), AT, "DU410") == ["DU410"]
    assert said(nemnd() | meeting("2026-02-03", "approved", agenda="[]"), AT, "DU410") == ["DU410"]
    for item, codes in (
        ("", ["DU410"]),
        (", title: Runde", ["DU410"]),
        (", minutes: ''", ["DU410"]),
        (", by: ola", []),
        (", minutes: Nett", []),
    ):
        assert said(nemnd() | meeting("2026-02-03", agenda=f"[{{item: 1, type: briefing{item}}}]"), AT, "DU410") == codes
    both = "[{item: 1, type: briefing}, {item: 2, type: briefing, by: ola}]"
    assert said(nemnd() | meeting("2026-02-03", agenda=both), AT, "DU410") == []
    assert said(nemnd() | meeting("2026-02-03", "called"), AT, "DU410") == []


# ------------------------------------------------------------------------------------------ quorum


def quorum(share: float, attendance: str, *people: str, chair: str | None = None) -> list[str]:
    files = nemnd(*people, policy=f"quorum_share: {share}") | meeting("2026-02-03", attendance=attendance, chair=chair)
    return said(files, AT, "DU405")


def test_a_share_is_reached_by_exactly_that_many() -> None:
    ten = [person(f"m{number}", to("fri", first="2020-01-01")) for number in range(10)]
    for share, enough in ((0.5, 5), (0.7, 7), (0.1, 1), (0.29, 3), (1.0, 10)):
        names = [f"m{number}" for number in range(enough)]
        assert quorum(share, f"{{present: [{', '.join(names)}]}}", *ten) == []
        assert quorum(share, f"{{present: [{', '.join(names[:-1])}], absent: [m9]}}", *ten) == ["DU405"]
    assert quorum(0.0, "{absent: [m0]}", *ten) == []


def test_who_counts_as_present() -> None:
    guest = person("gro", to("fri", first="2026-02-04"))
    secretary = person("sekretar", of="forbundet", also="role: secretary").replace("    appointments:", "    appointments: []")
    half = (KARI, OLA, guest, secretary)
    assert quorum(1.0, "{present: [kari, ola]}", *half) == []
    assert quorum(1.0, "{present: [kari, kari]}", *half) == ["DU405"]
    assert quorum(1.0, "{present: [kari, gro, sekretar], guests: [{name: Ola Eksempel}]}", *half) == ["DU405"]
    assert quorum(1.0, "{present: [kari], substitutes: [{for: ola, name: Vara}]}", *half) == []
    assert quorum(1.0, "{present: [kari], substitutes: [{for: gro, name: Vara}]}", *half) == ["DU405"]
    assert quorum(1.0, "{present: [kari]}", *half, chair="ola") == []
    assert quorum(1.0, "{present: [kari, ola]}", *half, chair="ola") == []
    assert quorum(1.0, "{present: [ola]}", *half, chair="sekretar") == []


def test_holders_who_are_not_published_are_in_office_and_a_chair_among_them_counts_once() -> None:
    seat = "{id: forbundet, name: Forbundet, count: 3, kind: body, body: forbundet}"
    text = mandate(version(TWO, seat))
    for chair, unpublished, codes in (
        ("forbundet", "{forbundet: 2}", ["DU405"]),
        ("forbundet", "{forbundet: 3}", []),
        ("forbundet", "{}", ["DU405"]),
        ("kari", "{forbundet: 2}", ["DU405"]),
    ):
        files = root(text, KARI, OLA, policy="quorum_share: 1\n") | meeting(
            "2026-02-03", chair=chair, attendance=f"{{present: [kari, ola], unpublished: {unpublished}}}"
        )
        files["data/members.yaml"] = "unpublished_holders: {forbundet: 3}\n" + files["data/members.yaml"]
        assert said(files, AT, "DU405") == codes
    files["data/policy.yaml"] = "quorum_share: 0.6\n"
    files |= meeting("2026-02-03", chair="forbundet", attendance="{present: [kari, ola]}")
    assert said(files, AT, "DU405") == []


@pytest.mark.parametrize("attendance", ["null", "{}", "{present: []}", "{guests: [{name: Gjest}]}"])
def test_an_attendance_that_names_nobody_is_not_recorded_for_any_rule(attendance: str) -> None:
    files = nemnd(KARI, OLA, policy="quorum_share: 0.5") | meeting("2026-02-03", chair="kari", attendance=attendance)
    assert said(files, AT, "DU404", "DU405") == ["DU404", "DU405?"]
    files |= meeting("2026-02-03", chair="kari", attendance="{present: [], absent: [ola]}")
    assert said(files, AT, "DU404", "DU405") == []


HOLDERS = "{id: forbundet, name: Forbundet, count: 4, kind: body, body: forbundet}"


@pytest.mark.parametrize(("present", "fires"), [(1, False), (2, False), (3, True)])
@pytest.mark.parametrize("first", [None, "2026-02-03", "2026-02-04"])
def test_no_more_unpublished_people_are_present_than_hold_the_seat(present: int, first: str | None, *, fires: bool) -> None:
    later = () if first is None else (person("per", to("forbundet", first=first), of="forbundet"),)
    attendance = f"{{present: [kari, ola], unpublished: {{forbundet: {present}}}}}"
    files = root(mandate(version(TWO, HOLDERS)), KARI, OLA, *later) | meeting("2026-02-03", attendance=attendance)
    files["data/members.yaml"] = "unpublished_holders: {forbundet: 2}\n" + files["data/members.yaml"]
    may_be_published_since = first == "2026-02-03"
    assert said(files, AT, "DU407") == (["DU407"] if fires and not may_be_published_since else [])
    named = attendance.replace("ola]", "ola, per]")
    if may_be_published_since:
        assert said(files | meeting("2026-02-03", attendance=named), AT, "DU407") == (["DU407"] if fires else [])


def test_without_a_quorum_nothing_is_said_and_without_attendance_it_is_not_assessed() -> None:
    assert said(nemnd() | meeting("2026-02-03", attendance="{absent: [ola]}"), AT, "DU405") == []
    assert said(nemnd(policy="quorum_share: 0.5") | meeting("2026-02-03", attendance=None), AT, "DU405") == ["DU405?"]


# ------------------------------------------------------------------------------------------ who leads, and who was there


def test_the_chair_comes_from_the_body_that_leads_by_the_organisation_of_the_day() -> None:
    moved = person(
        "mia",
        to("fri", first="2020-01-01", until="2026-02-03", organisation="forbundet"),
        to("fri", first="2026-02-04"),
        of="Bergen kommune",
    )
    for day, codes in (("2026-02-02", []), ("2026-02-03", []), ("2026-02-04", ["DU406"])):
        assert said(nemnd(KARI, OLA, moved) | meeting(day, chair="mia"), AT, "DU406") == codes
    for status, codes in (("planned", []), ("called", ["DU406"]), ("cancelled", [])):
        assert said(nemnd() | meeting("2026-02-03", status, chair="ola"), AT, "DU406") == codes
    assert said(nemnd() | meeting("2026-02-03", "called", chair="ola", attendance=None), AT, "DU406") == []


def test_a_municipality_may_lead_under_a_bodys_id() -> None:
    bodies = ("{id: bergen, name: Bergen kommune, kind: other}",)
    text = mandate(version(ANYBODY), bodies=bodies, committee="committee: {id: provenemnda, name: Prøve, language: nb, leads: bergen}")
    assert said(root(text, OLA.replace("    appointments", "    role: leader\n    appointments")), AT, "DU406") == []
    assert said(root(text, KARI.replace("    appointments", "    role: leader\n    appointments")), AT, "DU406") == ["DU406"]


def test_a_leader_is_judged_while_in_office_or_when_there_is_no_appointment() -> None:
    def led(*appointments: str, role: str = "leader") -> list[str]:
        text = person("ola", *appointments, also=f"role: {role}")
        return said(nemnd(KARI, text if appointments else text + " []"), AT, "DU406")

    assert led() == ["DU406"]
    assert led(to("fri", first="2020-01-01")) == ["DU406"]
    for ended, codes in (("2026-02-19", []), ("2026-02-20", ["DU406"]), ("2026-02-21", ["DU406"])):
        assert led(to("fri", first="2020-01-01", ended=ended)) == codes
    assert led(to("fri", first="2020-01-01", role="member")) == []
    assert led(to("fri", first="2020-01-01", role="leader"), role="member") == ["DU406"]
    assert led(to("fri", first="2020-01-01", role="deputy_leader")) == []


def test_a_committee_that_nobody_leads_may_be_chaired_by_anybody() -> None:
    alone = nemnd(committee="committee: {id: provenemnda, name: Prøvenemnda, language: nb}")
    assert said(alone | meeting("2026-02-03", chair="ola"), AT, "DU406") == []


@pytest.mark.parametrize(("first", "ended"), [("2026-02-03", "2026-02-03"), ("2020-01-01", None)])
def test_attendance_is_against_those_in_office_on_the_day_of_the_meeting(first: str, ended: str | None) -> None:
    gro = person("gro", to("fri", first=first, ended=ended))
    found = [said(nemnd(KARI, OLA, gro) | meeting(str(day), attendance="{absent: [gro]}"), AT, "DU407") for day in around(date(2026, 2, 3))]
    assert found == ([["DU407"], [], ["DU407"]] if ended else [[], [], []])


@pytest.mark.parametrize(
    ("attendance", "subjects"),
    [
        ("{present: [kari, ola, kari]}", ["kari"]),
        ("{present: [ola], absent: [ola]}", ["ola"]),
        ("{absent: [ola], substitutes: [{for: ola, name: Vara}]}", ["ola"]),
        ("{substitutes: [{for: ola, name: Vara}, {for: ola, name: En annen}]}", ["ola"]),
        ("{absent: [kari]}", ["kari"]),
        ("{present: [kari], absent: [ola], guests: [{name: Ola Eksempel}]}", []),
        ("{present: [ukjent, ukjent]}", ["ukjent"]),
    ],
)
def test_nobody_stands_twice_and_the_chair_is_present(attendance: str, subjects: list[str]) -> None:
    assert [one.subject for one in answers(nemnd() | meeting("2026-02-03", attendance=attendance), AT, "DU407")] == subjects


def test_the_chair_and_a_secretary_need_no_seat() -> None:
    gro = person("gro", of="forbundet", also="role: secretary") + " []"
    attendance = "{present: [kari, gro]}"
    assert said(nemnd(KARI, gro) | meeting("2026-02-03", attendance=attendance), AT, "DU407") == []
    other = gro.replace("secretary", "member")
    assert said(nemnd(KARI, other) | meeting("2026-02-03", attendance=attendance), AT, "DU407") == ["DU407"]
    assert said(nemnd(KARI, other) | meeting("2026-02-03", attendance=attendance, chair="gro"), AT, "DU407") == []
    assert said(nemnd(KARI, other) | meeting("2026-02-03", attendance="{present: [kari]}", chair="gro"), AT, "DU407") == []


def test_members_that_cannot_be_read_are_not_called_out_of_office() -> None:
    broken = nemnd(KARI, person("gro", to("fri", first="i fjor")))
    assert said(broken | meeting("2026-02-03", attendance="{present: [gro]}"), AT, "DU407") == ["DU407?"]
    text = nemnd()["data/mandate.yaml"] + "      - tull\n"
    assert said({**nemnd(), "data/mandate.yaml": text} | meeting("2026-02-03"), AT, "DU407") == ["DU407?"]


# ------------------------------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2026-02-06", []),
        ("2026-02-07", ["DU409"]),
        ("2026-02-08", ["DU409"]),
        ("2026-02-09", []),
        ("2026-04-01", []),
        ("2026-04-02", ["DU409"]),
        ("2026-04-03", ["DU409"]),
        ("2026-04-06", ["DU409"]),
        ("2026-04-07", []),
        ("2027-05-17", ["DU409"]),
        ("2027-05-18", []),
        ("2026-12-24", []),
        ("2026-12-25", ["DU409"]),
        ("2026-12-31", []),
        ("2024-02-29", []),
    ],
)
def test_which_days_are_off(day: str, codes: list[str]) -> None:
    early = date(2024, 1, 1)
    for status in ("planned", "called"):
        assert said(nemnd() | meeting(day, status, called=None), early, "DU409") == codes
    assert said(nemnd() | meeting(day), early, "DU409") == []
    in_plan = plan([], [day], int(day[:4]))
    assert said(nemnd() | in_plan, early, "DU409") == codes
    assert said(nemnd() | in_plan | meeting(day, "planned", called=None), early, "DU409") == codes


@pytest.mark.parametrize("status", ["planned", "called"])
@pytest.mark.parametrize("day", [date(2026, 2, 3), date(2024, 2, 29), date(2025, 12, 31)])
def test_a_meeting_is_left_behind_from_the_day_after(status: str, day: date) -> None:
    files = nemnd() | meeting(str(day), status)
    assert [said(files, at, "DU412") for at in around(day)] == [[], [], ["DU412"]]


def test_minutes_are_missed_from_the_day_of_the_next_meeting() -> None:
    two = nemnd() | meeting("2026-02-03") | meeting("2026-03-03")
    assert [said(two, at, "DU411") for at in around(date(2026, 3, 3))] == [[], ["DU411"], ["DU411"]]
    late = date(2026, 6, 1)
    assert [one.record for one in answers(two, late, "DU411")] == ["2026-02-03"]
    for status in ("planned", "called", "cancelled"):
        assert said(nemnd() | meeting("2026-02-03") | meeting("2026-03-03", status), late, "DU411") == []
    assert said(nemnd() | meeting("2026-02-03", "approved") | meeting("2026-03-03", "approved"), late, "DU411") == []
    assert said(nemnd() | meeting("2026-02-03") | meeting("2026-02-03-2"), late, "DU411") == []


# ------------------------------------------------------------------------------------------ the region

VESTLAND = "{id: vestland, name: Vestland, count: 9, kind: any, areas: [Vestland]}"


def region(*people: str, seat: str = VESTLAND, months: int | None = 12) -> dict[str, str]:
    return root(mandate(version(seat)), *people, policy=f"outreach_months: {months if months is not None else 'null'}\n")


@pytest.mark.parametrize(
    ("first", "months", "due"),
    [
        ("2025-02-20", 12, date(2026, 2, 20)),
        ("2024-02-29", 12, date(2025, 3, 1)),
        ("2024-02-28", 12, date(2025, 2, 28)),
        ("2025-08-31", 6, date(2026, 3, 1)),
        ("2025-12-31", 2, date(2026, 3, 1)),
        ("2025-12-20", 1, date(2026, 1, 20)),
    ],
)
def test_a_new_member_owes_outreach_when_the_months_have_gone_in_office(first: str, months: int, due: date) -> None:
    files = region(person("kari", to(first=first)), months=months)
    assert [said(files, at, "DU601") for at in around(due)] == [[], ["DU601"], ["DU601"]]


@pytest.mark.parametrize(
    ("last", "months", "over"),
    [("2025-02-20", 12, date(2026, 2, 21)), ("2024-02-29", 12, date(2025, 3, 1)), ("2025-08-31", 6, date(2026, 3, 1))],
)
def test_outreach_lasts_to_the_same_day_of_the_month(last: str, months: int, over: date) -> None:
    files = region(person("kari", to(first="2020-01-01")), months=months) | outreach("2020-05-05", last)
    assert [said(files, at, "DU601") for at in around(over)] == [[], ["DU601"], ["DU601"]]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 30))
def test_a_member_is_due_on_one_day_and_stays_so(first: date, months: int) -> None:
    files = region(person("kari", to(first=str(first))), months=months)
    days = [first + number * DAY for number in (months * 28 - 1, months * 31 + 2)]
    assert [said(files, at, "DU601") for at in days] == [[], ["DU601"]]


def test_outreach_in_the_future_and_by_others_does_not_count() -> None:
    kari = region(person("kari", to(first="2020-01-01")), person("ola", to(first="2026-01-01")))
    assert said(kari | outreach("2026-02-21"), AT, "DU601") == ["DU601"]
    assert said(kari | outreach("2026-02-20"), AT, "DU601") == []
    assert said(kari | outreach("2026-02-01", member="ola"), AT, "DU601") == ["DU601"]


def test_a_reappointment_without_a_break_goes_on_and_one_after_a_break_begins_again() -> None:
    for until, codes in (("2025-12-31", ["DU601"]), ("2025-12-30", [])):
        kari = person("kari", to(first="2022-01-01", until=until, ended=until), to(first="2026-01-01"))
        assert said(region(kari), AT, "DU601") == codes
    turned = person("kari", to(first="2026-01-01", until="2025-01-01"))
    assert said(region(turned), AT, "DU601") == []


def test_a_first_day_that_is_not_recorded_is_not_assessed_and_outreach_answers_it() -> None:
    kari = region(person("kari", to()))
    assert said(kari, AT, "DU601") == ["DU601?"]
    assert said(kari | outreach("2025-06-03"), AT, "DU601") == []


def test_seats_without_an_area_and_a_policy_without_months_ask_for_nothing() -> None:
    kari = person("kari", to("fri", first="2020-01-01"))
    assert said(region(kari, seat=ANYBODY), AT, "DU601") == []
    kari = person("kari", to(first="2020-01-01"))
    assert said(region(kari, months=None), AT, "DU601") == []
    assert said(region(kari), AT, "DU601") == ["DU601"]
    assert said(region(kari, months=10**9), AT, "DU601") == []


@pytest.mark.parametrize(("name", "codes"), [("2025", ["DU601?"]), ("2026", ["DU601?"]), ("2024", ["DU601"]), ("varen", ["DU601?"])])
def test_outreach_that_cannot_be_read_is_not_called_missing(name: str, codes: list[str]) -> None:
    kari = region(person("kari", to(first="2020-01-01")))
    assert said(kari | {f"data/outreach/{name}.yaml": "year: ["}, AT, "DU601") == codes


FYLKER = "{id: vestland, name: Fylkene, count: 9, kind: county}"


@pytest.mark.parametrize(
    ("home", "day", "area", "codes"),
    [
        ("Asker kommune", "2023-12-31", "Viken", []),
        ("Asker kommune", "2024-01-01", "Viken", []),
        ("Asker kommune", "2024-01-01", "Akershus", []),
        ("Asker kommune", "2024-01-01", "Buskerud", ["DU602"]),
        ("Asker kommune", "2023-12-31", "Buskerud", []),
        ("Viken fylkeskommune", "2024-01-01", "Østfold", []),
        ("Viken fylkeskommune", "2024-01-01", "Telemark", ["DU602"]),
        ("Telemark fylkeskommune", "2023-12-31", "Vestfold", []),
        ("Telemark fylkeskommune", "2023-12-31", "Nordland", ["DU602"]),
        ("Telemark fylkeskommune", "2024-01-01", "Vestfold", ["DU602"]),
        ("Haram kommune", "2023-12-31", "Møre og Romsdal", []),
        ("forbundet", "2026-01-10", "Nordland", []),
    ],
)
def test_a_members_area_is_the_county_of_that_day(home: str, day: str, area: str, codes: list[str]) -> None:
    files = region(person("kari", to(first="2020-01-01"), of=home), seat=FYLKER) | outreach(day, area=area)
    assert said(files, AT, "DU602") == codes


def test_the_seats_area_and_the_organisation_of_that_appointment_count_while_it_lasts() -> None:
    kari = person("kari", to(first="2020-01-01", ended="2026-02-03", organisation="Bodø kommune"), of="Oslo kommune")
    for day, area, codes in (
        ("2026-02-03", "Vestland", []),
        ("2026-02-03", "Nordland", []),
        ("2026-02-03", "Oslo", ["DU602"]),
        ("2026-02-04", "Vestland", ["DU602"]),
        ("2026-02-04", "Oslo", []),
    ):
        assert said(region(kari) | outreach(day, area=area), AT, "DU602") == codes


def test_an_area_that_is_no_county_or_not_recorded_is_no_other_area() -> None:
    kari = region(person("kari", to(first="2020-01-01")))
    assert said(kari | outreach("2026-01-10", area="Eventyrland"), AT, "DU012", "DU602") == ["DU012"]
    assert said(kari | outreach("2026-01-10", area="null"), AT, "DU602") == ["DU602?"]
    assert said(kari | outreach("2026-01-10", area="Oslo", member="ukjent"), AT, "DU011", "DU602") == ["DU011"]
    drift = {"data/organisations.yaml": "organisations: [{id: drift, name: Drift IKT}]\n"}
    free = region(person("kari", to("fri", first="2020-01-01"), of="drift"), seat=ANYBODY)
    assert said(free | drift | outreach("2026-01-10"), AT, "DU602") == ["DU602?"]


# ------------------------------------------------------------------------------------------ what the answers say


def test_a_policy_number_is_never_called_the_mandates() -> None:
    files = nemnd(policy="quorum_share: 1") | meeting("2026-02-03", called="2026-02-01")
    assert texts(files, AT, "DU403") == [
        "Days from the call on 1 February 2026 to the meeting on 3 February 2026: 2. The secretariat's own number is at least 7."
    ]
    assert texts(files, AT, "DU405") == ["Present on 3 February 2026: 2 of 3 in office. The secretariat's own quorum is 3."]
    assert "The secretariat asks for some at least once in" in texts(region(person("kari", to(first="2020-01-01"))), AT, "DU601")[0]


def test_a_findings_clauses_are_those_of_the_mandate_in_force_when_it_took_place() -> None:
    clause = "{{id: {0}, reference: '{0}', handled_by: {{rules: [DU410]}}}}"
    old = version(TWO, head="valid_to: 2026-02-03", name="old", clauses=clause.format("gammel"))
    new = version(TWO, head="valid_from: 2026-02-04", name="new", clauses=clause.format("ny"))
    for day, found in (("2026-02-03", "gammel"), ("2026-02-04", "ny")):
        files = root(mandate(old, new), KARI, OLA) | meeting(day)
        assert [one.clauses for one in answers(files, AT, "DU410")] == [(found,)]


def test_the_earliest_and_the_latest_dates_there_are_do_no_harm() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        files = nemnd(person("kari", to("fri", first=day)), committee=ADVISES, head=NORM, policy="outreach_months: 12")
        files |= meeting(day, called=day) | plan([(day, day), (day, "2026-01-01")], [day]) | outreach(day)
        for at in (date.min, AT, date.max):
            assert isinstance(said(files, at), list)
