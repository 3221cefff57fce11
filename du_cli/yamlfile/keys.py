"""Key paths in plain data."""

from typing import Any

from du_cli.findings import Key


def nearest_id(key: Key, value: Any) -> str | None:
    """The id nearest above a place in the data, or of the record that stands there; None where there is none."""
    found = _id(value)
    for part in key:
        value = _step(value, part)
        found = _id(value) or found
    return found


def _id(value: Any) -> str | None:
    found = value.get("id") if isinstance(value, dict) else None
    return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else None


def _step(value: Any, part: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None
