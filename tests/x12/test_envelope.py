"""Control numbers and counts of envelopes, and trailers that have no header."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edi.x12.envelope import Envelopes

Call = tuple[str, ...]


def run(calls: list[Call], strict: bool = True) -> list[str]:
    envelopes = Envelopes(strict)
    found = []
    for name, *arguments in calls:
        if name == "se":
            found += envelopes.se(arguments[0], arguments[1], 10)
        else:
            found += getattr(envelopes, name)(*arguments)
    return [problem.reason for problem in [*found, *envelopes.end()]]


GOOD: list[Call] = [
    ("isa", "1"),
    ("gs", "1"),
    ("st", "1"),
    ("se", "10", "1"),
    ("ge", "1", "1"),
    ("iea", "1", "1"),
]


def test_a_good_file() -> None:
    assert run(GOOD) == run(GOOD, strict=False) == []
    assert run([*GOOD, ("isa", "2"), *GOOD[1:5], ("iea", "1", "2")]) == []


def test_counts_compare_as_numbers_and_control_numbers_as_text() -> None:
    assert run([*GOOD[:3], ("se", "010", "1"), *GOOD[4:]]) == []
    assert run([*GOOD[:3], ("se", "10", "01"), *GOOD[4:]]) == ["st-number-differs"]
    assert run([*GOOD[:3], ("se", "ten", "1"), *GOOD[4:]]) == ["segment-count"]
    assert run([*GOOD[:3], ("se", "9" * 5000, "1"), *GOOD[4:]]) == ["segment-count"]


def test_numbers_used_twice() -> None:
    again = [*GOOD[:4], *GOOD[2:4], ("ge", "2", "1"), *GOOD[1:5], ("iea", "2", "1"), *GOOD]
    assert run(again) == ["st-number-repeated", "gs-number-repeated", "isa-number-repeated"]


def test_trailers_without_headers_and_headers_without_trailers() -> None:
    assert run([("se", "1", "1"), ("ge", "1", "1"), ("iea", "1", "1")]) == [
        "se-without-st",
        "ge-without-gs",
        "iea-without-isa",
    ]
    assert run(GOOD[:3]) == ["missing-iea", "missing-ge", "missing-se"]
    assert run([*GOOD[:3], *GOOD[5:]]) == ["unclosed-group"]
    assert run([*GOOD[:3], ("isa", "2"), *GOOD[1:5], ("iea", "1", "2")]) == [
        "missing-se",
        "missing-ge",
        "missing-iea",
    ]


_numbers = st.sampled_from(["1", "2", "", "x"])
_call = st.one_of(
    st.tuples(st.sampled_from(["isa", "gs", "st"]), _numbers),
    st.tuples(st.sampled_from(["se", "ge", "iea"]), _numbers, _numbers),
)


@given(calls=st.lists(_call, max_size=30), strict=st.booleans())
def test_any_order_of_envelopes_is_no_exception(calls: list[Call], strict: bool) -> None:
    run(calls, strict)
