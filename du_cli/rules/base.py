"""What a rule is, and running rules over a dataset: answers become findings with code, severity and clauses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from typing import Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.comparison import Comparison
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.ids import case_number
from du_cli.dataset.kinds import MEETINGS, kind_of
from du_cli.dataset.unknown import Guarded, Unknown, guarded, guarded_case, holder, lost
from du_cli.findings import NOT_READ, NOT_WHOLE, Basis, Finding, Key, NotAssessed, Outcome, Place, Problem, Severity, Value, Violation
from du_cli.i18n import N_
from du_cli.models.mandate import Version

Answers = Iterator[Violation | NotAssessed]
Check = Callable[[Dataset], Answers]
CaseCheck = Callable[[Dataset, CaseFile], Answers]
ChangeCheck = Callable[[Comparison], Answers]
About = Mapping[tuple[str, Key], tuple[str, str]]
"""By file and key: the record and the subject of the problem found there."""


@dataclass(frozen=True)
class Rule:
    """One requirement: its code, how much it weighs, where it comes from, and the function that judges it."""

    code: str
    title: str
    severity: Severity
    basis: Basis
    check: Check
    what: str
    why: str
    mend: str
    variants: Mapping[str, Severity] = field(default_factory=dict)
    """Other severities the rule may answer with, by name."""
    judge: CaseCheck | None = None
    """For a rule about one case at a time: the function that judges one, so that cases need not be kept."""
    compare: ChangeCheck | None = None
    """For a rule about a change: the function that judges it; such a rule says nothing of one dataset by itself."""


def rule(
    code: str,
    title: str,
    severity: Severity,
    basis: Basis,
    *,
    what: str,
    why: str,
    mend: str,
    variants: Mapping[str, Severity] | None = None,
) -> Callable[[Check], Rule]:
    """Make a function over a dataset into the rule ``code``; all texts are marked, none translated."""
    return lambda check: Rule(code, title, severity, basis, check, what, why, mend, variants or {})


def case_rule(
    code: str,
    title: str,
    severity: Severity,
    basis: Basis,
    *,
    what: str,
    why: str,
    mend: str,
    variants: Mapping[str, Severity] | None = None,
    also: Check | None = None,
) -> Callable[[CaseCheck], Rule]:
    """Make a function over a dataset and one of its cases into the rule ``code``; the dataset may lack the other cases.

    ``also``: what the rule says of the dataset apart from its cases.
    """

    def made(judge: CaseCheck) -> Rule:
        def check(dataset: Dataset) -> Answers:
            yield from also(dataset) if also else ()
            if dataset.case_answers is not None:
                yield from _once(dataset.case_answers.get(code, ()))
            else:
                cases = chain(dataset.case_files, dataset.half_cases)
                yield from _once(chain.from_iterable(judged(judge, dataset, case) for case in cases))

        return Rule(code, title, severity, basis, check, what, why, mend, variants or {}, judge)

    return made


def _once(answers: Iterable[Violation | NotAssessed]) -> Answers:
    """The answers on all cases, with each value of a meeting that cannot be read, and each file that cannot in full, told once."""
    told: set[Place] = set()
    for answer in answers:
        once = answer.message == NOT_WHOLE or (answer.message == NOT_READ and answer.place.path.startswith(MEETINGS))
        if not once or answer.place not in told:
            yield answer
        told |= {answer.place} if once else set()


def judged(judge: CaseCheck, dataset: Dataset, case: CaseFile) -> list[Violation | NotAssessed]:
    """What a rule says of one case; where it needs an unknown value, or what may stand in a file that is not whole, that.

    Of an unknown value of a meeting it says so, about the meeting, and judges the case by the others.
    """
    answers: list[Violation | NotAssessed] = []
    if isinstance(dataset, Guarded):
        dataset.doubts.clear()
    try:
        answers.extend(judge(dataset, guarded_case(case)))
    except Unknown as unread:
        place = unread.place
        if isinstance(dataset, Guarded) and place.path.startswith(MEETINGS):
            return [_of_a_meeting(place), *judged(judge, dataset.but(place), case)]
        return [*answers, _unreadable(place, case.case.id, case.case.id)._replace(day=case.raised)]
    if isinstance(dataset, Guarded):
        answers.extend(map(_not_whole, sorted(dataset.doubts - dataset.unreadable - dataset.told - {case.path})))
    return answers


def _of_a_meeting(place: Place) -> NotAssessed:
    """The answer for an unknown value of a meeting, about the meeting and the key."""
    kind = kind_of(place.path)
    return _unreadable(place, (kind and kind.id) or place.path, _names(place.key)[-1])


def _unreadable(place: Place, record: str, subject: str) -> NotAssessed:
    return NotAssessed(place, record, subject, NOT_READ, {"key": _names(place.key)[-1]}, N_("Correct the value."))


def change_rule(
    code: str, title: str, severity: Severity, basis: Basis, *, what: str, why: str, mend: str
) -> Callable[[ChangeCheck], Rule]:
    """Make a function over a comparison into the rule ``code``."""
    return lambda compare: Rule(code, title, severity, basis, lambda _: iter(()), what, why, mend, compare=compare)


def found(
    case: CaseFile,
    key: Key,
    message: str,
    hint: str = "",
    *,
    subject: str | None = None,
    command: str | None = None,
    variant: str | None = None,
    day: date | None = None,
    **values: Value,
) -> Violation:
    """A violation in a case, at a key of its file; about the case itself, where it is about no person.

    ``command`` without its ``du-cli``; ``day`` is the day whose mandate counts, by default the one the case was raised.
    """
    own, day = case.case.id, day or case.raised
    full = f"du-cli {command}" if command else None
    said = {"id": own, "day": day, **values}
    return Violation(case.place(*key), own, subject or own, message, said, hint, full, variant=variant, day=day)


def numbered(dataset: Dataset, case_id: str | None) -> str | None:
    """A case's number as people write it; its id where it cannot be read how."""
    return case_number(dataset.policy, case_id) if case_id and dataset.chosen("case_number") else case_id


