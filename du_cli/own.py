"""Where the program keeps what is its own: in the git directory, where no commit, and so nobody else, can put anything."""

import os
from hashlib import blake2b


def top(root: str) -> str | None:
    """The top of the git repository a folder lies in, links followed; None outside one."""
    return above(os.path.realpath(root), ".git")


def above(folder: str, name: str) -> str | None:
    """The nearest folder upwards that holds something; None where there is none."""
    while not os.path.exists(f"{folder}/{name}"):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def folder(root: str) -> str | None:
    """Our folder in the git directory, which may be elsewhere than at the repository's top; None where there is no git directory."""
    found = top(root)
    if found is None:
        return None
    place = f"{found}/.git"
    if os.path.isfile(place):
        with open(place, encoding="utf-8", errors="surrogateescape") as stream:
            word, _, named = stream.read().rstrip("\n").partition(": ")
        place = os.path.join(found, named) if word == "gitdir" else place
    return f"{place}/du-cli" if os.path.isfile(f"{place}/HEAD") else None


def file(root: str, name: str) -> str | None:
    """The beginning of a file's name there: the repository may keep something of several committees."""
    own, home = folder(root), top(root)
    if own is None or home is None:
        return None
    committee = os.fsencode(os.path.relpath(os.path.realpath(root), home))
    return f"{own}/{name}-{blake2b(committee, digest_size=4).hexdigest()}"


def journal(root: str) -> str:
    """Where the journal of a write lies: outside a repository in a folder of its own beside the data."""
    found = file(root, "journal")
    return f"{found}.json" if found else f"{root}/.du/journal.json"


def unfinished(root: str) -> bool:
    """Whether a write was begun and not ended."""
    found = journal(root)
    return os.path.exists(found) or os.path.exists(f"{found}.new")
