"""Written procedure: its deadline, who was asked, and who has not answered."""

from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from du_cli import registers
from du_cli.dataset.casework import recused

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.cases import Case, WrittenProcedure


def deadline(procedure: "WrittenProcedure") -> date | None:
    """The last day to answer: the day it was put off to, else the deadline set at first."""
    return procedure.extended_to or procedure.deadline


def is_open(case: "Case") -> bool:
    """Whether a case was sent out in writing and the procedure is not closed, wherever the case stands."""
    procedure = case.written_procedure
    return procedure is not None and procedure.sent is not None and procedure.closed is None


def working_days_wanted(sent: date, last: date, least: int) -> int:
    """How many working days a procedure from ``sent`` to ``last`` ought to last: ``least``, in holiday time twice that."""
    return 2 * least if registers.touches_holiday_time(sent, last) else least


def earliest_deadline(sent: date, least: int, last: date | None = None) -> date:
    """The first day, after ``last`` when that is too short a deadline, that leaves the working days wanted."""
    day = registers.working_days_after(sent, working_days_wanted(sent, last or sent, least))
    return registers.working_days_after(sent, working_days_wanted(sent, day, least))


def asked(dataset: "Dataset", case: "Case") -> AbstractSet[str] | None:
    """Ids of the members who were asked; None when that is not recorded."""
    procedure = case.written_procedure
    if procedure is None or procedure.sent_to is None:
        return None
    if procedure.sent_to != "all":
        return frozenset(procedure.sent_to)
    people, out = dataset.services.people(procedure.sent).keys() if procedure.sent else None, recused(case)
    return people - out if people and out else people


def unpublished_holders(dataset: "Dataset", day: date) -> dict[str, int]:
    """By body: how many people the source does not name hold its seats, by the mandate of a day."""
    version = dataset.version_on(day)
    found: Counter[str] = Counter()
    for seat in version.seats if version else ():
        if seat.body and (holders := dataset.unpublished(seat.id)):
            found[seat.body] += holders
    return dict(found)


class Silent(NamedTuple):
    """Those who were asked and have not answered: ids of members, and bodies by how many of their unpublished holders."""

    members: tuple[str, ...]
    bodies: dict[str, int]


def silent(dataset: "Dataset", case: "Case", until: date) -> Silent | None:
    """Who had not answered by a day; None when who was asked is not recorded."""
    procedure, wanted = case.written_procedure, asked(dataset, case)
    if procedure is None or procedure.sent is None or wanted is None:
        return None
    answers = [found for found in procedure.responses if found.date <= until]
    members = wanted - recused(case) - {found.member for found in answers}
    bodies = Counter(found.body for found in answers if found.member is None)
    missing = {body: count - bodies[body] for body, count in unpublished_holders(dataset, procedure.sent).items()}
    return Silent(tuple(sorted(members)), {body: count for body, count in missing.items() if count > 0})


def waited_for(dataset: "Dataset", case: "Case", day: date) -> Silent | None:
    """Who had not answered by a day and still could: whoever has left the committee by then is not waited for."""
    found, sitting = silent(dataset, case, day), dataset.services.people(day)
    return found and found._replace(members=tuple(member for member in found.members if member in sitting))
