"""Measure the program as people run it: whole processes of an installed wheel beside those of other programs.

Run it as `python scripts/bench.py` where check-jsonschema and yamllint are installed beside the interpreter; `--quick`
takes a minute, `--large` adds 100,000 files. It builds a wheel, installs it with pip into a folder that is removed
afterwards, and prints ratios. It fails on nothing: a benchmark informs.
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
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import bench_data

ROOT: Final = Path(__file__).resolve().parent.parent
TOOLS: Final = Path(sys.executable).parent
CHECK: Final = ("check", "--at", str(bench_data.AT))
RUNS: Final = 5


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
    """One line of the table: a target is a number that ours shall not exceed, or with ``faster`` the peer shall reach."""

    what: str
    target: float
    ours: str
    peer: str
    faster: bool = False


class Place(NamedTuple):
    """Where things are during one benchmark: the installed program's interpreter and the folders to check."""

    home: Path
    python: str
    program: str


def main() -> None:
    """Measure, and print as the numbers come."""
    options = _options()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = installed(Path(name))
        print(HEAD, flush=True)
        starting(place, runs=RUNS if options.quick else 21)
        checking(place, 1_000 if options.quick else 10_000, runs=3 if options.quick else RUNS)
        growing(place, [100, 1_000] if options.quick else [1_000, 10_000, *([100_000] if options.large else [])])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="fewer runs, 1,000 files instead of 10,000")
    parser.add_argument("--large", action="store_true", help="100,000 files too: some minutes, and half a GB of disk")
    return parser.parse_args()


def machine() -> str:
    """What this machine is: processors, model, Python, system."""
    cpus = len(os.sched_getaffinity(0))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"machine: {cpus} CPUs, {_model()}, {python}, {platform.system()} {platform.release()}"


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def installed(home: Path) -> Place:
    """Build the wheel and install it with what this interpreter has of its requirements, in the same versions."""
    isolation = ["--no-build-isolation"] if find_spec("hatchling") else []
    _quietly([sys.executable, "-m", "pip", "wheel", "--no-deps", *isolation, "-w", str(home), str(ROOT)])
    versions = home / "versions.txt"
    named = {found.name: found.version for found in distributions() if found.name != "du-cli"}
    versions.write_text("".join(f"{name}=={version}\n" for name, version in named.items()), encoding="utf-8")
    venv.create(home / "venv", with_pip=False, symlinks=True)
    python = str(home / "venv" / "bin" / "python")
    wheel = next(home.glob("*.whl"))
    _quietly([sys.executable, "-m", "pip", "--python", python, "install", "-c", str(versions), str(wheel)])
    return Place(home, python, str(Path(python).with_name("du-cli")))


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


def race(commands: Mapping[str, Command], runs: Callable[[str], int]) -> Samples:
    """Run the commands in turns, so that what disturbs the machine disturbs them all; ours once before, unmeasured."""
    found: dict[str, list[Sample]] = {name: [] for name in commands}
    for name, command in commands.items():
        if not name.startswith(("check-jsonschema", "yamllint")):
            measured(command)
    for turn in range(max(map(runs, commands))):
        for name, command in commands.items():
            if turn < runs(name):
                found[name].append(measured(command))
    _tell_failures(found)
    return found


def _tell_failures(samples: Samples) -> None:
    """A process that stops with trouble measures nothing, and is told."""
    for name, found in samples.items():
        codes = sorted({sample.code for sample in found} - {0})
        if codes:
            print(f"  note: {name} ended with {', '.join(map(str, codes))}", flush=True)


HEAD: Final = f"{'what':50} {'target':>8} {'ours':>16} {'peer':>16} {'ratio':>7} {'by cpu':>7}  met  runs\n{'':50} {'':>8} {'wall, cpu (s)':>16} {'wall, cpu (s)':>16}"


def show(rows: Sequence[Row], samples: Samples) -> None:
    """Print lines of the table; the ratio is of the medians on the wall, and beside it that of processor time."""
    for row in rows:
        ours, peer = samples[row.ours], samples[row.peer]
        ratios = [_ratio(ours, peer, measure, faster=row.faster) for measure in (_wall, _cpu)]
        met = ratios[0] >= row.target if row.faster else ratios[0] <= row.target
        target = f"{'≥' if row.faster else '≤'} {row.target:g}"
        numbers = f"{target:>8} {_times(ours):>16} {_times(peer):>16} {ratios[0]:7.2f} {ratios[1]:7.2f}"
        print(f"{f'{row.what} : {row.peer}':50} {numbers}  {'yes' if met else 'no':3}  {len(ours)}, {len(peer)}", flush=True)


def _ratio(ours: Sequence[Sample], peer: Sequence[Sample], measure: Callable[[Sample], float], *, faster: bool) -> float:
    left, right = median(map(measure, ours)), median(map(measure, peer))
    return right / left if faster else left / right


