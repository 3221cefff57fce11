"""``du-cli cases``: the case register, one case, and (in ``new_case`` and ``case_changes``) what changes them."""

from typing import Annotated

import typer

from du_cli.cli import case_changes, new_case
from du_cli.cli.answers import Form, answer, dataset_of
from du_cli.cli.base import Command, Group
from du_cli.cli.choosing import From, To, Year, among, case_ids, case_statuses, case_types, period
from du_cli.cli.completing import party_ids
from du_cli.i18n import N_

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("The case register: new cases, their way, and what became of them.")
)

app.add_typer(new_case.app)
app.add_typer(case_changes.app)

CaseId = Annotated[str, typer.Argument(metavar="ID", help=N_("The case's id or number, as in 2026-003 or 3/26."), autocompletion=case_ids)]


@app.command(
    "list", cls=Command, help=N_("The cases, in the order of their numbers; --from, --to and --year are about the day they were raised.")
)
def list_cases(
    ctx: typer.Context,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="STATUS", help=N_("Only cases of this status."), autocompletion=case_statuses),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help=N_("Only cases of this type."), autocompletion=case_types),
    ] = None,
    task: Annotated[str | None, typer.Option("--task", metavar="ID", help=N_("Only cases that serve this task of the mandate."))] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person",
            metavar="ID",
            help=N_(
                "Only cases that name this person or body: who raised it, answers for it, applies or takes part, is asked in writing now, "
                "has answered, dissented or had their impartiality considered; the addressee, who decided, a network involved."
            ),
            autocompletion=party_ids,
        ),
    ] = None,
    first: From = None,
    last: To = None,
    year: Year = None,
    form: Form = "text",
) -> int:
    """Show the case register."""
    from du_cli.reports import cases
    from du_cli.reports.choices import CASE_STATUS, CASE_TYPE
    from du_cli.reports.names import find_party, find_task

    statuses, types = among(status, tuple(CASE_STATUS), "--status"), among(kind, tuple(CASE_TYPE), "--type")
    raised = period(first, last, year)
    dataset = dataset_of(ctx)
    who, what = find_party(dataset, person) if person else None, find_task(dataset, task) if task else None
    return answer(form, cases.facts(dataset, cases.Filter(statuses, types, what, who, raised)), cases.layout, dataset)


@app.command("show", cls=Command, help=N_("One case: what its file says, where it has been, and what came of it."))
def show_case(ctx: typer.Context, case: CaseId, form: Form = "text") -> int:
    """Show one case."""
    from du_cli.reports import case as report

    dataset = dataset_of(ctx)
    return answer(form, report.facts(dataset, case), report.layout, dataset)
