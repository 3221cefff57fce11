"""The format as frozen, strict pydantic models: one class a mapping, keys in the order of the files."""
