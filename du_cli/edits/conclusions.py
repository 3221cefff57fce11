"""What concludes a case: the outcome, and the recommendation when it was adopted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from du_cli import counts
from du_cli.dataset.attendance import names_somebody, present, present_count, sitting
from du_cli.dataset.canonical_text import digest
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import FINAL, recused
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import minutes_command
from du_cli.edits.cases import changed, handled, next_step, number_of, refuse_move
from du_cli.edits.change import Change, prose
from du_cli.edits.naming import member_named
from du_cli.edits.standing import REFUSED
from du_cli.errors import DuError, Needed, NeededError
from du_cli.i18n import N_, Message
from du_cli.models.cases import Case, Handling, HandlingOutcome, RecommendationPosition
from du_cli.models.meetings import Meeting
from du_cli.models.record import altered
from du_cli.yamlfile.steps import Edit, Set


@dataclass(frozen=True)
class Votes:
    """Votes counted in a meeting."""

    for_: int = 0
    against: int = 0
    abstained: int = 0


@dataclass(frozen=True)
class Conclusion:
    """What concludes a case; what is None takes its default, or is not known."""

    outcome: HandlingOutcome
    meeting: str | None = None
    """Id of the meeting; None: the latest one so far with the case on its agenda."""
    note: str | None = None
    text: str | None = None
    """The recommendation as adopted; None: the proposal."""
    position: RecommendationPosition | None = None
    votes: Votes | None = None
    dissents: tuple[tuple[str, str], ...] = ()
    """Members, by id or name, and their own views."""


CONCLUDED: Final = {
    "adopted": N_("case {number}: adopted"),
    "rejected": N_("case {number}: rejected"),
    "noted": N_("case {number}: noted"),
    "referred": N_("case {number}: referred to somebody else"),
    "contributed": N_("case {number}: the committee has contributed"),
}


def conclude(dataset: Dataset, file: CaseFile, wanted: Conclusion) -> Change:
    """Record what a meeting made of a case, with the recommendation when it was adopted, and move it to concluded.

    A case in written procedure is concluded by closing that; once it is closed, by this. Raises ``DuError`` where the
    table does not allow it, the case was on no meeting's agenda, or what a recommendation needs is missing.
    """
    edits = concluding(dataset, file, wanted)
    after = altered(file.case, status="concluded", handling=(Handling(date=dataset.at, outcome=wanted.outcome),))
    change = changed(dataset, file, edits, Message(CONCLUDED[wanted.outcome]), next_step(dataset, after))
    return replace(change, says=outvoted(dataset, file.case, wanted))


def outvoted(dataset: Dataset, case: Case, wanted: Conclusion) -> tuple[Message, ...]:
    """What to say of a case that is adopted with more votes against it than for it."""
    votes = wanted.votes
    if wanted.outcome != "adopted" or votes is None or votes.against <= votes.for_:
        return ()
    message = N_("Case {number} is recorded as adopted, with {against} against it and {for} for it. Is the outcome right?")
    values = {"against": counts.votes(votes.against), "for": counts.votes(votes.for_)}
    return (Message(message, {"number": number_of(dataset, case), **values}),)


def concluding(dataset: Dataset, file: CaseFile, wanted: Conclusion) -> list[Edit]:
    """The edits of a case's file that conclude it."""
    case = file.case
    refuse_move(dataset, case, "concluded")
    closed = case.written_procedure.closed if case.written_procedure else None
    if case.status == "in_written_procedure" and closed:
        meeting, day = None, closed
    else:
        meeting = _meeting(dataset, case, wanted.meeting)
        day = meeting.day
    if meeting is None and wanted.votes:
        raise DuError(N_("Votes are counted in meetings only; what is answered in writing is counted from the answers."))
    edits = handled(file, Handling(date=day, meeting=meeting.id if meeting else None, outcome=wanted.outcome, note=wanted.note))
    if wanted.outcome == "adopted":
        edits.append(Set(("recommendation",), recommendation(dataset, case, day, meeting, wanted)))
    elif wanted.text or wanted.position or wanted.votes or wanted.dissents:
        raise DuError(N_("A recommendation is recorded only with a case that is adopted."))
    return [*edits, Set(("status",), "concluded")]


