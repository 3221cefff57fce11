"""Rules about written procedure: deadlines by the calendar, who is asked and answers, and how it is closed."""

from datetime import date

import pytest

from du_cli.dataset.written import asked, earliest_deadline, silent
from tests.case_files import AT, DAY, FIRED, KARI, MANDATE, OLA, answers, broken, case, keys, loaded, meeting, person, root, said, texts

LATER = date(2030, 1, 2)


def written(status: str = "in_preparation", **facts: str | None) -> dict[str, str]:
    """A case sent out in writing on 2 February 2026 to all, and closed; None leaves a fact out."""
    found = {"reason": "Haster", "sent": "2026-02-02", "sent_to": "all", "deadline": "2026-02-13", "closed": "2026-02-16", **facts}
    recusals = found.pop("recusals", None) or "[]"
    more = {key: found.pop(key, None) for key in ("recommendation", "handling")}
    procedure = ", ".join(f"{key}: {value}" for key, value in found.items() if value is not None)
    return case(status=status, raised="{date: 2020-01-01, by: nettverket}", recusals=recusals, written_procedure=f"{{{procedure}}}", **more)


def responses(*given: str) -> str:
    """Answers as ``kari 2026-02-10 supports``; one from a body begins with ``body:``."""
    said_by = (answer.split() for answer in given)
    items = (
        f"{{{'body: ' + who[5:] if who.startswith('body:') else 'member: ' + who}, date: {day}, position: {how}}}"
        for who, day, how in said_by
    )
    return f"[{', '.join(items)}]"


BOTH = ("kari 2026-02-10 supports", "ola 2026-02-11 supports")

# ------------------------------------------------------------------------------------------ deadlines


@pytest.mark.parametrize(
    ("sent", "deadline", "extended", "fires"),
    [
        ("2026-02-02", "2026-02-01", "null", True),
        ("2026-02-02", "2026-02-02", "null", True),
        ("2026-02-02", "2026-02-03", "null", False),
        ("2026-02-02", "null", "null", True),
        ("null", "null", "null", True),
        ("null", "2026-02-03", "null", False),
        ("2026-02-02", "2026-02-02", "2026-02-03", False),
        ("2026-02-02", "2026-02-13", "2026-02-02", True),
    ],
)
def test_a_deadline_lies_after_the_day_of_sending(sent: str, deadline: str, extended: str, *, fires: bool) -> None:
    files = root(written(sent=sent, deadline=deadline, extended_to=extended, closed=None))
    assert said(files, "DU501") == (FIRED if fires else [])


@pytest.mark.parametrize("norm", ["null", "{allowed: true}"])
def test_a_mandate_that_asks_for_no_reasonable_deadline_gets_none(norm: str) -> None:
    mandate = MANDATE.replace("{allowed: true, reasonable_deadline: true}", norm)
    short = root(written(deadline="2026-02-03"), mandate=mandate)
    assert said(root(written(deadline="null"), mandate=mandate), "DU501") == said(short, "DU502") == []


def test_a_deadline_that_could_not_be_read_is_not_called_missing() -> None:
    assert said(broken(root(written(deadline=None))), "DU501") == []
    assert said(broken(root(written(deadline="2026-02-01"))), "DU501") == FIRED


DEADLINES = [
    # Five working days after a Monday.
    ("2026-02-02", "2026-02-06", True),
    ("2026-02-02", "2026-02-09", False),
    ("2026-02-01", "2026-02-06", False),
    # 17 May: a Monday in 2027, a Wednesday in 2028.
    ("2027-05-10", "2027-05-17", True),
    ("2027-05-10", "2027-05-18", False),
    ("2028-05-12", "2028-05-19", True),
    ("2028-05-12", "2028-05-22", False),
    # Weeks 28 to 30: 6 to 26 July 2026; ten working days when the period touches them.
    ("2026-06-26", "2026-07-03", False),
    ("2026-06-26", "2026-07-05", False),
    ("2026-06-26", "2026-07-06", True),
    ("2026-06-26", "2026-07-09", True),
    ("2026-06-26", "2026-07-10", False),
    ("2026-07-26", "2026-08-06", True),
    ("2026-07-26", "2026-08-07", False),
    ("2026-07-27", "2026-08-03", False),
    # Palm Sunday is 29 March 2026, Easter Monday 6 April.
    ("2026-03-20", "2026-03-28", False),
    ("2026-03-20", "2026-03-29", True),
    ("2026-04-06", "2026-04-13", True),
    ("2026-04-07", "2026-04-14", False),
    # 24 December to 1 January; 24 December 2026 is a Thursday and a working day.
    ("2026-12-16", "2026-12-23", False),
    ("2026-12-16", "2026-12-24", True),
    ("2027-01-01", "2027-01-08", True),
    ("2027-01-02", "2027-01-08", False),
    ("2026-12-18", "2027-01-05", False),
    ("2026-12-18", "2027-01-04", True),
    # 29 February.
    ("2028-02-22", "2028-02-28", True),
    ("2028-02-22", "2028-02-29", False),
]


