"""A meeting's agenda: what is ready is collected, ordered and numbered; cases come on and go off with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import AHEAD, given
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.meetings import to_approve
from du_cli.dataset.written import is_open
from du_cli.edits.cases import number_of
from du_cli.edits.change import Change, changed_file
from du_cli.edits.handling import cases_on, off_agenda, on_agenda
from du_cli.edits.off_agendas import taken_off
from du_cli.edits.standing import standing
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, _, speaking
from du_cli.models.cases import Case
from du_cli.models.meetings import AgendaItem, Meeting
from du_cli.yamlfile.steps import Append, Edit, Set

Item = dict[str, Any]

PURPOSES: Final = ("decision", "discussion", "information")
_PURPOSE_OF: Final = {"preparation": "discussion", "information": "information"}
"""What a case of a type comes up for, the others for decision."""


@dataclass(frozen=True)
class Wanted:
    """What is put on an agenda and taken off it by name; with nothing, what is ready is collected."""

    add: tuple[CaseFile, ...] = ()
    remove: tuple[str, ...] = ()
    """Numbers of items, or ids of cases."""
    titles: tuple[str, ...] = ()
    """Other matters."""
    by: str | None = None
    """Id of the member who speaks on them."""
    purpose: str | None = None


def agenda(dataset: Dataset, meeting_id: str, wanted: Wanted) -> Change:
    """Write a meeting's agenda and move the cases with it.

    Until the call goes out, what is new is put where it belongs and the items are numbered through; after it, what is new
    comes last and no number changes. What stands there already keeps its order.
    """
    path, meeting = standing(dataset, meeting_id, *AHEAD)
    gone = [_position(meeting, text) for text in wanted.remove]
    collect = not (wanted.add or wanted.remove or wanted.titles)
    new, cases = _ready(dataset, meeting) if collect else _named(dataset, meeting, wanted)
    put_on = _put_in_order if meeting.status == "planned" else _put_last
    edits = [*taken_off(meeting, gone), *put_on(meeting, gone, new)]
    files: dict[str, bytes | None] = {path: changed_file(dataset, path, edits)}
    for file, moves in (*((file, on_agenda(dataset, file.case)) for file in cases), *_back(dataset, meeting, gone)):
        files[file.path] = changed_file(dataset, file.path, moves)
    return Change(
        files=files,
        subject=Message(N_("meeting {meeting}: agenda"), {"meeting": meeting.id}),
        trailers=(("Meeting", meeting.id), *(("Case", file.case.id) for file in dataset.case_files if file.path in files)),
        says=_said(meeting, new),
        following=f"du-cli meetings call {meeting.id}" if meeting.status == "planned" else f"du-cli meetings show {meeting.id}",
    )


def _said(meeting: Meeting, new: Sequence[Item]) -> tuple[Message, ...]:
    if not new:
        return ()
    late = Message(N_("The call has gone out, so the items keep their numbers, and what is new comes last."))
    return (Message(N_("New items on the agenda: {count}."), {"count": len(new)}), *((late,) if meeting.status == "called" else ()))


def _ready(dataset: Dataset, meeting: Meeting) -> tuple[list[Item], list[CaseFile]]:
    """The items a meeting ought to have and has not, in their order, and the cases among them."""
    cases = [file for file in dataset.case_files if _is_ready(dataset, file.case)]
    # Those a written procedure sent back come first, then the oldest.
    cases.sort(key=lambda file: (not _back_from_writing(file.case), len(file.case.id), file.case.id))
    items = [_case_item(file.case, None) for file in cases]
    items.sort(key=lambda item: PURPOSES.index(item["purpose"]))
    here = (file for file in cases_on(dataset, meeting) if not is_open(file.case))
    by_hand = [file for file in here if file.case.status in ("proposed", "in_preparation")]
    return [*_minutes_items(dataset, meeting), *items, *_briefing_round(dataset, meeting)], [*cases, *by_hand]


def _is_ready(dataset: Dataset, case: Case) -> bool:
    """Whether a case may come up and is on no agenda of a meeting ahead."""
    ready = case.status == "on_agenda" or (case.status == "in_preparation" and case.responsible) or _back_from_writing(case)
    return bool(ready) and not is_open(case) and not _ahead(dataset, case.id)


def _back_from_writing(case: Case) -> bool:
    closed = case.written_procedure is not None and case.written_procedure.closed is not None
    return closed and case.status in ("in_preparation", "on_agenda", "in_written_procedure") and not given(case.recommendation)


def _ahead(dataset: Dataset, case_id: str) -> list[str]:
    """Ids of the meetings ahead that have a case on their agenda."""
    return [meeting.id for _, meeting, _, _ in dataset.agenda_of.get(case_id, ()) if meeting.status in AHEAD]


def _case_item(case: Case, purpose: str | None) -> Item:
    return {"type": "case", "case": case.id, "purpose": purpose or _PURPOSE_OF.get(case.type, "decision")}


def _minutes_items(dataset: Dataset, meeting: Meeting) -> list[Item]:
    return [{"type": "minutes_approval", "meeting": one.id} for one in to_approve(dataset, meeting)]


def _briefing_round(dataset: Dataset, meeting: Meeting) -> list[Item]:
    if any(item.type == "briefing" for item in meeting.agenda):
        return []
    with speaking(dataset.mandate.committee.language if dataset.mandate else "en"):
        return [{"type": "briefing", "title": _("Briefing round")}]


def _named(dataset: Dataset, meeting: Meeting, wanted: Wanted) -> tuple[list[Item], list[CaseFile]]:
    """The items given by name: cases, then other matters."""
    new = [file for file in dict.fromkeys(wanted.add) if not _is_here(dataset, meeting, file.case)]
    items = [_case_item(file.case, wanted.purpose) for file in new]
    speaker = {"by": wanted.by} if wanted.by else {}
    purpose = {"purpose": wanted.purpose} if wanted.purpose else {}
    others = [{"type": "other", **speaker, "title": title, **purpose} for title in wanted.titles]
    return [*items, *others], list(dict.fromkeys(wanted.add))


def _is_here(dataset: Dataset, meeting: Meeting, case: Case) -> bool:
    """Whether a case is on this agenda; raises ``DuError`` when it is on that of another meeting ahead."""
    ahead = _ahead(dataset, case.id)
    if ahead and meeting.id not in ahead:
        message = N_(
            "Case {number} is on the agenda of {meeting}. Take it off there first: du-cli meetings agenda {meeting} --remove {number}."
        )
        raise DuError(message, number=number_of(dataset, case), meeting=ahead[0])
    return bool(ahead)


def _position(meeting: Meeting, text: str) -> int:
    for position, item in enumerate(meeting.agenda):
        if text in (str(item.item), item.case):
            if item.outcome or item.minutes:
                message = N_("Item {item} of the meeting {meeting} has minutes, so it stays on the agenda.")
                raise DuError(message, item=item.item, meeting=meeting.id)
            return position
    items = tuple(str(item.item) for item in meeting.agenda)
    raise DuError(N_("The meeting {meeting} has no item {text}. Its items: {items}."), meeting=meeting.id, text=text, items=items)


def _put_last(meeting: Meeting, _: Sequence[int], new: Sequence[Item]) -> list[Edit]:
    """New items after the others, with numbers no item has had."""
    last = max((item.item for item in meeting.agenda), default=0)
    return [Append(("agenda",), {"item": number, **item}) for number, item in enumerate(new, last + 1)]


def _put_in_order(meeting: Meeting, gone: Sequence[int], new: Sequence[Item]) -> list[Edit]:
    """New items each in its place among those that stay, and all of them numbered through."""
    ranks = [_rank(item.type, item.purpose, item.by) for place, item in enumerate(meeting.agenda) if place not in gone]
    edits: list[Edit] = []
    for item in new:
        rank = _rank(item["type"], item.get("purpose"), item.get("by"))
        place = _place(ranks, rank)
        edits.append(Append(("agenda",), {"item": place + 1, **item}, place if place < len(ranks) else None))
        ranks.insert(place, rank)
    return [*edits, *(Set(("agenda", place, "item"), place + 1) for place in range(len(ranks)))]


def _rank(kind: str, purpose: str | None, by: str | None) -> int | None:
    """Where an item belongs: minutes to approve, cases by what they are for, the briefing round; None: where it was put."""
    if by:
        return None
    if kind == "case":
        return PURPOSES.index(purpose or PURPOSES[0]) + 1
    return {"minutes_approval": 0, "briefing": len(PURPOSES) + 1}.get(kind)


def _place(ranks: Sequence[int | None], rank: int | None) -> int:
    """Behind what belongs before it, else ahead of what belongs behind it, else last."""
    before = [place + 1 for place, other in enumerate(ranks) if rank is not None and other is not None and other <= rank]
    behind = [place for place, other in enumerate(ranks) if rank is not None and other is not None]
    return before[-1] if before else behind[0] if behind else len(ranks)


def _back(dataset: Dataset, meeting: Meeting, gone: Iterable[int]) -> list[tuple[CaseFile, list[Edit]]]:
    """The cases of items taken away, with the edits that move them back."""
    items: list[AgendaItem] = [meeting.agenda[position] for position in sorted(set(gone))]
    cases = {item.case for item in items if item.case}
    return [(file, off_agenda(dataset, file.case, meeting)) for file in dataset.case_files if file.case.id in cases]
