"""The command: ``--version`` is answered before anything is imported, all else by ``du_cli.cli``."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from du_cli import __version__

        try:
            sys.stdout.write(f"du-cli {__version__}\n")
            sys.stdout.flush()
        except OSError:
            os._exit(2)  # nothing can be written: not even what Python would say of it when it ends
        return
    # One short process: collecting garbage among modules and models that stay costs an eighth of a small command.
    gc.disable()
    from du_cli.cli import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
