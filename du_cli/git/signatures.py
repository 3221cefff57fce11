"""Signatures: who signed the commits that touch the data."""

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from du_cli.git.running import BARE, done, text


class Signed(NamedTuple):
    """A commit, and what git says of its signature: its letter for how good it is, the key's fingerprint, and the signer.

    Of a key that GPG does not have there is no more than its ``key`` id; ``primary`` is the fingerprint of the key that a
    GPG key is part of, and ``listed`` whether the allowed signers name that one.
    """

    id: str
    verdict: str
    fingerprint: str
    author: str
    subject: str
    signer: str
    key: str
    primary: str
    listed: bool = False


def signatures(root: Path, base: str, head: str, signers: bytes) -> tuple[Signed, ...]:
    """Every commit after ``base`` up to ``head`` that touches data/, judged by a file of allowed signers."""
    return judged(root, touching(root, f"{base}..{head}"), signers)


def touching(root: Path, commits: str) -> tuple[str, ...]:
    """The ids of all commits in a range that touch data/, newest first."""
    return tuple(text(done(root, "rev-list", "--full-history", commits, "--", "data")).split())


def judged(root: Path, commits: Iterable[str], signers: bytes | None) -> tuple[Signed, ...]:
    """Some commits, in their order, judged by a file of allowed signers; None: by the one git is configured with.

    The file is one that SSH reads. Lines of it with ``openpgp`` and a fingerprint in the place of an SSH key are about GPG.
    """
    given = "".join(f"{name}\n" for name in commits).encode()
    if not given:
        return ()
    with TemporaryDirectory() as folder:
        file = Path(folder, "allowed_signers")
        file.write_bytes(b"\n".join(line for line in (signers or b"").splitlines() if not _OPENPGP.match(line)) + b"\n")
        settings = BARE if signers is None else (*BARE, "-c", f"gpg.ssh.allowedSignersFile={file}")
        form = "--format=%H%x00%G?%x00%GF%x00%an%x00%s%x00%GS%x00%GK%x00%GP"
        found = done(root, *settings, "log", "--no-walk=unsorted", "--stdin", "-z", form, given=given)
    fields = found.decode("utf-8", "replace").removesuffix("\0").split("\0")
    listed, width = _fingerprints(signers or b""), form.count("%x00") + 1
    rows = (fields[start : start + width] for start in range(0, len(fields), width))
    return tuple(Signed._make((*row, row[-1].upper() in listed)) for row in rows)


_OPENPGP: Final = re.compile(rb"\s*(?!#)\S+\s+openpgp\s+([0-9A-Fa-f ]+?)\s*(#.*)?$")


def _fingerprints(signers: bytes) -> frozenset[str]:
    """The fingerprints of the GPG keys that a file of allowed signers names, in capitals without spaces."""
    found = filter(None, map(_OPENPGP.match, signers.splitlines()))
    return frozenset(one[1].replace(b" ", b"").decode().upper() for one in found)
