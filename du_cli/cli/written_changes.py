"""``du-cli written open | respond | extend | remind | close``: a case handled in writing."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, cast

import typer

from du_cli.cli.asking import ask, supplied
from du_cli.cli.base import choose, parse_date
from du_cli.cli.case_options import CaseId, On, Position, Responsible, TextOption, case_asked, choices, day_of
from du_cli.cli.completing import member_ids
from du_cli.cli.questions import ask_date, ask_responsible, bodies, people
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.errors import UsageError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.models.cases import RecommendationPosition, ResponsePosition

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("open", cls=WriteCommand, help=N_("Send a case out in writing: who is asked is fixed, and by when they answer."))
def open_procedure(
    ctx: typer.Context,
    case: CaseId = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why in writing and not in a meeting."))] = None,
    question: Annotated[str | None, typer.Option("--question", metavar="TEXT", help=N_("What the members are asked."))] = None,
    deadline: Annotated[
        str | None, typer.Option("--deadline", metavar="DATE", help=N_("Last day to answer (default: the earliest the policy allows)."))
    ] = None,
) -> int:
    """Send a case out in writing."""
    from du_cli.edits.written import Opening, open_procedure, proposed_deadline, refuse_closed_to_writing, refuse_deadline

    dataset = dataset_to_change(ctx)
    file = case_asked(dataset, case, lambda file: refuse_closed_to_writing(dataset, file.case))
    reason = ask(reason, N_("Why in writing and not in a meeting"), "--reason")
    question = ask(question, N_("What the members are asked"), "--question")
    last = ask(
        deadline,
        N_("Last day to answer"),
        "--deadline",
        default=proposed_deadline(dataset).isoformat(),
        judge=lambda text: refuse_deadline(parse_date(text), dataset.at),
    )
    return carry_out(ctx, dataset, open_procedure(dataset, file, Opening(reason, question, parse_date(last))))


@app.command("respond", cls=WriteCommand, help=N_("Record an answer; a late one counts, and is shown as late."))
def respond(
    ctx: typer.Context,
    case: CaseId = None,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="MEMBER", help=N_("The member's id or name; the body's, for a holder who is not published."), autocompletion=member_ids
        ),
    ] = None,
    position: Annotated[
        str | None,
        typer.Argument(metavar="POSITION", help=N_("supports, supports_with_comments, objects, asks_for_meeting, abstains or no_comment.")),
    ] = None,
    comment: Annotated[str | None, typer.Option("--comment", metavar="TEXT", help=N_("What the member adds."))] = None,
    on: On = None,
) -> int:
    """Record an answer."""
    from du_cli.edits.written import Responding, refuse_not_open, respond, respondent
    from du_cli.reports.choices import RESPONSE

    dataset, day = dataset_to_change(ctx), day_of(ctx, on)
    file = case_asked(dataset, case, lambda file: refuse_not_open(dataset, file.case))
    procedure, words = refuse_not_open(dataset, file.case), [*people(dataset), *bodies(dataset)]
    who = ask(who, N_("Who answers"), "MEMBER", words=words, judge=lambda text: respondent(dataset, file, procedure, text))
    said = cast("ResponsePosition", ask(position, N_("The answer"), "POSITION", choices(RESPONSE)))
    return carry_out(ctx, dataset, respond(dataset, file, Responding(who, day, said, comment)))


@app.command("extend", cls=WriteCommand, help=N_("Put the deadline off."))
def extend(
    ctx: typer.Context,
    case: CaseId = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("The new last day to answer."))] = None,
) -> int:
    """Put the deadline off."""
    from du_cli.edits.written import extend, refuse_not_open

    dataset = dataset_to_change(ctx)
    file = case_asked(dataset, case, lambda file: refuse_not_open(dataset, file.case))
    question = N_("The new last day, as in 2026-02-03")
    last = ask_date(until, question, "--until", judge=lambda last: extend(dataset, file, last))
    return carry_out(ctx, dataset, extend(dataset, file, last))


@app.command("remind", cls=WriteCommand, help=N_("Record that those who have not answered are reminded today; shows who they are."))
def remind(ctx: typer.Context, case: CaseId = None) -> int:
    """Record a reminder."""
    from du_cli.edits.written import refuse_not_open, remind

    dataset = dataset_to_change(ctx)
    return carry_out(ctx, dataset, remind(dataset, case_asked(dataset, case, lambda file: refuse_not_open(dataset, file.case))))


@app.command("close", cls=WriteCommand, help=N_("Count the answers, and conclude the case or send it to a meeting."))
def close(
    ctx: typer.Context,
    case: CaseId = None,
    conclude: Annotated[
        bool, typer.Option("--conclude", help=N_("Conclude although somebody objects or asks for a meeting; more must support it."))
    ] = False,
    to_meeting: Annotated[
        bool, typer.Option("--to-meeting", help=N_("Conclude nothing in writing: the case goes to a meeting, also before the deadline."))
    ] = False,
    text: TextOption = None,
    position: Position = None,
    responsible: Responsible = None,
) -> int:
    """Close a written procedure."""
    from du_cli.edits.closing import Closing, close
    from du_cli.edits.written import refuse_closed
    from du_cli.reports.choices import POSITION

    if to_meeting and (conclude or text or position):
        raise UsageError(N_("With --to-meeting nothing is concluded in writing. Leave out --conclude, --text and --position."))
    dataset = dataset_to_change(ctx)
    file = case_asked(dataset, case, lambda file: refuse_closed(dataset, file.case))
    takes = cast("RecommendationPosition", choose(position, tuple(POSITION), "--position")) if position else None
    change = supplied(
        lambda text=text, responsible=responsible: close(dataset, file, Closing(conclude, text, takes, responsible, to_meeting)),
        responsible=partial(ask_responsible, dataset, None),
    )
    return carry_out(ctx, dataset, change)
