"""Edits of hand-written files: what changes, what stays byte for byte, and what the result reads as."""

import re
from typing import Any

import pytest
from conftest import tries
from hypothesis import assume, given
from hypothesis import strategies as st
from yaml_documents import documents, neat_documents

from du_cli.models.base import shape as shape_of
from du_cli.models.cases import Case
from du_cli.models.members import Roster
from du_cli.yamlfile import Shape, canonical, ordered, parse
from du_cli.yamlfile.edit import edited
from du_cli.yamlfile.house import dump
from du_cli.yamlfile.steps import Append, Edit, Remove, Set

INNER = Shape({"a-b": None, "id": None, "x#y": None})
SHAPE = Shape({"id": None, "name": INNER, "members": INNER, "for": None, "æ": INNER, "a": None})
COMMENT = re.compile(r"# c\d+\.[^\r\n]*")
TEXTS = (
    "ny",
    "Sak: to",
    "0301",
    "10:00",
    "yes",
    "2026-02-03",
    "2026-02-03 10:00",
    "# nei",
    "nei # her",
    "",
    " ",
    "'",
    "null",
    "1",
    "1e3",
    "x, y",
)
LINES = ("to\nlinjer", "to\nlinjer\n", "  inn\nut", "a\n\n", "a\n\nb\n", "\n", "æ\r\nb", "slutt: \n# nei\n")
PLAIN = st.one_of(st.sampled_from(TEXTS), st.none(), st.booleans(), st.integers(-9, 999), st.text(max_size=8))
SCALARS = st.one_of(PLAIN, st.sampled_from(LINES))
NAMES = st.sampled_from(("a", "ny nøkkel", "id", "for", "yes", "0301", "a: b"))
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)), max_leaves=5
)
WRITTEN = st.one_of(documents(), neat_documents())


class Handwritten:
    """A file some person wrote, and what it holds."""

    def __init__(self, text: str, mark: bool, crlf: bool) -> None:
        self.data = (("\ufeff" if mark else "") + (text.replace("\n", "\r\n") if crlf else text)).encode()
        self.parsed = parse(self.data)
        assume(not self.parsed.problems)
        self.paths = list(paths(self.parsed.value))

    def at(self, key: tuple[Any, ...]) -> Any:
        """The value at a key path."""
        value = self.parsed.value
        for part in key:
            value = value[part]
        return value

    def edited(self, edit: Edit) -> list[str]:
        """The lines of the file after an edit; line ends and the byte-order mark must be as they were."""
        found = edited(self.data, [edit], SHAPE)
        assert found.startswith("\ufeff".encode()) == self.data.startswith("\ufeff".encode())
        if b"\r\n" in self.data:
            assert found.count(b"\n") == found.count(b"\r\n")
        else:
            assert b"\r" not in found
        return found.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")

    @property
    def may_lose_more(self) -> bool:
        """Whether a collection in flow style may become a block, or an open text on the last line must be closed."""
        return any("[" in line or "{" in line for line in self.lines) or bool(self.lines[-1])

    @property
    def lines(self) -> list[str]:
        """The lines without line ends and byte-order mark."""
        return self.data.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


HANDWRITTEN = st.builds(Handwritten, WRITTEN, st.booleans(), st.booleans())


