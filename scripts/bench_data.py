"""An invented committee with as many case files as asked for: the same bytes on every run, valid and in canonical form."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import Final

AT: Final = date(2026, 1, 15)
"""The date the files are meant to be checked at: cases of the autumn before are still open."""

_SEED: Final = "du-cli"
_PER_YEAR: Final = 2500
_LAST_YEAR: Final = AT.year - 1
_NOTE: Final = "# Oppdiktet: utvalget, personene og sakene finnes ikke."
_MEMBERS: Final = tuple(
    (f"{first}-{last}".lower().replace("ø", "o"), f"{first} {last}")
    for last, first in product(("Eksempel", "Prøve"), ("Anne", "Bjarne", "Cecilie", "Dag", "Eli", "Finn", "Grete"))
)
_ORGANISATIONS: Final = {"eksempel-ikt": "Vestland", "prove-ikt": "Nordland", "monster-ikt": "Agder"}
_PARTIES: Final = ("Bergen kommune", "Bodø kommune", "Kristiansand kommune", "Agder fylkeskommune", *_ORGANISATIONS)
_NETWORKS: Final = ("digieksempel", "digiprove")

_THINGS: Final = (
    "felles arkivkjerne", "digital byggesak", "innbyggerdialog på mobil", "deling av kartdata", "sikker innlogging for ansatte",
    "felles skjemaløsning", "varsling ved vannlekkasje", "timebestilling i legevakta", "oversikt over kunstig intelligens",
    "elektronisk signering", "digital hjemmeoppfølging", "felles meldingstjeneste", "språkhjelp i barnehagen", "innsyn i egen sak",
)  # fmt: skip
_GROUNDS: Final = (
    "Flere kommuner har bedt om {thing}, og behovet er størst i de minste.",
    "Løsningen for {thing} er prøvd i to regioner med godt resultat.",
    "Kostnadene ved {thing} er usikre, og gevinstene kommer først etter noen år.",
    "Leverandørene tilbyr i dag {thing} på ulike vilkår; et felles krav gir bedre avtaler.",
    "Personvernet er vurdert, og {thing} behandler ikke flere opplysninger enn nødvendig.",
    "Nettverkene ønsker at {thing} bygger på de felles grunndataene.",
    "Arbeidet med {thing} krever opplæring, og det bør settes av tid til den.",
    "Uten {thing} må hver kommune lage sin egen løsning; det blir dyrere for alle.",
)
_ADVICE: Final = (
    "Utvalget tilrår at {thing} prioriteres neste år.",
    "Utvalget ber om en plan for {thing}, med ansvar, kostnader og frister.",
    "Erfaringene med {thing} legges fram før løsningen breies ut til flere.",
    "Det forutsettes at {thing} kan tas i bruk trinnvis, og at små kommuner får hjelp.",
    "Ansvaret for forvaltningen av {thing} avklares før midlene utbetales.",
)
_COMMENTS: Final = ("null", "Viktig for de små kommunene.", '"Ja, men: kostnadene må avklares først."', "Ingen merknader.")


def write(root: Path, count: int) -> int:
    """Write the committee with ``count`` cases under ``root``; return how many bytes the case files hold."""
    size = 0
    for name, text in committee().items():
        _write(root / name, text)
    for number in range(count):
        name, text = case(number)
        size += _write(root / name, text)
    return size


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.write_bytes(text.encode())


def committee() -> dict[str, str]:
    """The files a committee has one of, by path."""
    return {
        "data/mandate.yaml": _lines(_mandate()),
        "data/members.yaml": _lines(_members()),
        "data/organisations.yaml": _lines(_organisations()),
        "data/policy.yaml": _lines(["expiry_notice_months: 6", "written_deadline_working_days: 5"]),
        "data/waivers.yaml": _lines(["waivers: []"]),
    }


def _lines(found: list[str]) -> str:
    return "\n".join([_NOTE, *found, ""])


def _mandate() -> list[str]:
    return [
        "committee: {id: eksempelutvalget, name: Eksempelutvalget, language: nb, leads: eksempelforbundet, advises: eksempelradet}",
        "bodies:",
        "  - {id: eksempelforbundet, name: Eksempelforbundet, kind: association}",
        "  - {id: eksempelradet, name: Eksempelrådet, kind: council}",
        *(f"  - {{id: {name}, name: {name.capitalize()}, kind: regional_network}}" for name in _NETWORKS),
        "versions:",
        '  - id: "1"',
        f"    size: {len(_MEMBERS)}",
        "    written_procedure: {allowed: true, reasonable_deadline: true}",
        "    tasks:",
        *(f"      - {{id: {number}, name: Oppgave {number}, clause: oppgave-{number}}}" for number in range(1, 6)),
        "    seats:",
        *(_seat(number) for number in range(1, len(_MEMBERS) + 1)),
        "    clauses:",
        *(line for number in range(1, 6) for line in _clause("oppgave", number, "DU302")),
        *(line for number in range(1, len(_MEMBERS) + 1) for line in _clause("plass", number, "DU102")),
    ]


def _seat(number: int) -> str:
    return f"      - {{id: plass-{number}, name: Plass {number}, count: 1, kind: any, clause: plass-{number}}}"


def _clause(name: str, number: int, rule: str) -> list[str]:
    return [
        f"      - id: {name}-{number}",
        f"        section: {name.capitalize()}",
        f"        reference: {name.capitalize()}, {number}. punktum",
        f"        summary: Dette er {number}. punktum om {name} i det oppdiktede mandatet.",
        "        handled_by:",
        f"          rules: [{rule}]",
    ]


def _members() -> list[str]:
    found = ["members:"]
    for number, (key, name) in enumerate(_MEMBERS, 1):
        found += [
            f"  - id: {key}",
            f"    name: {name}",
            f"    organisation: {tuple(_ORGANISATIONS)[number % len(_ORGANISATIONS)]}",
            "    title: null",
            "    role: member",
            "    appointments:",
            f"      - seat: plass-{number}",
            "        from: null",
            "        until: null",
            "        appointed_by: eksempelforbundet",
            "        source: null",
        ]
    return found


def _organisations() -> list[str]:
    rows = (f"  - {{id: {key}, name: {key.capitalize()}, kind: intermunicipal, area: {area}}}" for key, area in _ORGANISATIONS.items())
    return ["organisations:", *rows]


def case(number: int) -> tuple[str, str]:
    """The path and text of a case, counted from 0; it is the same however many there are."""
    year, sequence = _LAST_YEAR - number // _PER_YEAR, number % _PER_YEAR + 1
    key = f"{year}-{sequence:03}"
    return f"data/cases/{year}/{sequence:03}.yaml", _lines(_Case(key, year, sequence).lines())


_NO_RESULT: Final = ("written_procedure: null", "recommendation: null", "submission: null", "answer: null", "decision: null")


class _Case:
    """One case: what its parts share."""

    def __init__(self, key: str, year: int, sequence: int) -> None:
        self.key = key
        self.random = Random(f"{_SEED} {key}")  # noqa: S311 - the same on every run is what is wanted
        self.thing = self.random.choice(_THINGS)
        autumn = sequence % 2 == 0
        self.raised = date(year, 8 if autumn else 1, self.random.randint(5, 25))
        self.sent = date(year, 9 if autumn else 2, self.random.randint(1, 8))
        # A Wednesday three weeks on is a working day in both half-years.
        self.deadline = self.sent + timedelta(days=21 + (2 - self.sent.weekday()))
        self.closed = self.deadline + timedelta(days=1)
        self.type = self.random.choice(("recommendation", "common_solution", "initiative", "advice", "information", "preparation"))
        self.concluded = self.type not in ("information", "preparation")
        self.status = "submitted" if self.concluded and autumn and year == _LAST_YEAR else "closed"
        self.addressee = {"advice": "eksempelforbundet", "information": "null"}.get(self.type, "eksempelradet")

    def lines(self) -> list[str]:
        result = [*self._procedure(), *self._outcome()] if self.concluded else list(_NO_RESULT)
        return [*self._head(), *self._project(), *self._course(), *result, *self._papers()]

    def _head(self) -> list[str]:
        tasks = ", ".join(map(str, sorted(self.random.sample(range(1, 6), self.random.randint(1, 3)))))
        restricted = self.random.random() < 0.1  # noqa: PLR2004 - one in ten
        return [
            f"id: {self.key}",
            f"title: {self.thing.capitalize()}, del {self.random.randint(1, 9)}",
            f"type: {self.type}",
            f"mandate_tasks: [{tasks}]",
            f"status: {self.status}",
            f"raised: {{date: {self.raised}, by: {self._member()}}}",
            "council_mandate: Oppgaver for rådet, punkt 2",
            "responsible: eksempelforbundet",
            f"access: {'restricted' if restricted else 'public'}",
            f"legal_basis: {'offl. § 23 første ledd' if restricted else 'null'}",
            f"addressee: {self.addressee}",
            "summary: |",
            *self._text("  ", _GROUNDS, self.random.randint(2, 5)),
            "proposal: |",
            *self._text("  ", _ADVICE, self.random.randint(1, 3)),
        ]

    def _project(self) -> list[str]:
        if self.type != "recommendation":
            return ["project: null"]
        amount = self.random.randint(5, 90) * 100_000
        return [
            "project:",
            f"  name: {self.thing.capitalize()}",
            "  scheme: Eksempelfondet",
            f"  applicants: [{', '.join(self.random.sample(_PARTIES[:4], 2))}]",
            f"  participants: [{', '.join(self.random.sample(_PARTIES[:4], 2))}]",
            f"  amount: {amount}",
            f"  total_cost: {amount * 2}",
            f"  phase: {self.random.choice(('concept', 'delivery'))}",
            f"  uses_fiks: {self.random.choice(('true', 'false', 'null'))}",
        ]

    def _course(self) -> list[str]:
        note = self.random.choice(("null", "Sendt ut til alle.", "Drøftet på telefon."))
        return [
            "recusals: []",
            "handling:",
            f"  - {{date: {self.raised}, meeting: null, outcome: discussed, note: {note}}}",
            f"  - {{date: {self.closed}, meeting: null, outcome: {'adopted' if self.concluded else 'noted'}, note: null}}",
        ]

    def _procedure(self) -> list[str]:
        return [
            "written_procedure:",
            "  reason: Saken er avklart og haster.",
            f"  sent: {self.sent}",
            f"  question: Kan utvalget slutte seg til forslaget om {self.thing}?",
            "  sent_to: all",
            f"  deadline: {self.deadline}",
            "  extended_to: null",
            f"  reminders: [{self.deadline - timedelta(days=7)}]",
            f"  closed: {self.closed}",
            "  summary: null",
            "  responses:",
            *map(self._response, self.random.sample(_MEMBERS, self.random.randint(2, 6))),
        ]

    def _response(self, member: tuple[str, str]) -> str:
        day = self.sent + timedelta(days=self.random.randint(1, 14))
        position = self.random.choice(("supports", "supports", "supports_with_comments", "abstains", "no_comment"))
        return f"    - {{member: {member[0]}, date: {day}, position: {position}, comment: {self.random.choice(_COMMENTS)}}}"

    def _outcome(self) -> list[str]:
        position = self.random.choice(("fund", "support", "fund_on_conditions", "oppose"))
        networks = ", ".join(self.random.sample(_NETWORKS, self.random.randint(1, 2)))
        answered = self.closed + timedelta(days=40)
        closed = self.status == "closed"
        return [
            "recommendation:",
            f"  adopted: {self.closed}",
            "  by: written_procedure",
            "  text: |",
            *self._text("    ", _ADVICE, self.random.randint(1, 2)),
            "  text_sha256: null",
            f"  position: {position}",
            f"submission: {{date: {self.closed + timedelta(days=2)}, to: {self.addressee}, council_meeting: null}}",
            f"answer: {{date: {answered}, outcome: followed, note: null}}" if closed else "answer: null",
            self._decision(answered + timedelta(days=30)) if closed and self.type == "recommendation" else "decision: null",
            f"networks_involved: [{networks}]",
            "follows: null",
        ]

    def _decision(self, day: date) -> str:
        return f"decision: {{date: {day}, by: eksempelforbundet, outcome: granted, amount: 400000, note: null}}"

    def _papers(self) -> list[str]:
        papers = ("Saksframlegg", "Vedlegg: kostnader", "Vedlegg: innspill fra nettverkene")
        found = [line for part in range(self.random.randint(0, 3)) for line in self._paper(part, papers[part])]
        return ["documents:", *found] if found else ["documents: []"]

    def _paper(self, part: int, title: str) -> list[str]:
        return [
            f'  - title: "{title}"',
            f"    kind: {'case_paper' if title == 'Saksframlegg' else 'attachment'}",
            f"    url: https://eksempel.example/sak/{self.key}/{part + 1}.pdf",
            f"    date: {self.raised}",
            f"    sha256: {sha256(f'{self.key} {title}'.encode()).hexdigest()}",
        ]

    def _member(self) -> str:
        return self.random.choice(_MEMBERS)[0]

    def _text(self, indent: str, sentences: tuple[str, ...], count: int) -> Iterator[str]:
        chosen = " ".join(self.random.sample(sentences, count)).format(thing=self.thing)
        return (indent + line for line in wrap(chosen, 78))
