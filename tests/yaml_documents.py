"""Random documents of the kind the format allows, laid out in every way people do, with numbered comments."""

from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = (
    "a",
    "Bergen kommune",
    "æøå",
    "x#y",
    "a:b",
    "it's",
    'say "so"',
    "-1-",
    "2026-02-03",
    "C# og C",
    "{x",
    "nei da",
    "slutt:",
    "# ikke",
    " a ",
    "𐐷",
)
_PLAIN = (
    "a",
    "Bergen kommune",
    "æøå",
    "x#y",
    "a:b",
    "it's",
    'say "so"',
    "-a",
    "?a",
    ":a",
    "a -b",
    "1.2.3",
    "2026-02-03",
    "nei da",
    "yes/no",
    "a\\nb",
    "𐐷",
    "a'",
    'a"',
)
_SPECIAL = ("null", "~", "Null", "true", "True", "FALSE", "false", "0", "-7", "12", "0.5", "-1.25", "4500000")
_FLOW_PLAIN = ("a", "b c", "x#y", "it's", "1", "null", "true", "2026-02-03", "-a")
_LINES = ("ord", "to ord", "# ikke en kommentar", "- liste", "a: b", '"', "æ", "x  y", "%", "---x", "'")


class _Writer:
    """Writes one document, choosing as it goes."""

    def __init__(self, random: Random, *, tidy: bool) -> None:
        self.random = random
        self.comments = 0
        self.tidy = tidy

    def chance(self, tenths: int) -> bool:
        return self.random.randrange(10) < tenths

    def comment(self) -> str:
        self.comments += 1
        tail = self.random.choice(("", "", " it's", ' "so"', " # again", ": {x", " - ]"))
        return f"# c{self.comments}.{tail}"

    def trailing(self) -> str:
        if not self.chance(2):
            return ""
        return self.random.choice((" ", "  ") if self.tidy else (" ", "  ", "\t", " \t ")) + self.comment()

    def between(self, indent: int) -> list[str]:
        if not self.chance(2):
            return []
        where = indent if self.tidy or self.chance(7) else self.random.randrange(9)
        return self.random.choice(
            ([""], [" " * where + self.comment()], ["", " " * where + self.comment()], [" " * where + self.comment(), ""])
        )

    def keys(self) -> list[str]:
        pool = ["id", "name", "for", "to ord", "æ", "a-b", "members", "z", '"<<"', "'q'", '"d"', "x#y", "a:b"]
        self.random.shuffle(pool)
        return pool[: self.random.randint(1, 4)]

    def mapping(self, indent: int, depth: int) -> list[str]:
        found: list[str] = []
        for key in self.keys():
            found += self.between(indent)
            head = " " * indent + key
            if not self.tidy and self.chance(1):
                head = " " * indent + "? " + key + self.random.choice(("", " " + self.comment())) + "\n" + " " * indent
            found += self.entry(head, indent, depth)
        return found

    def entry(self, head: str, indent: int, depth: int) -> list[str]:
        kinds: list[Callable[[str, int, int], list[str]]] = [self.scalar, self.scalar, self.scalar, self.flow, self.literal]
        if not self.tidy:
            kinds += [self.empty, self.folded, self.lines, self.long_flow]
        if depth < 3:
            kinds += [self.inner_mapping, self.sequence, self.inner_mapping, self.sequence]
        return self.random.choice(kinds)(head + ":", indent, depth)

    def gap(self) -> str:
        return " " if self.tidy or self.chance(8) else "   "

    def scalar(self, head: str, _indent: int, _depth: int) -> list[str]:
        return [head + self.gap() + self.text() + self.trailing()]

    def text(self) -> str:
        form = self.random.randrange(4)
        if form == 0:
            return (
                '"' + self.random.choice(_WORDS).replace('"', '\\"') + self.random.choice(("", "\\n", "\\t\\\\", "\\u00e6", "\\x01")) + '"'
            )
        if form == 1:
            return "'" + self.random.choice(_WORDS).replace("'", "''") + "'"
        if form == 2:
            return self.random.choice(("null", "true", "false", "0", "-7", "0.5") if self.tidy else _SPECIAL)
        return self.random.choice(_PLAIN)

    def empty(self, head: str, _indent: int, _depth: int) -> list[str]:
        return [head + self.trailing()]

    def flow(self, head: str, _indent: int, _depth: int) -> list[str]:
        return [head + self.gap() + self.braces(2) + self.trailing()]

    def braces(self, depth: int) -> str:
        if depth == 0 or self.chance(3):
            return self.random.choice((*_FLOW_PLAIN, '"q, ]"', "'s: }'"))
        space = "" if self.tidy or self.chance(7) else " "
        items = [self.braces(depth - 1) for _ in range(self.random.randrange(4))]
        if self.chance(5):
            return f"[{space}" + ", ".join(items) + f"{space}]"
        names = ["a", "b", '"c"', "d e"]
        self.random.shuffle(names)
        return f"{{{space}" + f",{space or ' '}".join(f"{name}: {item}" for name, item in zip(names, items, strict=False)) + f"{space}}}"

    def long_flow(self, head: str, indent: int, _depth: int) -> list[str]:
        inner = " " * (indent + self.random.randint(1, 4))
        rows = [f"{inner}{item},{self.trailing()}" for item in [self.braces(1) for _ in range(self.random.randint(1, 3))]]
        if self.chance(3):
            rows.insert(self.random.randrange(len(rows) + 1), inner + self.comment())
        if self.chance(2):
            rows.insert(self.random.randrange(len(rows) + 1), "")
        return [f"{head} [{self.trailing()}", *rows, f"{inner}]{self.trailing()}"]

    def body(self, indent: int) -> list[str]:
        inner = " " * (indent + (2 if self.tidy else self.random.randint(1, 4)))
        rows = []
        for number in range(self.random.randint(1, 4)):
            row = inner + self.random.choice(_LINES) + self.random.choice(("", "", "", " ", "  # i"))
            rows.append(row if number == 0 or self.chance(8) else self.random.choice(("", "  " + row)))
        return rows

    def literal(self, head: str, indent: int, _depth: int) -> list[str]:
        body = self.body(indent)
        style = "|" + self.random.choice(("", "", "-", "+"))
        after = [""] * self.random.choice((0, 0, 1, 2))
        return [f"{head} {style}{self.trailing()}", *body, *after]

    def folded(self, head: str, indent: int, _depth: int) -> list[str]:
        found = self.literal(head, indent, 0)
        return [found[0].replace(": |", ": >", 1), *found[1:]]

    def lines(self, head: str, indent: int, _depth: int) -> list[str]:
        quote = self.random.choice(("", "'", '"'))
        inner = " " * (indent + self.random.randint(1, 3))
        rows = [f"{inner}{self.random.choice(('ord', 'to ord', 'æ'))}" for _ in range(self.random.randint(1, 3))]
        if self.chance(3):
            rows.insert(0, "")
        first = f"{head} {quote}først" if self.chance(5) or quote else f"{head}\n{inner}først"
        rows[-1] += quote + self.trailing()
        return [first, *rows]

    def inner_mapping(self, head: str, indent: int, depth: int) -> list[str]:
        inner = indent + (2 if self.tidy else self.random.randint(1, 4))
        return [head + self.trailing(), *self.mapping(inner, depth + 1)]

    def sequence(self, head: str, indent: int, depth: int) -> list[str]:
        inner = indent + (2 if self.tidy else self.random.choice((0, 1, 2, 4)))
        return [head + self.trailing(), *self.items(inner, depth + 1)]

    def items(self, indent: int, depth: int) -> list[str]:
        found: list[str] = []
        for _ in range(self.random.randint(1, 3)):
            found += self.between(indent)
            found += self.item(indent, depth)
        return found

    def item(self, indent: int, depth: int) -> list[str]:
        dash = " " * indent + "-"
        form = self.random.randrange(8)
        if depth >= 3 or form < 3:
            return self.scalar(dash, indent, depth) if form else self.flow(dash, indent, depth)
        if form == 3:
            return self.literal(dash, indent, depth)
        if form == 4:
            inner = self.items(indent + 2, depth + 1)
            return (
                [dash + " " + inner[0][indent + 2 :], *inner[1:]]
                if inner[0].startswith(" " * (indent + 2) + "-")
                else self.scalar(dash, indent, depth)
            )
        if form == 5 and not self.tidy:
            return [dash + self.trailing(), *self.mapping(indent + self.random.randint(1, 3), depth + 1)]
        if form == 6 and not self.tidy:
            return self.random.choice((self.empty, self.folded, self.lines, self.long_flow))(dash, indent, depth)
        gap = 2 if self.tidy else self.random.choice((2, 2, 4))
        inner = self.mapping(indent + gap, depth + 1)
        while inner and not inner[0].strip():
            inner.pop(0)
        rest = inner[0].lstrip()
        return [dash + " " * (gap - 1) + rest, *inner[1:]] if not rest.startswith("#") else [dash, *inner]

    def document(self) -> str:
        head = self.random.choice(("", "", "", "# yaml-language-server: $schema=x.json\n"))
        rows = [*self.mapping(0, 0), *self.between(0)]
        end = "\n" if self.tidy or self.chance(9) else ""
        start = "---\n" if not self.tidy and self.chance(1) else ""
        return head + start + "\n".join(rows) + end


class _House(_Writer):
    """Writes as the format's own files are written: keys are plain words, and nothing in quotes needs an escape."""

    def __init__(self, random: Random) -> None:
        super().__init__(random, tidy=True)

    def keys(self) -> list[str]:
        return self.random.sample(("id", "name", "for", "a-b", "members", "_x", "sha256", "A"), self.random.randint(1, 4))

    def text(self) -> str:
        return self.random.choice(('"ord: # to"', "'ord'", "null", "true", "7", "-7", "0.5", *_PLAIN))


def _document(random: Random, *, tidy: bool) -> str:
    return _Writer(random, tidy=tidy).document()


def documents() -> st.SearchStrategy[str]:
    """Documents laid out freely; comments are numbered ``# c1.``, ``# c2.`` and so on."""
    return st.randoms(use_true_random=False).map(lambda random: _document(random, tidy=False))


def neat_documents() -> st.SearchStrategy[str]:
    """Documents that mostly follow the house layout."""
    return st.randoms(use_true_random=False).map(lambda random: _document(random, tidy=True))


def house_documents() -> st.SearchStrategy[str]:
    """Documents as the format's own files are written, nearly all of them in canonical form."""
    return st.randoms(use_true_random=False).map(lambda random: _House(random).document())
