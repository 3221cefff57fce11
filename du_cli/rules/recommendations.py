"""DU305, DU306: what a recommendation and an application for money hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import FINAL, HELD, adopted_at, stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import dated
from du_cli.findings import FILE_NOT_READ, Basis, Severity
from du_cli.i18n import N_
from du_cli.models.base import Record
from du_cli.rules.base import Answers, case_rule, found, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from du_cli.models.cases import Handling, Recommendation
    from du_cli.models.meetings import AgendaItem


@case_rule(
    "DU305",
    N_("A recommendation without text, date or how it was adopted"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_(
        "A recommendation has its text, the day it was adopted, and whether in writing, with its written procedure, or at which meeting. "
        "That meeting is not cancelled, it had the case on its agenda, and where an outcome is recorded, it is adopted."
    ),
    why=N_("The body that receives it must see what was recommended, and when and how the committee came to it."),
    mend=N_("Record text, adopted, by and, when it was adopted in a meeting, the meeting."),
)
def recommendation_complete(dataset: Dataset, case: CaseFile) -> Answers:
    recommendation = case.case.recommendation
    if recommendation is None or not case.whole:
        return
    if not stated(recommendation.text):
        yield found(case, ("recommendation", "text"), N_("The recommendation has no text."), N_("Record the text as adopted."))
    if recommendation.adopted is None:
        message = N_("The day the recommendation was adopted is not recorded.")
        yield found(case, ("recommendation", "adopted"), message, N_("Record the day (adopted)."))
    if recommendation.by is None:
        message = N_("How the recommendation was adopted is not recorded.")
        yield found(case, ("recommendation", "by"), message, N_("Record by: meeting or written_procedure."))
    elif recommendation.by == "written_procedure":
        yield from _in_writing(case)
    else:
        yield from _at_a_meeting(dataset, case, recommendation)


def _in_writing(case: CaseFile) -> Answers:
    procedure = case.case.written_procedure
    if procedure is None:
        message, hint = N_("Adopted in writing, and no written procedure is recorded."), N_("Record it (written_procedure), or correct by.")
        yield found(case, ("recommendation", "by"), message, hint)
    elif procedure.closed is None:
        message, hint = N_("Adopted in writing, and the written procedure is not closed."), N_("Record the day it was closed.")
        yield found(case, ("written_procedure", "closed"), message, hint, command=f"written close {case.case.id}")


def _at_a_meeting(dataset: Dataset, case: CaseFile, recommendation: "Recommendation") -> Answers:
    name = adopted_at(case.case)
    _, meeting = dataset.meeting.get(name or "", ("", None))
    if not name:
        message = N_("The meeting that adopted the recommendation is not recorded.")
        hint = N_("Record the meeting's id, or a handling that names it on the day of adoption.")
        yield found(case, ("recommendation", "meeting"), message, hint)
    elif recommendation.meeting and meeting and meeting.status == "cancelled":
        message = N_("The recommendation was adopted at the meeting on {meeting}, which is cancelled.")
        hint = N_("Record the meeting that adopted it; or, if that one was held after all, correct its status.")
        yield found(case, ("recommendation", "meeting"), message, hint, meeting=dated(name))
    else:
        yield from _not_adopted(dataset, case, name)


def _not_adopted(dataset: Dataset, case: CaseFile, name: str) -> Answers:
    """What the handling at the meeting says against its adoption there; without one, what the meeting says."""
    key, hint = ("recommendation", "meeting"), N_("Record the meeting that adopted it, or correct the outcome.")
    handled = [one for one in case.case.handling if one.meeting == name]
    if decided := _decided(handled):
        if "adopted" not in decided:
            message = N_("The recommendation was not adopted at the meeting on {meeting}: the case's handling there says {outcome}.")
            yield found(case, key, message, hint, meeting=dated(name), outcome=decided)
        return
    path, meeting = dataset.meeting.get(name, ("", None))
    if meeting is None and (lost := dataset.unusable_file("meeting", name)):
        yield unknown(case, key, FILE_NOT_READ, N_("Correct the file."), path=lost)
    if meeting is None or meeting.status not in HELD:
        return
    items = [item for item in meeting.agenda if item.case == case.case.id]
    decided = _decided(items)
    if decided and "adopted" not in decided:
        message = N_("The recommendation was not adopted at the meeting on {meeting}: its item there has the outcome {outcome}.")
        yield found(case, key, message, hint, meeting=dated(name), outcome=decided)
    elif not items and not handled and dataset.whole(path):
        message = N_("The recommendation was not adopted at the meeting on {meeting}, which has no item about the case.")
        hint = N_("Record the meeting that adopted it, or correct that meeting's agenda.")
        yield found(case, key, message, hint, meeting=dated(name))


def _decided(records: "Iterable[AgendaItem | Handling]") -> tuple[str, ...]:
    """The outcomes that conclude a case or put it off."""
    return tuple(one.outcome for one in records if one.outcome in FINAL or one.outcome == "postponed")


@case_rule(
    "DU306",
    N_("An application without name, applicants or amount"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("A project that asks a funding scheme for money has a name, at least one applicant and an amount."),
    why=N_("Nobody can judge an application without knowing who asks for how much to do what."),
    mend=N_("Record what is missing under project; without an application, scheme is null."),
)
def application_complete(_: Dataset, case: CaseFile) -> Answers:
    project = case.case.project
    if project is None or not stated(project.scheme) or not case.whole:
        return
    hint = N_("Record it under project; without an application, scheme is null.")
    for key, message in _missing(project):
        yield found(case, ("project", key), message, hint, scheme=project.scheme)


def _missing(project: Record) -> Iterator[tuple[str, str]]:
    wanted = {
        "name": N_("The project that asks {scheme} for money has no name."),
        "applicants": N_("Who asks {scheme} for money is not recorded."),
        "amount": N_("How much is asked of {scheme} is not recorded."),
    }
    return ((key, message) for key, message in wanted.items() if not stated(getattr(project, key)))
