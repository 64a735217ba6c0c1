"""The implementation guide: segments, elements, codes, dates (SNIP 2)."""
