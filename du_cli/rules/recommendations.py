"""DU305, DU306: what a recommendation and an application for money hold."""

from collections.abc import Iterator

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import adopted_at, stated
from du_cli.dataset.dataset import Dataset
from du_cli.findings import Basis, Severity
from du_cli.i18n import N_
from du_cli.models.base import Record
from du_cli.rules.base import Answers, case_rule, found


@case_rule(
    "DU305",
    N_("A recommendation without text, date or how it was adopted"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_(
        "A recommendation has its text, the day it was adopted, and whether in writing or at which meeting; that one is not cancelled."
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
    elif recommendation.by == "written_procedure" and case.case.written_procedure and case.case.written_procedure.closed is None:
        message, hint = N_("Adopted in writing, and the written procedure is not closed."), N_("Record the day it was closed.")
        yield found(case, ("written_procedure", "closed"), message, hint, command=f"written close {case.case.id}")
    elif recommendation.by == "meeting" and not adopted_at(case.case):
        message = N_("The meeting that adopted the recommendation is not recorded.")
        hint = N_("Record the meeting's id, or a handling that names it on the day of adoption.")
        yield found(case, ("recommendation", "meeting"), message, hint)
    elif recommendation.by == "meeting" and _is_cancelled(dataset, recommendation.meeting):
        message = N_("The recommendation was adopted at the meeting {meeting}, which is cancelled.")
        hint = N_("Record the meeting that adopted it; or, if that one was held after all, correct its status.")
        yield found(case, ("recommendation", "meeting"), message, hint, meeting=recommendation.meeting)


def _is_cancelled(dataset: Dataset, meeting_id: str | None) -> bool:
    _, meeting = dataset.meeting.get(meeting_id or "", ("", None))
    return meeting is not None and meeting.status == "cancelled"


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