def paths(value: Any, key: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [key, *(path for name, item in parts for path in paths(item, (*key, name)))]


def lost(before: list[str], after: list[str]) -> int:
    """How many lines from the first to the last one that differ are gone."""
    start = next(
        (number for number, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), min(len(before), len(after))
    )
    before, after = before[start:], after[start:]
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return len(before)


def comments(lines: list[str]) -> list[str]:
    return sorted(found.rstrip() for line in lines for found in COMMENT.findall(line))


@given(HANDWRITTEN, st.data())
@tries(500)
def test_an_edit_that_changes_nothing_gives_the_same_bytes(file: Handwritten, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(file.paths))
    edits = [Set(key, file.at(key)), Remove((*key, "ikke her"))]
    assert edited(file.data, edits, SHAPE) == file.data


@given(HANDWRITTEN, st.data(), VALUES)
@tries(1500)
def test_any_value_can_be_set_in_any_place(file: Handwritten, data: st.DataObject, value: Any) -> None:
    key = data.draw(st.sampled_from(file.paths))
    assume(key)
    file.edited(Set(key, value))  # what it reads as is compared by the program itself


@given(HANDWRITTEN, st.data(), PLAIN)
@tries(1500)
def test_setting_a_plain_value_changes_its_own_lines_and_no_comment(file: Handwritten, data: st.DataObject, value: Any) -> None:
    scalars = [key for key in file.paths if not isinstance(file.at(key), (dict, list)) and "\n" not in str(file.at(key))]
    assume(scalars)
    found = file.edited(Set(data.draw(st.sampled_from(scalars)), value))
    assert comments(found) == comments(file.lines)
    if len(found) == len(file.lines) and not any(line.lstrip(" -").startswith("?") for line in file.lines):
        assert lost(file.lines, found) <= 1


@given(HANDWRITTEN, st.data(), NAMES, VALUES)
@tries(1500)
def test_a_new_key_takes_no_line_away(file: Handwritten, data: st.DataObject, name: str, value: Any) -> None:
    mappings = [key for key in file.paths if isinstance(file.at(key), dict) and name not in file.at(key)]
    assume(mappings)
    found = file.edited(Set((*data.draw(st.sampled_from(mappings)), name), value))
    assert comments(found) == comments(file.lines)
    assert lost(file.lines, found) <= 1 or file.may_lose_more


@given(HANDWRITTEN, st.data(), VALUES)
@tries(1500)
def test_a_list_gets_an_item_and_no_line_is_taken_away(file: Handwritten, data: st.DataObject, value: Any) -> None:
    lists = [key for key in file.paths if isinstance(file.at(key), list)]
    assume(lists)
    key = data.draw(st.sampled_from(lists))
    found = file.edited(Append(key, value))
    assert comments(found) == comments(file.lines)
    assert lost(file.lines, found) <= 1 or file.may_lose_more


@given(HANDWRITTEN, st.data(), VALUES)
@tries(1500)
def test_a_list_gets_an_item_before_any_other_and_no_line_is_taken_away(file: Handwritten, data: st.DataObject, value: Any) -> None:
    lists = [key for key in file.paths if isinstance(file.at(key), list) and file.at(key)]
    assume(lists)
    key = data.draw(st.sampled_from(lists))
    found = file.edited(Append(key, value, data.draw(st.integers(0, len(file.at(key)) - 1))))
    assert comments(found) == comments(file.lines)
    assert lost(file.lines, found) <= 1 or file.may_lose_more


@pytest.mark.parametrize("nested", ["- - ? id\n    : a # c2.\n    # c3.\n    name: a\n", "- - id: a # c2.\n    # c3.\n    name: a\n"])
def test_a_comment_left_behind_does_not_become_part_of_the_text_above(nested: str) -> None:
    text = f"id:\n- |\n ord\n{nested}".encode()
    assert edited(text, [Remove(("id", 1, 0, "id"))], None) == b"id:\n- |\n ord\n# c3.\n- - name: a\n"
    kept = edited(text, [Set(("id", 1, 0, "id"), {"x": 1})], None)
    assert parse(kept).value == {"id": ["ord\n", [{"id": {"x": 1}, "name": "a"}]]}


@given(HANDWRITTEN, st.data())
@tries(1500)
def test_anything_can_be_removed(file: Handwritten, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(file.paths))
    assume(key)
    found = file.edited(Remove(key))
    assert len(found) <= len(file.lines) + (file.lines[-1] != "")


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.sampled_from([None, SHAPE]))
@tries(1000)
def test_a_new_file_reads_as_what_was_written_and_is_in_canonical_form(value: dict[str, Any], shape: Shape | None) -> None:
    found = dump(value, shape) if value else b"{}\n"
    parsed = parse(found)
    assert not parsed.problems
    assert parsed.value == value
    assert ordered(parsed.value, shape)
    trailing = any(line != line.rstrip(" \t") for line in found.decode().split("\n"))
    assert trailing or canonical(found, shape) == found


