"""What du-cli sets up in a repository: the hook that checks before each commit, and the merge by record."""

import shlex
import stat
import sys
from pathlib import Path
from typing import Final

from du_cli import git
from du_cli.errors import DuError
from du_cli.i18n import N_
from du_cli.writing import held, replace, with_lines

_MADE: Final = "# Made by du-cli."
"""The line by which a hook of ours is known again."""

_PROGRAM: Final = f"{shlex.quote(sys.executable)} -P -m du_cli"
"""This very installation, also where the command is on no PATH, as in programs with windows."""

_DRIVER: Final = "merge-driver %O %A %B %L %P %X %Y"


def install(root: Path) -> tuple[Path, Path]:
    """Set up hook and merge driver in the repository that ``root`` lies in; answers with the files written.

    Raises ``DuError`` where somebody else's hook is in the way, with the line to add to it. Nothing tracked is changed.
    """
    hook = git.place(root, "hooks") / "pre-commit"
    inside = git.prefix(root)
    command = f"{_PROGRAM} --root {shlex.quote(inside.removesuffix('/') or '.')} check --staged"
    if _MADE.encode() not in (held(hook) or _MADE.encode()):
        raise DuError(N_("{path} is another hook. Nothing was written; add this line to it: {line}"), path=str(hook), line=command)
    attributes = git.place(root, "info/attributes")
    _put(hook, f"#!/bin/sh\n{_MADE}\nexec {command}\n".encode())
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    _put(attributes, with_lines(held(attributes) or b"", f"{_pattern(inside)} merge=du-cli\n".encode()))
    git.configure(root, {"merge.du-cli.name": "du-cli, by record", "merge.du-cli.driver": f"{_PROGRAM} {_DRIVER}"})
    return hook, attributes


def _pattern(inside: str) -> str:
    """The pattern of the data's files for git's attributes, quoted where a space or quote would end it."""
    pattern = f"/{inside}data/**/*.yaml"
    special = any(letter.isspace() or letter in '"\\' for letter in pattern)
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"' if special else pattern


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)  # git makes neither where a template leaves them out
    replace(path, data)
