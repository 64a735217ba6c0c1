"""A translator with a ledger, a payer, and the mail between them, which doubles, loses and turns round: what a state
machine and a long random walk drive. The payer keeps its own books, and the world holds the ledger against them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from edi.control_numbers import Counting
from edi.ledger.answers import record_answers
from edi.ledger.batch import abandoned, commit, prepare, recover
from edi.ledger.decide import SENT, VOID_CLAIM, WITHHOLD, Rules
from edi.ledger.ledger import Ledger, open_ledger
from edi.ledger.life import Life, all_lives
from edi.ledger.records import Line, Output, Version
from edi.ledger.sort_out import RowSays, SortedOut, sort_out
from edi.ledger.verify import conservation, verify
from edi.model.answer import ACCEPTED, REJECTED, Said
from edi.model.encounter import Encounter, ServiceLine
from tests.ledger.support import KEY, WHO, claim, plan, service

NOTHING = RowSays()
Death = Literal["", "before", "half", "after"]
START = datetime(2026, 3, 1, 9)  # noqa: DTZ001 - envelopes carry local time


@dataclass
class Row:
    """A row of the provider's workbook: one service of a member on a day. `says` is what it says of itself."""

    who: int
    service: int
    charge: int
    says: RowSays = NOTHING

    @property
    def line(self) -> ServiceLine:
        """The row as a service line."""
        return service(self.service, charge=self.charge)


