"""Signing commits in tests: SSH keys made anew, and a stand-in for GPG."""

import subprocess
from pathlib import Path

from repositories import git

FINGERPRINT = "0123456789ABCDEF0123456789ABCDEF01234567"
GPG = f"""#!/bin/sh
cat > /dev/null
case "$*" in
*--verify*)
  printf '[GNUPG:] NEWSIG\\n[GNUPG:] GOODSIG 89ABCDEF01234567 Kari\\n'
  printf '[GNUPG:] VALIDSIG {FINGERPRINT} 2026-02-01 0 0 4 0 1 8 00 {FINGERPRINT}\\n[GNUPG:] TRUST_ULTIMATE 0 pgp\\n' ;;
*)
  printf '\\n[GNUPG:] SIG_CREATED D\\n' >&2
  printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nZm9v\\n-----END PGP SIGNATURE-----\\n' ;;
esac
"""
"""A GPG that signs and believes everything."""


def key_of(folder: Path, who: str) -> tuple[Path, str]:
    """A new SSH key and its public half."""
    key = folder / who
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", str(key)], check=True)
    return key, key.with_suffix(".pub").read_text(encoding="utf-8")


def sign_with(root: Path, key: Path | None) -> None:
    """Sign the commits from here on with a key; with None sign nothing."""
    git(root, "config", "gpg.format", "ssh")
    git(root, "config", "commit.gpgsign", "true" if key else "false")
    git(root, "config", "user.signingkey", str(key or ""))
