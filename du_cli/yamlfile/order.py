"""The order of keys in the format's mappings."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Optional


class Shape:
    """The keys of a mapping in their order, each with its own shape; lists are looked through."""

    def __init__(self, keys: Mapping[str, Optional["Shape"]]) -> None:
        self.keys = keys
        self.inside = tuple((name, shape) for name, shape in keys.items() if shape)


def ordered(value: Any, shape: Shape | None) -> bool:
    """Whether every mapping in plain data has its keys in the order of its shape, unknown ones last."""
    if shape is None or not isinstance(value, (dict, list)):
        return True
    if isinstance(value, list):
        return all(ordered(item, shape) for item in value)
    return _in_order(shape, tuple(value)) and all(ordered(value[name], inner) for name, inner in shape.inside if value.get(name))


@lru_cache(maxsize=1024)
def _in_order(shape: Shape, names: tuple[str, ...]) -> bool:
    """Whether the keys of one mapping stand in order; the same few rows of keys come again in every file."""
    known = tuple(name for name in shape.keys if name in names)
    return known == names[: len(known)]
