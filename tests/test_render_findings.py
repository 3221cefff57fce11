"""A check's findings in every form: read back by other readers, and harmless whatever the data holds."""

import json
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
from conftest import Du
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rich.text import Text

from du_cli import rules
from du_cli.dataset.load import load
from du_cli.dataset.shown import Shown, shown
from du_cli.findings import Basis, Finding, Outcome, Place, Severity
from du_cli.i18n import _, set_language
from du_cli.models.mandate import Clause, HandledBy
from du_cli.render.findings import FORMATS, CheckReport, RuleText
from du_cli.render.plain import harmless

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
AT = date(2026, 11, 22)
HOSTILE = (
    "[/red]",
    "[bold red]x[/]",
    "\x1b[2J\x1b]0;title\x07",
    "a\nb\r\nc\rd",
    "\n::error::x",
    "100 %0A, a:b",
    "<&>\"']]>",
    "🧭👩‍👩‍👧",
    "a\u202eb\u2066c",
    "\u2028\u200b\ufeff",
    "\x00\x08\x7f\x9b31m",
    "{0} {name}",
    "[here](http://example.com)",
    "\ufffe\U0001ffff",
    ":smile:",
)
ALL = "".join(HOSTILE)
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]")
ANSI = re.compile(r"\x1b\[[0-9;]*m")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def clause(name: str, reference: str = "Sammensetning, 5. ledd", summary: str | None = "En periode er fire år.") -> Clause:
    return Clause(id=name, reference=reference, summary=summary, handled_by=HandledBy())


def one(  # noqa: PLR0913 - a finding has many parts
    record: str = "kari-nordmann",
    *,
    code: str = "DU204",
    outcome: Outcome = Outcome.FINDING,
    severity: Severity = Severity.ERROR,
    basis: Basis = Basis.MANDATE,
    clauses: tuple[Clause, ...] = (),
    title: str = "Term has run out",
    message: str | None = None,
    pattern: str = "{person} sits past the last day.",
    hint: str = "Extend or end the appointment.",
    command: str | None = None,
    path: str = "data/members.yaml",
    key: tuple[str | int, ...] = ("members", 0, "to"),
    line: int = 7,
    column: int = 3,
    subject: str = "viken",
    reason: str | None = None,
    caused_by: str | None = None,
) -> Shown:
    names = tuple(each.id for each in clauses)
    place = Place(path, key)
    finding = Finding(code, outcome, severity, basis, names, title, pattern, {}, hint, command, place, record, subject, reason, caused_by)
    return Shown(finding, line, column, title, f"{record} sits past the last day." if message is None else message, hint, clauses)


def report(*findings: Shown, **settings: Any) -> CheckReport:
    return CheckReport("du", AT, None, None, findings)._replace(**settings)


def text(*findings: Shown, **settings: Any) -> str:
    return FORMATS["text"](report(*findings, **settings))


def written(name: str, *findings: Shown, **settings: Any) -> Any:
    return json.loads(FORMATS[name](report(*findings, **settings)))


def results(*findings: Shown, **settings: Any) -> list[dict[str, Any]]:
    log = written("sarif", *findings, **settings)
    validate_sarif(log)
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


def validate_sarif(log: Any) -> None:
    schema = json.loads((SCHEMAS / "sarif-written.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def suite(*findings: Shown, **settings: Any) -> Any:
    """The JUnit suite as lxml reads it, valid by the schema, counted the same by junitparser."""
    data = FORMATS["junit"](report(*findings, **settings)).encode()
    tree = etree.fromstring(data)
    etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd")).assertValid(tree)
    read = next(iter(junitparser.JUnitXml.fromstring(data)))
    answers = [type(answer) for case in read for answer in case.result]
    assert (read.tests, read.failures) == (len(list(read)), answers.count(junitparser.Failure))
    assert (read.errors, read.skipped) == (answers.count(junitparser.Error), answers.count(junitparser.Skipped))
    return tree.find("testsuite")


@pytest.fixture(scope="module")
def real() -> CheckReport:
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "data").rglob("*.yaml")}
    dataset = load(files, AT)
    about = tuple(RuleText(each.code, _(each.title), _(each.what), _(each.why), _(each.mend), each.severity) for each in rules.RULES)
    return CheckReport("du", AT, None, None, shown(rules.check(dataset), dataset), rules=about)