@dataclass
class World:
    """`books` are the payer's: what it holds accepted, by member and service, with its charge; `mail` are answers on
    their way."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="edi-world-")))
    rows: list[Row] = field(default_factory=list)
    mail: list[tuple[str, list[Said]]] = field(default_factory=list)
    unanswered: list[tuple[str, list[Encounter]]] = field(default_factory=list)
    books: dict[tuple[int, int], tuple[str, int]] = field(default_factory=dict)
    delivered: dict[tuple[str, str], list[Said]] = field(default_factory=dict)
    requeued: set[str] = field(default_factory=set)
    files: int = 0
    answers: int = 0
    doubles: int = 0
    now: datetime = START

    def __post_init__(self) -> None:
        self.ledger: Ledger = open_ledger(str(self.folder / "l.db"), KEY, WHO, create=True)
        # What is at stake is what follows from what, not the disk.
        sa.event.listen(
            self.ledger.database._engine, "connect", lambda made, _: made.execute("PRAGMA synchronous = OFF")
        )

    def close(self) -> None:
        """Removes everything."""
        self.ledger.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def at(self) -> str:
        """The moment."""
        return self.now.isoformat()

    # The provider

    def add(self, who: int, number: int, charge: int) -> None:
        """A new row, unless there is one of the same service."""
        if not any((row.who, row.service) == (who, number) for row in self.rows):
            self.rows.append(Row(who, number, charge))

    def change(self, at: int, charge: int) -> None:
        """A row is corrected."""
        if self.rows:
            self.rows[at % len(self.rows)].charge = charge

    def void(self, at: int) -> None:
        """A row says that it is void."""
        if self.rows:
            self.rows[at % len(self.rows)].says = RowSays("8")

    def remove(self, at: int) -> None:
        """A row is deleted."""
        if self.rows:
            del self.rows[at % len(self.rows)]

    # The plan

    def send(self, death: Death = "") -> None:
        """Translates the workbook; a writer may die."""
        self.now += timedelta(hours=1)
        encounters, says = self._encounters()
        with self.ledger.writing():
            recover(self.ledger, self.at)
            found = sort_out(self.ledger, encounters, Rules(self.at), lambda line: says[id(line)])
            self._check_decisions(encounters, found)
            if not found.encounters:
                return
            self.files += 1
            path = self.folder / f"{self.files}.837"
            isa = self.ledger.database.take("isa")
            what, text = plan(path, found.encounters, Counting(isa, isa), file=f"{self.files}.xlsx")
            batch = prepare(self.ledger, what, self.at)
            if death == "before":
                return
            path.write_text(text)
            if death == "half":
                path.unlink()
                return
            if not death:
                commit(self.ledger, batch, self.at)
        self.unanswered.append((f"{isa:09}", found.encounters))

    def _encounters(self) -> tuple[list[Encounter], dict[int, RowSays]]:
        """An encounter a member, with a service a row."""
        found, says = [], {}
        for who in sorted({row.who for row in self.rows}):
            own = [row for row in self.rows if row.who == who]
            lines = [row.line for row in own]
            says |= {id(line): row.says for line, row in zip(lines, own, strict=True)}
            name = f"300{who:03}{'-'.join(str(row.charge) for row in own)}"[:20]
            found.append(claim(name, who, lines))
        return found, says

    def _check_decisions(self, encounters: Sequence[Encounter], found: SortedOut) -> None:
        """Every line goes out once, or was sent in a batch that stands, or is kept back with a reason: none is lost."""
        out = [(one.member.cin, line.hcpcs) for one in found.encounters for line in one.lines]
        assert len(out) == len(set(out))
        gone = abandoned(self.ledger.database)
        kept = set()
        for one, decisions in zip(encounters, found.decisions, strict=True):
            for line, decision in zip(one.lines, decisions, strict=True):
                if decision.kind in (SENT, WITHHOLD) or (decision.kind == VOID_CLAIM and not decision.claim):
                    assert decision.why
                    assert decision.known is None or decision.known.batch not in gone
                    kept.add((one.member.cin, line.hcpcs))
        assert kept.isdisjoint(out)
        assert kept | set(out) == {(one.member.cin, line.hcpcs) for one in encounters for line in one.lines}

    def requeue(self, at: int) -> None:
        """Somebody asks to send an unanswered claim again."""
        waiting = [life for life in all_lives(self.ledger.database) if life.states[-1] in ("waiting", "denied")]
        if waiting:
            chosen = waiting[at % len(waiting)]
            last = self.ledger.database.last(Version)
            self.requeued.add(chosen.claim)
            self.ledger.append("requeued", self.at, claim=chosen.claim, batch=last.batch if last else 0)

    # The payer

    def judge(self, at: int, denied: int) -> None:
        """The payer looks at a file, and puts an answer into the mail. It denies a claim in `denied`, and what it has
        accepted already."""
        if not self.unanswered:
            return
        isa, encounters = self.unanswered.pop(at % len(self.unanswered))
        self.now += timedelta(hours=1)
        said = [self._judged(isa, number, one, denied) for number, one in enumerate(encounters)]
        self.answers += 1
        self.mail.append((f"answer {self.answers}", said))

    def _judged(self, isa: str, number: int, one: Encounter, denied: int) -> Said:
        who = int(one.member.cin[1:8])
        keys = {(who, int(line.control_number[2:])): line.charge for line in one.lines}
        own = {key for key, (name, _) in self.books.items() if name == one.claim_id}
        bad = bool(denied) and number % denied == denied - 1
        if one.frequency == "1":
            twice = [key for key in keys if key in self.books]
            self.doubles += bool(twice) and one.claim_id not in self.requeued
            bad = bad or bool(twice)
        elif one.frequency in ("7", "8"):
            bad = bad or not own or one.payer_claim_id != f"P{one.claim_id}"
        if not bad:
            for key in own if one.frequency in ("7", "8") else ():
                del self.books[key]
            if one.frequency != "8":
                self.books |= {key: (one.claim_id, charge) for key, charge in keys.items()}
        verdict = REJECTED if bad else ACCEPTED
        name = "" if bad else f"P{one.claim_id}"
        return Said("EVR", "claim", verdict, self.at, isa, claim=one.claim_id, payer_claim=name)

    # The mail

    def deliver(self, at: int, *, again: bool, early: bool = False) -> None:
        """An answer arrives, perhaps once more later, perhaps before others."""
        if not self.mail:
            return
        place = -1 if early else at % len(self.mail)
        name, said = self.mail[place] if again else self.mail.pop(place)
        copy = f"{name}{'x' if again else ''}"
        record_answers(self.ledger, copy, name, said, self.at)
        for one in said:
            known = self.delivered.setdefault((one.claim, one.isa), [])
            if one not in known:
                known.append(one)

    def lose(self, at: int) -> None:
        """An answer is lost."""
        if self.mail:
            self.mail.pop(at % len(self.mail))

    def stray(self, at: int) -> None:
        """An answer about a claim that nobody has sent."""
        said = [Said("EVR", "claim", REJECTED, self.at, f"{900_000_000 + at:09}", claim=f"300X{at}")]
        record_answers(self.ledger, f"stray {at}", "stray", said, self.at)

    # What must hold

    def check(self) -> None:
        """Status is that of the answers that arrived, on the right claim; no line is lost; nothing went out twice."""
        lives = list(all_lives(self.ledger.database))
        for life in lives:
            for sent in life.versions:
                said = self.delivered.get((life.claim, sent.tx.isa), [])
                expected = {"": "waiting", ACCEPTED: "accepted", REJECTED: "denied"}[said[0].verdict if said else ""]
                assert sent.outcome.status == expected, (life.claim, sent.version.number)
                assert {one.claim for one in sent.outcome.answers} <= {life.claim}
        assert all(one.holds for one in conservation(self.ledger))
        self._once(lives)
        assert self.doubles == 0

    def _once(self, lives: Sequence[Life]) -> None:
        """At most one standing line for each service that nobody asked to send again."""
        lines: dict[int, list[Line]] = {}
        for line in self.ledger.database.rows(Line):
            lines.setdefault(line.version, []).append(line)
        standing: dict[bytes, int] = {}
        for life in lives:
            for sent, state in zip(life.versions, life.states, strict=True):
                counts = state in ("accepted", "waiting") and sent.version.frequency == "1"
                for line in lines.get(sent.version.id, ()) if counts and life.claim not in self.requeued else ():
                    standing[line.key] = standing.get(line.key, 0) + 1
        assert set(standing.values()) <= {1}

    def check_all(self) -> None:
        """The same, and the chain and all rows."""
        self.check()
        with self.ledger.writing():
            recover(self.ledger, self.at)
        found = verify(self.ledger)
        assert found.faults == ()
        assert found.notes == ()
        gone = abandoned(self.ledger.database)
        standing = {one.path for one in self.ledger.database.rows(Output) if one.batch not in gone}
        assert {str(path) for path in self.folder.glob("*.837")} == standing
