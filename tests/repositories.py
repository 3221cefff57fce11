"""Real git repositories made in tests: fixed dates and people, and no settings of this machine."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

DAY = "2026-02-01"
"""The day commits are made on, unless a test says otherwise."""

MANDATE = """\
# Oppdiktet eksempel.
committee:
  id: provenemnda
  name: Prøvenemnda
  language: nb
  leads: forbundet
  advises: radet
bodies:
  - {id: forbundet, name: Eksempelforbundet, kind: association}
  - {id: radet, name: Eksempelrådet, kind: council}
versions:
  - id: "2020"
    size: 2
    tasks:
      - {id: 1, name: Forberede saker}
    seats:
      - {id: vest, name: Vest, count: 2, kind: municipality}
    clauses: []
"""
MEMBERS = """\
# Oppdiktet eksempel.
members:
  - id: kari
    name: Kari Eksempel
    organisation: Bergen kommune
    appointments:
      - {seat: vest, from: 2024-01-01, appointed_by: forbundet, decision: sak 1/24}
  - id: ola
    name: Ola Eksempel
    organisation: Voss herad
    appointments:
      - {seat: vest, from: 2024-01-01, appointed_by: forbundet, decision: sak 1/24}
"""
CASE = """\
# Oppdiktet eksempel.
id: 2026-001
title: Felles innlogging
type: preparation
mandate_tasks: [1]
status: proposed
raised: {date: 2026-01-12, by: kari}
responsible: kari
"""
FILES: Mapping[str, str] = {"data/mandate.yaml": MANDATE, "data/members.yaml": MEMBERS}


def alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out this machine's settings of git, and give it somebody to commit as."""
    home.mkdir(exist_ok=True)
    for name in list(os.environ):
        if name.startswith("GIT_") or name == "EMAIL":
            monkeypatch.delenv(name)
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (home / ".gitconfig").write_text(
        '[user]\nname = Kari Sekretær\nemail = kari@example.org\n[init]\ndefaultBranch = main\n[protocol "file"]\nallow = always\n',
        encoding="utf-8",
    )


def git(root: Path, *arguments: str, day: str = DAY, check: bool = True) -> str:
    """What git answers, run in a folder on a day."""
    dated = {"GIT_AUTHOR_DATE": f"{day}T12:00:00+01:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00+01:00"}
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, env={**os.environ, **dated}, capture_output=True, text=True, check=check).stdout


def put(root: Path, files: Mapping[str, str | None]) -> None:
    """Write files under a folder; None removes one."""
    for path, text in files.items():
        if text is None:
            (root / path).unlink()
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")


def committed(root: Path, files: Mapping[str, str | None], message: str = "endring", day: str = DAY) -> str:
    """Write files and commit all there is; the commit's id."""
    put(root, files)
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message, day=day)
    return git(root, "rev-parse", "HEAD").strip()


def repository(root: Path, *options: str, files: Mapping[str, str] = FILES) -> Path:
    """A new repository whose first commit holds a small committee."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", *options)
    committed(root, files, "første")
    return root
