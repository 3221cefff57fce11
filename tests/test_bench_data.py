"""The benchmark's invented files: valid, canonical, varied, of the size the targets speak of, the same on every run."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from du_cli.dataset.read import formatted
from tests.examples import outcome_lines

SCRIPT = Path(__file__).parent.parent / "scripts" / "bench_data.py"
COUNT = 120


@pytest.fixture(scope="module")
def bench_data() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def files(bench_data: dict[str, Any]) -> dict[str, bytes]:
    cases = dict(bench_data["case"](number) for number in range(COUNT))
    return {path: text.encode() for path, text in {**bench_data["committee"](), **cases}.items()}


def cases(files: dict[str, bytes]) -> list[bytes]:
    return [data for path, data in files.items() if path.startswith("data/cases/")]


def test_a_check_of_the_files_finds_nothing(bench_data: dict[str, Any], files: dict[str, bytes]) -> None:
    assert outcome_lines(files, bench_data["AT"]) == ()


def test_a_check_sees_what_is_broken_in_them(bench_data: dict[str, Any], files: dict[str, bytes]) -> None:
    path = next(path for path in files if path.startswith("data/cases/"))
    broken = {**files, path: files[path].replace(b"status: ", b"status: un")}
    lines = [line.split() for line in outcome_lines(broken, bench_data["AT"])]
    assert [code for code, outcome, *_ in lines if outcome == "finding"] == ["DU004"]
    assert {outcome for _, outcome, *_ in lines} == {"finding", "not_assessed"}


def test_every_file_is_in_canonical_form(files: dict[str, bytes]) -> None:
    assert [path for path, data in files.items() if formatted(path, data) != data] == []


def test_a_case_takes_about_as_much_as_a_real_one(files: dict[str, bytes]) -> None:
    sizes = [len(data) for data in cases(files)]
    assert 2000 < sum(sizes) / len(sizes) < 2400
    assert max(sizes) > 2 * min(sizes)


def test_no_two_cases_have_the_same_text(files: dict[str, bytes]) -> None:
    texts = {data.partition(b"title:")[2] for data in cases(files)}
    assert len(texts) == COUNT


def test_a_case_is_the_same_in_every_run_and_every_count(bench_data: dict[str, Any], files: dict[str, bytes]) -> None:
    again = runpy.run_path(str(SCRIPT))
    path, text = again["case"](COUNT - 1)
    assert files[path] == text.encode()
    assert again["committee"]() == bench_data["committee"]()


def test_the_cases_of_a_year_have_no_gap_and_go_back_year_by_year(bench_data: dict[str, Any]) -> None:
    paths = [bench_data["case"](number)[0] for number in (0, 999, 2499, 2500)]
    assert paths == [f"data/cases/{name}.yaml" for name in ("2025/001", "2025/1000", "2025/2500", "2024/001")]


def test_what_is_written_is_what_is_made_and_its_size_is_told(bench_data: dict[str, Any], files: dict[str, bytes], tmp_path: Path) -> None:
    size = bench_data["write"](tmp_path, 7)
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    assert written == {path: files[path] for path in written}
    assert size == sum(map(len, cases(written)))
    assert len(cases(written)) == 7
