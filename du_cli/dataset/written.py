"""Written procedure: its deadline, who was asked, and who has not answered."""

from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from du_cli import registers
from du_cli.dataset.casework import recused

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.cases import Case, Response, WrittenProcedure


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
    """Ids of the members who were asked, in their order; None when that is not recorded."""
    procedure = case.written_procedure
    if procedure is None or procedure.sent_to is None:
        return None
    if procedure.sent_to != "all":
        return dict.fromkeys(procedure.sent_to).keys()
    people, out = dataset.services.people(procedure.sent).keys() if procedure.sent else None, recused(case)
    return dict.fromkeys(one for one in people if one not in out).keys() if people and out else people


def unpublished_holders(dataset: "Dataset", day: date) -> dict[str, int]:
    """By body: how many people the source does not name hold its seats, by the mandate of a day."""
    version = dataset.version_on(day)
    found: Counter[str] = Counter()
    for seat in version.seats if version else ():
        if seat.body and (holders := dataset.unpublished(seat.id)):
            found[seat.body] += holders
    return dict(found)


class Count(NamedTuple):
    """A written procedure counted on a day. Who is recused has no part in it, and silence is never support.

    ``asked``: the members who may answer, in their order; None when it is not recorded. ``answers``: those that count, each
    member's last one. ``recused``: who is, in their order, each with the last answer given, which does not count.
    ``not_asked``: the last answer of each other member, who was not asked, so that it does not count either.
    """

    asked: tuple[str, ...] | None
    answers: tuple["Response", ...]
    recused: dict[str, "Response | None"]
    not_asked: dict[str, "Response"]

    @property
    def by_member(self) -> dict[str, "Response"]:
        """The answers that count of members, those of bodies apart."""
        return {one.member: one for one in self.answers if one.member}


def counted(dataset: "Dataset", case: "Case", day: date) -> Count:
    """A case's written procedure counted on a day."""
    out, listed = recused(case), asked(dataset, case)
    received = [one for one in case.written_procedure.responses if one.date <= day] if case.written_procedure else []
    last = {one.member: one for one in sorted(received, key=lambda one: one.date) if one.member}
    may = [member for member in (last if listed is None else listed) if member not in out]
    answers = (*(last[member] for member in may if member in last), *(one for one in received if one.member is None))
    considered = dict.fromkeys(one.member for one in case.recusals if one.member in out)
    return Count(
        None if listed is None else tuple(may),
        answers,
        {member: last.get(member) for member in considered},
        {member: one for member, one in last.items() if member not in out and member not in may},
    )


def asked_now(dataset: "Dataset", case: "Case") -> frozenset[str]:
    """Ids of the members who may answer in writing now, and of the bodies whose holders who are not published may."""
    sent = case.written_procedure.sent if case.written_procedure else None
    members = counted(dataset, case, dataset.at).asked
    if not is_open(case) or case.status != "in_written_procedure" or members is None or sent is None or sent > dataset.at:
        return frozenset()
    return frozenset((*members, *unpublished_holders(dataset, sent)))


class Silent(NamedTuple):
    """Those who were asked and have not answered: ids of members, and bodies by how many of their unpublished holders."""

    members: tuple[str, ...]
    bodies: dict[str, int]


def silent(dataset: "Dataset", case: "Case", until: date) -> Silent | None:
    """Who had not answered by a day; None when who was asked is not recorded."""
    procedure, found = case.written_procedure, counted(dataset, case, until)
    if procedure is None or procedure.sent is None or found.asked is None:
        return None
    answered, bodies = found.by_member, Counter(one.body for one in found.answers if one.member is None)
    missing = {body: count - bodies[body] for body, count in unpublished_holders(dataset, procedure.sent).items()}
    members = tuple(member for member in found.asked if member not in answered)
    return Silent(members, {body: count for body, count in missing.items() if count > 0})


def waited_for(dataset: "Dataset", case: "Case", day: date) -> Silent | None:
    """Who had not answered by a day and still could: whoever has left the committee by then is not waited for."""
    found, sitting = silent(dataset, case, day), dataset.services.people(day)
    return found and found._replace(members=tuple(member for member in found.members if member in sitting))
