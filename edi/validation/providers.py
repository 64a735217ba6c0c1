"""The rules of provider files, asked about a 274 that was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from edi.diagnostics import Diagnostic, Registry
from edi.model.reference import Reference, X12Ref
from edi.t274.around import Around
from edi.t274.markers import default_markers, markers_of
from edi.t274.parse import Parsed, read_274
from edi.x12.kind import first_transaction
from edi.x12.source import Source
from mappings.payer_file import Payer, load_payer
from mappings.receiver_table import receivers_of

RECEIVER, NUMBER = 8, 13


def provider_findings(source: Source, file: str, received: str, payer: str, registry: Registry) -> list[Diagnostic]:
    """What the rules find in the provider files of a 274; nothing in a file of another kind, or in one that can be read
    only once. `received` is CCYYMMDD, `payer` the receiver that the user named ("": by ISA08)."""
    if not isinstance(source, (Path, bytes)) or first_transaction(source) != "274":
        return []
    chosen = _payer(payer)
    markers = markers_of(chosen.provider_file) if chosen else default_markers()
    day = datetime.strptime(received, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    found: list[Diagnostic] = []
    for parsed in read_274(source, markers):
        around = Around(day, markers, receiver=_element(parsed.transaction.isa, RECEIVER))
        for _, check in registry.checks.get("provider_file", ()):
            found += (_placed(one, file, parsed) for one in check(parsed.file, around))
    return found


def _payer(name: str) -> Payer | None:
    """The receiver by name, or None, which is the one that takes provider files."""
    return load_payer(name) if name else next((load_payer(one) for one in receivers_of("274").values()), None)


def _element(isa: str, place: int) -> str:
    return isa.split(isa[3:4])[place].strip() if len(isa) > place else ""


def _placed(finding: Diagnostic, file: str, parsed: Parsed) -> Diagnostic:
    """The finding with the file and the control numbers of its place."""
    head = parsed.transaction
    isa = _element(head.isa, NUMBER)
    gs = head.gs.split("*")[6] if head.gs.count("*") > 6 else ""
    st = head.head[0].split("*")[2] if head.head and head.head[0].count("*") > 1 else ""

    def placed(where: Reference) -> Reference:
        return replace(where, file=file, isa=isa, gs=gs, st=st) if isinstance(where, X12Ref) else where

    return replace(finding, where=placed(finding.where), related=tuple(map(placed, finding.related)))
