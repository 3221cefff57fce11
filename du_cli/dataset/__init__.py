"""The dataset: a committee's files, read and checked for form, with look-ups at one date."""
