"""What the receiver asks for: addresses, duplicates, corrections, dates of payment (SNIP 7)."""
