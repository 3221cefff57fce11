"""Any sequence of commands, as they are typed: what is refused changes nothing, and what is not leaves data without errors."""

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from casework import FILES, put
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from du_cli.cli import run
from du_cli.dataset.read import formatted
from du_cli.rules import check
from du_cli.workspace import DiskFiles, open_dataset

DAY = date(2026, 3, 3)

people = st.sampled_from(("kari", "ola", "per", "siv", "laget", "ny-person"))
cases = st.sampled_from(("2026-001", "2026-002", "2026-003"))
days = st.integers(-10, 90).map(lambda number: (DAY + timedelta(days=number)).isoformat())
meetings = st.sampled_from(("2026-03-03", "2026-04-14"))
seats = st.sampled_from(("nemnda", "laget"))
homes = st.sampled_from(("Bergen kommune", "Voss herad", "laget", "Ingen kommune"))


def words(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """A command line, some of its words drawn."""
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map(list)


COMMANDS = st.one_of(
    words("members", "add", "Ny Person", "--organisation", homes),
    words("members", "appoint", people, seats, "--from", days),
    words("members", "end", people, "--on", days, "--reason", "x"),
    words("members", "extend", people, "--until", days),
    words("members", "move", people, homes),
    words("cases", "new", "Ny sak", "--type", st.sampled_from(("preparation", "advice", "initiative")), "--task", "1", "--by", people),
    words("cases", "move", cases, st.sampled_from(("in_preparation", "on_agenda", "withdrawn", "closed")), "--responsible", people),
    words("cases", "recuse", cases, people, "--basis", "fvl. § 6"),
    words("cases", "conclude", cases, st.sampled_from(("noted", "rejected", "adopted")), "--text", "Ja."),
    words("cases", "submit", cases, "--on", days),
    words("cases", "answer", cases, st.sampled_from(("followed", "returned"))),
    words("cases", "withdraw", cases, "--note", "x"),
    words("written", "open", cases, "--reason", "Haster", "--question", "Ja?"),
    words("written", "respond", cases, people, st.sampled_from(("supports", "objects", "abstains"))),
    words("written", "close", cases),
    words("meetings", "plan", days),
    words("meetings", "agenda", meetings, "--add", cases),
    words("meetings", "call", meetings),
    words("meetings", "attend", meetings, "--chair", people, "--present", people),
    words("meetings", "cancel", meetings),
    words("outreach", "add", "--member", people, "--area", "Vestland", "--audience", "both", "--topic", "x"),
)


def typed(root: Path, line: list[str], day: date) -> int:
    """What a command ends with; what it says goes nowhere."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return run(["--root", str(root), *line, "--at", day.isoformat(), "--lang", "en"])


def errors(root: Path, day: date) -> list[tuple[str, str]]:
    found = check(open_dataset(root, day))
    return [(one.code, one.message) for one in found if one.outcome == "finding" and one.severity == "error"]


@given(st.lists(st.tuples(COMMANDS, st.integers(0, 5)), min_size=1, max_size=8))
@tries(300)
def test_any_sequence_of_commands_leaves_valid_tidy_data_or_what_was_there(sequence: list[tuple[list[str], int]]) -> None:
    with TemporaryDirectory() as folder:
        root, day = Path(folder), DAY
        for path, text in FILES.items():
            put(root, path, text)
        assert errors(root, day) == []
        for line, later in sequence:
            day += timedelta(days=later)
            before, code = dict(DiskFiles(root)), typed(root, line, day)
            after = dict(DiskFiles(root))
            assert code in {0, 1, 2}
            assert code == 0 or after == before
            assert errors(root, day) == []
            assert all(formatted(path, data) == data for path, data in after.items() if data != before.get(path))
