"""A meeting's agenda: what is ready is collected, ordered and numbered; cases come on and go off with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import given
from du_cli.dataset.dataset import Dataset
from du_cli.edits.cases import number_of
from du_cli.edits.change import Change, changed_file
from du_cli.edits.handling import AHEAD, cases_on, off_agenda, on_agenda
from du_cli.edits.meetings import standing
from du_cli.errors import DuError
from du_cli.i18n import N_, Message, _, speaking
from du_cli.models.cases import Case
from du_cli.models.meetings import AgendaItem, Meeting
from du_cli.yamlfile.steps import Append, Edit, Remove, Set

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
    """Write a meeting's agenda and move the cases with it; what stands there already is left as it is."""
    path, meeting = standing(dataset, meeting_id, *AHEAD)
    gone = [_position(meeting, text) for text in wanted.remove]
    collect = not (wanted.add or wanted.remove or wanted.titles)
    new, cases = _ready(dataset, meeting) if collect else _named(dataset, meeting, wanted)
    numbers = _numbers(meeting, gone)
    edits = [*_removed(gone, numbers), *_numbered(new, numbers)]
    files: dict[str, bytes | None] = {path: changed_file(dataset, path, edits)}
    for file, moves in (*((file, on_agenda(dataset, file.case)) for file in cases), *_back(dataset, meeting, gone)):
        files[file.path] = changed_file(dataset, file.path, moves)
    return Change(
        files=files,
        subject=Message(N_("meeting {meeting}: agenda"), {"meeting": meeting.id}),
        trailers=(("Meeting", meeting.id), *(("Case", file.case.id) for file in dataset.case_files if file.path in files)),
        says=(Message(N_("New items on the agenda: {count}."), {"count": len(new)}),) if new else (),
        following=f"du-cli meetings call {meeting.id}" if meeting.status == "planned" else f"du-cli meetings show {meeting.id}",
    )


def _ready(dataset: Dataset, meeting: Meeting) -> tuple[list[Item], list[CaseFile]]:
    """The items a meeting ought to have and has not, in their order, and the cases among them."""
    cases = [file for file in dataset.case_files if _is_ready(dataset, file.case)]
    # Those a written procedure sent back come first, then the oldest.
    cases.sort(key=lambda file: (not _back_from_writing(file.case), len(file.case.id), file.case.id))
    items = [_case_item(file.case, None) for file in cases]
    items.sort(key=lambda item: PURPOSES.index(item["purpose"]))
    by_hand = [file for file in cases_on(dataset, meeting) if file.case.status in ("proposed", "in_preparation")]
    return [*_minutes_items(dataset, meeting), *items, *_briefing_round(dataset, meeting)], [*cases, *by_hand]


def _is_ready(dataset: Dataset, case: Case) -> bool:
    """Whether a case may come up and is on no agenda of a meeting ahead."""
    ready = case.status == "on_agenda" or (case.status == "in_preparation" and case.responsible) or _back_from_writing(case)
    return bool(ready) and not _ahead(dataset, case.id)


def _back_from_writing(case: Case) -> bool:
    closed = case.written_procedure is not None and case.written_procedure.closed is not None
    return closed and case.status in ("in_preparation", "on_agenda", "in_written_procedure") and not given(case.recommendation)


def _ahead(dataset: Dataset, case_id: str) -> list[str]:
    """Ids of the meetings ahead that have a case on their agenda."""
    return [meeting.id for _, meeting, _, _ in dataset.agenda_of.get(case_id, ()) if meeting.status in AHEAD]


def _case_item(case: Case, purpose: str | None) -> Item:
    return {"type": "case", "case": case.id, "purpose": purpose or _PURPOSE_OF.get(case.type, "decision")}


def _minutes_items(dataset: Dataset, meeting: Meeting) -> list[Item]:
    """Earlier meetings whose minutes are not approved, and stand for approval at no meeting ahead."""
    ahead = (other for other in dataset.meetings.values() if other.status in AHEAD)
    listed = {item.meeting for other in ahead for item in other.agenda if item.type == "minutes_approval"}
    waiting = [one for one in dataset.meetings.values() if one.status == "held" and _order(one) < _order(meeting) and one.id not in listed]
    return [{"type": "minutes_approval", "meeting": one.id} for one in sorted(waiting, key=_order)]


def _order(meeting: Meeting) -> tuple[str, int, str]:
    return meeting.id[:10], len(meeting.id), meeting.id


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


def _numbers(meeting: Meeting, gone: Iterable[int]) -> dict[int, int]:
    """By position: the numbers of the items that stay. They move up while the call has not gone out."""
    out = {meeting.agenda[position].item for position in gone}
    moves = out if meeting.status == "planned" else ()
    kept = ((position, item.item) for position, item in enumerate(meeting.agenda) if item.item not in out)
    return {position: number - sum(one < number for one in moves) for position, number in kept}


def _removed(gone: Iterable[int], numbers: Mapping[int, int]) -> list[Edit]:
    """The items that stay given their numbers, then the others taken away, the last one first."""
    kept: list[Edit] = [Set(("agenda", position, "item"), number) for position, number in numbers.items()]
    return [*kept, *(Remove(("agenda", position)) for position in sorted(set(gone), reverse=True))]


def _numbered(new: Sequence[Item], numbers: Mapping[int, int]) -> list[Edit]:
    last = max(numbers.values(), default=0)
    return [Append(("agenda",), {"item": number, **item}) for number, item in enumerate(new, last + 1)]


def _back(dataset: Dataset, meeting: Meeting, gone: Iterable[int]) -> list[tuple[CaseFile, list[Edit]]]:
    """The cases of items taken away, with the edits that move them back."""
    items: list[AgendaItem] = [meeting.agenda[position] for position in sorted(set(gone))]
    cases = {item.case for item in items if item.case}
    return [(file, off_agenda(dataset, file.case, meeting)) for file in dataset.case_files if file.case.id in cases]
