"""Labels above a table that no layout names: the provider, the payer and the invoice, once for all lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.layout.claims import ACCEPT, MARGIN, Clash, Column, Target, is_required
from invoices.layout.labels import find_labels
from invoices.layout.naming import is_label_field, name_scores
from invoices.layout.table import Label, column_letter
from invoices.workbook import CellValue
from mappings.service_table import normal

# Text above a table may be anything: a label has to be surer than a heading.
SURE = 0.80
LONGEST = 50


class LabelChoice(NamedTuple):
    """A label taken for a field, and the place of its value."""

    field: str
    text: str
    label: Label
    score: float

    @property
    def cell(self) -> str:
        """The cell of the value."""
        return f"{column_letter(self.label.column)}{self.label.row}"


def guess_labels(
    rows: list[list[CellValue]], first_column: int, taken: Mapping[str, Column], first_row: int = 1
) -> tuple[tuple[LabelChoice, ...], list[Clash]]:
    """The labels whose values fit, of fields that no column holds; where two that differ claim a field, a clash, also
    where a column with other values has a field that has to be right."""
    said = {normal(text): (field, text, score) for field, text, score in _candidates(rows)}
    # Every text that may be a label is looked for, so that none is taken for the value of another.
    found = find_labels(rows, first_column, {key: key for key in said}, first_row)
    claims: dict[str, list[LabelChoice]] = {}
    for key, labels in found.items():
        field, text, score = said[key]
        if field:
            for label in labels:
                sure = Column(label.column, text, {field: score}, values={label.value: 1}).score(field)
                if sure >= ACCEPT and not text_of(label.value).endswith(":"):
                    claims.setdefault(field, []).append(LabelChoice(field, text, label, sure))
    choices: list[LabelChoice] = []
    clashes: list[Clash] = []
    for field, claiming in sorted(claims.items()):
        best = max(choice.score for choice in claiming)
        near = [choice for choice in claiming if choice.score >= best - MARGIN]
        columns = [Column(choice.label.column, choice.text, {}) for choice in near]
        values = {text_of(choice.label.value) for choice in near}
        if field in taken:
            if is_required(field) and not {text_of(value) for value in taken[field].values} <= values:
                clashes.append(Clash((taken[field], *columns), (Target(field),)))
        elif len(values) > 1:
            clashes.append(Clash(tuple(columns), (Target(field),)))
        else:
            choices += {choice.text: choice for choice in near}.values()
    return tuple(choices), clashes


def _candidates(rows: list[list[CellValue]]) -> Iterator[tuple[str, str, float]]:
    for row in rows:
        for cell in row:
            if not isinstance(cell, str) or not cell:
                continue
            shown = text_of(cell.partition(":")[0])
            # "INV-1" is a value and no label, however well it reads.
            if not normal(shown) or len(shown) > LONGEST or any(letter.isdigit() for letter in shown):
                continue
            scores = name_scores(shown, labels=True)
            field, score = max(scores.items(), key=lambda item: item[1], default=("", 0.0))
            if score >= SURE and (not field or is_label_field(field)):
                yield field, shown, score
