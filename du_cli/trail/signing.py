"""Who signed a commit: as git finds it for what is shown, and as the policy of its parent asks for what is verified."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from du_cli import git
from du_cli.changes import signature
from du_cli.dataset.comparison import CommitFacts
from du_cli.dataset.events import SignatureState
from du_cli.dataset.kinds import POLICY
from du_cli.dataset.load import load
from du_cli.history import records

_STATES: Mapping[str, SignatureState] = {
    "G": "good",
    "U": "unknown",
    "E": "unknown",
    "N": "unknown",
    "X": "expired",
    "Y": "expired",
    "R": "revoked",
}
"""git's letters for commits that have a signature: N too, where git knows no file of SSH keys to look in; others are bad."""


def shown_signatures(root: Path, commits: Iterable[str], head: str) -> Mapping[str, tuple[SignatureState, str | None]]:
    """How some commits that are signed are signed, and by whom.

    SSH keys are looked up in the file of allowed signers that the policy of ``head`` names, else in the one git is configured with.
    """
    found = tuple(commits)
    path = _named_in_policy(root, head) if found else None
    judged = git.judged(root, found, git.file_at(root, head, path) if path else None)
    return {one.id: (_state(one), one.signer or one.fingerprint or one.key or None) for one in judged}


def _state(found: git.Signed) -> SignatureState:
    """How good a signature is; a GPG key that is listed needs nobody's trust."""
    return "good" if found.verdict == "U" and found.listed else _STATES.get(found.verdict, "bad")


def _named_in_policy(root: Path, head: str) -> str | None:
    (name,) = git.ids_at(root, [f"{head}:./{POLICY}"])
    found = records(POLICY, git.blobs(root, [name])[name]) if name else None
    path = found["policy", "policy"].get("allowed_signers") if found else None
    return path if isinstance(path, str) else None


def wrongly_signed(root: Path, head: str, at: date) -> tuple[int, list[CommitFacts]]:
    """How many commits touching the data had to be signed, and those that no allowed signer has signed.

    Each is judged by the policy and the file of allowed signers that its first parent has, so that no commit allows itself.
    """
    due = defaultdict[str | None, list[str]](list)
    for commit, signers in _asked_of(root, git.touching(root, head), at):
        due[signers].append(commit)
    contents = git.blobs(root, filter(None, due))
    found = [one for name, commits in due.items() for one in git.judged(root, commits, contents[name] if name else b"")]
    wrong = [CommitFacts(one.id, one.author, one.subject, signature(one)) for one in found]
    return len(found), [one for one in wrong if one.signature != "allowed"]


def _asked_of(root: Path, commits: tuple[str, ...], at: date) -> Iterator[tuple[str, str | None]]:
    """Each commit that has to be signed, and the id of the file of signers that counts for it; None where that is missing.

    Where the policy a commit found cannot be read, the last one that could counts.
    """
    commits = tuple(reversed(commits))
    policies = git.ids_at(root, (f"{one}^:./{POLICY}" for one in commits))
    contents = git.blobs(root, filter(None, policies))
    read = {name: load({POLICY: data}, at) for name, data in contents.items()}
    asked, path = [], None
    for one, name in zip(commits, policies, strict=True):
        if name is None or read[name].chosen("allowed_signers"):
            path = read[name].policy.allowed_signers if name else None
        asked += [(one, path)] if path else []
    signers = git.ids_at(root, (f"{one}^:{path.splitlines()[0]}" for one, path in asked))
    yield from reversed(list(zip((one for one, _path in asked), signers, strict=True)))
