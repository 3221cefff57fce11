"""A year's meetings planned: the committee's own, and in the plan those of the body it advises."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from du_cli import registers
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import kind_of
from du_cli.edits.change import Change, changed_file, new_file
from du_cli.errors import DuError
from du_cli.i18n import MONTHS, N_, Message, Term
from du_cli.models.meetings import CouncilMeeting, Plan
from du_cli.yamlfile.steps import Append, Edit, Set

_SATURDAY: Final = 5


@dataclass(frozen=True)
class Council:
    """A meeting of the body the committee advises."""

    day: date
    papers_due: date | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What is to be planned."""

    days: tuple[date, ...] = ()
    council: Council | None = None
    another: bool = False
    """Whether a day that has a meeting already gets one more."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Keys of each new meeting: type, start, end, place and remote."""


def plan(dataset: Dataset, wanted: Planned) -> Change:
    """Plan meetings, each in a file of its own and in the year's plan, and record a meeting of the council in the plan."""
    meetings = dict(_new_meetings(dataset, wanted))
    ids = [value["id"] for value in meetings.values()]
    about = [*ids, *([wanted.council.day.isoformat()] if wanted.council else [])]
    files: dict[str, bytes | None] = {path: new_file(dataset, path, value) for path, value in meetings.items()}
    files |= _plans(dataset, wanted)
    return Change(
        files=files,
        subject=_subject(dataset, wanted),
        trailers=tuple(("Meeting", one) for one in dict.fromkeys(about)),
        says=(*(_day_off(day) for day in wanted.days if not registers.is_working_day(day)), *_gaps(dataset, wanted.days)),
        following=f"du-cli meetings agenda {ids[0]}" if ids else "du-cli plan show",
    )


def _subject(dataset: Dataset, wanted: Planned) -> Message:
    if wanted.days:
        return Message(N_("meetings: {days} planned"), {"days": wanted.days})
    council = dataset.mandate.committee.advises if dataset.mandate else None
    values = {"council": dataset.body_name(council), "day": wanted.council.day if wanted.council else None}
    return Message(N_("plan: {council} meets on {day}"), values)


def _new_meetings(dataset: Dataset, wanted: Planned) -> Iterator[tuple[str, dict[str, Any]]]:
    # An id whose file cannot be read is taken too.
    taken = {kind.id for path in dataset.files if (kind := kind_of(path)) and kind.name == "meeting" and kind.id} | dataset.meeting.keys()
    for day in sorted(wanted.days):
        here = [one for one in dataset.meetings.values() if one.day == day and one.status != "cancelled"]
        if here and not wanted.another:
            message = N_("There is a meeting on {day} already: {meeting}. For one more that day, give --another.")
            raise DuError(message, day=day, meeting=here[0].id)
        key = _free(day, taken)
        taken.add(key)
        yield f"data/meetings/{day.year:04}/{key}.yaml", _meeting(key, wanted.facts)


def _free(day: date, taken: set[str]) -> str:
    """The day's id, with a number behind it when the day has had one."""
    names = (day.isoformat() if number == 1 else f"{day.isoformat()}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _meeting(key: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    unset = dict.fromkeys(("start", "end", "place", "remote", "called", "chair"))
    rest: dict[str, Any] = {"agenda": [], "attendance": None, "approved": None, "documents": []}
    return {"id": key, "type": "ordinary", "status": "planned", **unset, **rest, **facts}


def _plans(dataset: Dataset, wanted: Planned) -> Iterator[tuple[str, bytes]]:
    """The plan of each year that something is planned in."""
    council = wanted.council
    for year in sorted({day.year for day in wanted.days} | ({council.day.year} if council else set())):
        path = f"data/plans/{year:04}.yaml"
        days = [day for day in sorted(set(wanted.days)) if day.year == year]
        own = council if council and council.day.year == year else None
        if path in dataset.files:
            before = dataset.plans.get(path, Plan(year=year))
            edits = _in_order(before.committee_meetings, [day for day in days if day not in before.committee_meetings])
            yield path, changed_file(dataset, path, [*edits, *(_council_edits(before.council_meetings, own) if own else ())])
        else:
            councils = [_council(own)] if own else []
            yield path, new_file(dataset, path, {"year": year, "council_meetings": councils, "committee_meetings": days})


def _in_order(before: Sequence[date], days: Iterable[date]) -> list[Edit]:
    """Days put among those that are planned, each before the first that is later."""
    found, edits = list(before), list[Edit]()
    for day in days:
        place = _place(found, day)
        edits.append(Append(("committee_meetings",), day, place))
        found.insert(len(found) if place is None else place, day)
    return edits


def _place(days: Sequence[date], day: date) -> int | None:
    return next((number for number, other in enumerate(days) if other > day), None)


def _council(council: Council) -> dict[str, Any]:
    return {"date": council.day, "papers_due": council.papers_due, "themes": list(council.themes)}


def _council_edits(before: Sequence[CouncilMeeting], council: Council) -> list[Edit]:
    """A council meeting added, or what is known of the one of that day filled in."""
    for number, known in enumerate(before):
        if known.date == council.day:
            key = ("council_meetings", number)
            due: list[Edit] = [Set((*key, "papers_due"), council.papers_due)] if council.papers_due else []
            return [*due, *(Append((*key, "themes"), theme) for theme in council.themes if theme not in known.themes)]
    return [Append(("council_meetings",), _council(council), _place([one.date for one in before], council.day))]


def _day_off(day: date) -> Message:
    before, after = (_nearest_working_day(day, step) for step in (-1, 1))
    message = N_("{day} is a public holiday. The nearest working days are {before} and {after}.")
    if day.weekday() >= _SATURDAY:
        message = N_("{day} is in a weekend. The nearest working days are {before} and {after}.")
    return Message(message, {"day": day, "before": before, "after": after})


def _nearest_working_day(day: date, step: int) -> date:
    while not registers.is_working_day(day) and date.min < day < date.max:
        day += timedelta(days=step)
    return day


def _gaps(dataset: Dataset, days: Iterable[date]) -> Iterator[Message]:
    """For each year planned in: the months ahead with fewer meetings than the mandate calls normal."""
    active = {(one.id, one.day) for one in dataset.meetings.values() if one.status != "cancelled"}
    count = Counter((day.year, day.month) for day in (*(day for _, day in active), *days))
    for year in sorted({day.year for day in days}):
        short = [month for month in range(1, 13) if _is_short(dataset, date(year, month, 1), count[year, month])]
        version = dataset.version_on(date(year, short[0], 1)) if short else None
        if version and version.meetings_per_month:
            message = N_("The mandate's normal number of meetings a month is at least {norm}. In {year} these have fewer: {months}.")
            names = tuple(Term(MONTHS[month - 1]) for month in short)
            yield Message(message, {"norm": version.meetings_per_month.min, "year": year, "months": names})


def _is_short(dataset: Dataset, month: date, count: int) -> bool:
    version = dataset.version_on(month)
    norm = version.meetings_per_month if version else None
    ahead = month >= dataset.at.replace(day=1)
    return ahead and norm is not None and month.month not in dataset.policy.quiet_months and count < norm.min
