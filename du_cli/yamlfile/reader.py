"""Reading one file: bytes in, plain data out, and what was wrong with it."""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from du_cli.findings import Key, Place, Problem
from du_cli.i18n import N_, Term
from du_cli.yamlfile import by_line, scalars, syntax
from du_cli.yamlfile.events import yaml
from du_cli.yamlfile.keys import nearest_id
from du_cli.yamlfile.source import Unreadable, loose, place_after, readable

MAX_DEPTH: Final = 30
MAX_KEY: Final = 1000
"""Characters: YAML itself allows 1,024 before the colon."""


class Parsed(NamedTuple):
    """What one file holds. ``value`` is None and ``problems`` says why when it could not be read."""

    value: Any
    problems: tuple[Problem, ...]
    tidy: bool
    """Whether the layout shows nothing that the canonical form would change (key order apart)."""


def parse(data: bytes, path: str = "") -> Parsed:
    """Read one YAML document strictly; nothing a file holds makes this raise.

    Refused, each with line and column: what is not UTF-8 (DU007), not YAML or more than one document
    (DU001), a key twice (DU002), anchors, aliases, merge keys, tags, directives, deep nesting and files
    over 1 MiB (DU006), and unquoted scalars that readers disagree on (DU008).
    """
    value = by_line.read(data)
    return by_events(data, path) if value is None else Parsed(value, (), tidy=True)


def by_events(data: bytes, path: str = "") -> Parsed:
    """Read a document from its events, as ``parse`` does where reading by line is not certain."""
    try:
        text = readable(data, path)
        reader = _Reader(text, path)
        value = reader.document()
    except Unreadable as stop:
        return Parsed(None, (stop.problem,), tidy=True)
    if any(problem.code != "DU008" for problem in reader.problems):
        return Parsed(None, tuple(_recorded(problem, value) for problem in reader.problems), tidy=True)
    return Parsed(value, tuple(reader.problems), reader.tidy and not loose(text))


def _recorded(problem: Problem, value: Any) -> Problem:
    """A problem with the id nearest above it and the key it stands at, while the data is at hand."""
    key = problem.place.key
    subject = next((part for part in reversed(key) if isinstance(part, str)), "")
    return problem._replace(record=nearest_id(key, value) or "", subject=subject)


