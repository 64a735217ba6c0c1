"""The store: schema, chain, conservation, and what makes a ledger unusable."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import psycopg
import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from edi.ledger import chain
from edi.ledger.batch import prepare, record
from edi.ledger.database import Database, url_of
from edi.ledger.errors import LedgerError
from edi.ledger.ledger import Ledger, open_ledger
from edi.ledger.migrations.table import HEAD
from edi.ledger.plan import KeptBack
from edi.ledger.records import TABLES, Event, Line, Version
from edi.ledger.verify import conservation, verify
from tests.ledger.support import AT, KEY, WHO, claim, plan, send, service


@contextmanager
def directly(url: str) -> Iterator[sa.Connection]:
    """A connection past the ledger."""
    with sa.create_engine(url_of(url), poolclass=sa.pool.NullPool).begin() as connection:
        yield connection


def tables_of(url: str) -> dict[str, list[str]]:
    """The columns of a ledger's tables as the database has them."""
    with directly(url) as connection:
        inspector = sa.inspect(connection)
        return {name: [column["name"] for column in inspector.get_columns(f"ledger_{name}")] for name in TABLES}


def test_the_schema_is_that_of_the_records(ledger: Ledger, url: str) -> None:
    assert tables_of(url) == {name: list(record.__struct_fields__) for name, record in TABLES.items()}


def test_the_last_step_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", "edi/ledger/migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_batch_is_kept_whole(ledger: Ledger, tmp_path: Path) -> None:
    claims = [claim(who=1), claim(who=2, lines=[service(1), service(2)])]
    number = send(ledger, tmp_path / "a.837", claims)
    assert [one.kind for one in ledger.database.rows(Event)] == ["prepared", "written", "committed"]
    lines = list(ledger.database.rows(Line))
    assert [(line.number, line.row, line.sheet) for line in lines] == [
        (1, 2, "Invoice"),
        (1, 3, "Invoice"),
        (2, 4, "Invoice"),
    ]
    versions = list(ledger.database.rows(Version))
    assert [(one.claim, one.number, one.batch) for one in versions] == [(c.claim_id, 1, number) for c in claims]
    segments = [text.strip() for text in (tmp_path / "a.837").read_text().split("~")]
    first = next(at for at, text in enumerate(segments) if text.startswith("ST*"))
    for version in versions:
        assert segments[first + version.position - 1].startswith(f"CLM*{version.claim}*")
        behind = segments[first + version.ends - 1]
        assert behind.startswith(("HL*", "CLM*", "SE*"))
        inside = segments[first + version.position : first + version.ends - 1]
        assert not [text for text in inside if text.startswith(("HL*", "CLM*", "SE*"))]
    for line in lines:
        assert segments[first + line.position - 1] == f"LX*{line.number}"
    found = verify(ledger)
    assert (found.faults, found.notes, found.lines) == ((), (), 3)


def test_conservation_counts_every_row(ledger: Ledger, tmp_path: Path) -> None:
    kept = [KeptBack(0, "Invoice", 9, 0, 500, ("LN014",))]
    what, text = plan(tmp_path / "a.837", [claim(who=1), claim(who=2)], withheld=kept)
    with ledger.writing():
        record(ledger, what, lambda: (tmp_path / "a.837").write_text(text), AT)
    (one,) = conservation(ledger)
    assert one.holds
    assert (one.read, one.withheld, one.states["waiting"]) == (3, 1, 2)
    assert (one.read_cents, one.cents["waiting"], one.withheld_cents) == (20_500, 20_000, 500)
    lost = one._replace(states=one.states | {"waiting": 1})
    assert not lost.holds


def test_events_cannot_be_changed_in_the_database(ledger: Ledger, url: str, tmp_path: Path) -> None:
    send(ledger, tmp_path / "a.837", [claim()])
    for statement in ("UPDATE ledger_events SET kind = 'sent'", "DELETE FROM ledger_events"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), directly(url) as connection:
            connection.exec_driver_sql(statement)
    assert verify(ledger).faults == ()


TAMPERED = [
    ("UPDATE ledger_lines SET cents = cents + 1 WHERE id = 1", "rows are not those"),
    ("DELETE FROM ledger_lines WHERE id = 1", "rows are not those"),
    ("UPDATE ledger_inputs SET sent = sent + 1", "rows are not those"),
    ("UPDATE ledger_versions SET claim = 'X' WHERE id = 1", "rows are not those"),
    (
        "DROP TRIGGER ledger_events_no_update; UPDATE ledger_events SET \"user\" = 'x' WHERE id = 2",
        "event 2 .* was changed",
    ),
    ("DROP TRIGGER ledger_events_no_delete; DELETE FROM ledger_events WHERE id = 2", "event 2 is missing"),
]


