"""What can be wrong with a quarterly report: one rule a file."""