def _meeting(dataset: Dataset, case: Case, wanted: str | None) -> Meeting:
    """The meeting that concluded a case: the one asked for, else the latest so far with the case on its agenda."""
    number, on_agenda = number_of(dataset, case), {meeting.id: meeting for _, meeting, _, _ in dataset.agenda_of.get(case.id, ())}
    if wanted and wanted not in on_agenda:
        raise DuError(N_("Case {number} is not on the agenda of the meeting {meeting}."), number=number, meeting=wanted)
    among = [on_agenda[wanted]] if wanted else [one for one in on_agenda.values() if one.status != "cancelled"]
    past = [one for one in among if one.day <= dataset.at]
    if past:
        return _begun(dataset, case, max(past, key=lambda one: (one.day, one.id)))
    if not among:
        raise DuError(N_("Case {number} is on no meeting's agenda, so no meeting can have concluded it."), number=number)
    message = N_("The meeting with case {number} on its agenda is on {day}. Record what comes of it that day, or later.")
    raise DuError(message, number=number, day=min(one.day for one in among))


def _begun(dataset: Dataset, case: Case, meeting: Meeting) -> Meeting:
    """The same meeting; raises ``DuError`` when it was not called, is cancelled, or made something else of the case."""
    if meeting.status in ("planned", "cancelled"):
        raise DuError(REFUSED[meeting.status], meeting=meeting.id)
    before = next((one.outcome for one in case.handling if one.meeting == meeting.id and one.outcome not in FINAL), None)
    if before:
        message = N_("The meeting {meeting} has the outcome {outcome} for case {number}. If that is wrong, correct it: {command}")
        item = next(one.item for one in meeting.agenda if one.case == case.id)
        values = {"number": number_of(dataset, case), "outcome": before, "command": minutes_command(meeting.id, item)}
        raise DuError(message, meeting=meeting.id, **values)
    return meeting


def recommendation(dataset: Dataset, case: Case, adopted: date, meeting: Meeting | None, wanted: Conclusion) -> dict[str, Any]:
    """A recommendation as a case holds it; raises ``DuError`` when there is no text."""
    text = prose(wanted.text) if wanted.text else case.proposal
    if not text or not text.strip():
        message = N_("Case {number} has no proposal, so the recommendation's text is missing. Give --text.")
        raise NeededError(message, Needed("text", "--text", N_("The recommendation as adopted")), number=number_of(dataset, case))
    if wanted.votes and meeting:
        _count(dataset, case, meeting, wanted.votes)
    votes = wanted.votes
    return {
        "adopted": adopted,
        "by": "meeting" if meeting else "written_procedure",
        "meeting": meeting.id if meeting else None,
        "text": text,
        "text_sha256": digest(text),
        "position": wanted.position,
        "votes": {"for": votes.for_, "against": votes.against, "abstained": votes.abstained} if votes else None,
        "dissents": list(_dissents(dataset, case, adopted, meeting, wanted.dissents)),
    }


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


def _dissents(
    dataset: Dataset, case: Case, adopted: date, meeting: Meeting | None, wanted: Iterable[tuple[str, str]]
) -> Iterable[dict[str, str]]:
    out = recused(case)
    for who, text in wanted:
        member, number = member_named(dataset, who), number_of(dataset, case)
        if member.id in out:
            message = N_("{person} is recused from case {number}, and has no part in its recommendation.")
            raise DuError(message, person=member.name, number=number)
        if why := _took_no_part(dataset, case, adopted, meeting, member.id):
            raise DuError(why, person=member.name, number=number, day=adopted, meeting=meeting.id if meeting else None)
        yield {"member": member.id, "text": text}


def _took_no_part(dataset: Dataset, case: Case, adopted: date, meeting: Meeting | None, member: str) -> str | None:
    """Why somebody had no say in a recommendation: not there, not in office where nobody recorded who was there, or silent in writing."""
    if meeting is None:
        responses = case.written_procedure.responses if case.written_procedure else ()
        answered = any(one.member == member and one.date <= adopted for one in responses)
        return None if answered else N_("{person} did not answer in case {number}, so there is no dissent to record.")
    if not names_somebody(meeting.attendance):
        sits = member == meeting.chair or member in sitting(dataset, meeting.day)
        return None if sits else N_("{person} was not in office on {day}, so there is no dissent to record.")
    there = present(dataset, meeting)
    if member in there.members | there.represented:
        return None
    return N_("{person} was not at the meeting {meeting}, so there is no dissent to record. See du-cli meetings attend {meeting}.")
