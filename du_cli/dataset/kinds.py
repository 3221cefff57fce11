"""Which file is what: a path inside data/ tells the model that reads it and the id it must hold."""

import re
from typing import Final, NamedTuple

from du_cli.i18n import N_

DATA: Final = "data/"
MANDATE: Final = "data/mandate.yaml"
MEMBERS: Final = "data/members.yaml"
ORGANISATIONS: Final = "data/organisations.yaml"
POLICY: Final = "data/policy.yaml"
WAIVERS: Final = "data/waivers.yaml"
CASES: Final = "data/cases/"
MEETINGS: Final = "data/meetings/"

MOST_BYTES: Final = 1 << 26
"""As much of a file as is looked at. No file may be so large; what is too large is still searched for personal data."""

SINGLE: Final = {
    MANDATE: "mandate",
    MEMBERS: "members",
    ORGANISATIONS: "organisations",
    POLICY: "policy",
    WAIVERS: "waivers",
}
FOLDERS: Final = {"cases": "case", "meetings": "meeting", "plans": "plan", "outreach": "outreach"}

LINK: Final = N_("{path} is a link that leads out of the data folder, or nowhere.")
SPECIAL: Final = N_("{path} is no ordinary file, but a pipe, a socket or a device.")
LOCKED: Final = N_("{path} cannot be read: you have no access to it.")
"""Why a file or folder is not read."""

_CASE = re.compile(r"data/cases/(?P<year>[0-9]{4})/(?P<number>[0-9]{3,})(-[^/]+)?\.yaml")
_MEETING = re.compile(r"data/meetings/(?P<year>[0-9]{4})/(?P<id>(?P=year)-[0-9]{2}-[0-9]{2}(-[0-9]+)?)\.yaml")
_YEAR = re.compile(r"data/(plans|outreach)/(?P<year>[0-9]{4})\.yaml")


class Kind(NamedTuple):
    """What a file is, and the id its path promises (None when the path promises none)."""

    name: str
    id: str | None


def kind_of(path: str) -> Kind | None:
    """What a file is, by its path; None for a file nothing reads."""
    if path in SINGLE:
        return Kind(SINGLE[path], None)
    if hidden(path):
        return None
    folder = path.removeprefix(DATA).partition("/")[0]
    if folder not in FOLDERS or not path.endswith(".yaml"):
        return None
    return Kind(FOLDERS[folder], _promised(path))


def may_hold(path: str, kind: str, begins: str) -> bool:
    """Whether a file or folder that is not read may hold a record of a kind whose id begins so."""
    name = path.removesuffix("/")
    if found := kind_of(name):
        return found.name == kind and (found.id is None or found.id.startswith(begins))
    top, _, rest = f"{name}/".removeprefix(DATA).partition("/")
    year = rest.partition("/")[0]
    return not top or (FOLDERS.get(top) == kind and (year.startswith(begins) or begins.startswith(year)))


def hidden(path: str) -> bool:
    """Whether the name of a file, or of a folder above it, begins with a full stop: searched for personal data only."""
    return "/." in path


def _promised(path: str) -> str | None:
    if found := _CASE.fullmatch(path):
        return f"{found['year']}-{found['number']}"
    if found := _MEETING.fullmatch(path):
        return found["id"]
    found = _YEAR.fullmatch(path)
    return found["year"] if found else None
