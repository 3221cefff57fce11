"""The canonical layout: what moves, what stays as it was written, and that nothing is lost on the way."""

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import tries
from hypothesis import assume, given
from hypothesis import strategies as st
from yaml_documents import documents, neat_documents

from du_cli.dataset.kinds import SINGLE
from du_cli.dataset.read import formatted, model_of
from du_cli.models.base import shape as shape_of
from du_cli.yamlfile import Shape, canonical, ordered, parse

DATA = Path(__file__).parent.parent / "data"
INNER = Shape({"a-b": None, "id": None, "x#y": None})
SHAPE = Shape({"id": None, "name": INNER, "members": INNER, "for": None, "æ": INNER, "a": None})
COMMENT = re.compile(r"# c\d+\.[^\r\n]*")


def laid_out(text: str, shape: Shape | None = None) -> str:
    """A text in canonical form, which must hold the same and be canonical itself."""
    data = text.encode()
    found = canonical(data, shape)
    assert parse(found).value == parse(data).value
    assert not parse(found).problems
    assert canonical(found, shape) == found
    return found.decode()


def comments(text: str) -> list[str]:
    return sorted(found.rstrip() for found in COMMENT.findall(text))


def in_order(value: Any, shape: Shape | None) -> bool:
    """Whether keys stand in the order of a shape, unknown ones last: said otherwise than the program says it."""
    if isinstance(value, list):
        return all(in_order(item, shape) for item in value)
    if not isinstance(value, dict) or shape is None:
        return True
    places = [list(shape.keys).index(name) if name in shape.keys else len(shape.keys) for name in value]
    return places == sorted(places) and all(in_order(item, shape.keys.get(name)) for name, item in value.items())


@given(st.one_of(documents(), neat_documents()), st.sampled_from([None, SHAPE]), st.booleans(), st.booleans())
@tries(500)
def test_any_document_keeps_what_it_holds_and_every_comment(text: str, shape: Shape | None, mark: bool, crlf: bool) -> None:
    written = text.replace("\n", "\r\n") if crlf else text
    data = ("\ufeff" if mark else "").encode() + written.encode()
    parsed = parse(data)
    assume(not parsed.problems)
    found = canonical(data, shape)
    assert parse(found).value == parsed.value
    assert canonical(found, shape) == found
    assert comments(found.decode()) == comments(text)
    assert in_order(parse(found).value, shape)
    assert ordered(parse(found).value, shape)
    assert found.decode().startswith("\ufeff") == mark
    assert found.count(b"\r\n") == (found.count(b"\n") if crlf and b"\r\n" in data else 0)
    if parsed.tidy and ordered(parsed.value, shape):
        assert found == data


