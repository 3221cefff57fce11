"""The one door to ruamel.yaml: a text becomes a stream of parsing events, by libyaml where it is there."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]|\\U(?!0010|000[0-9a-fA-F])")


class Yaml(NamedTuple):
    """The parts of ruamel.yaml we read with; ``fast`` is false where libyaml is missing."""

    events: Callable[[str], Callable[[], Any]]
    scalar: Any
    mapping: Any
    sequence: Any
    end_mapping: Any
    end_sequence: Any
    alias: Any
    document: Any
    end_stream: Any
    error: type[Exception]
    fast: bool


@cache
def yaml() -> Yaml:
    """Import ruamel.yaml once, on first use: it costs a third of a small command's time."""
    from ruamel.yaml import error, events

    try:
        from _ruamel_yaml import CParser

        start: Callable[[str], Callable[[], Any]] = lambda text: CParser(text).get_event  # noqa: E731
        fast = True
    except ImportError:
        start, fast = _pure_events, False
    return Yaml(
        start,
        events.ScalarEvent,
        events.MappingStartEvent,
        events.SequenceStartEvent,
        events.MappingEndEvent,
        events.SequenceEndEvent,
        events.AliasEvent,
        events.DocumentStartEvent,
        events.StreamEndEvent,
        error.YAMLError,
        fast,
    )


def _pure_events(text: str) -> Callable[[], Any]:
    """The same events from ruamel.yaml's own parser, some thirty times slower; it refuses what libyaml refuses."""
    from ruamel.yaml import YAML

    stream = iter(YAML(typ="safe", pure=True).parse(text))
    last: list[Any] = []
    flows = 0

    def following() -> Any:
        nonlocal flows
        try:
            event = next(stream)
        except (ValueError, OverflowError):  # an escape beyond the last character there is
            raise _no_character(text, last[-1].end_mark.index if last else 0) from None
        flows = _flows(event, flows)
        style = getattr(event, "style", None)
        if style == '"' and _SURROGATE.search(event.value):
            raise _no_character(text, event.start_mark.index)
        if flows and not style and ":" in getattr(event, "value", ""):
            fault = "found unexpected ':'"
            raise _fault(fault, text, text.index(":", event.start_mark.index))
        last[:] = [event]
        return event

    return following


def _flows(event: Any, flows: int) -> int:
    """How many collections are open, from the outermost one in flow style on, after an event."""
    name = type(event).__name__
    if name.endswith("EndEvent"):
        return max(flows - 1, 0)
    return flows + 1 if name.endswith("StartEvent") and (flows or getattr(event, "flow_style", False)) else flows


def _no_character(text: str, index: int) -> Exception:
    """The error for an escape that is no character, half of a pair or past the last, at the first from ``index`` on."""
    found = _ESCAPE.search(text, index)
    return _fault("an escape that is no character", text, found.start() if found else index)


def _fault(problem: str, text: str, index: int) -> Exception:
    from ruamel.yaml.error import MarkedYAMLError, StringMark

    before = text[:index].split("\n")
    mark = StringMark("", index, len(before) - 1, len(before[-1]), text, index)
    error: Exception = MarkedYAMLError(problem=problem, problem_mark=mark)
    return error
