"""``du-cli meetings plan | call | agenda | cancel``: a meeting on its way."""

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from du_cli.cli.asking import Choice, ask
from du_cli.cli.base import choose, parse_date
from du_cli.cli.choosing import case_ids, meeting_ids
from du_cli.cli.completing import member_ids
from du_cli.cli.questions import ask_date
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.errors import UsageError
from du_cli.i18n import N_, Message

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.edits.planning import Council
    from du_cli.models.meetings import Meeting

app = typer.Typer(rich_markup_mode=None, add_completion=False)

TYPES = ("ordinary", "extraordinary")
PURPOSES = ("decision", "discussion", "information")

MeetingId = Annotated[str | None, typer.Argument(metavar="ID", help=N_("The meeting's id, as in 2026-02-03."), autocompletion=meeting_ids)]
Start = Annotated[str | None, typer.Option("--start", metavar="TIME", help=N_("When it begins, as in 10:00."))]
End = Annotated[str | None, typer.Option("--end", metavar="TIME", help=N_("When it ends, as in 12:00."))]
Where = Annotated[str | None, typer.Option("--place", metavar="TEXT", help=N_("Where it is held."))]
Remote = Annotated[bool | None, typer.Option("--remote/--in-person", help=N_("Whether it is held by video."))]


@app.command("plan", cls=WriteCommand, help=N_("Plan meetings, and record in the year's plan when the council meets."))
def plan(
    ctx: typer.Context,
    days: Annotated[list[str] | None, typer.Argument(metavar="DATE", help=N_("The day of each meeting."))] = None,
    another: Annotated[bool, typer.Option("--another", help=N_("One more meeting on a day that has one."))] = False,
    kind: Annotated[str, typer.Option("--type", metavar="|".join(TYPES), help=N_("What kind of meeting it is."))] = "ordinary",
    start: Start = None,
    end: End = None,
    place: Where = None,
    remote: Remote = None,
    council: Annotated[str | None, typer.Option("--council", metavar="DATE", help=N_("A day the council meets."))] = None,
    papers_due: Annotated[
        str | None, typer.Option("--papers-due", metavar="DATE", help=N_("Last day to send papers to that meeting."))
    ] = None,
    themes: Annotated[list[str] | None, typer.Option("--theme", metavar="TEXT", help=N_("What the council will take up then."))] = None,
) -> int:
    """Plan meetings."""
    from du_cli.edits import planning

    other = _council(council, papers_due, tuple(themes or ()))
    facts = {"type": choose(kind, TYPES, "--type"), **_practical(start, end, place, remote=remote)}
    dataset = dataset_to_change(ctx)
    question = N_("The day of the meeting, as in 2026-02-03")

    def fits(day: date) -> None:
        planning.plan(dataset, planning.Planned((day,), other, another, facts))

    when = tuple(map(parse_date, days)) if days else () if other else (ask_date(None, question, "DATE", judge=fits),)
    return carry_out(ctx, dataset, planning.plan(dataset, planning.Planned(when, other, another, facts)))


def _council(day: str | None, due: str | None, themes: tuple[str, ...]) -> "Council | None":
    from du_cli.edits.planning import Council

    if day is None:
        if due or themes:
            raise UsageError(N_("--papers-due and --theme go with --council."))
        return None
    found = Council(parse_date(day), parse_date(due) if due is not None else None, themes)
    if found.papers_due and found.papers_due > found.day:
        raise UsageError(N_("The papers are due on {due}, after the council meets on {day}."), due=found.papers_due, day=found.day)
    return found


def _practical(start: str | None, end: str | None, place: str | None, *, remote: bool | None) -> dict[str, Any]:
    found = {"start": _clock(start), "end": _clock(end), "place": place, "remote": remote}
    if start and end and end <= start:
        raise UsageError(N_("The meeting ends at {end}, and begins at {start}."), end=end, start=start)
    return {key: value for key, value in found.items() if value is not None}


def _clock(text: str | None) -> str | None:
    from du_cli.models.base import CLOCK

    if text is not None and not re.fullmatch(CLOCK, text):
        raise UsageError(N_("{text} is no time of day. Write it as in 10:00."), text=text)
    return text