@pytest.mark.parametrize(("sent", "deadline", "fires"), DEADLINES)
def test_a_deadline_leaves_the_working_days_of_the_policy(sent: str, deadline: str, *, fires: bool) -> None:
    assert said(root(written(sent=sent, deadline=deadline)), "DU502", LATER) == (FIRED if fires else [])
    assert said(root(written(sent=sent, deadline="2026-01-01", extended_to=deadline)), "DU502", LATER) == (FIRED if fires else [])


@pytest.mark.parametrize(("sent", "deadline"), [found[:2] for found in DEADLINES if found[2]])
def test_the_day_a_short_deadline_is_to_be_put_off_to_is_the_first_that_is_long_enough(sent: str, deadline: str) -> None:
    (earliest,) = (found.values["earliest"] for found in answers(root(written(sent=sent, deadline=deadline)), "DU502", LATER))
    assert isinstance(earliest, date)
    assert earliest > date.fromisoformat(deadline)
    assert said(root(written(sent=sent, deadline=str(earliest))), "DU502", LATER) == []
    assert said(root(written(sent=sent, deadline=str(earliest - DAY))), "DU502", LATER) == FIRED


@pytest.mark.parametrize(
    ("sent", "earliest"),
    [("2026-06-26", "2026-07-03"), ("2026-06-29", "2026-07-13"), ("2026-07-06", "2026-07-20"), ("2026-12-16", "2026-12-23")],
)
def test_the_first_deadline_to_propose_avoids_the_holidays_where_it_can(sent: str, earliest: str) -> None:
    assert earliest_deadline(date.fromisoformat(sent), 5) == date.fromisoformat(earliest)


def test_the_policys_number_counts_and_the_message_says_that_it_is_the_policys() -> None:
    files = root(written(deadline="2026-02-13"))
    assert said(files, "DU502") == []
    files |= {"data/policy.yaml": "written_deadline_working_days: 10\n"}
    assert texts(files, "DU502") == [
        "9 working days from 2 February 2026 to 13 February 2026; the secretariat's policy asks for 10.",
    ]
    files |= {"data/policy.yaml": "written_deadline_working_days: 0\n"}
    assert said(files, "DU502") == []


def test_without_the_day_of_sending_a_deadline_is_not_assessed() -> None:
    assert said(root(written(sent=None)), "DU502") == ["2026-001?"]


@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2026-02-13", False),
        ("2026-02-14", True),
        ("2026-02-15", True),
        ("2026-02-16", False),
        ("2026-04-01", False),
        ("2026-04-02", True),
        ("2026-04-06", True),
        ("2026-04-07", False),
        ("2027-05-17", True),
        ("2027-05-18", False),
        ("2026-12-24", False),
        ("2026-12-25", True),
        ("2026-12-31", False),
        ("2027-01-01", True),
        ("2028-02-29", False),
    ],
)
def test_the_deadline_that_counts_is_a_working_day(day: str, *, fires: bool) -> None:
    assert keys(root(written(deadline=day)), "DU505") == (["written_procedure.deadline"] if fires else [])
    assert keys(root(written(extended_to=day)), "DU505") == (["written_procedure.extended_to"] if fires else [])
    assert keys(root(written(deadline="2026-02-15", extended_to="2026-02-16")), "DU505") == []


