"""Good and bad examples of every rule, one file a family."""
