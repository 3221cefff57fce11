"""Measure the program as people run it: whole processes of an installed wheel beside those of other programs.

Run it as `python scripts/bench.py` where uv, check-jsonschema and yamllint are installed for the same interpreter. It takes
half an hour, for the linters take minutes on 10,000 files (`--part bulk`); `--quick` takes two minutes, `--large` adds 100,000
files, and each `--part PART` is run alone. It builds a wheel, installs it and the linters with uv into folders that are removed
afterwards, each with its own requirements only, and prints ratios. It fails on nothing: a benchmark informs.
"""

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import distributions
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import bench_data

ROOT: Final = Path(__file__).resolve().parent.parent
PROGRAM: Final = "du-cli"
UV: Final = (sys.executable, "-m", "uv")
LINTERS: Final = ("check-jsonschema", "yamllint")
CHECK: Final = ("check", "--at", str(bench_data.AT))
RUNS: Final = 5
MANY: Final = 10_000
ROSTER: Final = "check-jsonschema, members"
_wall, _cpu = attrgetter("wall"), attrgetter("cpu")
LENT: Final = "check-jsonschema with libyaml"
"""check-jsonschema where our requirements are installed too, among them the C parser: as a developer here has it."""


class Command(NamedTuple):
    """A process to measure: what it runs, where, and with what added to its environment."""

    arguments: Sequence[str]
    folder: Path
    added: Mapping[str, str] = {}


class Sample(NamedTuple):
    """One run of a process with its children: seconds on the wall, seconds of processor, MB of the largest process."""

    wall: float
    cpu: float
    memory: float
    code: int


Samples = Mapping[str, Sequence[Sample]]


class Row(NamedTuple):
    """One line of the table: ours is to take at most ``most`` times the peer's time, or be ``faster`` by a factor."""

    what: str
    ours: str
    peer: str
    most: float | None = None
    faster: float | None = None


class Place(NamedTuple):
    """Where things are during one benchmark: a folder for everything, our programs and those of the linters."""

    home: Path
    ours: Path
    linters: Path


def main() -> None:
    """Measure, and print as the numbers come."""
    options = _options()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = installed(Path(name))
        print(HEAD, flush=True)
        for part in options.part or PARTS:
            PARTS[part](place, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="fewer runs, 1,000 files instead of 10,000")
    parser.add_argument("--part", action="append", choices=list(PARTS), help="only this part; may be repeated")
    parser.add_argument("--large", action="store_true", help="100,000 files too: some minutes, and half a GB of disk")
    return parser.parse_args()


def machine() -> str:
    """What this machine is: processors and how busy they are, model, Python, system."""
    cpus, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    busy = "; busy: go by processor time" if load > cpus / 4 else ""
    return f"machine: {cpus} CPUs (load {load:.1f}{busy}), {_model()}, {python}, {platform.system()} {platform.release()}"


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def installed(home: Path) -> Place:
    """Build the wheel; install it, and the linters elsewhere, so that none lends another its requirements.

    check-jsonschema installed by itself reads YAML in pure Python; beside us it would find our C parser.
    """
    _quietly([*UV, "build", "--wheel", "--out-dir", str(home), str(ROOT)])
    versions = home / "versions.txt"
    named = {found.name: found.version for found in distributions() if found.name != PROGRAM}
    versions.write_text("".join(f"{name}=={version}\n" for name, version in named.items()), encoding="utf-8")
    wheel = str(next(home.glob("*.whl")))
    return Place(home, _environment(home / "ours", versions, wheel), _environment(home / "linters", versions, *LINTERS))


def _environment(folder: Path, versions: Path, *wanted: str) -> Path:
    """A virtual environment with some packages, in the versions this interpreter has; the folder of its programs."""
    programs = folder / "bin"
    _quietly([*UV, "venv", "--python", sys.executable, str(folder)])
    where = ["--python", str(programs / "python"), "--constraint", str(versions)]
    _quietly([*UV, "pip", "install", "--compile-bytecode", *where, *wanted])
    return programs


def _quietly(arguments: Sequence[str]) -> None:
    """Run a step of the preparation; what it says is shown only when it goes wrong."""
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        sys.exit(f"{' '.join(arguments[1:5])} …\n{done.stdout}")


