"""A database that goes away in the middle: one line, and the next run puts it right."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from edi.ledger.batch import record, recover, unfinished
from edi.ledger.errors import LedgerError
from edi.ledger.ledger import open_ledger
from edi.ledger.records import Event
from edi.ledger.verify import verify
from tests.ledger.support import AT, KEY, WHO, claim, plan


def shut_off(url: str) -> None:
    """Ends every other connection to the database, as a server does that is stopped."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize("files_stand", [True, False], ids=["behind the files", "before the files"])
def test_a_server_that_goes_away_while_files_are_written(
    files_stand: bool, postgresql: Callable[[], str], tmp_path: Path
) -> None:
    url = postgresql()
    ledger = open_ledger(url, KEY, WHO, create=True)
    what, text = plan(tmp_path / "a.837", [claim()])

    def write() -> None:
        if files_stand:
            (tmp_path / "a.837").write_text(text)
        shut_off(url)
        if not files_stand:
            raise OSError(5, "Input/output error")

    def send() -> None:
        with ledger.writing():
            record(ledger, what, write, AT)

    with suppress(LedgerError, OSError):  # each transaction has a connection of its own, so it may end well
        send()
    again = open_ledger(url, KEY, WHO)
    with again.writing():
        recover(again, AT)
    assert unfinished(again.database) == []
    assert verify(again).faults == verify(again).notes == ()
    last = [one.kind for one in again.database.rows(Event)][-1]
    assert last == ("committed" if files_stand else "abandoned")
    assert (tmp_path / "a.837").exists() is files_stand


def test_a_server_that_goes_away_in_a_transaction(postgresql: Callable[[], str], tmp_path: Path) -> None:
    url = postgresql()
    ledger = open_ledger(url, KEY, WHO, create=True)

    def requeue() -> None:
        with ledger.database.transaction():
            ledger.append("requeued", AT, claim="300A")
            shut_off(url)
            ledger.append("requeued", AT, claim="300B")

    with pytest.raises(LedgerError) as told:
        requeue()
    assert "\n" not in str(told.value)
    assert "300" not in str(told.value).replace("30000", "")
    assert open_ledger(url, KEY, WHO).database.count(Event) == 0


def test_a_lock_that_went_away_lets_nobody_else_go_on(postgresql: Callable[[], str], tmp_path: Path) -> None:
    """The writer whose lock is gone must not commit beside another: its batch is the other's to end."""
    url = postgresql()
    ledger, other = open_ledger(url, KEY, WHO, create=True), open_ledger(url, KEY, WHO, wait=5)
    what, text = plan(tmp_path / "a.837", [claim()])

    def write() -> None:
        shut_off(url)
        with other.writing():  # finds it unfinished, and no file: abandons it
            recover(other, AT)
        (tmp_path / "a.837").write_text(text)

    with pytest.raises(LedgerError, match="lost its place"), ledger.writing():
        record(ledger, what, write, AT)
    assert [one.kind for one in other.database.rows(Event)] == ["prepared", "abandoned"]
    assert not (tmp_path / "a.837").exists()
