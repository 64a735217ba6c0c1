"""Each rule of counting."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi.qimr.counting import (
    ECM,
    NOTHING,
    OTHER,
    OUTREACH,
    SUPPORT,
    Classifier,
    Use,
    age_on,
    attempts_made,
    falls_in,
    identity,
    is_adult,
    is_counted,
    is_cumulative,
)
from edi.qimr.source import Status
from mappings.quarters import Quarter, due_date, quarter_of
from tests.qimr import making
from tests.qimr.making import DAY, Q, encounter, line


@pytest.mark.parametrize(
    ("code", "day", "use"),
    [
        (("G9008", "U1"), DAY, Use(ECM, True, "ecm", "1")),
        (("G9008", "GQ", "U1"), DAY, Use(ECM, False, "ecm", "1")),
        (("G9012", "U2", "95"), DAY, Use(ECM, True, "ecm", "2")),
        (("G9012", "U8"), DAY, Use(OUTREACH, True, "ecm", "2")),
        (("G9008", "U8", "GQ"), DAY, Use(OUTREACH, False, "ecm", "1")),
        (("H0043", "U6"), DAY, Use(SUPPORT, True, "housing_navigation", "")),
        (("H0044", "U2"), DAY, Use(SUPPORT, True, "housing_deposits", "")),
        (("H0043", "U2"), date(2025, 8, 1), Use(SUPPORT, True, "transitional_rent", "")),
        (("T2025", "U6"), DAY, Use(SUPPORT, False, OTHER, "")),
    ],
)
def test_use_of_a_line(code: tuple[str, ...], day: date, use: Use) -> None:
    assert Classifier(["T2025 U6"]).use(line(code, day)) == use


@pytest.mark.parametrize(
    ("code", "day"),
    [
        (("G9012", "U1"), DAY),
        (("G9012",), DAY),
        (("99213",), DAY),
        (("H0043", "U2"), DAY),  # transitional rent began in 2025
        (("G9008", "U1"), date(2021, 12, 31)),
    ],
)
def test_what_is_no_service_on_its_day(code: tuple[str, ...], day: date) -> None:
    assert Classifier().use(line(code, day)) is None


def test_an_outreach_for_housing_is_no_support_received() -> None:
    use = Classifier().use(line(("T1016", "U8"), date(2026, 2, 1)))
    assert use is not None
    assert use.kind == NOTHING


def test_what_counts() -> None:
    assert [status for status in Status if is_counted(status)] == [Status.UNKNOWN, Status.ACCEPTED]


def test_units_charge_and_order_of_modifiers_make_no_other_line() -> None:
    one = encounter()
    same = identity(one, line(("G9012", "U2", "GQ"), units=1))
    assert identity(one, line(("G9012", "GQ", "U2"), units=4)) == same
    assert identity(one, line(("G9012", "GQ", "U2"), units=4), each=True) != identity(
        one, line(making.PHONE), each=True
    )
    assert identity(one, line(making.PHONE, date(2024, 5, 7))) != same
    assert identity(encounter(npi="1245319599"), line(making.PHONE)) != same
    assert identity(encounter(who=making.member(making.OTHER_CIN)), line(making.PHONE)) != same


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        (date(2024, 4, 1), date(2024, 4, 1), True),
        (date(2024, 6, 30), date(2024, 7, 4), True),
        (date(2024, 3, 25), date(2024, 4, 1), True),
        (date(2024, 3, 25), date(2024, 3, 31), False),
        (date(2024, 7, 1), date(2024, 7, 1), False),
    ],
)
def test_a_support_is_received_when_a_day_of_it_is_in_the_quarter(first: date, last: date, inside: bool) -> None:
    assert falls_in(line(making.RESPITE, first, end=last), Q) is inside


def test_cumulative_is_from_january_to_the_end_of_the_quarter() -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1)]
    assert [is_cumulative(day, Q) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(("birth", "adult"), [(date(2003, 6, 30), True), (date(2003, 7, 1), False)])
def test_an_adult_is_twenty_one_on_the_last_day_of_the_quarter(birth: date, adult: bool) -> None:
    assert is_adult(birth, Q, 21) is adult


def test_a_leap_day_birthday() -> None:
    assert [age_on(date(2004, 2, 29), date(2025, 2, 28)), age_on(date(2004, 2, 29), date(2025, 3, 1))] == [20, 21]


@pytest.mark.parametrize(
    ("encounters", "tracked", "made"),
    [
        ({"A": 1}, {"A": 1}, 1),
        ({"A": 1}, {"": 1}, 1),
        ({"A": 1}, {"B": 1}, 2),
        ({"A": 1}, {"A": 1, "": 1}, 2),
        ({"A": 2}, {"": 3}, 3),
        ({"A": 1, "B": 1}, {"": 1}, 2),
        ({}, {"": 2}, 2),
        ({}, {}, 0),
    ],
)
def test_an_attempt_that_both_tell_is_one(encounters: dict[str, int], tracked: dict[str, int], made: int) -> None:
    assert attempts_made(encounters, tracked) == made


COUNTS = st.dictionaries(st.sampled_from(["", "A", "B"]), st.integers(0, 4))


@given(COUNTS, COUNTS)
def test_attempts_are_at_least_what_each_tells_and_at_most_the_sum(one: dict[str, int], two: dict[str, int]) -> None:
    made = attempts_made(one, two)
    assert max(sum(one.values()), sum(two.values())) <= made <= sum(one.values()) + sum(two.values())


@given(st.integers(2022, 2035), st.integers(1, 4))
def test_quarters_are_calendar_quarters(year: int, number: int) -> None:
    quarter = Quarter(year, number)
    assert quarter_of(str(quarter)) == quarter == quarter_of(f"{year}q{number}")
    assert quarter.following.first.toordinal() == quarter.last.toordinal() + 1
    assert quarter.first.month % 3 == 1
    assert quarter_of(f"{year}Q5") is None


def test_due_dates() -> None:
    published = due_date("quarterly", Quarter(2023, 1))
    assert (published.day, published.caution) == (date(2023, 5, 16), date(2023, 5, 15))
    later = due_date("quarterly", Quarter(2024, 4))
    assert (later.day, later.is_published) == (date(2025, 2, 14), False)
    assert due_date("transition", Quarter(2022, 1)).day == date(2022, 5, 15)
