"""``du-cli meetings minutes | approve``: what was said and decided at a meeting."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from du_cli.cli.asking import Choice, ask, asks, supplied
from du_cli.cli.attendance import members_named, parts_of
from du_cli.cli.base import choose
from du_cli.cli.case_options import choices, votes_of
from du_cli.cli.choosing import case_ids, meeting_ids
from du_cli.cli.completing import member_ids
from du_cli.cli.meeting_changes import MeetingId, ask_meeting
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.dataset.casework import OUTCOMES
from du_cli.errors import DuError, UsageError
from du_cli.i18n import N_, reason

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.edits import Change
    from du_cli.edits.conclusions import Conclusion
    from du_cli.edits.minutes import Minuted, Taken
    from du_cli.models.cases import HandlingOutcome, RecommendationPosition
    from du_cli.models.meetings import Meeting

app = typer.Typer(rich_markup_mode=None, add_completion=False)

POSITIONS = ("fund", "fund_on_conditions", "do_not_fund", "return", "support", "oppose", "other")


@app.command("minutes", cls=WriteCommand, help=N_("Write the minutes of an item and its outcome, in the meeting and in its case at once."))
def minutes(
    ctx: typer.Context,
    meeting: MeetingId = None,
    item: Annotated[
        str | None,
        typer.Option("--item", metavar="ITEM|CASE", help=N_("The item's number, or the case it is about."), autocompletion=case_ids),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=N_("What was said and agreed."))] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", metavar="|".join(OUTCOMES), help=N_("What came of it."))] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("A remark in the case's handling."))] = None,
    recommendation: Annotated[
        str | None,
        typer.Option("--recommendation", metavar="TEXT", help=N_("The text as adopted (default: as the case proposes it).")),
    ] = None,
    position: Annotated[str | None, typer.Option("--position", metavar="|".join(POSITIONS), help=N_("The position it takes."))] = None,
    votes: Annotated[str | None, typer.Option("--votes", metavar="FOR/AGAINST/ABSTAINED", help=N_("The votes, as in 12/2/1."))] = None,
    dissents: Annotated[
        list[str] | None, typer.Option("--dissent", metavar="ID:TEXT", help=N_("A member's own view."), autocompletion=member_ids)
    ] = None,
    briefings: Annotated[
        list[str] | None,
        typer.Option("--briefing", metavar="ID:TEXT", help=N_("What a member told the others."), autocompletion=member_ids),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help=N_("A YAML file with the minutes: the meeting's own, or some of its keys.")),
    ] = None,
) -> int:
    """Write minutes."""
    from du_cli.edits import minutes as edits
    from du_cli.edits.attending import OPEN
    from du_cli.edits.standing import not_before, standing

    of_outcome = (note, recommendation, position, votes, dissents)
    if source and any(one is not None for one in (item, text, outcome, briefings, *of_outcome)):
        raise UsageError(N_("Give --from, or the minutes as options."))
    if outcome is None and any(one is not None for one in of_outcome):
        raise UsageError(N_("A note, a recommendation, a position, votes and dissents go with --outcome."))
    if briefings and item is not None and text is None and outcome is None:
        raise UsageError(N_("A briefing stands in an item of its own. Leave out --item, or say with --text what else was said of it."))
    found = _handled(outcome, note, recommendation, position, votes) if outcome else None
    dataset = dataset_to_change(ctx)
    meeting = ask_meeting(dataset, meeting, *OPEN)
    record = standing(dataset, meeting, *OPEN)[1]
    not_before(dataset, record)
    if source:
        return carry_out(ctx, dataset, edits.minutes(dataset, meeting, _read(record, source)))
    if found:
        found = replace(found, dissents=tuple(_said_by(dataset, one, "--dissent") for one in dissents or ()))
    number = _number(dataset, record, item) if item else None
    one = None if briefings and item is None else _minuted(dataset, record, number, text, found)
    told = tuple(_said_by(dataset, one, "--briefing") for one in briefings or ())

    def written(text: str | None = recommendation, note: str | None = note) -> "Change":
        said = one and replace(one, handled=one.handled and replace(one.handled, text=text, note=note))
        return edits.minutes(dataset, record.id, edits.Taken((said,) if said else (), told))

    return carry_out(ctx, dataset, supplied(written))


def _number(dataset: "Dataset", meeting: "Meeting", text: str) -> int:
    """The number of an item, given as it is or by its case."""
    from du_cli.dataset.ids import case_number
    from du_cli.reports.names import find_case

    if text.isdecimal():
        return int(text)
    case = find_case(dataset, text).case.id
    found = next((one.item for one in meeting.agenda if one.case == case), None)
    if found is None:
        number = case_number(dataset.policy, case)
        raise DuError(N_("Case {number} is not on the agenda of the meeting {meeting}."), number=number, meeting=meeting.id)
    return found


def _handled(outcome: str, note: str | None, text: str | None, position: str | None, votes: str | None) -> "Conclusion":
    from du_cli.edits.conclusions import Conclusion

    what = cast("HandlingOutcome", choose(outcome, OUTCOMES, "--outcome"))
    place = cast("RecommendationPosition", choose(position, POSITIONS, "--position")) if position else None
    return Conclusion(what, None, note, text, place, votes_of(votes) if votes else None)


def _said_by(dataset: "Dataset", text: str, option: str) -> tuple[str, str]:
    who, words = parts_of(text, 2)
    if not words:
        raise UsageError(N_("{option} {text} says nothing. Write ID:TEXT."), option=option, text=text)
    return members_named(dataset, [who])[0], words


def _minuted(dataset: "Dataset", meeting: "Meeting", item: int | None, text: str | None, found: "Conclusion | None") -> "Minuted":
    """The minutes of one item; on a terminal what is missing is asked for."""
    from du_cli.edits.conclusions import Conclusion
    from du_cli.edits.minutes import Minuted
    from du_cli.reports.meeting import facts as of_meeting
    from du_cli.reports.meeting import matter

    def by_case(text: str) -> str:
        return str(_number(dataset, meeting, text)) if text else text

    facts = of_meeting(dataset, meeting.id)
    items = [Choice(str(one.item), matter(facts, one)) for one in meeting.agenda]
    number = item if item is not None else int(ask(None, N_("The item"), "--item", items, read=by_case))
    case = next((one.case for one in meeting.agenda if one.item == number and one.case), None)
    if text is None and found is None:
        text = ask(None, N_("What was said and agreed"), "--text")
        if case and asks():
            found = Conclusion(_outcome(dataset, meeting, case))
    return Minuted(number, text, found)


def _outcome(dataset: "Dataset", meeting: "Meeting", case: str) -> "HandlingOutcome":
    """What came of a case at a meeting, asked for on a terminal."""
    from du_cli.edits.conclusions import Conclusion
    from du_cli.edits.handling import handled
    from du_cli.reports.choices import HANDLING
    from du_cli.reports.names import find_case

    def fits(text: str) -> None:
        handled(dataset, find_case(dataset, case), meeting, Conclusion(cast("HandlingOutcome", text)))

    return cast("HandlingOutcome", ask(None, N_("What came of it"), "--outcome", choices(HANDLING, OUTCOMES), judge=fits))


def _read(meeting: "Meeting", source: Path) -> "Taken":
    from du_cli.edits.minutes_file import taken_from

    try:
        data = source.read_bytes()
    except OSError as error:
        raise DuError(N_("{path} cannot be read: {why}."), path=str(source), why=reason(error)) from error
    return taken_from(meeting, data, str(source))


@app.command("approve", cls=WriteCommand, help=N_("Record that the minutes are approved; they no longer change after that."))
def approve(
    ctx: typer.Context,
    meeting: MeetingId = None,
    by: Annotated[
        str | None, typer.Option("--meeting", metavar="ID", help=N_("The meeting that approved them."), autocompletion=meeting_ids)
    ] = None,
    written: Annotated[bool, typer.Option("--written", help=N_("They were approved in writing, on the day of --at."))] = False,
) -> int:
    """Record an approval."""
    from du_cli.edits import minutes as edits
    from du_cli.edits.standing import standing

    if by and written:
        raise UsageError(N_("Give --meeting or --written, not both."))
    dataset = dataset_to_change(ctx)
    meeting = ask_meeting(dataset, meeting, "held")
    standing(dataset, meeting, "held")
    if not (by or written):
        later = [one.id for one in dataset.meetings.values() if one.id > meeting and one.status in ("called", "held", "approved")]
        answer = ask(None, N_("The meeting that approved them, or written"), "--meeting", [*map(Choice, sorted(later)), Choice("written")])
        by = None if answer == "written" else answer
    return carry_out(ctx, dataset, edits.approve(dataset, meeting, by))
