"""A secretary who does whatever comes to mind: random commands on the examples' committee, each accepted one a commit."""

import io
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from du_cli.cli import run
from du_cli.dataset.cases import CaseFile
from du_cli.findings import Outcome, Severity
from du_cli.rules import check
from du_cli.workspace import open_dataset
from scripts.make_examples import environment

if TYPE_CHECKING:
    from du_cli.dataset.dataset import Dataset

FIRST = date(2024, 6, 17)
"""The first working day after the examples' last."""

OUTCOMES = ("discussed", "postponed", "adopted", "rejected", "noted", "referred", "contributed")
POSITIONS = ("supports", "supports_with_comments", "objects", "asks_for_meeting", "abstains", "no_comment")


_PATIENCE = 600
"""How many refusals until a command that was never accepted is given up."""


class Secretary:
    """The state of the work: the data as it is, the day it is, and the dice."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.random = Random(seed)  # noqa: S311 - dice, not keys
        self.day = FIRST
        self.number = 0
        self.dataset: Dataset = open_dataset(root, self.day)

    def one(self, choices: Sequence[str]) -> str:
        """Any of some words; a word that names nothing when there are none."""
        return self.random.choice(choices) if choices else "ingen"

    def later(self, most: int) -> str:
        """A day up to some days from now."""
        return str(self.day + timedelta(days=self.random.randint(0, most)))

    def cases(self, *statuses: str) -> list[str]:
        """The cases with one of some statuses; now and then any case."""
        found = self.dataset.case_files
        surprise = self.random.random() < 0.1
        return [file.case.id for file in found if surprise or file.case.status in statuses]

    def case(self, id_: str) -> CaseFile | None:
        """A case by its id."""
        return next((file for file in self.dataset.case_files if file.case.id == id_), None)

    def meetings(self, *statuses: str) -> list[str]:
        """The meetings with one of some statuses, those that come first oftenest."""
        return sorted(meeting.id for meeting in self.dataset.meetings.values() if meeting.status in statuses)

    def sitting(self) -> list[str]:
        """Those in office."""
        return [service.member.id for service in self.dataset.in_office]

    def people(self) -> list[str]:
        """Everybody in the roster."""
        return [member.id for member in self.dataset.members]

    def seat(self) -> str:
        """Any seat."""
        return self.one([seat.id for seat in (self.dataset.version.seats if self.dataset.version else ())])

    def fresh(self, word: str) -> str:
        """A name nobody has."""
        self.number += 1
        return f"{word} {self.number}"


Command = Callable[[Secretary], list[str]]


def _asked(who: Secretary, case: str) -> list[str]:
    found = who.case(case)
    procedure = found.case.written_procedure if found else None
    sent_to = procedure.sent_to if procedure else None
    return [str(member) for member in sent_to] if isinstance(sent_to, tuple) else who.sitting()


def _respond(who: Secretary) -> list[str]:
    case = who.one(who.cases("in_written_procedure"))
    return [case, who.one(_asked(who, case)), who.one(POSITIONS)]


def _minutes(who: Secretary) -> list[str]:
    """The next thing that is missing of a called meeting whose day has come."""
    come = [
        meeting for meeting in who.dataset.meetings.values() if meeting.status in {"called", "held"} and meeting.id[:10] <= str(who.day)
    ]
    if not come:
        return ["ingen"]
    meeting = who.random.choice(come)
    item = who.random.choice(meeting.agenda) if meeting.agenda else None
    if item is None or item.case is None:
        return [meeting.id, "--item", str(item.item if item else 1), "--text", "Gjennomgått."]
    outcome = who.one(OUTCOMES)
    adopted = ["--recommendation", "Utvalget anbefaler det.", "--votes", "3/0/0"] if outcome == "adopted" else []
    return [meeting.id, "--item", item.case, "--outcome", outcome, *adopted]


def _attend(who: Secretary) -> list[str]:
    come = [name for name in who.meetings("called", "held") if name[:10] <= str(who.day)]
    return [who.one(come), "--absent", who.one(who.sitting()), "--all-present"]


def _new(who: Secretary) -> list[str]:
    kind = who.one(("preparation", "recommendation", "initiative", "common_solution", "advice", "information"))
    money = ["--project", "Prøveprosjekt", "--scheme", "Prøvefondet", "--applicant", "Bodø kommune", "--amount", "1000"]
    return [
        *(who.fresh("Sak"), "--type", kind, "--task", who.one("12345"), "--by", who.one(who.sitting())),
        *("--proposal", "Utvalget anbefaler det.", "--council-mandate", "Rådets første oppgave", "--network", "digiprove-nord"),
        *(money if kind == "recommendation" and who.random.random() < 0.3 else ()),
    ]


def _appoint(who: Secretary) -> list[str]:
    asked = [f"{body.id}:{who.day - timedelta(days=20)}" for body in who.dataset.bodies.values() if body.kind != "council"]
    consulted = [word for one in asked for word in ("--consulted", one)]
    free = [name for name in who.people() if name not in who.sitting()]
    return [
        who.one(free),
        who.one((who.seat(), "ost")),
        "--from",
        str(who.day + timedelta(days=who.random.randint(1, 30))),
        "--decision",
        "Sak 1/24",
        *consulted,
    ]


def _extend(who: Secretary) -> list[str]:
    until = who.day + timedelta(days=who.random.randint(400, 1800))
    return [who.one(who.sitting()), "--until", str(until), "--exception", "Kontinuitet i et prosjekt"]


def _agenda(who: Secretary) -> list[str]:
    add = ["--add", who.one(who.cases("proposed", "in_preparation"))] if who.random.random() < 0.5 else []
    return [who.one(who.meetings("planned", "called")), *add]


def _plan(who: Secretary) -> list[str]:
    return [who.later(40)]


COMMANDS: dict[str, Command] = {
    "members add": lambda who: [
        who.fresh("Ny Oppdiktet"),
        "--organisation",
        who.one(("Hamar kommune", "Tønsberg kommune", "Bodø kommune")),
    ],
    "members appoint": _appoint,
    "members consult": lambda who: [
        who.one(who.people()),
        who.one(list(who.dataset.bodies)),
        "--answered",
        str(who.day),
        "--advice",
        "supports",
    ],
    "members extend": _extend,
    "members end": lambda who: [who.one(who.sitting()), "--on", who.later(20), "--reason", "Ny stilling"],
    "members move": lambda who: [who.one(who.sitting()), who.one(("Hamar kommune", "Voss herad", "Sandnes kommune"))],
    "cases new": _new,
    "cases move": lambda who: [
        who.one(who.cases("proposed", "in_preparation", "on_agenda", "concluded", "submitted")),
        who.one(("in_preparation", "on_agenda", "closed")),
    ],
    "cases conclude": lambda who: [who.one(who.cases("on_agenda")), who.one(OUTCOMES[2:]), "--text", "Utvalget anbefaler det."],
    "cases submit": lambda who: [who.one(who.cases("concluded"))],
    "cases answer": lambda who: [who.one(who.cases("submitted")), who.one(("followed", "not_followed", "postponed", "noted"))],
    "cases decide": lambda who: [who.one(who.cases("submitted", "closed")), who.one(("granted", "rejected"))],
    "cases withdraw": lambda who: [who.one(who.cases("proposed", "in_preparation", "on_agenda")), "--note", "Ikke aktuell lenger."],
    "cases recuse": lambda who: [
        who.one(who.cases("proposed", "in_preparation")),
        "--member",
        who.one(who.sitting()),
        "--basis",
        "fvl. § 6",
    ],
    "written open": lambda who: [who.one(who.cases("proposed", "in_preparation")), "--reason", "Haster.", "--question", "Støtter du det?"],
    "written respond": _respond,
    "written extend": lambda who: [who.one(who.cases("in_written_procedure")), "--until", who.later(30)],
    "written remind": lambda who: [who.one(who.cases("in_written_procedure"))],
    "written close": lambda who: [who.one(who.cases("in_written_procedure")), "--position", "support"],
    "meetings plan": _plan,
    "meetings call": lambda who: [who.one(who.meetings("planned"))],
    "meetings agenda": _agenda,
    "meetings attend": _attend,
    "meetings minutes": _minutes,
    "meetings approve": lambda who: [who.one(who.meetings("held")), "--written"],
    "meetings cancel": lambda who: [who.one(who.meetings("planned", "called")), "--reason", "For få saker"],
    "outreach add": lambda who: ["--member", who.one(who.sitting()), "--audience", "both", "--topic", "Orientering"],
}
"""Every write command, each with a way to think of its arguments."""

SELDOM = ("members end", "members extend", "members move", "meetings cancel", "cases withdraw", "members add", "members appoint")
"""What must not happen too often, or nobody is left to work."""


class Work(NamedTuple):
    """How often each command was accepted and changed something, how many were not, the last day, and what went wrong that is no refusal."""

    accepted: Counter[str]
    refused: int
    day: date
    faults: list[str]


def work(root: Path, seed: int, steps: int) -> Work:
    """Do random commands in a repository until so many were accepted, and each at least once; the seed decides which."""
    who = Secretary(root, seed)
    accepted: Counter[str] = Counter()
    faults: list[str] = []
    refused, head = 0, _head(root)
    for name in _thoughts(who, accepted):
        if (accepted.total() >= steps and all(accepted[each] for each in COMMANDS)) or refused > _PATIENCE:
            break
        who.day += timedelta(days=who.random.choice((0, 0, 0, 0, 1)))
        who.dataset = open_dataset(root, who.day)
        words = [*name.split(), *COMMANDS[name](who)]
        code, said = _typed(root, who.day, words)
        if code == 0 and (now := _head(root)) != head:
            head = now
            accepted[name] += 1
            faults += [f"{words}: {error}" for error in _errors(root, who.day)]
        else:
            refused += 1
            faults += [f"{words}: {said}"] if code not in {0, 1, 2} or "Traceback" in said else []
    return Work(accepted, refused, who.day, faults)


def _head(root: Path) -> str:
    return subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout


def _errors(root: Path, day: date) -> list[str]:
    found = check(open_dataset(root, day))
    return [f"{one.code} in {one.record}" for one in found if one.outcome == Outcome.FINDING and one.severity == Severity.ERROR]


def _thoughts(who: Secretary, accepted: Counter[str]) -> Iterator[str]:
    """Commands as they come to mind: any, and every other time one that was accepted least."""
    while True:
        yield who.one([name for name in COMMANDS if name not in SELDOM or who.random.random() < 0.1])
        least = min(accepted[name] for name in COMMANDS)
        yield who.one([name for name in COMMANDS if accepted[name] == least])


def _typed(root: Path, day: date, words: list[str]) -> tuple[int, str]:
    said = io.StringIO()
    with environment(str(day)), redirect_stdout(said), redirect_stderr(said):
        code = run([*words, "--root", str(root), "--at", str(day), "--lang", "nb", "--commit"])
    return code, said.getvalue()
