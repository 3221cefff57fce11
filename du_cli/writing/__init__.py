"""Writing a change: what it would break is found first; then all of its files are written, or none."""

from du_cli.writing.disk import ChangedError, Request, apply, held, recover, replace, with_lines
from du_cli.writing.proposal import Proposal, difference, propose

__all__ = ["ChangedError", "Proposal", "Request", "apply", "difference", "held", "propose", "recover", "replace", "with_lines"]
