"""Edits of lists and mappings in flow style over several lines: every layout, every comment, and files written as JSON."""

import json
import re
from collections import Counter
from itertools import count
from random import Random
from typing import Any, NamedTuple

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.models.base import shape as shape_of
from du_cli.models.meetings import Meeting
from du_cli.yamlfile import parse
from du_cli.yamlfile.edit import edited
from du_cli.yamlfile.steps import Append, Edit, Remove, Set

SHAPE = shape_of(Meeting)
MARK = re.compile(r"\bt\d+\b")
COMMENT = re.compile(r"# [ci]\d+")
BETWEEN = (
    ", ",
    ",\n  ",
    ",  {}\n  ",
    ", # a, [b]: {{c}} {}\n  ",
    " {}\n  , ",
    "\n  , ",
    ",\n  {}\n  ",
    ",\n\n  ",
    "\n  ,\n  ",
    ",{}\n    ",
)
OPENING = ("", " ", "\n  ", " {}\n  ", "\n  {}\n  ", "\n\t ")
CLOSING = ("", " ", "\n", " {}\n", ",\n", ", {}\n", ",", "\n  {}\n", "\n  ,\n", " {}\n  {}\n  ", "\n  , {}\n ")
ITEMS = (
    "t{}",
    "{{title: t{}}}",
    "{{ title: t{}, by: 'x' }}",
    "{{title: t{}, # i{}\n    by: t{} # i1{}\n , x: t{}}}",
    '{{"title": "t{}"}}',
    "[t{}]",
    "t{}:\n   t{}",
)
"""Each line of an item holds its mark."""


def layout(random: Random) -> "Layout":
    """A list or mapping written over lines in one of the ways people do; most often in one way throughout."""
    comments = count(1)

    def drawn(*ways: str) -> str:
        text = random.choice(ways)
        while "{}" in text:
            text = text.replace("{}", f"# c{next(comments)}", 1)
        return text.replace("{{", "{").replace("}}", "}")

    mapping, number, one_way = random.random() < 0.3, random.randint(1, 4), random.choice((BETWEEN, [random.choice(BETWEEN)]))
    opening, closing = "{}" if mapping else "[]"
    text = drawn(*OPENING)
    for place in range(number):
        item = random.choice(ITEMS).replace("{}", str(place)).replace("{{", "{").replace("}}", "}")
        text += drawn(*one_way) if place else ""
        text += f"k{place}: {item.split()[-1] if item[0] == 't' else item}" if mapping else item
    head = random.choice(("id: x\nagenda: ", "id: x\nagenda:\n  ", "agenda: ", "a: {b: 1, agenda: "))
    end, key = ("}", ("a", "agenda")) if head.startswith("a:") else ("", ("agenda",))
    behind = random.choice(("", "  # c98"))
    return Layout(f"{head}{opening}{text}{drawn(*CLOSING)}{closing}{end}{behind}\nstatus: planned # c99\n", key, mapping, number)


class Layout(NamedTuple):
    """A file with a list or mapping in it: its key path, whether it is a mapping, and how many items it has."""

    text: str
    key: tuple[str, ...]
    mapping: bool
    size: int

    def place(self, number: int) -> tuple[Any, ...]:
        """The key path of an item."""
        return (*self.key, f"k{number}" if self.mapping else number)

    def edited(self, edit: Edit) -> str:
        """The file after an edit; that it reads as was asked is compared by the program itself."""
        return edited(self.text.encode(), [edit], SHAPE).decode()


LAYOUTS = (
    st.randoms(use_true_random=False).map(layout).filter(lambda one: "\n" in one.text[one.text.index("agenda:") :].split("\nstatus")[0])
)


def beside(text: str, gone: str = "") -> dict[str, set[str]]:
    """By comment: the items whose lines it stands on, one that is taken away apart."""
    return {found[0]: set(MARK.findall(line)) - {gone} for line in text.split("\n") for found in COMMENT.finditer(line)}


def touched(before: str, after: str, gone: str = "") -> int:
    """How many lines that one item does not stand on are not as they were; the others must be in order."""
    old = [line for line in before.split("\n") if gone not in MARK.findall(line) and line.strip() != ","]
    new = after.split("\n")
    missing = sum((Counter(old) - Counter(new)).values())
    rest = iter(new)
    kept = [line for line in old if line in new]
    assert all(line in rest for line in kept)
    return missing


