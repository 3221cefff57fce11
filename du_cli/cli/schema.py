"""``du-cli schema``: write the JSON Schemas, or check that those written are current."""

from pathlib import Path
from typing import Annotated

import typer

from du_cli.cli.base import Group, PresentCommand, common, put, tell
from du_cli.cli.starting import room, settings_said
from du_cli.i18n import N_, _, fill, speaking

app = typer.Typer(
    cls=Group, rich_markup_mode=None, add_completion=False, help=N_("JSON Schemas of the files, for editors and other programs.")
)

Folder = Annotated[Path | None, typer.Argument(metavar="[DIR]", help=N_("Folder of the schemas (default: schemas beside data/)."))]


@app.command("write", cls=PresentCommand, help=N_("Write the schemas and the editor settings."))
def write(ctx: typer.Context, folder: Folder = None) -> int:
    """Write every schema that is not current, and say which; an editor's settings are only ever made."""
    from du_cli.cli.paths import seen
    from du_cli.schema import SETTINGS
    from du_cli.writing import apply, held

    root, stale = _stale(ctx, folder)
    read = {path: data for path in stale if (data := held(root / path)) is not None}
    settings = stale.pop(SETTINGS, None) if SETTINGS in read else None
    if stale:
        with room(root):
            apply(root, read, stale)
    for path in stale:
        tell(fill(N_("{path} written."), {"path": seen(root / path)}))
    if settings:
        tell(settings_said(seen(root / SETTINGS), settings.decode()))
    elif not stale:
        put(_("The schemas are current."))
    return 0


@app.command("check", cls=PresentCommand, help=N_("Tell whether the schemas are current; ends with 1 when they are not."))
def check(ctx: typer.Context, folder: Folder = None) -> int:
    """Compare every schema with the one that would be written."""
    from du_cli.cli.paths import seen

    root, stale = _stale(ctx, folder)
    for path in stale:
        there = (root / path).exists()
        said = N_("{path} is not current. Run du-cli schema write.") if there else N_("{path} is missing. Run du-cli schema write.")
        tell(fill(said, {"path": seen(root / path)}))
    if not stale:
        put(_("The schemas are current."))
    return int(bool(stale))


def _stale(ctx: typer.Context, folder: Path | None) -> tuple[Path, dict[str, bytes]]:
    """Where the schemas lie, and the text of each file that is not current, by its path from there."""
    from du_cli.schema import SETTINGS, names_schemas
    from du_cli.writing import held

    root, wanted = _wanted(ctx, folder)
    stale = {path: text.encode() for path, text in wanted.items() if held(root / path) != text.encode()}
    if names_schemas(held(root / SETTINGS) or b""):
        stale.pop(SETTINGS, None)
    return root, stale


def _wanted(ctx: typer.Context, folder: Path | None) -> tuple[Path, dict[str, str]]:
    """Every file and its text; the descriptions are in the committee's language, as its documents are."""
    from du_cli.schema import SETTINGS, editor_settings, schemas
    from du_cli.workspace import committee_language, root_of

    root = root_of(common(ctx).root)
    with speaking(committee_language(root) or "en"):
        found = schemas()
    if folder is not None:
        return folder, found
    return root, {f"schemas/{name}": text for name, text in found.items()} | {SETTINGS: editor_settings()}
