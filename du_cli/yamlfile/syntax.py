"""What is wrong with a file that is not YAML, in words for people who do not know YAML's own."""

from typing import Final

from du_cli.i18n import N_

_VALUE = N_("a colon inside the text, or a line indented too far. Put the text in quotes, or correct the indentation")
_KEY = N_("a line that does not begin as the lines above it do. Correct the indentation, or the colon after the key")
_COLON = N_("a line without a key and a colon. Write key: value")
_LIST = N_("a bracket or brace that is not closed, or a comma that is missing")
_TAB = N_("a tab or a character that cannot begin a value. Indent with spaces, and put the text in quotes")
_QUOTE = N_("a quotation mark that is not closed")
_ESCAPE = N_("a backslash inside double quotes. Write two, or use single quotes")

WORDS: Final = {
    "mapping values are not allowed in this context": _VALUE,
    "mapping values are not allowed here": _VALUE,
    "found unexpected ':'": _VALUE,
    "did not find expected key": _KEY,
    "did not find expected '-' indicator": _KEY,
    "block sequence entries are not allowed in this context": _KEY,
    "sequence entries are not allowed here": _KEY,
    "could not find expected ':'": _COLON,
    "did not find expected node content": _LIST,
    "did not find expected ',' or ']'": _LIST,
    "did not find expected ',' or '}'": _LIST,
    "found character that cannot start any token": _TAB,
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unexpected end of stream": _QUOTE,
    "found unexpected document indicator": _QUOTE,
    "found unknown escape character": _ESCAPE,
}
"""The parser's words for a fault, and ours."""

CONFLICT: Final = N_(
    "a conflict that git has left. Choose between the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>"
)
"""For a file with the marks of a merge that was not finished."""
