"""Closing a written procedure: the answers counted, the silent named, and the case concluded or sent to a meeting."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from du_cli.dataset.attendance import quorum
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import CASE_STATUS, FINAL
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.written import Count, counted, deadline, unpublished_holders
from du_cli.edits.cases import changed, handled, next_step, number_of, responsible_named
from du_cli.edits.change import Change
from du_cli.edits.conclusions import Conclusion, recommendation
from du_cli.edits.written import not_answered, refuse_closed, silent_names, waiting_for
from du_cli.errors import DuError, Needed, NeededError
from du_cli.i18n import N_, Message, Term, said, speaking
from du_cli.models.cases import Case, Handling, RecommendationPosition, Response, Status, WrittenProcedure
from du_cli.models.record import altered
from du_cli.yamlfile.steps import Edit, Set


class Closing(NamedTuple):
    """How to close: ``conclude`` in spite of objections; the text adopted (None: the proposal), and the position it takes.

    ``responsible``: who prepares the case for a meeting, where nobody is yet (None: the secretariat). ``to_meeting``:
    nothing is concluded in writing, whatever was answered.
    """

    conclude: bool = False
    text: str | None = None
    position: RecommendationPosition | None = None
    responsible: str | None = None
    to_meeting: bool = False


def close(dataset: Dataset, file: CaseFile, wanted: Closing) -> Change:
    """Close a written procedure on the dataset's day, and conclude the case or send it to a meeting.

    It goes to a meeting when somebody objects or asks for one, and when nobody supports it: silence is never support.
    A case that has gone on without its procedure being closed stays where it is. Raises ``DuError`` before the deadline
    is over while answers are missing, unless it is to go to a meeting; after the day a case was concluded without it; and
    for ``conclude`` without more support than objections.
    """
    procedure, goes_on = refuse_closed(dataset, file.case), file.case.status == "in_written_procedure"
    if goes_on and not wanted.to_meeting:
        _refuse_too_soon(dataset, file.case, procedure, waiting_for(dataset, file.case))
    missing = silent_names(dataset, not_answered(dataset, file.case))
    count = counted(dataset, file.case, dataset.at)
    answers, summary = count.answers, _summary(dataset, procedure, count, missing)
    edits: list[Edit] = [
        Set(("written_procedure", "closed"), dataset.at),
        Set(("written_procedure", "summary"), _in_words(dataset, summary)),
    ]
    if not goes_on:
        change = _stays(dataset, file, edits, wanted)
    elif not wanted.to_meeting and _adopted(dataset, file.case, answers, wanted):
        change = _conclude(dataset, file, edits, wanted)
        change = replace(change, says=_too_few(dataset, file.case, answers))
    else:
        change = _to_a_meeting(dataset, file, edits, wanted.responsible)
    return replace(change, says=(*summary, *_opposed(dataset, answers), *change.says))


def _refuse_too_soon(dataset: Dataset, case: Case, procedure: WrittenProcedure, missing: tuple[str, ...]) -> None:
    last = deadline(procedure)
    if last and dataset.at <= last and missing:
        message = N_(
            "Answers in case {number} count until {deadline} is over, and these have not answered: {people}. "
            "To end it before that, and conclude nothing in writing: du-cli written close {id} --to-meeting"
        )
        raise DuError(message, number=number_of(dataset, case), deadline=last, people=missing, id=case.id)


_RESULT: Final = N_(
    "Supports it: {supports}. Supports it with comments: {with_comments}. Objects: {objects}. Asks for a meeting: {asks_for_meeting}. "
    "Abstains: {abstains}. No comment: {no_comment}."
)


def _summary(dataset: Dataset, procedure: WrittenProcedure, found: Count, missing: tuple[str, ...]) -> tuple[Message, ...]:
    """The result, who answered late, who is recused, and who was silent."""
    counts = Counter(one.position for one in found.answers)
    values = {name: counts[name] for name in ("supports", "objects", "asks_for_meeting", "abstains", "no_comment")}
    result, last = Message(_RESULT, {**values, "with_comments": counts["supports_with_comments"]}), deadline(procedure)
    late = tuple(_name(dataset, one) for one in found.answers if last and one.date > last)
    after = (Message(N_("Answered after the deadline, and counted: {people}."), {"people": late}),) if late else ()
    out = tuple(map(dataset.member_name, found.recused))
    apart = (Message(N_("Recused, and not counted: {people}."), {"people": out}),) if out else ()
    silent = Message(N_("Not answered: {people}."), {"people": missing}) if missing else Message(N_("Everybody has answered."))
    return (result, *after, *apart, silent)


def _in_words(dataset: Dataset, summary: tuple[Message, ...]) -> str:
    """The summary in the committee's language."""
    with speaking(dataset.mandate.committee.language if dataset.mandate else "en"):
        return "".join(f"{said(message)}\n" for message in summary)


def _opposed(dataset: Dataset, answers: tuple[Response, ...]) -> tuple[Message, ...]:
    """Who objected, and who asked for a meeting."""
    texts = {"objects": N_("Against it: {people}."), "asks_for_meeting": N_("Wish for a meeting: {people}.")}
    found = {position: tuple(_name(dataset, one) for one in answers if one.position == position) for position in texts}
    return tuple(Message(texts[position], {"people": people}) for position, people in found.items() if people)


