"""What was sent before: the encounters of a run, held against what somebody remembers, with a finding for each row that
is not sent as a new claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from edi.diagnostics import Diagnostic
from edi.model.encounter import Encounter
from edi.model.reference import FileRef
from invoices.account import Account
from invoices.invoice_line import InvoiceLine

SENT, KEPT, CORRECTS = "sent", "kept", "corrects"
_CODES = {SENT: "LG001", KEPT: "LG002", CORRECTS: "LG003"}


class Remembered(NamedTuple):
    """What is said of an invoice line: `kind` is SENT (not sent again), KEPT (not sent now) or CORRECTS (sent as a
    correction), with the reason in words without values of members."""

    line: InvoiceLine
    kind: str
    why: str


class Sorted(NamedTuple):
    """The encounters that go out, what is said of lines, and places of rows that a later copy no longer has."""

    encounters: list[Encounter]
    said: list[Remembered]
    gone: list[str]


#: Holds the encounters of a run against what was sent.
Memory: TypeAlias = Callable[[Sequence[Encounter]], Sorted]


def held_against(
    memory: Memory, encounters: list[Encounter], account: Account[InvoiceLine], file: str
) -> list[Encounter]:
    """The encounters that go out. Rows that do not are withheld, each with its finding; `file` is what a finding about
    no row is said of."""
    found = memory(encounters)
    for one in found.said:
        code = _CODES[one.kind]
        account.tell(Diagnostic(code, one.line.at(), "", one.why))
        if one.kind != CORRECTS:
            account.drop([one.line], (code,))
    for place in found.gone:
        account.tell(Diagnostic("LG004", FileRef(file), "", place))
    return found.encounters
