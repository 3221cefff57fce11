"""DU0: the files themselves. Most are met while loading; the rest need the records."""

from collections.abc import Iterable, Iterator
from datetime import date

from du_cli import registers
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.dataset.load import MISTYPED
from du_cli.dataset.references import Mention, ambiguous, is_id, no_such_name, unknown
from du_cli.dataset.terms import Service
from du_cli.dataset.vocabulary import REPORTS, record_exists
from du_cli.findings import Basis, Key, Problem, Severity, Values, Violation
from du_cli.i18n import N_
from du_cli.models.mandate import HandledBy
from du_cli.rules.base import Answers, loading, rule

not_yaml = loading(
    "DU001",
    N_("Not YAML"),
    Severity.ERROR,
    what=N_("Every file is one YAML document without control characters."),
    why=N_("A file that cannot be read cannot be checked."),
    mend=N_("Correct the line; often a space, a colon or a quotation mark is missing just before."),
)
key_twice = loading(
    "DU002",
    N_("A key stands twice"),
    Severity.ERROR,
    what=N_("No key stands twice in one mapping."),
    why=N_("Programs read only one of the two, and not all the same."),
    mend=N_("Remove one."),
)
unknown_key = loading(
    "DU003",
    N_("Unknown key"),
    Severity.ERROR,
    what=N_("Every key is one the format knows."),
    why=N_("A misspelt key would be a fact nobody reads."),
    mend=N_("Correct the spelling, or remove the key."),
)
wrong_value = loading(
    "DU004",
    N_("Wrong value"),
    Severity.ERROR,
    what=N_("Every value is of its type, among its choices, and every date exists."),
    why=N_("Nothing is converted or guessed."),
    mend=N_("Write the value as the message says."),
)
key_missing = loading(
    "DU005",
    N_("Required key missing"),
    Severity.ERROR,
    what=N_("Every required key is there; an empty file lacks them all."),
    why=N_("The record means nothing without it."),
    mend=N_("Add the key."),
)
not_allowed = loading(
    "DU006",
    N_("YAML that is not used here"),
    Severity.ERROR,
    what=N_(
        "No anchors, aliases, merge keys, tags or directives, no nesting over 30 levels, "
        "no file over 1 MiB, no link out of the data folder, no pipe or device, nothing that may not be read."
    ),
    why=N_("A file should say what it means on the line where it says it."),
    mend=N_("Write the value out."),
)
not_utf8 = loading(
    "DU007",
    N_("Not UTF-8"),
    Severity.ERROR,
    what=N_("Every file is UTF-8 text."),
    why=N_("Otherwise æ, ø and å turn into something else."),
    mend=N_("Save the file as UTF-8."),
)
unquoted = loading(
    "DU008",
    N_("Quotation marks missing"),
    Severity.ERROR,
    what=N_("Codes with leading zeros, times of day and other texts that look like numbers stand in quotes."),
    why=N_("Unquoted they are read as other values: 0301 as 301, 10:00 as 600."),
    mend=N_("Put the value in quotes."),
)
path_differs = loading(
    "DU009",
    N_("Path and id differ"),
    Severity.ERROR,
    what=N_("A case's, meeting's or year's file lies where its id says."),
    why=N_("People look for the file by its number."),
    mend=N_("Rename the file, or correct the id."),
)
id_twice = loading(
    "DU010",
    N_("The same id twice"),
    Severity.ERROR,
    what=N_("No two records of one kind have the same id, and committee, bodies, organisations and members share none."),
    why=N_("Nobody can tell which is meant."),
    mend=N_("Give each its own id."),
)
unread = loading(
    "DU013",
    N_("Nothing reads the file"),
    Severity.WARNING,
    what=N_("Every file under data/ is one the program reads; names that begin with a full stop are searched for personal data only."),
    why=N_("A file in the wrong place is a record that does not count."),
    mend=N_("Move or rename it."),
)
untidy = loading(
    "DU016",
    N_("Not in canonical form"),
    Severity.WARNING,
    what=N_("Every file has the one layout: keys in order, lists indented, null written out, no folded texts."),
    why=N_("A change then shows only what changed."),
    mend=N_("Run du-cli fmt."),
)


