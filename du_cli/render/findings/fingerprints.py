"""What stays the same of a finding from run to run, so that other programs know it again."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from du_cli.dataset.shown import Shown


def fingerprints(findings: Iterable[Shown], prefix: str) -> list[str]:
    """One hash for each finding, no two alike; neither line, position in a list nor language changes it."""
    seen: Counter[str] = Counter()
    return [_numbered(_identity(one, prefix), seen) for one in findings]


def _identity(one: Shown, prefix: str) -> str:
    found = one.finding
    names = [part for part in found.place.key if isinstance(part, str)]
    return json.dumps([found.code, prefix + one.path, names, found.record, found.subject])


def _numbered(identity: str, seen: Counter[str]) -> str:
    """The hash of an identity and how many times it was met before."""
    seen[identity] += 1
    return hashlib.sha256(f"{identity}#{seen[identity]}".encode()).hexdigest()
