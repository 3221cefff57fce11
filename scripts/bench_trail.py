"""The benchmark of looking back: all events of a long history, and one field's, beside ``git log -p``; `bench.py --part history`."""

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
    called = ("all events the first time", "all events again", "one field", "one field again")
    first, again, field, field_again = (f"{what}, {commits:,} commits" for what in called)
    rows = [Row(first, "events, first time", "git log -p", most=4), Row(again, "events, again", "git log -p", most=1)]
    bench.show(rows, bench.race(events, runs))
    roster = "git log -p of the roster"
    blame = [program, "history", "blame", "anne-eksempel.title"]
    fields = {
        field: Command(blame, folder, {"DU_NO_CACHE": "1"}),
        field_again: Command(blame, folder),
        roster: Command(["git", "log", "-p", "--", "data/members.yaml"], folder),
    }
    rows = [Row(field, field, roster, most=1), Row(field_again, field_again, roster)]
    bench.show(rows, bench.race(fields, runs))
