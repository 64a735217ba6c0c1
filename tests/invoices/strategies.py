"""What hypothesis fills cells with: anything that a workbook can hold, and what people are likely to write."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# Characters that the cell functions look for, so that generated text comes close to what they accept.
ALMOST = st.text("0123456789 .,:;-/()$%eEuUgGaAxX~*^\t\nzZ", max_size=16)
WRITTEN = st.sampled_from([
    "1234567893", "1234567890", "91234567A", "91234567a12345", "3/4/26", "03/04/2026", "March 4, 2026", "2026-03-04",
    "46085", "$1,200.00", "(50.00)", "1.200,00", "0:45", "1.5 hrs", "30 min", "u2gq", "U2 GQ", "g9012-U2", "H0043",
    "Z59.01, F1120", "12 - Home", "Calif.", "female", "yes", "maybe", "N/A", "-", "#REF!", "94612-1234", "2139",
    "(510) 555-0134 x12", "94-2345678", "251b00000x", "SMITH*JONES~", "MUÑOZ", "X" * 300, "TOTAL", "Signature:",
])  # fmt: skip
NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(min_value=-10, max_value=100_000).map(lambda value: round(value, 3)),
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
    st.integers(min_value=0, max_value=100_000),
    st.booleans(),
)
MOMENTS = st.one_of(
    st.dates(),
    st.dates(date(2021, 1, 1), date(2027, 12, 31)),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(days=-40_000), timedelta(days=40_000)),
    st.just(datetime(2026, 3, 4, 15, 45)),  # noqa: DTZ001 - as a workbook holds it
    st.just(time(0, 45)),
)
VALUES = st.one_of(st.none(), TEXT, ALMOST, WRITTEN, NUMBERS, MOMENTS)
