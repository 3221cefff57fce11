"""``du-cli check``: every rule on everything, in six formats."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from du_cli.cli.answers import NoCache, give, terminal_width
from du_cli.cli.base import Command, choose, common
from du_cli.cli.completing import among_words, codes
from du_cli.dataset.kinds import MANDATE, MEMBERS
from du_cli.errors import UsageError
from du_cli.findings import MISSING, UNREADABLE, Finding
from du_cli.i18n import N_

if TYPE_CHECKING:
    from du_cli.render.findings import RuleText

app = typer.Typer(rich_markup_mode=None, add_completion=False)

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


@app.command(cls=Command, help=N_("Check everything against the mandate, the policy and the format. Ends with 1 when there are errors."))
def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=N_("Show findings in these files or folders only."))
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=N_("Let warnings count as errors do."))] = False,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help=N_("Only these codes or families, as in DU1,DU204."), autocompletion=codes)
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help=N_("All but these codes or families."), autocompletion=codes)
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(FORMATS), help=N_("Form of the answer."), autocompletion=among_words(*FORMATS)),
    ] = None,
    group: Annotated[bool, typer.Option("--group/--no-group", help=N_("Put equal findings of many records on one line."))] = True,
    staged: Annotated[
        bool, typer.Option("--staged", help=N_("Check what is staged for the next commit, compared with HEAD: only new errors count."))
    ] = False,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="REV", help=N_("Compare with where the change left this branch: only new errors count.")),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help=N_("Look for personal data (DU7) in everything that ever was under data/ too."))
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help=N_("Count the findings by code."))] = False,
    no_cache: NoCache = False,
) -> int:
    """Read the data, run the rules, show the findings; 1 when they fail."""
    from du_cli.cli.judging import Asked, verdict_here
    from du_cli.cli.opening import revision_here, root_here, then_here
    from du_cli.cli.paths import inside, lies_in
    from du_cli.dataset.shown import fails, said
    from du_cli.render.findings import FORMATS as RENDERERS
    from du_cli.render.findings import CheckReport

    form = choose(form or _default_format(), FORMATS, "--format")
    chosen, ignored = _codes(select, "--select"), _codes(ignore, "--ignore")
    root = root_here(ctx, on_disk=not staged)
    then = then_here(ctx) if paths else None
    wanted = inside(root, paths or [], then and then.files)
    verdict = verdict_here(ctx, root, Asked(staged, base, history, not no_cache))
    placed = [
        one
        for one in verdict.findings
        if (lies_in(one.finding.place.path, wanted) and (_selected(one.finding, chosen, ignored) or _unread(one.finding)))
        or (_unread(one.finding) and one.finding.place.path in (MANDATE, MEMBERS))
    ]
    width = terminal_width() if form == "text" else None
    report = CheckReport(
        committee=verdict.committee,
        at=common(ctx).at,
        rev=revision_here(ctx),
        base=verdict.base,
        findings=said(placed),
        prefix=_prefix(root, form),
        group=group,
        statistics=statistics,
        colour=width is not None,
        width=width,
        rules=_rule_texts() if form == "sarif" else (),
    )
    return give(ctx, RENDERERS[form](report), int(fails((one.finding for one in placed), strict=strict)))


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _codes(given: Iterable[str] | None, option: str) -> tuple[str, ...]:
    """Codes and families on the command line, separated by commas or by repeating the option."""
    if not given:
        return ()
    from du_cli.cli.codes import code_or_family

    found = tuple(code_or_family(code) for text in given for code in text.split(",") if code.strip())
    if not found:
        raise UsageError(N_("{name} needs a value."), name=option)
    return found


def _selected(finding: Finding, chosen: tuple[str, ...], ignored: tuple[str, ...]) -> bool:
    return (not chosen or finding.code.startswith(chosen)) and not (ignored and finding.code.startswith(ignored))


def _unread(finding: Finding) -> bool:
    """Whether a file was not read at all: shown whatever is selected, since nothing can be said of what it holds."""
    return finding.code in UNREADABLE or (finding.code == MISSING and not finding.place.key)


def _prefix(root: Path, form: str) -> str:
    """What turns a path from the root into one its reader can follow: from here, or from the repository's top."""
    from du_cli.cli.paths import prefix
    from du_cli.workspace import repository_top

    if form == "json":
        return ""
    top = Path.cwd() if form in ("text", "junit") else repository_top(root) or root
    return prefix(root, top)


def _rule_texts() -> "tuple[RuleText, ...]":
    from du_cli.i18n import _
    from du_cli.render.findings import RuleText
    from du_cli.rules import RULES

    return tuple(RuleText(rule.code, _(rule.title), _(rule.what), _(rule.why), _(rule.mend), rule.severity) for rule in RULES)
