"""Collect the texts of du_cli into the catalogues of nb and nn, and compile them.

python scripts/make_texts.py          update du.po from the code and compile du.mo
python scripts/make_texts.py --check  change nothing; 1 when a catalogue is not current or not complete
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).parent.parent
LOCALE = TOP / "du_cli" / "locale"
KEYWORDS = {"N_": None, "_": None, "says": None, "plural": (1, 2), "Count": (1, 2)}


def collected() -> Catalog:
    """Every marked text in the package, with the files it stands in."""
    catalog = Catalog(project="du-cli", charset="utf-8")
    found = extract_from_dir(str(TOP / "du_cli"), method_map=[("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, _context in sorted(found, key=lambda one: (one[0], one[1])):
        if message:
            catalog.add(message, locations=[(f"du_cli/{name}", 0)])
    return catalog


def updated(language: str, template: Catalog) -> Catalog:
    """A language's catalogue with today's texts: old translations kept, new ones empty, gone ones dropped."""
    path = LOCALE / language / "LC_MESSAGES" / "du.po"
    catalog = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        message.flags.discard("fuzzy")  # a fuzzy text would be left out of the compiled catalogue
    catalog.header_comment = "# Texts of du-cli."
    return catalog


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    """A catalogue as the bytes of its .po and .mo files, the same on every run."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalog.last_translator = catalog.language_team = "du-cli"
    source, compiled = BytesIO(), BytesIO()
    write_po(source, catalog, width=0, omit_header=False, sort_by_file=True, include_lineno=False)
    write_mo(compiled, catalog)
    return source.getvalue(), compiled.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Texts without a translation."""
    return [str(message.id) for message in catalog if message.id and not _complete(message.string)]


def _complete(text: object) -> bool:
    return all(text) if isinstance(text, (list, tuple)) else bool(text)


def main(arguments: list[str]) -> int:
    """Update or check both catalogues."""
    check = "--check" in arguments
    template, faults = collected(), 0
    for language in ("nb", "nn"):
        catalog = updated(language, template)
        source, compiled = written(catalog)
        folder = LOCALE / language / "LC_MESSAGES"
        for name, data in (("du.po", source), ("du.mo", compiled)):
            path = folder / name
            if not path.exists() or path.read_bytes() != data:
                faults += 1
                print(f"{language}/{name}: {'not current; run make texts' if check else 'written'}")
                if not check:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
        for text in missing(catalog):
            faults += 1
            print(f"{language}: no translation of {text!r}")
    return int(check and faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