@rule(
    "DU011",
    N_("Reference to something that does not exist"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_("Every member, body, seat, case, meeting or organisation a file names exists."),
    why=N_("A reference to nothing is a fact that is lost."),
    mend=N_("Correct the spelling, or add what is missing."),
)
def references_exist(dataset: Dataset) -> Answers:
    yield from _loaded(dataset, "DU011")
    for mention, _services in _organisations(dataset):
        if is_id(mention.text):
            yield from _answers(unknown(mention, dataset.known))


@rule(
    "DU012",
    N_("Unknown or ambiguous municipality or county"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_("The register has the municipality or county on some day of the appointment, and only one of that name."),
    why=N_("Seats are judged by where the organisation lies."),
    mend=N_("Write the name as the register has it, with the county in brackets where two share it."),
)
def names_in_register(dataset: Dataset) -> Answers:
    yield from _loaded(dataset, "DU012")
    for mention, services in _organisations(dataset):
        if not is_id(mention.text):
            problems = (_judge_name(dataset, service, mention) for service in _judged(dataset, services))
            yield from _answers(next(filter(None, problems), None))


def _loaded(dataset: Dataset, code: str) -> Iterator[Violation]:
    return (found for problem in dataset.problems if problem.code == code for found in _answers(problem))


def _answers(problem: Problem | None) -> Iterator[Violation]:
    if problem:
        yield Violation(problem.place, problem.record, problem.subject, problem.message, problem.values, problem.help)


def _organisations(dataset: Dataset) -> Iterator[tuple[Mention, list[Service | None]]]:
    """Every place in members.yaml that names an organisation, with the appointments it stands for (None: with none).

    What is no text, or should have stood in quotes, is left out: that is said already.
    """
    mistyped = {problem.place[:2] for problem in dataset.problems if problem.code in MISTYPED}
    return (found for found in _named(dataset) if found[0][:2] not in mistyped)


def _named(dataset: Dataset) -> Iterator[tuple[Mention, list[Service | None]]]:
    for number, member in enumerate(dataset.members):
        own = [service for service in dataset.services.all if service.member is member]
        plain = [service for service in own if not service.appointment.organisation]
        without: list[Service | None] = [*plain] if plain else [None]
        place = dataset.place(MEMBERS, "members", number, "organisation")
        yield _mention(place.key, member.organisation, member.id), without
        for service in own:
            if service.appointment.organisation:
                yield _mention(service.organisation_place().key, service.organisation, member.id), [service]


def _mention(key: Key, text: str, member: str) -> Mention:
    return Mention(MEMBERS, key, ("organisation", "body", "register"), text, member)


def _judge_name(dataset: Dataset, service: Service | None, mention: Mention) -> Problem | None:
    """DU012 for one name: over the days of the appointment up to the day asked for."""
    units = registers.find_units(mention.text)
    if not units:
        return no_such_name(mention)
    start = min(service.first, dataset.at) if service and service.first else dataset.at
    answer = registers.resolve(mention.text, start)
    if answer.standing == "ambiguous":
        return ambiguous(mention, answer.labels)
    if service is None or service.first is None:
        return None
    return None if on_some_day(service, units, dataset.at) else _never(mention, service.first, dataset.at)


def _judged(dataset: Dataset, services: list[Service | None]) -> list[Service | None]:
    """Those a name is judged for: no appointment to come while the person sits, since DU106 says then that the organisation is gone."""
    sits = any(service and dataset.services.holds(service, dataset.at) for service in services)
    return [one for one in services if not (sits and one and one.first and one.first > dataset.at)]


def on_some_day(service: Service, units: Iterable[registers.Unit], at: date) -> bool:
    """Whether the register has a name's units on some day of an appointment up to a date; always when its first day is not recorded."""
    if service.first is None:
        return True
    start = min(service.first, at)
    end = min(service.appointment.ended or service.last or at, at)
    return any(unit.exists_between(start, max(start, end)) for unit in units)


def _never(mention: Mention, first: date, at: date) -> Problem:
    found = no_such_name(mention)
    message = N_("The register has no municipality or county called {text} on any day of the appointment from {first}.")
    if first > at:
        message = N_("The register has no municipality or county called {text} on {day}; the appointment begins on {first}.")
    return found._replace(message=message, values={**found.values, "first": first, "day": at}, help=N_("Correct the name, or the dates."))


@rule(
    "DU015",
    N_("A clause is handled by nothing"),
    Severity.ERROR,
    Basis.FORMAT,
    what=N_("Every clause of the mandate is handled by rules, records or reports that exist, or says why it is out of scope."),
    why=N_("No sentence of the mandate may be forgotten."),
    mend=N_("Correct handled_by; du-cli mandate trace shows it all."),
)
def clauses_handled(dataset: Dataset) -> Answers:
    from du_cli.rules import CODES

    for version_number, version in enumerate(dataset.versions):
        for number, clause in enumerate(version.clauses):
            key: Key = ("versions", version_number, "clauses", number, "handled_by")
            for inner, message, values in _unhandled(clause.handled_by, CODES):
                place = dataset.place(MANDATE, *key, *inner)
                hint = N_("Name rules, records or reports that exist, or out_of_scope alone.")
                subject = str(inner[0]) if inner else "handled_by"
                yield Violation(place, clause.id, subject, message, {"clause": clause.reference, **values}, hint, "du-cli mandate trace")


def _unhandled(handled: HandledBy, codes: Iterable[str]) -> Iterator[tuple[Key, str, Values]]:
    named = handled.rules or handled.records or handled.reports
    if not named and not handled.out_of_scope:
        yield (), N_("{clause} is handled by nothing."), {}
    if named and handled.out_of_scope:
        yield ("out_of_scope",), N_("{clause} is both handled and out of scope."), {}
    for field, exists, message in (
        ("rules", frozenset(codes).__contains__, N_("{clause} is handled by the rule {name}, which does not exist.")),
        ("records", record_exists, N_("{clause} is handled by the record {name}, which is not in the format.")),
        ("reports", REPORTS.__contains__, N_("{clause} is handled by the report {name}, which does not exist.")),
    ):
        for number, name in enumerate(getattr(handled, field)):
            if not exists(name):
                yield (field, number), message, {"name": name}
