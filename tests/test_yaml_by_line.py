"""Reading by line: an answer is what the events say of a file in which nothing is wrong or laid out otherwise."""

import runpy
from pathlib import Path

import pytest
from conftest import tries
from hypothesis import example, given
from hypothesis import strategies as st
from yaml_documents import documents, house_documents, neat_documents

from du_cli.yamlfile import by_line, canonical, parse
from du_cli.yamlfile.reader import MAX_DEPTH, Parsed, by_events

TOP = Path(__file__).parent.parent
WRITTEN = {
    str(path.relative_to(TOP)): path.read_bytes()
    for folder in ("data", "examples", "tests/rules", "tests/committee")
    for path in sorted((TOP / folder).rglob("*.yaml"))
}
PIECES = (
    "", " ", "  ", "\n", "\n\n", "\t", "\r", ": ", ":", "- ", "-", "? ", "?", "|", "|-", "|+", "|2", ">", "'", '"', "''", "[", "]", "{", "}", ", ", ",",
    "# c", " # c", "#", "\n# c\n", "\n  # c\n", "&a ", "*a", "!", "%", "@", "`", "~", "null", "Null", "yes", "n", "true", "01", "1_0", "0x1F", "1e3", "-1",
    "10:00", "<<", "=", "---\n", "...\n", "\\", "\\n", "\u00a0", "\u2028", "\ufeff", "\x00", "æ", "½", "\U0001f600", "a", "a: b", "- a", "{a: b}", "[a]",
)  # fmt: skip


def answered(data: bytes) -> bool:
    """Whether the reader by line answers; when it does, the answer must be what everybody else says."""
    value = by_line.read(data)
    if value is None:
        return False
    known = by_events(data)
    assert (repr(value), known.problems) == (repr(known.value), ())
    assert canonical(data, None) == data
    assert parse(data) == Parsed(known.value, (), tidy=True)
    return True


# ---------------------------------------------------------------------------------------------------------- what is there


def test_every_file_here_is_read_the_same_both_ways_and_nearly_every_good_one_by_line() -> None:
    by_folder: dict[str, list[bool]] = {}
    for path, data in WRITTEN.items():
        by_folder.setdefault(path.split("/")[0], []).append(answered(data))
    assert all(by_folder["data"])
    assert sum(by_folder["examples"]) >= 0.95 * len(by_folder["examples"])


def test_the_benchmarks_cases_are_read_by_line() -> None:
    case = runpy.run_path(str(TOP / "scripts" / "bench_data.py"))["case"]
    assert all(answered(case(number)[1].encode()) for number in range(0, 5000, 25))


# --------------------------------------------------------------------------------------------------- whatever people write


