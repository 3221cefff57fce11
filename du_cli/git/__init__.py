"""What we ask git, by topic: trees and blobs, commits, the log, one commit of some files, signatures."""

from du_cli.git.commits import SHORT, common_ancestor, count, day_of, exists, is_ancestor, is_shallow, newest, prefix, resolve
from du_cli.git.committing import called, commit, ready, refuse_uncommitted, uncommitted
from du_cli.git.log import Logged, Step, commits, log, log_of_all, steps, with_steps
from du_cli.git.merging import Side, configure, merge_lines, merging, place
from du_cli.git.signatures import Signed, judged, signatures, touching
from du_cli.git.trees import Entry, blobs, contents, file_at, ids_at, index, signed, tree

__all__ = [
    "SHORT",
    "Entry",
    "Logged",
    "Side",
    "Signed",
    "Step",
    "blobs",
    "called",
    "commit",
    "commits",
    "common_ancestor",
    "configure",
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
    "merge_lines",
    "merging",
    "newest",
    "place",
    "prefix",
    "ready",
    "refuse_uncommitted",
    "resolve",
    "signatures",
    "signed",
    "steps",
    "touching",
    "tree",
    "uncommitted",
    "with_steps",
]
