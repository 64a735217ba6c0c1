"""The command line: the roof of the house, and the only part that may import everything."""
