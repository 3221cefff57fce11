"""Make the packaged table of Norwegian public holidays with the `holidays` package.

Run it as `python scripts/make_holidays.py`. The test of the table asks the same package about every day.
"""

from pathlib import Path

import holidays

TARGET = Path(__file__).resolve().parent.parent / "du_cli" / "registers" / "holidays.txt"
YEARS = range(2000, 2101)


def main() -> None:
    """Write the table: one day a line, in order."""
    days = sorted(holidays.country_holidays("NO", years=YEARS))
    lines = [
        "# Norwegian public holidays, made by scripts/make_holidays.py: edit that, not this.",
        *(day.isoformat() for day in days),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
