"""``du-cli meetings attend | minutes | approve``: what happened at a meeting."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from du_cli.cli.asking import Choice, ask, asks, remember
from du_cli.cli.base import choose
from du_cli.cli.case_options import choices, votes_of
from du_cli.cli.choosing import case_ids, meeting_ids
from du_cli.cli.completing import member_ids, seat_ids
from du_cli.cli.meeting_changes import MeetingId, ask_meeting
from du_cli.cli.questions import bodies, people
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.dataset.casework import OUTCOMES
from du_cli.errors import DuError, UsageError
from du_cli.i18n import N_, reason

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.edits.attending import Attending
    from du_cli.edits.conclusions import Conclusion
    from du_cli.edits.minutes import Minuted, Taken
    from du_cli.models.cases import HandlingOutcome, RecommendationPosition
    from du_cli.models.meetings import Meeting

app = typer.Typer(rich_markup_mode=None, add_completion=False)

POSITIONS = ("fund", "fund_on_conditions", "do_not_fund", "return", "support", "oppose", "other")

People = list[str] | None


@app.command("attend", cls=WriteCommand, help=N_("Record who was at a meeting, and who chaired it."))
def attend(
    ctx: typer.Context,
    meeting: MeetingId = None,
    present: Annotated[
        People, typer.Option("--present", metavar="ID", help=N_("A member who was there."), autocompletion=member_ids)
    ] = None,
    absent: Annotated[People, typer.Option("--absent", metavar="ID", help=N_("A member who was not."), autocompletion=member_ids)] = None,
    substitutes: Annotated[
        People, typer.Option("--substitute", metavar="FOR:NAME[:ORGANISATION]", help=N_("Somebody who met for a member."))
    ] = None,
    unpublished: Annotated[
        People,
        typer.Option(
            "--unpublished",
            metavar="SEAT=NUMBER",
            help=N_("How many were there of a seat whose holders are not published."),
            autocompletion=seat_ids,
        ),
    ] = None,
    guests: Annotated[
        People, typer.Option("--guest", metavar="NAME[:ORGANISATION[:ITEMS]]", help=N_("A guest, and the items, as in 2,3."))
    ] = None,
    chair: Annotated[
        str | None,
        typer.Option(
            "--chair",
            metavar="ID",
            help=N_("Who chaired: a member, or a body whose holders are not published (default: the leader)."),
            autocompletion=member_ids,
        ),
    ] = None,
    all_present: Annotated[bool, typer.Option("--all-present", help=N_("Everyone in office who is not named was there."))] = False,
) -> int:
    """Record an attendance."""
    from du_cli.edits import attending
    from du_cli.edits.standing import standing

    dataset = dataset_to_change(ctx)
    meeting = ask_meeting(dataset, meeting, *attending.OPEN)
    record = standing(dataset, meeting, *attending.OPEN)[1]
    wanted = attending.Attending(
        present=_members(dataset, present),
        absent=_members(dataset, absent),
        substitutes=tuple(_substitute(dataset, text) for text in substitutes or ()),
        unpublished=dict(_count(text) for text in unpublished or ()),
        guests=tuple(map(_guest, guests or ())),
        chair=_chair(dataset, record, chair),
        all_present=all_present,
    )
    if asks() and not all_present:
        wanted = _asked(dataset, record, wanted)
    return carry_out(ctx, dataset, attending.attend(dataset, meeting, wanted))


def _members(dataset: "Dataset", names: Sequence[str] | None) -> tuple[str, ...]:
    from du_cli.edits.naming import member_named

    return tuple(member_named(dataset, part.strip()).id for text in names or () for part in text.split(",") if part.strip())


def _substitute(dataset: "Dataset", text: str) -> dict[str, Any]:
    who, name, organisation = _parts(text, 3)
    if not name:
        raise UsageError(N_("{text} is no substitute. Write FOR:NAME:ORGANISATION."), text=text)
    return {"for": _members(dataset, [who])[0], "name": name, **({"organisation": organisation} if organisation else {})}


def _guest(text: str) -> dict[str, Any]:
    name, organisation, items = _parts(text, 3)
    numbers = [part.strip() for part in items.split(",") if part.strip()]
    if not name or not all(map(str.isdecimal, numbers)):
        raise UsageError(N_("{text} is no guest. Write NAME:ORGANISATION:ITEMS, with items as in 2,3."), text=text)
    return {"name": name, **({"organisation": organisation} if organisation else {}), "items": [int(number) for number in numbers]}


def _parts(text: str, count: int) -> tuple[str, ...]:
    """The parts of a text between colons, exactly so many; the last one keeps its colons, a missing one is empty."""
    found = [part.strip() for part in text.split(":", count - 1)]
    return (*found, *[""] * (count - len(found)))


def _count(text: str) -> tuple[str, int]:
    seat, _, number = text.partition("=")
    if not number.strip().isdecimal():
        raise UsageError(N_("{text} is no number of holders. Write SEAT=NUMBER, with a whole number."), text=text)
    return seat.strip(), int(number)


def _chair(dataset: "Dataset", meeting: "Meeting", given: str | None) -> str | None:
    """Who chaired: as given; on a terminal asked for, when nothing is recorded; None: left to what is known."""
    from du_cli.dataset.people import find_member
    from du_cli.edits.attending import leader
    from du_cli.edits.naming import body_named, member_named

    if given is None and (meeting.chair or not asks()):
        return None

    def chairing(text: str) -> str:
        found = find_member(dataset, text)
        if found is None and text not in bodies(dataset):
            return member_named(dataset, text).id
        return found.id if found else body_named(dataset, text).id

    words = [*people(dataset), *bodies(dataset)]
    return chairing(ask(given, N_("Who chaired the meeting"), "--chair", default=leader(dataset, meeting), words=words, judge=chairing))


def _asked(dataset: "Dataset", meeting: "Meeting", wanted: "Attending") -> "Attending":
    """On a terminal: everyone in office of whom nothing is said asked for, one by one."""
    from du_cli.edits.attending import unnamed
    from du_cli.reports.choices import PRESENCE

    for one in unnamed(dataset, meeting, wanted):
        answer = ask(None, dataset.member_name(one), "--present", choices(PRESENCE, ("present", "absent")), "present", keep=False)
        there = answer == "present"
        remember("--present" if there else "--absent", one)
        wanted = replace(wanted, present=(*wanted.present, one)) if there else replace(wanted, absent=(*wanted.absent, one))
    return wanted


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
    from du_cli.edits.standing import standing

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
    if source:
        return carry_out(ctx, dataset, edits.minutes(dataset, meeting, _read(record, source)))
    if found:
        found = replace(found, dissents=tuple(_said_by(dataset, one, "--dissent") for one in dissents or ()))
    number = _number(dataset, record, item) if item else None
    said = () if briefings and item is None else (_minuted(dataset, record, number, text, found),)
    taken = edits.Taken(said, tuple(_said_by(dataset, one, "--briefing") for one in briefings or ()))
    return carry_out(ctx, dataset, edits.minutes(dataset, meeting, taken))


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
    who, words = _parts(text, 2)
    if not words:
        raise UsageError(N_("{option} {text} says nothing. Write ID:TEXT."), option=option, text=text)
    return _members(dataset, [who])[0], words


def _minuted(dataset: "Dataset", meeting: "Meeting", item: int | None, text: str | None, found: "Conclusion | None") -> "Minuted":
    """The minutes of one item; on a terminal what is missing is asked for."""
    from du_cli.edits.conclusions import Conclusion
    from du_cli.edits.minutes import Minuted
    from du_cli.reports.choices import HANDLING
    from du_cli.reports.meeting import facts as of_meeting
    from du_cli.reports.meeting import matter

    def by_case(text: str) -> str:
        return str(_number(dataset, meeting, text)) if text else text

    facts = of_meeting(dataset, meeting.id)
    items = [Choice(str(one.item), matter(facts, one)) for one in meeting.agenda]
    number = item if item is not None else int(ask(None, N_("The item"), "--item", items, read=by_case))
    about_case = any(one.item == number and one.case for one in meeting.agenda)
    if text is None and found is None:
        text = ask(None, N_("What was said and agreed"), "--text")
        if about_case and asks():
            found = Conclusion(cast("HandlingOutcome", ask(None, N_("What came of it"), "--outcome", choices(HANDLING, OUTCOMES))))
    return Minuted(number, text, found)


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
