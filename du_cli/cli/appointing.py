"""``du-cli members add | appoint | consult | extend | end | move``: the people and their appointments."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from du_cli.cli.asking import Choice, ask, asks, remember, supplied
from du_cli.cli.base import choose, common, parse_date
from du_cli.cli.case_options import day_of
from du_cli.cli.completing import body_ids, member_ids, organisations, seat_ids
from du_cli.cli.questions import ask_appointee, ask_date, ask_member, ask_organisation
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.errors import UsageError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from du_cli.dataset.dataset import Dataset
    from du_cli.dataset.terms import Service
    from du_cli.edits.appointments import Appointing, Excepted
    from du_cli.edits.consultations import Asked

app = typer.Typer(rich_markup_mode=None, add_completion=False)

ROLES = ("leader", "deputy_leader", "secretary", "member")
ADVICE = ("supports", "opposes", "no_view")

Who = Annotated[str | None, typer.Argument(metavar="ID", help=N_("The person's id or name."), autocompletion=member_ids)]
SeatOption = Annotated[
    str | None, typer.Option("--seat", metavar="SEAT", help=N_("Which seat, for a person with several."), autocompletion=seat_ids)
]
Role = Annotated[str | None, typer.Option("--role", metavar="|".join(ROLES), help=N_("The person's role in the committee."))]
Decision = Annotated[str | None, typer.Option("--decision", metavar="TEXT", help=N_("Reference to the decision."))]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("Last day, inclusive (default: the mandate's term)."))]
Reason = Annotated[
    str | None, typer.Option("--exception", metavar="REASON", help=N_("Why the term is not the mandate's; goes with --until."))
]
Kind = Annotated[
    str | None, typer.Option("--exception-kind", metavar="KIND", help=N_("The mandate's word for it (default: the only one it has)."))
]
Decided = Annotated[
    str | None, typer.Option("--decided", metavar="DATE", help=N_("The day the exception was decided (default: the day of --at)."))
]


@app.command("add", cls=WriteCommand, help=N_("Record a new person; appoint comes after."))
def add(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=N_("The person's name."))] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="NAME", help=N_("Register name, number or id."), autocompletion=organisations),
    ] = None,
    key: Annotated[str | None, typer.Option("--id", metavar="ID", help=N_("The person's id (default: made from the name)."))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help=N_("Position at home."))] = None,
    role: Role = None,
    leads: Annotated[
        bool | None,
        typer.Option("--leads-digitalisation/--does-not-lead-digitalisation", help=N_("Whether the person leads digitalisation at home.")),
    ] = None,
    resource: Annotated[
        bool | None,
        typer.Option("--resource-environment/--no-resource-environment", help=N_("Whether the person represents a resource environment.")),
    ] = None,
    sits_in: Annotated[
        list[str] | None,
        typer.Option("--also-sits-in", metavar="BODY", help=N_("Another body the person sits in."), autocompletion=body_ids),
    ] = None,
) -> int:
    """Record a person."""
    from du_cli.edits import members

    dataset = dataset_to_change(ctx)
    name = ask(name, N_("The person's name"), "NAME")
    organisation = ask_organisation(dataset, organisation, N_("The person's organisation, as in Bergen kommune"), "--organisation")
    facts = {
        "title": title,
        "leads_digitalisation": leads,
        "resource_environment": resource,
        "role": choose(role or "member", ROLES, "--role"),
        "also_sits_in": tuple(sits_in or ()),
    }
    return carry_out(ctx, dataset, members.add(dataset, members.Person(name, organisation, key, facts)))


@app.command("appoint", cls=WriteCommand, help=N_("Appoint somebody to a seat, once the bodies the mandate names were consulted."))
def appoint(
    ctx: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help=N_("The person's id or name; a new person's name with --organisation."), autocompletion=member_ids
        ),
    ] = None,
    seat: Annotated[str | None, typer.Argument(metavar="SEAT", help=N_("The seat's id or name."), autocompletion=seat_ids)] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help=N_("First day (default: the day of --at)."))] = None,
    until: Until = None,
    consulted: Annotated[
        list[str] | None,
        typer.Option(
            "--consulted",
            metavar="BODY:ASKED[:ANSWERED[:ADVICE]]",
            help=N_("A body that was consulted, the day it was asked, the day it answered, and supports, opposes or no_view."),
        ),
    ] = None,
    reason: Reason = None,
    kind: Kind = None,
    decided: Decided = None,
    decision: Decision = None,
    appointed_by: Annotated[
        str | None,
        typer.Option(
            "--appointed-by", metavar="BODY", help=N_("The body that appointed (default: committee.appoints)."), autocompletion=body_ids
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="NAME", help=N_("The organisation the person represents."), autocompletion=organisations),
    ] = None,
    role: Role = None,
    source: Annotated[str | None, typer.Option("--source", metavar="TEXT", help=N_("Where these facts come from."))] = None,
) -> int:
    """Record an appointment."""
    from du_cli.edits.appointments import Appointing, appoint

    dataset = dataset_to_change(ctx)
    person, organisation = ask_appointee(dataset, who, organisation)
    begins = day(first) or common(ctx).at
    wanted = Appointing(
        seat=_seat(dataset, seat, begins),
        first=begins,
        consulted=tuple(_asked(text) for text in consulted or ()),
        organisation=organisation,
        appointed_by=appointed_by,
        decision=decision,
        role=choose(role, ROLES, "--role") if role else None,
        source=source,
    )
    wanted = replace(wanted, consulted=(*wanted.consulted, *_consulted_now(dataset, person, wanted)))
    change = supplied(
        lambda reason=reason, kind=kind: appoint(dataset, person, replace(wanted, term=_term(ctx, until, reason, kind, decided)))
    )
    return carry_out(ctx, dataset, change)


def _seat(dataset: "Dataset", given: str | None, first: date) -> str:
    """The id or name of a seat of the mandate in force on an appointment's first day."""
    from du_cli.edits.naming import version_on

    choices = [Choice(one.id, one.name) for one in version_on(dataset, first).seats] if given is None else []
    return ask(given, N_("The seat"), "SEAT", choices)


