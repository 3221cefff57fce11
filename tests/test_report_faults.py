"""What reports once told wrongly, each on a copy of the example committee with one thing changed."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP, Du

AT = "2024-06-14"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example committee."""
    shutil.copytree(TOP / "examples" / "data", tmp_path / "data")
    return tmp_path


def shown(du: Du, root: Path | str, *arguments: str, at: str = AT, form: str = "text") -> str:
    answer = du("--root", root, *arguments, "--at", at, "--lang", "en", "--format", form)
    assert answer.code == 0, answer.err
    return answer.out


def facts(du: Du, root: Path | str, *arguments: str, at: str = AT) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown(du, root, *arguments, at=at, form="json"))
    return found


def test_a_case_closed_unanswered_after_the_answer_was_put_off_is_unanswered(du: Du, root: Path) -> None:
    before = facts(du, root, "report", "recommendations")
    assert (before["by_fate"]["unanswered"], before["by_fate"]["postponed"]) == (1, 1)
    assert du("--root", root, "cases", "answer", "17/23", "--unanswered", "--at", AT).code == 0
    found = facts(du, root, "report", "recommendations")
    assert (found["by_fate"]["unanswered"], found["by_fate"]["postponed"]) == (2, 0)
    one = next(one for one in found["recommendations"] if one["number"] == "17/23")
    assert (one["fate"], one["answered"], one["answer_note"]) == ("unanswered", None, None)
    assert facts(du, root, "report", "annual", "--year", "2023")["recommendations"]["by_fate"]["unanswered"] == 2
    text = shown(du, root, "cases", "show", "17/23")
    assert text.index("2024-03-15  postponed") < text.index("2024-06-14  not answered")


def tables(text: str) -> list[list[dict[str, str]]]:
    """The tables of an answer in CSV, each a list of its rows by the titles of their columns."""
    return [list(csv.DictReader(io.StringIO(part))) for part in text.split("\n\n")]


def test_numbers_and_amounts_are_plain_digits_in_csv_and_only_texts_are_kept_from_being_formulas(du: Du, root: Path) -> None:
    days = {row["Days left"] for row in tables(shown(du, root, "terms", at="2028-04-01", form="csv"))[0]}
    assert "-245" in days
    assert all(one == str(int(one)) for one in days)
    found = tables(shown(du, root, "report", "recommendations", form="csv"))[0]
    amounts = [row["Applied for (kr)"] for row in found if row["Applied for (kr)"]]
    assert sum(map(int, amounts)) == facts(du, root, "report", "recommendations")["applied"] > 0
    assert {row["Share present"][-1] for row in tables(shown(du, root, "report", "attendance", form="csv"))[0]} == {"%"}
    case = next((root / "data" / "cases" / "2023").glob("017-*.yaml"))
    case.write_text(case.read_text(encoding="utf-8").replace("title: Digital hjemmeoppfølging", 'title: "=1+1"'), encoding="utf-8")
    assert "'=1+1," in shown(du, root, "report", "cases", form="csv")


def test_tables_with_the_same_columns_are_one_in_csv_and_say_which_section_each_row_is_of(du: Du, root: Path) -> None:
    count, found = tables(shown(du, root, "report", "findings", form="csv"))
    assert {row["Section"] for row in found} == {row["Findings"] for row in count if row["Number"] != "0"} == {"Information", "Waived"}
    text = shown(du, root, "report", "mandate-tasks", form="csv")
    tasks = facts(du, root, "report", "mandate-tasks")["tasks"]
    served, *_clauses, cases = tables(text)
    assert [row["Cases"] for row in served] == [str(len(one["cases"])) for one in tasks]
    assert [row["No."] for row in cases] == [case["number"] for one in tasks for case in one["cases"]]
    assert len({row["Section"] for row in cases}) == sum(bool(one["cases"]) for one in tasks)


def test_a_table_under_no_heading_has_its_own_columns_only_in_csv(du: Du, root: Path) -> None:
    assert shown(du, root, "report", "cases", form="csv").startswith("No.,")
    first, *others = shown(du, root, "cases", "show", "17/23", form="csv").split("\n\n")
    assert first.startswith("Section,What,Recorded\nCase 17/23: Digital hjemmeoppfølging,Id,2023-017\n")
    assert "\nProject,Phase,delivery\n" in first
    assert all(other.startswith("Section,") for other in others)


