"""What the ledger knows of some lines: the rows that `edi.ledger.decide` needs, looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from edi.ledger.database import Database
from edi.ledger.decide import Known
from edi.ledger.fold import Sent, live
from edi.ledger.life import Life, lives
from edi.ledger.records import Answer, Batch, Event, Input, Line, Version


def known_lines(
    database: Database, keys: Iterable[bytes], originals: Iterable[str] = (), *, before: int = 0
) -> list[Known]:
    """All lines of the claims that have a line with one of the keys, or are named by one of `originals` (CLM01, or the
    receiver's number). With `before` as the ledger was before that batch."""
    with database.transaction(reading=True):
        versions = {line.version for line in database.rows_in(Line, "key", keys)}
        claims = {one.claim for one in database.rows_in(Version, "id", versions)}
        named = [text for text in originals if text]
        claims |= {one.claim for one in database.rows_in(Version, "claim", named)}
        claims |= {one.claim for one in database.rows_in(Answer, "payer_claim", named) if one.claim}
        return list(_known(database, claims, before))


def standing_by_input(database: Database, known: Iterable[Known], inputs: Iterable[int]) -> dict[int, list[Known]]:
    """The lines of some earlier inputs that stand, by input."""
    with database.transaction(reading=True):
        lines = list(database.rows_in(Line, "input", inputs))
        by_key = {one.key: one for one in known}
        missing = [line.key for line in lines if line.key not in by_key]
        by_key |= {one.key: one for one in known_lines(database, missing)}
        found: dict[int, list[Known]] = defaultdict(list)
        for line in lines:
            one = by_key.get(line.key)
            if one is not None:
                found[line.input].append(one)
        return found


def _known(database: Database, claims: Iterable[str], before: int) -> Iterator[Known]:
    found = list(lives(database, sorted(claims), before=before))
    counting = [(life, sent, state) for life in found for sent, state in _counting(life)]
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in database.rows_in(Line, "version", (sent.version.id for _, sent, _ in counting)):
        lines[line.version].append(line)
    batches = {one.id: one for one in database.rows_in(Batch, "id", (sent.version.batch for _, sent, _ in counting))}
    ids = {line.input for some in lines.values() for line in some}
    files = {one.id: one.file for one in database.rows_in(Input, "id", ids)}
    requeued = _requeued(database)
    for life, sent, state in counting:
        version = sent.version
        own = lines[version.id]
        keys = frozenset(line.key for line in own)
        payer_claim = next((one.outcome.payer_claim for one in reversed(life.versions) if one.outcome.payer_claim), "")
        for line in own:
            yield Known(
                version.claim, line.key, line.content, version.whole, line.visit, state, version.frequency,
                payer_claim or version.payer_claim, batches[version.batch].at,
                requeued.get(version.claim, -1) >= version.batch, keys, version.batch, files.get(line.input, ""),
                line.sheet, line.row,
            )  # fmt: skip


def _counting(life: Life) -> Iterator[tuple[Sent, str]]:
    """The version that counts and every later one; the last where none counts."""
    standing = live(life.versions)
    start = life.versions.index(standing) if standing else len(life.versions) - 1
    pairs = list(zip(life.versions, life.states, strict=True))[start:]
    if standing is None and len(life.versions) > 1:  # voided: the line's own content is that of the version before
        pairs = list(zip(life.versions, life.states, strict=True))[-2:]
    yield from pairs


def _requeued(database: Database) -> dict[str, int]:
    """Claims that somebody has asked to send again, with the last batch before that."""
    return {one.claim: one.batch for one in database.rows(Event, kind="requeued")}
