"""What tests share: a clean environment, and the command line as a function."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings
from signing import Gpg, keyrings

from du_cli.cli import run
from du_cli.i18n import set_language

TOP = Path(__file__).parent.parent


FUZZ = int(os.environ.get("DU_FUZZ", "1"))
"""How hard to try: 1 in every run of the tests, 10 in ``make fuzz``."""


def tries(count: int) -> settings:
    """How many examples a property is tried on: all of ``count`` in ``make fuzz``, a tenth otherwise."""
    return settings(max_examples=max(20, count * FUZZ // 10), deadline=None)


class Answer(NamedTuple):
    """What a command ended with and wrote."""

    code: int
    out: str
    err: str


Du = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("DU_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "")
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def du(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Du:
    """The command line in this process, from the repository's top unless ``cwd`` says otherwise."""

    def call(*arguments: str | Path, cwd: Path = TOP) -> Answer:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Answer(code, written.out, written.err)

    return call


@pytest.fixture(scope="session")
def gpg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gpg]:
    """GPG keys, made once; read with the keyring of the reader, as ``GNUPGHOME``."""
    with keyrings(tmp_path_factory.mktemp("g")) as found:
        yield found


def process(*arguments: str | Path, cwd: Path = TOP, env: dict[str, str] | None = None, stdin: str = "") -> Answer:
    """The command line as its users run it: a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "du_cli", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(TOP), **(env or {})},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def complete(words: str, cwd: Path = TOP) -> list[str]:
    """The words a shell offers for the last word of a command line."""
    env = {
        "_DU_CLI_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": words,
    }
    return process(cwd=cwd, env=env).out.split()