def _wall(sample: Sample) -> float:
    return sample.wall


def _cpu(sample: Sample) -> float:
    return sample.cpu


def _times(samples: Sequence[Sample]) -> str:
    return f"{median(map(_wall, samples)):.3f}, {median(map(_cpu, samples)):.3f}"


def starting(place: Place, runs: int) -> None:
    """What a small command costs beside an interpreter that does nothing."""
    data, twenty = place.home / "data-alone", place.home / "twenty"
    shutil.copytree(ROOT / "data", data / "data")
    bench_data.write(twenty, 20)
    words = {"_DU_CLI_COMPLETE": "complete_bash", "COMP_WORDS": "du-cli members show ", "COMP_CWORD": "3"}
    commands = {
        "bare": Command([place.python, "-I", "-c", "pass"], data),
        "--version": Command([place.program, "--version"], data),
        "--help": Command([place.program, "--help"], data),
        "completion": Command([place.program], data, words),
        "check data/": Command([place.program, *CHECK], data),
        "check 20": Command([place.program, *CHECK], twenty),
        "check-jsonschema": _jsonschema(place, twenty),
    }
    rows = [
        Row("--version", 1.3, "--version", "bare"),
        Row("--help, not on a terminal", 5, "--help", "bare"),
        Row("completion of a member id", 10, "completion", "bare"),
        Row("check, data/", 12, "check data/", "bare"),
        Row("check, 20 cases", 12, "check 20", "bare"),
        Row("check, 20 cases", 0.35, "check 20", "check-jsonschema"),
    ]
    show(rows, race(commands, lambda name: RUNS if name == "check-jsonschema" else runs))


def checking(place: Place, count: int, runs: int) -> None:
    """Checking many files beside two linters, on all processors and on one; the slow linters run fewer times."""
    folder = place.home / f"cases-{count}"
    size = bench_data.write(folder, count)
    what = f"check, {count:,} cases ({size / 1e6:.0f} MB)"
    commands = {
        what: Command([place.program, *CHECK], folder),
        "check-jsonschema": _jsonschema(place, folder),
        "yamllint": Command([str(TOOLS / "yamllint"), "-d", "relaxed", "data"], folder),
    }
    samples = race(commands, lambda name: runs if name == what else 1)
    show([Row(what, 30, what, "check-jsonschema", True), Row(what, 30, what, "yamllint", True)], samples)  # noqa: FBT003 - a row reads so
    with one_processor():
        samples = race(commands, lambda name: runs if name == what else 1)
    rows = [Row(f"{what}, 1 CPU", 15, what, peer, True) for peer in ("check-jsonschema", "yamllint")]  # noqa: FBT003
    show(rows, samples)


def _jsonschema(place: Place, folder: Path) -> Command:
    """check-jsonschema, as installed, on the case files of a folder, with the schema the program exports."""
    schemas = place.home / "schemas"
    if not schemas.exists():
        _quietly([place.program, "schema", "write", str(schemas), "--root", str(folder)])
    paths = sorted(str(path.relative_to(folder)) for path in folder.glob("data/cases/*/*.yaml"))
    return Command([str(TOOLS / "check-jsonschema"), "--schemafile", str(schemas / "case.schema.json"), *paths], folder)


@contextmanager
def one_processor() -> Iterator[None]:
    """Let what is measured meanwhile have one processor only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def growing(place: Place, counts: Sequence[int]) -> None:
    """How time and memory grow with the number of files: the exponent by processor time, 1 being in step."""
    medians: list[Sample] = []
    for count in counts:
        folder = place.home / f"cases-{count}"
        if not folder.exists():
            bench_data.write(folder, count)
        name = f"check, {count:,} cases"
        samples = race({name: Command([place.program, *CHECK], folder)}, lambda _: RUNS)[name]
        medians.append(sorted(samples, key=_cpu)[len(samples) // 2])
        _show_memory(name, count, max(sample.memory for sample in samples))
    for (few, less), (many, more) in zip(zip(counts, medians, strict=True), list(zip(counts, medians, strict=True))[1:], strict=False):
        exponent = math.log(more.cpu / less.cpu) / math.log(many / few)
        target = 1.05 if many <= 10_000 else 1.1  # noqa: PLR2004 - the targets of the specification
        print(f"growth {few:,} → {many:,} cases: exponent {exponent:.2f} (target ≤ {target}), {less.cpu:.2f} → {more.cpu:.2f} s of processor")


def _show_memory(name: str, count: int, memory: float) -> None:
    target = 80 if count <= 10_000 else 200  # noqa: PLR2004 - the targets of the specification
    print(f"{name}: the largest process takes {memory:.0f} MB at most (target ≤ {target})", flush=True)


if __name__ == "__main__":
    main()
