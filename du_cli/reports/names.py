"""What people call things: a case by its number, and members, bodies and organisations by their names."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from du_cli import registers
from du_cli.dataset.affiliation import affiliation, represented
from du_cli.dataset.cases import CaseFile
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.ids import case_number, case_order, numbered
from du_cli.dataset.kinds import kind_of
from du_cli.dataset.nearest import nearest
from du_cli.dataset.people import find_member
from du_cli.dataset.terms import Service
from du_cli.errors import DuError
from du_cli.i18n import N_
from du_cli.models.meetings import Meeting

__all__ = [
    "case_number",
    "case_order",
    "cases_in_order",
    "committee_name",
    "find_case",
    "find_counties",
    "find_meeting",
    "find_party",
    "find_task",
    "meeting_day",
    "named_as",
    "numbered",
    "organisation_name",
    "parties",
    "party",
]


def cases_in_order(dataset: Dataset) -> list[CaseFile]:
    """Every case, by year and sequence."""
    return sorted(dataset.case_files, key=lambda file: case_order(file.case.id))


def find_case(dataset: Dataset, text: str) -> CaseFile:
    """The case with an id, else the one with a number; raises ``DuError`` when there is none, or more than one."""
    found = [file for file in dataset.case_files if file.case.id == text]
    found = found or [file for file in dataset.case_files if numbered(dataset.policy, file.case.id, text)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = tuple(file.case.id for file in found)
        raise DuError(N_("{text} is the number of more than one case: {ids}."), text=text, ids=ids)
    _readable(dataset, "case", lambda found: text == found or numbered(dataset.policy, found, text))
    near = nearest(text, [file.case.id for file in dataset.case_files])
    if near:
        raise DuError(N_("There is no case {text}. Did you mean {nearest}?"), text=text, nearest=near[0])
    raise DuError(N_("There is no case {text}. See du-cli cases list."), text=text)


def find_meeting(dataset: Dataset, text: str) -> tuple[str, Meeting]:
    """The meeting with an id, and its path; raises ``DuError`` when there is none."""
    if text in dataset.meeting:
        return dataset.meeting[text]
    _readable(dataset, "meeting", text.__eq__)
    near = nearest(text, dataset.meeting)
    if near:
        raise DuError(N_("There is no meeting {text}. Did you mean {nearest}?"), text=text, nearest=near[0])
    raise DuError(N_("There is no meeting {text}. See du-cli meetings list."), text=text)


def _readable(dataset: Dataset, kind: str, meant: Callable[[str], bool]) -> None:
    """Raise ``DuError`` when the record that is meant has a file, which cannot be read."""
    for path in sorted(dataset.torn):
        found = kind_of(path)
        if found and found.name == kind and found.id and meant(found.id):
            raise DuError(N_("{path} cannot be read in full. Run du-cli check to see why."), path=path)


def find_party(dataset: Dataset, text: str) -> str:
    """The id of a member, a body, an organisation or the committee, by id or name; else a register name as written.

    Raises ``DuError`` when the text names nobody, or may name more than one.
    """
    member = find_member(dataset, text)
    if member or _is_id(dataset, text):
        return member.id if member else text
    named = {key for key, name in _names(dataset) if name.casefold() == text.casefold()}
    may_be = tuple(sorted(named)) or registers.resolve(text, dataset.at).labels
    if len(may_be) > 1:
        raise DuError(N_("{text} may be {names}. Write which."), text=text, names=may_be)
    if may_be:
        return may_be[0] if named else text
    near = nearest(text, [*dataset.member, *dataset.bodies, *dataset.organisation])
    if near:
        raise DuError(N_("Nobody is called {text}. Did you mean {nearest}?"), text=text, nearest=near[0])
    raise DuError(N_("Nobody is called {text}. See du-cli members list --all."), text=text)


def find_task(dataset: Dataset, text: str) -> str:
    """The id of a task of any version of the mandate; raises ``DuError`` when none has it."""
    tasks = tuple(dict.fromkeys(str(task.id) for version in dataset.versions for task in version.tasks))
    if text not in tasks:
        raise DuError(N_("The mandate has no task {text}. Tasks: {tasks}."), text=text, tasks=tasks)
    return text


def find_counties(text: str) -> frozenset[str]:
    """The numbers of the counties, of any date, that a name or number means; raises ``DuError`` for none."""
    found = registers.county_numbers(text)
    if not found:
        raise DuError(N_("No county has been called {text} on any day since 2020."), text=text)
    return found


def _is_id(dataset: Dataset, text: str) -> bool:
    return text in dataset.bodies or text in dataset.organisation or text == dataset.committee


def _names(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Every body, organisation and the committee, by id and by each of its names."""
    yield from ((one.id, one.name) for one in dataset.bodies.values())
    yield from ((one.id, one.name) for one in dataset.organisation.values())
    if dataset.mandate:
        committee = dataset.mandate.committee
        yield from ((committee.id, name) for name in (committee.name, committee.short_name) if name)


def party(dataset: Dataset, party_id: str) -> str:
    """The name of a member, body, organisation or the committee; register names as they are written."""
    if party_id in dataset.member:
        return dataset.member[party_id].name
    if party_id in dataset.bodies:
        return dataset.bodies[party_id].name
    if party_id in dataset.organisation:
        return dataset.organisation[party_id].name
    if dataset.mandate and party_id == dataset.committee:
        return dataset.mandate.committee.name
    return party_id


def parties(dataset: Dataset, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of all that some ids name, by id, each once."""
    return {one: party(dataset, one) for one in ids if one}


def committee_name(dataset: Dataset) -> str | None:
    """The committee's full name; None when the mandate could not be read."""
    return dataset.mandate.committee.name if dataset.mandate else None


def meeting_day(meeting_id: str) -> date:
    """The day of a meeting, which its id begins with."""
    return date.fromisoformat(meeting_id[:10])


def organisation_name(dataset: Dataset, service: Service, on: date | None = None) -> str:
    """The name of the organisation a person represents by an appointment, as the data writes it when it is a register name.

    On a day of the appointment: ``on``, else the nearest to the day asked for.
    """
    day = on or max(min(dataset.at, service.appointment.ended or dataset.at), service.first or date.min)
    text = represented(dataset, service, day)
    return named_as(dataset, text, service.first or dataset.at if text == service.organisation else day)


def named_as(dataset: Dataset, text: str, on: date) -> str:
    """The name of an organisation on a day: a register name as it is written, the others by what they are called."""
    found = affiliation(dataset, text, on)
    return text if found.unit and not text.isdigit() else found.name
