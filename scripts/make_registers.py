"""Make the packaged registers of counties and municipalities from Statistics Norway's code lists.

Run it as `python scripts/make_registers.py SOURCE_DIR`, where SOURCE_DIR holds the code lists as
`counties.csv` and `municipalities.csv`: one row a code, dates inclusive, codes in lists parted by spaces.
What the lists do not hold, but the register needs, stands in the constants below with its reason.
"""

import argparse
import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "du_cli" / "registers"
ATTRIBUTION = "Contains data from Statistics Norway (Klass 131), CC BY 4.0, adapted."

# The words that may follow a name, the municipality's own first. The code lists give names without them: three
# municipalities call themselves herad, and Oslo is its own county council.
FORMS = {
    "0301": "kommune fylkeskommune",
    "4620": "herad kommune",
    "4621": "herad kommune",
    "4622": "herad kommune",
}

# The lists lack the letter eng: the official Northern Sámi name has it. Both spellings are accepted.
SPELLINGS = {"Porsángu": "Porsáŋgu"}

# The parallel names of a county that the lists leave out.
PARALLEL_COUNTY_NAMES = {"54": ("Romsa ja Finnmárku", "Tromssa ja Finmarkku")}

COUNTY_NOTE = re.compile(r"official name also (?P<names>[^;]+)")
MUNICIPALITY_NOTE = re.compile(r"official name was '(?P<name>[^']+)' until (?P<last>[0-9-]{10})")

COUNTY_COLUMNS = ("number", "names", "valid_from", "valid_to", "replaces", "replaced_by")
MUNICIPALITY_COLUMNS = (
    "unit",
    "number",
    "name",
    "official_names",
    "forms",
    "county",
    "valid_from",
    "valid_to",
    "replaces",
    "replaced_by",
)

Row = dict[str, str]


def main() -> None:
    """Read the command line, make both registers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, metavar="SOURCE_DIR")
    source = parser.parse_args().source
    write("counties.csv", COUNTY_COLUMNS, counties(read(source / "counties.csv")))
    write("municipalities.csv", MUNICIPALITY_COLUMNS, municipalities(read(source / "municipalities.csv")))
    (TARGET / "ATTRIBUTION.txt").write_text(f"{ATTRIBUTION}\n", encoding="utf-8")


def read(path: Path) -> list[Row]:
    """Return the rows of a code list, in Unicode's composed form."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    return list(csv.DictReader(text.splitlines()))


def write(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write one register: two comment lines, the column names, one line a row."""
    lines = [
        f"# {ATTRIBUTION}",
        f"# Made {datetime.now(UTC).date().isoformat()} by scripts/make_registers.py: edit that, not this.",
        ",".join(columns),
        *(line(row, columns) for row in rows),
    ]
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def line(row: Row, columns: tuple[str, ...]) -> str:
    """Return a row as text; the reader knows no quoting, so no value may hold a comma or a quote."""
    values = [row[column] for column in columns]
    if any(sign in value for value in values for sign in ',"\n'):
        message = f"a value the register cannot hold: {values}"
        raise ValueError(message)
    return ",".join(values)


def counties(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the counties, their parallel names taken out of the notes."""
    for row in rows:
        noted = COUNTY_NOTE.search(row["notes"])
        parallel = noted["names"].split(", ") if noted else PARALLEL_COUNTY_NAMES.get(row["county_number"], ())
        yield {**row, "number": row["county_number"], "names": "|".join((row["name"], *parallel))}


def municipalities(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the municipalities unit by unit; a code whose official name changed is one row for each name."""
    by_number = {row["municipality_number"]: row for row in rows}
    for unit in units(by_number):
        for number in unit:
            yield from by_name(municipality(by_number[number]) | {"unit": unit[0]})


def units(by_number: dict[str, Row]) -> Iterator[list[str]]:
    """Yield the numbers that one municipality has borne, in order of time, for each municipality.

    A number that replaces exactly one other, which itself is replaced by no further number, is the same municipality.
    """
    following = {number: row["replaced_by"] for number, row in by_number.items() if is_renumbered(row, by_number)}
    for number in sorted(by_number.keys() - following.values()):
        yield list(chain(number, following))


def is_renumbered(row: Row, by_number: dict[str, Row]) -> bool:
    """Tell whether the municipality only got a new number."""
    successor = by_number.get(row["replaced_by"])
    return successor is not None and successor["replaces"] == row["municipality_number"]


def chain(number: str, following: dict[str, str]) -> Iterator[str]:
    """Yield the number and those that follow it."""
    yield number
    if number in following:
        yield from chain(following[number], following)


def municipality(row: Row) -> Row:
    """Return a row of the code list in the register's columns."""
    return {
        **row,
        "number": row["municipality_number"],
        "official_names": official_names(row),
        "forms": FORMS.get(row["municipality_number"], "kommune"),
        "county": row["county_number"],
    }


def official_names(row: Row) -> str:
    """Return the official name in its spellings, the right one first; empty when it is the short name."""
    official = row["official_name"]
    mended = " - ".join(SPELLINGS.get(part, part) for part in official.split(" - "))
    return "|".join(name for name in dict.fromkeys((mended, official)) if name != row["name"])


def by_name(row: Row) -> Iterator[Row]:
    """Yield the row, cut in two where its notes say that the official name changed."""
    noted = MUNICIPALITY_NOTE.search(row["notes"])
    if not noted:
        yield row
        return
    earlier = noted["name"] if noted["name"] != row["name"] else ""
    following = date.fromisoformat(noted["last"]) + timedelta(days=1)
    yield {**row, "official_names": earlier, "valid_to": noted["last"], "replaced_by": ""}
    yield {**row, "valid_from": following.isoformat(), "replaces": ""}


if __name__ == "__main__":
    main()