class _Reader:
    """One walk over a file's events, building plain data and noting what the layout shows."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.yaml = yaml()
        self.problems: list[Problem] = []
        self.tidy = True
        self.marked = "&" in text or "!" in text
        """Whether there can be an anchor or a tag; most files have none, and need not be asked at every value."""

    def document(self) -> Any:
        try:
            self.next = self.yaml.events(self.text)
            self.next()
            event = self.next()
            if type(event) is self.yaml.end_stream:
                return None
            root = self.next()
            self.tidy = not (event.explicit or value_flow(root))
            value = self._node(root, (), 0, 0)
            self.tidy = not self.next().explicit and self.tidy
            extra = self.next()
        except self.yaml.error as error:
            raise Unreadable(self._syntax(error)) from None
        if type(extra) is not self.yaml.end_stream:
            self._stop("DU001", extra, N_("A second document begins here; a file holds one."))
        return value

    def _node(self, event: Any, key: Key, depth: int, indent: int) -> Any:
        kind = type(event)
        if kind is self.yaml.scalar:
            return self._scalar(event, key, indent)
        if kind is self.yaml.alias:
            self._stop("DU006", event, N_("*{name} is an alias. Write the value out."), name=event.anchor)
        if event.anchor:
            self._stop("DU006", event, N_("&{name} is an anchor. Write the value out where it is used."), name=event.anchor)
        if event.tag:
            self._stop("DU006", event, N_("{tag} is a tag. Remove it."), tag=event.tag)
        if depth >= MAX_DEPTH:
            self._stop("DU006", event, N_("The nesting is over {limit} levels deep."), limit=MAX_DEPTH)
        if event.flow_style:
            return self._flow(event, key, depth)
        if kind is self.yaml.mapping:
            return self._mapping(key, depth, indent)
        return self._sequence(event, key, depth, indent)

    def _mapping(self, key: Key, depth: int, indent: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        following, scalar, end = self.next, self.yaml.scalar, self.yaml.end_mapping
        while type(event := following()) is not end:
            name = self._key(event, key, found)
            value = following()
            after, mark = event.end_mark, value.start_mark
            if event.start_mark.column != indent:
                self.tidy = False
            if type(value) is not scalar and not value_flow(value):
                found[name] = self._node(value, (*key, name), depth + 1, indent + 2)
                continue
            # one space after the colon, on the key's own line
            if mark.line != after.line or mark.column != after.column + 2:
                self.tidy = False
            if type(value) is scalar:
                found[name] = self._scalar(value, key, indent, name)
            else:
                found[name] = self._node(value, (*key, name), depth + 1, indent)
        return found

    def _sequence(self, start: Any, key: Key, depth: int, indent: int) -> list[Any]:
        found: list[Any] = []
        if start.start_mark.column != indent:
            self.tidy = False
        end = self.yaml.end_sequence
        while type(event := self.next()) is not end:
            if event.start_mark.column != indent + 2:
                self.tidy = False
            inner = indent if type(event) is self.yaml.scalar else indent + 2
            found.append(self._node(event, (*key, len(found)), depth + 1, inner))
        return found

    def _flow(self, start: Any, key: Key, depth: int) -> Any:
        before = self.tidy
        self.flow_line = start.start_mark.line
        value, end = self._flow_node(start, key, depth)
        self.tidy = before and self.tidy and end.line == self.flow_line
        return value

    def _flow_node(self, event: Any, key: Key, depth: int) -> tuple[Any, Any]:
        """A collection in flow style and the mark where it ends; spacing other than ``{a: b, c: [d]}`` is untidy."""
        kind = type(event)
        if kind is self.yaml.alias or event.anchor or event.tag or depth >= MAX_DEPTH:
            return self._node(event, key, depth, 0), event.end_mark
        if kind is self.yaml.mapping:
            return self._flow_mapping(event, key, depth)
        return self._flow_sequence(event, key, depth)

    def _flow_mapping(self, start: Any, key: Key, depth: int) -> tuple[dict[str, Any], Any]:
        found: dict[str, Any] = {}
        following, scalar, end = self.next, self.yaml.scalar, self.yaml.end_mapping
        wanted = start.end_mark.index
        if wanted == start.start_mark.index:  # [a: b], a mapping without braces
            self.tidy = False
        while type(event := following()) is not end:
            name = self._key(event, key, found)
            value = following()
            if event.start_mark.index != wanted or value.start_mark.index != event.end_mark.index + 2:
                self.tidy = False
            if type(value) is scalar:
                found[name], last = self._scalar(value, key, 0, name), value.end_mark
                if not (value.value or value.style):
                    self.tidy = False
            else:
                found[name], last = self._flow_node(value, (*key, name), depth + 1)
            wanted = last.index + 2
        if event.start_mark.index != (wanted - 2 if found else wanted):
            self.tidy = False
        return found, event.end_mark

    def _flow_sequence(self, start: Any, key: Key, depth: int) -> tuple[list[Any], Any]:
        found: list[Any] = []
        following, scalar, end = self.next, self.yaml.scalar, self.yaml.end_sequence
        wanted = start.end_mark.index
        while type(event := following()) is not end:
            if event.start_mark.index != wanted:
                self.tidy = False
            if type(event) is scalar:
                value, last = self._scalar(event, key, 0, len(found)), event.end_mark
            else:
                value, last = self._flow_node(event, (*key, len(found)), depth + 1)
            found.append(value)
            wanted = last.index + 2
        if event.start_mark.index != (wanted - 2 if found else wanted):
            self.tidy = False
        return found, event.end_mark

    def _key(self, event: Any, key: Key, found: dict[str, Any]) -> str:
        if type(event) is not self.yaml.scalar or (self.marked and (event.anchor or event.tag)):
            if type(event) is self.yaml.scalar or type(event) is self.yaml.alias:
                self._stop("DU006", event, N_("Anchors, aliases and tags cannot stand in a file. Write the value out."))
            self._stop("DU001", event, _ONE_LINE)
        name: str = event.value
        if event.style or not _is_name(name):
            self._judge_key(event, key, name)
        if name in found:
            self._note(
                "DU002", event, (*key, name), N_("The key {text} stands twice. Remove the one that is wrong."), on_key=True, text=name
            )
        return name

    def _judge_key(self, event: Any, key: Key, name: str) -> None:
        if not (name or event.style) or event.style in ("|", ">") or event.end_mark.index - event.start_mark.index > MAX_KEY:
            self._stop("DU001", event, _ONE_LINE)
        if event.start_mark.line != event.end_mark.line:
            self._stop("DU001", event, _ONE_LINE)
        if name == "<<" and not event.style:
            self._stop("DU006", event, N_("<< is a merge key. Write the values out."))
        if not event.style and not _is_text(name):
            self._note("DU008", event, (*key, name), scalars.AMBIGUOUS, on_key=True, text=name)

    def _scalar(self, event: Any, above: Key, indent: int, *name: str | int) -> Any:
        """A scalar's value; it stands at the key path ``above``, or under the ``name`` in it."""
        if self.marked and (event.anchor or event.tag):
            self._stop("DU006", event, N_("Anchors, aliases and tags cannot stand in a file. Write the value out."))
        style, text = event.style, event.value
        if not style:
            if event.start_mark.line != event.end_mark.line:
                self.tidy = False
            # What begins like a number, or is a word with a meaning, is looked at; all else is the text it is.
            return text if text not in scalars.SPECIAL and text[0] not in scalars.NUMERIC else self._plain(event, (*above, *name), text)
        if style == "|":
            self._literal(event, indent)
        elif style == ">" or event.start_mark.line != event.end_mark.line:
            self.tidy = False
        return text

    def _plain(self, event: Any, key: Key, text: str) -> Any:
        refused, value, canonical = scalars.judged(text)
        if refused:
            self._note("DU008", event, key, refused, text=text)
        if not canonical:
            self.tidy = False
        return value

    def _literal(self, event: Any, indent: int) -> None:
        """A literal block is tidy when it has the indicators it needs and its text is indented by two from its key."""
        begin = event.start_mark.index
        end = self.text.find("\n", begin)
        end = len(self.text) if end < 0 else end
        header = self.text[begin:end].split(maxsplit=1)[0]
        body = _BODY.match(self.text, end)
        astray = "2" not in header and (body is None or len(body[1]) != indent + 2)
        if astray or header != scalars.literal_header(event.value):
            self.tidy = False

    def _note(self, code: str, event: Any, key: Key, message: str, *, on_key: bool = False, **values: Any) -> None:
        mark = event.start_mark
        self.problems.append(Problem(code, Place(self.path, key, on_key, mark.line + 1, mark.column + 1), message, values))

    def _stop(self, code: str, event: Any, message: str, **values: Any) -> None:
        mark = event.start_mark
        raise Unreadable(Problem(code, Place(self.path, line=mark.line + 1, column=mark.column + 1), message, values))

    def _syntax(self, error: Any) -> Problem:
        if found := _CONFLICT.search(self.text):
            return _not_yaml(place_after(self.path, self.text[: found.start()]), Term(syntax.CONFLICT))
        mark = getattr(error, "problem_mark", None)
        place = place_after(self.path, self.text)
        if mark and mark.line < place.line:
            place = place._replace(line=mark.line + 1, column=mark.column + 1)
        why = getattr(error, "problem", None) or str(error)
        return _not_yaml(place, Term(syntax.WORDS[why]) if why in syntax.WORDS else why)


def _not_yaml(place: Place, why: Term | str) -> Problem:
    return Problem("DU001", place, N_("This is not YAML: {problem}."), {"problem": why})


_CONFLICT = re.compile(r"^(<{7} |={7}\r?$|>{7} )", re.MULTILINE)
_ONE_LINE: Final = N_("A key must be a text on one line, of at most 1,000 characters.")
_BODY = re.compile(r"\n(?:[ \t\r]*\n)*( *)")
"""The line ends and blank lines before a literal block's text, and its indentation."""


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    """Whether an unquoted key needs no closer look: a word of letters, digits and underscores that is read as a text."""
    return text.isidentifier() and text not in scalars.SPECIAL and len(text) <= MAX_KEY


def _is_text(text: str) -> bool:
    judged = scalars.judged(text)
    return judged.refused is None and isinstance(judged.value, str)


def value_flow(event: Any) -> bool:
    """Whether an event begins a mapping or list in flow style."""
    return bool(getattr(event, "flow_style", False))
