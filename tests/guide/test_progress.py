"""The number of a finding's segment, wherever it stands in its block and however often its text does."""

from __future__ import annotations

import pytest

from edi.guide.mode import Mode
from edi.guide.validate import validate
from tests.claims.base import GOOD

SEGMENTS = [one.strip() for one in GOOD.split("~")][:-1]


def found(segments: list[str], mode: Mode = Mode.PRODUCT) -> dict[str, list[int]]:
    """Segment numbers by reason."""
    numbers: dict[str, list[int]] = {}
    for finding in validate("".join(f"{one}~" for one in segments).encode(), mode=mode):
        numbers.setdefault(finding.reason, []).append(finding.segment_no)
    return numbers


def placed(*extra: tuple[int, str]) -> list[str]:
    """The good file with segments put in before some of its own (the last one first)."""
    segments = [*SEGMENTS]
    for place, text in sorted(extra, reverse=True):
        segments.insert(place, text)
    return segments


@pytest.mark.parametrize("text", ["A", "ZZ", "ZZ*1", "1"])
def test_the_same_text_is_told_where_it_stands_each_time(text: str) -> None:
    """A text of one character is one object for Python, however often it stands in a file."""
    segments = placed((15, text), (22, text), (23, text), (40, text))
    numbers = sorted(number for some in found(segments).values() for number in some)
    expected = [place for place, one in enumerate(segments, 1) if one == text]
    assert sorted(set(numbers) & set(expected)) == expected
    assert set(numbers) - set(expected) <= {len(segments) - 2}  # the count in SE


def test_what_is_passed_over_is_not_taken_for_what_follows() -> None:
    """The group before has no guide: its segments are skipped, among them those that stand in the next group, too."""
    unknown = ["GS*HC*1*2*20240708*0930*7*X*009999X001", "ST*837*0001", "A", "A", "LX*1", "SE*5*0001", "GE*1*7"]
    segments = placed((23, "A"))
    segments = [segments[0], *unknown, *segments[1:-1], "IEA*2*000000001"]
    at = len(segments) - segments[::-1].index("A")
    assert found(segments)["bad-segment-id"] == [at]
    exact = found(segments, Mode.PYX12)
    assert exact["unexpected-segment"] == [at]
    assert exact["bad-segment-id"] == [at + 1]  # pyx12 tells it on the segment behind


def test_a_text_that_was_right_before_is_told_where_it_is_wrong() -> None:
    """LX*1 is right in its claim, and wrong once more behind it."""
    first = SEGMENTS.index("LX*1")
    segments = placed((len(SEGMENTS) - 3, "LX*1"))
    last = len(segments) - segments[::-1].index("LX*1")
    assert last > first + 1
    assert last in found(segments)["line-number"]


def test_empty_segments_are_told_and_counted_as_places() -> None:
    numbers = found(placed((10, ""), (11, ""), (30, ""), (38, "A")))
    assert numbers["empty-segment"] == [11, 12, 31]
    assert numbers["bad-segment-id"] == [39]