PLAN, CASE = "data/plans/2024.yaml", "data/cases/2024/012-timeplan-for-legevakt.yaml"
LACKING = "Files that could not be read in full, and whose content is missing here"


@pytest.fixture
def broken(root: Path) -> Path:
    """A copy of the example committee in which a plan and a case cannot be read."""
    (root / PLAN).write_bytes(b"\xff\xfe")
    (root / CASE).write_text("id: [\n", encoding="utf-8")
    return root


def test_a_plan_that_cannot_be_read_is_not_called_missing_and_nothing_is_counted_by_it(du: Du, broken: Path) -> None:
    found = facts(du, broken, "plan", "show")
    assert (found["recorded"], found["incomplete"]) == (None, [PLAN])
    assert {one["planned"] for one in found["meetings"]} == {one["planned"] for one in found["months"]} == {None}
    text = shown(du, broken, "plan", "show")
    assert "The year's plan cannot be read." in text
    assert "No plan is recorded" not in text
    assert "not known" in text
    (broken / PLAN).unlink()
    assert facts(du, broken, "plan", "show")["recorded"] is False


def test_of_a_plan_of_which_a_value_cannot_be_read_the_rest_is_shown_and_no_day_is_called_unplanned(du: Du, root: Path) -> None:
    whole = facts(du, root, "plan", "show")["meetings"]
    path = root / PLAN
    path.write_text(path.read_text(encoding="utf-8").replace("2024-03-05", "2024-02-30"), encoding="utf-8")
    found = facts(du, root, "plan", "show")
    assert (found["recorded"], found["incomplete"]) == (True, [PLAN])
    assert False not in {one["planned"] for one in found["meetings"]}
    assert len(found["meetings"]) <= len(whole)


@pytest.mark.parametrize("form", ["text", "md", "html", "csv"])
def test_a_document_begins_with_the_files_it_lacks_something_of(du: Du, broken: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"report.{form}"
    answer = du("--root", broken, "report", "recommendations", "--at", AT, "--lang", "en", "--format", form, "-o", path)
    text = path.read_text(encoding="utf-8")
    assert text.index(LACKING) < text.index(CASE.replace("_", "\\_")) < text.index("Adopted")
    assert PLAN not in text + answer.err
    assert CASE in answer.err
    assert LACKING not in shown(du, TOP / "examples", "report", "recommendations", form=form)


@pytest.mark.parametrize(
    ("arguments", "lacking"),
    [
        (("members", "list"), []),
        (("report", "terms"), []),
        (("meetings", "list"), []),
        (("cases", "list"), [CASE]),
        (("cases", "show", "17/23"), [CASE]),
        (("report", "mandate-tasks"), [CASE]),
        (("report", "findings"), [CASE, PLAN]),
        (("report", "annual"), [CASE, PLAN]),
        (("status",), [CASE, PLAN]),
    ],
    ids=" ".join,
)
def test_an_answer_names_the_files_it_rests_on_and_no_others(du: Du, broken: Path, arguments: tuple[str, ...], lacking: list[str]) -> None:
    answer = du("--root", broken, *arguments, "--at", AT, "--lang", "en", "--format", "json")
    assert json.loads(answer.out)["incomplete"] == lacking
    assert [path in answer.err for path in (CASE, PLAN)] == [path in lacking for path in (CASE, PLAN)]
    assert facts(du, "examples", *arguments)["incomplete"] == []


def test_a_write_says_only_what_it_rests_on_and_could_not_read(du: Du, broken: Path) -> None:
    answer = du("--root", broken, "members", "end", "anne-oppdiktet", "--on", "2024-08-31", "--reason", "Ny stilling", "--at", AT)
    assert answer.code == 0
    assert not any(path in answer.err for path in (CASE, PLAN))


def test_recommendations_answers_and_decisions_are_counted_up_to_the_day_and_no_further(du: Du) -> None:
    def known(at: str) -> dict[str, tuple[str, str | None]]:
        found = facts(du, "examples", "report", "recommendations", at=at)
        return {one["number"]: (one["fate"], one["decision"]) for one in found["recommendations"]}

    assert known("2023-09-11") == {}
    assert known("2023-09-12").keys() == {"1/23", "4/23", "5/23"}
    assert known("2023-09-28")["1/23"] == ("waiting", None)
    assert known("2023-09-29")["1/23"] == ("followed", None)
    assert known("2023-10-19")["1/23"] == ("followed", None)
    assert known("2023-10-20")["1/23"] == ("followed", "granted_in_part")
    early = facts(du, "examples", "report", "recommendations", at="2023-10-19")
    assert (early["granted"], sum(early["by_decision"].values())) == (0, 0)


def test_cases_are_listed_from_the_day_they_were_raised(du: Du) -> None:
    for at, last in (("2023-09-17", "5/23"), ("2023-09-18", "6/23"), ("2023-09-19", "6/23")):
        assert facts(du, "examples", "report", "cases", at=at)["cases"][-1]["number"] == last
        tasks = facts(du, "examples", "report", "mandate-tasks", at=at)["tasks"]
        assert max(int(case["number"].split("/")[0]) for one in tasks for case in one["cases"]) == int(last.split("/")[0])


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2023-08-14", ("planned", None, None, None)),
        ("2023-08-15", ("called", "2023-08-15", None, None)),
        ("2023-08-21", ("called", "2023-08-15", None, None)),
        ("2023-08-22", ("held", "2023-08-15", 15, None)),
        ("2023-09-11", ("held", "2023-08-15", 15, None)),
        ("2023-09-12", ("approved", "2023-08-15", 15, "2023-09-12")),
    ],
)
def test_a_meeting_stands_as_it_stood_on_the_day(du: Du, at: str, state: tuple[str | int | None, ...]) -> None:
    first = facts(du, "examples", "report", "meetings", at=at)["meetings"][0]
    assert tuple(first[key] for key in ("status", "called", "present", "approved")) == state
    alone = facts(du, "examples", "meetings", "show", "2023-08-22", at=at)["meeting"]
    assert (alone["status"], alone["called"]) == state[:2]
    assert any(item["minutes"] for item in alone["agenda"]) == (at >= "2023-08-22")
    own = facts(du, "examples", "plan", "show", "--year", "2023", at=at)
    assert (own["meetings"][0]["status"], sum(month["held"] for month in own["months"][:8])) == (state[0], int(at >= "2023-08-22"))