hostile = pytest.mark.parametrize("data", [*HOSTILE, ALL])


def poisoned(data: str) -> tuple[Shown, ...]:
    """Findings of every outcome, with the same data in every place data can come from."""
    parts: dict[str, Any] = {
        "message": f"x{data}",
        "hint": f"y{data}",
        "command": f"z{data}",
        "title": f"t{data}",
        "path": f"data/{data}.yaml",
        "subject": data,
        "clauses": (clause("a", f"r{data}", f"s{data}"),),
    }
    outcomes = [Outcome.FINDING, Outcome.FINDING, Outcome.NOT_ASSESSED, Outcome.NOT_ASSESSED, Outcome.WAIVED]
    return tuple(
        one(f"m{number}{data}", outcome=outcome, reason=f"w{data}" if outcome == Outcome.WAIVED else None, **parts)
        for number, outcome in enumerate(outcomes)
    )


# Text


def test_a_finding_says_where_what_by_which_clause_and_what_next() -> None:
    found = one(clauses=(clause("a"), clause("b", "Oppgaver")), command="du-cli members extend kari-nordmann")
    assert text(found).splitlines() == [
        "data/members.yaml:7:3  error DU204  Term has run out",
        "    kari-nordmann sits past the last day.",
        "    Mandate: Sammensetning, 5. ledd – En periode er fire år.",
        "    Next step: Extend or end the appointment.",
        "    Command: du-cli members extend kari-nordmann",
        "",
        "1 error, 0 warnings, 0 pieces of information, 0 not assessed, 0 waived",
    ]


def test_no_findings_leave_the_counts_only() -> None:
    assert text(statistics=True) == "0 errors, 0 warnings, 0 pieces of information, 0 not assessed, 0 waived"


def test_the_text_ends_without_a_newline() -> None:
    assert not text(one()).endswith("\n")


def test_a_clause_without_a_summary_gives_its_reference() -> None:
    assert "    Mandate: Sammensetning, 5. ledd\n" in text(one(clauses=(clause("a", summary=None),)))


def test_a_number_of_the_secretariat_is_never_called_the_mandates() -> None:
    lines = text(one(basis=Basis.POLICY, clauses=(clause("a"),)))
    assert "Guideline: a choice of the secretariat's or the program's, not the mandate's" in lines
    assert "Mandate" not in lines


def test_a_finding_about_the_format_rests_on_no_clause() -> None:
    assert "Mandate" not in text(one(basis=Basis.FORMAT, clauses=(clause("a"),)))


def test_no_next_step_leaves_no_empty_line_in_the_block() -> None:
    assert text(one(hint="")).splitlines()[:3] == [
        "data/members.yaml:7:3  error DU204  Term has run out",
        "    kari-nordmann sits past the last day.",
        "",
    ]


def test_the_prefix_stands_before_the_path() -> None:
    assert text(one(), prefix="examples/").startswith("examples/data/members.yaml:7:3  ")


def test_equal_unassessed_findings_of_many_records_are_one_line_of_records() -> None:
    many = [one(name, outcome=Outcome.NOT_ASSESSED, line=line, clauses=(clause("a"),)) for line, name in enumerate("abc", 1)]
    told = [each._replace(finding=each.finding._replace(together="When their terms end is not recorded.")) for each in many]
    assert text(*told).splitlines() == [
        "Not assessed",
        "",
        "data/members.yaml  DU204  Term has run out",
        "    When their terms end is not recorded.",
        "    3: a (1:3), b (2:3), c (3:3)",
        "    Mandate: Sammensetning, 5. ledd – En periode er fire år.",
        "    Next step: Extend or end the appointment.",
        "",
        "0 errors, 0 warnings, 0 pieces of information, 3 not assessed, 0 waived",
    ]


