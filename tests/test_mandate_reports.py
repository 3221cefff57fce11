"""The mandate as data: what it says on a day, what takes care of it, and what a new version changes."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.load import load
from du_cli.dataset.vocabulary import REPORTS
from du_cli.document import Block, Document, Heading, Items, Note, Paragraph, Table
from du_cli.errors import DuError
from du_cli.i18n import fill, set_language
from du_cli.reports import compare, mandate, propose, trace
from du_cli.reports.compare import Difference, SeatLine
from du_cli.reports.mandate import Meetings, Named, TermLength, Written, term_text
from du_cli.reports.trace import Counts, Nonexistent, RuleInfo, Use
from du_cli.rules import RULES

ROOT = Path(__file__).parent.parent
LATER = date(2026, 11, 23)
CHANGE = date(2025, 7, 1)
EVE = CHANGE - timedelta(days=1)
AFTER = CHANGE + timedelta(days=1)

NYNORSK = """\
committee: {id: nemnda, name: Nemnda for arkiv, language: nn, secretariat: arkivet}
bodies:
  - {id: arkivet, name: Arkivet, kind: agency}
  - {id: nettet, name: Nettet, kind: regional_network, areas: [Vestland], valid_from: 2025-07-01}
versions:
  - id: "1"
    valid_to: 2025-06-30
    source: Vedtak 1
    size: 3
    term: {years: 1}
    meetings_per_month: {min: 1, max: 1}
    written_procedure: {allowed: false}
    tasks:
      - {id: a, name: Råd, clause: c1}
      - {id: b, name: Tilsyn}
    seats:
      - {id: vest, name: Vest, count: 1, kind: municipality, areas: [Vestland, Rogaland], consult: [regional_network]}
      - {id: arkiv, name: Arkivet, count: 2, kind: body, body: arkivet, clause: c2}
    clauses:
      - {id: c1, section: Oppgåver, reference: § 1, summary: Nemnda gjev råd., handled_by: {rules: [DU801, DU999], reports: [tull]}}
      - {id: c2, section: Medlemer, reference: § 2, handled_by: {rules: [DU101, DU802], reports: [seats]}}
      - {id: c3, reference: § 3, handled_by: {records: [cases.tull]}}
  - id: "2"
    valid_from: 2025-07-01
    source: Vedtak 2
    meetings_per_month: {min: 0, max: 2}
    written_procedure: {allowed: true}
    tasks:
      - {id: a, name: Råd og rettleiing, clause: c1}
      - {id: 3, name: Opplæring}
    seats:
      - id: vest
        name: Vest
        count: 2
        kind: any
        areas: [Rogaland, Vestland]
        excluded_areas: [Oslo]
        consult: [regional_network, arkivet]
      - {id: fylke, name: Fylka, count: 1, kind: county, excluded_areas: [Oslo]}
    clauses:
      - {id: c1, section: Oppgåver, reference: § 1, summary: Nemnda gjev råd og rettleiing., handled_by: {rules: [DU801]}}
      - {id: c3, reference: § 3, handled_by: {out_of_scope: Gjeld andre.}}
      - {id: c4, reference: § 4, handled_by: {records: [cases.title], reports: [cases]}}
      - {id: c5, reference: § 5, handled_by: {reports: [annual]}}
      - {id: c6, reference: § 6, handled_by: {reports: [roster]}}
      - {id: c7, reference: § 7, handled_by: {}}
