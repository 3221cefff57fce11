"""The command line: options in, one function called, a renderer chosen, and 0, 1 or 2 at the end."""

from du_cli.cli.main import run

__all__ = ["run"]
