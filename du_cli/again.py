"""The last answers of ``check`` and of the history, given again at once while neither the question nor the committed files have changed.

Reading the command line and the files takes far longer than asking git whether anything differs from HEAD. So nothing is
imported here that takes time, and git is started before the little that is.
"""

import os
import time

from du_cli import own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_LASTING = (("check",), ("history", "log"), ("history", "blame"))
"""The commands whose answers depend on nothing but the committed files, what is asked, and by whom."""

_ELSEWHERE = ("--root", "--rev", "--base", "--staged", "--history", "--no-cache")
"""Options that make them look at something else than the files above the folder it is typed in, or take nothing for known."""

_PASSING = ("_", "OLDPWD", "SHLVL")
"""What a shell tells each program anew, and no answer depends on."""

_FORBIDDING = ("DU_NO_CACHE", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR")
"""What takes nothing for known, or makes git look at another repository or index than the plain one."""

_STATUS = ("status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--untracked-files=all", "--ignored=matching", "--no-renames")
_TRACKED = ("ls-files", "-z", "-v", "--stage")
_PLAIN = b"H 100"
"""How git lists a file whose changes it sees: neither link nor submodule, nor marked to be left alone."""

_MOST = 8
"""Questions whose last answer is kept."""


class Question:
    """Of which folder something was asked, in which state of its files; where the last answer is kept, and what that was made from."""

    def __init__(self, root: str, top: str, state: str, file: str, made_from: str) -> None:
        self.root, self.top, self.state, self.file, self.made_from = root, top, state, file, made_from


def asked(arguments: "Sequence[str]") -> Question | None:
    """The question a command line asks; None where its answer may not be given again.

    It may when it is about files in a plain repository that are, all of them, those of a commit.
    """
    elsewhere = any(word.startswith(_ELSEWHERE) for word in arguments) or any(name in os.environ for name in _FORBIDDING)
    if elsewhere or not any(tuple(arguments[: len(command)]) == command for command in _LASTING):
        return None
    root = own.above(os.getcwd(), "data/mandate.yaml")
    top = own.top(root) if root else None
    # An interrupted write is made whole first.
    if not root or not top or not os.path.isfile(f"{top}/.git/index") or own.unfinished(root):
        return None
    child = _started(root, _STATUS)
    from du_cli import cache, stamps  # while git works

    question = "\n".join((root, os.getcwd(), *arguments))
    around = (f"{name}={value}" for name, value in sorted(os.environ.items()) if name not in _PASSING)
    asker = "\n".join((question, stamps.program(), time.strftime("%Y-%m-%d"), *map(_terminal, (1, 2)), *around))
    state = _state(top, _answer(child))
    file = f"{top}/.git/du-cli/said-{cache.sum_of(question)[:8]}"
    return Question(root, top, state, file, cache.sum_of(f"{asker}\n{state}")) if state else None


def _terminal(stream: int) -> str:
    """What an answer depends on of where it is shown: whether that is a terminal, and how wide."""
    try:
        return str(os.get_terminal_size(stream))
    except OSError:
        return "no terminal"


def _started(root: str, arguments: "Sequence[str]") -> tuple[int, int] | None:
    """Start git on the data; its process, and where its answer is read."""
    if not hasattr(os, "posix_spawnp"):
        return None
    reading, writing = os.pipe()
    quiet = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
    try:
        command = ("git", "-C", root, *arguments, "--", "data")
        process = os.posix_spawnp(
            "git", command, {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}, file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1), quiet]
        )
    except OSError:
        os.close(reading)
        return None
    finally:
        os.close(writing)
    return process, reading


def _answer(child: tuple[int, int] | None) -> bytes | None:
    """What git answered, when it has ended; None where it has none."""
    if child is None:
        return None
    process, reading = child
    with open(reading, "rb") as stream:
        found = stream.read()
    return found if os.waitpid(process, 0)[1] == 0 else None


def _state(top: str, status: bytes | None) -> str | None:
    """The commit that all files are those of; the index, which notes what git does not look at; and how much of the history is here.

    None where anything differs from the commit.
    """
    from du_cli.stamps import stamp

    lines = (status or b"").split(b"\0")[:-1]
    commits = [line.split()[-1].decode() for line in lines if line.startswith(b"# branch.oid ")]
    if not commits or not all(line.startswith(b"# ") for line in lines):
        return None
    files = (f"{top}/.git/{name}" for name in ("index", "shallow"))
    return " ".join((commits[0], *(stamp(os.stat(file)) if os.path.exists(file) else "none" for file in files)))


def recall(question: Question) -> tuple[int, str] | None:
    """The exit code and the text that answered exactly this question before."""
    from du_cli import cache

    found = cache.read_bytes(question.file, question.made_from)
    if found is None:
        return None
    code, _, text = found.partition(b"\n")
    return int(code), text.decode("utf-8", "surrogatepass")


def keep(question: Question, code: int, text: str) -> None:
    """Keep the answer to a question for the next time, if it is still the same question and git sees all that may change it."""
    from pathlib import Path

    from du_cli import cache

    same = _state(question.top, _answer(_started(question.root, _STATUS))) == question.state
    tracked = (_answer(_started(question.root, _TRACKED)) or b"").split(b"\0")[:-1]
    if same and tracked and all(line.startswith(_PLAIN) for line in tracked):
        cache.write_bytes(question.file, question.made_from, f"{code}\n{text}".encode("utf-8", "surrogatepass"))
        cache.prune(Path(question.file).parent, "said-*", _MOST)