def _consulted_now(dataset: "Dataset", who: str, wanted: "Appointing") -> "Iterator[Asked]":
    """On a terminal: for each kind of body that must be asked, which one was, and when."""
    from du_cli.edits.appointments import still_to_ask
    from du_cli.edits.consultations import Asked, refuse_too_late

    for bodies in still_to_ask(dataset, who, wanted) if asks() else ():
        body = ask(None, N_("The body that was asked"), "--consulted", [Choice(one.id, one.name) for one in bodies], keep=False)
        in_time = partial(refuse_too_late, dataset, wanted.first)
        asked = ask_date(None, N_("The day it was asked, as in 2026-02-03"), "--consulted", judge=in_time, keep=False)
        remember("--consulted", f"{body}:{asked}")
        yield Asked(body, asked)


@app.command("consult", cls=WriteCommand, help=N_("Record a body that was asked about an appointment, or what it answered."))
def consult(
    ctx: typer.Context,
    who: Who = None,
    body: Annotated[str | None, typer.Argument(metavar="BODY", help=N_("The body's id or name."), autocompletion=body_ids)] = None,
    asked: Annotated[
        str | None,
        typer.Option("--asked", metavar="DATE", help=N_("The day it was asked (default: the day of --at, while it has not answered).")),
    ] = None,
    answered: Annotated[str | None, typer.Option("--answered", metavar="DATE", help=N_("The day it answered."))] = None,
    advice: Annotated[str | None, typer.Option("--advice", metavar="|".join(ADVICE), help=N_("What it answered."))] = None,
    seat: SeatOption = None,
) -> int:
    """Record a consultation."""
    from du_cli.edits.consultations import Asked, consult
    from du_cli.edits.naming import service_of

    dataset = dataset_to_change(ctx)
    member, place = _appointed(dataset, who, seat, service_of)
    body = ask(body, N_("The body that was asked"), "BODY", _bodies(dataset, body))
    known = Asked(body, day(asked), day(answered), choose(advice, ADVICE, "--advice") if advice else None)
    return carry_out(ctx, dataset, consult(dataset, member, known, place))


