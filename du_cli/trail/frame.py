"""The committee as a commit has it, without its cases and meetings: what names are looked up in."""

from datetime import date
from pathlib import Path

from du_cli import git
from du_cli.dataset.dataset import Dataset
from du_cli.dataset.kinds import SINGLE
from du_cli.dataset.load import load
from du_cli.revisions import files_of


def frame(root: Path, commit: str, at: date) -> Dataset:
    """Mandate, roster, organisations, policy and waivers of a commit, at a date."""
    found = files_of(root, tuple(entry for entry in git.tree(root, commit) if entry.path in SINGLE))[0]
    return load(found.files, at, found.outside)
