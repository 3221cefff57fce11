"""What a meeting does to a case: put on its agenda, taken off, and handled with an outcome."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import AHEAD, CASE_STATUS, CONCLUDED, FINAL, OVER, moves
from du_cli.dataset.dataset import Dataset
from du_cli.edits.cases import number_of, refuse_move, refuse_open_procedure
from du_cli.edits.change import changed_file
from du_cli.edits.conclusions import Conclusion, recommendation
from du_cli.errors import DuError, Needed, NeededError
from du_cli.i18n import N_, Term
from du_cli.models.cases import Case, HandlingOutcome, Status
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


def handled(dataset: Dataset, file: CaseFile, meeting: Meeting, found: Conclusion) -> bytes:
    """The text of a case's file with what a meeting made of it: the handling, the recommendation when adopted, and where it goes.

    Recorded before by the same meeting, the handling is corrected. Raises ``DuError`` for what cannot be: a move the
    case cannot make, a withdrawal without its reason, more votes than there were voters, a recommendation without text,
    and any change of a case that has been sent on, closed or withdrawn.
    """
    case = file.case
    before = _outcome_at(case, meeting)
    if found.outcome == "withdrawn" != before and not (found.note or "").strip():
        message = N_("Case {number} is withdrawn. Give --note with why.")
        raise NeededError(message, Needed("note", "--note", N_("Why it is withdrawn")), number=number_of(dataset, case))
    _refuse_gone_on(dataset, file, meeting, found)
    if before == found.outcome and found == Conclusion(found.outcome, found.meeting) and case.status in KEPT:
        return dataset.files[file.path]
    text = changed_file(dataset, file.path, _edits(dataset, case, meeting, found))
    if before and case.status in KEPT and text != dataset.files[file.path]:
        raise _kept(dataset, case, meeting)
    return text


FINISHED: Final = CONCLUDED | OVER
"""Statuses of a case the committee is finished with."""

KEPT: Final = FINISHED - {"concluded"}
"""Those of a case that keeps what a meeting made of it."""


def _outcome_at(case: Case, meeting: Meeting) -> HandlingOutcome | None:
    """The outcome a case has at a meeting; None where none is recorded."""
    return next((one.outcome for one in case.handling if one.meeting == meeting.id), None)


def _edits(dataset: Dataset, case: Case, meeting: Meeting, found: Conclusion) -> list[Edit]:
    edits = [_handling(case, meeting, found), *_moved(dataset, case, _target(case, meeting, found.outcome))]
    if found.outcome == "adopted":
        edits += _recommendation(dataset, case, meeting, found)
    elif any((found.text, found.position, found.votes, found.dissents)):
        raise DuError(
            N_("A recommendation, its position, votes and dissents go with the outcome adopted, not {outcome}."), outcome=found.outcome
        )
    return edits


def _refuse_gone_on(dataset: Dataset, file: CaseFile, meeting: Meeting, found: Conclusion) -> None:
    """Raise ``DuError`` when a case has gone where a meeting's outcome cannot take it, or take it back from."""
    case, before = file.case, _outcome_at(file.case, meeting)
    if before == found.outcome:
        return
    if before is None:
        _refuse_over(dataset, case, meeting, found)
    elif case.status in KEPT:
        raise _kept(dataset, case, meeting)
    elif before == "adopted" or not (_still_stands(dataset, case, meeting) and _may_become(case, _target(case, meeting, found.outcome))):
        message = N_(
            "The outcome of case {number} at this meeting is recorded as {outcome}, and the case is {status}. "
            "If that is wrong, correct {path} and {meeting} by hand."
        )
        values = {"path": file.path, "meeting": dataset.meeting[meeting.id][0]}
        raise DuError(message, number=number_of(dataset, case), outcome=before, status=Term(CASE_STATUS[case.status]), **values)


def _refuse_over(dataset: Dataset, case: Case, meeting: Meeting, found: Conclusion) -> None:
    """Raise ``DuError`` when a case is over for the committee and gets one more outcome, but for what an earlier meeting talked about."""
    earlier = any(one.date > meeting.day for one in case.handling) and found.outcome not in FINAL | {"withdrawn"}
    if case.status not in FINISHED or earlier:
        return
    message = N_(
        "Case {number} is {status}, so the meeting {meeting} concludes nothing in it. What is new goes in a new case "
        "(du-cli cases new --follows {id}); take this one off the agenda: du-cli meetings agenda {meeting} --remove {number}"
    )
    raise DuError(message, number=number_of(dataset, case), status=Term(CASE_STATUS[case.status]), meeting=meeting.id, id=case.id)


def _still_stands(dataset: Dataset, case: Case, meeting: Meeting) -> bool:
    """Whether nothing has happened to a case since a meeting handled it: no other handling, agenda or written procedure."""
    others = (other for _, other, _, _ in dataset.agenda_of.get(case.id, ()) if other.id != meeting.id)
    sent = case.written_procedure.sent if case.written_procedure else None
    later = any(other.status in AHEAD for other in others) or (sent is not None and sent >= meeting.day)
    return case.handling[-1].meeting == meeting.id and not later


def _may_become(case: Case, status: Status) -> bool:
    return status == case.status or status in moves(case)


def _kept(dataset: Dataset, case: Case, meeting: Meeting) -> DuError:
    """Why a meeting's outcome is not changed any more, and what can be done instead."""
    message = N_(
        "Case {number} is {status}, so what the meeting {meeting} made of it stays as it is recorded. "
        "A new case can take it up (du-cli cases new --follows {id}), "
        "and the text of the item can be corrected: du-cli meetings minutes {meeting} --item {item} --text TEXT"
    )
    item = next(one.item for one in meeting.agenda if one.case == case.id)
    values = {"status": Term(CASE_STATUS[case.status]), "meeting": meeting.id, "id": case.id, "item": item}
    return DuError(message, number=number_of(dataset, case), **values)


def _moved(dataset: Dataset, case: Case, status: Status) -> list[Edit]:
    if case.status == status:
        return []
    refuse_move(dataset, case, status)
    return [Set(("status",), status)]


def _target(case: Case, meeting: Meeting, outcome: str) -> Status:
    """Where a case goes with an outcome; nowhere when the meeting's outcome was the same before, or the case is over."""
    before = _outcome_at(case, meeting)
    if before == outcome or (before is None and case.status in FINISHED and outcome not in FINAL):
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
    value = recommendation(dataset, case, meeting.day, meeting, found if found.text else replace(found, text=before.get("text")))
    kept = {key: before[key] for key in ("position", "votes", "dissents") if before.get(key) and not value[key]}
    return [Set(("recommendation",), before | value | kept)]
