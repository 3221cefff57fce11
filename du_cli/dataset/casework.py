"""How a case moves: the statuses in order, where it may go from each, and what each needs."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset
    from du_cli.models.base import Record
    from du_cli.models.cases import Case, Status

MOVES: Final[Mapping["Status", tuple["Status", ...]]] = {
    "proposed": ("in_preparation", "on_agenda", "in_written_procedure", "withdrawn"),
    "in_preparation": ("on_agenda", "in_written_procedure", "withdrawn"),
    "on_agenda": ("concluded", "in_preparation", "in_written_procedure", "withdrawn"),
    "in_written_procedure": ("concluded", "on_agenda", "in_preparation", "withdrawn"),
    "concluded": ("submitted", "closed"),
    "submitted": ("closed",),
    "closed": (),
    "withdrawn": (),
}
"""By status, in the order a case passes them: where it may go. ``moves`` says which of them one case may make."""

MEETING_MOVES: Final[Mapping[str, tuple[str, ...]]] = {
    "planned": ("called", "cancelled"),
    "called": ("held", "cancelled"),
    "held": ("approved",),
    "approved": (),
    "cancelled": (),
}
"""By status, in the order a meeting passes them: where it may go."""

CASE_STATUS: Final[Mapping[str, str]] = {
    "proposed": N_("proposed"),
    "in_preparation": N_("in preparation"),
    "on_agenda": N_("on an agenda"),
    "in_written_procedure": N_("in written procedure"),
    "concluded": N_("concluded"),
    "submitted": N_("submitted"),
    "closed": N_("closed"),
    "withdrawn": N_("withdrawn"),
}
"""What the statuses of a case are called."""

MEETING_STATUS: Final[Mapping[str, str]] = {
    "planned": N_("planned"),
    "called": N_("called"),
    "held": N_("held"),
    "approved": N_("minutes approved"),
    "cancelled": N_("cancelled"),
}
"""What those of a meeting are called."""

CONCLUDED: Final = frozenset(("concluded", "submitted", "closed"))
"""Statuses of a case the committee is finished with, or that is out of its hands."""

OVER: Final = frozenset(("closed", "withdrawn"))
"""Statuses from which no case moves."""

FINAL: Final = frozenset(("adopted", "rejected", "noted", "referred", "contributed"))
"""Outcomes of a handling that conclude a case."""

OUTCOMES: Final = ("discussed", "postponed", "adopted", "rejected", "noted", "referred", "contributed", "withdrawn")
"""What a meeting may make of an item; that a case got no answer is no meeting's outcome."""

AHEAD: Final = ("planned", "called")
"""Statuses of a meeting that is still to be held."""

HELD: Final = frozenset(("held", "approved"))
"""Statuses of a meeting that took place."""


class Lack(NamedTuple):
    """What a status still needs, and how it is recorded: texts, and the command that does it.

    The command is without its ``du-cli``; its place ``{id}`` is the case's, and ``{agenda}`` what ``meetings.agenda_command`` gives.
    """

    message: str
    hint: str
    command: str | None = None


def stated(value: object) -> bool:
    """Whether a value says anything: null, an empty list and a text of nothing but blanks do not."""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, ())


def given(part: "Record | None") -> bool:
    """Whether a part of a case says anything: a mapping of nothing but nulls does not."""
    return part is not None and any(map(stated, vars(part).values()))


def outcome(case: "Case") -> str | None:
    """The outcome that concluded the case: that of its last final handling."""
    return next((found.outcome for found in reversed(case.handling) if found.outcome in FINAL), None)


def adopted_at(case: "Case") -> str | None:
    """Id of the meeting that adopted the recommendation: its own, else that of a handling on the day, if any of one that adopted it."""
    recommendation = case.recommendation
    if recommendation is None or recommendation.meeting:
        return recommendation.meeting if recommendation else None
    day = recommendation.adopted
    handled = [found for found in case.handling if day and found.date == day and found.meeting]
    return next((found.meeting for found in handled if found.outcome == "adopted"), handled[0].meeting if handled else None)


def recused(case: "Case") -> frozenset[str]:
    """Ids of the members who are recused."""
    return frozenset([found.member for found in case.recusals if found.outcome == "recused"]) if case.recusals else _NOBODY


