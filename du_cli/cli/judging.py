"""The verdict a check shows: kept from an earlier run where nothing has changed since, else made now."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from du_cli.cli.base import common

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from du_cli.changes import Change
    from du_cli.dataset.cases import Judging, Kept
    from du_cli.dataset.dataset import Dataset
    from du_cli.dataset.verdict import Verdict
    from du_cli.findings import Finding
    from du_cli.verdicts import Cases, Place


class Asked(NamedTuple):
    """What a check is asked to look at, and whether it may trust what an earlier one found."""

    staged: bool
    base: str | None
    history: bool
    cached: bool


def verdict_here(ctx: typer.Context, root: Path, asked: Asked) -> "Verdict":
    """What the rules say of the data of this run, or of the change it is asked about."""
    from du_cli import verdicts

    known = verdicts.cases(root) if asked.cached else verdicts.Cases(None)
    found = _found(ctx, root, asked, known)
    known.write()
    return found


def _found(ctx: typer.Context, root: Path, asked: Asked, known: "Cases") -> "Verdict":
    if asked.base is not None or asked.history or common(ctx).rev is not None or not asked.cached:
        return _made(ctx, root, asked, known)
    from du_cli import verdicts

    if not asked.staged:
        return _kept(verdicts.of_files(root, common(ctx).at), lambda: _made(ctx, root, asked, known))
    from du_cli import changes

    at, waiting = common(ctx).at, changes.what_is_staged(root)
    return _kept(verdicts.of_staged(root, at, waiting), lambda: _of_change(changes.staged(root, at, waiting, judging(known))))


def judging(known: "Kept | None" = None) -> "Judging":
    """Cases judged by all rules about one at a time, but for those that are known."""
    from du_cli.dataset.cases import Judging
    from du_cli.rules import judge_case

    return Judging(judge_case, known)


def _kept(place: "Place | None", make: "Callable[[], Verdict]") -> "Verdict":
    """The verdict kept at a place; where there is none, it is made and kept."""
    from du_cli.verdicts import keep, kept

    found = kept(place) if place else None
    if found is None:
        found = make()
        if place:
            keep(place, found)
    return found


def _made(ctx: typer.Context, root: Path, asked: Asked, known: "Cases") -> "Verdict":
    if not asked.staged and asked.base is None:
        return _of_files(ctx, root, asked, known)
    from du_cli.cli.changing import change_here

    change = change_here(ctx, asked.base, staged=asked.staged, kept=known)
    return _of_change(change, _past(ctx, root, asked, change.head) if asked.history else ())


def _of_files(ctx: typer.Context, root: Path, asked: Asked, known: "Cases") -> "Verdict":
    from du_cli.cli.opening import dataset_here
    from du_cli.rules import check

    dataset = dataset_here(ctx, judging(known if asked.cached else None))
    return _verdict(dataset, None, [*check(dataset), *(_past(ctx, root, asked, dataset) if asked.history else ())])


def _of_change(change: "Change", more: "Iterable[Finding]" = ()) -> "Verdict":
    from du_cli.rules import check, check_change

    found = check_change(change.comparison) if change.comparison else check(change.head)
    return _verdict(change.head, change.base, [*found, *more])


def _verdict(dataset: "Dataset", base: str | None, findings: "Iterable[Finding]") -> "Verdict":
    from du_cli.dataset.verdict import Verdict, placed

    return Verdict(dataset.committee, base, placed(findings, dataset))


def _past(ctx: typer.Context, root: Path, asked: Asked, dataset: "Dataset") -> "Iterable[Finding]":
    """Personal data in the history: of the commit of ``--rev``, with a base that of HEAD, else that of every branch and tag."""
    from du_cli.cli.opening import revision_here
    from du_cli.git import resolve
    from du_cli.trail.privacy import in_history

    one = asked.base is not None or asked.staged
    return in_history(root, revision_here(ctx) or (resolve(root, "HEAD") if one else None), dataset)
