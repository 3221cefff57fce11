"""Reading one case file among many: what is kept of it, as values that can wait in a file until the next run."""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from du_cli.dataset import references
from du_cli.dataset.cases import Answers, CaseFacts, CaseFile
from du_cli.dataset.plain import plain, value_of
from du_cli.dataset.read import misplaced, model_of, read_file
from du_cli.findings import Problem
from du_cli.models.base import references as references_of

if TYPE_CHECKING:
    from du_cli.dataset.cases import Judge
    from du_cli.dataset.dataset import Dataset


class ReadCase(NamedTuple):
    """What reading one case file gave: kept whole, or judged, or both."""

    problems: tuple[Problem, ...]
    waiting: tuple[references.Mention, ...] = ()
    torn: bool = False
    """Whether the file lacks more than unknown values."""
    facts: CaseFacts | None = None
    """None where there is no case, or half of one."""
    kept: CaseFile | None = None
    answers: Answers | None = None


def read_case(path: str, data: bytes, base: "Dataset", judge: "Judge | None", *, keep: bool) -> ReadCase:
    """Read a case file, hold it against the rest of the data, and judge it where there is a judge."""
    model = model_of("case")
    read = read_file(path, data, model)
    problems = (*read.problems, *misplaced(read))
    if read.record is None:
        return ReadCase(problems, torn=True)
    found, waiting = references.check(read.value, references_of(model), path, base.known)
    facts = None if read.half else CaseFacts(read.record.id, path, read.record.title, read.record.status)
    case = CaseFile(path, read.record, read.left_out, not read.torn, read.unknown, read.record.raised.date)
    answers = judge(base, case) if judge else None
    return ReadCase((*problems, *found), tuple(waiting), read.torn or read.half, facts, case if keep else None, answers)


def plain_case(read: ReadCase) -> list[Any]:
    """What was read of a judged case, as values JSON knows: all but the case itself."""
    said = (read.problems, [tuple(mention) for mention in read.waiting], read.torn, read.answers)
    facts = [read.facts.id, read.facts.title, read.facts.status] if read.facts else None
    return [facts, plain(said) if said != _SILENT else None]


def case_from_plain(path: str, found: list[Any]) -> ReadCase:
    """What was read of a judged case, out of its plain values."""
    own, said = found
    problems, waiting, torn, answers = value_of(said) if said else _SILENT
    facts = CaseFacts(own[0], path, own[1], own[2]) if own else None
    return ReadCase(problems, tuple(references.Mention(*one) for one in waiting), torn, facts, None, answers)


_SILENT: Final[tuple[tuple[Problem, ...], list[Any], bool, Answers]] = ((), [], False, {})
"""What is said of nearly every case: nothing."""
