"""What is offered to GitHub, GitLab and pre-commit: their own script lines, run on a failing and a clean change."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import TOP
from junitparser import JUnitXml
from repositories import MANDATE, MEMBERS, alone, committed, git, put, repository
from ruamel.yaml import YAML

MEMBERS_PATH = "data/members.yaml"
CLEAN = MEMBERS.replace("Ola Eksempel", "Ola Ny")
BROKEN = MEMBERS.replace("organisation: Voss herad", "organisation: Vos herad")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DU_LANG", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "utvalg")


def document(path: str) -> Any:
    return YAML(typ="safe").load((TOP / path).read_text(encoding="utf-8"))


def shell(script: str, cwd: Path, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """A script as both services run it: in bash that stops at the first failure."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False)


class Action:
    """The steps of action.yml, with what GitHub sets around them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}

    def run(self, name: str, root: Path, **inputs: str) -> "subprocess.CompletedProcess[str]":
        """Run one step's script where ``root`` is checked out, with the action's inputs."""
        step = next(step for step in document("action.yml")["runs"]["steps"] if step["name"] == name)
        given = {"ROOT": ".", "BASE": "", "STRICT": "false", "SINCE": "", **inputs}
        env = {key: given[key] for key in step["env"]}
        return shell(step["run"], root, {**env, "RUNNER_TEMP": str(self.folder), **{key: str(path) for key, path in self.files.items()}})

    @property
    def summary(self) -> str:
        """What was written for the page of the run."""
        return self.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


@pytest.fixture
def action(tmp_path: Path) -> Action:
    return Action(tmp_path / "runner")


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (BROKEN, 1)], ids=["clean", "failing"])
def test_the_action_annotates_a_change_and_fails_on_a_new_error(root: Path, action: Action, text: str, code: int) -> None:
    committed(root, {MEMBERS_PATH: text})
    done = action.run("Check", root, BASE="HEAD~1")
    assert (done.returncode, "::error file=data/members.yaml,line=10," in done.stdout) == (code, bool(code)), done.stderr
    sarif = Path(action.files["GITHUB_OUTPUT"].read_text(encoding="utf-8").strip().removeprefix("sarif="))
    found = [result["ruleId"] for result in json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]]
    assert ("DU012" in found) == bool(code)


def test_the_action_says_in_its_summary_what_the_change_means(root: Path, action: Action) -> None:
    committed(root, {MEMBERS_PATH: CLEAN})
    assert action.run("Summary", root, BASE="HEAD~1").returncode == 0
    assert "Ola Ny" in action.summary


def test_without_a_base_every_finding_counts_and_is_in_the_summary(root: Path, action: Action) -> None:
    committed(root, {MEMBERS_PATH: BROKEN})
    committed(root, {})
    assert action.run("Check", root, BASE="HEAD~1").returncode == 0
    assert action.run("Check", root).returncode == 1
    assert action.run("Summary", root).returncode == 0
    assert "DU012" in action.summary


def test_warnings_fail_when_asked_for(root: Path, action: Action) -> None:
    committed(root, {"data/annet.txt": "ingenting leser denne"})
    assert action.run("Check", root).returncode == 0
    assert action.run("Check", root, STRICT="true").returncode == 1


@pytest.mark.parametrize(("days", "code"), [(-1, 1), (0, 0), (-2, 0)], ids=["since yesterday", "since today", "two days ago"])
def test_a_nightly_run_fails_on_the_day_that_time_brings_a_finding(root: Path, action: Action, days: int, code: int) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - the script asks the clock, as it must
    until = yesterday + timedelta(days=days + 1)
    term = MANDATE.replace("    size: 2\n", "    size: 2\n    term: {years: 4}\n")
    appointment = f"from: {until - timedelta(days=1000)}, until: {until}, exception: {{reason: kort}}"
    committed(root, {"data/mandate.yaml": term, MEMBERS_PATH: MEMBERS.replace("from: 2024-01-01", appointment, 1)})
    done = action.run("What time has brought", root, SINCE=str(yesterday))
    assert done.returncode == code, done.stdout + done.stderr


def test_the_action_s_steps_name_only_inputs_that_it_has() -> None:
    found = document("action.yml")
    text = (TOP / "action.yml").read_text(encoding="utf-8")
    asked = {word.split("}")[0].strip() for word in text.split("inputs.")[1:]}
    assert {word.split()[0] for word in asked} == set(found["inputs"])


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    steps = document(".github/workflows/check.yml")["jobs"]["check"]["steps"]
    own = next(step for step in steps if step.get("uses") == "./")
    assert set(own["with"]) <= set(document("action.yml")["inputs"])
    assert steps[0]["with"]["fetch-depth"] == 0


def test_the_workflow_in_the_guide_is_the_one_we_use() -> None:
    page = (TOP / "docs/drift.md").read_text(encoding="utf-8")
    shown = YAML(typ="safe").load(page.split("```yaml\nname: du-cli\n")[1].split("```")[0])
    own = document(".github/workflows/check.yml")
    own["jobs"]["check"]["steps"][3]["uses"] = "EIER/du-cli@v0.1.0"
    assert shown == {key: own[key] for key in ("on", "permissions")} | {"jobs": {"check": own["jobs"]["check"]}}


def gitlab(root: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    found = document("templates/du-cli.gitlab-ci.yml")
    variables = {name: str(value) for name, value in found["variables"].items()}
    return shell("\n".join(found["du-cli"]["script"]), root, {**variables, **env})


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (BROKEN, 1)], ids=["clean", "failing"])
def test_the_gitlab_job_reports_a_change_and_fails_on_a_new_error(root: Path, text: str, code: int) -> None:
    committed(root, {MEMBERS_PATH: text})
    done = gitlab(root, CI_MERGE_REQUEST_DIFF_BASE_SHA=git(root, "rev-parse", "HEAD~1").strip())
    assert done.returncode == code, done.stderr
    quality = json.loads((root / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert ("DU012" in [one["check_name"] for one in quality]) == bool(code)
    assert JUnitXml.fromfile(str(root / "du-cli.junit.xml")).failures == code
    assert ("Ola Ny" in (root / "du-cli.md").read_text(encoding="utf-8")) != bool(code)


def test_the_gitlab_job_without_a_merge_request_counts_everything(root: Path) -> None:
    committed(root, {MEMBERS_PATH: BROKEN})
    assert gitlab(root).returncode == 1
    assert "DU012" in (root / "du-cli.md").read_text(encoding="utf-8")


def test_the_gitlab_job_s_nightly_run_fails_on_what_time_has_brought(root: Path) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - the script asks the clock, as it must
    term = MANDATE.replace("    size: 2\n", "    size: 2\n    term: {years: 4}\n")
    appointment = f"from: {yesterday - timedelta(days=1000)}, until: {yesterday}, exception: {{reason: kort}}"
    committed(root, {"data/mandate.yaml": term, MEMBERS_PATH: MEMBERS.replace("from: 2024-01-01", appointment, 1)})
    done = gitlab(root, CI_PIPELINE_SOURCE="schedule")
    assert done.returncode == 1
    assert "DU204" in done.stdout


def test_the_real_pre_commit_runs_the_hooks_from_a_repository(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "du-cli"
    for name in ("du_cli", "tests/rules"):
        shutil.copytree(TOP / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(TOP / name, source / name)
    git(tmp_path, "init", "--quiet", str(source))
    rev = committed(source, {})
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    hooks = "".join(f"      - id: {hook['id']}\n" for hook in document(".pre-commit-hooks.yaml"))
    committed(root, {".pre-commit-config.yaml": f"repos:\n  - repo: {source}\n    rev: {rev}\n    hooks:\n{hooks}"})
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=root, check=True, capture_output=True)

    def attempt(text: str) -> "subprocess.CompletedProcess[str]":
        put(root, {MEMBERS_PATH: text})
        git(root, "add", "--all", ".")
        return subprocess.run(["git", "-C", str(root), "commit", "-m", "forsøk"], capture_output=True, text=True, check=False)

    refused = attempt(BROKEN)
    assert refused.returncode == 1
    assert "DU012" in refused.stdout + refused.stderr
    untidy = attempt(CLEAN.replace("  - id: ola", "  -   id: ola"))
    assert untidy.returncode == 1
    assert "du-cli fmt" in untidy.stdout + untidy.stderr
    passed = attempt(CLEAN)
    assert passed.returncode == 0, passed.stdout + passed.stderr