@pytest.mark.parametrize(
    ("at", "state", "closed"),
    [("2024-02-13", "not_sent", None), ("2024-02-29", "deadline_passed", None), ("2024-03-01", "closed", "2024-03-01")],
)
def test_a_written_procedure_is_closed_from_the_day_it_was(du: Du, at: str, state: str, closed: str | None) -> None:
    found = facts(du, "examples", "written", "show", "6/24", at=at)
    assert (found["state"], found["closed"]) == (state, closed)
    assert ("Closed" in shown(du, "examples", "written", "show", "6/24", at=at)) == bool(closed)
    assert (found["summary"] is None) >= (closed is None)


def test_a_case_is_shown_with_what_had_happened_by_the_day_and_its_status_as_it_is_recorded(du: Du) -> None:
    early = facts(du, "examples", "cases", "show", "1/23", at="2023-09-11")
    assert [one["date"] for one in early["case"]["handling"]] == ["2023-08-22"]
    assert [early["case"][key] for key in ("recommendation", "submission", "answer", "decision")] == [None] * 4
    assert [(one["status"], one["outcome"]) for one in early["agenda"]][-1] == ("called", None)
    assert early["case"]["status"] == "closed"
    whole = facts(du, "examples", "cases", "show", "1/23")["case"]
    assert None not in [whole[key] for key in ("recommendation", "submission", "answer", "decision")]


def test_the_year_told_on_its_last_day_knows_nothing_of_the_next(du: Du) -> None:
    found = facts(du, "examples", "report", "annual", "--year", "2023", at="2023-12-31")
    parts = [json.dumps(found[name]) for name in ("changes", "meetings", "attendance", "cases", "recommendations", "written", "outreach")]
    assert not any('"2024-' in part for part in parts)
    assert [meeting["status"] for meeting in found["meetings"]["meetings"]][-1] == "held"
    assert facts(du, "examples", "report", "annual", "--year", "2024", at="2023-12-31")["written"] == []


@pytest.mark.parametrize(
    ("area", "counties"),
    [
        ("Viken", {"Buskerud", "Østfold", "Viken"}),
        ("Telemark", {"Telemark", "Vestfold og Telemark"}),
        ("Vestfold og Telemark", {"Telemark", "Vestfold", "Vestfold og Telemark"}),
        ("Troms og Finnmark", {"Finnmark", "Troms", "Troms og Finnmark"}),
        ("Buskerud", {"Buskerud", "Viken"}),
        ("Agder", {"Agder"}),
    ],
)
def test_an_area_is_on_the_day_of_an_activity_what_it_had_become_or_had_been(du: Du, area: str, counties: set[str]) -> None:
    every = facts(du, "examples", "outreach", "list")["activities"]
    wanted = [one for one in every if counties & set(one["counties"])]
    assert facts(du, "examples", "outreach", "list", "--area", area)["activities"] == wanted != []