ROSTER = """\
# Oppdiktet eksempel
members:
- id: ola   # her
  name: 'Ola'
  organisation: Bergen kommune

  appointments:
  - seat: x
    from: 2022-05-01 # dag
    consultations: []
    # hører til utnevningen
  # hører til listen
# slutt
"""


def roster(*edits: Edit, text: str = ROSTER) -> str:
    return edited(text.encode(), edits, shape_of(Roster)).decode()


APPOINTMENT = ("members", 0, "appointments", 0)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        pytest.param(Set(("members", 0, "title"), "Sjef: IT"), "kommune\n", 'kommune\n  title: "Sjef: IT"\n', id="a key at its place"),
        pytest.param(Set((*APPOINTMENT, "from"), "2022-06-01"), "2022-05-01 #", "2022-06-01 #", id="a date, its comment kept"),
        pytest.param(Set((*APPOINTMENT, "until"), None), "# dag\n", "# dag\n    until: null\n", id="null written out"),
        pytest.param(
            Append((*APPOINTMENT, "consultations"), {"asked": "2022-01-01", "body": "net"}),
            "consultations: []\n",
            "consultations:\n    - {body: net, asked: 2022-01-01}\n",
            id="an empty list becomes a block, indented as its neighbours",
        ),
        pytest.param(
            Append(("members", 0, "appointments"), {"seat": "y", "consultations": [{"body": "b"}]}),
            "utnevningen\n",
            'utnevningen\n  - seat: "y"\n    consultations:\n    - {body: b}\n',
            id="an item behind the comments of the last",
        ),
        pytest.param(
            Set((*APPOINTMENT, "exception"), {"reason": "a", "kind": "k"}),
            "consultations: []\n",
            "consultations: []\n    exception: {kind: k, reason: a}\n",
            id="a mapping in the order of its keys",
        ),
        pytest.param(
            Set((*APPOINTMENT, "source"), "a\nb\n"),
            "consultations: []\n",
            "consultations: []\n    source: |\n      a\n      b\n",
            id="a text over lines",
        ),
        pytest.param(Remove(("members", 0, "id")), "- id: ola   # her\n  name", "- name", id="the key behind the dash"),
        pytest.param(
            Remove(APPOINTMENT),
            ROSTER[ROSTER.index("  appointments:") : ROSTER.index("  # hører til listen")],
            "  # hører til utnevningen\n  appointments: []\n",
            id="the only item",
        ),
        pytest.param(
            Append(("members", 0, "also_sits_in"), "ks"), "kommune\n", "kommune\n  also_sits_in: [ks]\n", id="a list that was missing"
        ),
    ],
)
def test_only_the_lines_that_change_change(edit: Edit, old: str, new: str) -> None:
    assert old in ROSTER
    assert roster(edit) == ROSTER.replace(old, new, 1)
    windows = ROSTER.replace("\n", "\r\n")
    assert roster(edit, text=windows) == roster(edit).replace("\n", "\r\n")


def test_several_edits_are_made_one_after_another() -> None:
    edits = [Append(("members",), {"id": "kari", "name": "Kari"}), Set(("members", 1, "title"), "Leder"), Remove(("members", 0))]
    assert roster(*edits, text="members:\n  - {id: ola, name: Ola}\n") == "members:\n  - {id: kari, name: Kari, title: Leder}\n"


