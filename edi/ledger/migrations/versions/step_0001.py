"""The first schema.

Events are append-only: the database itself refuses to change or delete one.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE ledger_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE ledger_counters (name TEXT PRIMARY KEY, value {int} NOT NULL);
CREATE TABLE ledger_batches (
    id {int} PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, "user" TEXT NOT NULL, program TEXT NOT NULL,
    profile TEXT NOT NULL, payer TEXT NOT NULL, usage TEXT NOT NULL);
CREATE TABLE ledger_inputs (
    id {int} PRIMARY KEY, batch {int} NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    read {int} NOT NULL, sent {int} NOT NULL, withheld {int} NOT NULL, skipped {int} NOT NULL,
    read_cents {int} NOT NULL, sent_cents {int} NOT NULL, withheld_cents {int} NOT NULL, skipped_cents {int} NOT NULL);
CREATE TABLE ledger_outputs (
    id {int} PRIMARY KEY, batch {int} NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, kind TEXT NOT NULL,
    plan_code TEXT NOT NULL, sender TEXT NOT NULL, isa TEXT NOT NULL, isa_when TEXT NOT NULL, gs TEXT NOT NULL,
    claims {int} NOT NULL, lines {int} NOT NULL, cents {int} NOT NULL);
CREATE TABLE ledger_transactions (
    id {int} PRIMARY KEY, output {int} NOT NULL, isa TEXT NOT NULL, isa_when TEXT NOT NULL, gs TEXT NOT NULL,
    st TEXT NOT NULL, bht TEXT NOT NULL, claims {int} NOT NULL);
CREATE TABLE ledger_versions (
    id {int} PRIMARY KEY, claim TEXT NOT NULL, number {int} NOT NULL, batch {int} NOT NULL, tx {int} NOT NULL,
    position {int} NOT NULL, ends {int} NOT NULL, frequency TEXT NOT NULL, provider TEXT NOT NULL,
    member {blob} NOT NULL, payer_claim TEXT NOT NULL, cents {int} NOT NULL, lines {int} NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL, whole {blob} NOT NULL, UNIQUE (claim, number));
CREATE TABLE ledger_lines (
    id {int} PRIMARY KEY, version {int} NOT NULL, number {int} NOT NULL, key {blob} NOT NULL, content {blob} NOT NULL,
    visit {blob} NOT NULL, cents {int} NOT NULL, position {int} NOT NULL, input {int} NOT NULL, sheet TEXT NOT NULL,
    "row" {int} NOT NULL, slot {int} NOT NULL, rows {int} NOT NULL, control_number TEXT NOT NULL);
CREATE TABLE ledger_withheld (
    id {int} PRIMARY KEY, batch {int} NOT NULL, input {int} NOT NULL, sheet TEXT NOT NULL, "row" {int} NOT NULL,
    slot {int} NOT NULL, cents {int} NOT NULL, codes TEXT NOT NULL);
CREATE TABLE ledger_events (
    id {int} PRIMARY KEY, kind TEXT NOT NULL, batch {int} NOT NULL, claim TEXT NOT NULL, at TEXT NOT NULL,
    "user" TEXT NOT NULL, program TEXT NOT NULL, data TEXT NOT NULL, previous {blob} NOT NULL, hash {blob} NOT NULL);
CREATE TABLE ledger_answers (
    id {int} PRIMARY KEY, event {int} NOT NULL, layer TEXT NOT NULL, level TEXT NOT NULL, verdict TEXT NOT NULL,
    isa TEXT NOT NULL, isa_when TEXT NOT NULL, gs TEXT NOT NULL, st TEXT NOT NULL, bht TEXT NOT NULL,
    provider TEXT NOT NULL, claim TEXT NOT NULL, line {int} NOT NULL, line_control TEXT NOT NULL,
    position {int} NOT NULL, payer_claim TEXT NOT NULL, at TEXT NOT NULL,
    codes TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX ledger_inputs_batch ON ledger_inputs (batch);
CREATE INDEX ledger_inputs_sha256 ON ledger_inputs (sha256);
CREATE INDEX ledger_outputs_batch ON ledger_outputs (batch);
CREATE INDEX ledger_outputs_isa ON ledger_outputs (isa);
CREATE INDEX ledger_transactions_output ON ledger_transactions (output);
CREATE INDEX ledger_transactions_isa ON ledger_transactions (isa);
CREATE INDEX ledger_transactions_bht ON ledger_transactions (bht);
CREATE INDEX ledger_transactions_gs ON ledger_transactions (gs);
CREATE INDEX ledger_versions_batch ON ledger_versions (batch);
CREATE INDEX ledger_versions_tx ON ledger_versions (tx);
CREATE INDEX ledger_lines_version ON ledger_lines (version);
CREATE INDEX ledger_lines_key ON ledger_lines (key);
CREATE INDEX ledger_withheld_batch ON ledger_withheld (batch);
CREATE INDEX ledger_events_batch ON ledger_events (batch);
CREATE INDEX ledger_events_claim ON ledger_events (claim);
CREATE INDEX ledger_events_kind ON ledger_events (kind);
CREATE INDEX ledger_answers_event ON ledger_answers (event);
CREATE INDEX ledger_answers_claim ON ledger_answers (claim);
CREATE INDEX ledger_answers_level ON ledger_answers (level)
"""

_SQLITE = """
CREATE TRIGGER ledger_events_no_update BEFORE UPDATE ON ledger_events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER ledger_events_no_delete BEFORE DELETE ON ledger_events
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
"""

_POSTGRESQL = """
CREATE FUNCTION ledger_events_refuse() RETURNS trigger AS
    'BEGIN RAISE EXCEPTION ''events are append-only''; END' LANGUAGE plpgsql;
CREATE TRIGGER ledger_events_keep BEFORE UPDATE OR DELETE ON ledger_events
    FOR EACH ROW EXECUTE FUNCTION ledger_events_refuse()
"""


def upgrade() -> None:
    """Makes the tables."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    types = {"int": "INTEGER", "blob": "BLOB"} if is_sqlite else {"int": "BIGINT", "blob": "BYTEA"}
    for statement in _TABLES.format(**types).split(";\n"):
        op.execute(statement)
    for statement in (_SQLITE if is_sqlite else _POSTGRESQL).split(";\nCREATE"):
        text = statement.strip()
        op.execute(text if text.startswith("CREATE") else f"CREATE {text}")