@pytest.mark.parametrize("chosen", [("--person", "nina-tenkt"), ("--area", "Buskerud"), ("--audience", "political")], ids=" ".join)
def test_some_activities_tell_neither_who_nor_where_has_none(du: Du, chosen: tuple[str, str]) -> None:
    found = facts(du, "examples", "outreach", "list", *chosen)
    assert found["without"] is None
    assert {one["id"] for one in found["by_member"]} == {one["member"] for one in found["activities"]} != set()
    assert "without outreach" not in shown(du, "examples", "outreach", "list", *chosen)
    assert 0 in {one["activities"] for one in facts(du, "examples", "outreach", "list", "--year", "2024")["by_member"]}
    assert "without outreach" in shown(du, "examples", "outreach", "list", "--year", "2024")


def test_the_activities_of_a_network_are_those_in_its_meetings(du: Du) -> None:
    found = facts(du, "examples", "outreach", "list", "--person", "digiprove-ost")["activities"]
    assert [one["meeting_of"] for one in found] == ["digiprove-ost"] * 2


def test_outreach_of_which_area_or_audience_is_not_recorded_is_counted_so(du: Du, root: Path) -> None:
    path = root / "data" / "outreach" / "2024.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("area: Oslo", "area: null").replace("audience: both", "audience: null", 1), encoding="utf-8")
    members, by_area, by_audience = shown(du, root, "report", "outreach", form="csv").split("\n\n")[1:]
    count = len(facts(du, root, "report", "outreach")["activities"])
    for table in (members, by_area, by_audience):
        assert sum(int(row["Number"]) for row in csv.DictReader(io.StringIO(table))) == count
    assert "not recorded,1\n" in f"{by_area}\n"
    assert "not recorded,1\n" in f"{by_audience}\n"
    assert "not recorded" not in shown(du, "examples", "report", "outreach")


def test_holders_who_are_not_published_stand_in_every_form_of_the_roster(du: Du) -> None:
    for form in ("text", "md", "html"):
        assert "Members who are not published" in shown(du, ".", "report", "roster", form=form)
    assert tables(shown(du, ".", "report", "roster", at="2026-11-22", form="csv"))[1] == [{"Seat": "KS", "Not published": "3"}]


def test_data_that_looks_like_an_entity_is_shown_as_data_in_markdown(du: Du, root: Path) -> None:
    path = next((root / "data" / "cases" / "2023").glob("017-*.yaml"))
    title = "A &amp; B &lt; C &#60; & D; &e"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Digital hjemmeoppfølging", f'title: "{title}"'), encoding="utf-8")
    assert "A \\&amp; B \\&lt; C \\&#60; & D; &e" in shown(du, root, "report", "cases", form="md")


def test_a_minus_sign_is_standard_output_and_no_file(du: Du, tmp_path: Path) -> None:
    arguments = ("--root", TOP / "examples", "report", "roster", "--at", AT, "--lang", "en")
    assert du(*arguments, "-o", "-", cwd=tmp_path) == du(*arguments)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("text", ["1/24", "01/24", "001/24", "1/024"])
def test_a_case_number_may_have_zeros_in_front(du: Du, text: str) -> None:
    assert facts(du, "examples", "cases", "show", text)["case"]["id"] == "2024-001"


@pytest.mark.parametrize("text", ["0/24", "10/240", "1/0240", "/24"])
def test_a_number_that_is_not_the_case_s_is_not_found(du: Du, text: str) -> None:
    assert du("--root", "examples", "cases", "show", text, "--at", AT).code == 2


def test_the_roster_and_the_tasks_of_an_empty_committee_say_that_there_is_nothing(du: Du, tmp_path: Path) -> None:
    assert du("init", tmp_path, "--name", "Oppdiktet utvalg", "--id", "oppdiktet", "--lang", "en").code == 0
    assert "Nobody is in office." in shown(du, tmp_path, "report", "roster")
    assert "The mandate has no tasks." in shown(du, tmp_path, "report", "mandate-tasks")
