"""The rows of a roster: each lists a provider at a site, or a site alone, or a group alone."""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic
from invoices.layout.rows import table_rows
from invoices.roster.line import RosterLine
from invoices.rows import RowReader, SkippedRow


class RosterReader(RowReader):
    """Reads one table of a roster."""

    def read(self) -> Iterator[RosterLine | SkippedRow]:
        """Lines and skipped rows in the order of the sheet; blank rows below the last filled one are none."""
        table = self.table
        plan = self._plan(table.columns)
        hidden = table.source.surroundings.hidden_rows
        fold = self._fold or None
        for number, kind, cells in table_rows(table, self.another):
            of_line = kind in ("line", "astray")
            if not of_line or number in hidden:
                yield SkippedRow(number, "hidden" if of_line else kind)
                continue
            if kind == "astray":
                self.add(Diagnostic("WB039", table.ref(number)))
            values = self._template.copy()
            faulty = self._faulty + self._clean(number, cells, values, plan, 0)
            if fold:
                faulty = fold(values, faulty)
            values += (table, number, faulty)
            yield RosterLine(*values)
