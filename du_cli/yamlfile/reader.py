"""Reading one file: bytes in, plain data out, and what was wrong with it."""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from du_cli.findings import Key, Place, Problem
from du_cli.i18n import N_, Term
from du_cli.yamlfile import scalars, syntax
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
        self.lines: list[str] = []

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
        scalar, end = self.yaml.scalar, self.yaml.end_mapping
        while type(event := self.next()) is not end:
            if event.start_mark.column != indent:
                self.tidy = False
            name = self._key(event, key, found)
            value = self.next()
            kind = type(value)
            if kind is scalar or value_flow(value):
                # one space after the colon, on the key's own line
                mark, after = value.start_mark, event.end_mark
                if mark.line != after.line or mark.column != after.column + 2:
                    self.tidy = False
                inner = indent
            else:
                inner = indent + 2
            item = self._scalar(value, (*key, name), indent) if kind is scalar else self._node(value, (*key, name), depth + 1, inner)
            found[name] = item
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
        """A node in flow style and the mark where it ends; spacing other than ``{a: b, c: [d]}`` is untidy."""
        kind = type(event)
        if kind is self.yaml.scalar:
            if not event.style and event.start_mark.index == event.end_mark.index:
                self.tidy = False
            return self._scalar(event, key, 0), event.end_mark
        if kind is self.yaml.alias or event.anchor or event.tag or depth >= MAX_DEPTH:
            return self._node(event, key, depth, 0), event.end_mark
        if kind is self.yaml.mapping:
            return self._flow_mapping(event, key, depth)
        return self._flow_sequence(event, key, depth)

    def _flow_mapping(self, start: Any, key: Key, depth: int) -> tuple[dict[str, Any], Any]:
        found: dict[str, Any] = {}
        last, gap = start.end_mark, 0
        if last.index == start.start_mark.index:  # [a: b], a mapping without braces
            self.tidy = False
        while type(event := self.next()) is not self.yaml.end_mapping:
            name = self._key(event, key, found)
            self._gap(last, event, gap)
            value = self.next()
            self._gap(event.end_mark, value, 2)
            found[name], last = self._flow_node(value, (*key, name), depth + 1)
            gap = 2
        if event.start_mark.index != last.index:
            self.tidy = False
        return found, event.end_mark

    def _flow_sequence(self, start: Any, key: Key, depth: int) -> tuple[list[Any], Any]:
        found: list[Any] = []
        last, gap = start.end_mark, 0
        while type(event := self.next()) is not self.yaml.end_sequence:
            self._gap(last, event, gap)
            value, last = self._flow_node(event, (*key, len(found)), depth + 1)
            found.append(value)
            gap = 2
        if event.start_mark.index != last.index:
            self.tidy = False
        return found, event.end_mark

    def _gap(self, last: Any, event: Any, gap: int) -> None:
        if event.start_mark.index != last.index + gap:
            self.tidy = False

    def _key(self, event: Any, key: Key, found: dict[str, Any]) -> str:
        if type(event) is not self.yaml.scalar or event.anchor or event.tag:
            if type(event) is self.yaml.scalar or type(event) is self.yaml.alias:
                self._stop("DU006", event, N_("Anchors, aliases and tags cannot stand in a file. Write the value out."))
            self._stop("DU001", event, _ONE_LINE)
        name: str = event.value
        if not (name or event.style) or event.style in ("|", ">") or event.end_mark.index - event.start_mark.index > MAX_KEY:
            self._stop("DU001", event, _ONE_LINE)
        if event.start_mark.line != event.end_mark.line:
            self._stop("DU001", event, _ONE_LINE)
        if name == "<<" and not event.style:
            self._stop("DU006", event, N_("<< is a merge key. Write the values out."))
        if not event.style and not isinstance(_checked(name), str):
            self._note("DU008", event, (*key, name), scalars.AMBIGUOUS, on_key=True, text=name)
        if name in found:
            self._note("DU002", event, (*key, name), N_("The key {text} stands twice."), on_key=True, text=name)
        return name

    def _scalar(self, event: Any, key: Key, indent: int) -> Any:
        if event.anchor or event.tag:
            self._stop("DU006", event, N_("Anchors, aliases and tags cannot stand in a file. Write the value out."))
        style, text = event.style, event.value
        if not style:
            if event.start_mark.line != event.end_mark.line:
                self.tidy = False
            return self._plain(event, key, text)
        if style == "|":
            self._literal(event, indent)
        elif style == ">" or event.start_mark.line != event.end_mark.line:
            self.tidy = False
        return text

    def _plain(self, event: Any, key: Key, text: str) -> Any:
        if text.isalpha() and text not in _SPECIAL:
            return text
        message, value = _judged(text)
        if message:
            self._note("DU008", event, key, message, text=text)
            return text
        if (value is None and text != "null") or (isinstance(value, bool) and not text.islower()):
            self.tidy = False
        return value

    def _literal(self, event: Any, indent: int) -> None:
        """A literal block is tidy when it has the indicators it needs and its text is indented by two from its key."""
        if not self.lines:
            self.lines = self.text.split("\n")
        header = self.lines[event.start_mark.line][event.start_mark.column :].split(maxsplit=1)[0]
        below = self.lines[event.start_mark.line + 1 : event.end_mark.line]
        first = next((line for line in below if line.strip()), "")
        astray = "2" not in header and len(first) - len(first.lstrip(" ")) != indent + 2
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
_SPECIAL = scalars.NULLS | scalars.TRUE | scalars.FALSE | scalars.WORDS


@lru_cache(maxsize=4096)
def _judged(text: str) -> tuple[str | None, object]:
    """Why an unquoted scalar is refused, and its value; the same few keys and values come again in every file."""
    message = scalars.refused(text)
    return message, text if message else scalars.plain(text)


def _checked(text: str) -> object:
    message, value = _judged(text)
    return None if message else value


def value_flow(event: Any) -> bool:
    """Whether an event begins a mapping or list in flow style."""
    return bool(getattr(event, "flow_style", False))
