"""What was found out before, kept in a file of plain values: thrown away when damaged or of another version."""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
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


def prune(folder: Path, names: str, most: int) -> None:
    """Remove the oldest of some cache files, so that no more than so many are left."""
    with suppress(OSError):
        for file in sorted(folder.glob(names), key=lambda found: found.stat().st_mtime_ns, reverse=True)[most:]:
            file.unlink()


def _head(maker: str, body: bytes) -> bytes:
    """The first line: whose file it is, of which version and made by what, and the sum of the rest."""
    return f"du-cli {__version__} {maker} {hashlib.sha256(body).hexdigest()}".encode()


def program() -> str:
    """What tells this program, as it is installed here, from any other: its own files and where Python finds all others."""
    folders = (Path(name) for name in sys.path)
    return "\n".join((sys.version, *_stamps(Path(__file__).parent), *(_stamp(folder.stat()) for folder in folders if folder.exists())))


def _stamps(folder: Path) -> Iterator[str]:
    """A line for each module and table of a package, but for the examples and what Python itself keeps there."""
    for entry in sorted(os.scandir(folder), key=lambda found: found.name):
        if entry.is_dir() and entry.name not in ("examples", "__pycache__"):
            yield from _stamps(Path(entry.path))
        elif entry.is_file():
            yield f"{entry.name} {_stamp(entry.stat())}"


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns}"


def maker_of(package: Path) -> str:
    """What tells a package's code from any other: the sum of its modules."""
    found = hashlib.blake2b(digest_size=8)
    for file in sorted(package.glob("*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()
