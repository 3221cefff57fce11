"""DU405–DU407: who chaired a meeting and who was there."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from du_cli import registers
from du_cli.dataset.affiliation import affiliation, represented
from du_cli.dataset.attendance import members_in_office, present_count, quorum, sitting
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.findings import Basis, Key, NotAssessed, Place, Severity, Violation
from du_cli.i18n import N_, Term
from du_cli.models.members import Member
from du_cli.rules.base import Answers, rule
from du_cli.rules.meetings import about, held

if TYPE_CHECKING:
    from du_cli.models.meetings import Attendance, Meeting


@rule(
    "DU405",
    N_("Quorum"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_(
        "At a meeting that was held, the share of the members in office that the secretariat has chosen (quorum_share) was present. "
        "Holders who are not published are in office; substitutes, and the chair with or without a seat, are present."
    ),
    why=N_("An adopted text should have the committee behind it. The quorum is the secretariat's, not the mandate's."),
    mend=N_("Correct the attendance, or take the matter up again at the next meeting."),
)
def enough_present(dataset: Dataset) -> Answers:
    share = dataset.policy.quorum_share
    if share is None or not dataset.meetings or not dataset.whole(MANDATE, MEMBERS):
        return
    for path, meeting in held(dataset):
        present = present_count(dataset, meeting)
        if present is None:
            message, hint = N_("Who was at the meeting on {day} is not recorded."), N_("Record who was present and absent.")
            place, command = dataset.place(path, "attendance"), f"du-cli meetings attend {meeting.id}"
            yield NotAssessed(place, meeting.id, meeting.id, message, {"day": meeting.day}, hint, command, day=meeting.day)
            continue
        members = members_in_office(dataset, meeting.day)
        needed = quorum(share, members)
        if present < needed:
            message = N_("Present on {day}: {present} of {members} in office. The secretariat's own quorum is {needed}.")
            hint = N_("Correct the attendance, or take the matter up again at the next meeting.")
            yield about(dataset, path, meeting, ("attendance", "present"), message, hint, present=present, members=members, needed=needed)


@rule(
    "DU406",
    N_("Led by the right body"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Whoever chairs a meeting, or has the role leader, comes from the body that leads the committee."),
    why=N_("The mandate says who leads."),
    mend=N_("Correct the chair, the role or the organisation."),
)
def rightly_led(dataset: Dataset) -> Answers:
    leads = dataset.mandate.committee.leads if dataset.mandate else None
    if leads is None or not dataset.whole(MEMBERS):
        return
    if leads not in dataset.bodies:
        message = N_("There is no body {leads}, which by the mandate leads, so that nobody can say who should chair.")
        place, own = dataset.place(MANDATE, "committee", "leads"), dataset.committee or leads
        yield NotAssessed(place, own, leads, message, {"leads": leads}, N_("Correct committee.leads, or add the body."))
        return
    for path, meeting in dataset.meetings.items():
        begun = meeting.took_place or (meeting.status == "called" and meeting.attendance is not None)
        if meeting.chair and begun:
            yield from _judge_chair(dataset, path, meeting, meeting.chair, leads)
    for member, organisation, place in _leaders(dataset):
        if _from_another(dataset, organisation, leads, dataset.at):
            message = N_("{person} has the role leader and comes from {organisation}; {leads} leads.")
            values = {"person": member.name, "organisation": affiliation(dataset, organisation, dataset.at).name}
            values["leads"] = dataset.body_name(leads) or leads
            yield Violation(place, member.id, member.id, message, values, N_("Correct the role or the organisation."))


def _judge_chair(dataset: Dataset, path: str, meeting: "Meeting", chair: str, leads: str) -> Answers:
    member = dataset.member.get(chair)
    homes = _organisations(dataset, member, meeting.day) if member else [chair] if chair in dataset.bodies else []
    if homes and all(_from_another(dataset, home, leads, meeting.day) for home in homes):
        message = N_("{person} chaired the meeting on {day} and comes from {organisation}; {leads} leads.")
        if not member:
            message = N_("{organisation} chaired the meeting on {day}; {leads} leads.")
        hint = N_("Correct the chair, or the organisation.")
        names = {"organisation": affiliation(dataset, homes[0], meeting.day).name, "leads": dataset.body_name(leads)}
        found = about(dataset, path, meeting, ("chair",), message, hint, person=member.name if member else None, **names)
        mending = None if meeting.status == "approved" else f"du-cli meetings attend {meeting.id} --chair MEMBER"
        yield found._replace(subject=chair, command=mending)


def _organisations(dataset: Dataset, member: Member, day: date) -> list[str]:
    """Where somebody came from on a day: the organisations of the appointments then in office, else the member's."""
    found = [represented(dataset, service, day) for service in dataset.services.in_office(day) if service.member.id == member.id]
    return found or [member.organisation]