"""

FORBIDDEN = Written(allowed=False, reasonable_deadline=False)
ALLOWED = Written(allowed=True, reasonable_deadline=False)
RULE_INFOS = {each.code: RuleInfo(each.title, built=True, tests=(f"bad-{each.code}", "good-one")) for each in RULES} | {
    "DU801": RuleInfo("Planned", built=False)
}
"""Every rule built but one, as if it were still to come."""
BUILT_REPORTS = {name: name in ("roster", "seats", "terms") for name in REPORTS}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def real(day: date) -> Dataset:
    return load({f"data/{path.name}": path.read_bytes() for path in (ROOT / "data").glob("*.yaml")}, day)


def nynorsk(day: date) -> Dataset:
    return load({"data/mandate.yaml": NYNORSK.encode(), "data/members.yaml": b"members: []\n"}, day)


def traced(dataset: Dataset) -> trace.TraceFacts:
    return trace.facts(dataset, RULE_INFOS, BUILT_REPORTS)


def message(error: pytest.ExceptionInfo[DuError]) -> str:
    return fill(error.value.message, error.value.values)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows(document: Document) -> list[tuple[str, ...]]:
    return [row for table in tables(document) for row in table.rows]


def words(document: Document) -> str:
    return "\n".join([document.title, *map(_words, document.blocks)])


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(" | ".join(row) for row in (tuple(column.title for column in block.columns), *block.rows))
    return "\n".join(block.items) if isinstance(block, Items) else block.text if isinstance(block, (Heading, Paragraph, Note)) else ""


def plain(value: Any) -> Any:
    """Facts as plain data, the way any JSON writer walks them; anything else is refused."""
    if hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    assert value is None or type(value) in (str, int, bool, date), type(value)
    return value


@pytest.mark.parametrize("dataset", [real(date(2022, 6, 1)), real(LATER), nynorsk(EVE), nynorsk(CHANGE)])
def test_the_facts_of_every_report_are_plain_and_every_layout_is_text(dataset: Dataset) -> None:
    first, *_between, last = (version.id for version in (*dataset.versions, *dataset.versions))
    candidates = (propose.candidate_of(dataset, "Bergen kommune"), propose.candidate_of(dataset, "Agder fylkeskommune"))
    shown = mandate.facts(dataset), traced(dataset), compare.facts(dataset, first, last), propose.propose(dataset, candidates)
    layouts = mandate.layout(shown[0]), trace.layout(shown[1]), compare.layout(shown[2]), propose.layout(shown[3])
    for facts, document in zip(shown, layouts, strict=True):
        assert isinstance(plain(facts), dict)
        assert "{" not in words(document)
        for table in tables(document):
            assert all(len(row) == len(table.columns) and all(type(cell) is str for cell in row) for row in table.rows)


# mandate show


def test_the_mandate_is_shown_with_its_numbers_and_bodies() -> None:
    facts = mandate.facts(real(LATER))
    assert facts.about.leads == facts.about.secretariat == facts.about.appoints == Named("ks", "KS")
    assert facts.about.advises == Named("kommit-radet", "KommIT-rådet")
    version = facts.version
    assert (version.id, version.size, version.places) == ("2020", 17, 17)
    assert (version.term, version.meetings_per_month) == (TermLength(4, ("continuity",)), Meetings(1, 2))
    assert version.written_procedure == Written(allowed=True, reasonable_deadline=True)
    assert [task.id for task in facts.tasks] == ["1", "2", "3", "4", "5"]
    assert (len(facts.seats), len(facts.bodies), len(facts.clauses)) == (13, 14, 53)
    shown = rows(mandate.layout(facts))
    assert ("Term", "4 years; exceptions: continuity") in shown
    set_language("nb")
    assert term_text(TermLength(4, ("continuity", "egen grunn"))) == "4 år; unntak: kontinuitet og egen grunn"
    assert ("Meetings", "1 to 2 a month") in shown
    assert ("Written procedure", "allowed, with a reasonable deadline") in shown
    assert ("Led by", "KS") in shown


@pytest.mark.parametrize(
    ("day", "counties"),
    [
        (date(2023, 12, 31), ("Viken",)),
        (date(2024, 1, 1), ("Østfold", "Akershus", "Buskerud")),
        (date(2024, 1, 2), ("Østfold", "Akershus", "Buskerud")),
    ],
)
def test_a_seat_s_area_is_told_in_the_counties_of_the_day(day: date, counties: tuple[str, ...]) -> None:
    facts = mandate.facts(real(day))
    viken = next(seat for seat in facts.seats if seat.id == "viken")
    assert (viken.areas, viken.counties, viken.consulted) == (("Viken",), counties, ("DigiViken",))
    assert any(row[:4] == ("Viken", "2", "a municipality", "Viken") for row in rows(mandate.layout(facts)))


@pytest.mark.parametrize(("day", "version"), [(EVE, "1"), (CHANGE, "2"), (AFTER, "2")])
def test_the_version_shown_is_the_one_in_force(day: date, version: str) -> None:
    facts = mandate.facts(nynorsk(day))
    assert (facts.version.id, facts.versions) == (version, ("1", "2"))


def test_what_a_mandate_does_not_give_is_a_dash() -> None:
    facts = mandate.facts(nynorsk(CHANGE))
    assert (facts.version.size, facts.version.term, facts.about.leads, facts.about.appoints) == (None, None, None, None)
    shown = rows(mandate.layout(facts))
    assert {("Led by", "–"), ("Members", "–"), ("Term", "–"), ("Places in all seats", "3"), ("Secretariat", "Arkivet")} <= set(shown)
    assert ("In force", "from 1 July 2025") in shown
    assert ("Fylka", "1", "a county council", "all but Oslo", "–", "–", "–") in shown
    area = "Rogaland and Vestland, but not Oslo", "Rogaland and Vestland"
    assert ("Vest", "2", "any organisation", *area, "Arkivet and Nettet", "–") in shown


def test_a_body_that_is_yet_to_come_is_not_consulted() -> None:
    shown = rows(mandate.layout(mandate.facts(nynorsk(EVE))))
    assert ("Vest", "1", "a municipality", "Vestland and Rogaland", "Rogaland and Vestland", "regional network", "–") in shown
    assert ("Arkivet", "2", "the body Arkivet", "–", "–", "–", "§ 2") in shown
    assert ("nettet", "Nettet", "regional network", "Vestland", "no") in shown
    numbers = {("Term", "1 year"), ("Meetings", "1 a month"), ("Written procedure", "not allowed")}
    assert numbers | {("In force", "until 30 June 2025")} <= set(shown)


def test_clauses_stand_under_their_section() -> None:
    blocks = mandate.layout(mandate.facts(real(LATER))).blocks
    sections = [block.text for block in blocks if isinstance(block, Heading) and block.level == 3]
    assert sections == ["Formål", "Oppgaver", "Arbeidsform", "Sammensetning"]


@pytest.mark.parametrize("gap", [date(2025, 6, 30), date(2025, 7, 1)])
def test_a_day_without_a_version_is_refused_with_those_there_are(gap: date) -> None:
    text = NYNORSK.replace("valid_to: 2025-06-30", "valid_to: 2025-06-29").replace("valid_from: 2025-07-01\n", "valid_from: 2025-07-02\n")
    dataset = load({"data/mandate.yaml": text.encode(), "data/members.yaml": b"members: []\n"}, gap)
    for report in (mandate.facts, traced):
        with pytest.raises(DuError) as error:
            report(dataset)
        assert message(error).endswith("Versions: 1 and 2.")


def test_a_mandate_that_cannot_be_read_is_refused() -> None:
    dataset = load({"data/mandate.yaml": b"committee: ["}, LATER)
    for report in (mandate.facts, traced, lambda dataset: compare.facts(dataset, "1", "2")):
        with pytest.raises(DuError) as error:
            report(dataset)
        assert "du-cli check" in message(error)


# mandate trace


def test_every_clause_of_the_mandate_is_taken_care_of_by_what_exists() -> None:
    facts = traced(real(LATER))
    assert facts.nonexistent == ()
    assert facts.counts.unhandled == 0
    assert facts.counts.clauses == len(facts.clauses) == sum(facts.counts[1:])
    assert facts.counts.out_of_scope == sum(clause.out_of_scope is not None for clause in facts.clauses) > 0
    seats = next(clause for clause in facts.clauses if clause.id == "composition-6.3.a")
    assert seats.uses == (
        Use("rule", "DU105", "built", RULE_INFOS["DU105"].title, ("bad-DU105", "good-one")),
        Use("report", "seats", "built"),
    )
    line = ("Sammensetning, 2. ledd, nr. 3 bokstav a", "Kommunene i Viken har to plasser.")
    shown = rows(trace.layout(facts))
    assert (*line, f"rule DU105: {RULE_INFOS['DU105'].title}", "built", "bad-DU105 and good-one") in shown
    assert ("", "", "report seats", "built", "–") in shown


def test_a_clause_counts_by_the_best_that_takes_care_of_it() -> None:
    facts = traced(nynorsk(CHANGE))
    assert {clause.id: clause.handled for clause in facts.clauses} == {
        "c1": "planned",
        "c3": "out_of_scope",
        "c4": "recorded",
        "c5": "planned",
        "c6": "recorded",
        "c7": "unhandled",
    }
    assert facts.counts == Counts(clauses=6, built=0, planned=2, recorded=2, out_of_scope=1, unhandled=1, unread=0)
    shown = rows(trace.layout(facts))
    assert ("Handled by nothing", "1") in shown
    assert ("§ 3", "–", "Gjeld andre.", "out of scope", "–") in shown
    assert ("§ 7", "–", "–", "handled by nothing", "–") in shown
    assert ("§ 5", "–", "report annual", "planned", "–") in shown


def test_one_built_rule_is_enough_and_a_name_that_does_not_exist_takes_care_of_nothing() -> None:
    facts = traced(nynorsk(EVE))
    assert {clause.id: clause.handled for clause in facts.clauses} == {"c1": "planned", "c2": "built", "c3": "unhandled"}
    assert facts.nonexistent == (
        Nonexistent("c1", "rule", "DU999"),
        Nonexistent("c1", "report", "tull"),
        Nonexistent("c3", "record", "cases.tull"),
    )
    (listed,) = (block for block in trace.layout(facts).blocks if isinstance(block, Items))
    assert listed.items == (
        "§ 1 names the rule DU999, which does not exist.",
        "§ 1 names the report tull, which does not exist.",
        "§ 3 names the record cases.tull, which is not in the format.",
    )
    assert ("", "", "rule DU999", "does not exist", "–") in rows(trace.layout(facts))


def test_without_any_rules_nothing_is_built() -> None:
    facts = trace.facts(real(LATER), {}, {})
    assert (facts.counts.built, facts.counts.planned) == (0, 0)
    assert {each.kind for each in facts.nonexistent} == {"rule", "report"}


# mandate compare


def test_a_version_does_not_differ_from_itself() -> None:
    facts = compare.facts(real(LATER), "2020", "2020")
    assert facts.differences == ()
    assert set(facts.equal) == set(compare.TOPICS)
    assert compare.layout(facts).blocks[0] == Paragraph("No difference.")


def test_two_versions_differ_in_all_that_was_changed_and_nothing_else() -> None:
    facts = compare.facts(nynorsk(LATER), "1", "2")
    assert facts.differences == (
        Difference("size", "", 3, None),
        Difference("term", "", TermLength(1, ()), None),
        Difference("meetings_per_month", "", Meetings(1, 1), Meetings(0, 2)),
        Difference("written_procedure", "", FORBIDDEN, ALLOWED),
        Difference("task.name", "a", "Råd", "Råd og rettleiing"),
        Difference("task", "b", "Tilsyn", None),
        Difference("task", "3", None, "Opplæring"),
        Difference("seat.count", "vest", 1, 2),
        Difference("seat.kind", "vest", "municipality", "any"),
        Difference("seat.excluded_areas", "vest", (), ("Oslo",)),
        Difference("seat.consult", "vest", ("regional_network",), ("regional_network", "arkivet")),
        Difference("seat", "arkiv", SeatLine("Arkivet", 2), None),
        Difference("seat", "fylke", None, SeatLine("Fylka", 1)),
        Difference("clause.summary", "c1", "Nemnda gjev råd.", "Nemnda gjev råd og rettleiing."),
        Difference("clause.rules", "c1", ("DU801", "DU999"), ("DU801",)),
        Difference("clause.reports", "c1", ("tull",), ()),
        Difference("clause", "c2", "§ 2", None),
        Difference("clause.records", "c3", ("cases.tull",), ()),
        Difference("clause.out_of_scope", "c3", None, "Gjeld andre."),
        Difference("clause", "c4", None, "§ 4"),
        Difference("clause", "c5", None, "§ 5"),
        Difference("clause", "c6", None, "§ 6"),
        Difference("clause", "c7", None, "§ 7"),
    )
    assert facts.equal == ("representatives_lead_digitalisation",)


def test_the_comparison_the_other_way_is_the_same_with_its_sides_changed() -> None:
    there, back = (compare.facts(nynorsk(LATER), *ids) for ids in (("1", "2"), ("2", "1")))
    turned = {(each.what, each.key, each.after, each.before) for each in back.differences}
    assert {tuple(each) for each in there.differences} == turned
    assert there.equal == back.equal


def test_the_comparison_is_a_table_of_before_and_after() -> None:
    document = compare.layout(compare.facts(nynorsk(LATER), "1", "2"))
    first, equal, last = document.blocks
    assert document.title == "The mandate of Nemnda for arkiv: 1 and 2"
    assert isinstance(first, Table)
    assert [column.title for column in first.columns] == ["What", "Before", "After"]
    assert {
        ("Number of members", "3", "–"),
        ("Term", "1 year", "–"),
        ("Meetings", "1 a month", "0 to 2 a month"),
        ("Written procedure", "not allowed", "allowed"),
        ("Task 3", "–", "Opplæring"),
        ("Seat vest: places", "1", "2"),
        ("Seat vest: who may hold it", "a municipality", "any organisation"),
        ("Seat vest: excluded area", "–", "Oslo"),
        ("Seat vest: bodies to consult", "regional network", "regional network and arkivet"),
        ("Seat fylke", "–", "Fylka (1 place)"),
        ("Seat arkiv", "Arkivet (2 places)", "–"),
        ("Clause c1: rules", "DU801 and DU999", "DU801"),
        ("Clause c3: why out of scope", "–", "Gjeld andre."),
    } <= set(first.rows)
    assert equal == Paragraph("No difference in: Members ought to lead digitalisation at home.")
    assert isinstance(last, Table)
    assert last.rows == (("1", "until 30 June 2025", "Vedtak 1"), ("2", "from 1 July 2025", "Vedtak 2"))


@pytest.mark.parametrize(("first", "second"), [("1", "3"), ("3", "1"), ("", "2")])
def test_an_unknown_version_is_refused_with_those_there_are(first: str, second: str) -> None:
    with pytest.raises(DuError) as error:
        compare.facts(nynorsk(LATER), first, second)
    assert message(error).endswith("It has 1 and 2.")


def test_every_kind_of_difference_has_its_words() -> None:
    dataset = nynorsk(LATER)
    seat, clause, task = dataset.versions[0].seats[0], dataset.versions[0].clauses[0], dataset.versions[0].tasks[0]
    keys = {f"seat.{name}" for name in compare.seat_fields(seat)} | {f"clause.{name}" for name in compare.clause_fields(clause)}
    assert keys | {f"task.{name}" for name in compare.task_fields(task)} | {"task", "seat", "clause"} == set(compare.WHAT)
