"""``du-cli history``: what happened, where a value comes from, who sat when, and whether all is as it was recorded."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from du_cli.cli.answers import Form, NoCache, answer, dataset_of, give, in_form, say_lacking, terminal_width
from du_cli.cli.base import Command, Group, common, parse_date, put
from du_cli.cli.choosing import From, To, case_ids, meeting_ids, period
from du_cli.cli.completing import fields, member_ids, record_ids, seat_ids
from du_cli.cli.opening import root_here
from du_cli.errors import DuError, UsageError
from du_cli.i18n import N_, fill

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.reports.history import Signatures

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    help=N_("The history: what happened, where a value comes from, and whether it is still what it was."),
)


def _head(ctx: typer.Context) -> tuple[Path, str]:
    """The root of this run, and the commit it looks back from: that of ``--rev``, else HEAD."""
    from du_cli.git import resolve

    root = root_here(ctx, on_disk=False)
    return root, resolve(root, common(ctx).rev or "HEAD")


def _frame(ctx: typer.Context, root: Path, head: str) -> "Dataset":
    from du_cli.trail.frame import frame

    return frame(root, head, common(ctx).at)


@app.command("log", cls=Command, help=N_("What happened, newest first: in which commit, by whom, and how it is signed."))
def log(
    ctx: typer.Context,
    record: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help=N_("Only what is about this member, case, meeting, seat or body."), autocompletion=record_ids),
    ] = None,
    member: Annotated[str | None, typer.Option(metavar="ID", help=N_("Only about this member."), autocompletion=member_ids)] = None,
    case: Annotated[str | None, typer.Option(metavar="ID", help=N_("Only about this case."), autocompletion=case_ids)] = None,
    meeting: Annotated[str | None, typer.Option(metavar="ID", help=N_("Only about this meeting."), autocompletion=meeting_ids)] = None,
    seat: Annotated[str | None, typer.Option(metavar="ID", help=N_("Only about this seat."), autocompletion=seat_ids)] = None,
    field: Annotated[str | None, typer.Option(metavar="KEY", help=N_("Only where this key changed, as in appointments.until."))] = None,
    first: From = None,
    last: To = None,
    no_cache: NoCache = False,
    form: Form = "text",
) -> int:
    """Show what happened."""
    from du_cli.reports import history
    from du_cli.reports.history_names import meant, unknown_key, unknown_record
    from du_cli.trail.log import log as read
    from du_cli.trail.signing import shown_signatures

    days = period(first, last, None)
    root, head = _head(ctx)
    dataset = _frame(ctx, root, head)
    ids = tuple(meant(dataset, one) for one in (record, member, case, meeting, seat) if one)
    found = read(root, head, cached=not no_cache)
    commits = history.chosen(found.commits, history.Wanted(ids, field, days.first, days.last))
    if record and not commits and not any(history.chosen(found.commits, history.Wanted(ids[:1]))):
        raise unknown_record(dataset, record)
    if field and not commits and (wrong := unknown_key(field)):
        raise wrong
    signatures = shown_signatures(root, [one.commit for one in commits if one.signed], head)
    facts = history.facts(dataset, head, commits, signatures, found.shallow)
    return _told(ctx, in_form(form, facts, history.layout, terminal_width()), signatures)


@app.command("diff", cls=Command, help=N_("What happened between two commits, as if they were one change."))
def diff(
    ctx: typer.Context,
    commits: Annotated[str, typer.Argument(metavar="A..B", help=N_("Two revisions, as in v1..main; without B up to HEAD."))],
    form: Form = "text",
) -> int:
    """Show what happened between two commits."""
    from du_cli.git import resolve
    from du_cli.reports import history
    from du_cli.trail.between import between

    first, dots, last = commits.partition("..")
    if not (first and dots) or last.startswith("."):
        raise UsageError(N_("{text} names no two commits. Write them as in v1..main."), text=commits)
    root, head = _head(ctx)
    ends = resolve(root, first), resolve(root, last) if last else head
    found = between(root, *ends)
    return answer(form, history.between_facts(_frame(ctx, root, ends[1]), ends, found.events, found.unreadable), history.between_layout)


@app.command("blame", cls=Command, help=N_("Which commit gave a field its value, by whom, when, and how it is signed."))
def blame(
    ctx: typer.Context,
    field: Annotated[
        str,
        typer.Argument(
            metavar="ID.FIELD",
            help=N_("A record and a key, as in ola-nordmann.organisation or 2026-003.status."),
            autocompletion=fields,
        ),
    ],
    form: Form = "text",
) -> int:
    """Show where a value comes from."""
    from du_cli import git
    from du_cli.reports import blame as report
    from du_cli.reports.history_names import meant, unknown_field
    from du_cli.trail import blame as trail
    from du_cli.trail.signing import shown_signatures

    name, dot, key = field.partition(".")
    if not (name and dot and key):
        raise UsageError(N_("{text} names no field. Write a record and a key, as in 2026-003.status."), text=field)
    root, head = _head(ctx)
    key = re.sub(r"\[([0-9]+)\]", r".\1", key)
    record, keys = name, key.split(".")
    found = trail.blame(root, head, record, keys)
    if not found:
        dataset = _frame(ctx, root, head)
        record = meant(dataset, name)
        found = trail.blame(root, head, record, keys)
        if not found:
            raise unknown_field(dataset, record, key, trail.kinds(root, head, record))
    signed = git.signed(root, (one.commit for one in found))
    signatures = shown_signatures(root, signed, head)
    given = [report.GivenFacts(*one[:3], *signatures.get(one.commit, ("none", None)), one.subject, one.value) for one in found]
    shallow = git.count(root, head) if git.is_shallow(root) else None
    text = in_form(form, report.facts((record, key), head, given, shallow), report.layout, terminal_width())
    return _told(ctx, text, signatures)


def _told(ctx: typer.Context, text: str, signatures: "Signatures") -> int:
    """Give an answer, which the next run may give again where it rests on nobody's keys."""
    if not signatures:
        return give(ctx, text)
    put(text)
    return 0


