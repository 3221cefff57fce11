"""Edits: functions over a dataset that answer with a change, and write nothing themselves."""

from du_cli.edits.change import Change, changed_file, new_file, no_such

__all__ = ["Change", "changed_file", "new_file", "no_such"]
"""One module a kind of record, named for it: members, cases, meetings …"""
