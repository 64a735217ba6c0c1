"""What an answer to a submitted file says: one struct for TA1, 999, 277CA, the state's validation response and the
response to a 274."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

#: The layers of answers, the weakest first: what a later one says of a claim goes over what an earlier one says.
LAYERS = ("TA1", "999", "277CA", "EVR", "274")
#: What an answer is about, the widest first.
LEVELS = ("interchange", "group", "transaction", "provider", "claim", "line")
ACCEPTED, REJECTED, RECEIVED, NOTED = "accepted", "rejected", "received", "noted"


class Issue(NamedTuple):
    """Why: the answer's code (`277CA:A7:21`, `999:IK304:8`, `EVR:0x001B1`), where it is about an element or segment its
    place, and the answer's own text, which may hold values."""

    code: str
    place: str = ""
    text: str = ""


class Said(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One statement of an answer. `verdict` is accepted, rejected, received (more is to come) or noted (an issue
    without a verdict of its own).

    `isa`, `gs`, `st` and `bht` are the numbers (ISA13, GS06, ST02, BHT03) of what is answered, as far as the answer
    names them, `isa_when` its ISA09 and ISA10; `claim` is CLM01, `line` LX01 and `line_control` REF*6R; `position` the
    number of a segment in the ST; `payer_claim` the receiver's id of the claim; `provider` an NPI; `at` when it was
    said, ISO 8601."""

    layer: str
    level: str
    verdict: str
    at: str = ""
    isa: str = ""
    isa_when: str = ""
    gs: str = ""
    st: str = ""
    bht: str = ""
    provider: str = ""
    claim: str = ""
    line: int = 0
    line_control: str = ""
    position: int = 0
    payer_claim: str = ""
    issues: tuple[Issue, ...] = ()


def number(text: str) -> str:
    """A control number as two files may write it: without zeros before it."""
    return text.strip().lstrip("0") or ("0" if text.strip() else "")
