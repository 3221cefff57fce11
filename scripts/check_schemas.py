"""Check data folders against the written JSON Schemas with check-jsonschema, an independent reader of both.

python scripts/check_schemas.py data examples/data
"""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parent.parent
PATTERNS = {
    "mandate": "mandate.yaml",
    "members": "members.yaml",
    "organisations": "organisations.yaml",
    "policy": "policy.yaml",
    "waivers": "waivers.yaml",
    "case": "cases/*/*.yaml",
    "meeting": "meetings/*/*.yaml",
    "plan": "plans/*.yaml",
    "outreach": "outreach/*.yaml",
}


def main(folders: list[str]) -> int:
    """Check every file under some data folders against its schema; the first failure decides the exit code."""
    program = Path(sys.executable).with_name("check-jsonschema")
    for name, pattern in PATTERNS.items():
        files = [str(path) for folder in folders for path in sorted(Path(folder).glob(pattern))]
        schema = TOP / "schemas" / f"{name}.schema.json"
        if files and subprocess.run([program, "--quiet", "--schemafile", schema, *files], check=False).returncode:  # noqa: S603
            return 1
    print(f"{', '.join(folders)}: every file fits its schema")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
