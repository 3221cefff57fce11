"""What a meeting does to a case: put on its agenda, taken off, and handled with an outcome."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from du_cli import counts
from du_cli.dataset.attendance import present_count
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import AHEAD, CASE_STATUS, FINAL, moves, recused
from du_cli.dataset.dataset import Dataset
from du_cli.edits.cases import number_of, refuse_move, refuse_open_procedure
from du_cli.edits.conclusions import Conclusion, Votes, recommendation
from du_cli.errors import DuError, Needed, NeededError
from du_cli.i18n import N_, Term
from du_cli.models.cases import Case, Status
from du_cli.models.meetings import Meeting
from du_cli.models.record import Record, given
from du_cli.yamlfile.steps import Append, Edit, Set


def cases_on(dataset: Dataset, meeting: Meeting) -> Iterator[CaseFile]:
    """The cases on a meeting's agenda, in its order."""
    files = {file.case.id: file for file in dataset.case_files}
    return (files[item.case] for item in meeting.agenda if item.case in files)


def on_agenda(dataset: Dataset, case: Case) -> list[Edit]:
    """The edits that put a case on an agenda; raises ``DuError`` when it cannot go there."""
    refuse_open_procedure(dataset, case, "on_agenda")
    return _moved(dataset, case, "on_agenda")


def off_agenda(dataset: Dataset, case: Case, meeting: Meeting) -> list[Edit]:
    """The edits that take a case off a meeting's agenda: back to preparation, unless another meeting ahead has it."""
    others = (other for _, other, _, _ in dataset.agenda_of.get(case.id, ()) if other.id != meeting.id)
    if case.status != "on_agenda" or any(other.status in AHEAD for other in others):
        return []
    return _moved(dataset, case, "in_preparation")


def handled(dataset: Dataset, case: Case, meeting: Meeting, found: Conclusion) -> list[Edit]:
    """The edits of a case that a meeting handled: the handling, the recommendation when adopted, and where it goes.

    Recorded before by the same meeting, the handling is corrected. Raises ``DuError`` for what cannot be: a move the
    case cannot make, a withdrawal without its reason, more votes than there were voters, a recommendation without text.
    """
    if found.outcome == "withdrawn" and not (found.note or "").strip():
        message = N_("Case {number} is withdrawn. Give --note with why.")
        raise NeededError(message, Needed("note", "--note", N_("Why it is withdrawn")), number=number_of(dataset, case))
    _refuse_gone_on(dataset, case, meeting, found)
    edits = [_handling(case, meeting, found), *_moved(dataset, case, _target(case, meeting, found.outcome))]
    if found.outcome == "adopted":
        edits += _recommendation(dataset, case, meeting, found)
    elif any((found.text, found.position, found.votes, found.dissents)):
        raise DuError(
            N_("A recommendation, its position, votes and dissents go with the outcome adopted, not {outcome}."), outcome=found.outcome
        )
    return edits


def _refuse_gone_on(dataset: Dataset, case: Case, meeting: Meeting, found: Conclusion) -> None:
    """Raise ``DuError`` when an outcome recorded before has taken the case where another one cannot take it back from."""
    before = next((one.outcome for one in case.handling if one.meeting == meeting.id), found.outcome)
    target = _target(case, meeting, found.outcome)
    if before == found.outcome or (before != "adopted" and target in (case.status, *moves(case))):
        return
    files = {file.case.id: file.path for file in dataset.case_files}
    message = N_(
        "The outcome of case {number} at this meeting is recorded as {outcome}, and the case is {status}. "
        "If that is wrong, correct {path} and {meeting} by hand."
    )
    values = {"path": files[case.id], "meeting": dataset.meeting[meeting.id][0]}
    raise DuError(message, number=number_of(dataset, case), outcome=before, status=Term(CASE_STATUS[case.status]), **values)


def _moved(dataset: Dataset, case: Case, status: Status) -> list[Edit]:
    if case.status == status:
        return []
    refuse_move(dataset, case, status)
    return [Set(("status",), status)]


def _target(case: Case, meeting: Meeting, outcome: str) -> Status:
    """Where a case goes with an outcome; nowhere when the meeting's outcome was the same before."""
    if any(one.meeting == meeting.id and one.outcome == outcome for one in case.handling):
        return case.status
    if outcome in FINAL:
        return "concluded"
    if outcome == "withdrawn":
        return "withdrawn"
    return "in_preparation" if case.responsible else case.status


def _handling(case: Case, meeting: Meeting, found: Conclusion) -> Edit:
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
    return {key: _plain(value) for key, value in given(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return plain(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, date) else value


def _recommendation(dataset: Dataset, case: Case, meeting: Meeting, found: Conclusion) -> list[Edit]:
    """The recommendation adopted; what a correction does not mention stays."""
    before = plain(case.recommendation) if case.recommendation else {}
    if not (found.text or before.get("text") or case.proposal or "").strip():
        if case.addressee or found.position or found.votes or found.dissents:
            message = N_("Case {number} has no proposal to adopt. Give --recommendation with the text as adopted.")
            needed = Needed("text", "--recommendation", N_("The recommendation as adopted"))
            raise NeededError(message, needed, number=number_of(dataset, case))
        return []
    if found.votes:
        _count(dataset, case, meeting, found.votes)
    value = recommendation(dataset, case, meeting.day, meeting, found if found.text else replace(found, text=before.get("text")))
    kept = {key: before[key] for key in ("position", "votes", "dissents") if before.get(key) and not value[key]}
    return [Set(("recommendation",), before | value | kept)]


def _count(dataset: Dataset, case: Case, meeting: Meeting, votes: Votes) -> None:
    """Raise ``DuError`` when more voted than were present without being recused."""
    present, counted = present_count(dataset, meeting), votes.for_ + votes.against + votes.abstained
    if present is None:
        message = N_("Votes are held against who was there. Record that first: du-cli meetings attend {meeting}.")
        raise DuError(message, meeting=meeting.id)
    voters = present - len(leaving(case, meeting))
    if counted > voters:
        message = N_("{votes} in case {number}, but only {voters} present at {meeting} and not recused.")
        raise DuError(message, votes=counts.votes(counted), number=number_of(dataset, case), voters=voters, meeting=meeting.id)


def leaving(case: Case, meeting: Meeting) -> tuple[str, ...]:
    """Ids of those present at a meeting who leave for a case, being recused."""
    attendance = meeting.attendance
    present = {meeting.chair, *(attendance.present if attendance else ())}
    return tuple(sorted(recused(case) & present))