def test_a_group_of_findings_keeps_the_message_and_the_aligned_place_of_each() -> None:
    lines = text(one("a", line=9), one("b", line=110)).splitlines()
    assert lines[:4] == [
        "data/members.yaml  error DU204  Term has run out",
        "    9:3    a sits past the last day.",
        "    110:3  b sits past the last day.",
        "    Next step: Extend or end the appointment.",
    ]


def test_a_group_over_several_files_gives_each_its_path() -> None:
    lines = text(one("a", path="data/cases/2026-001.yaml"), one("b", path="data/cases/2026-010.yaml")).splitlines()
    assert lines[0] == "error DU204  Term has run out"
    assert lines[1] == "    data/cases/2026-001.yaml:7:3  a sits past the last day."


def test_findings_with_one_message_are_one_line_of_records_each_with_its_place() -> None:
    lines = text(one("a", message="The same.", line=9), one("b", message="The same.", line=12, column=5)).splitlines()
    assert lines[1:3] == ["    The same.", "    2: a (9:3), b (12:5)"]
    lines = text(one("a", message="The same."), one("b", message="The same.", path="data/x.yaml"), prefix="p/").splitlines()
    assert lines[1:3] == ["    The same.", "    2: a (p/data/members.yaml:7:3), b (p/data/x.yaml:7:3)"]


def test_findings_of_one_record_are_told_apart_by_what_they_are_about() -> None:
    lines = text(*(one("du", outcome=Outcome.NOT_ASSESSED, subject=seat) for seat in ("oslo", "viken")))
    assert "    2: oslo (7:3), viken (7:3)\n" in lines


def test_a_group_with_several_next_steps_gives_each_its_own() -> None:
    lines = text(*(one(name, outcome=Outcome.NOT_ASSESSED, command=f"du-cli members show {name}") for name in "ab")).splitlines()
    assert [line.strip() for line in lines if "Command" in line] == ["Command: du-cli members show a", "Command: du-cli members show b"]
    assert [line for line in lines if "sits past" in line] == ["    7:3  a sits past the last day.", "    7:3  b sits past the last day."]


def test_a_group_names_the_first_clause_all_of_it_shares() -> None:
    shared = clause("shared", "Oppgaver", None)
    many = [one(name, clauses=(clause(name, f"Seat {name}"), shared)) for name in "ab"]
    assert "Mandate: Oppgaver" in text(*many)
    assert "Seat" not in text(*many)


def test_a_group_that_shares_no_clause_names_none() -> None:
    assert "Mandate" not in text(*(one(name, clauses=(clause(name, f"Seat {name}"),)) for name in "ab"))


@pytest.mark.parametrize("other", [{"code": "DU205"}, {"severity": Severity.WARNING}, {"pattern": "Else."}, {"caused_by": "change"}])
def test_findings_that_differ_are_not_put_together(other: dict[str, Any]) -> None:
    assert text(one("a"), one("b", **other)).count("data/members.yaml:7:3") == 2


def test_without_grouping_every_finding_has_its_own_block() -> None:
    many = [one(name, outcome=Outcome.NOT_ASSESSED) for name in "abc"]
    assert text(*many, group=False).count("data/members.yaml:7:3  DU204") == 3


def test_what_is_found_comes_before_what_is_not_assessed_and_what_is_waived() -> None:
    lines = text(
        one("a", outcome=Outcome.WAIVED, reason="Vedtatt av KS.\n"),
        one("b", outcome=Outcome.NOT_ASSESSED),
        one("c", severity=Severity.WARNING),
    ).splitlines()
    order = [lines.index(line) for line in ("data/members.yaml:7:3  warning DU204  Term has run out", "Not assessed", "Waived")]
    assert order == sorted(order)
    assert "    Waived for viken: Vedtatt av KS." in lines
    assert lines[-1] == "0 errors, 1 warning, 0 pieces of information, 1 not assessed, 1 waived"


