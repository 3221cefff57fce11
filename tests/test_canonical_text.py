"""The canonical text of minutes: the same facts give the same digest, however they are written, and other facts another."""

import hashlib
from unicodedata import normalize

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.dataset.canonical_text import canonical, digest, minutes_digest, minutes_text
from du_cli.dataset.reading import record_reader
from du_cli.models.meetings import Meeting

MEETING = {
    "id": "2026-02-03",
    "type": "ordinary",
    "status": "held",
    "chair": "kari",
    "agenda": [
        {"item": 2, "type": "briefing", "by": "ola", "minutes": "Nytt nett."},
        {"item": 1, "type": "case", "case": "2026-001", "purpose": "decision", "minutes": "Drøftet.\nVedtatt.\n", "outcome": "adopted"},
    ],
    "attendance": {
        "present": ["ola", "kari"],
        "absent": ["liv"],
        "substitutes": [{"for": "per", "name": "Una Lid", "organisation": "Voss herad"}],
        "unpublished": {"laget": 2},
        "guests": [{"name": "Gro", "items": [1, 2]}],
    },
}
TEXT = """\
meeting: 2026-02-03
chair: kari
present: kari
present: ola
absent: liv
substitute for: per
substitute: Una Lid
substitute from: Voss herad
unpublished: laget 2
guest: Gro
guest from:
guest at items: 1 2
item: 1
type: case
case: 2026-001
purpose: decision
outcome: adopted
minutes: Drøftet.
  Vedtatt.
item: 2
type: briefing
by: ola
minutes: Nytt nett.
"""


def meeting(**keys: object) -> Meeting:
    found: Meeting = record_reader(Meeting)({**MEETING, **keys})
    return found


def test_the_text_says_every_fact_on_a_line_in_a_fixed_order() -> None:
    assert minutes_text(meeting()) == TEXT
    assert minutes_digest(meeting()) == hashlib.sha256(TEXT.encode()).hexdigest()


def test_what_is_said_of_the_call_and_the_approval_is_no_part_of_it() -> None:
    other = meeting(status="approved", start="10:00", place="Bergen", called="2026-01-20", approved={"date": "2026-03-03", "written": True})
    assert minutes_digest(other) == minutes_digest(meeting())


@pytest.mark.parametrize(
    "keys",
    [
        {"chair": "ola"},
        {"attendance": None},
        {"agenda": MEETING["agenda"][:1]},
        {"attendance": {"present": ["ola"], "absent": ["liv", "kari"]}},
        {"agenda": [{"item": 1, "type": "other", "title": "x\ncase: y"}]},
    ],
)
def test_another_fact_gives_another_digest(keys: dict[str, object]) -> None:
    assert minutes_digest(meeting(**keys)) != minutes_digest(meeting())


def test_no_value_can_be_taken_for_another_fact() -> None:
    one = meeting(agenda=[{"item": 1, "type": "other", "title": "a\noutcome: noted"}])
    other = meeting(agenda=[{"item": 1, "type": "other", "title": "a", "outcome": "noted"}])
    assert minutes_text(one) != minutes_text(other)


@given(st.text())
@tries(300)
def test_a_canonical_text_stays_itself_and_line_ends_and_composition_do_not_count(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert digest(normalize("NFD", text)) == digest(text)
    plain = text.replace("\r", "")
    assert digest(plain.replace("\n", "\r\n")) == digest(plain.replace("\n", " \r")) == digest(plain)
    assert digest(text + "\n") == digest(text)
