"""Reports, one module each: facts from a dataset, then their layout as a document."""

from du_cli.dataset.dataset import Dataset
from du_cli.errors import DuError
from du_cli.i18n import N_
from du_cli.models.mandate import Mandate, Version


def mandate_of(dataset: Dataset) -> Mandate:
    """The mandate file. Raises DuError when it could not be read."""
    if dataset.mandate is None:
        raise DuError(N_("The mandate could not be read. Run du-cli check to see why."))
    return dataset.mandate


def version_in_force(dataset: Dataset, *lists: str) -> Version:
    """The version in force on the dataset's day. Raises DuError when there is none, or one of some of its lists could not be read."""
    versions = mandate_of(dataset).versions
    if dataset.version is None:
        message = N_("No version of the mandate is in force on {day}; choose a day with --at. Versions: {versions}.")
        raise DuError(message, day=dataset.at, versions=tuple(version.id for version in versions))
    for name in lists:
        if not dataset.lists(name):
            message = N_("The {name} of version {version} of the mandate cannot be read. Run du-cli check to see why.")
            raise DuError(message, name=name, version=dataset.version.id)
    return dataset.version


def reference(version: Version, clause_id: str | None) -> str | None:
    """Where in the mandate a clause stands; its id when the version has no such clause."""
    return next((clause.reference for clause in version.clauses if clause.id == clause_id), clause_id)
