"""What we ask git, by topic: trees and blobs, commits, the log, one commit of some files, signatures."""

from du_cli.git.commits import SHORT, common_ancestor, count, day_of, exists, is_ancestor, is_shallow, newest, own_folder, resolve
from du_cli.git.committing import commit, ready, refuse_uncommitted
from du_cli.git.log import Logged, Step, log, log_of_all, steps
from du_cli.git.signatures import Signed, judged, signatures, touching
from du_cli.git.trees import Entry, blobs, contents, file_at, ids_at, index, tree

__all__ = [
    "SHORT",
    "Entry",
    "Logged",
    "Signed",
    "Step",
    "blobs",
    "commit",
    "common_ancestor",
    "contents",
    "count",
    "day_of",
    "exists",
    "file_at",
    "ids_at",
    "index",
    "is_ancestor",
    "is_shallow",
    "judged",
    "log",
    "log_of_all",
    "newest",
    "own_folder",
    "ready",
    "refuse_uncommitted",
    "resolve",
    "signatures",
    "steps",
    "touching",
    "tree",
]