def _appointed(dataset: "Dataset", who: str | None, seat: str | None, find: "Callable[..., Service]") -> tuple[str, str]:
    """A member, and the seat of the appointment that ``find`` finds; asked for where there are several."""
    from du_cli.edits.naming import member_named

    found = ask_member(dataset, who, judge=lambda member: find(dataset, member, seat))
    return found, supplied(lambda seat=seat: find(dataset, member_named(dataset, found), seat)).seat


@app.command("extend", cls=WriteCommand, help=N_("Let an appointment run longer than it was made for."))
def extend(
    ctx: typer.Context,
    who: Who = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("The new last day, inclusive."))] = None,
    reason: Reason = None,
    kind: Kind = None,
    decided: Decided = None,
    decision: Decision = None,
    seat: SeatOption = None,
) -> int:
    """Record a longer term."""
    from du_cli.edits.appointments import Excepted, extend, running

    dataset = dataset_to_change(ctx)
    member, place = _appointed(dataset, who, seat, running)
    question = N_("The new last day, as in 2026-02-03")
    last = ask_date(until, question, "--until", judge=lambda last: extend(dataset, member, Excepted(last), place)).isoformat()
    change = supplied(lambda reason=reason, kind=kind: extend(dataset, member, _term(ctx, last, reason, kind, decided), place, decision))
    return carry_out(ctx, dataset, change)


@app.command("end", cls=WriteCommand, help=N_("Record the last day a person served. The appointment stays in the roster."))
def end(
    ctx: typer.Context,
    who: Who = None,
    ended: Annotated[str | None, typer.Option("--on", metavar="DATE", help=N_("The last day served (default: the day of --at)."))] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why it ends before its time."))] = None,
    seat: SeatOption = None,
) -> int:
    """Record the end of an appointment."""
    from du_cli.edits.appointments import end, running

    dataset = dataset_to_change(ctx)
    member, place = _appointed(dataset, who, seat, running)
    question, today = N_("The last day served"), common(ctx).at
    last = ask_date(ended, question, "--on", today, judge=lambda last: end(dataset, member, last, None, place))
    return carry_out(ctx, dataset, supplied(lambda reason=reason: end(dataset, member, last, reason, place)))


@app.command("move", cls=WriteCommand, help=N_("Record that a person represents another organisation, as after a merger or a split."))
def move(
    ctx: typer.Context,
    who: Who = None,
    organisation: Annotated[
        str | None,
        typer.Argument(
            metavar="ORGANISATION", help=N_("The organisation the person represents from the day of --at."), autocompletion=organisations
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help=N_("Position at home, when it is another too."))] = None,
) -> int:
    """Record another organisation."""
    from du_cli.edits.moving import move

    dataset = dataset_to_change(ctx)
    who = ask_member(dataset, who)
    organisation = ask_organisation(dataset, organisation, N_("The organisation the person represents now"), "ORGANISATION")
    return carry_out(ctx, dataset, move(dataset, who, organisation, title))


def day(text: str | None) -> date | None:
    """A date that an option gives; None without one."""
    return None if text is None else parse_date(text)


def _term(ctx: typer.Context, until: str | None, reason: str | None, kind: str | None, decided: str | None) -> "Excepted":
    from du_cli.edits.appointments import Excepted

    return Excepted(day(until), reason, kind, day_of(ctx, decided))


def _bodies(dataset: "Dataset", given: str | None) -> list[Choice]:
    return [Choice(body.id, body.name) for body in dataset.bodies.values()] if given is None else []


def _asked(text: str) -> "Asked":
    """A consultation as --consulted gives it."""
    from du_cli.edits.consultations import Asked

    body, *rest = (part.strip() for part in text.split(":"))
    asked, answered, advice, *more = (*rest, None, None, None)[: max(3, len(rest))]
    if not body or not asked or more:
        raise UsageError(N_("{text} is no consultation. Write BODY:ASKED:ANSWERED:ADVICE, as much of it as is known."), text=text)
    return Asked(body, day(asked), day(answered), choose(advice, ADVICE, "--consulted") if advice else None)
