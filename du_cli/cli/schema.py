"""``du-cli schema``: write the JSON Schemas, or check that those written are current."""

from pathlib import Path
from typing import Annotated

import typer

from du_cli.cli.base import Group, PresentCommand, common, put, tell
from du_cli.i18n import N_, _, fill, language, set_language

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("JSON Schemas of the files, for editors and other programs.")
)

Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help=N_("Folder of the schemas (default: schemas beside data/)."))]


@app.command("write", cls=PresentCommand, help=N_("Write the schemas and the editor settings."))
def write(ctx: typer.Context, folder: Folder = None) -> int:
    """Write every schema that is not current, and say which."""
    from du_cli.cli.paths import seen
    from du_cli.workspace import current
    from du_cli.workspace import write as write_file

    stale = {path: text.encode() for path, text in _wanted(ctx, folder).items() if current(path) != text.encode()}
    for path, data in stale.items():
        write_file(path, data, current(path))
        tell(fill(N_("{path} written."), {"path": seen(path)}))
    if not stale:
        put(_("The schemas are current."))
    return 0


@app.command("check", cls=PresentCommand, help=N_("Tell whether the schemas are current; ends with 1 when they are not."))
def check(ctx: typer.Context, folder: Folder = None) -> int:
    """Compare every schema with the one that would be written."""
    from du_cli.cli.paths import seen
    from du_cli.workspace import current

    stale = [path for path, text in _wanted(ctx, folder).items() if current(path) != text.encode()]
    for path in stale:
        tell(fill(N_("{path} is not current. Run du-cli schema write."), {"path": seen(path)}))
    if not stale:
        put(_("The schemas are current."))
    return int(bool(stale))


def _wanted(ctx: typer.Context, folder: Path | None) -> dict[Path, str]:
    """Every file and its text; the descriptions are in the committee's language, as its documents are."""
    from du_cli.schema import editor_settings, schemas
    from du_cli.workspace import committee_language, root_of

    root = root_of(common(ctx).root)
    target = folder or root / "schemas"
    reader = language()
    set_language(committee_language(root) or "en")
    found = {target / name: text for name, text in schemas().items()}
    set_language(reader)
    if folder is None:
        found[root / ".vscode" / "settings.json"] = editor_settings()
    return found
