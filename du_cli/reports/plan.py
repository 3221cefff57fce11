"""A year's plan: the council's meetings and the committee's own, planned against held, month by month."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import may_hold
from du_cli.document import Block, Column, Document, Heading, Note, Paragraph, Table
from du_cli.i18n import MONTHS, N_, _, fill, shown
from du_cli.models.meetings import Meeting, Plan
from du_cli.reports.attendance import meeting_order
from du_cli.reports.by_day import meeting_by
from du_cli.reports.choices import MEETING_STATUS
from du_cli.reports.figures import number
from du_cli.reports.names import committee_name, meeting_day, party
from du_cli.reports.roster import day

MONTHS_A_YEAR = 12


class CouncilFacts(NamedTuple):
    """A meeting of the body the committee advises.

    ``before`` are days of committee meetings after the previous one, and by the day the papers are due; ``lead_days`` are
    the days from the last of them to that day. Both are None when that day is not recorded.
    """

    day: date
    papers_due: date | None
    themes: tuple[str, ...]
    before: tuple[date, ...] | None
    lead_days: int | None


class OwnFacts(NamedTuple):
    """A day of a committee meeting: planned in the plan, recorded as a meeting, or both; ``notice_days`` from call to meeting.

    ``planned`` is None when that may stand in what could not be read of the plan.
    """

    day: date
    planned: bool | None
    meeting: str | None
    status: str | None
    called: date | None
    notice_days: int | None


class MonthFacts(NamedTuple):
    """A month: days planned (None when not all of the plan could be read), meetings held, and the mandate's normal number.

    ``counts`` tells whether that number may be held against it: finished by the day asked for, no quiet month, and not
    before the first meeting there is.
    """

    month: int
    planned: int | None
    held: int
    min: int | None
    max: int | None
    quiet: bool
    counts: bool


class PlanFacts(NamedTuple):
    """A year's plan and what happened; ``recorded`` tells whether there is a plan at all: None when there is one nobody can read."""

    committee: str | None
    name: str | None
    at: date
    year: int
    recorded: bool | None
    council: str | None
    council_meetings: tuple[CouncilFacts, ...]
    meetings: tuple[OwnFacts, ...]
    months: tuple[MonthFacts, ...]


def facts(dataset: Dataset, year: int) -> PlanFacts:
    """A year's plan against its meetings."""
    plan = next((plan for plan in dataset.plans.values() if plan.year == year), None)
    meetings = [meeting_by(one, dataset.at) for one in dataset.meetings.values() if meeting_day(one.id).year == year]
    whole = not any(may_hold(path, "plan", str(year)) for path in dataset.broken)
    own = _own(plan or Plan(year=year), sorted(meetings, key=lambda one: meeting_order(one.id)), whole=whole)
    council = dataset.mandate.committee.advises if dataset.mandate else None
    return PlanFacts(
        dataset.committee,
        committee_name(dataset),
        dataset.at,
        year,
        plan is not None or (False if whole else None),
        party(dataset, council) if council else None,
        _council(plan or Plan(year=year), own),
        own,
        tuple(_month(dataset, year, month, own, whole=whole) for month in range(1, MONTHS_A_YEAR + 1)),
    )


def _own(plan: Plan, meetings: list[Meeting], *, whole: bool) -> tuple[OwnFacts, ...]:
    recorded = {meeting_day(one.id) for one in meetings}
    planned = frozenset(plan.committee_meetings)
    found = [_met(one, planned=meeting_day(one.id) in planned or (False if whole else None)) for one in meetings]
    found += [OwnFacts(when, planned=True, meeting=None, status=None, called=None, notice_days=None) for when in planned - recorded]
    return tuple(sorted(found, key=lambda one: (one.day, one.meeting or "")))


def _met(meeting: Meeting, *, planned: bool | None) -> OwnFacts:
    when = meeting_day(meeting.id)
    notice = (when - meeting.called).days if meeting.called else None
    return OwnFacts(when, planned, meeting.id, meeting.status, meeting.called, notice)


