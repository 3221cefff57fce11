"""``du-cli fmt``: put the files in canonical form."""

from typing import Annotated

import typer

from du_cli.cli.base import PresentCommand, put, say, tell
from du_cli.i18n import N_, _, fill, plural

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PresentCommand, help=N_("Put the files in canonical form: keys in order, one layout; comments and quotes stay."))
def fmt(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help=N_("Only these files or folders."))] = None,
    check: Annotated[bool, typer.Option("--check", help=N_("Change nothing; end with 1 when something would change."))] = False,
) -> int:
    """Rewrite what is not in canonical form; 1 when a file cannot be read, or with --check would change."""
    from du_cli.cli.opening import root_here
    from du_cli.cli.paths import inside, lies_in, seen
    from du_cli.dataset.load import REQUIRED
    from du_cli.dataset.read import formatted
    from du_cli.workspace import DiskFiles
    from du_cli.writing import apply

    root = root_here(ctx)
    wanted = inside(root, paths or [])
    files = DiskFiles(root)
    read: dict[str, bytes] = {}
    changed: dict[str, bytes] = {}
    unread: list[str] = []
    for path in (path for path in files if lies_in(path, wanted)):
        data = files[path]
        text = None if path in files.outside or path.endswith("/") else formatted(path, data)
        if text is None:
            unread.append(path)
        elif text != data:
            read[path], changed[path] = data, text
    missing = [path for path in REQUIRED if path not in files and f"{path}/" not in files and lies_in(path, wanted)]
    for path in unread:
        say(fill(N_("{path} cannot be read, and is left as it is. See du-cli check."), {"path": seen(root / path)}))
    for path in missing:
        say(fill(N_("The file {path} is missing."), {"path": seen(root / path)}))
    if changed and not check:
        apply(root, read, changed)
    for path in changed:
        tell(fill(N_("{path} would change.") if check else N_("{path} formatted."), {"path": seen(root / path)}))
    if not changed and not unread and not missing:
        put(_("All files are in canonical form."))
    if changed and check:
        put(plural("{count} file is not in canonical form.", "{count} files are not in canonical form.", len(changed)))
    return int(bool(unread or missing or (check and changed)))
