"""The same program on another committee: in nynorsk, made by ``init``, without term, leader or size."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import TOP, Du, process

SEATS = """\
    seats:
      - {id: kommunar, name: Kommunane i Sogn, count: 2, kind: municipality, areas: [Vestland], clause: "2"}
      - {id: fri, name: Fri plass, count: 1, kind: any, clause: "3"}
    clauses:
      - {id: "1", reference: § 1, summary: Utvalet deler røynsler., handled_by: {out_of_scope: Stiller ingen krav.}}
      - {id: "2", reference: § 2, summary: Kommunane har to plassar., handled_by: {rules: [DU103, DU104, DU105]}}
      - {id: "3", reference: § 3, summary: Éin plass er fri., handled_by: {rules: [DU102, DU108]}}
"""

MEMBERS = """\
unpublished_holders: {}
members:
  - id: kari-oppdikta
    name: Kari Oppdikta
    organisation: Sogndal kommune
    appointments:
      - {seat: kommunar, from: 2020-02-01}
  - id: ola-tenkt
    name: Ola Tenkt
    organisation: Luster kommune
    appointments:
      - {seat: kommunar, from: 2019-02-01, until: 2023-01-31}
  - id: per-pahitt
    name: Per Påhitt
    organisation: Oslo kommune
    appointments:
      - {seat: fri, from: 2022-01-01}
