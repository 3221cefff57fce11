"""DU401, DU402, DU409: how often the committee meets, on which days, and its plan against that of the body it advises."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from du_cli import registers
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE
from du_cli.findings import Basis, NotAssessed, Place, Severity, Value, Violation
from du_cli.i18n import MONTHS, N_, Term
from du_cli.models.mandate import MeetingNorm, Version
from du_cli.rules.base import Answers, rule

if TYPE_CHECKING:
    from du_cli.models.meetings import CouncilMeeting, Meeting, Plan


@rule(
    "DU401",
    N_("Meetings a month"),
    Severity.WARNING,
    Basis.MANDATE,
    variants={"more": Severity.INFORMATION},
    what=N_(
        "Every month that is over, from the first recorded meeting on, has the number of held meetings the mandate calls normal. "
        "The mandate in force on the month's first day counts; months in quiet_months do not, nor does what lies more than ten years "
        "after the last meeting before it."
    ),
    why=N_("The mandate says how often the committee normally meets."),
    mend=N_("Plan more meetings; put a month that is always quiet in quiet_months."),
)
def often_enough(dataset: Dataset) -> Answers:
    took_place = Counter(meeting.day.replace(day=1) for meeting in dataset.meetings.values() if meeting.took_place)
    for month in _finished_months(dataset):
        version = dataset.version_on(month)
        norm = version.meetings_per_month if version else None
        if version and norm and month.month not in dataset.policy.quiet_months:
            yield from _judge_month(dataset, version, norm, month, took_place[month])


def _finished_months(dataset: Dataset) -> Iterator[date]:
    """The first day of every month that is over, from that of a recorded meeting to ten years after it."""
    recorded = {_month(meeting.day) for meeting in dataset.meetings.values()}
    judged = {month + later for month in recorded for later in range(_LASTS + 1)}
    for number in sorted(judged):
        if number < _month(dataset.at):
            yield date(number // 12, number % 12 + 1, 1)


_LASTS: Final = 120
"""Months after a meeting that are asked for the next one: a record that has stopped is not found lacking for thousands of years."""


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _judge_month(dataset: Dataset, version: Version, norm: MeetingNorm, month: date, count: int) -> Answers:
    name = month.isoformat()[:7]
    values: dict[str, Value] = {"month": Term(MONTHS[month.month - 1]), "year": month.year, "count": count}
    key = (*dataset.version_key(version), "meetings_per_month")
    if count < norm.min and dataset.complete("meeting", name):
        message = N_("Meetings held in {month} {year}: {count}. The mandate's normal number is at least {norm}.")
        place, hint = dataset.place(MANDATE, *key, "min"), N_("Plan more meetings; put a month that is always quiet in quiet_months.")
        yield Violation(place, name, name, message, values | {"norm": norm.min}, hint, "du-cli plan show", day=month)
    elif count > norm.max:
        message = N_("Meetings held in {month} {year}: {count}. The mandate's normal number is at most {norm}.")
        place = dataset.place(MANDATE, *key, "max")
        yield Violation(place, name, name, message, values | {"norm": norm.max}, variant="more", day=month)


@rule(
    "DU402",
    N_("The plan"),
    Severity.WARNING,
    Basis.MANDATE,
    what=N_(
        "A year with meetings has a plan. Before the papers of each meeting of the body the committee advises are due, and after that "
        "body's previous meeting (for the year's first: from 1 January), the committee meets; it has planned no fewer meetings than "
        "that body. Meetings that are cancelled do not count, nor for the papers those whose date has passed without their being held."
    ),
    why=N_("The mandate has the committee work along the annual plan of the body it prepares cases for."),
    mend=N_("Write the year's plan, and plan a meeting in time for the papers."),
)
def along_the_plan(dataset: Dataset) -> Answers:
    council = dataset.mandate.committee.advises if dataset.mandate else None
    if council is None:
        return
    yield from _years_without_plan(dataset)
    cancelled = _cancelled(dataset)
    for path, plan in dataset.plans.items():
        yield from _not_prepared(dataset, path, plan)
        own, theirs = len(set(plan.committee_meetings) - cancelled), len(plan.council_meetings)
        if own < theirs and dataset.whole(path):
            message = N_("Meetings the committee has planned for {year}: {own}. Planned by {council}: {theirs}.")
            values: dict[str, Value] = {"own": own, "theirs": theirs, "council": dataset.body_name(council)}
            first = min(meeting.date for meeting in plan.council_meetings)
            yield _about_year(dataset.place(path, "committee_meetings"), plan.year, message, N_("Plan more meetings."), values, first)


def _about_year(place: Place, year: int, message: str, hint: str, values: dict[str, Value], day: date) -> Violation:
    return Violation(place, str(year), str(year), message, {"year": year, **values}, hint, "du-cli plan show", day=day)


def _years_without_plan(dataset: Dataset) -> Answers:
    planned = {plan.year for plan in dataset.plans.values()}
    meetings = sorted((meeting.day, path) for path, meeting in dataset.meetings.items() if meeting.status != "cancelled")
    first = {day.year: (day, path) for day, path in reversed(meetings)}
    for year, (day, path) in sorted(first.items()):
        if year not in planned and dataset.complete("plan", str(year)):
            message = N_("There are meetings in {year}, but no plan.")
            hint = N_("Write data/plans/{year}.yaml with the dates of both bodies.")
            yield _about_year(dataset.place(path, "id"), year, message, hint, {}, day)._replace(command=None)


def _not_prepared(dataset: Dataset, path: str, plan: "Plan") -> Answers:
    """Meetings of the other body before which the committee does not meet in time for the papers."""
    days, year = _days_of_meetings(dataset, plan), str(plan.year)
    complete = dataset.whole(path) and dataset.complete("meeting", year)
    for number, other in enumerate(plan.council_meetings):
        place = dataset.place(path, "council_meetings", number, "papers_due")
        values: dict[str, Value] = {"council": _council(dataset), "date": other.date, "due": other.papers_due}
        if other.papers_due is None:
            message = N_("When the papers are due for the meeting of {council} on {date} is not recorded.")
            yield NotAssessed(place, year, year, message, values, N_("Record papers_due."), day=other.date)
            continue
        first = _first_day(plan, other, other.papers_due)
        if complete and not any(first <= day <= other.papers_due for day in days):
            message = N_(
                "The papers for the meeting of {council} on {date} are due on {due}; the committee has no meeting from {first} to that day."
            )
            hint = N_("Plan a meeting in time for the papers.")
            yield _about_year(place, plan.year, message, hint, values | {"first": first}, other.date)


def _council(dataset: Dataset) -> str | None:
    return dataset.body_name(dataset.mandate.committee.advises) if dataset.mandate else None


def _first_day(plan: "Plan", other: "CouncilMeeting", due: date) -> date:
    """The day after the other body's previous meeting; for the year's first, 1 January of the year its papers are due in."""
    earlier = [found.date for found in plan.council_meetings if found.date < other.date]
    return max(earlier) + timedelta(days=1) if earlier else date(min(plan.year, due.year), 1, 1)


def _cancelled(dataset: Dataset) -> set[date]:
    """The days on which the only meetings recorded are cancelled."""
    on = {meeting.day for meeting in dataset.meetings.values() if meeting.status != "cancelled"}
    return {meeting.day for meeting in dataset.meetings.values()} - on


def _days_of_meetings(dataset: Dataset, plan: "Plan") -> set[date]:
    """The days of the committee's meetings, planned and recorded; not those that were cancelled, or have passed without being held."""
    recorded = {meeting.day for meeting in dataset.meetings.values()}
    met = {meeting.day for meeting in dataset.meetings.values() if _counts(meeting, dataset.at)}
    return (set(plan.committee_meetings) - recorded) | met


