"""Running the command line: the reader's language, the lazy table of commands, and the one error boundary."""

import gettext
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperOption

from du_cli import __version__
from du_cli.cli.base import COMMON, Group, option_in, put
from du_cli.cli.commands import COMMANDS
from du_cli.cli.usage import explained
from du_cli.errors import DuError, UsageError
from du_cli.i18n import LANGUAGES, LOCALE_DIR, N_, Either, _, brief, environment_language, fill, refusal, set_language
from du_cli.workspace import committee_language, find_root

if TYPE_CHECKING:
    from du_cli.again import Question

PROGRAM: Final = "du-cli"
COMPLETING: Final = "_DU_CLI_COMPLETE"
PURPOSE: Final = N_("Keeps a committee's roster, mandate, cases and meetings, and checks every rule its mandate states.")
TROUBLE: Final = 2
INTERRUPTED: Final = 130


class Table(Group):
    """The table of commands as a group that imports a command's module when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in the table's order."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name, importing it; None when there is no such command."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        app = import_module(f"du_cli.cli.{entry.module}").app
        # Typer takes a group of one command for that command alone.
        command = typer.main.get_group(app) if app.info.cls is Group else typer.main.get_command(app)
        command.name = cmd_name
        return command

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return what a shell may offer: the commands, and ``help``, which stands before any of them."""
        from typer._click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        return [*found, CompletionItem("help")] if "help".startswith(incomplete) else found

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands from the table, without importing them."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry.help)) for name, entry in COMMANDS.items()])


def run(arguments: Sequence[str], asked: "Question | None" = None) -> int:
    """Run one command; 0: clean, 1: findings, 2: trouble. Nothing but a fault of the program raises.

    ``asked`` is the question the arguments put, where the next run may have its answer from this one.
    """
    _prepare_streams()
    try:
        code = _answered(arguments, asked)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        code = _no_room(error)
    _give_up_streams()
    return code


def _answered(arguments: Sequence[str], asked: "Question | None") -> int:
    try:
        _choose_language(arguments)
        return _run(_ordered(list(arguments)), asked)
    except DuError as error:
        return _trouble(fill(error.message, brief(error.values)))


def _run(arguments: list[str], asked: "Question | None") -> int:
    if arguments[0] == "--version":
        put(f"{PROGRAM} {__version__}")
        return 0
    table = Table(name=PROGRAM, help=PURPOSE, rich_markup_mode=None, suggest_commands=False)
    version = TyperOption(param_decls=["--version"], is_flag=True, help=_("Show the version and exit."), expose_value=False)
    table.params.append(version)
    if COMPLETING in os.environ:
        _prepare_completion()
    try:
        code = table.main(arguments, prog_name=PROGRAM, standalone_mode=False, obj=asked)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as ended:
        # Typer ends the process itself when nobody reads its output, with the code that means findings here.
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        raise
    except Exception as error:
        message = explained(error)
        if message is None:
            raise
        return _trouble(message)
    return code if isinstance(code, int) else 0


def _prepare_completion() -> None:
    """Make the shells known to Typer, which is asked to complete words instead of running a command."""
    from typer._completion_classes import completion_init

    completion_init()
    if _HELP.match(os.environ.get("COMP_WORDS", "")) or _HELP.match(os.environ.get("_TYPER_COMPLETE_ARGS", "")):
        _complete_behind_help()


_HELP: Final = re.compile(r"(\S+\s+)help\s+")


def _complete_behind_help() -> None:
    """What is typed behind ``help`` is completed as if that word were not there."""
    for name in {"COMP_WORDS", "_TYPER_COMPLETE_ARGS"} & os.environ.keys():
        os.environ[name] = _HELP.sub(r"\1", os.environ[name], count=1)
    if "COMP_CWORD" in os.environ:
        os.environ["COMP_CWORD"] = str(int(os.environ["COMP_CWORD"]) - 1)


def _trouble(message: str) -> int:
    from du_cli.render.plain import harmless

    sys.stderr.write(f"{PROGRAM}: {harmless(message)}\n")
    return TROUBLE


def _no_room(error: OSError) -> int:
    """The system refused something no command asks for by name: a full disk under our output, as a rule.

    A reader of our output that has gone, as in ``du-cli check | head``, is told nothing, and so is one who cannot be.
    """
    if not isinstance(error, BrokenPipeError):
        values = brief({"why": refusal(error), "path": str(error.filename)})
        with suppress(OSError):
            _trouble(fill(N_("The system says: {why} {path}") if error.filename else N_("The system says: {why}"), values))
    return TROUBLE


def _give_up_streams() -> None:
    """What cannot be written goes nowhere, so that Python does not try again, and complain, when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _prepare_streams() -> None:
    # A closed stream is None: nobody answers there, and what is written is for nobody.
    sys.stdin = sys.stdin or StringIO()
    sys.stdout = sys.stdout or StringIO()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _ordered(arguments: list[str]) -> list[str]:
    """The common options moved behind the command, wherever they stand; without a command it is ``status``.

    ``help`` before a command, or alone, is ``--help`` behind it.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    moved: list[str] = []
    rest: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        name, has_value, _value = word.partition("=")
        found = moved if name in COMMON else rest
        found.append(word)
        if name in COMMON and not has_value:
            moved += [value for value in (next(words, None),) if value is not None]
    if rest[:1] == ["help"]:
        rest = [*rest[1:], "--help"]
    return [*(rest or ["status"]), *moved, *arguments[end:]]


def _choose_language(arguments: Sequence[str]) -> None:
    """``--lang``, ``DU_LANG``, the locale, the committee's language; else English."""
    given = option_in(arguments, "--lang")
    chosen = given if given in LANGUAGES else environment_language() or _committee_language(arguments) or "en"
    set_language(chosen)
    # Typer takes some of its own words from gettext's default catalogue.
    gettext.bindtextdomain("du", str(LOCALE_DIR))
    gettext.textdomain("du")
    os.environ["LANGUAGE"] = chosen
    if given is not None and given not in LANGUAGES:
        raise UsageError(
            N_("{option} cannot be {value}. Choose one of {choices}."), option="--lang", value=given, choices=Either(LANGUAGES)
        )


def _committee_language(arguments: Sequence[str]) -> str | None:
    begun = option_in(arguments, "--language")
    if begun in LANGUAGES:
        return begun
    given = option_in(arguments, "--root")
    try:
        return committee_language(Path(given) if given else find_root(Path.cwd()))
    except (DuError, OSError):
        return None
