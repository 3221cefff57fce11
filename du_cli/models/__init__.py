"""The format as frozen, strict pydantic models: one class a mapping, keys in the order of the files."""

import os

# pydantic looks through every installed distribution for plugins, which takes as long as reading a small committee.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
