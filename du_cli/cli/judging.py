"""The verdict a check shows: kept from an earlier run where nothing has changed since, else made now."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from du_cli.cli.base import common

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from du_cli.changes import Change
    from du_cli.dataset.dataset import Dataset
    from du_cli.dataset.verdict import Verdict
    from du_cli.findings import Finding
    from du_cli.verdicts import Place


class Asked(NamedTuple):
    """What a check is asked to look at, and whether it may trust what an earlier one found."""

    staged: bool
    base: str | None
    history: bool
    cached: bool


def verdict_here(ctx: typer.Context, root: Path, asked: Asked) -> "Verdict":
    """What the rules say of the data of this run, or of the change it is asked about."""
    if asked.base is not None or asked.history or common(ctx).rev is not None:
        return _made(ctx, root, asked)
    from du_cli import verdicts

    if not asked.staged:
        place = verdicts.of_files(root, common(ctx).at) if asked.cached else None
        return _kept(place, lambda: _made(ctx, root, asked))
    from du_cli import changes

    at, waiting = common(ctx).at, changes.what_is_staged(root)
    place = verdicts.of_staged(root, at, waiting) if asked.cached else None
    return _kept(place, lambda: _of_change(changes.staged(root, at, waiting)))


def _kept(place: "Place | None", make: "Callable[[], Verdict]") -> "Verdict":
    """The verdict kept at a place; where there is none, it is made and kept."""
    from du_cli.verdicts import keep, kept

    found = kept(place) if place else None
    if found is None:
        found = make()
        if place:
            keep(place, found)
    return found


def _made(ctx: typer.Context, root: Path, asked: Asked) -> "Verdict":
    from du_cli.rules import check, judge_case

    if not asked.staged and asked.base is None:
        from du_cli.cli.opening import dataset_here

        dataset = dataset_here(ctx, judge_case)
        return _verdict(dataset, None, [*check(dataset), *(_past(ctx, root, asked, dataset) if asked.history else ())])
    from du_cli.cli.changing import change_here

    change = change_here(ctx, asked.base, staged=asked.staged)
    return _of_change(change, _past(ctx, root, asked, change.head) if asked.history else ())


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
