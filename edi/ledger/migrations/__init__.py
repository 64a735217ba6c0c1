"""The schema of a ledger, step by step (alembic). A step that was published is never changed."""