def _from_another(dataset: Dataset, organisation: str, body_id: str, day: date) -> bool:
    """Whether a known organisation is another than a body, which may itself be a municipality or county by its name."""
    if organisation == body_id:
        return False
    found = affiliation(dataset, organisation, day)
    same = found.unit is not None and found.unit == registers.resolve(dataset.body_name(body_id) or "", day).unit
    return found.known and not same


def _leaders(dataset: Dataset) -> Iterator[tuple[Member, str, Place]]:
    """Those with the role leader on the day asked for, where they come from, and where the role is written."""
    for service in dataset.in_office:
        if service.role == "leader":
            key = service.key if service.appointment.role else service.key[:2]
            yield service.member, represented(dataset, service, dataset.at), dataset.place(MEMBERS, *key, "role")
    for number, member in enumerate(dataset.members):
        if member.role == "leader" and not member.appointments:
            yield member, member.organisation, dataset.place(MEMBERS, "members", number, "role")


@rule(
    "DU407",
    N_("Attendance"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_(
        "Those a meeting's attendance names were in office that day, the chair and secretaries apart, and nobody stands there twice. "
        "A member for whom a substitute met stands with the substitute only. No more people who are not published are present than "
        "hold the seat."
    ),
    why=N_("The mandate says who the members are; others are guests."),
    mend=N_("Correct the attendance, or the dates of the appointment."),
)
def in_office_and_once(dataset: Dataset) -> Answers:
    for path, meeting in dataset.meetings.items():
        if meeting.attendance:
            yield from _judge_lists(dataset, path, meeting, meeting.attendance)
            yield from _judge_unpublished(dataset, path, meeting, meeting.attendance)


def _judge_lists(dataset: Dataset, path: str, meeting: "Meeting", attendance: "Attendance") -> Answers:
    office = sitting(dataset, meeting.day) if dataset.whole(MANDATE, MEMBERS) else dataset.member.keys()
    seen: dict[str, str] = {}
    for key, person, stands in _entries(meeting.chair, attendance):
        member = dataset.member.get(person)
        name, hint = member.name if member else person, N_("Correct the attendance, or the dates of the appointment.")
        if person in seen:
            message = N_("{person} stands twice in the attendance on {day}: {first} and {second}.")
            found = about(dataset, path, meeting, key, message, hint, person=name, first=Term(seen[person]), second=Term(stands))
            yield found._replace(help=N_("Let each person stand once."), subject=person)
        elif member and person not in office and person != meeting.chair and member.role != "secretary":
            message = N_("{person} stands in the attendance, and was not in office on {day}.")
            yield about(dataset, path, meeting, key, message, hint, person=name)._replace(subject=person)
        seen.setdefault(person, stands)


def _judge_unpublished(dataset: Dataset, path: str, meeting: "Meeting", attendance: "Attendance") -> Answers:
    """More people of a seat than hold it unpublished; members the attendance does not name may have been published later."""
    named = {person for _, person, _ in _entries(meeting.chair, attendance)}
    unnamed = [service.seat for person, service in dataset.services.people(meeting.day).items() if person not in named]
    for seat, count in attendance.unpublished.items():
        holders = dataset.unpublished(seat) + unnamed.count(seat)
        if count > holders and dataset.whole(MANDATE, MEMBERS) and seat in dataset.known.ids.get("seat", ()):
            message = N_("People present on {day} who hold {seat} and are not published: {count}. So many hold it: {holders}.")
            hint = N_("Correct the number, or unpublished_holders in members.yaml.")
            key = ("attendance", "unpublished", seat)
            version = dataset.version_on(meeting.day)
            name = next((one.name for one in version.seats if one.id == seat), seat) if version else seat
            yield about(dataset, path, meeting, key, message, hint, seat=name, count=count, holders=holders)._replace(subject=seat)


def _entries(chair: str | None, attendance: "Attendance") -> Iterator[tuple[Key, str, str]]:
    """Everyone the attendance names, with the place and how they stand; the chair counts as present, listed or not."""
    if chair and chair not in attendance.present:
        yield ("chair",), chair, N_("chair")
    for number, person in enumerate(attendance.present):
        yield ("attendance", "present", number), person, N_("present")
    for number, person in enumerate(attendance.absent):
        yield ("attendance", "absent", number), person, N_("absent")
    for number, substitute in enumerate(attendance.substitutes):
        yield ("attendance", "substitutes", number, "for"), substitute.for_, N_("represented by a substitute")
