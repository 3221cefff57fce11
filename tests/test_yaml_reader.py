"""Reading one file strictly: what is refused and where, and what plain data comes out."""

import math
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import tries
from hypothesis import assume, example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from yaml_documents import documents, neat_documents

from du_cli.dataset.load import load
from du_cli.dataset.read import formatted
from du_cli.dataset.shown import shown
from du_cli.findings import Place
from du_cli.rules import check
from du_cli.yamlfile import Lines, Parsed, canonical, events, parse, reader, tree
from du_cli.yamlfile.reader import by_events

DATA = Path(__file__).parent.parent / "data"
REAL = {f"data/{path.name}": path.read_bytes() for path in sorted(DATA.glob("*.yaml"))}
AT = date(2026, 11, 23)


def refusals(text: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of everything wrong with a text."""
    data = text.encode() if isinstance(text, str) else text
    return [(found.code, found.place.line, found.place.column) for found in parse(data, "x.yaml").problems]


def read(text: str | bytes) -> Any:
    """The plain data of a text with nothing wrong in it."""
    data = text.encode() if isinstance(text, str) else text
    parsed, events_say = parse(data), by_events(data)
    assert not parsed.problems
    assert repr(parsed.value) == repr(events_say.value)
    return parsed.value


def _leave_out_libyaml(patch: pytest.MonkeyPatch) -> None:
    without = events.yaml()._replace(events=events._pure_events, fast=False)  # noqa: SLF001 - there is no other way
    patch.setattr(reader, "yaml", lambda: without)
    patch.setattr(tree, "yaml", lambda: without)


def slowly(data: bytes) -> Parsed:
    """Reading as it is done where libyaml is missing."""
    with pytest.MonkeyPatch.context() as patch:
        _leave_out_libyaml(patch)
        return by_events(data, "x.yaml")


# ---------------------------------------------------------------------------------------------------------- the text itself


def test_what_is_not_utf8_is_refused_at_its_byte() -> None:
    assert refusals("a: b\nnavn: Tromsø\n".encode("latin-1")) == [("DU007", 2, 12)]
    assert parse("a: \xf8".encode("latin-1")).problems[0].values == {"byte": "0xF8"}
    assert refusals("a: b\n".encode("utf-16")) == [("DU007", 1, 1)]
    assert refusals(b"a: \xed\xa0\x80\n") == [("DU007", 1, 4)], "half of a surrogate pair"


@pytest.mark.parametrize(
    "code",
    [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF],
)
def test_a_control_character_is_refused_at_its_place(code: int) -> None:
    assert refusals(f"a: b\nnavn: x{chr(code)}y\n") == [("DU001", 2, 8)]


def test_a_lone_carriage_return_is_refused_but_not_one_before_a_line_feed() -> None:
    assert refusals("a: b\rc: d\n") == [("DU001", 1, 5)]
    assert read("a: b\r\nc: d\r\n") == {"a": "b", "c": "d"}


@pytest.mark.parametrize("char", ["\t", "\u00a0", "\u00ad", "\u200b", "\U0001f600", "\u0301"])
def test_other_characters_may_stand_in_a_text(char: str) -> None:
    assert read(f"a: 'x{char}y'\n") == {"a": f"x{char}y"}


def test_a_byte_order_mark_and_crlf_are_accepted_and_columns_count_from_behind_the_mark() -> None:
    assert read(b"\xef\xbb\xbfa: b\r\n") == {"a": "b"}
    assert refusals(b"\xef\xbb\xbfa: 01\r\nb: 10:00\r\n") == [("DU008", 1, 4), ("DU008", 2, 4)]


def test_a_second_byte_order_mark_is_refused() -> None:
    assert refusals(b"\xef\xbb\xbf\xef\xbb\xbfa: b\n") == [("DU001", 1, 1)]


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, [("DU006", 1, 1)])])
def test_a_file_may_be_one_mebibyte_and_not_a_byte_more(more: int, codes: list[tuple[str, int, int]]) -> None:
    begin = b"a: b\n# "
    data = begin + b"x" * ((1 << 20) - len(begin) - 1 + more) + b"\n"
    assert len(data) == (1 << 20) + more
    assert refusals(data) == codes


# ------------------------------------------------------------------------------------------------------- what YAML may say


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [b\n", ("DU001", 2, 1)),
        ("a: 'b\n", ("DU001", 2, 1)),
        ("a: b: c\n", ("DU001", 1, 5)),
        ("a: b\n c: d\n", ("DU001", 2, 3)),
        ("\ta: b\n", ("DU001", 1, 1)),
        ("a:\n\tb: c\n", ("DU001", 2, 1)),
        ("a: @b\n", ("DU001", 1, 4)),
        ("a: `b`\n", ("DU001", 1, 4)),
        ('a: "\\q"\n', ("DU001", 1, 5)),
        ('a: "\\ud800"\n', ("DU001", 1, 7)),
        ('a: "\\U00110000"\n', ("DU001", 1, 7)),
        ("a: b\n---\nc: d\n", ("DU001", 2, 1)),
        ("a: b\n...\nc: d\n", ("DU001", 3, 1)),
        ("---\n---\n", ("DU001", 2, 1)),
        ("%YAML 1.2\n---\na: b\n", ("DU006", 1, 1)),
        ("# c\n\n%YAML 1.1\n---\na: b\n", ("DU006", 3, 1)),
        ("%TAG ! tag:x,2000:\n---\na: b\n", ("DU006", 1, 1)),
        ("%OTHER\n---\na: b\n", ("DU006", 1, 1)),
        ("a: &x b\n", ("DU006", 1, 4)),
        ("a: &x\n  b: c\n", ("DU006", 1, 4)),
        ("a: [&x b]\n", ("DU006", 1, 5)),
        ("&x a: b\n", ("DU006", 1, 1)),
        ("a: *x\n", ("DU006", 1, 4)),
        ("a:\n  - *x\n", ("DU006", 2, 5)),
        ("*x : b\n", ("DU006", 1, 1)),
        ("a: {b: *x}\n", ("DU006", 1, 8)),
        ("<<: {a: b}\n", ("DU006", 1, 1)),
        ("a:\n  <<: b\n", ("DU006", 2, 3)),
        ("a: {<<: {b: c}}\n", ("DU006", 1, 5)),
        ("a: !!str b\n", ("DU006", 1, 4)),
        ("a: !x b\n", ("DU006", 1, 4)),
        ("a: ! b\n", ("DU006", 1, 4)),
        ("a: ! 'b'\n", ("DU006", 1, 4)),
        ("a: ! [b]\n", ("DU006", 1, 4)),
        ("a: !<tag:yaml.org,2002:str> b\n", ("DU006", 1, 4)),
        ("a: !!python/object:os.system {}\n", ("DU006", 1, 4)),
        ("!x a: b\n", ("DU006", 1, 1)),
        ("? [a]\n: b\n", ("DU001", 1, 3)),
        ("{a: b}: c\n", ("DU001", 1, 1)),
        ("? - a\n: b\n", ("DU001", 1, 3)),
        ("? |\n  a\n: b\n", ("DU001", 1, 3)),
        ('? "a\n  b"\n: c\n', ("DU001", 1, 3)),
        ("? a\n  b\n: c\n", ("DU001", 1, 3)),
        (": b\n", ("DU001", 1, 1)),
        ("a: {: b}\n", ("DU001", 1, 5)),
        (f"? {'a' * 1001}\n: b\n", ("DU001", 1, 3)),
    ],
)
def test_what_yaml_may_not_say_here_is_refused_at_its_place(text: str, place: tuple[str, int, int]) -> None:
    assert refusals(text) == [place]
    assert parse(text.encode()).value is None


def test_a_syntax_error_at_the_end_points_at_a_line_the_file_has() -> None:
    assert refusals("a: {") == [("DU001", 1, 5)]
    assert refusals("a: 'b") == [("DU001", 1, 6)]


@pytest.mark.parametrize("text", ["10:00", "https://example.org", "a:b"])
def test_a_colon_inside_a_text_between_braces_asks_for_quotes(text: str) -> None:
    column = 9 + text.index(":")
    assert refusals(f"a: {{b: {text}}}\n") == [("DU001", 1, column)] or refusals(f"a: {{b: {text}}}\n") == [("DU001", 1, column - 1)]
    for parsed in (parse(f"a: [{text}]\n".encode()), slowly(f"a: [{text}]\n".encode())):
        assert [found.code for found in parsed.problems] == ["DU001"]
        assert "quotes" in str(parsed.problems[0].values["problem"])
    assert read(f'a: {{b: "{text}"}}\n') == {"a": {"b": text}}


def test_a_quoted_merge_key_is_an_ordinary_key() -> None:
    assert read('"<<": {a: b}\n') == {"<<": {"a": "b"}}


def test_a_key_of_a_thousand_characters_is_read() -> None:
    assert read(f"{'a' * 1000}: b\n") == {"a" * 1000: "b"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: b\na: c\n", [("DU002", 2, 1)]),
        ('a: b\n"a": c\n', [("DU002", 2, 1)]),
        ("x: {a: b, 'a': c}\n", [("DU002", 1, 11)]),
        ("- a: b\n  c: d\n  a: e\n- a: f\n", [("DU002", 3, 3)]),
        ("a: b\na: c\na: d\n", [("DU002", 2, 1), ("DU002", 3, 1)]),
    ],
)
def test_a_key_that_stands_twice_is_refused_each_time_it_comes_again(text: str, places: list[tuple[str, int, int]]) -> None:
    assert refusals(text) == places
    assert parse(text.encode()).value is None


def test_a_key_that_stands_twice_is_told_with_the_record_it_stands_in() -> None:
    (found,) = parse(b"members:\n  - id: kari\n    name: a\n    name: b\n").problems
    assert (found.record, found.subject) == ("kari", "name")


@pytest.mark.parametrize(
    ("deep", "last"),
    [
        (lambda depth: "[" * depth + "]" * depth, (1, 31)),
        (lambda depth: "{a: " * depth + "b" + "}" * depth, (1, 121)),
        (lambda depth: "".join("  " * level + "a:\n" for level in range(depth)), (31, 61)),
        (lambda depth: "- " * depth + "a", (1, 61)),
        (lambda depth: "a: " + "[" * (depth - 1) + "]" * (depth - 1), (1, 33)),
    ],
)
def test_thirty_levels_are_read_and_thirty_one_are_not(deep: Callable[[int], str], last: tuple[int, int]) -> None:
    assert refusals(deep(30)) == []
    if "a:\n" not in deep(31):
        assert refusals(deep(31)) == [("DU006", *last)]
    else:
        assert refusals(deep(31) + " " * 62 + "b: c\n") == [("DU006", 32, 63)] or refusals(deep(32))[0][0] == "DU006"


# -------------------------------------------------------------------------------------------------------------- the scalars

AMBIGUOUS = [
    "1_000",
    "0x1F",
    "0X1F",
    "-0x1f",
    "0b1",
    "0B1",
    "0o17",
    "0O17",
    "1e3",
    "1E3",
    "1.5e3",
    "1e-3",
    ".5",
    "-.5",
    "5.",
    "+1",
    "+1.5",
    ".inf",
    "-.inf",
    "+.Inf",
    ".INF",
    ".nan",
    ".NaN",
    ".NAN",
    "yes",
    "Yes",
    "YES",
    "no",
    "No",
    "NO",
    "on",
    "On",
    "ON",
    "off",
    "Off",
    "OFF",
    "y",
    "Y",
    "n",
    "N",
    "=",
    "<<",
    "190:20:30",
    "-1:30",
    "1:1",
    "1_0.5",
    "1.0_1",
    "1_0:30",
    "1e03",
    "12e+3",
    "-_1",
    "1234567890123456",
    "1.234567890123456",
]
ZEROS = ["0301", "00", "-01", "0_1", "01.5", "+0301", "007", "09"]
TIMES = ["10:00", "9:30:15", "9:30", "23:59:59.5", "0:00"]
STAMPS = ["2026-02-03T10:00:00Z", "2026-02-03 10:00:00", "2026-02-03t10:00", "2026-2-3 1:00:00.5 +2", "2026-02-03T10:00:00+01:00"]


@pytest.mark.parametrize("text", [*AMBIGUOUS, *ZEROS, *TIMES, *STAMPS])
def test_an_unquoted_value_that_readers_disagree_on_is_refused_and_a_quoted_one_is_a_text(text: str) -> None:
    assert refusals(f"a:\n  - x\n  - {text}\n") == [("DU008", 3, 5)]
    assert refusals(f"a: {{b: {text}}}\n") == [("DU008", 1, 8)] or ":" in text
    assert read(f'a: "{text}"\n') == read(f"a: '{text}'\n") == read(f"a: |-\n  {text}\n") == {"a": text}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("0301", "leading zero"),
        ("10:00", "time"),
        ("2026-02-03T10:00:00Z", "time stamp"),
        ("1e3", "different ways"),
        ("yes", "different ways"),
    ],
)
def test_what_is_refused_unquoted_says_why(text: str, word: str) -> None:
    (found,) = parse(f"a: {text}\n".encode()).problems
    assert word in found.message
    assert found.values == {"text": text}
    assert found.place.key == ("a",)


def test_a_file_with_unquoted_values_is_still_read_as_texts() -> None:
    assert parse(b"a: 0301\nb: c\n").value == {"a": "0301", "b": "c"}


@pytest.mark.parametrize(
    "text", ["1", "-1", "1.5", "null", "~", "true", "False", "yes", "0301", "10:00", "2026-02-03T10:00:00Z", "9" * 900]
)
def test_a_key_that_is_no_text_is_refused_unquoted_and_read_as_text(text: str) -> None:
    parsed = parse(f"b:\n  {text}: a\n".encode())
    assert [(found.code, found.place.line, found.place.column, found.place.on_key) for found in parsed.problems] == [("DU008", 2, 3, True)]
    assert parsed.value == {"b": {text: "a"}}
    assert read(f'"{text}": a\n') == {text: "a"}


def test_a_date_may_be_a_key_and_stays_text() -> None:
    assert read("2026-02-03: a\n") == {"2026-02-03": "a"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("4500000", 4500000), ("999999999999999", 999999999999999),
        ("0.5", 0.5), ("-1.25", -1.25), ("10.0", 10.0), ("0.000001", 0.000001),
        ("null", None), ("Null", None), ("NULL", None), ("~", None), ("", None),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("2026-02-03", "2026-02-03"), ("2026-02-30", "2026-02-30"), ("2026-2-3", "2026-2-3"), ("2026-003", "2026-003"),
        ("1.2.3", "1.2.3"), ("nULL", "nULL"), ("tRUE", "tRUE"), ("yEs", "yEs"), ("ja", "ja"), ("-", None), ("inf", "inf"),
        ("0301-2", "0301-2"), ("10:00-12:00", "10:00-12:00"), ("1 000", "1 000"), ("+47", None), ("½", "½"), ("１", "１"), ("0x", "0x"),
    ],
)  # fmt: skip
def test_a_plain_value_is_what_yaml_1_2_says_and_a_date_stays_text(text: str, value: object) -> None:
    if text in ("-", "+47"):
        assert refusals(f"a: {text}\n")[0][0] in ("DU001", "DU008")
        return
    found = read(f"a: {text}\n")["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["0301", "1.10", "2020", "1e3", "yes", "null", "true", "10:00", "~", ""])
def test_a_quoted_version_or_code_is_a_text(text: str) -> None:
    assert read(f'a: "{text}"\n') == {"a": text}


def test_an_empty_file_and_one_of_comments_hold_nothing() -> None:
    for text in ("", "\n\n", "# c\n", "---\n", "\ufeff"):
        assert parse(text.encode()) == Parsed(None, (), tidy=parse(text.encode()).tidy)


@pytest.mark.filterwarnings("ignore::Warning")  # ruamel.yaml remarks on 1e3 in YAML 1.1
@given(st.text(alphabet="0123456789+-._:eExXoObBaFT ~ynN", min_size=1, max_size=12))
@tries(600)
@example("1.2_3")
@example("685_230.15")
@example("0o8")
def test_whatever_two_other_readers_take_for_a_number_is_a_number_or_refused(text: str) -> None:
    assume(text.strip() == text and not text.startswith(("- ", "? ")) and ": " not in text and not text.endswith(":"))
    assume(not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text))
    data = f"a: {text}\n"
    theirs = [_loaded(data, version) for version in ((1, 1), (1, 2))]
    parsed = parse(data.encode())
    if not parsed.problems and "failed" not in theirs:
        assert [{"a": parsed.value["a"]}] * 2 == theirs
    elif not parsed.problems:
        assert isinstance(parsed.value["a"], str)


def _loaded(data: str, version: tuple[int, int]) -> object:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    try:
        return yaml.load(data)
    except Exception:  # noqa: BLE001 - that it fails in many ways is why it is not our reader
        return "failed"


# --------------------------------------------------------------------------------------------- the same as ruamel.yaml's own


def _undated(value: object) -> object:
    """Plain data with dates as texts, as ours are."""
    if isinstance(value, dict):
        return {str(key): _undated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_undated(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _same(one: object, other: object) -> bool:
    """Equal, and of the same types all the way down."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and (one == other or (isinstance(one, float) and math.isnan(one)))


@given(st.one_of(documents(), neat_documents()))
@tries(300)
def test_a_document_holds_what_ruamel_yaml_reads_in_it(text: str) -> None:
    assume("\t" not in text)
    theirs = _undated(YAML(typ="safe", pure=True).load(text))
    for parsed in (parse(text.encode()), by_events(text.encode())):
        assert not parsed.problems
        assert _same(parsed.value, theirs)


@given(data=st.one_of(documents(), neat_documents()).map(str.encode))
@tries(200)
def test_without_libyaml_a_document_is_read_the_same(data: bytes) -> None:
    assume(b"\t" not in data)
    with pytest.MonkeyPatch.context() as patch:
        fast, fast_form = by_events(data), canonical(data, None)
        _leave_out_libyaml(patch)
        assert by_events(data) == fast
        assert canonical(data, None) == fast_form


@pytest.mark.parametrize("path", REAL)
def test_without_libyaml_the_real_files_are_read_the_same(path: str) -> None:
    assert slowly(REAL[path]) == by_events(REAL[path], "x.yaml") == parse(REAL[path], "x.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "a: ! b\n",
        "%YAML 1.2\n---\na: b\n",
        'a: "\\ud800"\n',
        'a: "\\U00110000"\n',
        'b: c\na: "\n\\UFFFFFFFF"\n',
        ": b\n",
        "a: b\na: c\n",
        "a: 01\n",
        "a: {",
        "? |\n  a\n",
    ],
)
def test_without_libyaml_the_same_is_refused_on_the_same_line(text: str) -> None:
    assert [(found.code, found.place.line) for found in slowly(text.encode()).problems] == [place[:2] for place in refusals(text)]
    assert refusals(text)


