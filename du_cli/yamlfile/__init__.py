"""YAML files: reading them strictly, finding a value's line, and the one canonical layout."""

from du_cli.yamlfile.layout import Shape, canonical, ordered
from du_cli.yamlfile.reader import Parsed, parse
from du_cli.yamlfile.tree import Lines

__all__ = ["Lines", "Parsed", "Shape", "canonical", "ordered", "parse"]
