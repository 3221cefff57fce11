"""Documents in a form: text for people, Markdown, a web page, CSV of the tables, or the facts themselves as JSON."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from du_cli.document import Document
from du_cli.reports.incomplete import told

FORMS: Final = ("text", "md", "html", "csv", "json")


def render(form: str, facts: Any, layout: Callable[[Any], Document], width: int | None = None, lacking: Sequence[str] | None = None) -> str:
    """Facts in one of ``FORMS``; ``width`` is the terminal's when there is one (text only).

    ``lacking``: the files of which the facts lack something, which every form begins with; None where they are from no files.
    """
    if form == "json":
        from du_cli.render.documents.facts import render_facts

        return render_facts(facts, lacking)
    document = told(layout(facts), lacking or ())
    if form == "md":
        from du_cli.render.documents.markdown import render_markdown

        return render_markdown(document)
    if form == "html":
        from du_cli.render.documents.html import render_html

        return render_html(document)
    if form == "csv":
        from du_cli.render.documents.tables import render_tables

        return render_tables(document)
    if width:
        from du_cli.render.documents.terminal import render_terminal

        return render_terminal(document, width)
    from du_cli.render.documents.text import render_text

    return render_text(document)