@app.command("call", cls=WriteCommand, help=N_("Record that the call went out, on the day of --at, and see what the meeting lacks."))
def call(
    ctx: typer.Context,
    meeting: MeetingId = None,
    start: Start = None,
    end: End = None,
    place: Where = None,
    remote: Remote = None,
) -> int:
    """Record a call."""
    from du_cli.edits import meetings
    from du_cli.reports.waiting import in_words, lacks

    facts = _practical(start, end, place, remote=remote)
    from du_cli.models.record import altered

    dataset = dataset_to_change(ctx)
    meeting = ask_meeting(dataset, meeting, "planned", "called")
    change = meetings.call(dataset, meeting, facts)
    then = altered(dataset.meeting[meeting][1], **{**facts, "called": dataset.at})
    return carry_out(ctx, dataset, replace(change, says=(*change.says, *map(in_words, lacks(dataset, then)))))


@app.command("agenda", cls=WriteCommand, help=N_("Write the agenda: cases that are ready, minutes to approve and the briefing round."))
def agenda(
    ctx: typer.Context,
    meeting: MeetingId = None,
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar="CASE", help=N_("Put on this case only."), autocompletion=case_ids)
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="ITEM|CASE", help=N_("Take off an item; its case goes back."))
    ] = None,
    titles: Annotated[list[str] | None, typer.Option("--title", metavar="TEXT", help=N_("Put on another matter."))] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ID", help=N_("Who speaks on the matter."), autocompletion=member_ids)] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", metavar="|".join(PURPOSES), help=N_("What the new items are for."))] = None,
) -> int:
    """Write an agenda."""
    from du_cli.edits import agenda as edits
    from du_cli.edits.naming import member_named
    from du_cli.reports.names import find_case

    purpose = choose(purpose, PURPOSES, "--purpose") if purpose else None
    if (by and not titles) or (purpose and not (add or titles)):
        raise UsageError(N_("--by goes with --title, and --purpose with --title or --add."))
    dataset = dataset_to_change(ctx)
    meeting = ask_meeting(dataset, meeting, "planned", "called")
    wanted = edits.Wanted(
        add=tuple(find_case(dataset, text) for text in add or ()),
        remove=tuple(text if text.isdecimal() else find_case(dataset, text).case.id for text in remove or ()),
        titles=tuple(titles or ()),
        by=member_named(dataset, by).id if by else None,
        purpose=purpose,
    )
    return carry_out(ctx, dataset, edits.agenda(dataset, meeting, wanted))


@app.command("cancel", cls=WriteCommand, help=N_("Cancel a meeting; the cases on its agenda go back."))
def cancel(
    ctx: typer.Context,
    meeting: MeetingId = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why; it stands in the commit, so it is needed with --commit."))
    ] = None,
) -> int:
    """Cancel a meeting."""
    from du_cli.edits import meetings

    dataset = dataset_to_change(ctx)
    meeting = ask_meeting(dataset, meeting, "planned", "called")
    if ctx.meta["du.commit"]:
        return carry_out(ctx, dataset, meetings.cancel(dataset, meeting, ask(reason, N_("Why the meeting is cancelled"), "--reason")))
    change = meetings.cancel(dataset, meeting, reason)
    return carry_out(ctx, dataset, replace(change, says=(*change.says, Message(_REASON))))


_REASON = N_("Why it is cancelled is kept by a commit only: give --reason and --commit, or say why when you commit it yourself.")


def ask_meeting(dataset: "Dataset", given: str | None, *status: str) -> str:
    """A meeting's id, asked for among those of some statuses; raises ``DuError``, with the nearest, for one that is not there."""
    from du_cli.reports.names import find_meeting

    def choice(meeting: "Meeting") -> Choice:
        return Choice(meeting.id, meeting.place or "")

    fit = sorted((one for one in dataset.meetings.values() if one.status in status), key=lambda one: one.id)
    choices = [choice(one) for one in fit] if given is None else []
    return find_meeting(dataset, ask(given, N_("The meeting"), "ID", choices))[1].id