def test_a_deadline_has_passed_on_the_day_after_it() -> None:
    last = date(2026, 2, 13)
    for files in (root(written(closed=None)), root(written(closed=None, deadline="2026-02-06", extended_to="2026-02-13"))):
        assert [bool(said(files, "DU508", at)) for at in (last - DAY, last, last + DAY)] == [False, False, True]
    assert answers(files, "DU508")[0].command == "du-cli written close 2026-001"


def test_a_procedure_that_is_closed_or_fell_with_its_case_is_not_late() -> None:
    assert said(root(written()), "DU508") == []
    assert said(root(written(status="withdrawn", closed=None)), "DU508") == []
    assert said(root(written(closed="2026-02-31")), "DU508") == ["2026-001?"]
    assert said(root(written(closed=None), mandate=MANDATE.replace("    written_procedure", "    # ")), "DU508") == []


# ------------------------------------------------------------------------------------------ why in writing


@pytest.mark.parametrize(
    ("norm", "reason", "severities"),
    [
        ("{allowed: true}", "Haster", []),
        ("{allowed: true}", "null", ["warning"]),
        ("{allowed: true}", "' '", ["warning"]),
        ("{allowed: false}", "Haster", ["error"]),
        ("{allowed: false}", "null", ["error"]),
        ("null", "null", []),
    ],
)
def test_a_written_procedure_says_why_and_is_allowed(norm: str, reason: str, severities: list[str]) -> None:
    mandate = MANDATE.replace("{allowed: true, reasonable_deadline: true}", norm)
    assert [found.severity.value for found in answers(root(written(reason=reason), mandate=mandate), "DU504")] == severities


TWO_VERSIONS = MANDATE.replace('  - id: "1"\n', '  - id: "1"\n    valid_to: 2026-02-01\n') + (
    '  - {id: "2", valid_from: 2026-02-02, written_procedure: {allowed: false}, seats: [], clauses: []}\n'
)


@pytest.mark.parametrize(("sent", "fires"), [("2026-02-01", False), ("2026-02-02", True), ("2026-02-03", True)])
def test_the_mandate_of_the_day_it_was_sent_decides(sent: str, *, fires: bool) -> None:
    assert said(root(written(sent=sent), mandate=TWO_VERSIONS), "DU504") == (FIRED if fires else [])


def test_on_a_day_without_a_mandate_nothing_is_assessed() -> None:
    late = MANDATE.replace('  - id: "1"\n', '  - id: "1"\n    valid_from: 2026-02-03\n')
    assert said(root(written(), mandate=late), "DU504") == ["2026-001?"]


# ------------------------------------------------------------------------------------------ who is asked


def serving(name: str, first: str = "null", ended: str = "null") -> str:
    return person(name, "Stord kommune", f"{{seat: nemnda, from: {first}, ended: {ended}, ended_reason: x, appointed_by: forbundet}}")


@pytest.mark.parametrize(
    ("first", "ended", "fires"),
    [
        ("2026-02-01", "null", True),
        ("2026-02-02", "null", True),
        ("2026-02-03", "null", False),
        ("2020-01-01", "2026-02-01", False),
        ("2020-01-01", "2026-02-02", True),
        ("2020-01-01", "2026-02-03", True),
    ],
)
def test_everyone_in_office_on_the_day_of_sending_is_asked(first: str, ended: str, *, fires: bool) -> None:
    files = root(written(sent_to="[kari, ola]"), members=KARI + OLA + serving("per", first, ended))
    assert said(files, "DU503") == (["per"] if fires else [])


@pytest.mark.parametrize(
    ("sent_to", "recusals", "missing"),
    [
        ("all", "[]", []),
        ("[kari, ola]", "[]", []),
        ("[kari]", "[]", ["ola"]),
        ("[]", "[]", ["kari", "ola"]),
        ("[kari]", "[{member: ola}]", []),
        ("[kari]", "[{member: ola, outcome: not_recused}]", ["ola"]),
        ("null", "[]", ["2026-001?"]),
    ],
)
def test_the_recused_and_those_not_published_apart(sent_to: str, recusals: str, missing: list[str]) -> None:
    files = root(written(sent_to=sent_to, recusals=recusals), unpublished="{forbundet: 3}")
    assert said(files, "DU503") == missing
    assert said(broken(files), "DU503") == []
    assert [found for found in said(broken(files, "data/members.yaml", "unknown_key: 1\n"), "DU503") if not found.endswith("?")] == []


