"""Outreach: what members did to anchor the work at home, by member, area and audience, and the areas with none."""

from collections import Counter
from collections.abc import Container, Iterable
from datetime import date
from typing import NamedTuple

from du_cli import registers
from du_cli.dataset.dataset import Dataset
from du_cli.document import Column, Document, Heading, Note, Paragraph, Table
from du_cli.i18n import N_, _, fill, plural, shown
from du_cli.models.meetings import Activity
from du_cli.reports.choices import AUDIENCE
from du_cli.reports.figures import ALWAYS, Period, counted, counts
from du_cli.reports.names import case_number, committee_name, party
from du_cli.reports.roster import day


class Filter(NamedTuple):
    """Which activities are asked for; what is empty does not choose. ``counties`` are numbers of counties of any date.

    ``person`` is the member, or the body whose meeting it was.

    A county is on the day of an activity what an area of that name is: later those that replaced it, earlier those it replaced.
    """

    person: str | None = None
    counties: frozenset[str] = frozenset()
    audience: str | None = None
    period: Period = ALWAYS

    @property
    def everyone(self) -> bool:
        """Whether everybody's activities are asked for, everywhere, so that it can be told who and where has none."""
        return self.person is None and not self.counties and self.audience is None


class ActivityFacts(NamedTuple):
    """One activity; ``counties`` are those its area was on the day."""

    day: date
    member: str
    name: str
    area: str | None
    counties: tuple[str, ...]
    audience: str | None
    topic: str | None
    case: str | None
    number: str | None
    meeting_of: str | None
    meeting_of_name: str | None


class MemberOutreach(NamedTuple):
    """How many activities a member has, and when the last one was."""

    id: str
    name: str
    in_office: bool
    activities: int
    last: date | None


class OutreachFacts(NamedTuple):
    """The activities asked for, the first one first, counted; ``without`` are counties of the seats, on the day, with none.

    Members in office with none are counted too. Where only some activities are asked for, neither is told, and ``without`` is None.
    """

    committee: str | None
    name: str | None
    at: date
    activities: tuple[ActivityFacts, ...]
    by_member: tuple[MemberOutreach, ...]
    by_area: dict[str, int]
    by_audience: dict[str, int]
    without: tuple[str, ...] | None


def facts(dataset: Dataset, chosen: Filter | None = None) -> OutreachFacts:
    """The activities a filter chooses, by the day asked for; all without one."""
    wanted = chosen or Filter()
    every = [one for year in dataset.outreach.values() for one in year.activities if one.date <= dataset.at]
    found = sorted((one for one in every if _chosen(one, wanted)), key=lambda one: one.date)
    activities = tuple(_activity(dataset, one) for one in found)
    areas = Counter(county for one in activities for county in one.counties)
    return OutreachFacts(
        dataset.committee,
        committee_name(dataset),
        dataset.at,
        activities,
        _by_member(dataset, found, {service.member.id for service in dataset.in_office} if wanted.everyone else set()),
        dict(sorted(areas.items())),
        counts((one.audience for one in found if one.audience), AUDIENCE),
        _without(dataset, found) if wanted.everyone else None,
    )


def _chosen(activity: Activity, wanted: Filter) -> bool:
    return (
        (wanted.person is None or wanted.person in (activity.member, activity.meeting_of))
        and (not wanted.counties or _in_area(activity, wanted.counties))
        and (wanted.audience is None or wanted.audience == activity.audience)
        and wanted.period.holds(activity.date)
    )


def _in_area(activity: Activity, counties: Iterable[str]) -> bool:
    there = registers.area_on(activity.area, activity.date) if activity.area else frozenset()
    return any(not there.isdisjoint(registers.area_on(number, activity.date)) for number in counties)


def _activity(dataset: Dataset, one: Activity) -> ActivityFacts:
    counties = tuple(county.name for county in registers.counties_on(one.area, one.date)) if one.area else ()
    return ActivityFacts(
        one.date,
        one.member,
        party(dataset, one.member),
        one.area,
        counties,
        one.audience,
        one.topic,
        one.case,
        case_number(dataset.policy, one.case) if one.case else None,
        one.meeting_of,
        party(dataset, one.meeting_of) if one.meeting_of else None,
    )


def _by_member(dataset: Dataset, activities: Iterable[Activity], members: Container[str]) -> tuple[MemberOutreach, ...]:
    """The activities by member: of these members, and of whoever else has some."""
    sitting = {service.member.id for service in dataset.in_office}
    days: dict[str, list[date]] = {member.id: [] for member in dataset.members if member.id in members}
    for one in activities:
        days.setdefault(one.member, []).append(one.date)
    return tuple(
        MemberOutreach(member, party(dataset, member), member in sitting, len(found), max(found, default=None))
        for member, found in days.items()
    )


def _without(dataset: Dataset, activities: Iterable[Activity]) -> tuple[str, ...]:
    """Counties of the day that the seats' areas are, and no activity's area is or became."""
    reached = frozenset[str]().union(*(registers.area_on(one.area, dataset.at) for one in activities if one.area))
    areas = (area for seat in dataset.seats.values() for area in seat.areas)
    counties = {county.number: county.name for area in areas for county in registers.counties_on(area, dataset.at)}
    return tuple(name for number, name in counties.items() if number not in reached)


def layout(found: OutreachFacts) -> Document:
    """The activities, then counted by member, area and audience, and the areas with none."""
    title = fill(N_("{committee}: outreach"), {"committee": found.name or found.committee})
    if not found.activities:
        return Document(title, (table(()), Paragraph(_("No outreach matches.")), *without(found)))
    return Document(title, (table(found.activities), Heading(_("How many"), 2), *tallies(found), *without(found)))


def table(activities: tuple[ActivityFacts, ...]) -> Table:
    """The activities, a line each."""
    columns = (
        Column(_("Date")),
        Column(_("Member")),
        Column(_("Area")),
        Column(_("Audience")),
        Column(_("Topic")),
        Column(_("Case")),
        Column(_("Meeting of")),
    )
    rows = tuple(
        (
            day(one.day),
            one.name,
            ", ".join(one.counties) or shown(one.area),
            _(AUDIENCE[one.audience]) if one.audience else shown(None),
            shown(one.topic),
            shown(one.number),
            shown(one.meeting_of_name),
        )
        for one in activities
    )
    return Table(columns, rows)


def tallies(found: OutreachFacts) -> tuple[Table, ...]:
    """The activities counted by member, area and audience."""
    columns = (Column(_("Member")), Column(_("Number"), "right"), Column(_("Last")))
    members = Table(columns, tuple((one.name, str(one.activities), day(one.last)) for one in found.by_member), _("Outreach by member"))
    by_area = counted(_("Area"), found.by_area, {name: name for name in found.by_area}, _("Outreach by area"))
    by_audience = counted(_("Audience"), found.by_audience, AUDIENCE, _("Outreach by audience"))
    without_area = sum(not one.counties for one in found.activities)
    without_audience = sum(one.audience is None for one in found.activities)
    return members, _with_unknown(by_area, without_area), _with_unknown(by_audience, without_audience)


def _with_unknown(table: Table, count: int) -> Table:
    """Counts with those of which it is not recorded, when there are any."""
    return table._replace(rows=(*table.rows, (_("not recorded"), str(count)))) if count else table


def without(found: OutreachFacts) -> tuple[Note, ...]:
    """Which counties have had no outreach."""
    if not found.without:
        return ()
    names = found.without
    return (
        Note(
            plural(
                "{count} county without outreach: {counties}.", "{count} counties without outreach: {counties}.", len(names), counties=names
            )
        ),
    )
