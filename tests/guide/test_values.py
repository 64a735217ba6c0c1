"""Data types against pyx12's own judgement of the same texts."""

from __future__ import annotations

from calendar import monthrange

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyx12.validation import IsValidDataType

from edi.guide.values import is_date, is_ordered, judge, measured_length

KINDS = ("N0", "N2", "R", "ID", "AN", "DT", "D8", "D6", "RD8", "TM", "B", "XX")
TEXTS = st.one_of(
    st.text(alphabet="0123456789-. A^`é\t", min_size=1, max_size=18),
    st.integers(0, 99999999).map("{:08}".format),
    st.integers(0, 999999).map("{:06}".format),
)


@given(text=TEXTS, kind=st.sampled_from(KINDS), version=st.sampled_from(["00401", "00501"]))
@example(text="20000229", kind="DT", version="00501")
@example(text="19000229", kind="DT", version="00501")
@example(text="202402292359", kind="DT", version="00501")
@example(text="20240101-20240102", kind="RD8", version="00501")
@example(text="5.", kind="R", version="00501")
@settings(max_examples=600, deadline=None)
def test_the_same_as_pyx12(text: str, kind: str, version: str) -> None:
    if kind == "RD8" and text.count("-") > 1:
        assert not judge(kind, version)(text)  # pyx12 raises
    else:
        assert judge(kind, version)(text) == IsValidDataType(text, kind, "E", version)


@pytest.mark.parametrize("year", [1800, 1899, 1900, 1999, 2000, 2023, 2024, 2100])
def test_the_ends_of_months(year: int) -> None:
    for month in range(1, 13):
        last = monthrange(year, month)[1]
        assert is_date(f"{year}{month:02}{last}")
        assert not is_date(f"{year}{month:02}{last + 1}")
    assert not is_date(f"{year}0001")


def test_ranges_and_lengths() -> None:
    assert is_ordered("20240101-20240101")
    assert not is_ordered("20240102-20240101")
    assert is_ordered("20240102")
    assert measured_length("-12.50", "R") == 4
    assert measured_length("-12", "N0") == 2
    assert measured_length("-12", "AN") == 3
