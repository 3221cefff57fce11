"""``du-cli meetings attend``: who was at a meeting."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from du_cli.cli.asking import ask, asks, remember
from du_cli.cli.case_options import choices
from du_cli.cli.completing import member_ids, seat_ids
from du_cli.cli.meeting_changes import MeetingId, ask_meeting
from du_cli.cli.questions import bodies, people
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.errors import UsageError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.edits.attending import Attending
    from du_cli.models.meetings import Meeting

app = typer.Typer(rich_markup_mode=None, add_completion=False)

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
    from du_cli.edits.standing import not_before, standing

    dataset = dataset_to_change(ctx)
    meeting = ask_meeting(dataset, meeting, *attending.OPEN)
    record = standing(dataset, meeting, *attending.OPEN)[1]
    not_before(dataset, record)
    wanted = attending.Attending(
        present=members_named(dataset, present),
        absent=members_named(dataset, absent),
        substitutes=tuple(_substitute(dataset, text) for text in substitutes or ()),
        unpublished=dict(_count(text) for text in unpublished or ()),
        guests=tuple(map(_guest, guests or ())),
        chair=_chair(dataset, record, chair),
        all_present=all_present,
    )
    if asks() and not all_present:
        wanted = _asked(dataset, record, wanted)
    return carry_out(ctx, dataset, attending.attend(dataset, meeting, wanted))


def members_named(dataset: "Dataset", names: Sequence[str] | None) -> tuple[str, ...]:
    """Ids of members given by id or name, several of them with commas between."""
    from du_cli.edits.naming import member_named

    return tuple(member_named(dataset, part.strip()).id for text in names or () for part in text.split(",") if part.strip())


def _substitute(dataset: "Dataset", text: str) -> dict[str, Any]:
    who, name, organisation = parts_of(text, 3)
    if not name:
        raise UsageError(N_("{text} is no substitute. Write FOR:NAME:ORGANISATION."), text=text)
    return {"for": members_named(dataset, [who])[0], "name": name, **({"organisation": organisation} if organisation else {})}


def _guest(text: str) -> dict[str, Any]:
    name, rest = parts_of(text, 2)
    organisation, _, items = (part.strip() for part in (rest.rpartition(":") if ":" in rest else (rest, "", "")))
    numbers = [part.strip() for part in items.split(",") if part.strip()]
    if not name or not all(map(str.isdecimal, numbers)):
        raise UsageError(N_("{text} is no guest. Write NAME:ORGANISATION:ITEMS, with items as in 2,3."), text=text)
    return {"name": name, **({"organisation": organisation} if organisation else {}), "items": [int(number) for number in numbers]}


def parts_of(text: str, count: int) -> tuple[str, ...]:
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
