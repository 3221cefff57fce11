"""Signing commits in tests: SSH and GPG keys made anew, and somebody who reads the signatures years later."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

import pytest
from repositories import git, put

LISTED: Final = "Kari Sekretær <kari@example.org>"
STRANGER: Final = "Ola Fremmed <ola@example.org>"
EXPIRED: Final = "Liv Utløpt <liv@example.org>"
REVOKED: Final = "Per Tilbakekalt <per@example.org>"
UNKNOWN: Final = "Kim Ukjent <kim@example.org>"

LATER: Final = "20400101T000000"
"""When the reader reads, as GPG writes it: keys that were good for a year have expired."""


class Gpg(NamedTuple):
    """The keyring of those who sign, that of the reader, and the fingerprint of each signer's key."""

    signers: Path
    reader: Path
    keys: Mapping[str, str]

    def committed(self, root: Path, who: str, files: Mapping[str, str | None], *settings: str) -> str:
        """Write files and commit all there is, signed by somebody under some settings of GPG's; the commit's id."""
        put(root, files)
        git(root, "add", "--all", ".")
        (self.signers / "gpg.conf").write_text("".join(f"{one}\n" for one in settings), encoding="utf-8")
        with patch.dict(os.environ, {"GNUPGHOME": str(self.signers)}):
            git(root, "-c", "gpg.format=openpgp", "-c", f"user.signingkey={self.keys[who]}", "commit", "--quiet", "-S", "-m", f"av {who}")
        return git(root, "rev-parse", "HEAD").strip()


@contextmanager
def keyrings(folder: Path) -> Iterator[Gpg]:
    """GPG keys in a folder, whose path must be short: that of a socket has 108 characters at most."""
    if shutil.which("gpg") is None:
        pytest.fail("These tests sign with GPG, which is not installed here (Debian: apt-get install gnupg).")
    signers, reader = folder / "s", folder / "r"
    for home in (signers, reader):
        home.mkdir(mode=0o700)
    try:
        keys = {who: _new_key(signers, who) for who in (LISTED, STRANGER, EXPIRED, REVOKED, UNKNOWN)}
        (reader / "gpg.conf").write_text(f"faked-system-time {LATER}\n", encoding="utf-8")
        gpg(reader, "--import", given=gpg(signers, "--armor", "--export", *(key for who, key in keys.items() if who != UNKNOWN)))
        gpg(reader, "--import-ownertrust", given=f"{keys[LISTED]}:6:\n")
        # GPG writes a key's revocation beside it, with a colon before the first line against using it by mistake.
        revocation = (signers / "openpgp-revocs.d" / f"{keys[REVOKED]}.rev").read_text(encoding="utf-8")
        gpg(reader, "--import", given=revocation.replace(":-----BEGIN", "-----BEGIN"))
        yield Gpg(signers, reader, keys)
    finally:
        for home in (signers, reader):
            subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)


def gpg(home: Path, *arguments: str, given: str = "") -> str:
    """What GPG answers with a keyring of its own."""
    command = ["gpg", "--homedir", str(home), "--batch", "--yes", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback", *arguments]
    return subprocess.run(command, input=given, check=True, capture_output=True, text=True).stdout


def _new_key(home: Path, who: str) -> str:
    gpg(home, "--quick-generate-key", who, "ed25519", "sign", "1y" if who == EXPIRED else "never")
    listed = gpg(home, "--with-colons", "--list-keys", f"={who}").splitlines()
    return next(line.split(":")[9] for line in listed if line.startswith("fpr:"))


def altered(root: Path) -> str:
    """The newest commit with another subject under the same signature, put in its place; its id."""
    text = git(root, "cat-file", "commit", "HEAD")
    head, _, subject = text.rpartition("\n\n")
    (root / ".git/altered").write_text(f"{head}\n\nikke {subject}", encoding="utf-8")
    git(root, "reset", "--quiet", "--hard", git(root, "hash-object", "-t", "commit", "-w", ".git/altered").strip())
    return git(root, "rev-parse", "HEAD").strip()


def key_of(folder: Path, who: str) -> tuple[Path, str]:
    """A new SSH key and its public half."""
    key = folder / who
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", str(key)], check=True)
    return key, key.with_suffix(".pub").read_text(encoding="utf-8")


def sign_with(root: Path, key: Path | None) -> None:
    """Sign the commits from here on with an SSH key; with None sign nothing."""
    git(root, "config", "gpg.format", "ssh")
    git(root, "config", "commit.gpgsign", "true" if key else "false")
    git(root, "config", "user.signingkey", str(key or ""))
