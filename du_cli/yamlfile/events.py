"""The one door to ruamel.yaml: a text becomes a stream of parsing events, by libyaml where it is there."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple


class Yaml(NamedTuple):
    """The parts of ruamel.yaml we read with; ``fast`` is false where libyaml is missing."""

    events: Callable[[str], Callable[[], Any]]
    scalar: type
    mapping: type
    sequence: type
    end_mapping: type
    end_sequence: type
    alias: type
    document: type
    end_stream: type
    error: type[Exception]
    fast: bool


@cache
def yaml() -> Yaml:
    """Import ruamel.yaml once, on first use: it costs a third of a small command's time."""
    from ruamel.yaml import events, error  # noqa: PLC0415 - start-up time

    try:
        from _ruamel_yaml import CParser  # noqa: PLC0415 - only where the wheel is there

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
    """The same events from ruamel.yaml's own parser, some thirty times slower."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - start-up time

    stream = iter(YAML(typ="safe", pure=True).parse(text))
    return lambda: next(stream)
