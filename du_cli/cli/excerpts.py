"""What an example of a rule shows of its files: the lines in which the bad one and the good one differ."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from du_cli.cli.examples import Example, Result, examples, run_example
from du_cli.findings import Outcome
from du_cli.i18n import N_, _
from du_cli.reports.explain import ExampleFacts, ExcerptFacts
from du_cli.rules.base import Rule

AROUND: Final = 3
"""Lines shown about what differs."""
GAP: Final = "…"
Files = Mapping[str, bytes]
Excerpts = tuple[ExcerptFacts, ...]


def pair(rule: Rule) -> tuple[ExampleFacts | None, ExampleFacts | None]:
    """Excerpts of the bad example that says most of a rule, and of the good one beside it; None where there is none."""
    found = ((bad, _beside(bad.example)) for example in examples(rule.code) if example.bad and (bad := run_example(example)).findings)
    best = min(found, key=_plainness, default=None)
    if best is None:
        return None, None
    wrong, right = _excerpts(*best)
    return ExampleFacts(best[0].findings[0].message, wrong), ExampleFacts(None, right) if best[1] else None


def _beside(bad: Example) -> Result | None:
    """The good example of the same name."""
    folder = bad.folder.with_name(f"good-{bad.what}")
    return run_example(bad._replace(bad=False, folder=folder)) if folder.is_dir() else None


def _plainness(found: tuple[Result, Result | None]) -> tuple[bool, bool, bool]:
    """First come examples in which something is found, then those that change a file, and that differ where it is found."""
    bad, good = found
    first = bad.findings[0]
    mine, other = (_lines(one.dataset.files.get(first.path)) if one else [] for one in (bad, good))
    at_the_place = any(start <= first.line <= end + 1 for start, end in _hunks(mine, other))
    return first.finding.outcome != Outcome.FINDING, bad.base is not None and not _changed(bad), not at_the_place


def _excerpts(bad: Result, good: Result | None) -> tuple[Excerpts, Excerpts]:
    if good is None:
        return _place(bad, bad), ()
    if bad.base is None or good.base is None:
        found = _differing(bad.dataset.files, good.dataset.files)
    else:
        found = _changed(bad), _changed(good) or _place(bad, good)
    wrong, right = (_commits(result) if _commits(bad) != _commits(good) else () for result in (bad, good))
    return (*found[0], *wrong), (*found[1], *right)


def _differing(bad: Files, good: Files) -> tuple[Excerpts, Excerpts]:
    """Each file in which two examples differ, as it is in either."""
    paths = [path for path in sorted({*bad, *good}) if bad.get(path) != good.get(path)]
    wrong = tuple(ExcerptFacts(path, differing(bad.get(path), good.get(path))) for path in paths)
    return wrong, tuple(ExcerptFacts(path, differing(good.get(path), bad.get(path))) for path in paths)


def _changed(result: Result) -> Excerpts:
    """Each file that a change touches, as it was and as it became."""
    before, after = result.base.files if result.base else {}, result.dataset.files
    paths = (path for path in sorted({*before, *after}) if before.get(path) != after.get(path))
    return tuple(
        ExcerptFacts(path, differing(after.get(path), before.get(path)), differing(before.get(path), after.get(path))) for path in paths
    )


def _place(bad: Result, shown: Result) -> Excerpts:
    """The lines about the place of what is found."""
    path, line = bad.findings[0].path, bad.findings[0].line
    lines = _lines(shown.dataset.files.get(path))
    return (ExcerptFacts(path, tuple(lines[max(0, line - 1 - AROUND) : line + AROUND])),)


def _commits(result: Result) -> Excerpts:
    """The commits of a change, where signatures count."""
    commits = (result.change.commits if result.change else None) or ()
    words = {"allowed": N_("signed by somebody who may"), "unsigned": N_("not signed")}
    lines = tuple(f"{one.id}  {one.subject}  ({_(words.get(one.signature, one.signature))})" for one in commits)
    return (ExcerptFacts(_("The commits"), lines),) if lines else ()


def differing(mine: bytes | None, other: bytes | None) -> tuple[str, ...] | None:
    """The lines of a file that another has not, with a few about them, and a gap where some are left out; None for no file."""
    if mine is None:
        return None
    lines = _lines(mine)
    kept = sorted({number for first, last in _hunks(lines, _lines(other)) for number in _about(lines, first, last)})
    numbers = [kept[0], *(later for earlier, later in pairwise(kept) for later in _joined(earlier, later))] if kept else []
    return tuple(lines[number] if number >= 0 else GAP for number in numbers)


def _joined(earlier: int, later: int) -> Iterable[int]:
    """What stands between two lines that are shown, and the second: a gap where it is more than a few."""
    return range(earlier + 1, later + 1) if later - earlier <= AROUND else (-1, later)


def _hunks(mine: list[str], other: list[str]) -> Iterator[tuple[int, int]]:
    """Each stretch that differs: its first line, and the one behind its last."""
    codes = SequenceMatcher(None, mine, other, autojunk=False).get_opcodes()
    return ((first, last) for kind, first, last, _first, _last in codes if kind != "equal")


def _about(lines: list[str], first: int, last: int) -> Iterator[int]:
    """The lines of a stretch, a few before and behind it, and the keys and records it stands under."""
    yield from range(max(0, first - AROUND), min(len(lines), last + AROUND))
    deep = _indent(lines[min(first, len(lines) - 1)]) if lines else 0
    for number in reversed(range(first)):
        if _indent(lines[number]) < deep:
            deep = _indent(lines[number])
            yield number


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode("utf-8", "replace").removesuffix("\n").split("\n") if data else []
