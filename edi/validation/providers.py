"""A 274 through the engine and the rules of provider files, in one reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import structs

from edi.diagnostics import Diagnostic
from edi.diagnostics.rule import Check
from edi.guide.findings import Finding, Summary
from edi.model.reference import Reference, X12Ref
from edi.t274.around import Around
from edi.t274.markers import default_markers, markers_of
from edi.t274.parse import Parsed, Reading
from edi.validation.outcome import Outcome
from edi.x12.source import Source
from mappings.receiver_table import receivers_of

if TYPE_CHECKING:
    from mappings.payer_file import Payer

RECEIVER = 8


def check_provider_file(
    source: Source, outcome: Outcome, checks: list[Check], received: str, payer: str, found: list[Finding]
) -> tuple[Summary, list[Diagnostic], str]:
    """Reads a 274: the engine's findings go to `found`; those of the rules are given, with the receiver's name.
    `received` is CCYYMMDD, `payer` the receiver that the user named ("": by ISA08); its severities go to the
    outcome."""
    chosen = _payer(payer)
    if chosen is not None:
        outcome.overrides.update(chosen.severity)
    markers = markers_of(chosen.provider_file) if chosen else default_markers()
    day = datetime.strptime(received, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    reading = Reading(source, markers, found)
    made: list[Diagnostic] = []
    for parsed in reading:
        around = Around(day, markers, receiver=_element(parsed.transaction.isa, RECEIVER))
        for check in checks:
            made += _placed(check(parsed.file, around), outcome.file, parsed)
    outcome.levels = reading.levels
    return reading.summary, made, chosen.name if chosen is not None else ""


def _payer(name: str) -> Payer | None:
    """The receiver by name, or None, which is the one that takes provider files."""
    from mappings.payer_file import load_payer  # pydantic, which a run on an 837P never needs

    return load_payer(name) if name else next((load_payer(one) for one in receivers_of("274").values()), None)


def _element(isa: str, place: int) -> str:
    return isa.split(isa[3:4])[place].strip() if len(isa) > place else ""


def _placed(findings: Iterator[Diagnostic], file: str, parsed: Parsed) -> Iterator[Diagnostic]:
    """The findings with the file and the control numbers of their place."""
    head = parsed.transaction
    isa, gs, st = head.interchange_number, head.group_number, head.number

    def placed(where: Reference) -> Reference:
        return structs.replace(where, file=file, isa=isa, gs=gs, st=st) if isinstance(where, X12Ref) else where

    for each in findings:
        yield replace(each, where=placed(each.where), related=tuple(map(placed, each.related)))
