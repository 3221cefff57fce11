"""The program knows no committee, and every module has its layer."""

import re
import tomllib

import pytest
from conftest import TOP

PACKAGE = TOP / "du_cli"
SOURCES = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".po"})
NAMES = re.compile(r"kommit|\bviken\b|digitaliseringsutval|digifin|[\"']ks[\"']|\bKS\b", re.IGNORECASE)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_of_the_committee_stands_in_the_program(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert [found[0] for found in NAMES.finditer(text)] == []


def test_every_module_has_a_layer() -> None:
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(one for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == "Layers")["layers"]
    named = {name.strip().removeprefix("du_cli.") for layer in layers for name in layer.split("|")}
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert there - {"__init__", "__main__"} == named


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix == ".py"], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_300_lines_at_most(path: object) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300  # type: ignore[attr-defined]


def test_no_registry_host_and_no_path_of_a_machine_stands_in_any_file() -> None:
    hosts = re.compile(r"https?://[^ )\"]*(pypi|pythonhosted|npmjs|debian)\.|(?<![\w.-])/(home|root|work|Users)/\w")
    suffixes = {".py", ".md", ".toml", ".yaml", ".txt", ".json", ".svg", ".po", ""}
    folders = ("du_cli", "data", "docs", "examples", "requirements", "schemas", "scripts", "tests", ".ci")
    files = [path for folder in folders for path in (TOP / folder).rglob("*") if path.is_file() and path.suffix in suffixes]
    files += [TOP / name for name in ("pyproject.toml", "Makefile", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    faults = [
        str(path.relative_to(TOP)) for path in files if "__pycache__" not in path.parts and hosts.search(path.read_text("utf-8", "replace"))
    ]
    assert [path for path in faults if path != "tests/test_architecture.py"] == []
