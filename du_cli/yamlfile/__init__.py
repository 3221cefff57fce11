"""YAML files: reading them strictly, finding a value's line, the one canonical layout, and changing what must change."""

from du_cli.yamlfile.edit import edited
from du_cli.yamlfile.house import dump
from du_cli.yamlfile.layout import Shape, canonical, ordered
from du_cli.yamlfile.reader import Parsed, parse
from du_cli.yamlfile.steps import Append, Edit, Remove, Set
from du_cli.yamlfile.tree import Lines

__all__ = ["Append", "Edit", "Lines", "Parsed", "Remove", "Set", "Shape", "canonical", "dump", "edited", "ordered", "parse"]
