"""Provider rosters."""
