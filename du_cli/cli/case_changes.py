"""``du-cli cases move | conclude | submit | answer | decide | withdraw | recuse``: a case on its way."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, cast

import typer

from du_cli.cli.asking import ask, asks, supplied
from du_cli.cli.base import parse_date
from du_cli.cli.case_options import CaseId, NoteOption, On, Position, Responsible, TextOption, case_asked, choices, day_of, votes_of
from du_cli.cli.choosing import case_statuses, meeting_ids
from du_cli.cli.completing import body_ids, member_ids
from du_cli.cli.questions import ask_member, ask_responsible
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.errors import UsageError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.edits import Change
    from du_cli.models.cases import AnswerOutcome, DecisionOutcome, HandlingOutcome, RecommendationPosition, Status

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("move", cls=WriteCommand, help=N_("Move a case to another status, once it has what the status needs."))
def move(
    ctx: typer.Context,
    case: CaseId = None,
    status: Annotated[str | None, typer.Argument(metavar="STATUS", help=N_("The status it gets."), autocompletion=case_statuses)] = None,
    responsible: Responsible = None,
) -> int:
    """Move a case."""
    from du_cli.dataset.casework import moves
    from du_cli.edits import cases
    from du_cli.reports.choices import CASE_STATUS

    dataset = dataset_to_change(ctx)
    file = case_asked(dataset, case, lambda file: cases.refuse_at_its_end(dataset, file.case))
    among = choices(CASE_STATUS, moves(file.case) if status is None else None)

    def moved(to: str, responsible: str | None = responsible) -> "Change":
        return cases.move(dataset, file, cast("Status", to), responsible)

    to = ask(status, N_("The status it gets"), "STATUS", among, judge=moved)
    return carry_out(ctx, dataset, supplied(partial(moved, to), responsible=partial(ask_responsible, dataset, None)))


@app.command("conclude", cls=WriteCommand, help=N_("Record what a meeting made of a case, with the recommendation when it was adopted."))
def conclude(
    ctx: typer.Context,
    case: CaseId = None,
    outcome: Annotated[str | None, typer.Argument(metavar="OUTCOME", help=N_("adopted, rejected, noted, referred or contributed."))] = None,
    meeting: Annotated[
        str | None,
        typer.Option(
            "--meeting", metavar="ID", help=N_("The meeting (default: the latest with the case on its agenda)."), autocompletion=meeting_ids
        ),
    ] = None,
    note: NoteOption = None,
    text: TextOption = None,
    position: Position = None,
    votes: Annotated[str | None, typer.Option("--votes", metavar="FOR/AGAINST/ABSTAINED", help=N_("The votes, as in 12/2/1."))] = None,
    dissents: Annotated[
        list[str] | None,
        typer.Option("--dissent", metavar="MEMBER:TEXT", help=N_("A member's own view, to be recorded with the recommendation.")),
    ] = None,
) -> int:
    """Conclude a case."""
    from du_cli.edits.conclusions import CONCLUDED, Conclusion, conclude, concluding
    from du_cli.reports.choices import HANDLING

    dataset = dataset_to_change(ctx)
    file = case_asked(dataset, case, lambda file: concluding(dataset, file, Conclusion("noted", meeting)))
    outcome = ask(outcome, N_("What came of it"), "OUTCOME", choices(HANDLING, tuple(CONCLUDED)))
    wanted = Conclusion(
        outcome=cast("HandlingOutcome", outcome),
        meeting=meeting,
        note=note,
        position=_position(outcome, position),
        votes=votes_of(votes) if votes else None,
        dissents=tuple(_dissent(one) for one in dissents or ()),
    )
    return carry_out(ctx, dataset, supplied(lambda text=text: conclude(dataset, file, replace(wanted, text=text))))


def _position(outcome: str, given: str | None) -> "RecommendationPosition | None":
    from du_cli.reports.choices import POSITION

    if given or outcome == "adopted":
        question = N_("The position the recommendation takes (empty: none)")
        given = ask(given, question, "--position", choices(POSITION), default="")
    return cast("RecommendationPosition", given) if given else None


def _dissent(text: str) -> tuple[str, str]:
    who, _, view = (part.strip() for part in text.partition(":"))
    if not who or not view:
        raise UsageError(N_("{text} is no dissent. Write MEMBER:TEXT."), text=text)
    return who, view


@app.command("submit", cls=WriteCommand, help=N_("Record that a concluded case was sent on."))
def submit(
    ctx: typer.Context,
    case: CaseId = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="BODY", help=N_("The body it is sent to (default: its addressee)."), autocompletion=body_ids),
    ] = None,
    council_meeting: Annotated[
        str | None,
        typer.Option(
            "--council-meeting",
            metavar="DATE",
            help=N_("That body's meeting (default: the next in the plan whose papers are not due yet)."),
        ),
    ] = None,
    on: On = None,
) -> int:
    """Send a case on."""
    from du_cli.edits.cases import refuse_move
    from du_cli.edits.outcomes import Submitting, submit

    dataset = dataset_to_change(ctx)
    wanted = Submitting(day_of(ctx, on), to, parse_date(council_meeting) if council_meeting is not None else None)
    file = case_asked(dataset, case, lambda file: refuse_move(dataset, file.case, "submitted"))
    return carry_out(ctx, dataset, submit(dataset, file, wanted))


@app.command("answer", cls=WriteCommand, help=N_("Record what the addressee answered; the case is closed unless the answer was put off."))
def answer(
    ctx: typer.Context,
    case: CaseId = None,
    outcome: Annotated[
        str | None,
        typer.Argument(metavar="OUTCOME", help=N_("followed, partly_followed, not_followed, postponed, returned or noted.")),
    ] = None,
    nobody: Annotated[bool, typer.Option("--unanswered", help=N_("Close the case without an answer."))] = False,
    note: NoteOption = None,
    on: On = None,
) -> int:
    """Record an answer."""
    from du_cli.edits import outcomes
    from du_cli.reports.choices import FATE

    dataset, day = dataset_to_change(ctx), day_of(ctx, on)
    if nobody and outcome:
        raise UsageError(N_("Give an outcome or --unanswered, not both."))
    file = case_asked(dataset, case, lambda file: outcomes.refuse_answered(dataset, file))
    if nobody:
        return carry_out(ctx, dataset, outcomes.unanswered(dataset, file, day, note))
    said = ask(outcome, N_("What was answered"), "OUTCOME", choices(FATE, tuple(outcomes.ANSWERED)))
    return carry_out(ctx, dataset, outcomes.answer(dataset, file, day, cast("AnswerOutcome", said), note))


@app.command("decide", cls=WriteCommand, help=N_("Record what came of a case in the end, as whether money was granted."))
def decide(
    ctx: typer.Context,
    case: CaseId = None,
    outcome: Annotated[str | None, typer.Argument(metavar="OUTCOME", help=N_("granted, granted_in_part or rejected."))] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="BODY", help=N_("Who decided (default: the body that leads)."), autocompletion=body_ids)
    ] = None,
    amount: Annotated[int | None, typer.Option("--amount", metavar="KRONER", min=0, help=N_("Amount granted, in whole kroner."))] = None,
    note: NoteOption = None,
    on: On = None,
) -> int:
    """Record a decision."""
    from du_cli.edits.outcomes import Decided, decide, refuse_decided
    from du_cli.reports.choices import DECISION

    dataset, day = dataset_to_change(ctx), day_of(ctx, on)
    file = case_asked(dataset, case, lambda file: refuse_decided(dataset, file))
    said = cast("DecisionOutcome", ask(outcome, N_("What was decided"), "OUTCOME", choices(DECISION)))
    return carry_out(ctx, dataset, decide(dataset, file, Decided(day, said, by, amount, note)))


@app.command("withdraw", cls=WriteCommand, help=N_("Take a case back, and record why."))
def withdraw(
    ctx: typer.Context,
    case: CaseId = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("Why it is withdrawn."))] = None,
) -> int:
    """Withdraw a case."""
    from du_cli.edits import cases

    dataset = dataset_to_change(ctx)
    file = case_asked(dataset, case, lambda file: cases.refuse_move(dataset, file.case, "withdrawn"))
    return carry_out(ctx, dataset, cases.withdraw(dataset, file, ask(note, N_("Why it is withdrawn"), "--note")))


@app.command("recuse", cls=WriteCommand, help=N_("Record whether a member is recused from a case."))
def recuse(
    ctx: typer.Context,
    case: CaseId = None,
    member: Annotated[
        str | None, typer.Option("--member", metavar="ID", help=N_("The person's id or name."), autocompletion=member_ids)
    ] = None,
    not_recused: Annotated[bool, typer.Option("--not-recused", help=N_("It was considered, and the member is not recused."))] = False,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="TEXT", help=N_("The provision, as in fvl. § 6 første ledd bokstav e."))
    ] = None,
    decided: Annotated[
        str | None, typer.Option("--decided", metavar="DATE", help=N_("The day it was decided (default: the day of --at)."))
    ] = None,
) -> int:
    """Record a recusal."""
    from du_cli.edits import cases

    dataset = dataset_to_change(ctx)
    file = case_asked(dataset, case, lambda file: cases.refuse_closed(dataset, file.case))
    who = ask_member(dataset, member, "--member", judge=lambda one: cases.refuse_considered(dataset, file, one))
    if basis is None and asks():
        basis = ask(None, N_("The provision, as in fvl. § 6 (empty: none)"), "--basis", default="") or None
    wanted = cases.Considered(who, day_of(ctx, decided), not not_recused, basis)
    return carry_out(ctx, dataset, cases.recuse(dataset, file, wanted))
