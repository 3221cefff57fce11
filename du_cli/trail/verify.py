"""Whether the history is what it was: protected records, recorded digests, signatures, the anchor and what was approved."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from du_cli import counts, git
from du_cli.dataset.canonical_text import digest, minutes_digest
from du_cli.dataset.comparison import Comparison
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.events import Fault, Named, Plain
from du_cli.dataset.kinds import CASES, MEETINGS, POLICY, kind_of
from du_cli.dataset.load import load
from du_cli.dataset.protection import protected_statuses
from du_cli.dataset.read import model_of, read_file
from du_cli.errors import GitError
from du_cli.findings import Violation
from du_cli.git import Logged
from du_cli.history import records, value_at
from du_cli.i18n import N_
from du_cli.models.policy import Policy
from du_cli.reports.verify import VerifyFacts, signature_fault
from du_cli.rules.records import protected_untouched
from du_cli.trail.anchor import Anchor
from du_cli.trail.signing import wrongly_signed

_DIGESTS = {"case": ("recommendation", "text_sha256"), "meeting": ("approved", "text_sha256")}


def whole(root: Path, head: str) -> None:
    """Raise ``GitError`` in a shallow clone, with how deep to fetch: part of a history proves nothing."""
    if git.is_shallow(root):
        message = N_(
            "This shallow clone has {count}, and the whole history is needed. "
            "Fetch the rest with git fetch --unshallow; in a build that is fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)."
        )
        raise GitError(message, count=counts.commits(git.count(root, head)))


def against(root: Path, head: str, anchor: Anchor) -> Iterator[Fault]:
    """Faults against an anchor: its commit is not in the history, or does not hold the data it was written down with."""
    if not git.exists(root, anchor.commit) or not git.is_ancestor(root, anchor.commit, head):
        yield Fault("rewritten", anchor.commit, day=anchor.day)
    elif git.ids_at(root, [f"{anchor.commit}:./data"]) != (anchor.tree,):
        yield Fault("tree", anchor.commit, day=anchor.day)


def texts(dataset: Dataset) -> Iterator[Fault]:
    """Approved minutes and adopted recommendations whose text is no longer the one whose digest was recorded."""
    for file in dataset.case_files:
        found = file.case.recommendation
        if found and found.text_sha256 and found.text_sha256 != digest(found.text or ""):
            yield Fault("adopted_text", path=file.path, id=file.case.id)
    for path, meeting in dataset.meetings.items():
        if meeting.approved and meeting.approved.text_sha256 and meeting.approved.text_sha256 != minutes_digest(meeting):
            yield Fault("approved_text", path=path, id=meeting.id)


class _State(NamedTuple):
    """A case or meeting as it last could be read."""

    path: str
    data: bytes
    record: Plain


class _Guards(NamedTuple):
    """The policy a commit found; and by record, one under which it was protected when the policy changed."""

    policy: Policy
    earlier: Mapping[Named, Policy]

    def of(self, named: Named, state: _State | None) -> Policy | None:
        """The first policy that protects a record in its state; None where none does, or there is no record."""
        status, case = state and state.record.get("status"), named[0] == "case"
        found = (self.earlier.get(named, self.policy), self.policy)
        return next((policy for policy in found if status in protected_statuses(policy, case=case)), None)

    def after(self, policy: Policy, standing: Mapping[Named, _State]) -> "_Guards":
        """The guards once a commit has made another policy."""
        if policy == self.policy:
            return self
        before = _Guards(self.policy, {})
        guarded = {named: self.policy for named, state in standing.items() if before.of(named, state)}
        return _Guards(policy, guarded | dict(self.earlier))


def changed(root: Path, head: str, at: date, unreadable: list[str]) -> Iterator[Fault]:
    """Every commit along first parents that changed or deleted a protected record, or a digest once recorded.

    A record is compared with what it was when it last could be read, so that nothing is hidden by breaking or removing
    its file in between; setting it back is no fault. The policy that counts is the one the commit found, and one under
    which the record was protected when the policy changed. States that cannot be read are noted in ``unreadable`` as
    commit and path.
    """
    standing: dict[Named, _State] = {}
    rightful: dict[Named, bytes] = {}
    guards = _Guards(Policy(), {})
    logged = git.log(root, head)
    contents = git.blobs(root, (step.after for one in logged for step in one.steps if step.after and _judged(step.path)))
    for one in logged:
        now = dict(_left(one, contents, unreadable))
        yield from _deleted(one, standing, now, guards)
        for named, state in now.items():
            old = standing.get(named)
            if old and state.data not in (old.data, rightful.get(named)):
                found = list(_compared(one, named, old, state, guards.of(named, old)))
                rightful |= {named: rightful.get(named, old.data)} if found else {}
                yield from found
        standing |= {named: state for named, state in now.items() if not guards.of(named, standing.get(named)) or _whole(state)}
        guards = guards.after(_policy(one, contents, at) or guards.policy, standing)


def _judged(path: str) -> bool:
    return path == POLICY or path.startswith((CASES, MEETINGS))


def _left(one: Logged, contents: Mapping[str, bytes], unreadable: list[str]) -> Iterator[tuple[Named, _State]]:
    """The cases and meetings in the files a commit wrote, as it left them; those that cannot be read are left out."""
    for step in one.steps:
        if step.after and step.path != POLICY and _judged(step.path):
            data = contents[step.after]
            found = records(step.path, data)
            unreadable += [f"{one.id[: git.SHORT]}:{step.path}"] if found is None else []
            yield from ((named, _State(step.path, data, record)) for named, record in (found or {}).items() if named[0] in _DIGESTS)


def _whole(state: _State) -> bool:
    kind = kind_of(state.path)
    read = read_file(state.path, state.data, model_of(kind.name)) if kind else None
    return read is not None and read.record is not None and not read.half


def _policy(one: Logged, contents: Mapping[str, bytes], at: date) -> Policy | None:
    """The policy a commit made, that of nobody where it removed the file; None where it made none that can be read."""
    for step in one.steps:
        if step.path == POLICY:
            if step.after is None:
                return Policy()
            dataset = load({POLICY: contents[step.after]}, at)
            return dataset.policy if dataset.whole(POLICY) else None
    return None


def _deleted(one: Logged, standing: Mapping[Named, _State], now: Mapping[Named, _State], guards: _Guards) -> Iterator[Fault]:
    gone = {step.path for step in one.steps if step.after is None and step.path.startswith((CASES, MEETINGS))}
    for named, state in standing.items() if gone else ():
        if state.path in gone and named not in now and guards.of(named, state):
            yield _fault("deleted", one, named, state)


def _compared(one: Logged, named: Named, old: _State, new: _State, guard: Policy | None) -> Iterator[Fault]:
    recorded, now = (value_at(state.record, _DIGESTS[named[0]]) for state in (old, new))
    if recorded is not None and recorded != now:
        yield _fault("digest", one, named, new)
    elif guard:
        day = date.fromisoformat(one.time[:10])
        before, after = (replace(load({state.path: state.data}, day), policy=guard) for state in (old, new))
        for found in _protected(Comparison(before, after, day)):
            yield _fault("protected", one, named, new)._replace(key=found.place.dotted, status=str(old.record["status"]))


def _protected(change: Comparison) -> Iterator[Violation]:
    found = protected_untouched.compare(change) if protected_untouched.compare else ()
    return (one for one in found if isinstance(one, Violation))


def _fault(what: str, one: Logged, named: Named, state: _State) -> Fault:
    return Fault(what, one.id, one.author, one.time[:10], state.path, named[1], status=str(state.record.get("status")), subject=one.subject)


def verified(root: Path, head: str, dataset: Dataset, anchor: Anchor | None) -> VerifyFacts:
    """Everything that can be verified up to a commit; ``dataset`` is the data whose texts are looked at."""
    whole(root, head)
    signed, wrong = wrongly_signed(root, head, dataset.at)
    unreadable: list[str] = []
    faults = (
        *(against(root, head, anchor) if anchor else ()),
        *changed(root, head, dataset.at, unreadable),
        *map(signature_fault, wrong),
        *texts(dataset),
    )
    anchored = anchor.commit if anchor else None
    signers = dataset.policy.allowed_signers
    missing = signers is not None and git.file_at(root, head, signers) is None
    commits = git.count(root, head)
    return VerifyFacts(dataset.committee, head, commits, signed, signers, missing, anchored, faults, tuple(unreadable))
