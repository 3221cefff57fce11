"""DU801, DU804, DU805: statuses that move, numbers given twice, and who signed the commits."""

from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from shlex import quote
from typing import TYPE_CHECKING

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import CASE_STATUS, MEETING_MOVES, MEETING_STATUS, moves
from du_cli.dataset.casework import given as says_anything
from du_cli.dataset.comparison import CommitFacts, Comparison, Signature, Step, by_id, is_case
from du_cli.dataset.ids import case_order, next_case_id
from du_cli.dataset.kinds import POLICY, kind_of
from du_cli.dataset.read import model_of, read_file
from du_cli.findings import Basis, Place, Severity, Value, Violation
from du_cli.i18n import N_, Either, Term
from du_cli.models.record import altered
from du_cli.rules.base import Answers, change_rule
from du_cli.rules.rests import not_chosen, not_compared

if TYPE_CHECKING:
    from du_cli.models.cases import Case
    from du_cli.models.meetings import Meeting

Records = Mapping[str, tuple[str, "Case | Meeting"]]
"""Cases and meetings by id, each with its path."""

SHORT = 10
"""Letters of a commit's id that are enough for people."""


@change_rule(
    "DU801",
    N_("A status that may not become that"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_(
        "Cases and meetings move from status to status as the format's table allows, judged commit by commit. "
        "One commit may hold several moves, since nobody can tell it from several made into one: "
        "there is an allowed way from the first status to the last. "
        "While a file is gone or cannot be read, what it last said counts."
    ),
    why=N_("A case that is opened again, or a meeting that is called after it was held, hides what happened."),
    mend=N_("Set the status back; what is closed is continued by a new case that follows it."),
)
def moved_as_allowed(change: Comparison) -> Answers:
    there = {file.case.id: file.case for file in change.base.case_files} | {found.id: found for found in change.base.meetings.values()}
    now = by_id(change.head, change.base)
    known: dict[str, Case | Meeting] = {}
    for commit, steps in groupby(change.steps, key=lambda step: step.commit):
        together = tuple(steps)
        before, after = _records(together), _records(together, after=True)
        known |= {name: record for name, (_, record) in before.items()}
        for name, (path, new) in sorted(after.items()):
            old = known.get(name)
            arrived = together[0].merge and name in there and there[name] == new
            if old and not arrived and not _leads(old.status, new):
                yield _moved(now.get(name, (path, new))[0], old, new, commit)
        known |= {name: record for name, (_, record) in after.items()}
    yield from chain.from_iterable(not_compared(change, path) for path in sorted(_unread(change)))


def _unread(change: Comparison) -> set[str]:
    """The files with a status that are not what they were, and could not be read before the change or cannot now."""
    base, head = change.base, change.head
    paths = {step.path for step in change.steps if step.path in head.files and base.files.get(step.path) != head.files[step.path]}
    before, after = ({path for path, _ in found.values()} for found in (by_id(base, head), by_id(head, base)))
    return {path for path in paths if path not in after or (path in base.files and path not in before)}


def _records(steps: Iterable[Step], *, after: bool = False) -> Records:
    """The records in the files of some steps, as they were before or are after; what cannot be read is left out."""
    found: dict[str, tuple[str, Case | Meeting]] = {}
    for step in steps:
        data, kind = step.after if after else step.before, kind_of(step.path)
        read = read_file(step.path, data, model_of(kind.name)) if data is not None and kind else None
        if read and read.record and not read.half:
            found[read.record.id] = step.path, read.record
    return found


def _leads(start: str, record: "Case | Meeting") -> bool:
    """Whether some allowed way leads from a status to the one a record has; a way through ``submitted`` needs a submission."""
    reached = [start]
    for status in reached:
        passed_over = status == "submitted" != start and is_case(record) and not says_anything(record.submission)
        reached += [each for each in _next(record, status) if each not in reached] if not passed_over else []
    return record.status in reached


def _next(record: "Case | Meeting", status: str) -> tuple[str, ...]:
    """Where a record may go from a status."""
    if is_case(record):
        return moves(altered(record, status=status))
    return MEETING_MOVES[status]


def _moved(path: str, old: "Case | Meeting", new: "Case | Meeting", commit: str | None) -> Violation:
    choices, names = _next(new, old.status), CASE_STATUS if is_case(new) else MEETING_STATUS
    values: dict[str, Value] = {
        "id": new.id,
        "old": Term(names[old.status]),
        "new": Term(names[new.status]),
        "choices": Either(tuple(Term(names[status]) for status in choices)),
        "commit": commit and commit[:SHORT],
    }
    if commit and choices:
        message = N_("{id} goes from {old} to {new} in {commit}. From {old} it may go to {choices}.")
    elif commit:
        message = N_("{id} goes from {old} to {new} in {commit}. No status comes after {old}.")
    elif choices:
        message = N_("{id} goes from {old} to {new}. From {old} it may go to {choices}.")
    else:
        message = N_("{id} goes from {old} to {new}. No status comes after {old}.")
    closed = is_case(new) and not choices
    hint = N_("Set the status back, and make a new case that follows this one.") if closed else N_("Set the status back.")
    return Violation(Place(path, ("status",)), new.id, new.id, message, values, hint)


@change_rule(
    "DU804",
    N_("A number that another case has taken"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_("No new case has a number that the branch it is to join has meanwhile given to another case."),
    why=N_("Two cases with one number cannot be told apart in minutes and letters."),
    mend=N_("Give the case the number that is free: rename its file, and write the number in it and where it is named."),
)
def number_still_free(change: Comparison) -> Answers:
    tip = change.tip
    known = {file.case.id for file in change.base.case_files}
    theirs = {file.case.id: file for file in tip.case_files} if tip else {}
    for file in change.head.case_files:
        other = theirs.get(file.case.id)
        if tip and other and file.case.id not in known and _differ(file.case, other.case):
            yield _taken(file, other, max(next_case_id(each, _year(file)) for each in (tip, change.head)))


def _year(file: CaseFile) -> int:
    return case_order(file.case.id)[0]


def _differ(ours: "Case", theirs: "Case") -> bool:
    """Whether two cases of one number are two, and not one that was changed."""
    return (ours.title, ours.raised) != (theirs.title, theirs.raised)


def _taken(file: CaseFile, other: CaseFile, free: str) -> Violation:
    message = N_("{id} is meanwhile the number of another case, {title}. {free} is free.")
    hint = N_("Rename the file, and write {free} in it and wherever the case is named.")
    folder, _, name = file.path.rpartition("/")
    _number, dash, words = name.removesuffix(".yaml").partition("-")
    target = f"{folder}/{free.partition('-')[2]}{dash}{words}.yaml"
    command = f"git mv {quote(file.path)} {quote(target)}"
    values = {"id": file.case.id, "title": other.case.title, "free": free}
    return Violation(file.place("id"), file.case.id, file.case.id, message, values, hint, command)


_UNSIGNED: Mapping[Signature, str] = {
    "unsigned": N_("{commit} by {author} ({subject}) touches the data and is not signed."),
    "stranger": N_("{commit} by {author} ({subject}) touches the data and is signed by somebody who is no allowed signer."),
    "bad": N_("{commit} by {author} ({subject}) touches the data, and its signature is not valid."),
    "unchecked": N_("{commit} by {author} ({subject}) touches the data, and git could not check its signature."),
}


@change_rule(
    "DU805",
    N_("A commit that no allowed signer has signed"),
    Severity.ERROR,
    Basis.POLICY,
    what=N_(
        "Where the policy names a file of allowed signers, every commit that touches the data is signed with an SSH key in it. "
        "Policy and file are those of the base, so that a change cannot allow itself."
    ),
    why=N_("Anybody can write any name in a commit; only the signature says whose it is."),
    mend=N_("Sign the commits anew (git rebase --exec 'git commit --amend --no-edit -S' BASE), or have an allowed signer do it."),
)
def rightly_signed(change: Comparison) -> Answers:
    yield from not_chosen(change, "allowed_signers") if change.commits is not None else ()
    for commit in change.commits or ():
        if commit.signature != "allowed":
            yield _unsigned(commit, change.base.policy.allowed_signers)


def _unsigned(commit: CommitFacts, signers: str | None) -> Violation:
    values = {"commit": commit.id[:SHORT], "author": commit.author, "subject": commit.subject, "signers": signers}
    hint = N_("Sign it with a key that stands in {signers} as the base has it: git commit --amend -S, or git rebase --exec for older ones.")
    return Violation(Place(POLICY, ("allowed_signers",)), commit.id, commit.id, _UNSIGNED[commit.signature], values, hint)
