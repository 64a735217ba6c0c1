"""How the dates of a column are written is decided by all of them together: right, or withheld with both readings."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.dates import evidence_of, order_of, real_dates
from invoices.workbook import open_workbook
from invoices.workbook.date_formats import formats_of_ods, is_day_first
from tests.examples import FEW
from tests.invoices.reading import run, visit, workbook
from tests.tools.make_texts import CODES_HEADINGS

DATA = Path(__file__).parent / "data"
# A birth date that can be read one way only, so that it leaves nothing open.
BORN = "1955-12-11"
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 30))


def us(day: date) -> str:
    return f"{day:%m/%d/%Y}"


def eu(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def sent_days(cells: Sequence[Any], *, as_csv: bool = False, **changes: Any) -> dict[int, str]:
    """The day that each visit was sent with; a visit that was withheld is not in it. Visit n is row n + 2."""
    rows = [
        visit(**{"Birthdate": BORN, "Visit_Date": cell, "Visit_ID": f"V{number}"} | changes)
        for number, cell in enumerate(cells)
    ]
    name, content = "a.xlsx", workbook(rows) if not as_csv else b""
    if as_csv:
        text = io.StringIO()
        csv.writer(text).writerows([CODES_HEADINGS, *rows])
        name, content = "a.csv", text.getvalue().encode()
    return days_in(run((name, content)))


def days_in(result: Any) -> dict[int, str]:
    days: dict[str, list[str]] = {}
    for output in result.outputs:
        claim = ""
        for segment in output.text.split("~\n"):
            parts = segment.split("*")
            if parts[0] == "CLM":
                claim = parts[1]
            elif segment.startswith("DTP*472"):
                days.setdefault(claim, []).append(parts[3])
    made = {}
    for one in result.inputs[0].dispositions:
        if one.status == "sent":
            made[one.row - 2] = days[one.claim][one.line - 1]
    return made


def right(days: Sequence[date]) -> dict[int, str]:
    return {number: f"{day:%Y%m%d}" for number, day in enumerate(days)}


FIRST = [date(2026, 2, 1) + timedelta(days=number) for number in range(12)]


def test_one_slip_among_46_dates_decides_nothing() -> None:
    """The dates are all of the first twelve days of a month, so that each but the slip has two readings."""
    days = [date(2026, month, day) for month in (1, 2, 3) for day in range(1, 13)] + [date(2026, 1, 13)]
    cells: list[str] = [us(day) for day in days[:-1]] + ["13/02/2026"]
    result = run(("a.xlsx", workbook([visit(Visit_Date=c, Visit_ID=f"V{n}") for n, c in enumerate(cells)])))
    wrong = {n: day for n, day in days_in(result).items() if day != f"{days[n]:%Y%m%d}"}
    assert not wrong
    told = {f.found: f.expected for f in result.all_findings if f.code == "CL031"}
    assert told["02/03/2026"] == "2026-02-03 or 2026-03-02"
    assert (len(told), len(days_in(result))) == (33, 3)  # the others are the same day both ways, or the slip


def test_a_column_that_is_day_first_by_habit_is_read_so() -> None:
    days = [*FIRST[:4], date(2026, 2, 13), date(2026, 2, 20), date(2026, 2, 27)]
    for cells in (days, days[::-1]):
        assert sent_days([eu(day) for day in cells]) == right(cells)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "02/25/2026"], "month_first"),
        (["03/04/2026"], "month_first"),
        (["25/02/2026", "02/25/2026", "03/04/2026"], "unsettled"),
        (["25/02/2026", "03/04/2026"], "unsettled"),
        (["25/02/2026", "26/02/2026"], "day_first"),
        (["25/02/2026"], "unsettled"),
        (["23.02.2026", "03.02.2026"], "day_first"),
        (["23.02.2026", "03/02/2026"], "unsettled"),
        (["23.02.2026", "01.02.2026", "03.02.2026", "04.02.2026", "05.02.2026"], "unsettled"),
        (["25/02/2026", "26/02/2026", "27/02/2026", "03/04/2026"], "day_first"),
        (["01/03/2026", "02/03/2026", "03/02/2026", "05/03/2026", "06/03/2026", "25/03/2026"], "unsettled"),
        # In the order of time, if the day stands first.
        (
            ["28/01/2026", "01/02/2026", "02/02/2026", "05/02/2026", "06/02/2026", "01/03/2026", "02/03/2026"],
            "day_first",
        ),
        (["2026-02-25", "03/04/2026"], "month_first"),
        (["20/02/2026-25/02/2026", "26/02/2026 to 27/02/2026"], "day_first"),
    ],
)
def test_the_evidence_of_a_column(cells: list[str], order: str) -> None:
    assert order_of(evidence_of(cells)) == order


def test_other_columns_settle_what_one_leaves_open() -> None:
    """Birth dates that are certainly day first, beside a few dates of service that could be both, or just one."""
    births = ["25/12/1955", "24/12/1955", "23/12/1955", "22/12/1955"]
    days = ["03/02/2026", "13/02/2026", "04/02/2026", "05/02/2026"]

    def result(services: Sequence[str]) -> dict[int, str]:
        people = ["92640915P", "92640916P", "92640917P", "92640918P"]
        rows = [
            visit(Visit_Date=day, Visit_ID=f"V{n}", Birthdate=births[n], Client_CIN=people[n])
            for n, day in enumerate(services)
        ]
        return days_in(run(("a.xlsx", workbook(rows))))

    assert result(days) == {0: "20260203", 1: "20260213", 2: "20260204", 3: "20260205"}
    assert result([days[0], days[2], days[3]]) == {}


@given(st.lists(DAYS, min_size=1, max_size=12, unique=True), st.sampled_from([us, eu]), st.randoms())
@FEW
def test_no_column_of_one_hand_is_sent_with_other_days(days: list[date], hand: Any, source: random.Random) -> None:
    """But for one that never says so: without a day above the twelfth, the American order is what is expected."""
    source.shuffle(days)
    sent = sent_days([hand(day) for day in days], as_csv=True)
    if hand is us or any(day.day > 12 for day in days):
        assert sent.items() <= right(days).items()
    if hand is us and len(days) > 1:
        assert sent == right(days)


@given(st.lists(DAYS, min_size=4, max_size=12, unique=True), st.data())
@FEW
def test_a_slip_never_turns_the_others(days: list[date], data: st.DataObject) -> None:
    cells = [us(day) for day in days]
    at = data.draw(st.integers(0, len(days) - 1))
    cells[at] = eu(days[at])
    sent = sent_days(cells, as_csv=True)
    sent.pop(at, None)
    assert sent.items() <= right(days).items()


class TestRealDatesBesideText:
    """An American Excel opened a day-first csv: what it could make a date of, it did, with day and month exchanged."""

    @staticmethod
    def opened(days: Sequence[date]) -> list[Any]:
        return [date(day.year, day.day, day.month) if day.day < 13 else eu(day) for day in days]

    @given(st.lists(DAYS, min_size=2, max_size=12, unique=True))
    @FEW
    def test_the_exchanged_half_is_never_sent_as_it_stands(self, days: list[date]) -> None:
        if not any(day.day > 12 for day in days):
            return
        assert sent_days(self.opened(days)).items() <= right(days).items()

    def test_both_readings_are_told(self) -> None:
        days = [date(2026, 2, 3), date(2026, 2, 20), date(2026, 2, 21), date(2026, 2, 22)]
        rows = [visit(Birthdate=BORN, Visit_Date=cell, Visit_ID=f"V{n}") for n, cell in enumerate(self.opened(days))]
        result = run(("a.xlsx", workbook(rows)))
        assert [f.expected for f in result.all_findings if f.code == "CL031"] == ["2026-03-02 or 2026-02-03"]
        assert days_in(result).items() <= right(days).items()

    def test_the_order_of_the_rows_settles_it(self) -> None:
        days = [date(2026, 1, 30), *(date(2026, 2, day) for day in (2, 4, 9, 11, 16, 18, 23)), date(2026, 3, 2)]
        assert sent_days(self.opened(days)) == right(days)
        assert real_dates(evidence_of(self.opened(days))) == "swapped"

    def test_real_dates_that_nobody_exchanged_stay(self) -> None:
        """A few were typed as text; the real ones have days above the twelfth themselves."""
        real = [date(2026, 2, day) for day in (2, 9, 16, 23)]
        assert sent_days([*real, "02/24/2026", "02/25/2026"]) == right([*real, date(2026, 2, 24), date(2026, 2, 25)])
        sent = sent_days([*real, "24/02/2026"])
        assert sent.items() >= right(real).items()

    def test_one_text_among_real_dates_of_the_first_days_is_no_proof(self) -> None:
        real = [date(2026, 2, day) for day in (2, 3, 4)]
        assert sent_days([*real, "02/24/2026"]) == right([*real, date(2026, 2, 24)])

    def test_the_half_that_a_european_excel_left(self) -> None:
        """Month-first text, opened where the day comes first."""
        days = [date(2026, 2, day) for day in (2, 3, 4, 5, 17, 18, 19)]
        cells = [date(day.year, day.day, day.month) if day.day < 13 else us(day) for day in days]
        assert sent_days(cells).items() <= right(days).items()


FORMATS = {
    "dd/mm/yyyy": True, "[$-809]dd\\/mm\\/yyyy;@": True, "d-m-yy": True, 'dd"."mm"."yyyy': False, "d-mmm-yy": False,
    "mm/dd/yyyy": False, "yyyy-mm-dd": False, "dddd, mmmm dd, yyyy": False, "General": False, "0.00": False,
}  # fmt: skip


@pytest.mark.parametrize("text", FORMATS)
def test_formats_that_show_the_day_first(text: str) -> None:
    assert is_day_first([text]) is FORMATS[text]
    assert not is_day_first([text, "m/d/yyyy"])


def test_a_workbook_that_shows_its_dates_day_first_settles_an_open_column() -> None:
    def change(sheet: Any) -> None:
        sheet["AH1"] = date(2026, 1, 1)
        sheet["AH1"].number_format = "dd/mm/yyyy"

    rows = [visit(Birthdate=BORN, Visit_Date=cell, Visit_ID=cell) for cell in ("13/02/2026", "03/02/2026")]
    assert days_in(run(("a.xlsx", workbook(rows, change)))) == {0: "20260213", 1: "20260203"}
    assert days_in(run(("a.xlsx", workbook(rows)))) == {}
    assert days_in(run(("a.xlsx", workbook(rows[1:], change)))) == {}
    assert days_in(run(("a.xlsx", workbook(rows[1:])))) == {0: "20260302"}


def test_formats_of_an_open_document() -> None:
    style = (
        b'<number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text>'
        b'<number:month number:style="long"/><number:text>/</number:text><number:year/></number:date-style>'
    )
    assert formats_of_ods(style) == ["dd/mm/yy"]
    assert formats_of_ods(style.replace(b"<number:month ", b'<number:month number:textual="true" ')) == ["dd/mmm/yy"]
    for styles, expected in ((style, True), (b"", False)):
        (sheet,) = open_workbook(Path("a.ods"), with_styles((DATA / "codes.ods").read_bytes(), styles)).sheets
        assert sheet.day_first is expected


def with_styles(content: bytes, styles: bytes) -> bytes:
    """An OpenDocument file with more styles."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            made.writestr(name, part.replace(b"<office:automatic-styles>", b"<office:automatic-styles>" + styles))
    return target.getvalue()