@given(neat_documents())
@tries(150)
def test_a_quoted_text_on_one_line_keeps_its_quotes(text: str) -> None:
    quoted = re.compile(r"""^ *(?:- )*[^\s"'#|]+: ("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?: +#.*)?$""", re.MULTILINE)
    assume("|" not in text)
    assert sorted(quoted.findall(laid_out(text))) == sorted(quoted.findall(text))


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A document with something put in or taken out at random."""
    text = draw(st.one_of(documents(), neat_documents()))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        new = draw(
            st.sampled_from(
                [
                    " ",
                    "\n",
                    "  ",
                    "\t",
                    "- ",
                    "? ",
                    ": ",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    ", ",
                    "'",
                    '"',
                    "|",
                    "|2",
                    "|+",
                    ">",
                    "...\n",
                    "---\n",
                    "a",
                    "\\",
                    "",
                ]
            )
        )
        text = text[:place] + new + text[place + draw(st.integers(0, 1)) :]
    return text.encode()


@given(mangled(), st.sampled_from([None, SHAPE]))
@tries(500)
def test_whatever_is_accepted_is_laid_out_with_what_it_holds(data: bytes, shape: Shape | None) -> None:
    parsed = parse(data)
    assume(not parsed.problems)
    found = canonical(data, shape)
    assert parse(found).value == parsed.value
    assert canonical(found, shape) == found
    if parsed.tidy and ordered(parsed.value, shape):
        assert found == data


@pytest.mark.parametrize("path", sorted(path for path in SINGLE if (DATA.parent / path).exists()))
def test_the_real_files_are_in_canonical_form(path: str) -> None:
    data = (DATA.parent / path).read_bytes()
    assert canonical(data, shape_of(model_of(SINGLE[path]))) == data
    assert formatted(path, data) == data
    assert parse(data).tidy


HARD = {
    "lists are indented, and mappings by two": (
        "a:\n- b\n-   c: d\n    e: f\n-\n  - g\n",
        "a:\n  - b\n  - c: d\n    e: f\n  - - g\n",
    ),
    "a deep mapping comes closer": ("a:\n     b:\n         c: d\n", "a:\n  b:\n    c: d\n"),
    "null is written out": ("a:\nb: ~\nc: Null\nd: [~, NULL]\ne:\n  -\n", "a: null\nb: null\nc: null\nd: [null, null]\ne:\n  - null\n"),
    "truth is written small": ("a: True\nb: FALSE\n", "a: true\nb: false\n"),
    "spaces go": ("a:   b   \nc :  d\n", "a: b\nc: d\n"),
    "braces on one line stay, and are set right": ("a: { b: c , d: [ e,f ] }\n", "a: {b: c, d: [e, f]}\n"),
    "empty braces stay": ("a: { }\nb: [ ]\n", "a: {}\nb: []\n"),
    "a pair without braces gets them": ("a: [b: c]\n", "a: [{b: c}]\n"),
    "brackets over several lines become a list": ("a: [b, c,\n  {d: e}]\n", "a:\n  - b\n  - c\n  - {d: e}\n"),
    "braces over several lines become a mapping": ("a: {b: c,\n  d: [e]}\n", "a:\n  b: c\n  d: [e]\n"),
    "empty brackets over several lines close": ("a: [\n]\n", "a: []\n"),
    "a dash between brackets is quoted as a text": ("a: [\n  -, b]\n", 'a:\n  - "-"\n  - b\n'),
    "a dash between brackets on one line is quoted too": ("a: [-, b]\nc: {d: -}\n", 'a: ["-", b]\nc: {d: "-"}\n'),
    "question marks go": ("? a\n: b\n? c\n? d\n: - e\n", "a: b\nc: null\nd:\n  - e\n"),
    "a folded text becomes a literal one": ("a: >\n  one\n  two\n\n  three\n", "a: |\n  one two\n  three\n"),
    "a folded text without its last line end": ("a: >-\n  one\n  two\nb: c\n", "a: |-\n  one two\nb: c\n"),
    "a plain text over lines becomes one line": ("a: one\n  two\nb:\n  three\n  four\n", "a: one two\nb: three four\n"),
    "a plain text with a blank line is quoted": ("a: one\n\n  two\n", 'a: "one\\ntwo"\n'),
    "single quotes over lines become double ones": ("a: 'it''s\n  \"so\"'\n", 'a: "it\'s \\"so\\""\n'),
    "double quotes over lines come on one": ('a: "one\\\n  two\n\n  three"\n', 'a: "onetwo\\nthree"\n'),
    "quotes on one line stay": ("a: 'b'\n\"c\": \"d\\u00e6\"\n", "a: 'b'\n\"c\": \"d\\u00e6\"\n"),
    "a literal text comes closer": ("a: |\n      one\n        two\n", "a: |\n  one\n    two\n"),
    "a literal text in a list": ("a:\n- |\n one\n- |-\n   two\n", "a:\n  - |\n    one\n  - |-\n    two\n"),
    "a literal text that begins with a space keeps its indicator": ("a: |3\n     one\n   two\n", "a: |2\n    one\n  two\n"),
    "an indicator nobody needs goes": ("a: |2\n  one\n", "a: |\n  one\n"),
    "a literal text at the end of a file without line end": ("a: |\n  one", "a: |-\n  one\n"),
    "a literal text that keeps its blank lines": ("a: |+\n  one\n\n\nb: c\n", "a: |+\n  one\n\n\nb: c\n"),
    "a literal text that keeps its blank lines at the end of the file": ("a: |+\n  one\n\n\n", "a: |+\n  one\n\n\n"),
    "a literal text that keeps what there is not": ("a: |+\n  one\nb: c\n", "a: |\n  one\nb: c\n"),
    "blank lines after a literal text are the file's": ("a: |\n  one\n\n\nb: |-\n  two\n\nc: d\n", "a: |\n  one\n\n\nb: |-\n  two\n\nc: d\n"),
    "a line of spaces in a literal text stays": ("a: |\n  one\n    \nb: c\n", "a: |\n  one\n    \nb: c\n"),
    "a literal text of nothing": ("a: |\nb: |+\n\nc: d\n", 'a: ""\nb: "\\n"\nc: d\n'),
    "blank lines inside stay and at the end go": ("\na: b\n\n\nc: d\n\n\n", "\na: b\n\n\nc: d\n"),
    "document marks go": ("---\na: b\n...\n", "a: b\n"),
    "a last line end comes": ("a: b", "a: b\n"),
    "a mark of a document keeps its comment": ("--- # c\na: b\n... # d\n", "# c\na: b\n# d\n"),
    "comments behind values stay": ("a: b # c\nd: 'e'   # f\ng: [h]  # i\n", "a: b # c\nd: 'e'   # f\ng: [h]  # i\n"),
    "a comment behind a key": ("a: # c\n  b: d\ne: # f\n- g\n", "a: # c\n  b: d\ne: # f\n  - g\n"),
    "a comment behind a key whose value stands below": ("a: # c\n  b\n", "# c\na: b\n"),
    "a comment behind an empty value": ("a: # c\nb: d\n", "a: null # c\nb: d\n"),
    "a comment behind a dash": ("a:\n  - # c\n    b: d\n  - # e\n    f\n", "a:\n  # c\n  - b: d\n  # e\n  - f\n"),
    "a comment behind a question mark": ("? a # c\n: b\n", "# c\na: b\n"),
    "a comment behind a block's header": ("a: |  # c\n  b\nd: >- # e\n  f\n", "a: |  # c\n  b\nd: |- # e\n  f\n"),
    "a line with a sign inside a block is text": ("a: |\n  # no comment\n  b # nor this\n", "a: |\n  # no comment\n  b # nor this\n"),
    "a comment at the end of a nested block stays in it": (
        "a:\n   b: c\n   # end of a\n# about d\nd: e\n",
        "a:\n  b: c\n  # end of a\n# about d\nd: e\n",
    ),
    "comments at the end of several blocks": (
        "a:\n  - b:\n      c: d\n      # c\n    # b\n  # list\n# end\n",
        "a:\n  - b:\n      c: d\n      # c\n    # b\n  # list\n# end\n",
    ),
    "a comment between items": ("a:\n- b\n\n# about c\n- c\n", "a:\n  - b\n\n  # about c\n  - c\n"),
    "a comment out of place goes above what follows": ("a:\n # here\n     b: c\nd: e\n", "a:\n  # here\n  b: c\nd: e\n"),
    "a comment deeper than a text block does not become text": ("a: |\n     b\n    # c\nd: e\n", "a: |\n  b\n# c\nd: e\n"),
    "comments in brackets over several lines": (
        "a: [ # one\n  # two\n  b, # three\n  c # four\n  # five\n] # six\nd: e\n",
        "# six\na: # one\n  # two\n  - b # three\n  - c # four\n  # five\nd: e\n",
    ),
    "comments in braces over several lines": ("a: {b: c, # one\n  d: e} # two\n", "# two\na:\n  b: c # one\n  d: e\n"),
    "a comment in empty brackets": ("a: [ # one\n  # two\n  ] # three\n", "# one\n# two\na: [] # three\n"),
    "a comment at the end of a file without line end": ("a: b\n# c", "a: b\n# c\n"),
    "a comment above everything": ("# c\n\n# d\na: b\n", "# c\n\n# d\na: b\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_in_canonical_form(name: str) -> None:
    before, after = HARD[name]
    assert laid_out(before) == after
    assert laid_out("\ufeff" + before) == "\ufeff" + after
    if "\n" in before:
        assert laid_out(before.replace("\n", "\r\n")) == after.replace("\n", "\r\n")


@pytest.mark.parametrize("name", [name for name, (before, after) in HARD.items() if before != after])
def test_what_is_not_canonical_is_never_called_tidy(name: str) -> None:
    assert not parse(HARD[name][0].encode()).tidy


TIDY = (
    "a: b\n", "a: null\nb: true\n", "a:\n  - b\n  - c: d\n    e: f\n", "a: {b: c, d: [e, f]}\n", "a: []\nb: {}\n", "# c\na: b # d\n# e\n",
    "a: |\n  b\n   c\n", "a: |-\n  b\nc: |+\n  d\n\ne: f\n", "a: |2\n    b\n  c\n", "a:\n  - |\n    b\n", "\na: b\n\nc: d\n", "'a': \"b\"\n",
    "a:\n  # c\n  b:\n    # d\n    - e\n", "a:  # c\n  b: c\n", "\ufeffa: b\n", "a: b\r\nc: d\r\n",
)  # fmt: skip


@pytest.mark.parametrize("text", TIDY)
def test_what_is_canonical_is_seen_to_be_so_at_a_glance(text: str) -> None:
    assert parse(text.encode()).tidy
    assert laid_out(text) == text


@pytest.mark.parametrize("text", ["a: b\r\nc: d\n", "a: b\nc: d\r\n"])
def test_mixed_line_ends_all_become_the_same(text: str) -> None:
    assert not parse(text.encode()).tidy
    assert canonical(text.encode(), None) == b"a: b\r\nc: d\r\n"


@pytest.mark.parametrize("text", ["", "\n", "# c\n", "- a\n-   b\n", "text\n", "|\n  text\n"])
def test_a_file_that_is_no_mapping_is_left_as_it_is(text: str) -> None:
    assert canonical(text.encode(), SHAPE) == text.encode()


# --------------------------------------------------------------------------------------------------------- the order of keys


def test_keys_come_in_the_order_of_the_model_and_unknown_ones_last_in_their_own() -> None:
    assert laid_out("zz: 1\nname: {z: 1, id: 2, a-b: 3}\nww: 2\nid: 4\n", SHAPE) == "id: 4\nname: {a-b: 3, id: 2, z: 1}\nzz: 1\nww: 2\n"


def test_keys_of_records_in_lists_and_lists_of_lists_are_ordered_too() -> None:
    assert laid_out("members:\n  - {id: 1, a-b: 2}\n  - id: 3\n    a-b: 4\n  - - id: 5\n      a-b: 6\n", SHAPE) == (
        "members:\n  - {a-b: 2, id: 1}\n  - a-b: 4\n    id: 3\n  - - a-b: 6\n      id: 5\n"
    )


def test_a_key_takes_the_comment_above_it_and_its_own_block_along() -> None:
    before = "# the file\n\nfor: b\n\n# about members\nmembers:\n  - a  # one\n  # end of members\n# about id\nid: c  # two\n# end\n"
    after = "# the file\n\n# about id\nid: c  # two\n\n# about members\nmembers:\n  - a  # one\n  # end of members\nfor: b\n# end\n"
    assert laid_out(before, SHAPE) == after


def test_the_line_for_editors_stays_first_when_the_first_key_moves() -> None:
    first = "# yaml-language-server: $schema=../schemas/case.schema.json\n"
    assert laid_out(f"{first}name: b\nid: a\n", SHAPE) == f"{first}id: a\nname: b\n"
    assert laid_out(f"\ufeff{first}name: b\nid: a\n", SHAPE) == f"\ufeff{first}id: a\nname: b\n"


def test_in_a_list_a_comment_above_the_key_that_comes_first_goes_above_the_dash() -> None:
    assert laid_out("members:\n  - id: a\n    # why\n    a-b: c\n", SHAPE) == "members:\n  # why\n  - a-b: c\n    id: a\n"


def test_a_text_that_keeps_its_blank_lines_keeps_them_when_it_moves() -> None:
    before = "name: x\n\nfor: w\n\nid: |+\n  t\n\n\n"
    assert parse(laid_out(before, SHAPE).encode()).value["id"] == "t\n\n\n"


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ({}, True), ({"id": 1, "name": 2}, True), ({"name": 2, "id": 1}, False), ({"id": 1, "zz": 2}, True), ({"zz": 2, "id": 1}, False),
        ({"zz": 1, "yy": 2}, True), ([{"name": 1, "id": 2}], False), ({"name": {"id": 1, "a-b": 2}}, False), ({"members": [[{"id": 1, "a-b": 2}]]}, False),
        ({"for": {"b": 1, "a": 2}}, True), ("text", True), (None, True),
    ],
)  # fmt: skip
def test_the_order_of_keys_is_told(value: object, answer: bool) -> None:
    assert ordered(value, SHAPE) is answer
    assert in_order(value, SHAPE) is answer
    assert ordered(value, None)