"""


@pytest.fixture
def committee(du: Du, tmp_path: Path) -> Path:
    """A fictitious committee in nynorsk, begun by ``init`` and filled in."""
    root = tmp_path / "utval"
    assert du("init", root, "--name", "Oppdikta utval", "--language", "nn").code == 0
    mandate = root / "data" / "mandate.yaml"
    text = mandate.read_text(encoding="utf-8")
    start, end = text.index("    seats: []"), text.index("    clauses: []") + len("    clauses: []\n")
    mandate.write_text(text[:start] + SEATS + text[end:], encoding="utf-8")
    (root / "data" / "members.yaml").write_text(MEMBERS, encoding="utf-8")
    return root


def test_a_new_committee_is_clean_in_every_language(du: Du, tmp_path: Path) -> None:
    for language in ("nb", "nn", "en"):
        root = tmp_path / language
        assert (
            du("init", root, "--name", f"Utval «{language}»: prøve", "--language", language, "--leads", "Prøvelaget", "--size", "0").code
            == 0
        )
        assert du("--root", root, "check", "--strict").code == 0
        assert du("--root", root, "fmt", "--check").code == 0
        assert du("--root", root, "schema", "check").code == 0
        assert json.loads(du("--root", root, "status", "--format", "json").out)["name"] == f"Utval «{language}»: prøve"


def test_a_committee_named_as_the_body_that_leads_it_is_clean(du: Du, tmp_path: Path) -> None:
    assert du("init", tmp_path, "--name", "Rådet", "--leads", "Rådet").code == 0
    answer = du("--root", tmp_path, "check", "--strict")
    assert (answer.code, "DU0" in answer.out) == (0, False)


def test_init_makes_an_id_of_letters_with_accents(du: Du, tmp_path: Path) -> None:
    assert du("init", tmp_path, "--name", "Sámi čuđi-rådet é").code == 0
    assert "  id: sami-cudi-radet-e\n" in (tmp_path / "data" / "mandate.yaml").read_text(encoding="utf-8")


def test_init_speaks_the_committees_language_where_nothing_else_says_which(du: Du, tmp_path: Path) -> None:
    assert "er skrevet." in du("init", tmp_path / "a", "--name", "X", "--language", "nb", cwd=tmp_path).out
    assert "er skriven." in du("init", tmp_path / "b", "--name", "X", "--language", "nn", cwd=tmp_path).out
    assert "written." in du("init", tmp_path / "c", "--name", "X", "--language", "nn", "--lang", "en", cwd=tmp_path).out


def test_the_next_step_can_be_typed_though_the_folder_has_a_space(du: Du, tmp_path: Path) -> None:
    assert "git init 'mitt utval'" in du("init", "mitt utval", "--name", "X", "--lang", "en", cwd=tmp_path).out
    (tmp_path / ".git").mkdir()
    inside = du("init", "annet", "--name", "X", "--lang", "en", cwd=tmp_path).out
    assert ("git init" in inside, "Next: fill in seats" in inside) == (False, True)


def test_init_leaves_what_is_there(du: Du, tmp_path: Path) -> None:
    assert du("init", tmp_path, "--name", "X").code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert du("init", tmp_path, "--name", "Y").code == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("there", "after"),
    [
        (b"dist/\n", b"dist/\ncontacts.yaml\n"),
        (b"dist/", b"dist/\ncontacts.yaml\n"),
        (b"", b"contacts.yaml\n"),
        (b"contacts.yaml\ndist/\n", b"contacts.yaml\ndist/\n"),
    ],
)
def test_init_puts_its_line_into_a_gitignore_that_is_there(du: Du, tmp_path: Path, there: bytes, after: bytes) -> None:
    (tmp_path / ".gitignore").write_bytes(there)
    answer = du("init", tmp_path, "--name", "X", "--lang", "en")
    assert (answer.code, (tmp_path / ".gitignore").read_bytes()) == (0, after)
    assert (".gitignore is there already; lines were added: contacts.yaml" in answer.out) == (there != after)
    assert du("--root", tmp_path, "check").code == 0


def test_init_and_schema_write_leave_an_editor_s_settings_and_say_what_to_add(du: Du, tmp_path: Path) -> None:
    settings = tmp_path / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"editor.rulers": [100] /* mine */}\n', encoding="utf-8")
    for answer in (du("init", tmp_path, "--name", "X", "--lang", "en"), du("--root", tmp_path, "schema", "write", "--lang", "en")):
        assert answer.code == 0
        assert f"{settings.name} is there already and was left as it is. For help in the editor, add to it:" in answer.out
        assert '"./schemas/case.schema.json"' in answer.out
        assert settings.read_text(encoding="utf-8") == '{"editor.rulers": [100] /* mine */}\n'
    assert du("--root", tmp_path, "schema", "check").code == 1
    said = answer.out[answer.out.index("{") + 1 :]
    settings.write_text('{"editor.rulers": [100], /* mine */' + said, encoding="utf-8")
    assert du("--root", tmp_path, "schema", "check", "--lang", "en").out == "The schemas are current.\n"


def test_init_leaves_schemas_of_the_same_name_and_says_so(du: Du, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "case.schema.json").write_text("{}", encoding="utf-8")
    answer = du("init", tmp_path, "--name", "X", "--lang", "en")
    assert "case.schema.json is there already and was left as it is." in answer.out
    assert (tmp_path / "schemas" / "case.schema.json").read_text(encoding="utf-8") == "{}"


def test_init_that_cannot_write_all_writes_nothing(du: Du, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "schemas").write_text("en fil\n", encoding="utf-8")
    answer = du("init", tmp_path / "a", "--name", "X", "--lang", "en")
    assert answer.code == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "schemas"]
    answer = du("init", tmp_path / "a" / "schemas" / "b", "--name", "X", "--lang", "en")
    assert (answer.code, "Not a directory" in answer.err) == (2, True)


def test_init_asks_on_a_terminal_only(tmp_path: Path) -> None:
    answer = process("init", tmp_path / "x", env={"DU_LANG": "en"})
    assert (answer.code, "--name is missing" in answer.err) == (2, True)


def test_init_asks_for_the_name_on_a_terminal(tmp_path: Path) -> None:
    command = f"printf 'Spurt utval\\n' | script -qec 'python3 -m du_cli init {tmp_path / 'x'}' /dev/null"
    import os
    import sys

    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYTHONPATH": str(TOP)}
    subprocess.run(["bash", "-c", command], cwd=TOP, env=env, capture_output=True, text=True, check=True, timeout=60)
    assert 'name: "Spurt utval"' in (tmp_path / "x" / "data" / "mandate.yaml").read_text(encoding="utf-8")


def test_it_answers_in_the_committees_language(du: Du, committee: Path) -> None:
    assert "Plassar" in du("--root", committee, "seats", "list").out
    assert "ikkje vurdert" in du("--root", committee, "check").out


def test_without_a_term_the_office_ends_with_until_and_nothing_is_said_of_terms(du: Du, committee: Path) -> None:
    def codes(day: str) -> list[str]:
        found = json.loads(du("--root", committee, "check", "--at", day, "--format", "json").out)["findings"]
        return [one["code"] for one in found if one["code"] not in ("DU016", "DU601")]

    assert codes("2023-01-31") == []
    assert codes("2023-02-01") == ["DU103"]
    assert codes("2060-01-01") == ["DU103"]


def test_findings_name_the_committees_own_clauses(du: Du, committee: Path) -> None:
    found = json.loads(du("--root", committee, "check", "--at", "2023-02-01", "--select", "DU103", "--format", "json").out)
    assert [one["clauses"] for one in found["findings"]] == [["2"]]
    assert "§ 2" in du("--root", committee, "check", "--at", "2023-02-01").out


def test_every_showing_command_works_on_it(du: Du, committee: Path) -> None:
    for arguments in (
        ["status"],
        ["members", "list"],
        ["seats", "list"],
        ["terms"],
        ["mandate", "show"],
        ["mandate", "trace"],
        ["explain", "DU103"],
    ):
        answer = du("--root", committee, *arguments, "--at", "2022-06-01")
        assert (answer.code, answer.err) == (0, "")
    proposed = du(
        "--root", committee, "seats", "propose", "Ny:Sogndal kommune", "Framand:Bodø kommune", "--at", "2023-02-01", "--format", "json"
    )
    assert {one["person"]["name"] for one in json.loads(proposed.out)["assignments"]} == {"Ny", "Framand"}