@app.command("who", cls=Command, help=N_("Who sat on a day; with --rev, as it was known then."))
def who(
    ctx: typer.Context,
    day: Annotated[str, typer.Argument(metavar="DATE", help=N_("The day, as in 2026-02-03."))],
    form: Form = "text",
) -> int:
    """Show the roster of a day."""
    from du_cli.reports import roster

    ctx.obj = common(ctx)._replace(at=parse_date(day))
    dataset = dataset_of(ctx)
    return answer(form, roster.facts(dataset), roster.layout, dataset)


@app.command("anchor", cls=Command, help=N_("Write down the commit the history has come to, so that a rewritten past is found out."))
def anchor(
    ctx: typer.Context,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=N_("Where to (default: .du/anchor.json)."))] = None,
) -> int:
    """Write an anchor."""
    from du_cli.trail import anchor as trail
    from du_cli.writing import replace

    root, head = _head(ctx)
    file = output or root / trail.ANCHOR
    if output is None:
        file.parent.mkdir(exist_ok=True)
    replace(file, trail.written(trail.anchor_of(root, head, common(ctx).at)))
    put(
        fill(N_("{file} names {commit}. Commit it, and keep a copy elsewhere."), {"file": str(output or trail.ANCHOR), "commit": head[:10]})
    )
    return 0


@app.command("verify", cls=Command, help=N_("Whether the history is still what it was. Ends with 1 when it is not."))
def verify(
    ctx: typer.Context,
    anchor: Annotated[
        Path | None, typer.Option("--anchor", metavar="FILE", help=N_("The anchor to compare with (default: .du/anchor.json)."))
    ] = None,
    form: Form = "text",
) -> int:
    """Verify the history."""
    from du_cli.reports import verify as report
    from du_cli.trail import verify as trail
    from du_cli.trail.anchor import ANCHOR, read

    root, head = _head(ctx)
    found = read(anchor or root / ANCHOR)
    if anchor and not found:
        raise DuError(N_("There is no file {path}."), path=str(anchor))
    dataset = dataset_of(ctx)
    facts = trail.verified(root, head, dataset, found)
    if form == "text" and not facts.faults:
        say_lacking(dataset)
        put(" ".join([report.verdict(facts), *report.remarks(facts)]))
        return 0
    answer(form, facts, report.layout, dataset)
    return int(bool(facts.faults))