def _council(plan: Plan, own: tuple[OwnFacts, ...]) -> tuple[CouncilFacts, ...]:
    days = sorted({one.day for one in own if one.status != "cancelled"})
    found, previous = [], date(max(plan.year - 1, date.min.year), 12, 31)
    for one in sorted(plan.council_meetings, key=lambda meeting: meeting.date):
        due = one.papers_due
        before = tuple(when for when in days if due and previous < when <= due)
        lead = (due - before[-1]).days if due and before else None
        found.append(CouncilFacts(one.date, due, one.themes, before if due else None, lead))
        previous = one.date
    return tuple(found)


def _month(dataset: Dataset, year: int, month: int, own: tuple[OwnFacts, ...], *, whole: bool) -> MonthFacts:
    last = date(year, month, monthrange(year, month)[1])
    version = dataset.version_on(last)
    norm = version.meetings_per_month if version else None
    inside = [one for one in own if one.day.month == month]
    quiet = month in dataset.policy.quiet_months
    begun = any(meeting_day(one) <= last for one in dataset.meeting)
    return MonthFacts(
        month,
        len({one.day for one in inside if one.planned}) if whole else None,
        sum(one.status in ("held", "approved") for one in inside),
        norm.min if norm else None,
        norm.max if norm else None,
        quiet,
        counts=last < dataset.at and begun and not quiet,
    )


def layout(found: PlanFacts) -> Document:
    """The council's meetings, the committee's own, then the months."""
    title = fill(N_("{committee}: plan for {year}"), {"committee": found.name or found.committee, "year": found.year})
    none = () if found.recorded else (Paragraph(_nothing(found)),)
    return Document(title, (*none, *_council_blocks(found), *_own_blocks(found), *_months(found)))


def _nothing(found: PlanFacts) -> str:
    return _("No plan is recorded for the year.") if found.recorded is False else _("The year's plan cannot be read.")


def _known(value: object) -> str:
    return _("not known") if value is None else shown(value)


def _council_blocks(found: PlanFacts) -> tuple[Block, ...]:
    columns = (
        Column(_("Meeting")),
        Column(_("Papers due")),
        Column(_("Committee meetings before")),
        Column(_("Days to spare"), "right"),
        Column(_("Themes")),
    )
    rows = tuple(
        (day(one.day), day(one.papers_due), _before(one), number(one.lead_days), ", ".join(one.themes)) for one in found.council_meetings
    )
    heading = fill(N_("Meetings of {body}"), {"body": found.council or _("the council")})
    return (Heading(heading, 2), Table(columns, rows)) if rows else ()


def _before(one: CouncilFacts) -> str:
    if one.before is None:
        return shown(None)
    return ", ".join(map(day, one.before)) or _("none")


def _own_blocks(found: PlanFacts) -> tuple[Block, ...]:
    columns = (
        Column(_("Date")),
        Column(_("In the plan")),
        Column(_("Meeting")),
        Column(_("Status")),
        Column(_("Called")),
        Column(_("Days' notice"), "right"),
    )
    rows = tuple(
        (
            day(one.day),
            _known(one.planned),
            shown(one.meeting),
            _(MEETING_STATUS[one.status]) if one.status else _("not registered"),
            day(one.called),
            number(one.notice_days),
        )
        for one in found.meetings
    )
    return (Heading(_("Meetings of the committee"), 2), Table(columns, rows)) if rows else ()


def _months(found: PlanFacts) -> tuple[Block, ...]:
    columns = (
        Column(_("Month")),
        Column(_("Planned"), "right"),
        Column(_("Held"), "right"),
        Column(_("The mandate says")),
        Column(_("Remark")),
    )
    rows = tuple((_(MONTHS[one.month - 1]), _known(one.planned), str(one.held), _norm(one), _remark(one)) for one in found.months)
    note = Note(fill(N_("Held by {day}."), {"day": found.at}))
    return Heading(_("Month by month"), 2), Table(columns, rows), note


def _norm(one: MonthFacts) -> str:
    if one.min is None or one.max is None:
        return shown(None)
    return f"{one.min}–{one.max}" if one.min < one.max else str(one.min)


def _remark(one: MonthFacts) -> str:
    if one.quiet:
        return _("quiet month")
    if not one.counts or one.min is None or one.max is None:
        return ""
    return _("fewer than normal") if one.held < one.min else _("more than normal") if one.held > one.max else ""
