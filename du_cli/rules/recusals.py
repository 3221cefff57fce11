"""DU307: members whose own organisation has a part in a case, and those who are recused from it."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from du_cli import counts
from du_cli.dataset.affiliation import affiliation, kin, represented
from du_cli.dataset.attendance import present_count
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import CONCLUDED, FINAL, OVER, adopted_at, recused, votes_cast
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.terms import Service
from du_cli.findings import Basis, Severity, Violation
from du_cli.i18n import N_
from du_cli.rules.base import Answers, case_rule, found

if TYPE_CHECKING:
    from du_cli.models.cases import Project


@case_rule(
    "DU307",
    N_("A member's own organisation has a part in the case"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_(
        "Whether to recuse is considered for every member whose own organisation applies or takes part, and nobody who is recused "
        "answers or votes."
    ),
    why=N_("The Public Administration Act § 6 leaves it to people to judge; the program only shows where the question arises."),
    mend=N_("Consider it and record what was decided under recusals, also when the member is not recused."),
)
def recusal_considered(dataset: Dataset, case: CaseFile) -> Answers:
    project = case.case.project
    if project and (project.applicants or project.participants) and case.whole:
        yield from _own_organisation(dataset, case, project)
    if case.case.recusals and (out := recused(case.case)):
        yield from _took_part(dataset, case, out)
        yield from _voted(dataset, case, out)


def _own_organisation(dataset: Dataset, case: CaseFile, project: "Project") -> Answers:
    considered = {entry.member for entry in case.case.recusals}
    parties = [(key, number, party) for key in ("applicants", "participants") for number, party in enumerate(getattr(project, key))]
    kin_on: dict[date, frozenset[str]] = {}
    for service, day in _sitting(dataset, case):
        if day not in kin_on:
            kin_on[day] = frozenset().union(*(kin(dataset, party, day) for _, _, party in parties))
        own = kin(dataset, represented(dataset, service, day), day)
        if service.member.id not in considered and not own.isdisjoint(kin_on[day]):
            considered.add(service.member.id)
            key, number, party = next(part for part in parties if not own.isdisjoint(kin(dataset, part[2], day)))
            yield _not_considered(case, service, key, number, affiliation(dataset, party, day).name)


def _not_considered(case: CaseFile, service: Service, key: str, number: int, party: str) -> Violation:
    message = N_("{person} is from {party}, which applies, and it was not considered whether to recuse.")
    if key == "participants":
        message = N_("{person} is from {party}, which takes part, and it was not considered whether to recuse.")
    hint, member = N_("Consider it under the Public Administration Act § 6, and record what was decided under recusals."), service.member
    command = f"cases recuse {case.case.id} --member {member.id}"
    return found(case, ("project", key, number), message, hint, subject=member.id, command=command, person=member.name, party=party)


def _sitting(dataset: Dataset, case: CaseFile) -> Iterator[tuple[Service, date]]:
    """Those in office at some time from the day the case was raised until it was concluded, with their first day in it."""
    end = _concluded(dataset, case)
    start = case.case.raised.date or end
    for service in dataset.services.people(start).values():
        yield service, start
    for service in dataset.services.all:
        if service.first and start < service.first <= end and dataset.services.holds(service, service.first):
            yield service, service.first


def _concluded(dataset: Dataset, case: CaseFile) -> date:
    """The day the committee was finished with a case; the day asked for while it is not, or when that is not recorded."""
    record = case.case
    if record.status not in CONCLUDED | OVER:
        return dataset.at
    days = [handled.date for handled in record.handling if handled.outcome in FINAL or handled.outcome == "withdrawn"]
    if record.recommendation and record.recommendation.adopted:
        days.append(record.recommendation.adopted)
    return max(days, default=dataset.at)


def _took_part(dataset: Dataset, case: CaseFile, out: frozenset[str]) -> Answers:
    hint = N_("Leave the answer out of the result, or correct the recusal.")
    procedure, recommendation = case.case.written_procedure, case.case.recommendation
    for number, answer in enumerate(procedure.responses if procedure else ()):
        if answer.member in out:
            key, message = ("written_procedure", "responses", number, "member"), N_("{person} is recused, and answered in writing.")
            yield found(case, key, message, hint, subject=answer.member, person=dataset.member_name(answer.member))
    for number, dissent in enumerate(recommendation.dissents if recommendation else ()):
        if dissent.member in out:
            place, message = ("recommendation", "dissents", number, "member"), N_("{person} is recused, and dissented.")
            mend = N_("Take the dissent out, or correct the recusal.")
            yield found(case, place, message, mend, subject=dissent.member, person=dataset.member_name(dissent.member))


def _voted(dataset: Dataset, case: CaseFile, out: frozenset[str]) -> Answers:
    """A recused member present at a meeting where more votes were cast than the others have."""
    votes, (path, meeting) = votes_cast(case.case), dataset.meeting.get(adopted_at(case.case) or "", ("", None))
    if not votes or meeting is None or meeting.attendance is None or not dataset.whole(path, MANDATE, MEMBERS):
        return
    inside = sorted(out & {*meeting.attendance.present, meeting.chair})
    people = present_count(dataset, meeting) or 0
    if inside and people - len(inside) < votes <= people:
        message = N_("{votes} cast, and {others} of those present not recused: {people} voted or was counted.")
        names = tuple(dataset.member_name(member) for member in inside)
        subject = inside[0] if len(inside) == 1 else None
        hint = N_("Correct the votes, the attendance or the recusal.")
        cast, others = counts.votes(votes), people - len(inside)
        yield found(case, ("recommendation", "votes"), message, hint, subject=subject, votes=cast, others=others, people=names)