def test_what_is_waived_together_says_for_whom() -> None:
    many = [one(name, outcome=Outcome.WAIVED, reason="Vedtatt.", subject=subject) for name, subject in zip("abc", "xyx", strict=True)]
    assert "    Waived for x and y: Vedtatt." in text(*many).splitlines()


@pytest.mark.parametrize(("origin", "mark"), [("change", "new"), ("time", "because of the date"), ("existing", "there before")])
def test_against_a_base_each_finding_says_whether_it_is_new(origin: str, mark: str) -> None:
    assert text(one(caused_by=origin)).splitlines()[0].endswith(f"Term has run out ({mark})")


def test_statistics_count_each_rule_most_often_first_in_aligned_columns() -> None:
    many = [one(str(number), code="DU999", outcome=Outcome.NOT_ASSESSED, title="Other") for number in range(10)]
    assert text(one(), *many, statistics=True).splitlines()[-3:] == [
        "",
        "10  DU999  not assessed  Other",
        " 1  DU204  error         Term has run out",
    ]


def test_plain_text_is_neither_wrapped_nor_cut() -> None:
    assert f"    {'word ' * 100}end\n" in text(one(message=f"{'word ' * 100}end"), width=40)


@hostile
def test_plain_text_shows_hostile_data_and_obeys_none_of_it(data: str) -> None:
    shows = text(*poisoned(data), group=False, statistics=True)
    assert not UNSEEN.search(shows)
    assert shows.count("\n") == text(*poisoned("x"), group=False, statistics=True).count("\n")
    assert f"x{harmless(data)}" in shows


@hostile
def test_styled_text_holds_no_escape_sequence_but_our_own(data: str) -> None:
    styled = text(*poisoned(data), colour=True, group=False)
    assert not UNSEEN.search(ANSI.sub("", styled))
    assert ANSI.sub("", styled) == "\n".join(line.rstrip() for line in text(*poisoned(data), group=False).split("\n"))


def test_styled_text_says_the_same_as_plain_text(real: CheckReport) -> None:
    render = FORMATS["text"]
    assert ANSI.sub("", render(real._replace(colour=True))) == render(real)
    assert ANSI.search(render(real._replace(colour=True)))


@pytest.mark.parametrize("width", [10, 30, 60, 80, 120])
def test_styled_text_fits_the_terminal_and_loses_no_word(real: CheckReport, width: int) -> None:
    styled = ANSI.sub("", FORMATS["text"](real._replace(colour=True, width=width)))
    assert max(Text(line).cell_len for line in styled.splitlines()) <= width
    assert re.sub(r"\s", "", styled) == re.sub(r"\s", "", FORMATS["text"](real))


def test_the_real_data_says_once_that_no_first_day_is_recorded(real: CheckReport) -> None:
    grouped, alone = (FORMATS["text"](real._replace(group=group)) for group in (True, False))
    assert alone.count("  DU201  ") > 1
    assert grouped.count("  DU201  ") == 1