@given(LAYOUTS, st.data())
@tries(3000)
def test_a_new_one_takes_no_comment_from_its_neighbours(file: Layout, data: st.DataObject) -> None:
    before = data.draw(st.one_of(st.none(), st.integers(0, file.size - 1)))
    new = {"item": 9, "title": "t77"}
    edit = Set((*file.key, "k77"), new) if file.mapping else Append(file.key, new, before)
    found = file.edited(edit)
    assert {comment: marks - {"t77"} for comment, marks in beside(found).items()} == beside(file.text)
    assert touched(file.text, found) <= 1


@given(LAYOUTS, st.data())
@tries(3000)
def test_one_that_goes_takes_only_its_own_comments_along(file: Layout, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, file.size - 1))
    found = file.edited(Remove(file.place(number)))
    was, now = beside(file.text), beside(found)
    gone = f"t{number}"
    assert all(now[comment] >= was[comment] - {gone} for comment in now)
    assert not any(now[comment] for comment in now if was[comment] == {gone} and comment != "# c98")
    assert all(was[comment] == {gone} or "i" in comment for comment in was if comment not in now)
    assert file.size == 1 or touched(file.text, found, gone) <= 1


@given(LAYOUTS, st.data())
@tries(3000)
def test_a_change_leaves_every_other_line(file: Layout, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, file.size - 1))
    value = parse(file.text.encode()).value
    for part in file.place(number):
        value = value[part]
    if isinstance(value, dict):
        edit: Edit = Set((*file.place(number), "title"), f"t{number} Ny")
    elif isinstance(value, list):
        edit = Append(file.place(number), "ny")
    else:
        edit = Set(file.place(number), f"t{number} ny")
    found = file.edited(edit)
    assert beside(found) == beside(file.text)
    assert touched(file.text, found, f"t{number}") == 0


AGENDA = """\
agenda: [
  {item: 1, type: other, "title": 'En'},   # Ola er inhabil
  # fra mai
  {item: 2, type: other, title: To}  # utsatt
]  # slutt
status: planned
"""
LAST = "  {item: 2, type: other, title: To}  # utsatt\n"
NEW = {"title": "Ny", "type": "other", "item": 3}
WRITTEN = "{item: 3, type: other, title: Ny}"
CHANGES: dict[str, tuple[Edit, str, str]] = {
    "the first goes with its comment": (Remove(("agenda", 0)), AGENDA.split("\n")[1] + "\n", ""),
    "the last goes, and the comma before it": (
        Remove(("agenda", 1)),
        f",   # Ola er inhabil\n  # fra mai\n{LAST}",
        "   # Ola er inhabil\n  # fra mai\n",
    ),
    "a new one last, behind a comment": (
        Append(("agenda",), NEW),
        LAST,
        f"  {{item: 2, type: other, title: To}},  # utsatt\n  {WRITTEN}\n",
    ),
    "a new one first": (Append(("agenda",), NEW, 0), "agenda: [\n", f"agenda: [\n  {WRITTEN},\n"),
    "a new one in between": (Append(("agenda",), NEW, 1), "inhabil\n", f"inhabil\n  {WRITTEN},\n"),
    "a text over lines": (Set(("agenda", 1, "minutes"), "a\nb\n"), "title: To}", 'title: To, minutes: "a\\nb\\n"}'),
    "a list of which one is another": (
        Set(("agenda",), [NEW, {"item": 2, "type": "other", "title": "To"}]),
        "{item: 1, type: other, \"title\": 'En'}",
        '{item: 3, type: other, "title": Ny}',
    ),
    "a list with one more in between": (
        Set(("agenda",), [{"item": 1, "type": "other", "title": "En"}, NEW, {"item": 2, "type": "other", "title": "To"}]),
        "inhabil\n",
        f"inhabil\n  {WRITTEN},\n",
    ),
    "none left but the comments between": (Set(("agenda",), []), AGENDA[AGENDA.index("[") : AGENDA.index("]")], "[\n  # fra mai\n"),
}