def _name(dataset: Dataset, response: Response) -> str | None:
    return dataset.member_name(response.member) if response.member else dataset.body_name(response.body)


def _adopted(dataset: Dataset, case: Case, answers: tuple[Response, ...], wanted: Closing) -> bool:
    """Whether the proposal is adopted in writing; raises ``DuError`` when it is asked for and cannot be."""
    counts = Counter(one.position for one in answers)
    support, against = counts["supports"] + counts["supports_with_comments"], counts["objects"] + counts["asks_for_meeting"]
    if wanted.conclude and support <= against:
        message = N_(
            "Case {number} cannot be concluded in writing: in support {support}, against it or for a meeting {against}. "
            "Silence is never support."
        )
        raise DuError(message, number=number_of(dataset, case), support=support, against=against)
    return support > 0 and (wanted.conclude or not against)


def _conclude(dataset: Dataset, file: CaseFile, edits: list[Edit], wanted: Closing) -> Change:
    case = file.case
    adopted = Handling(date=dataset.at, outcome="adopted")
    conclusion = Conclusion("adopted", text=wanted.text, position=wanted.position)
    edits += handled(file, adopted)
    edits.append(Set(("recommendation",), recommendation(dataset, case, dataset.at, None, conclusion)))
    edits.append(Set(("status",), "concluded"))
    after = altered(case, status="concluded", handling=(*case.handling, adopted))
    return changed(dataset, file, edits, Message(N_("case {number}: adopted in writing")), next_step(dataset, after))


def _too_few(dataset: Dataset, case: Case, answers: tuple[Response, ...]) -> tuple[Message, ...]:
    """What to say of fewer answers than the secretariat's own quorum, of those who were asked."""
    share, people, procedure = dataset.policy.quorum_share, counted(dataset, case, dataset.at).asked, case.written_procedure
    if share is None or people is None or procedure is None or procedure.sent is None:
        return ()
    count = len(people) + sum(unpublished_holders(dataset, procedure.sent).values())
    needed = quorum(share, count)
    if len(answers) >= needed:
        return ()
    message = N_("Answered: {answered} of {asked} who were asked. The secretariat's own quorum would be {needed}.")
    return (Message(message, {"answered": len(answers), "asked": count, "needed": needed}),)


def _stays(dataset: Dataset, file: CaseFile, edits: list[Edit], wanted: Closing) -> Change:
    """The closing recorded, and the case left where it went without it."""
    values = {"number": number_of(dataset, file.case), "status": Term(CASE_STATUS[file.case.status])}
    if wanted != Closing():
        message = N_("Case {number} is {status} already, so closing only records the count. Leave out the other options.")
        raise DuError(message, **values)
    over = _over(file.case)
    if over and over < dataset.at:
        message = N_(
            "Case {number} is {status} since {over}, and its written procedure was over then. "
            "Close it as of that day: du-cli written close {id} --at {day}"
        )
        raise DuError(message, over=over, id=file.case.id, day=over.isoformat(), **values)
    change = changed(dataset, file, edits, Message(N_("case {number}: written procedure closed")), next_step(dataset, file.case))
    return replace(change, says=(Message(N_("Case {number} stays {status}."), values),))


def _over(case: Case) -> date | None:
    """The day a case was adopted, concluded otherwise or withdrawn; None where that is not recorded, or has not happened."""
    adopted = case.recommendation.adopted if case.recommendation else None
    return adopted or max((one.date for one in case.handling if one.outcome in FINAL | {"withdrawn"}), default=None)


def _to_a_meeting(dataset: Dataset, file: CaseFile, edits: list[Edit], responsible: str | None) -> Change:
    """Back to an agenda it stands on already, else into preparation."""
    case = file.case
    ahead = (
        meeting.status in ("planned", "called") and meeting.day >= dataset.at for _, meeting, _, _ in dataset.agenda_of.get(case.id, ())
    )
    status: Status = "on_agenda" if any(ahead) else "in_preparation"
    if responsible or (status == "in_preparation" and not case.responsible):
        edits.append(Set(("responsible",), _preparing(dataset, case, responsible)))
    after = altered(case, status=status)
    subject = Message(N_("case {number}: written procedure closed, the case goes to a meeting"))
    change = changed(dataset, file, [*edits, Set(("status",), status)], subject, next_step(dataset, after))
    return replace(change, says=(Message(N_("The case goes to a meeting.")),))


def _preparing(dataset: Dataset, case: Case, wanted: str | None) -> str:
    """Id of who prepares a case that goes back to preparation."""
    secretariat = dataset.mandate.committee.secretariat if dataset.mandate else None
    if wanted:
        return responsible_named(dataset, wanted)
    if secretariat is None:
        message = N_("Case {number} goes back into preparation, and nobody is responsible for it. Give --responsible with who it is.")
        raise NeededError(message, Needed("responsible", "--responsible", N_("Who is responsible")), number=number_of(dataset, case))
    return secretariat
