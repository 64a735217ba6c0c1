"""The implementation guide of the provider file (SNIP 2)."""
