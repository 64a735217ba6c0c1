"""Brings the schema of a ledger to what this program knows. The only module that calls alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config


def upgrade(connection: Any) -> None:
    """Runs the steps that are missing on a connection whose transaction the caller holds."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
