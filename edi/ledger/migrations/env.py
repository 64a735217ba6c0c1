"""Run by alembic for the connection that `edi.ledger.migrate` hands over."""

from __future__ import annotations

from alembic import context

from edi.ledger.migrations.table import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], version_table=VERSION_TABLE, transactional_ddl=False
)
context.run_migrations()
