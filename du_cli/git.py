"""What we ask git: the data at a revision or in the index, and one commit of some files. The only module that starts another program."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

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

_BARE: Final = ("-c", "log.showSignature=false")
"""Nothing in the answer that a person's settings would add."""

SHORT: Final = 10
"""Letters of a commit's id that are enough for people."""

_OWN_IDENTITY: Final = ("-c", "user.useConfigOnly=true")
"""The name and address the person has given git, never ones that git guesses from the machine."""


def ready(root: Path) -> None:
    """Whether a commit can be made where ``root`` lies; raises ``GitError`` with what to do when not."""
    if _asked(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise GitError(N_("{path} is not in a git repository, so nothing can be committed. Begin one with git init."), path=str(root))
    for ident in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
        if _asked(root, *_OWN_IDENTITY, "var", ident).returncode:
            message = N_("git does not know who you are. Type git config --global user.name and user.email with your name and address.")
            raise GitError(message)


def commit(root: Path, paths: Sequence[str], message: str) -> str:
    """Make one commit of exactly these paths from ``root``, as they are on disk, and answer with its short id.

    New and removed files are taken with; what else is staged stays staged and uncommitted. Hooks and signing are
    as the person has configured them. Raises ``GitError`` with git's own words when it refuses: the files stay.
    """
    named = [f":(literal){path}" for path in paths]
    new = [f":(literal){path}" for path in _untracked(root, named)]
    if new:
        _done(root, "add", "--intent-to-add", "--", *new)
    answer = _asked(
        root, *_OWN_IDENTITY, "commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--", *named, given=message.encode()
    )
    if answer.returncode:
        if new:
            _asked(root, "reset", "--quiet", "--", *new)
        raise _refusal(answer)
    return _done(root, "rev-parse", "--short", "HEAD").decode().strip()


class Entry(NamedTuple):
    """A file as git keeps it: its mode, the id of its content, and its path from the root."""

    mode: str
    id: str
    path: str


class Step(NamedTuple):
    """What one commit did to a file under data/: the ids of its content before and after, None where there was none."""

    commit: str
    merge: bool
    path: str
    before: str | None
    after: str | None


def resolve(root: Path, rev: str) -> str:
    """The full id of the commit a revision names; raises ``GitError`` when there is none, or no repository."""
    found = _commit(root, rev)
    if found is None and _is_shallow(root):
        raise GitError(N_("There is no revision {rev} in this shallow clone. Fetch the rest with git fetch --unshallow."), rev=rev)
    if found is None:
        raise GitError(N_("There is no revision {rev} here. See git log --oneline and git branch --all."), rev=rev)
    return found


def newest(root: Path) -> str | None:
    """The full id of HEAD; None before the first commit."""
    return _commit(root, "HEAD")


def _commit(root: Path, rev: str) -> str | None:
    answer = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if answer.returncode and _asked(root, "rev-parse", "--git-dir").returncode:
        raise GitError(N_("{path} is not in a git repository. Begin one with git init, or give another --root."), path=str(root))
    return None if answer.returncode else _text(answer.stdout)


def _is_shallow(root: Path) -> bool:
    return _text(_done(root, "rev-parse", "--is-shallow-repository")) == "true"


def common_ancestor(root: Path, base: str, head: str) -> str:
    """The merge base of two commits; raises ``GitError`` when there is none here, with how deep to fetch in a shallow clone."""
    answer = _asked(root, "merge-base", base, head)
    if answer.returncode == 0:
        return _text(answer.stdout)
    if _is_shallow(root):
        message = N_(
            "This shallow clone has {count} commits of the change, and not the one where it left {base}. "
            "Fetch the rest with git fetch --unshallow; in a build that is fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)."
        )
        raise GitError(message, count=_text(_done(root, "rev-list", "--count", head)), base=base[:SHORT])
    raise GitError(N_("{base} and {head} have no commit in common. Give another --base."), base=base[:SHORT], head=head[:SHORT])


def day_of(root: Path, commit: str) -> date:
    """The day a commit was made, as its committer's calendar had it."""
    return date.fromisoformat(_text(_done(root, *_BARE, "log", "-1", "--no-walk", "--format=%cs", commit)))


def tree(root: Path, commit: str) -> tuple[Entry, ...]:
    """Every file under data/ in a commit."""
    lines = _parts(_done(root, "ls-tree", "-r", "-z", commit, "--", "data"))
    return tuple(Entry(mode, name, path) for line in lines for (mode, _kind, name), path in [_split(line)])


def index(root: Path) -> tuple[Entry, ...]:
    """Every file under data/ that is staged, as a commit made now would hold them; raises ``GitError`` on unmerged ones.

    Inside a hook of the same repository it is the index that git names there: that of ``git commit FILE`` or ``-a``.
    """
    place = _index_in_hook(root)
    lines = [_split(line) for line in _parts(_done(root, "ls-files", "-s", "-z", "--", "data", index=place))]
    unmerged = tuple(dict.fromkeys(path for (_mode, _id, stage), path in lines if stage != "0"))
    if unmerged:
        message = N_("{files} is not merged yet. Solve the conflict, and type git add for each file.")
        raise GitError(message, files=unmerged)
    intended = _parts(_done(root, "diff-files", "-z", "--diff-filter=A", "--name-only", "--relative", "--", "data", index=place))
    left_out = {os.fsdecode(path) for path in intended}
    return tuple(Entry(mode, name, path) for (mode, name, _stage), path in lines if path not in left_out)


def _index_in_hook(root: Path) -> str | None:
    """The index a hook was told of, where we run in a hook of the repository that ``root`` lies in."""
    place = os.environ.get("GIT_INDEX_FILE")
    if place is None:
        return None
    own = _done(root, "rev-parse", "--absolute-git-dir")
    around = subprocess.run(["git", "rev-parse", "--absolute-git-dir"], capture_output=True, check=False)  # noqa: S607
    return place if around.stdout == own else None


def blobs(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """The contents with these ids, by id, all read at once."""
    wanted = list(dict.fromkeys(ids))
    data = _done(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode()) if wanted else b""
    found: dict[str, bytes] = {}
    place = 0
    for name in wanted:
        end = data.index(b"\n", place)
        header = data[place:end].split()
        if header[1:2] != [b"blob"]:
            raise GitError(N_("git has lost {name}, which a commit needs. See git fsck."), name=name)
        place = end + 1 + int(header[2]) + 1
        found[name] = data[end + 1 : place - 1]
    return found


def steps(root: Path, base: str, head: str) -> tuple[Step, ...]:
    """What each commit after ``base`` up to ``head`` did to files under data/, oldest first, along first parents."""
    options = (
        "--first-parent",
        "--diff-merges=first-parent",
        "--reverse",
        "--raw",
        "-r",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--relative",
    )
    found = _done(root, *_BARE, "log", *options, "--format=%x01%H %P", f"{base}..{head}", "--", "data")
    return tuple(_steps(iter(found.split(b"\0"))))


class Signed(NamedTuple):
    """A commit, and what git says of its signature: its letter for how good it is, and the key's fingerprint."""

    id: str
    verdict: str
    fingerprint: str
    author: str
    subject: str


def signatures(root: Path, base: str, head: str, signers: bytes) -> tuple[Signed, ...]:
    """Every commit after ``base`` up to ``head`` that touches data/, judged by an SSH file of allowed signers."""
    commits = _done(root, "rev-list", "--full-history", f"{base}..{head}", "--", "data")
    if not commits:
        return ()
    with TemporaryDirectory() as folder:
        file = Path(folder, "allowed_signers")
        file.write_bytes(signers)
        settings = (*_BARE, "-c", f"gpg.ssh.allowedSignersFile={file}")
        form = "--format=%H%x00%G?%x00%GF%x00%an%x00%s"
        found = _done(root, *settings, "log", "--no-walk=unsorted", "--stdin", "-z", form, given=commits)
    fields = found.decode("utf-8", "replace").removesuffix("\0").split("\0")
    return tuple(Signed(*fields[start : start + 5]) for start in range(0, len(fields), 5))


def file_at(root: Path, commit: str, path: str) -> bytes | None:
    """What a file held in a commit, by its path from the repository's top; None when it is not there."""
    answer = _asked(root, "cat-file", "blob", f"{commit}:{path}")
    return None if answer.returncode else answer.stdout


def _steps(parts: Iterator[bytes]) -> Iterator[Step]:
    """The steps in git's raw form: a commit's id, then for each file modes, ids and letter, and its path."""
    commit: list[str] = []
    for part in parts:
        word = part.lstrip(b"\n")
        if word.startswith(b"\1"):
            commit = _text(word[1:]).split()
        elif word.startswith(b":"):
            _old_mode, _new_mode, before, after, _letter = word[1:].decode("ascii").split(" ")
            path, merge = os.fsdecode(next(parts)), len(commit) > len(("commit", "parent"))
            yield Step(commit[0], merge, path, *(None if set(name) == {"0"} else name for name in (before, after)))


def _untracked(root: Path, named: Sequence[str]) -> list[str]:
    found = _done(root, "ls-files", "-z", "--others", "--", *named)
    return [os.fsdecode(path) for path in found.split(b"\0") if path]


def _done(root: Path, *arguments: str, given: bytes = b"", index: str | None = None) -> bytes:
    answer = _asked(root, *arguments, given=given, index=index)
    if answer.returncode:
        raise _refusal(answer)
    return answer.stdout


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "replace").strip()


def _parts(answer: bytes) -> list[bytes]:
    return [part for part in answer.split(b"\0") if part]


def _split(line: bytes) -> tuple[list[str], str]:
    """The words before a tab, and the path behind it."""
    words, _, path = line.partition(b"\t")
    return words.decode("ascii").split(), os.fsdecode(path)


def _refusal(answer: "subprocess.CompletedProcess[bytes]") -> GitError:
    said = _text(answer.stderr or answer.stdout)
    return GitError(N_("git refused: {why}"), why=said or f"git {answer.returncode}")


def _asked(root: Path, *arguments: str, given: bytes = b"", index: str | None = None) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder, without the variables a hook or another git has set around us, ``index`` apart."""
    clean = {name: value for name, value in os.environ.items() if name not in _OURS} | {"GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603 - git, by the name the person's own path gives it
            ["git", "-C", str(root), *arguments],  # noqa: S607
            input=given,
            env=clean | ({"GIT_INDEX_FILE": index} if index else {}),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError(N_("git is not installed here. Install it, and try again.")) from None


class Side(NamedTuple):
    """One side of a merge: the file git made of it, and what git calls it."""

    file: str
    name: str


def merge_lines(root: Path, ours: Side, base: Side, theirs: Side, marker: int) -> tuple[bytes, bool]:
    """Merge three files by lines, as git does; and whether that went without a conflict, else markers of a width stand in it."""
    sides = (ours, base, theirs)
    names = [part for side in sides for part in ("-L", side.name)]
    answer = _asked(root, "merge-file", "-p", f"--marker-size={marker}", *names, "--", *(side.file for side in sides))
    if answer.returncode < 0 or answer.returncode > _MOST_CONFLICTS:
        raise _refusal(answer)
    return answer.stdout, answer.returncode == 0


_MOST_CONFLICTS: Final = 127
"""git merge-file ends with the number of conflicts, no more than this; anything above is trouble."""


def merging() -> str | None:
    """What git calls the commit it is merging just now; None where it does not say, as when it picks or replays one."""
    return next((value for name, value in os.environ.items() if name.startswith("GITHEAD_")), None)


def place(root: Path, name: str) -> Path:
    """Where the repository keeps a file or folder of its own, such as ``hooks`` or ``info/attributes``."""
    return Path(_line(root, "--path-format=absolute", "--git-path", name))


def inside_repository(root: Path) -> str:
    """The path of a folder from the top of its repository, empty at the top and else ending with a slash."""
    return _line(root, "--show-prefix")


def _line(root: Path, *question: str) -> str:
    answer = _asked(root, "rev-parse", *question)
    if answer.returncode:
        raise GitError(N_("{path} is not in a git repository. Begin one with git init, or give another --root."), path=str(root))
    return os.fsdecode(answer.stdout.removesuffix(b"\n"))


def configure(root: Path, settings: Mapping[str, str]) -> None:
    """Give this repository settings of its own."""
    for name, value in settings.items():
        _done(root, "config", "--local", name, value)
