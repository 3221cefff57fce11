"""``du-cli fmt``: put the files in canonical form."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from du_cli.cli.base import Command, common, put, say, tell
from du_cli.errors import UsageError
from du_cli.i18n import N_, _, fill, plural

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command, help=N_("Put the files in canonical form: keys in order, one layout; comments and quotes stay."))
def fmt(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help=N_("Only these files or folders."))] = None,
    check: Annotated[bool, typer.Option("--check", help=N_("Change nothing; end with 1 when something would change."))] = False,
) -> int:
    """Rewrite what is not in canonical form; 1 when a file cannot be read, or with --check would change."""
    from du_cli.cli.opening import root_here, then_here
    from du_cli.cli.paths import inside
    from du_cli.writing import apply

    if common(ctx).rev is not None and not check:
        raise UsageError(N_("A commit is not rewritten. Give --check with --rev, or leave out --rev."))
    root, then = root_here(ctx), then_here(ctx)
    wanted = inside(root, paths or [], then and then.files)
    found = _formatted(*(then or _on_disk(root)), wanted)
    if found.changed and not check:
        apply(root, found.read, found.changed)
    _say(root, found, check=check)
    return int(bool(found.unread or found.missing or (check and found.changed)))


class _Formatted(NamedTuple):
    """What was read of the files that are not in canonical form, and they in that form; those not read, and those missing."""

    read: Mapping[str, bytes]
    changed: Mapping[str, bytes]
    unread: tuple[str, ...]
    missing: tuple[str, ...]


def _on_disk(root: Path) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    from du_cli.workspace import DiskFiles

    files = DiskFiles(root)
    return files, files.outside


def _formatted(files: Mapping[str, bytes], outside: Mapping[str, str], wanted: tuple[str, ...]) -> _Formatted:
    from du_cli.cli.paths import lies_in
    from du_cli.dataset.load import REQUIRED
    from du_cli.dataset.read import formatted

    read: dict[str, bytes] = {}
    changed: dict[str, bytes] = {}
    unread: list[str] = []
    for path in (path for path in files if lies_in(path, wanted)):
        data = files[path]
        text = None if path in outside or path.endswith("/") else formatted(path, data)
        if text is None:
            unread.append(path)
        elif text != data:
            read[path], changed[path] = data, text
    missing = (path for path in REQUIRED if path not in files and f"{path}/" not in files and lies_in(path, wanted))
    return _Formatted(read, changed, tuple(unread), tuple(missing))


def _say(root: Path, found: _Formatted, *, check: bool) -> None:
    from du_cli.cli.paths import seen

    for path in found.unread:
        say(fill(N_("{path} cannot be read, and is left as it is. See du-cli check."), {"path": seen(root / path)}))
    for path in found.missing:
        say(fill(N_("The file {path} is missing."), {"path": seen(root / path)}))
    for path in found.changed:
        tell(fill(N_("{path} would change.") if check else N_("{path} formatted."), {"path": seen(root / path)}))
    if not (found.changed or found.unread or found.missing):
        put(_("All files are in canonical form."))
    if found.changed and check:
        put(plural("{count} file is not in canonical form.", "{count} files are not in canonical form.", len(found.changed)))
