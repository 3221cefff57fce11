"""du-cli: a committee's roster, mandate, cases and meetings as checked YAML files in git."""

__version__ = "0.1.0"
