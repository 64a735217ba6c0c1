"""What a batch is to hold, as the one who sends it says it: inputs, files with their encounters, rows kept back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from edi.model.encounter import Encounter, ServiceLine
from edi.x12.write import TERMINATOR

#: What can follow a claim: another one, another level, the end of the transaction.
_BEHIND = ("CLM", "HL", "SE")
_MATTER = re.compile(r"^(ISA|GS|ST|BHT|HL|CLM|LX|SE)\*", re.MULTILINE)


class Origin(NamedTuple):
    """Where a service line came from: the input by its place in the plan, the row, how many rows were added up in it,
    and the provider's own number of the service ("" where the row had none)."""

    input: int = 0
    sheet: str = ""
    row: int = 0
    slot: int = 0
    rows: int = 1
    visit: str = ""


class KeptBack(NamedTuple):
    """A row that is not sent: its input by its place in the plan, the row, its cents, the codes that say why."""

    input: int
    sheet: str
    row: int
    slot: int
    cents: int
    codes: tuple[str, ...]


class Given(NamedTuple):
    """An input file; rows and cents by read, sent, withheld, skipped."""

    file: str
    sha256: str
    rows: dict[str, int]
    cents: dict[str, int]


class Placed(NamedTuple):
    """A claim and where it stands in a file: the place of its transaction in the file (from 0), of its CLM in the ST
    (which is 1), of the first segment behind the claim, and of each LX."""

    claim: Encounter
    transaction: int
    position: int
    ends: int
    lines: tuple[int, ...]


class Envelopes(NamedTuple):
    """The numbers around one ST."""

    sender: str
    isa: str
    isa_when: str
    gs: str
    st: str
    bht: str


class Made(NamedTuple):
    """A file: its last path, its hash, and what it holds."""

    path: str
    sha256: str
    kind: str
    plan_code: str
    transactions: Sequence[Envelopes]
    claims: Sequence[Placed]


class Plan(NamedTuple):
    """A batch to be. `origin` tells where a line came from."""

    kind: str
    profile: str
    payer: str
    usage: str
    inputs: Sequence[Given]
    files: Sequence[Made]
    withheld: Sequence[KeptBack]
    origin: Callable[[ServiceLine], Origin]


def no_origin(_line: ServiceLine) -> Origin:
    """Of a line that came from no sheet."""
    return Origin()


def made(path: Path, text: str, plan_code: str, encounters: Iterable[Encounter], kind: str = "837P") -> Made:
    """A file that `edi.t837p.build` has written, with its encounters in any order."""
    by_id = {one.claim_id: one for one in encounters}
    transactions: list[Envelopes] = []
    claims = [Placed(by_id[name], *place) for name, place in _places(text, transactions)]
    return Made(str(path), sha256(text.encode("ascii")).hexdigest(), kind, plan_code, transactions, claims)


def _places(text: str, transactions: list[Envelopes]) -> Iterator[tuple[str, tuple[int, int, int, tuple[int, ...]]]]:
    """CLM01 of each claim of a file of ours and its place; fills in the numbers around the transactions. Only the
    segments that matter are looked at, the others counted."""
    number = start = first = position = 0
    sender = isa = when = gs = st = claim = ""
    lines: list[int] = []
    for found in _MATTER.finditer(text):
        number += text.count(TERMINATOR, start, found.start())
        start = found.start()
        head = found[1]
        if head == "LX":
            lines.append(number - first + 1)
        elif head in _BEHIND:
            if claim:
                yield claim, (len(transactions) - 1, position, number - first + 1, tuple(lines))
            claim = text[found.end() : text.index("*", found.end())] if head == "CLM" else ""
            position, lines = number - first + 1, []
        else:
            parts = text[found.start() : text.index(TERMINATOR, start)].split("*")
            if head == "ISA":
                sender, isa, when = parts[6].strip(), parts[13], f"{parts[9]} {parts[10]}"
            elif head == "GS":
                gs = parts[6]
            elif head == "ST":
                first, st = number, parts[2]
            else:
                transactions.append(Envelopes(sender, isa, when, gs, st, parts[3]))


class Sum(msgspec.Struct):
    """Rows and cents of a batch by what became of them."""

    rows: dict[str, int]
    cents: dict[str, int]


def totals(inputs: Iterable[Given]) -> Sum:
    """The sums of all inputs."""
    found = Sum(dict.fromkeys(("read", "sent", "withheld", "skipped"), 0), {})
    found.cents = dict(found.rows)
    for one in inputs:
        for name in found.rows:
            found.rows[name] += one.rows.get(name, 0)
            found.cents[name] += one.cents.get(name, 0)
    return found