@pytest.mark.parametrize(("edit", "old", "new"), CHANGES.values(), ids=CHANGES)
def test_only_the_lines_that_change_change(edit: Edit, old: str, new: str) -> None:
    assert AGENDA.count(old) == 1
    assert edited(AGENDA.encode(), [edit], SHAPE).decode() == AGENDA.replace(old, new)
    windows = AGENDA.replace("\n", "\r\n")
    assert edited(windows.encode(), [edit], SHAPE).decode() == AGENDA.replace(old, new).replace("\n", "\r\n")


STYLES = {
    "a comma behind the last": ("[\n  {item: 1}, # a\n]", f"[\n  {{item: 1}}, # a\n  {WRITTEN},\n]"),
    "no line of its own": ("[{item: 1},\n  {item: 2}, {item: 4}] # a", f"[{{item: 1}},\n  {{item: 2}}, {{item: 4}}, {WRITTEN}] # a"),
    "the bracket on the last line": ("[{item: 1}, # a\n {item: 2}] # b", f"[{{item: 1}}, # a\n {{item: 2}}, # b\n {WRITTEN}]"),
    "one alone on the first line": ("[{item: 1} # a\n]", f"[{{item: 1}}, # a\n         {WRITTEN}\n]"),
    "spaces inside braces": ("[\n  { item: 1 }\n]", f"[\n  {{ item: 1 }},\n  {{ {WRITTEN[1:-1]} }}\n]"),
    "a line for each key": (
        "[\n  {\n    item: 1,\n    title: x\n  }\n]",
        "[\n  {\n    item: 1,\n    title: x\n  },\n  {\n    item: 3,\n    type: other,\n    title: Ny\n  }\n]",
    ),
    "only comments": ("[\n  # a\n]", f"[\n  # a\n  {WRITTEN}\n]"),
}


@pytest.mark.parametrize(("old", "new"), STYLES.values(), ids=STYLES)
def test_a_new_item_is_written_as_its_neighbours_are(old: str, new: str) -> None:
    text = f"agenda: {old}\nstatus: planned\n"
    assert edited(text.encode(), [Append(("agenda",), NEW)], SHAPE).decode() == text.replace(old, new)


@pytest.mark.parametrize("indent", [None, 2, 4])
def test_a_file_written_as_json_stays_so(indent: int | None) -> None:
    value: dict[str, Any] = {
        "id": "x",
        "agenda": [{"item": 1, "title": "En"}, {"item": 2, "title": "To"}],
        "attendance": {},
        "documents": [],
    }
    edits: list[Edit] = [Append(("agenda",), {"item": 3, "title": "Ny: en"}), Remove(("agenda", 0)), Set(("agenda", 0, "minutes"), "a\nb")]
    found = edited(json.dumps(value, indent=indent).encode(), edits, SHAPE).decode()
    value["agenda"] = [{"item": 2, "title": "To", "minutes": "a\nb"}, {"item": 3, "title": "Ny: en"}]
    assert found == json.dumps(value, indent=indent)
    several: list[Edit] = [
        Set(("attendance", "present"), ["ola"]),
        Set(("agenda",), []),
        Set(("documents",), [{"title": "t" * 99, "url": None}]),
    ]
    assert json.loads(edited(found.encode(), several, SHAPE)) == value | {
        "attendance": {"present": ["ola"]},
        "agenda": [],
        "documents": [{"title": "t" * 99, "url": None}],
    }


def test_what_a_list_over_lines_had_nothing_of_gets_a_line_for_each_record() -> None:
    text = '{\n  "id": "x",\n  "agenda": [],\n  "status": "planned"\n}\n'
    found = edited(text.encode(), [Append(("agenda",), {"item": 1}), Append(("agenda",), {"item": 2})], SHAPE).decode()
    assert found == text.replace("[]", '[\n    {"item": 1},\n    {"item": 2}\n  ]')
    line = "members: [\n  {id: ola, appointments: []}, # a\n]\n"
    found = edited(line.encode(), [Append(("members", 0, "appointments"), {"seat": "x"})], None).decode()
    assert found == line.replace("[]", "[{seat: x}]")
