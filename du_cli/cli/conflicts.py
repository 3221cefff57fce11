"""What a merge could not put together, in words: which value, what each side wrote, and what to do next."""

import shlex
from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from du_cli.edits.merging import Conflict, Merged
from du_cli.i18n import N_, _, brief, fill
from du_cli.reports.history_words import quoted
from du_cli.yamlfile.steps import MISSING

_SIDES: Final = {"base": N_("the base"), "ours": N_("ours"), "theirs": N_("theirs")}

_CONTEXT: Final = 20
"""Letters that are shown of what two long texts have in common, before the place where they differ."""


class Sides(NamedTuple):
    """What git calls the two sides; None where it does not say."""

    ours: str | None
    theirs: str | None

    def named(self, side: str) -> str:
        """A side in the reader's words, with git's name for it."""
        label = getattr(self, side, None)
        return f"{_(_SIDES[side])} ({label})" if label else _(_SIDES[side])


def said(found: Merged, names: Sides, path: str, marks: str | None) -> Iterator[str]:
    """Why a file was not put together, line by line, and what to do; ``marks`` begin a conflict in the file, None: there are none."""
    for conflict in found.conflicts:
        yield from _conflict(conflict, names, path)
    for side, problem in found.unreadable.items():
        text = N_("{path}: {side} cannot be read. Line {line}: {why}")
        why = fill(problem.message, brief(problem.values))
        yield fill(text, {"path": path, "side": names.named(side), "line": problem.place.line, "why": why})
    for comment in found.comments:
        yield fill(
            N_("{path}: {side} has a comment that would be lost: {comment}"),
            {"path": path, "side": names.named("theirs"), "comment": comment},
        )
    marked = N_("Choose between the two sides where {marks} stands in the file, and then: git add {file}")
    unmarked = N_("git left no marks in the file. Put both sides together by hand, see what du-cli check says, and then: git add {file}")
    yield fill(marked if marks else unmarked, {"file": shlex.quote(path), "marks": marks})


def _conflict(one: Conflict, names: Sides, path: str) -> Iterator[str]:
    changed = N_("{path}: both sides changed {name}:") if one.name else N_("{path}: both sides changed the whole file:")
    yield fill(changed, {"path": path, "name": one.name})
    gone = _("taken away")
    for side, value in zip(("ours", "theirs"), _apart(one.ours, one.theirs), strict=True):
        yield f"  {names.named(side)}: {gone if value is MISSING else quoted(value)}"


def _apart(one: object, other: object) -> tuple[object, object]:
    """Two values; of long texts that begin alike, from shortly before the place where they differ."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return one, other
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    start = sum(1 for _pair in alike) - _CONTEXT
    return (f"…{one[start:]}", f"…{other[start:]}") if start > _CONTEXT else (one, other)
