"""What was sent, answered and corrected: append-only events, and what follows from them.

`database` is the only module that knows SQLAlchemy, `migrate` and `migrations` are the only ones that know alembic;
whatever decides (`decide`, `fold`, `chain`) is a pure function.
"""