# ------------------------------------------------------------------------------------------ who answers


@pytest.mark.parametrize(
    ("sent_to", "answer", "where"),
    [
        ("all", "ola 2026-02-10 supports", []),
        ("[kari, ola]", "ola 2026-02-10 supports", []),
        ("[kari]", "ola 2026-02-10 supports", ["responses.0.member"]),
        ("null", "ola 2026-02-10 supports", []),
        ("all", "per 2026-02-10 supports", ["responses.0.member"]),
        ("[kari, per]", "per 2026-02-10 supports", []),
        ("[kari, per]", "per 2026-02-11 supports", []),
        ("[kari, per]", "per 2026-02-12 supports", ["responses.0.member"]),
    ],
)
def test_only_those_in_office_who_were_asked_may_answer(sent_to: str, answer: str, where: list[str]) -> None:
    """Per is in office from 3 to 11 February, and was not on the day of sending."""
    files = root(written(sent_to=sent_to, responses=responses(answer)), members=KARI + OLA + serving("per", "2026-02-03", "2026-02-11"))
    assert keys(files, "DU506") == [f"written_procedure.{key}" for key in where]


def test_an_answer_of_the_recused_is_not_asked_for_when_all_are_asked() -> None:
    files = root(written(responses=responses(*BOTH), recusals="[{member: ola}]"))
    assert (said(files, "DU506"), said(files, "DU307")) == (["ola"], ["ola"])


def test_a_second_answer_of_one_member_is_one_too_many() -> None:
    files = root(written(responses=responses(*BOTH, "kari 2026-02-12 objects")))
    assert keys(files, "DU506") == ["written_procedure.responses.2.member"]
    assert texts(files, "DU506") == ["Kari has answered already, on 10 February 2026."]


@pytest.mark.parametrize(("holders", "answers_given", "too_many"), [(0, 1, 1), (1, 1, 0), (1, 2, 1), (3, 3, 0), (2, 4, 2)])
def test_a_body_answers_for_its_unpublished_holders_only(holders: int, answers_given: int, too_many: int) -> None:
    given = responses(*(f"body:forbundet 2026-02-1{number} supports" for number in range(answers_given)))
    files = root(written(responses=given), unpublished=f"{{forbundet: {holders}}}" if holders else "{}")
    assert said(files, "DU506") == ["forbundet"] * too_many
    assert said(broken(files, "data/mandate.yaml", "unknown_key: 1\n"), "DU506") == ["data/mandate.yaml?"]


@pytest.mark.parametrize(("day", "late"), [("2026-02-12", False), ("2026-02-13", False), ("2026-02-14", True)])
def test_a_late_answer_is_information(day: str, *, late: bool) -> None:
    for facts in ({"deadline": "2026-02-13"}, {"deadline": "2026-02-06", "extended_to": "2026-02-13"}):
        found = answers(root(written(responses=responses(f"kari {day} supports"), **facts)), "DU506")
        assert [(one.severity.value, one.subject) for one in found] == ([("information", "kari")] if late else [])


def test_a_member_whose_appointment_cannot_be_read_is_not_called_out_of_office() -> None:
    files = root(written(responses=responses(*BOTH)), members=KARI + person("ola", appointments="{seat: nemnda, from: 2026-02-31}"))
    assert said(files, "DU506") == ["2026-001?"]
    assert said(root(written(responses=responses("nobody 2026-02-10 supports"))), "DU506") == []


# ------------------------------------------------------------------------------------------ closing


@pytest.mark.parametrize(
    ("closed", "given", "fires"),
    [
        ("2026-02-12", BOTH, False),
        ("2026-02-12", BOTH[:1], True),
        ("2026-02-13", BOTH[:1], True),
        ("2026-02-13", BOTH, False),
        ("2026-02-14", BOTH[:1], False),
        ("2026-02-10", BOTH, True),
        ("2026-02-11", BOTH, False),
    ],
)
def test_a_procedure_is_closed_before_its_deadline_is_over_only_with_every_answer(
    closed: str, given: tuple[str, ...], *, fires: bool
) -> None:
    for facts in ({}, {"sent_to": "[kari, ola]"}, {"deadline": "2026-02-06", "extended_to": "2026-02-13"}):
        files = root(written(closed=closed, responses=responses(*given), **facts))
        assert said(files, "DU507") == (FIRED if fires else [])
        assert said(broken(files), "DU507") == []


