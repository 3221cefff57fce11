"""The benchmark of looking back: all events of a long history, and one field's, beside ``git log -p``.

Run it as `python scripts/bench_trail.py`, as `bench.py` is run; `--quick` makes 1,000 commits instead of 10,000.
"""

import sys
import tempfile
from pathlib import Path

import bench
import bench_history
from bench import Command, Place, Row


def looking_back(place: Place, commits: int, runs: int) -> None:
    """All events the first time and again, and one field over the versions of the roster."""
    folder = place.home / "history"
    bench_history.write(folder, commits)
    program, log = str(place.ours / bench.PROGRAM), ["history", "log"]
    events = {
        "events, again": Command([program, *log], folder),
        "events, first time": Command([program, *log, "--no-cache"], folder),
        "git log -p": Command(["git", "log", "-p"], folder),
    }
    first, again, field = (f"{what}, {commits:,} commits" for what in ("all events the first time", "all events again", "one field"))
    rows = [Row(first, "events, first time", "git log -p", most=4), Row(again, "events, again", "git log -p", most=1)]
    bench.show(rows, bench.race(events, runs))
    roster = "git log -p of the roster"
    fields = {
        field: Command([program, "history", "blame", "anne-eksempel.title"], folder),
        roster: Command(["git", "log", "-p", "--", "data/members.yaml"], folder),
    }
    bench.show([Row(field, field, roster, most=1)], bench.race(fields, runs))


def main() -> None:
    """Measure, and print as the numbers come."""
    quick = "--quick" in sys.argv[1:]
    print(bench.machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = bench.installed(Path(name))
        print(bench.HEAD, flush=True)
        looking_back(place, 1_000 if quick else bench.MANY, runs=bench.RUNS)


if __name__ == "__main__":
    main()
