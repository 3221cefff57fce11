"""What was found out before, kept in a file: thrown away when damaged, of another version or made from something else."""

import os
from hashlib import blake2b, sha256

from du_cli import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def read(file: "Path", maker: str) -> "dict[str, Any]":
    """The plain values a cache file holds that ``maker`` has made; nothing when there are none, or when they cannot be trusted."""
    import json

    try:
        found = json.loads(read_bytes(str(file), maker) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(file: "Path", maker: str, content: "dict[str, Any]") -> None:
    """Keep plain values, whole or not at all; where nothing can be written, nothing is kept."""
    import json

    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    write_bytes(str(file), maker, body.encode("utf-8", "surrogatepass"))


def read_bytes(file: str, maker: str) -> bytes | None:
    """What a cache file holds that ``maker`` has made; None when there is none, or when it cannot be trusted."""
    try:
        with open(file, "rb") as stream:
            head, _, body = stream.read().partition(b"\n")
    except OSError:
        return None
    return body if head == _head(maker, body) else None


def write_bytes(file: str, maker: str, body: bytes) -> None:
    """Keep what was found out, whole or not at all; where nothing can be written, nothing is kept."""
    from contextlib import suppress
    from pathlib import Path
    from tempfile import mkstemp

    target = Path(file)
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_head(maker, body) + b"\n" + body)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)


def prune(folder: "Path", names: str, most: int) -> None:
    """Remove the oldest of some cache files, so that no more than so many are left."""
    from contextlib import suppress

    with suppress(OSError):
        for file in sorted(folder.glob(names), key=lambda found: found.stat().st_mtime_ns, reverse=True)[most:]:
            file.unlink()


def _head(maker: str, body: bytes) -> bytes:
    """The first line: whose file it is, of which version and made by what, and the sum of the rest."""
    return f"du-cli {__version__} {maker} {sha256(body).hexdigest()}".encode()


def sum_of(text: str) -> str:
    """A short name for a text that no other text has."""
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def maker_of(package: "Path") -> str:
    """What tells a package's code from any other: the sum of its modules."""
    found = blake2b(digest_size=8)
    for file in sorted(package.glob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()
