"""The format as frozen records: one class a mapping, keys in the order of the files."""