_NOBODY: Final[frozenset[str]] = frozenset()


def votes_cast(case: "Case") -> int:
    """How many votes were counted in the meeting that adopted the recommendation, those who did not vote among them."""
    votes = case.recommendation.votes if case.recommendation else None
    return sum(count or 0 for count in (votes.for_, votes.against, votes.abstained)) if votes else 0


def moves(case: "Case") -> tuple["Status", ...]:
    """Where a case may go from where it stands; a concluded one by its addressee and outcome."""
    if case.status != "concluded":
        return MOVES[case.status]
    closes = case.addressee is None or outcome(case) in FINAL - {"adopted"}
    return tuple(status for status in MOVES["concluded"] if (closes if status == "closed" else case.addressee is not None))


def lacks(dataset: "Dataset", case: "Case", status: "Status") -> Lack | None:
    """What a case lacks of what a status needs; None when it has it all."""
    for has, lack in _NEEDS[status]:
        if not has(dataset, case):
            return lack
    return None


def _concluded(_: "Dataset", case: "Case") -> bool:
    return given(case.recommendation) or outcome(case) is not None


def _answered(_: "Dataset", case: "Case") -> bool:
    unanswered = any(found.outcome == "unanswered" for found in case.handling)
    return not given(case.submission) or given(case.answer) or unanswered


def _explained(_: "Dataset", case: "Case") -> bool:
    return any(found.outcome == "withdrawn" and stated(found.note) for found in case.handling)


def _written(key: str) -> Callable[[Any, "Case"], bool]:
    return lambda _, case: bool(case.written_procedure and getattr(case.written_procedure, key))


_NEEDS: Final[Mapping[str, tuple[tuple[Callable[["Dataset", "Case"], bool], Lack], ...]]] = {
    "proposed": (
        (
            lambda _, case: bool(case.raised.date),
            Lack(N_("The day the case was raised is not recorded."), N_("Record the day (raised.date).")),
        ),
    ),
    "in_preparation": (
        (
            lambda _, case: bool(case.responsible),
            Lack(N_("Nobody is responsible for the case."), N_("Record who is (responsible).")),
        ),
    ),
    "on_agenda": (
        (
            lambda dataset, case: case.id in dataset.agenda_of,
            Lack(N_("The case is on no meeting's agenda."), N_("Put it on the agenda of a meeting."), "{agenda}"),
        ),
    ),
    "in_written_procedure": (
        (
            _written("sent"),
            Lack(N_("The day the case was sent out in writing is not recorded."), N_("Record the day (written_procedure.sent).")),
        ),
        (
            _written("deadline"),
            Lack(N_("The case is handled in writing without a deadline."), N_("Record the deadline (written_procedure.deadline).")),
        ),
    ),
    "concluded": (
        (
            _concluded,
            Lack(
                N_("The case has neither a recommendation nor a handling with a final outcome."),
                N_("Record the recommendation, or a handling that is adopted, rejected, noted, referred or contributed."),
                "cases conclude {id} OUTCOME",
            ),
        ),
    ),
    "submitted": (
        (
            lambda _, case: given(case.submission),
            Lack(N_("Nothing is recorded of the submission."), N_("Record the day and to whom (submission)."), "cases submit {id}"),
        ),
    ),
    "closed": (
        (
            lambda _, case: given(case.submission) or case.addressee is None or outcome(case) in FINAL - {"adopted"},
            Lack(
                N_("The case has an addressee, and was closed without being sent there."),
                N_("Record the submission and the answer; what stays in the committee has no addressee."),
            ),
        ),
        (
            _answered,
            Lack(
                N_("The case was submitted, and neither an answer nor a handling as unanswered is recorded."),
                N_("Record the answer, or a handling with the outcome unanswered."),
                "cases answer {id} OUTCOME",
            ),
        ),
    ),
    "withdrawn": (
        (
            _explained,
            Lack(
                N_("Why the case was withdrawn is not recorded."),
                N_("Record a handling with the outcome withdrawn and a note that says why."),
                "cases withdraw {id} --note TEXT",
            ),
        ),
    ),
}
"""By status: whether a case has each thing it needs, and what to say when it has not."""
