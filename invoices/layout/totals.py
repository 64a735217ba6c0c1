"""Total rows: a word that says so, alone, beside amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from invoices.cells.base import text_of
from invoices.workbook import CellValue

# What may stand in one cell with the word for a total. Whatever else does makes it a name: "Total Care Services".
WORDS_BESIDE = """
    a all amount amounts and approved balance billed by charge charged charges claim claims client clients column cost
    costs count date dollars due encounter encounters entries final for general grand gross hours in invoice invoiced
    invoices is item items line lines member members minutes month monthly net no number of on overall page pay payable
    payment period quantity quarter report row rows service services sheet sub subtotal sum summary the this to total
    totals unit units usd visit visits week year
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    a cantidad cargo cargos clientes cobrado cobrar de del dias días el en enero febrero marzo abril mayo junio julio
    agosto septiembre octubre noviembre diciembre esta este factura final general horas importe importes la las
    los mes miembros minutos monto montos pagar pago por semana servicio servicios suma totales trimestre unidades
    visitas y
"""
BESIDE = frozenset(WORDS_BESIDE.split())
# "Total for Ana Ramirez", "Subtotal: Bay Housing".
FOR = re.compile(r"\s*(?::|-|–|for\b|of\b)", re.IGNORECASE)
NUMBER = re.compile(r"[\s$()+\-]*\d[\d.,\s]*(?:[\s)]|usd|hrs?|hours?|units?|min|minutes?|days?|x)*\.?", re.IGNORECASE)
DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
# A remark, a month, an invoice's number.
MOST_BESIDE = 1
LONGEST = 60


def is_number(cell: CellValue) -> bool:
    """Whether a cell holds an amount or a count, with or without its unit."""
    if isinstance(cell, str):
        return len(cell) <= LONGEST and NUMBER.fullmatch(cell.strip()) is not None
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


class Saying(Enum):
    """What a text says of a total: nothing, no more than that, or that it is one of something."""

    NOTHING = 0
    PLAIN = 1
    WITH_A_NAME = 2


@dataclass(slots=True)
class Totals:
    """Knows the total rows of one table by its words for a total. `own` are the columns in which a line says whose it
    is and what for, `names` those in which a name may begin like such a word."""

    words: tuple[str, ...]
    own: tuple[int, ...]
    names: frozenset[int] = frozenset()
    _known: dict[str, Saying] = field(default_factory=dict)
    _pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        words = (r"[\W_]*".join(map(re.escape, word.lower().split())) for word in self.words)
        self._pattern = re.compile("|".join(rf"\b{word}s?\b" for word in words) or r"(?!)")

    def fit(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row is a total: its first text says so, the columns of a line are empty but for that text, and
        what else is filled are numbers and dates, and one text at most. A text that says so with other words, as
        "Total Care Services" and "Total Community Supports" do, stands alone beside numbers and in no column of
        names."""
        texts = [place for place, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()]
        place = next((n for n in texts if not is_number(cells[n])), -1)
        said = self._saying(text_of(cells[place])) if place >= 0 else Saying.NOTHING
        if said is Saying.NOTHING or any(text_of(cells[column]) for column in self.own if column != place):
            return False
        others = [text_of(cell) for n, cell in enumerate(cells) if n != place and not is_number(cell)]
        words = sum(bool(text) and not DATE.fullmatch(text) and not self._is_plain(text) for text in others)
        return words <= MOST_BESIDE if said is Saying.PLAIN else not words and place not in self.names

    def says(self, text: str) -> bool:
        """Whether a text says that something is a total."""
        return self._looked_at(text_of(text).lower()) is not Saying.NOTHING

    def _is_plain(self, text: str) -> bool:
        return self._saying(text) is Saying.PLAIN

    def _saying(self, text: str) -> Saying:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._looked_at(text.lower())
        return known

    def _looked_at(self, text: str) -> Saying:
        found = self._pattern.search(text) if len(text) <= LONGEST else None
        if found is None:
            return Saying.NOTHING
        rest = re.findall(r"[^\W\d_]+", text[: found.start()] + " " + text[found.end() :])
        if all(word in BESIDE for word in rest):
            return Saying.PLAIN
        if re.search(r"\w", text[: found.start()]):
            return Saying.NOTHING
        is_plain = FOR.match(text, found.end()) is not None or found[0].startswith(("sub", "grand"))
        return Saying.PLAIN if is_plain else Saying.WITH_A_NAME