@given(house_documents())
@tries(300)
def test_a_document_in_house_layout_is_read_the_same_both_ways(text: str) -> None:
    assert answered(text.encode()) or by_events(text.encode()).value is not None


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A document or a file from here with letters, pieces and lines put in, taken out, doubled or moved."""
    written = st.sampled_from(sorted(WRITTEN)).map(lambda path: WRITTEN[path].decode(errors="replace")[:3000])
    text = draw(st.one_of(house_documents(), neat_documents(), documents(), written))
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            place = draw(st.integers(0, len(text)))
            text = text[:place] + draw(st.sampled_from(PIECES)) + text[place + draw(st.sampled_from((0, 0, 1, 2))) :]
            continue
        lines = text.split("\n")
        number = draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        changed = (line[1:], line[2:], " " + line, "  " + line, line.lstrip(), line + " ", line + "\n" + line, lines[-number], "")
        lines[number] = draw(st.sampled_from(changed))
        text = "\n".join(lines)
    return text.encode()


@given(damaged())
@tries(3000)
@example(b"-b: c\n")
def test_what_the_reader_by_line_answers_is_what_the_events_say(data: bytes) -> None:
    answered(data)


@given(st.lists(st.sampled_from(PIECES), max_size=8))
@tries(3000)
def test_so_it_is_for_whatever_is_written(pieces: list[str]) -> None:
    answered(("a: b\nc:\n  - d: " + "".join(pieces) + "\n").encode())


# --------------------------------------------------------------------------------------------------------- each way by itself

READ = [
    "a: b\n",
    "# c\n\n# d\na: b\n\n# e\nc: d\n# f\n",
    "a: b  # c\nc:  # d\n  e: f\n",
    "a:\n  # b\n  - c\n\n  # d\n  - e: f\n    g: h\n  - {i: j}\n  - [k]\n  - 'l'\n",
    "a:\n  - b:\n      - c: d\n    e:\n      f: g\n",
    "a: |\n  b\n\n    c\n  # d\n\ne: |-\n  f\n",
    "a:\n  - |\n    b\n  - c: |-\n      d\n    e: f\n",
    "a: |  # b\n  c: d\n  - e\n",
    "a: {}\nb: []\nc: {d: {}, e: [], f: [g, {h: i}, [j]]}\nk: [{l: [m]}]\n",
    "a: [b c, 'd, e', \"f: }\", null, 1, 2026-02-03]\n",
    "a: https://example.org/#b\nc: C# og 10:00:x\nd: (e)\nf: § 6\n",
    "a: 0\nb: 4500000\nc: 0.5\nd: 2026-02-03\ne: null\nf: true\ng: false\nh: ''\n",
    "- a\n",
]


@pytest.mark.parametrize("text", READ)
def test_house_layout_is_read_by_line(text: str) -> None:
    assert answered(text.encode())


LEFT = [
    "", "\n", "# a\n", "a: b", "a: b\n\n", "\na: b\n", "---\na: b\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n", "\ufeffa: b\n", "a: b\r\n", "a: b\tc\n",
    "a: b \n", "a:  b\n", "a : b\n", "a:b\n", "a: b: c\n", "a: b\n  c\n", "a: 'b\n  c'\n", "a: >\n  b\n", "a: |+\n  b\n\nc: d\n", "a: |2\n   b\n",
    "a: |\n    b\n", "a: |\n\n  b\n", "a: |\nb: c\n", "a:\n", "a:\nb: c\n", "a:\n- b\n", "a:\n   b: c\n", "a:\n    b: c\n", "a: b\n c: d\n", "a:\n  b: c\n d: e\n",
    "a:\n  -   b: c\n", "a:\n  -\n    b: c\n", "a:\n  - - b\n", "a:\n  - b\n  c: d\n", "a:\n  b: c\n  - d\n", "a:\n  # b\nc: d\n", "a: b\n  # c\nd: e\n",
    "a: b\na: c\n", "a: {b: c, b: d}\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "<<: a\n", "? a\n: b\n", "1: a\n", "null: a\n", "yes: a\n", "'a': b\n",
    "a: {yes: b}\n", "a: {'b': c}\n", "a: 01\n", "a: 1_000\n", "a: 0x1F\n", "a: 1e3\n", "a: 10:00\n", "a: yes\n", "a: Null\n", "a: True\n", "a: ~\n", "a: -1\n",
    "a: .5\n", "a: 1234567890123456\n", 'a: "\\n"\n', "a: 'b''c'\n", "a: {b: }\n", "a: {b}\n", "a: [b, ]\n", "a: [ b]\n", "a: [b,c]\n", "a: {b:c}\n", "a: [b: c]\n",
    "a: {b: c\n  }\n", "a: [b]#c\n", "a: [10:00]\n", "a: [b?]\n", "a: [-]\n", "a: x\u00a0y\n", "a: x\u00ady\n", "a: x\u2028y\n", "a: x\x85y\n", "a: x\x00y\n",
    "a: {b: {c: {d: {e: f}}}}\n", "a: @b\n", "a: `b`\n", "a: ,b\n", "a: ]\n", "a: # b\n", "-b: c\n", "a:\n  -b: c\n", "a: - b\n",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_all_else_is_left_to_the_events(text: str) -> None:
    assert by_line.read(text.encode()) is None


def test_what_is_too_large_or_not_text_is_left_to_the_events() -> None:
    assert by_line.read(b"a: \xf8\n") is None
    assert answered(b"a: b\n# " + b"x" * ((1 << 20) - 8) + b"\n")
    assert by_line.read(b"a: b\n# " + b"x" * ((1 << 20) - 7) + b"\n") is None


def test_it_is_never_read_deeper_than_the_limit() -> None:
    def deep(levels: int) -> bytes:
        return "".join("  " * level + "a:\n" for level in range(levels)).encode() + b"  " * levels + b"a: b\n"

    assert [answered(deep(levels)) for levels in (5, 12)] == [True, True]
    assert not any(answered(deep(levels)) for levels in range(13, MAX_DEPTH + 2))


def test_what_is_longer_than_a_pattern_looks_is_left_to_the_events() -> None:
    def long(times: int) -> list[str]:
        words, notes, text = "a: b" + ":b" * times, "# c\n" * times, "  ord: x\n\n" * (times // 2)
        return [words + "\n", notes + "a: b\n", "a: b\n" + notes, "a: [" + "b, " * times + "b]\n", "a: |\n" + text[:-1] + "c: d\n"]

    assert all(answered(text.encode()) for text in long(900))
    assert not any(answered(text.encode()) for text in long(1100))
