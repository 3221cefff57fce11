"""The command: ``--version`` is answered before anything is imported, all else by ``du_cli.cli``."""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

TROUBLE = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        _version()
        return
    sys.excepthook = _fault
    try:
        code = _run()
    except KeyboardInterrupt:  # before the signal was set
        code = INTERRUPTED
    sys.exit(code)


def _run() -> int:
    # One short process: collecting garbage among modules and models that stay costs an eighth of a small command.
    gc.disable()
    import signal

    # Ctrl-C ends the process as it does other programs: raised in the midst of an import, Python may show it or lose it.
    # A write that is cut off anywhere is completed or undone by the next command (du_cli.writing).
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from du_cli import again

    asked = again.asked(sys.argv[1:])
    said = again.recall(asked) if asked else None
    if said is not None and _say(said[1]):
        return said[0]
    from du_cli.cli import run

    code = run(sys.argv[1:], asked)
    gc.freeze()
    return code


def _say(text: str) -> bool:
    """Write an answer that is known; False where that cannot be done, which is then told as of any other."""
    if sys.stdout is None:
        return False
    data = text.encode("utf-8", "backslashreplace")
    try:
        while data:  # past Python's own buffer, where what cannot be written would stay
            data = data[os.write(sys.stdout.fileno(), data) :]
    except OSError:
        return False
    return True


def _fault(kind: type[BaseException], error: BaseException, trace: "TracebackType | None") -> None:
    """A fault of the program itself: what happened, that it should be reported, and trouble as the exit code, not findings."""
    from du_cli import __version__
    from du_cli.i18n import N_, fill

    sys.__excepthook__(kind, error, trace)
    if sys.stderr is not None:
        text = N_("This is a fault in du-cli {version} and not in what you typed. Please report it, with all of the lines above.")
        sys.stderr.write(f"{fill(text, {'version': __version__})}\n")
    sys.exit(TROUBLE)


def _version() -> None:
    from du_cli import __version__

    if sys.stdout is None:  # closed: for nobody
        return
    try:
        sys.stdout.write(f"du-cli {__version__}\n")
        sys.stdout.flush()
    except OSError:
        os._exit(TROUBLE)  # nothing can be written: not even what Python would say of it when it ends


if __name__ == "__main__":
    main()
