"""A file that ends in a claim: the finding on its end says it all, and the claim is not judged; all others are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from edi.validation.run import rules
from tests.claims.base import GOOD, checked, places

RULES = rules().rules
MEMBER = GOOD[GOOD.index("HL*2") : GOOD.index("SE*")]
SECOND = MEMBER.replace("HL*2", "HL*3").replace("T1*", "T2*").replace("*D8*20240603", "*D8*20240604")
TWO = GOOD.replace("SE*43", f"{SECOND}SE*74")
TRAILERS = TWO[TWO.index("SE*") :]
SE, GE, IEA = TRAILERS.splitlines(keepends=True)
#: The total of the second claim is wrong.
FAULTS = ["X3001"]
BAD = TWO[: TWO.rindex("*350***")] + TWO[TWO.rindex("*350***") :].replace("*350***", "*340***", 1)


def beyond_the_guide(text: str, *, thorough: bool = False) -> list[str]:
    """Codes of the findings of types 3 to 7."""
    return [one.code for one in checked(text, thorough=thorough).findings if RULES[one.code].snip > 2]


def test_the_whole_files() -> None:
    assert checked(TWO).findings == []
    assert beyond_the_guide(BAD) == FAULTS


@pytest.mark.parametrize("thorough", [False, True])
def test_a_good_file_cut_anywhere_has_findings_on_its_end_only(thorough: bool) -> None:
    """Also within a segment, and right behind one, before and after its line feed."""
    ends = [place for place, mark in enumerate(TWO) if mark == "~"]
    anywhere = {*range(0, len(TWO), 3), *ends, *(place + 1 for place in ends), *(place + 2 for place in ends)}
    for place in sorted(anywhere & set(range(TWO.index("CLM*"), len(TWO)))):
        assert beyond_the_guide(TWO[:place], thorough=thorough) == [], TWO[:place][-40:]


def test_a_cut_in_a_segment_is_one_finding() -> None:
    for at, after in pairwise([place for place, mark in enumerate(TWO) if mark == "~"]):
        text = TWO[: max(at + 5, after - 1)]
        if text[at + 1 :].strip().find("*") >= 2:
            assert [one.code for one in checked(text).findings] == ["X1009"], text[at:]


def test_the_claims_before_the_cut_one_are_judged() -> None:
    first_is_bad = TWO.replace("*350***", "*340***", 1)
    for text in (first_is_bad[: first_is_bad.rindex("LX*2")], first_is_bad[: first_is_bad.index("HL*3") + 4]):
        assert places(checked(text), "X3001") == [(21, 2, 0)]


@pytest.mark.parametrize("trailers", [SE + GE + IEA, SE + GE, SE, GE + IEA, GE, IEA, SE[:9], "SE"])
def test_a_claim_before_any_trailer_is_judged(trailers: str) -> None:
    assert beyond_the_guide(BAD.replace(TRAILERS, trailers)) == FAULTS


@pytest.mark.parametrize("trailers", ["", "S", "\n", "TA1*000000001*240708*0930*A*000~\n"])
def test_a_claim_without_any_trailer_is_not(trailers: str) -> None:
    assert beyond_the_guide(BAD.replace(TRAILERS, trailers)) == []


def test_a_claim_before_another_interchange_is_judged() -> None:
    """Only the end of the file is a cut that takes the claim along."""
    other = GOOD.replace("000000001", "000000002").replace("T1*", "T3*").replace("*D8*20240603", "*D8*20240605")
    assert beyond_the_guide(BAD.replace(TRAILERS, other)) == FAULTS
