"""``du-cli cases new``: a case as it is raised."""

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from du_cli.cli.asking import Choice, ask
from du_cli.cli.base import choose
from du_cli.cli.case_options import Responsible, choices
from du_cli.cli.choosing import case_ids
from du_cli.cli.completing import body_ids, member_ids, organisations
from du_cli.cli.questions import ask_responsible, bodies, people
from du_cli.cli.questions import organisations as organisations_here
from du_cli.cli.writing import WriteCommand, carry_out, dataset_to_change
from du_cli.errors import UsageError
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.cases import Access, CaseType

app = typer.Typer(rich_markup_mode=None, add_completion=False)

NONE = "none"
PHASES = ("concept", "delivery")


@app.command("new", cls=WriteCommand, help=N_("Raise a case: the next free number of the year, in a file of its own."))
def new(
    ctx: typer.Context,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help=N_("The case in one line."))] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help=N_("What kind of case it is."))] = None,
    tasks: Annotated[list[str] | None, typer.Option("--task", metavar="ID", help=N_("A task of the mandate that it serves."))] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="ID", help=N_("Who raises it: a member, the committee, a body or an organisation."), autocompletion=member_ids
        ),
    ] = None,
    responsible: Responsible = None,
    addressee: Annotated[
        str | None,
        typer.Option("--addressee", metavar="BODY|none", help=N_("The body it goes to (default: by its type)."), autocompletion=body_ids),
    ] = None,
    council_mandate: Annotated[
        str | None, typer.Option("--council-mandate", metavar="TEXT", help=N_("The part of the council's mandate it falls under."))
    ] = None,
    access: Annotated[str, typer.Option("--access", metavar="public|restricted", help=N_("Who may read it."))] = "public",
    legal_basis: Annotated[
        str | None, typer.Option("--legal-basis", metavar="TEXT", help=N_("The provision when it is restricted, as in offl. § 23."))
    ] = None,
    summary: Annotated[str | None, typer.Option("--summary", metavar="TEXT", help=N_("What it is about."))] = None,
    proposal: Annotated[str | None, typer.Option("--proposal", metavar="TEXT", help=N_("The proposed recommendation."))] = None,
    project: Annotated[str | None, typer.Option("--project", metavar="NAME", help=N_("The project it is about."))] = None,
    scheme: Annotated[str | None, typer.Option("--scheme", metavar="NAME", help=N_("The funding scheme it asks for money."))] = None,
    applicants: Annotated[
        list[str] | None, typer.Option("--applicant", metavar="NAME", help=N_("Who applies."), autocompletion=organisations)
    ] = None,
    participants: Annotated[
        list[str] | None, typer.Option("--participant", metavar="NAME", help=N_("Who takes part."), autocompletion=organisations)
    ] = None,
    amount: Annotated[
        int | None, typer.Option("--amount", metavar="KRONER", min=0, help=N_("Amount applied for, in whole kroner."))
    ] = None,
    total_cost: Annotated[
        int | None, typer.Option("--total-cost", metavar="KRONER", min=0, help=N_("Total cost, in whole kroner."))
    ] = None,
    phase: Annotated[str | None, typer.Option("--phase", metavar="|".join(PHASES), help=N_("The project's phase."))] = None,
    uses_fiks: Annotated[
        bool | None, typer.Option("--uses-fiks/--does-not-use-fiks", help=N_("Whether it builds on the Fiks platform."))
    ] = None,
    networks: Annotated[
        list[str] | None, typer.Option("--network", metavar="BODY", help=N_("A regional network worked with."), autocompletion=body_ids)
    ] = None,
    follows: Annotated[
        str | None, typer.Option("--follows", metavar="ID", help=N_("An earlier case this one continues."), autocompletion=case_ids)
    ] = None,
) -> int:
    """Record a new case."""
    from du_cli.edits.cases import raiser_named
    from du_cli.edits.new_case import NewCase, new_case
    from du_cli.reports.choices import ACCESS, CASE_TYPE
    from du_cli.reports.names import find_case

    dataset = dataset_to_change(ctx)
    title = ask(title, N_("The case in one line"), "TITLE")
    kind = ask(kind, N_("What kind of case it is"), "--type", choices(CASE_TYPE))
    by = ask(
        by,
        N_("Who raises it: a member, a body or an organisation"),
        "--by",
        words=[*people(dataset), *organisations_here(dataset)],
        judge=lambda text: raiser_named(dataset, text, dataset.at),
    )
    to = _addressee(dataset, kind, addressee)
    access = choose(access, tuple(ACCESS), "--access")
    wanted = NewCase(
        title=title,
        type=cast("CaseType", kind),
        raised_by=by,
        tasks=_tasks(dataset, tasks or []),
        responsible=_responsible(dataset, responsible),
        addressee=to,
        council_mandate=_council_mandate(dataset, by, to, council_mandate),
        access=cast("Access", access),
        legal_basis=_legal_basis(access, legal_basis),
        summary=summary,
        proposal=proposal,
        project=_project(
            name=project,
            scheme=scheme,
            applicants=applicants or [],
            participants=participants or [],
            amount=amount,
            total_cost=total_cost,
            phase=choose(phase, PHASES, "--phase") if phase else None,
            uses_fiks=uses_fiks,
        ),
        networks=tuple(networks or ()),
        follows=find_case(dataset, follows) if follows else None,
    )
    return carry_out(ctx, dataset, new_case(dataset, wanted))


def _responsible(dataset: "Dataset", given: str | None) -> str | None:
    secretariat = (dataset.mandate.committee.secretariat if dataset.mandate else None) or ""
    return ask_responsible(dataset, given, secretariat) or None


def _tasks(dataset: "Dataset", given: list[str]) -> tuple[str, ...]:
    """The tasks that the options name, else the answer on a terminal; the only one where the mandate has one."""
    from du_cli.edits.new_case import tasks_on

    tasks = tasks_on(dataset, dataset.at)
    if given or not tasks:
        return tuple(part.strip() for text in given for part in text.split(",") if part.strip())
    only = str(tasks[0].id) if len(tasks) == 1 else None
    return (ask(None, N_("The task of the mandate it serves"), "--task", [Choice(str(task.id), task.name) for task in tasks], only),)


def _addressee(dataset: "Dataset", kind: str, given: str | None) -> str | None:
    from du_cli.edits.naming import body_named
    from du_cli.edits.new_case import addressee_of

    def judge(text: str) -> None:
        if text != NONE:
            body_named(dataset, text)

    default = addressee_of(dataset, cast("CaseType", kind)) or NONE
    words = [*bodies(dataset), NONE]
    found = ask(given, N_("The body it goes to, or none"), "--addressee", default=default, words=words, judge=judge)
    return None if found == NONE else found


def _council_mandate(dataset: "Dataset", by: str, to: str | None, given: str | None) -> str | None:
    from du_cli.edits.new_case import wants_council_mandate

    if given or not wants_council_mandate(dataset, by, to):
        return given
    return ask(None, N_("The part of the council's mandate it falls under"), "--council-mandate", default="") or None


def _legal_basis(access: str, given: str | None) -> str | None:
    if access == "public":
        if given:
            raise UsageError(N_("--legal-basis goes with --access restricted."))
        return None
    return ask(given, N_("The provision, as in offl. § 23 første ledd"), "--legal-basis")


def _project(**facts: Any) -> dict[str, Any]:
    """What is known of a project; nothing when no option names anything."""
    return facts if any(value not in (None, []) for value in facts.values()) else {}
