"""The syntax of the file (SNIP 1)."""
