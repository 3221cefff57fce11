"""DU701, DU702 in the whole history: personal data in anything that ever was under data/."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from du_cli import git
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.privacy import EMAIL, NUMBER, PHONE
from du_cli.dataset.read import private
from du_cli.findings import Finding, Problem
from du_cli.i18n import N_
from du_cli.rules.base import run
from du_cli.rules.privacy import contact_details, identity_number
from du_cli.trail.verify import whole

_THEN: Final = {
    NUMBER: N_("Commit {commit} holds what looks like a national identity number."),
    EMAIL: N_("Commit {commit} holds an e-mail address: {text}."),
    PHONE: N_("Commit {commit} holds a telephone number: {text}."),
}
_HELP: Final = N_("Rewrite the history with git filter-repo, and tell everybody who has a copy.")

_Known = tuple[str, str, bytes]
"""A file, a code and a line: what is found there again is the same finding."""


def in_history(root: Path, head: str | None, dataset: Dataset) -> tuple[Finding, ...]:
    """What was brought into data/ and does not stand there now, each with the first commit that had it.

    Up to a commit, or without one on any branch or tag.
    """
    whole(root, head or "HEAD")
    known = {_known(problem, dataset.files.get(problem.place.path, b"")) for problem in dataset.problems if problem.code.startswith("DU7")}
    found = replace(dataset, problems=tuple(_past(root, head, known)))
    return run(found, (identity_number, contact_details))


def _past(root: Path, head: str | None, known: set[_Known]) -> Iterator[Problem]:
    brought = {step.after: step for one in reversed(git.log_of_all(root, head)) for step in one.steps if step.after}
    for name, data in git.contents(root, reversed(brought)):
        yield from _new(brought[name], data, private(brought[name].path, data), known)


def _new(step: git.Step, data: bytes, problems: Iterable[Problem], known: set[_Known]) -> Iterator[Problem]:
    for problem in problems:
        one = _known(problem, data)
        if one not in known:
            known.add(one)
            values = {**problem.values, "commit": step.commit[: git.SHORT]}
            yield problem._replace(message=_THEN[problem.message], values=values, help=_HELP, subject=step.commit)


def _known(problem: Problem, data: bytes) -> _Known:
    lines = data.splitlines()
    number = problem.place.line - 1
    return problem.place.path, problem.code, lines[number].strip() if 0 <= number < len(lines) else b""
