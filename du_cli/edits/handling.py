"""What a meeting does to a case: put on its agenda, taken off, and handled with an outcome."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from du_cli.dataset.attendance import present_count
from du_cli.dataset.canonical_text import digest
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import FINAL, moves, recused
from du_cli.dataset.dataset import Dataset
from du_cli.errors import DuError
from du_cli.i18n import N_
from du_cli.models.base import Record
from du_cli.models.cases import Case
from du_cli.models.meetings import Meeting
from du_cli.yamlfile.steps import Append, Edit, Set

AHEAD: Final = ("planned", "called")
"""Statuses of a meeting that is still to be held."""


class Votes(NamedTuple):
    """Votes counted in a meeting."""

    for_: int
    against: int
    abstained: int


class Handled(NamedTuple):
    """What a meeting came to in a case; the last four only when a recommendation was adopted."""

    outcome: str
    note: str | None = None
    text: str | None = None
    """The recommendation as adopted; None: as the case proposes it."""
    position: str | None = None
    votes: Votes | None = None
    dissents: tuple[tuple[str, str], ...] = ()
    """Members' ids, and their own views."""


def cases_on(dataset: Dataset, meeting: Meeting) -> Iterator[CaseFile]:
    """The cases on a meeting's agenda, in its order."""
    files = {file.case.id: file for file in dataset.case_files}
    return (files[item.case] for item in meeting.agenda if item.case in files)


def on_agenda(case: Case) -> list[Edit]:
    """The edits that put a case on an agenda; raises ``DuError`` when it cannot go there."""
    return _moved(case, "on_agenda")


def off_agenda(dataset: Dataset, case: Case, meeting: Meeting) -> list[Edit]:
    """The edits that take a case off a meeting's agenda: back to preparation, unless another meeting ahead has it."""
    others = (other for _, other, _, _ in dataset.agenda_of.get(case.id, ()) if other.id != meeting.id)
    if case.status != "on_agenda" or any(other.status in AHEAD for other in others):
        return []
    return _moved(case, "in_preparation")


def handled(dataset: Dataset, case: Case, meeting: Meeting, found: Handled) -> list[Edit]:
    """The edits of a case that a meeting handled: the handling, the recommendation when adopted, and where it goes.

    Recorded before by the same meeting, the handling is corrected. Raises ``DuError`` for what cannot be: a move the
    case cannot make, a withdrawal without its reason, more votes than there were voters, a recommendation without text.
    """
    if found.outcome == "withdrawn" and not (found.note or "").strip():
        raise DuError(N_("Case {case} is withdrawn. Give --note with why."), case=case.id)
    edits = [_handling(case, meeting, found), *_moved(case, _target(case, meeting, found.outcome))]
    if found.outcome == "adopted":
        edits += _recommendation(dataset, case, meeting, found)
    elif any((found.text, found.position, found.votes, found.dissents)):
        raise DuError(
            N_("A recommendation, its position, votes and dissents go with the outcome adopted, not {outcome}."), outcome=found.outcome
        )
    return edits


def _moved(case: Case, status: str) -> list[Edit]:
    if case.status == status:
        return []
    if status not in moves(case):
        if not moves(case):
            raise DuError(
                N_("Case {case} is {status}, and goes nowhere from there. A new case may follow it."), case=case.id, status=case.status
            )
        message = N_("Case {case} is {status}, and cannot become {wanted}. From there it may go to {moves}.")
        raise DuError(message, case=case.id, status=case.status, wanted=status, moves=moves(case))
    return [Set(("status",), status)]


def _target(case: Case, meeting: Meeting, outcome: str) -> str:
    """Where a case goes with an outcome; nowhere when the meeting's outcome was the same before."""
    if any(one.meeting == meeting.id and one.outcome == outcome for one in case.handling):
        return case.status
    if outcome in FINAL:
        return "concluded"
    if outcome == "withdrawn":
        return "withdrawn"
    return "in_preparation" if case.responsible else case.status


def _handling(case: Case, meeting: Meeting, found: Handled) -> Edit:
    value = {"date": meeting.day, "meeting": meeting.id, "outcome": found.outcome, "note": found.note}
    for number, before in enumerate(case.handling):
        if before.meeting == meeting.id:
            return Set(("handling", number), value | {"note": found.note if found.note is not None else before.note})
    later = sum(before.date > meeting.day for before in case.handling)
    if not later:
        return Append(("handling",), value)
    every = sorted([*map(plain, case.handling), value], key=lambda one: str(one["date"]))
    return Set(("handling",), every)


def plain(record: Record) -> dict[str, Any]:
    """A record as its file has it."""
    return record.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _recommendation(dataset: Dataset, case: Case, meeting: Meeting, found: Handled) -> list[Edit]:
    before = plain(case.recommendation) if case.recommendation else {}
    text = found.text or before.get("text") or case.proposal
    if not (text or "").strip():
        if case.addressee or found.position or found.votes or found.dissents:
            message = N_("Case {case} has no proposal to adopt. Give --recommendation with the text as adopted.")
            raise DuError(message, case=case.id)
        return []
    out = recused(case)
    for member, _ in found.dissents:
        if member in out:
            message = N_("{person} is recused in case {case}, and takes no part in it.")
            raise DuError(message, person=dataset.member_name(member), case=case.id)
    if found.votes:
        _count(dataset, case, meeting, found.votes)
    return [Set(("recommendation",), before | _adopted(meeting, text or "", found, before))]


def _adopted(meeting: Meeting, text: str, found: Handled, before: dict[str, Any]) -> dict[str, Any]:
    votes = {"for": found.votes.for_, "against": found.votes.against, "abstained": found.votes.abstained} if found.votes else None
    dissents = [{"member": member, "text": view} for member, view in found.dissents]
    return {
        "adopted": meeting.day,
        "by": "meeting",
        "meeting": meeting.id,
        "text": text,
        "text_sha256": digest(text),
        "position": found.position or before.get("position"),
        "votes": votes or before.get("votes"),
        "dissents": dissents or before.get("dissents", []),
    }


def _count(dataset: Dataset, case: Case, meeting: Meeting, votes: Votes) -> None:
    """Raise ``DuError`` when more voted than were present without being recused."""
    present = present_count(dataset, meeting)
    if present is None:
        message = N_("Votes are held against who was there. Record that first: du-cli meetings attend {meeting}.")
        raise DuError(message, meeting=meeting.id)
    voters = present - len(leaving(case, meeting))
    if sum(votes) > voters:
        message = N_("{votes} votes in case {case}, but only {voters} were present at {meeting} and not recused.")
        raise DuError(message, votes=sum(votes), case=case.id, voters=voters, meeting=meeting.id)


def leaving(case: Case, meeting: Meeting) -> tuple[str, ...]:
    """Ids of those present at a meeting who leave for a case, being recused."""
    attendance = meeting.attendance
    present = {meeting.chair, *(attendance.present if attendance else ())}
    return tuple(sorted(recused(case) & present))
