"""What every command shares: its options, its help in the reader's language, and how answers are written."""

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from du_cli.cli.placeholders import placeholder
from du_cli.errors import MissingError, UsageError
from du_cli.i18n import LANGUAGES, N_, Either, _

if TYPE_CHECKING:
    from du_cli.again import Question

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

COMMON = {
    "--root": ("DIR", N_("Folder that holds data/ (default: the nearest one upwards).")),
    "--at": ("DATE", N_("The date to answer for, as in 2026-02-03 (default: today).")),
    "--rev": ("REV", N_("Read this commit instead of the files as they are: what was known then.")),
    "--lang": ("nb|nn|en", N_("Language of the output (default: DU_LANG, the locale, the committee's language).")),
}
"""Options that commands share, before or after their names: what they take, and their help."""


class Command(TyperCommand):
    """A command with the common options, whose help is in the reader's language."""

    shared: Sequence[str] = tuple(COMMON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [_common(name) for name in self.shared]
        self.help = _(self.help) if self.help else None
        for param in self.params:
            marked = getattr(param, "help", None)
            param.help = _(marked) if marked else None  # type: ignore[attr-defined]
            param.metavar = placeholder(param.metavar) if param.metavar else None

    def invoke(self, ctx: Any) -> Any:
        """Run the command, its common options gathered as ``ctx.obj``."""
        root, at = ctx.params.pop("root"), ctx.params.pop("at")
        if root is not None and not root.strip():
            raise UsageError(N_("{name} needs a value."), name="--root")
        lang = ctx.params.pop("lang")
        ctx.obj = Common(Path(root) if root is not None else None, parse_date(at), ctx.params.pop("rev", None), lang, ctx.obj)
        try:
            return super().invoke(ctx)
        except MissingError as error:
            raise UsageError(N_("{option} is missing. See {command} --help."), command=ctx.command_path, **error.values) from error

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line with its heading translated."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """Return ``--help`` with its help translated."""
        return _translated(super().get_help_option(ctx))


class PresentCommand(Command):
    """A command about the files as they are, which reads no other revision."""

    shared = tuple(name for name in COMMON if name != "--rev")


class Group(TyperGroup):
    """A group of commands, whose help is in the reader's language; the common options before a command are moved behind it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context_settings.setdefault("help_option_names", ["-h", "--help"])
        self.params += [_common(name, hidden=True) for name in COMMON]
        self.help = _(self.help) if self.help else None

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line with its heading translated."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """Return ``--help`` with its help translated."""
        return _translated(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; an unknown one is answered with the nearest name."""
        if args[0] not in self.list_commands(ctx):
            raise _no_such(args[0], self.list_commands(ctx), ctx.command_path)
        return TyperGroup.resolve_command(self, ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each command with the whole of its help."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])
        del ctx


def _no_such(name: str, names: Sequence[str], path: str) -> UsageError:
    from du_cli.dataset.nearest import nearest

    near = nearest(name, names)
    values = {"name": name, "path": path}
    if near:
        message = N_("There is no command {name}. Did you mean {path} {nearest}?")
        return UsageError(message, nearest=near[0], **values)
    return UsageError(N_("There is no command {name}. See {path} --help."), **values)


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    """The usage line in the reader's language; Typer puts braces about what must be there."""
    words = {"[OPTIONS]": _("[OPTIONS]"), "COMMAND [ARGS]...": _("COMMAND [ARGS]...")}
    pieces = (words.get(piece, piece.strip("{}")) for piece in command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage:") + " ")


def _translated(option: Any) -> Any:
    if option is not None:
        option.help = _("Show this message and exit.")
    return option


def _common(name: str, *, hidden: bool = False) -> TyperOption:
    metavar, text = COMMON[name]
    offered = (lambda _ctx, _args, _word: list(LANGUAGES)) if name == "--lang" else None
    return TyperOption(param_decls=[name], metavar=metavar, help=text, show_default=False, hidden=hidden, autocompletion=offered)


class Common(NamedTuple):
    """The common options of one run."""

    root: Path | None
    at: date
    rev: str | None = None
    lang: str | None = None
    """The language asked for with ``--lang``; None where the reader's, or the committee's, is used."""
    asked: "Question | None" = None
    """The question this run answers, where the next may have its answer from it."""


def parse_date(text: str | None) -> date:
    """A date on the command line, as in 2026-02-03; today when there is none."""
    if text is None:
        return date.today()  # noqa: DTZ011 - the reader's own day; the one place that asks the clock
    if not _DATE.fullmatch(text):
        raise UsageError(N_("{text} is no date. Write it as in 2026-02-03."), text=text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(N_("There is no day {text} in the calendar. The order is year, month, day."), text=text) from None


def option_in(arguments: Sequence[str], name: str) -> str | None:
    """The value of an option, before the arguments are parsed."""
    for number, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
        if argument == name and number + 1 < len(arguments):
            return arguments[number + 1]
    return None


def common(ctx: typer.Context) -> Common:
    """The common options of this run."""
    found = ctx.obj
    return found if isinstance(found, Common) else Common(None, parse_date(None))


def put(text: str) -> None:
    """Write an answer that a renderer made to standard output."""
    sys.stdout.write(ended(text))


def ended(text: str) -> str:
    """An answer with its last line ended, where there is any."""
    return text if text.endswith("\n") or not text else text + "\n"


def tell(text: str) -> None:
    """Write one line to standard output; what it names is shown as data."""
    from du_cli.render.plain import harmless

    sys.stdout.write(harmless(text) + "\n")


def say(text: str) -> None:
    """Write a remark, one line, to standard error; what it names is shown as data."""
    from du_cli.render.plain import harmless

    sys.stderr.write(harmless(text) + "\n")


def choose(value: str, choices: Sequence[str], option: str) -> str:
    """A value among its choices; raises ``UsageError`` naming them."""
    if value not in choices:
        message = N_("{option} cannot be {value}. Choose one of {choices}.")
        raise UsageError(message, option=placeholder(option), value=value, choices=Either(tuple(choices)))
    return value
