"""The case register: a line a case, those one asks for."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.written import asked_now
from du_cli.document import Column, Document, Heading, Note, Paragraph, Table
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.models.cases import Case
from du_cli.reports.by_day import case_by, raised_by
from du_cli.reports.choices import ACCESS, CASE_STATUS, CASE_TYPE
from du_cli.reports.figures import ALWAYS, Period, counted, counts, remarked, year
from du_cli.reports.names import case_number, case_order, cases_in_order, committee_name, party
from du_cli.reports.roster import day


class Filter(NamedTuple):
    """Which cases are asked for; what is empty does not choose. ``person`` is any id ``find_party`` gives."""

    status: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    task: str | None = None
    person: str | None = None
    raised: Period = ALWAYS


class CaseLine(NamedTuple):
    """One case in the register."""

    id: str
    number: str
    title: str
    type: str
    status: str
    raised: date | None
    raised_by: str | None
    raised_by_name: str | None
    responsible: str | None
    responsible_name: str | None
    mandate_tasks: tuple[str, ...]
    access: str
    legal_basis: str | None


class CasesFacts(NamedTuple):
    """The cases asked for, in the order of their numbers, and how many there are of each status and type; statuses as they are recorded."""

    committee: str | None
    name: str | None
    at: date
    cases: tuple[CaseLine, ...]
    by_status: dict[str, int]
    by_type: dict[str, int]


def facts(dataset: Dataset, chosen: Filter | None = None) -> CasesFacts:
    """The cases a filter chooses of those raised by the day asked for; all without one."""
    wanted = chosen or Filter()
    cases = (case_by(file.case, dataset.at) for file in cases_in_order(dataset) if raised_by(file.case, dataset.at))
    found = tuple(line(dataset, case) for case in cases if _chosen(dataset, case, wanted))
    by_status = counts((one.status for one in found), CASE_STATUS)
    by_type = counts((one.type for one in found), CASE_TYPE)
    return CasesFacts(dataset.committee, committee_name(dataset), dataset.at, found, by_status, by_type)


def _chosen(dataset: Dataset, case: Case, wanted: Filter) -> bool:
    return (
        (not wanted.status or case.status in wanted.status)
        and (not wanted.type or case.type in wanted.type)
        and (wanted.task is None or wanted.task in map(str, case.mandate_tasks))
        and (wanted.person is None or wanted.person in (*named(case), *asked_now(dataset, case)))
        and raised_in(case, wanted.raised)
    )


def raised_in(case: Case, period: Period) -> bool:
    """Whether a case was raised in a period; one whose day is not recorded when the whole year of its number lies in it."""
    if case.raised.date:
        return period.holds(case.raised.date)
    whole = year(case_order(case.id)[0])
    return period.holds(whole.first) and period.holds(whole.last)


def named(case: Case) -> Iterator[str | None]:
    """Everybody a case's file names for what they did in it or with it, or are to do; whoever was asked in writing apart."""
    yield from (case.raised.by, case.responsible, case.addressee)
    yield from (*case.project.applicants, *case.project.participants) if case.project else ()
    yield from (recusal.member for recusal in case.recusals)
    for answer in case.written_procedure.responses if case.written_procedure else ():
        yield from (answer.member, answer.body)
    yield from (dissent.member for dissent in case.recommendation.dissents) if case.recommendation else ()
    yield from (case.submission.to if case.submission else None, case.decision.by if case.decision else None)
    yield from case.networks_involved


def line(dataset: Dataset, case: Case) -> CaseLine:
    """A case as a line of the register."""
    raised_by, responsible = case.raised.by, case.responsible
    return CaseLine(
        case.id,
        case_number(dataset.policy, case.id),
        case.title,
        case.type,
        case.status,
        case.raised.date,
        raised_by,
        party(dataset, raised_by) if raised_by else None,
        responsible,
        party(dataset, responsible) if responsible else None,
        tuple(map(str, case.mandate_tasks)),
        case.access,
        case.legal_basis,
    )


def layout(found: CasesFacts) -> Document:
    """The register, and how many cases there are of each status and type."""
    title = fill(N_("{committee}: cases"), {"committee": found.name or found.committee})
    if not found.cases:
        return Document(title, (register(()), Paragraph(_("No case matches."))))
    note = Note(plural("{count} case.", "{count} cases.", len(found.cases)))
    return Document(title, (register(found.cases), note, Heading(_("How many"), 2), *tallies(found)))


def register(lines: tuple[CaseLine, ...]) -> Table:
    """Lines of the register as a table."""
    columns = (
        Column(_("No.")),
        Column(_("Title")),
        Column(_("Type")),
        Column(_("Status")),
        Column(_("Raised")),
        Column(_("Raised by")),
        Column(_("Responsible")),
        Column(_("Tasks")),
    )
    return Table(columns, tuple(map(_row, lines)))


def _row(one: CaseLine) -> tuple[str, ...]:
    return (
        one.number,
        titled(one.title, one.access),
        _(CASE_TYPE[one.type]),
        _(CASE_STATUS[one.status]),
        day(one.raised),
        shown(one.raised_by_name),
        shown(one.responsible_name),
        ", ".join(one.mandate_tasks),
    )


def titled(title: str, access: str) -> str:
    """A case's title, marked when not everybody may read the case."""
    if access == "public":
        return title
    return remarked(title, _(ACCESS[access]))


def tallies(found: CasesFacts) -> tuple[Table, Table]:
    """The cases counted by status and by type."""
    by_status = counted(_("Status"), found.by_status, CASE_STATUS, _("Cases by status"))
    return by_status, counted(_("Type"), found.by_type, CASE_TYPE, _("Cases by type"))
