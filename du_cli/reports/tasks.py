"""The tasks of the mandate: for each, the cases that served it while the mandate that gave it was in force."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.document import Block, Column, Document, Heading, Paragraph, Table
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.models.cases import Case
from du_cli.models.mandate import Task, Version
from du_cli.reports import reference
from du_cli.reports.by_day import raised_by
from du_cli.reports.cases import CaseLine, line, raised_in, register
from du_cli.reports.choices import CASE_STATUS
from du_cli.reports.figures import ALWAYS, Period, counts
from du_cli.reports.names import cases_in_order, committee_name

REPORT = "mandate-tasks"


class ClauseFacts(NamedTuple):
    """A clause of the mandate that names this report."""

    id: str
    reference: str
    summary: str | None


class TaskFacts(NamedTuple):
    """A task of one version of the mandate, and its cases in the order of their numbers."""

    version: str
    id: str
    name: str
    clause: str | None
    reference: str | None
    cases: tuple[CaseLine, ...]
    by_status: dict[str, int]


class TasksFacts(NamedTuple):
    """The tasks of every version in force when a case was raised, or on the day; a case with several tasks stands in each.

    ``without`` are the cases that name no task, or only such as the mandate of their day does not have.
    """

    committee: str | None
    name: str | None
    at: date
    period: Period
    tasks: tuple[TaskFacts, ...]
    without: tuple[CaseLine, ...]
    clauses: tuple[ClauseFacts, ...]


def facts(dataset: Dataset, period: Period = ALWAYS) -> TasksFacts:
    """The cases raised in a period, and by the day asked for, by task."""
    cases = [file.case for file in cases_in_order(dataset) if raised_in(file.case, period) and raised_by(file.case, dataset.at)]
    tasks = tuple(_task(dataset, version, task, cases) for version in _versions(dataset, cases) for task in version.tasks)
    placed = {one.id for task in tasks for one in task.cases}
    without = tuple(line(dataset, case) for case in cases if case.id not in placed)
    return TasksFacts(dataset.committee, committee_name(dataset), dataset.at, period, tasks, without, _clauses(dataset.version))


def _versions(dataset: Dataset, cases: Iterable[Case]) -> list[Version]:
    used = {version.id for case in cases if (version := mandate_of_case(dataset, case))}
    return [version for version in dataset.versions if version.id in used or version is dataset.version]


def mandate_of_case(dataset: Dataset, case: Case) -> Version | None:
    """The mandate in force when a case was raised; on the day asked for, when that is not recorded."""
    return dataset.version_on(case.raised.date or dataset.at)


def _task(dataset: Dataset, version: Version, task: Task, cases: Iterable[Case]) -> TaskFacts:
    own = (case for case in cases if task.id in case.mandate_tasks and mandate_of_case(dataset, case) is version)
    lines = tuple(line(dataset, case) for case in own)
    by_status = counts((one.status for one in lines), CASE_STATUS)
    return TaskFacts(version.id, str(task.id), task.name, task.clause, reference(version, task.clause), lines, by_status)


def _clauses(version: Version | None) -> tuple[ClauseFacts, ...]:
    every = version.clauses if version else ()
    return tuple(ClauseFacts(one.id, one.reference, one.summary) for one in every if REPORT in one.handled_by.reports)


def layout(found: TasksFacts) -> Document:
    """The tasks counted, the clauses this report answers, then the cases task by task."""
    title = fill(N_("{committee}: cases by task of the mandate"), {"committee": found.name or found.committee})
    nothing = () if found.tasks else (Paragraph(_("The mandate has no tasks.")),)
    parts = (table(found), *nothing, *_left_over(found), *_answered(found))
    each = tuple(block for one in found.tasks if one.cases for block in _cases(one))
    return Document(title, (*parts, *each))


def table(found: TasksFacts) -> Table:
    """A line a task: how many cases, and how many of them are not yet closed or withdrawn."""
    columns = (
        Column(_("Mandate")),
        Column(_("Task")),
        Column(_("Clause")),
        Column(_("Cases"), "right"),
        Column(_("Of them open"), "right"),
    )
    rows = tuple(
        (
            one.version,
            f"{one.id}. {one.name}",
            shown(one.reference),
            str(len(one.cases)),
            str(_open(one)),
        )
        for one in found.tasks
    )
    return Table(columns, rows)


def _open(one: TaskFacts) -> int:
    return len(one.cases) - one.by_status["closed"] - one.by_status["withdrawn"]


def _left_over(found: TasksFacts) -> tuple[Block, ...]:
    if not found.without:
        return ()
    text = plural("{count} case serves no task of its mandate.", "{count} cases serve no task of their mandate.", len(found.without))
    return Heading(_("Without a task"), 2), Paragraph(text), register(found.without)


def _answered(found: TasksFacts) -> tuple[Block, ...]:
    rows = tuple((one.reference, shown(one.summary)) for one in found.clauses)
    columns = (Column(_("Clause")), Column(_("What it says")))
    return (Heading(_("Clauses this report answers"), 2), Table(columns, rows)) if rows else ()


def _cases(one: TaskFacts) -> tuple[Block, ...]:
    heading = fill(N_("{id}. {name} (mandate {version})"), {"id": one.id, "name": one.name, "version": one.version})
    return Heading(heading, 2), register(one.cases)
