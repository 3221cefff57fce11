"""Running git: the only place that starts another program."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from du_cli.errors import GitError
from du_cli.i18n import N_

_OURS: Final = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""Variables that would lead git to another repository, another index or other files than those we name."""

_SET: Final = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
"""What is set instead: nothing waits for us, and every object is the one its id says, replaced by no other."""

BARE: Final = ("-c", "log.showSignature=false")
"""Nothing in the answer that a person's settings would add."""


def done(root: Path, *arguments: str, given: bytes = b"", index: str | None = None) -> bytes:
    """What git answers; raises ``GitError`` with git's own words when it refuses."""
    answer = asked(root, *arguments, given=given, index=index)
    if answer.returncode:
        raise refusal(answer)
    return answer.stdout


def text(answer: bytes) -> str:
    """An answer of one line, without its line end."""
    return answer.decode("utf-8", "replace").strip()


def parts(answer: bytes) -> list[str]:
    """The parts of an answer that was asked for with -z."""
    return [part for part in os.fsdecode(answer).split("\0") if part]


def split(line: str) -> tuple[list[str], str]:
    """The words before a tab, and the path behind it."""
    words, _, path = line.partition("\t")
    return words.split(), path


def refusal(answer: "subprocess.CompletedProcess[bytes]") -> GitError:
    """What git said when it refused, as an error."""
    said = text(answer.stderr or answer.stdout)
    return GitError(N_("git refused: {why}"), why=said or f"git {answer.returncode}")


def asked(root: Path, *arguments: str, given: bytes = b"", index: str | None = None) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder, without the variables a hook or another git has set around us, ``index`` apart."""
    try:
        return subprocess.run(  # noqa: S603 - git, by the name the person's own path gives it
            ["git", "-C", str(root), *arguments],  # noqa: S607
            input=given,
            env={**_clean(), **({"GIT_INDEX_FILE": index} if index else {})},
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise _missing() from None


def around(*arguments: str) -> bytes:
    """What git answers here, with the variables a hook has set around us."""
    return subprocess.run(["git", *arguments], capture_output=True, check=False).stdout  # noqa: S603, S607 - as above


@contextmanager
def streaming(root: Path, *arguments: str, given: bytes) -> Iterator[IO[bytes]]:
    """What git answers, to be read while it still works; ``given`` may be long, and waits in a file."""
    with tempfile.TemporaryFile() as waiting:
        waiting.write(given)
        waiting.seek(0)
        command = ["git", "-C", str(root), *arguments]
        try:
            process = subprocess.Popen(command, stdin=waiting, stdout=subprocess.PIPE, env=_clean())  # noqa: S603 - as above
        except FileNotFoundError:
            raise _missing() from None
        with process:
            try:
                if process.stdout:
                    yield process.stdout
            finally:
                process.kill()


def _clean() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OURS} | _SET


def _missing() -> GitError:
    return GitError(N_("git is not installed here. Install it, and try again."))
