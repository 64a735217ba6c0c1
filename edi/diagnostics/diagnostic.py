"""One finding."""

from __future__ import annotations

from dataclasses import dataclass

from edi.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding: `code` is the key to everything said about it, `where` the cell, segment or file.

    `found` is the offending text and may be PHI; `expected` what would be right (PHI where the rule says so,
    `Rule.expected_is_value`). `related` holds other places: the first row of a duplicate, the totals' lines.
    """

    code: str
    where: Reference
    found: str = ""
    expected: str = ""
    related: tuple[Reference, ...] = ()
