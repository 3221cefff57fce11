"""The text of a check as lines of styled parts: what stands where, with neither colour nor width."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from du_cli.dataset.shown import Shown, summary
from du_cli.findings import SEVERITY_NAMES, Basis, Outcome
from du_cli.i18n import N_, _, fill, plural
from du_cli.render.findings import ORIGINS, CheckReport
from du_cli.render.findings.groups import Group, clause_of, grouped, names_of, same, together
from du_cli.render.plain import harmless

INDENT: Final = 4
_HEADINGS: Final = {Outcome.FINDING: "", Outcome.NOT_ASSESSED: N_("Not assessed"), Outcome.WAIVED: N_("Waived")}
_LABELS: Final = {Outcome.NOT_ASSESSED: N_("not assessed"), Outcome.WAIVED: N_("waived")}


class Part(NamedTuple):
    """A stretch of a line in one style."""

    text: str
    style: str = ""


class Line(NamedTuple):
    """One line: how far in it begins, how far in it goes on when wrapped, and its parts."""

    parts: tuple[Part, ...] = ()
    indent: int = 0
    hang: int = 0


def lines(report: CheckReport) -> list[Line]:
    """All lines of a report: what was found, what was not assessed, what is waived, and the counts."""
    found = [line for outcome in _HEADINGS for line in _section(report, outcome)]
    counted = [_line(_counts(report), style="title")]
    return [*found, *counted, *(_statistics(report) if report.statistics else ())]


def _line(*texts: str, style: str = "", indent: int = 0) -> Line:
    return Line(tuple(Part(harmless(text), style) for text in texts), indent, indent)


def _section(report: CheckReport, outcome: Outcome) -> Iterator[Line]:
    inside = [one for one in report.findings if one.finding.outcome == outcome]
    if inside and _HEADINGS[outcome]:
        yield _line(_(_HEADINGS[outcome]), style="heading")
        yield Line()
    for group in grouped(inside, together=report.group):
        yield from _block(group, report.prefix)
        yield Line()


def _block(group: Group, prefix: str) -> Iterator[Line]:
    """One finding, or equal findings of many records."""
    codes = tuple(dict.fromkeys(one.finding.code for one in group))
    if len(codes) > 1:  # for one and the same reason
        yield Line((Part(harmless(_place(group[0], prefix)), "place"), Part("  "), Part(", ".join(codes), "code")), 0, INDENT)
        yield _line(group[0].message, indent=INDENT)
        yield from _step(group[0], INDENT)
        return
    yield _head(group, prefix)
    yield from _body(group, prefix)
    yield from _grounds(group)
    if _one_step(group):
        yield from _step(group[0], INDENT)


def _head(group: Group, prefix: str) -> Line:
    found = group[0].finding
    place = harmless(_place(group[0], prefix) if len(group) == 1 else _file(group, prefix))
    parts = [Part(place, "place"), Part("  ")] if place else []
    if found.outcome != Outcome.NOT_ASSESSED:
        parts += [Part(_(SEVERITY_NAMES[found.severity]), found.severity), Part(" ")]
    parts += [Part(found.code, "code"), Part("  "), Part(harmless(group[0].title), "title")]
    if found.caused_by in ORIGINS:
        parts += [Part(f" ({_(ORIGINS[found.caused_by])})", "place")]
    return Line(tuple(parts), 0, INDENT)


def _file(group: Group, prefix: str) -> str:
    path = same(one.path for one in group)
    return prefix + path if path else ""


def _place(one: Shown, prefix: str) -> str:
    return f"{prefix}{one.path}:{one.line}:{one.column}"


def _body(group: Group, prefix: str) -> Iterator[Line]:
    """The message; of many findings their records in one line, or where it says more, the message of each."""
    message = same(one.message for one in group) or together(group)
    names = len(group) > 1 and message and _one_step(group)
    if message and (names or len(group) == 1):
        yield _line(message, indent=INDENT)
    if names:
        yield _line(fill(N_("{count}: {names}"), {"count": len(group), "names": ", ".join(_located(group, prefix))}), indent=INDENT)
    elif len(group) > 1:
        yield from _entries(group, prefix)


def _located(group: Group, prefix: str) -> Iterator[str]:
    """What each finding of a group is about, with its place in brackets."""
    return (f"{name} ({place})" for name, place in zip(names_of(group), _places(group, prefix), strict=True))


def _places(group: Group, prefix: str) -> list[str]:
    """The place of each finding of a group, without the file when it is one for all."""
    common = _file(group, prefix)
    return [f"{one.line}:{one.column}" if common else _place(one, prefix) for one in group]


def _entries(group: Group, prefix: str) -> Iterator[Line]:
    """Each finding of a group with its own place and message, aligned; and its own next step where those differ."""
    places = list(map(harmless, _places(group, prefix)))
    width = max(len(place) for place in places) + 2
    alike = _one_step(group)
    for one, place in zip(group, places, strict=True):
        yield Line((Part(place.ljust(width), "place"), Part(harmless(one.message))), INDENT, INDENT + width)
        if not alike:
            yield from _step(one, INDENT + width)


def _one_step(group: Group) -> bool:
    """Whether the next step is the same for all."""
    return len({(one.help, one.finding.command) for one in group}) == 1


def _grounds(group: Group) -> Iterator[Line]:
    """What the requirement rests on, and why it is waived."""
    found, clause = group[0].finding, clause_of(group)
    if found.basis == Basis.POLICY:
        yield _line(_("Guideline: a choice of the secretariat's or the program's, not the mandate's"), style="aside", indent=INDENT)
    elif found.basis == Basis.MANDATE and clause:
        text = N_("Mandate: {reference} – {summary}") if clause.summary else N_("Mandate: {reference}")
        values = {"reference": clause.reference, "summary": clause.summary}
        yield _line(fill(text, values), style="aside", indent=INDENT)
    if found.reason:
        subjects = tuple(dict.fromkeys(one.finding.subject for one in group))
        yield _line(fill(N_("Waived for {subject}: {reason}"), {"subject": subjects, "reason": found.reason.strip()}), indent=INDENT)


def _step(one: Shown, indent: int) -> Iterator[Line]:
    """What to do about a finding."""
    if one.help:
        yield _line(fill(N_("Next step: {help}"), {"help": one.help}), style="step", indent=indent)
    if one.finding.command:
        yield _line(fill(N_("Command: {command}"), {"command": one.finding.command}), style="step", indent=indent)


def _counts(report: CheckReport) -> str:
    counts = summary(one.finding for one in report.findings)
    texts = (
        plural("{count} error", "{count} errors", counts.error),
        plural("{count} warning", "{count} warnings", counts.warning),
        plural("{count} piece of information", "{count} pieces of information", counts.information),
        plural("{count} not assessed", "{count} not assessed", counts.not_assessed),
        plural("{count} waived", "{count} waived", counts.waived),
    )
    return ", ".join(texts)


def _statistics(report: CheckReport) -> Iterator[Line]:
    """How often each rule answered, most often first."""
    counts = Counter((one.finding.code, _label(one), one.title) for one in report.findings)
    wide = max((len(label) for _code, label, _title in counts), default=0)
    digits = len(str(max(counts.values(), default=0)))
    if counts:
        yield Line()
    for (code, label, title), count in sorted(counts.items(), key=_most_first):
        cells = Part(f"{count:{digits}}  "), Part(code, "code"), Part(f"  {label:{wide}}  "), Part(harmless(title))
        yield Line(cells)


def _most_first(row: tuple[tuple[str, ...], int]) -> tuple[int, tuple[str, ...]]:
    return -row[1], row[0]


def _label(one: Shown) -> str:
    found = one.finding
    return _(SEVERITY_NAMES[found.severity] if found.outcome == Outcome.FINDING else _LABELS[found.outcome])