@pytest.mark.parametrize(("ended", "fires"), [("2026-02-11", False), ("2026-02-12", True), ("2026-02-13", True)])
def test_whoever_has_left_when_it_is_closed_is_not_waited_for(ended: str, *, fires: bool) -> None:
    ola = person("ola", "Voss herad", f"{{seat: nemnda, ended: {ended}}}")
    files = root(written(closed="2026-02-12", sent_to="[kari, ola]", responses=responses(BOTH[0])), members=KARI + ola)
    assert said(files, "DU507") == (FIRED if fires else [])


def test_the_recused_and_holders_who_are_not_published_are_waited_for_as_they_should_be() -> None:
    early = {"closed": "2026-02-12", "responses": responses(*BOTH[:1])}
    assert said(root(written(**early, recusals="[{member: ola}]")), "DU507") == []
    assert texts(root(written(closed="2026-02-12", responses=responses(*BOTH)), unpublished="{forbundet: 2}"), "DU507") == [
        "Closed on 12 February 2026, before the deadline 13 February 2026 was over, without the answers of Eksempelforbundet (2).",
    ]
    assert said(root(written(**early, sent_to=None)), "DU507") == ["2026-001?"]


IN_WRITING = "{adopted: 2026-02-16, by: written_procedure, text: Ja}"


@pytest.mark.parametrize("position", ["objects", "asks_for_meeting"])
@pytest.mark.parametrize(
    ("facts", "fires"),
    [
        ({"status": "concluded", "recommendation": IN_WRITING}, True),
        ({"status": "submitted", "recommendation": IN_WRITING}, True),
        ({"status": "closed", "handling": "[{date: 2026-02-16, outcome: noted}]"}, True),
        ({"status": "in_preparation"}, False),
        ({"status": "withdrawn", "recommendation": IN_WRITING}, False),
        ({"status": "concluded", "recommendation": "{adopted: 2026-02-24, by: meeting, meeting: 2026-02-24, text: Ja}"}, False),
        ({"status": "concluded", "handling": "[{date: 2026-02-15, meeting: 2026-02-15, outcome: noted}]"}, True),
        ({"status": "concluded", "handling": "[{date: 2026-02-16, meeting: 2026-02-16, outcome: noted}]"}, False),
        ({"status": "concluded", "handling": "[{date: 2026-02-17, meeting: 2026-02-17, outcome: noted}]"}, False),
    ],
)
def test_an_objection_takes_the_case_to_a_meeting(position: str, facts: dict[str, str], *, fires: bool) -> None:
    files = root(written(responses=responses(BOTH[0], f"ola 2026-02-11 {position}"), **facts), meeting("2026-02-24"))
    assert said(files, "DU507") == (["ola"] if fires else [])
    assert said(root(written(closed=None, responses=responses(f"ola 2026-02-11 {position}"), **facts)), "DU507") == []


@pytest.mark.parametrize("position", ["supports", "supports_with_comments", "abstains", "no_comment"])
def test_other_answers_need_no_meeting(position: str) -> None:
    files = root(written(status="concluded", recommendation=IN_WRITING, responses=responses(f"ola 2026-02-11 {position}")))
    assert said(files, "DU507") == []


def test_an_objection_after_the_procedure_was_closed_was_not_there_to_be_heard() -> None:
    for day, fires in (("2026-02-16", True), ("2026-02-17", False)):
        files = root(written(status="concluded", recommendation=IN_WRITING, responses=responses(f"ola {day} objects")))
        assert said(files, "DU507") == (["ola"] if fires else [])


def test_who_was_asked_and_has_not_answered_is_told_for_any_day() -> None:
    dataset = loaded(root(written(responses=responses(*BOTH)), unpublished="{forbundet: 1}"))
    found = dataset.case_files[0].case
    assert asked(dataset, found) == {"kari", "ola"}
    for day, members in ((10, ("ola",)), (11, ()), (9, ("kari", "ola"))):
        assert silent(dataset, found, date(2026, 2, day)) == (members, {"forbundet": 1})
    assert silent(dataset, loaded(case()).case_files[0].case, AT) is None
