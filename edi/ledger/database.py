"""The store of a ledger: SQLite (a file beside the profile) or PostgreSQL. The only module that knows SQLAlchemy.

It knows tables and rows, and nothing of what they mean. One writer at a time: whoever decides what to send holds
`Database.writing` from the decision to the last event, so that a batch that was prepared and not committed while
nobody holds it is one whose writer has died.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import event as hooks
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from edi.ledger.errors import LedgerError
from edi.ledger.migrations.table import HEAD, VERSION_TABLE
from edi.ledger.records import TABLES, Record

# How often, and with what pause in seconds, a new ledger is tried to be made readable beside its writer.
WAL_TRIES, WAL_WAIT = 100, 0.05

#: `PRAGMA application_id` of our files: "edil".
APPLICATION = 0x6564696C
PRIVATE = 0o600
#: Values in one IN (...): below the limits of both databases.
SOME = 900
#: The advisory lock of the writer in PostgreSQL.
_WRITER = 0x6564696C

Row = TypeVar("Row", bound=Record)

_integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TYPES: dict[Any, sa.types.TypeEngine[Any]] = {"int": _integer, "str": sa.Text(), "bytes": sa.LargeBinary()}
_metadata = sa.MetaData()


def _table(name: str, record: type[Record]) -> sa.Table:
    columns = [
        sa.Column(field.name, _TYPES[field.type.__name__], primary_key=field.name == "id", autoincrement=False)
        for field in msgspec.structs.fields(record)
    ]
    return sa.Table(f"ledger_{name}", _metadata, *columns)


_tables: dict[Any, sa.Table] = {record: _table(name, record) for name, record in TABLES.items()}
_meta = sa.Table(
    "ledger_meta", _metadata, sa.Column("name", sa.Text(), primary_key=True), sa.Column("value", sa.Text())
)
_counters = sa.Table(
    "ledger_counters", _metadata, sa.Column("name", sa.Text(), primary_key=True), sa.Column("value", _integer)
)


def url_of(text: str) -> URL:
    """The URL of a ledger; a path is a SQLite file. Raises LedgerError for what is neither."""
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except ArgumentError:
        raise LedgerError("ledger", "this is no URL of a database") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerError(url.get_backend_name(), "a ledger is a SQLite file or a PostgreSQL database")
    if url.get_backend_name() == "postgresql" and url.get_driver_name() != "psycopg":
        url = url.set(drivername="postgresql+psycopg")
    return url


class Database:
    """An open ledger. Every method may raise LedgerError, which says in one line what is wrong, without values."""

    def __init__(self, url: URL, wait: float) -> None:
        self.name = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
        self.is_file = url.get_backend_name() == "sqlite"
        self.wait = wait
        self._url = url
        self._engine = self._engine_of(url)
        self._connection: Connection | None = None

    def _engine_of(self, url: URL) -> Engine:
        arguments = {"timeout": self.wait} if self.is_file else {"connect_timeout": max(2, int(self.wait))}
        try:
            engine = sa.create_engine(url, connect_args=arguments, poolclass=sa.pool.NullPool)
        except (ImportError, NoSuchModuleError):
            raise LedgerError(
                self.name or "", "PostgreSQL needs the package psycopg: pip install psycopg[binary]"
            ) from None
        if self.is_file:
            hooks.listen(engine, "connect", _set_up)
            hooks.listen(engine, "begin", _begin)
        return engine

    def close(self) -> None:
        """Lets the database go."""
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the database says, as one line without values."""
        try:
            yield
        except DBAPIError as problem:
            raise LedgerError(self.name or "", _words(problem, self.wait)) from None
        except SQLAlchemyError as problem:
            raise LedgerError(self.name or "", f"the ledger cannot be used ({type(problem).__name__})") from None

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[None]:
        """All or nothing; a transaction inside another is part of it. One that writes locks at its beginning, one that
        reads sees one state of the ledger, whatever others write."""
        if self._connection is not None:
            yield
            return
        level = {} if self.is_file or not reading else {"isolation_level": "REPEATABLE READ"}
        engine = self._engine.execution_options(edi_reading=reading, **level)
        with self._told(), engine.begin() as connection:
            self._connection = connection
            try:
                yield
            finally:
                self._connection = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer: others wait, and give up after `wait` seconds. Ends with the process, whatever ends it."""
        if self.is_file:
            _make(Path(f"{self.name}-writer"))
        lock = self._engine_of(self._url.set(database=f"{self.name}-writer")) if self.is_file else self._engine
        try:
            with self._told(), lock.connect() as held:
                if self.is_file:
                    held.begin()
                else:
                    held.exec_driver_sql(f"SET lock_timeout = {int(self.wait * 1000)}")
                    held.exec_driver_sql(f"SELECT pg_advisory_lock({_WRITER})")
                    held.commit()
                yield
        finally:
            if self.is_file:
                lock.dispose()

    # The schema

    def prepare(self, *, create: bool) -> None:
        """Sees that this is a ledger of this program, makes it where `create` allows, and brings it up to date."""
        path = Path(self.name or "")
        if self.is_file and not path.is_file():
            if not create:
                raise LedgerError(path, "there is no ledger here; `edi-translate translate` makes one")
            path.parent.mkdir(0o700, parents=True, exist_ok=True)
            _make(path)
        made = self._make_schema(create=create)
        if self.is_file and made:
            with self._told():
                self._use_wal()

    def _use_wal(self) -> None:
        """Lets others read beside the writer; the file remembers it. SQLite does not wait for this lock by itself, and
        others may be opening the same new ledger."""
        for left in range(WAL_TRIES, 0, -1):
            with closing(self._engine.raw_connection()) as raw:
                try:
                    raw.cursor().execute("PRAGMA journal_mode = WAL")
                except sqlite3.OperationalError:
                    if left == 1:
                        raise
                else:
                    return
            time.sleep(WAL_WAIT)

    def _make_schema(self, *, create: bool) -> bool:
        """Whether the ledger was made."""
        with self._told(), self._engine.begin() as connection:
            step = self._step(connection)
            if step == HEAD:
                return False
            if step:
                raise LedgerError(self.name or "", "a newer edi-translate has made this ledger; use that one")
            if not create:
                raise LedgerError(self.name or "", "there is no ledger here; `edi-translate translate` makes one")
            from edi.ledger.migrate import upgrade

            if not self.is_file:  # another program that makes the same ledger waits, and then finds it
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER + 1})")
                if self._step(connection) == HEAD:
                    return False
            upgrade(connection)
            if self.is_file:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
            return True

    def _step(self, connection: Connection) -> str:
        """The step of the schema, "" for a database without anything of a ledger."""
        names = sa.inspect(connection).get_table_names()
        ours = VERSION_TABLE in names
        if self.is_file:
            application = connection.exec_driver_sql("PRAGMA application_id").scalar()
            if (names or application) and not (ours and application == APPLICATION):
                raise LedgerError(self.name or "", "this is a database of another program, and no ledger")
        elif not ours and any(name.startswith("ledger_") for name in names):
            raise LedgerError(self.name or "", "another program's tables have the names of a ledger's")
        if not ours:
            return ""
        return str(connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() or "unknown")  # noqa: S608

    # Rows

    def add(self, rows: Sequence[Record]) -> None:
        """Adds rows of one table."""
        if rows:
            with self.transaction():
                self._open.exec_driver_sql(self._insert(type(rows[0])), [msgspec.structs.astuple(row) for row in rows])

    def _insert(self, record: type[Record]) -> str:
        """The statement in the driver's own words: a row costs a third of what the library's way does."""
        table = _tables[record]
        quoted = self._engine.dialect.identifier_preparer.quote
        mark = "?" if self.is_file else "%s"
        names = ", ".join(quoted(column.name) for column in table.columns)
        return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * len(table.columns))})"  # noqa: S608

    def rows(self, record: type[Row], *, after: int = 0, **equal: object) -> Iterator[Row]:
        """The rows of a table in their order, those after an id; where columns equal values."""
        table = _tables[record]
        query = sa.select(table).where(table.c.id > after).order_by(table.c.id)
        for column, value in equal.items():
            query = query.where(table.c[column] == value)
        yield from self._select(record, query)

    def rows_in(self, record: type[Row], column: str, values: Iterable[object]) -> Iterator[Row]:
        """The rows whose column holds one of the values, in their order within some hundreds of values."""
        table = _tables[record]
        wanted = list(dict.fromkeys(values))
        for start in range(0, len(wanted), SOME):
            query = sa.select(table).where(table.c[column].in_(wanted[start : start + SOME])).order_by(table.c.id)
            yield from self._select(record, query)

    def _select(self, record: type[Row], query: sa.Select[Any]) -> list[Row]:
        with self.transaction(reading=True):
            found = self._open.execute(query)
            return [record(*row) for row in found]

    def last(self, record: type[Row]) -> Row | None:
        """The newest row of a table."""
        table = _tables[record]
        return next(iter(self._select(record, sa.select(table).order_by(table.c.id.desc()).limit(1))), None)

    def next_id(self, record: type[Record]) -> int:
        """The id after the last one; only the writer may use it."""
        last = self.last(record)
        return last.id + 1 if last else 1

    def count(self, record: type[Record], **equal: object) -> int:
        """How many rows a table has, where columns equal values."""
        table = _tables[record]
        query = sa.select(sa.func.count()).select_from(table)
        for column, value in equal.items():
            query = query.where(table.c[column] == value)
        with self.transaction(reading=True):
            return int(self._open.execute(query).scalar_one())

    def empty(self, record: type[Record], column: str, below: str, values: Sequence[object], cut: int = 0) -> None:
        """Empties a column (or cuts it to some characters) of the rows whose column `below` holds one of the values."""
        table = _tables[record]
        new: Any = sa.func.substr(table.c[column], 1, cut) if cut else ""
        with self.transaction():
            for start in range(0, len(values), SOME):
                some = list(values[start : start + SOME])
                self._open.execute(sa.update(table).where(table.c[below].in_(some)).values({column: new}))

    # Single values

    def meta(self, name: str) -> str:
        """A word that the ledger keeps of itself; "" where there is none."""
        with self.transaction(reading=True):
            return self._open.execute(sa.select(_meta.c.value).where(_meta.c.name == name)).scalar() or ""

    def set_meta(self, name: str, value: str) -> None:
        """Keeps a word."""
        with self.transaction():
            self._open.execute(sa.delete(_meta).where(_meta.c.name == name))
            self._open.execute(sa.insert(_meta).values(name=name, value=value))

    def take(self, name: str, count: int = 1, least: int = 1) -> int:
        """The first of so many numbers that nobody has or gets otherwise, not below `least`; what is taken is taken,
        also where the writer dies before it uses them."""
        with self.transaction():
            value = self._open.execute(sa.select(_counters.c.value).where(_counters.c.name == name)).scalar()
            first = max(least, (value or 0) + 1)
            self._open.execute(sa.delete(_counters).where(_counters.c.name == name))
            self._open.execute(sa.insert(_counters).values(name=name, value=first + count - 1))
            return first

    def counters(self) -> dict[str, int]:
        """The last number taken, by name."""
        with self.transaction(reading=True):
            return {row.name: row.value for row in self._open.execute(sa.select(_counters).order_by(_counters.c.name))}

    @property
    def _open(self) -> Connection:
        if self._connection is None:
            raise AssertionError("a query outside a transaction")
        return self._connection


def _begin(connection: Connection) -> None:
    """SQLite's own word for it: a writer that begins as a reader could fail in the middle."""
    reading = connection.get_execution_options().get("edi_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _set_up(connection: Any, _record: object) -> None:
    """SQLite as the ledger wants it: our own BEGIN, and what is committed stays, whatever happens to the machine."""
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL").close()


def _make(path: Path) -> None:
    """An empty file that only its owner may read, where there is none."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))


def _words(problem: DBAPIError, wait: float) -> str:
    """A fault of the database in our words. Its own may hold values: only those of its driver without any are kept."""
    text = str(problem.orig).strip().partition("\n")[0]
    if "locked" in text or "lock timeout" in text:
        return f"another program is writing to this ledger (waited {wait:g} s); try again"
    if "not a database" in text or "malformed" in text:
        return "this is no ledger: the file is not a database, or is damaged"
    if "full" in text and "disk" in text:
        return "the disk is full; nothing was changed"
    if "append-only" in text:
        return "events cannot be changed"
    kind = type(problem).__name__
    return (
        f"the database cannot be used: {text[:150]}" if kind == "OperationalError" else f"the database refused ({kind})"
    )
