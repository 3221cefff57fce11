"""``du-cli completion``: the script that completes commands in a shell."""

from typing import Annotated

import typer

from du_cli.cli.base import PresentCommand, choose, put
from du_cli.cli.completing import among_words
from du_cli.i18n import N_

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


@app.command(cls=PresentCommand, help=N_('Print the script that completes commands in a shell. For bash: eval "$(du-cli completion bash)"'))
def completion(
    shell: Annotated[
        str, typer.Argument(metavar="SHELL", help=N_("bash, zsh, fish, powershell or pwsh."), autocompletion=among_words(*SHELLS))
    ],
) -> int:
    """Print a shell's completion script."""
    from typer._completion_shared import get_completion_script

    choose(shell, SHELLS, "SHELL")
    put(get_completion_script(prog_name="du-cli", complete_var="_DU_CLI_COMPLETE", shell=shell))
    return 0
