"""What every write command shares: its options, the data it changes, and carrying a change out."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperOption

from du_cli.cli.answers import complete_dataset, say_lacking, terminal_width
from du_cli.cli.asking import forget, with_answers
from du_cli.cli.base import PresentCommand, common, put, say, tell
from du_cli.cli.opening import asked, root_here
from du_cli.dataset.kinds import POLICY
from du_cli.errors import DuError
from du_cli.i18n import N_, _, fill, plural, said, speaking
from du_cli.render.plain import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from du_cli.dataset.dataset import Dataset
    from du_cli.dataset.shown import Shown
    from du_cli.edits import Change
    from du_cli.writing import Proposal

OPTIONS = {
    "--dry-run": N_("Show what would change, as a diff, and write nothing."),
    "--commit": N_("Commit what is written, in your own name, and nothing else. Nothing is pushed."),
}
DAY = N_("The day it is done, as in 2026-02-03 (default: today).")
"""What ``--at`` means to a command that writes."""


class WriteCommand(PresentCommand):
    """A command that writes: it takes ``--dry-run`` and ``--commit`` as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at: Any = next(param for param in self.params if param.name == "at")
        at.help = _(DAY)
        self.params += [TyperOption(param_decls=[name], is_flag=True, help=_(text), show_default=False) for name, text in OPTIONS.items()]

    def invoke(self, ctx: Any) -> Any:
        """Run the command; ``ctx.meta`` keeps what its two options said."""
        ctx.meta["du.dry_run"], ctx.meta["du.commit"] = ctx.params.pop("dry_run"), ctx.params.pop("commit")
        forget()
        try:
            code = super().invoke(ctx)
        except (DuError, typer.Abort):
            _answered(ctx)
            raise
        if code:
            _answered(ctx)
        return code

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what was typed, and keep it."""
        ctx.meta["du.arguments"] = tuple(args)
        found: list[str] = super().parse_args(ctx, args)
        return found


def _answered(ctx: Any) -> None:
    """Give back what was answered to a command that came to nothing, so that none of it is typed again."""
    command = with_answers([*ctx.command_path.split(), *ctx.meta["du.arguments"]])
    if command:
        say(fill(N_("What you answered, to be corrected and typed again: {command}"), {"command": command}))


def dataset_to_change(ctx: typer.Context) -> "Dataset":
    """The data of this run on the day the change is done, every file read once; mandate, roster and policy must be readable.

    With ``--commit`` git is asked first: raises ``GitError`` when no commit could be made, before anything is written.
    """
    from du_cli.workspace import open_snapshot

    root = root_here(ctx)
    if ctx.meta["du.commit"] and not ctx.meta["du.dry_run"]:
        from du_cli.git import ready

        ready(root)
    ctx.obj = common(ctx)._replace(root=root)
    dataset = complete_dataset(open_snapshot(root, common(ctx).at))
    if POLICY in dataset.broken:
        raise DuError(N_("{path} cannot be read in full, so nothing is written. Run du-cli check to see why."), path=POLICY)
    return dataset


def carry_out(ctx: typer.Context, dataset: "Dataset", change: "Change") -> int:
    """Check a change and write it: all of its files, or none; say what was done, what to mind, and which command comes next.

    1 when it would bring an error the data did not have, which is shown with the day it comes; new warnings are remarks.
    With ``--dry-run`` the difference is written to standard output and nothing else happens; with ``--commit`` the files
    are committed.
    """
    from du_cli.writing import ChangedError, difference, propose

    say_lacking(dataset)
    proposal = propose(dataset, change)
    if proposal.refused:
        return _refuse(ctx, dataset, proposal.refused)
    files = {path: data for path, data in change.files.items() if data != dataset.files.get(path)}
    if ctx.meta["du.dry_run"]:
        _remark(change, proposal)
        put("\n".join(map(harmless, difference(dataset.files, files).split("\n"))))
    elif files:
        try:
            _write(ctx, dataset, change, files)
        except ChangedError as changed:
            return _anew(ctx, dataset, change, changed)
        _remark(change, proposal)
        _following(change)
    else:
        _remark(change, proposal)
        put(_("Everything is recorded so already. Nothing was written."))
    return 0


def _write(ctx: typer.Context, dataset: "Dataset", change: "Change", files: "Mapping[str, bytes | None]") -> None:
    """Write, or write and commit; say what was done."""
    from du_cli import git
    from du_cli.workspace import DiskFiles
    from du_cli.writing import Request, apply

    root, paths, commit = _root(ctx), sorted(files), None
    if ctx.meta["du.commit"]:
        git.refuse_uncommitted(root, paths)
        commit = partial(git.commit, root, paths, message_of(dataset, change))
    name = apply(root, dataset.files, files, Request(asked(ctx), lambda: dict(DiskFiles(root)), commit))
    _tell_all(said(change.subject), *_written(ctx, files), *([fill(N_("Committed as {name}."), {"name": name})] if name else []))


def _written(ctx: typer.Context, files: "Mapping[str, bytes | None]") -> "Iterator[str]":
    for path in sorted(files):
        yield fill(N_("{path} removed.") if files[path] is None else N_("{path} written."), {"path": _prefix(ctx) + path})


def _tell_all(*lines: str) -> None:
    """Say what was done; where the answer cannot go, as to a full disk, on standard error, for it is done all the same."""
    try:
        for line in lines:
            tell(line)
        sys.stdout.flush()
    except OSError:
        for line in lines:
            say(line)


def _anew(ctx: typer.Context, dataset: "Dataset", change: "Change", changed: DuError) -> int:
    """Judge a change once more, on data that somebody has changed meanwhile in other files than its own."""
    found = dataset_to_change(ctx)
    if any(found.files.get(path) != dataset.files.get(path) for path in change.files):
        raise changed
    return carry_out(ctx, found, change)


def _remark(change: "Change", proposal: "Proposal") -> None:
    """What the person should know, and the warnings the change brings."""
    for message in change.says:
        say(said(message))
    for one in proposal.remarks:
        say(fill(N_("Remark {code}: {message} {hint}"), {"code": one.finding.code, "message": one.message, "hint": one.help}).rstrip())
        if one.finding.command and one.finding.command != change.following:
            say(fill(N_("Command: {command}"), {"command": one.finding.command}))


def _following(change: "Change") -> None:
    if change.following:
        tell(fill(N_("Next: {command}"), {"command": change.following}))


def _root(ctx: typer.Context) -> Path:
    """The root that ``dataset_to_change`` found."""
    root = common(ctx).root
    if root is None:
        message = "a change is carried out on data from dataset_to_change"
        raise RuntimeError(message)
    return root


def _prefix(ctx: typer.Context) -> str:
    """What turns a path from the root into one from here."""
    from du_cli.cli.paths import prefix

    return prefix(_root(ctx), Path.cwd())


def _refuse(ctx: typer.Context, dataset: "Dataset", refused: "Mapping[date, tuple[Shown, ...]]") -> int:
    """Show the errors a change would bring, those of another day under that day; 1."""
    from du_cli.render.findings import FORMATS, CheckReport

    width = terminal_width()
    for day, errors in refused.items():
        if day != dataset.at:
            say(fill(N_("On {day}:"), {"day": day}))
        report = CheckReport(dataset.committee, day, None, None, errors, _prefix(ctx), colour=width is not None, width=width)
        sys.stderr.write(FORMATS["text"](report) + "\n")
    count = sum(map(len, refused.values()))
    say(plural("Nothing was written: it would bring an error.", "Nothing was written: it would bring {count} errors.", count))
    return 1


def message_of(dataset: "Dataset", change: "Change") -> str:
    """The commit's message: a subject in the committee's language, and the trailers."""
    with speaking(dataset.mandate.committee.language if dataset.mandate else "en"):
        subject = harmless(said(change.subject))
    trailers = [f"{name}: {harmless(value)}" for name, value in change.trailers]
    return "\n".join([subject, *([""] if trailers else []), *trailers, ""])