def environment(added: Mapping[str, str]) -> dict[str, str]:
    """What every measured process gets: no Python settings (so that it keeps its bytecode), no language but the data's."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", **added}


def measured(command: Command) -> Sample:
    """Run a process to its end; it counts with all the children it waited for."""
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command.arguments,
        cwd=command.folder,
        env=environment(command.added),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode)


def race(commands: Mapping[str, Command], runs: int) -> Samples:
    """Run the commands in turns, so that what disturbs the machine disturbs them all; ours once before, unmeasured."""
    found: dict[str, list[Sample]] = {name: [] for name in commands}
    for name, command in commands.items():
        if not name.startswith(LINTERS):
            measured(command)
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(measured(command))
    for name, samples in found.items():
        if codes := sorted({sample.code for sample in samples} - {0}):
            print(f"  note: {name} ended with {', '.join(map(str, codes))}", flush=True)
    return found


HEAD: Final = (
    f"{'what : beside what':52} {'target':>7} {'ours':>15} {'peer':>15} {'ratio':>7} {'by cpu':>7}  met  runs\n"
    f"{'':52} {'':>7} {'wall, cpu in s':>15} {'wall, cpu in s':>15}"
)


def show(rows: Sequence[Row], samples: Samples) -> None:
    """Print lines of the table; the ratio is of the medians on the wall, and beside it that of processor time."""
    for row in rows:
        ours, peer = samples[row.ours], samples[row.peer]
        over, under = (ours, peer) if row.most else (peer, ours)
        wall, cpu = (median(map(measure, over)) / median(map(measure, under)) for measure in (_wall, _cpu))
        numbers = f"{_times(ours):>15} {_times(peer):>15} {wall:7.2f} {cpu:7.2f}"
        name, target, met = f"{row.what} : {row.peer}", _target(row), _met(row, wall)
        print(f"{name:52} {target:>7} {numbers}  {met:3}  {len(ours)}", flush=True)


def _target(row: Row) -> str:
    return f"≤ {row.most:g}" if row.most else f"≥ {row.faster:g}" if row.faster else ""


def _met(row: Row, ratio: float) -> str:
    met = ratio <= row.most if row.most else ratio >= row.faster if row.faster else None
    return {True: "yes", False: "no", None: ""}[met]


def _times(samples: Sequence[Sample]) -> str:
    return f"{median(map(_wall, samples)):.3f}, {median(map(_cpu, samples)):.3f}"


def starting(place: Place, runs: int) -> None:
    """What a small command costs beside an interpreter that does nothing."""
    data, twenty = place.home / "data-alone", place.home / "twenty"
    shutil.copytree(ROOT / "data", data / "data")
    bench_data.write(twenty, 20)
    words = {"_DU_CLI_COMPLETE": "complete_bash", "COMP_WORDS": "du-cli members show ", "COMP_CWORD": "3"}
    program, python = str(place.ours / PROGRAM), str(place.ours / "python")
    commands = {
        "bare": Command([python, "-I", "-c", "pass"], data),
        "--version": Command([program, "--version"], data),
        "--help": Command([program, "--help"], data),
        "completion": Command([program], data, words),
        "check data/": Command([program, *CHECK], data),
        "check 20": Command([program, *CHECK], twenty),
        "check-jsonschema": _jsonschema(place, place.linters, twenty),
        ROSTER: _jsonschema(place, place.linters, data, "members", "data/members.yaml"),
    }
    rows = [
        Row("--version", "--version", "bare", most=1.3),
        Row("--help, not on a terminal", "--help", "bare", most=5),
        Row("completion of a member id", "completion", "bare", most=10),
        Row("check, data/", "check data/", "bare", most=12),
        Row("check, data/", "check data/", ROSTER, most=0.35),
        Row("check, 20 cases", "check 20", "bare", most=12),
        Row("check, 20 cases", "check 20", "check-jsonschema", most=0.35),
    ]
    show(rows, race(commands, runs))


def checking(place: Place, count: int, runs: int) -> None:
    """Checking many files beside linters, on all processors and on one."""
    folder = place.home / f"cases-{count}"
    size = bench_data.write(folder, count)
    what = f"check, {count:,} cases ({size / 1e6:.0f} MB)"
    ours = Command([str(place.ours / PROGRAM), *CHECK], folder)
    jsonschema = _jsonschema(place, place.linters, folder)
    commands = {
        what: ours,
        "check-jsonschema": jsonschema,
        LENT: _jsonschema(place, Path(sys.executable).parent, folder),
        "yamllint": Command([str(place.linters / "yamllint"), "-d", "relaxed", "data"], folder),
    }
    show([Row(what, what, "check-jsonschema", faster=30), Row(what, what, LENT), Row(what, what, "yamllint")], race(commands, runs))
    with one_processor():
        samples = race({what: ours, "check-jsonschema": jsonschema}, runs)
    show([Row(f"{what}, 1 CPU", what, "check-jsonschema", faster=15)], samples)


def _jsonschema(place: Place, programs: Path, folder: Path, kind: str = "case", *paths: str) -> Command:
    """check-jsonschema on files of one kind, by default the cases of a folder, with the schema the program exports."""
    schemas = place.home / "schemas"
    if not schemas.exists():
        _quietly([str(place.ours / PROGRAM), "schema", "write", str(schemas), "--root", str(folder)])
    found = paths or sorted(str(path.relative_to(folder)) for path in folder.glob("data/cases/*/*.yaml"))
    return Command([str(programs / "check-jsonschema"), "--schemafile", str(schemas / f"{kind}.schema.json"), *found], folder)


@contextmanager
def one_processor() -> Iterator[None]:
    """Let what is measured meanwhile have one processor only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def again(place: Place, count: int, runs: int) -> None:
    """Checking once more when nothing has changed, beside ``git status``; and one changed file, beside a bare interpreter."""
    folder = place.home / f"kept-{count}"
    bench_data.write(folder, count)
    _quietly(["git", "-C", str(folder), "init", "--quiet"])
    _quietly(["git", "-C", str(folder), "add", "--all"])
    author = ("-c", "user.name=Kari Eksempel", "-c", "user.email=kari@example.org")
    _quietly(["git", "-C", str(folder), *author, "commit", "--quiet", "--message", "alt"])
    time.sleep(3)  # what has changed just now is not certain, and its verdict not kept
    program, what, one = str(place.ours / PROGRAM), f"check again, {count:,} cases", f"check --staged, 1 of {count:,}"
    unchanged = {what: Command([program, *CHECK], folder), "git status": Command(["git", "status"], folder)}
    show([Row(what, what, "git status", most=2)], race(unchanged, runs))
    changed = next(folder.glob("data/cases/*/*.yaml"))
    changed.write_text(changed.read_text(encoding="utf-8").replace("title: ", "title: Ny ", 1), encoding="utf-8")
    _quietly(["git", "-C", str(folder), "add", "--all"])
    bare = Command([str(place.ours / "python"), "-I", "-c", "pass"], folder)
    _quietly([program, *CHECK, "--root", str(folder)])
    # As it is when this very change was never checked: what was read of the other cases is kept, and no verdict.
    staged = Command(["sh", "-c", f"rm -f .git/du-cli/staged-*; exec {program} {' '.join(CHECK)} --staged"], folder)
    show([Row(one, one, "bare", most=14)], race({one: staged, "bare": bare}, runs))