def _counts(meeting: "Meeting", at: date) -> bool:
    return meeting.took_place or (meeting.status != "cancelled" and meeting.day >= at)


@rule(
    "DU409",
    N_("Planned on a day off"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_("Meetings are planned on days that are neither weekend nor public holiday in Norway."),
    why=N_("Members are away on such days. The requirement is the secretariat's, not the mandate's."),
    mend=N_("Move the meeting, or accept the day with a waiver."),
)
def on_working_days(dataset: Dataset) -> Answers:
    recorded = {meeting.day for meeting in dataset.meetings.values()}
    for path, meeting in dataset.meetings.items():
        if meeting.status in ("planned", "called"):
            yield from _judge_day(dataset.place(path, "id"), meeting.id, meeting.day)
    for path, plan in dataset.plans.items():
        for number, day in enumerate(plan.committee_meetings):
            if day not in recorded:
                yield from _judge_day(dataset.place(path, "committee_meetings", number), day.isoformat(), day)


def _judge_day(place: Place, record: str, day: date) -> Answers:
    if not registers.is_working_day(day):
        message = _HOLIDAY if day.weekday() < _SATURDAY else _WEEKEND
        hint = N_("Move the meeting, or accept the day with a waiver.")
        yield Violation(place, record, record, message, {"day": day}, hint, day=day)


_SATURDAY = 5
_HOLIDAY = N_("The meeting is planned on {day}, a public holiday.")
_WEEKEND = N_("The meeting is planned on {day}, a weekend.")
