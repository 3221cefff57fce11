"""What was found out before, kept in a file of plain values: thrown away when damaged or of another version."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from du_cli import __version__


def read(file: Path, maker: str) -> dict[str, Any]:
    """What a cache file holds that ``maker`` has made; nothing when there is none, or when it cannot be trusted."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        found = json.loads(body) if head == _head(maker, body) else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(file: Path, maker: str, content: dict[str, Any]) -> None:
    """Keep what was found out, whole or not at all; where nothing can be written, nothing is kept."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_head(maker, body) + b"\n" + body)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _head(maker: str, body: bytes) -> bytes:
    """The first line: whose file it is, of which version and made by what, and the sum of the rest."""
    return f"du-cli {__version__} {maker} {hashlib.sha256(body).hexdigest()}".encode()


def maker_of(package: Path) -> str:
    """What tells a package's code from any other: the sum of its modules."""
    found = hashlib.blake2b(digest_size=8)
    for file in sorted(package.glob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()
