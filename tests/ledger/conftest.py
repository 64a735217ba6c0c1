"""A ledger of each kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from edi.ledger.ledger import Ledger, open_ledger
from tests.ledger.server import server
from tests.ledger.support import KEY, WHO


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Makes databases, each empty, on one server."""
    with server() as url:
        numbers = count(1)

        def database() -> str:
            name = f"ledger{next(numbers)}"
            with psycopg.connect(url.format(name="postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return url.format(name=name)

        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql")())
    return str(tmp_path / "ledger.db")


@pytest.fixture
def ledger(url: str, tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return open_ledger(url, KEY, WHO, seen=tmp_path / "ledger.seen", create=True, wait=20)
