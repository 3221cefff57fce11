"""The command: ``--version`` is answered before anything is imported, all else by ``du_cli.cli``."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from du_cli import __version__

        sys.stdout.write(f"du-cli {__version__}\n")
        return
    from du_cli.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
