"""Typer's own complaints about how a command was typed, said in the reader's language."""

from collections.abc import Mapping
from typing import Any

from typer import BadParameter

# Typer keeps the rest of its errors in a private module; pyproject.toml pins the versions that have it there.
from typer._click import exceptions

from du_cli.dataset.nearest import nearest
from du_cli.i18n import N_, _, brief
from du_cli.i18n import fill as translated


def fill(text: str, values: Mapping[str, object]) -> str:
    """A message about what was typed, which repeats no more of it than a reader needs."""
    return translated(text, brief(values))


def explained(error: Exception) -> str | None:
    """One line for an error of Typer's, None for one that is not; always with where to read on."""
    if not isinstance(error, exceptions.UsageError):
        return error.format_message() if isinstance(error, exceptions.ClickException) else None
    where = fill(N_("See {command} --help."), {"command": _command(error)})
    return f"{_said(error)} {where}"


def _command(error: Any) -> str:
    return error.ctx.command_path if error.ctx else "du-cli"


def _said(error: exceptions.UsageError) -> str:  # noqa: PLR0911 - one return a kind of complaint
    if isinstance(error, exceptions.MissingParameter):
        return fill(N_("{name} is missing."), {"name": _name(error)})
    if isinstance(error, BadParameter) and "int" in getattr(error.param and error.param.type, "name", ""):
        return _no_number(error)
    if isinstance(error, BadParameter):
        return fill(N_("{name} is wrong: {why}"), {"name": _name(error), "why": error.message})
    if isinstance(error, exceptions.NoSuchOption):
        return _no_such_option(error)
    if isinstance(error, exceptions.BadOptionUsage) and "not take a value" in error.message:
        return fill(N_("{name} takes no value."), {"name": error.option_name})
    if isinstance(error, exceptions.BadOptionUsage):
        return fill(N_("{name} needs a value."), {"name": error.option_name})
    if error.message.startswith("Got unexpected extra argument"):
        return fill(N_("There is no place for the argument {text}."), {"text": error.message.rpartition("(")[2].rstrip(")")})
    return _("A command is missing.") if error.message == _("Missing command.") else error.message


def _no_number(error: BadParameter) -> str:
    kind = error.param and error.param.type
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    message = N_("{name} must be a whole number.") if least is None else N_("{name} must be a whole number, {least} or more.")
    if most is not None:
        message = N_("{name} must be a whole number from {least} to {most}.")
    return fill(message, {"name": _name(error), "least": least, "most": most})


def _no_such_option(error: exceptions.NoSuchOption) -> str:
    near = nearest(error.option_name, error.possibilities or ())
    if near:
        values = {"name": error.option_name, "nearest": near[0]}
        return fill(N_("There is no option {name}. Did you mean {nearest}?"), values)
    return fill(N_("There is no option {name}."), {"name": error.option_name})


def _name(error: BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if param.param_type_name == "argument":
        return param.make_metavar(error.ctx) if error.ctx else str(param.name)
    return str(param.opts[0])


WORDS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("Missing command."),
    N_("default: {default}"),
    N_("required"),
    N_("(dynamic)"),
    N_("env var: {var}"),
    N_("Aborted!"),
)
"""Words Typer takes from gettext; marked here so that our catalogues have them."""