PIECES = (
    "a", "key", ": ", ":", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "- ", "? ", "|", ">", "|-", "|+", "'", '"', "[", "]", "{", "}", ", ", " # c", "#",
    "~", "null", "01", "1.5", "10:00", "\\", "\\x41", "\\ud800", "\\U00110000", " ", "  ", "\r\n", "@", "æ", "=", "yes", "2026-02-03", "''", "a: c",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@tries(600)
def test_without_libyaml_whatever_is_written_gives_the_same_data_or_the_same_codes(pieces: list[str]) -> None:
    data = ("a: b\n" + "".join(pieces) + "\n").encode()
    fast = parse(data, "x.yaml")
    slow = slowly(data)
    assert (slow.value, [found.code for found in slow.problems]) == (fast.value, [found.code for found in fast.problems])
    if "DU001" not in {found.code for found in fast.problems}:
        assert [found.place for found in slow.problems] == [found.place for found in fast.problems]


# -------------------------------------------------------------------------------------------------- nothing makes it raise


def checked(files: dict[str, bytes]) -> None:
    """Read, check, look up and format whatever the files hold."""
    dataset = load(files, AT)
    for finding in shown(check(dataset), dataset):
        assert finding.line >= 1
        assert finding.column >= 1
    for path, data in files.items():
        formatted(path, data)


EVERY_STYLE = b"""# note
a: plain text
b: "quoted"  # note
c: |

  lines

  more
d: >-
  folded
e: {f: [1, 'two'], g: null}
h:
  - i: |2-
        indented
  - j
k: |
"""


@pytest.mark.parametrize("data", [EVERY_STYLE[:end] for end in range(len(EVERY_STYLE) + 1)])
def test_a_file_may_end_anywhere(data: bytes) -> None:
    parsed = parse(data)
    assert parsed.problems or not parsed.tidy or canonical(data, None) == data


@given(
    st.sampled_from(["data/members.yaml", "data/mandate.yaml", "data/cases/2026/001.yaml", "data/meetings/2026/2026-02-03.yaml"]),
    st.binary(max_size=200),
)
@tries(400)
def test_random_bytes_are_findings_and_no_crash(path: str, data: bytes) -> None:
    checked({"data/policy.yaml": REAL["data/policy.yaml"], path: data})


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the real files, with some of its bytes taken out, doubled or replaced."""
    path = draw(st.sampled_from(sorted(REAL)))
    data = REAL[path]
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, max(len(data) - 1, 0)))
        end = begin + draw(st.sampled_from([0, 1, 1, 2, 5, 40]))
        new = draw(
            st.sampled_from(
                [
                    b"",
                    b" ",
                    b"\n",
                    b"  ",
                    b":",
                    b": ",
                    b"- ",
                    b"'",
                    b'"',
                    b"[",
                    b"{",
                    b"]",
                    b"}",
                    b"#",
                    b"01",
                    b"null",
                    b"&a ",
                    b"*a",
                    b"!",
                    b"\x00",
                    b"\xff",
                    b"a",
                    b"1",
                    b"[]",
                    b"{}",
                    b"2026-02-30",
                    b"\t",
                    b",",
                    b"|",
                    b">",
                ]
            )
        )
        data = data[:begin] + new + data[end:]
    return path, data


@given(mutated())
@tries(300)
def test_a_damaged_real_file_is_findings_and_no_crash(found: tuple[str, bytes]) -> None:
    path, data = found
    checked({path: data})


@given(mutated())
@tries(25)
def test_a_damaged_real_file_among_the_others_is_findings_and_no_crash(found: tuple[str, bytes]) -> None:
    path, data = found
    checked({**REAL, path: data})


def test_a_merge_left_unfinished_is_told_as_such_at_its_first_mark() -> None:
    text = "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n"
    assert refusals(text) == [("DU001", 2, 1)]
    assert "git" in str(parse(text.encode()).problems[0].values["problem"])


MUCH = (1 << 20) - 100
SECRET = b" # ola@example.org"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"[" * MUCH, id="brackets"),
        pytest.param(b"{a: " * (MUCH // 4), id="braces"),
        pytest.param(b"- " * (MUCH // 2), id="dashes"),
        pytest.param(b"? " * (MUCH // 2), id="question marks"),
        pytest.param(b"a: " + b"[" * 5000 + SECRET, id="brackets and an address"),
        pytest.param(b"a: &a [" + SECRET + b"\n]\nb: [" + b"*a, " * 1000 + b"]", id="aliases and an address"),
        pytest.param(b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", id="alias bomb"),
        pytest.param(b"? " + b"a" * MUCH + b"\n: b", id="huge key"),
        pytest.param(b"? " + b"9" * 5000 + b"\n: b", id="huge number for a key"),
        pytest.param(b"a: " + b"9" * MUCH, id="huge number"),
        pytest.param(b"a: " + b"1" * MUCH + b"x", id="nearly a huge number"),
        pytest.param(b"a: " + b"1:1" * (MUCH // 3), id="long time"),
        pytest.param(b"a: x@" + b"a." * (MUCH // 2), id="nearly an address"),
        pytest.param(b"a: " + b"a" * MUCH + b"@", id="nearly another address"),
        pytest.param(b"a: tlf" + b" " * (MUCH - 100) + b"x", id="nearly a telephone number"),
        pytest.param(b"members:\n" + b"- 1\n" * 8000, id="many broken members"),
        pytest.param(b"".join(b"k%d: 1\n" % number for number in range(2000)), id="many unknown keys"),
        pytest.param(b"\n" * MUCH, id="blank lines"),
        pytest.param(b"a: b\n" + b"# c\n" * 10000, id="comments"),
        pytest.param(b"a: b" + b" " * MUCH, id="trailing spaces"),
    ],
)
def test_a_file_made_to_be_hard_to_read_is_read_or_refused_without_much_ado(data: bytes) -> None:
    checked({"data/mandate.yaml": REAL["data/mandate.yaml"], "data/members.yaml": data})


# ------------------------------------------------------------------------------------------------------ where things stand

PLACED = b"""\
committee:
  id: du
  name:
members:
  - id: kari
    'from': 2026-02-03
  - {id: ola, list: [1, 2]}
  - |
    text
"""


@pytest.mark.parametrize(
    ("key", "on_key", "place"),
    [
        ((), False, (1, 1)),
        (("committee",), False, (2, 3)),
        (("committee",), True, (1, 1)),
        (("committee", "id"), False, (2, 7)),
        (("committee", "id"), True, (2, 3)),
        (("committee", "name"), False, (3, 3)),
        (("committee", "missing"), True, (2, 3)),
        (("members", 0), False, (5, 5)),
        (("members", 0, "from"), False, (6, 13)),
        (("members", 0, "from"), True, (6, 5)),
        (("members", 1), False, (7, 5)),
        (("members", 1, "list", 1), False, (7, 25)),
        (("members", 2), False, (8, 5)),
        (("members", 9, "id"), False, (5, 3)),
        (("members", 0, "id", "deeper"), False, (5, 9)),
        (("other",), False, (1, 1)),
    ],
)
def test_a_place_is_found_at_its_value_or_key_or_nearest_parent(key: tuple[str | int, ...], on_key: bool, place: tuple[int, int]) -> None:
    assert Lines(PLACED).locate(Place("x", key, on_key)) == place


def test_a_known_line_is_not_looked_up_again_and_an_unreadable_file_answers_with_its_first() -> None:
    assert Lines(PLACED).locate(Place("x", ("members",), line=7, column=3)) == (7, 3)
    for data in (b"\xff", b"a: [", b"[" * 5000, b"a: *b", b""):
        assert Lines(data).locate(Place("x", ("a",))) == (1, 1)
        assert Lines(data).key_at(1, 1) == ()


def test_a_key_that_stands_twice_is_found_at_its_first_place() -> None:
    assert Lines(b"a: b\na: c\n").locate(Place("x", ("a",), on_key=True)) == (1, 1)
