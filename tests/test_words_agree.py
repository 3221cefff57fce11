"""One word for one thing: what help, errors and reports call it, in both kinds of Norwegian."""

import re
from pathlib import Path

import pytest
from casework import FORM, ON_AGENDA, put, started
from conftest import Du

from du_cli.edits.conclusions import CONCLUDED
from du_cli.edits.outcomes import ANSWERED
from du_cli.i18n import _, speaking
from du_cli.reports.choices import DECISION, FATE, HANDLING, RESPONSE

HELP = {
    "adopted, rejected, noted, referred or contributed.": {key: HANDLING[key] for key in CONCLUDED},
    "followed, partly_followed, not_followed, postponed, returned or noted.": {key: FATE[key] for key in ANSWERED},
    "granted, granted_in_part or rejected.": DECISION,
    "supports, supports_with_comments, objects, asks_for_meeting, abstains or no_comment.": RESPONSE,
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return started(tmp_path, monkeypatch)


@pytest.mark.parametrize("lang", ["nb", "nn"])
@pytest.mark.parametrize("said", HELP)
def test_help_has_the_words_that_reports_use(lang: str, said: str) -> None:
    with speaking(lang):
        for value, word in HELP[said].items():
            assert f"{value} ({_(word)})" in _(said)
        assert all(_(subject).endswith(_(HANDLING[outcome])) for outcome, subject in CONCLUDED.items())


@pytest.mark.parametrize("lang", ["nb", "nn"])
@pytest.mark.parametrize(
    "words", [("what-if", "--appoint", "Kari"), ("what-if",), ("cases", "conclude", "2/26", "noted", "--votes", "tolv")]
)
def test_an_error_names_what_help_names(du: Du, root: Path, lang: str, words: tuple[str, ...]) -> None:
    answer = du(*words, "--at", "2026-03-03", "--lang", lang, cwd=root)
    named = re.findall(r"[A-ZÆØÅ]+(?:[:/][A-ZÆØÅ]+)+", answer.err)
    page = du(*words[: 1 + (words[0] == "cases")], "--help", "--lang", lang).out
    assert (answer.code, bool(named), [one for one in named if one not in page]) == (2, True, [])


@pytest.mark.parametrize(
    ("lang", "missing", "folder"),
    [
        ("nb", "filen eller mappen finnes ikke.", "det er en mappe."),
        ("nn", "fila eller mappa finst ikkje.", "det er ei mappe."),
        ("en", "No such file or directory.", "Is a directory."),
    ],
)
def test_what_the_system_says_is_in_the_reader_s_language(du: Du, root: Path, lang: str, missing: str, folder: str) -> None:
    for name, said in (("borte.yaml", missing), ("data", folder)):
        answer = du("meetings", "minutes", "2026-03-03", "--from", name, "--at", "2026-03-03", "--lang", lang, cwd=root)
        assert (answer.code, said in answer.err) == (2, True), answer.err


def test_dates_in_a_sentence_are_written_out(du: Du, root: Path) -> None:
    written = "written_procedure: {sent: 2026-02-02, deadline: 2026-02-13, sent_to: [kari], closed: 2026-02-16}\n"
    submitted = "submission: {date: 2026-03-04, to: radet, council_meeting: 2026-06-11}\n"
    put(root, FORM, ON_AGENDA + written + submitted)
    shown = du("cases", "show", "2/26", "--at", "2026-03-05", "--lang", "nb", cwd=root).out
    assert "Sendt 2. februar 2026, frist 13. februar 2026: " in shown
    assert "møtet 11. juni 2026" in shown
