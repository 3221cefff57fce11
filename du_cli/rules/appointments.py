"""DU2: appointments and their terms, and who was consulted before."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from du_cli import counts
from du_cli.dataset.casework import stated
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS, ORGANISATIONS, WAIVERS
from du_cli.dataset.terms import Service, appoint_command, last_day, months_later
from du_cli.dataset.vocabulary import exceptions
from du_cli.findings import Basis, NotAssessed, Place, Severity, Value, Violation
from du_cli.i18n import N_
from du_cli.models.mandate import Body, TermLength
from du_cli.models.members import Organisation
from du_cli.rules.base import Answers, rule


def term_of(dataset: Dataset, service: Service) -> TermLength | None:
    """The term the mandate gave on the day an appointment began (the day asked for, when not recorded)."""
    version = dataset.version_on(service.first or dataset.at)
    return version.term if version else None


def values_of(service: Service, **values: Value) -> dict[str, Value]:
    return {"person": service.member.name, "first": service.first, "last": service.last, **values}


@rule(
    "DU201",
    N_("The term cannot be assessed"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("The first day of every appointment is recorded."),
    why=N_("Without it nobody can say when the term ends."),
    mend=N_("Record the first day (from), and where it is known from (source)."),
)
def first_day_recorded(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        if service.first is None and term_of(dataset, service):
            message = N_("The first day of {person}'s appointment is not recorded.")
            place, hint, together = service.place("from"), N_("Record the first day (from)."), N_("Their first day is not recorded.")
            values = values_of(service)
            yield NotAssessed(place, service.member.id, service.seat, message, values, hint, seat=service.seat, together=together)


@rule(
    "DU202",
    N_("Term longer than the mandate allows"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("No appointment runs longer than the mandate's term, unless an exception the mandate allows is recorded."),
    why=N_("The mandate appoints for a term at a time and names the reasons for another."),
    mend=N_("Correct the last day (until), or record the exception with its reason."),
)
def term_not_too_long(dataset: Dataset) -> Answers:
    for service, term in _dated(dataset):
        latest = last_day(service.first or date.max, term.years)
        if service.last and service.last > latest and not _excepted(service, term):
            message = N_("{person} is appointed until {last}; the last day of {years} is {latest}.")
            hint = N_("Correct the last day (until), or record an exception of the kind {kinds}.")
            if not term.exceptions:
                hint = N_("Correct the last day (until).")
            values = values_of(service, latest=latest, years=counts.years(term.years), kinds=term.exceptions)
            yield about(service, "until", message, values, hint, service.first)


def _dated(dataset: Dataset) -> Iterator[tuple[Service, TermLength]]:
    """Appointments with a first and a last day under a mandate that gives a term."""
    for service in dataset.services.all:
        term = term_of(dataset, service)
        if service.first and service.last and term:
            yield service, term


def _excepted(service: Service, term: TermLength) -> bool:
    exception = service.appointment.exception
    return exception is not None and exception.kind in term.exceptions


def about(service: Service, key: str, message: str, values: dict[str, Value], hint: str, day: date | None = None) -> Violation:
    return Violation(service.place(key), service.member.id, service.seat, message, values, hint, seat=service.seat, day=day)


@rule(
    "DU203",
    N_("Term of another length"),
    Severity.INFORMATION,
    Basis.MANDATE,
    what=N_("Appointments shorter than the mandate's term, and longer ones with an exception, are named."),
    why=N_("The mandate has a normal term; the others should be seen."),
    mend=N_("Nothing needs mending when the dates are right."),
)
def term_of_other_length(dataset: Dataset) -> Answers:
    for service, term in _dated(dataset):
        latest = last_day(service.first or date.max, term.years)
        values = values_of(service, latest=latest, years=counts.years(term.years))
        if service.last and service.first and service.first <= service.last < latest:
            message = N_("{person} is appointed until {last}, for less than {years} ({latest}).")
            yield about(service, "until", message, values, "", service.first)
        elif service.last and service.last > latest and _excepted(service, term):
            exception = service.appointment.exception
            message = N_("{person} is appointed until {last}, past {latest}, with an exception: {reason}.")
            values["reason"] = (exception.reason or exceptions((exception.kind or "",))) if exception else None
            yield about(service, "until", message, values, "", service.first)


@rule(
    "DU204",
    N_("The term has run out"),
    Severity.ERROR,
    Basis.MANDATE,
    what=N_("Nobody is in office after the last day of the term."),
    why=N_("The mandate appoints for a term at a time."),
    mend=N_("Record a new appointment, or the last day (ended) of this one."),
)
def term_not_run_out(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        if dataset.services.expired(service, dataset.at) and dataset.whole(MEMBERS) and not any(_ordered(service)):
            message = N_("{person}'s term ran out on {last}, and nobody has taken over.")
            hint = N_("Record a new appointment, or the last day (ended) of this one.")
            key = "until" if service.appointment.until else "from"
            yield about(service, key, message, values_of(service), hint)._replace(command=appoint_command(service))


@rule(
    "DU205",
    N_("The term ends soon"),
    Severity.WARNING,
    Basis.POLICY,
    what=N_(
        "Before a term ends, a later appointment to the seat is recorded. "
        "How long before is the secretariat's own number (expiry_notice_months)."
    ),
    why=N_("Consultation and appointment take time."),
    mend=N_("Consult the bodies the mandate names, and record the next appointment."),
)
def term_followed_up(dataset: Dataset) -> Answers:
    months = dataset.policy.expiry_notice_months
    for service in dataset.in_office:
        end = service.end
        running = service.holds_over and not dataset.services.expired(service, dataset.at)
        due = running and end is not None and end >= dataset.at >= months_later(end, -months)
        if end and due and dataset.whole(MEMBERS) and not dataset.services.followed(service, dataset.at):
            message = _TERM_ENDS if end == service.last else _LEAVES
            values = values_of(service, end=end, months=counts.months(months))
            key = "ended" if service.appointment.ended else "until" if service.appointment.until else "from"
            hint = N_("Consult the bodies the mandate names, and record the next appointment.")
            yield about(service, key, message, values, hint)._replace(command=appoint_command(service))


_TERM_ENDS = N_(
    "{person}'s term ends on {end}, and no later appointment to the seat is recorded. The secretariat wants to know {months} before."
)
_LEAVES = N_("{person} leaves on {end}, and no later appointment to the seat is recorded. The secretariat wants to know {months} before.")


@rule(
    "DU206",
    N_("Dates in the wrong order"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_(
        "Appointments, bodies, organisations and waivers begin before they end, an answer follows its question, "
        "and one person's appointments to a seat do not overlap."
    ),
    why=N_("Dates in the wrong order cannot be true, and hide what is."),
    mend=N_("Correct the date."),
)
def dates_in_order(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        yield from _ordered(service)
        for index, found in enumerate(service.appointment.consultations):
            if found.asked and found.answered and found.answered < found.asked:
                message = N_("The answer of {answered} comes before the question of {asked}.")
                values = values_of(service, answered=found.answered, asked=found.asked)
                place = service.place("consultations", index, "answered")
                yield about(service, "until", message, values, N_("Correct the date."))._replace(place=place)
    yield from _overlaps(dataset)
    yield from _lasting(dataset)
    yield from _waived(dataset)


def _ordered(service: Service) -> Iterator[Violation]:
    for key in ("until", "ended"):
        end: date | None = getattr(service.appointment, key)
        if service.first and end and end < service.first:
            message = N_("{person}'s appointment ends on {end}, before it begins on {first}.")
            yield about(service, key, message, values_of(service, end=end), N_("Correct the date."))


def _lasting(dataset: Dataset) -> Iterator[Violation]:
    """Bodies and organisations that end before they begin."""
    for number, body in enumerate(dataset.mandate.bodies if dataset.mandate else ()):
        yield from _lasts(body, dataset.place(MANDATE, "bodies", number, "valid_to"))
    for number, organisation in enumerate(dataset.organisations.organisations):
        yield from _lasts(organisation, dataset.place(ORGANISATIONS, "organisations", number, "valid_to"))


def _lasts(one: Body | Organisation, place: Place) -> Iterator[Violation]:
    if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
        message = N_("{name} ends on {last}, before it begins on {first}.")
        values: dict[str, Value] = {"name": one.name, "last": one.valid_to, "first": one.valid_from}
        yield Violation(place, one.id, one.id, message, values, N_("Correct the date."))


def _waived(dataset: Dataset) -> Iterator[Violation]:
    """Waivers that run out before they are decided."""
    for number, waiver in enumerate(dataset.waivers.waivers):
        if waiver.decided and waiver.until < waiver.decided:
            place = dataset.place(WAIVERS, "waivers", number, "until")
            message = N_("The waiver of {rule} for {subject} ends on {until}, before it is decided on {decided}.")
            values: dict[str, Value] = {key: getattr(waiver, key) for key in ("rule", "subject", "until", "decided")}
            yield Violation(place, WAIVERS, "until", message, values, N_("Correct the date."))


def _overlaps(dataset: Dataset) -> Answers:
    """Appointments of one person to one seat that share a day, or may do so."""
    for one, other in combinations(dataset.services.all, 2):
        if one.member is other.member and one.seat == other.seat:
            earlier, later = sorted((one, other), key=lambda service: service.first or date.min)
            if None in (earlier.end, earlier.first or later.end) and not dataset.whole(MANDATE):
                continue  # one of them ends when the mandate says, which may not be known
            if _meet(_certain(earlier), _certain(later)):
                yield _overlapping(earlier, later)
            elif _meet(_possible(earlier), _possible(later)):
                values, hint = values_of(earlier), N_("Record the first day (from).")
                yield NotAssessed(earlier.place("from"), earlier.member.id, earlier.seat, _UNDECIDED, values, hint, seat=earlier.seat)


_UNDECIDED = N_("Whether {person}'s appointments to the seat overlap cannot be said: the first day of one of them is not recorded.")


def _overlapping(earlier: Service, later: Service) -> Violation:
    end, hint = earlier.end, N_("Record the last day (ended) of the first, or correct from.")
    message = N_("{person}'s appointments to the seat overlap: one begins on {first}, and the other lasts until {end}.")
    if later.first is None:
        message = N_("{person}'s appointments to the seat overlap: both last until {end}.")
    elif end is None:
        message = N_("{person}'s appointments to the seat overlap: one begins on {first}, and the other has no last day.")
    return about(later, "from", message, values_of(later, end=end), hint)


Days = tuple[date, date]
"""First and last day; no day at all where the first comes after the last."""


def _meet(one: Days, other: Days) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def _certain(service: Service) -> Days:
    """The days a person certainly holds the seat: with the first day not recorded only the last, and none without one."""
    end = service.end
    return (service.first, end or date.max) if service.first else (end or date.max, end or date.min)


def _possible(service: Service) -> Days:
    """The days a person may hold the seat."""
    return service.first or date.min, service.end or date.max


@rule(
    "DU207",
    N_("Ended early without a reason"),
    Severity.WARNING,
    Basis.FORMAT,
    what=N_("An appointment that ended before its time says why."),
    why=N_("Who comes later wants to know."),
    mend=N_("Record the reason (ended_reason)."),
)
def early_end_explained(dataset: Dataset) -> Answers:
    for service in dataset.services.all:
        ended = service.appointment.ended
        if ended and service.last and ended < service.last and not stated(service.appointment.ended_reason):
            message = N_("{person}'s appointment ended on {ended}, before {last}, and no reason is recorded.")
            yield about(service, "ended", message, values_of(service, ended=ended), N_("Record the reason (ended_reason)."))
