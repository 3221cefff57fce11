"""Ids and names for completion in a shell; nothing when the data cannot be read."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

Words = list[tuple[str, str]]


def among_words(*choices: str) -> Callable[[str], list[str]]:
    """What completes a value that is one of some words."""
    return lambda incomplete: [word for word in choices if word.startswith(incomplete)]


def codes(incomplete: str) -> Words:
    """Codes of rules and their titles; of several separated by commas the last is completed."""
    from du_cli.i18n import _
    from du_cli.rules import RULES

    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{rule.code}", _(rule.title)) for rule in RULES if rule.code.startswith(last.upper())]


def root() -> Path:
    """The root of the command that is being typed; raises ``DuError`` where there is none."""
    from du_cli.cli.base import option_in
    from du_cli.workspace import find_root

    typed = os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS", "")
    given = option_in(typed.split(), "--root")
    return Path(given).expanduser() if given else find_root(Path.cwd())


def member_ids(incomplete: str) -> Words:
    """Ids and names of members."""
    return _matching(incomplete, _pairs("data/members.yaml", "members"))


def party_ids(incomplete: str) -> Words:
    """Ids and names of members and bodies."""
    return [*member_ids(incomplete), *body_ids(incomplete)]


def seat_ids(incomplete: str) -> Words:
    """Ids and names of the seats of every version of the mandate."""
    versions = _read("data/mandate.yaml", "versions")
    seats = (seat for version in versions for seat in version.get("seats") or [] if isinstance(seat, dict))
    return _matching(incomplete, ((str(seat.get("id")), str(seat.get("name"))) for seat in seats))


def body_ids(incomplete: str) -> Words:
    """Ids and names of bodies."""
    return _matching(incomplete, _pairs("data/mandate.yaml", "bodies"))


def organisations(incomplete: str) -> Words:
    """Ids of the data's organisations and bodies, and the register's names of today."""
    from du_cli.registers import names_on

    own = [*_pairs("data/organisations.yaml", "organisations"), *_pairs("data/mandate.yaml", "bodies")]
    today = date.today()  # noqa: DTZ011 - the reader's own day
    return _matching(incomplete, [*own, *((name, "") for name in names_on(today))])


def areas(incomplete: str) -> Words:
    """Names of the counties of today."""
    from du_cli.registers import counties

    today = date.today()  # noqa: DTZ011 - the reader's own day
    return _matching(incomplete, ((county.name, county.number) for county in counties() if county.exists_on(today)))


def candidates(incomplete: str) -> Words:
    """Who may be given a place: members, and organisations."""
    return [*member_ids(incomplete), *organisations(incomplete)]


def version_ids(incomplete: str) -> Words:
    """Ids of the versions of the mandate, and where they come from."""
    versions = _read("data/mandate.yaml", "versions")
    return _matching(incomplete, ((str(version.get("id")), str(version.get("source") or "")) for version in versions))


def record_ids(incomplete: str) -> Words:
    """Ids of what the history is about: members, seats, cases and meetings."""
    return [*member_ids(incomplete), *seat_ids(incomplete), *_matching(incomplete, _in_files())]


def fields(incomplete: str) -> Words:
    """Ids with their keys: the ids first, and the keys of the one that is written."""
    record, dot, _key = incomplete.partition(".")
    if not dot:
        return [(f"{word}.", text) for word, text in record_ids(incomplete)]
    return _matching(incomplete, ((f"{record}.{key}", "") for key in _keys(record)))


def _keys(record: str) -> Iterable[str]:
    from du_cli.dataset.read import model_of
    from du_cli.models.base import CASE, MEETING, shape
    from du_cli.models.members import Member

    if re.fullmatch(CASE, record) or re.fullmatch(MEETING, record):
        return shape(model_of("case" if re.fullmatch(CASE, record) else "meeting")).keys
    return shape(model_of("policy") if record == "policy" else Member).keys


def _in_files() -> Iterator[tuple[str, str]]:
    """Ids of cases and meetings, by the names of their files."""
    from du_cli.dataset.kinds import kind_of
    from du_cli.errors import DuError
    from du_cli.workspace import find_root

    try:
        root = find_root(Path.cwd())
    except DuError:
        return
    for path in sorted((root / "data").glob("*/[0-9]*/[!.]*.yaml")):
        kind = kind_of(path.relative_to(root).as_posix())
        if kind and kind.id:
            yield kind.id, path.stem


def _matching(incomplete: str, words: Iterable[tuple[str, str]]) -> Words:
    return [(word, text) for word, text in dict(words).items() if word.startswith(incomplete)]


def _pairs(path: str, key: str) -> Iterator[tuple[str, str]]:
    return ((str(one.get("id")), str(one.get("name"))) for one in _read(path, key))


def _read(path: str, key: str) -> list[dict[str, Any]]:
    """The mappings of a file's list."""
    from du_cli.errors import DuError
    from du_cli.yamlfile import parse

    try:
        value = parse((root() / path).read_bytes()).value
    except (DuError, OSError):
        return []
    found = value.get(key) if isinstance(value, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