def test_a_whole_list_that_is_set_again_touches_only_what_differs() -> None:
    text = "members:\n  - id: a\n    name: 'A'  # en\n  - id: b\n    name: 'B'\n  - id: c\n    name: \"C\"\n"
    value = parse(text.encode()).value["members"]
    more = text.replace("  - id: b", "  - {id: d}\n  - id: b")
    assert roster(Set(("members",), [value[0], {"id": "d"}, *value[1:]]), text=text) == more
    assert roster(Set(("members",), [value[0], value[2]]), text=text) == text.replace("  - id: b\n    name: 'B'\n", "")
    assert roster(Set(("members",), [value[0], value[1] | {"name": "D"}, value[2]]), text=text) == text.replace("'B'", "D")


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_without_its_last_line_end_stays_so(end: str) -> None:
    assert roster(Set(("unpublished_holders",), {"ks": 3}), text=f"members: []{end}") == f"unpublished_holders: {{ks: 3}}\nmembers: []{end}"
    assert roster(Set(("etter",), 1), text=f"members: []{end}") == f"members: []\netter: 1{end}"


def test_a_mapping_on_one_line_stays_there_until_it_has_no_room() -> None:
    text = "members:\n  - {id: ola, name: 'Ola Nordmann'} # fast\n"
    assert roster(Set(("members", 0, "title"), "Leder"), text=text) == text.replace("'}", "', title: Leder}")
    found = roster(Set(("members", 0, "title"), "L" * 100), text=text)
    assert found == f"members:\n  - id: ola # fast\n    name: Ola Nordmann\n    title: {'L' * 100}\n"


def test_one_answer_in_a_long_case_written_by_hand_changes_one_line() -> None:
    answers = "".join(f"      -   {{member: 'm-{number}',   date: 2026-02-0{number % 9 + 1}}}   # nr. {number}\n" for number in range(250))
    text = f"# Oppdiktet eksempel\nid:   2026-003\ntitle: \"Felles 'løsning'\"\n\nwritten_procedure:\n      sent: 2026-02-01\n      responses:\n{answers}\n      # ferdig\nsummary: >\n  brettet\n  tekst\n"
    answer = {"member": "ola", "date": "2026-02-09", "position": "supports"}
    found = edited(text.encode(), [Append(("written_procedure", "responses"), answer)], shape_of(Case)).decode()
    added = "      - {member: ola, date: 2026-02-09, position: supports}\n"
    assert found == text.replace("# nr. 249\n", f"# nr. 249\n{added}")


def test_an_empty_file_and_one_with_comments_only_can_be_filled() -> None:
    assert roster(Append(("members",), {"id": "a"}), text="") == "members:\n  - {id: a}\n"
    assert roster(Append(("members",), {"id": "a"}), text="# tom\n") == "# tom\nmembers:\n  - {id: a}\n"


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(ValueError, match="can be read"):
        roster(Set(("members",), []), text="members: [\n")


def test_a_new_file_has_the_house_layout() -> None:
    value = {
        "members": [
            {
                "name": "0301",
                "id": "ola",
                "organisation": "yes",
                "title": "10:00",
                "also_sits_in": ["a", "b"],
                "appointments": [
                    {
                        "seat": "s",
                        "from": "2026-01-01",
                        "until": None,
                        "consultations": [{"asked": "2025-12-01", "body": "nett", "advice": None}],
                        "exception": {"kind": "k", "reason": "a: b"},
                        "source": "Ark\nto\n",
                    }
                ],
            }
        ],
        "unpublished_holders": {},
    }
    assert (
        dump(value, shape_of(Roster)).decode()
        == """\
unpublished_holders: {}
members:
  - id: ola
    name: "0301"
    organisation: "yes"
    title: "10:00"
    also_sits_in: [a, b]
    appointments:
      - seat: s
        from: 2026-01-01
        until: null
        consultations:
          - {body: nett, asked: 2025-12-01, advice: null}
        exception: {kind: k, reason: "a: b"}
        source: |
          Ark
          to
"""
    )
