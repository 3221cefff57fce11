"""Signatures: who signed the commits that touch the data."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from du_cli.git.running import BARE, done, text


class Signed(NamedTuple):
    """A commit, and what git says of its signature: its letter for how good it is, the key's fingerprint, and the signer.

    Of a key that GPG does not have there is no more than its ``key`` id.
    """

    id: str
    verdict: str
    fingerprint: str
    author: str
    subject: str
    signer: str
    key: str


def signatures(root: Path, base: str, head: str, signers: bytes) -> tuple[Signed, ...]:
    """Every commit after ``base`` up to ``head`` that touches data/, judged by an SSH file of allowed signers."""
    return judged(root, touching(root, f"{base}..{head}"), signers)


def touching(root: Path, commits: str) -> tuple[str, ...]:
    """The ids of all commits in a range that touch data/, newest first."""
    return tuple(text(done(root, "rev-list", "--full-history", commits, "--", "data")).split())


def judged(root: Path, commits: Iterable[str], signers: bytes | None) -> tuple[Signed, ...]:
    """Some commits, in their order, judged by an SSH file of allowed signers; None: by the one git is configured with."""
    given = "".join(f"{name}\n" for name in commits).encode()
    if not given:
        return ()
    with TemporaryDirectory() as folder:
        file = Path(folder, "allowed_signers")
        file.write_bytes(signers or b"")
        settings = BARE if signers is None else (*BARE, "-c", f"gpg.ssh.allowedSignersFile={file}")
        form = "--format=%H%x00%G?%x00%GF%x00%an%x00%s%x00%GS%x00%GK"
        found = done(root, *settings, "log", "--no-walk=unsorted", "--stdin", "-z", form, given=given)
    fields = found.decode("utf-8", "replace").removesuffix("\0").split("\0")
    width = len(Signed._fields)
    return tuple(Signed(*fields[start : start + width]) for start in range(0, len(fields), width))
