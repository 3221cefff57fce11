"""DU310: what may not be read by everybody, in cases and among the papers of meetings."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from du_cli.dataset.cases import CaseFile
from du_cli.dataset.casework import stated
from du_cli.dataset.dataset import Dataset
from du_cli.findings import Basis, Key, Severity
from du_cli.i18n import N_
from du_cli.rules.base import Answers, case_rule, found
from du_cli.rules.meetings import about

if TYPE_CHECKING:
    from du_cli.models.cases import CaseDocument

_LEGAL_BASIS: Final = re.compile("offl\\.[ \N{NO-BREAK SPACE}]§[ \N{NO-BREAK SPACE}][1-9]")


class _Fault(NamedTuple):
    """What is wrong, at a key of the file; ``text`` is the value the message speaks of."""

    key: Key
    message: str
    hint: str
    text: str | None = None


def _papers_of_meetings(dataset: Dataset) -> Answers:
    """A meeting is public, and each of its papers unless it says otherwise."""
    for path, meeting in dataset.meetings.items():
        for fault in _papers(meeting.documents, "public", whole=dataset.whole(path)):
            yield about(dataset, path, meeting, fault.key, fault.message, fault.hint, text=fault.text)


@case_rule(
    "DU310",
    N_("Restricted without a legal basis"),
    Severity.ERROR,
    Basis.POLICY,
    what=N_(
        "What is restricted, in a case or among a meeting's papers, has a legal basis that begins with offl. § and a number; "
        "no restricted document lies in the repository."
    ),
    why=N_("Only the Freedom of Information Act can keep a paper from the reader, and the history of a repository keeps everything."),
    mend=N_("Record the provision as legal_basis; keep restricted documents elsewhere and give their address."),
    also=_papers_of_meetings,
)
def legal_basis(_: Dataset, case: CaseFile) -> Answers:
    record = case.case
    if record.access == "restricted" and (case.whole or stated(record.legal_basis)):
        for fault in _basis((), record.legal_basis):
            yield found(case, fault.key, fault.message, fault.hint, text=fault.text)
    for fault in _papers(record.documents, record.access, whole=case.whole):
        yield found(case, fault.key, fault.message, fault.hint, text=fault.text)


def _papers(documents: Iterable["CaseDocument"], access: str, *, whole: bool) -> Iterator[_Fault]:
    """What is wrong with papers whose access, where they name none, is that of what they belong to."""
    for number, document in enumerate(documents):
        if (document.access or access) != "restricted":
            continue
        if stated(document.legal_basis) or (access == "public" and whole):
            yield from _basis(("documents", number), document.legal_basis)
        if stated(document.path):
            message = N_("{text} is restricted and lies in the repository, where history keeps it.")
            hint = N_("Keep the document elsewhere, and give its address as url.")
            yield _Fault(("documents", number, "path"), message, hint, document.path)


def _basis(above: Key, basis: str | None) -> Iterator[_Fault]:
    hint = N_("Write the provision as in offl. § 23 første ledd.")
    if basis is None or not stated(basis):
        yield _Fault((*above, "access"), N_("Restricted, and no legal basis is recorded."), hint)
    elif not _LEGAL_BASIS.match(basis):
        yield _Fault((*above, "legal_basis"), N_("The legal basis {text} does not begin with offl. § and a number."), hint, basis)
