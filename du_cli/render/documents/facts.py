"""Facts as JSON: exactly what a report knows, with the version of its shape."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from du_cli.models.record import Record, values

SCHEMA_VERSION: Final = 1


def render_facts(facts: Any, lacking: Sequence[str] | None = None) -> str:
    """Facts as an object whose first key is ``schema_version``, then ``incomplete``: the files they lack something of.

    ``lacking`` is None for facts from no files, which have no such key. Dates are ISO texts.
    """
    found = plain(facts)
    incomplete = {} if lacking is None else {"incomplete": list(lacking)}
    body = found if isinstance(found, dict) else {"items": found}
    return json.dumps({"schema_version": SCHEMA_VERSION, **incomplete, **body}, ensure_ascii=False, indent=2)


def plain(value: Any) -> Any:
    """Frozen records as plain data: named tuples, records of the files and mappings as objects, other sequences as lists."""
    if isinstance(value, Record):
        return plain(values(value))
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: plain(item) for key, item in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
