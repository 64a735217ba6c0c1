"""The ledger: its store, batches, decisions, answers and commands."""
