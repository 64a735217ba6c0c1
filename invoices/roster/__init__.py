"""Provider rosters: rows into groups, their sites and the providers at each, and those into a 274."""
