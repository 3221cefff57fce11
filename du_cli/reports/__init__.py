"""Reports, one module each: facts from a dataset, then their layout as a document."""
