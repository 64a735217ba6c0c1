"""The syntax of the file: envelopes, separators, characters, counts (SNIP 1)."""