@pytest.mark.parametrize(("statement", "told"), TAMPERED)
def test_what_was_changed_behind_its_back_is_found(statement: str, told: str, tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "l.db"), KEY, WHO, create=True)
    send(ledger, tmp_path / "a.837", [claim(who=1), claim(who=2)])
    assert verify(ledger).faults == ()
    with sqlite3.connect(tmp_path / "l.db") as connection:
        connection.executescript(statement)
    found = verify(ledger).faults
    assert found
    assert any(re.search(told, text) for text in found), found


def test_a_chain_with_two_events_in_the_place_of_each_other_is_broken() -> None:
    first = chain.event(None, "prepared", at=AT, user="u", program="p")
    second = chain.event(first, "written", at=AT, user="u", program="p")
    third = chain.event(second, "committed", at=AT, user="u", program="p")
    assert chain.broken([first, second, third]) == ""
    assert "event 2" in chain.broken([first, third, second])
    stranger = msgspec.structs.replace(chain.event(None, "written", at=AT, user="u", program="p"), id=2)
    assert "does not follow" in chain.broken([first, stranger, third])


def refused(url: str, *, create: bool = True, wait: float = 0.3, key: bytes = KEY) -> str:
    """Why a ledger is not opened."""
    with pytest.raises(LedgerError) as told:
        open_ledger(url, key, WHO, create=create, wait=wait)
    text = str(told.value)
    assert "\n" not in text
    return text


def test_a_missing_ledger_is_not_made_by_a_question(tmp_path: Path) -> None:
    assert "there is no ledger here" in refused(str(tmp_path / "l.db"), create=False)
    assert not (tmp_path / "l.db").exists()


def test_a_newer_ledger_is_refused(ledger: Ledger, url: str) -> None:
    with directly(url) as connection:
        connection.exec_driver_sql("UPDATE ledger_schema SET version_num = '9999'")
    assert "newer edi-translate" in refused(url)


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE notes (text)")
    before = (tmp_path / "other.db").read_bytes()
    assert "another program" in refused(str(tmp_path / "other.db"))
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "l.db").write_text("ISA*00*" * 1000)
    assert "not a database" in refused(str(tmp_path / "l.db"))
    assert (tmp_path / "l.db").read_text() == "ISA*00*" * 1000


def test_a_foreign_table_with_our_name_is_refused(postgresql: Callable[[], str]) -> None:
    url = postgresql()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE ledger_meta (x int)")
    assert "another program's tables" in refused(url)


def test_a_database_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    text = refused(f"postgresql://clerk:secret@/none?host={tmp_path}")
    assert "cannot be used" in text
    assert "secret" not in text
    assert "***" in text or "clerk" in text


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense://", "http://example.org"])
def test_other_databases_are_refused(url: str) -> None:
    assert "SQLite file or a PostgreSQL" in refused(url) or "no URL" in refused(url)


def test_another_key_is_refused(ledger: Ledger, url: str) -> None:
    assert "another key" in refused(url, key=bytes(32))


def test_a_locked_ledger_is_told(ledger: Ledger, url: str, tmp_path: Path) -> None:
    second = open_ledger(url, KEY, WHO, wait=0.3)
    with ledger.writing():
        with pytest.raises(LedgerError, match="another program is writing"), second.writing():
            pytest.fail("two writers")
        assert second.database.count(Event) == 0  # whoever reads is not kept waiting
    with second.writing():
        pass


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    open_ledger(str(tmp_path / "l.db"), KEY, WHO, create=True)
    with sqlite3.connect(tmp_path / "l.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    for path in tmp_path.glob("l.db*"):
        assert path.stat().st_mode & 0o777 == 0o600, path


def test_a_restored_copy_is_told_and_its_numbers_go_on(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    ledger = open_ledger(str(path), KEY, WHO, seen=tmp_path / "seen", create=True)
    send(ledger, tmp_path / "a.837", [claim(who=1)])
    with ledger.database.transaction():
        ledger.database.take("isa", 5)
    with sqlite3.connect(path) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
    send(ledger, tmp_path / "b.837", [claim(who=2)], isa=2)
    with ledger.writing():
        assert ledger.database.take("isa") == 6
    ledger.database.close()
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    (tmp_path / "backup.db").rename(path)
    again = open_ledger(str(path), KEY, WHO, seen=tmp_path / "seen")
    with pytest.raises(LedgerError, match="this ledger has 3 events, and had 6: an older copy"), again.writing():
        pytest.fail("written to")
    assert any("older copy" in text for text in verify(again).faults)
    with again.database.writing():
        again.accept_restored(AT)
    with again.writing():
        assert again.database.take("isa") == 7


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "l.db"), KEY, WHO, create=True)
    database = Database(url_of(str(tmp_path / "l.db")), 1)
    what, _ = plan(tmp_path / "a.837", [claim(who=who) for who in range(1, 2000)])
    small = Ledger(database, KEY, WHO, None)
    sa.event.listen(database._engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 60"))
    with pytest.raises(LedgerError, match="disk is full"), small.writing():
        prepare(small, what, AT)
    assert ledger.database.count(Event) == ledger.database.count(Line) == 0
