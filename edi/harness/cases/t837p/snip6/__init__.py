"""What Enhanced Care Management and Community Supports ask for (SNIP 6)."""
