"""Our reader of records against pydantic, which judges the same models by itself: the same verdict, at the same places."""

import gc
import json
import re
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from conftest import TOP, tries
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from du_cli.dataset.reading import record_reader
from du_cli.dataset.wrong import LOST, Wrong
from du_cli.findings import Key
from du_cli.models.cases import Case, Handling, Response, Votes
from du_cli.models.mandate import Version
from du_cli.models.members import Appointment, Roster
from du_cli.models.record import Record, altered, fields, values
from du_cli.models.record import given as given_keys
from du_cli.schema import MODELS, as_pydantic

# ------------------------------------------------------------------------------------------------------- data, right and wrong

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31)).map(str)
WRONG_DAYS = ("2026-02-30", "2026-2-3", "03.02.2026", "2026-13-01", "20260203", "2026-W05-2", "2026-034", "２０２６-02-03")
JUNK = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from((7.5, 1e3, "", " ", "a", "A b", "all", "1", "ks\n", *WRONG_DAYS))
ODD = st.recursive(
    JUNK, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "member", "x")), inner, max_size=2)
)


def valid(schema: dict[str, Any], top: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Data that a JSON Schema allows."""
    if "$ref" in schema:
        return valid(top["$defs"][schema["$ref"].rpartition("/")[2]], top)
    if "anyOf" in schema:
        return st.one_of([valid(one, top) for one in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    return _OF_TYPE[schema["type"]](schema, top)


def _mapping(schema: dict[str, Any], top: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "properties" not in schema:
        names = st.sampled_from(schema.get("propertyNames", {}).get("enum", ("vestland", "oslo")))
        return st.dictionaries(names, valid(schema.get("additionalProperties") or next(iter(schema["patternProperties"].values())), top))
    keys = {name: st.deferred(lambda inner=inner: valid(inner, top)) for name, inner in schema["properties"].items()}
    required = schema.get("required", [])
    return st.fixed_dictionaries(
        {name: keys[name] for name in required}, optional={name: one for name, one in keys.items() if name not in required}
    )


def _text(schema: dict[str, Any], _: dict[str, Any]) -> st.SearchStrategy[Any]:
    if schema.get("format") == "date":
        return DAYS
    if pattern := schema.get("pattern"):
        found = st.from_regex(pattern, alphabet=st.characters(codec="ascii", categories=("L", "N", "P")))
        return found.filter(lambda text: not text.endswith("\n") and not (re.match(r"[0-9]{4}-[0-9]{2}-", text) and not _is_day(text[:10])))
    return st.text(max_size=5)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_OF_TYPE: dict[str, Callable[[dict[str, Any], dict[str, Any]], st.SearchStrategy[Any]]] = {
    "object": _mapping,
    "string": _text,
    "array": lambda schema, top: st.lists(valid(schema["items"], top), min_size=schema.get("minItems", 0), max_size=2),
    "integer": lambda schema, _: st.integers(schema.get("minimum", -9), schema.get("maximum", 9999)),
    "number": lambda schema, _: st.floats(schema["minimum"], schema["maximum"]) | st.sampled_from((0, 1)),
    "boolean": lambda *_: st.booleans(),
    "null": lambda *_: st.none(),
}


def places(value: Any, key: Key = ()) -> list[Key]:
    """Every key path in some data."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [key, *(found for name, one in inner for found in places(one, (*key, name)))]


def at(value: Any, key: Key) -> Any:
    for part in key:
        value = value.get(part) if isinstance(value, dict) else value[part] if isinstance(part, int) else None
    return value


def mutated(value: Any, key: Key, how: str, junk: Any) -> Any:
    """The data with one place changed: another value, gone, or a key more."""
    if not key:
        return junk
    copy = deepcopy(value)
    above = at(copy, key[:-1])
    if how == "gone":
        del above[key[-1]]
    elif how == "more" and isinstance(above, dict):
        above["zzz"] = junk
    else:
        above[key[-1]] = junk
    return copy


@st.composite
def data(draw: st.DrawFn) -> tuple[str, Any]:
    name = draw(st.sampled_from(sorted(MODELS)))
    schema = as_pydantic(MODELS[name]).model_json_schema()
    value = draw(valid(schema, schema))
    for _ in range(draw(st.integers(0, 3))):
        value = mutated(value, draw(st.sampled_from(places(value))), draw(st.sampled_from(("other", "gone", "more"))), draw(ODD))
    return name, value


# ----------------------------------------------------------------------------------------------------------------- two judges


def by_pydantic(model: type[Record], value: Any) -> set[Key]:
    """The places pydantic refuses; of a union those inside the branch that fits, and otherwise the value itself."""
    try:
        as_pydantic(model).model_validate_json(json.dumps(value))
    except ValidationError as error:
        found = {(_place(one["loc"], value, one["type"]), one["type"] in _OUTER) for one in error.errors()}
        return {key for key, outer in found if not (outer and any(key == other[: len(key)] and key != other for other, _ in found))}
    return set()


_OUTER = ("literal_error", "tuple_type", "too_short")
"""What pydantic also says of a value when something inside it is wrong: of a union's other branch, or for want of right items."""


def _place(loc: tuple[str | int, ...], value: Any, kind: str) -> Key:
    found: Key = ()
    for part in loc:
        inner = at(value, found)
        if (isinstance(inner, dict) and part in inner) or (isinstance(inner, list) and isinstance(part, int)):
            found = (*found, part)
    return (*found, loc[-1]) if kind == "missing" else found


def by_us(model: type[Record], value: Any) -> set[Key]:
    """The places we refuse, but for what ties two keys together and days within a text, of which a schema knows nothing."""
    wrong, _ = read(model, value)
    return {fault.key for fault in wrong.faults if not _ours_alone(fault.key, value)}


def read(model: type[Record], value: Any) -> tuple[Wrong, Any]:
    """What is wrong with some data, and the record that is kept."""
    try:
        return Wrong(), record_reader(model)(value)
    except Wrong as wrong:
        return wrong, wrong.kept


def _ours_alone(key: Key, value: Any) -> bool:
    above, found = at(value, key[:-1]), at(value, key)
    if key[-1:] == ("member",) and "responses" in key and isinstance(above, dict):
        return above.get("member") is None and above.get("body") is None
    if key[-1:] == ("max",) and isinstance(above, dict) and type(found) is type(above.get("min")) is int:
        return 0 <= found < above["min"]
    return isinstance(found, str) and bool(re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(-|\Z)", found)) and not _is_day(found[:10])


@given(data())
@tries(3000)
def test_pydantic_finds_the_same_places_wrong_as_we_do(found: tuple[str, Any]) -> None:
    name, value = found
    model = MODELS[name]
    ours, theirs = by_us(model, value), by_pydantic(model, value)
    alone = {key for key in theirs if _ours_alone(key, value)}
    assert ours == theirs - alone


@given(data())
@tries(500)
def test_what_is_kept_of_broken_data_is_read_without_a_fault_where_it_is_right(found: tuple[str, Any]) -> None:
    name, value = found
    wrong, kept = read(MODELS[name], value)
    assert all(any(fault.key[: len(key)] == key for fault in wrong.faults) for key in wrong.unknown)
    if kept is LOST:
        assert wrong.faults
        return
    assert isinstance(kept, MODELS[name])
    assert repr(kept).startswith(f"{type(kept).__name__}(")
    assert altered(kept) == kept
    assert hash(type(kept)) == hash(MODELS[name])


@pytest.mark.parametrize(
    ("model", "value", "expected"),
    [
        (Response, {"date": "2026-02-03", "position": "supports"}, [("DU005", ("member",))]),
        (Response, {"date": "2026-02-03", "position": "supports", "member": None, "body": None}, [("DU005", ("member",))]),
        (Response, {"date": "2026-02-03", "position": "supports", "member": "A"}, [("DU004", ("member",))]),
        (Response, {"date": "2026-02-03", "position": "supports", "body": "ks"}, []),
        (Version, {"id": "a", "seats": [], "clauses": [], "meetings_per_month": {"min": 2, "max": 1}}, [("DU004", ("meetings_per_month", "max"))]),
        (Version, {"id": "a", "seats": [], "clauses": [], "meetings_per_month": {"min": 2, "max": 2}}, []),
        (Handling, {"date": "2026-02-03", "outcome": "noted", "meeting": "2026-02-30"}, [("DU004", ("meeting",))]),
    ],
)  # fmt: skip
def test_what_a_schema_cannot_say_we_do(model: type[Record], value: Any, expected: list[tuple[str, Key]]) -> None:
    wrong, _ = read(model, value)
    assert [(fault.code, fault.key) for fault in wrong.faults] == expected


def test_a_broken_value_leaves_its_record_that_can_be_told_from_others_and_is_unknown_alone() -> None:
    member = {"id": "a", "name": "A", "organisation": "x", "title": ["a"], "also_sits_in": ["ks", "K S"]}
    broken = {"id": "b", "name": ["B"], "organisation": "x"}
    with pytest.raises(Wrong) as raised:
        record_reader(Roster)(
            {"members": [broken, {**member, "appointments": [{"seat": "s", "from": "i dag"}, {"seat": 1.5, "from": None}]}]}
        )
    wrong = raised.value
    kept: Roster = wrong.kept
    assert [(one.id, one.title, one.also_sits_in, one.appointments) for one in kept.members] == [
        ("b", None, (), ()),
        ("a", None, ("ks",), (Appointment(seat="s"), Appointment(from_=None, seat="?"))),
    ]
    assert wrong.left_out == [("members", 1, "also_sits_in", 1)]
    assert set(wrong.unknown) == {
        ("members", 1, "title"),
        ("members", 1, "also_sits_in"),
        ("members", 1, "appointments", 0, "from"),
        ("members", 1, "appointments", 1, "seat"),
    }


# ------------------------------------------------------------------------------------------------------------------- records


def test_a_record_is_frozen_and_equal_by_its_values() -> None:
    one = Votes(for_=1)
    assert (one, hash(one)) == (Votes(for_=1, against=None), hash(Votes(for_=1, against=None)))
    assert one != Votes(for_=2)
    assert altered(one, against=3) == Votes(for_=1, against=3)
    assert repr(one) == "Votes(for_=1)"
    with pytest.raises(AttributeError, match="for_"):
        one.for_ = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="for_"):
        del one.for_


def test_a_record_has_its_values_by_the_names_of_the_files() -> None:
    assert dict(values(Votes(for_=1))) == {"for": 1, "against": None, "abstained": None}
    assert list(given_keys(Votes(for_=1, abstained=None))) == [("for", 1), ("abstained", None)]
    assert [field.key for field in fields(Votes)] == ["for", "against", "abstained"]


def test_a_record_is_made_of_known_keys_and_all_that_are_required() -> None:
    with pytest.raises(TypeError, match="meetin"):
        altered(Handling(date=date(2026, 2, 3), outcome="noted"), meetin="x")
    with pytest.raises(TypeError, match="outcome"):
        Handling(date=date(2026, 2, 3))  # type: ignore[call-arg]


@pytest.mark.parametrize("command", ["--help", "status", "check", "members list", "terms", "mandate show", "cases list"])
def test_no_command_but_those_about_schemas_imports_pydantic(command: str) -> None:
    code = (
        "import sys; from du_cli.__main__ import main\n"
        f"sys.argv = ['du-cli', *{command.split()!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = [name for name in sys.modules if name.partition('.')[0] in ('pydantic', 'pydantic_core')]\n"
        "print('IMPORTED', heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=TOP, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "IMPORTED []"


def test_a_case_as_long_as_they_come_is_read_whole() -> None:
    assert {field.key for field in fields(Case)} == set(as_pydantic(Case).model_json_schema()["properties"])


def test_what_was_read_is_gone_once_nobody_has_it_though_no_garbage_is_collected() -> None:
    """As the command runs, which could not hold all of ten thousand cases."""
    case = {"id": "2026-001", "title": "En sak", "type": "advice", "raised": {"date": "2026-01-01"}, "status": "proposed"}
    case |= {"written_procedure": {"sent": "2026-01-02", "deadline": "2026-01-20", "sent_to": "all", "responses": []}}
    gc.collect()
    gc.disable()
    try:
        assert record_reader(Case)(case)
        held = [one for one in gc.get_objects() if isinstance(one, Wrong)]
    finally:
        gc.enable()
    assert held == []
