"""What was confirmed in one month is read in the next without a question, where the sheet alone would not tell."""

from __future__ import annotations

from collections.abc import Sequence

from invoices.reading.remember import remember
from invoices.workbook import CellValue, Sheet
from mappings.reading_file import SavedReading
from tests.ask.base import MAY, SHA
from tests.reading.header_sets import SETS, sheet_of
from tests.reading.reading import asked, mapping, read

CLEAN = sheet_of(SETS["abbreviated"])


def renamed(sheet: Sheet, **headings: str) -> Sheet:
    head, *rows = sheet.rows()
    return Sheet(sheet.name, _cells=[[headings.get(str(cell), cell) for cell in head], *rows])


def replaced(sheet: Sheet, columns: dict[str, Sequence[CellValue]]) -> Sheet:
    """The sheet with other values below some headings, anew where there are more rows."""
    head, *rows = (list(row) for row in sheet.rows())
    for heading, values in columns.items():
        for at, row in enumerate(rows):
            row[head.index(heading)] = values[at % len(values)]
    return Sheet(sheet.name, _cells=[head, *rows])


def without(sheet: Sheet, *headings: str) -> Sheet:
    head, *rows = (list(row) for row in sheet.rows())
    kept = [at for at, cell in enumerate(head) if cell not in headings]
    return Sheet(sheet.name, _cells=[[row[at] for at in kept] for row in (head, *rows)])


def confirmed(sheet: Sheet, **answers: str) -> list[SavedReading]:
    given = {f"{sheet.name}!{letter}": field for letter, field in answers.items()}
    return remember([read(sheet, answers=given)], given, who="m.carter", when=MAY, sha256=SHA)


def scales(sheet: Sheet, saved: Sequence[SavedReading] = ()) -> dict[str, int]:
    return {column.field: column.scale for column in read(sheet, saved=saved).columns if column.field}


CENTS = renamed(
    replaced(CLEAN, {"Qty": [1, 2, 4], "Rate": [1500, 1550, 1675], "Amt": [1500, 3100, 6700]}),
    Rate="Rate (cents)", Amt="Amt (cents)",
)  # fmt: skip


def test_cents_stay_cents_where_the_heading_has_lost_the_word() -> None:
    later = renamed(CENTS, **{"Amt (cents)": "Amt"})
    assert scales(later)["line_charge"] == 1
    assert scales(later, confirmed(CENTS))["line_charge"] == 100


def test_a_value_with_decimals_is_none_of_cents() -> None:
    later = renamed(replaced(CENTS, {"Amt (cents)": [15.5, 31.0]}), **{"Amt (cents)": "Amt"})
    assert scales(later, confirmed(CENTS))["line_charge"] == 1


def test_a_value_below_a_dollar_in_cents_is_in_dollars() -> None:
    later = renamed(replaced(CENTS, {"Rate (cents)": [15, 16, 20], "Amt (cents)": [15, 32, 80]}),
                    **{"Amt (cents)": "Amt"})  # fmt: skip
    assert scales(later, confirmed(CENTS))["line_charge"] == 1


STAYS = renamed(
    replaced(CLEAN, {
        "DOS": ["03/02/2026", "03/05/2026", "03/09/2026"], "Thru": ["03/03/2026", "03/07/2026", "03/09/2026"],
        "Qty": [2, 3, 1], "Rate": [100, 110, 120], "Amt": [200, 330, 120],
    }),
    Thru="Date Completed",
)  # fmt: skip


def test_a_day_of_completion_that_may_end_the_services_is_asked_about_once() -> None:
    reading = read(STAYS)
    assert asked(reading) == {"Date Completed"}
    (question,) = reading.questions
    saved = confirmed(STAYS, **{question.column: "service_end"})
    later = read(STAYS, saved=saved)
    assert asked(later) == set()
    assert mapping(later)["Date Completed"] == "service_end"


def test_a_confirmed_heading_holds_though_its_place_has_changed() -> None:
    saved = confirmed(STAYS, **{read(STAYS).questions[0].column: "service_end"})
    head, *rows = (list(row) for row in STAYS.rows())
    last = head.index("Date Completed")
    moved = [[row[last], *(cell for at, cell in enumerate(row) if at != last)] for row in (head, *rows)]
    later = read(Sheet(STAYS.name, _cells=moved), saved=saved)
    assert asked(later) == set()
    assert mapping(later)["Date Completed"] == "service_end"


def test_days_of_completion_that_do_not_come_out_are_not_asked_about() -> None:
    assert asked(read(replaced(STAYS, {"Qty": [1, 1, 1], "Amt": [100, 110, 120]}))) == set()


def test_numbers_that_nobody_knows_are_asked_for_the_charge_where_nothing_else_has_it() -> None:
    sheet = renamed(replaced(without(CLEAN, "Rate"), {"Amt": [135, 88, 157.5]}), Amt="Aount")
    (question,) = read(sheet).questions
    assert (question.heading, question.kind) == ("Aount", "column")
    assert {"line_charge", "unit_cost"} <= {choice.field for choice in question.choices}
    saved = confirmed(sheet, **{question.column: "line_charge"})
    assert asked(read(sheet, saved=saved)) == set()
