"""Odd files under all seven types: one precise finding each, and validation goes on after it where it can.

`tests/guide/test_product.py` holds types 1 and 2 to the same; here nothing of types 3 to 7 may come on top.
"""

from __future__ import annotations

import pytest

from edi.model.reference import X12Ref
from edi.validation import Options, validate_source
from tests.claims.base import GOOD

FLAT = GOOD.replace("~\n", "~")
SECOND = GOOD.replace("000000001", "000000002").replace("300H7K2M9Q4T1", "300H7K2M9Q4T2").replace("202406", "202405")
MEMBERS = (
    "GS*BE*123456789*CALIFORNIA-DHCS*20240708*0930*2*X*005010X220A1~\nST*834*0001*005010X220A1~\n"
    "BGN*00*1*20240701*1200****4~\nN1*P5*SPONSOR*FI*123456789~\nN1*IN*PAYER*FI*987654321~\nINS*Y*18*030*XN*A***FT~\n"
    "REF*0F*1~\nDTP*356*D8*20240101~\nNM1*IL*1*A*B~\nSE*9*0001~\nGE*1*2~\n"
)


def wrapped(end: str) -> str:
    return end.join(FLAT[start : start + 80] for start in range(0, len(FLAT), 80))


def with_group(group: str) -> str:
    return GOOD.replace("IEA*1*", group + "IEA*2*")


def until(text: str) -> str:
    return GOOD[: GOOD.index(text)]


#: What is odd -> the file, claims read, findings by code and segment.
ODD: dict[str, tuple[str, int, list[tuple[str, int]]]] = {
    "as it should be": (GOOD, 1, []),
    "GS08 005010X222": (GOOD.replace("005010X222A1", "005010X222"), 1, [("X1019", 2)]),
    "GS08 005010X222A2": (GOOD.replace("005010X222A1", "005010X222A2"), 1, [("X1019", 2)]),
    "unknown guide": (GOOD.replace("005010X222A1", "005010X299A1"), 0, [("X1018", 2)]),
    "ST01 of another group": (GOOD.replace("ST*837", "ST*835"), 0, [("X1020", 3)]),
    "ISA cut": (GOOD[:70], 0, [("X1007", 1)]),
    "ISA of two elements": ("ISA*00*~\n" + GOOD[GOOD.index("GS*") :], 0, [("X1007", 1)]),
    "ISA without an element": (GOOD.replace("*ZZ*123456789300   *", "*123456789300   *", 1), 0, [("X1007", 1)]),
    "no IEA": (until("IEA"), 1, [("X1024", 46)]),
    "no GE": (GOOD.replace("GE*1*1~\n", ""), 1, [("X1031", 46)]),
    "no SE": (until("SE*") + GOOD[GOOD.index("GE*1") :], 1, [("X1030", 45)]),
    "cut in the last segment": (GOOD[:-5], 1, [("X1009", 47)]),
    "empty": ("", 0, [("X1004", 1)]),
    "not X12": ("%PDF-1.7\n", 0, [("X1005", 1)]),
    "byte order mark": ("\xef\xbb\xbf" + GOOD, 1, [("X1001", 1)]),
    "CR LF after terminators": (GOOD.replace("\n", "\r\n"), 1, []),
    "LF as terminator": (FLAT.replace("~", "\n"), 1, []),
    "other separators": (FLAT.replace("*", "|").replace(":", ">").replace("~", "!"), 1, []),
    "control characters as separators": (
        FLAT.replace("*", "\x1d").replace(":", "\x1f").replace("~", "\x1c"), 1, [],
    ),
    "wrapped at 80 columns": (wrapped("\n"), 1, [("X1003", 1)]),
    "wrapped at 80 columns, CR LF": (wrapped("\r\n"), 1, [("X1003", 1)]),
    "two interchanges": (GOOD + SECOND, 2, []),
    "two interchanges with separators of their own": (GOOD + SECOND.replace("*", "|").replace("~", "'"), 2, []),
    "a group of another transaction": (with_group(MEMBERS), 1, []),
    "a group of an unknown guide": (with_group(MEMBERS.replace("X220A1", "X999")), 1, [("X1018", 47)]),
    "lower-case id": (GOOD.replace("N4*", "n4*", 1), 1, [("X1016", 12)]),
    "lower-case ST": (GOOD.replace("ST*837", "st*837"), 1, [("X1016", 3)]),
    "an empty segment": (GOOD.replace("LX*2~", "~LX*2~"), 1, [("X1011", 39)]),
    "fifty empty segments": (GOOD.replace("LX*2~", "~" * 50 + "LX*2~"), 1, [("X1011", 39)]),
    "UTF-8 in data": (GOOD.replace("RIVERA", "RIV\u00c9RA", 1).encode().decode("latin-1"), 1, [("X1039", 16)]),
    "TA1 before the group": (GOOD.replace("GS*HC", "TA1*000000001*240708*0930*A*000~\nGS*HC", 1), 1, []),
    "ISA inside a name": (GOOD.replace("OKAFOR", "ISA", 1), 1, []),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_one_finding_and_on(name: str) -> None:
    text, claims, expected = ODD[name]
    outcome = validate_source(text.encode("latin-1"), "f", Options("20240801"))
    found = [(one.code, one.where.segment_no) for one in outcome.findings if isinstance(one.where, X12Ref)]
    assert (outcome.claims, found) == (claims, expected)


@pytest.mark.parametrize("name", [name for name, (_, claims, found) in ODD.items() if found and claims])
def test_a_fault_in_a_claim_is_still_found(name: str) -> None:
    """Validation goes on: a wrong total is told as well."""
    text, _, expected = ODD[name]
    text = text.replace("*350***", "*351***").replace("|350|||", "|351|||")
    codes = [one.code for one in validate_source(text.encode("latin-1"), "f", Options("20240801")).findings]
    assert {"X3001", *(code for code, _ in expected)} <= set(codes)