def growing(place: Place, counts: Sequence[int]) -> None:
    """How time and memory grow with the number of files: the exponent by processor time, 1 being in step."""
    found: list[float] = []
    for count in counts:
        folder = place.home / f"cases-{count}"
        if not folder.exists():
            bench_data.write(folder, count)
        name = f"check, {count:,} cases"
        samples = race({name: Command([str(place.ours / PROGRAM), *CHECK], folder)}, RUNS)[name]
        found.append(median(map(_cpu, samples)))
        target = 80 if count <= MANY else 200
        print(f"{name}: the largest process takes {max(sample.memory for sample in samples):.0f} MB (target ≤ {target})", flush=True)
    for (few, less), (many, more) in pairwise(zip(counts, found, strict=True)):
        exponent = math.log(more / less) / math.log(many / few)
        limit = 1.05 if many <= MANY else 1.1
        print(f"growth {few:,} → {many:,} cases: exponent {exponent:.2f} (target ≤ {limit}), {less:.2f} → {more:.2f} s of processor")


def _history(place: Place, options: argparse.Namespace) -> None:
    import bench_trail

    bench_trail.looking_back(place, 1_000 if options.quick else MANY, RUNS)


PARTS: Final[Mapping[str, Callable[[Place, argparse.Namespace], None]]] = {
    "start": lambda place, options: starting(place, RUNS if options.quick else 21),
    "bulk": lambda place, options: checking(place, 1_000 if options.quick else MANY, 1 if options.quick else RUNS),
    "again": lambda place, options: again(place, 1_000 if options.quick else MANY, RUNS),
    "growth": lambda place, options: growing(
        place, [100, 1_000] if options.quick else [1_000, MANY, *([100_000] if options.large else [])]
    ),
    "history": _history,
}
"""What can be measured by itself, in the order of a whole run; growth measures memory too."""


if __name__ == "__main__":
    main()