def test_wrapped_lines_keep_their_indent() -> None:
    styled = ANSI.sub("", text(one(message="word " * 20), colour=True, width=40))
    assert all(line.startswith("    word") for line in styled.splitlines() if "word" in line)


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = text(one(), colour=True, width=60)
    for name, value in {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "20", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert text(one(), colour=True, width=60) == before


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_rich_is_not_imported_without_colour(name: str) -> None:
    program = (
        "import sys, datetime; from du_cli.render.findings import FORMATS, CheckReport;"
        f"FORMATS[{name!r}](CheckReport('du', datetime.date(2026, 11, 22), None, None, ()));"
        "print('rich' in sys.modules, sum(name.startswith('du_cli.render.findings.') for name in sys.modules) <= 3)"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "True"]


# Harmless text


@pytest.mark.parametrize(
    ("data", "shows"),
    [
        ("Kjetil Århus – «x»", "Kjetil Århus – «x»"),
        ("a\nb\r\nc\td", "a b c d"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\r\x00\x7f\x9b", r"\x0d\x00\x7f\x9b"),
        ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("\u200b\u2028\u2029\ufeff\xad", r"\u200b\u2028\u2029\ufeff\xad"),
        ("\ufffe\U0001ffff\ufdd0\U000e0041", r"\ufffe\U0001ffff\ufdd0\U000e0041"),
        ("🧭 10\xa0000", "🧭 10\xa0000"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(data: str, shows: str) -> None:
    assert harmless(data) == shows


@given(texts)
def test_harmless_text_is_one_line_that_stays_as_it_is(data: str) -> None:
    once = harmless(data)
    assert harmless(once) == once
    assert len(once.splitlines()) <= 1


# JSON


def test_json_has_the_contracts_keys_in_their_order() -> None:
    content = written("json", one(), rev="v1", base="main")
    assert list(content) == ["schema_version", "committee", "at", "rev", "base", "summary", "findings"]
    assert list(content["summary"]) == ["error", "warning", "information", "not_assessed", "waived"]
    assert content["findings"] == [
        {
            "code": "DU204",
            "outcome": "finding",
            "severity": "error",
            "basis": "mandate",
            "clauses": [],
            "title": "Term has run out",
            "message": "kari-nordmann sits past the last day.",
            "help": "Extend or end the appointment.",
            "command": None,
            "path": "data/members.yaml",
            "line": 7,
            "column": 3,
            "key": "members.0.to",
            "record": "kari-nordmann",
            "subject": "viken",
            "caused_by": None,
        }
    ]
    assert list(content["findings"][0])[0:2] == ["code", "outcome"]
    assert list(content["findings"][0])[-1] == "caused_by"


def test_json_gives_the_reason_of_a_waived_finding_and_of_no_other() -> None:
    found, waived = written("json", one(), one(outcome=Outcome.WAIVED, reason="Vedtatt."))["findings"]
    assert waived["reason"] == "Vedtatt."
    assert "reason" not in found


def test_json_keeps_letters_as_they_are_and_data_untouched() -> None:
    assert "Århus" in FORMATS["json"](report(one("Århus")))
    assert written("json", one(ALL))["findings"][0]["record"] == ALL


# GitHub


def commands(*findings: Shown, **settings: Any) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them."""
    read = []
    for line in FORMATS["github"](report(*findings, **settings)).splitlines():
        matched = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert matched, line
        properties = dict(part.split("=", 1) for part in matched[2].split(","))
        read.append((matched[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(matched[3])))
    return read


def unescaped(value: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(code, character)
    return value


def test_github_annotates_the_line_with_the_message_and_the_next_step() -> None:
    name, properties, message = commands(one(), prefix="examples/")[0]
    assert name == "error"
    assert properties == {"file": "examples/data/members.yaml", "line": "7", "col": "3", "title": "DU204 Term has run out"}
    assert message == "kari-nordmann sits past the last day.\nExtend or end the appointment."


@pytest.mark.parametrize(("severity", "name"), [(Severity.WARNING, "warning"), (Severity.INFORMATION, "notice")])
def test_github_has_a_command_for_each_severity(severity: Severity, name: str) -> None:
    assert commands(one(severity=severity))[0][0] == name


@pytest.mark.parametrize("origin", ["time", "existing"])
def test_github_shows_what_is_not_the_changes_own_as_a_notice(origin: str) -> None:
    assert commands(one(caused_by=origin))[0][0] == "notice"
    assert commands(one(caused_by="change"))[0][0] == "error"


def test_github_only_counts_what_is_not_assessed_or_waived() -> None:
    found = commands(one(outcome=Outcome.NOT_ASSESSED), one(outcome=Outcome.NOT_ASSESSED), one(outcome=Outcome.WAIVED))
    assert [(name, message) for name, _properties, message in found] == [
        ("notice", "2 questions could not be assessed."),
        ("notice", "1 finding is waived."),
    ]


def test_github_says_nothing_of_no_findings() -> None:
    assert FORMATS["github"](report()) == ""


@hostile
def test_github_reads_hostile_data_as_data(data: str) -> None:
    found = commands(*poisoned(data))
    assert len(found) == 4
    assert found[0][1]["title"] == f"DU204 t{harmless(data)}"
    assert found[0][1]["file"] == f"data/{harmless(data)}.yaml"
    assert found[0][2] == "\n".join(letter + harmless(data) for letter in "xyz")


# GitLab


def test_gitlab_gets_what_was_found_and_nothing_else() -> None:
    found = written("gitlab", one(), one(outcome=Outcome.NOT_ASSESSED), one(outcome=Outcome.WAIVED), prefix="examples/")
    assert len(found) == 1
    assert found[0].pop("fingerprint")
    assert found[0] == {
        "description": "kari-nordmann sits past the last day. Extend or end the appointment.",
        "check_name": "DU204",
        "severity": "critical",
        "location": {"path": "examples/data/members.yaml", "lines": {"begin": 7}},
    }


@pytest.mark.parametrize("severity", list(Severity))
def test_gitlab_knows_every_severity(severity: Severity) -> None:
    assert written("gitlab", one(severity=severity))[0]["severity"] in {"info", "minor", "major", "critical", "blocker"}


def test_gitlab_gets_a_list_also_of_nothing() -> None:
    assert written("gitlab") == []


def marks(*findings: Shown, **settings: Any) -> list[str]:
    return [entry["fingerprint"] for entry in written("gitlab", *findings, **settings)]


@pytest.mark.parametrize(
    "same",
    [
        {"line": 70, "column": 30},
        {"message": "Sitter for lenge.", "hint": "Forleng.", "title": "Perioden er ute"},
        {"key": ("members", 5, "to")},
    ],
)
def test_a_fingerprint_outlives_other_lines_and_other_languages(same: dict[str, Any]) -> None:
    assert marks(one(**same)) == marks(one())


@pytest.mark.parametrize(
    "other",
    [{"code": "DU205"}, {"path": "data/mandate.yaml"}, {"key": ("members", 0, "from")}, {"record": "ola"}, {"subject": "oslo"}],
)
def test_a_fingerprint_differs_with_rule_file_key_record_and_subject(other: dict[str, Any]) -> None:
    assert marks(one(**other)) != marks(one())


def test_a_fingerprint_differs_with_the_committee() -> None:
    assert marks(one(), prefix="a/") != marks(one(), prefix="b/")


def test_equal_findings_have_different_fingerprints() -> None:
    assert len(set(marks(one(), one(line=8), one(line=9)))) == 3


def test_all_fingerprints_of_the_real_data_differ(real: CheckReport) -> None:
    found = [result["partialFingerprints"]["duFinding/v1"] for result in results(*real.findings)]
    assert len(set(found)) == len(found) == len(real.findings)


# SARIF


def test_sarif_of_the_real_data_follows_the_standard(real: CheckReport) -> None:
    log = json.loads(FORMATS["sarif"](real))
    validate_sarif(log)
    run = log["runs"][0]
    rules_written = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(real.findings)
    assert all(rules_written[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_places_a_finding_by_line_column_and_encoded_path() -> None:
    location = results(one(path="data/møter og %.yaml"), prefix="examples/")[0]["locations"][0]["physicalLocation"]
    assert location == {
        "artifactLocation": {"uri": "examples/data/m%C3%B8ter%20og%20%25.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7, "startColumn": 3},
    }


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("information", "note")])
def test_sarif_has_a_level_for_each_severity(severity: str, level: str) -> None:
    assert results(one(severity=Severity(severity)))[0]["level"] == level


def test_sarif_calls_what_is_not_assessed_open_and_gives_it_no_level() -> None:
    found = results(one(outcome=Outcome.NOT_ASSESSED))[0]
    assert (found["kind"], found["level"]) == ("open", "none")


def test_sarif_suppresses_what_is_waived_with_its_reason() -> None:
    found = results(one(outcome=Outcome.WAIVED, reason="Vedtatt."))[0]
    assert found["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "Vedtatt."}]
    assert "suppressions" not in results(one())[0]


def test_sarif_gives_the_state_of_all_results_against_a_base_or_of_none() -> None:
    states = [found["baselineState"] for found in results(*(one(caused_by=origin) for origin in ("change", "time", "existing")))]
    assert states == ["new", "new", "unchanged"]
    assert all("baselineState" not in found for found in results(one(caused_by="change"), one()))


def test_sarif_speaks_the_readers_language() -> None:
    set_language("nn")
    assert written("sarif", one())["runs"][0]["language"] == "nn"


def test_sarif_names_a_rule_it_was_not_told_of_without_an_index() -> None:
    assert "ruleIndex" not in results(one())[0]


def test_a_sarif_message_holds_neither_placeholder_nor_link() -> None:
    found = results(one(message="{0} [here](http://example.com)", hint=""))[0]["message"]["text"]
    assert found == "{{0}} [here] (http://example.com)"


@hostile
def test_sarif_of_hostile_data_is_valid(data: str) -> None:
    assert len(results(*poisoned(data))) == 5


@given(texts)
def test_sarif_encodes_any_path(name: str) -> None:
    results(one(path=f"data/{name}.yaml"))


# JUnit


def test_junit_has_a_case_for_each_finding_and_counts_them_right() -> None:
    found = suite(
        one(),
        one(severity=Severity.WARNING),
        one(severity=Severity.INFORMATION),
        one(outcome=Outcome.NOT_ASSESSED),
        one(outcome=Outcome.WAIVED, reason="Vedtatt."),
    )
    kinds = [case[0].tag for case in found.findall("testcase")]
    assert kinds == ["failure", "failure", "system-out", "skipped", "skipped"]
    assert (found.get("tests"), found.get("failures"), found.get("errors"), found.get("skipped")) == ("5", "2", "0", "2")
    assert found.findall("testcase")[4][0].get("message") == "Vedtatt."


def test_junit_names_a_case_by_rule_record_subject_and_line() -> None:
    case = suite(one(), prefix="examples/").find("testcase")
    assert case.get("classname") == "examples/data/members.yaml"
    assert case.get("name") == "DU204 kari-nordmann viken 7"
    assert case.find("failure").get("type") == "error"


@pytest.mark.parametrize("origin", ["time", "existing"])
def test_junit_fails_only_what_the_change_caused(origin: str) -> None:
    assert suite(one(caused_by=origin)).get("failures") == "0"
    assert suite(one(caused_by="change")).get("failures") == "1"


def test_junit_of_no_findings_is_one_case_that_passes() -> None:
    found = suite()
    assert (found.get("tests"), found.get("failures"), len(found.find("testcase"))) == ("1", "0", 0)


@hostile
def test_junit_reads_hostile_data_as_data(data: str) -> None:
    found = suite(*poisoned(data))
    assert found.find("testcase/failure").get("message") == f"x{harmless(data)}"


@given(texts)
def test_junit_of_any_data_is_well_formed(data: str) -> None:
    etree.parse(BytesIO(FORMATS["junit"](report(*poisoned(data))).encode()))


# All


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_form_is_the_same_on_every_run(name: str, real: CheckReport) -> None:
    assert FORMATS[name](real) == FORMATS[name](real)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_form_can_be_written_as_utf_8(name: str, real: CheckReport) -> None:
    assert FORMATS[name](real._replace(findings=(*real.findings, *poisoned(ALL)))).encode("utf-8")


def test_rules_that_one_broken_value_keeps_from_judging_are_named_together(du: Du) -> None:
    root = str(Path(__file__).parent / "rules" / "DU004" / "bad-impossible-date")
    text = du("check", "--root", root, "--at", "2026-01-15", "--lang", "en").out
    (line,) = [line for line in text.splitlines() if "DU102" in line]
    assert line.split("  ")[1].startswith("DU011, DU012, DU102, DU103,")
    assert text.count("from cannot be read, so the rule is not assessed for what depends on it.") == 1
