"""What ``init`` and ``schema write`` share: a folder to write in, and what is said of files that are left as they are."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from du_cli.errors import DuError
from du_cli.i18n import N_, fill, refusal


@contextmanager
def room(folder: Path) -> Iterator[None]:
    """A folder, made with those above it where they are missing; those made are taken away again when nothing comes of it."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise DuError(N_("{path} cannot be written: {why}."), path=str(error.filename or folder), why=refusal(error)) from error
    finally:
        for one in made:
            with suppress(OSError):
                one.rmdir()  # stays when it holds anything


def settings_said(path: str, settings: str) -> str:
    """What to add to an editor's settings that are there already."""
    return fill(
        N_("{path} is there already and was left as it is. For help in the editor, add to it:\n{settings}"),
        {"path": path, "settings": settings},
    )