def unknown(case: CaseFile, key: Key, message: str, hint: str = "", *, day: date | None = None, **values: Value) -> NotAssessed:
    """The answer for a fact of a case that is not recorded."""
    own, day = case.case.id, day or case.raised
    return NotAssessed(case.place(*key), own, own, message, {"day": day, **values}, hint, day=day)


def loading(code: str, title: str, severity: Severity, *, what: str, why: str, mend: str, basis: Basis = Basis.FORMAT) -> Rule:
    """A rule whose findings are the problems met while loading."""

    def check(dataset: Dataset) -> Answers:
        return (_as_violation(problem) for problem in dataset.problems if problem.code == code)

    return Rule(code, title, severity, basis, check, what, why, mend)


def _as_violation(problem: Problem) -> Violation:
    record, subject = problem.record or problem.place.path, problem.subject or problem.place.path
    return Violation(problem.place, record, subject, problem.message, problem.values, problem.help)


def run(dataset: Dataset, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Every answer of some rules on a dataset, in the order of the rules."""
    unsure = dataset.unknown or dataset.torn
    answers = partial(_answers, dataset, _about(dataset)) if unsure else lambda each: each.check(dataset)
    return tuple(chain.from_iterable(_findings(dataset, each, answers(each)) for each in rules))


def _answers(dataset: Dataset, about: About, each: Rule) -> Answers:
    """What a rule says where values are unknown: of the records that lack one it needs, only that it cannot be assessed.

    A rule about one case at a time judges by the records there are.
    """
    without = lost(dataset) if each.judge else frozenset()
    while True:
        copy = guarded(dataset, without)
        copy.doubts.clear()
        try:
            answers = tuple(each.check(copy))
        except Unknown as unread:
            same = _alike(dataset, unread.place)
            yield from (_unreadable(place, *about.get((place.path, place.key), (place.path, place.path))) for place in sorted(same))
            without |= same
            if holder(unread.place):
                continue
            return
        yield from (answer for answer in answers if answer.message != NOT_READ or answer.place not in without)
        if not each.judge:
            told = {place.path for place in without} | {answer.place.path for answer in answers if isinstance(answer, NotAssessed)}
            yield from map(_not_whole, sorted({path.removesuffix("/") for path in copy.doubts} - told - dataset.unreadable))
        return


def _not_whole(path: str) -> NotAssessed:
    """The answer for what may stand in a file that could not be read in full, or in a folder."""
    name = path.removesuffix("/")
    return NotAssessed(Place(name, line=1, column=1), name, name, NOT_WHOLE, {"path": name}, N_("Correct the file."))


def _alike(dataset: Dataset, place: Place) -> frozenset[Place]:
    """Every unknown value of the same key in the same kind of file."""
    kind, names, depth = _kind(place.path), _names(place.key), len(place.key)
    places = {Place(path, key) for path, keys in dataset.unknown.items() for key in keys} | lost(dataset)
    return frozenset(one for one in places if len(one.key) == depth and _names(one.key) == names and _kind(one.path) == kind)


def _kind(path: str) -> str | None:
    found = kind_of(path)
    return found.name if found else None


def _names(key: Key) -> tuple[str, ...]:
    return tuple(part for part in key if isinstance(part, str))


def _about(dataset: Dataset) -> About:
    """Record and subject of the first problem at or within each place that has one."""
    about: dict[tuple[str, Key], tuple[str, str]] = {}
    for one in dataset.problems:
        for depth in range(len(one.place.key) + 1):
            about.setdefault((one.place.path, one.place.key[:depth]), (one.record, one.subject))
    return about


def run_changes(comparison: Comparison, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Every answer of the rules about changes among some, each caused by the change."""
    found = (_findings(comparison.head, each, each.compare(comparison)) for each in rules if each.compare)
    return tuple(finding._replace(caused_by="change") for finding in chain.from_iterable(found))


def _findings(dataset: Dataset, each: Rule, answers: Answers) -> Iterator[Finding]:
    for answer in answers:
        variant = answer.variant if isinstance(answer, Violation) else None
        yield Finding(
            code=each.code,
            outcome=Outcome.FINDING if isinstance(answer, Violation) else Outcome.NOT_ASSESSED,
            severity=each.variants[variant] if variant else each.severity,
            basis=each.basis,
            clauses=_clauses(dataset, each.code, answer),
            title=each.title,
            message=answer.message,
            values=answer.values,
            help=answer.help,
            command=answer.command,
            place=answer.place,
            record=answer.record,
            subject=answer.subject,
            together=answer.together if isinstance(answer, NotAssessed) else "",
        )


OF_THE_SEAT: Final = frozenset(("DU102", "DU103", "DU104", "DU105", "DU106", "DU107", "DU108", "DU111"))
"""Rules that ask whether a seat is held as its own clause says."""


def _clauses(dataset: Dataset, code: str, answer: Violation | NotAssessed) -> tuple[str, ...]:
    """The clauses whose ``handled_by`` names the rule, and the seat's own: first where the seat is what the rule is about."""
    version = dataset.version_on(answer.day) if answer.day else dataset.version
    if version is None:
        return ()
    own = _own_clause(version, answer.seat)
    named = clauses_of(version, code)
    first = own if code in OF_THE_SEAT else []
    return tuple(dict.fromkeys([*first, *named, *own]))


def _own_clause(version: Version, seat: str | None) -> list[str]:
    return [found.clause for found in version.seats if found.id == seat and found.clause]


def clauses_of(version: Version, code: str) -> tuple[str, ...]:
    """Ids of the clauses of a version that a rule enforces."""
    return tuple(clause.id for clause in version.clauses if code in clause.handled_by.rules)
