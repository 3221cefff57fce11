"""``du-cli explain``: a rule in words, with its clause and its examples."""

from functools import partial
from typing import Annotated

import typer

from du_cli.cli.answers import Form, answer
from du_cli.cli.base import Command, common
from du_cli.cli.codes import code_or_family
from du_cli.cli.completing import codes
from du_cli.dataset.dataset import Dataset
from du_cli.errors import DuError, UsageError
from du_cli.i18n import N_, _
from du_cli.reports.explain import ClauseFacts, RuleFacts, RulesFacts, layout, layout_all, layout_family
from du_cli.rules import FAMILIES, RULES
from du_cli.rules.base import Rule

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=Command, help=N_("What a rule checks, which clause it enforces, and how to mend a finding."))
def explain(
    ctx: typer.Context,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=N_("The rule's code, as in DU105; or a family, as in DU1."), autocompletion=codes)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=N_("Every rule."))] = False,
    form: Form = "text",
) -> int:
    """Explain one rule, a family of them, or all."""
    dataset = _dataset(ctx)
    if every:
        return answer(form, RulesFacts(tuple(facts(rule, dataset) for rule in RULES)), layout_all)
    if code is None:
        raise UsageError(N_("Name a rule's code, as in du-cli explain DU105, or give --all."))
    wanted = code_or_family(code)
    found = tuple(facts(rule, dataset) for rule in RULES if rule.code.startswith(wanted))
    if wanted in FAMILIES:
        return answer(form, RulesFacts(found), partial(layout_family, wanted))
    return answer(form, found[0], layout)


def _dataset(ctx: typer.Context) -> Dataset | None:
    """The committee's data, for its clauses; a rule can be explained without any."""
    from du_cli.cli.opening import dataset_here

    options = common(ctx)
    try:
        return dataset_here(ctx)
    except DuError:
        if options.root or options.rev:
            raise
        return None


def facts(rule: Rule, dataset: Dataset | None) -> RuleFacts:
    """A rule with its texts in the reader's language, its clauses, and its first pair of examples."""
    from du_cli.cli.excerpts import pair
    from du_cli.rules.base import clauses_of

    version = dataset.version if dataset else None
    named = clauses_of(version, rule.code) if version else ()
    enforced = (clause for clause in version.clauses if clause.id in named) if version else ()
    clauses = tuple(ClauseFacts(clause.id, clause.reference, clause.summary) for clause in enforced)
    bad, good = pair(rule)
    others = tuple(rule.variants.values())
    return RuleFacts(
        rule.code, _(rule.title), rule.severity, others, rule.basis, _(rule.what), _(rule.why), _(rule.mend), clauses, bad, good
    )
